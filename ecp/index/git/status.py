"""What differs in a working tree from HEAD, as git sees it."""

from __future__ import annotations

import os
from pathlib import Path

from ecp.index.git.binding import libgit2
from ecp.index.git.files import WorkingTree
from ecp.index.git.objects import opened
from ecp.index.git.repository import Repository

_WT_DELETED = 0x0200  # GIT_STATUS_WT_DELETED
_DELETED = 0x0004 | _WT_DELETED  # GIT_STATUS_INDEX_DELETED
_PLAIN_INDEX = 2


def changed_paths(tree: WorkingTree) -> list[tuple[bytes, bool]] | None:
    """Return the paths that differ from HEAD (staged or not, untracked, deleted), and whether git misses them.

    Ignored files are left out, and so are folders that are repositories of their own, and what a sparse checkout has
    not checked out.  libgit2 compares the stat data of git's index first, and reads a file only when that differs.
    None when it cannot say (an index format that it does not know, a damaged index) or git has no index, as in a clone
    without a checkout.  Raises RepositoryError for a repository that git would refuse.
    """
    core, raw, index = libgit2(), opened(tree.root), tree.git_dir / "index"
    if not index.exists():
        return None
    try:
        status: dict[str, int] = raw.status(untracked_files="all", ignored=False)
    except (core.GitError, KeyError, ValueError, OSError):
        return None
    found = {os.fsencode(path): flags for path, flags in status.items() if path[-1:] != "/"}
    if _WT_DELETED in found.values() and _may_be_sparse(index):
        for path in Repository(tree.root).skipped():
            if found.get(path) == _WT_DELETED:
                del found[path]
    return [(path, bool(flags & _DELETED)) for path, flags in found.items()]


def _may_be_sparse(index: Path) -> bool:
    """Say whether git's index is of a version that can mark entries to be skipped, which git writes only for that."""
    with index.open("rb") as file:
        return int.from_bytes(file.read(8)[4:], "big") > _PLAIN_INDEX
