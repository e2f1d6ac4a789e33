"""The build path.  Everything that makes a layer goes through `build_inside_locked`."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ecp.build.waits import Waits
from ecp.config import Settings
from ecp.dataclass import dataclass, field, replace
from ecp.errors import StoreError
from ecp.index.git.files import Head, head
from ecp.index.manifests import LayerRef, Manifest, Receipt
from ecp.index.store import RepositoryStore, discard

if TYPE_CHECKING:
    from ecp.build.gate import Slot
    from ecp.build.make import Made
    from ecp.build.notes import BuildNote
    from ecp.build.plan import Plan


@dataclass(frozen=True)
class Stack:
    """The layers that answer for one commit."""

    store: RepositoryStore
    manifest: Manifest
    outcome: str
    """`built` now, `hit` in the store, or `attached` to a build that somebody else made while we waited."""
    wait_seconds: float = 0.0

    @property
    def commit(self) -> str:
        """Return the commit that the stack is for."""
        return self.manifest.commit

    @property
    def paths(self) -> list[Path]:
        """Return the layers' files, base first."""
        return [self.store.layer_path(layer) for layer in self.manifest.layers]


@dataclass(frozen=True)
class BuildReport:
    """What `ecp index` answers with.  Sizes in bytes, times in seconds; of a hit, those of the build that made it."""

    commit: str
    outcome: str
    """`built`, `hit` or `attached`."""
    files: int
    """Files of the commit's tree."""
    files_parsed: int
    bytes_parsed: int
    bytes_read: int
    bytes_written: int
    seconds: float
    wait_seconds: float
    """Time that this call waited for lock and slot."""
    wait_reason: str
    unthrottled: str
    cpu_seconds: float
    peak_rss_bytes: int
    workers: int
    phases: dict[str, float]
    index_bytes: int
    """Size of the commit's stack."""
    layers: int
    skipped: tuple[tuple[str, str], ...]
    """(path, reason) of what could hold source and was not parsed."""

    @classmethod
    def of(cls, stack: Stack) -> BuildReport:
        """Make the report of a stack."""
        manifest, receipt = stack.manifest, stack.manifest.receipt
        return cls(
            commit=manifest.commit,
            outcome=stack.outcome,
            files=receipt.files,
            files_parsed=receipt.files_parsed,
            bytes_parsed=receipt.bytes_parsed,
            bytes_read=receipt.bytes_read,
            bytes_written=receipt.bytes_written,
            seconds=receipt.seconds,
            wait_seconds=stack.wait_seconds,
            wait_reason=receipt.wait_reason,
            unthrottled=receipt.unthrottled,
            cpu_seconds=receipt.cpu_seconds,
            peak_rss_bytes=receipt.peak_rss_bytes,
            workers=receipt.workers,
            phases=dict(receipt.phases),
            index_bytes=manifest.index_bytes,
            layers=len(manifest.layers),
            skipped=manifest.skipped,
        )


@dataclass(frozen=True)
class BuildRequest:
    """One call of `build_l2` or `force_rebuild_l2` that found no hit.

    The repository is opened by whoever has a slot: libgit2's binding is a third of what a waiter takes of memory.
    """

    root: Path
    """The repository: its working tree or git directory."""
    store: RepositoryStore
    commit: str
    settings: Settings
    waits: Waits
    force: bool = False
    before: Manifest | None = None
    """What a forced request found when it was made."""
    asked: float = field(default_factory=time.time)

    def already_satisfied(self, waited: float) -> Stack | None:
        """Return the stack that a peer published while we waited for the lock.

        A forced request takes it only when that build began after the request was made; what was there by then did not,
        whatever its receipt says: clocks go back.
        """
        manifest = self.store.find(self.commit)
        if manifest is None or (self.force and (manifest == self.before or manifest.receipt.started < self.asked)):
            return None
        return Stack(self.store, manifest, "attached", waited)


def build_l2(
    repo: str | os.PathLike[str],
    rev: str = "HEAD",
    *,
    settings: Settings | None = None,
    waits: Waits | None = None,
) -> Stack:
    """Return the stack of a revision, building its layer if the store has none.

    A hit takes no lock and no slot and loads neither DuckDB nor tree-sitter.  Raises UsageError for a path or
    revision that is not there, BusyError when the wait was bounded and ran out, StoreError, MissingObjectError.
    """
    request = _request(repo, rev, settings or Settings.from_environment(), waits)
    manifest = request.store.find(request.commit)
    if manifest is not None:
        return Stack(request.store, manifest, "hit")
    return build_inside_locked(request)


def force_rebuild_l2(
    repo: str | os.PathLike[str],
    rev: str = "HEAD",
    *,
    settings: Settings | None = None,
    waits: Waits | None = None,
) -> Stack:
    """Build a revision's layer from its sources alone, ignoring every cached fact.  Raises as `build_l2`."""
    request = _request(repo, rev, settings or Settings.from_environment(), waits)
    return build_inside_locked(replace(request, force=True, before=request.store.find(request.commit)))


def rebuild_aside(
    repo: str | os.PathLike[str],
    rev: str,
    folder: Path,
    *,
    settings: Settings | None = None,
    waits: Waits | None = None,
) -> Stack:
    """Build a revision from its sources alone into a store of its own, `folder`, but through the same gate."""
    request = _request(repo, rev, settings or Settings.from_environment(), waits)
    return build_inside_locked(replace(request, store=RepositoryStore(folder, request.store.common_dir), force=True))


def _request(repo: str | os.PathLike[str], rev: str, settings: Settings, waits: Waits | None) -> BuildRequest:
    place = head(Path(repo).expanduser()) if rev == "HEAD" else None
    if place is None:
        from ecp.index.git.repository import Repository

        repository = Repository(repo)
        place = Head(repository.root, repository.common_dir, repository.resolve(rev))
    store = RepositoryStore(settings.home, place.common_dir)
    return BuildRequest(place.root, store, place.commit, settings, waits or Waits())


def build_inside_locked(request: BuildRequest) -> Stack:
    """Build the layer of `request.commit` and publish it.

    The only way into the heavy path.  Lock order is fixed: repository, then slot.
    """
    from ecp.build.gate import build_slot
    from ecp.build.gc import collect_now_and_then, tidy_after_build
    from ecp.build.locks import repo_lock

    request.store.create()
    began, waits, note = time.monotonic(), request.waits, _note(request)
    lock_timeout = request.settings.lock_timeout if waits.limit is None else waits.limit
    with repo_lock(request.store.folder, timeout=lock_timeout, note=note, on_wait=waits.on_wait) as waited:
        if stack := request.already_satisfied(waited):  # a peer built it while we waited
            return stack
        request.store.furnish()
        replaced = request.store.manifest_path(request.commit).exists()
        left = None if waits.limit is None else max(0.0, waits.limit - (time.monotonic() - began))
        with build_slot(  # only a build that will run takes a slot
            request.settings, note, timeout=left, needed_memory=_needed_memory(request.store), on_wait=waits.on_wait
        ) as slot:
            manifest = _build(request, note, slot, waited + slot.waited_seconds)
        tidy_after_build(request.store, replaced=replaced)
    collect_now_and_then(request.settings)
    return Stack(request.store, manifest, "built", manifest.receipt.wait_seconds)


def _note(request: BuildRequest) -> BuildNote:
    from ecp.build.notes import this_build

    return this_build(str(request.root), request.commit)


def _needed_memory(store: RepositoryStore) -> int | None:
    """Return the most memory that a recent build of this repository took, if there was one.

    The most, not the last: a delta takes little and tells nothing of what a new base will need.
    """
    recent = [manifest.receipt.peak_rss_bytes for manifest, _ in zip(store.manifests(), range(10), strict=False)]
    return max(recent, default=None)


def _build(request: BuildRequest, note: BuildNote, slot: Slot, waited: float) -> Manifest:
    """Plan, parse, write, publish.  Runs with the repo lock and a slot held."""
    from ecp.build.locks import note_holder
    from ecp.build.make import make_layer
    from ecp.build.plan import make_plan
    from ecp.build.progress import Clock
    from ecp.build.usage import usage
    from ecp.index.git.repository import Repository

    started, began, before = time.time(), time.monotonic(), usage()
    store = request.store

    def show_phase(name: str) -> None:
        slot.phase(name)
        note_holder(store.folder, replace(note, phase=name, since=started))

    clock = Clock(show_phase, request.waits.on_progress, "" if request.force else store.why_unindexed(request.commit))
    repository = Repository(request.root)
    store.clear_remains()
    temporary = store.temporary(request.commit)
    try:
        while True:
            with clock.phase("plan"):
                plan = make_plan(
                    repository,
                    store,
                    request.commit,
                    max_file_bytes=request.settings.max_file_bytes,
                    reuse=not request.force,
                )
            try:
                made = make_layer(repository, plan, temporary, request.settings, slot.workers, clock)
                break
            except StoreError:
                if not store.distrust_damaged(plan.sources()):
                    raise
                discard(temporary)  # what it copied from is damaged: plan again, without that
        with clock.phase("publish"):
            layer = store.publish_layer(temporary, request.commit)
    finally:
        discard(temporary)
    total = made.total_usage(usage().since(before))
    receipt = Receipt(
        started=started,
        seconds=round(time.monotonic() - began, 4),
        wait_seconds=round(waited, 4),
        wait_reason=slot.wait_reason or "",
        unthrottled=slot.unthrottled or "",
        files=len(plan.whole_tree),
        files_parsed=made.files_parsed,
        bytes_parsed=made.bytes_parsed,
        bytes_read=total.bytes_read,
        bytes_written=total.bytes_written,
        cpu_seconds=round(total.cpu_seconds, 4),
        peak_rss_bytes=total.peak_rss_bytes,
        workers=made.workers,
        phases=clock.phases,
    )
    manifest = _manifest(request, plan, layer, made, receipt)
    store.publish(manifest)
    return manifest


def _manifest(request: BuildRequest, plan: Plan, layer: LayerRef, made: Made, receipt: Receipt) -> Manifest:
    from ecp.build.plan import skipped_of
    from ecp.index.fingerprint import fingerprint

    return Manifest(
        commit=request.commit,
        fingerprint=fingerprint(),
        layers=(*plan.below, layer),
        skipped=tuple(skipped_of(plan, made.blobs)),
        blobs=tuple(plan.held_keys()) if plan.below else (),
        receipt=receipt,
    )
