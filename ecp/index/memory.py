"""How much memory there is: the machine's, or the container's where that is less.

Every reader takes the root of the file system that it reads `/proc` and `/sys` under, so that tests can show it any
machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ecp.dataclass import dataclass

ROOT = Path("/")


@dataclass(frozen=True)
class Memory:
    """Bytes that new work can have without swapping, and bytes in all."""

    available: int
    total: int


def memory(root: Path = ROOT) -> Memory:
    """Return the machine's memory, or the container's where that is less."""
    host = host_memory(root)
    available, total = host.available, host.total
    for limit, used in memory_limits(root):
        total = min(total, limit)
        available = min(available, max(0, limit - used))
    return Memory(available, total)


def memory_limits(root: Path) -> Iterator[tuple[int, int]]:
    """Yield (limit, use) in bytes of each cgroup with a memory limit; file cache that can go is not use."""
    for folder in cgroups(root, "memory"):
        for limit_file, use_file, cache_field in (
            ("memory.max", "memory.current", "inactive_file"),
            ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
        ):
            limit, use = text_of(folder / limit_file).strip(), text_of(folder / use_file).strip()
            if limit.isdigit() and use.isdigit():
                cache = _fields(text_of(folder / "memory.stat")).get(cache_field, 0)
                yield int(limit), max(0, int(use) - cache)


def cgroups(root: Path, controller: str) -> Iterator[Path]:
    """Yield the folders of this process's cgroups that may limit `controller`, innermost first.

    In a container the path may be the host's and not exist here; its upper ends then still are the
    container's.
    """
    mount = root / "sys/fs/cgroup"
    for line in text_of(root / "proc/self/cgroup").splitlines():
        number, controllers, path = [*line.split(":", 2), "", ""][:3]
        if number == "0" and not controllers:
            base = mount
        elif controller in controllers.split(","):
            base = mount / controller
        else:
            continue
        inner = PurePosixPath("/", *(part for part in path.split("/") if part != ".."))
        for folder in (inner, *inner.parents):
            yield base / folder.relative_to("/")


def host_memory(root: Path) -> Memory:
    """Return the machine's memory, whatever a container allows of it."""
    meminfo = _fields(text_of(root / "proc/meminfo").replace(":", ""))
    if "MemTotal" in meminfo and "MemAvailable" in meminfo:  # what psutil reads, without its import
        return Memory(meminfo["MemAvailable"] * 1024, meminfo["MemTotal"] * 1024)
    import psutil

    figures = psutil.virtual_memory()
    return Memory(figures.available, figures.total)


def _fields(text: str) -> dict[str, int]:
    """Read lines of `name number …`."""
    pairs = (line.split() for line in text.splitlines())
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) >= 2 and pair[1].isdigit()}


def text_of(file: Path) -> str:
    """Return what the file holds, or nothing when it cannot be read: kernels differ in what they have."""
    try:
        return file.read_text(errors="replace")
    except OSError:
        return ""
