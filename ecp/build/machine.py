"""What the machine is and how it fares: environment, cores, memory, pressure, priority.

Container limits (cgroup v1 and v2) and CPU affinity count as the machine's own.  Every reader takes the
root of the file system that it reads `/proc` and `/sys` under, so that tests can show it any machine.
"""

from __future__ import annotations

import math
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Literal

from ecp.dataclass import dataclass
from ecp.index.memory import ROOT, Memory, cgroups, host_memory, memory, memory_limits, text_of


class Environment(StrEnum):
    """The kinds of host that differ in how many builds they stand."""

    WSL2 = "WSL2"
    WINDOWS = "Windows"
    LINUX = "Linux"
    MACOS = "macOS"


def environment(platform: str = sys.platform, root: Path = ROOT) -> Environment:
    """Return the kind of this host.  `platform` is as in `sys.platform`; an unknown system counts as Linux.

    A WSL2 kernel calls itself microsoft in its release; one that was built by hand may not, but WSL
    registers its interpreter for .exe files all the same.
    """
    if platform in ("win32", "cygwin"):
        return Environment.WINDOWS
    if platform == "darwin":
        return Environment.MACOS
    named = text_of(root / "proc/sys/kernel/osrelease") + text_of(root / "proc/version")
    interop = (root / "proc/sys/fs/binfmt_misc").glob("WSLInterop*")
    if "microsoft" in named.lower() or any(interop):
        return Environment.WSL2
    return Environment.LINUX


def cores(root: Path = ROOT) -> int:
    """Return the cores that this process may keep busy, by affinity and container quota; at least 1."""
    has_affinity = hasattr(os, "sched_getaffinity")
    allowed = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    return max(1, min([allowed, *(math.ceil(quota) for quota in _cpu_quotas(root))]))


@dataclass(frozen=True)
class Limits:
    """What a container allows this process besides what the machine has: cores, and bytes of memory.  None: no less."""

    cores: float | None
    memory: int | None


def limits(root: Path = ROOT) -> Limits:
    """Return the tightest limits of the cgroups that this process is in."""
    total = host_memory(root).total
    allowed = (limit for limit, _ in memory_limits(root) if limit < total)  # v1 writes "none" as 2^63
    return Limits(min(_cpu_quotas(root), default=None), min(allowed, default=None))


def filesystem(path: Path, root: Path = ROOT) -> str:
    """Return the type of the file system on which `path`, absolute and resolved, lies, as in `ext4`.

    It is "" where the system does not tell.
    """
    kinds = {}
    for line in text_of(root / "proc/self/mounts").splitlines():
        _, point, kind, *_ = [*line.split(" "), "", ""]
        kinds[re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), point)] = kind
    return next((kinds[str(place)] for place in (path, *path.parents) if str(place) in kinds), "")


@dataclass(frozen=True)
class DiskSample:
    """The milliseconds that each disk has been busy since boot, read at `at` on the monotonic clock."""

    at: float
    busy: dict[str, int]


@dataclass(frozen=True)
class Load:
    """How the machine fares.

    `memory_stall` and `io_stall` are the kernel's pressure figures (PSI), in percent of the last ten
    seconds: the share in which some task waited for memory, and in which all runnable tasks waited for I/O.
    None where the kernel has none (the stock WSL2 kernel, Windows, macOS).  `disk_busy` stands in for the
    latter where it can be measured: the percentage of time since an earlier sample that the busiest disk was
    busy.  The next reading measures from `disk_sample`.
    """

    memory: Memory
    memory_stall: float | None
    io_stall: float | None
    disk_busy: float | None
    disk_sample: DiskSample | None = None


def load(earlier: DiskSample | None = None, root: Path = ROOT) -> Load:
    """Read how the machine fares.  `earlier` is a sample for `disk_busy`, None when PSI makes it needless."""
    sample = disk_sample() if earlier is not None else None
    return Load(
        memory=memory(root),
        memory_stall=_stall(root / "proc/pressure/memory", "some"),
        io_stall=_stall(root / "proc/pressure/io", "full"),
        disk_busy=_busiest(earlier, sample) if earlier is not None and sample is not None else None,
        disk_sample=sample,
    )


def has_pressure_figures(root: Path = ROOT) -> bool:
    """Say whether the kernel tells of I/O pressure, so that disks need not be sampled."""
    return _stall(root / "proc/pressure/io", "full") is not None


def disk_sample() -> DiskSample | None:
    """Sample how busy the disks are; None where psutil cannot tell (Windows, macOS)."""
    import psutil

    with suppress(OSError, RuntimeError):
        counters = psutil.disk_io_counters(perdisk=True) or {}
        busy = {name: disk.busy_time for name, disk in counters.items() if hasattr(disk, "busy_time")}
        if busy:
            return DiskSample(time.monotonic(), busy)
    return None


# The state of the machine at which one more build beside others has to wait, and the calmer one at which a
# build that was made to wait may start: with one threshold it would flutter.  In percent, see `Load`.
MEMORY_STALL = (10.0, 5.0)
IO_STALL = (40.0, 20.0)
DISK_BUSY = (95.0, 80.0)
# The share of all memory that must stay available, whatever a build is known to need.
MEMORY_FLOOR = (0.05, 0.10)

Strain = Literal["memory", "io"]


def strain(now: Load, needed_memory: int, was: Strain | None) -> Strain | None:
    """Say what the machine is too short of for one more build beside others, or None.

    `needed_memory` is in bytes, 0 when unknown; `was` is the earlier answer for the same build.
    """
    calm = 1 if was == "memory" else 0
    room = max(needed_memory * (1.0, 1.1)[calm], now.memory.total * MEMORY_FLOOR[calm])
    if now.memory.available < room or (now.memory_stall or 0.0) > MEMORY_STALL[calm]:
        return "memory"
    calm = 1 if was == "io" else 0
    if (now.io_stall or 0.0) > IO_STALL[calm]:
        return "io"
    if now.io_stall is None and (now.disk_busy or 0.0) > DISK_BUSY[calm]:
        return "io"
    return None


_LOW = 5
"""Niceness of builds that nobody waits for: a third of the weight of what somebody waits for.  With 10 it is a ninth,
and beside busy agents a build holds its repository's lock for minutes."""


def lower_priority() -> None:
    """Give this process low CPU and I/O priority, as far as its system lets it.

    On Unix that is for good (only root may go back) and holds for threads and processes started afterwards,
    so call it where a process exists for the build: in a worker, or in the CLI, not in a host that embeds
    us.  I/O is put last among the normal class rather than into the idle class, in which a build on a busy
    disk might never end.
    """
    import psutil

    process = psutil.Process()
    with suppress(psutil.Error, OSError):
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
            process.ionice(psutil.IOPRIO_LOW)
        else:
            process.nice(max(_LOW, process.nice()))
            if sys.platform == "linux":
                process.ionice(psutil.IOPRIO_CLASS_BE, 7)


def _cpu_quotas(root: Path) -> Iterator[float]:
    """Yield the CPU quota, in cores, of each cgroup that this process is in and that has one."""
    for folder in cgroups(root, "cpu"):
        v2 = text_of(folder / "cpu.max").split()
        v1 = [text_of(folder / "cpu.cfs_quota_us").strip(), text_of(folder / "cpu.cfs_period_us").strip()]
        for quota, period in (pair for pair in (v2, v1) if len(pair) == 2):
            if quota.isdigit() and period.isdigit() and int(period):  # "max" and "-1" are no quota
                yield int(quota) / int(period)


def _stall(file: Path, line_name: str) -> float | None:
    """Return avg10 of the line `some` or `full` of a PSI file: `some avg10=0.12 avg60=0.05 avg300=0.01
    total=99`."""
    for line in text_of(file).splitlines():
        name, *pairs = line.split()
        if name == line_name:
            for pair in pairs:
                key, _, value = pair.partition("=")
                if key == "avg10":
                    return float(value)
    return None


def _busiest(earlier: DiskSample, later: DiskSample) -> float | None:
    if later.at <= earlier.at:
        return None
    spent = [busy - earlier.busy.get(name, busy) for name, busy in later.busy.items()]  # milliseconds
    return min(100.0, max(spent, default=0) / (later.at - earlier.at) / 10)
