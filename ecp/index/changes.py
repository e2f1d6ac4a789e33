"""What is at the paths of a working tree now, read without following links and without reading what has no facts."""

from __future__ import annotations

import os
import re
import stat
from functools import cached_property
from pathlib import Path

from ecp.dataclass import dataclass, field
from ecp.index.blobs import key_of
from ecp.index.git.files import WorkingTree
from ecp.index.git.objects import blob_id, shown_path
from ecp.index.git.repository import Repository
from ecp.index.git.status import changed_paths


@dataclass
class Change:
    """A path that may differ from the stack below, and what it holds now."""

    path: str
    kind: str
    """As in the table `tree`, `gone` included; `unreadable` for a file that is there and cannot be read."""
    oid: str = ""
    """"" for what was not read: too large, or past the bound."""
    size: int = 0
    source: bytes | None = field(default=None, repr=False)
    """None for what was not kept: from the object database, too large, past the bound, or without facts."""


def changes_in(tree: WorkingTree, max_file_bytes: int, max_bytes: int) -> list[Change] | None:
    """Return what the paths hold that differ from HEAD, small files first; None when libgit2 cannot say which differ.

    Files of up to `max_file_bytes` each are read, up to `max_bytes` of sources and as many of what has no facts; of
    the others only their size is known.
    """
    listed = changed_paths(tree)
    if listed is None:
        return None
    reader = _Reader(tree)
    found = [change for raw, deleted in listed if (change := reader.look_at(raw, deleted)) is not None]
    left = {True: max_bytes, False: max_bytes}
    for change in sorted(found, key=lambda each: each.size):
        has_facts = key_of(change.path, "", change.kind) is not None
        if change.kind in ("file", "executable") and change.size <= min(max_file_bytes, left[has_facts]):
            left[has_facts] -= change.size
            reader.read(change, max_file_bytes)
    return sorted(found, key=lambda each: (each.size, each.path))


def _stays_inside(path: bytes) -> bool:
    """Say whether a path is one that git would check out: a tree made by hand may name its parent, or `/etc`."""
    return not _LEADS_ELSEWHERE.intersection(path.split(b"/"))


_LEADS_ELSEWHERE = frozenset((b"", b".", b"..", b".git"))


class _Reader:
    """Reads files of one working tree."""

    def __init__(self, tree: WorkingTree) -> None:
        self._tree = tree
        self._root = os.fsencode(tree.root)
        self._plain: dict[bytes, bool] = {b"": True}
        self._places: dict[str, bytes] = {}

    def look_at(self, raw: bytes, deleted: bool) -> Change | None:
        """Return what is at a path, unread; None for what git does not store (a socket, a submodule's folder)."""
        path = shown_path(raw)
        place = os.path.join(self._root, raw)
        try:
            about = os.lstat(place) if _stays_inside(raw) and self._is_plain(os.path.dirname(raw)) else None
        except (OSError, ValueError):
            about = None
        if about is None:
            return Change(path, "gone")
        self._places[path] = place
        if stat.S_ISREG(about.st_mode):
            is_executable = bool(about.st_mode & stat.S_IXUSR) and self._trusts_modes
            return Change(path, "executable" if is_executable else "file", size=about.st_size)
        if stat.S_ISLNK(about.st_mode):
            return Change(path, "symlink", blob_id(os.readlink(place)))
        return Change(path, "gone") if deleted else None

    def read(self, change: Change, max_file_bytes: int) -> None:
        """Read a file's bytes as git would store them; those of what has no facts are not kept."""
        place = self._places[change.path]
        try:
            descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    change.kind = "unreadable"
                    return
                source = file.read(max_file_bytes + 1)
        except FileNotFoundError:
            change.kind = "gone"
            return
        except OSError:
            change.kind = "unreadable"
            return
        if len(source) > max_file_bytes:  # it has grown since it was listed
            change.size = len(source)
            return
        if b"\r\n" in source:
            source = self._repository.as_committed(change.path, source)
        change.size, change.oid = len(source), blob_id(source)
        if key_of(change.path, "", change.kind) is not None:
            change.source = source

    def _is_plain(self, folder: bytes) -> bool:
        """Say whether a folder is reached through folders only: a link may lead out of the tree."""
        at = 0
        while folder not in self._plain:
            at = folder.find(b"/", at + 1)
            part = folder if at < 0 else folder[:at]
            if not self._plain.setdefault(part, self._is_folder(part)):
                self._plain[folder] = False
        return self._plain[folder]

    def _is_folder(self, folder: bytes) -> bool:
        try:
            return stat.S_ISDIR(os.lstat(os.path.join(self._root, folder)).st_mode)
        except (OSError, ValueError):
            return False

    @cached_property
    def _trusts_modes(self) -> bool:
        """Whether the file system keeps the executable bit, as git found when it made the repository."""
        try:
            text = Path(self._tree.common_dir, "config").read_text(errors="replace")
        except OSError:
            return True
        return re.search(r"(?im)^\s*filemode\s*=\s*false", text) is None

    @cached_property
    def _repository(self) -> Repository:
        return Repository(self._tree.root)
