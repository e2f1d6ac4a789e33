"""A build in a thread of its own, for a server that answers while it goes on."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ecp.config import Settings
from ecp.dataclass import replace
from ecp.progress import Talker, progress_line, wait_line

if TYPE_CHECKING:
    from ecp.build.notes import Waiting
    from ecp.build.progress import Progress

_STOPPING_SECONDS = 2.0


class _StoppedError(Exception):
    """Nobody wants the build any more."""


class BackgroundBuild:
    """Makes the index of a revision.  Goes on though whoever waited has given up: the next one who asks waits less."""

    def __init__(self, place: Path, rev: str) -> None:
        self._talker = Talker(sys.stderr)
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._waiting: Waiting | None = None
        self._error: BaseException | None = None
        self._stopped = False
        self._why = ""
        self._over = threading.Event()
        threading.Thread(target=self._run, args=(place, rev), daemon=True).start()

    @property
    def is_over(self) -> bool:
        """Say whether it has ended, well or not."""
        return self._over.is_set()

    def wait(self, seconds: float | None) -> bool:
        """Wait until it is over, or for some seconds; say whether it is.  Raises what went wrong with it."""
        if not self._over.wait(seconds):
            return False
        if self._error is not None:
            raise self._error
        return True

    def stop(self) -> None:
        """Let it end as soon as it looks up from its work, and wait a little until it has, if it is at work."""
        self._stopped = True
        self._over.wait(_STOPPING_SECONDS if self._progress and not self._waiting else 0)

    def state(self) -> str:
        """Return how far it is, or what it waits for, for people."""
        if self._waiting is not None:
            return wait_line(self._waiting)
        at = progress_line(self._progress, time.monotonic() - self._began) if self._progress else "starting"
        return f"{self._why}; {at}" if self._why else at

    def done(self) -> tuple[int, int]:
        """Return how many bytes of source are parsed, and of how many: 0 while that is not known."""
        return (self._progress.bytes, self._progress.total_bytes) if self._progress else (0, 0)

    def _run(self, place: Path, rev: str) -> None:
        from ecp.build import Waits, build_l2

        waits = Waits(on_wait=self._on_wait, on_progress=self._on_progress)
        try:
            build_l2(place, rev, settings=Settings.from_environment().of_question(), waits=waits)
        except BaseException as error:  # whoever waits gets it
            self._error = error
        finally:
            self._over.set()

    def _on_wait(self, waiting: Waiting) -> None:
        self._go_on()
        self._waiting = waiting
        with suppress(OSError):  # a client may have closed our stderr
            self._talker.on_wait(waiting)

    def _on_progress(self, progress: Progress) -> None:
        self._go_on()
        known, self._why = self._progress, progress.why or self._why
        if known is not None and not progress.total:  # only one phase says how many files there are
            progress = replace(known, phase=progress.phase)
        self._progress = progress
        self._waiting = None
        with suppress(OSError):
            self._talker.on_progress(progress)

    def _go_on(self) -> None:
        if self._stopped:
            raise _StoppedError
