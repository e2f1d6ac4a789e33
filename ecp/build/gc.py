"""Housekeeping: what nobody can ask about any more leaves the store.

Safe beside running builds and open readers: a repository is only tidied under its lock, a layer that a manifest names
is never touched, and a file that a reader has open stays readable to it (on Windows removing it fails, and the next
run tries again).
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ecp.build.locks import try_lock
from ecp.config import Settings
from ecp.errors import EcpError
from ecp.index.git import Repository
from ecp.index.languages import fingerprint
from ecp.index.store import Manifest, RepositoryStore, repository_folders

_GRACE_SECONDS = 24 * 3600.0
"""A commit that nothing reaches is kept this long: a rebase or a detached HEAD may come back to it."""
_KEPT_PER_REPOSITORY = 50
"""Commits of one repository that are kept at most, the most recently indexed first."""


@dataclass(frozen=True)
class Removed:
    """One file that was (or would be) removed."""

    path: str
    bytes: int
    reason: str


@dataclass(frozen=True)
class GcReport:
    """What `ecp gc` did."""

    dry_run: bool
    removed: tuple[Removed, ...]
    bytes: int
    """Bytes freed, or that would be."""
    busy: tuple[str, ...] = ()
    """Repositories that were being built and so left alone."""


def collect(settings: Settings, *, dry_run: bool = False, now: float | None = None) -> GcReport:
    """Tidy the whole store.  `now` is Unix time."""
    now = time.time() if now is None else now
    removed: list[Removed] = []
    busy: list[str] = []
    kept: list[tuple[float, int, RepositoryStore, Path]] = []
    for folder, common_dir in repository_folders(settings.home):
        store = RepositoryStore(settings.home, common_dir)
        lock = try_lock(folder / "lock")
        if lock is None:
            busy.append(str(common_dir))
            continue
        try:
            removed += _tidy(store, dry_run, now)
            kept += _manifests_by_use(store)
        finally:
            lock.release()
    removed += _shrink(settings, kept, {Path(each.path) for each in removed}, dry_run)
    return GcReport(dry_run, tuple(removed), sum(each.bytes for each in removed), tuple(busy))


def tidy_after_build(store: RepositoryStore) -> None:
    """Remove what a build just made superfluous.  Only for the holder of the repository's lock."""
    manifests = sorted(_manifests_by_use(store), key=lambda entry: -entry[0])
    for _, _, _, path in manifests[_KEPT_PER_REPOSITORY:]:
        path.unlink(missing_ok=True)
    for each in _unnamed_layers(store):
        _remove(each, dry_run=False)


def drop(settings: Settings, repo: str) -> GcReport:
    """Remove everything that the store has of a repository.

    Raises RepositoryError when the path is no repository, BusyError when it is being built.
    """
    from ecp.build.locks import repo_lock
    from ecp.build.notes import this_build

    common_dir = Repository(repo).common_dir
    store = RepositoryStore(settings.home, common_dir)
    if not store.folder.is_dir():
        return GcReport(False, (), 0)
    with repo_lock(store.folder, timeout=0, note=this_build(str(common_dir), "", phase="drop")):
        published = [*store.manifest_paths(), *store.layers.glob("*"), store.folder / "repository.json"]
        removed = [Removed(str(path), _size(path), "dropped") for path in published if path.is_file()]
        for folder in (store.commits, store.layers):  # manifests first: nothing then names a layer that is gone
            shutil.rmtree(folder, ignore_errors=True)
        (store.folder / "repository.json").unlink(missing_ok=True)
    return GcReport(False, tuple(removed), sum(each.bytes for each in removed))


def _tidy(store: RepositoryStore, dry_run: bool, now: float) -> Iterator[Removed]:
    for path, reason in list(_stale_manifests(store, now)):
        yield _remove(Removed(str(path), _size(path), reason), dry_run)
    for folder in (store.layers, store.commits):
        for path in folder.glob(".*.tmp*"):
            yield _remove(Removed(str(path), _size(path), "left by a killed build"), dry_run)
    going = {path for path, _ in _stale_manifests(store, now)} if dry_run else set()
    for each in _unnamed_layers(store, going):
        yield _remove(each, dry_run)


def _stale_manifests(store: RepositoryStore, now: float) -> Iterator[tuple[Path, str]]:
    reachable = _reachable(store.common_dir)
    for path in store.manifest_paths():
        commit = path.name.partition(".")[0]
        if f".{fingerprint()}." not in path.name:
            yield path, "made by another version"
        elif reachable is None:
            yield path, "the repository is gone"
        elif commit not in reachable and now - path.stat().st_mtime > _GRACE_SECONDS:
            yield path, "no ref, worktree or reflog reaches the commit"


def _reachable(common_dir: Path) -> set[str] | None:
    """Return the commits that a repository can still come back to, or None when it is gone."""
    if not common_dir.is_dir():
        return None
    try:
        repository = Repository(common_dir)
        tips = repository.reachable_tips()
        return tips | {commit for tip in tips for commit in repository.recent_commits(tip, _KEPT_PER_REPOSITORY)}
    except EcpError:
        return None


def _unnamed_layers(store: RepositoryStore, without: set[Path] | None = None) -> Iterator[Removed]:
    named: set[str] = set()
    for path in store.manifest_paths():
        if without and path in without:
            continue
        try:
            manifest = store.read(path, check_layers=False)
        except EcpError:
            continue
        if manifest is not None:
            named.update(layer.file for layer in manifest.layers)
    for layer in store.layers.glob("*.duckdb"):
        if layer.name not in named:
            yield Removed(str(layer), _size(layer), "no commit needs it")


def _manifests_by_use(store: RepositoryStore) -> list[tuple[float, int, RepositoryStore, Path]]:
    found = []
    for path in store.manifest_paths():
        try:
            manifest: Manifest | None = store.read(path)
            used = path.stat().st_mtime
        except (EcpError, OSError):
            continue
        if manifest is not None:
            found.append((used, manifest.layers[-1].bytes, store, path))
    return found


def _shrink(
    settings: Settings, kept: list[tuple[float, int, RepositoryStore, Path]], gone: set[Path], dry_run: bool
) -> Iterator[Removed]:
    """Remove the least recently used commits until the store is at most as large as it may be."""
    total = sum(_size(path) for path in settings.home.rglob("*.duckdb") if path not in gone)
    for _, bytes_of_top, store, path in sorted(kept, key=lambda entry: entry[0]):
        if total <= settings.max_store_bytes:
            return
        yield _remove(Removed(str(path), _size(path), "the store is larger than ECP_MAX_STORE_BYTES"), dry_run)
        total -= bytes_of_top
        for each in _unnamed_layers(store, {path} if dry_run else None):
            yield _remove(each, dry_run)


def _remove(each: Removed, dry_run: bool) -> Removed:
    if not dry_run:
        with contextlib.suppress(OSError):  # Windows keeps what a reader has open; the next run tries again
            Path(each.path).unlink(missing_ok=True)
    return each


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
