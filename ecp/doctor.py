"""Look the machine and the store over, and say what to do about what is wrong."""

from __future__ import annotations

import os
import platform
import re
import shutil
import stat
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ecp._version import __version__
from ecp.config import Settings
from ecp.dataclass import dataclass
from ecp.errors import StoreError
from ecp.index.fingerprint import fingerprint
from ecp.index.git.binding import libgit2_version
from ecp.index.store import RepositoryStore, checksum_of, repository_folders

if TYPE_CHECKING:
    from ecp.build.machine import Load

_LOW_MEMORY, _LOW_DISK = 512 << 20, 1 << 30
_REBUILD = "Run `ecp index` there: it rebuilds what is damaged.  Until then the nearest sound index answers."
_REINSTALL = "Reinstall ecp: `pip install --force-reinstall` brings the versions that it works with."
_BY_ITSELF = "Mend what is said to be wrong elsewhere here and look again; if nothing is, this is a bug of ecp."
_DEPENDENCIES = ("tree-sitter", "tree-sitter-language-pack", "pygit2", "duckdb", "filelock", "psutil", "numpy")
_WINDOWS_DRIVES = ("9p", "drvfs")
"""What WSL mounts Windows' drives as."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    ok: bool
    detail: str
    remedy: str = ""
    """What to do, when it is not ok."""


def examine(settings: Settings | None = None, root: Path = Path("/")) -> tuple[Finding, ...]:
    """Return everything that was looked at.  Reads every layer once, to compare checksums.

    `root` is where /proc and /sys are.  Raises ConfigError for a variable that means nothing.
    """
    settings = settings or Settings.from_environment()
    sections = {
        "versions": _versions(),
        "grammars": _grammars(),
        "machine": _machine(root),
        "builds": _builds(settings),
        "store": _store_folder(settings.home, root),
        "indexes": _index_health(settings.home),
    }
    return tuple(finding for name, section in sections.items() for finding in _as_far_as_it_goes(name, section))


def _as_far_as_it_goes(name: str, section: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the findings of a section, the last one being what broke it off, if something does."""
    try:
        yield from section
    except Exception as error:  # a broken installation may show anywhere, and the other sections say why
        yield Finding(f"the rest of {name}", False, f"could not be looked at: {error!r}", _BY_ITSELF)


# -- the installation ------------------------------------------------------------------------------------------------


def _versions() -> Iterator[Finding]:
    python = f"{platform.python_version()} at {sys.executable}"
    yield _finding("python", "" if sys.version_info >= (3, 11) else python, python, "Use Python 3.11 or later.")
    yield Finding("ecp", True, f"{__version__} in {Path(__file__).parent}")
    bounds = _bounds()
    for name in _DEPENDENCIES:
        yield _dependency(name, bounds.get(name, []))
    git = shutil.which("git") or "not on the PATH"
    yield Finding("git", True, f"libgit2 {libgit2_version()}; the git command, which ecp does not use: {git}")


def _dependency(name: str, bounds: list[str]) -> Finding:
    """Look one dependency over: is it there, is it one that we work with, can it be loaded.

    `bounds` has the versions allowed, for one Python or another; empty allows all.
    """
    from importlib import import_module
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = version(name)
        import_module(name.replace("-", "_"))
    except PackageNotFoundError:
        return Finding(name, False, "not installed", _REINSTALL)
    except Exception as error:  # compiled code fails in its own ways
        return Finding(name, False, f"{installed} cannot be imported: {error!r}", _REINSTALL)
    fits = not bounds or any(_is_within(installed, each) for each in bounds)
    return _finding(name, "" if fits else f"{installed} is not {' or '.join(bounds)}", installed, _REINSTALL)


def _bounds() -> dict[str, list[str]]:
    """Return what versions of each dependency ecp asks for; nothing when it runs without having been installed."""
    from importlib.metadata import PackageNotFoundError, requires

    bounds = defaultdict(list)
    try:
        for line in requires("ecp") or ():
            if (asked := re.match(r"([\w.-]+) *([<>=][^; ]*)", line)) and "extra ==" not in line:
                bounds[asked[1]].append(asked[2])
    except PackageNotFoundError:
        pass
    return bounds


def _is_within(version: str, bounds: str) -> bool:
    """Say whether a version keeps bounds like `<1.4,>=1.3`."""
    limits = re.findall(r"(<|>=)([\d.]+)", bounds)
    return all((_release(version) < _release(limit)) == (sign == "<") for sign, limit in limits)


def _release(version: str) -> tuple[int, ...]:
    numbers = re.match(r"(\d+(?:\.\d+)*?)(?:\.0)*(?![\d.])", version)
    return tuple(map(int, numbers[1].split("."))) if numbers else ()


def _grammars() -> Iterator[Finding]:
    """Load the grammar of every language, and compile its query."""
    from ecp.index.extraction.syntax import syntax
    from ecp.index.languages import languages

    broken = 0
    for name in languages():
        try:
            syntax(name)
        except Exception as error:  # whatever it is, a person has to hear of it
            broken += 1
            yield Finding(f"grammar {name}", False, repr(error), _REINSTALL)
    count = len(languages())
    wrong = f"{broken} of {count} languages do not work" if broken else ""
    yield _finding("grammars", wrong, f"{count} languages", _REINSTALL)


# -- the machine -----------------------------------------------------------------------------------------------------


def _machine(root: Path) -> Iterator[Finding]:
    from ecp.build import machine
    from ecp.index.memory import memory

    allowed, free = machine.limits(root), memory(root)
    yield Finding("environment", True, f"{machine.environment(root=root).value}: {platform.platform()}")
    quota = "" if allowed.cores is None else f"; the container may use {allowed.cores:g}"
    yield Finding("cores", True, f"{machine.cores(root)} of {os.cpu_count()} to be used{quota}")
    low = free.available < _LOW_MEMORY
    limit = "" if allowed.memory is None else f"; the container may use {allowed.memory >> 20}"
    rooms = f"{free.available >> 20} of {free.total >> 20} MiB available{limit}"
    remedy = "Builds wait while memory is short; end what takes it, or raise the container's limit."
    yield _finding("memory", rooms if low else "", rooms, remedy)
    load = _load(root)
    strain = machine.strain(load, 0, None)
    yield _finding(
        "pressure",
        f"{'memory' if strain == 'memory' else 'I/O'} is short: {_figures(load)}" if strain else "",
        _figures(load),
        "Builds wait while it lasts; `ecp status` says who is building, the system's own tools what else runs.",
    )


def _load(root: Path) -> Load:
    """Read how the machine fares; where the kernel has no pressure figures, watch the disks for a moment."""
    from ecp.build import gate, machine

    earlier = None if machine.has_pressure_figures(root) else machine.disk_sample()
    if earlier is not None:
        time.sleep(gate.DISK_SAMPLE_SECONDS)
    return machine.load(earlier, root)


def _figures(load: Load) -> str:
    figures = {"memory stall": load.memory_stall, "I/O stall": load.io_stall, "disk busy": load.disk_busy}
    known = (f"{name} {figure:.0f} %" for name, figure in figures.items() if figure is not None)
    return ", ".join(known) or "this system has no figures of it"


def _builds(settings: Settings) -> Iterator[Finding]:
    from ecp.build import gate

    yield _finding(
        "slots",
        gate.trouble(settings.home),
        f"{gate.slots(settings)} build(s) at once",
        f"Until they work, builds go on one at a time.  Remove {settings.home / '.build-slots'} while none runs.",
    )
    now = gate.builds(settings.home)
    counts = f"{len(now.running)} running, {len(now.unthrottled)} without a slot, {len(now.waiting)} waiting"
    yield Finding("builds", True, counts)
    for note in (*now.running, *now.unthrottled, *now.waiting):
        yield Finding("build", True, str(note))


# -- the store -------------------------------------------------------------------------------------------------------


def _store_folder(home: Path, root: Path) -> Iterator[Finding]:
    from ecp.build import machine
    from ecp.build.gc import remains

    elsewhere = "Set ECP_HOME to a folder that you may write, on a file system with file locks."
    if not home.is_dir():
        around = next(place for place in (home, *home.parents) if place.exists() or place.is_symlink())
        fine = around.is_dir() and os.access(around, os.W_OK | os.X_OK)
        yield _finding("store", "" if fine else f"cannot be made in {around}", f"{home} is not there yet", elsewhere)
        return
    wrong = list(_wrong_files(home))
    yield _finding(
        "store",
        _some(wrong),
        f"{home}, nobody else can read or write it",
        f"Look who put it there; then `chown -R` it to yourself and `chmod -R go= {home}`, or set ECP_HOME elsewhere.",
    )
    kind = machine.filesystem(home.resolve(), root)
    foreign = machine.environment(root=root) is machine.Environment.WSL2 and kind in _WINDOWS_DRIVES
    yield _finding(
        "file system",
        f"{home} is on a drive of Windows ({kind}), which is slow from Linux" if foreign else "",
        kind or "of unknown type",
        "Set ECP_HOME to a folder on the Linux side, such as ~/.ecp, and keep repositories there too.",
    )
    yield _finding("locks", _lock_failure(home), "the file system keeps locks", elsewhere)
    left = [str(path) for path in remains(home)]
    yield _finding("remains", _some(left), "no killed process left anything", "Run `ecp gc`, which removes them.")
    free = shutil.disk_usage(home).free
    low = "" if free > _LOW_DISK else f"{free >> 20} MiB free"
    yield _finding("disk", low, f"{free >> 20} MiB free", "Free room, or run `ecp gc`.")


def _wrong_files(home: Path) -> Iterator[str]:
    """Yield what in the store is not its owner's alone, or not what a store holds."""
    for place in (home, *home.rglob("*")):
        try:
            about = place.lstat()
        except OSError:
            continue
        if hasattr(os, "getuid") and about.st_uid != os.getuid():
            yield f"{place} belongs to uid {about.st_uid}"
        elif stat.S_ISLNK(about.st_mode):
            if place != home:
                yield f"{place} is a symbolic link"
        elif not (stat.S_ISDIR(about.st_mode) or stat.S_ISREG(about.st_mode)):
            yield f"{place} is neither a file nor a folder"
        elif hasattr(os, "getuid") and stat.S_IMODE(about.st_mode) & 0o077:
            yield f"{place} has mode {stat.S_IMODE(about.st_mode):o}"


def _lock_failure(home: Path) -> str:
    from ecp.build.gc import folder_aside
    from ecp.build.locks import try_lock

    try:
        with folder_aside(home) as folder:
            lock = try_lock(folder / "lock")
            if lock is None:
                return "a lock that nobody holds cannot be had"
            lock.release()
    except (OSError, StoreError) as error:
        return str(error)
    return ""


def _index_health(home: Path) -> Iterator[Finding]:
    """Compare every layer with its checksum.  What is wrong is marked, so that the next build sees it too."""
    checked: dict[Path, bool] = {}
    stores = {folder: RepositoryStore(home, common_dir) for folder, common_dir in repository_folders(home)}
    for folder in sorted((home / "repos").glob("*")):
        store = stores.get(folder)
        if store is not None and store.folder == folder:
            yield from _lock_health(store)
            for path in store.manifest_paths():
                if f".{fingerprint()}." in path.name:
                    yield from _manifest_health(store, path, checked)
        elif any(folder.glob("*/*")):
            detail = f"{folder} does not say which repository it is for"
            yield Finding("repository", False, detail, "`ecp gc` removes it a day after its last use.")
    bad = sum(not sound for sound in checked.values())
    yield _finding(
        "layers", f"{bad} of {len(checked)} altered" if bad else "", f"{len(checked)} as published", _REBUILD
    )


def _lock_health(store: RepositoryStore) -> Iterator[Finding]:
    """Say who holds a repository's lock, or why nobody can."""
    from ecp.build.locks import is_held
    from ecp.build.notes import read_note

    lock = store.folder / "lock"
    subject = f"lock of {store.common_dir}"
    try:
        if is_held(lock):
            yield Finding(subject, True, f"held by {read_note(lock)}")
    except OSError as error:
        yield Finding(subject, False, str(error), f"Remove {lock} while nothing is built; the next build makes it.")


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


# -- wording ---------------------------------------------------------------------------------------------------------


def _finding(subject: str, wrong: str, right: str, remedy: str) -> Finding:
    """Return a finding that is ok when nothing is wrong."""
    return Finding(subject, not wrong, wrong or right, remedy if wrong else "")


def _some(things: list[str]) -> str:
    """Name the first few."""
    return "; ".join(things[:5]) + (f" and {len(things) - 5} more" if len(things) > 5 else "")
