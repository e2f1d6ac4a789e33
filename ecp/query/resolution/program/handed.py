"""Where the names of functions are put into members and variables, and given to calls.

Names are looked up one by one at first, for a question is about few; then all at once, which in Linux takes two
seconds where one name takes a tenth of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from ecp.query.resolution.program.program import Program

BY_POSITION = ""
"""What stands for the names of members that are given something by their position."""
_LOOKS = 3
_PUT = """
SELECT   blob, name, line, scope, receiver, value
FROM     binding
WHERE    (receiver <> '' OR scope = -1) AND value IN (SELECT name FROM definition WHERE kind = 'function') AND {0}
UNION
SELECT   blob, put.name, put.line, scope, put.receiver, put.value
FROM     binding AS put JOIN binding AS parameter USING (blob, scope)
WHERE    put.receiver <> '' AND parameter.how = 'parameter' AND parameter.name = put.value AND put.{0}
ORDER BY ALL
"""
_GIVEN = """
SELECT   blob, name, line, scope, arguments
FROM     reference
WHERE    role = 'read' AND arguments <> '' AND name IN (SELECT name FROM definition WHERE kind = 'function') AND {0}
ORDER BY ALL
"""
_EVERY = "name <> ''"


class Put(NamedTuple):
    """A place where the name of a function, or of a parameter, is put into a member or a variable."""

    path: str
    name: str
    line: int
    scope: int
    receiver: str
    value: str


class Given(NamedTuple):
    """A place where a function is given to a call by its name."""

    path: str
    name: str
    line: int
    scope: int
    to: str
    """What is called, and the place among its arguments: `qsort:3`."""


_Row = TypeVar("_Row")


class _Lookup(Generic[_Row]):
    """Rows by a key of theirs."""

    def __init__(
        self, look: Callable[[str], list[_Row]], every: Callable[[], Iterable[_Row]], key: Callable[[_Row], str]
    ) -> None:
        self._look, self._every, self._key = look, every, key
        self._known: dict[str, list[_Row]] = defaultdict(list)
        self._is_whole = False

    def of(self, key: str) -> list[_Row]:
        """Return the rows with a key."""
        if key not in self._known and not self._is_whole:
            if len(self._known) < _LOOKS:
                self._known[key] = self._look(key)
            else:
                self._is_whole = True
                self._known.clear()
                for row in self._every():
                    self._known[self._key(row)].append(row)
        return self._known.get(key, [])


class Handed:
    """Where the functions of a program are put and given, in languages that have pointers to them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        digits = "name SIMILAR TO '[0-9]+'"
        self._under = _Lookup(
            lambda name: self._puts("name = $key", name) if name else self._puts(digits),
            self._every_put,
            lambda put: BY_POSITION if put.name.isdigit() else put.name,
        )
        self._of_value = _Lookup(lambda name: self._puts("value = $key", name), self._every_put, lambda put: put.value)
        self._to = _Lookup(
            lambda place: self._given("arguments = $key", place), self._every_given, lambda given: given.to
        )
        self._of_name = _Lookup(
            lambda name: self._given("name = $key", name), self._every_given, lambda given: given.name
        )

    def under(self, name: str) -> list[Put]:
        """Return what is put into members and variables of a name, or into members by their position."""
        return self._under.of(name)

    def puts_of(self, name: str) -> list[Put]:
        """Return where a function or parameter of a name is put."""
        return self._of_value.of(name)

    def given_to(self, place: str) -> list[Given]:
        """Return what calls are given for one of their arguments: `qsort:3`."""
        return self._to.of(place)

    def places_of(self, name: str) -> list[Given]:
        """Return where a function of a name is given to a call."""
        return self._of_name.of(name)

    def _every_put(self) -> list[Put]:
        return self._program.once("every put", lambda: self._puts(_EVERY))

    def _every_given(self) -> list[Given]:
        return self._program.once("every given", lambda: self._given(_EVERY))

    def _puts(self, condition: str, key: str = "") -> list[Put]:
        return [Put(path, *row) for path, *row in self._rows(_PUT.format(condition), key)]

    def _given(self, condition: str, key: str = "") -> list[Given]:
        return [Given(path, *row) for path, *row in self._rows(_GIVEN.format(condition), key)]

    def _rows(self, statement: str, key: str) -> Iterable[tuple[Any, ...]]:
        program = self._program
        for blob, *row in program.view.rows(statement, {"key": key} if key else None):
            for path in program.paths_of(blob):
                if program.language(path).function_pointers:
                    yield path, *row


def handed(program: Program) -> Handed:
    """Return where the functions of a program are put and given."""
    return program.once("handed", lambda: Handed(program))
