"""Run a command and measure its whole process tree from outside.

Which bytes: `bytes_read` and `bytes_written` are Linux' `read_bytes` and `write_bytes`, what storage had to move, and
are what the tables quote.  Reads that the page cache serves cost nothing there, and a file that is removed before the
kernel wrote it back may still count.  `write_chars` is what was handed to `write`: pipes between processes count too.
Neither is the size of what is left, `index_bytes`, which is less than was written wherever something is rewritten.
"""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_SAMPLE_SECONDS = 0.02


@dataclass(frozen=True)
class Cost:
    """What one run of a command cost, summed over its process tree.

    Bytes and CPU are exact: the kernel adds those of a child that was waited for to its parent's, so that they end up
    with us.  The peak of the resident size is sampled every 20 ms.
    """

    wall: float
    cpu: float
    peak_rss: int
    bytes_read: int
    bytes_written: int
    write_chars: int
    load: float
    """The machine's load average over a minute, when the command began."""
    exit_code: int


class Tree:
    """The processes of one command, sampled while they live."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._root = psutil.Process(process.pid)
        self.peak_rss = 0

    def sample(self) -> int:
        """Return the resident bytes of every process together."""
        resident = 0
        try:
            processes = [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return 0
        for process in processes:
            try:
                resident += process.memory_info().rss
            except psutil.Error:
                continue
        self.peak_rss = max(self.peak_rss, resident)
        return resident


@dataclass(frozen=True)
class Totals:
    """What this process and all children that it waited for have used."""

    cpu: float
    bytes_read: int
    bytes_written: int
    write_chars: int

    @classmethod
    def now(cls) -> Totals:
        """Read the counters."""
        used, io = resource.getrusage(resource.RUSAGE_CHILDREN), psutil.Process().io_counters()
        return cls(used.ru_utime + used.ru_stime, io.read_bytes, io.write_bytes, io.write_chars)

    def since(self, before: Totals) -> Totals:
        """Return the difference."""
        return Totals(
            self.cpu - before.cpu,
            self.bytes_read - before.bytes_read,
            self.bytes_written - before.bytes_written,
            self.write_chars - before.write_chars,
        )


def run(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    output: Path | None = None,
) -> Cost:
    """Run a command to its end and return what it cost; its standard output goes to a file, if one is given."""
    load, before, began = psutil.getloadavg()[0], Totals.now(), time.monotonic()
    with open(output or os.devnull, "wb") as out:
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        tree = Tree(process)
        while process.poll() is None:
            tree.sample()
            time.sleep(_SAMPLE_SECONDS if time.monotonic() - began > 0.5 else 0.002)
    wall, used = time.monotonic() - began, Totals.now().since(before)
    return Cost(
        wall, used.cpu, tree.peak_rss, used.bytes_read, used.bytes_written, used.write_chars, load, process.returncode
    )


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
