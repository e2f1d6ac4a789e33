"""Builds: cold, forced, found, after commits, over a history, and as the repository grows."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import ecp
from benchmarks import history
from benchmarks.measure import Cost
from benchmarks.tools import Tool

Row = dict[str, Any]


def cold(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[Row]:
    """Build with an empty store, every tool in turn."""
    clone = history.cloned(repo, scratch / "clone")
    for _ in range(repeat):
        for tool in tools:
            home = scratch / tool.name
            tool.clear(clone, home)
            yield _row("cold", repo, tool, tool.run(tool.index(clone, home), clone, home), clone, home)


def found(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[Row]:
    """Ask for what is built: a hit."""
    clone = history.cloned(repo, scratch / "clone")
    indexed = [tool for tool in tools if tool.name != "ctags"]
    _prepare(indexed, clone, scratch)
    for _ in range(repeat):
        for tool in indexed:
            home = scratch / tool.name
            command = (tool.sync or tool.index)(clone, home)
            yield _row("no-op", repo, tool, tool.run(command, clone, home), clone, home)


def forced(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[Row]:
    """Rebuild what is built, from its sources alone."""
    clone = history.cloned(repo, scratch / "clone")
    able = [tool for tool in tools if tool.force is not None]
    _prepare(able, clone, scratch)
    for _ in range(repeat):
        for tool in able:
            assert tool.force is not None
            home = scratch / tool.name
            yield _row("force", repo, tool, tool.run(tool.force(clone, home), clone, home), clone, home)


def commits(name: str, files: int) -> Callable[..., Iterator[Row]]:
    """Return a benchmark that builds after each of some commits that change so many files."""

    def measure(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[Row]:
        clone = history.cloned(repo, scratch / "clone")
        indexed = [tool for tool in tools if tool.name != "ctags"]
        _prepare(indexed, clone, scratch)
        editor = history.Editor(clone)
        for _ in range(repeat):
            editor.commit(files)
            for tool in indexed:
                home = scratch / tool.name
                command = (tool.sync or tool.index)(clone, home)
                yield _row(name, repo, tool, tool.run(command, clone, home), clone, home)

    return measure


def replay(repo: Path, scratch: Path, tools: list[Tool], repeat: int, *, length: int = 200) -> Iterator[Row]:
    """Build one commit after the other: of the repository's own history, or of a made one where it is too short."""
    clone = history.cloned(repo, scratch / "clone")
    own = history.first_parents(clone, length)
    indexed = [tool for tool in tools if tool.name in ("ecp", "egent-code-plexus")]
    editor = history.Editor(clone) if len(own) < min(length, 20) else None
    steps = own if editor is None else [None] * length
    if editor is None:
        history.check_out(clone, own[0])
    _prepare(indexed, clone, scratch)
    for number, commit in enumerate(steps):
        if commit is None:
            assert editor is not None
            editor.commit(editor.files_of_a_commit())
        else:
            history.check_out(clone, commit)
        for tool in indexed:
            home = scratch / tool.name
            row = _row("replay", repo, tool, tool.run(tool.index(clone, home), clone, home), clone, home)
            row |= {"step": number, "history": "own" if editor is None else "made"}
            yield row if tool.name != "ecp" else {**row, "query_ms": _query_time(clone, home)}


def _query_time(clone: Path, home: Path) -> float:
    """Return the milliseconds that the middle one of some symbols takes, callers and callees, just after opening."""
    settings = ecp.Settings.from_environment({"ECP_HOME": str(home)})
    times = []
    with ecp.open(clone, settings=settings) as code:
        names = [name for (name,) in code.rows("SELECT DISTINCT name FROM definition ORDER BY hash(name) LIMIT 15")]
        for name in names:
            began = time.monotonic()
            code.query(name)
            times.append((time.monotonic() - began) * 1000)
    return statistics.median(times)


def scale(repo: Path, scratch: Path, tools: list[Tool], repeat: int) -> Iterator[Row]:
    """Build generated repositories of 1 to 16 times the files.  `repo` is not looked at."""
    for factor in (1, 2, 4, 8, 16):
        made = history.generated(scratch / "generated", files=factor * 250)
        for _ in range(repeat):
            for tool in tools:
                home = scratch / tool.name
                tool.clear(made, home)
                row = _row("scale", made, tool, tool.run(tool.index(made, home), made, home), made, home)
                yield {**row, "factor": factor, "repository": f"{factor * 250} files"}


def _prepare(tools: list[Tool], clone: Path, scratch: Path) -> None:
    for tool in tools:
        tool.clear(clone, scratch / tool.name)
        tool.run(tool.index(clone, scratch / tool.name), clone, scratch / tool.name)


def _row(name: str, repo: Path, tool: Tool, measured: tuple[Cost, int], clone: Path, home: Path) -> Row:
    cost, index_bytes = measured
    row: Row = {"benchmark": name, "repository": repo.name, "tool": tool.name, **asdict(cost)}
    row["index_bytes"] = index_bytes
    if tool.name == "ecp" and name != "no-op":
        settings = ecp.Settings.from_environment({"ECP_HOME": str(home)})
        report = ecp.index(clone, settings=settings)
        row |= {
            "files_parsed": report.files_parsed,
            "bytes_parsed": report.bytes_parsed,
            "phases": report.phases,
            "stack_bytes": report.index_bytes,
            "layers": report.layers,
        }
    return row


BUILDS: dict[str, Callable[..., Iterator[Row]]] = {
    "cold": cold,
    "no-op": found,
    "force": forced,
    "one-file": commits("one-file commit", 1),
    "hundred-files": commits("100-file commit", 100),
    "replay": replay,
}


def remove(scratch: Path) -> None:
    """Remove what the benchmarks of one repository left."""
    for entry in scratch.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
