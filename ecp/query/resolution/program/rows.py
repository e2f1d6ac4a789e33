"""The facts of one file as they are loaded: tables packed into text, and the rows of those that are read whole."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


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

    def fields(self, row: str, first: int = -1) -> list[str]:
        """Return the fields of one row, or the first so many of them and the rest as one."""
        return row.split(self._between, first)

    def by_first(self) -> dict[str, list[str]]:
        """Return the rows by their first field, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        between = self._between
        for row in self.rows:
            found[row.partition(between)[0]].append(row)
        return dict(found)


def packed(columns: Iterable[str]) -> str:
    """Return what says in SQL how many rows a group has, and these as one text.

    A value of Python for every field of every row would cost more than to read them.
    """
    return f"count(*), string_agg(concat_ws(chr({ord(_FIELDS)}), {', '.join(columns)}), chr({ord(_ROWS)}))"


def unpacked(count: int, text: str, width: int) -> Table | None:
    """Return the rows that arrived as one text, each of so many fields; None where some field has a separator in it."""
    rows = text.split(_ROWS) if count else []
    is_odd = len(rows) != count or text.count(_FIELDS) != count * (width - 1)
    return None if is_odd else Table(rows, _FIELDS)


_ROWS, _FIELDS = "\x1e", "\x1f"
"""What stands between packed rows, and between the fields of one."""
COLUMNS = {
    "definition": (
        "owner", "name", "ordinal", "container", "kind", "line", "exported", "type", "modifiers", "parameters",
    ),
    "import": Import._fields,
    "binding": ("name", "receiver", "scope", "how", "line", "until_line", "type", "value"),
    "heritage": Heritage._fields,
}  # fmt: skip
"""Per table what is read of it: what rows are found by first, so that no more of them is taken apart."""
TABLES = frozenset(COLUMNS)
