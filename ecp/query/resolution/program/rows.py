"""The facts of one file as they are loaded: tables packed into text, and the rows of those that are read whole."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    pass


class Import(NamedTuple):
    """A row of `import`."""

    line: int
    scope: int
    kind: str
    module: str
    name: str
    alias: str


class Binding(NamedTuple):
    """A row of `binding`."""

    scope: int
    name: str
    receiver: str
    how: str
    line: int
    until_line: int
    type: str
    value: str

    @property
    def first(self) -> int:
        """The first line on which it holds: the value of a statement is worked out before."""
        return self.line + 1 if self.how == "store" else self.line

    @property
    def end(self) -> int:
        """The last line on which it holds."""
        return self.until_line if self.until_line > 0 else sys.maxsize

    def holds_at(self, line: int) -> bool:
        """Say whether it holds on a line."""
        return self.line <= line <= self.end


class Heritage(NamedTuple):
    """A row of `heritage`."""

    line: int
    definition: int
    owner: str
    relation: str
    base: str


class Reference(NamedTuple):
    """A row of `reference`, with the path of its file."""

    path: str
    line: int
    col: int
    role: str
    name: str
    receiver: str
    scope: int
    arguments: str = ""


class Table:
    """The rows that a file has in one table, each as one text, which is only taken apart when it is looked at."""

    __slots__ = ("_between", "rows")

    def __init__(self, rows: list[str], between: str) -> None:
        """Take over rows, with what stands between their fields."""
        self.rows = rows
        self._between = between

    def fields(self, row: int) -> list[str]:
        """Return the fields of one row."""
        return self.rows[row].split(self._between)

    def first(self) -> list[str]:
        """Return the first field of every row."""
        return [row.partition(self._between)[0] for row in self.rows]

    def columns(self, *columns: int) -> list[list[str]]:
        """Return some fields of every row, each of the fields as a list."""
        if not self.rows:
            return [[] for _ in columns]
        fields = self._between.join(self.rows).split(self._between)
        width = len(fields) // len(self.rows)
        return [fields[column::width] for column in columns]


COLUMNS = {
    "definition": (
        "ordinal", "container", "name", "kind", "owner", "line", "exported", "type", "modifiers", "parameters",
    ),
    "import": Import._fields, "binding": Binding._fields, "heritage": Heritage._fields,
}  # fmt: skip
"""Per table what is read of it, in the order of the values that are made of a row: what rows are found by first."""
TABLES = frozenset(COLUMNS)
