"""Somebody at the machine: a small write and a small query every 100 ms, timed, until standard input ends.

A process of its own, so that what measures the builds does not hold it up.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

_SECONDS = 0.1
_BYTES = 4096


class Probe:
    """The probe, seen from the process that measures.  It begins when made, and is ready when this returns."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.probe", str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def stop(self) -> dict[str, float]:
        """End it, and return the quantiles in milliseconds: of the writes, of the queries, of both together."""
        found: dict[str, list[float]] = json.loads(self._process.communicate()[0])
        found["both"] = [write + query for write, query in zip(found["write"], found["query"], strict=True)]
        return {
            f"{name}_p{percent}_ms": _quantile(values, percent)
            for name, values in found.items()
            for percent in (50, 99)
        }


def _quantile(values: list[float], percent: int) -> float:
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _timed(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return (time.monotonic() - began) * 1000


def _probe(folder: Path) -> dict[str, list[float]]:
    """Probe until standard input ends; return the latencies in milliseconds."""
    import duckdb

    connection = duckdb.connect(config={"threads": 1})
    connection.execute("CREATE TABLE t AS SELECT range AS n, 'name' || range AS name FROM range(100000)")

    def write() -> None:
        with (folder / "probe").open("wb") as file:
            file.write(b"x" * _BYTES)
            file.flush()
            os.fsync(file.fileno())

    def query() -> None:
        connection.execute("SELECT n FROM t WHERE name = 'name77'").fetchall()

    ended = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    print("ready", flush=True)
    writes, queries = [], []
    while not ended.wait(_SECONDS):
        writes.append(_timed(write))
        queries.append(_timed(query))
    return {"write": writes, "query": queries}


if __name__ == "__main__":
    print(json.dumps(_probe(Path(sys.argv[1]))))
