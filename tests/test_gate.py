"""The gate holds what DESIGN section 5 promises, between real processes that are really killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import psutil
import pytest

import ecp.build.gate
from ecp.build import gate, machine
from ecp.build.gate import build_slot, builds, slot_count
from ecp.build.gc import collect
from ecp.build.locks import is_held, try_lock
from ecp.build.machine import Environment
from ecp.build.notes import BuildNote, Waiting, note_of, read_note, this_build, write_note
from ecp.config import Settings
from ecp.errors import BusyError, ConfigError
from tests.gate_child import Child, until

NOTE = BuildNote(os.getpid(), "/repos/test", "c" * 40, "start", 0.0)
MakeChild = Callable[..., Child]
_CALLS_OF_A_PASS = 3_000
"""Calls of C that an uncontended pass may make: it makes 1,800."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own, and a temporary folder of its own, as the last-resort lock lies there."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "home"


@pytest.fixture
def child(home: Path, tmp_path: Path) -> Iterator[MakeChild]:
    """Start a builder: `child("name", ECP_X=…, **plan)`.  Whatever is left of it is killed."""
    made: list[Child] = []

    def make(name: str, **plan: object) -> Child:
        environ = {key: str(plan.pop(key)) for key in list(plan) if key.isupper()}
        environ = {
            "ECP_HOME": str(home),
            "ECP_MAX_CONCURRENT_BUILDS": "1",
            "TMPDIR": str(tmp_path),
            **environ,
        }
        made.append(Child(tmp_path, name, environ, **plan))
        return made[-1]

    yield make
    for each in made:
        each.process.kill()
        each.process.wait()


def settings(home: Path, **environ: str) -> Settings:
    return Settings.from_environment({"ECP_HOME": str(home), "ECP_MAX_CONCURRENT_BUILDS": "1", **environ})


def waits(home: Path, *pids: int) -> None:
    """Return once exactly these processes are in the queue, in this order."""
    until(lambda: [note.pid for note in builds(home).waiting] == list(pids), f"{pids} queue up")


def peak(children: list[Child]) -> int:
    """Return the most builds that were inside at once, by their own account of when they came and went."""
    edges = [(c.said("in")["at"], 1) for c in children] + [(c.said("out")["at"], -1) for c in children]  # type: ignore[index]
    inside = most = 0
    for _, step in sorted(edges):
        inside += step
        most = max(most, inside)
    return most


@pytest.mark.parametrize(
    ("environment", "least", "most", "cores_for_3"),
    [
        (Environment.WSL2, 2, 3, 24),
        (Environment.WINDOWS, 2, 4, 12),
        (Environment.LINUX, 2, 6, 12),
        (Environment.MACOS, 2, 6, 12),
    ],
)
def test_the_number_of_slots_follows_the_table(
    environment: Environment, least: int, most: int, cores_for_3: int
) -> None:
    assert slot_count(1, environment) == least
    assert slot_count(cores_for_3 - 1, environment) == 2
    assert slot_count(cores_for_3, environment) == 3
    assert slot_count(512, environment) == most


@pytest.mark.parametrize("nonsense", ["0", "-1", "many", "1.5", "2 builds", "1e3"])
def test_a_number_of_builds_that_means_nothing_is_an_error(nonsense: str, home: Path) -> None:
    with pytest.raises(ConfigError, match="ECP_MAX_CONCURRENT_BUILDS"):
        settings(home, ECP_MAX_CONCURRENT_BUILDS=nonsense)


def test_the_users_number_wins_over_the_table(home: Path) -> None:
    assert gate.slots(settings(home, ECP_MAX_CONCURRENT_BUILDS="7")) == 7
    automatic = gate.slots(settings(home, ECP_MAX_CONCURRENT_BUILDS="auto"))
    assert automatic == slot_count(machine.cores(), machine.environment())


def test_eight_builders_go_two_at_a_time_in_the_order_in_which_they_came(home: Path, child: MakeChild) -> None:
    two: dict[str, object] = {"ECP_MAX_CONCURRENT_BUILDS": 2, "hold": 0.4}
    gatekeepers = [child(f"gatekeeper-{n}", ECP_MAX_CONCURRENT_BUILDS=2) for n in range(2)]
    for gatekeeper in gatekeepers:
        gatekeeper.wait_for("in")
    builders: list[Child] = []
    for number in range(8):
        builders.append(child(f"repo-{number}", **two))
        waits(home, *(each.pid for each in builders))
    for gatekeeper in gatekeepers:
        gatekeeper.go()
    for builder in builders:
        builder.wait_for("out")

    everyone = gatekeepers + builders
    assert peak(everyone) <= 2
    assert max(line["builds"] for each in everyone for line in each.says if line["event"] == "sees") <= 2
    arrivals = sorted(builders, key=lambda each: each.said("in")["at"])  # type: ignore[index]
    # Two that are let in within the same instant may tell of it in either order.
    assert all(abs(arrivals.index(each) - place) <= 1 for place, each in enumerate(builders))
    assert all(each.said("in")["unthrottled"] is None for each in everyone)  # type: ignore[index]


def test_sixteen_at_the_same_instant_never_overlap_beyond_the_slots(home: Path, child: MakeChild) -> None:
    crowd = [child(f"repo-{n}", ECP_MAX_CONCURRENT_BUILDS=2, hold=0.05) for n in range(16)]
    for each in crowd:
        each.wait_for("out")
    assert peak(crowd) <= 2
    assert max(line["builds"] for each in crowd for line in each.says if line["event"] == "sees") <= 2
    for each in crowd:
        each.process.wait()
    assert builds(home) == gate.Builds((), (), ())
    left = {path.name for path in (home / ".build-slots").rglob("*") if path.is_file()}
    assert left <= {"slot-0", "slot-1", "numbers"}


def test_a_killed_holder_frees_its_slot(home: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    waiter = child("waiter", hold=0)
    waits(home, waiter.pid)
    assert [note.pid for note in builds(home).running] == [holder.pid]
    holder.kill()
    killed = time.monotonic()
    assert waiter.wait_for("in")["at"] - killed < 5  # some ten poll intervals and a busy machine


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_killed_builder_frees_its_slot_while_its_workers_live(method: str, home: Path, child: MakeChild) -> None:
    holder = child("holder", workers=method)
    worker = holder.wait_for("worker")["worker"]
    waiter = child("waiter", hold=0)
    waits(home, waiter.pid)
    holder.kill()
    try:
        waiter.wait_for("in")
        os.kill(worker, 0)  # it still is there
    finally:
        os.kill(worker, signal.SIGKILL)


def test_a_killed_waiter_does_not_hold_up_the_queue(home: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    first, second, third = (child(name, hold=0) for name in ("first", "second", "third"))
    for each in (first, second, third):
        until(lambda pid=each.pid: pid in [note.pid for note in builds(home).waiting])  # type: ignore[misc]
    order = [note.pid for note in builds(home).waiting]
    victims = [each for each in (first, second, third) if each.pid in order[:2]]
    survivor = next(each for each in (first, second, third) if each.pid == order[2])
    for victim in victims:
        victim.kill()
    assert [note.pid for note in builds(home).waiting] == [survivor.pid]
    holder.go()
    assert survivor.wait_for("in")["unthrottled"] is None


def test_a_stopped_waiter_is_passed_over_and_keeps_its_place(home: Path, child: MakeChild) -> None:
    quick = {"constants": {"ASLEEP": 1.0, "AWAKE_EVERY": 0.2}}
    holder = child("holder")
    holder.wait_for("in")
    stopped = child("stopped", **quick)
    waits(home, stopped.pid)
    awake = child("awake", **quick)
    waits(home, stopped.pid, awake.pid)
    last = child("last", **quick)
    waits(home, stopped.pid, awake.pid, last.pid)
    os.kill(stopped.pid, signal.SIGSTOP)
    holder.go()
    awake.wait_for("in")
    os.kill(stopped.pid, signal.SIGCONT)
    time.sleep(0.5)  # for its sign of life to be seen
    awake.go()
    stopped.wait_for("in")
    assert last.said("in") is None


def test_what_a_dead_process_left_is_swept_away(home: Path) -> None:
    queue = home / ".build-slots" / "queue"
    queue.mkdir(parents=True)
    dead = queue / "000000000001-99999999-00000000"
    dead.touch()
    write_note(dead, NOTE)
    with build_slot(settings(home), NOTE, timeout=0):
        assert not dead.exists() and not note_of(dead).exists()


def test_gc_removes_what_killed_builds_left_and_nothing_of_the_living(home: Path, child: MakeChild) -> None:
    dead_holder = child("dead holder", ECP_MAX_CONCURRENT_BUILDS=2)
    dead_holder.wait_for("in")
    holder = child("holder", ECP_MAX_CONCURRENT_BUILDS=2)
    holder.wait_for("in")
    dead_waiter = child("dead waiter")
    waits(home, dead_waiter.pid)
    waiter = child("waiter")
    waits(home, dead_waiter.pid, waiter.pid)
    os.kill(waiter.pid, signal.SIGSTOP)  # else it sweeps up itself
    until(lambda: psutil.Process(waiter.pid).status() == psutil.STATUS_STOPPED)
    dead_holder.kill()
    dead_waiter.kill()
    folder = home / ".build-slots"
    notes = {path for path in folder.rglob("*.json") if json.loads(path.read_text())["pid"] == dead_holder.pid}
    (ticket,) = (path for path in folder.glob(f"queue/*-{dead_waiter.pid}-*") if path.suffix != ".json")
    collect(settings(home), dry_run=True)
    assert ticket.exists() and all(note.exists() for note in notes) and notes
    collect(settings(home))
    assert not ticket.exists() and not any(note.exists() for note in notes)
    left = {json.loads(path.read_text())["pid"] for path in folder.rglob("*.json")}
    assert left == {holder.pid, waiter.pid}
    assert [note.pid for note in builds(home).running] == [holder.pid]
    os.kill(waiter.pid, signal.SIGCONT)
    waits(home, waiter.pid)


def test_everything_is_private_and_made_when_missing(home: Path) -> None:
    with build_slot(settings(home), NOTE) as slot:
        assert slot.unthrottled is None and slot.wait_reason is None
    folder = home / ".build-slots"
    for path in [home, folder, *folder.rglob("*")]:
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


def break_by_file(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("not a folder")


def break_by_link(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)


def break_inside(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "queue").write_text("not a folder")


def break_slot(folder: Path) -> None:
    (folder / "slot-0").mkdir(parents=True)


def break_home(folder: Path) -> None:
    folder.parent.write_text("not a folder")


@pytest.mark.parametrize("damage", [break_by_file, break_by_link, break_inside, break_slot, break_home])
def test_broken_slots_let_builds_go_on_one_at_a_time(
    damage: Callable[[Path], None], home: Path, child: MakeChild
) -> None:
    damage(home / ".build-slots")
    first = child("first")
    assert "slots do not work" in first.wait_for("in")["unthrottled"]
    assert [note.pid for note in builds(home).unthrottled] == [first.pid]
    second = child("second", hold=0)
    reported = second.wait_for("waits")
    assert reported["holders"] == [first.pid]
    assert second.said("in") is None
    with pytest.raises(BusyError), build_slot(settings(home), NOTE, timeout=0):
        pass
    first.kill()
    assert "slots do not work" in second.wait_for("in")["unthrottled"]


def test_a_folder_of_someone_else_is_broken(home: Path) -> None:
    folder = home / ".build-slots"
    folder.mkdir(parents=True)
    try:
        os.chown(folder, 12345, -1)
    except PermissionError:
        pytest.skip("only root can give files away")
    with build_slot(settings(home), NOTE) as slot:
        assert slot.unthrottled is not None and "belongs to another user" in slot.unthrottled


def test_when_nothing_can_be_locked_the_build_still_goes_on(home: Path, tmp_path: Path) -> None:
    break_by_file(home / ".build-slots")
    (tmp_path / f"ecp-{os.getuid()}").write_text("not a folder")
    with build_slot(settings(home), NOTE) as slot:
        assert slot.unthrottled is not None and "temporary folder" in slot.unthrottled
        slot.phase("parse")


def test_removing_the_slot_folder_hangs_no_waiter(home: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    waiter = child("waiter", hold=0)
    waits(home, waiter.pid)
    shutil.rmtree(home / ".build-slots", ignore_errors=True)
    waiter.wait_for("in")


def test_past_the_slot_timeout_one_build_at_a_time_goes_on_in_order(home: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    first = child("first", ECP_SLOT_TIMEOUT=0.3)
    assert "no build slot came free" in first.wait_for("in")["unthrottled"]
    assert first.said("in")["reason"] == "slot"  # type: ignore[index]
    assert [note.pid for note in builds(home).unthrottled] == [first.pid]
    second = child("second", ECP_SLOT_TIMEOUT=0)
    waits(home, second.pid)
    third = child("third", ECP_SLOT_TIMEOUT=0)
    waits(home, second.pid, third.pid)
    time.sleep(0.5)
    assert second.said("in") is None and third.said("in") is None
    first.kill()
    assert second.wait_for("in")["unthrottled"]
    assert third.said("in") is None
    holder.go()  # now a slot is free: the third need not go without
    assert third.wait_for("in")["unthrottled"] is None


def test_a_bounded_wait_ends_in_an_error_that_names_the_holder(home: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    impatient = child("impatient", timeout=0, ECP_SLOT_TIMEOUT=0)
    busy = impatient.wait_for("busy")
    assert str(holder.pid) in busy["message"] and "/repos/holder" in busy["message"]
    assert "--wait" in busy["hint"] and "ECP_MAX_CONCURRENT_BUILDS" in busy["hint"]
    assert impatient.process.wait() == 3

    came = time.monotonic()
    with pytest.raises(BusyError, match="place 1"), build_slot(settings(home), NOTE, timeout=0.3):
        pass
    assert time.monotonic() - came >= 0.3
    assert builds(home).waiting == ()


def test_no_wait_does_not_jump_the_queue(home: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    waiter = child("waiter")
    waits(home, waiter.pid)
    os.kill(waiter.pid, signal.SIGSTOP)  # so that the slot stays free, with someone in line for it
    holder.go()
    holder.process.wait()
    with pytest.raises(BusyError), build_slot(settings(home), NOTE, timeout=0):
        pass
    os.kill(waiter.pid, signal.SIGCONT)
    waiter.wait_for("in")


def test_asking_for_the_status_keeps_no_builder_out(home: Path) -> None:
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            builds(home)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(200):
            with build_slot(settings(home), NOTE, timeout=0.5) as slot:
                assert slot.unthrottled is None
    finally:
        done.set()
        asking.join()


def test_processes_with_different_numbers_of_slots_respect_each_other(home: Path, child: MakeChild) -> None:
    three = [child(f"of-four-{n}", ECP_MAX_CONCURRENT_BUILDS=4) for n in range(3)]
    for each in three:
        each.wait_for("in")
    first = read_note(home / ".build-slots" / "slot-0").pid
    in_slot_0 = next(each for each in three if each.pid == first)
    in_slot_0.go()
    in_slot_0.process.wait()
    two = settings(home, ECP_MAX_CONCURRENT_BUILDS="2")
    with pytest.raises(BusyError), build_slot(two, NOTE, timeout=0):
        pass  # slot-0 is free, but two builds run already
    next(each for each in three if each is not in_slot_0).kill()
    with build_slot(two, NOTE, timeout=5) as slot:
        assert slot.unthrottled is None


def test_a_waiter_is_told_its_place_and_who_is_ahead(home: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    ahead = child("ahead")
    waits(home, ahead.pid)
    behind = child("behind")
    told = behind.wait_for("waits")
    assert (told["wanted"], told["place"], told["holders"]) == ("slot", 2, [holder.pid])
    assert ahead.wait_for("waits")["place"] == 1
    shown = builds(home)
    assert [(note.repository, note.phase) for note in shown.running] == [("/repos/holder", "hold")]
    assert [note.phase for note in shown.waiting] == ["waiting for slot"] * 2


def test_what_on_wait_raises_ends_the_wait(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecp.build.locks.FIRST_REPORT", 0.1)

    def broken_pipe(waiting: Waiting) -> None:
        raise BrokenPipeError("nobody reads stderr")

    with build_slot(settings(home), NOTE):
        with pytest.raises(BrokenPipeError), build_slot(settings(home), NOTE, on_wait=broken_pipe):
            pass
        assert builds(home).waiting == ()


def test_a_build_that_fails_frees_its_slot(home: Path) -> None:
    with pytest.raises(FileNotFoundError), build_slot(settings(home), NOTE):
        raise FileNotFoundError("the build's own trouble, not the gate's")
    assert builds(home).running == ()
    with build_slot(settings(home), NOTE, timeout=0):
        pass


def test_the_status_of_nothing_makes_and_imports_nothing(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ecp.build.gate import builds\n"
        "print(builds(Path(sys.argv[1])))\n"
        "print(sorted({'filelock', 'psutil'} & set(sys.modules)))"
    )
    root = str(Path(ecp.build.gate.__file__).parents[2])
    environ = {**os.environ, "PYTHONPATH": root, "TMPDIR": str(home.parent)}
    command = [sys.executable, "-c", code, str(home)]
    printed = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == ["Builds(running=(), unthrottled=(), waiting=())", "[]"]
    assert not home.exists()


def test_a_clock_that_goes_backwards_changes_no_wait(
    home: Path, child: MakeChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = child("holder")
    holder.wait_for("in")
    wall = iter(range(2_000_000_000, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: float(next(wall)))
    threading.Timer(0.5, holder.go).start()
    with build_slot(settings(home), NOTE, timeout=20) as slot:
        assert 0 < slot.waited_seconds < 20 and slot.wait_reason == "slot"


def test_the_cores_are_shared_among_those_who_build(home: Path) -> None:
    two = settings(home, ECP_MAX_CONCURRENT_BUILDS="2", ECP_SLOT_TIMEOUT="0")
    cores = machine.cores()
    with build_slot(two, NOTE) as first, build_slot(two, NOTE) as second, build_slot(two, NOTE) as third:
        assert (first.workers, second.workers) == (cores, max(1, cores // 2))
        assert third.unthrottled and third.workers == max(1, cores // 3)
    with build_slot(settings(home, ECP_WORKERS="5"), NOTE) as slot:
        assert slot.workers == 5


def test_the_only_build_starts_however_little_memory_there_is(home: Path) -> None:
    with build_slot(settings(home), NOTE, timeout=0, needed_memory=1 << 60) as slot:
        assert slot.unthrottled is None


def test_a_second_build_waits_for_the_memory_that_it_needs(home: Path, child: MakeChild) -> None:
    two: dict[str, object] = {"ECP_MAX_CONCURRENT_BUILDS": 2}
    first = child("first", **two)
    first.wait_for("in")
    hungry = child("hungry", needed_memory=1 << 60, hold=0, **two)
    told = hungry.wait_for("waits")
    assert (told["wanted"], told["holders"]) == ("memory", [first.pid])
    assert [note.phase for note in builds(home).waiting] == ["waiting for memory"]
    with pytest.raises(BusyError), build_slot(settings(home), NOTE, timeout=0):
        pass
    first.go()
    entered = hungry.wait_for("in")
    assert entered["reason"] == "memory" and entered["unthrottled"] is None


def test_a_build_that_has_just_started_counts_with_all_the_memory_it_will_need(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = machine.Memory(available=3 << 30, total=4 << 30)
    monkeypatch.setattr(machine, "load", lambda sample: machine.Load(free, 0.0, 0.0, None))
    two = settings(home, ECP_MAX_CONCURRENT_BUILDS="2")
    with build_slot(two, NOTE, needed_memory=2 << 30):
        with (
            pytest.raises(BusyError, match="memory"),
            build_slot(two, NOTE, timeout=0, needed_memory=2 << 30),
        ):
            pass
        with build_slot(two, NOTE, timeout=0, needed_memory=1 << 29):
            pass


def test_memory_that_stays_short_delays_no_build_beyond_the_slot_timeout(home: Path, child: MakeChild) -> None:
    first = child("first", ECP_MAX_CONCURRENT_BUILDS=2)
    first.wait_for("in")
    hungry = child("hungry", needed_memory=1 << 60, hold=0, ECP_MAX_CONCURRENT_BUILDS=2, ECP_SLOT_TIMEOUT=0.3)
    assert "memory stayed short" in hungry.wait_for("in")["unthrottled"]


def test_where_the_kernel_has_no_pressure_figures_the_disks_are_sampled(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "has_pressure_figures", lambda: False)
    busy = iter([100.0, 90.0, 10.0])
    asked: list[machine.DiskSample | None] = []

    def load(sample: machine.DiskSample | None) -> machine.Load:
        asked.append(sample)
        free = machine.Memory(available=3 << 30, total=4 << 30)
        return machine.Load(free, None, None, next(busy), machine.DiskSample(time.monotonic(), {}))

    monkeypatch.setattr(machine, "load", load)
    two = settings(home, ECP_MAX_CONCURRENT_BUILDS="2")
    with build_slot(two, NOTE), build_slot(two, NOTE, timeout=20) as second:
        assert second.wait_reason == "io"
    assert len(asked) == 3  # saturated, not yet calm enough, calm


def test_an_uncontended_pass_takes_few_steps_and_no_pause(home: Path) -> None:
    """What it costs is bounded by its calls, not by time: a busy machine takes five times as long for the same."""
    free = settings(home, ECP_MAX_CONCURRENT_BUILDS="6")
    with build_slot(free, NOTE):
        pass  # what is imported, made and compiled once
    called: list[str] = []

    def note_call(_: FrameType, event: str, function: object) -> None:
        if event == "c_call":
            called.append(getattr(function, "__name__", ""))

    sys.setprofile(note_call)
    try:
        with build_slot(free, NOTE):
            pass
    finally:
        sys.setprofile(None)
    assert "sleep" not in called
    assert "flock" in called or "lockf" in called
    assert len(called) < _CALLS_OF_A_PASS, len(called)


def test_a_lock_is_told_from_a_mere_file(home: Path) -> None:
    home.mkdir()
    path = home / "slot-0"
    assert not is_held(path) and not path.exists()
    lock = try_lock(path)
    assert lock is not None and is_held(path) and try_lock(path) is None
    lock.release()
    assert not is_held(path) and path.exists()
    assert this_build("/r", "c").pid == os.getpid()
