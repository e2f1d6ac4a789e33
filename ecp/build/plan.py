"""What a build has to do: which layer to stand on, which facts to copy, which blobs to parse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ecp.index.blobs import Key, Task, is_reusable, key_of
from ecp.index.git import Repository, TreeEntry
from ecp.index.languages import language_of_path
from ecp.index.layer import BASE_BLOCK, DELTA_BLOCK, BlobRow, Copy, TreeRow, read_tree
from ecp.index.store import LayerRef, RepositoryStore

_DELTA_SHARE = 5
"""A delta with more than a fifth of its base's blobs becomes a new base."""
_BASES_COMPARED = 4
_SMALL_BASE_BYTES, _BASE_BYTES_PER_BLOB = 4 << 20, 20_000
"""Bases expected to be smaller than this use small blocks as well."""
_EMPTY_BYTES = 90_000
"""What a delta takes before it holds anything."""
_NO_FACTS = -1

Wanted = dict[Key, tuple[int, str]]
"""Blobs whose facts are needed: their number in the stack, and a path to name them by."""


@dataclass
class Plan:
    """One build's work."""

    commit: str
    base: LayerRef | None
    """The layer to stand on; None makes a new base."""
    whole_tree: list[TreeRow]
    tree: list[TreeRow]
    """The rows that the layer stores: the whole tree in a base, the difference in a delta."""
    tasks: list[Task] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    block_size: int = BASE_BLOCK
    statuses: dict[int, str] = field(default_factory=dict)
    """Per copied or inherited blob its status; those of `tasks` are not known yet."""
    carried: int = 0
    """Bytes of facts that builds on this base have copied from delta to delta, this one included."""

    def held_keys(self) -> list[str]:
        """Return `oid language` of the blobs whose facts the layer will hold."""
        held = {task.blob for task in self.tasks}.union(*(copy.blobs.values() for copy in self.copies))
        rows = {row.blob: row for row in self.whole_tree if row.blob in held}
        return sorted(f"{row.oid} {language_of_path(row.path)}" for row in rows.values())

    def sources(self) -> list[LayerRef]:
        """Return the published layers that the build reads or stands on."""
        standing = [] if self.base is None else [self.base]
        return standing + [copy.layer for copy in self.copies]


@dataclass
class _Known:
    """A published layer: its tree, and the blobs whose facts can be used again."""

    layer: LayerRef
    tree: dict[str, TreeRow]
    blobs: dict[Key, int]
    statuses: dict[int, str]
    top: int
    """The highest blob number in use."""


class _Library:
    """The published layers of a repository, each read once; a damaged one is as good as absent."""

    def __init__(self, store: RepositoryStore, max_file_bytes: int, use: bool) -> None:
        self.store = store
        self.manifests = [each.manifest for each in store.examined() if each.manifest is not None] if use else []
        """Last used first.  Also those whose stack is damaged: a sound layer of it can still be copied from."""
        self._max_file_bytes = max_file_bytes
        self._read: dict[str, _Known | None] = {}

    def bases(self) -> list[_Known]:
        """Return the sound bases of the stacks that were used last."""
        layers = dict.fromkeys(manifest.layers[0] for manifest in self.manifests)
        found: list[_Known] = []
        for layer in layers:
            if len(found) < _BASES_COMPARED and (known := self.layer(layer)) is not None:
                found.append(known)
        return found

    def layer(self, layer: LayerRef) -> _Known | None:
        """Return what a layer holds, or None when it is damaged."""
        if layer.file not in self._read:
            self._read[layer.file] = self._load(layer) if self.store.is_sound(layer) else None
        return self._read[layer.file]

    def _load(self, layer: LayerRef) -> _Known | None:
        import duckdb

        try:
            tree, blobs = read_tree(self.store.layer_path(layer))
        except duckdb.Error:
            self.store.distrust(layer)
            return None
        usable = [blob for blob in blobs if is_reusable(blob, self._max_file_bytes)]
        return _Known(
            layer,
            {row.path: row for row in tree},
            {(blob.oid, blob.path_language): blob.blob for blob in usable},
            {blob.blob: blob.status for blob in usable},
            max((blob.blob for blob in blobs), default=_NO_FACTS),
        )


def make_plan(repository: Repository, store: RepositoryStore, commit: str, *, max_file_bytes: int, reuse: bool) -> Plan:
    """Plan the build of `commit`.

    With `reuse`, stand on the published base with the fewest differing blobs and copy what any layer of the store
    holds; without, parse everything into a new base.
    """
    entries = repository.entries(commit)
    library = _Library(store, max_file_bytes, reuse)
    wanted = {key for entry in entries if (key := key_of(*entry)) is not None}
    base = min(library.bases(), key=lambda known: len(wanted - known.blobs.keys()), default=None)
    if base is not None and len(wanted - base.blobs.keys()) * _DELTA_SHARE <= len(base.blobs):
        plan = _plan_delta(library, commit, entries, base)
        if plan.carried <= base.layer.bytes:
            return plan
    return _plan_base(library, commit, entries, base)


def _plan_delta(library: _Library, commit: str, entries: list[TreeEntry], base: _Known) -> Plan:
    whole, wanted = _number(entries, dict(base.blobs), base.top + 1)
    paths = {row.path for row in whole}
    tree = [row for row in whole if base.tree.get(row.path) != row]
    tree += [TreeRow(path, _NO_FACTS, "", "gone") for path in base.tree if path not in paths]
    plan = Plan(commit, base.layer, whole, tree, block_size=DELTA_BLOCK, statuses=dict(base.statuses))
    _copy_or_parse(plan, library, wanted, exclude=base.layer)
    plan.carried = _carried(plan, library, base.layer)
    return plan


def _plan_base(library: _Library, commit: str, entries: list[TreeEntry], near: _Known | None) -> Plan:
    whole, wanted = _number(entries, {}, 0)
    block = DELTA_BLOCK if len(wanted) * _BASE_BYTES_PER_BLOB < _SMALL_BASE_BYTES else BASE_BLOCK
    plan = Plan(commit, None, whole, whole, block_size=block)
    if near is not None:  # compaction: what the old base holds is copied, not parsed
        wanted = _take_over(plan, library.store, near, wanted)
    _copy_or_parse(plan, library, wanted, exclude=near.layer if near is not None else None)
    return plan


def _number(entries: Iterable[TreeEntry], numbers: dict[Key, int], first: int) -> tuple[list[TreeRow], Wanted]:
    """Return tree rows with blob numbers, and the blobs that got a new number: key → (number, a path)."""
    tree: list[TreeRow] = []
    wanted: Wanted = {}
    for entry in entries:
        key = key_of(*entry)
        number = _NO_FACTS
        if key is not None:
            if key not in numbers:
                numbers[key] = first + len(wanted)
                wanted[key] = (numbers[key], entry.path)
            number = numbers[key]
        tree.append(TreeRow(entry.path, number, entry.oid, entry.kind))
    return tree, wanted


def _copy_or_parse(plan: Plan, library: _Library, wanted: Wanted, exclude: LayerRef | None) -> None:
    """Give every wanted blob to a copy, where some layer of the store holds it, or to the parser."""
    deltas = [manifest for manifest in library.manifests if len(manifest.layers) > 1]
    for manifest in sorted(deltas, key=lambda each: each.layers[0] != plan.base):  # those on the same base first
        # a delta's manifest lists what it holds, so only what is of use is opened
        if any(f"{oid} {language}" in manifest.held for oid, language in wanted):
            wanted = _take_over_layer(plan, library, manifest.layers[-1], wanted)
    for layer in dict.fromkeys(manifest.layers[0] for manifest in library.manifests):
        if wanted and layer != exclude:
            wanted = _take_over_layer(plan, library, layer, wanted)
    plan.tasks += [Task(number, oid, path, language) for (oid, language), (number, path) in wanted.items()]


def _take_over_layer(plan: Plan, library: _Library, layer: LayerRef, wanted: Wanted) -> Wanted:
    known = library.layer(layer)
    return wanted if known is None else _take_over(plan, library.store, known, wanted)


def _take_over(plan: Plan, store: RepositoryStore, known: _Known, wanted: Wanted) -> Wanted:
    """Copy what `known` holds; return what is still wanted."""
    held = {known.blobs[key]: number for key, (number, _) in wanted.items() if key in known.blobs}
    if held:
        plan.copies.append(Copy(known.layer, store.layer_path(known.layer), held))
        plan.statuses.update((number, known.statuses[theirs]) for theirs, number in held.items())
    return {key: value for key, value in wanted.items() if key not in known.blobs}


def _carried(plan: Plan, library: _Library, base: LayerRef) -> int:
    """Return the bytes that builds on `base` have copied again and again up to this plan, roughly.

    Once that is more than the base has, making a new base would have been cheaper (the rule of the ski rental: never
    more than twice the best that could have been done).
    """
    carried = 0
    for manifest in library.manifests:
        for copy in plan.copies:
            if copy.layer == manifest.layers[-1] and manifest.layers[0] == base:
                share = len(copy.blobs) / max(1, len(manifest.blobs))
                facts = int(share * max(0, copy.layer.bytes - _EMPTY_BYTES))
                carried = max(carried, manifest.carried + facts)
    return carried


def skipped_of(plan: Plan, parsed: Iterable[BlobRow]) -> list[tuple[str, str]]:
    """Return (path, reason) of everything that could hold source but was not parsed."""
    statuses = {**plan.statuses, **{blob.blob: blob.status for blob in parsed}}
    skipped: list[tuple[str, str]] = []
    for row in plan.whole_tree:
        reason = statuses.get(row.blob, "") if row.blob != _NO_FACTS else row.kind
        if reason not in ("parsed", "unknown language", "file", "executable"):
            skipped.append((row.path, reason))
    return skipped
