"""What lies on top of a stack: the files that differ from it, parsed in memory, and what that covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ecp.index.layer import BlobRow, TreeRow


@dataclass(frozen=True)
class Overlay:
    """What lies on top of a stack: files that differ from it, parsed in memory."""

    tree: Sequence[TreeRow] = ()
    """Rows of `tree`; kind `gone` for a path that is no longer there."""
    blobs: Sequence[BlobRow] = ()
    rows: Mapping[str, bytes] = field(default_factory=dict)
    strings: Sequence[bytes] = ()
    incomplete: Sequence[str] = ()
    """Paths that differ and were not parsed, because the bound on bytes was reached."""


@dataclass(frozen=True)
class Freshness:
    """What an answer is for, and what it rests on."""

    commit: str
    """The commit asked about."""
    base_commit: str
    """The indexed commit that answers."""
    overlay_files: int = 0
    """Files answered from memory: they differ between the two, or between the commit and the working tree."""
    incomplete: tuple[str, ...] = ()
    """Paths whose present content is not covered."""
