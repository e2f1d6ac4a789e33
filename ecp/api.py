"""The façade: the calls that programs, the CLI and the MCP server share."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ecp.config import Settings
from ecp.errors import DamagedLayerError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecp.build import BuildReport, Waits
    from ecp.query.index import Index

__all__ = ["index", "open"]

_ATTEMPTS = 5
"""A stack may be damaged, or removed by gc between its choice and its opening; then the next best answers."""


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
    from ecp.build import BuildReport, build_l2, force_rebuild_l2

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
    repository with no sound index at all is indexed first, and any with `fresh`.  What each answer rests on is its
    `freshness`.  Raises as `index`, and DamagedLayerError.
    """
    settings = settings or Settings.from_environment()
    return open_or_build(repo, rev, partial(_build, settings, waits), fresh=fresh, settings=settings)


def open_or_build(
    repo: str | os.PathLike[str],
    rev: str,
    build: Callable[[Path, str], None],
    *,
    fresh: bool = False,
    settings: Settings | None = None,
) -> Index:
    """Open as `open` does, but let `build` make the index of a place's revision where there is to be one."""
    from ecp.index.git.objects import objects_of
    from ecp.index.overlay import choose_basis
    from ecp.query.index import Index
    from ecp.query.view import View

    settings, place = settings or Settings.from_environment(), Path(repo).expanduser().absolute()
    if fresh:
        build(place, rev)
    for _ in range(_ATTEMPTS):
        basis = choose_basis(place, rev, settings)
        if basis is None:
            build(place, rev)
            continue
        try:
            view = View(basis.layers, basis.freshness, basis.overlay)
            return Index(view, basis.store.manifests, partial(objects_of, basis.git_dir))
        except DamagedLayerError:
            if not basis.distrust():
                raise
    raise StoreError(f"the index of {place} keeps changing under its readers", "Ask again; see `ecp status`.")


def _build(settings: Settings, waits: Waits | None, place: Path, rev: str) -> None:
    from ecp.build import build_l2  # which most questions do without

    build_l2(place, rev, settings=settings.of_question(), waits=waits)
