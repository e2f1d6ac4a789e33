"""The façade: the calls that programs, the CLI and the MCP server share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ecp.build import BuildReport, Waits, build_l2, force_rebuild_l2
from ecp.config import Settings

if TYPE_CHECKING:
    from ecp.index.overlay import Basis
    from ecp.query.index import Index

__all__ = ["build_l2", "force_rebuild_l2", "index", "open"]


def index(
    repo: str | os.PathLike[str] = ".",
    rev: str = "HEAD",
    *,
    force: bool = False,
    settings: Settings | None = None,
    waits: Waits | None = None,
) -> BuildReport:
    """Make sure that a revision is indexed and return what it cost.

    `force` rebuilds it from its sources alone.  Raises UsageError for a path or revision that is not there,
    BusyError when `waits` bounded the wait and it ran out, StoreError, MissingObjectError.
    """
    build = force_rebuild_l2 if force else build_l2
    return BuildReport.of(build(repo, rev, settings=settings, waits=waits))


def open(
    repo: str | os.PathLike[str] = ".",
    rev: str = "HEAD",
    *,
    fresh: bool = False,
    settings: Settings | None = None,
    waits: Waits | None = None,
) -> Index:
    """Open the index of a revision for questions, without waiting for a build.

    The answers are for the working tree when `rev` is HEAD: what differs from the indexed commit is parsed in memory,
    within `ECP_OVERLAY_MAX_BYTES`.  A commit without an index is answered from the nearest one that has.  Only a
    repository with no index at all is indexed first, and any with `fresh`.  `Index.freshness` says what the answers
    rest on.  Raises as `index`, and DamagedLayerError.
    """
    from ecp.index.git import Repository
    from ecp.index.overlay import choose_basis
    from ecp.index.store import RepositoryStore
    from ecp.query.index import Index
    from ecp.query.view import View

    settings = settings or Settings.from_environment()
    repository = Repository(repo)
    store = RepositoryStore(settings.home, repository.common_dir)
    commit = repository.resolve(rev)

    def choose() -> Basis | None:
        return choose_basis(repository, store, commit, settings, working_tree=rev == "HEAD")

    basis = None if fresh and store.find(commit) is None else choose()
    if basis is None:
        build_l2(repo, commit, settings=settings, waits=waits)
        basis = choose()
    assert basis is not None, "a build publishes the commit that it was asked for"
    layers = [store.layer_path(layer) for layer in basis.manifest.layers]
    return Index(View(layers, basis.freshness, basis.overlay), store.manifests)
