"""Ctrl-C and SIGTERM, which not everything below the command line lets through.

DuckDB makes an error of its own of an interrupt that comes while it works, aborts the process for one that comes while
it is imported, and takes one that comes while it looks for a module for a sign that there is none; Python drops one
that comes in a finalizer or in a callback of its import system.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

_CANCEL: signal.Signals = getattr(signal, "SIGUSR1" if os.name == "posix" else "SIGBREAK")
"""The signal by which another thread of this process interrupts the main one."""


class Interrupts:
    """Raises KeyboardInterrupt in the main thread for either signal, and remembers that one came."""

    def __init__(self) -> None:
        self.came = False
        """Whatever is raised after this is the interrupt's doing."""
        self._is_cancelled: Callable[[], bool] | None = None
        self._last: int = signal.SIGINT

    def install(self) -> None:
        """Take over the two signals, but not one that the caller of this process told it to ignore."""
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self._raise)
        if hasattr(signal, "SIGTERM"):
            signal.signal(signal.SIGTERM, self._raise)
        sys.unraisablehook = self._unraisable

    def let_cancel(self, is_cancelled: Callable[[], bool]) -> None:
        """Let `cancel` interrupt the main thread, where by the time that it notices `is_cancelled` says yes."""
        self._is_cancelled = is_cancelled
        signal.signal(_CANCEL, self._raise)

    def cancel(self) -> None:
        """Interrupt what the main thread does, from another one.  This is no interrupt that `came`."""
        _send(_CANCEL)

    def _raise(self, number: int, frame: FrameType | None) -> None:
        if number == _CANCEL and self._is_cancelled is not None:
            if not self._is_cancelled():
                return
        else:
            self.came = True
        self._last = number
        if _is_import(frame):
            _thread.start_new_thread(_interrupt_again, (number,))
        else:
            raise KeyboardInterrupt

    def _unraisable(self, dropped: sys.UnraisableHookArgs) -> None:
        if dropped.exc_type is KeyboardInterrupt:
            _thread.start_new_thread(_interrupt_again, (self._last,))
        else:
            sys.__unraisablehook__(dropped)


def _is_import(frame: FrameType | None) -> bool:
    """Say whether a frame is part of an import."""
    while frame is not None and frame.f_code.co_filename != "<frozen importlib._bootstrap>":
        frame = frame.f_back
    return frame is not None


def _interrupt_again(number: int) -> None:
    time.sleep(0.01)  # by then the main thread may have left what cannot take it
    _send(number)


def _send(number: int) -> None:
    """Send the main thread a signal."""
    if os.name == "posix":  # unlike `interrupt_main` this wakes a thread that waits in the kernel
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:
        _thread.interrupt_main(signal.Signals(number))
