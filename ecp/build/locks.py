"""The repository lock, and what every wait in a build shares.

All locks are kernel locks on files (flock, LockFileEx, by way of filelock): the kernel frees them when their
holder dies, however it dies.  Lock files are never removed and reused, because a process that locks a name
whose file was just replaced would hold a lock that nobody else sees.  Nothing here prints: callers pass
`on_wait`.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ecp.build.notes import BuildNote, Waiting, Wanted, read_note, remove_note, write_note
from ecp.dataclass import dataclass, field, replace
from ecp.errors import BusyError, StoreError

if TYPE_CHECKING:
    from filelock import BaseFileLock

# Seconds.  A waiter looks again at once, then ever less often, up to POLL; that bounds how long a freed
# lock idles.
POLL = 0.1
FIRST_NAP = 0.005
# Also a no-wait caller looks for this long, as a lock may be held for microseconds by someone who tests it.
GRACE = 0.02
FIRST_REPORT = 1.0
REPORT_EVERY = 5.0

OnWait = Callable[[Waiting], None]


@contextmanager
def repo_lock(
    folder: Path, *, timeout: float | None, note: BuildNote, on_wait: OnWait | None = None
) -> Iterator[float]:
    """Hold the lock of the repository whose store is `folder`; yield the seconds waited for it.

    `timeout` is in seconds: 0 does not wait, None waits without bound.  `on_wait` is called after one
    second and then every few.  Raises BusyError, naming the holder, when the time is up, and StoreError
    when `folder` cannot be locked at all: unlike the gate, this lock never degrades, because it guards what
    is on disk.
    """
    path = folder / "lock"
    patience = Patience(bound=timeout, on_wait=on_wait)
    while (lock := _lock_in_store(path)) is None:
        patience.pause("lock", lambda seconds: Waiting("lock", 1, (read_note(path),), seconds))
    try:
        waited = patience.waited()
        write_note(path, replace(note, since=time.time()))
        yield waited
    finally:
        remove_note(path)
        lock.release()


def note_holder(folder: Path, note: BuildNote) -> None:
    """Say how far the build is that holds the lock of the repository whose store is `folder`."""
    write_note(folder / "lock", note)


def try_lock(path: Path) -> BaseFileLock | None:
    """Lock the file `path`, made if missing, or return None at once when another holder has it.

    Also two holders within one process exclude each other.  Raises OSError when the file cannot be opened
    or its filesystem has no kernel locks.
    """
    import filelock  # 40-60 ms: not for those who only ask for the status of nothing

    lock = filelock.FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except filelock.Timeout:
        return None
    except NotImplementedError as error:  # filelock before 3.21, where the kernel has no flock
        raise OSError(errno.ENOLCK, "the filesystem has no kernel locks", str(path)) from error
    if type(lock) is not filelock.FileLock:  # later ones turn into a soft lock, which outlives a killed owner
        lock.release()
        raise OSError(errno.ENOLCK, "the filesystem has no kernel locks", str(path))
    return lock


def is_held(path: Path) -> bool:
    """Say whether someone holds the lock of `path`.  A free lock is taken for microseconds to find out."""
    if not path.exists():
        return False
    lock = try_lock(path)
    if lock is not None:
        lock.release()
    return lock is None


@dataclass
class Patience:
    """How long one caller has waited, for what, and when it gives up or speaks.

    `bound` is the time that the caller allowed, in seconds, or None.  Time is the monotonic clock's.
    """

    bound: float | None
    on_wait: OnWait | None
    started: float = field(default_factory=time.monotonic)
    spent: dict[Wanted, float] = field(default_factory=dict)
    next_report: float = field(default_factory=lambda: FIRST_REPORT)
    nap: float = FIRST_NAP

    def seconds(self) -> float:
        """Return the seconds since the caller came."""
        return time.monotonic() - self.started

    def waited(self) -> float:
        """Return the seconds that the caller spent waiting, and not at work to find out whether it has to."""
        return sum(self.spent.values())

    def reason(self) -> Wanted | None:
        """Return what the most time was spent waiting for, or None when there was no wait."""
        return max(self.spent, key=lambda wanted: self.spent[wanted], default=None)

    def pause(self, wanted: Wanted, describe: Callable[[float], Waiting]) -> None:
        """Sleep until it is time to look again; first report through `on_wait` if that is due.

        `describe` gets the seconds waited.  Raises BusyError when the bound is reached.
        """
        seconds = self.seconds()
        if self.bound is not None and seconds >= max(self.bound, GRACE):
            raise _busy(describe(seconds))
        if self.on_wait is not None and seconds >= self.next_report:
            self.next_report = seconds + REPORT_EVERY
            self.on_wait(describe(seconds))
        before = time.monotonic()
        time.sleep(self.nap)
        self.nap = min(2 * self.nap, POLL)
        self.spent[wanted] = self.spent.get(wanted, 0.0) + time.monotonic() - before


def _lock_in_store(path: Path) -> BaseFileLock | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return try_lock(path)
    except OSError as error:
        raise StoreError(
            f"cannot lock {path}: {error.strerror or error}",
            "Point ECP_HOME at a folder that you may write, on a filesystem with file locks.",
        ) from error


def _busy(waiting: Waiting) -> BusyError:
    """Word the end of a bounded wait: what was wanted, who has it, and what to do."""
    holders = "; ".join(str(holder) for holder in waiting.holders) or "no other build seen"
    waited = f"waited {waiting.seconds:.1f} s"
    match waiting.wanted:
        case "lock":
            return BusyError(
                f"another build of this repository is running ({holders}); {waited} for it",
                "Wait longer (--wait SECONDS, ECP_LOCK_TIMEOUT), or end that process if it hangs.",
            )
        case "slot":
            return BusyError(
                f"no build slot is free ({holders}); {waited}, at place {waiting.place} of the queue",
                "Wait longer (--wait SECONDS), allow more builds (ECP_MAX_CONCURRENT_BUILDS), "
                "or look at who is building with `ecp status`.",
            )
        case "memory" | "io":
            short = "memory is short" if waiting.wanted == "memory" else "the disk is saturated"
            return BusyError(
                f"{short}, and other builds are running ({holders}); {waited}",
                "Wait longer (--wait SECONDS), or try again when the machine is less busy.",
            )
