"""Talk about a running build, or another long work: a bar on a terminal, quiet lines elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

from ecp.render import clean, size

if TYPE_CHECKING:
    from ecp.build.notes import Waiting
    from ecp.build.progress import Progress

_WIDTH = 24
_REDRAW_SECONDS = 0.1
_QUIET_SECONDS = 10.0
_TELLING = 10
"""The part of the sources, one in so many, from which on they tell how long the others take."""


def wait_line(waiting: Waiting) -> str:
    """Return what a build waits for, its place in the queue, and who holds it up."""
    holders = "; ".join(clean(str(holder)) for holder in waiting.holders) or "unknown"
    what = {"lock": "another build of this repository", "slot": "a build slot"}.get(
        waiting.wanted, f"{waiting.wanted} pressure to ease"
    )
    place = f", place {waiting.place} in the queue" if waiting.wanted != "lock" else ""
    return f"waiting for {what}{place}, {waiting.seconds:.0f} s so far; held by {holders}"


def progress_line(progress: Progress, seconds: float) -> str:
    """Return how far a build is after some seconds, and how long the rest takes where that can be told."""
    parts = [progress.phase]
    if progress.total:
        seconds = max(seconds, 1e-6)
        parts.append(f"{progress.files}/{progress.total} files")
        parts.append(f"{size(progress.bytes / seconds)}/s")
        if progress.total_bytes <= _TELLING * progress.bytes < _TELLING * progress.total_bytes:
            parts.append(f"{seconds * (progress.total_bytes - progress.bytes) / progress.bytes:.0f} s left")
    return ", ".join(parts)


class Talker:
    """Tells one person, on one stream, what a build is waiting for and how far it is."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._began = self._spoke = time.monotonic()
        self._announced = False
        self._drawn = False

    def on_wait(self, waiting: Waiting) -> None:
        """Say what the build waits for, its place in the queue, and who holds it up."""
        self._clear()
        print(f"ecp: {wait_line(waiting)}", file=self._stream, flush=True)

    def on_progress(self, progress: Progress) -> None:
        """Show how far the build is."""
        now = time.monotonic()
        if not self._announced:
            self._announced, self._began = True, now
            if progress.why or not self._is_terminal:
                why = f"; {clean(progress.why)}" if progress.why else ""
                print(f"ecp: building the index{why}", file=self._stream, flush=True)
        line = progress_line(progress, now - self._began)
        self._show(line, progress.files, progress.total, is_last=progress.phase == "publish")

    def on_calls(self, files: int, total: int) -> None:
        """Show of how many files the calls are worked out."""
        self._show(f"calls, {files}/{total} files", files, total, is_last=files == total)

    def _show(self, line: str, files: int, total: int, *, is_last: bool) -> None:
        now = time.monotonic()
        if now - self._spoke < (_REDRAW_SECONDS if self._is_terminal else _QUIET_SECONDS) and not is_last:
            return
        if self._is_terminal:
            self._spoke = now
            bar = "█" * round(files / total * _WIDTH if total else 0)
            self._stream.write(f"\r\x1b[K{bar:·<{_WIDTH}} {line}")
            self._stream.flush()
            self._drawn = True
            if is_last:
                self._clear()
        elif total and not is_last:
            self._spoke = now
            print(f"ecp: {line}", file=self._stream, flush=True)

    def _clear(self) -> None:
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False
