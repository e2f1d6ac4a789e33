"""SQL of others over documented relations, with nothing else in reach: no file, no network, no setting, no write.

    definitions  path language line col end_line kind name qualified_name signature doc exported type modifiers
    references   path line col role name receiver inside inside_line
    calls        path line col name receiver caller caller_line callee_path callee_line callee how confidence reason
                 candidates
    imports      path line kind module name alias inside
    files        path language bytes lines status kind oid
    commits      commit indexed_at base layers index_bytes files

`references` holds every reference as written; `calls` what calls were resolved to, one row for each callee, and one
without callee, with a reason, for each call that has none.  It is worked out for the whole repository when a query
first reads it.  `inside` and `caller` are qualified names, '' and `<module>` for code outside every definition.

DuckDB itself is shut: external access off, extensions off, the configuration locked.  On top of that only one
statement that reads is let through, with no table function but a few that make rows of nothing else: newer versions
have some that change settings and write files from inside a SELECT.  A query has a time limit, and its memory is
limited twice: by DuckDB, for what it accounts for, and by a watch over the process, for what it does not.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecp.errors import EcpError, LimitError, UsageError
from ecp.index.manifests import Manifest
from ecp.index.statements import rows_with, run_with
from ecp.model import Table
from ecp.query.calls import every_call
from ecp.query.paging import offset_of
from ecp.query.resolution.program.loaded import Told
from ecp.query.resolution.resolver import Resolver
from ecp.query.uses import MODULE, confidence
from ecp.query.view import View

if TYPE_CHECKING:
    import duckdb

Columns = list[tuple[str, str]]
"""Names and DuckDB's types."""

RELATIONS = ("definitions", "references", "calls", "imports", "files", "commits")
_ROWS_AT_ONCE = 20_000
_MEMORY_MB = 1024
_BEYOND_MB = 1024
"""How far the process may grow beyond DuckDB's own limit before the watch ends the query."""
_WATCH_SECONDS = 0.05
_READS = frozenset(("select", "with", "from", "values", "table", "describe", "desc", "show", "summarize", "("))
_TABLE_FUNCTIONS = frozenset(
    ("range", "generate_series", "unnest", "repeat", "json_each", "json_tree", "duckdb_columns", "duckdb_functions")
)
"""What may stand where a table does."""
_EXPLAIN_OPTIONS = re.compile(rb"\s*(analy[sz]e\b)?\s*(\(\s*(format|analy[sz]e)\b[^()]*\))?", re.IGNORECASE)
_ROWS = frozenset(("select", "with", "from", "values", "table", "("))
"""How statements begin whose columns DESCRIBE knows; those of the others are text."""
_TELLS_COLUMNS = frozenset(("describe", "desc", "show"))
"""How statements begin that need the columns of relations, and none of their rows."""
_MENTIONS_CALLS = re.compile(r"\bcalls\b", re.IGNORECASE)

_VIEWS = """
CREATE TEMP VIEW definitions AS
SELECT path, blob.language, line, col, end_line, definition.kind, name, qualified_name, signature, doc,
       exported = 1 AS exported, type, modifiers
FROM   definition JOIN file USING (blob) JOIN blob USING (blob)
WHERE  definition.kind <> 'extension';

CREATE TEMP VIEW "references" AS
SELECT path, reference.line, reference.col, role, reference.name, receiver,
       coalesce(around.qualified_name, '') AS inside, coalesce(around.line, 0) AS inside_line
FROM   reference JOIN file USING (blob)
       LEFT JOIN definition AS around ON around.blob = reference.blob AND around.ordinal = reference.scope;

CREATE TEMP VIEW imports AS
SELECT path, import.line, import.kind, module, import.name, alias, coalesce(around.qualified_name, '') AS inside
FROM   import JOIN file USING (blob)
       LEFT JOIN definition AS around ON around.blob = import.blob AND around.ordinal = import.scope;

CREATE TEMP VIEW files AS
SELECT path, coalesce(language, '') AS language, bytes, lines, coalesce(status, 'not source') AS status,
       file.kind, file.oid
FROM   file LEFT JOIN blob USING (blob);

CREATE TEMP TABLE calls (
    path VARCHAR, line INTEGER, col INTEGER, name VARCHAR, receiver VARCHAR, caller VARCHAR, caller_line INTEGER,
    callee_path VARCHAR, callee_line INTEGER, callee VARCHAR, how VARCHAR, confidence DOUBLE, reason VARCHAR,
    candidates INTEGER
);

CREATE TEMP TABLE commits (
    "commit" VARCHAR, indexed_at TIMESTAMP, base VARCHAR, layers INTEGER, index_bytes BIGINT, files INTEGER
);
"""
_SHUT = f"""
SET allow_community_extensions = false;
SET autoload_known_extensions = false;
SET autoinstall_known_extensions = false;
SET allow_persistent_secrets = false;
SET python_enable_replacements = false;
SET temp_directory = '';
SET threads = 2;
SET memory_limit = '{_MEMORY_MB}MiB';
SET enable_external_access = false;
SET lock_configuration = true;
"""
_ADD_COMMIT = """
INSERT INTO commits
SELECT $commit, make_timestamp((1000000 * $started)::BIGINT), $base, $layers, $index_bytes, $files
"""


class Sandbox:
    """A stack that SQL of others may read.  Not for several threads at once."""

    def __init__(self, view: View, resolver: Resolver, commits: Callable[[], Iterable[Manifest]]) -> None:
        """Take over a view of its own, and shut it.  `resolver` is for `calls`, `commits` for that relation."""
        self._view = view
        self._resolver = resolver
        self._has_calls = False
        self.told: Told | None = None
        """Hears of how many files the calls are worked out, when a query first reads these."""
        view.connection.execute(_VIEWS)
        for manifest in commits():
            layers = manifest.layers
            parameters: dict[str, str | float] = {
                "commit": manifest.commit,
                "started": manifest.receipt.started,
                "base": layers[0].commit if layers else "",
                "layers": len(layers),
                "index_bytes": manifest.index_bytes,
                "files": manifest.receipt.files,
            }
            run_with(view.connection, _ADD_COMMIT, parameters)
        view.connection.execute(_SHUT)

    def close(self) -> None:
        """Let go of the files."""
        self._view.close()

    def table(self, query: str, *, limit: int, cursor: str, seconds: float) -> Table:
        """Run one statement and return its rows from a cursor on, at most `limit`.

        A page is only sure to go on where the one before ended if the query orders its rows.  Raises UsageError for
        what is wrong or not allowed, LimitError for what takes too long or too much memory.
        """
        offset = offset_of(cursor)
        with self._running(query, seconds) as (result, columns):
            while offset and (skipped := result.fetchmany(min(offset, 10_000))):
                offset -= len(skipped)
            rows = result.fetchmany(limit + 1)
        more = len(rows) > limit
        return Table(
            tuple(rows[:limit]), more, str(offset_of(cursor) + limit) if more else "",
            columns=tuple(name for name, _ in columns), types=tuple(kind for _, kind in columns),
        )  # fmt: skip

    def frame(self, query: str, *, seconds: float) -> Any:
        """Run one statement and return all of it: an Arrow table, a data frame, or a Table, by what is installed."""
        with self._running(query, seconds) as (result, columns):
            if find_spec("pyarrow") is not None:
                return result.fetch_arrow_table()
            if find_spec("pandas") is not None:
                return result.df()
            names, types = (tuple(column[at] for column in columns) for at in (0, 1))
            return Table(tuple(result.fetchall()), freshness=self._view.freshness, columns=names, types=types)

    def write_parquet(self, query: str, path: Path, *, seconds: float) -> int:
        """Run one statement, write all of its rows to a Parquet file and return how many there were.

        The query itself still reaches no file: its result is handed to another connection.  Raises as `table`, and
        EcpError when the file cannot be written.
        """
        import duckdb
        import numpy as np

        with self._running(query, seconds) as (result, columns):
            rows = result.fetchall()
        cells = list(zip(*rows, strict=True)) or [()] * len(columns)
        run: dict[str, Any] = {}
        for at, values in enumerate(cells):
            run[f"c{at}"] = np.empty(len(rows), dtype=object)
            run[f"c{at}"][:] = values
        chosen = ", ".join(f"CAST(c{at} AS {kind}) AS {_quoted(name)}" for at, (name, kind) in enumerate(columns))
        target = str(path).replace("'", "''")
        with duckdb.connect() as writer:
            try:
                writer.register("run", run)
                writer.execute(f"COPY (SELECT {chosen} FROM run) TO '{target}' (FORMAT parquet)")
            except duckdb.Error as error:
                raise EcpError(f"cannot write {path}: {_first_line(error)}") from None
        return len(rows)

    @contextmanager
    def _running(self, query: str, seconds: float) -> Iterator[tuple[duckdb.DuckDBPyConnection, Columns]]:
        """Run a statement that was found harmless, under the limits, until the block ends.  Yields its columns too."""
        import duckdb

        statement, word = harmless(self._view.connection, query)
        if word not in _TELLS_COLUMNS and _MENTIONS_CALLS.search(query) and not self._has_calls:
            self._fill_calls()
            self._has_calls = True
        connection = self._view.connection
        watch = _Watch(connection, seconds)
        try:
            with watch:
                described = connection.execute(f"DESCRIBE {statement}").fetchall() if word in _ROWS else []
                result = connection.execute(statement)
                columns = [(row[0], row[1]) for row in described]
                yield result, columns or [(str(each[0]), "VARCHAR") for each in result.description or []]
        except duckdb.InterruptException:
            raise LimitError(f"the query was ended: {watch.reason or 'interrupted'}", _NARROW) from None
        except (duckdb.OutOfMemoryException, MemoryError):
            raise LimitError(f"the query was ended: it needs more than {_MEMORY_MB} MiB of memory", _NARROW) from None
        except duckdb.PermissionException as error:
            raise UsageError(f"not allowed: {_first_line(error)}", _ALLOWED) from None
        except duckdb.Error as error:
            raise UsageError(_first_line(error), f"Relations are {', '.join(RELATIONS)}.") from None

    def _fill_calls(self) -> None:
        """Resolve every call of the repository into the relation."""
        self._view.connection.execute("DELETE FROM calls")  # those of a try that was interrupted
        rows: list[tuple[Any, ...]] = []
        for reference, caller, resolution in every_call(self._resolver, self.told):
            site = (reference.path, reference.line, reference.col, reference.name, reference.receiver)
            around = (caller.qualified_name, caller.line) if caller is not None else (MODULE, 0)
            rows += [
                (*site, *around, target.file.path, target.line, target.qualified_name, resolution.how,
                 confidence(resolution), "", 0)
                for target in resolution.targets
            ]  # fmt: skip
            if not resolution.targets:
                candidates = len(resolution.candidates)
                rows.append((*site, *around, "", 0, "", "", 0.0, resolution.reason, candidates))
            if len(rows) >= _ROWS_AT_ONCE:
                self._add_calls(rows)
                rows.clear()
        if rows:
            self._add_calls(rows)

    def _add_calls(self, rows: list[tuple[Any, ...]]) -> None:
        import numpy as np

        kinds = [object if isinstance(value, str) else type(value) for value in rows[0]]
        cells = zip(*rows, strict=True)
        run = {f"c{at}": np.array(values, dtype=kinds[at]) for at, values in enumerate(cells)}
        connection = self._view.connection
        connection.register("run", run)
        connection.execute("INSERT INTO calls SELECT * FROM run")
        connection.unregister("run")


_NARROW = "Ask for less: filter earlier, join on fewer rows, or give it more time."
_ALLOWED = "One statement that reads: SELECT, WITH, FROM, VALUES, EXPLAIN, DESCRIBE, SHOW or SUMMARIZE."


_SYNTAX_TREE = "SELECT json_serialize_sql($query)"


def harmless(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[str, str]:
    """Return a query as DuckDB is to run it, and its first word: one statement that reads.

    `references` is a word of SQL's own, and is quoted for those who do not.  Raises UsageError for anything else.
    """
    import duckdb

    text = query.encode("utf-8", "replace")
    tokens = [(at, kind) for at, kind in duckdb.tokenize(text.decode())]
    for at, kind in reversed(tokens):
        if kind == duckdb.token_type.keyword and text[at : at + 10].lower() == b"references":
            text = text[:at] + b'"references"' + text[at + 10 :]
    return text.decode(), _check(connection, text)


def _check(connection: duckdb.DuckDBPyConnection, text: bytes, inside_explain: bool = False) -> str:
    """Return the first word of a statement that only reads.  Raises UsageError for any other."""
    import duckdb

    try:
        statements = duckdb.extract_statements(text.decode())
    except duckdb.Error as error:
        raise UsageError(_first_line(error), f"Relations are {', '.join(RELATIONS)}.") from None
    tokens = [at for at, _ in duckdb.tokenize(text.decode())]
    if len(statements) != 1 or not tokens:
        raise UsageError(f"expected one statement, found {len(statements)}", _ALLOWED)
    first = re.match(rb"\w+|.", text[tokens[0] :])
    word = first[0].decode("ascii", "replace").lower() if first else ""
    kind = statements[0].type
    if kind == duckdb.StatementType.SELECT and word in _READS:
        tree = rows_with(connection, _SYNTAX_TREE, {"query": text.decode()})[0][0]
        for name in _table_functions(tree):
            if name not in _TABLE_FUNCTIONS:
                raise UsageError(f"the table function {name} is not allowed", _ALLOWED)
        return word
    if kind == duckdb.StatementType.EXPLAIN and word == "explain" and not inside_explain:
        options = _EXPLAIN_OPTIONS.match(text, tokens[0] + len("explain"))
        _check(connection, text[options.end() if options else 0 :], inside_explain=True)
        return word
    raise UsageError(f"{word.upper() or 'this statement'} is not allowed", _ALLOWED)


def _table_functions(serialized: str) -> Iterator[str]:
    """Yield the functions that stand where a table does, anywhere in a serialized syntax tree.

    Raises UsageError for a tree that DuckDB could not make.
    """
    try:
        tree = json.loads(serialized)
    except RecursionError:
        raise UsageError("the statement is nested too deeply", _ALLOWED) from None
    if tree.get("error"):
        raise UsageError(str(tree.get("error_message", "the statement cannot be checked")), _ALLOWED)
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("type") == "TABLE_FUNCTION":
                yield str(node["function"].get("function_name", "")).lower()
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


class _Watch:
    """Interrupts a connection when time or memory runs out.  Use as a context manager."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, seconds: float) -> None:
        self.reason = ""
        self._connection = connection
        self._seconds = seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="ecp-sql-watch", daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._done.set()
        self._thread.join()
        if kind is not None:  # Ctrl-C: the statement would go on, and whoever closes its connection wait for it
            self._connection.interrupt()

    def _watch(self) -> None:
        deadline = time.monotonic() + self._seconds
        if self._done.wait(_WATCH_SECONDS):
            return
        import psutil

        process = psutil.Process()
        most = process.memory_info().rss + (_MEMORY_MB + _BEYOND_MB) * 1024 * 1024
        while not self._done.wait(_WATCH_SECONDS):
            if time.monotonic() > deadline:
                self.reason = f"it took more than {self._seconds:g} s"
            elif process.memory_info().rss > most:
                self.reason = f"it needs more than {_MEMORY_MB + _BEYOND_MB} MiB of memory"
            if self.reason:
                self._connection.interrupt()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]
