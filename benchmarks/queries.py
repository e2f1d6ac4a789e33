"""Queries: warm in one process, one-shot as a process, and over a dirty working tree."""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import ecp
from benchmarks import history
from benchmarks.tools import Tool

_COUNT = 1000
_SEED = 1
_DIRTY = 5
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")
_SHARES = ("duckdb", "ecp", "argparse", "json", "pathlib", "numpy", "pygit2", "site")


def warm(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[dict[str, Any]]:
    """Look up 1,000 random symbols in one open index: definitions alone, then with callers and callees."""
    settings = replace(ecp.Settings.from_environment(), home=scratch / "queries", priority="normal")
    ecp.index(repo, settings=settings)
    with ecp.open(repo, settings=settings) as code:
        names = [name for (name,) in code.rows("SELECT DISTINCT name FROM definition ORDER BY name")]
        yield from _ask(code, "warm", repo, names)


def dirty(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[dict[str, Any]]:
    """Ask the same of a clone in which five files are changed: how long opening takes, and the questions."""
    clone = history.cloned(repo, scratch / "clone")
    settings = replace(ecp.Settings.from_environment(), home=scratch / "queries", priority="normal")
    ecp.index(clone, settings=settings)
    history.Editor(clone).change(_DIRTY)
    for _ in range(repeat):
        began = time.monotonic()
        with ecp.open(clone, settings=settings) as code:
            code.definitions("main")
            milliseconds = (time.monotonic() - began) * 1000
            yield {
                "benchmark": "dirty open and first question", "repository": repo.name, "tool": "ecp",
                "wall": milliseconds / 1000, "overlay_files": code.freshness.overlay_files,
            }  # fmt: skip
    with ecp.open(clone, settings=settings) as code:
        names = [name for (name,) in code.rows("SELECT DISTINCT name FROM definition ORDER BY name")]
        yield from _ask(code, "dirty", repo, names)


def _ask(code: Any, label: str, repo: Path, names: list[str]) -> Iterator[dict[str, Any]]:
    chosen = random.Random(_SEED).choices(names, k=_COUNT)
    questions: dict[str, Callable[[str], object]] = {"definitions": code.definitions, "query": code.query}
    for question, ask in questions.items():
        times = []
        for name in chosen:
            began = time.monotonic()
            ask(name)
            times.append((time.monotonic() - began) * 1000)
        cuts = statistics.quantiles(times, n=100, method="inclusive")
        yield {
            "benchmark": f"{label} {question}", "repository": repo.name, "tool": "ecp", "symbols": _COUNT,
            "p50_ms": cuts[49], "p99_ms": cuts[98], "most_ms": max(times),
        }  # fmt: skip


def one_shot(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[dict[str, Any]]:
    """Ask for random functions, each with a process of its own, every tool in turn."""
    clone = history.cloned(repo, scratch / "clone")
    able = [tool for tool in tools if tool.query is not None]
    for tool in able:
        tool.clear(clone, scratch / tool.name)
        tool.run(tool.index(clone, scratch / tool.name), clone, scratch / tool.name)
    settings = replace(ecp.Settings.from_environment(), home=scratch / "ecp")
    with ecp.open(clone, settings=settings) as code:
        names = [
            name for (name,) in code.rows("SELECT DISTINCT name FROM definition WHERE kind = 'function' ORDER BY name")
        ]
    for name in random.Random(_SEED).choices(names, k=repeat * 5):
        for tool in able:
            assert tool.query is not None
            home = scratch / tool.name
            cost, _ = tool.run(tool.query(clone, home, name), clone, home)
            row = {"benchmark": "one-shot query", "repository": repo.name, "tool": tool.name, "symbol": name}
            yield {**row, **asdict(cost)}
    yield {
        "benchmark": "imports of a one-shot query", "repository": repo.name, "tool": "ecp",
        **_import_shares(clone, scratch / "ecp", names[0]),
    }  # fmt: skip


def _import_shares(repo: Path, home: Path, symbol: str) -> dict[str, float]:
    """Return the milliseconds that each import of a query takes by itself, by `-X importtime`, summed by package."""
    command = [sys.executable, "-X", "importtime", "-m", "ecp", "query", symbol, "--repo", str(repo)]
    settings = {"ECP_HOME": str(home)}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    shares: dict[str, float] = {}
    for own, _, _, name in _IMPORT.findall(done.stderr):
        package = name.split(".")[0].lstrip("_")
        key = f"{package if package in _SHARES else 'other'}_ms"
        shares[key] = shares.get(key, 0.0) + int(own) / 1000
    return {"all_imports_ms": sum(shares.values()), **dict(sorted(shares.items(), key=lambda item: -item[1]))}


QUERIES: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {"warm": warm, "one-shot": one_shot, "dirty": dirty}
