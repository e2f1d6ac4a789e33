"""The rules of the house, held by a test: who may import whom, and who alone does what."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.readme import MADE, README, with_made_parts

PACKAGE = ROOT / "ecp"
MODULES = sorted(PACKAGE.rglob("*.py"))
LEAVES = {"ecp.errors", "ecp.model", "ecp.config", "ecp._version"}
# What each part may import besides itself and the leaves (ARCHITECTURE, "The map").
MAY_IMPORT = {
    "ecp.model": set(),
    "ecp.errors": set(),
    "ecp.config": {"ecp.errors"},
    "ecp.index": set(),
    "ecp.build": {"ecp.index"},
    "ecp.query": {"ecp.index"},
}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _part(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_one_way(path: Path) -> None:
    part = _part(_name(path))
    if part not in MAY_IMPORT:
        return
    allowed = MAY_IMPORT[part] | LEAVES | {part}
    for module in _imports(path):
        if module.split(".")[0] == "ecp" and _name(path) != "ecp.index":  # its one exception says why
            assert _part(module) in allowed, f"{_name(path)} imports {module}"


@pytest.mark.parametrize(
    ("pattern", "homes"),
    [
        (r"\bimport pygit2\b", {"ecp.index.git"}),
        (r"\bos\.environ\b", {"ecp.config"}),
        (r"\bos\.(replace|rename)\(|\.rename\(", {"ecp.index.store", "ecp.build.notes"}),
        (r"\bprint\(", {"ecp.cli", "ecp.commands", "ecp.progress"}),
        (r"\bsys\.exit\(", {"ecp.cli", "ecp.__main__"}),
        (r"(?<!`)ATTACH '", {"ecp.index.layer", "ecp.query.view"}),
    ],
)
def test_only_one_place_does_it(pattern: str, homes: set[str]) -> None:
    found = {_name(path) for path in MODULES if re.search(pattern, path.read_text())}
    assert found <= homes


def test_the_made_parts_of_the_readme_are_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_made_parts(text) == text, "run `make docs`"
    assert all(f"<!-- /{name} -->" in text for name in MADE)
