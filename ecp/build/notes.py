"""What builds say about themselves to people: who holds a lock or slot, and who waits for one.

A note is a small JSON file beside a lock.  It only informs.  Who lives and who holds what is decided by the
kernel's locks alone, so a note may be missing, stale, or half written, and nothing breaks.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

from ecp.dataclass import asdict, dataclass
from ecp.index.store import discard

Wanted = Literal["lock", "slot", "memory", "io"]


@dataclass(frozen=True)
class BuildNote:
    """One build: its process, what it indexes, and how far it is.

    `since` is Unix time, when the build took (or began to wait for) what the note lies beside; it is for
    display only.  `needed_memory` is in bytes, 0 when unknown.
    """

    pid: int
    repository: str
    commit: str
    phase: str
    since: float
    needed_memory: int = 0

    def __str__(self) -> str:
        if not self.pid:
            return "a process that left no note"
        since = time.strftime("%H:%M:%S", time.localtime(self.since))
        return f"pid {self.pid}, {self.repository} at {self.commit[:10]}, {self.phase}, since {since}"


UNKNOWN = BuildNote(pid=0, repository="", commit="", phase="", since=0.0)


@dataclass(frozen=True)
class Waiting:
    """A build that waits: for what, at which place (1 is next), behind whom, for how many seconds.

    A wait for `memory` or `io` means that a slot is free but the machine is under pressure.
    """

    wanted: Wanted
    place: int
    holders: tuple[BuildNote, ...]
    seconds: float


def this_build(repository: str, commit: str, *, phase: str = "waiting for a slot") -> BuildNote:
    """Return the note of a build that this process is about to make."""
    return BuildNote(os.getpid(), repository, commit, phase, time.time())


def note_of(lock: Path) -> Path:
    """Return where the note of `lock` lies: beside it, as locked bytes cannot be read on Windows."""
    return lock.with_name(lock.name + ".json")


def write_note(lock: Path, note: BuildNote) -> None:
    """Write the note of `lock`, or do nothing when it cannot be written.

    In place, old bytes first overwritten and then cut, so that a reader finds an empty file only before the
    very first note.
    """
    data = json.dumps(asdict(note)).encode()
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with suppress(OSError):
        descriptor = os.open(note_of(lock), flags, 0o600)
        try:
            os.write(descriptor, data)
            os.ftruncate(descriptor, len(data))
        finally:
            os.close(descriptor)


def read_note(lock: Path) -> BuildNote:
    """Return the note of `lock`, or UNKNOWN when there is none that can be read."""
    try:
        data = json.loads(note_of(lock).read_bytes())
        return BuildNote(
            pid=int(data["pid"]),
            repository=str(data["repository"]),
            commit=str(data["commit"]),
            phase=str(data["phase"]),
            since=float(data["since"]),
            needed_memory=int(data.get("needed_memory", 0)),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return UNKNOWN


def remove_note(lock: Path) -> None:
    """Remove the note of `lock`, if there is one."""
    discard(note_of(lock))
