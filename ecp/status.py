"""The state of this machine's store: what is indexed, and what is being built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ecp.config import Settings
from ecp.dataclass import dataclass
from ecp.index.manifests import Receipt
from ecp.index.store import RepositoryStore, repository_folders

if TYPE_CHECKING:
    from ecp.build.notes import BuildNote


@dataclass(frozen=True)
class IndexedCommit:
    """A commit that the store can answer for."""

    commit: str
    layers: int
    index_bytes: int
    receipt: Receipt


@dataclass(frozen=True)
class IndexedRepository:
    """A repository that the store knows.  `bytes` is all it takes there, of every fingerprint."""

    repository: str
    bytes: int
    commits: tuple[IndexedCommit, ...]
    other_versions: int
    """Commits indexed by other versions of ecp, which answer for none of ours."""


@dataclass(frozen=True)
class MachineStatus:
    """What `ecp status` answers with."""

    home: str
    bytes: int
    slots: int
    """Builds that may run at once."""
    repositories: tuple[IndexedRepository, ...]
    running: tuple[BuildNote, ...]
    waiting: tuple[BuildNote, ...]
    unthrottled: tuple[BuildNote, ...]


def machine_status(settings: Settings | None = None) -> MachineStatus:
    """Return the state of the whole store.  Takes no lock."""
    from ecp.build.gate import builds, slots

    settings = settings or Settings.from_environment()
    repositories = tuple(_repository(settings.home, place) for _, place in repository_folders(settings.home))
    now = builds(settings.home)
    return MachineStatus(
        home=str(settings.home),
        bytes=sum(repository.bytes for repository in repositories),
        slots=slots(settings),
        repositories=repositories,
        running=now.running,
        waiting=now.waiting,
        unthrottled=now.unthrottled,
    )


def _repository(home: Path, common_dir: Path) -> IndexedRepository:
    store = RepositoryStore(home, common_dir)
    commits = tuple(
        IndexedCommit(manifest.commit, len(manifest.layers), manifest.index_bytes, manifest.receipt)
        for manifest in store.manifests()
    )
    place = common_dir.parent if common_dir.name == ".git" else common_dir
    others = sum(not store.is_of_present_fingerprint(path) for path in store.manifest_paths())
    return IndexedRepository(str(place), _size(store.folder), commits, others)


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size if not path.is_dir() else 0
        except OSError:
            continue
    return total
