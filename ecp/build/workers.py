"""The worker pool of one build: hands out batches of blobs, collects facts, survives the death of a worker."""

from __future__ import annotations

import contextlib
import pickle
import queue
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from ecp.build.processes import WorkerProcess, fork, fresh, may_fork
from ecp.build.usage import cpu_seconds_of
from ecp.build.worker import Batch, Setup, parse_blobs, send
from ecp.errors import EcpError
from ecp.index.blobs import Task, prepare
from ecp.index.git.repository import Repository
from ecp.index.layer import BlobRow

_SMALL_FILES, _SMALL_BYTES = 200, 1 << 20
"""A build below both parses in the builder itself, with the help of one forked worker: two fresh ones take longer to
start than this takes to parse."""
_ALONE_BYTES = 64 << 10
"""What the builder parses sooner than it forks."""
_BATCH_FILES, _BATCH_BYTES = 24, 1 << 20
"""What a batch holds at most, but for a larger file alone: a batch's facts are in memory three times on their way."""
_MUCH_SOURCE = 128 << 20
"""Bytes of source from which on packs are so large that workers should map little of them."""
_SHARES = 12
"""A batch holds at most this part of a worker's share of the bytes, so that the last ones end together."""
_DEADLY_FILES = 20
"""Files that may kill their workers before the build gives up: so many are not the files' fault."""
_FILE_SECONDS = 30.0
"""Seconds of CPU that one file may take before its worker is killed and the file is recorded as skipped."""

_START_SECONDS = 60.0
"""Seconds of CPU that a worker may take to be ready."""
_STANDING = 0.01
"""Seconds of CPU, the least that is counted: who used less in all the time that it had stands still."""
_LOOK_SECONDS = 1.0
"""Seconds between two looks at the workers' limits and at the threads: one that lacks memory cannot even say so."""

_FEWER_WORKERS = "Run `ecp doctor`; ECP_WORKERS=1 uses fewer processes."


def sizes_to_parse(repository: Repository, tasks: Iterable[Task], max_file_bytes: int) -> list[int]:
    """Return how many bytes each blob has: none where there are too many to parse it."""
    return [size if size <= max_file_bytes else 0 for size in (repository.size(t.oid, t.path) for t in tasks)]


@contextlib.contextmanager
def parsing(
    repository: Repository,
    tasks: Sequence[Task],
    sizes: Sequence[int],
    *,
    workers: int,
    max_file_bytes: int,
    low_priority: bool,
) -> Iterator[Iterator[Batch]]:
    """Give the facts of every blob, in batches, in any order; the workers are at it from here on.

    `sizes` are those of `sizes_to_parse`.

    A file that kills its worker, or keeps it busy for 30 s, twice, comes back with that as its status; the
    others are not affected.  Raises what a worker raised (MissingObjectError).
    """
    is_small = len(tasks) <= _SMALL_FILES and sum(sizes) <= _SMALL_BYTES
    is_alone = is_small and (workers == 1 or sum(sizes) <= _ALONE_BYTES)
    forks = not is_alone and may_fork()
    if is_small and not forks:
        groups = (list(tasks[start : start + _BATCH_FILES]) for start in range(0, len(tasks), _BATCH_FILES))
        yield (parse_blobs(repository, group, max_file_bytes) for group in groups)
        return
    setup = Setup(repository.git_dir, max_file_bytes, low_priority, map_little=sum(sizes) > _MUCH_SOURCE)
    with _Pool(setup, repository, _Queue(tasks, sizes, workers), workers, forks=forks, shares=is_small) as pool:
        yield pool.results()


class _Queue:
    """The batches that are still to be handed out, each of one language, the largest files of a language first.

    A process compiles a language's query when it first meets it, which takes up to half a second (Swift; TypeScript
    0.1 s).  So a worker stays with the languages that it has met, then begins with one that nobody has, and only when
    there is none helps with another's.
    """

    def __init__(self, tasks: Sequence[Task], sizes: Sequence[int], workers: int) -> None:
        share = min(sum(sizes) // (workers * _SHARES), _BATCH_BYTES)
        self._batches: dict[str, deque[list[Task]]] = {}
        self._bytes: Counter[str] = Counter()
        filled: dict[str, int] = {}
        for size, task in sorted(zip(sizes, tasks, strict=True), key=itemgetter(0), reverse=True):
            batches = self._batches.setdefault(task.language, deque())
            if batches and len(batches[-1]) < _BATCH_FILES and filled[task.language] + size <= share:
                batches[-1].append(task)
                filled[task.language] += size
            else:
                batches.append([task])
                filled[task.language] = size
            self._bytes[task.language] += size
        self._met: dict[str, int] = dict.fromkeys(self._batches, 0)
        """How many workers have met each language."""

    def main_language(self) -> str:
        """Return the language of which there is most."""
        return max(self._bytes, key=self._bytes.__getitem__)

    def __len__(self) -> int:
        return sum(map(len, self._batches.values()))

    def take(self, known: set[str]) -> list[Task] | None:
        """Return the next batch for a worker that has met some languages, and add that of the batch to them."""
        left = [language for language, batches in self._batches.items() if batches]
        if not left:
            return None
        language = min(left, key=lambda each: (each not in known, self._met[each], -self._bytes[each]))
        if language not in known:
            known.add(language)
            self._met[language] += 1
        return self._batches[language].popleft()

    def put_back(self, batches: Iterable[list[Task]]) -> None:
        """Add batches, to be handed out last."""
        for batch in batches:
            self._batches[batch[0].language].append(batch)

    def clear(self) -> None:
        """Forget what is left."""
        self._batches.clear()


def _begin(thread: threading.Thread) -> None:
    """Start a thread.  Raises EcpError when the system allows no more of them."""
    try:
        thread.start()
    except RuntimeError as error:
        raise EcpError(f"cannot start a thread: {error}", _FEWER_WORKERS) from error


class _Limit(NamedTuple):
    """How long a worker may be at what it was asked for.  The time is its CPU's: on a busy machine it gets little."""

    seconds: float
    until: float
    """When to look how much it has used, by the monotonic clock."""
    before: float
    """Seconds of CPU that it had used when it was asked."""
    seen: float
    """What it had used when it was last looked at."""


class _Pool:
    def __init__(
        self, setup: Setup, repository: Repository, todo: _Queue, workers: int, *, forks: bool, shares: bool
    ) -> None:
        self._setup, self._repository, self._todo = setup, repository, todo
        self._open = len(todo)
        self._shares = shares
        """The builder is one of the workers."""
        self._deaths: dict[int, int] = {}
        self._lock = threading.Lock()
        self._done: queue.Queue[Batch | BaseException] = queue.Queue()
        self._processes: list[WorkerProcess] = []
        self._limits: dict[WorkerProcess, _Limit] = {}
        """Of each worker that is at work."""
        self._used: dict[WorkerProcess, float] = {}
        """Seconds of CPU that each worker had used when it last answered."""
        self._stopping = False
        number = min(workers, self._open) - shares
        first = self._fork(number) if forks else [None] * number
        self._threads = [threading.Thread(target=self._serve, args=(process,), daemon=True) for process in first]

    def __enter__(self) -> _Pool:
        try:
            for thread in self._threads:
                _begin(thread)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def results(self) -> Iterator[Batch]:
        if self._shares:
            yield from self._own()
        while True:
            self._kill_overdue()  # not by timers: a thread that finds no memory to start leaves its starter waiting
            with self._lock:
                if self._open == 0 and self._done.empty():
                    return
            try:
                result = self._done.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                if not any(thread.is_alive() for thread in self._threads) and self._done.empty():
                    raise EcpError("memory ran out for what feeds the workers", _FEWER_WORKERS) from None
                continue
            if isinstance(result, BaseException):
                raise result
            yield result

    def _own(self) -> Iterator[Batch]:
        """Parse what nobody has taken, here."""
        known: set[str] = set()
        while tasks := self._take(known):
            batch = parse_blobs(self._repository, tasks, self._setup.max_file_bytes)
            with self._lock:
                self._open -= 1
            yield batch

    def _stop(self) -> None:
        with self._lock:
            self._stopping = True
            self._todo.clear()
            processes = list(self._processes)
        for process in processes:
            process.kill()
            process.wait()

    def _fork(self, number: int) -> list[WorkerProcess]:
        """Fork some workers that have compiled already what most of the work needs.

        Raises EcpError when a process cannot be started.
        """
        prepare(self._todo.main_language())
        try:
            while len(self._processes) < number:
                self._processes.append(fork(self._setup, self._repository, self._processes))
        except OSError as error:
            raise EcpError(f"cannot start a worker process: {error}", _FEWER_WORKERS) from error
        return list(self._processes)

    def _start(self) -> WorkerProcess:
        """Start a fresh worker and wait until it is ready.

        Raises EcpError when it cannot be started or dies before that: no file's fault, so no file pays for it.
        """
        try:
            process = fresh()
        except OSError as error:
            raise EcpError(f"cannot start a worker process ({sys.executable}): {error}", _FEWER_WORKERS) from error
        with self._lock:
            self._processes.append(process)
            if self._stopping:
                process.kill()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with self._within(_START_SECONDS, process):
                send(process.stdin, self._setup)
                pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            process.kill()
            raise EcpError(f"a worker process ({sys.executable}) died at its start", _FEWER_WORKERS) from error
        return process

    def _serve(self, process: WorkerProcess | None) -> None:
        """Feed one worker, or one after the other, until nothing is left to do (runs in a thread per worker)."""
        try:
            known: set[str] = set()
            while tasks := self._take(known):
                try:
                    process = process or self._start()
                    self._answer(self._ask(process, tasks))
                except (EOFError, OSError, pickle.UnpicklingError):
                    if process is not None:
                        process.kill()
                        process.wait()
                        process = None
                        known.clear()
                    self._after_death(tasks)
        except BaseException as error:  # a bug here must end the build, not hang it
            self._done.put(error)
        finally:
            if process is not None:
                with contextlib.suppress(OSError):
                    process.stdin.close()  # type: ignore[union-attr]
                    process.stdout.close()  # type: ignore[union-attr]
                process.wait()

    def _take(self, known: set[str]) -> list[Task] | None:
        with self._lock:
            return self._todo.take(known)

    def _ask(self, process: WorkerProcess, tasks: list[Task]) -> Batch | BaseException:
        assert process.stdin is not None
        assert process.stdout is not None
        with self._within(_FILE_SECONDS * len(tasks), process):
            send(process.stdin, tasks)
            reply: Batch | BaseException = pickle.load(process.stdout)
        if isinstance(reply, Batch) and reply.usage is not None:
            self._used[process] = reply.usage.cpu_seconds
        return reply

    @contextlib.contextmanager
    def _within(self, seconds: float, process: WorkerProcess) -> Iterator[None]:
        """Have a worker killed when what it is asked for takes longer."""
        with self._lock:
            used = self._used.get(process, 0.0)
            self._limits[process] = _Limit(seconds, time.monotonic() + seconds, used, used)
        try:
            yield
        finally:
            with self._lock:
                del self._limits[process]

    def _kill_overdue(self) -> None:
        now = time.monotonic()
        with self._lock:
            due = [(process, limit) for process, limit in self._limits.items() if limit.until < now]
            for process, limit in due:
                used = cpu_seconds_of(process.pid)
                if used - limit.before >= limit.seconds or used - limit.seen < _STANDING:
                    process.kill()
                else:
                    self._limits[process] = limit._replace(until=now + limit.seconds, seen=used)

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
                self._todo.put_back([task] for task in tasks)
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
                self._todo.put_back([tasks])
                return
        row = BlobRow(task.blob, task.oid, task.language, 0, 0, "killed its parser", task.language)
        self._answer(Batch(blobs=[row]))
