"""Queues of tickets: who came first goes first, also where some are killed or stopped while they wait.

    numbers                      held for the moment in which a newcomer takes a number
    000000000042-<pid>-<token>   a ticket: locked by its waiter for as long as it waits

These rules keep a queue sound:

- A ticket is made and locked while `numbers` is held.  A waiter therefore finds older tickets locked for as
  long as their owners live, and may remove those that are not.
- Ticket names are never used twice, so a lock is never on a file that has lost its name to another.
- A test of a lock takes it for microseconds.  Whoever is turned away by that looks again within milliseconds.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ecp.build.locks import try_lock
from ecp.build.notes import remove_note
from ecp.dataclass import dataclass, field
from ecp.index.store import discard

if TYPE_CHECKING:
    from filelock import BaseFileLock

# Seconds.  A waiter shows that it is awake this often, and is passed over (it keeps its place) by a waiter
# that saw no such sign for ASLEEP: a build stopped with Ctrl-Z at the head of the queue must not stop all.
AWAKE_EVERY = 2.0
ASLEEP = 10.0
# How long the moment of taking a number may last before the queue counts as broken.
NUMBERS_TIMEOUT = 10.0

_TICKET = re.compile(r"\d{12,}-\d+-[0-9a-f]{8}")


@dataclass
class Ticket:
    """A place in a queue."""

    path: Path
    lock: BaseFileLock
    shown_awake: float = field(default_factory=time.monotonic)
    signs: dict[str, tuple[int, float]] = field(default_factory=dict)
    """The last sign of life of each older ticket, by name, and when it was seen."""


@contextmanager
def place_in_line(queue: Path) -> Iterator[Ticket]:
    """Stand in `queue` for the length of the block.  Raises OSError only before the block."""
    queue.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as place:
        with _numbers(queue):
            _sweep(queue)
            number = 1 + max((int(path.name.partition("-")[0]) for path in waiting(queue)), default=0)
            path = queue / f"{number:012d}-{os.getpid()}-{os.urandom(4).hex()}"
            place.callback(_remove_ticket, path)  # also when we are interrupted before we have its lock
            ticket = Ticket(path, _patient_lock(path))
            place.callback(ticket.lock.release)
        yield ticket


def sweep(queue: Path) -> None:
    """Remove the tickets of those that were killed.  Raises OSError."""
    with _numbers(queue):
        _sweep(queue)


def _sweep(queue: Path) -> None:
    for path in waiting(queue):
        _remove_if_dead(path)


@contextmanager
def _numbers(queue: Path) -> Iterator[None]:
    """Hold the right to take a number.  It is held for a millisecond, unless its holder is stopped."""
    lock = _patient_lock(queue / "numbers")
    try:
        yield
    finally:
        lock.release()


def _patient_lock(path: Path) -> BaseFileLock:
    """Lock what nobody holds for long.  Raises TimeoutError, an OSError."""
    deadline = time.monotonic() + NUMBERS_TIMEOUT
    while (lock := try_lock(path)) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{path} stayed locked for {NUMBERS_TIMEOUT:.0f} s: is its holder stopped?")
        time.sleep(0.002)
    return lock


def is_next(ticket: Ticket) -> bool:
    """Say whether no live, awake ticket is older; on the way remove dead ones, and show that we are awake."""
    now = time.monotonic()
    if now - ticket.shown_awake >= AWAKE_EVERY:
        ticket.shown_awake = now
        os.utime(ticket.path)  # also fails, as it should, when someone removed the queue
    return all(_remove_if_dead(path) or _is_asleep(path, ticket, now) for path in older(ticket))


def _is_asleep(path: Path, ticket: Ticket, now: float) -> bool:
    """Say whether `path` gave no sign of life for ASLEEP seconds of our own clock; wall clocks may jump."""
    try:
        sign = path.stat().st_mtime_ns
    except OSError:
        return False  # gone just now: the next look will not list it
    seen, since = ticket.signs.get(path.name, (None, now))
    if seen != sign:
        since = now
    ticket.signs[path.name] = sign, since
    return now - since >= ASLEEP


def _remove_if_dead(path: Path) -> bool:
    """Remove a ticket that nobody holds; say whether it was dead.  Not for tickets newer than one's own."""
    lock = try_lock(path)
    if lock is None:
        return False
    _remove_ticket(path)
    lock.release()
    return True


def _remove_ticket(path: Path) -> None:
    remove_note(path)
    discard(path)  # fails on Windows while someone tests its lock, who then removes it


def older(ticket: Ticket) -> list[Path]:
    """Return the tickets of a queue that are before one, dead or alive."""
    return [path for path in waiting(ticket.path.parent) if path.name < ticket.path.name]


def waiting(queue: Path) -> list[Path]:
    """Return the tickets of a queue, oldest first, dead or alive; none when it does not exist."""
    return [queue / name for name in sorted(names_in(queue)) if _TICKET.fullmatch(name)]


def names_in(folder: Path) -> list[str]:
    """Return what is in a folder; nothing when that cannot be read."""
    try:
        return os.listdir(folder)
    except OSError:  # missing, or broken: that shows when a lock in it is taken
        return []
