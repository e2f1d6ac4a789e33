"""`python -m benchmarks NAME … --corpora DIR`: run, print a table, keep JSON and Markdown under results/."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks import agents, queries
from benchmarks.builds import BUILDS

RESULTS = Path(__file__).parent / "results"
NAMES = (*BUILDS, "agents", "warm", "one-shot")
_BYTES = ("peak_rss", "bytes_read", "bytes_written", "index_bytes")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="+", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--corpora", type=Path, required=True, help="a folder of git repositories")
    parser.add_argument("--only", default="", help="comma-separated names of repositories in it")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peer", default="", help="a peer's cold build: a shell command with {repo} and {home} in it")
    parser.add_argument("--slots", default="2,64", help="slots to try with `agents`")
    parser.add_argument("--keep", default="", help="keep the results as results/NAME.json and .md")
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(",")))
    repositories = [
        path
        for path in sorted(options.corpora.iterdir())
        if (path / ".git").exists() and (not wanted or path.name in wanted)
    ]
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="ecp-bench-") as folder:
        scratch = Path(folder)
        for name in options.names:
            if name == "agents":
                rows += [agents.together(repositories, scratch, int(slots)) for slots in options.slots.split(",")]
            for repo in repositories:
                if name == "cold":
                    rows += BUILDS[name](repo, scratch, options.repeat, options.peer)
                elif name in BUILDS:
                    rows += BUILDS[name](repo, scratch, options.repeat)
                elif name == "warm":
                    rows += queries.warm(repo, scratch)
                elif name == "one-shot":
                    rows += queries.one_shot(repo, scratch, options.repeat)
    text = f"{_machine()}\n\n{_table(rows)}\n"
    print(text)
    if options.keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{options.keep}.json").write_text(json.dumps({"machine": _machine(), "rows": rows}, indent=1))
        (RESULTS / f"{options.keep}.md").write_text(text)
    return 0


def _machine() -> str:
    memory = psutil.virtual_memory().total >> 30
    versions = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "tree-sitter", "pygit2"))
    return (
        f"{time.strftime('%Y-%m-%d')}: {platform.system()} {platform.machine()}, {psutil.cpu_count()} core(s), "
        f"{memory} GiB, load {psutil.getloadavg()[0]:.1f} at the end, Python {platform.python_version()}, {versions}"
    )


def _table(rows: list[dict[str, Any]]) -> str:
    """Return the medians per benchmark, repository and tool as Markdown, with the least and most of the wall time."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        key = (row["benchmark"], row.get("repository", f"{row.get('slots', '')} slots"), row.get("tool", ""))
        groups[key].append(row)
    lines = []
    for (benchmark, repository, tool), same in groups.items():
        figures = {
            name: statistics.median(row[name] for row in same)
            for name in same[0]
            if isinstance(same[0][name], int | float) and name not in ("exit_code", "slots")
        }
        shown = ", ".join(f"{name} {_figure(name, value)}" for name, value in figures.items())
        walls = [row["wall"] for row in same if "wall" in row]
        spread = f" ({min(walls):.2f} to {max(walls):.2f} s, {len(walls)} runs)" if len(walls) > 1 else ""
        lines.append(f"| {benchmark} | {repository} | {tool} | {shown}{spread} |")
    return "\n".join(["| benchmark | on | tool | medians |", "|---|---|---|---|", *lines])


def _figure(name: str, value: float) -> str:
    if name in _BYTES:
        return f"{value / 1e6:.2f} MB"
    return f"{value:.2f} s" if name in ("wall", "cpu") else f"{value:.1f}"


if __name__ == "__main__":
    sys.exit(main())
