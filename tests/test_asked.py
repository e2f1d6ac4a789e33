"""Symbols as people and agents write them: by name, by place, as other code names them, copied out of code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import ecp
from ecp.query.index import Index
from tests.conftest import Repo, settings_for

SOURCES = {
    "py/shelf/__init__.py": "from shelf.inner import Store, make as create\n",
    "py/shelf/inner.py": "class Store:\n    def save(self, item):\n        self.item = (\n            item\n        )\n"
    "\n\nclass Tape(Store):\n    pass\n\n\ndef make(): pass\n",
    "go/go.mod": "module example.org/goods\n",
    "go/util/chars.go": "package util\n\ntype Chars struct{}\n\nfunc (c *Chars) Length() int { return 0 }\n\n"
    "func ToChars(b []byte) Chars { return Chars{} }\n",
    "rust/Cargo.toml": '[package]\nname = "crates"\n',
    "rust/src/lib.rs": "mod deep;\npub use deep::Parcel;\n",
    "rust/src/deep.rs": "pub struct Parcel<T> { inner: T }\n\nimpl<T> Parcel<T> {\n"
    "    pub fn wrap(inner: T) -> Self { Parcel { inner } }\n}\n",
    "ts/packages/tea/package.json": '{"name": "@shop/tea", "main": "src/index.ts"}',
    "ts/packages/tea/src/index.ts": 'export { brew } from "./pot"\n',
    "ts/packages/tea/src/pot.ts": "export function brew() {}\n",
    "lua/pen.lua": "local Pen = {}\n\nfunction Pen:draw() end\n\nreturn Pen\n",
    "java/src/main/java/org/shop/Till.java": "package org.shop;\n\npublic class Till {\n  void ring(int sum) {}\n"
    "  static class Drawer { void open() {} }\n}\n",
    "go/top.go": "package root\n\ntype Top struct{}\n\nfunc (t Top) Go() {}\n",
    "kotlin/Text.kt": "class Text {\n  fun String.shorten() = this\n}\n",
    "ruby/queue.rb": "class Queue\n  def []=(at, item)\n  end\nend\n",
}


@pytest.fixture(scope="module")
def goods(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("goods")
    repo = Repo(folder / "repo")
    repo.commit(SOURCES)
    with ecp.open(repo.path, settings=settings_for(folder)) as code:
        yield code


@pytest.mark.parametrize(
    ("written", "path", "meant"),
    [
        ("shelf.Store", "py/shelf/inner.py", "Store"),
        ("shelf.inner.Store.save", "py/shelf/inner.py", "Store.save"),
        ("shelf.Store.save", "py/shelf/inner.py", "Store.save"),
        ("shelf.create", "py/shelf/inner.py", "make"),
        ("Tape.save", "py/shelf/inner.py", "Store.save"),
        ("shelf.Tape.save", "py/shelf/inner.py", "Store.save"),
        ("Store.save(item)", "py/shelf/inner.py", "Store.save"),
        ("py/shelf/inner.py:Store.save", "py/shelf/inner.py", "Store.save"),
        ("py/shelf/inner.py:2", "py/shelf/inner.py", "Store.save"),
        ("py/shelf/inner.py:4:13", "py/shelf/inner.py", "Store.save"),
        ("./py/shelf/inner.py:2", "py/shelf/inner.py", "Store.save"),
        ("inner.py:2", "py/shelf/inner.py", "Store.save"),
        ("Till.java:4", "java/src/main/java/org/shop/Till.java", "Till.ring"),
        ("/builds/agent/go/util/chars.go:5", "go/util/chars.go", "Chars.Length"),
        ("util/chars.go:Chars.Length", "go/util/chars.go", "Chars.Length"),
        ("def save(self, item)", "py/shelf/inner.py", "Store.save"),
        ("func (c *Chars) Length() int", "go/util/chars.go", "Chars.Length"),
        ("example.org/goods/util.(*Chars).Length.func1", "go/util/chars.go", "Chars.Length"),
        ("root.Top.Go", "go/top.go", "Top.Go"),
        ("org.shop.Till$Drawer.open", "java/src/main/java/org/shop/Till.java", "Till.Drawer.open"),
        ("Till.<init>", "java/src/main/java/org/shop/Till.java", "Till"),
        ("Till..ctor", "java/src/main/java/org/shop/Till.java", "Till"),
        ("String.shorten", "kotlin/Text.kt", "Text.shorten"),
        ("Queue#[]=", "ruby/queue.rb", "Queue.[]="),
        ("util.ToChars", "go/util/chars.go", "ToChars"),
        ("util.Chars.Length", "go/util/chars.go", "Chars.Length"),
        ("example.org/goods/util.ToChars", "go/util/chars.go", "ToChars"),
        ("(*Chars).Length", "go/util/chars.go", "Chars.Length"),
        ("(c *Chars).Length()", "go/util/chars.go", "Chars.Length"),
        ("crates::Parcel", "rust/src/deep.rs", "Parcel"),
        ("crates::Parcel::wrap", "rust/src/deep.rs", "Parcel.wrap"),
        ("Parcel::<Vec<u8>>::wrap", "rust/src/deep.rs", "Parcel.wrap"),
        ("&Parcel<T>", "rust/src/deep.rs", "Parcel"),
        ("@shop/tea.brew", "ts/packages/tea/src/pot.ts", "brew"),
        ("Pen:draw", "lua/pen.lua", "Pen.draw"),
        ("pen.draw", "lua/pen.lua", "Pen.draw"),
        ("org.shop.Till", "java/src/main/java/org/shop/Till.java", "Till"),
        ("org.shop.Till.ring(int)", "java/src/main/java/org/shop/Till.java", "Till.ring"),
    ],
)
def test_a_symbol_is_found_as_it_is_written(goods: Index, written: str, path: str, meant: str) -> None:
    (found,) = goods.definitions(written).items
    assert (found.path, found.qualified_name) == (path, meant)


@pytest.mark.parametrize(
    "written",
    [
        "other.Store",  # offered nowhere under that name
        "shelf.wrap",
        "py/shelf/inner.py:9999",
        "shelf/other.py:2",
        "helf/inner.py:2",
        "/builds/inner.py:2",
        "Text.ring",
        "Queue#[]",
        "py/shelf/inner.py:Chars",
        "util.Parcel",
        "Chars.save",
        "()",
        "",
    ],
)
def test_what_is_written_otherwise_is_not_guessed(goods: Index, written: str) -> None:
    assert goods.definitions(written).items == ()


def test_filters_hold_however_a_symbol_is_written(goods: Index) -> None:
    assert goods.definitions("shelf.Store", kind="function").items == ()
    assert goods.definitions("py/shelf/inner.py:2", path="go/*").items == ()
    assert goods.definitions("shelf.Store", kind="class", path="py/*").items


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Store.save", "py/*"),  # by its name
        ("py/shelf/inner.py:2", "py/*"),  # by a place
        ("inner.py:Store.save", "py/*"),  # in a file
        ("Tape.save", "py/*"),  # inherited
        ("shelf.create", "py/*"),  # offered by a module
        ("util.ToChars", "go/util/*"),  # in a package
        ("(*Chars).Length", "go/util/*"),  # copied out of code
        ("String.shorten", "kotlin/*"),  # of an extension
    ],
)
def test_a_path_holds_for_each_way_to_write_a_symbol(goods: Index, written: str, path: str) -> None:
    inside, everywhere = (goods.definitions(written, path=each).items for each in (path, ""))
    assert inside == everywhere != ()
    assert goods.definitions(written, path="elsewhere/*").items == ()
    message, hint = goods.why_nothing(written, path="elsewhere/*")
    assert message == f"nothing called {written} is in a path like elsewhere/*"
    assert hint == f"there is {inside[0].kind} {inside[0].qualified_name} in {inside[0].path}"


@pytest.mark.parametrize(
    ("written", "said", "hint"),
    [
        ("inner.py:9999", "nothing is defined at or around line 9999 in py/shelf/inner.py", "`outline`"),
        ("shelf/inner.py:Chars", "nothing is called Chars in py/shelf/inner.py", "`outline`"),
        ("other/inner.py:2", "no source has the path other/inner.py", "there is py/shelf/inner.py"),
        ("other.py:2", "no source has the path other.py", ""),
        ("inner/__init__.py:2", "no source has the path inner/__init__.py", "there is py/shelf/__init__.py"),
    ],
)
def test_a_place_where_nothing_is_says_why(goods: Index, written: str, said: str, hint: str) -> None:
    message, remedy = goods.why_nothing(written)
    assert message == said
    assert remedy.startswith(hint)
