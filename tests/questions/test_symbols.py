"""What a symbol is, what a name means, and its code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import ecp
from ecp import render
from ecp.query.index import Index
from tests.questions.shared import SHOP, ask, commit

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


def test_a_symbol_that_is_not_there_is_answered_with_near_names(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    for arguments in (("callers", "chekc"), ("path", "main", "chekc")):
        code, text, talk = ask(capsys, *arguments, "--repo", str(shop))
        assert (code, text) == (1, "")
        assert "nothing is called chekc" in talk and "check" in talk


def test_the_code_of_a_symbol(code: Index) -> None:
    (body,) = code.source("Store.full").items
    assert (body.path, body.line, body.end_line, body.omitted) == ("shop/base.py", 14, 15, 0)
    assert body.text == "    def full(self):\n        return self.size > LIMIT"
    (cut,) = code.source("Store", lines=2).items
    assert (cut.text, cut.omitted) == ('class Store:\n    """Keeps things."""', 10)
    assert r"print('\t')" in render.bodies(replace(code.source("Store"), items=(replace(cut, text="\tprint('\\t')"),)))
    assert "… 10 more line(s)" in render.bodies(code.source("Store", lines=2))
    assert len(code.source("save").items) == 3 and code.source("save", limit=1).truncated


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
