"""Look the machine and the store over, and say what to do about what is wrong."""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ecp.config import Settings
from ecp.errors import EcpError
from ecp.index.store import RepositoryStore, checksum_of, repository_folders


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    ok: bool
    detail: str
    remedy: str = ""
    """What to do, when it is not ok."""


def examine(settings: Settings | None = None) -> tuple[Finding, ...]:
    """Return everything that was looked at.  Reads every layer once, to compare checksums; changes nothing."""
    settings = settings or Settings.from_environment()
    return (*_versions(), *_grammars(), *_machine(settings), *_store_folder(settings.home), *_layers(settings.home))


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
    yield Finding("environment", True, f"{machine.environment().value}, {machine.cores()} core(s), {load}")
    low = memory.available < 512 << 20
    remedy = "Builds wait while memory is short; end what takes it." if low else ""
    yield Finding("memory", not low, f"{memory.available >> 20} of {memory.total >> 20} MiB available", remedy)
    now = gate.builds(settings.home)
    yield Finding(
        "builds", True, f"{len(now.running)} running, {len(now.waiting)} waiting, {gate.slots(settings)} slot(s)"
    )


def _store_folder(home: Path) -> Iterator[Finding]:
    if not home.exists():
        yield Finding("store", True, f"{home} is not there yet")
        return
    about = home.lstat()
    if stat.S_ISLNK(about.st_mode) and hasattr(os, "getuid"):
        about = home.stat()
    ours = not hasattr(os, "getuid") or about.st_uid == os.getuid()
    yield Finding("store owner", ours, str(home), "" if ours else "Set ECP_HOME to a folder of your own.")
    private = os.name == "nt" or not stat.S_IMODE(about.st_mode) & 0o077
    mode = oct(stat.S_IMODE(about.st_mode))
    yield Finding("store mode", private, mode, "" if private else f"chmod 700 {home}")


def _layers(home: Path) -> Iterator[Finding]:
    checked: dict[Path, bool] = {}
    for folder, common_dir in repository_folders(home):
        store = RepositoryStore(home, common_dir)
        for path in store.manifest_paths():
            try:
                manifest = store.read(path)
            except EcpError as error:
                yield Finding(f"index of {common_dir}", False, error.message, "Run `ecp index` there.")
                continue
            for layer in manifest.layers if manifest is not None else ():
                place = store.layer_path(layer)
                if place not in checked:
                    checked[place] = checksum_of(place) == layer.checksum
                    if not checked[place]:
                        remedy = f"Run `ecp drop {common_dir}` and `ecp index` there."
                        yield Finding(f"layer {place.name} of {folder.name}", False, "its content was altered", remedy)
    yield Finding("layers", all(checked.values()), f"{len(checked)} compared with their checksums", "See above.")
