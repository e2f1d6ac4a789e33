"""What this process has used so far: the raw figures of a receipt."""

from __future__ import annotations

import sys
import time

from ecp.dataclass import dataclass


@dataclass(frozen=True)
class Usage:
    """Totals since the process began; bytes and seconds."""

    bytes_read: int
    bytes_written: int
    cpu_seconds: float
    peak_rss_bytes: int

    def since(self, earlier: Usage) -> Usage:
        """Return what was used after `earlier`; the peak is the later one, for a peak has no difference."""
        return Usage(
            self.bytes_read - earlier.bytes_read,
            self.bytes_written - earlier.bytes_written,
            self.cpu_seconds - earlier.cpu_seconds,
            self.peak_rss_bytes,
        )


def usage() -> Usage:
    """Return the figures of the calling process.

    The bytes are those that storage had to move (Linux `read_bytes` and `write_bytes`: what the page cache held costs
    no read, and pipes between builder and workers do not count).  macOS counts no I/O per process: zeros there.
    """
    import psutil

    process = psutil.Process()
    read = written = 0
    if hasattr(process, "io_counters"):
        counters = process.io_counters()
        read, written = counters.read_bytes, counters.write_bytes
    return Usage(read, written, time.process_time(), _peak_rss(process))


def cpu_seconds_of(pid: int) -> float:
    """Return the seconds of CPU that a process has used; 0 when it is gone."""
    import psutil

    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _peak_rss(process: object) -> int:
    if sys.platform == "win32":
        return int(process.memory_info().peak_wset)  # type: ignore[attr-defined]
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak) if sys.platform == "darwin" else int(peak) * 1024  # kilobytes on Linux, bytes on macOS
