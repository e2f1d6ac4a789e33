"""The parts of the documents that are made from the code: `make docs` writes them, a test compares them."""

from __future__ import annotations

import argparse
import dataclasses
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ecp.arguments import build_parser
from ecp.build import BuildReport
from ecp.build.gc import GcReport, Removed
from ecp.build.notes import BuildNote
from ecp.config import VARIABLES
from ecp.doctor import Finding
from ecp.index.manifests import Receipt
from ecp.model import (
    CONFIDENCE,
    Answer,
    Body,
    Call,
    FileTotal,
    Freshness,
    Impacted,
    ImpactReport,
    MapFile,
    PathReport,
    PathStep,
    Relative,
    Symbol,
    SymbolReport,
    Table,
    Unresolved,
    Unused,
    Use,
)
from ecp.query.export import Exported
from ecp.status import IndexedCommit, IndexedRepository, MachineStatus
from ecp.verify import TableDifference, VerifyReport

ROOT = Path(__file__).resolve().parents[1]
README, REFERENCE = ROOT / "README.md", ROOT / "docs" / "reference.md"

ANSWERS: dict[str, tuple[type, type | None]] = {
    "index": (BuildReport, None),
    "query": (SymbolReport, None),
    "source": (Answer, Body),
    "callers": (Answer, Call),
    "callees": (Answer, Call),
    "callers --unresolved": (Answer, Unresolved),
    "references": (Answer, Use),
    "references --unresolved": (Answer, Unresolved),
    "impact": (ImpactReport, Impacted),
    "hierarchy": (Answer, Relative),
    "path": (PathReport, PathStep),
    "unused": (Answer, Unused),
    "map": (Answer, MapFile),
    "sql": (Table, None),
    "outline": (Answer, Symbol),
    "search": (Answer, Symbol),
    "status": (MachineStatus, None),
    "gc": (GcReport, None),
    "drop": (GcReport, None),
    "verify": (VerifyReport, None),
    "export": (Exported, None),
}
"""What each command's --json holds: a value, and for answers with pages that of an item.  `doctor` gives a list of
Finding."""

NESTED = (
    Finding, BuildNote, FileTotal, Freshness, IndexedCommit, IndexedRepository, Receipt, Removed, TableDifference,
)  # fmt: skip
"""The values inside other values."""


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command."""
    parser = build_parser()
    (found,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def command_reference() -> str:
    """Return what `--help` says of every command."""
    parts = []
    for name, command in commands().items():
        command.formatter_class = partial(argparse.HelpFormatter, width=100)  # type: ignore[assignment]
        command.color = False  # Python 3.14 colours by the environment
        parts.append(f"### ecp {name}\n\n```\n{command.format_help().strip()}\n```")
    return "\n\n".join(parts)


def variable_reference() -> str:
    """Return the table of ECP_* variables."""
    rows = [f"| `{each.name}` | `{each.default}` | {each.help} |" for each in VARIABLES]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])


def confidence_reference() -> str:
    """Return the table of how calls are resolved."""
    rows = [f"| `{how}` | {share:.2f} |" for how, share in CONFIDENCE.items()]
    return "\n".join(["| how | confidence |", "|---|---|", *rows])


def json_reference() -> str:
    """Return the fields of everything that --json prints."""
    by_value: dict[tuple[type, type | None], list[str]] = {}
    for command, value in ANSWERS.items():
        by_value.setdefault(value, []).append(f"`{command}`")
    rows = ["| command | answers with |", "|---|---|"]
    for (value, item), names in by_value.items():
        rows.append(f"| {', '.join(names)} | {value.__name__}{f' of {item.__name__}' if item else ''} |")
    rows += ["| `doctor` | `findings`, a list of Finding |", "", "| value | fields |", "|---|---|"]
    values = dict.fromkeys(each for pair in ANSWERS.values() for each in pair if each is not None)
    rows += [f"| {value.__name__} | {', '.join(_fields(value))} |" for value in (*values, *NESTED)]
    return "\n".join(rows)


def _fields(value: type[Any]) -> Iterator[str]:
    """Yield a value's fields, with the kind of value that they hold where it is one of ours."""
    known = {each.__name__ for pair in ANSWERS.values() for each in pair if each} | {each.__name__ for each in NESTED}
    for each in dataclasses.fields(value):
        of = [word for word in re.findall(r"\w+", str(each.type)) if word in known]
        yield f"`{each.name}`{f' ({of[0]})' if of else ''}"


MADE = {
    README: {"confidence": confidence_reference, "variables": variable_reference},
    REFERENCE: {"json": json_reference, "commands": command_reference},
}
"""By document, what is made of it, by the name of the markers around that."""


def with_made_parts(document: Path) -> str:
    """Return a document's text with what stands between its markers made anew."""
    text = document.read_text(encoding="utf-8")
    for name, make in MADE[document].items():
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        assert begin and end, f"{document.name} has no place for {name}"
        text = f"{before}{begin}{make()}\n{end}{after}"
    return text


if __name__ == "__main__":
    for each in MADE:
        each.write_text(with_made_parts(each), encoding="utf-8")
