"""What the files of a repository tell without libgit2, whose binding takes longer to load than a hit to be answered."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ecp.dataclass import dataclass

_SHA = re.compile(r"[0-9a-f]{40}\Z")


@dataclass(frozen=True)
class Head:
    """Where a repository's HEAD stands, read off its files."""

    root: Path
    """The working tree; the git directory where there is none."""
    common_dir: Path
    commit: str


@dataclass(frozen=True)
class WorkingTree:
    """A checked-out working tree and the git directory that it belongs to."""

    root: Path
    git_dir: Path
    common_dir: Path


def git_dir_of(path: Path) -> tuple[Path, Path] | None:
    """Return the git directory and common directory of the repository that `path` lies in, if it is plain to see.

    Follows `.git` files (worktrees, submodules) and `commondir`, as gitrepository-layout(5) has them.
    """
    for folder in (path, *path.parents):
        dot_git = folder / ".git"
        if dot_git.is_dir():
            return with_common_dir(dot_git)
        if dot_git.is_file():
            text = dot_git.read_text(errors="replace").strip()
            if text.startswith("gitdir:"):
                return with_common_dir((folder / text.removeprefix("gitdir:").strip()).resolve())
            return None
        if (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir():
            return with_common_dir(folder)
    return None


def with_common_dir(git_dir: Path) -> tuple[Path, Path]:
    """Return a git directory, and that of the repository which it is a worktree of: itself, of the main one."""
    pointer = git_dir / "commondir"
    if pointer.is_file():
        return git_dir, (git_dir / pointer.read_text().strip()).resolve()
    return git_dir, git_dir.resolve()


def working_tree(path: Path) -> WorkingTree | None:
    """Return the working tree that `path` lies in; None in a bare repository.

    It is the folder with the `.git` that leads to the repository.  What `core.worktree` says is not followed: a
    hostile configuration could point it anywhere.
    """
    for folder in (path, *path.parents):
        if (folder / ".git").exists():
            found = git_dir_of(folder)
            return None if found is None else WorkingTree(folder, *found)
        if folder.name != ".git" and git_dir_of(folder) == with_common_dir(folder):
            return None  # a bare repository
    return None


def head(path: Path) -> Head | None:
    """Return where HEAD stands without loading libgit2, or None when that takes more than reading files.

    None says nothing about the repository, but that it may be another user's: ask `Repository` then.
    """
    path = path.absolute()
    try:
        found = git_dir_of(path)
        if found is None:
            return None
        git_dir, common_dir = found
        if hasattr(os, "getuid") and common_dir.stat().st_uid != os.getuid():
            return None
        text = (git_dir / "HEAD").read_text().strip()
        for _ in range(5):
            if _SHA.match(text):
                tree = working_tree(path)
                return Head(git_dir if tree is None else tree.root, common_dir, text)
            if not text.startswith("ref: "):
                return None
            text = _read_reference(git_dir, common_dir, text.removeprefix("ref: "))
    except (OSError, UnicodeDecodeError):
        pass
    return None


def _read_reference(git_dir: Path, common_dir: Path, name: str) -> str:
    for folder in (git_dir, common_dir):
        loose = folder / name
        if loose.is_file():
            return loose.read_text().strip()
    with (common_dir / "packed-refs").open() as file:
        for line in file:
            if line.rstrip("\n").endswith(" " + name):
                return line.split(" ", 1)[0]
    return ""
