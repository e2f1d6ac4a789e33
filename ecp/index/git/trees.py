"""The trees of commits: every path of one, and what differs between two."""

from __future__ import annotations

from typing import Any, NamedTuple

from ecp.index.git.objects import Objects, shown_path

_FOLDER = 0o040000
_KINDS = {0o100644: "file", 0o100755: "executable", 0o100664: "file", 0o120000: "symlink", 0o160000: "submodule"}


class TreeEntry(NamedTuple):
    """A path of a commit's tree and the object it leads to."""

    path: str
    """Slash-separated; bytes that are not UTF-8 as `\\xNN`."""
    oid: str
    kind: str
    """`file`, `executable`, `symlink` or `submodule`."""


def entries(objects: Objects, tree: Any, prefix: bytes = b"") -> list[TreeEntry]:
    """Return every path of a tree, submodules and symlinks included, in git's order.  Raises MissingObjectError."""
    found: list[TreeEntry] = []
    left = [(prefix + entry.raw_name, entry) for entry in reversed(list(tree))]  # nested deeper than Python's stack
    while left:
        raw, entry = left.pop()
        if entry.filemode == _FOLDER:
            inside = objects.get(entry.id, shown_path(raw))
            left += [(raw + b"/" + each.raw_name, each) for each in reversed(list(inside))]
        else:
            found.append(_entry(raw, entry))
    return found


def difference(objects: Objects, old: Any, new: Any) -> tuple[list[TreeEntry], list[str]]:
    """Return the entries of `new` that `old` has not, and the paths of `old` that `new` has not.

    Subtrees that are the same are not looked into, so this costs what changed.  Raises MissingObjectError.
    """
    changed: list[TreeEntry] = []
    gone: list[str] = []
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
                left.append((raw + b"/", objects.get(known.id, ""), objects.get(entry.id, "")))
                continue
            changed += _below(objects, raw, entry)
            if known is not None and is_tree != was_tree:
                gone += [each.path for each in _below(objects, raw, known)]
        for name, entry in before.items():
            gone += [each.path for each in _below(objects, prefix + name, entry)]
    return changed, gone


def _below(objects: Objects, raw: bytes, entry: Any) -> list[TreeEntry]:
    """Return what an entry is: itself, of a folder all that is in it."""
    if entry.filemode != _FOLDER:
        return [_entry(raw, entry)]
    return entries(objects, objects.get(entry.id, shown_path(raw)), raw + b"/")


def _entry(raw: bytes, entry: Any) -> TreeEntry:
    return TreeEntry(shown_path(raw), str(entry.id), _KINDS.get(entry.filemode, "file"))
