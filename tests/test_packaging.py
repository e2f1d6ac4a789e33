"""What is shipped: an sdist, and a wheel made from it, work in a new virtual environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

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
