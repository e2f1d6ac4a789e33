"""Who calls what, and what may be a call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import ecp
from ecp import render
from ecp.query.index import Index
from ecp.query.resolution.program import handed
from tests.questions.shared import ask, commit


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


def test_go_callers_of_an_interface_are_affected_by_its_implementation(go: Index) -> None:
    (caller,) = go.impact("disk.Keep").items
    assert (caller.qualified_name, caller.how) == ("fill", "dispatch")
    assert "disk.Keep" in {each.qualified_name for each in go.impact("Keeper.Keep", depth=1).items}


def test_no_caller_comes_with_the_number_of_unresolved_calls(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text, _ = ask(capsys, "callers", "Tape.save", "--repo", str(shop))
    assert (code, text) == (
        1,
        "none found, and 1 unresolved call(s) that may be more (`unresolved` lists them)\n"
        "it overrides or implements Disk.save, Store.save, whose calls may run it as well\n",
    )


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


def test_calls_through_fields_are_the_same_however_they_are_looked_up(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"read_{n}" for n in range(6)]
    source = "struct ops { int (*read)(int); int (*load)(int); };\n" + "".join(
        f"static int {name}(int size) {{ return size; }}\n"
        f"static const struct ops {name}_ops = {{ {name}, .load = {name} }};\n"
        for name in names
    )
    source += "int load(const struct ops *ops) { return ops->read(1) + ops->load(2); }\n"
    commit(tmp_path, {"file.c": source})
    for looks in (handed._LOOKS, 0, 100):
        monkeypatch.setattr(handed, "_LOOKS", looks)
        with ecp.open(tmp_path) as code:
            for name in names:
                calls = code.callers(name).items
                assert [(call.name, call.line, call.how) for call in calls] == [("load", 14, "indirect")] * 2
            assert {call.name for call in code.callees("load").items} == {"read", "load", *names}
