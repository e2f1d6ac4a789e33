"""The questions, asked of small real repositories: what is answered, what is not, and where an answer is cut."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

import ecp
from ecp import render
from ecp.api import open_or_build
from ecp.background import BackgroundBuild, _StoppedError
from ecp.commands import run
from ecp.errors import EcpError, LimitError, UsageError
from ecp.index import layer
from ecp.index.store import RepositoryStore
from ecp.mcp import TOOLS, Server
from ecp.model import Answer
from ecp.query import sql
from ecp.query.index import Index
from ecp.query.paging import as_json
from ecp.query.testing import is_test_path

SHOP = {
    "shop/__init__.py": "from shop.base import Store as Shelf\n",
    "shop/base.py": '''
LIMIT = 10

class Store:
    """Keeps things."""

    def __init__(self, size):
        self.size = size

    def save(self, item):
        raise NotImplementedError

    @property
    def full(self):
        return self.size > LIMIT

class Nothing(Store):
    pass
''',
    "shop/disk.py": """
from shop.base import LIMIT, Store

class Disk(Store):
    def save(self, item):
        return write(item)

class Tape(Disk):
    def save(self, item):
        return super().save(item)

def write(item):
    return check(item)

def check(item):
    return item < LIMIT

def idle():
    return idle()

def _quiet():
    return 1
""",
    "shop/till.py": """
import shop
from shop.base import Nothing, Store
from shop.disk import Disk, check

def sell(store: Store, item):
    if store.full:
        return None
    return store.save(item)

def open_shop():
    disk = Disk(5)
    sell(disk, 1)
    return shop.Shelf(3)

def odd(thing):
    thing.save(1)
    thing.full

def main():
    open_shop()
    Nothing(1)

@register
def hook():
    pass

class Listener(outside.Base):
    def notify(self):
        pass
""",
    "tests/test_till.py": """
from shop.till import open_shop, sell

def test_open():
    open_shop()

def test_sell():
    sell(None, 1)
""",
}
GO = {
    "go.mod": "module example.com/store\n\ngo 1.22\n",
    "store.go": """package store

type Keeper interface {
	Keep(item int) error
	Close() error
}

type disk struct{}

func (d *disk) Keep(item int) error { return nil }
func (d *disk) Close() error       { return nil }

type half struct{}

func (h *half) Keep(item int) error { return nil }

type pair struct{}

func (p *pair) Keep(item, other int) error { return nil }
func (p *pair) Close() error               { return nil }

type silent struct{}

func (s *silent) Keep(item int) {}
func (s *silent) Close() error  { return nil }

type sealer interface{ seal(at Place, with func(int, int) bool) (Place, error) }

type Place struct{}

func (p Place) seal(where Place, by func(int, int) bool) (Place, error) { return p, nil }

func fill(k Keeper) { k.Keep(1) }
""",
    "far/far.go": """package far

import "example.com/store"

type Far struct{}

func (f Far) seal(at store.Place, with func(int, int) bool) (store.Place, error) { return at, nil }
""",
}

JAVA = {
    "Pen.java": """class Pen {
    Pen(int size) {}
    Pen() { this(1); }
    void draw() {}
}
""",
    "Brush.java": """class Brush extends Pen {}
class Quill extends Pen { Quill() { super(2); } }
class Use {
    Pen first() { return new Pen() { void draw() {} }; }
    Pen both() {
        take(new Pen() { void draw() {} });
        return new Pen() { void draw() {} };
    }
    void made() { new Brush(); new Quill(); }
}
""",
}


def commit(folder: Path, files: dict[str, str]) -> Path:
    """Make a repository with one commit."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(folder))
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        subprocess.run((*git, *arguments), check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECP_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def shop(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return commit(tmp_path_factory.mktemp("shop"), SHOP)


@pytest.fixture(scope="module")
def code(shop: Path) -> Iterator[Index]:
    with ecp.open(shop) as index:
        yield index


@pytest.fixture(scope="module")
def go(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with ecp.open(commit(tmp_path_factory.mktemp("go"), GO)) as index:
        yield index


@pytest.fixture(scope="module")
def java(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with ecp.open(commit(tmp_path_factory.mktemp("java"), JAVA)) as index:
        yield index


# -- callers, callees, references ----------------------------------------------------------------------------------


def test_callers_name_the_caller_and_the_place(code: Index) -> None:
    found = code.callers("check")
    assert [(call.path, call.line, call.qualified_name) for call in found.items] == [("shop/disk.py", 13, "write")]
    assert found.unresolved == 0


def test_callers_of_a_constructor_are_those_who_make_the_type_or_an_heir_without_one(code: Index) -> None:
    made = {(call.qualified_name, call.line) for call in code.callers("Store.__init__").items}
    assert made == {("open_shop", 12), ("open_shop", 14), ("main", 22)}


def test_callers_of_a_constructor_that_has_the_name_of_its_type(java: Index) -> None:
    assert {(call.qualified_name, call.line) for call in java.callers("Pen.Pen").items} == {
        ("Pen.Pen", 3), ("Quill.Quill", 2), ("Use.first", 4), ("Use.both", 6), ("Use.both", 7), ("Use.made", 9)
    }  # fmt: skip
    assert {(call.qualified_name, call.line) for call in java.callers("Quill.Quill").items} == {("Use.made", 9)}


def test_a_report_of_what_nothing_calls_has_its_uses(code: Index) -> None:
    report = code.query("LIMIT")
    assert {(use.path, use.role, use.qualified_name) for use in report.uses} == {
        ("shop/base.py", "read", "Store.full"), ("shop/disk.py", "read", "check")
    }  # fmt: skip
    assert (report.use_count, report.note, report.callers) == (2, "", ())
    assert "\nuses (2):\n  shop/base.py:15:" in render.symbol_report(report)
    assert not code.query("check").uses and not code.query("_quiet").uses


def test_a_report_begins_with_the_callers_that_are_no_tests(code: Index) -> None:
    assert [call.path for call in code.query("sell", limit=1).callers] == ["shop/till.py"]
    assert [call.path for call in code.callers("open_shop", limit=1).items] == ["shop/till.py"]
    text = render.impact(code.impact("open_shop", depth=1))
    assert "tests, 1 step(s) away:\n  tests/test_till.py  test_open 4\n" in text


def test_calls_by_one_caller_are_one_row_of_text(code: Index) -> None:
    calls = code.callers("Store").items
    assert [call.line for call in calls if call.qualified_name == "open_shop"] == [14]
    again = (*calls, replace(calls[-1], line=99), replace(calls[-1], line=101))
    assert render.caller_lines(again)[-1] == f"{render.caller_lines(calls)[-1]}, also at 99, 101"


def test_answers_say_whose_calls_may_run_a_method_as_well(code: Index) -> None:
    assert code.callers("Listener.notify").note == "it may override a member of outside.Base: others may call it"
    assert code.callers("hook").note == "it is decorated: others may call it"
    assert code.query("Disk.save").note == "it overrides or implements Store.save, whose calls may run it as well"
    assert code.callers("Store.save").note == code.callers("check").note == ""
    assert "`references`" in code.callers("Store").note


def test_calls_through_another_name_are_calls(code: Index) -> None:
    assert ("open_shop", 14) in {(call.qualified_name, call.line) for call in code.callers("Store").items}


def test_what_may_be_a_call_is_counted_and_listed_with_candidates(code: Index) -> None:
    assert code.callers("Store.save").unresolved == 1
    (odd,) = code.unresolved("Store.save").items
    assert (odd.path, odd.qualified_name, odd.receiver, odd.reason) == (
        "shop/till.py", "odd", "thing", "dynamic receiver"
    )  # fmt: skip
    assert {symbol.qualified_name for symbol in odd.candidates} == {"Store.save", "Disk.save", "Tape.save"}
    assert odd.candidate_count == 3


DOUBTS = {
    "list.go": """package list

type List struct{ items []int }

func (l *List) append(item int) { l.items = append(l.items, item) }

func use(pool any, each chan List) {
	for _, found := range pool {
		found.append(1)
	}
}
""",
    "list.js": "thing.append(1); append(2);\n",
    "list.cpp": "void g() { append(1); }\nstruct Other { void append(); };\n",
    "own.py": "globals().update(made)\n",
    "late.py": "def late(): ...\n",
    "star.py": "from own import *\nlate()\n",
    "plain.py": "late()\n",
    "held.py": """def store(): ...

def use(box):
    keep = kept = store
    also = keep
    also()
    box.also()
    class Box:
        put = keep
        def __init__(self):
            kept = store
            self.kept = kept

def give(put_out=store):
    put_out()
""",
    "other.py": "def use(keep, box):\n    keep()\n    also()\n    box.kept()\n    box.put()\n    box.put_out()\n",
}
"""Calls of names that a method, a method whose receiver may be left out, a function and what holds one have."""


def test_a_name_that_cannot_mean_a_symbol_is_no_doubt(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path, DOUBTS)) as code:
        of_method = {(each.path, each.line) for each in code.unresolved("List.append").items}
        assert of_method == {("list.go", 9)}  # neither the language's own function nor another language's method
        assert code.callers("List.append").unresolved == code.impact("List.append").unresolved == 1
        assert {(each.path, each.line) for each in code.unresolved("Other.append").items} == {("list.cpp", 1)}
        assert {each.path for each in code.unresolved("late").items} == {"star.py"}
        held = [(each.path, each.line) for each in code.unresolved("store").items]
        calls = [("held.py", 6), ("held.py", 15), ("other.py", 4), ("other.py", 5)]
        assert held == calls  # a function's variable is no member
        assert code.callers("store").unresolved == code.impact("store").unresolved == 4


def test_what_a_member_is_called_besides_is_said_in_its_type(home: Path, tmp_path: Path) -> None:
    """Outside of it, the bare name of a method is another variable's."""
    pen = "class Pen:\n    def paint(self): pass\n    repaint = paint\n    again = repaint\n"
    uses = "def go(paint, pen: Pen):\n    brush = paint\n    brush()\n    pen.again()\n    pen.repaint()\n"
    with ecp.open(commit(tmp_path, {"pen.py": pen, "use.py": f"from pen import Pen\n{uses}"})) as index:
        assert [each.line for each in index.unresolved("Pen.paint").items] == [5, 6]
        assert index.callers("Pen.paint").unresolved == 2


def test_callees_are_in_order(code: Index) -> None:
    assert [call.qualified_name for call in code.callees("open_shop").items] == ["Disk", "sell", "Store"]


WEB = {
    "parts.tsx": """
import { memo } from "react";
import { createStore } from "store";
const Layer = () => { return <div/>; };
function Row() { return null; }
export const Quick = memo(Row);
export const { useStore } = createStore();
export default memo(Layer);
""",
    "plain.tsx": """
export default function Plain() { return null; }
function load() {}
export const GET = wrapped(async () => {
    load();
});
load();
""",
    "app.tsx": """
import Sheet, { Quick, useStore } from "./parts";
import Other from "./plain";

export function App() {
    useStore();
    return <Sheet><Quick/><Other/></Sheet>;
}
""",
}


def test_callers_are_found_whatever_the_name_is_imported_as(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path, WEB)) as code:
        assert [call.qualified_name for call in code.callers("Plain").items] == ["App"]
        assert [call.qualified_name for call in code.callers("Layer").items] == ["App"]  # through `memo`
        assert code.callers("Row").items == () and code.callers("Row").unresolved == 1  # through a variable


def test_calls_of_what_a_variable_holds_are_calls_of_the_variable(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path, WEB)) as code:
        assert [(call.qualified_name, call.line) for call in code.callers("useStore").items] == [("App", 6)]
        assert [each.qualified_name for each in code.impact("useStore").items] == ["App"]
        assert "useStore" not in {each.qualified_name for each in code.unused(kind="variable").items}


def test_a_call_of_another_name_of_a_class_is_one_of_both(home: Path, tmp_path: Path) -> None:
    pens = "class Pen: ...\nMade = Pen\ndef make():\n    return Made()\n"
    others = "class Ink: ...\nMade = Ink\ndef mix():\n    return Made()\n"
    with ecp.open(commit(tmp_path, {"pens.py": pens, "others.py": others})) as code:
        for symbol in ("Pen", "pens.py:Made"):
            assert [(call.path, call.line) for call in code.callers(symbol).items] == [("pens.py", 4)]
        assert [call.name for call in code.callees("make").items] == ["Pen"]


def test_who_calls_at_the_top_of_a_file_is_the_variable_that_the_call_is_for(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path, WEB)) as code:
        assert [(call.name, call.line) for call in code.callers("load").items] == [("GET", 5), ("<module>", 7)]
        assert [use.name for use in code.references("load", roles=["call"]).items] == ["GET", "<module>"]


def test_a_call_of_a_symbol_with_several_definitions_is_one_callee(home: Path, tmp_path: Path) -> None:
    source = """
from typing import overload

@overload
def twice(it: int) -> int: ...
@overload
def twice(it: str) -> str: ...
def twice(it):
    return it + it

def both():
    twice(1)
    return twice("a")
"""
    with ecp.open(commit(tmp_path / "twice", {"twice.py": source})) as code:
        assert [(call.line, call.qualified_name) for call in code.callees("both").items] == [
            (12, "twice"),
            (13, "twice"),
        ]
        assert [call.line for call in code.query("both").callees] == [12, 13]
        assert render.callees(code.callees("both")).splitlines()[0] == "  twice.py:5  twice  called at 12, 13  [file]"


@pytest.mark.parametrize(
    ("symbol", "role", "places"),
    [
        ("Store", "inherit", [("shop/base.py", "Nothing"), ("shop/disk.py", "Disk")]),
        ("Store", "type", [("shop/till.py", "sell")]),
        ("Store", "import", [("shop/__init__.py", "<module>"), ("shop/disk.py", "<module>"),
                             ("shop/till.py", "<module>")]),
        ("LIMIT", "read", [("shop/base.py", "Store.full"), ("shop/disk.py", "check")]),
        ("LIMIT", "import", [("shop/disk.py", "<module>")]),
        ("Store.full", "read", [("shop/till.py", "sell")]),
        ("size", "read", [("shop/base.py", "Store.full")]),
        ("size", "write", [("shop/base.py", "Store.__init__")]),
        ("check", "call", [("shop/disk.py", "write")]),
        ("check", "write", []),
    ],
)  # fmt: skip
def test_references_by_role(code: Index, symbol: str, role: str, places: list[tuple[str, str]]) -> None:
    found = code.references(symbol, roles=[role])
    assert [(use.path, use.qualified_name) for use in found.items] == places
    assert {use.role for use in found.items} <= {role}


def test_references_count_what_they_may_lack(code: Index) -> None:
    assert code.references("Store.full").unresolved == 1


def test_an_unknown_role_is_the_callers_mistake(code: Index) -> None:
    with pytest.raises(UsageError, match="jump"):
        code.references("Store", roles=["jump"])


# -- hierarchy -----------------------------------------------------------------------------------------------------


def test_hierarchy_of_a_type(code: Index) -> None:
    found = code.hierarchy("Disk").items
    assert [(each.relation, each.qualified_name, each.distance) for each in found] == [
        ("supertype", "Store", 1),
        ("subtype", "Tape", 1),
    ]
    assert [(e.qualified_name, e.distance) for e in code.hierarchy("Store").items] == [
        ("Nothing", 1), ("Disk", 1), ("Tape", 2)
    ]  # fmt: skip


def test_a_base_outside_the_repository_is_named(code: Index) -> None:
    (base,) = code.hierarchy("Listener").items
    assert (base.path, base.qualified_name, base.relation) == ("", "outside.Base", "supertype")


def test_hierarchy_of_a_method(code: Index) -> None:
    found = code.hierarchy("Disk.save").items
    assert [(each.relation, each.qualified_name) for each in found] == [
        ("overridden", "Store.save"),
        ("override", "Tape.save"),
    ]


def test_a_type_without_a_name_is_no_subtype_but_what_it_defines_overrides(java: Index) -> None:
    assert [each.qualified_name for each in java.hierarchy("Pen").items] == ["Brush", "Quill"]
    assert {(each.relation, each.qualified_name, each.line) for each in java.hierarchy("Pen.draw").items} == {
        ("override", "Use.first.draw", 4),
        ("override", "Use.both.draw", 6),
        ("override", "Use.both.draw", 7),
    }
    assert {each.qualified_name for each in java.outline("Brush.java").items} == {
        "Brush", "Quill", "Quill.Quill", "Use", "Use.first", "Use.first.draw", "Use.both", "Use.both.draw", "Use.made"
    }  # fmt: skip


def test_go_types_implement_an_interface_by_having_its_methods(go: Index) -> None:
    assert [each.qualified_name for each in go.hierarchy("Keeper").items] == ["disk"]
    assert [each.qualified_name for each in go.hierarchy("Keeper.Keep").items] == ["disk.Keep"]
    assert [each.qualified_name for each in go.hierarchy("sealer").items] == ["Place"]
    assert ("overridden", "Keeper.Keep") in {
        (each.relation, each.qualified_name) for each in go.hierarchy("disk.Keep").items
    }


def test_go_types_implement_an_interface_by_what_they_embed(home: Path, tmp_path: Path) -> None:
    source = (
        "package app\n"
        "type Both interface {\n\tOpen() error\n\tClose()\n}\n"
        "type opener struct{}\nfunc (o *opener) Open() error { return nil }\n"
        "type closer interface{ Close() }\n"
        "type whole struct {\n\t*opener\n\tcloser\n}\n"
        "type half struct{ closer }\n"
        "type deep struct{ whole }\n"
    )
    with ecp.open(commit(tmp_path, {"go.mod": "module example.com/app\n", "a.go": source})) as code:
        found = {each.qualified_name for each in code.hierarchy("Both").items if each.relation == "subtype"}
    assert found == {"whole", "deep"}


def test_what_declares_a_script_is_the_same_symbol(home: Path, tmp_path: Path) -> None:
    sources = {
        "tools.js": "export function run() {}\nexport function other() {}\n",
        "tools.d.ts": "export function run(): void;\n",
        "use.js": 'import { run } from "./tools.js";\nexport function start() { run(); }\n',
        "tool.js": "export function run() {}\n",
    }
    with ecp.open(commit(tmp_path, sources)) as index:
        for path, callers in (("tools.js", ["start"]), ("tools.d.ts", ["start"]), ("tool.js", [])):
            assert [each.name for each in index.callers("run", path=path).items] == callers
            assert [each.name for each in index.impact("run", path=path).items] == callers


def test_what_a_stub_declares_is_what_its_source_offers(home: Path, tmp_path: Path) -> None:
    sources = {
        "pens/__init__.py": "from pens.ink import Ink, draw as sketch\n",
        "pens/__init__.pyi": "class Ink:\n    def flow(self): ...\ndef sketch(): ...\ndef draw(): ...\n",
        "pens/ink.py": "class Ink:\n    def flow(self): ...\ndef draw(): ...\ndef other(): ...\n",
        "use.py": "import pens\ndef start(): pens.sketch()\ndef go(ink: pens.Ink): ink.flow()\n",
    }
    with ecp.open(commit(tmp_path, sources)) as index:
        assert [each.path for each in index.definitions("pens.sketch").items] == ["pens/ink.py", "pens/__init__.pyi"]
        assert [each.name for each in index.callers("pens.sketch").items] == ["start"]
        for symbol, callers in (("Ink.flow", ["go"]), ("draw", [])):
            assert [each.name for each in index.callers(symbol, path="*.pyi").items] == callers
        for symbol, callers in (("draw", ["start"]), ("Ink.flow", ["go"]), ("other", [])):
            assert [each.name for each in index.callers(symbol, path="*/ink.py").items] == callers
        unused = {(each.path, each.qualified_name) for each in index.unused().items}
        others = {("pens/ink.py", "other"), ("use.py", "start"), ("use.py", "go")}
        assert unused == {("pens/__init__.pyi", "draw"), *others}


def test_a_component_is_its_file(home: Path, tmp_path: Path) -> None:
    setup = "<script setup>\n{}\n</script>\n<template>{}</template>\n"
    sources = {
        "src/cards/Card.vue": setup.format('import { title } from "../actions";', "{{ title() }}"),
        "src/List.vue": setup.format('import Row from "./cards/Card.vue";', '<Row v-for="each in 3" />'),
        "src/App.vue": setup.format("", "<List />"),
        "src/actions.js": "export function title() {}\n",
    }
    with ecp.open(commit(tmp_path, sources)) as index:
        for symbol in ("Card", "Card.vue", "cards/Card", "src/cards/Card.vue:default"):
            assert [each.path for each in index.callers(symbol).items] == ["src/List.vue"], symbol
        assert not index.definitions("actions/Card").items
        assert [(each.path, each.distance) for each in index.impact("title").items] == [
            ("src/cards/Card.vue", 1), ("src/List.vue", 2), ("src/App.vue", 3),
        ]  # fmt: skip
        assert [each.name for each in index.callees("Card").items] == ["title"]


# -- impact, path --------------------------------------------------------------------------------------------------


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


def test_what_a_library_makes_of_a_function_depends_on_it_and_calls_what_is_inside(home: Path, tmp_path: Path) -> None:
    """A component that is wrapped, whose code is in a function without a name, or in one that nothing else can name."""
    files = {
        "row.tsx": """import { wrap } from "library";
function Plain(props: Props) { return <b />; }
export const Row = wrap(Plain);
export const Wide = wrap(({ ink }: Props) => {
  const pick = () => ready(ink);
  function idle() {}
  return <Row onPick={pick} />;
});
export const Named = wrap(function Named_() { return <Wide />; });
function ready(ink: number) {}
interface Props { ink: number; nib: number }
export function spare() {}
""",
        "page.tsx": """import { Named } from "./row";
export function Page() { return <Named />; }
""",
        "plate.tsx": """import { wrap, given } from "library";
function Unnamed() { return <i />; }
export default wrap(given)(Unnamed);
""",
        "index.ts": """export { default as Plate } from "./plate";
""",
        "table.tsx": """import { Plate } from "./index";
export function Table() { return <Plate />; }
""",
    }
    with ecp.open(commit(tmp_path, files)) as index:
        reached = {each.qualified_name: each.distance for each in index.impact("Plain").items}
        assert reached == {"Row": 1, "Wide": 2, "Named.Named_": 3}
        reached = {each.qualified_name: each.distance for each in index.impact("Unnamed").items}
        assert reached == {"default": 1, "Table": 2}
        assert {each.qualified_name: each.distance for each in index.impact("Named").items} == {"Page": 1}
        assert [each.qualified_name for each in index.callees("Wide").items] == ["Row"]
        assert [each.qualified_name for each in index.callees("Page").items] == ["Named"]
        assert [each.qualified_name for each in index.callers("ready").items] == ["Wide.pick"]
        assert [each.line for each in index.references("Props.ink", roles=("read",)).items] == [4]
        unused = {each.qualified_name for each in index.unused(certain=True).items}
        assert unused == {"Wide.idle", "spare"}
        outside = {each.name for each in index.unused().items if each.note == "exported by a file that nothing imports"}
        assert outside == {"Page", "Table"}  # what runs the file may use it
        inside = {each.qualified_name: each.exported for each in index.outline("row.tsx").items}
        assert inside["Wide"] and not inside["Wide.pick"]


def test_what_a_file_that_nothing_imports_offers_may_be_in_use(home: Path, tmp_path: Path) -> None:
    files = {
        "jobs/sweep.py": """class Job: ...
def _private(): ...
def shared(): ...
""",
        "jobs/tools.py": "def idle(): ...\n",
        "jobs/parts/__init__.py": "def spare(): ...\n",
        "jobs/near.py": "from . import parts\n",
        "made.py": """from jobs import tools
import jobs.near
class Maker(type): ...
class Made(metaclass=Maker):
    class Meta: ...
class Plain:
    class Meta: ...
print(Made, Plain)
""",
    }
    with ecp.open(commit(tmp_path, files)) as index:
        unused = {each.qualified_name: each.note for each in index.unused().items}
        run = "exported by a file that nothing imports"
        assert unused == {
            "Job": run, "shared": run, "_private": "", "idle": "", "spare": "",
            "Made.Meta": "given to a metaclass", "Plain.Meta": "",
        }  # fmt: skip


def test_go_callers_of_an_interface_are_affected_by_its_implementation(go: Index) -> None:
    (caller,) = go.impact("disk.Keep").items
    assert (caller.qualified_name, caller.how) == ("fill", "dispatch")
    assert "disk.Keep" in {each.qualified_name for each in go.impact("Keeper.Keep", depth=1).items}


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


# -- unused, map ---------------------------------------------------------------------------------------------------


def test_unused_lists_what_nothing_reaches_with_its_doubts(code: Index) -> None:
    found = {each.qualified_name: each for each in code.unused().items}
    assert set(found) == {"Tape", "idle", "_quiet", "odd", "hook", "Listener", "Listener.notify"}
    assert found["hook"].note == "decorated"
    assert found["Listener.notify"].note == "may override a member of outside.Base"
    assert (found["idle"].exported, found["_quiet"].exported) == (True, False)


def test_unused_can_leave_out_what_may_be_in_use(code: Index) -> None:
    assert {each.qualified_name for each in code.unused(certain=True).items} == {
        "Tape",
        "idle",
        "_quiet",
        "odd",
        "Listener",
    }


RUST = {
    "src/lib.rs": """use std::fmt;

pub struct Shelf;

impl Shelf {
    #[inline]
    pub fn forgotten(&self) {}
}

impl fmt::Debug for Shelf {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result { out.write_str("shelf") }
}

pub fn used() -> Shelf { Shelf }

#[register::here]
pub fn handler() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn helper() -> Shelf { used() }

    #[test]
    fn shelves() { helper(); }
}
""",
}


def test_tests_beside_the_source_are_tests(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path / "rust", RUST)) as code:
        affected = code.impact("used")
        assert {each.qualified_name: each.test for each in affected.items} == {
            "tests.helper": True,
            "tests.shelves": True,
        }
        assert (affected.symbols, affected.test_symbols) == (0, 2)
        assert [(each.path, each.test) for each in affected.files] == [("src/lib.rs", True)]
        (shown,) = code.map().items
        assert {symbol.name for symbol in shown.symbols} >= {"Shelf", "used"}
        assert not any(symbol.qualified_name.startswith("tests") for symbol in shown.symbols)
        assert {each.qualified_name: each.note for each in code.unused().items} == {
            "Shelf.forgotten": "", "Shelf.fmt": "may override a member of fmt.Debug", "handler": "decorated",
        }  # fmt: skip


def test_a_block_for_a_trait_of_a_library_is_above_its_type(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path / "rust", RUST)) as code:
        assert [(each.qualified_name, each.path) for each in code.hierarchy("Shelf").items] == [("fmt.Debug", "")]
        assert code.references("Shelf.fmt").items == ()  # `fmt` in its head is the module


def test_a_module_that_is_mixed_in_is_a_type(home: Path, tmp_path: Path) -> None:
    source = """
module Helpers
  def ip; end
end

class Request
  include Helpers

  def ip
    @ip ||= super
  end
end
"""
    with ecp.open(commit(tmp_path, {"a.rb": source})) as code:
        assert [each.qualified_name for each in code.hierarchy("Helpers").items] == ["Request"]
        assert [(each.qualified_name, each.relation) for each in code.hierarchy("Helpers.ip").items] == [
            ("Request.ip", "override")
        ]
        assert [call.qualified_name for call in code.callers("Helpers.ip").items] == ["Request.ip"]


OF_TESTS = """
tests/a.py pkg/a_test.go src/Pens.Tests/A.cs src/Pens.Tests.Unit/A.cs src/UnitTests/A.cs src/testFixtures/java/A.java
pens/src/commonTest/kotlin/A.kt Tests/PenTests/A.swift
"""
OF_SOURCES = "src/latest/a.py contest/a.py src/Test/A.php src/Attest/a.go src/Testing/A.cs"


@pytest.mark.parametrize("path", (OF_TESTS + OF_SOURCES).split())
def test_tests_are_known_by_their_paths(path: str) -> None:
    assert is_test_path(path) is (path in OF_TESTS)


PARTIAL = {
    "src/Pens/Pen.cs": """namespace Pens;
public partial class Pen { public void Draw() { Line(); } }
public static class Extensions { public static void Press(this Pen pen) {} }
public static class Lonely { public static void Wait(this Pen pen) {} }
""",
    "src/Pens/Pen.More.cs": """namespace Pens;
public partial class Pen { void Line() {} }
class Uses { static Pen Make(Pen one) { one.Press(); return new Pen(); } }
""",
    "src/Pens.Tests/PenTests.cs": "namespace Pens;\nclass PenTests { void Draws(Pen pen) { pen.Draw(); } }\n",
    "lib/ink.rb": "module Ink\nend\n",
    "lib/ink/red.rb": "module Ink\n  RED = 1\n  def self.inks() = Ink::RED\nend\nInk.inks\n",
}


def test_a_type_in_pieces_is_one_symbol(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path, PARTIAL)) as code:
        for uses in (code.references("Pen", roles=["type"]).items, code.references("Ink").items):
            assert {(each.confidence, each.of) for each in uses} == {(0.99, ())}
        found = [(each.qualified_name, each.path) for each in code.search("ink").items]
        assert found == [("Ink", "lib/ink.rb"), *((name, "lib/ink/red.rb") for name in ("Ink.inks", "Ink.RED", "Ink"))]
        made = [call.qualified_name for call in code.callers("Pen").items]
        assert made == ["Pens.Uses.Make"]
        assert [call.qualified_name for call in code.callers("src/Pens/Pen.More.cs:2", kind="class").items] == made
        assert {each.qualified_name for each in code.unused().items} == {
            "Pens.Lonely", "Pens.Lonely.Wait", "Pens.Uses", "Pens.Uses.Make",
        }  # fmt: skip
        assert code.impact("Pen.Draw").test_symbols == 1


def test_a_field_and_a_method_of_one_name_are_two_symbols(home: Path, tmp_path: Path) -> None:
    lines = (
        "class Pen {",
        "  int ink; int ink() { return ink; }",
        "  static int read(Pen pen) { return pen.ink; }",
        "  static int call(Pen pen) { return pen.ink(); }",
        "}",
    )
    with ecp.open(commit(tmp_path, {"Pen.java": "\n".join(lines)})) as code:
        assert [each.kind for each in code.definitions("Pen.ink").items] == ["method", "field"]
        assert {(each.line, each.of) for each in code.references("Pen.ink").items} == {
            (2, ("Pen.java:Pen.ink (field)",)), (3, ("Pen.java:Pen.ink (field)",)), (4, ("Pen.java:Pen.ink",)),
        }  # fmt: skip
        affected = {
            kind: [each.name for each in code.impact("Pen.ink", kind=kind, depth=1).items]
            for kind in ("field", "method")
        }
        assert affected == {"field": ["ink", "read"], "method": ["call"]}


def test_methods_of_objects_may_be_in_use(home: Path, tmp_path: Path) -> None:
    source = (
        "const format = create({ read() {} })\nexport default () => make({ write() {} })\nclass Pen { turn() {} }\n"
    )
    with ecp.open(commit(tmp_path, {"a.ts": source})) as code:
        notes = {each.name: each.note for each in code.unused(kind="method").items}
    assert notes == {"read": "member of an object literal", "write": "member of an object literal", "turn": ""}


def test_members_of_what_is_decorated_may_be_in_use(home: Path, tmp_path: Path) -> None:
    source = """
@implementer(IProducer)
class Producer:
    def resume(self): ...

@dataclass
class Plain:
    size: int

    def grow(self): ...
"""
    with ecp.open(commit(tmp_path, {"a.py": source, "b.py": "import a\n"})) as code:
        notes = {each.qualified_name: each.note for each in code.unused().items}
    assert notes == {
        "Producer": "decorated", "Producer.resume": "in what is decorated", "Plain": "", "Plain.grow": "",
    }  # fmt: skip


def test_a_unused_definition_comes_with_the_unresolved_references_of_its_name(
    home: Path, tmp_path: Path
) -> None:  # fmt: skip
    with ecp.open(commit(tmp_path, {"a.py": "class A:\n    def go(self): ...\n\ndef f(x):\n    x.go()\n"})) as code:
        found = {each.qualified_name: each.unresolved for each in code.unused().items}
    assert found == {"A": 0, "A.go": 1, "f": 0}


def test_the_map_ranks_files_by_who_refers_to_them(code: Index) -> None:
    files = code.map().items
    ranks = {file.path: file.rank for file in files}
    assert "tests/test_till.py" not in ranks
    assert ranks["shop/base.py"] > ranks["shop/disk.py"] > ranks["shop/till.py"]
    assert [file.path for file in files] == sorted(ranks, key=lambda path: (-ranks[path], path))
    assert sum(ranks.values()) == pytest.approx(1, abs=0.001)
    assert {"Store", "LIMIT"} <= {symbol.name for symbol in files[0].symbols}


SYNTAX = {
    "a.py": "class V:\n  def __add__(self, o): ...\n  @property\n  def size(self): ...\n  def plain(self): ...\n",
    "b.cpp": "struct V { V operator+(V o); int operator()(); ~V(); void plain(); };\n",
    "c.cs": "class V { public static V operator +(V a, V b) => a; public int this[int i] => i; void plain() {} }\n",
    "d.kt": "class V { operator fun plus(o: V): V = o\n  fun plain() {} }\n",
    "e.swift": "struct V { static func + (a: V, b: V) -> V { a }; subscript(i: Int) -> Int { i }; func plain() {} }\n",
    "f.rb": "class V\n  def +(o); end\n  def [](i); end\n  def plain; end\nend\n",
    "g.scala": "class V { def +(o: V): V = o; def apply(i: Int): Int = i; def plain() = 1 }\n",
    "h.php": "<?php class V { function __get($n) {} function plain() {} }\n",
    "i.lua": "local V = {}\nfunction V.__add(a, b) end\nfunction V.plain() end\nreturn V\n",
}


def test_what_syntax_runs_is_no_unused_code_and_its_callers_are_not_all(home: Path, tmp_path: Path) -> None:
    """An operator's calls are not recorded, and an answer must not look as if there were none."""
    with ecp.open(commit(tmp_path, SYNTAX)) as code:
        for path in SYNTAX:
            notes = {each.name: code.callers(f"{path}:{each.name}").note for each in code.outline(path).items}
            assert notes.pop("plain") == ""
            del notes["V"]
            if path == "a.py":
                assert notes.pop("size") == "it is read, not called: `references` lists where"
            assert notes and all("is not recorded" in note for note in notes.values()), (path, notes)
            assert {"plain"} <= {each.name for each in code.unused(path=path).items} <= {"plain", "V", "size"}
        assert code.query("V.__add__").note == code.impact("V.__add__").note == code.callers("V.__add__").note != ""
        assert code.callers("V.operator()").note


@pytest.mark.parametrize(
    ("files", "order"),
    [
        (
            {
                "a.swift": "func a() { Core().go() }\n",
                "b.swift": "extension Core { func more() { Core().go() } }\n",
                "core.swift": "class Core { func go() {} }\n",
            },
            ["core.swift", "a.swift", "b.swift"],
        ),
        (
            {
                "A.java": "package p;\nclass A { void a() { new Core().go(); } }\n",
                "Core.java": "package p;\nclass Core { void go() {} }\n",
                "elsewhere/Core.java": "package q;\nclass Core { void go() {} }\n",
            },
            ["Core.java", "A.java", "elsewhere/Core.java"],
        ),
        (  # where a type is named, no function of its name is meant
            {
                "A.kt": "package p\nfun String(): Int = 1\n",
                "B.kt": "package p\nclass B { fun b(core: Core): String = core.go() }\n",
                "Core.kt": "package p\nclass Core { fun go(): String = error(2) }\n",
            },
            ["Core.kt", "A.kt", "B.kt"],
        ),
    ],
)
def test_the_map_counts_what_needs_no_import(
    home: Path, tmp_path: Path, files: dict[str, str], order: list[str]
) -> None:
    with ecp.open(commit(tmp_path, files)) as code:
        assert [file.path for file in code.map().items] == order
        assert "go" in {symbol.name for symbol in code.map().items[0].symbols}


def test_the_map_shows_no_more_than_it_is_asked_for(code: Index) -> None:
    (file,) = code.map(path="shop/base.py", symbols=1).items
    assert (len(file.symbols), file.symbols[0].name) == (1, "Store")
    assert file.omitted > 0


# -- pages ---------------------------------------------------------------------------------------------------------

QUESTIONS: dict[str, Callable[..., ecp.Answer[object]]] = {
    "references": lambda code, **page: code.references("Store", **page),
    "callers": lambda code, **page: code.callers("Store.__init__", **page),
    "callees": lambda code, **page: code.callees("open_shop", **page),
    "impact": lambda code, **page: code.impact("Store", **page),
    "hierarchy": lambda code, **page: code.hierarchy("Store", **page),
    "path": lambda code, **page: code.path("main", "check", **page),
    "unused": lambda code, **page: code.unused(**page),
    "map": lambda code, **page: code.map(**page),
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


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "\u0661"])
def test_a_cursor_that_is_none_is_the_callers_mistake(code: Index, cursor: str) -> None:
    with pytest.raises(UsageError, match="not a cursor"):
        code.callers("Store", cursor=cursor)


# -- SQL -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT qualified_name FROM definitions WHERE kind = 'class' AND path = 'shop/disk.py' ORDER BY 1",
         [("Disk",), ("Tape",)]),
        ("SELECT inside, role FROM references WHERE name = 'check' AND role = 'call'", [("write", "call")]),
        ('SELECT count(*) FROM "references" WHERE name = \'references\'', [(0,)]),
        ("SELECT caller, callee_path, callee, how FROM calls WHERE callee = 'check'",
         [("write", "shop/disk.py", "check", "file")]),
        ("SELECT caller, reason, callee FROM calls WHERE name = 'save' AND callee = ''",
         [("odd", "dynamic receiver", "")]),
        ("SELECT module, name, alias FROM imports WHERE path = 'shop/__init__.py'", [("shop.base", "Store", "Shelf")]),
        ("SELECT count(*) FROM files WHERE language = 'python'", [(5,)]),
        ("SELECT layers, files FROM commits", [(1, 5)]),
        ("WITH a AS (SELECT 1 AS n) SELECT n FROM a", [(1,)]),
        ("-- a comment\nVALUES (1), (2)", [(1,), (2,)]),
        ("(SELECT 1)", [(1,)]),
        ("SELECT count(*) FROM unnest([1, 2]), range(2)", [(4,)]),
        ("FROM range(2)", [(0,), (1,)]),
    ],
)  # fmt: skip
def test_sql_reads_the_documented_relations(code: Index, query: str, rows: list[tuple[object, ...]]) -> None:
    assert list(code.table(query).items) == rows


def test_the_documented_columns_are_those_that_there_are(code: Index) -> None:
    from ecp.query import sql

    documented: dict[str, list[str]] = {}
    for line in (sql.__doc__ or "").split("\n\n")[1].splitlines():
        name, *columns = line.split()
        if name in sql.RELATIONS:
            documented[name] = columns
        else:
            documented[next(reversed(documented))] += [name, *columns]
    for relation in sql.RELATIONS:
        assert list(code.table(f"SELECT * FROM {relation} LIMIT 0").columns) == documented[relation]


@pytest.mark.parametrize(
    "query", ["EXPLAIN SELECT 1", "EXPLAIN ANALYZE SELECT 1", "EXPLAIN (FORMAT json) SELECT 1", "DESCRIBE calls",
              "SHOW TABLES", "SUMMARIZE files"]
)  # fmt: skip
def test_sql_explains_itself(code: Index, query: str) -> None:
    assert code.table(query).items


ESCAPES = [
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_blob('{file}')",
    "SELECT * FROM read_json('{file}')",
    "SELECT * FROM read_parquet('{file}')",
    "SELECT * FROM parquet_metadata('{file}')",
    "SELECT * FROM sniff_csv('{file}')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM '{file}'",
    "FROM '{folder}/*.csv'",
    "SELECT * FROM 'https://example.com/a.parquet'",
    "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM read_text(''{file}'')'))",
    "WITH a AS (FROM read_text('{file}')) SELECT * FROM a",
    "SELECT (SELECT content FROM read_text('{file}'))",
    "EXPLAIN ANALYZE SELECT * FROM read_text('{file}')",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{new}'",
    "EXPLAIN (ANALYZE) COPY (SELECT 1) TO '{new}'",
    "EXPLAIN ANALYZE ATTACH '{new}'",
    "SUMMARIZE FROM read_text('{file}')",
    "DESCRIBE SELECT * FROM read_csv('{file}')",
    "COPY (SELECT 1) TO '{new}'",
    "COPY definitions FROM '{file}'",
    "EXPORT DATABASE '{new}'",
    "IMPORT DATABASE '{folder}'",
    "ATTACH '{new}'",
    "ATTACH '{new}' AS other (READ_ONLY)",
    "DETACH layer_0",
    "USE layer_0",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET GLOBAL memory_limit = '100GB'",
    "RESET enable_external_access",
    "SET VARIABLE a = 1",
    "PRAGMA enable_external_access = true",
    "PRAGMA enable_profiling",
    "PRAGMA version",
    "PRAGMA database_list",
    "CALL pragma_version()",
    "CALL enable_logging()",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '{new}')",
    "SELECT (SELECT 1 FROM enable_logging(storage = 'file', storage_path = '{new}'))",
    "DESCRIBE FROM enable_logging(storage = 'file', storage_path = '{new}')",
    "EXPLAIN ANALYZE FROM enable_logging()",
    "FROM files ORDER BY (SELECT content FROM main.read_text('{file}'))",
    "SELECT list_transform([1], x -> (SELECT 1 FROM glob('{folder}/*')))",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM checkpoint()",
    "SELECT * FROM force_checkpoint('layer_0')",
    "SELECT getenv('HOME')",
    "SELECT * FROM duckdb_extensions()",
    "SELECT * FROM sqlite_scan('{file}', 'a')",
    "SELECT * FROM arrow_scan(1, 2, 3)",
    "SELECT * FROM pandas_scan(1)",
    "SELECT * FROM sys",
    "SELECT * FROM code",
    "CREATE TABLE a (b INTEGER)",
    "CREATE TEMP TABLE a AS SELECT 1",
    "CREATE OR REPLACE TEMP VIEW definitions AS SELECT 1",
    "CREATE MACRO f() AS 1",
    "CREATE SECRET (TYPE s3)",
    "DROP VIEW definitions",
    "DELETE FROM calls",
    "INSERT INTO commits SELECT * FROM commits",
    "UPDATE calls SET line = 1",
    "TRUNCATE calls",
    "ALTER TABLE calls ADD COLUMN a INTEGER",
    "PIVOT definitions ON kind USING count(*)",
    "BEGIN",
    "CHECKPOINT",
    "VACUUM",
    "PREPARE a AS SELECT 1",
    "EXECUTE a",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY (SELECT 1) TO '{new}'",
    "SELECT 1 /* ; */ ; ATTACH '{new}'",
    "",
    "-- nothing",
    "nonsense",
    "SELECT $1",
    "SELECT ?",
]


@pytest.mark.parametrize("query", ESCAPES)
def test_sql_reaches_nothing_else(code: Index, tmp_path: Path, query: str) -> None:
    file, new = tmp_path / "secret.csv", tmp_path / "new"
    file.write_text("secret\n1\n")
    before = code.table("SELECT count(*) FROM definitions").items
    with pytest.raises(UsageError):
        code.table(query.format(file=file, folder=tmp_path, new=new))
    assert list(tmp_path.iterdir()) == [file]
    assert code.table("SELECT count(*) FROM definitions").items == before


def test_the_sandbox_does_not_shut_the_index_itself(code: Index, tmp_path: Path) -> None:
    code.table("SELECT 1")
    assert code.export(tmp_path, format="parquet").definitions > 0


def test_a_query_that_does_not_end_is_ended(code: Index) -> None:
    with pytest.raises(LimitError, match=r"more than 0\.5 s"):
        code.table("SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE a.range + b.range = 3", seconds=0.5)
    with pytest.raises(LimitError, match="more than"):
        code.table("WITH RECURSIVE t AS (SELECT 1 AS a UNION ALL SELECT a FROM t) SELECT count(*) FROM t", seconds=0.5)
    assert code.table("SELECT 1").items == ((1,),)


def test_a_query_that_takes_too_much_memory_is_ended(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a smaller bound than the real one, which takes seconds to reach."""
    less = sql._SHUT.replace(f"memory_limit = '{sql._MEMORY_MB}MiB'", "memory_limit = '100MiB'")
    assert less != sql._SHUT
    monkeypatch.setattr(sql, "_SHUT", less)
    monkeypatch.setattr(sql, "_MEMORY_MB", 100)
    with ecp.open(shop) as code:
        with pytest.raises(LimitError, match="more than 100 MiB of memory"):
            code.table("SELECT list(range) FROM range(1000000000)")
        assert code.table("SELECT 1").items == ((1,),)


def test_sql_gives_the_best_table_that_can_be_had(code: Index) -> None:
    query, kinds = "SELECT 1 AS a, 'x' AS b", ("pyarrow", "pandas")
    found = code.sql(query)
    if not any(_is_installed(kind) for kind in kinds):
        assert (found.columns, found.types, found.items) == (("a", "b"), ("INTEGER", "VARCHAR"), ((1, "x"),))
    elif _is_installed("pyarrow"):
        assert found.to_pylist() == [{"a": 1, "b": "x"}]
    else:
        assert found.to_dict("records") == [{"a": 1, "b": "x"}]


def _is_installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


# -- the command line ----------------------------------------------------------------------------------------------


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


COMMANDS = [
    ("callers", "check"),
    ("callers", "Store.save", "--unresolved"),
    ("callees", "open_shop"),
    ("references", "Store", "--role", "inherit", "--role", "type"),
    ("impact", "check", "--depth", "6"),
    ("impact", "sell", "--direction", "down"),
    ("hierarchy", "Disk.save"),
    ("path", "main", "check"),
    ("unused",),
    ("map",),
    ("sql", "SELECT name FROM definitions ORDER BY name"),
    ("outline", "shop/disk.py"),
    ("search", "save"),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_question_is_a_command_in_text_and_in_json(
    shop: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, text, _ = ask(capsys, *arguments, "--repo", str(shop))
    assert code == 0 and text
    code, text, _ = ask(capsys, *arguments, "--repo", str(shop), "--json")
    answer = json.loads(text)
    assert code == 0 and answer["items"] and {"truncated", "cursor", "unresolved"} <= answer.keys()


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


def test_no_caller_comes_with_the_number_of_unresolved_calls(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text, _ = ask(capsys, "callers", "Tape.save", "--repo", str(shop))
    assert (code, text) == (
        1,
        "none found, and 1 unresolved call(s) that may be more (`unresolved` lists them)\n"
        "it overrides or implements Disk.save, Store.save, whose calls may run it as well\n",
    )


def test_a_symbol_that_is_not_there_is_answered_with_near_names(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    for arguments in (("callers", "chekc"), ("path", "main", "chekc")):
        code, text, talk = ask(capsys, *arguments, "--repo", str(shop))
        assert (code, text) == (1, "")
        assert "nothing is called chekc" in talk and "check" in talk


def test_sql_as_csv_json_and_parquet(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("sql", "SELECT 'a,\"b' AS x, NULL AS y, 1 AS z", "--repo", str(shop))
    assert list(csv.reader(io.StringIO(ask(capsys, *asked, "--format", "csv")[1]))) == [
        ["x", "y", "z"], ['a,"b', "", "1"]
    ]  # fmt: skip
    answer = json.loads(ask(capsys, *asked, "--format", "json")[1])
    assert (answer["columns"], answer["types"], answer["items"]) == (
        ["x", "y", "z"], ["VARCHAR", "INTEGER", "INTEGER"], [['a,"b', None, 1]]
    )  # fmt: skip
    out = tmp_path / "it's.parquet"
    assert ask(capsys, *asked, "--format", "parquet", "--out", str(out))[0] == 0
    import duckdb

    assert duckdb.read_parquet(str(out)).fetchall() == [('a,"b', None, 1)]
    assert ask(capsys, *asked, "--format", "parquet")[0] == 2


def test_a_string_that_grows_without_end_does_not_take_the_machine_with_it(shop: Path) -> None:
    """With a smaller bound than the real one, so that also the test leaves the machine alone."""
    query = "SELECT sum(strlen(repeat(repeat('a', 1000000), 10 + range::INT // 64))) FROM range(64)"  # 640 MB
    ecp_with_less = (
        "import sys; from ecp.query import sql; sql._BEYOND_MB = 200 - sql._MEMORY_MB\n"
        "from ecp.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    asked = (sys.executable, "-c", ecp_with_less, "sql", query, "--repo", str(shop), "--seconds", "30")
    done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=90)
    assert "more than 200 MiB" in done.stderr
    assert done.returncode == 4 and "the query was ended" in done.stderr


# -- the code itself -----------------------------------------------------------------------------------------------


def test_the_code_of_a_symbol(code: Index) -> None:
    (body,) = code.source("Store.full").items
    assert (body.path, body.line, body.end_line, body.omitted) == ("shop/base.py", 14, 15, 0)
    assert body.text == "    def full(self):\n        return self.size > LIMIT"
    (cut,) = code.source("Store", lines=2).items
    assert (cut.text, cut.omitted) == ('class Store:\n    """Keeps things."""', 10)
    assert r"print('\t')" in render.bodies(replace(code.source("Store"), items=(replace(cut, text="\tprint('\\t')"),)))
    assert "… 10 more line(s)" in render.bodies(code.source("Store", lines=2))
    assert len(code.source("save").items) == 3 and code.source("save", limit=1).truncated


def test_references_show_their_lines_if_asked_to(code: Index) -> None:
    assert {call.text for call in code.callers("check", source=True).items} == {"return check(item)"}
    assert {call.text for call in code.callers("check").items} == {""}
    assert "\n      return write(item)\n" in render.callees(code.callees("save", source=True)) + "\n"
    assert "from shop.disk import Disk, check" in {use.text for use in code.references("check", source=True).items}
    assert [each.text for each in code.unresolved("save", source=True).items] == ["thing.save(1)"]


def test_the_code_of_edited_files_is_that_of_the_working_tree(home: Path, tmp_path: Path) -> None:
    """Which is in no object database, and as it was when the index was opened."""
    repo = commit(tmp_path / "edited", {**SHOP, "wide.py": "def wide(odd): return odd.check(1" + " + 1" * 100 + ")\n"})
    new = repo / "shop/new.py"
    new.write_bytes(b"\xef\xbb\xbf# first\r\nfrom shop.disk import check\r\n\r\ndef new():\r\n\tcheck(2)\r\n")
    with ecp.open(repo) as code:
        new.write_text("")
        (body,) = code.source("new").items
        assert body.text.split() == ["def", "new():", "check(2)"]
        called = {each.path: each.text for each in code.callers("check", path="shop/disk.py", source=True).items}
        assert called["shop/new.py"] == "check(2)"
        (wide,) = code.unresolved("check", source=True).items
        assert (
            wide.text.startswith("def wide(odd): return odd.check(1 + 1")
            and wide.text.endswith("…")
            and len(wide.text) == 200
        )


# -- MCP -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def server(shop: Path) -> Iterator[Server]:
    server = Server(lambda repo, *rest, **more: open_or_build(repo if repo != "." else str(shop), *rest, **more))
    yield server
    server.close()


def tell(server: Server, method: str, **parameters: object) -> dict[str, object]:
    message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": parameters}
    reply: dict[str, object] = json.loads(server.answer(json.dumps(message)))
    assert (reply["jsonrpc"], reply["id"]) == ("2.0", 7)
    return reply


def test_mcp_says_hello_and_lists_its_tools(server: Server) -> None:
    hello = tell(server, "initialize", protocolVersion="2025-03-26")["result"]
    assert isinstance(hello, dict) and hello["protocolVersion"] == "2025-03-26" and "tools" in hello["capabilities"]
    assert "`query`" in hello["instructions"]
    newest = tell(server, "initialize", protocolVersion="1999-01-01")["result"]
    assert isinstance(newest, dict) and newest["protocolVersion"] == "2025-11-25"
    assert server.answer('{"jsonrpc": "2.0", "method": "notifications/initialized"}') == ""
    assert tell(server, "ping")["result"] == {}
    found = tell(server, "server/discover", _meta={"io.modelcontextprotocol/protocolVersion": "2026-07-28"})["result"]
    assert isinstance(found, dict) and "2026-07-28" in found["supportedVersions"] and found["resultType"] == "complete"
    error = tell(server, "tools/list", _meta={"io.modelcontextprotocol/protocolVersion": "2099-01-01"})["error"]
    assert isinstance(error, dict) and error["code"] == -32022 and error["data"]["requested"] == "2099-01-01"
    listed = tell(server, "tools/list")["result"]
    assert isinstance(listed, dict)
    for tool in listed["tools"]:
        assert callable(getattr(Index, tool["name"])) and tool["description"]
        assert set(tool["inputSchema"]["required"]) <= tool["inputSchema"]["properties"].keys()


def test_mcp_answers_as_the_python_api_does(server: Server, code: Index) -> None:
    for _ in range(2):
        asked = {"symbol": "check", "format": "json"}
        result = tell(server, "tools/call", name="callers", arguments=asked)["result"]
        assert isinstance(result, dict) and result["isError"] is False
        assert result["content"][0]["text"] == as_json(code.callers("check"))


@pytest.mark.parametrize("tool", TOOLS)
def test_mcp_answers_in_text_as_the_command_line_does(server: Server, tool: str) -> None:
    known = {
        "symbol": "check", "source": "sell", "target": "check", "text": "che", "path": "shop/disk.py",
        "query": "SELECT name FROM definitions",
    }  # fmt: skip
    arguments = {name: known[name] for name in TOOLS[tool][2]}
    result = tell(server, "tools/call", name=tool, arguments=arguments)["result"]
    assert isinstance(result, dict) and result["isError"] is False
    text = result["content"][0]["text"]
    assert text and not text.startswith("{")


def test_mcp_keeps_text_within_its_budget(server: Server, code: Index) -> None:
    asked: dict[str, object] = {"symbol": "check"}
    whole = tell(server, "tools/call", name="callers", arguments=asked)["result"]
    assert isinstance(whole, dict) and whole["content"][0]["text"] == render.callers(code.callers("check"))
    cut = tell(server, "tools/call", name="references", arguments={**asked, "max_tokens": 20})["result"]
    assert isinstance(cut, dict) and cut["content"][0]["text"].endswith('cut here; cursor "1" goes on')
    asked = {"symbol": "save", "max_tokens": 20}  # three definitions
    report = tell(server, "tools/call", name="query", arguments=asked)["result"]
    assert isinstance(report, dict) and "and 2 more of this name\n" in report["content"][0]["text"]


def test_mcp_tells_a_name_that_nothing_has_from_one_without_answers(server: Server) -> None:
    unknown = tell(server, "tools/call", name="callers", arguments={"symbol": "chekc"})["result"]
    assert isinstance(unknown, dict) and unknown["isError"] is True and "check" in unknown["content"][0]["text"]
    doubtful = tell(server, "tools/call", name="callers", arguments={"symbol": "Tape.save"})["result"]
    assert isinstance(doubtful, dict) and "shop/till.py:17:11  call on thing  in odd" in doubtful["content"][0]["text"]
    uncalled = tell(server, "tools/call", name="callers", arguments={"symbol": "hook"})["result"]
    assert isinstance(uncalled, dict) and uncalled["isError"] is False
    renamed = tell(server, "tools/call", name="references", arguments={"symbol": "outside.Base"})["result"]
    assert isinstance(renamed, dict) and renamed["isError"] is True
    assert "nothing is called outside.Base here, but it is named at shop/till.py:28" in renamed["content"][0]["text"]
    lost = tell(server, "tools/call", name="path", arguments={"source": "check", "target": "chekc"})["result"]
    assert isinstance(lost, dict) and lost["isError"] is True


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("callers", {}, "give symbol"),
        ("callers", {"symbol": "check", "colour": 1}, "It has symbol, source,"),
        ("callers", {"symbol": 3}, "a string"),
        ("callers", {"symbol": "check", "limit": 0}, "a whole number from 1 on"),
        ("callers", {"symbol": "check", "source": "yes"}, "true or false"),
        ("callers", {"symbol": "check", "repo": "/nowhere"}, "/nowhere does not exist"),
        ("callers", {"symbol": "check", "format": "yaml"}, "one of text, json"),
        ("references", {"symbol": "check", "roles": "call"}, "a list, each item one of call, new,"),
        ("table", {"query": "FROM files", "seconds": 0}, "a number above 0"),
    ],
)
def test_mcp_reports_a_mistake_as_a_result(server: Server, tool: str, arguments: dict[str, object], says: str) -> None:
    result = tell(server, "tools/call", name=tool, arguments=arguments)["result"]
    assert isinstance(result, dict) and result["isError"] is True and says in result["content"][0]["text"]


def test_mcp_takes_null_for_what_is_not_given(server: Server) -> None:
    given = {"symbol": "check", "kind": None, "limit": None, "format": None, "repo": None}
    asked, bare = (tell(server, "tools/call", name="callers", arguments=each) for each in (given, {"symbol": "check"}))
    assert asked["result"] == bare["result"]


def test_mcp_keeps_an_index_until_a_file_is_edited(home: Path, tmp_path: Path) -> None:
    repo = commit(tmp_path / "edited", SHOP)
    opened: list[Index] = []

    def opener(place: str, rev: str, build: object, *, fresh: bool = False) -> Index:
        opened.append(ecp.open(place, rev, fresh=fresh))
        return opened[-1]

    server = Server(opener)

    def callers() -> set[str]:
        asked = {"symbol": "check", "repo": str(repo), "format": "json"}
        result = tell(server, "tools/call", name="callers", arguments=asked)["result"]
        assert isinstance(result, dict)
        return {each["qualified_name"] for each in json.loads(result["content"][0]["text"])["items"]}

    (repo / "shop/more.py").write_text("from shop.disk import check\n\ndef first(): check(3)\n")
    assert callers() == callers() == {"write", "first"}
    assert opened[0].callers("check").items  # still open, and what answered the second time
    (repo / "shop/more.py").write_text("from shop.disk import check\n\ndef again(): check(3)\n")
    assert callers() == {"write", "again"}
    assert opened[0].is_closed
    server.close()


def test_mcp_does_not_lose_a_build_that_a_client_did_not_wait_for(home: Path, tmp_path: Path) -> None:
    """Many give up after a minute.  The next question waits for the same build, which ends with the server."""
    repo = commit(tmp_path / "large", SHOP)
    store = RepositoryStore(home, repo / ".git")
    store.create()
    server = Server(open_or_build, patience=1.2)

    def ask(fresh: bool = False, **more: object) -> str:
        asked = {"symbol": "check", "repo": str(repo), "fresh": fresh}
        result = tell(server, "tools/call", name="callers", arguments=asked, **more)["result"]
        assert isinstance(result, dict)
        return str(result["content"][0]["text"])

    with FileLock(store.folder / "lock"):
        assert "is being indexed: waiting for another build of this repository" in ask()
        unwanted = BackgroundBuild(commit(tmp_path / "unwanted", SHOP), "HEAD")
        unwanted.stop()
    assert "write" in ask(_meta={"progressToken": 1})
    commit(repo, {"new.py": "from shop.disk import check\n\ndef new(): check(1)\n"})
    assert "new.py" in ask() and len(list(store.manifests())) == 1
    assert "new.py" in ask(fresh=True, _meta={"progressToken": "2"}) and len(list(store.manifests())) == 2
    server.close()
    with pytest.raises(_StoppedError):
        unwanted.wait(30)


def test_mcp_answers_a_batch(server: Server) -> None:
    ping = '{"jsonrpc": "2.0", "id": %d, "method": "ping"}'
    done = '{"jsonrpc": "2.0", "method": "notifications/initialized"}'
    assert [each["id"] for each in json.loads(server.answer(f"[{ping % 1}, {done}, {ping % 2}]"))] == [1, 2]
    assert server.answer(f"[{done}]") == ""


def test_mcp_reports_what_is_no_request(server: Server) -> None:
    assert tell(server, "tools/call", name=["callers"])["error"]["code"] == -32602  # type: ignore[index]
    assert json.loads(server.answer("{"))["error"]["code"] == -32700
    assert json.loads(server.answer("[1]"))[0]["error"]["code"] == -32600
    assert json.loads(server.answer("[]"))["error"]["code"] == -32600
    assert tell(server, "no/such")["error"]["code"] == -32601  # type: ignore[index, call-overload]
    assert tell(server, "tools/call", name="rm")["error"]["code"] == -32602  # type: ignore[index, call-overload]


def test_neither_builds_nor_questions_load_pandas(home: Path, tmp_path: Path) -> None:
    """Where it is not installed, DuckDB's client would look for it thousands of times."""
    repo = commit(tmp_path / "lines", {"lines.py": "def f(): ...\n" + "f()\n" * (layer._FEW_ROWS + 1)})
    (tmp_path / "pandas.py").write_text("print('loaded')\n")
    script = f"""
import ecp
ecp.index({str(repo)!r})
with ecp.open({str(repo)!r}) as code:
    assert code.query("f").callers
print("answered")
import pandas
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "answered\nloaded\n"


def test_errors_are_ours() -> None:
    assert issubclass(LimitError, EcpError)


# -- over a working tree that has moved on -------------------------------------------------------------------------


def test_every_question_sees_the_working_tree(home: Path, tmp_path: Path) -> None:
    repo = commit(tmp_path / "moved", SHOP)
    ecp.index(repo)
    (repo / "shop/more.py").write_text("from shop.disk import Disk, check\n\nclass Wax(Disk): ...\n\ncheck(3)\n")
    whole = commit(tmp_path / "whole", {**SHOP, "shop/more.py": (repo / "shop/more.py").read_text()})
    asked: list[Callable[[Index], Answer[Any]]] = [
        lambda code: code.callers("check"),
        lambda code: code.references("Disk"),
        lambda code: code.hierarchy("Store"),
        lambda code: code.impact("check", depth=6),
        lambda code: code.unused(),
        lambda code: code.map(),
        lambda code: code.table("SELECT * EXCLUDE (oid) FROM files ORDER BY path"),
        lambda code: code.table("SELECT * FROM calls ORDER BY ALL"),
    ]
    with ecp.open(repo) as over, ecp.open(whole) as full:
        assert over.freshness.overlay_files == 1 and full.freshness.overlay_files == 0
        for ask in asked:
            assert replace(ask(over), freshness=None) == replace(ask(full), freshness=None)


TWINS = {
    "twins/one.py": "class One:\n    def get(self): pass\n\n    def use(self):\n        self.get()\n",
    "twins/two.py": "class Two:\n    def get(self): pass\n\n    def use(self):\n        self.get()\n",
    "twins/last.py": "class Two:\n    def get(self): pass\n\n    def use(self):\n        self.get()\n\n\n"
    "def ask(a, b):\n    a.get(b)\n    b.get(a)\n\n\ndef target_get(wanted=0): pass\n\n\nGET = 1\n",
    "tests/test_get.py": "def get(): pass\n\n\ndef get_target(): pass\n",
}


@pytest.fixture(scope="module")
def twins(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return commit(tmp_path_factory.mktemp("twins"), TWINS)


def test_what_several_symbols_answer_says_which_of_them(twins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ecp.open(twins) as code:
        called = code.callers("get", path="twins/*").items
        assert [each.of for each in called] == [
            ("twins/last.py:Two.get",), ("twins/one.py:One.get",), ("twins/two.py:Two.get",),
        ]  # fmt: skip
        assert [each.of for each in code.references("get").items] == [each.of for each in called]
        assert [each.of for each in code.callees("use").items] == [
            ("twins/last.py:Two.use",), ("twins/one.py:One.use",), ("twins/two.py:Two.use",),
        ]  # fmt: skip
        assert [each.of for each in code.callers("One.get").items] == [()]
        for each in called:  # what it is of can be asked in turn
            (again,) = code.callers(each.of[0]).items
            assert again == replace(each, of=())
    _, text, _ = ask(capsys, "callers", "get", "--repo", str(twins))
    assert text.splitlines()[:3] == [
        "  twins/last.py:5  Two.use  [self]  of twins/last.py:Two.get",
        "  twins/one.py:5  One.use  [self]  of One.get",
        "  twins/two.py:5  Two.use  [self]  of twins/two.py:Two.get",
    ]


def test_a_report_that_is_cut_says_how_much_there_is(twins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ecp.open(twins) as code:
        found = code.query("get", limit=2)
    assert (found.definition_count, found.caller_count, found.truncated) == (4, 3, True)
    _, text, _ = ask(capsys, "query", "get", "--limit", "2", "--repo", str(twins))
    assert "and 2 more of this name\n" in text
    assert "callers (the first 2 of 3):\n" in text
    _, text, _ = ask(capsys, "query", "get", "--repo", str(twins))
    assert "more of this name" not in text
    assert "callers (3):\n" in text


def test_candidates_that_are_the_same_are_said_once(twins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = ask(capsys, "callers", "One.get", "--unresolved", "--repo", str(twins))
    places = [line.split()[0] for line in text.splitlines() if line.startswith("  twins/")]
    assert places == ["twins/last.py:9:7", "twins/last.py:10:7"]
    assert text.count("may be twins/one.py:2  method One.get\n") == 1


def test_search_puts_what_is_likelier_meant_first(twins: Path) -> None:
    with ecp.open(twins) as code:
        found = [each.qualified_name for each in code.search("get").items]
    assert found == ["Two.get", "One.get", "Two.get", "GET", "get", "target_get", "get_target"]


def test_search_takes_words_in_any_order(twins: Path) -> None:
    with ecp.open(twins) as code:
        for text in ("use two", "two  use"):
            found = [each.qualified_name for each in code.search(text).items]
            assert found[:2] == ["Two.use", "Two.use"]
            assert "One.get" not in found
        assert [each.name for each in code.search("last target").items] == ["target_get"]  # twins/last.py
        assert [each.name for each in code.search("last target beyond").items] == ["target_get"]
        assert not code.search("last beyond").items
        assert code.why_no_match("last beyond")[1] == "fewer words find more"
        assert [each.name for each in code.search("wanted").items] == ["target_get"]  # its parameter


def test_other_peoples_code_comes_last_in_a_search(home: Path, tmp_path: Path) -> None:
    minified = "x" * 600 + "=1;function getX(){}\n"
    sources = {
        "vendor/a.js": "function get() {}\nfunction getA() {}\n",
        "b.min.js": minified,
        "tests/c.js": "function getC() {}",
    }
    with ecp.open(commit(tmp_path, sources)) as code:
        assert [each.name for each in code.search("get").items] == ["get", "getC", "getX", "getA"]


HANDED_OVER = "def ship(): pass\ndef bill(): pass\ndef lost(): pass\n\n\nSTEPS = {1: ship, 2: bill}\nbill()\n"


def test_a_function_that_is_handed_over_is_in_use(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path, {"steps.py": HANDED_OVER})) as code:
        notes = {name: code.callers(name).note for name in ("ship", "bill", "lost")}
        assert notes.pop("lost").startswith("it is exported by a file that nothing imports")
        assert notes == {"ship": "it is read, not called: `references` lists where", "bill": ""}
        assert [(use.line, use.role) for use in code.query("ship").uses] == [(6, "read")]
        assert not code.query("bill").uses


def test_the_map_names_members_as_they_can_be_asked_for(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = {
        "a.py": "class Tea:\n    def brew(self, minutes):\n        pass\n",
        "b.go": "package b\n\ntype Pot struct{}\n\nfunc (p *Pot) Pour(cups int) {}\n",
        "u.py": "from a import Tea\nTea().brew(3)\n",
        "v.go": "package b\n\nfunc use(p *Pot) { p.Pour(1) }\n",
    }
    where = commit(tmp_path, sources)
    _, text, _ = ask(capsys, "map", "--repo", str(where))
    assert "  def Tea.brew(self, minutes)\n" in text
    assert "  func (p *Pot) Pour(cups int)\n" in text
