"""Worker processes as their builder sees them: how they are started, and ended.

A fork of the builder, on Linux: that takes 2 ms where a fresh interpreter takes 80, and has compiled a query already.
What it inherits and must not have, the locks and the pipes of other workers, it closes first of all.  Only a process
with a single thread is forked, since beside others the child may meet locks that nobody will open; and no large one,
whose memory would count as each worker's.

Neither is multiprocessing's: its `spawn` runs the caller's main module again, which breaks every script without a
`__main__` guard.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, NoReturn

from ecp.build.worker import Setup, serve
from ecp.config import environment_of_workers
from ecp.index.git.objects import Objects

_TASKS, _DESCRIPTORS, _MEMORY = (Path("/proc/self") / name for name in ("task", "fdinfo", "statm"))
_MOST_RESIDENT = 96 << 20
"""Bytes of memory of a process that is forked: a builder has some 50 MB, a host may have any number."""


class Forked:
    """A forked worker, in the words of `subprocess.Popen`."""

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self._is_over = False

    def kill(self) -> None:
        """End the process at once, if it has not ended."""
        if not self._is_over:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """Wait until the process has ended."""
        if not self._is_over:
            with contextlib.suppress(ChildProcessError):  # in a host that has the kernel forget its children
                os.waitpid(self.pid, 0)
            self._is_over = True


WorkerProcess = Forked | subprocess.Popen[bytes]


def fresh() -> subprocess.Popen[bytes]:
    """Start a worker as a fresh interpreter, which is to be told its setup.  Raises OSError."""
    return subprocess.Popen(
        # -P: else the folder we stand in, which may be the repository, is where the worker imports from first
        [sys.executable, "-P", "-c", "from ecp.build.worker import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment_of_workers(),
    )


def may_fork() -> bool:
    """Say whether this process may be forked: it has one thread, little memory, and /proc tells which files it locked.

    A builder has locked some: who sees none there could not close them either.
    """
    if sys.platform != "linux" or not _DESCRIPTORS.is_dir():
        return False
    resident = int(_MEMORY.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return len(os.listdir(_TASKS)) == 1 and resident <= _MOST_RESIDENT and bool(_locked())


def fork(setup: Setup, objects: Objects, others: Iterable[WorkerProcess]) -> Forked:
    """Fork a worker, which reads from this open repository.  Only when `may_fork`.  Raises OSError."""
    requests, theirs = os.pipe()
    ours, replies = os.pipe()
    of_others = [pipe.fileno() for other in others for pipe in (other.stdin, other.stdout) if pipe is not None]
    inherited = [theirs, ours, *of_others, *_locked()]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        pid = os.fork()
        if pid == 0:
            _be_worker(inherited, setup, objects, requests, replies)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(requests)
        os.close(replies)
    return Forked(pid, os.fdopen(theirs, "wb"), os.fdopen(ours, "rb"))


def _be_worker(inherited: Iterable[int], setup: Setup, objects: Objects, requests: int, replies: int) -> NoReturn:
    """Serve batches to the end, whatever happens: what is further up the stack is the builder's."""
    try:
        for descriptor in inherited:
            with contextlib.suppress(OSError):  # newer versions of filelock have closed theirs
                os.close(descriptor)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the builder's to handle
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nowhere, standard)
        serve(setup, objects, os.fdopen(requests, "rb"), os.fdopen(replies, "wb"))
    finally:
        os._exit(0)


def _locked() -> list[int]:
    """Return the descriptors of the files that this process has locked."""
    found = []
    for entry in os.listdir(_DESCRIPTORS):
        with contextlib.suppress(OSError):  # the descriptor of the folder itself is gone again
            if "\nlock:" in (_DESCRIPTORS / entry).read_text():
                found.append(int(entry))
    return found
