"""What lies on top of a stack: the files that differ from it, parsed in memory, and what that covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ecp.config import Settings
from ecp.errors import EcpError
from ecp.index.blobs import language_to_try, read_facts
from ecp.index.facts import Facts
from ecp.index.git import Repository
from ecp.index.layer import BlobRow, TreeRow, columns_of
from ecp.index.store import Manifest, RepositoryStore
from ecp.model import Freshness

_FIRST_BLOB = 1 << 30
"""Blob numbers of overlays begin here, above those of every stack."""
_NO_FACTS = -1
_CANDIDATES = 8
"""Indexed commits that are compared when the one asked about has no index."""
_REMEMBERED = 8


@dataclass(frozen=True)
class Overlay:
    """Files that differ from a stack, parsed in memory."""

    tree: Sequence[TreeRow] = ()
    """Rows of `tree`; kind `gone` for a path that is no longer there."""
    blobs: Sequence[BlobRow] = ()
    rows: Mapping[str, bytes] = field(default_factory=dict)
    strings: Sequence[bytes] = ()
    incomplete: Sequence[str] = ()
    """Paths that differ and were not parsed, because the bound on bytes was reached."""


@dataclass(frozen=True)
class Basis:
    """What answers for a revision: an indexed commit, and what lies on top."""

    manifest: Manifest
    overlay: Overlay
    freshness: Freshness


@dataclass(frozen=True)
class _Change:
    path: str
    kind: str
    oid: str
    size: int
    read: Callable[[], bytes]


def choose_basis(
    repository: Repository, store: RepositoryStore, commit: str, settings: Settings, *, working_tree: bool
) -> Basis | None:
    """Return what answers for a commit, without building: its own index, else the nearest one with an overlay.

    `working_tree` lays the working tree's changes on top.  None when the store holds nothing that could answer.
    """
    manifest = store.find(commit) or _nearest(repository, store, commit)
    if manifest is None:
        return None
    changes: dict[str, _Change] = {}
    if manifest.commit != commit:
        changes.update(_between(repository, manifest.commit, commit))
    if working_tree:
        changes.update(_in_working_tree(repository))
    overlay = _overlay_of(changes, settings)
    freshness = Freshness(commit, manifest.commit, len(overlay.tree), tuple(overlay.incomplete))
    return Basis(manifest, overlay, freshness)


def _nearest(repository: Repository, store: RepositoryStore, commit: str) -> Manifest | None:
    """Return the indexed commit from which the fewest files differ."""
    best: tuple[int, Manifest] | None = None
    for manifest, _ in zip(store.manifests(), range(_CANDIDATES), strict=False):
        try:
            changed, gone = repository.difference(manifest.commit, commit)
        except EcpError:
            continue  # a commit that history has lost since
        if best is None or len(changed) + len(gone) < best[0]:
            best = (len(changed) + len(gone), manifest)
    return best[1] if best is not None else None


def _between(repository: Repository, old: str, new: str) -> dict[str, _Change]:
    changed, gone = repository.difference(old, new)
    found = {path: _gone(path) for path in gone}
    for entry in changed:
        is_file = entry.kind in ("file", "executable")
        size = repository.size(entry.oid, entry.path) if is_file else 0
        found[entry.path] = _Change(
            entry.path,
            entry.kind,
            entry.oid,
            size,
            lambda entry=entry: repository.read(entry.oid, entry.path),  # type: ignore[misc]
        )
    return found


def _in_working_tree(repository: Repository) -> dict[str, _Change]:
    found: dict[str, _Change] = {}
    for file in repository.working_changes():
        kind = file.kind()
        if kind not in ("file", "executable"):
            found[file.path] = _gone(file.path) if kind == "gone" else _Change(file.path, kind, "", 0, bytes)
            continue
        try:
            content = file.read()
        except OSError:
            found[file.path] = _gone(file.path)
            continue
        found[file.path] = _Change(
            file.path,
            kind,
            repository.hash(content),
            len(content),
            lambda content=content: content,  # type: ignore[misc]
        )
    return found


def _gone(path: str) -> _Change:
    return _Change(path, "gone", "", 0, bytes)


_remembered: dict[tuple[object, ...], Overlay] = {}


def _overlay_of(changes: Mapping[str, _Change], settings: Settings) -> Overlay:
    """Parse what changed, within the bounds; the last few results are remembered by content."""
    bounds = (settings.max_file_bytes, settings.overlay_max_bytes)
    key = (*bounds, *((change.path, change.kind, change.oid) for change in changes.values()))
    if key not in _remembered:
        while len(_remembered) >= _REMEMBERED:
            _remembered.pop(next(iter(_remembered)))
        _remembered[key] = _parse(changes, *bounds)
    return _remembered[key]


def _parse(changes: Mapping[str, _Change], max_file_bytes: int, max_bytes: int) -> Overlay:
    facts = Facts()
    tree: list[TreeRow] = []
    blobs: list[BlobRow] = []
    incomplete: list[str] = []
    numbers: dict[tuple[str, str], int] = {}
    left = max_bytes
    for change in sorted(changes.values(), key=lambda change: (change.size, change.path)):
        language = language_to_try(change.path, change.kind)
        number = _NO_FACTS
        if language is not None and change.size <= max_file_bytes:
            number = numbers.get((change.oid, language), _NO_FACTS)
            if number == _NO_FACTS and change.size > left:
                incomplete.append(change.path)
            elif number == _NO_FACTS:
                left -= change.size
                number = numbers[change.oid, language] = _FIRST_BLOB + len(numbers)
                blobs.append(read_facts(change.read(), change.oid, language, number, facts))
        tree.append(TreeRow(change.path, number, change.oid, change.kind))
    rows, strings = columns_of(facts)
    return Overlay(tree, blobs, rows, strings, incomplete)
