"""A layer on disk: one DuckDB file with a commit's tree and the facts of the blobs that no lower layer holds.

Written once, aside, and never opened for writing again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from ecp.dataclass import dataclass
from ecp.index.facts import TABLES, Facts, order_of, with_strings
from ecp.index.fingerprint import FORMAT, fingerprint
from ecp.index.runs import ROW_GROUP, Gathered
from ecp.index.statements import connect, rows_with, run_with

if TYPE_CHECKING:
    import duckdb

    from ecp.index.manifests import LayerRef

_SCHEMA = Path(__file__).parent / "schema.sql"
_FEW_ROWS = 25_000
"""Rows that are sooner inserted as text than NumPy is imported."""
_RUN_ROWS = 1_000_000
"""Rows that are gathered before they are written as one sorted run: what bounds a build's memory."""
_COMMITTED_ROWS = 20_000
"""Rows after which a run is committed at a table's end: until then DuckDB keeps them in memory, up to 40 MB."""
_COPY_BYTES, _COPY_ROWS = 4 << 20, 250_000
"""Size of layers from which on what is copied from them is sorted in parts, and the rows of such a part."""
_SAMPLE = 2_000
_STORAGE = "v1.3.0"
_SMALL_BLOCK, _BLOCK, _FEW_BLOBS = 16_384, 32_768, 12
"""Block sizes in bytes: small ones keep a small file small, large ones a large one (docs/internals.md, "The layer")."""


def block_size_for(blobs: int) -> int:
    """Return the block size with which a layer that holds some blobs comes out smallest."""
    return _SMALL_BLOCK if blobs <= _FEW_BLOBS else _BLOCK


class BlobRow(NamedTuple):
    """One row of the table `blob`."""

    blob: int
    oid: str
    language: str
    bytes: int
    lines: int
    status: str
    path_language: str
    """The language that the path shows; `language` is the one that the source turned out to be in."""


class TreeRow(NamedTuple):
    """One row of the table `tree`; blob -1 has no facts, kind `gone` is a path that the base has and we have not."""

    path: str
    blob: int
    oid: str
    kind: str


@dataclass(frozen=True)
class Copy:
    """Facts to take over from another layer: its blob numbers → ours."""

    layer: LayerRef
    path: Path
    blobs: Mapping[int, int]


COLUMNS = {
    "blob": ("oid", "language", "bytes", "lines", "status", "path_language"),
    **{table: tuple(column.name for column in columns[1:]) for table, columns in TABLES.items()},
}
"""Per table of facts, and of `blob`, the columns after the blob's number."""

LIST = "string_split({}, chr(31))"
"""SQL that reads a list parameter made by `listed`: `LIST.format('$names')`."""


class LayerWriter:
    """Writes one layer file.  Use as a context manager; the file is complete once the block ends without error."""

    def __init__(self, path: Path, *, block_size: int) -> None:
        self._path, self._block_size = path, block_size
        self._gathered = Gathered()
        self._open = False
        self._copied: list[str] = []
        """Attached layers that were copied from: DuckDB 1.5 lets go of them between transactions only."""

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        """DuckDB, imported when there is something to write: beside workers it would be a fifth of the memory."""
        connection = connect()
        # A commit larger than the threshold is written straight to the file, without a write-ahead log first.
        connection.execute("SET checkpoint_threshold = '1B'")
        connection.execute("SET temp_directory = ''")
        self._begin(connection)
        connection.execute(_SCHEMA.read_text())
        return connection

    def __enter__(self) -> LayerWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.flush()
        finally:
            if "_connection" in self.__dict__:
                self._connection.close()

    def add(self, rows: Mapping[str, bytes], strings: Sequence[str]) -> None:
        """Add facts as a worker sends them: per table row-major 32-bit integers, and the strings by code."""
        self._gathered.add(rows, strings)
        if self._gathered.rows >= _RUN_ROWS:
            self._write_run(everything=False)
            self._commit()
            self._begin(self._connection)

    def flush(self) -> None:
        """Write everything to the file and let go of it."""
        if self._connection is not None and self._open:
            self._write_run(everything=True)
            self._commit()

    def _begin(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(
            f"ATTACH '{quoted(self._path)}' AS layer "
            f"(BLOCK_SIZE {self._block_size}, ROW_GROUP_SIZE {ROW_GROUP}, STORAGE_VERSION '{_STORAGE}')"
        )
        connection.execute("USE layer")
        connection.execute("BEGIN")
        self._open = True

    def _commit(self) -> None:
        """Write to the file what is in the transaction, and let go of it: DuckDB keeps in memory what it wrote."""
        self._connection.execute("COMMIT")
        self._connection.execute("USE memory")
        self._connection.execute("DETACH layer")
        while self._copied:
            self._connection.execute(f"DETACH {self._copied.pop()}")
        self._open = False

    def _write_run(self, *, everything: bool) -> None:
        if everything and self._gathered.rows <= _FEW_ROWS and not self._gathered.has_kept:
            gathered = list(self._gathered.batches())
            for table in TABLES:
                _insert_rows(self._connection, table, _sorted_rows(table, gathered))
            return
        uncommitted = 0
        for _, parts in groupby(self._gathered.take(everything=everything), key=itemgetter(0)):
            for table, part in parts:
                _insert_columns(self._connection, table, part)
                uncommitted += len(part["blob"])
            if uncommitted > _COMMITTED_ROWS:
                uncommitted = 0
                self._commit()
                self._begin(self._connection)

    def copy(self, copies: Iterable[Copy]) -> None:
        """Take over the facts of blobs that other layers hold, renumbered, as one sorted run per table."""
        run, sources, size = self._connection.execute, [], 0
        for number, copy in enumerate(copies):
            old, new = f"source_{number}", f"mapping_{number}"
            run(f"ATTACH '{quoted(copy.path)}' AS {old} (READ_ONLY)")
            run(f"CREATE TEMP TABLE {new} (old INTEGER, new INTEGER)")
            _insert_rows(self._connection, new, list(copy.blobs.items()))
            sources.append((old, new))
            size += copy.layer.bytes
        if not sources:
            return
        for table, columns in COLUMNS.items():
            theirs = " UNION ALL ".join(
                f"SELECT {new}.new AS blob, {', '.join(columns)} "
                f'FROM {old}."{table}" AS theirs JOIN {new} ON theirs.blob = {new}.old'
                for old, new in sources
            )
            order = order_of(table)
            copied = f'INSERT INTO "{table}" SELECT * FROM ({theirs}) {{}} ORDER BY {", ".join(order)}'
            if size <= _COPY_BYTES:
                run(copied.format(""))
                continue
            for low, high in self._parts(theirs, order[0]):
                condition = f"WHERE {order[0]} >= $low AND ($high IS NULL OR {order[0]} < $high)"
                run(copied.format(condition), {"low": low, "high": high})
                self._commit()
                self._begin(self._connection)
        for old, new in sources:
            run(f"DROP TABLE {new}")
            self._copied.append(old)

    def _parts(self, rows: str, key: str) -> Iterator[tuple[Any, Any]]:
        """Yield the bounds (from, before) of parts of some rows, by a key, that can be sorted in little memory."""
        found = self._connection.execute(f"SELECT count(*), min({key}) FROM ({rows})").fetchone()
        assert found is not None
        number, low = found
        if not number:
            return
        sample = f"(SELECT {key} FROM ({rows}) USING SAMPLE reservoir({_SAMPLE} ROWS) REPEATABLE (1))"
        keys = [key for (key,) in self._connection.execute(f"SELECT {key} FROM {sample} ORDER BY 1").fetchall()]
        parts = -(-number // _COPY_ROWS)
        for high in sorted({keys[len(keys) * part // parts] for part in range(1, parts)}):
            yield low, high
            low = high
        yield low, None

    def finish(self, blobs: Sequence[BlobRow], tree: Sequence[TreeRow], meta: Mapping[str, str]) -> None:
        """Add what is known once every blob is parsed: the blobs, the tree and what the layer is."""
        _insert_rows(self._connection, "blob", blobs)
        _insert_rows(self._connection, "tree", tree)
        entries = {"format": str(FORMAT), "fingerprint": fingerprint(), **meta}
        _insert_rows(self._connection, "meta", list(entries.items()))


def is_of_files(error: Exception) -> bool:
    """Say whether an error is one of reading or writing a layer."""
    import duckdb

    return isinstance(error, duckdb.Error | OSError)


def fill(
    connection: duckdb.DuckDBPyConnection,
    tree: Sequence[TreeRow],
    blobs: Sequence[BlobRow],
    facts: Mapping[str, Sequence[Sequence[Any]]],
) -> None:
    """Create the tables of a layer in the current schema and fill them: an overlay, in memory.

    `facts` are the columns of each table.
    """
    connection.execute(_SCHEMA.read_text())
    _insert_rows(connection, "blob", blobs)
    _insert_rows(connection, "tree", tree)
    for table, columns in facts.items():
        _insert_lists(connection, table, columns)


def _sorted_rows(table: str, gathered: Iterable[tuple[Mapping[str, bytes], Sequence[str]]]) -> list[tuple[Any, ...]]:
    """Return one table's rows with their strings in place, in a layer's order."""
    rows: list[tuple[Any, ...]] = []
    for flat, strings in gathered:
        rows += zip(*with_strings(table, array("i", flat[table]), strings), strict=True)
    places = {column.name: at for at, column in enumerate(TABLES[table])}
    rows.sort(key=itemgetter(*(places[name] for name in order_of(table))))
    return rows


def _insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    _insert_lists(connection, table, list(zip(*rows, strict=True)))


def _insert_lists(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[Sequence[Any]]) -> None:
    """Insert columns of integers or strings: few rows as text, since to import NumPy takes longer."""
    if not columns or not columns[0]:
        return
    if len(columns[0]) > _FEW_ROWS:
        import numpy as np

        kinds = [object if isinstance(column[0], str) else np.int64 for column in columns]
        run = {f"c{at}": np.array(c, dtype=kind) for at, (c, kind) in enumerate(zip(columns, kinds, strict=True))}
        _insert_columns(connection, table, run)
        return
    text, between_rows, between_fields = _as_text(columns)
    fields = ", ".join(f"fields[{at}]" for at in range(1, len(columns) + 1))
    run_with(
        connection,
        f'INSERT INTO "{table}" SELECT {fields} FROM (SELECT string_split(unnest('
        f"string_split($text, chr({ord(between_rows)}))), chr({ord(between_fields)})) AS fields)",
        {"text": text},
    )


def _as_text(columns: Sequence[Sequence[Any]]) -> tuple[str, str, str]:
    """Return rows as one string, and what separates them and their fields: characters that no field has.

    One string, since DuckDB's client takes as long for a parameter as to insert a hundred rows (see `statements`).
    """
    texts = [column if isinstance(column[0], str) else list(map(str, column)) for column in columns]
    separators, rows = map(chr, range(1, 0x10FFFF)), len(columns[0])
    between_rows, between_fields = next(separators), next(separators)
    while True:
        text = between_rows.join(map(between_fields.join, zip(*texts, strict=True)))
        if text.count(between_fields) != rows * (len(columns) - 1):
            between_fields = next(separators)
        elif text.count(between_rows) != rows - 1:
            between_rows = next(separators)
        else:
            return text, between_rows, between_fields


def _insert_columns(connection: duckdb.DuckDBPyConnection, table: str, run: Mapping[str, Any]) -> None:
    """Insert NumPy columns, which DuckDB's client finds by the name they are registered under."""
    connection.register("run", run)
    connection.execute(f'INSERT INTO "{table}" SELECT * FROM run')
    connection.unregister("run")


def columns_of(facts: Facts) -> tuple[dict[str, bytes], list[str]]:
    """Return facts in the form that `LayerWriter.add` takes and that crosses a process boundary cheaply."""
    return {table: rows.tobytes() for table, rows in facts.rows.items()}, facts.strings()


class TreeReader:
    """Reads layers' trees and blobs, all by one connection: to open one takes longer than to read."""

    def __init__(self) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> TreeReader:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def read(self, path: Path) -> tuple[list[TreeRow], list[BlobRow]]:
        """Return the tree and the blobs of a layer.  Raises duckdb.Error when the file is not a sound layer."""
        if self._connection is None:
            self._connection = connect()
        run = self._connection.execute
        run(f"ATTACH '{quoted(path)}' AS layer (READ_ONLY)")
        try:
            tree = run("SELECT path, blob, oid, kind FROM layer.tree").fetchall()
            blobs = run("SELECT blob, oid, language, bytes, lines, status, path_language FROM layer.blob").fetchall()
        finally:
            run("DETACH layer")
        return [TreeRow(*row) for row in tree], [BlobRow(*row) for row in blobs]


class OpenLayers:
    """The layers of one stack, attached to a connection of its own.  Not for several threads at once."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Attach the layers (base first).  Raises duckdb.Error when one of them cannot be read."""
        self.paths = paths
        self.names = [f"layer_{number}" for number in range(len(paths))]
        self.connection = connect()
        try:
            for name, path in zip(self.names, paths, strict=True):
                self.attach(path, name)
        except BaseException:
            self.close()
            raise

    def attach(self, path: Path, name: str) -> None:
        """Attach one more layer, which is not one of the stack.  Raises duckdb.Error."""
        self.connection.execute(f"ATTACH '{quoted(path)}' AS {name} (READ_ONLY)")

    def look_up(self, oids: Iterable[str], paths: Iterable[str]) -> tuple[list[BlobRow], dict[str, TreeRow]]:
        """Return what the stack has of some blobs, and of some paths.  Raises duckdb.Error."""
        wanted_oids, wanted_paths = {"oids": listed(oids)}, {"paths": listed(paths)}
        blobs: list[BlobRow] = []
        tree: dict[str, TreeRow] = {}
        for layer in self.names:
            blob = (
                "SELECT blob, oid, language, bytes, lines, status, path_language "
                f"FROM {layer}.blob WHERE oid IN (SELECT unnest({LIST.format('$oids')}))"
            )
            blobs += [BlobRow(*row) for row in rows_with(self.connection, blob, wanted_oids)]
            entry = (
                f"SELECT path, blob, oid, kind FROM {layer}.tree WHERE path IN (SELECT unnest({LIST.format('$paths')}))"
            )
            tree.update((row[0], TreeRow(*row)) for row in rows_with(self.connection, entry, wanted_paths))
        return blobs, {path: row for path, row in tree.items() if row.kind != "gone"}

    def errors_in(self, blob: int) -> int:
        """Return how many places of a blob do not parse, as far as they were kept.  Raises duckdb.Error."""
        counts = (f"SELECT count(*) FROM {layer}.diagnostic WHERE blob = {blob}" for layer in self.names)
        return sum(count for (count,) in self.connection.execute(" UNION ALL ".join(counts)).fetchall())

    def close(self) -> None:
        """Let go of the files."""
        self.connection.close()


def listed(values: Iterable[object]) -> str:
    """Return a list as one parameter: each element of a Python list would be one of its own (`statements`)."""
    return "\x1f".join(map(str, values))


def quoted(path: Path) -> str:
    """Return a path for use inside an SQL string: ATTACH takes no bound parameter."""
    return str(path).replace("'", "''")
