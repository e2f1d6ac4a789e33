"""What nothing reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecp
from ecp.query.index import Index
from ecp.query.testing import is_test_path
from tests.questions.shared import RUST, ask, commit


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


OF_TESTS = """
tests/a.py pkg/a_test.go src/Pens.Tests/A.cs src/Pens.Tests.Unit/A.cs src/UnitTests/A.cs src/testFixtures/java/A.java
pens/src/commonTest/kotlin/A.kt Tests/PenTests/A.swift
"""


OF_SOURCES = "src/latest/a.py contest/a.py src/Test/A.php src/Attest/a.go src/Testing/A.cs"


@pytest.mark.parametrize("path", (OF_TESTS + OF_SOURCES).split())
def test_tests_are_known_by_their_paths(path: str) -> None:
    assert is_test_path(path) is (path in OF_TESTS)


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


HANDED_OVER = "def ship(): pass\ndef bill(): pass\ndef lost(): pass\n\n\nSTEPS = {1: ship, 2: bill}\nbill()\n"


def test_a_function_that_is_handed_over_is_in_use(home: Path, tmp_path: Path) -> None:
    with ecp.open(commit(tmp_path, {"steps.py": HANDED_OVER})) as code:
        notes = {name: code.callers(name).note for name in ("ship", "bill", "lost")}
        assert notes.pop("lost").startswith("it is exported by a file that nothing imports")
        assert notes == {"ship": "it is read, not called: `references` lists where", "bill": ""}
        assert [(use.line, use.role) for use in code.query("ship").uses] == [(6, "read")]
        assert not code.query("bill").uses


def test_what_other_systems_compile_in_the_place_of_what_is_used_is_used(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    go = {
        "go.mod": "module example.com/end\n\ngo 1.22\n",
        "use.go": "package end\n\nfunc Use() string { return lineEnd() }\n",
        "end_windows.go": 'package end\n\nfunc lineEnd() string { return "\\r\\n" }\n\nfunc only() {}\n',
        "end_nix.go": '//go:build !windows\n\npackage end\n\nfunc lineEnd() string { return "\\n" }\n',
        "one.go": "//go:build ignore\n\npackage main\n\nfunc check() {}\n\nfunc main() { check() }\n",
        "two.go": "//go:build ignore\n\npackage main\n\nfunc check() {}\n\nfunc main() { check() }\n",
    }
    where = commit(tmp_path, go)
    with ecp.open(where) as code:
        assert {each.name for each in code.unused(certain=True).items} == {"only", "Use"}
        for place in ("end_windows.go:3", "end_nix.go:5"):
            assert [(call.path, call.name) for call in code.callers(place).items] == [("use.go", "Use")]
        assert [each.name for each in code.impact("end_windows.go:lineEnd").items] == ["Use"]
        for script in ("one.go", "two.go"):  # built one at a time, but neither in the place of the other
            assert [call.path for call in code.callers(f"{script}:check").items] == [script]
        assert [each.definition_path for each in code.callees("Use").items] == ["end_nix.go"]
    _, text, _ = ask(capsys, "callers", "check", "--repo", str(where))
    assert text.count("of ") == 2


def test_what_go_does_not_export_implements_nothing_of_another_package(home: Path, tmp_path: Path) -> None:
    source = """package mux

import "net/http"

type Router interface {
	http.Handler
	Serve()
}

type Mux struct{}

func (m *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
func (m *Mux) Serve()                                           {}
func (m *Mux) handle()                                          {}
"""
    with ecp.open(commit(tmp_path, {"go.mod": "module example.org/mux\n", "mux.go": source})) as code:
        found = {each.qualified_name: each.note for each in code.unused().items}
    assert found["Mux.handle"] == ""
    assert found["Mux.ServeHTTP"] == "may implement an interface of a library"
