"""What the extractor reads off each language: every fixture in tests/facts is a test."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ecp.index.detection import language_of_path
from ecp.index.extraction import syntax as vocabulary
from ecp.index.extraction.extract import extract
from ecp.index.extraction.matches import collect
from ecp.index.extraction.notation.makers import MAKERS
from ecp.index.extraction.summaries import summary
from ecp.index.extraction.syntax import syntax
from ecp.index.facts import Facts, rows_as_text
from ecp.index.languages import languages, syntax_table
from tests.markers import Marker, read_fixture

FIXTURES = sorted((Path(__file__).parent / "facts").iterdir())
Row = dict[str, int | str]


def facts_of(path: str, source: str) -> dict[str, list[Row]]:
    """Extract one file and return its rows by table."""
    facts = Facts()
    extract(source.encode(), languages()[language_of_path(path)], 0, facts)
    return {table: rows_as_text(facts, table) for table in facts.rows}


def shown(table: str, row: Row) -> str:
    """Return a row as a marker says it."""
    match table:
        case "definition":
            owner = f" of {row['owner']}" if row["owner"] else ""
            typed = f" : {row['type']}" if row["type"] else ""
            return f"defines {row['kind']} {row['qualified_name']}{typed}{owner}"
        case "reference":
            return f"refers {row['role']} {row['name']}" + (f" on {row['receiver']}" if row["receiver"] else "")
        case "import":
            words = [
                f"imports {row['kind']} {row['module']}",
                row["name"],
                f"as {row['alias']}" if row["alias"] else "",
            ]
            return " ".join(str(word) for word in words if word)
        case "binding":
            name = f"{row['receiver']}.{row['name']}" if row["receiver"] else str(row["name"])
            typed = f" : {row['type']}" if row["type"] else ""
            value = f" = {row['value']}" if row["value"] else ""
            return f"binds {row['how']} {name}{typed}{value}".replace("  ", " ")
        case "heritage":
            return f"inherits {row['relation']} {row['base']}" + (f" by {row['owner']}" if row["owner"] else "")
    return f"reports {row['message']}"


_DETAIL = {
    "exported": ("definition", "exported"),
    "doc": ("definition", "doc"),
    "signature": ("definition", "signature"),
    "modifiers": ("definition", "modifiers"),
    "takes": ("definition", "parameters"),
    "passes": ("reference", "arguments"),
}


def _holds(marker: Marker, tables: dict[str, list[Row]]) -> tuple[bool, list[str]]:
    """Say whether a marker holds, and what is known of its place."""
    verb = marker.text.removeprefix("not ").split()[0]
    if verb in _DETAIL:  # `^ doc First line.` speaks of the definition on its line
        table, column = _DETAIL[verb]
        rows = [row for row in tables[table] if row["line"] == marker.line and row["col"] == marker.col]
        known = [f"{verb} {row[column]}".strip() for row in rows]
    else:
        text, _, later = marker.text.partition(" from +")  # a binding that holds from a later line on
        marker = replace(marker, text=text, line=marker.line + int(later or 0))
        known = []
        for table, rows in tables.items():
            for row in rows:
                if row["line"] == marker.line and row.get("col", marker.col) == marker.col:
                    known.append(shown(table, row))
    if marker.text.startswith("not "):
        return not any(text.startswith(marker.text.removeprefix("not ")) for text in known), known
    return marker.text in known, known


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_facts(fixture: Path) -> None:
    files, markers = read_fixture(fixture.read_text(encoding="utf-8"), fixture.name)
    assert markers, "a fixture without markers tests nothing"
    failures: list[str] = []
    for path, source in files.items():
        tables = facts_of(path, source)
        own = [marker for marker in markers if marker.path == path]
        for marker in own:
            holds, known = _holds(marker, tables)
            if not holds:
                failures.append(f"{marker}\n    known there: {known}")
        marked = {(m.line, m.col) for m in own if m.text.startswith("defines ")}
        failures += [  # definitions are complete: what is not marked must not be
            f"{path}:{row['line']}:{row['col']}: unmarked: {shown('definition', row)}"
            for row in tables["definition"]
            if (row["line"], row["col"]) not in marked
        ]
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("name", sorted(languages()))
def test_a_query_compiles_and_keeps_to_the_vocabulary(name: str) -> None:
    known = {
        "definition": vocabulary.KINDS,
        "reference": vocabulary.ROLES,
        "import": vocabulary.IMPORTS,
        "binding": vocabulary.BINDINGS,
        "heritage": vocabulary.RELATIONS,
        "read": vocabulary.READS,
        "scope": vocabulary.SCOPES,
        "fragment": vocabulary.FRAGMENTS,
    }
    assert set(collect._HANDLERS) == vocabulary.ADDING_HEADS
    query = syntax(name).query
    for index in range(query.capture_count):
        capture = query.capture_name(index)
        head, _, suffix = capture.partition(".")
        if capture.startswith("_") or capture in vocabulary.COMPONENTS or capture in vocabulary.BARE_HEADS:
            continue
        assert suffix in known.get(head, ()), f"{name}: @{capture} is not in the vocabulary"


READ_WITHOUT_A_MAKER = {"name", "nothing", "by", "slice", "braces", "until"}


@pytest.mark.parametrize("table", MAKERS)
def test_each_operation_has_what_makes_it_and_is_described_there(table: str) -> None:
    named: set[str] = set()
    for name in languages():
        named |= {spec.split()[0] for spec in syntax_table(name).get(table, {}).values()}
    makers = MAKERS[table]
    assert named - READ_WITHOUT_A_MAKER <= makers.keys()
    assert makers.keys() <= named, "an operation that no language has"
    for operation, make in makers.items():
        assert re.search(rf"`{operation}\b", make.__doc__ or ""), operation


@pytest.mark.parametrize("name", sorted(languages()))
def test_every_language_has_a_fixture(name: str) -> None:
    assert any(language_of_path(fixture.name) == name for fixture in FIXTURES)


@pytest.mark.parametrize(
    "line",
    [
        "#!/usr/bin/env python", "# -*- coding: latin-1 -*-", "# coding=utf-8", "# vim: set ts=4:",
        "# frozen_string_literal: true", "//go:noinline", "// swiftlint:disable all", "/* eslint-disable no-console */",
        "// eslint-disable-next-line foo", "// @ts-ignore", "---@diagnostic disable: unused", "# type: ignore[misc]",
        "# pylint: disable=all", "// NOLINTNEXTLINE", "// clang-format off", "// swift-tools-version:5.3",
    ],
)  # fmt: skip
def test_what_a_comment_tells_tools_sums_nothing_up(line: str) -> None:
    assert summary(line) == ""
    assert summary(f"{line}\n# Says what it is.\n") == "Says what it is."


@pytest.mark.parametrize(
    "line",
    ["re-enable interrupts", "type on the left", "max_size: the largest", "coding: how it is spelt", "name:value"],
)
def test_what_only_looks_like_it_does(line: str) -> None:
    assert summary(f"// {line}") == summary(f"# {line}") == line
