"""Git, read only.  The only module that touches a repository, and always through libgit2.

libgit2 runs no hook, no filter and no fsmonitor, and reads objects, not the working tree.  pygit2 costs 60 ms to
import, so `head` answers what a cache hit asks without it, and its compiled half what questions and builds ask.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import groupby
from pathlib import Path
from shlex import quote
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from ecp.dataclass import dataclass
from ecp.errors import MissingObjectError, RepositoryError, RevisionError

if TYPE_CHECKING:
    import pygit2

_SHA = re.compile(r"[0-9a-f]{40}\Z")
_SHAS = re.compile(r"\b[0-9a-f]{40}\b")
_FOLDER = 0o040000
_KINDS = {0o100644: "file", 0o100755: "executable", 0o100664: "file", 0o120000: "symlink", 0o160000: "submodule"}


class TreeEntry(NamedTuple):
    """A path of a commit's tree and the object it leads to."""

    path: str
    """Slash-separated; bytes that are not UTF-8 as `\\xNN`."""
    oid: str
    kind: str
    """`file`, `executable`, `symlink` or `submodule`."""


class Edit(NamedTuple):
    """Lines of a source, from 0 on, and those of a blob in whose place they stand."""

    start: int
    end: int
    before: list[bytes]


@dataclass(frozen=True)
class Head:
    """Where a repository's HEAD stands, read off its files."""

    root: Path
    """The working tree; the git directory where there is none."""
    common_dir: Path
    commit: str


def shown_path(raw: bytes) -> str:
    """Return a path's bytes as text; what is not UTF-8 is escaped."""
    return raw.decode("utf-8", "backslashreplace")


# -- without libgit2 -----------------------------------------------------------------------------------------------


def git_dir_of(path: Path) -> tuple[Path, Path] | None:
    """Return the git directory and common directory of the repository that `path` lies in, if it is plain to see.

    Follows `.git` files (worktrees, submodules) and `commondir`, as gitrepository-layout(5) has them.
    """
    for folder in (path, *path.parents):
        dot_git = folder / ".git"
        if dot_git.is_dir():
            return _with_common_dir(dot_git)
        if dot_git.is_file():
            text = dot_git.read_text(errors="replace").strip()
            if text.startswith("gitdir:"):
                return _with_common_dir((folder / text.removeprefix("gitdir:").strip()).resolve())
            return None
        if (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir():
            return _with_common_dir(folder)
    return None


def _with_common_dir(git_dir: Path) -> tuple[Path, Path]:
    pointer = git_dir / "commondir"
    if pointer.is_file():
        return git_dir, (git_dir / pointer.read_text().strip()).resolve()
    return git_dir, git_dir.resolve()


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


# -- with pygit2's compiled half alone -----------------------------------------------------------------------------

_UNSORTED = 0  # GIT_SORT_NONE
_WT_DELETED = 0x0200  # GIT_STATUS_WT_DELETED
_DELETED = 0x0004 | _WT_DELETED  # GIT_STATUS_INDEX_DELETED
_PLAIN_INDEX = 2
_SKIPPED = 0x4000  # GIT_INDEX_ENTRY_SKIP_WORKTREE
_core_lock = threading.Lock()
_core_module: Any = None


@dataclass(frozen=True)
class WorkingTree:
    """A checked-out working tree and the git directory that it belongs to."""

    root: Path
    git_dir: Path
    common_dir: Path

    def changes(self) -> list[tuple[bytes, bool]] | None:
        """Return the paths that differ from HEAD (staged or not, untracked, deleted), and whether git misses them.

        Ignored files are left out, and so are folders that are repositories of their own, and what a sparse checkout
        has not checked out.  libgit2 compares the stat data of git's index first, and reads a file only when that
        differs.  None when it cannot say (an index format that it does not know, a damaged index) or git has no index,
        as in a clone without a checkout.  Raises RepositoryError for a repository that git would refuse.
        """
        core, raw = _core(), _opened(self.root)
        if not self._index.exists():
            return None
        try:
            status: dict[str, int] = raw.status(untracked_files="all", ignored=False)
        except (core.GitError, KeyError, ValueError, OSError):
            return None
        found = {os.fsencode(path): flags for path, flags in status.items() if path[-1:] != "/"}
        if self._may_be_sparse and _WT_DELETED in found.values():
            for path in Repository(self.root).skipped():
                if found.get(path) == _WT_DELETED:
                    del found[path]
        return [(path, bool(flags & _DELETED)) for path, flags in found.items()]

    @property
    def _index(self) -> Path:
        return self.git_dir / "index"

    @property
    def _may_be_sparse(self) -> bool:
        """Whether git's index is of a version that can mark entries to be skipped, which git writes only for that."""
        with self._index.open("rb") as file:
            return int.from_bytes(file.read(8)[4:], "big") > _PLAIN_INDEX


def working_tree(path: Path) -> WorkingTree | None:
    """Return the working tree that `path` lies in; None in a bare repository.

    It is the folder with the `.git` that leads to the repository.  What `core.worktree` says is not followed: a
    hostile configuration could point it anywhere.
    """
    for folder in (path, *path.parents):
        if (folder / ".git").exists():
            found = git_dir_of(folder)
            return None if found is None else WorkingTree(folder, *found)
        if folder.name != ".git" and git_dir_of(folder) == _with_common_dir(folder):
            return None  # a bare repository
    return None


def _core() -> Any:
    """Return pygit2's compiled half, which can open a repository, read its objects and tell what has changed in it.

    It is loaded by its file: by its name, the whole package would come with it, which takes 30 to 40 ms, a fifth of a
    one-shot query.  Where that does not work the package is imported after all.
    """
    global _core_module  # noqa: PLW0603
    with _core_lock:
        if _core_module is None:
            _core_module = _load_core() or _whole_package()
        return _core_module


def _load_core() -> Any:
    """Return the compiled half alone, or None where only the package will do."""
    from importlib import util
    from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader

    if "pygit2" in sys.modules or threading.active_count() > 1:
        return None  # another thread might import it while `_states_as_numbers` has a stand-in in its place
    package = util.find_spec("pygit2")
    if package is None or package.origin is None:
        return None
    for suffix in EXTENSION_SUFFIXES:
        place = Path(package.origin).with_name(f"_pygit2{suffix}")
        if place.is_file():
            loader = ExtensionFileLoader("pygit2._pygit2", str(place))
            spec = util.spec_from_loader("pygit2._pygit2", loader)
            try:
                assert spec is not None
                module: Any = util.module_from_spec(spec)
                loader.exec_module(module)
                _states_as_numbers(module)
            except Exception:  # whatever a future version objects to: its front door remains
                return None
            return module if hasattr(module, "init_file_backend") else None
    return None


def _states_as_numbers(core: Any) -> None:
    """Have the compiled half give states as plain numbers, for as long as the package is not imported.

    It makes them values of the enumerations in `pygit2.enums`, for which it asks once and the package again: for the
    moment of its asking, a stand-in is there, all of whose enumerations are `int`.
    """
    package, enums = ModuleType("pygit2"), ModuleType("pygit2.enums")
    vars(enums)["__getattr__"] = lambda name: int
    sys.modules.update({"pygit2": package, "pygit2.enums": enums})
    try:
        core._cache_enums()
    finally:
        del sys.modules["pygit2"], sys.modules["pygit2.enums"]


def _whole_package() -> Any:
    import pygit2

    assert pygit2
    return sys.modules["pygit2._pygit2"]


def blob_id(source: bytes) -> str:
    """Return the id that git gives a blob with these bytes."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(source) + source, usedforsecurity=False).hexdigest()


def _opened(place: Path) -> Any:
    """Open a repository by its working tree or git directory.  Raises RepositoryError when git would refuse it."""
    core = _core()
    try:
        return core.Repository(core.init_file_backend(str(place), 0))
    except (core.GitError, KeyError, ValueError) as error:
        raise _refused(place, error) from None


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
        try:
            return int(self.raw.odb.read_header(oid)[1])
        except (KeyError, ValueError, _core().GitError) as error:
            raise self._missing(oid, path, error) from None

    def read(self, oid: str, path: str) -> bytes:
        """Return a blob's bytes as they are in the object database.

        Raises MissingObjectError, naming `path`, when it is not there.
        """
        try:
            return bytes(self.raw.odb.read(oid)[1])
        except (KeyError, ValueError, _core().GitError) as error:
            raise self._missing(oid, path, error) from None

    def _missing(self, oid: Any, path: str, error: Exception) -> MissingObjectError:
        reason = "is not there" if isinstance(error, KeyError) else f"cannot be read: {error}"
        return MissingObjectError(
            f"{self.root}: object {oid} ({path}) {reason}",
            "In a partial clone run `git fetch --refetch --no-filter`; else run `git fsck`.",
        )


def objects_of(git_dir: Path) -> Objects:
    """Open a repository for its objects alone, without importing pygit2 (40 ms, 9 MB).  Raises RepositoryError."""
    return Objects(_opened(git_dir))


# -- with all of pygit2 --------------------------------------------------------------------------------------------


def libgit2_version() -> str:
    """Return the version of the libgit2 that is in use."""
    import pygit2

    return str(pygit2.LIBGIT2_VERSION)


def map_little() -> None:
    """Have libgit2 map 32 MB of packs at most in this process, for as long as it lives: it counts as our memory.

    Reading every blob of Linux takes as long as with all 220 MB mapped.  For processes that are ours alone.
    """
    import pygit2

    pygit2.settings.mwindow_size = 4 << 20
    pygit2.settings.mwindow_mapped_limit = 32 << 20


class Repository(Objects):
    """One open repository: revisions, trees, blobs and the state of the working tree."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the repository that `path` lies in.

        Raises RepositoryError when there is none, or when git would refuse it too (another user's).
        """
        core, place = _core(), Path(path).expanduser().absolute()
        if not place.exists():
            raise RepositoryError(f"{place} does not exist", "Give the path of a git repository.")
        try:
            found = core.discover_repository(str(place))
            if found is None:
                raise _not_found(place)
            super().__init__(core.Repository(core.init_file_backend(found, 0)))
        except (core.GitError, KeyError, ValueError) as error:
            raise _refused(place, error) from None
        self.common_dir = _with_common_dir(self.git_dir)[1]

    @cached_property
    def _whole(self) -> pygit2.Repository:
        """The repository with all of pygit2, which a build does without: to import it takes as long as to plan."""
        import pygit2

        return pygit2.Repository(str(self.git_dir))

    def resolve(self, revision: str = "HEAD") -> str:
        """Return the SHA of the commit that `revision` names: a branch, tag, SHA, or an expression like HEAD~3.

        Raises RepositoryError when there is no commit at all, RevisionError when there is no such revision.
        """
        core = _core()
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
        found: list[TreeEntry] = []
        self._walk(self._tree(commit), b"", found)
        return found

    def _walk(self, tree: Any, prefix: bytes, found: list[TreeEntry]) -> None:
        """Add what a tree holds, in git's order.  Trees may be nested deeper than Python's stack."""
        left = [(prefix + entry.raw_name, entry) for entry in reversed(list(tree))]
        while left:
            raw, entry = left.pop()
            if entry.filemode == _FOLDER:
                inside = self._object(entry.id, shown_path(raw))
                left += [(raw + b"/" + each.raw_name, each) for each in reversed(list(inside))]
            else:
                found.append(TreeEntry(shown_path(raw), str(entry.id), _KINDS.get(entry.filemode, "file")))

    def difference(self, old: str, new: str) -> tuple[list[TreeEntry], list[str]]:
        """Return the entries of `new` that `old` has not, and the paths of `old` that `new` has not.

        Subtrees that are the same are not looked into, so this costs what changed.
        """
        changed: list[TreeEntry] = []
        gone: list[str] = []
        self._compare(self._tree(old), self._tree(new), changed, gone)
        return changed, gone

    def _compare(self, old: Any, new: Any, changed: list[TreeEntry], gone: list[str]) -> None:
        left = [(b"", old, new)]
        while left:
            prefix, old, new = left.pop()
            before = {entry.raw_name: entry for entry in old}
            for entry in new:
                raw, known = prefix + entry.raw_name, before.pop(entry.raw_name, None)
                if known is not None and known.id == entry.id and known.filemode == entry.filemode:
                    continue
                was_tree, is_tree = known is not None and known.filemode == _FOLDER, entry.filemode == _FOLDER
                if known is not None and is_tree and was_tree:
                    left.append((raw + b"/", self._object(known.id, ""), self._object(entry.id, "")))
                    continue
                if is_tree:
                    self._walk(self._object(entry.id, shown_path(raw)), raw + b"/", changed)
                else:
                    changed.append(TreeEntry(shown_path(raw), str(entry.id), _KINDS.get(entry.filemode, "file")))
                if known is not None and is_tree != was_tree:
                    self._list_gone(known, raw, gone)
            for name, entry in before.items():
                self._list_gone(entry, prefix + name, gone)

    def _list_gone(self, entry: Any, raw: bytes, gone: list[str]) -> None:
        if entry.filemode != _FOLDER:
            gone.append(shown_path(raw))
            return
        inside: list[TreeEntry] = []
        self._walk(self._object(entry.id, shown_path(raw)), raw + b"/", inside)
        gone.extend(found.path for found in inside)

    def _tree(self, commit: str) -> Any:
        return self._object(self._object(commit, commit).peel(_core().Commit).tree_id, commit)

    def _object(self, oid: Any, path: str) -> Any:
        try:
            found = self.raw.git_object_lookup_prefix(oid)
        except (KeyError, ValueError, _core().GitError) as error:
            raise self._missing(oid, path, error) from None
        if found is None:
            raise self._missing(oid, path, KeyError(str(oid)))
        return found

    def edits(self, oid: str, path: str, source: bytes) -> list[Edit]:
        """Return where a source differs from a blob, from its beginning on.  Raises MissingObjectError."""
        found = []
        for hunk in self._object(oid, path).diff_to_buffer(source).hunks:
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
        with suppress(KeyError, _core().GitError):
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
                raise self._missing(commits, "history", error) from None
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


def _refused(place: Path, error: Exception) -> RepositoryError:
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
