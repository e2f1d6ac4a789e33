"""The rules of the house, held by a test: who may import whom, and who alone does what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

import ecp
from ecp.config import VARIABLES, Settings
from ecp.index.fingerprint import EXTRACTOR
from ecp.index.languages import _frozen, languages
from ecp.query.resolution.types import library_types
from tests.conftest import ROOT
from tests.documents import ANSWERS, MADE, README, REFERENCE, commands, with_made_parts

PACKAGE = ROOT / "ecp"
MODULES = sorted(PACKAGE.rglob("*.py"))
LEAVES = {"ecp.errors", "ecp.model", "ecp.config", "ecp.dataclass", "ecp._version"}
TOP = {"ecp.__main__", "ecp.arguments", "ecp.cli", "ecp.commands"}
"""What only a process that is the command line may load."""
# What each part may import besides itself and the leaves (ARCHITECTURE, "The map").
MAY_IMPORT = {
    "ecp.dataclass": set(),
    "ecp.model": set(),
    "ecp.errors": set(),
    "ecp.config": {"ecp.errors"},
    "ecp.index": set(),
    "ecp.build": {"ecp.index"},
    "ecp.query": {"ecp.index", "ecp.query.resolution", "ecp.query.view"},
    "ecp.query.resolution": {"ecp.index", "ecp.query.view"},
    "ecp.query.view": {"ecp.index"},
}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _part(module: str) -> str:
    parts = (".".join(module.split(".")[:length]) for length in (3, 2))
    return next((part for part in parts if part in MAY_IMPORT), module)


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


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_below_it_imports_the_command_line(path: Path) -> None:
    if _name(path) in TOP:
        return
    assert not TOP.intersection(_imports(path))


def test_every_module_says_what_it_is_for() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree) or path.stat().st_size < 40, f"{_name(path)} has no docstring"


@pytest.mark.parametrize(
    ("pattern", "homes"),
    [
        (r"\bimport pygit2\b", {"ecp.index.git.binding", "ecp.index.git.repository"}),
        (r"\bos\.(environ|getenv)\b", {"ecp.config"}),
        (r"\bos\.(replace|rename)\(|\.rename\(", {"ecp.index.store"}),
        (r"\bprint\(", {"ecp.cli", "ecp.commands", "ecp.progress"}),
        (r"\bsys\.exit\(|\bos\._exit\(", {"ecp.cli", "ecp.build.processes"}),
        (r"(?<!`)ATTACH '", {"ecp.index.layer"}),
    ],
)
def test_only_one_place_does_it(pattern: str, homes: set[str]) -> None:
    found = {_name(path) for path in MODULES if re.search(pattern, path.read_text(encoding="utf-8"))}
    assert found == homes


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_code_asks_for_a_language_s_properties_not_for_its_name(path: Path) -> None:
    """A strategy's name may pick its function from a table; nothing is compared with it, nor with a language's name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            compared = [ast.unparse(each) for each in (node.left, *node.comparators)]
        elif isinstance(node, ast.Match):
            compared = [ast.unparse(node.subject)]
        else:
            continue
        for each in compared:
            assert not re.search(r"\blanguage(\(.*\))?\.(name|imports|grammar)$", each), f"{_name(path)}:{node.lineno}"


def test_every_key_of_the_language_table_says_what_it_means() -> None:
    tree = ast.parse((PACKAGE / "index" / "languages.py").read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Language")
    for key, following in pairwise([*body, ast.Pass()]):
        if isinstance(key, ast.AnnAssign):
            said = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
            assert said, f"{ast.unparse(key.target)} has no docstring"


def test_entries_of_the_language_table_read_one_by_one_are_those_of_the_whole() -> None:
    whole = tomllib.loads((PACKAGE / "index" / "languages.toml").read_text(encoding="utf-8"))
    assert list(languages()) == list(whole)
    for name, entry in whole.items():
        read, parent = vars(languages()[name]), entry.pop("inherits", None)
        assert {key: read[key] for key in entry} == {key: _frozen(value) for key, value in entry.items()}
        inherited = whole[parent].keys() - entry.keys() - {"extensions", "filenames", "interpreters"} if parent else ()
        assert {key: read[key] for key in inherited} == {key: vars(languages()[parent])[key] for key in inherited}
        assert not read["interpreters"] or "interpreters" in entry


def test_each_kind_of_library_type_is_made_and_used() -> None:
    used = {kind for language in languages().values() for kind in language.library_types}
    assert used | set(library_types.WRITTEN.values()) == library_types._KINDS.keys()
    for language in languages().values():
        names = [name for names in language.library_types.values() for name in names]
        assert len(names) == len({*names}) and not {*names} & library_types.WRITTEN.keys()


def test_the_fingerprint_covers_every_module_that_decides_what_facts_are() -> None:
    listing = "import sys, ecp.index.extraction.extract; print(*(n for n in sys.modules if n.startswith('ecp.index.')))"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    assert {"ecp.index.extraction.extract", "ecp.index.records"} <= set(loaded)
    assert {name.split(".")[2] for name in loaded} <= {name.removesuffix(".py") for name in EXTRACTOR}


@pytest.mark.parametrize("document", MADE, ids=lambda path: path.name)
def test_the_made_parts_of_the_documents_are_up_to_date(document: Path) -> None:
    assert with_made_parts(document) == document.read_text(encoding="utf-8"), "run `make docs`"


def test_the_lines_of_the_reference_are_short_but_for_its_tables() -> None:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 and not line.startswith("|")] == []


def test_every_command_and_variable_is_in_the_documents() -> None:
    text = "".join(document.read_text(encoding="utf-8") for document in MADE)
    for name, command in commands().items():
        assert f"### ecp {name}\n" in text
        assert f"`{name}`" in README.read_text(encoding="utf-8")
        for action in command._actions:
            assert action.help, f"ecp {name}: {action.dest} has no help"
    for variable in VARIABLES:
        assert f"| `{variable.name}` |" in text
    named = set(re.findall(r"\bECP_[A-Z_]+\b", "".join(path.read_text(encoding="utf-8") for path in MODULES)))
    assert named <= {variable.name for variable in VARIABLES}
    assert {variable.field for variable in VARIABLES} == {each.name for each in fields(Settings)}


def test_every_answer_in_json_is_in_the_reference() -> None:
    with_json = {name for name, command in commands().items() if "--json" in command.format_help()}
    assert with_json == {name.split()[0] for name in ANSWERS} | {"doctor"}


def test_every_error_has_its_place_in_the_tree_and_is_public() -> None:
    from ecp import errors

    defined = {name for name, value in vars(errors).items() if isinstance(value, type) and name.endswith("Error")}
    assert defined <= set(ecp.__all__)
    for name in defined:
        assert re.search(rf"\b{name}\b +(exit \d +)?\w", errors.__doc__ or ""), f"{name} is not in the tree"


def test_committed_files_name_no_place_of_one_machine() -> None:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    place = re.compile(r"(?<![\w.~/-])/(?:tmp|home|root|mnt|work|srv|opt)/\w")
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and not path.is_symlink():
            found = place.search(path.read_bytes().decode("utf-8", "replace"))
            assert found is None, f"{name} names {found[0] if found else ''}…"


def test_the_map_names_every_module_and_none_that_is_not_there() -> None:
    """A folder of modules that are alike may be named as a whole: `modules/`."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    text = page[page.index("## The map") : page.index("Imports go one way")]
    named = set(re.findall(r"\b\w+\.py\b", text))
    there = {path.name for path in MODULES} - {"__main__.py", "_version.py"}
    alike = {path.name for path in MODULES if f" {path.parent.name}/ " in text}
    assert (named - there, there - alike - named - {"__init__.py"}) == (set(), set())


def test_the_kinds_that_can_be_asked_for_are_those_that_queries_can_find() -> None:
    from ecp.index.extraction.syntax import KINDS as found
    from ecp.query.resolution.program.definitions import KINDS as asked

    assert set(asked) == found
