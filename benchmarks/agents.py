"""Many agents at once: one build per repository, all started together, and what a person at the machine feels."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measure import Totals, Tree

_PROBE_SECONDS = 0.1
_SAMPLE_SECONDS = 0.05


def together(repositories: list[Path], scratch: Path, slots: int) -> dict[str, Any]:
    """Build all repositories at once with a number of slots; return the totals and the probe's latencies.

    The probe stands for a person: every 100 ms it writes 4 KB with fsync and runs a small query in a process that is
    open already.  Latencies in milliseconds.  Builds run at the priority that they have by default.
    """
    home = scratch / "agents"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    environment = {**os.environ, "ECP_HOME": str(home), "ECP_MAX_CONCURRENT_BUILDS": str(slots)}
    probe = Probe(scratch)
    load, before = psutil.getloadavg()[0], Totals.now()
    probe.start()
    began = time.monotonic()
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "ecp", "index", str(repo)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for repo in repositories
    ]  # fmt: skip
    trees = [Tree(process) for process in processes]
    series: list[tuple[float, float, float]] = []
    while any(process.poll() is None for process in processes):
        resident = sum(tree.sample() for tree in trees)
        series.append((round(time.monotonic() - began, 2), round(resident / 1e6, 1), psutil.getloadavg()[0]))
        time.sleep(_SAMPLE_SECONDS)
    seconds = time.monotonic() - began
    probe.stop()
    used = Totals.now().since(before)
    return {
        "benchmark": "agents",
        "repository": f"{len(repositories)} repositories, {slots} slots",
        "tool": "ecp",
        "slots": slots,
        "failed": sum(process.returncode != 0 for process in processes),
        "wall": seconds,
        "cpu": used.cpu,
        "peak_rss": int(max((resident for _, resident, _ in series), default=0) * 1e6),
        "bytes_written": max(0, used.bytes_written - probe.bytes_written),
        "load": load,
        "highest_load": max((each for _, _, each in series), default=0.0),
        **probe.summary(),
        "series": series[:: max(1, len(series) // 200)],
    }


class Probe(threading.Thread):
    """Somebody at the machine: a small write and a small query every 100 ms, timed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        import duckdb

        self._file = folder / "probe"
        self._ended = threading.Event()
        self._connection = duckdb.connect(config={"threads": 1})
        self._connection.execute("CREATE TABLE t AS SELECT range AS n, 'name' || range AS name FROM range(100000)")
        self.writes: list[float] = []
        self.queries: list[float] = []

    def run(self) -> None:
        """Probe until stopped."""
        while not self._ended.wait(_PROBE_SECONDS):
            self.writes.append(self._timed(self._write))
            self.queries.append(self._timed(self._query))

    def stop(self) -> None:
        """End, and wait for the last probe."""
        self._ended.set()
        self.join()

    @property
    def bytes_written(self) -> int:
        """What the probe itself wrote, without the file system's own."""
        return 4096 * len(self.writes)

    def summary(self) -> dict[str, float]:
        """Return the quantiles, in milliseconds."""
        return {
            "write_p50_ms": _quantile(self.writes, 50),
            "write_p99_ms": _quantile(self.writes, 99),
            "query_p50_ms": _quantile(self.queries, 50),
            "query_p99_ms": _quantile(self.queries, 99),
        }

    @staticmethod
    def _timed(action: Any) -> float:
        began = time.monotonic()
        action()
        return (time.monotonic() - began) * 1000

    def _write(self) -> None:
        with self._file.open("wb") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())

    def _query(self) -> None:
        self._connection.execute("SELECT n FROM t WHERE name = 'name77'").fetchall()


def _quantile(values: list[float], percent: int) -> float:
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
