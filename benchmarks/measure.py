"""Run a command and measure its whole process tree from outside."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psutil

_SAMPLE_SECONDS = 0.02


@dataclass(frozen=True)
class Cost:
    """What one run of a command cost, summed over its process tree.

    `bytes_read` and `bytes_written` are Linux' `read_bytes` and `write_bytes`: what storage had to move.  Reads that
    the page cache serves cost nothing, and pipes between processes do not count, as they do in `read_chars` and
    `write_chars`.  What a file ends up as is `index_bytes`, which is less than was written when something is
    rewritten.  A process that ends between two samples (20 ms) is counted as far as it was seen.
    """

    wall: float
    cpu: float
    peak_rss: int
    bytes_read: int
    bytes_written: int
    exit_code: int


class Tree:
    """The processes of one command, sampled while they live."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._root = psutil.Process(process.pid)
        self._io: dict[int, tuple[int, int]] = {}
        self._cpu: dict[int, float] = {}
        self.peak_rss = 0

    def sample(self) -> int:
        """Look at every process once; return their resident bytes together."""
        resident = 0
        try:
            processes = [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return 0
        for process in processes:
            try:
                with process.oneshot():
                    resident += process.memory_info().rss
                    io, times = process.io_counters(), process.cpu_times()
                    self._io[process.pid] = (io.read_bytes, io.write_bytes)
                    self._cpu[process.pid] = times.user + times.system
            except psutil.Error:
                continue
        self.peak_rss = max(self.peak_rss, resident)
        return resident

    @property
    def totals(self) -> tuple[float, int, int]:
        """CPU seconds, bytes read and bytes written, of all processes that were seen."""
        read = sum(read for read, _ in self._io.values())
        return sum(self._cpu.values()), read, sum(written for _, written in self._io.values())


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, cwd: str | None = None) -> Cost:
    """Run a command to its end and return what it cost."""
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    tree = Tree(process)
    while process.poll() is None:
        tree.sample()
        time.sleep(_SAMPLE_SECONDS)
    cpu, read, written = tree.totals
    return Cost(time.monotonic() - began, cpu, tree.peak_rss, read, written, process.returncode)
