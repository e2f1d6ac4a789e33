"""What a change affects, and how calls lead from one symbol to another."""

from __future__ import annotations

import pytest

from ecp.errors import UsageError
from ecp.query.index import Index


def test_impact_lists_each_symbol_once_with_its_distance_and_the_way_back(code: Index) -> None:
    found = code.impact("check", depth=6)
    reached = {each.qualified_name: each for each in found.items}
    assert len(reached) == len(found.items)
    assert {name: each.distance for name, each in reached.items()} == {
        "write": 1, "Disk.save": 2, "sell": 3, "Tape.save": 3, "open_shop": 4, "test_sell": 4, "main": 5,
        "test_open": 5,
    }  # fmt: skip
    way, at = [], "main"
    while at != "check":
        way.append(at)
        at = reached[at].via_name
    assert way == ["main", "open_shop", "sell", "Disk.save", "write"]
    assert reached["sell"].how == "dispatch"
    assert reached["main"].confidence == reached["sell"].confidence < reached["write"].confidence


def test_impact_keeps_tests_apart_and_adds_up_by_file(code: Index) -> None:
    found = code.impact("check", depth=6)
    assert [each.test for each in found.items] == sorted(each.test for each in found.items)
    assert (found.symbols, found.test_symbols) == (6, 2)
    assert [(total.path, total.symbols, total.test) for total in found.files] == [
        ("shop/disk.py", 3, False), ("shop/till.py", 3, False), ("tests/test_till.py", 2, True)
    ]  # fmt: skip


def test_impact_stops_at_its_depth(code: Index) -> None:
    assert {each.distance for each in code.impact("check", depth=2).items} == {1, 2}


def test_a_change_of_a_method_affects_what_overrides_it_and_their_callers(code: Index) -> None:
    how = {each.qualified_name: each.how for each in code.impact("Store.save", depth=1).items}
    assert how["Disk.save"] == how["Tape.save"] == "override"
    assert "sell" in how


def test_a_type_stands_for_its_members(code: Index) -> None:
    assert {"Disk", "Nothing", "sell", "open_shop"} <= {e.qualified_name for e in code.impact("Store", depth=1).items}


def test_impact_down_is_what_a_symbol_depends_on(code: Index) -> None:
    found = code.impact("sell", direction="down")
    reached = {each.qualified_name: each.distance for each in found.items}
    assert reached["Store.save"] == reached["Store.full"] == reached["Disk.save"] == 1
    assert (reached["write"], reached["check"]) == (2, 3)
    with pytest.raises(UsageError):
        code.impact("sell", direction="sideways")


def test_a_call_path_leads_from_one_to_the_other(code: Index) -> None:
    found = code.path("main", "check")
    assert [step.qualified_name for step in found.items] == ["main", "open_shop", "sell", "Disk.save", "write", "check"]
    assert [step.site_line for step in found.items] == [21, 13, 9, 6, 13, 0]
    assert found.gave_up == ""


def test_no_path_is_an_answer_that_says_how_much_was_searched(code: Index) -> None:
    found = code.path("check", "main")
    assert not found.items and found.explored >= 2 and not found.gave_up


def test_a_search_that_gives_up_says_so(code: Index) -> None:
    from ecp.query.paths import path

    found = path(code.uses, code.find("main"), code.find("check"), most_symbols=2)
    assert not found.items and "more than 2 symbols" in found.gave_up
