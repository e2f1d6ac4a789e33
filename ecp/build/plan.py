"""What a build has to do: which layers to stand on, which facts to copy, which blobs to parse.

A stack is a base and some deltas, the older the larger.  A new delta absorbs those on top of its stack that are not
much larger than itself, as a log-structured merge tree does, so that each fact is copied a few times at most while
the layers stay few.
"""

from __future__ import annotations

from collections.abc import Iterable

from ecp.dataclass import dataclass, field
from ecp.index.blobs import Key, Task, is_reusable, key_of
from ecp.index.detection import language_of_path
from ecp.index.git.repository import Repository
from ecp.index.git.trees import TreeEntry
from ecp.index.layer import BlobRow, Copy, TreeReader, TreeRow, block_size_for
from ecp.index.manifests import LayerRef, Manifest
from ecp.index.store import RepositoryStore

_STACKS_COMPARED, _ANCESTORS = 4, 100
"""Stacks that a build chooses from: those of the nearest indexed ancestor, and some of the last used."""
_ABSORBED_RATIO = 2
"""A delta is absorbed by one that is at least half as large."""
_DELTAS_TO_BASE = 2
"""A new base is made when the deltas come to more than half of what is still of use in the old one."""
_MOST_DELTAS = 5
_LAYER_COST = 128 << 10
"""What a layer costs besides its facts (most of it half-filled blocks), in bytes of source, as all sizes here."""
_CHECKED_BYTES = 32 << 20
"""Layers up to this size are compared with their checksum by every build that uses them (10 MB take 12 ms).  Of larger
ones DuckDB's checksums guard the blocks that are read, and `ecp doctor` the others."""
_NO_FACTS = -1

Wanted = dict[Key, tuple[int, str]]
"""Blobs whose facts are needed: their number in the stack, and a path to name them by."""


@dataclass
class Plan:
    """One build's work."""

    commit: str
    below: tuple[LayerRef, ...]
    """The layers to stand on, base first; none for a new base."""
    whole_tree: list[TreeRow]
    tree: list[TreeRow]
    """The rows that the layer stores: the whole tree in a base, the difference in a delta."""
    tasks: list[Task] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    statuses: dict[int, str] = field(default_factory=dict)
    """Per copied or inherited blob its status; those of `tasks` are not known yet."""

    @property
    def held(self) -> set[int]:
        """Return the blobs whose facts the layer will hold."""
        return {task.blob for task in self.tasks}.union(*(copy.blobs.values() for copy in self.copies))

    @property
    def block_size(self) -> int:
        """Return the block size that suits the layer."""
        return block_size_for(len(self.held))

    def held_keys(self) -> list[str]:
        """Return `oid language` of the blobs whose facts the layer will hold."""
        held = self.held
        rows = {row.blob: row for row in self.whole_tree if row.blob in held}
        return sorted(f"{row.oid} {language_of_path(row.path)}" for row in rows.values())

    def sources(self) -> list[LayerRef]:
        """Return the published layers that the build reads or stands on."""
        return [*self.below, *(copy.layer for copy in self.copies)]


@dataclass
class _Known:
    """A published layer: its tree, and the blobs whose facts can be used again."""

    layer: LayerRef
    tree: dict[str, TreeRow]
    blobs: dict[Key, int]
    statuses: dict[int, str]
    sizes: dict[int, int]
    """Bytes of source, per blob."""
    top: int
    """The highest blob number in use."""

    def live_bytes(self, wanted: Iterable[Key]) -> int:
        """Return the bytes of source whose facts the layer holds and somebody wants, and what a layer costs."""
        return _LAYER_COST + sum(self.sizes[self.blobs[key]] for key in wanted if key in self.blobs)


@dataclass
class _Stack:
    """Some layers, base first, each hiding paths of those below it."""

    layers: list[_Known]

    def keys(self) -> set[Key]:
        """Return every blob that the stack has facts of."""
        return set().union(*(known.blobs for known in self.layers))

    def numbers(self) -> dict[Key, int]:
        """Return the number of each of them; the lowest layer's, where two have the same."""
        return {key: number for known in reversed(self.layers) for key, number in known.blobs.items()}

    def statuses(self) -> dict[int, str]:
        """Return the status of each."""
        return {number: status for known in self.layers for number, status in known.statuses.items()}

    def tree(self) -> dict[str, TreeRow]:
        """Return the row of every path."""
        rows = {path: row for known in self.layers for path, row in known.tree.items()}
        return {path: row for path, row in rows.items() if row.kind != "gone"}


class _Library:
    """The published layers of a repository, each read once; a damaged one is as good as absent."""

    def __init__(self, store: RepositoryStore, trees: TreeReader, max_file_bytes: int, use: bool) -> None:
        self.store = store
        self._trees = trees
        self.manifests = [each.manifest for each in store.examined() if each.manifest is not None] if use else []
        """Last used first.  Also those whose stack is damaged: a sound layer of it can still be copied from."""
        self.max_file_bytes = max_file_bytes
        self._read: dict[str, _Known | None] = {}
        self._checked: set[LayerRef] = set()

    def stacks(self, ancestors: Iterable[str]) -> list[_Stack]:
        """Return the sound stacks to choose from: of the first indexed ancestor, and of those used last.

        Of a stack that is damaged, the sound layers from its base on.
        """
        by_commit = {manifest.commit: manifest for manifest in self.manifests}
        nearest = next((by_commit[commit] for commit in ancestors if commit in by_commit), None)
        first = [] if nearest is None else [nearest]
        found: dict[tuple[str, ...], _Stack] = {}
        for manifest in [*first, *self.manifests]:
            if len(found) == _STACKS_COMPARED:
                break
            if layers := self._sound_layers(manifest):
                found.setdefault(tuple(known.layer.file for known in layers), _Stack(layers))
        return list(found.values())

    def _sound_layers(self, manifest: Manifest) -> list[_Known]:
        layers: list[_Known] = []
        for layer in manifest.layers:
            known = self.layer(layer)
            if known is None:
                break
            layers.append(known)
        return layers

    def layer(self, layer: LayerRef) -> _Known | None:
        """Return what a layer holds, or None when it is damaged."""
        if layer.file not in self._read:
            self._read[layer.file] = self._load(layer) if self.store.is_sound(layer) else None
        return self._read[layer.file]

    def has_damaged(self, layers: Iterable[LayerRef]) -> bool:
        """Say whether any of some layers, not too large to tell, is not what was published; then it is absent."""
        found = False
        for layer in dict.fromkeys(layers):
            if layer.bytes <= _CHECKED_BYTES and layer not in self._checked:
                if self.store.is_intact(layer):
                    self._checked.add(layer)
                else:
                    self._read[layer.file], found = None, True
        return found

    def _load(self, layer: LayerRef) -> _Known | None:
        import duckdb

        try:
            tree, blobs = self._trees.read(self.store.layer_path(layer))
        except duckdb.Error:
            self.store.distrust(layer)
            return None
        usable = [blob for blob in blobs if is_reusable(blob, self.max_file_bytes)]
        return _Known(
            layer,
            {row.path: row for row in tree},
            {(blob.oid, blob.path_language): blob.blob for blob in usable},
            {blob.blob: blob.status for blob in usable},
            {blob.blob: blob.bytes if blob.status == "parsed" else 0 for blob in usable},
            max((blob.blob for blob in blobs), default=_NO_FACTS),
        )


def make_plan(repository: Repository, store: RepositoryStore, commit: str, *, max_file_bytes: int, reuse: bool) -> Plan:
    """Plan the build of `commit`.

    With `reuse`, stand on the published stack that lacks the fewest blobs and copy what any layer of the store holds;
    without, parse everything into a new base.
    """
    entries = repository.entries(commit)
    may_stand = reuse and bool(store.manifest_paths())
    ancestors = list(repository.recent_commits(commit, _ANCESTORS)) if may_stand else []
    with TreeReader() as trees:
        library = _Library(store, trees, max_file_bytes, reuse)
        plan = _plan(repository, library, commit, entries, ancestors)
        while library.has_damaged(plan.sources()):
            plan = _plan(repository, library, commit, entries, ancestors)
    return plan


def _plan(
    repository: Repository, library: _Library, commit: str, entries: list[TreeEntry], ancestors: list[str]
) -> Plan:
    wanted = {key: entry.path for entry in entries if (key := key_of(*entry)) is not None}
    stack = min(library.stacks(ancestors), key=lambda each: len(wanted.keys() - each.keys()), default=_Stack([]))
    kept = 0
    if stack.layers:
        sizes = (repository.size(oid, wanted[oid, language]) for oid, language in wanted.keys() - stack.keys())
        kept = _kept(stack.layers, set(wanted), sum(size for size in sizes if size <= library.max_file_bytes))
    below, absorbed = _Stack(stack.layers[:kept]), stack.layers[kept:]
    plan, missing = _plan_on(below, commit, entries)
    for known in absorbed:
        missing = _take_over(plan, library.store, known, missing)
    _copy_or_parse(plan, library, missing, exclude=stack.layers)
    return plan


def _kept(layers: list[_Known], wanted: set[Key], missing: int) -> int:
    """Return how many layers of a stack to stand on, given the bytes of source that it lacks."""
    if not layers:
        return 0
    unseen, live = set(wanted), []
    for known in layers:  # what two layers hold, the lower one is asked for
        live.append(known.live_bytes(unseen))
        unseen -= known.blobs.keys()
    kept, mine = len(layers), _LAYER_COST + missing
    while kept > 1 and (live[kept - 1] <= _ABSORBED_RATIO * mine or kept > _MOST_DELTAS):
        kept -= 1
        mine += live[kept] - _LAYER_COST
    deltas = mine + sum(live[1:kept])
    return 0 if (deltas - _LAYER_COST) * _DELTAS_TO_BASE > live[0] else kept


def _plan_on(below: _Stack, commit: str, entries: list[TreeEntry]) -> tuple[Plan, Wanted]:
    """Return the plan of a layer on top of `below`, still without work, and the blobs whose facts are missing there."""
    top = max((known.top for known in below.layers), default=_NO_FACTS)
    whole, missing = _number(entries, below.numbers(), top + 1)
    under, paths = below.tree(), {row.path for row in whole}
    tree = [row for row in whole if under.get(row.path) != row]
    tree += [TreeRow(path, _NO_FACTS, "", "gone") for path in under if path not in paths]
    layers = tuple(known.layer for known in below.layers)
    return Plan(commit, layers, whole, tree, statuses=below.statuses()), missing


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


def _copy_or_parse(plan: Plan, library: _Library, wanted: Wanted, exclude: Iterable[_Known]) -> None:
    """Give every wanted blob to a copy, where some layer of the store holds it, or to the parser."""
    seen = {known.layer for known in exclude}
    tops = {manifest.layers[-1]: manifest for manifest in library.manifests}
    for layer in dict.fromkeys(layer for manifest in library.manifests for layer in reversed(manifest.layers)):
        if not wanted:
            break
        # the manifest of a delta lists what it holds, so of those only what is of use is opened
        held = tops[layer].held if layer in tops and len(tops[layer].layers) > 1 else None
        if layer in seen or not (held is None or any(f"{oid} {language}" in held for oid, language in wanted)):
            continue
        known = library.layer(layer)
        if known is not None:
            wanted = _take_over(plan, library.store, known, wanted)
    plan.tasks += [Task(number, oid, path, language) for (oid, language), (number, path) in wanted.items()]


def _take_over(plan: Plan, store: RepositoryStore, known: _Known, wanted: Wanted) -> Wanted:
    """Copy what `known` holds; return what is still wanted."""
    held = {known.blobs[key]: number for key, (number, _) in wanted.items() if key in known.blobs}
    if held:
        plan.copies.append(Copy(known.layer, store.layer_path(known.layer), held))
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
