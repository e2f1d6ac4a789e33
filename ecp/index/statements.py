"""DuckDB's client, without what it does for those who have pandas.

To find out whether a parameter is one of pandas' missing values it imports pandas (duckdb 1.3).  Where that is not
installed, it looks for it in vain for every parameter, which takes longer than a lookup by name; where it is, the
first question would wait until it is loaded.  No parameter of ours is such a value.

For the same reason it looks through a thousand values of each column of Python objects that is inserted: with duckdb
1.5 six imports for each of them, 14 s in all for an index of flask.  Ours are strings.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


class _WithoutPandas(threading.local):
    """A finder of modules that lets a thread have no pandas while it runs a statement of ours."""

    is_running = False

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Leave every module to the other finders, but for that one."""
        if self.is_running and name == "pandas":
            raise ModuleNotFoundError("not looked for", name=name)


_WITHOUT_PANDAS = _WithoutPandas()
sys.meta_path.insert(0, _WITHOUT_PANDAS)


def connect() -> duckdb.DuckDBPyConnection:
    """Return a connection in memory whose columns of Python objects are strings.

    It has one thread: when writing, more would each write blocks of their own, and leave a third free.
    """
    import duckdb

    return duckdb.connect(config={"threads": 1, "pandas_analyze_sample": 0})


def run_with(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, str | float]
) -> duckdb.DuckDBPyConnection:
    """Run a statement with named parameters (`$name`).  Raises duckdb.Error, and RuntimeError from an interrupt."""
    _WITHOUT_PANDAS.is_running = True
    try:
        return connection.execute(sql, parameters)
    except RuntimeError as error:
        unicode = {name: _unicode(value) for name, value in parameters.items()}
        if is_interrupt(error) or unicode == parameters:  # the statement may have been run
            raise
        return connection.execute(sql, unicode)
    finally:
        _WITHOUT_PANDAS.is_running = False


def is_interrupt(error: Exception) -> bool:
    """Say whether an error is what DuckDB makes of a KeyboardInterrupt that comes while it works."""
    return isinstance(error.__cause__, KeyboardInterrupt)


def _unicode(value: str | float) -> str | float:
    """Return a value without what DuckDB does not take: bytes of the command line, half of a pair in JSON."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def rows_with(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, str | float] | None = None
) -> list[tuple[Any, ...]]:
    """Run a statement as `run_with` does, if it has parameters, and return its rows.  Raises duckdb.Error."""
    return (run_with(connection, sql, parameters) if parameters else connection.execute(sql)).fetchall()
