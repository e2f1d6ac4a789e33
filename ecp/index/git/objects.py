"""The objects of a repository by their ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

from ecp.errors import MissingObjectError, RepositoryError
from ecp.index.git.binding import libgit2


def shown_path(raw: bytes) -> str:
    """Return a path's bytes as text; what is not UTF-8 is escaped."""
    return raw.decode("utf-8", "backslashreplace")


def blob_id(source: bytes) -> str:
    """Return the id that git gives a blob with these bytes."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(source) + source, usedforsecurity=False).hexdigest()


def opened(place: Path) -> Any:
    """Open a repository by its working tree or git directory.  Raises RepositoryError when git would refuse it."""
    core = libgit2()
    try:
        return core.Repository(core.init_file_backend(str(place), 0))
    except (core.GitError, KeyError, ValueError) as error:
        raise refused(place, error) from None


def refused(place: Path, error: Exception) -> RepositoryError:
    """Say why libgit2 would not open a repository, and what to do."""
    if "not owned by current user" in str(error):
        return RepositoryError(
            f"{place} belongs to another user, whose configuration git would not trust either",
            f"If you do: git config --global --add safe.directory {quote(str(place))}",
        )
    hint = "Run `git fsck` there, or clone it again."
    if not place.exists():
        hint = "It was moved or removed; open it where it is now."
    elif "unknown object format" in str(error) or "unsupported extension" in str(error):
        hint = "libgit2, which reads it, does not know this format: only SHA-1, and refs that are files."
    return RepositoryError(f"{place} cannot be opened as a git repository: {error}", hint)


class Objects:
    """The objects of one open repository by their ids: all that a worker needs of it."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.git_dir = Path(raw.path)
        self.root = Path(raw.workdir) if raw.workdir else self.git_dir

    def size(self, oid: str, path: str) -> int:
        """Return a blob's size in bytes, without reading it where the database keeps the size apart.

        Raises MissingObjectError, naming `path`, when it is not there.
        """
        return int(self._ask(self.raw.odb.read_header, oid, path)[1])

    def read(self, oid: str, path: str) -> bytes:
        """Return a blob's bytes as they are in the object database.

        Raises MissingObjectError, naming `path`, when it is not there.
        """
        return bytes(self._ask(self.raw.odb.read, oid, path)[1])

    def get(self, oid: Any, path: str) -> Any:
        """Return an object of any kind.  Raises MissingObjectError, naming `path`, when it is not there."""
        found = self._ask(self.raw.git_object_lookup_prefix, oid, path)
        if found is None:
            raise self.missing(oid, path, KeyError(str(oid)))
        return found

    def _ask(self, ask: Callable[[Any], Any], oid: Any, path: str) -> Any:
        try:
            return ask(oid)
        except (KeyError, ValueError, libgit2().GitError) as error:
            raise self.missing(oid, path, error) from None

    def tree(self, commit: str) -> Any:
        """Return a commit's tree.  Raises MissingObjectError."""
        return self.get(self.get(commit, commit).peel(libgit2().Commit).tree_id, commit)

    def missing(self, oid: Any, path: str, error: Exception) -> MissingObjectError:
        """Say that an object cannot be read, and what to do."""
        reason = "is not there" if isinstance(error, KeyError) else f"cannot be read: {error}"
        return MissingObjectError(
            f"{self.root}: object {oid} ({path}) {reason}",
            "In a partial clone run `git fetch --refetch --no-filter`; else run `git fsck`.",
        )


def objects_of(git_dir: Path) -> Objects:
    """Open a repository for its objects alone, without importing pygit2 (40 ms, 9 MB).  Raises RepositoryError."""
    return Objects(opened(git_dir))
