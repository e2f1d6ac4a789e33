"""What answers for a revision: an indexed commit, and what lies on top of it, parsed in memory.

Nothing here builds, waits or writes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from ecp.config import Settings
from ecp.dataclass import dataclass, field
from ecp.errors import EcpError, MissingObjectError
from ecp.index.blobs import Key, Task, is_reusable, key_of, parse_source, too_large
from ecp.index.changes import Change, changes_in
from ecp.index.facts import TABLES, Facts, columns_as_text
from ecp.index.git.files import head, working_tree
from ecp.index.git.objects import blob_id
from ecp.index.git.repository import Repository
from ecp.index.layer import BlobRow, OpenLayers, TreeRow
from ecp.index.manifests import Manifest
from ecp.index.mending import readings
from ecp.index.store import RepositoryStore, damaged
from ecp.model import Freshness

_FIRST_BLOB = 1 << 30
"""Blob numbers of overlays begin here, above those of every stack."""
_NO_FACTS = -1
_USED_LAST, _ANCESTORS = 4, 200
"""Indexed commits that are compared when the one asked about has no index: those used last, and the first ancestor."""
_REMEMBERED_BYTES = 16 << 20
_MENDED_BYTES = 256 << 10
"""Size up to which an edited file that does not parse is read again, up to five times, with edits undone."""
_ATTEMPTS = 3


@dataclass(frozen=True)
class Overlay:
    """Files that differ from a stack, parsed in memory."""

    tree: Sequence[TreeRow] = ()
    """Rows of `tree`; kind `gone` for a path that is no longer there."""
    blobs: Sequence[BlobRow] = ()
    facts: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=dict)
    """The columns of each table of facts."""
    incomplete: Sequence[str] = ()
    """Paths that differ and were not parsed: past the bound on bytes, too large, or not to be read."""
    broken: Sequence[str] = ()
    """Where edited files do not parse, `path:line`: as in `Freshness`."""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """Object ids → what was read in the working tree, as git would store it: no object database need have it."""


@dataclass(frozen=True)
class Basis:
    """What answers for a revision: an indexed commit, and what lies on top."""

    store: RepositoryStore
    manifest: Manifest
    layers: OpenLayers
    """The layers of the manifest.  Whoever takes the basis closes them."""
    overlay: Overlay
    freshness: Freshness
    git_dir: Path
    """Where git keeps the objects of the commit."""

    def distrust(self) -> bool:
        """Say whether a layer that could not be read is damaged.  If so, the next choice is another."""
        return self.store.distrust_damaged(self.manifest.layers)


def choose_basis(place: Path, revision: str, settings: Settings) -> Basis | None:
    """Return what answers for a revision without a build: its own index, else the nearest one that is sound.

    For HEAD with a working tree, what differs there counts.  None when the store has no sound index of the
    repository at all.  Raises RepositoryError and RevisionError.
    """
    for _ in range(_ATTEMPTS):
        asked = _Asked(place, revision, settings)
        basis = _basis(asked)
        if basis is None or revision != "HEAD" or head(place) == asked.head:
            return basis
        basis.layers.close()
    return _basis(_Asked(place, revision, settings))  # HEAD moves all the time: what was true a moment ago has to do


class _Asked:
    """One question: which commit of which repository.  libgit2's full binding is loaded only when it is needed."""

    def __init__(self, place: Path, revision: str, settings: Settings) -> None:
        self.place, self.settings = place, settings
        self.head = head(place) if revision == "HEAD" else None
        self.working_tree = working_tree(place) if revision == "HEAD" else None
        self._repository: Repository | None = None
        self.commit = self.head.commit if self.head is not None else self.repository.resolve(revision)
        self.common_dir = self.head.common_dir if self.head is not None else self.repository.common_dir
        self.store = RepositoryStore(settings.home, self.common_dir)

    @property
    def repository(self) -> Repository:
        if self._repository is None:
            self._repository = Repository(self.place)
        return self._repository


def _basis(asked: _Asked) -> Basis | None:
    import duckdb

    broken: list[str] = []
    for _ in range(_ATTEMPTS):
        manifest = _manifest(asked, broken)
        if manifest is None:
            return None
        paths = [asked.store.layer_path(layer) for layer in manifest.layers]
        try:
            layers = OpenLayers(paths)
            try:
                overlay = _overlay(asked, manifest, layers)
            except BaseException:
                layers.close()
                raise
        except duckdb.Error:
            if not asked.store.distrust_damaged(manifest.layers):
                raise damaged(asked.store.folder, [path.name for path in paths]) from None
            continue
        freshness = Freshness(
            asked.commit,
            manifest.commit,
            len(overlay.tree),
            tuple(overlay.incomplete),
            tuple(dict.fromkeys(broken)),
            tuple(overlay.broken),
        )
        return Basis(asked.store, manifest, layers, overlay, freshness, asked.common_dir)
    return None


# -- which commit --------------------------------------------------------------------------------------------------


def _manifest(asked: _Asked, broken: list[str]) -> Manifest | None:
    """Return the manifest that answers; add the names of damaged files that should have."""
    store = asked.store
    exact = store.find(asked.commit)
    if exact is not None:
        return exact
    broken += store.examine(store.manifest_path(asked.commit)).damaged
    indexed: dict[str, Manifest] = {}
    for examined in store.examined():
        if examined.sound is not None:
            indexed[examined.sound.commit] = examined.sound
    best: tuple[int, Manifest] | None = None
    for manifest in _candidates(asked, indexed):
        try:
            changed, gone = asked.repository.difference(manifest.commit, asked.commit)
        except EcpError:
            continue  # a commit that history has lost since
        if best is None or len(changed) + len(gone) < best[0]:
            best = (len(changed) + len(gone), manifest)
    return None if best is None else store.find(best[1].commit)


def _candidates(asked: _Asked, indexed: Mapping[str, Manifest]) -> Iterator[Manifest]:
    used_last = list(indexed.values())[:_USED_LAST]
    yield from used_last
    if len(indexed) > len(used_last):
        for commit in asked.repository.recent_commits(asked.commit, _ANCESTORS):
            if commit in indexed:
                yield indexed[commit]
                return


# -- what lies on top ----------------------------------------------------------------------------------------------


def _overlay(asked: _Asked, manifest: Manifest, layers: OpenLayers) -> Overlay:
    """Return what differs from a stack.  Raises duckdb.Error when a layer cannot be read."""
    settings, incomplete = asked.settings, list[str]()
    changes: dict[str, Change] = {}
    if manifest.commit != asked.commit:
        changes.update((change.path, change) for change in _between(asked.repository, manifest.commit, asked.commit))
    if asked.working_tree is not None:
        dirty = changes_in(asked.working_tree, settings.max_file_bytes, settings.overlay_max_bytes)
        for change in dirty or ():
            changes.pop(change.path, None)
        changes = {change.path: change for change in dirty or ()} | changes  # what was edited last counts first
        incomplete = ["."] if dirty is None else []
    if not changes:
        return Overlay(incomplete=incomplete)
    keys = [key for change in changes.values() if (key := key_of(change.path, change.oid, change.kind)) is not None]
    blobs, below = layers.look_up({oid for oid, _ in keys if oid}, changes)
    held = {(row.oid, row.path_language): row.blob for row in blobs if is_reusable(row, settings.max_file_bytes)}
    made = _Making(asked, layers, held, below, incomplete)
    for change in changes.values():
        made.add(change)
    return made.overlay()


def _between(repository: Repository, old: str, new: str) -> list[Change]:
    """Return what differs between two commits, small blobs first."""
    changed, gone = repository.difference(old, new)
    found = [Change(path, "gone") for path in gone]
    for entry in changed:
        has_facts = key_of(*entry) is not None
        try:
            size = repository.size(entry.oid, entry.path) if has_facts else 0
        except MissingObjectError:  # a partial clone
            found.append(Change(entry.path, "unreadable"))
        else:
            found.append(Change(entry.path, entry.kind, entry.oid, size))
    return sorted(found, key=lambda change: (change.size, change.path))


class _Making:
    """An overlay in the making: numbers blobs, reuses facts, parses within the bound."""

    def __init__(
        self, asked: _Asked, layers: OpenLayers, held: Mapping[Key, int], below: Mapping[str, TreeRow],
        incomplete: list[str],
    ) -> None:  # fmt: skip
        self._asked, self._layers, self._below, self._incomplete = asked, layers, below, incomplete
        self._broken: list[str] = []
        self._left = asked.settings.overlay_max_bytes
        self._numbers = dict(held)
        self._tree: list[TreeRow] = []
        self._parsed: list[_Parsed] = []
        self._sources: dict[str, bytes] = {}

    def add(self, change: Change) -> None:
        """Take in one path."""
        path, below = change.path, self._below.get(change.path)
        if change.kind == "unreadable":
            self._incomplete.append(path)
        elif change.kind == "gone":
            if below is not None:
                self._tree.append(TreeRow(path, _NO_FACTS, "", "gone"))
        elif below is None or change.oid != below.oid or change.kind != below.kind:
            key = key_of(path, change.oid, change.kind)
            number = _NO_FACTS if key is None else self._number(change, key)
            if number is not None:
                self._tree.append(TreeRow(path, number, change.oid, change.kind))
            else:
                self._incomplete.append(path)
                if below is None:
                    self._tree.append(TreeRow(path, _NO_FACTS, change.oid, change.kind))

    def _number(self, change: Change, key: Key) -> int | None:
        """Return the number of the blob that holds a path's facts, or None when they are past the bound."""
        oid, language = key
        if change.source is not None:
            self._sources[oid] = change.source
        if oid and key in self._numbers:
            return self._numbers[key]
        limit = self._asked.settings.max_file_bytes
        task = Task(_FIRST_BLOB + len(self._parsed), oid, change.path, language)
        if change.size > limit:
            self._incomplete.append(change.path)
            self._parsed.append(_Parsed(too_large(task, change.size), {}))
        elif not oid or change.size > self._left:
            return None
        else:
            source = change.source
            parsed = _parse(task, self._asked.repository.read(oid, change.path) if source is None else source)
            if source is not None and parsed.errors:
                parsed = self._mended(task, source, parsed)
            self._left -= change.size if parsed.row.status == "parsed" else 0
            self._parsed.append(parsed)
        self._numbers[key] = task.blob
        return task.blob

    def _mended(self, task: Task, source: bytes, parsed: _Parsed) -> _Parsed:
        """Return the facts of an edited file with the edits undone that do not parse, and take down that it is so."""
        below = self._below.get(task.path)
        known = self._layers.errors_in(below.blob) if below is not None else 0
        if len(parsed.errors) <= known:
            return parsed
        line, best = min(parsed.errors), parsed
        if below is not None and below.oid and len(source) <= _MENDED_BYTES:
            with suppress(MissingObjectError):  # a partial clone
                edits = self._asked.repository.edits(below.oid, task.path, source)
                for start, text in readings(source, edits, line):
                    tried = _parse(task._replace(oid=blob_id(text)), text)
                    if len(tried.errors) < len(best.errors):
                        line, best = start, tried
                    if len(best.errors) <= known:
                        break
        self._broken.append(f"{task.path}:{line}")
        return best._replace(row=best.row._replace(oid=task.oid))

    def overlay(self) -> Overlay:
        """Return what it came to."""
        blobs = [each.row for each in self._parsed]
        facts = _joined(self._parsed)
        return Overlay(self._tree, blobs, facts, sorted(self._incomplete), self._broken, self._sources)


class _Parsed(NamedTuple):
    """One blob's facts."""

    row: BlobRow
    facts: Mapping[str, Sequence[Sequence[Any]]]
    """The columns of each table."""

    @property
    def errors(self) -> Sequence[int]:
        """The lines that do not parse, the first of them."""
        return self.facts["diagnostic"][1] if self.facts else ()


_remembered: OrderedDict[Key, _Parsed] = OrderedDict()
_remembered_lock = Lock()


def _parse(task: Task, source: bytes) -> _Parsed:
    """Return a blob's facts; those of the last few megabytes are remembered for the life of the process."""
    key = task.oid, task.language
    with _remembered_lock:
        known = _remembered.get(key)
        if known is not None:
            _remembered.move_to_end(key)
    if known is None:
        facts = Facts()
        row = parse_source(task, source, facts)
        known = _Parsed(row, columns_as_text(facts))
        with _remembered_lock:
            _remembered[key] = known
            while sum(each.row.bytes for each in _remembered.values()) > _REMEMBERED_BYTES:
                _remembered.popitem(last=False)
    return known._replace(row=known.row._replace(blob=task.blob))


def _joined(parsed: Sequence[_Parsed]) -> dict[str, list[list[Any]]]:
    """Return the facts of several blobs as those of one, every row with its blob's number."""
    joined: dict[str, list[list[Any]]] = {table: [[] for _ in columns] for table, columns in TABLES.items()}
    for each in parsed:
        for table, (blobs, *columns) in each.facts.items():
            joined[table][0] += [each.row.blob] * len(blobs)
            for whole, column in zip(joined[table][1:], columns, strict=True):
                whole.extend(column)
    return joined
