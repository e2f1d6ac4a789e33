"""Housekeeping: what nobody can ask about any more leaves the store.

Safe beside running builds and open readers.  A repository is only tidied under its lock.  Manifests go before the
layers that they name, and a reader that finds its layer gone takes the next best stack; one that has a file open
keeps it (on Windows removing it fails, and the next run tries again).  Lock files always stay.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ecp.build.gate import sweep
from ecp.build.locks import is_held, repo_lock, try_lock
from ecp.build.notes import remove_note, this_build
from ecp.config import Settings
from ecp.dataclass import dataclass, field
from ecp.errors import EcpError, RepositoryError, StoreError
from ecp.index.fingerprint import fingerprint
from ecp.index.git.repository import Repository
from ecp.index.manifests import LAYER_NAME, LayerRef
from ecp.index.store import (
    RepositoryStore,
    check_ours,
    half_made,
    last_used,
    modified,
    repository_folders,
    settle_removals,
    unwritable,
)

if TYPE_CHECKING:
    from filelock import BaseFileLock

GRACE_SECONDS = 24 * 3600.0
"""What nothing reaches any more is kept this long after its last use: a rebase may come back to it, a disk be mounted
again, another version of ecp be in use beside this one."""
KEPT_COMMITS = 64
"""Commits of one repository that are kept besides those that a ref or a worktree names now: the last used.  What keeps
a store small through thousands of commits."""
_KEPT_MARGIN = 16
_COLLECT_EVERY = 3600.0
"""Seconds between two looks over the whole store after builds."""
_ASIDE, _IN_USE = ".verify-", "in-use"
"""How the names of the folders of `folder_aside` begin, and the lock in each that a live one holds."""
_ASIDE_SECONDS = 60.0


@dataclass(frozen=True)
class Removed:
    """One file or folder that was (or would be) removed."""

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
    unlockable: tuple[str, ...] = ()
    """Repositories whose lock cannot be had at all, as on a read-only file system: left alone too."""


def collect(settings: Settings, *, dry_run: bool = False, now: float | None = None) -> GcReport:
    """Tidy the whole store.  `now` is Unix time."""
    now = time.time() if now is None else now
    if not dry_run:
        sweep(settings.home)
    removed = _aside(settings.home, dry_run, now)
    busy: list[str] = []
    unlockable: list[str] = []
    held: list[_Held] = []
    for folder, common_dir in _folders(settings.home):
        try:
            lock = try_lock(folder / "lock")
        except OSError:
            unlockable.append(str(common_dir or folder))
            continue
        if lock is None:
            busy.append(str(common_dir or folder))
            continue
        try:
            remove_note(folder / "lock")  # a killed build's: nobody else has the lock
            store = None if common_dir is None else RepositoryStore(settings.home, common_dir)
            if store is None or store.folder != folder:
                removed += _forgotten(folder, dry_run, now)
                continue
            mine = _Held(store, now)
            removed += mine.remove(_stale(mine, now), dry_run)
            held.append(mine)
        finally:
            lock.release()
    removed += _shrink(held, settings.max_store_bytes, dry_run)
    freed = sum(each.bytes for each in removed)
    return GcReport(dry_run, tuple(removed), freed, tuple(busy), tuple(unlockable))


def tidy_after_build(store: RepositoryStore, *, replaced: bool) -> None:
    """Remove what builds made superfluous.  Only for the holder of the repository's lock.  Never fails.

    Looks only when there is something to find: the build `replaced` an index of the same commit, or some commits more
    than are kept have come together.
    """
    with suppress(OSError, EcpError):
        if not replaced and len(store.manifest_paths()) <= KEPT_COMMITS + _KEPT_MARGIN:
            return
        held = _Held(store, time.time())
        held.remove({**_damaged(held), **_beyond_count(held)}, dry_run=False)


def collect_now_and_then(settings: Settings) -> None:
    """Tidy the whole store if nobody has for an hour.  For after a build, with no lock held.  Never fails."""
    stamp = settings.home / ".collected"
    with suppress(OSError, EcpError):
        if stamp.exists() and abs(time.time() - stamp.stat().st_mtime) < _COLLECT_EVERY:
            return
        stamp.touch(mode=0o600)
        os.utime(stamp)
        collect(settings)


def drop(settings: Settings, repo: str | os.PathLike[str]) -> GcReport:
    """Remove everything that the store has of a repository, which itself need not be there any more.

    Raises RepositoryError for a path that the store knows nothing of and that is no repository either, BusyError
    when it is being built, StoreError when it cannot be removed or the store is not ours.
    """
    common_dir = _common_dir(settings.home, Path(repo).expanduser().absolute())
    store = RepositoryStore(settings.home, common_dir)
    store.check_ours()
    if not store.folder.is_dir():
        return GcReport(False, (), 0)
    with repo_lock(store.folder, timeout=0, note=this_build(str(common_dir), "", phase="drop")):
        removed = _empty(store.folder, "dropped", dry_run=False)
        if kept := store.manifest_paths():
            raise StoreError(
                f"cannot remove {kept[0]}, so {len(kept)} commit(s) of {common_dir} stay indexed",
                "See whether the folder (ECP_HOME) may be written.",
            )
    return GcReport(False, tuple(removed), sum(each.bytes for each in removed))


def _common_dir(home: Path, place: Path) -> Path:
    try:
        return Repository(place).common_dir
    except RepositoryError:
        for _, common_dir in repository_folders(home):
            if common_dir in (place, place / ".git"):
                return common_dir
        raise


# -- what one repository's folder holds ----------------------------------------------------------------------------


@dataclass
class _Held:
    """The manifests and layers of one repository, as they were under its lock."""

    store: RepositoryStore
    now: float
    used: dict[Path, float] = field(default_factory=dict)
    """Every manifest, and when it was used last."""
    names: dict[Path, set[str]] = field(default_factory=dict)
    """The layers that each names.  Read off the text: a manifest of another version may be laid out otherwise."""
    damaged: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    """Of every layer file."""

    def __post_init__(self) -> None:
        verdicts: dict[LayerRef, bool] = {}
        for path in self.store.manifest_paths():
            self.used[path] = last_used(path, self.now)
            # what cannot be read now is not therefore damaged: OSError ends the tidying
            self.names[path] = set(LAYER_NAME.findall(path.read_text("utf-8", "replace")))
            if _is_ours(path):
                self.damaged[path] = self.store.examine(path, verdicts).damaged
        for layer in self.store.layers.glob("*.duckdb"):
            self.sizes[layer.name] = layer.stat().st_size

    def remove(self, going: Mapping[Path, str], dry_run: bool) -> list[Removed]:
        """Remove manifests, for their reasons, and then what no manifest names."""
        removed = []
        for path, reason in going.items():
            if gone := _remove([path], reason, dry_run):
                removed += gone
                del self.names[path], self.used[path]
        removed += _remove(half_made(self.store.folder), "left by a killed build", dry_run)
        superfluous = sorted(self.sizes.keys() - set().union(*self.names.values()))
        if superfluous and not dry_run:
            settle_removals(self.store.folder)
        for name in superfluous:
            if gone := _remove([self.store.layers / name], "no commit needs it", dry_run):
                removed += gone
                del self.sizes[name]
        return removed

    def last_used_first(self) -> list[Path]:
        """Return the manifests of this fingerprint in that order."""
        return sorted(filter(_is_ours, self.used), key=lambda path: -self.used[path])


def _is_ours(manifest: Path) -> bool:
    return f".{fingerprint()}." in manifest.name


def _stale(held: _Held, now: float) -> dict[Path, str]:
    """Return the manifests that nobody can ask about any more, and why."""
    going = {**_damaged(held), **_beyond_count(held)}
    unused = {path for path, used in held.used.items() if now - used > GRACE_SECONDS}
    going.update((path, "made by another version") for path in unused if not _is_ours(path))
    if unused and not held.store.common_dir.is_dir():
        going.update((path, "the repository is gone") for path in unused)
        return going
    ours = {path.name.partition(".")[0]: path for path in unused if _is_ours(path)}
    if ours:
        with suppress(EcpError):  # a repository that cannot be read now may be readable tomorrow
            lost = ours.keys() - Repository(held.store.common_dir).reachable(set(ours))
            going.update((ours[commit], "no ref, worktree or reflog reaches the commit") for commit in lost)
    return going


def _damaged(held: _Held) -> dict[Path, str]:
    return {path: f"damaged: {', '.join(files)}" for path, files in held.damaged.items() if files}


def _beyond_count(held: _Held) -> dict[Path, str]:
    manifests = held.last_used_first()
    if len(manifests) <= KEPT_COMMITS:
        return {}
    tips = Repository(held.store.common_dir).tips(reflogs=False) if held.store.common_dir.is_dir() else set()
    others = [path for path in manifests if path.name.partition(".")[0] not in tips]
    return dict.fromkeys(others[KEPT_COMMITS:], f"more than {KEPT_COMMITS} commits, and others were used since")


# -- the whole store -----------------------------------------------------------------------------------------------


def _shrink(every: Iterable[_Held], most: int, dry_run: bool) -> list[Removed]:
    """Remove the least recently used commits until the layers are at most as large as they may be."""
    every = list(every)
    total = sum(sum(held.sizes.values()) for held in every)
    by_use = sorted((used, path, held) for held in every for path, used in held.used.items())
    removed: list[Removed] = []
    for used, path, held in by_use[:-1]:  # what was used last is in use
        if total <= most:
            break
        lock = _try_lock(held.store.folder)
        if lock is None:
            continue
        try:
            if dry_run or modified(path) == used:  # else somebody used it meanwhile
                before = sum(held.sizes.values())
                removed += held.remove({path: "the store is larger than ECP_MAX_STORE_BYTES"}, dry_run)
                total -= before - sum(held.sizes.values())
        finally:
            lock.release()
    return removed


def _folders(home: Path) -> Iterator[tuple[Path, Path | None]]:
    """Yield every repository's folder, and its common directory if the folder says which."""
    known = dict(repository_folders(home))
    for folder in sorted((home / "repos").glob("*")):
        if _is_private(folder) and all(map(_is_private, (folder / "layers", folder / "commits"))):
            yield folder, known.get(folder)


def _is_private(folder: Path) -> bool:
    """Say whether a folder is ours, or is not there: what somebody else put into the store is not for us to remove."""
    try:
        check_ours(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _try_lock(folder: Path) -> BaseFileLock | None:
    try:
        return try_lock(folder / "lock")
    except OSError:  # not lockable at all: hands off
        return None


def _is_old(folder: Path, now: float) -> bool:
    """Say whether a folder was last changed long ago, or at a time to come, which is as long ago for all we know."""
    return abs(now - modified(folder)) > GRACE_SECONDS


def _forgotten(folder: Path, dry_run: bool, now: float) -> list[Removed]:
    """Empty a folder that no longer says which repository it is for."""
    return _empty(folder, "no repository is known for it", dry_run) if _is_old(folder, now) else []


def _empty(folder: Path, reason: str, dry_run: bool) -> list[Removed]:
    """Remove everything but the lock: manifests first, so that none names a layer that is gone."""
    manifests = list(folder.glob("commits/*"))
    removed = _remove(manifests, reason, dry_run)
    if len(removed) < len(manifests):
        return removed
    if not dry_run:
        settle_removals(folder)
    about = (path for path in folder.glob("*.json") if path.name != "lock.json")
    removed += _remove([*folder.glob("layers/*"), *folder.glob(".*.tmp"), *about], reason, dry_run)
    for name in () if dry_run else ("commits", "layers"):
        with suppress(OSError):
            (folder / name).rmdir()
    return removed


@contextmanager
def folder_aside(home: Path) -> Iterator[Path]:
    """Have a folder in the store for the length of the block, locked so that nobody takes it for a killed process's.

    Raises StoreError when it cannot be made.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix=_ASIDE, dir=home, ignore_cleanup_errors=True)
        lock = try_lock(Path(folder.name) / _IN_USE)
    except OSError as error:
        raise unwritable(home, error) from None
    with folder:
        try:
            yield Path(folder.name)
        finally:
            if lock is not None:
                lock.release()  # before the folder goes: Windows removes no open file


def remains(home: Path) -> list[Path]:
    """Return what killed processes left in the store.  What a running one is at work on is not among it."""
    left = list(_abandoned(home, time.time()))
    for folder, _ in _folders(home):
        lock = _try_lock(folder)
        if lock is not None:
            left += half_made(folder)
            lock.release()
    return left


def _abandoned(home: Path, now: float) -> Iterator[Path]:
    """Yield the folders aside whose process is gone."""
    for folder in home.glob(f"{_ASIDE}*"):
        # one that was made just now may still be without its lock
        young = abs(now - modified(folder)) < _ASIDE_SECONDS
        if not (young or folder.is_symlink() or is_held(folder / _IN_USE)):
            yield folder


def _aside(home: Path, dry_run: bool, now: float) -> list[Removed]:
    """Remove the folders of killed `ecp verify` and `ecp doctor` runs."""
    removed = []
    for folder in _abandoned(home, now):
        total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        removed.append(Removed(str(folder), total, "left by a killed process"))
        if not dry_run:
            shutil.rmtree(folder, ignore_errors=True)
    return removed


def _remove(files: Iterable[Path], reason: str, dry_run: bool) -> list[Removed]:
    """Remove some files; return those that went (Windows keeps what a reader has open: the next run tries again)."""
    removed = []
    for path in files:
        with suppress(OSError):
            size = path.lstat().st_size
            if not dry_run:
                path.unlink()
            removed.append(Removed(str(path), size, reason))
    return removed
