"""A build that does nothing, as a process of its own, for the tests of the gate and the repository lock.

Run as a script it takes what its JSON argument says, tells what happens as JSON lines, and holds on until the
file `<name>.go` appears, or for `hold` seconds.  `Child` is the test's end of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ecp.build.gate

PATIENCE = 30.0  # seconds: far beyond anything that should happen here, on however busy a machine


def until(ask: Callable[[], Any], what: str = "") -> Any:
    """Return what `ask` returns once that is true."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := ask()):
        assert time.monotonic() < deadline, f"still not true after {PATIENCE} s: {what or ask}"
        time.sleep(0.01)
    return answer


class Child:
    """A process that builds nothing.  `says` are the events that it told so far."""

    def __init__(self, folder: Path, name: str, environ: dict[str, str], **plan: Any) -> None:
        self.name = name
        self.go_file = folder / f"{name}.go"
        self.log = folder / f"{name}.log"
        plan |= {"name": name, "folder": str(folder)}
        code = str(Path(ecp.build.gate.__file__).parents[2])
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, __file__, json.dumps(plan)],
                stdout=log,
                env={**os.environ, "PYTHONPATH": code, **environ},
            )
        self.pid = self.process.pid

    @property
    def says(self) -> list[dict[str, Any]]:
        lines = self.log.read_text().split("\n")[:-1]
        return [json.loads(line) for line in lines]

    def said(self, event: str) -> dict[str, Any] | None:
        return next((line for line in self.says if line["event"] == event), None)

    def wait_for(self, event: str) -> dict[str, Any]:
        def ask() -> dict[str, Any] | None:
            assert self.said(event) or self.process.poll() in (None, 0, 3), f"{self.name} failed: {self.says}"
            return self.said(event)

        found = until(ask, f"{self.name} says {event}")
        assert found is not None
        return found

    def go(self) -> None:
        self.go_file.touch()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def main(plan: dict[str, Any]) -> int:
    from ecp.build import gate, locks, tickets
    from ecp.build.locks import repo_lock
    from ecp.build.notes import Waiting, this_build
    from ecp.config import Settings
    from ecp.errors import BusyError

    locks.FIRST_REPORT = plan.get("first_report", 0.2)  # seconds before a waiter speaks, in place of one
    for name, value in plan.get("constants", {}).items():
        setattr(tickets, name, value)

    def say(event: str, **more: Any) -> None:
        print(json.dumps({"event": event, "at": time.monotonic(), "pid": os.getpid(), **more}), flush=True)

    def on_wait(waiting: Waiting) -> None:
        holders = [holder.pid for holder in waiting.holders]
        say("waits", wanted=waiting.wanted, place=waiting.place, holders=holders, seconds=waiting.seconds)

    note = this_build(f"/repos/{plan['name']}", "c" * 40)
    folder = Path(plan["folder"])
    timeout = plan.get("timeout")
    try:
        if "lock" in plan:
            with repo_lock(Path(plan["lock"]), timeout=timeout, note=note, on_wait=on_wait) as waited:
                say("in", waited=waited)
                hold(folder, plan)
                say("out")
        else:
            settings = Settings.from_environment()
            needed = plan.get("needed_memory")
            with gate.build_slot(settings, note, timeout=timeout, needed_memory=needed, on_wait=on_wait) as slot:
                say(
                    "in",
                    workers=slot.workers,
                    waited=slot.waited_seconds,
                    reason=slot.wait_reason,
                    unthrottled=slot.unthrottled,
                )
                slot.phase("hold")
                with workers(plan.get("workers"), say), counted(folder / "inside", say):
                    hold(folder, plan)
                say("out")
    except BusyError as busy:
        say("busy", message=busy.message, hint=busy.hint)
        return busy.exit_code
    return 0


def hold(folder: Path, plan: dict[str, Any]) -> None:
    deadline = time.monotonic() + plan.get("hold", 2 * PATIENCE)
    while time.monotonic() < deadline and not (folder / f"{plan['name']}.go").exists():
        time.sleep(0.005)


@contextmanager
def counted(inside: Path, say: Callable[..., None]) -> Iterator[None]:
    """Tell how many builds saw each other inside: by files, so independently of times and of any lock."""
    inside.mkdir(exist_ok=True)
    mine = inside / str(os.getpid())
    mine.touch()
    say("sees", builds=len(list(inside.iterdir())))
    try:
        yield
    finally:
        say("sees", builds=len(list(inside.iterdir())))
        mine.unlink()


@contextmanager
def workers(method: str | None, say: Callable[..., None]) -> Iterator[None]:
    """Have a worker process, made by the given multiprocessing start method, that outlives its builder."""
    if method is None:
        yield
        return
    import multiprocessing

    worker = multiprocessing.get_context(method).Process(target=time.sleep, args=(PATIENCE,), daemon=True)
    worker.start()
    say("worker", worker=worker.pid)
    yield
    worker.kill()


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
