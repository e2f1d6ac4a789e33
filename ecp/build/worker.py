"""A worker process: reads batches of blobs from its standard input, sends their facts to its standard output.

A fresh interpreter rather than multiprocessing: that one runs the caller's main
module again, which breaks every script without a `__main__` guard, and a forked one would inherit the locks.  When
the builder dies, however it dies, the kernel closes the pipe and the worker ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ecp.build.usage import Usage, usage
from ecp.errors import EcpError
from ecp.index.blobs import Task, parse_source, too_large
from ecp.index.facts import Facts
from ecp.index.git.binding import map_little
from ecp.index.git.objects import Objects, objects_of
from ecp.index.layer import BlobRow, columns_of


@dataclass(frozen=True)
class Setup:
    """What a worker is told once."""

    git_dir: Path
    max_file_bytes: int
    low_priority: bool
    map_little: bool
    """Packs are large enough for it to pay to import what bounds how much of them is mapped."""


@dataclass
class Batch:
    """What a worker sends back: the facts of some blobs, as columns, and what it has used so far."""

    blobs: list[BlobRow] = field(default_factory=list)
    rows: dict[str, bytes] = field(default_factory=dict)
    strings: list[str] = field(default_factory=list)
    usage: Usage | None = None
    pid: int = 0


def parse_blobs(repository: Objects, tasks: list[Task], max_file_bytes: int) -> Batch:
    """Read and parse some blobs.

    Raises MissingObjectError when the object database lacks one.
    """
    facts, batch = Facts(), Batch()
    for task in tasks:
        batch.blobs.append(_parse(repository, task, max_file_bytes, facts))
    batch.rows, batch.strings = columns_of(facts)
    return batch


def _parse(repository: Objects, task: Task, max_file_bytes: int, facts: Facts) -> BlobRow:
    size = repository.size(task.oid, task.path)
    if size > max_file_bytes:
        return too_large(task, size)
    return parse_source(task, repository.read(task.oid, task.path), facts)


def send(stream: IO[bytes], value: object) -> None:
    """Write one value to the other side."""
    pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()


def main() -> None:
    """Be a fresh worker: what it is told first is its setup, what it answers first its process id."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the builder's to handle; it then closes the pipe
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing else may write into the replies
    setup: Setup = pickle.load(requests)
    repository = objects_of(setup.git_dir)
    send(replies, os.getpid())
    serve(setup, repository, requests, replies)


def serve(setup: Setup, repository: Objects, requests: IO[bytes], replies: IO[bytes]) -> None:
    """Serve batches until the pipe closes."""
    if setup.low_priority:
        from ecp.build.machine import lower_priority

        lower_priority()
    if setup.map_little:
        map_little()
    import gc

    gc.disable()  # facts are flat arrays, and trees are freed by reference count: collecting would only cost
    while True:
        try:
            tasks: list[Task] = pickle.load(requests)
        except EOFError:
            return
        try:
            batch = parse_blobs(repository, tasks, setup.max_file_bytes)
            batch.usage, batch.pid = usage(), os.getpid()
            send(replies, batch)
        except (MemoryError, SystemError):  # the second is what an extension in C may make of the first
            return  # as if killed for it: the builder tries each of the files alone, and names the one that is too much
        except EcpError as error:
            send(replies, error)
        except Exception as error:  # ours to answer for: it must end the build, not pass for a file's fault
            import traceback

            paths = ", ".join(task.path for task in tasks[:3])
            send(replies, EcpError(f"the parser failed on {paths}…: {error!r}", traceback.format_exc()))
