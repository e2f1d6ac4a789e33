"""One build at a time per repository, between real processes that are really killed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ecp.build.locks import repo_lock
from ecp.build.notes import UNKNOWN, BuildNote, Waiting, note_of, read_note, this_build, write_note
from ecp.errors import BusyError, StoreError
from tests.gate_child import Child

MakeChild = Callable[..., Child]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def child(store: Path, tmp_path: Path) -> Iterator[MakeChild]:
    """Start a process that takes the repository lock of `store`."""
    made: list[Child] = []

    def make(name: str, **plan: object) -> Child:
        made.append(Child(tmp_path, name, {}, **{"lock": str(store), **plan}))
        return made[-1]

    yield make
    for each in made:
        each.process.kill()
        each.process.wait()


def note() -> BuildNote:
    return this_build("/repos/test", "c" * 40)


def test_a_free_lock_is_had_at_once_and_left_behind_for_the_next(store: Path) -> None:
    for _ in range(2):
        with repo_lock(store, timeout=0, note=note()) as waited:
            assert waited < 1
            assert read_note(store / "lock").repository == "/repos/test"
        assert (store / "lock").exists() and not note_of(store / "lock").exists()


def test_builders_of_one_repository_take_turns(child: MakeChild) -> None:
    crowd = [child(f"builder-{n}", hold=0.1) for n in range(6)]
    turns = sorted((each.wait_for("in")["at"], each.wait_for("out")["at"]) for each in crowd)
    assert all(left <= came for (_, left), (came, _) in pairwise(turns))


def test_a_lock_that_is_held_is_refused_with_the_holder_and_the_remedy(store: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    with pytest.raises(BusyError) as refused, repo_lock(store, timeout=0, note=note()):
        pass
    assert f"pid {holder.pid}" in refused.value.message and "/repos/holder" in refused.value.message
    assert "since" in refused.value.message
    assert "--wait" in refused.value.hint and "ECP_LOCK_TIMEOUT" in refused.value.hint
    assert refused.value.exit_code == 3


def test_a_bounded_wait_lasts_as_long_as_allowed(store: Path, child: MakeChild) -> None:
    child("holder").wait_for("in")
    came = time.monotonic()
    with pytest.raises(BusyError), repo_lock(store, timeout=0.4, note=note()):
        pass
    assert time.monotonic() - came >= 0.4


def test_a_killed_holder_frees_the_repository(store: Path, child: MakeChild) -> None:
    holder = child("holder")
    holder.wait_for("in")
    waiter = child("waiter", hold=0, first_report=1.0)
    told = waiter.wait_for("waits")
    assert (told["wanted"], told["holders"]) == ("lock", [holder.pid])
    holder.kill()
    killed = time.monotonic()
    entered = waiter.wait_for("in")
    assert entered["at"] - killed < 5  # some ten poll intervals and a busy machine
    assert entered["waited"] > 0.5


def test_two_holders_in_one_process_exclude_each_other(store: Path) -> None:
    with repo_lock(store, timeout=0, note=note()):
        with pytest.raises(BusyError), repo_lock(store, timeout=0, note=note()):
            pass
        with repo_lock(store.with_name("other"), timeout=0, note=note()):
            pass


def test_a_build_that_fails_frees_the_repository(store: Path) -> None:
    with pytest.raises(OSError, match="the build's own"), repo_lock(store, timeout=0, note=note()):
        raise OSError("the build's own trouble, not the lock's")
    with repo_lock(store, timeout=0, note=note()):
        pass


def test_what_on_wait_raises_ends_the_wait(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecp.build.locks.FIRST_REPORT", 0.1)

    def broken_pipe(waiting: Waiting) -> None:
        raise BrokenPipeError("nobody reads stderr")

    with (
        repo_lock(store, timeout=0, note=note()),
        pytest.raises(BrokenPipeError),
        repo_lock(store, timeout=None, note=note(), on_wait=broken_pipe),
    ):
        pass


def test_a_store_that_cannot_be_locked_is_an_error_and_no_wait(store: Path) -> None:
    store.write_text("not a folder")
    with (
        pytest.raises(StoreError, match="cannot lock") as refused,
        repo_lock(store, timeout=None, note=note()),
    ):
        pass
    assert "ECP_HOME" in refused.value.hint


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"pid": "x"}', b"\xff\xfe", b'{"pid": 1}'])
def test_a_note_that_cannot_be_read_says_nothing_and_breaks_nothing(data: bytes, tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    note_of(lock).write_bytes(data)
    assert read_note(lock) == UNKNOWN
    assert str(UNKNOWN) == "a process that left no note"
    write_note(lock, note())
    assert read_note(lock).pid == os.getpid()


def test_a_note_survives_any_path_and_a_shorter_one_replaces_it(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    odd = BuildNote(1, os.fsdecode(b"/caf\xe9/\n\xf0\x9f\x98\x80"), "c" * 40, "parse", 1.5, needed_memory=7)
    write_note(lock, odd)
    assert read_note(lock) == odd
    short = BuildNote(2, "/r", "c", "x", 2.0)
    write_note(lock, short)
    assert read_note(lock) == short
    write_note(tmp_path / "no" / "such" / "folder" / "lock", short)
