"""What is above and below types and methods."""

from __future__ import annotations

from pathlib import Path

import ecp
from ecp.query.index import Index
from tests.questions.shared import RUST, commit


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
