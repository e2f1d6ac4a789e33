"""Pages, and budgets of tokens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import ecp
from ecp.errors import UsageError
from ecp.query.index import Index
from ecp.query.paging import as_json
from tests.questions.shared import COMMANDS, ask, commit

QUESTIONS: dict[str, Callable[..., ecp.Answer[object]]] = {
    "references": lambda code, **page: code.references("Store", **page),
    "callers": lambda code, **page: code.callers("Store.__init__", **page),
    "callees": lambda code, **page: code.callees("open_shop", **page),
    "impact": lambda code, **page: code.impact("Store", **page),
    "hierarchy": lambda code, **page: code.hierarchy("Store", **page),
    "path": lambda code, **page: code.path("main", "check", **page),
    "unused": lambda code, **page: code.unused(**page),
    "map": lambda code, **page: code.map(symbols=8, **page),
    "outline": lambda code, **page: code.outline("shop/till.py", **page),
    "search": lambda code, **page: code.search("s", **page),
    "table": lambda code, **page: code.table("SELECT name FROM definitions ORDER BY path, line", **page),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_pages_add_up_to_the_whole(code: Index, name: str) -> None:
    whole = QUESTIONS[name](code)
    assert len(whole.items) > 2 and not whole.truncated and not whole.cursor
    items, cursor = [], ""
    while True:
        page = QUESTIONS[name](code, limit=2, cursor=cursor)
        assert len(page.items) <= 2
        assert page.unresolved == whole.unresolved
        items += page.items
        assert page.truncated == bool(page.cursor)
        if not page.truncated:
            break
        cursor = page.cursor
    assert tuple(items) == whole.items


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_budget_of_tokens_cuts_at_whole_rows_and_goes_on(code: Index, name: str) -> None:
    whole = QUESTIONS[name](code)
    budget = len(as_json(whole)) * 2 // 3 // 4
    page = QUESTIONS[name](code, max_tokens=budget)
    assert 0 < len(page.items) < len(whole.items)
    assert len(as_json(page).encode()) <= budget * 4
    rest = QUESTIONS[name](code, cursor=page.cursor)
    assert (*page.items, *rest.items) == whole.items


def test_one_row_is_shown_whatever_it_costs(code: Index) -> None:
    assert len(code.callers("Store", max_tokens=1).items) == 1


def test_code_is_cut_where_its_budget_ends_and_says_where_it_goes_on(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"    print({at})" for at in range(500)]
    where = commit(
        tmp_path, {"a.py": "\n".join(["def long():", *lines, "", "def long_line():", f"    return {'1' * 9000}"])}
    )
    _, text, _ = ask(capsys, "source", "long", "--repo", str(where), "--lines", "600", "--max-tokens", "300")
    *shown, end = text.splitlines()
    assert 800 < len(text) <= 1201
    assert shown[1:] == ["def long():", *lines[: len(shown) - 2]]
    assert end == f"… {500 - (len(shown) - 2)} more line(s), from {len(shown)} on"
    with ecp.open(where) as code:
        (body,) = code.source("long", lines=600, max_tokens=300).items
        assert 0 < body.text.count("\n") + 1 == 501 - body.omitted < 100
        (body,) = code.source("long_line", max_tokens=200).items
        assert body.text == "def long_line():" and body.omitted == 1
        (body,) = code.source("long", lines=600, max_tokens=100_000).items
        assert body.omitted == 0


def test_code_is_shown_without_the_ends_of_lines_that_its_file_has(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = commit(tmp_path, {"a.py": "def f():\r\n    g('\x07')\r\n"})
    _, text, _ = ask(capsys, "source", "f", "--repo", str(where))
    assert text == "a.py:1-2  function f\ndef f():\n    g('\\x07')\n"
    with ecp.open(where) as code:
        assert code.source("f").items[0].text.startswith("def f():\r\n")


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "\u0661"])
def test_a_cursor_that_is_none_is_the_callers_mistake(code: Index, cursor: str) -> None:
    with pytest.raises(UsageError, match="not a cursor"):
        code.callers("Store", cursor=cursor)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_keeps_within_its_budget_and_says_how_to_go_on(
    shop: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    _, whole, _ = ask(capsys, *arguments, "--repo", str(shop))
    budget = len(whole.encode()) * 3 // 4 // 4
    _, text, _ = ask(capsys, *arguments, "--repo", str(shop), "--max-tokens", str(budget))
    if "--cursor 1 goes on" not in text and whole != text:
        assert len(text.encode()) <= budget * 4 + 1
        assert "goes on" in text


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_says_that_nothing_is_left_at_a_cursor(
    shop: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    exit_code, text, said = ask(capsys, *arguments, "--repo", str(shop), "--cursor", "9999")
    assert (exit_code, text, said) == (1, "", "no rows are left at this cursor\n")


def test_a_map_within_a_tiny_budget_is_no_longer_than_within_a_larger_one(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny, larger = (ask(capsys, "map", "--repo", str(shop), "--max-tokens", str(each))[1] for each in (8, 24))
    assert len(tiny) <= len(larger)
