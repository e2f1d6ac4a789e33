"""Check an index against the sources: rebuild a commit from scratch aside, and compare every fact by SQL."""

from __future__ import annotations

import os
from contextlib import closing

from ecp.build import Waits, build_l2
from ecp.build.gc import folder_aside
from ecp.build.orchestrator import rebuild_aside
from ecp.config import Settings
from ecp.dataclass import dataclass
from ecp.errors import DamagedLayerError
from ecp.index.layer import COLUMNS, OpenLayers
from ecp.model import Freshness
from ecp.query.view import View


@dataclass(frozen=True)
class TableDifference:
    """How one table of the stack differs from that of a fresh build."""

    table: str
    rows: int
    """Rows in the fresh build."""
    missing: int
    """Rows that the stack lacks."""
    extra: int
    """Rows that only the stack has."""


@dataclass(frozen=True)
class VerifyReport:
    """What `ecp verify` found."""

    commit: str
    layers: int
    equal: bool
    tables: tuple[TableDifference, ...]


def verify(
    repo: str | os.PathLike[str], rev: str = "HEAD", *, settings: Settings | None = None, waits: Waits | None = None
) -> VerifyReport:
    """Compare a revision's stack with a build from its sources alone.  Raises as `build_l2`, and DamagedLayerError."""
    import duckdb

    settings = settings or Settings.from_environment()
    stack = build_l2(repo, rev, settings=settings, waits=waits)
    with folder_aside(settings.home) as folder:
        fresh = rebuild_aside(repo, stack.commit, folder, settings=settings, waits=waits)
        try:
            with closing(OpenLayers(stack.paths)) as layers:
                layers.attach(fresh.paths[0], "fresh")  # from scratch, so one layer with the whole tree
                view = View(layers, Freshness(stack.commit, stack.commit))
                tables = tuple(_difference(view, table) for table in ("file", *COLUMNS))
        except duckdb.Error as error:
            raise DamagedLayerError(f"the index of {repo} cannot be read: {error}", "Run `ecp doctor`.") from None
    equal = not any(table.missing or table.extra for table in tables)
    return VerifyReport(stack.commit, len(stack.paths), equal, tables)


def _difference(view: View, table: str) -> TableDifference:
    if table == "file":
        ours, theirs = "SELECT path, oid, kind FROM file", "SELECT path, oid, kind FROM fresh.tree"
    else:
        columns = ", ".join(f'facts."{name}"' for name in COLUMNS[table])
        ours = f'SELECT path, {columns} FROM "{table}" AS facts JOIN file USING (blob)'
        theirs = f'SELECT path, {columns} FROM fresh."{table}" AS facts JOIN fresh.tree USING (blob)'

    def count(sql: str) -> int:
        return int(view.rows(f"SELECT count(*) FROM ({sql})")[0][0])

    return TableDifference(
        table, count(theirs), count(f"{theirs} EXCEPT ALL {ours}"), count(f"{ours} EXCEPT ALL {theirs}")
    )
