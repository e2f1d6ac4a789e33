"""How long a build may wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ecp.dataclass import dataclass

if TYPE_CHECKING:
    from ecp.build.notes import Waiting
    from ecp.build.progress import Progress


@dataclass(frozen=True)
class Waits:
    """How long a build may wait, and who is told.  Seconds; None for the settings' own bounds."""

    limit: float | None = None
    """Total seconds for lock and slot; BusyError past it.  0 does not wait at all."""
    on_wait: Callable[[Waiting], None] | None = None
    on_progress: Callable[[Progress], None] | None = None
