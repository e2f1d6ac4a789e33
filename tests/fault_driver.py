"""Run one `ecp` command and do it harm at its n-th step in the store; a program, used by tests/test_faults.py.

A step is what is about to change the store, or to make a change durable: a file opened for writing, a rename, a
removal, a folder made, times or modes set, an fsync.  Python announces all but the last to audit hooks; DuckDB's own
writes are between two steps.

    python -m tests.fault_driver PLAN COMMAND…

PLAN is a JSON object: `home`; `steps`, a file that gets one line per step; `at`, the number of the step to harm;
`harm`, the name of a signal to send to ourselves or of an error to raise; `images`, a folder for what a power failure
could leave (see `Durable`); `forgetful`, to take no fsync for one.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import sys
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime", "os.truncate"}

Entries = dict[str, int]
"""A folder: name → inode."""
Content = tuple[bytes, int]
"""A file: what it holds, and its modification time in ns."""


@dataclass
class Steps:
    """The steps of this process so far, and what to do at them."""

    home: str
    log: Path
    at: int = -1
    harm: str = ""
    durable: Durable | None = None
    count: int = 0
    inside: bool = False
    """While a step is looked at, what that does is none."""

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take the place of an audit hook."""
        if self.inside:
            return
        place = arguments[0] if arguments else None
        if event == "open":
            changes = not isinstance(place, int) and arguments[2] & _WRITING
        else:
            changes = event in _STEPS and not (event == "os.mkdir" and os.path.isdir(place))  # type: ignore[arg-type]
        if changes:
            self.step(event, place)

    def step(self, event: str, place: object) -> None:
        """Count one step, and do harm if it is the one."""
        path = _path_of(place)
        if path is None or not path.startswith(self.home):
            return
        number, self.count = self.count, self.count + 1
        self.inside = True
        try:
            with self.log.open("a") as log:
                log.write(f"{event} {path.removeprefix(self.home)}\n")
            if self.durable is not None:
                self.durable.photograph(number)
        finally:
            self.inside = False
        if number == self.at:
            self._do_harm(path)

    def _do_harm(self, path: str) -> None:
        if not self.harm.startswith("SIG"):
            code = getattr(errno, self.harm)
            raise OSError(code, os.strerror(code), path)
        os.kill(os.getpid(), getattr(signal, self.harm))


def _path_of(place: object) -> str | None:
    if isinstance(place, int):
        try:
            return os.readlink(f"/proc/self/fd/{place}")
        except OSError:
            return None
    return os.path.abspath(os.fsdecode(place)) if isinstance(place, str | bytes | os.PathLike) else None


@dataclass
class Durable:
    """What of the store would outlast a power failure, and every state that one could leave.

    Of a file that is what it held at its last fsync, of a folder what it listed at its last.  What came after may be on
    the disk or not: a folder is as it was or as it is now, each for itself; content that was not flushed is there with
    its length, but zeros, as journals of metadata alone leave it.
    """

    home: Path
    images: Path
    files: dict[int, Content] = field(default_factory=dict)
    folders: dict[int, Entries] = field(default_factory=dict)
    held: list[int] = field(default_factory=list)
    """Descriptors, so that no inode number is used twice."""
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take all that is there now for durable."""
        for place in self._everything():
            self.flush(place)

    def _everything(self) -> list[Path]:
        return [self.home, *self.home.rglob("*")] if self.home.exists() else []

    def flush(self, place: Path) -> None:
        """Note that a file or folder was flushed."""
        descriptor = os.open(place, os.O_RDONLY)
        self.held.append(descriptor)
        about = os.fstat(descriptor)
        if stat.S_ISDIR(about.st_mode):
            self.folders[about.st_ino] = _entries(place)
        else:
            self.files[about.st_ino] = place.read_bytes(), about.st_mtime_ns

    def photograph(self, number: int) -> None:
        """Keep every state in which a power failure could leave the store now."""
        if not self.home.exists():
            return
        folders: dict[int, Entries] = {}
        unflushed: dict[int, Content] = {}
        for place in self._everything():
            about = place.stat()
            if stat.S_ISDIR(about.st_mode):
                folders[about.st_ino] = _entries(place)
            elif about.st_ino not in self.files:
                unflushed[about.st_ino] = bytes(about.st_size), about.st_mtime_ns
                self.held.append(os.open(place, os.O_RDONLY))
        unsure = [inode for inode, entries in folders.items() if self.folders.get(inode, {}) != entries]
        for size in range(len(unsure) + 1):
            for settled in combinations(unsure, size):
                kept = {**self.folders, **{inode: folders[inode] for inode in settled}}
                self._keep(number, self._image(self.home.stat().st_ino, kept, {**unflushed, **self.files}))

    def _image(
        self, folder: int, folders: dict[int, Entries], files: dict[int, Content], under: str = ""
    ) -> dict[str, Content]:
        """Return the files of a state, by path."""
        found: dict[str, Content] = {}
        for name, inode in folders.get(folder, {}).items():
            if inode in files:
                found[under + name] = files[inode]
            else:
                found.update(self._image(inode, folders, files, f"{under}{name}/"))
        return found

    def _keep(self, number: int, image: dict[str, Content]) -> None:
        image = {name: content for name, content in image.items() if not name.startswith(".build-slots/")}
        from hashlib import blake2b

        digest = blake2b(repr(sorted(image.items())).encode(), digest_size=8).hexdigest()
        if digest in self.seen:
            return
        self.seen.add(digest)
        self._write(self.images / f"{number:04}-{digest}", image)

    def _write(self, folder: Path, image: dict[str, Content]) -> None:
        folder.mkdir(parents=True)
        for name, (content, time) in image.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            os.utime(place, ns=(time, time))

    def finish(self, number: int) -> None:
        """Keep also the states after the last step, and as `last` what is certain by then."""
        self.photograph(number)
        self._write(self.images / "last", self._image(self.home.stat().st_ino, self.folders, self.files))


def _entries(place: Path) -> Entries:
    return {entry.name: entry.inode() for entry in os.scandir(place)}


def main(arguments: list[str]) -> int:
    """Run the command of some arguments as the plan before it says."""
    plan = json.loads(arguments[0])
    images, forgetful = plan.pop("images", None), plan.pop("forgetful", False)
    steps = Steps(plan.pop("home"), Path(plan.pop("steps")), **plan)
    if images is not None:
        steps.durable = Durable(Path(steps.home), Path(images))
    fsync = os.fsync

    def observed(descriptor: int) -> None:
        steps.step("os.fsync", descriptor)
        fsync(descriptor)
        path = _path_of(descriptor)
        if steps.durable is not None and not forgetful and path is not None:
            steps.inside = True
            steps.durable.flush(Path(path))
            steps.inside = False

    os.fsync = observed
    sys.addaudithook(steps.hook)
    from ecp.cli import main as ecp

    code = ecp(arguments[1:])
    if steps.durable is not None:
        steps.inside = True
        steps.durable.finish(steps.count)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
