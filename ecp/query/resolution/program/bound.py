"""The bindings of one file by scope and name, made when looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from ecp.index.records import IN_FUNCTION
from ecp.query.resolution.program.definitions import TOP, Grouped
from ecp.query.resolution.program.rows import Binding, Table

if TYPE_CHECKING:
    from ecp.query.resolution.program.files import File


class Bindings:
    """The bindings of one file, of which there is one object each, made when its name is looked up."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._made: dict[str, Binding] = {}
        """By what their rows say: released and loaded again, rows may come in another order."""
        self._plain: dict[tuple[int, str], list[Binding]] = {}
        self._turns: dict[tuple[int, str], list[int]] = {}
        self.absent: frozenset[str] = frozenset()
        """Names of which it is known, without the rows, that there are no bindings."""

    def _binding(self, row: int) -> Binding:
        packed = self._table.rows[row]
        made = self._made.get(packed)
        if made is None:
            scope, name, receiver, how, line, until_line, type, value = self._table.fields(row)
            fields = int(scope), name, receiver, how, int(line), int(until_line), type, value
            made = self._made[packed] = tuple.__new__(Binding, fields)
        return made

    @cached_property
    def _table(self) -> Table:
        return self._file.table("binding")

    @cached_property
    def _rows(self) -> tuple[dict[str, dict[int, list[int]]], dict[str, list[int]], dict[str, dict[int, list[int]]]]:
        """The rows without receiver by name and scope; those with one by name; those of a scope by what they are."""
        plain: dict[str, dict[int, list[int]]] = defaultdict(dict)
        received: dict[str, list[int]] = defaultdict(list)
        of_scopes: dict[str, dict[int, list[int]]] = {of: defaultdict(list) for of in _OF_SCOPE.values()}
        scopes, *others = self._table.columns(0, 1, 2, 3)
        for row, (scope, name, receiver, how) in enumerate(zip(map(int, scopes), *others, strict=True)):
            if receiver:
                received[name].append(row)
            elif name:
                rows = plain[name].get(scope)
                if rows is None:
                    plain[name][scope] = [row]
                else:
                    rows.append(row)
            if how in _OF_SCOPE:
                of_scopes[_OF_SCOPE[how]][scope].append(row)
        return dict(plain), dict(received), {of: dict(rows) for of, rows in of_scopes.items()}

    @cached_property
    def narrowed(self) -> frozenset[tuple[int, str]]:
        """The scopes with the names of which a member is narrowed there: `a` where `a.b` is."""
        return frozenset((scope, name.partition(".")[0]) for scope, name in self._dotted)

    @cached_property
    def names_narrowed(self) -> frozenset[str]:
        """The names of which a member is narrowed anywhere."""
        return frozenset(name for _, name in self.narrowed)

    @cached_property
    def _dotted(self) -> list[tuple[int, str]]:
        """The scopes with the members of names that are narrowed there."""
        return [(scope, name) for name, scopes in self._rows[0].items() if "." in name for scope in scopes]

    def has(self, scope: int, name: str) -> bool:
        """Say whether a scope has bindings without receiver of a name."""
        return name not in self.absent and scope in self._rows[0].get(name, ())

    def is_bound(self, name: str) -> bool:
        """Say whether any scope has bindings without receiver of a name."""
        return name not in self.absent and name in self._rows[0]

    def are_inside(self, name: str) -> bool:
        """Say whether a scope other than the top has bindings without receiver of a name."""
        scopes = self._rows[0].get(name, ())
        return len(scopes) > (TOP in scopes)

    def is_rebound(self, scope: int, name: str) -> bool:
        """Say whether a name is in a scope, or perhaps there, other than as a parameter."""
        rows = self._table.rows
        return any("parameter" not in rows[row] for row in self._rows[0].get(name, {}).get(scope, ()))

    def plain(self, scope: int, name: str) -> list[Binding]:
        """Return the bindings without receiver of a name in a scope, in order of line."""
        key = scope, name
        found = self._plain.get(key)
        if found is None:
            if not self.has(scope, name):
                return []
            found = list(map(self._binding, self._rows[0][name][scope]))
            if len(found) > 1:
                found.sort(key=attrgetter("line"))
            self._plain[key] = found
        return found

    def sole(self, scope: int, name: str) -> Sequence[str] | None:
        """Return the fields of the one binding without receiver that a scope has of a name, as text; None without any.

        Of several, none: which holds depends on the line.
        """
        if name in self.absent or (rows := self._rows[0].get(name, {}).get(scope)) is None:
            return None
        return self._table.fields(rows[0]) if len(rows) == 1 else ()

    def turns(self, scope: int, name: str) -> list[int]:
        """Return the lines, in order, from which on other bindings of a name in its scope hold; empty without any."""
        key = scope, name
        found = self._turns.get(key)
        if found is None:
            bindings = self.plain(scope, name)
            if self._file.language.local_functions:
                bindings = bindings + self.plain(scope, f"{IN_FUNCTION}{name}")
            if not bindings:
                return []
            lines = {1}
            for each in bindings:
                lines |= {each.first, abs(each.until_line) + 1}
            found = self._turns[key] = sorted(lines)
        return found

    def members(self) -> Iterator[str]:
        """Yield the names that are members of a name."""
        return (name for _, name in self._dotted)

    def receivers(self) -> Iterator[tuple[int, str]]:
        """Yield scope and receiver of the bindings that have a receiver."""
        for row in chain.from_iterable(self._rows[1].values()):
            scope, _, receiver, *_ = self._table.fields(row)
            yield int(scope), receiver

    def of_value(self, part: str) -> Iterator[Binding]:
        """Yield the bindings in whose value a text occurs."""
        for row, text in enumerate(self._table.rows):
            if part in text and part in (binding := self._binding(row)).value:
                yield binding

    def names_given(self, scope: int, value: str) -> set[str]:
        """Return the names that are bound in a scope to nothing but another name."""
        rows = [row for row, text in enumerate(self._table.rows) if text.endswith(value)]
        given = (binding for binding in map(self._binding, rows) if binding.value == value and not binding.receiver)
        return {binding.name for binding in given if binding.scope == scope} - {""}

    def with_receiver(self, name: str) -> list[Binding]:
        """Return the bindings of a name that have a receiver."""
        return [] if name in self.absent else [self._binding(row) for row in self._rows[1].get(name, ())]

    def release(self) -> None:
        """Let go of the rows, not of what was made of them."""
        vars(self).pop("_table", None)
        vars(self).pop("_rows", None)
        vars(self).pop("narrowed", None)
        vars(self).pop("names_narrowed", None)
        vars(self).pop("_dotted", None)

    def of_scopes(self, kind: str) -> Grouped[int, Binding]:
        """Return the bindings that are parameters, type parameters or results, by scope, in order."""
        return Grouped(self._binding, self._rows[2][kind])


_OF_SCOPE = {"parameter": "parameter", "generic": "generic", "return": "result", "yield": "result"}
"""What bindings are for their scope as a whole, by how they are made."""
