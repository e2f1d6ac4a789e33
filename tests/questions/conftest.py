"""The repositories that questions are asked of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ecp
from ecp.query.index import Index
from tests.questions.shared import SHOP, commit

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


TWINS = {
    "twins/one.py": "class One:\n    def get(self): pass\n\n    def use(self):\n        self.get()\n",
    "twins/two.py": "class Two:\n    def get(self): pass\n\n    def use(self):\n        self.get()\n",
    "twins/last.py": "class Two:\n    def get(self): pass\n\n    def use(self):\n        self.get()\n\n\n"
    "def ask(a, b):\n    a.get(b)\n    b.get(a)\n\n\ndef target_get(wanted=0): pass\n\n\nGET = 1\n",
    "tests/test_get.py": "def get(): pass\n\n\ndef get_target(): pass\n",
}


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


@pytest.fixture(scope="module")
def twins(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return commit(tmp_path_factory.mktemp("twins"), TWINS)
