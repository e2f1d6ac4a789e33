"""The facts: typed rows that the extractor reads off one blob, held in columns.

A worker sends whole columns of integers and one list of distinct strings, never rows: per-row Python objects cost
more than parsing does.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from ecp.dataclass import dataclass, field


class Column(NamedTuple):
    """One column of a fact table; `text` columns hold codes of `Facts.strings`."""

    name: str
    text: bool = False


def _columns(spec: str) -> tuple[Column, ...]:
    """Parse `blob line name:text` into columns."""
    return tuple(Column(name, bool(kind)) for name, _, kind in (word.partition(":") for word in spec.split()))


TABLES: dict[str, tuple[Column, ...]] = {
    "definition": _columns(
        "blob ordinal kind:text name:text qualified_name:text container owner:text line col start_line end_line "
        "signature:text doc:text exported type:text modifiers:text parameters:text"
    ),
    "reference": _columns("blob line col role:text name:text receiver:text scope arguments:text"),
    "import": _columns("blob line scope kind:text module:text name:text alias:text"),
    "binding": _columns("blob line scope until_line name:text receiver:text how:text type:text value:text"),
    "heritage": _columns("blob line definition owner:text relation:text base:text"),
    "diagnostic": _columns("blob line message:text"),
}
"""Every fact table; `schema.sql` says what the columns mean."""
TYPE_KINDS = frozenset(("class", "struct", "interface", "trait", "enum", "extension"))
SCOPE_KINDS = TYPE_KINDS | {"function", "method", "module", "macro", "property"}
"""Kinds of definitions that references can stand in."""
EXPRESSION = "expression"
"""The modifier of a function that is a value with a name, which it has for itself alone: `memo(function row() {})`."""
ENCLOSED = "enclosed"
"""The modifier of what a script has in a function without a name only: `(function () { class Pen {} })()`."""

_ORDER = {"blob": ("blob",), "definition": ("name", "blob", "ordinal"), "reference": ("name", "blob", "line", "col")}
_USUAL_ORDER = ("blob", "line")


def order_of(table: str) -> tuple[str, ...]:
    """Return the columns by which a layer has a table of facts, or `blob`, sorted: what questions begin with first."""
    return _ORDER.get(table, _USUAL_ORDER)


class Interner(dict[str, int]):
    """Codes of distinct strings, given out in order of first use; "" is 0."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code


@dataclass
class Facts:
    """The facts of some blobs: per table one flat row-major array of integers, and the strings they refer to."""

    rows: dict[str, array[int]] = field(default_factory=lambda: {table: array("i") for table in TABLES})
    interner: Interner = field(default_factory=Interner)

    def strings(self) -> list[str]:
        """Return the distinct strings, by code."""
        return list(self.interner)


def rows_as_text(facts: Facts, table: str) -> list[dict[str, int | str]]:
    """Return one table's rows with their strings in place: for tests."""
    columns, strings = TABLES[table], facts.strings()
    flat, width = facts.rows[table], len(TABLES[table])
    return [
        {
            column.name: strings[flat[start + offset]] if column.text else flat[start + offset]
            for offset, column in enumerate(columns)
        }
        for start in range(0, len(flat), width)
    ]


def columns_as_text(facts: Facts) -> dict[str, list[list[Any]]]:
    """Return the columns of every table with their strings in place: for overlays, not for builds."""
    strings = facts.strings()
    return {table: with_strings(table, flat, strings) for table, flat in facts.rows.items()}


def with_strings(table: str, flat: array[int], strings: Sequence[str]) -> list[list[Any]]:
    """Return the columns of one table, which are given row after row, with their strings in place."""
    columns = TABLES[table]
    width = len(columns)
    return [
        [strings[code] for code in flat[at::width]] if column.text else list(flat[at::width])
        for at, column in enumerate(columns)
    ]
