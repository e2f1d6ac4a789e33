"""Power failure: whatever of a command's writes has reached the disk, each index is there whole or not at all.

The states come from a real run, observed at each of its steps (`tests.fault_driver.Durable`)."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ecp.build import Waits, build_l2
from ecp.config import Settings
from ecp.index.store import RepositoryStore
from ecp.verify import verify
from tests.conftest import Cli, Effort, Repo, Survived
from tests.test_faults import Scene, make_scene, spread

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs the names of open files")


def images_of(scene: Scene, folder: Path, *, forgetful: bool = False) -> list[Path]:
    """Run a scene's command and return the states of the store that a power failure could leave on its way."""
    done = scene.run(folder, images=str(folder / "images"), forgetful=forgetful)
    assert done.returncode == 0, done.stderr
    return sorted((folder / "images").iterdir())


def is_whole(image: Path, repo: Repo, settings: Settings) -> bool:
    """Say whether every index in a state of the store is as it was published, by its checksums."""
    store = RepositoryStore(image, repo.path / ".git")
    examined = [store.examine(path) for path in store.manifest_paths()]
    return all(
        not each.damaged and each.manifest is not None and all(map(store.is_intact, each.manifest.layers))
        for each in examined
    )


@pytest.mark.torture
@pytest.mark.parametrize("name", ["first", "delta", "rebuild", "gc", "drop"])
def test_a_power_failure_leaves_each_index_whole_or_absent(
    repo: Repo, settings: Settings, cli: Cli, tmp_path: Path, effort: Effort, survived: Survived, name: str
) -> None:
    scene = make_scene(name, repo, settings, cli, tmp_path)
    images = images_of(scene, tmp_path / "power")
    assert len(images) > 3
    for image in images:
        assert is_whole(image, repo, settings), image.name
        survived["power failures: what they leave is whole"] += 1
    for image in spread(images, effort(2, 20)):
        restored = replace(settings, home=tmp_path / "restored")
        shutil.copytree(image, restored.home)
        build_l2(repo.path, scene.commit, settings=restored, waits=Waits(limit=0))
        assert verify(repo.path, scene.commit, settings=restored).equal, image.name
        shutil.rmtree(restored.home)
        survived["power failures: and built upon"] += 1


@pytest.mark.parametrize("name", ["first", "rebuild"])
def test_an_index_that_was_reported_outlasts_a_power_failure(
    repo: Repo, settings: Settings, cli: Cli, tmp_path: Path, name: str
) -> None:
    scene = make_scene(name, repo, settings, cli, tmp_path)
    images_of(scene, tmp_path / "power")
    last = tmp_path / "power" / "images" / "last"
    assert RepositoryStore(last, repo.path / ".git").find(scene.commit) is not None


@pytest.mark.parametrize("name", ["first", "gc"])
def test_the_check_sees_what_is_not_flushed(
    repo: Repo, settings: Settings, cli: Cli, tmp_path: Path, name: str
) -> None:
    scene = make_scene(name, repo, settings, cli, tmp_path)
    images = images_of(scene, tmp_path / "power", forgetful=True)
    assert not all(is_whole(image, repo, settings) for image in images)
