"""One open repository: revisions, trees, blobs and the state of the working tree."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ecp.errors import RepositoryError, RevisionError
from ecp.index.git.binding import libgit2
from ecp.index.git.files import with_common_dir
from ecp.index.git.objects import Objects, refused
from ecp.index.git.trees import TreeEntry, difference, entries

if TYPE_CHECKING:
    import pygit2

_SHAS = re.compile(r"\b[0-9a-f]{40}\b")
_UNSORTED = 0  # GIT_SORT_NONE
_SKIPPED = 0x4000  # GIT_INDEX_ENTRY_SKIP_WORKTREE


class Edit(NamedTuple):
    """Lines of a source, from 0 on, and those of a blob in whose place they stand."""

    start: int
    end: int
    before: list[bytes]


class Repository(Objects):
    """One open repository: revisions, trees, blobs and the state of the working tree."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the repository that `path` lies in.

        Raises RepositoryError when there is none, or when git would refuse it too (another user's).
        """
        core, place = libgit2(), Path(path).expanduser().absolute()
        if not place.exists():
            raise RepositoryError(f"{place} does not exist", "Give the path of a git repository.")
        try:
            found = core.discover_repository(str(place))
            if found is None:
                raise _not_found(place)
            super().__init__(core.Repository(core.init_file_backend(found, 0)))
        except (core.GitError, KeyError, ValueError) as error:
            raise refused(place, error) from None
        self.common_dir = with_common_dir(self.git_dir)[1]

    @cached_property
    def _whole(self) -> pygit2.Repository:
        """The repository with all of pygit2, which a build does without: to import it takes as long as to plan."""
        import pygit2

        return pygit2.Repository(str(self.git_dir))

    def resolve(self, revision: str = "HEAD") -> str:
        """Return the SHA of the commit that `revision` names: a branch, tag, SHA, or an expression like HEAD~3.

        Raises RepositoryError when there is no commit at all, RevisionError when there is no such revision.
        """
        core = libgit2()
        if revision == "HEAD" and (self.raw.is_empty or self.raw.head_is_unborn):
            raise RepositoryError(f"{self.root} has no commits yet", "Commit something first, or give --rev.")
        try:
            return str(self.raw.revparse_single(revision).peel(core.Commit).id)
        except (core.GitError, KeyError, ValueError) as error:
            reason = "" if isinstance(error, KeyError) else f" ({error})"
            raise RevisionError(
                f"{self.root} has no revision {revision!r}{reason}",
                "Give a branch, a tag or a commit that `git log` shows; in a shallow clone, fetch it first.",
            ) from None

    def entries(self, commit: str) -> list[TreeEntry]:
        """Return every path of a commit's tree, submodules and symlinks included, in git's order."""
        return entries(self, self.tree(commit))

    def difference(self, old: str, new: str) -> tuple[list[TreeEntry], list[str]]:
        """Return the entries of `new` that `old` has not, and the paths of `old` that `new` has not."""
        return difference(self, self.tree(old), self.tree(new))

    def edits(self, oid: str, path: str, source: bytes) -> list[Edit]:
        """Return where a source differs from a blob, from its beginning on.  Raises MissingObjectError."""
        found = []
        for hunk in self.get(oid, path).diff_to_buffer(source).hunks:
            at = hunk.new_start - 1
            for is_edit, lines in groupby(hunk.lines, key=lambda line: line.origin != " "):
                edited = list(lines)
                before = [line.raw_content for line in edited if line.origin == "-"]
                end = at + sum(line.origin in " +" for line in edited)
                if is_edit and (before or end > at):
                    found.append(Edit(at, end, before))
                at = end
        return found

    def skipped(self) -> Iterator[bytes]:
        """Yield the paths of git's index that a sparse checkout leaves out of the working tree."""
        from pygit2.ffi import C, ffi

        index = self._whole.index
        for at in range(len(index)):
            entry = C.git_index_get_byindex(index._index, at)  # pygit2's own entries have no flags
            if entry.flags_extended & _SKIPPED:
                yield ffi.string(entry.path)

    def as_committed(self, path: str, source: bytes) -> bytes:
        """Return a working file's bytes with the line ends that git would store.  No other filter is applied.

        `core.autocrlf` and the attributes `text` and `eol` decide, as gitattributes(5) has it.
        """
        text, eol = self._whole.get_attr(path, "text"), self._whole.get_attr(path, "eol")
        if text is False:
            return source
        if text is not True and eol not in ("lf", "crlf"):
            automatic = text == "auto" or str(self._setting("core.autocrlf")).lower() in ("true", "input")
            if not automatic or b"\0" in source[:8000]:
                return source
        return source.replace(b"\r\n", b"\n")

    def _setting(self, name: str) -> str:
        try:
            return str(self._whole.config[name])
        except (KeyError, ValueError):
            return ""

    def recent_commits(self, commit: str, limit: int) -> Iterator[str]:
        """Yield a commit and its ancestors, newest first, as far as the clone is deep and its objects can be read."""
        with suppress(KeyError, libgit2().GitError):
            # Unsorted: parents are queued by date as they are met.  GIT_SORT_TIME reads all history before the first.
            walker = self.raw.walk(commit, _UNSORTED)
            for _, found in zip(range(limit), walker, strict=False):
                yield str(found.id)

    def tips(self, *, reflogs: bool) -> set[str]:
        """Return the commits that refs and worktrees' HEADs name, and with `reflogs` those that these did once."""
        import pygit2

        tips: set[str] = set()
        for name in self._whole.references:
            try:
                tips.add(str(self._whole.lookup_reference(name).resolve().peel(pygit2.Commit).id))
            except (KeyError, ValueError, pygit2.GitError, pygit2.InvalidSpecError):
                continue  # a dangling ref, or a tag of something else
        for folder in (self.common_dir, *(self.common_dir / "worktrees").glob("*")):
            files = [path for path in folder.glob("HEAD") if path.is_file()]
            files += [path for path in (folder / "logs").rglob("*") if reflogs and path.is_file()]
            for path in files:
                with suppress(OSError):
                    tips.update(_SHAS.findall(path.read_text(errors="replace")))
        tips.discard("0" * 40)
        return tips

    def reachable(self, commits: set[str]) -> set[str]:
        """Return those of some commits that a ref, worktree or reflog names or descends from."""
        import pygit2

        tips = self.tips(reflogs=True)
        found, left = commits & tips, commits - tips
        if left:
            walker = self._whole.walk(None, pygit2.enums.SortMode.NONE)
            for tip in tips:
                with suppress(KeyError, ValueError, pygit2.GitError):  # gone since, or no commit
                    walker.push(tip)
            try:
                for commit in walker:
                    if str(commit.id) in left:
                        found.add(str(commit.id))
                        left.discard(str(commit.id))
                        if not left:
                            break
            except (KeyError, ValueError, pygit2.GitError) as error:  # history that is missing reaches who knows what
                raise self.missing(commits, "history", error) from None
        return found


def _not_found(place: Path) -> RepositoryError:
    """Say that a path lies in no repository, or in a worktree or submodule whose repository is elsewhere now."""
    for folder in (place, *place.parents):
        if (folder / ".git").is_file():
            return RepositoryError(
                f"{folder / '.git'} leads to no git repository",
                "If that was moved, run `git worktree repair` in it; a submodule, `git submodule update --init`.",
            )
    return RepositoryError(
        f"{place} is not in a git repository", "Run `git init` and commit there, or give another path."
    )
