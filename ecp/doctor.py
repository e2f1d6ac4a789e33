"""Look the machine and the store over, and say what to do about what is wrong."""

from __future__ import annotations

import os
import platform
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ecp.config import Settings
from ecp.index.languages import fingerprint
from ecp.index.store import RepositoryStore, checksum_of, repository_folders

_LOW_MEMORY, _LOW_DISK = 512 << 20, 1 << 30
_REBUILD = "Run `ecp index` there: it rebuilds what is damaged.  Until then the nearest sound index answers."


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    ok: bool
    detail: str
    remedy: str = ""
    """What to do, when it is not ok."""


def examine(settings: Settings | None = None) -> tuple[Finding, ...]:
    """Return everything that was looked at.  Reads every layer once, to compare checksums."""
    settings = settings or Settings.from_environment()
    return (
        *_versions(),
        *_grammars(),
        *_machine(settings),
        *_store_folder(settings),
        *_index_health(settings.home),
    )


def _versions() -> Iterator[Finding]:
    from importlib.metadata import version

    enough = sys.version_info >= (3, 11)
    yield Finding("python", enough, platform.python_version(), "" if enough else "Use Python 3.11 or later.")
    for name in ("tree-sitter", "tree-sitter-language-pack", "pygit2", "duckdb", "filelock", "psutil", "numpy"):
        yield Finding(name, True, version(name))


def _grammars() -> Iterator[Finding]:
    from ecp.index.extract import syntax
    from ecp.index.languages import languages

    for name in languages():
        try:
            syntax(name)
        except Exception as error:  # whatever it is, a person has to hear of it
            yield Finding(f"grammar {name}", False, repr(error), "Reinstall ecp and tree-sitter-language-pack.")
    yield Finding("grammars", True, f"{len(languages())} languages")


def _machine(settings: Settings) -> Iterator[Finding]:
    from ecp.build import gate, machine

    memory, load = machine.memory(), machine.load()
    yield Finding("environment", True, f"{machine.environment().value}, {machine.cores()} core(s)")
    strain = machine.strain(load, 0, None)
    yield _finding(
        "pressure",
        f"{strain} is short: memory stall {load.memory_stall} %, I/O stall {load.io_stall} %" if strain else "",
        f"memory stall {load.memory_stall} %, I/O stall {load.io_stall} %",
        "Builds wait while it lasts; `ecp status` says who is building, the system's own tools what else runs.",
    )
    low = memory.available < _LOW_MEMORY
    remedy = "Builds wait while memory is short; end what takes it." if low else ""
    yield Finding("memory", not low, f"{memory.available >> 20} of {memory.total >> 20} MiB available", remedy)
    now = gate.builds(settings.home)
    counts = f"{len(now.running)} running, {len(now.waiting)} waiting, {gate.slots(settings)} slot(s)"
    yield Finding("builds", True, counts)
    for note in (*now.running, *now.unthrottled, *now.waiting):
        yield Finding("build", True, str(note))


def _store_folder(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    if not home.exists():
        yield Finding("store", True, f"{home} is not there yet")
        return
    wrong = list(_wrong_files(home))
    yield _finding(
        "store",
        "; ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""),
        f"{home}, nobody else can read or write it",
        f"Look who put it there; then `chown -R` it to yourself and `chmod -R go= {home}`, or set ECP_HOME elsewhere.",
    )
    yield _finding(
        "locks",
        _lock_failure(home),
        "the file system keeps locks",
        "Set ECP_HOME to a folder that you may write, on a file system with file locks.",
    )
    free = shutil.disk_usage(home).free
    low = "" if free > _LOW_DISK else f"{free >> 20} MiB free"
    yield _finding("disk", low, f"{free >> 20} MiB free", "Free room, or run `ecp gc`.")


def _wrong_files(home: Path) -> Iterator[str]:
    """Yield what in the store is not its owner's alone."""
    if not hasattr(os, "getuid"):
        return
    for place in (home, *home.rglob("*")):
        try:
            about = place.lstat()
        except OSError:
            continue
        if about.st_uid != os.getuid():
            yield f"{place} belongs to uid {about.st_uid}"
        elif stat.S_ISLNK(about.st_mode) and place != home:
            yield f"{place} is a symbolic link"
        elif stat.S_IMODE(about.st_mode) & 0o077 and not stat.S_ISLNK(about.st_mode):
            yield f"{place} has mode {stat.S_IMODE(about.st_mode):o}"


def _lock_failure(home: Path) -> str:
    from ecp.build.locks import try_lock

    try:
        with tempfile.TemporaryDirectory(prefix=".doctor-", dir=home) as folder:
            lock = try_lock(Path(folder) / "lock")
            if lock is None:
                return "a lock that nobody holds cannot be had"
            lock.release()
    except OSError as error:
        return str(error)
    return ""


def _index_health(home: Path) -> Iterator[Finding]:
    """Compare every layer with its checksum.  What is wrong is marked, so that the next build sees it too."""
    from ecp.build.locks import is_held
    from ecp.build.notes import read_note

    checked: dict[Path, bool] = {}
    known = {folder for folder, _ in repository_folders(home)}
    for folder in (home / "repos").glob("*"):
        if folder not in known and any(folder.glob("*/*")):
            detail = f"{folder} does not say which repository it is for"
            yield Finding("repository", False, detail, "`ecp gc` removes it a day after its last use.")
    for folder, common_dir in repository_folders(home):
        store = RepositoryStore(home, common_dir)
        if is_held(folder / "lock"):
            yield Finding(f"lock of {common_dir}", True, f"held by {read_note(folder / 'lock')}")
        for path in store.manifest_paths():
            if f".{fingerprint()}." in path.name:
                yield from _manifest_health(store, path, checked)
    bad = sum(not sound for sound in checked.values())
    yield _finding(
        "layers", f"{bad} of {len(checked)} altered" if bad else "", f"{len(checked)} as published", _REBUILD
    )


def _manifest_health(store: RepositoryStore, path: Path, checked: dict[Path, bool]) -> Iterator[Finding]:
    examined = store.examine(path)
    for layer in examined.manifest.layers if examined.sound and examined.manifest else ():
        place = store.layer_path(layer)
        try:
            if place not in checked:
                checked[place] = checksum_of(place) == layer.checksum
        except OSError:
            continue  # gc was faster
        if not checked[place]:
            store.distrust(layer)
    examined = store.examine(path)
    if examined.damaged:
        subject = f"index of {store.common_dir} at {path.name[:12]}"
        yield Finding(subject, False, f"not what was published: {', '.join(examined.damaged)}", _REBUILD)


def _finding(subject: str, wrong: str, right: str, remedy: str) -> Finding:
    """Return a finding that is ok when nothing is wrong."""
    return Finding(subject, not wrong, wrong or right, remedy if wrong else "")
