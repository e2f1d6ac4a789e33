"""The tools that are measured: ours, and its peers where `make bench-peers` put them or they are on PATH."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import Cost, run, size_of

_PEERS = Path(__file__).parent.parent / ".bench-peers"


@dataclass(frozen=True)
class Tool:
    """One tool: its commands as functions of (repository, store), and where its index is."""

    name: str
    index: Callable[[Path, Path], list[str]]
    """Makes an index or brings it up to date."""
    query: Callable[[Path, Path, str], list[str]] | None = None
    """Asks one question about a symbol, in a process of its own."""
    sync: Callable[[Path, Path], list[str]] | None = None
    """Brings an index up to date, where that is another command."""
    force: Callable[[Path, Path], list[str]] | None = None
    environment: Callable[[Path], Mapping[str, str]] = lambda home: {"HOME": str(home)}
    inside: str = ""
    """The folder inside the repository that holds the index; "" when that is the store."""
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, command: list[str], repo: Path, home: Path) -> tuple[Cost, int]:
        """Run one of the commands; return its cost and the size of the index after it."""
        environment = {**self.environment(home), **self.settings}
        cost = run(command, environment, cwd=repo)
        return cost, size_of(repo / self.inside if self.inside else home)

    def clear(self, repo: Path, home: Path) -> None:
        """Remove every trace of an index."""
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        if self.inside:
            shutil.rmtree(repo / self.inside, ignore_errors=True)


_ECP = [sys.executable, "-m", "ecp"] if not Path(sys.executable).with_name("ecp").exists() else [
    str(Path(sys.executable).with_name("ecp"))
]  # fmt: skip


def ours(settings: Mapping[str, str] | None = None) -> Tool:
    """Return our own command line, with some ECP_ variables set.

    At normal priority, as the peers run: with the default a build yields to whatever else the machine does, which is
    meant, but says nothing of what it costs.
    """
    return Tool(
        "ecp",
        index=lambda repo, home: [*_ECP, "index", str(repo)],
        force=lambda repo, home: [*_ECP, "index", "--force", str(repo)],
        query=lambda repo, home, symbol: [*_ECP, "query", symbol, "--repo", str(repo)],
        environment=lambda home: {"ECP_HOME": str(home)},
        settings={"ECP_PRIORITY": "normal", **(settings or {})},
    )


def peers() -> list[Tool]:
    """Return the peers that are installed."""
    found: list[Tool] = []
    rust = _PEERS / "rust/bin/ecp"
    if rust.exists():
        found.append(
            Tool(
                "egent-code-plexus",
                index=lambda repo, home: [str(rust), "admin", "index", "--repo", str(repo)],
                force=lambda repo, home: [str(rust), "admin", "index", "--force", "--repo", str(repo)],
                query=lambda repo, home, symbol: [str(rust), "inspect", symbol, "--repo", str(repo)],
            )
        )
    codegraph = _PEERS / "codegraph/node_modules/.bin/codegraph"
    if codegraph.exists():
        found.append(
            Tool(
                "codegraph",
                index=lambda repo, home: [str(codegraph), "init", "--yes", str(repo)],
                sync=lambda repo, home: [str(codegraph), "sync", str(repo)],
                query=lambda repo, home, symbol: [str(codegraph), "query", symbol, "--path", str(repo)],
                inside=".codegraph",
                settings={"CODEGRAPH_TELEMETRY": "0", "DO_NOT_TRACK": "1"},
            )
        )
    ctags = shutil.which("ctags")
    if ctags:
        found.append(Tool("ctags", index=lambda repo, home: [ctags, "-R", "-f", str(home / "tags"), str(repo)]))
    return found
