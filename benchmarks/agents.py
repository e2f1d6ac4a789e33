"""Many agents at once: one build per repository, all started together, and what a person at the machine feels."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measure import Totals, Tree
from benchmarks.probe import Probe

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
    used = Totals.now().since(before)  # the probe has not ended yet, so it is not in
    latencies = probe.stop()
    return {
        "benchmark": "agents",
        "repository": f"{len(repositories)} repositories, {slots} slots",
        "tool": "ecp",
        "slots": slots,
        "failed": sum(process.returncode != 0 for process in processes),
        "wall": seconds,
        "cpu": used.cpu,
        "peak_rss": int(max((resident for _, resident, _ in series), default=0) * 1e6),
        "bytes_written": used.bytes_written,
        "load": load,
        "highest_load": max((each for _, _, each in series), default=0.0),
        **latencies,
        "series": series[:: max(1, len(series) // 200)],
    }
