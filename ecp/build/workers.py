"""The worker pool of one build: hands out batches of blobs, collects facts, survives the death of a worker."""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence

from ecp.build.worker import Batch, Setup, parse_blobs, send
from ecp.config import environment_of_workers
from ecp.errors import EcpError
from ecp.index.blobs import Task
from ecp.index.git import Repository
from ecp.index.layer import BlobRow

_SMALL_FILES, _SMALL_BYTES = 200, 1 << 20
"""A build below both parses in the builder itself: two workers take longer to start than this takes to parse."""
_BATCH_FILES = 24
_DEADLY_FILES = 20
"""Files that may kill their workers before the build gives up: so many are not the files' fault."""
_FILE_SECONDS = 30.0
"""Seconds that one file may take before its worker is killed and the file is recorded as skipped."""

_FEWER_WORKERS = "Run `ecp doctor`; ECP_WORKERS=1 uses fewer processes."


def is_small(repository: Repository, tasks: Sequence[Task]) -> bool:
    """Say whether some blobs are too few to be worth worker processes."""
    if len(tasks) > _SMALL_FILES:
        return False
    return sum(repository.size(task.oid, task.path) for task in tasks) <= _SMALL_BYTES


def parse_all(
    repository: Repository, tasks: Sequence[Task], *, workers: int, max_file_bytes: int, low_priority: bool
) -> Iterator[Batch]:
    """Yield the facts of every blob, in batches, in any order.

    A file that kills its worker, or keeps it longer than 30 s, twice, comes back with that as its status; the
    others are not affected.  Raises what a worker raised (MissingObjectError).
    """
    if is_small(repository, tasks):
        for start in range(0, len(tasks), _BATCH_FILES):
            yield parse_blobs(repository, list(tasks[start : start + _BATCH_FILES]), max_file_bytes)
        return
    setup = Setup(str(repository.git_dir), max_file_bytes, low_priority)
    yield from _Pool(setup, tasks, workers).results()


def _batches(tasks: Sequence[Task], size: int) -> Iterator[list[Task]]:
    """Yield the tasks in batches of one language each, the most used language first.

    A worker compiles a language's query when it first meets it, which takes up to a second (Swift; TypeScript 0.2 s):
    a language of a few files should meet one worker only.
    """
    languages: dict[str, list[Task]] = {}
    for task in tasks:
        languages.setdefault(task.language, []).append(task)
    for same in sorted(languages.values(), key=len, reverse=True):
        for start in range(0, len(same), size):
            yield same[start : start + size]


def _begin(thread: threading.Thread) -> None:
    """Start a thread.  Raises EcpError when the system allows no more of them."""
    try:
        thread.start()
    except RuntimeError as error:
        raise EcpError(f"cannot start a thread: {error}", _FEWER_WORKERS) from error


class _Pool:
    def __init__(self, setup: Setup, tasks: Sequence[Task], workers: int) -> None:
        size = max(1, min(_BATCH_FILES, len(tasks) // (workers * 4) or 1))
        self._setup = setup
        self._todo = deque(_batches(tasks, size))
        self._open = len(self._todo)
        self._deaths: dict[int, int] = {}
        self._lock = threading.Lock()
        self._done: queue.Queue[Batch | BaseException] = queue.Queue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stopping = False
        self._workers = min(workers, len(self._todo))

    def results(self) -> Iterator[Batch]:
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(self._workers)]
        try:
            for thread in threads:
                _begin(thread)
            while True:
                with self._lock:
                    if self._open == 0 and self._done.empty():
                        return
                result = self._done.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            self._stop()
            for thread in threads:
                if thread.ident is not None:
                    thread.join()

    def _stop(self) -> None:
        with self._lock:
            self._stopping = True
            self._todo.clear()
            processes = list(self._processes)
        for process in processes:
            process.kill()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a worker and wait until it is ready.

        Raises EcpError when it cannot be started or dies before that: no file's fault, so no file pays for it.
        """
        try:
            process = subprocess.Popen(
                # -P: else the folder we stand in, which may be the repository, is where the worker imports from first
                [sys.executable, "-P", "-c", "from ecp.build.worker import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment_of_workers(),
            )
        except OSError as error:
            raise EcpError(f"cannot start a worker process ({sys.executable}): {error}", _FEWER_WORKERS) from error
        with self._lock:
            self._processes.append(process)
            if self._stopping:
                process.kill()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, self._setup)
            pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            process.kill()
            raise EcpError(f"a worker process ({sys.executable}) died at its start", _FEWER_WORKERS) from error
        return process

    def _serve(self) -> None:
        """Feed one worker until nothing is left to do (runs in a thread per worker)."""
        process: subprocess.Popen[bytes] | None = None
        try:
            while tasks := self._take():
                try:
                    process = process or self._start()
                    self._answer(self._ask(process, tasks))
                except (EOFError, OSError, pickle.UnpicklingError):
                    if process is not None:
                        process.kill()
                        process.wait()
                        process = None
                    self._after_death(tasks)
        except BaseException as error:  # a bug here must end the build, not hang it
            self._done.put(error)
        finally:
            if process is not None:
                with contextlib.suppress(OSError):
                    process.stdin.close()  # type: ignore[union-attr]
                    process.stdout.close()  # type: ignore[union-attr]
                process.wait()

    def _take(self) -> list[Task] | None:
        with self._lock:
            return self._todo.popleft() if self._todo else None

    def _ask(self, process: subprocess.Popen[bytes], tasks: list[Task]) -> Batch | BaseException:
        assert process.stdin is not None
        assert process.stdout is not None
        limit = threading.Timer(_FILE_SECONDS * len(tasks), process.kill)
        _begin(limit)
        try:
            send(process.stdin, tasks)
            reply: Batch | BaseException = pickle.load(process.stdout)
            return reply
        finally:
            limit.cancel()

    def _answer(self, result: Batch | BaseException) -> None:
        with self._lock:
            self._open -= 1
            self._done.put(result)

    def _after_death(self, tasks: list[Task]) -> None:
        """Give the files of a dead worker to another one, alone, to find the one that killed it."""
        with self._lock:
            if self._stopping:
                return
            if len(tasks) > 1:
                self._todo.extend([task] for task in tasks)
                self._open += len(tasks) - 1
                return
            (task,) = tasks
            if len(self._deaths) > _DEADLY_FILES:
                raise EcpError(
                    f"worker processes keep dying, the last of them on {task.path}",
                    "See whether memory runs out (`dmesg`), or whether something kills them.",
                )
            self._deaths[task.blob] = self._deaths.get(task.blob, 0) + 1
            if self._deaths[task.blob] < 2:
                self._todo.append(tasks)
                return
        row = BlobRow(task.blob, task.oid, task.language, 0, 0, "killed its parser", task.language)
        self._answer(Batch(blobs=[row]))
