"""What is shipped and what it is tested with: a wheel that works in a new environment, dependencies that are locked."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT, Cli, Repo

_BUILD = "import sys; from setuptools import build_meta; print(getattr(build_meta, sys.argv[1])(sys.argv[2]))"


def _built(what: str, source: Path, out: Path) -> Path:
    """Call the build backend as pip does; its warnings are errors."""
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, what, str(out)], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for word in ("Deprecat", "Warning"):
        assert word not in done.stdout + done.stderr, done.stdout + done.stderr
    return out / done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from an sdist made from a copy of the sources."""
    folder = tmp_path_factory.mktemp("shipped")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "ecp", source / "ecp", ignore=shutil.ignore_patterns("__pycache__"))
    with tarfile.open(_built("build_sdist", source, folder)) as archive:
        archive.extractall(folder, filter="data")
        (top,) = {name.split("/")[0] for name in archive.getnames()}
    return _built("build_wheel", folder / top, folder)


def test_the_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ecp").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert sources <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_the_wheel_works_in_a_new_environment(wheel: Path, repo: Repo, cli: Cli, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False)
    place = {"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")}
    packages, scripts = (Path(sysconfig.get_path(kind, "venv", vars=place)) for kind in ("purelib", "scripts"))
    install = [sys.executable, "-m", "pip", "--python", str(tmp_path / "venv"), "install", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    # The dependencies are those of this environment; its own `ecp`, if it has one, comes after the wheel's.
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    environment = cli.environment()
    del environment["PYTHONPATH"]

    def ecp(*arguments: str) -> str:
        done = subprocess.run(
            [scripts / "ecp", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert ecp("index", str(repo.path)).startswith("built ")
    assert "main.py:5  method App.run" in ecp("query", "App.run", "--repo", str(repo.path))
    assert ecp("index", str(repo.path)).startswith("hit ")
    where = [scripts / "python", "-c", "import ecp; print(ecp.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()).is_relative_to(packages.resolve())


# -- the lock file ---------------------------------------------------------------------------------------------------

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
_DECLARED = {
    line
    for lines in (_PROJECT["dependencies"], *map(_PROJECT["optional-dependencies"].get, ("test", "dev")))
    for line in lines
    if not line.startswith("ecp[")
}
_PLATFORMS = [
    {"sys_platform": system, "platform_system": name, "platform_machine": machine, "os_name": os_name}
    for system, name, machine, os_name in (
        ("linux", "Linux", "x86_64", "posix"),
        ("linux", "Linux", "aarch64", "posix"),
        ("darwin", "Darwin", "arm64", "posix"),
        ("win32", "Windows", "AMD64", "nt"),
    )
]
_MACHINES = [
    {**platform, "python_version": python, "python_full_version": f"{python}.1"}
    for platform in _PLATFORMS
    for python in ("3.11", "3.12", "3.13", "3.14")
]


def _locked() -> list[tuple[Requirement, list[str]]]:
    """Return what requirements.lock names, with the SHA-256 of the files that may be installed for it."""
    text = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    locked = []
    for line in filter(None, (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())):
        requirement, *options = re.split(r"\s+(?=--)", line)
        hashes = [re.fullmatch(r"--hash=sha256:([0-9a-f]{64})", option) for option in options]
        assert all(hashes), line
        locked.append((Requirement(requirement), [found[1] for found in hashes if found]))
    return locked


def _applies(requirement: Requirement, machine: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(machine)


def test_every_locked_requirement_is_one_version_with_hashes_from_no_index_of_its_own() -> None:
    for requirement, hashes in _locked():
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert requirement.url is None, requirement
        assert hashes, requirement


@pytest.mark.parametrize("declared", sorted(_DECLARED))
def test_every_dependency_is_locked_within_its_bounds_on_every_machine(declared: str) -> None:
    wanted, locked = Requirement(declared), _locked()
    machines = [machine for machine in _MACHINES if _applies(wanted, machine)]
    assert machines
    for machine in machines:
        found = [each for each, _ in locked if each.name == wanted.name and _applies(each, machine)]
        assert len(found) == 1, (machine, found)
        (pin,) = found[0].specifier
        assert wanted.specifier.contains(pin.version), (machine, found[0])


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_what_the_tests_run_with_is_installed_from_the_lock_file_alone(tmp_path: Path) -> None:
    planned = subprocess.run(
        ["make", "-n", "-C", str(ROOT), "test", f"VENV={tmp_path / 'venv'}"], capture_output=True, text=True, check=True
    )
    installs = [line.partition(" install ")[2] for line in planned.stdout.splitlines() if " -m pip install " in line]
    fetching = [line for line in installs if "--no-deps --no-build-isolation" not in line]
    assert len(fetching) == 1, installs
    assert fetching[0].endswith("--require-hashes -r requirements.lock")
