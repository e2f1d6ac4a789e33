"""`python -m benchmarks NAME …`: run, print a table, and with --keep leave JSON, Markdown and plots under results/."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import ecp
from benchmarks import agents, report
from benchmarks.builds import BUILDS, remove, replay, scale
from benchmarks.queries import QUERIES
from benchmarks.tools import ours, peers

NAMES = (*BUILDS, *QUERIES, "scale", "agents", "slots")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="+", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--corpora", type=Path, help="a folder of git repositories")
    parser.add_argument("--repo", type=Path, action="append", default=[], help="one repository; may be repeated")
    parser.add_argument("--only", default="", help="comma-separated names of repositories in the folder")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peers", default="", help="comma-separated names, or `all`, of the installed peers")
    parser.add_argument("--commits", type=int, default=200, help="the most commits to replay")
    parser.add_argument("--keep", default="", help="keep the results as results/NAME.json, .md and .svg")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every process of a checkout compiles ecp anew
    repositories = _repositories(options)
    wanted = set(filter(None, options.peers.split(",")))
    tools = [ours(), *(peer for peer in peers() if peer.name in wanted or "all" in wanted)]
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="ecp-bench-") as folder:
        scratch = Path(folder)
        for name in options.names:
            if name == "scale":
                rows += scale(scratch, scratch, tools, options.repeat)
            elif name in ("agents", "slots"):
                every = (2, 64) if name == "agents" else (*range(1, 9), 64)
                for _ in range(options.repeat):
                    rows += [agents.together(repositories[:8], scratch, slots) for slots in every]
            else:
                for repo in repositories:
                    try:
                        if name == "replay":
                            rows += replay(repo, scratch, tools, options.repeat, length=options.commits)
                        else:
                            rows += {**BUILDS, **QUERIES}[name](repo, scratch, tools, options.repeat)
                        print(f"{name} of {repo.name}: done", file=sys.stderr)
                    except (subprocess.CalledProcessError, ecp.EcpError) as error:  # the others are worth having
                        print(f"{name} of {repo.name}: {error}", file=sys.stderr)
            remove(scratch)
    print(report.markdown(rows))
    if options.keep:
        report.keep(rows, options.keep)
    return 0


def _repositories(options: argparse.Namespace) -> list[Path]:
    only = set(filter(None, options.only.split(",")))
    found = list(options.repo)
    if options.corpora is not None:
        found += [
            path
            for path in sorted(options.corpora.iterdir())
            if ((path / ".git").exists() or (path / "HEAD").exists()) and (not only or path.name in only)
        ]
    return found


if __name__ == "__main__":
    sys.exit(main())
