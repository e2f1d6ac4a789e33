"""Faults: killed, interrupted, starved, refused by the disk, cut off from power.  What is published is whole or absent,
and nothing is left behind that the next build or gc does not clear."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar

import psutil
import pytest

from ecp.build import Waits, build_l2, force_rebuild_l2
from ecp.build.gc import collect
from ecp.build.locks import is_held, try_lock
from ecp.build.notes import read_note
from ecp.build.processes import fork
from ecp.build.progress import Progress
from ecp.build.worker import Setup, send
from ecp.config import Settings
from ecp.index.blobs import Task
from ecp.index.git.repository import Repository
from ecp.index.store import RepositoryStore, repository_folders
from ecp.verify import verify
from tests.conftest import FORKS, Cli, Effort, Repo, Survived, many_files, repository_in, settings_for

T = TypeVar("T")
DAY = 24 * 3600.0
MARK = "FAULTS_MARK"
"""An environment variable that the processes of one build have in common."""


def spread(values: Sequence[T], count: int) -> list[T]:
    """Return so many of some values, evenly spread, or all if they are fewer."""
    if count >= len(values):
        return list(values)
    return [values[(2 * at + 1) * len(values) // (2 * count)] for at in range(count)]


def locks_of(home: Path) -> list[Path]:
    """Return every lock file of a store: repositories', slots, tickets."""
    slots = [path for path in home.glob(".build-slots/**/*") if path.is_file() and path.suffix != ".json"]
    return [*home.rglob("lock"), *slots]


def temporary_files(home: Path) -> list[str]:
    """Return what only a running build, drop or verify has in a store: notes, tickets, half-made files."""
    notes = [*home.rglob("lock.json"), *home.glob(".build-slots/*.json"), *home.glob(".build-slots/*/0*")]
    return sorted(str(path.relative_to(home)) for path in [*notes, *home.rglob("*.tmp*"), *home.glob(".verify-*")])


def processes_marked(mark: str) -> list[psutil.Process]:
    """Return the live processes whose environment has our mark."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def assert_nobody_left(home: Path, mark: str) -> None:
    """Check that no process of a build outlives it, and that no lock is held."""
    _, alive = psutil.wait_procs(processes_marked(mark), timeout=10)
    assert not alive, "processes outlived their builder"
    assert [lock for lock in locks_of(home) if is_held(lock)] == []


def assert_recovers(repo: Repo, commit: str, settings: Settings) -> None:
    """Check that what is published is whole, and that gc alone, or the next build at once, clears up what is left."""
    aside = replace(settings, home=settings.home.with_name("collected aside"))
    shutil.rmtree(aside.home, ignore_errors=True)
    if settings.home.exists():
        shutil.copytree(settings.home, aside.home)
    assert_collected(RepositoryStore(aside.home, repo.path / ".git"), aside)

    store = RepositoryStore(settings.home, repo.path / ".git")
    for path in store.manifest_paths():
        assert store.examine(path).damaged == ()
    now = Waits(limit=0)
    build_l2(repo.path, commit, settings=settings, waits=now)
    for path in store.manifest_paths():
        assert verify(repo.path, path.name.partition(".")[0], settings=settings, waits=now).equal
    assert force_rebuild_l2(repo.path, commit, settings=settings, waits=now).outcome == "built"
    assert verify(repo.path, commit, settings=settings, waits=now).equal
    assert_collected(store, settings)
    assert [folder for folder, _ in repository_folders(settings.home)] == [store.folder]


def assert_collected(store: RepositoryStore, settings: Settings) -> None:
    """Collect garbage, and check that it leaves no layer that nothing names, and nothing of a build broken off."""
    collect(settings, now=time.time() + 2 * DAY)
    assert temporary_files(settings.home) == []
    named = {layer.file for path in store.manifest_paths() if (read := store.read(path)) for layer in read.layers}
    assert {path.name for path in store.layers.glob("*")} == named


# -- harm at every step ----------------------------------------------------------------------------------------------


@dataclass
class Scene:
    """A store in some state, kept aside to begin with again and again, and a command that changes it."""

    name: str
    repo: Repo
    commit: str
    kept: Path
    command: tuple[str, ...]
    settings: Settings
    cli: Cli
    steps: list[str]
    """What the command does to the store when nothing goes wrong."""

    def run(self, folder: Path, **plan: object) -> subprocess.CompletedProcess[str]:
        """Run the command on the store as it was, with harm as planned; `folder` is for the record."""
        home = self.cli.home
        shutil.rmtree(home, ignore_errors=True)
        if self.kept.exists():
            shutil.copytree(self.kept, home)
        folder.mkdir(parents=True, exist_ok=True)
        plan = {"home": str(home), "steps": str(folder / "steps"), **plan}
        environment = self.cli.environment(**{MARK: str(folder)})
        return FORKS.run("tests.fault_driver", [json.dumps(plan), *self.command], folder, environment, 120)


def make_scene(name: str, repo: Repo, settings: Settings, cli: Cli, folder: Path) -> Scene:
    """Set a scene: bring the store of `settings` into some state, and run the command once unharmed."""
    kept, commit, index = folder / "kept", repo.head, ("index", "--json", str(repo.path))
    if name != "first":
        commit = build_l2(repo.path, settings=settings).commit
    match name:
        case "first" | "verify":
            command = index if name == "first" else ("verify", str(repo.path))
        case "delta":
            commit = repo.commit({"shapes/area.py": "def area(side):\n    return side * side\n"})
            command = index
        case "rebuild":
            command = (*index, "--force")
        case "gc":
            lost = build_l2(repo.path, repo.commit({"lost.py": "x = 1\n"}), settings=settings)
            repo.git("reset", "-q", "--hard", commit)
            repo.git("reflog", "expire", "--expire=now", "--all")
            os.utime(lost.store.manifest_path(lost.commit), (0, 0))
            command = ("gc",)
        case _:
            command = (name, str(repo.path))
    if settings.home.exists():
        shutil.copytree(settings.home, kept)
    scene = Scene(name, repo, commit, kept, command, settings, cli, [])
    done = scene.run(folder / "unharmed")
    assert done.returncode == 0, done.stderr
    scene.steps = (folder / "unharmed" / "steps").read_text().splitlines()
    return scene


SCENES = ("first", "delta", "rebuild", "gc", "drop", "verify")


@pytest.fixture(scope="module")
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The scene that the test's parameter names."""
    folder = tmp_path_factory.mktemp(request.param)
    settings = settings_for(folder)
    return make_scene(request.param, repository_in(folder), settings, Cli(settings.home), folder)


@pytest.mark.torture
@pytest.mark.parametrize("scene", SCENES, indirect=True)
def test_a_kill_at_any_step_leaves_a_whole_store(
    scene: Scene, effort: Effort, survived: Survived, tmp_path: Path
) -> None:
    for at in spread(range(len(scene.steps)), effort(1, 1000)):
        folder = tmp_path / str(at)
        assert scene.run(folder, at=at, harm="SIGKILL").returncode == -signal.SIGKILL, scene.steps[at]
        assert_nobody_left(scene.settings.home, str(folder))
        assert_recovers(scene.repo, scene.commit, scene.settings)
        survived["kills, at a step"] += 1


@pytest.mark.torture
@pytest.mark.parametrize("scene", SCENES, indirect=True)
def test_an_interrupt_at_any_step_leaves_nothing_behind(
    scene: Scene, effort: Effort, survived: Survived, tmp_path: Path
) -> None:
    signs = ("SIGINT", "SIGTERM")
    for at in spread(range(len(scene.steps)), effort(1, 1000)):
        folder = tmp_path / str(at)
        done = scene.run(folder, at=at, harm=signs[at % 2])
        assert (done.returncode, done.stdout) == (130, ""), (scene.steps[at], done.stderr)
        assert "interrupted" in done.stderr and "Traceback" not in done.stderr, (scene.steps[at], done.stderr)
        event, _, place = (folder / "steps").read_text().splitlines()[at].partition(" /")
        being_removed = place if event in ("os.remove", "os.rmdir") else ""
        left = [name for name in temporary_files(scene.settings.home) if not being_removed.startswith(name)]
        assert left == [], scene.steps[at]
        assert_nobody_left(scene.settings.home, str(folder))
        assert_recovers(scene.repo, scene.commit, scene.settings)
        survived["interrupts, at a step"] += 1


@pytest.mark.torture
@pytest.mark.parametrize("scene", SCENES, indirect=True)
def test_an_error_of_the_disk_at_any_step_is_survived_or_reported(
    scene: Scene, effort: Effort, survived: Survived, tmp_path: Path
) -> None:
    harms = [(at, error) for at in range(len(scene.steps)) for error in ("ENOSPC", "EIO", "EACCES")]
    for at, error in spread(harms, effort(1, 1000)):
        folder, step = tmp_path / f"{at}-{error}", scene.steps[at]
        done = scene.run(folder, at=at, harm=error)
        assert done.returncode in (0, 4), (step, done.stderr)
        assert "Traceback" not in done.stderr, (step, done.stderr)
        assert done.returncode == 0 or (done.stdout == "" and "ecp: cannot" in done.stderr), (step, done.stderr)
        assert_nobody_left(scene.settings.home, str(folder))
        assert_recovers(scene.repo, scene.commit, scene.settings)
        if done.returncode == 0 and scene.name in ("first", "delta", "rebuild"):
            assert '"outcome":"built"' in done.stdout.replace(" ", "")
        survived[f"errors of the disk, at a step ({error})"] += 1


# -- killed and interrupted at any time ------------------------------------------------------------------------------


def workers_of(pid: int) -> list[psutil.Process]:
    """Return the processes that a builder has started."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def until_phase(builder: subprocess.Popen[str], settings: Settings, phase: str) -> None:
    """Wait until the build's slot tells of a phase, or the build is over."""
    slots = [settings.home / ".build-slots" / f"slot-{n}" for n in range(2)]
    deadline = time.monotonic() + 60
    while builder.poll() is None and time.monotonic() < deadline and phase not in {read_note(s).phase for s in slots}:
        time.sleep(0.001)


@pytest.mark.parametrize("phase", ["plan", "parse", "write", "publish"])
def test_a_builder_killed_in_any_phase_takes_its_workers_along(
    repo: Repo, cli: Cli, settings: Settings, phase: str
) -> None:
    repo.commit(many_files(250, functions=16))
    builder = cli.start("index", str(repo.path), **{MARK: phase})
    until_phase(builder, settings, phase)
    builder.send_signal(signal.SIGKILL)
    builder.communicate()
    assert_nobody_left(settings.home, phase)
    after = cli.json("index", "--no-wait", str(repo.path))  # no lock or slot is left to wait for
    assert after["outcome"] in ("built", "hit")
    assert after["files_parsed"] == 253
    assert temporary_files(settings.home) == [] or after["outcome"] == "hit"
    status = cli.json("status")
    assert (status["running"], status["waiting"]) == ([], [])


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=lambda sign: sign.name)
@pytest.mark.parametrize("phase", ["parse", "write"])
def test_a_build_interrupted_in_its_workers_or_in_duckdb_ends_cleanly(
    repo: Repo, cli: Cli, settings: Settings, phase: str, sign: signal.Signals
) -> None:
    repo.commit(many_files(250, functions=16))
    builder = cli.start("index", str(repo.path), **{MARK: phase})
    until_phase(builder, settings, phase)
    time.sleep(0.1)  # in `write` DuckDB is at work then, which makes an error of its own of an interrupt
    os.killpg(builder.pid, sign)
    _assert_clean_end(builder, settings)
    assert_nobody_left(settings.home, phase)
    assert cli.run("index", "--no-wait", str(repo.path)).returncode == 0


def _assert_clean_end(builder: subprocess.Popen[str], settings: Settings) -> None:
    """Check that an interrupted build says so, or had ended before, and has cleared up."""
    _, err = builder.communicate(timeout=60)
    # Python itself ends by the signal that comes while it starts or shuts down
    assert builder.returncode in (0, 130, -signal.SIGINT, -signal.SIGTERM), err
    assert "interrupted" in err or builder.returncode != 130
    if builder.returncode in (0, 130):
        assert "Traceback" not in err
        assert temporary_files(settings.home) == []


@pytest.mark.torture
def test_builds_killed_at_random_moments(
    repo: Repo, cli: Cli, settings: Settings, effort: Effort, survived: Survived, tmp_path: Path
) -> None:
    repo.commit(many_files(210, functions=4))  # so many that workers parse them
    began = time.monotonic()
    assert cli.run_fresh("index", str(repo.path)).returncode == 0
    longest, random = time.monotonic() - began, Random(0)
    for trial in range(effort(2, 100)):
        commit = repo.commit(
            {f"pkg/m{n:04}.py": f"def f{trial}(): return g({n})\n" for n in range(random.randrange(9))}
        )
        force = random.random() < 0.7
        builder = cli.start("index", *(["--force"] if force else []), str(repo.path), **{MARK: str(tmp_path)})
        time.sleep(random.uniform(0.0, longest if force else longest / 2))
        match random.choice(["builder", "worker", "SIGINT", "SIGTERM"]):
            case "builder":
                kind = "kills of a builder"
                builder.kill()
                builder.communicate()
            case "worker":
                kind = "kills of a worker"
                for worker in workers_of(builder.pid)[:1]:
                    with suppress(psutil.NoSuchProcess):
                        worker.kill()
                _, err = builder.communicate(timeout=60)
                assert builder.returncode == 0 or (builder.returncode == 4 and "worker process" in err), err
            case name:
                kind = "interrupts"
                os.killpg(builder.pid, getattr(signal, name))
                _assert_clean_end(builder, settings)
        assert_nobody_left(settings.home, str(tmp_path))
        assert verify(repo.path, commit, settings=settings, waits=Waits(limit=0)).equal
        survived[f"{kind}, at random moments"] += 1
    assert_recovers(repo, repo.head, settings)


# -- workers ---------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="only there workers are forked")
def test_a_forked_worker_has_none_of_the_builders_locks(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.py": "def f(): ..."})
    repository, lock = Repository(repo.path), try_lock(tmp_path / "lock")
    assert lock is not None
    worker = fork(Setup(repository.git_dir, 1 << 20, low_priority=False, map_little=False), repository, [])
    entry = next(each for each in repository.entries(repo.head) if each.path == "a.py")
    send(worker.stdin, [Task(1, entry.oid, entry.path, "python")])
    (blob,) = pickle.load(worker.stdout).blobs
    assert (blob.oid, blob.status) == (entry.oid, "parsed")
    assert not any("lock:" in each.read_text() for each in Path(f"/proc/{worker.pid}/fdinfo").iterdir())
    lock.release()
    worker.stdin.close()
    worker.wait()
    assert not psutil.pid_exists(worker.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only there workers are forked")
def test_a_small_build_forks_a_worker_and_survives_its_death(repo: Repo, cli: Cli, settings: Settings) -> None:
    repo.commit(many_files(80))
    builder = cli.start("index", "--json", str(repo.path), ECP_WORKERS="2")
    while not (workers := workers_of(builder.pid)) and builder.poll() is None:
        time.sleep(0.002)
    for worker in workers:
        worker.kill()
    out, _ = builder.communicate(timeout=120)
    assert workers
    assert json.loads(out)["skipped"] == []
    assert verify(repo.path, settings=settings).equal


def test_a_killed_worker_does_not_harm_the_index(repo: Repo, cli: Cli, settings: Settings) -> None:
    repo.commit(many_files(250, functions=20))
    builder = cli.start("index", "--json", str(repo.path), ECP_WORKERS="2")
    until_phase(builder, settings, "parse")
    deadline = time.monotonic() + 20
    while not (workers := workers_of(builder.pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.1)
    workers[0].kill()
    out, _ = builder.communicate(timeout=120)
    if builder.returncode == 0:
        assert json.loads(out)["skipped"] == []
        assert verify(repo.path, settings=settings).equal
    else:
        assert not RepositoryStore(settings.home, repo.path / ".git").manifest_paths()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a signal that stops a process")
def test_a_worker_that_stands_still_is_killed(repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files go to another, and nothing is missing."""
    commit = repo.commit(many_files(210, functions=4))
    monkeypatch.setattr("ecp.build.workers._FILE_SECONDS", 0.5)
    others = workers_of(os.getpid())
    stopped: list[int] = []

    def stop_one(progress: Progress) -> None:
        if progress.files and not stopped:
            worker = next(each for each in workers_of(os.getpid()) if each not in others)
            stopped.append(worker.pid)
            worker.suspend()

    stack = build_l2(repo.path, settings=settings, waits=Waits(on_progress=stop_one))
    assert stopped
    assert not psutil.pid_exists(stopped[0])
    assert stack.manifest.skipped == ()
    assert verify(repo.path, commit, settings=settings).equal


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a signal that stops a process")
def test_what_a_busy_machine_makes_slow_is_not_killed(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker's time is that of its CPU: here it gets a sixth of one, and the file takes longer than it may."""
    repo.commit({"large.py": "".join(f"def function_{n}(a, b=None):\n    return other(a, b)\n" for n in range(15_000))})
    monkeypatch.setattr("ecp.build.workers._FILE_SECONDS", 1.0)
    others = workers_of(os.getpid())
    is_done = threading.Event()
    began = time.monotonic()

    def slow_down() -> None:
        while not is_done.wait(0.05):
            workers = [each for each in workers_of(os.getpid()) if each not in others]
            for step in (psutil.Process.suspend, psutil.Process.resume):
                for worker in workers:
                    with suppress(psutil.NoSuchProcess):
                        step(worker)
                time.sleep(0.25 if step is psutil.Process.suspend else 0)

    slowing = threading.Thread(target=slow_down)
    slowing.start()
    try:
        stack = build_l2(repo.path, settings=settings)
    finally:
        is_done.set()
        slowing.join()
    assert time.monotonic() - began > 1
    assert stack.manifest.skipped == ()


def test_what_keeps_its_worker_busy_for_too_long_is_left_out(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"large.py": "".join(f"def function_{n}(): return other({n})\n" for n in range(90_000)), "b.py": ""})
    monkeypatch.setattr("ecp.build.workers._FILE_SECONDS", 0.2)
    stack = build_l2(repo.path, settings=settings)
    assert stack.manifest.skipped == (("large.py", "killed its parser"),)


def test_a_build_whose_workers_are_killed_again_and_again_goes_on_or_fails_whole(
    repo: Repo, cli: Cli, settings: Settings
) -> None:
    repo.commit(many_files(250))
    builder = cli.start("index", "--json", str(repo.path), ECP_WORKERS="2")
    killed: set[psutil.Process] = set()
    until = time.monotonic() + 3
    while builder.poll() is None and time.monotonic() < until:
        for worker in workers_of(builder.pid):
            killed.add(worker)
            with suppress(psutil.NoSuchProcess):
                worker.kill()
        time.sleep(0.05)
    out, err = builder.communicate(timeout=120)
    assert killed, "no worker was ever seen"
    assert "Traceback" not in err
    store = RepositoryStore(settings.home, repo.path / ".git")
    if builder.returncode == 0:
        assert {reason for _, reason in json.loads(out)["skipped"]} <= {"killed its parser"}
    else:
        assert builder.returncode == 4
        assert "worker process" in err
        assert not store.manifest_paths()
    assert not list(store.layers.glob(".*"))
    assert not any(worker.is_running() for worker in killed)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of another process")
def test_a_file_that_takes_more_memory_than_there_is_is_named_and_the_others_are_indexed(
    repo: Repo, cli: Cli, settings: Settings
) -> None:
    hog = "hog = [\n" + "a.b(c)[d],\n" * 60_000 + "]\n"  # 660 KB, for which tree-sitter takes 370 MB
    repo.commit({**many_files(210, functions=4), "hog.py": hog})
    builder = cli.start("index", "--json", str(repo.path), ECP_WORKERS="2")
    while builder.poll() is None:
        for worker in workers_of(builder.pid):
            with suppress(psutil.Error):
                worker.rlimit(psutil.RLIMIT_AS, (256 << 20, 256 << 20))
        time.sleep(0.05)
    out, err = builder.communicate(timeout=60)
    assert builder.returncode == 0, err
    answer = json.loads(out)
    assert answer["skipped"] == [["hog.py", "killed its parser"]]
    assert answer["files_parsed"] == 213
    assert build_l2(repo.path, settings=settings).outcome == "hit"
    repo.commit({"more.py": "x = 1\n"})
    assert build_l2(repo.path, settings=settings).manifest.skipped == ()  # with memory enough it is parsed


@pytest.mark.torture
@pytest.mark.skipif(sys.platform != "linux", reason="needs limits that a process hands on and that hold")
def test_a_build_short_of_memory_publishes_a_whole_index_or_none(
    repo: Repo, cli: Cli, settings: Settings, effort: Effort, survived: Survived
) -> None:
    import resource

    for megabytes in spread(range(40, 800, 40), effort(2, 10)):
        commit, limit = repo.commit(many_files(210, functions=1 + megabytes % 7)), megabytes << 20
        done = subprocess.run(
            [sys.executable, "-m", "ecp", "index", "--json", str(repo.path)],
            env=cli.environment(ECP_WORKERS="2", **{MARK: str(limit)}),
            capture_output=True, text=True, check=False, timeout=120,
            preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        )  # fmt: skip
        assert (done.returncode == 0) == bool(done.stdout), done.stderr
        if done.returncode == 0:
            assert json.loads(done.stdout)["skipped"] == []
        assert_nobody_left(settings.home, str(limit))
        assert_recovers(repo, commit, settings)
        survived["builds short of memory"] += 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits that a process hands on")
@pytest.mark.parametrize("descriptors", [8, 12, 16])
def test_a_build_without_descriptors_for_workers_fails_whole(repo: Repo, cli: Cli, descriptors: int) -> None:
    import resource

    repo.commit(many_files(210, functions=4))  # so many that workers parse them
    done = subprocess.run(
        [sys.executable, "-m", "ecp", "index", "--json", str(repo.path)],
        env=cli.environment(ECP_WORKERS="2"), capture_output=True, text=True, check=False, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors)),
    )  # fmt: skip
    if done.returncode == 0:
        assert json.loads(done.stdout)["skipped"] == []
    else:
        assert (done.returncode, done.stdout) == (4, ""), done.stderr
        assert "Traceback" not in done.stderr
        assert not list(cli.home.glob("repos/*/commits/*"))


# -- disks -----------------------------------------------------------------------------------------------------------


@contextmanager
def small_disk(place: Path, *options: str) -> Iterator[None]:
    """Mount a file system of its own at a folder; skips where that is not allowed."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=0700", *options)), "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _remount(place: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(place)], check=True)


@pytest.mark.torture
@pytest.mark.parametrize("scarce", ["size", "nr_inodes"])
def test_a_full_disk_publishes_nothing_and_harms_nothing(
    repo: Repo, settings: Settings, tmp_path: Path, effort: Effort, survived: Survived, scarce: str
) -> None:
    first, second = repo.head, repo.commit(many_files(60))
    rooms = range(0, 1 << 20, 32 << 10) if scarce == "size" else range(12)
    outcomes = set()
    for room in spread(rooms, effort(2, 12)):
        home = tmp_path / f"room-{room}"
        cli, here = Cli(home), replace(settings, home=home)
        with small_disk(home, "size=20m,nr_inodes=1000"):
            before = cli.json("index", "--rev", first, str(repo.path))
            about = os.statvfs(home)
            taken = (
                (about.f_blocks - about.f_bfree) * about.f_frsize if scarce == "size" else about.f_files - about.f_ffree
            )
            _remount(home, f"{scarce}={taken + room}")
            done = cli.run("index", "--json", str(repo.path))
            outcomes.add(done.returncode)
            assert len(done.stderr.splitlines()) <= 3 and "Stack Trace" not in done.stderr
            assert done.returncode in (0, 4), done.stderr
            assert "Traceback" not in done.stderr
            if done.returncode == 4:
                assert done.stdout == "" and "ECP_HOME" in done.stderr, done.stderr
                assert not list(home.glob(f"repos/*/commits/{second}*"))
                assert temporary_files(home) == []
            again = cli.json("index", "--rev", first, str(repo.path))
            assert {**again, "outcome": "built"} == {**before, "wait_seconds": again["wait_seconds"]}
            assert cli.json("query", "area", "--repo", str(repo.path))["definitions"]
            _remount(home, "size=20m,nr_inodes=1000")
            assert_recovers(repo, second, here)
        survived[f"builds on a disk with little room ({scarce})"] += 1
    assert outcomes == {0, 4}


@pytest.mark.parametrize("size", ["48k", "200k"])
def test_a_disk_too_small_for_the_first_index_stays_empty(repo: Repo, tmp_path: Path, size: str) -> None:
    repo.commit(many_files(60))
    home = tmp_path / "small"
    with small_disk(home, f"size={size}"):
        done = Cli(home).run("index", str(repo.path))
        assert done.returncode == 4, done.stdout
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        assert "ECP_HOME" in done.stderr
        assert not list(home.glob("repos/*/commits/*"))
        assert not list(home.glob("repos/*/layers/*"))
        _remount(home, "size=20m")
        assert Cli(home).json("index", str(repo.path))["outcome"] == "built"


def test_a_store_that_became_read_only_still_answers(repo: Repo, tmp_path: Path) -> None:
    home = tmp_path / "small"
    with small_disk(home, "size=20m"):
        cli = Cli(home)
        assert cli.run("index", str(repo.path)).returncode == 0
        _remount(home, "ro")
        assert cli.json("index", str(repo.path))["outcome"] == "hit"
        assert cli.json("query", "area", "--repo", str(repo.path))["definitions"]
        assert cli.run("status").returncode == 0
        repo.commit({"new.py": "def fresh(): pass\n"})
        assert cli.json("query", "fresh", "--repo", str(repo.path))["definitions"]
        for command in (("index",), ("index", "--force"), ("verify",)):
            done = cli.run(*command, str(repo.path))
            assert done.returncode == 4
            assert "cannot" in done.stderr
            assert "ECP_HOME" in done.stderr
