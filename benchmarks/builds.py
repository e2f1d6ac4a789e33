"""Builds: cold, forced, found, and after commits of one and of a hundred files."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measure import Cost, run

_OURS = [sys.executable, "-m", "ecp"]
_SOURCE_SUFFIXES = {".py", ".ts", ".js", ".go", ".c", ".rs", ".java"}
Row = dict[str, Any]


def cold(repo: Path, scratch: Path, repeat: int, peer: str = "") -> Iterator[Row]:
    """Build with an empty store, in turn with a peer's command (with `{repo}` and `{home}` in it)."""
    for _ in range(repeat):
        yield _row("cold", repo, "ecp", *_ours(repo, _emptied(scratch / "ours"), "index"))
        if peer:
            home = _emptied(scratch / "peer")
            command = ["sh", "-c", peer.format(repo=repo, home=home)]
            cost = run(command, {"HOME": str(home)})
            yield _row("cold", repo, "peer", cost, _size(home))


def found(repo: Path, scratch: Path, repeat: int) -> Iterator[Row]:
    """Ask for what is built: a hit."""
    home = _emptied(scratch / "ours")
    _ours(repo, home, "index")
    for _ in range(repeat):
        yield _row("no-op", repo, "ecp", *_ours(repo, home, "index"))


def forced(repo: Path, scratch: Path, repeat: int) -> Iterator[Row]:
    """Rebuild what is built from its sources alone."""
    home = _emptied(scratch / "ours")
    _ours(repo, home, "index")
    for _ in range(repeat):
        yield _row("force", repo, "ecp", *_ours(repo, home, "index", "--force"))


def commits(repo: Path, scratch: Path, repeat: int, files: int) -> Iterator[Row]:
    """Build after commits that each change some files of a clone, with a seeded choice of files."""
    home, clone = _emptied(scratch / "ours"), scratch / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    _git(repo, "clone", "-q", "--shared", str(repo), str(clone))
    _ours(clone, home, "index")
    sources = [path for path in sorted(clone.rglob("*")) if path.suffix in _SOURCE_SUFFIXES and path.is_file()]
    chosen = random.Random(1)
    for number in range(repeat):
        for path in chosen.sample(sources, min(files, len(sources))):
            mark = "#" if path.suffix == ".py" else "//"
            with path.open("a") as file:
                file.write(f"\n{mark} change {number}\n")
        _git(clone, "-c", "user.name=b", "-c", "user.email=b@example.com", "commit", "-qam", f"change {number}")
        yield _row(f"{files}-file commit", repo, "ecp", *_ours(clone, home, "index"))


def _ours(repo: Path, home: Path, *arguments: str) -> tuple[Cost, int]:
    cost = run([*_OURS, *arguments, str(repo)], {"ECP_HOME": str(home)})
    return cost, _size(home)


def _row(name: str, repo: Path, tool: str, cost: Cost, index_bytes: int) -> Row:
    return {"benchmark": name, "repository": repo.name, "tool": tool, **asdict(cost), "index_bytes": index_bytes}


def _git(cwd: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


BUILDS: dict[str, Callable[..., Iterator[Row]]] = {
    "cold": cold,
    "no-op": found,
    "force": forced,
    "one-file": lambda repo, scratch, repeat: commits(repo, scratch, repeat, 1),
    "hundred-files": lambda repo, scratch, repeat: commits(repo, scratch, repeat, 100),
}
