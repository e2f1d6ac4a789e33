"""No source crashes, hangs or bloats the reader of facts, whatever is in it."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from ecp.index.languages import languages
from tests.conftest import ROOT, Effort, Survived, environment

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="needs a bound on the address space"),
]
_HANGS_SECONDS = 60.0


@contextmanager
def _fuzzing(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], Callable[[], str]]]:
    """Start a process that reads facts; yield it and what gives its next line, "" at its end or when it hangs."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.fuzz", *arguments],
        cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    lines: queue.Queue[str] = queue.Queue()
    assert child.stdout is not None
    reader = threading.Thread(target=lambda: [*map(lines.put, child.stdout or ()), lines.put("")], daemon=True)
    reader.start()

    def next_line() -> str:
        try:
            return lines.get(timeout=_HANGS_SECONDS).strip()
        except queue.Empty:
            return ""

    try:
        yield child, next_line
    finally:
        child.kill()
        child.wait()
        reader.join()


@pytest.mark.parametrize("language", languages())
def test_no_source_crashes_hangs_or_bloats(
    language: str, effort: Effort, survived: Survived, pytestconfig: pytest.Config
) -> None:
    seed = pytestconfig.getoption("--seed") or (os.urandom(4).hex() if effort(0, 1) else "1")
    corpus = pytestconfig.getoption("--corpora")
    count = effort(20, 530)
    print(f"seed {seed}")
    with _fuzzing(language, seed, str(count), *filter(None, [corpus])) as (child, next_line):
        for _ in range(count):
            begun = next_line()
            done = begun and next_line()
            if done != "done":
                child.kill()
                _, trouble = child.communicate()
                pytest.fail(f"python -m tests.fuzz {language} {begun.split()[:1]}: ended or hung\n{trouble[-3000:]}")
            survived[f"damaged sources ({language})"] += 1
        assert child.wait(_HANGS_SECONDS) == 0
