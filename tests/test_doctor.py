"""What `ecp doctor` finds: each thing that can be wrong is made wrong, and has to come with a remedy."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock

import ecp.build.gc
from ecp.build import build_l2
from ecp.build.gate import build_slot, builds
from ecp.build.notes import this_build
from ecp.config import VARIABLES, Settings
from ecp.doctor import Finding, examine
from ecp.errors import BusyError
from ecp.index.languages import languages
from ecp.index.store import RepositoryStore
from tests.conftest import ROOT, Cli, Repo
from tests.test_faults import small_disk
from tests.test_machine import GB, MEMINFO, UBUNTU, files

QUIET = {
    "proc__meminfo": MEMINFO,
    "proc__pressure__memory": "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
    "proc__pressure__io": "full avg10=1.00 avg60=0.00 avg300=0.00 total=0\n",
}


def found(settings: Settings, subject: str, root: Path = Path("/")) -> Finding:
    """Look everything over and return the one finding about a subject."""
    (finding,) = (each for each in examine(settings, root) if each.subject.startswith(subject))
    return finding


def wrong(settings: Settings, subject: str, root: Path = Path("/")) -> Finding:
    """Return the one finding about a subject, which has to be wrong and to have a remedy."""
    finding = found(settings, subject, root)
    assert not finding.ok and finding.remedy, finding
    return finding


def as_process(cli: Cli, packages: Path) -> dict[str, Finding]:
    """Return the findings, by subject, of an ecp that sees some packages before those of this environment."""
    path = os.pathsep.join([str(packages), str(ROOT)])
    done = cli.run_fresh("doctor", "--json", cwd=packages, PYTHONPATH=path)
    findings = [Finding(**each) for each in json.loads(done.stdout)["findings"]]
    assert done.returncode == (0 if all(finding.ok for finding in findings) else 1)
    assert all(finding.remedy for finding in findings if not finding.ok)
    return {finding.subject: finding for finding in findings}


# -- the installation ------------------------------------------------------------------------------------------------


def test_every_part_of_the_installation_is_named_with_its_version(settings: Settings) -> None:
    said = {finding.subject: finding for finding in examine(settings)}
    for name in ("python", "ecp", "git", "tree-sitter", "tree-sitter-language-pack", "pygit2", "duckdb", "filelock"):
        assert said[name].ok and any(char.isdigit() for char in said[name].detail), said[name]
    assert said["psutil"].ok and said["numpy"].ok
    assert said["grammars"] == Finding("grammars", True, f"{len(languages())} languages")


@pytest.mark.parametrize(
    ("name", "version", "fits"),
    [
        ("tree-sitter-language-pack", "1.0.0", False),  # from then on it downloads what it lacks
        ("tree-sitter-language-pack", "0.13.1", True),
        ("filelock", "3.29.9", False),
        ("filelock", "3.30", True),
        ("duckdb", "2.0.1", False),
    ],
)
def test_a_dependency_of_a_version_that_was_not_asked_for(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, version: str, fits: bool
) -> None:
    about = tmp_path / "packages" / f"{name.replace('-', '_')}-{version}.dist-info" / "METADATA"
    about.parent.mkdir(parents=True)
    about.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    (finding,) = (each for each in examine(settings) if each.subject == name)
    assert (finding.ok, version in finding.detail) == (fits, True), finding
    assert bool(finding.remedy) == (not fits)


def test_dependencies_that_cannot_be_imported_are_named_and_the_rest_still_looked_at(
    cli: Cli, repo: Repo, settings: Settings, tmp_path: Path
) -> None:
    build_l2(repo.path, settings=settings)
    packages = tmp_path / "packages"
    packages.mkdir()
    broken = ("psutil", "filelock", "pygit2", "duckdb", "tree_sitter")
    for module in broken:
        (packages / f"{module}.py").write_text("raise ImportError('libstdc++.so.6 is missing')\n")
    findings = as_process(cli, packages)
    for module in broken:
        finding = findings[module.replace("_", "-")]
        assert not finding.ok and "libstdc++.so.6" in finding.detail
    assert findings["memory"] and findings["numpy"].ok and findings["store"].ok
    assert {f"the rest of {section}" for section in ("versions", "builds", "store")} <= findings.keys()


def test_a_language_whose_query_does_not_compile(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ecp", tmp_path / "other" / "ecp")  # compiled, too
    with (tmp_path / "other/ecp/index/queries/go.scm").open("a") as queries:
        queries.write("(no_such_node) @definition.function\n")
    findings = as_process(cli, tmp_path / "other")
    assert not findings["grammar go"].ok and "no_such_node" in findings["grammar go"].detail
    assert findings["grammars"].detail.startswith("1 of ")


def test_a_variable_that_means_nothing_is_named(cli: Cli) -> None:
    for variable in VARIABLES:
        if variable.field != "home":
            done = cli.run("doctor", **{variable.name: "nonsense"})
            assert done.returncode == 2
            assert variable.name in done.stderr


# -- the machine -----------------------------------------------------------------------------------------------------


def test_little_memory(settings: Settings, tmp_path: Path) -> None:
    root = files(tmp_path, **QUIET)
    assert found(settings, "memory", root).ok
    files(tmp_path, proc__meminfo=MEMINFO.replace("8192000", "409600"))
    assert "400 of 16000 MiB" in wrong(settings, "memory", root).detail


def test_a_containers_limits(settings: Settings, tmp_path: Path) -> None:
    root = files(tmp_path, **QUIET, proc__self__cgroup="0::/box\n")
    group = {"cpu_DOT_max": "150000 100000\n", "memory_DOT_max": f"{GB}\n", "memory_DOT_current": "4096\n"}
    files(root / "sys/fs/cgroup/box", **group)
    assert "the container may use 1.5" in found(settings, "cores", root).detail
    assert found(settings, "memory", root).detail.endswith("the container may use 1024")
    files(root / "sys/fs/cgroup/box", memory_DOT_current=f"{GB - (100 << 20)}\n")
    assert "100 of 1024 MiB" in wrong(settings, "memory", root).detail


@pytest.mark.parametrize(("file", "line", "short"), [("memory", "some", "memory"), ("io", "full", "I/O")])
def test_pressure(settings: Settings, tmp_path: Path, file: str, line: str, short: str) -> None:
    root = files(tmp_path, **QUIET)
    assert found(settings, "pressure", root).detail == "memory stall 0 %, I/O stall 1 %"
    files(root, **{f"proc__pressure__{file}": f"{line} avg10=71.00 avg60=0.00 avg300=0.00 total=0\n"})
    finding = wrong(settings, "pressure", root)
    assert finding.detail.startswith(f"{short} is short") and "71 %" in finding.detail


def test_a_kernel_without_pressure_figures_is_asked_for_its_disks(settings: Settings, tmp_path: Path) -> None:
    detail = found(settings, "pressure", files(tmp_path, proc__meminfo=MEMINFO)).detail
    assert detail == "this system has no figures of it" or "disk busy" in detail


def test_a_store_on_a_drive_of_windows(settings: Settings, tmp_path: Path) -> None:
    settings.home.mkdir(mode=0o700)
    mounts = f"/dev/sdc / ext4 rw 0 0\nC:\\134 {settings.home.parent} 9p rw,aname=drvfs 0 0\n"
    wsl = files(tmp_path / "wsl", **QUIET, proc__sys__kernel__osrelease="5.15-microsoft-standard-WSL2\n")
    files(wsl, proc__self__mounts=mounts)
    assert "drive of Windows" in wrong(settings, "file system", wsl).detail
    assert found(settings, "environment", wsl).detail.startswith("WSL2")
    files(wsl, proc__self__mounts="/dev/sdc / ext4 rw 0 0\n")
    assert found(settings, "file system", wsl).detail == "ext4"
    linux = files(tmp_path / "linux", **QUIET, proc__version=UBUNTU, proc__self__mounts=mounts)
    assert found(settings, "file system", linux).ok  # gVisor's files are 9p, too


# -- the store -------------------------------------------------------------------------------------------------------


def test_a_store_that_cannot_be_made(settings: Settings) -> None:
    assert found(settings, "store").ok
    settings.home.write_text("a file")
    assert str(settings.home) in wrong(settings, "store").detail


def _readable(place: Path) -> None:
    place.chmod(0o755)


def _linked(place: Path) -> None:
    (place / "elsewhere").symlink_to("/")


def _given_away(place: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(place / "lock", 12345, 12345)


def _a_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(place)  # the names of sockets have to be short
        try:
            listener.bind("planted")
        finally:
            os.chdir(before)


@pytest.mark.parametrize("plant", [_readable, _linked, _given_away, _a_socket])
def test_what_is_not_the_owners_alone(repo: Repo, settings: Settings, plant: Callable[[Path], None]) -> None:
    place = build_l2(repo.path, settings=settings).store.folder
    assert found(settings, "store").ok
    plant(place)
    finding = wrong(settings, "store")
    assert str(place) in finding.detail and "chown" in finding.remedy


def test_a_disk_with_little_room(settings: Settings) -> None:
    with small_disk(settings.home, "size=20m"):
        assert "MiB free" in wrong(settings, "disk").detail
        assert found(settings, "locks").ok


def test_a_disk_that_may_only_be_read(settings: Settings) -> None:
    with small_disk(settings.home, "ro"):
        assert "Read-only" in wrong(settings, "locks").detail


@pytest.mark.parametrize("damage", ["manifest", "layer", "missing"])
def test_what_is_not_as_it_was_published(repo: Repo, settings: Settings, damage: str) -> None:
    stack = build_l2(repo.path, settings=settings)
    layer, manifest = stack.paths[0], stack.store.manifest_path(stack.commit)
    if damage == "manifest":
        manifest.write_bytes(manifest.read_bytes().replace(b'"files":', b'"filez":'))
    elif damage == "layer":
        about = layer.stat()
        content = bytearray(layer.read_bytes())
        content[-100] ^= 1
        layer.write_bytes(content)
        os.utime(layer, ns=(about.st_atime_ns, about.st_mtime_ns))  # so that only the checksum tells
    else:
        layer.unlink()
    findings = {finding.subject: finding for finding in examine(settings)}
    assert findings["layers"].ok == (damage != "layer")
    finding = findings[f"index of {repo.path / '.git'} at {stack.commit[:12]}"]
    assert not finding.ok and "ecp index" in finding.remedy
    assert (manifest if damage == "manifest" else layer).name in finding.detail
    build_l2(repo.path, settings=settings)
    assert not [each for each in examine(settings) if each.subject.startswith("index of")]


def test_a_folder_that_is_for_no_known_repository(repo: Repo, settings: Settings) -> None:
    place = build_l2(repo.path, settings=settings).store.folder
    shutil.copytree(place, place.with_name("copied"))  # says that it is for a repository that has another folder
    assert str(place.with_name("copied")) in wrong(settings, "repository").detail
    (place / "repository.json").write_text("{}")
    shutil.rmtree(place.with_name("copied"))
    assert str(place) in wrong(settings, "repository").detail


def test_what_killed_processes_left(repo: Repo, settings: Settings) -> None:
    store = build_l2(repo.path, settings=settings).store
    half, aside = store.layers / ".abc.1.tmp", settings.home / ".verify-killed"
    half.write_bytes(b"half")
    aside.mkdir(mode=0o700)
    assert found(settings, "remains").detail == str(half)  # a folder made just now may have a live owner
    os.utime(aside, (time.time() - 3600,) * 2)
    with FileLock(store.folder / "lock", mode=0o600):
        assert found(settings, "remains").detail == str(aside)  # a file of a running build is no remain
    finding = wrong(settings, "remains")
    assert str(half) in finding.detail and str(aside) in finding.detail
    ecp.build.gc.collect(settings)  # the remedy
    assert found(settings, "remains").ok


# -- locks and slots -------------------------------------------------------------------------------------------------


def test_a_repository_whose_lock_cannot_be_had(repo: Repo, settings: Settings) -> None:
    store = RepositoryStore(settings.home, build_l2(repo.path, settings=settings).store.common_dir)
    (store.folder / "lock").unlink()
    (store.folder / "lock").mkdir(mode=0o700)
    finding = wrong(settings, "lock of")
    assert str(repo.path) in finding.subject and str(store.folder / "lock") in finding.remedy


def test_slots_that_do_not_work(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    build_l2(repo.path, settings=settings)
    folder = settings.home / ".build-slots"
    assert found(settings, "slots").ok

    def is_told(place: Path) -> None:
        finding = wrong(settings, "slots")
        assert str(place) in finding.detail and str(folder) in finding.remedy

    (folder / "slot-0").unlink()
    (folder / "slot-0").mkdir(mode=0o700)
    is_told(folder / "slot-0")
    (folder / "slot-0").rmdir()
    shutil.rmtree(folder / "queue")
    (folder / "queue").write_text("")
    is_told(folder / "queue")
    folder.rename(tmp_path / "theirs")
    folder.symlink_to(tmp_path / "theirs")
    is_told(folder)
    assert build_l2(repo.path, repo.commit(), settings=settings).manifest.receipt.unthrottled  # as the remedy says


def test_who_holds_slots_and_locks_and_who_waits(repo: Repo, settings: Settings) -> None:
    store = build_l2(repo.path, settings=settings).store
    with ExitStack() as held:
        held.enter_context(FileLock(store.folder / "lock", mode=0o600))
        for _ in range(2):
            held.enter_context(build_slot(settings, this_build("/some/repository", "c" * 40), timeout=5))
        assert found(settings, "builds").detail == "2 running, 0 without a slot, 0 waiting"
        assert [each.detail for each in examine(settings) if each.subject == "build"] == list(
            map(str, builds(settings.home).running)
        )
        assert found(settings, "lock of").detail.startswith("held by ")
        said = []

        def look(_: object) -> None:
            said.append(found(settings, "builds").detail)

        one = Settings.from_environment({"ECP_HOME": str(settings.home), "ECP_MAX_CONCURRENT_BUILDS": "1"})
        with (
            pytest.raises(BusyError),
            build_slot(one, this_build("/another", "d" * 40), timeout=1.2, on_wait=look),
        ):
            pass
        assert said[0] == "2 running, 0 without a slot, 1 waiting"
    assert found(settings, "builds").detail == "0 running, 0 without a slot, 0 waiting"
