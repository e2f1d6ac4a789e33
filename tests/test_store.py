"""Housekeeping and damage: nothing that is needed goes, and what is broken is named and mended."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

import ecp
from ecp.build import Stack, build_l2, force_rebuild_l2
from ecp.build.gc import collect, drop
from ecp.config import Settings
from ecp.doctor import examine
from ecp.errors import BusyError
from ecp.index.store import RepositoryStore
from ecp.status import machine_status
from ecp.verify import verify
from tests.conftest import Cli, Repo, many_files

DAY = 24 * 3600.0


def _store(repo: Repo, settings: Settings) -> RepositoryStore:
    return RepositoryStore(settings.home, repo.path / ".git")


def test_gc_keeps_what_can_be_asked_about(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    repo.commit({"more.py": "x = 1\n"})
    stack = build_l2(repo.path, settings=settings)
    assert collect(settings).removed == ()
    assert all(path.exists() for path in stack.paths)


def test_gc_leaves_alone_what_it_cannot_lock_and_says_so(cli: Cli, repo: Repo, settings: Settings) -> None:
    store = _store(repo, settings)
    build_l2(repo.path, settings=settings)
    (store.folder / "lock").unlink()
    (store.folder / "lock").mkdir()
    done = collect(settings, now=time.time() + 99 * DAY)
    assert (done.removed, done.busy, done.unlockable) == ((), (), (str(repo.path / ".git"),))
    assert "cannot be locked" in cli.run("gc").stdout


def test_a_store_is_said_whose_it_is_once_more(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    about = _store(repo, settings).folder / "repository.json"
    for remains in ("[]", ""):
        about.write_text(remains)
        build_l2(repo.path, settings=settings)
        repo.commit({f"new{len(remains)}.py": ""})
        build_l2(repo.path, settings=settings)
        assert [Path(each.repository) for each in machine_status(settings).repositories] == [repo.path]


def test_a_store_that_is_a_file_is_not_used(repo: Repo, settings: Settings) -> None:
    settings.home.write_text("")
    for ask in (build_l2, ecp.open):
        with pytest.raises(ecp.StoreError, match="is a file"):
            ask(repo.path, settings=settings)


def test_gc_removes_what_nothing_reaches(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(12))
    build_l2(repo.path, settings=settings)
    kept = repo.head
    repo.commit({"lost.py": "x = 1\n"})
    lost = build_l2(repo.path, settings=settings)
    repo.git("reset", "-q", "--hard", kept)
    repo.git("reflog", "expire", "--expire=now", "--all")
    soon, later = lost.manifest.receipt.started + 60, lost.manifest.receipt.started + 2 * DAY
    assert collect(settings, now=soon).removed == ()  # it may come back
    planned = collect(settings, dry_run=True, now=later)
    assert lost.paths[1].exists()
    done = collect(settings, now=later)
    assert [each.path for each in planned.removed] == [each.path for each in done.removed]
    assert len(done.removed) == 2  # the manifest and its delta
    assert not lost.paths[1].exists()
    assert build_l2(repo.path, settings=settings).outcome == "hit"


def test_gc_removes_remains_other_versions_and_lost_repositories(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    store = _store(repo, settings)
    (store.layers / ".abc.1.tmp").write_bytes(b"half")
    (store.commits / f"{'0' * 40}.{'1' * 16}.json").write_text("{}")
    (store.layers / "nobody.duckdb").write_bytes(b"x")
    reasons = sorted(each.reason for each in collect(settings).removed)
    assert reasons == ["left by a killed build", "no commit needs it"]  # another version may be in use beside ours
    later = time.time() + 2 * DAY
    assert [each.reason for each in collect(settings, now=later).removed] == ["made by another version"]
    repo.path.rename(repo.path.with_name("elsewhere"))
    assert collect(settings).removed == ()  # a disk may come back
    reasons = sorted(each.reason for each in collect(settings, now=later).removed)
    assert reasons == ["no commit needs it", "the repository is gone"]
    assert drop(settings, str(repo.path)).removed


def test_gc_shrinks_a_store_that_is_too_large(repo: Repo, settings: Settings) -> None:
    first = build_l2(repo.path, settings=settings)
    for n in range(3):
        repo.commit(many_files(4 + n, functions=50 + n))
        build_l2(repo.path, settings=settings)
    room = sum(path.stat().st_size for path in settings.home.rglob("*.duckdb"))
    done = collect(replace(settings, max_store_bytes=room // 2))
    assert done.removed
    assert _store(repo, settings).find(first.commit) is None
    assert build_l2(repo.path, settings=settings).outcome == "hit"  # the newest is kept


def test_gc_leaves_a_repository_that_is_being_built(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    store = _store(repo, settings)
    (store.layers / "nobody.duckdb").write_bytes(b"x")
    with FileLock(store.folder / "lock"):
        assert collect(settings).busy == (str(repo.path / ".git"),)
        with pytest.raises(BusyError):
            drop(settings, str(repo.path))
    assert (store.layers / "nobody.duckdb").exists()


def test_drop_forgets_a_repository(repo: Repo, settings: Settings, cli: Cli) -> None:
    build_l2(repo.path, settings=settings)
    assert cli.run("drop", str(repo.path)).returncode == 0
    assert cli.json("status")["repositories"] == []
    assert cli.run("drop", str(repo.path)).returncode == 1
    assert build_l2(repo.path, settings=settings).outcome == "built"


def test_a_reader_outlives_gc(repo: Repo, settings: Settings) -> None:
    with build_l2(repo.path, settings=settings) and ecp.open(repo.path, settings=settings) as code:
        drop(settings, str(repo.path))
        assert code.query("area").callers


def test_verify_finds_what_was_altered(repo: Repo, settings: Settings, cli: Cli) -> None:
    build_l2(repo.path, settings=settings)
    repo.commit({"more.py": "def more(): pass\n"})
    assert verify(repo.path, settings=settings).equal
    import duckdb

    stack = build_l2(repo.path, settings=settings)
    layer, store = stack.paths[0], _store(repo, settings)
    with duckdb.connect(str(layer)) as connection:
        connection.execute("UPDATE definition SET line = line + 1 WHERE name = 'area'")
    about, layers = layer.stat(), stack.manifest.layers
    altered = replace(layers[0], bytes=about.st_size, mtime_ns=about.st_mtime_ns)  # so that only the checksum tells
    store.publish(replace(stack.manifest, layers=(altered, *layers[1:])))
    report = verify(repo.path, settings=settings)
    assert {table.table for table in report.tables if table.missing} == {"definition"}
    assert cli.run("verify", str(repo.path)).returncode == 1
    damaged = [finding for finding in examine(settings) if not finding.ok]
    assert any(layer.name in finding.detail and "ecp index" in finding.remedy for finding in damaged)
    assert build_l2(repo.path, settings=settings).outcome == "built"  # from now on the layer is known to be wrong
    assert verify(repo.path, settings=settings).equal


@pytest.mark.parametrize("damage", ["truncate", "remove", "garble"])
def test_a_build_does_not_stand_on_a_damaged_base(repo: Repo, settings: Settings, damage: str) -> None:
    layer: Path = build_l2(repo.path, settings=settings).paths[0]
    match damage:
        case "truncate":
            layer.write_bytes(layer.read_bytes()[:5000])
        case "remove":
            layer.unlink()
        case "garble":
            layer.write_bytes(b"\0" * layer.stat().st_size)
    repo.commit({"more.py": "def more(): pass\n"})
    stack = build_l2(repo.path, settings=settings)
    assert stack.manifest.receipt.files_parsed == 4
    assert verify(repo.path, settings=settings).equal


def test_doctor_finds_nothing_wrong_with_a_sound_store(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    wrong = [finding for finding in examine(settings) if not finding.ok]
    assert [finding for finding in wrong if finding.subject not in ("pressure", "memory")] == []  # others build, too


# -- clocks that are wrong -------------------------------------------------------------------------------------------


def _date(stack: Stack, time_of_use: float) -> Path:
    """Set when a commit was last used and return its manifest."""
    manifest = stack.store.manifest_path(stack.commit)
    os.utime(manifest, (time_of_use, time_of_use))
    return manifest


def test_a_receipt_of_tomorrow_is_not_taken_for_a_build_made_since(repo: Repo, settings: Settings) -> None:
    stack = build_l2(repo.path, settings=settings)
    tomorrow = replace(stack.manifest.receipt, started=time.time() + DAY)
    stack.store.publish(replace(stack.manifest, receipt=tomorrow))
    assert build_l2(repo.path, settings=settings).outcome == "hit"
    forced = force_rebuild_l2(repo.path, settings=settings)
    assert forced.outcome == "built" and forced.manifest.receipt.started < tomorrow.started


def test_a_use_in_the_future_counts_as_an_hour_ago(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(12))
    base = build_l2(repo.path, settings=settings)
    lost = build_l2(repo.path, repo.commit({"lost.py": "x = 1\n"}), settings=settings)
    repo.git("reset", "-q", "--hard", base.commit)
    repo.git("reflog", "expire", "--expire=now", "--all")
    manifest, now = _date(lost, time.time() + 1000 * DAY), time.time()
    assert collect(settings, now=now).removed == ()
    assert now - 2 * 3600 < manifest.stat().st_mtime < now
    assert len(collect(settings, now=now + 2 * DAY).removed) == 2  # not only in a thousand days
    assert build_l2(repo.path, settings=settings).outcome == "hit"


def test_what_is_used_now_is_not_pushed_out_by_uses_in_the_future(repo: Repo, settings: Settings) -> None:
    stacks = []
    for n in range(3):
        repo.commit(many_files(4 + n, functions=50 + n))
        stacks.append(build_l2(repo.path, settings=settings))
    for stack in stacks[:2]:
        _date(stack, time.time() + DAY)
    assert collect(replace(settings, max_store_bytes=1)).removed
    assert [stacks[-1].store.find(stack.commit) is not None for stack in stacks] == [False, False, True]


def test_a_use_sets_back_the_time_of_a_use_in_the_future(repo: Repo, settings: Settings) -> None:
    manifest = _date(build_l2(repo.path, settings=settings), time.time() + DAY)
    assert build_l2(repo.path, settings=settings).outcome == "hit"
    assert manifest.stat().st_mtime <= time.time()


def test_remains_dated_in_the_future_are_removed(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    aside = settings.home / ".verify-killed"
    aside.mkdir()
    half = _store(repo, settings).layers / ".abc.1.tmp"
    half.write_bytes(b"half")
    for path in (aside, half, settings.home / ".collected"):
        os.utime(path, (time.time() + 3 * DAY,) * 2)
    repo.commit({"more.py": "x = 1\n"})
    build_l2(repo.path, settings=settings)  # which also looks over the whole store: nobody has, for all it can tell
    assert not aside.exists() and not half.exists()


def test_builds_do_not_mind_a_clock_that_runs_backwards(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    backwards = count(int(time.time()), -3600)
    monkeypatch.setattr(time, "time", lambda: float(next(backwards)))
    for n in range(3):
        repo.commit({"more.py": f"x = {n}\n"})
        stack = build_l2(repo.path, settings=settings)
        assert stack.outcome == "built" and stack.manifest.receipt.seconds >= stack.manifest.receipt.wait_seconds >= 0
        assert build_l2(repo.path, settings=settings).outcome == "hit"
        assert force_rebuild_l2(repo.path, settings=settings).outcome == "built"
        assert collect(settings).removed == ()
        assert verify(repo.path, settings=settings).equal
