"""Every fact of a stack, keyed by path: what must be equal however the stack was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ecp.index.facts import TABLES
from ecp.index.layer import OpenLayers
from ecp.model import Freshness
from ecp.query.view import View

AllFacts = dict[str, list[tuple[object, ...]]]


def all_facts(layers: Sequence[Path]) -> AllFacts:
    """Return the rows of every table, with paths in place of blob numbers, sorted."""
    view = View(OpenLayers(layers), Freshness("", ""))
    found = facts_of_view(view)
    view.close()
    return found


def facts_of_view(view: View) -> AllFacts:
    """Return the same of an open view, its overlay included."""
    found: AllFacts = {"file": sorted(view.rows("SELECT path, oid, kind FROM file"))}
    for table in TABLES:
        columns = ", ".join(f'"{table}"."{column.name}"' for column in TABLES[table][1:])
        found[table] = sorted(view.rows(f'SELECT path, {columns} FROM "{table}" JOIN file USING (blob)'), key=str)
    return found
