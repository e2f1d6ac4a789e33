"""The bindings of one file by scope and name, made when looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from ecp.index.records import IN_FUNCTION
from ecp.query.resolution.program.definitions import Grouped, Scopes
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

    def _binding(self, row: str) -> Binding:
        made = self._made.get(row)
        if made is None:
            name, receiver, scope, how, line, until_line, type, value = self._table.fields(row)
            fields = int(scope), name, receiver, how, int(line), int(until_line), type, value
            made = self._made[row] = tuple.__new__(Binding, fields)
        return made

    @cached_property
    def _table(self) -> Table:
        return self._file.table("binding")

    @cached_property
    def _rows_of(self) -> dict[str, list[str]]:
        """The rows by name."""
        return self._table.by_first()

    @cached_property
    def _scopes(self) -> Scopes:
        """The rows without receiver by name and scope."""
        return Scopes(self._rows_of, self._scope_without_receiver)

    def _scope_without_receiver(self, row: str) -> int | None:
        name, receiver, scope, _ = self._table.fields(row, 3)
        return int(scope) if name and not receiver else None

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
        return [(scope, name) for name in self._rows_of if "." in name for scope in self._scopes[name]]

    def has(self, scope: int, name: str) -> bool:
        """Say whether a scope has bindings without receiver of a name."""
        return name not in self.absent and scope in self._scopes[name]

    def is_bound(self, name: str) -> bool:
        """Say whether any scope has bindings without receiver of a name."""
        return name not in self.absent and bool(self._scopes[name])

    def are_inside(self, name: str) -> bool:
        """Say whether a scope other than the top has bindings without receiver of a name."""
        return self._scopes.are_inside(name)

    def is_rebound(self, scope: int, name: str) -> bool:
        """Say whether a name is in a scope, or perhaps there, other than as a parameter."""
        return any("parameter" not in row for row in self._scopes[name].get(scope, ()))

    def plain(self, scope: int, name: str) -> list[Binding]:
        """Return the bindings without receiver of a name in a scope, in order of line."""
        key = scope, name
        found = self._plain.get(key)
        if found is None:
            if not self.has(scope, name):
                return []
            found = list(map(self._binding, self._scopes[name][scope]))
            if len(found) > 1:
                found.sort(key=attrgetter("line"))
            self._plain[key] = found
        return found

    def sole(self, scope: int, name: str) -> Sequence[str] | None:
        """Return the row of the one binding without receiver that a scope has of a name; None without any.

        Of several, none: which holds depends on the line.
        """
        if name in self.absent or (rows := self._scopes[name].get(scope)) is None:
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
        for row in self._table.rows:
            _, receiver, scope, _ = self._table.fields(row, 3)
            if receiver:
                yield int(scope), receiver

    def of_value(self, part: str) -> Iterator[Binding]:
        """Yield the bindings in whose value a text occurs."""
        for row in self._table.rows:
            if part in row and part in (binding := self._binding(row)).value:
                yield binding

    def names_given(self, scope: int, value: str) -> set[str]:
        """Return the names that are bound in a scope to nothing but another name."""
        rows = [row for row in self._table.rows if row.endswith(value)]
        given = (binding for binding in map(self._binding, rows) if binding.value == value and not binding.receiver)
        return {binding.name for binding in given if binding.scope == scope} - {""}

    def with_receiver(self, name: str) -> list[Binding]:
        """Return the bindings of a name that have a receiver."""
        rows = () if name in self.absent else self._rows_of.get(name, ())
        return [self._binding(row) for row in rows if self._table.fields(row, 2)[1]]

    def release(self) -> None:
        """Let go of the rows, not of what was made of them."""
        for each in ("_table", "_rows_of", "_scopes", "narrowed", "names_narrowed", "_dotted"):
            vars(self).pop(each, None)

    def parameters(self) -> Grouped[Binding]:
        """Return the parameters by scope, in order."""
        return self._of_scopes([row for row in self._table.rows if "parameter" in row], "parameter")

    def generics(self) -> Grouped[Binding]:
        """Return the type parameters by scope, in order."""
        return self._of_scopes([row for row in self._table.rows if "generic" in row], "generic")

    def results(self) -> Grouped[Binding]:
        """Return what functions return or yield by scope, in order."""
        return self._of_scopes(self._rows_of.get("", ()), "return", "yield")

    def _of_scopes(self, rows: Iterable[str], *hows: str) -> Grouped[Binding]:
        """Return the bindings that are made in one of some ways, by scope."""
        found: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            _, _, scope, how, _ = self._table.fields(row, 4)
            if how in hows:
                found[int(scope)].append(row)
        return Grouped(self._binding, dict(found))
