"""Queries: warm in one process, one-shot as a process, and over a dirty working tree."""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import ecp
from benchmarks.measure import run

_COUNT = 1000


def _milliseconds(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return (time.monotonic() - began) * 1000


def warm(repo: Path, scratch: Path) -> Iterator[dict[str, Any]]:
    """Look up 1,000 random symbols in one open index: definitions alone, then with callers and callees."""
    settings = replace(ecp.Settings.from_environment(), home=scratch / "queries")
    ecp.index(repo, settings=settings)
    with ecp.open(repo, settings=settings) as code:
        names = [name for (name,) in code.rows("SELECT DISTINCT name FROM definition ORDER BY name")]
        chosen = random.Random(1).choices(names, k=_COUNT)
        questions: dict[str, Callable[[str], object]] = {"definitions": code.definitions, "query": code.query}
        for question, ask in questions.items():
            times = [_milliseconds(lambda ask=ask, name=name: ask(name)) for name in chosen]  # type: ignore[misc]
            cuts = statistics.quantiles(times, n=100, method="inclusive")
            yield {
                "benchmark": f"warm {question}", "repository": repo.name, "symbols": _COUNT, "p50_ms": cuts[49],
                "p99_ms": cuts[98],
            }  # fmt: skip


def one_shot(repo: Path, scratch: Path, repeat: int) -> Iterator[dict[str, Any]]:
    """Ask for random symbols, each with a process of its own."""
    home = scratch / "queries"
    settings = replace(ecp.Settings.from_environment(), home=home)
    ecp.index(repo, settings=settings)
    with ecp.open(repo, settings=settings) as code:
        names = [
            name for (name,) in code.rows("SELECT DISTINCT name FROM definition WHERE kind = 'function' ORDER BY name")
        ]
    for name in random.Random(2).choices(names, k=repeat):
        cost = run(
            [sys.executable, "-m", "ecp", "query", name, "--repo", str(repo)], {**os.environ, "ECP_HOME": str(home)}
        )
        yield {
            "benchmark": "one-shot query",
            "repository": repo.name,
            "symbol": name,
            "wall": cost.wall,
            "cpu": cost.cpu,
        }
