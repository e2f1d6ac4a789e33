"""The gate: at most K builds at once on this machine, first come, first served.

    $ECP_HOME/.build-slots/          0700
      slot-0 … slot-(K-1)            one permit each: whoever holds its kernel lock has it
      unthrottled                    the one permit to go on without a slot
      queue/, overdue/               tickets: who waits for a slot; who waited too long and wants `unthrottled`
      *.json                         notes for people (ecp.build.notes); nothing is decided by them

There is no daemon.  A ticket or slot whose lock is free belongs to nobody, so a killed process leaves nothing
behind that counts.  Only the oldest live ticket may take a slot.  Slot files are never removed, so no lock is on
a file that has lost its name; `tickets.py` has the rules that keep the queues sound.

Whatever fails in this machinery lets the build go on without it, one at a time: the gate protects the
machine, and must not be what stops the work.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ecp.build import machine, tickets
from ecp.build.locks import OnWait, Patience, is_held, try_lock
from ecp.build.machine import Environment
from ecp.build.notes import BuildNote, Waiting, Wanted, read_note, remove_note, write_note
from ecp.config import Settings
from ecp.dataclass import dataclass, field, replace
from ecp.index.store import check_ours, make_private

if TYPE_CHECKING:
    from filelock import BaseFileLock

# Builds at once: (cores for each, at least, at most).  WSL2's comes from a real host hang: its virtual disk
# saturates long before its cores do.
SLOTS = {
    Environment.WSL2: (8, 2, 3),
    Environment.WINDOWS: (4, 2, 4),
    Environment.LINUX: (4, 2, 6),
    Environment.MACOS: (4, 2, 6),
}

# A build's memory is taken to be still unallocated, hence still in the machine's available memory, for so
# many seconds.
SETTLING = 5.0
DISK_SAMPLE_SECONDS = 0.25
_SLOT = re.compile(r"slot-(\d+)")


@dataclass(frozen=True)
class Slot:
    """The permit to build.

    `workers` is this build's share of the cores at the moment it started.  `wait_reason` is what most of
    `waited_seconds` went into, None when it went straight through.  `unthrottled` is None, or says why the
    build goes on without a slot: a warning for the user, and a line for the receipt.
    """

    workers: int
    waited_seconds: float
    wait_reason: Wanted | None
    unthrottled: str | None
    _show_phase: Callable[[str], None] = field(repr=False)

    def phase(self, name: str) -> None:
        """Let others see what this build is doing."""
        self._show_phase(name)


@contextmanager
def build_slot(
    settings: Settings,
    note: BuildNote,
    *,
    timeout: float | None = None,
    needed_memory: int | None = None,
    on_wait: OnWait | None = None,
) -> Iterator[Slot]:
    """Hold a permit to build; the only way to have one.

    `timeout` is what the user allowed, in seconds, 0 meaning not to wait: past it, BusyError, never
    unthrottled.  With None the build goes on unthrottled, one such build at a time on this machine, once it
    has waited for `settings.slot_timeout`.

    A free slot is not enough while other builds run: the machine also needs memory (`needed_memory`, in
    bytes, the peak of this repository's earlier builds) and disks that keep up.  `on_wait` is called after
    one second and then every few; what it raises ends the wait.
    """
    note = replace(note, needed_memory=needed_memory or note.needed_memory)
    patience = Patience(bound=timeout, on_wait=on_wait)
    try:
        permit = _stand_in_line(settings, note, patience)
    except _BrokenError as broken:
        permit = _go_on_without(f"the build slots do not work: {broken}", patience)
    waited, reason = patience.waited(), patience.reason()
    note = replace(note, since=time.time())

    def show_phase(name: str) -> None:
        if permit.path is not None:
            write_note(permit.path, replace(note, phase=name))

    try:
        show_phase(note.phase)
        workers = settings.workers or max(1, machine.cores() // permit.builds)
        yield Slot(workers, waited, reason, permit.unthrottled, show_phase)
    finally:
        if permit.path is not None:
            remove_note(permit.path)
        if permit.lock is not None:
            permit.lock.release()


def slot_count(cores: int, environment: Environment) -> int:
    """Return how many builds may run at once on such a machine, unless the user says otherwise."""
    cores_each, least, most = SLOTS[environment]
    return min(max(cores // cores_each, least), most)


def slots(settings: Settings) -> int:
    """Return how many builds may run at once here: what the user set, else what suits this machine."""
    return settings.max_concurrent_builds or slot_count(machine.cores(), machine.environment())


@dataclass(frozen=True)
class Builds:
    """The builds of this machine: with a slot, without one by necessity, and in the queue, oldest first."""

    running: tuple[BuildNote, ...]
    unthrottled: tuple[BuildNote, ...]
    waiting: tuple[BuildNote, ...]


def builds(home: Path) -> Builds:
    """Return who builds and who waits, of all repositories whose store is under `home`.

    Decided by the kernel's locks; changes nothing.  Raises nothing: what cannot be read is not reported.
    """
    folder = _slot_folder(home)
    ours = [place for place in (folder, _elsewhere()) if _is_ours(place)]
    in_line = folder in ours
    return Builds(
        running=tuple(_holders(_slot_files(folder))) if in_line else (),
        unthrottled=tuple(_holders([place / "unthrottled" for place in ours])),
        waiting=tuple(_holders(tickets.waiting(folder / "queue"))) if in_line else (),
    )


def trouble(home: Path) -> str:
    """Say why the slots under `home` cannot be had, in the system's words.

    Returns "" when they can, also when none was ever asked for.
    Takes free locks for microseconds, as every look at them does, and changes nothing else.
    """
    import tempfile

    folder = _slot_folder(home)
    try:
        for place in (folder, folder / "queue", folder / "overdue"):
            with suppress(FileNotFoundError):
                check_ours(place)
                tempfile.TemporaryFile(dir=place).close()
        for path in (*_slot_files(folder), folder / "unthrottled", folder / "queue/numbers"):
            is_held(path)
    except OSError as error:
        return str(error)
    return ""


def sweep(home: Path) -> None:
    """Remove the tickets and notes of builds that were killed.

    Takes free locks for microseconds.  Never fails: what cannot be removed now is the next sweep's.
    """
    folder = _slot_folder(home)
    with suppress(OSError):
        check_ours(folder)
        for path in filter(Path.exists, (*_slot_files(folder), folder / "unthrottled")):
            if lock := try_lock(path):
                remove_note(path)
                lock.release()
    for queue in filter(_is_ours, (folder / "queue", folder / "overdue")):
        with suppress(OSError):
            tickets.sweep(queue)


class _BrokenError(Exception):
    """The machinery failed, for the reason given."""


@dataclass(frozen=True)
class _Permit:
    """A held lock, how many builds run with this one, and why it is not a slot's, if it is not."""

    lock: BaseFileLock | None
    path: Path | None
    builds: int
    unthrottled: str | None = None


@dataclass
class _Admission:
    """What the machine was short of when last asked, and the disk figures since which it is asked again."""

    was: machine.Strain | None = None
    sample: machine.DiskSample | None = None


def _stand_in_line(settings: Settings, note: BuildNote, patience: Patience) -> _Permit:
    """Wait for a slot, or for the right to go on without one.  Raises _BrokenError, BusyError."""
    count = slots(settings)
    came = time.time()
    admission = _Admission()
    with ExitStack() as line:
        with _machinery():
            folder = _private_folder(_slot_folder(settings.home))
            ticket = line.enter_context(tickets.place_in_line(folder / "queue"))
        overdue: tickets.Ticket | None = None
        noted: Wanted | None = None
        while True:
            wanted: Wanted = "slot"
            with _machinery():
                if tickets.is_next(ticket):
                    outcome = _take_slot(folder, count, note, admission)
                    if isinstance(outcome, _Permit):
                        return outcome
                    wanted = outcome
                if patience.bound is None and patience.seconds() >= settings.slot_timeout:
                    overdue = overdue or line.enter_context(tickets.place_in_line(folder / "overdue"))
                    if tickets.is_next(overdue) and (lock := try_lock(folder / "unthrottled")):
                        reason = _why_overdue(wanted, settings.slot_timeout)
                        running = 1 + len(_holders(_slot_files(folder)))
                        return _Permit(lock, folder / "unthrottled", running, reason)
                if noted != wanted:
                    noted = wanted
                    write_note(ticket.path, replace(note, phase=f"waiting for {wanted}", since=came))
            patience.pause(wanted, partial(_waiting, folder, ticket, wanted))


def _take_slot(folder: Path, count: int, note: BuildNote, admission: _Admission) -> _Permit | Wanted:
    """Take a slot if one is free and the machine stands one more build, else say what is missing.

    The caller is at the head of the queue, so in general no one else starts a build meanwhile; if one does,
    the locks still keep the two apart.  All slots are looked at, those beyond `count` too: another process
    may have been told another number, and ours holds for what we start.
    """
    with ExitStack() as on_refusal:
        lock, path, others = _free_slot(folder, count)
        if lock is None:
            return "slot"
        on_refusal.callback(lock.release)
        if len(others) >= count:
            return "slot"
        if is_held(folder / "unthrottled"):
            others.append(folder / "unthrottled")
        if others and (lacking := _strain(others, note, admission)):  # the only build is never held up
            return lacking
        queued = len(tickets.waiting(folder / "queue"))  # with ours: those behind start soon, if there is room
        on_refusal.pop_all()
        return _Permit(lock, path, max(len(others) + 1, min(count, len(others) + queued)))


def _free_slot(folder: Path, count: int) -> tuple[BaseFileLock | None, Path, list[Path]]:
    """Lock the lowest free slot, if any; return the lock, the slot, and the slots that others hold."""
    mine: BaseFileLock | None = None
    slot = folder
    others = []
    for path in _slot_files(folder, count):
        lock = try_lock(path)
        if lock is None:
            others.append(path)
        elif mine is None:
            mine, slot = lock, path
        else:
            lock.release()
    return mine, slot, others


def _strain(others: list[Path], note: BuildNote, admission: _Admission) -> Wanted | None:
    """Say what the machine lacks for the build of `note` beside those of `others`, or None."""
    now = time.time()
    starting = (read_note(path) for path in others)
    reserved = sum(other.needed_memory for other in starting if 0 <= now - other.since < SETTLING)
    if not machine.has_pressure_figures():
        if admission.sample is None:
            admission.sample = machine.disk_sample()
            time.sleep(DISK_SAMPLE_SECONDS)
        elif time.monotonic() - admission.sample.at < DISK_SAMPLE_SECONDS:
            return admission.was
    state = machine.load(admission.sample)
    admission.sample = state.disk_sample
    admission.was = machine.strain(state, note.needed_memory + reserved, admission.was)
    return admission.was


def _go_on_without(reason: str, patience: Patience) -> _Permit:
    """Wait to be the only one that goes on although the slot folder does not work.  Raises BusyError.

    The lock for that lies in the temporary folder, which all builds of a user share; when it fails too,
    nothing is left to wait for.
    """
    while True:
        try:
            path = _private_folder(_elsewhere()) / "unthrottled"
            lock = try_lock(path)
        except OSError as error:
            return _Permit(None, None, 1, f"{reason}; nor does a lock in the temporary folder: {error}")
        if lock is not None:
            return _Permit(lock, path, 1, reason)
        patience.pause("slot", partial(_waiting_elsewhere, path))


def _waiting(folder: Path, ticket: tickets.Ticket, wanted: Wanted, seconds: float) -> Waiting:
    place = 1 + len(_holders(tickets.older(ticket)))
    holders = _holders([*_slot_files(folder), folder / "unthrottled"])
    return Waiting(wanted, place, tuple(holders), seconds)


def _waiting_elsewhere(path: Path, seconds: float) -> Waiting:
    return Waiting("slot", 1, (read_note(path),), seconds)


def _why_overdue(wanted: Wanted, seconds: float) -> str:
    saying = {"memory": "memory stayed short", "io": "the disk stayed saturated"}
    lacking = saying.get(wanted, "no build slot came free")
    return f"{lacking} for {seconds:.0f} s (ECP_SLOT_TIMEOUT)"


def _holders(paths: list[Path]) -> list[BuildNote]:
    """Return the notes of those of `paths` that are held."""
    notes = []
    for path in paths:
        with suppress(OSError):
            if is_held(path):
                notes.append(read_note(path))
    return notes


def _slot_files(folder: Path, count: int = 0) -> list[Path]:
    """Return the slot files there are and, if a number below `count` is missing, the first such to make."""
    numbers = _slot_numbers(folder)
    unused = next((number for number in range(count) if number not in numbers), None)
    return [folder / f"slot-{number}" for number in sorted([*numbers, *([] if unused is None else [unused])])]


def _slot_numbers(folder: Path) -> list[int]:
    return sorted(int(match[1]) for name in tickets.names_in(folder) if (match := _SLOT.fullmatch(name)))


def _slot_folder(home: Path) -> Path:
    return home / ".build-slots"


def _elsewhere() -> Path:
    """Return the folder of the last-resort lock: one for each user, whatever ECP_HOME is."""
    import tempfile  # late: it brings in shutil and random

    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"ecp-{user}"


def _private_folder(folder: Path) -> Path:
    """Make `folder`, for our eyes only, and return it.  Raises OSError if it is a link, or not ours."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    check_ours(folder)
    make_private(folder)
    return folder


def _is_ours(folder: Path) -> bool:
    """Say whether `folder` is there and ours; in another's, what looks like a lock may lead anywhere."""
    try:
        check_ours(folder)
    except OSError:
        return False
    return True


@contextmanager
def _machinery() -> Iterator[None]:
    """Tell failures of the slot machinery from those of the caller's own code, `on_wait` for one."""
    try:
        yield
    except OSError as error:
        raise _BrokenError(str(error)) from error
