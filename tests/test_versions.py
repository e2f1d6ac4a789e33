"""Two versions of ecp with one store: neither answers from the other's index, harms it, or is in its way."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ecp.build import build_l2, force_rebuild_l2
from ecp.build.gc import collect
from ecp.config import Settings
from ecp.index.fingerprint import FORMAT, fingerprint
from ecp.index.manifests import LAYER_NAME
from ecp.verify import verify
from tests.conftest import ROOT, Cli, Repo, many_files

DAY = 24 * 3600.0


@dataclass
class Version:
    """Another version of ecp: a copy of its package with a change, and the store that it shares with ours."""

    package: Path
    cli: Cli
    finds_area: bool

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this version."""
        environment = self.cli.environment(PYTHONPATH=str(self.package))
        return subprocess.run(
            [sys.executable, "-m", "ecp", *arguments],
            cwd=self.package, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def json(self, *arguments: str) -> Any:
        """Run a command of this version and return its answer."""
        done = self.run(*arguments, "--json")
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)


_PYTHON = "ecp/index/queries/python.scm"


def edit(path: Path, old: str, new: str) -> None:
    """Change a file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def other_facts(package: Path) -> None:
    """Make a version that finds other facts: no function named `area`."""
    pattern = (
        "(function_definition\n  name: (identifier) @name\n  return_type: (type)? @type\n"
        "  body: (_ . (string)? @doc) @body) @definition.function"
    )
    edit(package / _PYTHON, pattern, f'({pattern} (#not-eq? @name "area"))')


def other_tables(package: Path) -> None:
    """Make a version whose layers and manifests are laid out otherwise."""
    index = package / "ecp/index"
    edit(index / "fingerprint.py", f"FORMAT = {FORMAT}\n", f"FORMAT = {FORMAT + 1}\n")
    edit(index / "manifests.py", "    format: int = FORMAT\n", "    format: int = FORMAT\n    later: int = 7\n")
    edit(index / "schema.sql", "CREATE TABLE blob (", "CREATE TABLE later (x INTEGER);\nCREATE TABLE blob (")


@pytest.fixture(scope="module", params=[other_facts, other_tables], ids=lambda change: change.__name__)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of another version of ecp."""
    folder = tmp_path_factory.mktemp(request.param.__name__)
    shutil.copytree(ROOT / "ecp", folder / "ecp")  # compiled, too
    request.param(folder)
    return folder


@pytest.fixture
def other(package: Path, cli: Cli) -> Version:
    """Another version of ecp."""
    return Version(package, cli, finds_area='#not-eq? @name "area"' not in (package / _PYTHON).read_text())


def contents(folder: Path, version: str) -> dict[str, bytes]:
    """Return the files of every index of one version: its manifests, and the layers that they name."""
    manifests = list(folder.glob(f"commits/*.{version}.json"))
    layers = {name for path in manifests for name in LAYER_NAME.findall(path.read_text())}
    return {path.name: path.read_bytes() for path in [*manifests, *(folder / "layers" / name for name in layers)]}


def test_each_version_builds_and_answers_from_its_own(repo: Repo, settings: Settings, cli: Cli, other: Version) -> None:
    mine = build_l2(repo.path, settings=settings)
    theirs = other.json("index", str(repo.path))
    assert (theirs["outcome"], theirs["files_parsed"]) == ("built", 3)
    assert other.json("index", str(repo.path))["outcome"] == "hit"
    assert build_l2(repo.path, settings=settings).manifest == mine.manifest
    assert cli.json("query", "area", "--repo", str(repo.path))["definitions"]
    assert bool(other.json("query", "area", "--repo", str(repo.path))["definitions"]) == other.finds_area
    repo.commit({"more.py": "def more(): pass\n"})
    assert other.json("index", str(repo.path))["files_parsed"] == 1
    assert build_l2(repo.path, settings=settings).manifest.receipt.files_parsed == 1  # neither copies the other's facts
    assert verify(repo.path, settings=settings).equal
    assert other.json("verify", str(repo.path))["equal"]


def test_a_question_that_builds_anew_says_why(repo: Repo, cli: Cli, other: Version) -> None:
    first = cli.run("query", "area", "--repo", str(repo.path)).stderr
    assert first.splitlines()[0] == "ecp: building the index"
    upgraded = other.run("query", "App", "--repo", str(repo.path)).stderr
    assert upgraded.splitlines()[0].endswith("; what is there was made by another version of ecp")
    for layer in cli.home.glob("repos/*/layers/*.duckdb"):
        layer.write_bytes(b"")
    damaged = cli.run("query", "area", "--repo", str(repo.path)).stderr
    assert "; what was there of it is damaged: " in damaged.splitlines()[0]
    assert "building" not in cli.run("query", "area", "--repo", str(repo.path)).stderr


def test_what_one_version_forces_collects_or_mends_leaves_the_other_whole(
    repo: Repo, settings: Settings, other: Version
) -> None:
    repo.commit(many_files(12))
    mine = build_l2(repo.path, settings=settings)
    other.json("index", str(repo.path))
    folder = mine.store.folder
    (theirs,) = {path.name.split(".")[1] for path in mine.store.manifest_paths()} - {fingerprint()}
    before = contents(folder, fingerprint())
    assert len(before) == len(contents(folder, theirs)) == 2

    assert other.json("index", "--force", str(repo.path))["outcome"] == "built"
    assert other.json("gc")["removed"] == []
    assert contents(folder, fingerprint()) == before
    after = contents(folder, theirs)
    assert force_rebuild_l2(repo.path, settings=settings).outcome == "built"
    assert collect(settings).removed == ()
    assert contents(folder, theirs) == after

    layer = build_l2(repo.path, settings=settings).paths[0]
    layer.write_bytes(layer.read_bytes()[:5000])
    repo.commit({"more.py": "def more(): pass\n"})
    assert other.json("index", str(repo.path))["files_parsed"] == 1
    assert other.json("gc")["removed"] == []  # the damage is not its own to judge
    assert build_l2(repo.path, settings=settings).manifest.receipt.files_parsed == 16
    assert verify(repo.path, settings=settings).equal
    assert other.json("verify", str(repo.path))["equal"]


def test_the_index_of_a_version_that_nobody_uses_goes_after_a_day(
    repo: Repo, settings: Settings, other: Version
) -> None:
    mine = build_l2(repo.path, settings=settings)
    other.json("index", str(repo.path))
    reasons = [each.reason for each in collect(settings, now=time.time() + 2 * DAY).removed]
    assert reasons == ["made by another version", "no commit needs it"]
    assert [path.name for path in mine.store.layers.iterdir()] == [path.name for path in mine.paths]
    assert build_l2(repo.path, settings=settings).outcome == "hit"
    assert other.json("index", str(repo.path))["outcome"] == "built"
    assert build_l2(repo.path, settings=settings).outcome == "hit"


def test_builds_of_two_versions_at_once_take_turns(repo: Repo, settings: Settings, cli: Cli, other: Version) -> None:
    repo.commit(many_files(15))
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(run, "index", str(repo.path), "--json") for run in (cli.run_fresh, other.run) * 2]
        done = [each.result() for each in running]
    assert [each.returncode for each in done] == [0] * 4, [each.stderr for each in done]
    outcomes = [json.loads(each.stdout)["outcome"] for each in done]
    assert outcomes[0::2].count("built") == outcomes[1::2].count("built") == 1
    assert verify(repo.path, settings=settings).equal
    assert other.json("verify", str(repo.path))["equal"]
