"""The parts of README.md that are made from the code: `make docs` writes them, a test compares them."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

from ecp.commands import build_parser
from ecp.config import VARIABLES
from ecp.model import CONFIDENCE

README = Path(__file__).resolve().parents[1] / "README.md"


def command_reference() -> str:
    """Return what `--help` says of every command."""
    os.environ["COLUMNS"] = "100"
    parser = build_parser()
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    parts = []
    for name, command in commands.choices.items():
        text = re.sub(r"^usage: ", "", command.format_help().strip())
        parts.append(f"### ecp {name}\n\n```\n{text}\n```")
    return "\n\n".join(parts)


def variable_reference() -> str:
    """Return the table of ECP_* variables."""
    rows = [f"| `{each.name}` | `{each.default}` | {each.help} |" for each in VARIABLES]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])


def confidence_reference() -> str:
    """Return the table of how calls are resolved."""
    rows = [f"| `{how}` | {share:.2f} |" for how, share in CONFIDENCE.items()]
    return "\n".join(["| how | confidence |", "|---|---|", *rows])


MADE = {"commands": command_reference, "variables": variable_reference, "confidence": confidence_reference}


def with_made_parts(text: str) -> str:
    """Return README's text with what stands between its markers made anew."""
    for name, make in MADE.items():
        pattern = rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)"
        text = re.sub(pattern, lambda match, make=make: f"{match[1]}{make()}{match[2]}", text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    README.write_text(with_made_parts(README.read_text(encoding="utf-8")), encoding="utf-8")
