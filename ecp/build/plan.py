"""What a build has to do: which layer to stand on, which facts to copy, which blobs to parse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ecp.build.worker import Task
from ecp.index.blobs import language_to_try
from ecp.index.git import Repository, TreeEntry
from ecp.index.languages import language_of_path, languages_shown_for
from ecp.index.layer import BASE_BLOCK, DELTA_BLOCK, BlobRow, Copy, TreeRow, read_tree
from ecp.index.store import LayerRef, Manifest, RepositoryStore

_DELTA_SHARE = 5
"""A delta with more than a fifth of its base's blobs (or bytes) becomes a new base."""
_BASES_COMPARED = 4
_SMALL_BASE_BYTES, _BASE_BYTES_PER_BLOB = 4 << 20, 20_000
"""Bases expected to be smaller than this use small blocks as well."""
_NO_FACTS = -1

Key = tuple[str, str]
"""(object id, language): what facts are a function of, besides the fingerprint."""
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
    tasks: list[Task]
    copies: list[Copy] = field(default_factory=list)
    block_size: int = BASE_BLOCK
    statuses: dict[int, str] = field(default_factory=dict)
    """Per copied or inherited blob its status; those of `tasks` are not known yet."""

    def held_keys(self) -> list[str]:
        """Return `oid language` of the blobs whose facts the layer will hold."""
        held = {task.blob for task in self.tasks}.union(*(copy.blobs.values() for copy in self.copies))
        rows = {row.blob: row for row in self.whole_tree if row.blob in held}
        return sorted(f"{row.oid} {language_of_path(row.path)}" for row in rows.values())


@dataclass
class _Known:
    """A published base: its tree, and where each blob's facts are."""

    layer: LayerRef
    tree: dict[str, TreeRow]
    blobs: dict[Key, int]
    statuses: dict[int, str]
    changed: int = 0


def key_of(entry: TreeEntry) -> Key | None:
    """Return what a path's facts are a function of, or None when it has none."""
    language = language_to_try(entry.path, entry.kind)
    return None if language is None else (entry.oid, language)


def make_plan(repository: Repository, store: RepositoryStore, commit: str, *, reuse: bool) -> Plan:
    """Plan the build of `commit`.

    With `reuse`, stand on the published base with the fewest differing blobs and copy what any layer of the store
    holds; without, parse everything into a new base.
    """
    entries = repository.entries(commit)
    manifests = list(store.manifests()) if reuse else []
    base = _nearest_base(store, manifests, entries)
    if base is None:
        return _plan_base(store, manifests, commit, entries, None)
    difference = _difference(base, entries)
    new_keys = {key for entry in difference if (key := key_of(entry)) and key not in base.blobs}
    if len(new_keys) * _DELTA_SHARE > len(base.blobs):
        return _plan_base(store, manifests, commit, entries, base)
    return _plan_delta(store, manifests, commit, entries, base, difference)


def _nearest_base(store: RepositoryStore, manifests: list[Manifest], entries: list[TreeEntry]) -> _Known | None:
    """Return the base that differs least from a tree, of the few that were used last."""
    layers = list(dict.fromkeys(manifest.layers[0] for manifest in manifests))[:_BASES_COMPARED]
    bases = [known for layer in layers if (known := _load(store, layer)) is not None]
    for known in bases:
        known.changed = sum(1 for entry in entries if (key := key_of(entry)) and key not in known.blobs)
    return min(bases, key=lambda known: known.changed, default=None)


def _load(store: RepositoryStore, layer: LayerRef) -> _Known | None:
    import duckdb

    try:
        tree, blobs = read_tree(store.layer_path(layer))
    except duckdb.Error:
        return None  # damaged: build without it
    known = {(blob.oid, blob.language): blob.blob for blob in blobs}
    # what a blob's own bytes tell (a script's first line, C++ in a header) is found under what its path shows, too
    for blob in blobs:
        for shown in languages_shown_for(blob.language):
            known.setdefault((blob.oid, shown), blob.blob)
    return _Known(layer, {row.path: row for row in tree}, known, {blob.blob: blob.status for blob in blobs})


def _difference(base: _Known, entries: list[TreeEntry]) -> list[TreeEntry]:
    """Return the entries that the base's tree has not, or has otherwise."""
    return [
        entry
        for entry in entries
        if (row := base.tree.get(entry.path)) is None or row.oid != entry.oid or row.kind != entry.kind
    ]


def _plan_delta(
    store: RepositoryStore,
    manifests: list[Manifest],
    commit: str,
    entries: list[TreeEntry],
    base: _Known,
    difference: list[TreeEntry],
) -> Plan:
    numbers = dict(base.blobs)
    whole, wanted = _number(entries, numbers, max(base.blobs.values(), default=-1) + 1)
    paths, differs = {row.path for row in whole}, {entry.path for entry in difference}
    tree = [row for row in whole if row.path in differs]
    tree += [TreeRow(path, _NO_FACTS, "", "gone") for path in base.tree if path not in paths]
    plan = Plan(commit, base.layer, whole, tree, [], block_size=DELTA_BLOCK, statuses=dict(base.statuses))
    _copy_or_parse(plan, store, manifests, wanted, exclude={base.layer.file})
    return plan


def _plan_base(
    store: RepositoryStore, manifests: list[Manifest], commit: str, entries: list[TreeEntry], near: _Known | None
) -> Plan:
    whole, wanted = _number(entries, {}, 0)
    block = DELTA_BLOCK if len(wanted) * _BASE_BYTES_PER_BLOB < _SMALL_BASE_BYTES else BASE_BLOCK
    plan = Plan(commit, None, whole, whole, [], block_size=block)
    if near is not None:  # compaction: what the old base holds is copied, not parsed
        wanted = _take_over(plan, store, near, wanted)
    _copy_or_parse(plan, store, manifests, wanted, exclude={near.layer.file} if near else set())
    return plan


def _number(entries: Iterable[TreeEntry], numbers: dict[Key, int], first: int) -> tuple[list[TreeRow], Wanted]:
    """Return tree rows with blob numbers, and the blobs that got a new number: key → (number, a path)."""
    tree: list[TreeRow] = []
    wanted: Wanted = {}
    for entry in entries:
        key = key_of(entry)
        number = _NO_FACTS
        if key is not None:
            if key not in numbers:
                numbers[key] = first + len(wanted)
                wanted[key] = (numbers[key], entry.path)
            number = numbers[key]
        tree.append(TreeRow(entry.path, number, entry.oid, entry.kind))
    return tree, wanted


def _copy_or_parse(
    plan: Plan, store: RepositoryStore, manifests: list[Manifest], wanted: Wanted, exclude: set[str]
) -> None:
    """Give every wanted blob to a copy, where some layer of the store holds it, or to the parser."""
    seen = set(exclude)
    for manifest in manifests:
        if not wanted:
            break
        top = manifest.layers[-1]
        if top.file in seen:
            continue
        seen.add(top.file)
        if manifest.blobs and not any(f"{oid} {language}" in manifest.blobs for oid, language in wanted):
            continue
        known = _load(store, top)
        if known is not None:
            wanted = _take_over(plan, store, known, wanted)
    plan.tasks += [Task(number, oid, path, language) for (oid, language), (number, path) in wanted.items()]


def _take_over(plan: Plan, store: RepositoryStore, known: _Known, wanted: Wanted) -> Wanted:
    """Copy what `known` holds; return what is still wanted."""
    held = {known.blobs[key]: number for key, (number, _) in wanted.items() if key in known.blobs}
    if held:
        plan.copies.append(Copy(store.layer_path(known.layer), held))
        plan.statuses.update((number, known.statuses[theirs]) for theirs, number in held.items())
    return {key: value for key, value in wanted.items() if key not in known.blobs}


def skipped_of(plan: Plan, parsed: Iterable[BlobRow]) -> list[tuple[str, str]]:
    """Return (path, reason) of everything that could hold source but was not parsed."""
    statuses = {**plan.statuses, **{blob.blob: blob.status for blob in parsed}}
    skipped: list[tuple[str, str]] = []
    for row in plan.whole_tree:
        reason = statuses.get(row.blob, "") if row.blob != _NO_FACTS else row.kind
        if reason not in ("parsed", "unknown language", "file", "executable"):
            skipped.append((row.path, reason))
    return skipped
