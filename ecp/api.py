"""The façade: the calls that programs, the CLI and the MCP server share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ecp.build import BuildReport, Stack, Waits, build_l2, force_rebuild_l2
from ecp.config import Settings

if TYPE_CHECKING:
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
    settings: Settings | None = None,
    waits: Waits | None = None,
) -> Index:
    """Open the index of a revision for questions.

    A repository that has no index at all is indexed first.  Raises as `index`, and DamagedLayerError.
    """
    stack = build_l2(repo, rev, settings=settings, waits=waits)
    return _index_of(stack)


def _index_of(stack: Stack) -> Index:
    from ecp.model import Freshness
    from ecp.query.index import Index
    from ecp.query.view import View

    return Index(View(stack.paths, Freshness(stack.commit, stack.commit)), stack.store.manifests)
