"""A view over one commit's stack: its layers and, on top, what differs from them now.

The view knows which facts are live and nothing of what they mean.  Its relations (`file`, `blob` and every fact
table) are TEMP views over the attached layers, so that any number of processes can read the same files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ecp.errors import DamagedLayerError
from ecp.index.facts import TABLES
from ecp.index.layer import OpenLayers, fill
from ecp.index.overlay import Overlay
from ecp.index.statements import rows_with
from ecp.index.store import distrust
from ecp.model import Freshness

_FEW_DEAD = 32
"""Dead blobs that a query leaves out sooner by their numbers than by a join."""


class View:
    """An open stack.  Not for several threads at once; open one per thread."""

    def __init__(self, layers: OpenLayers, freshness: Freshness, overlay: Overlay | None = None) -> None:
        """Take over the open layers and lay the overlay on top.

        Raises DamagedLayerError when a layer cannot be read.
        """
        import duckdb

        self.freshness = freshness
        self.connection = layers.connection
        self._layers, self._overlay = layers, overlay
        try:
            self._define(overlay)
        except duckdb.Error as error:
            self.close()
            raise self._damage(error) from None
        except BaseException:
            self.close()
            raise

    @property
    def edited(self) -> Mapping[str, bytes]:
        """Object ids → sources of the working tree that are no objects of git's yet."""
        return self._overlay.sources if self._overlay is not None else {}

    def rows(self, sql: str, parameters: Mapping[str, str | int] | None = None) -> list[tuple[Any, ...]]:
        """Run a query over the relations with named parameters (`$name`) and return its rows.

        Raises DamagedLayerError when a block turns out not to be what was written; from then on the layer is suspect.
        """
        import duckdb

        try:
            return rows_with(self.connection, sql, parameters)
        except (duckdb.IOException, duckdb.InternalException, duckdb.FatalException) as error:
            raise self._damage(error) from None

    def _damage(self, error: Exception) -> DamagedLayerError:
        """Return what to raise when a layer cannot be read; from now on its checksum is compared before it is used."""
        for path in self._layers.paths:
            distrust(path)
        return DamagedLayerError(
            f"a layer of {self.freshness.base_commit[:12]} cannot be read: {error}",
            "Ask again: the nearest sound index answers.  `ecp index` mends it.",
        )

    def _define(self, overlay: Overlay | None) -> None:
        """Define the relations, which reads the tree and the blobs of a stack."""
        names = list(self._layers.names)
        if overlay is not None and (overlay.tree or overlay.blobs):
            self._load(overlay)
            names.append("memory.overlay")
        if len(names) == 1:
            self._define_simple(names[0])
        else:
            self._define_stacked(names)

    def another(self) -> View:
        """Open the same stack once more, with a connection and settings of its own.  Raises DamagedLayerError."""
        import duckdb

        try:
            layers = OpenLayers(self._layers.paths)
        except duckdb.Error as error:
            raise self._damage(error) from None
        return View(layers, self.freshness, self._overlay)

    def shows_the_same(self, other: View) -> bool:
        """Say whether another view is of the same content: of what is not covered (`incomplete`) that is not known."""
        mine, others = (view._overlay.tree if view._overlay is not None else () for view in (self, other))
        return self.freshness == other.freshness and not self.freshness.incomplete and list(mine) == list(others)

    def close(self) -> None:
        """Let go of the files."""
        self._layers.close()

    def _define_simple(self, layer: str) -> None:
        run = self.connection.execute
        run(f"CREATE TEMP VIEW file AS SELECT path, blob, oid, kind FROM {layer}.tree")
        for table in ("blob", *TABLES):
            run(f'CREATE TEMP VIEW "{table}" AS SELECT * FROM {layer}."{table}"')

    def _define_stacked(self, layers: Sequence[str]) -> None:
        """Let each layer hide the paths of those below it, and drop the facts of blobs that no path leads to."""
        run = self.connection.execute
        stacked = " UNION ALL ".join(
            f"SELECT path, blob, oid, kind, {height} AS height FROM {layer}.tree" for height, layer in enumerate(layers)
        )
        run(
            "CREATE TEMP TABLE file AS SELECT path, top.blob, top.oid, top.kind FROM ("
            "SELECT path, max({'height': height, 'blob': blob, 'oid': oid, 'kind': kind}) AS top "
            f"FROM ({stacked}) GROUP BY path) WHERE top.kind <> 'gone'"
        )
        live = [self._live_rows(height, layer) for height, layer in enumerate(layers)]
        for table in ("blob", *TABLES):
            parts = " UNION ALL ".join(
                f'SELECT * FROM {layer}."{table}"{only}' for layer, only in zip(layers, live, strict=True)
            )
            run(f'CREATE TEMP VIEW "{table}" AS {parts}')

    def _live_rows(self, height: int, layer: str) -> str:
        """Return the condition that leaves out a layer's dead blobs: "" where all live, as every query pays for it."""
        run = self.connection.execute
        dead = run(f"SELECT blob FROM {layer}.blob EXCEPT SELECT blob FROM file").fetchall()
        if not dead:
            return ""
        numbers = ", ".join(str(blob) for (blob,) in dead)
        if len(dead) > _FEW_DEAD:
            run(f"CREATE TEMP TABLE dead_blob_{height} AS SELECT unnest([{numbers}]) AS blob")
            numbers = f"SELECT blob FROM dead_blob_{height}"
        return f" WHERE blob NOT IN ({numbers})"

    def _load(self, overlay: Overlay) -> None:
        self.connection.execute("CREATE SCHEMA memory.overlay; USE memory.overlay")
        fill(self.connection, overlay.tree, overlay.blobs, overlay.facts)
        self.connection.execute("USE memory.main")
