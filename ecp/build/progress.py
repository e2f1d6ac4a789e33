"""How far a build is, for whoever watches it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ecp.dataclass import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a build is: `files` of `total` to parse are done, and `bytes` of `total_bytes` of source."""

    phase: str
    files: int = 0
    total: int = 0
    bytes: int = 0
    total_bytes: int = 0
    why: str = ""
    """Why the commit is indexed though somebody may take it for indexed; "" for one that is new."""


class Clock:
    """Measures the phases of one build and announces each: in the slot's note and to the caller."""

    def __init__(
        self, note_phase: Callable[[str], None], on_progress: Callable[[Progress], None] | None, why: str = ""
    ) -> None:
        self.phases: dict[str, float] = {}
        """Seconds per phase."""
        self._note_phase = note_phase
        self._on_progress = on_progress
        self._why = why

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time the block as the phase `name`."""
        self._note_phase(name)
        self.tell(Progress(name, why=self._why))
        start = time.monotonic()
        try:
            yield
        finally:
            self.phases[name] = round(time.monotonic() - start, 4)

    def tell(self, progress: Progress) -> None:
        """Tell the caller, if it asked to be told."""
        if self._on_progress is not None:
            self._on_progress(progress)
