"""`python -m benchmarks.confidence REPO EDGES.tsv [REPO EDGES.tsv …]`: what share of our calls a compiler confirms.

EDGES.tsv is a compiler's view of the calls of REPO's HEAD, one target of a call a line, tab separated, in the form of
`ecp export`: caller_file caller_line caller_name callee_file callee_line callee_name site_line.  A call whose target
is outside the repository has an empty callee_file; one that the compiler could not resolve either is left out.

The table is by `how`: what `ecp.model.CONFIDENCE` is set from.  `of those named` counts a call where the compiler names
something of the same name on the line, `of all` wherever it names anything there: the first leaves out some of our
mistakes, the second counts calls that only we resolve as mistakes.  The share lies between.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

import ecp
from ecp.index.detection import language_of_path
from ecp.index.languages import languages

Site = tuple[str, int]
"""Path and line of a call."""
_CALLS = "SELECT caller_file, site_line, callee_file, callee_name, how FROM read_parquet($path)"
_FEW = 100
"""Calls below which a share says little."""


class Target(NamedTuple):
    """A callee, the same for a type and its constructors and for every overload of a name."""

    path: str
    name: str


def main() -> int:
    """Print the table of some repositories together."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confidence", description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path, metavar="REPO EDGES.tsv")
    pairs = parser.parse_args().pairs
    if len(pairs) % 2:
        parser.error("every repository needs its edges")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for repo, edges in zip(pairs[::2], pairs[1::2], strict=True):
        for how, verdict in judgements(repo, edges):
            counts[how][verdict] += 1
    print("| how | calls | confirmed of those named | of all |\n|---|---|---|---|")
    for how, each in sorted(counts.items(), key=lambda item: -item[1].total()):
        named = each["confirmed"] + each["refuted"]
        note = " (few)" if named < _FEW else ""
        share = each["confirmed"] / named if named else 0.0
        print(f"| `{how}` | {each.total()} | {share:.1%}{note} | {each['confirmed'] / each.total():.1%} |")
    return 0


def judgements(repo: Path, edges: Path) -> Iterator[tuple[str, str]]:
    """Yield how we resolved each call on whose line the compiler resolves any, and its verdict.

    `confirmed`, `refuted` (it names something else of that name) or `other` (it names only other things).
    """
    known: dict[Site, set[Target]] = defaultdict(set)
    for line in edges.read_text(encoding="utf-8").splitlines():
        path, _, _, callee_path, _, callee_name, site_line = line.split("\t")[:7]
        known[path, int(site_line)].add(_target(callee_path, callee_name))
    found: dict[tuple[Site, str, str], set[Target]] = defaultdict(set)
    with tempfile.TemporaryDirectory(prefix="ecp-confidence-") as folder, ecp.open(repo) as code:
        code.export(folder, format="parquet")
        parameters = {"path": str(Path(folder) / "calls.parquet")}
        for path, line, callee_path, callee_name, how in duckdb.execute(_CALLS, parameters).fetchall():
            target = _target(callee_path, callee_name)
            found[(path, line), target.name, how].add(target)
    for (site, name, how), ours in found.items():
        theirs = {each for each in known.get(site, ()) if each.name == name}
        if site in known:
            yield how, "other" if not theirs else "refuted" if ours.isdisjoint(theirs) else "confirmed"


def _target(path: str, qualified_name: str) -> Target:
    """Return a callee by its last name, of a constructor by that of its type."""
    *owners, name = qualified_name.replace("::", ".").split(".")
    language = languages().get(language_of_path(path)) if path else None
    if owners and language is not None and name in language.constructors:
        name = owners[-1]
    return Target(path, name)


if __name__ == "__main__":
    raise SystemExit(main())
