"""Definitions of the whole program by something that they say: which type they are of, which trait they implement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ecp.query.resolution.program.rows import COLUMNS, packed, unpacked

if TYPE_CHECKING:
    from ecp.query.resolution.program.definitions import Definition
    from ecp.query.resolution.program.program import Program

_READ = ("blob", *COLUMNS["definition"], "qualified_name")


class Everywhere(Mapping[str, "Sequence[Definition]"]):
    """Definitions by a name, made when it is looked up: of tens of thousands a question needs some hundred.

    They arrive as one text for each name: rows of them all took four times as long, and to make them twice that.
    """

    def __init__(self, program: Program, condition: str, column: str, name_of: Callable[[str], str]) -> None:
        """Take those of which a condition of SQL holds, by the name that a column says."""
        self._program = program
        self._odd = f"SELECT {', '.join(_READ)} FROM definition WHERE {condition} AND {column} = $written"
        self._found: dict[str, Sequence[Definition]] = {}
        self._packed: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        query = f"SELECT {column}, {packed(_READ)} FROM definition WHERE {condition} GROUP BY {column}"
        for written, count, text in program.view.rows(query):
            self._packed[name_of(written)].append((written, count, text))
        self._packed.default_factory = None

    def __getitem__(self, name: str) -> Sequence[Definition]:
        found = self._found.get(name)
        if found is None:
            rows = [row for group in self._packed[name] for row in self._rows(*group)]
            found = self._found[name] = self._program.defined(rows)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def _rows(self, written: str, count: int, text: str) -> Iterable[Sequence[Any]]:
        table = unpacked(count, text, len(_READ))
        if table is None:
            return self._program.view.rows(self._odd, {"written": written})
        return map(table.fields, table.rows)
