"""What builds and questions may cost, in figures that no machine changes: bytes, layers, parse calls, query plans.

Timings are for `benchmarks/`.  A budget is what was measured plus half; raising one is a decision to explain.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import ecp
from ecp.build import build_l2
from ecp.config import Settings
from ecp.query import uses
from ecp.query.resolution.program import program
from ecp.query.resolution.resolver import Resolver
from ecp.query.view import View
from tests.conftest import Repo, many_files, repository_in, settings_for

FILES = 150
_BASE_SHARE = 0.75
"""Bytes of a base per byte of source: these sources are all names and calls; real ones take half of that."""
_WRITTEN_SHARE = 1.25
"""Bytes written per byte of the layers that a build made: what is written once must not be written twice."""
_FIXED_BYTES = 400_000
"""What a file of small blocks takes however little is in it, with the manifest and the notes of a build."""


@pytest.fixture
def large(repo: Repo) -> Repo:
    """A repository with enough in it for shares to mean something."""
    repo.commit(many_files(FILES))
    return repo


def test_a_cold_build_writes_its_layer_once_and_a_hit_nothing(large: Repo, settings: Settings) -> None:
    manifest = build_l2(large.path, settings=settings).manifest
    receipt = manifest.receipt
    assert receipt.files_parsed == FILES + 3
    assert len(manifest.layers) == 1
    assert manifest.index_bytes <= _BASE_SHARE * receipt.bytes_parsed + _FIXED_BYTES
    assert receipt.bytes_written <= _WRITTEN_SHARE * manifest.index_bytes + _FIXED_BYTES
    before = _times(settings.home)
    assert build_l2(large.path, settings=settings).outcome == "hit"
    assert _times(settings.home) == before


def test_a_commit_of_one_file_costs_one_file(large: Repo, settings: Settings) -> None:
    base = build_l2(large.path, settings=settings).manifest
    large.commit({"pkg/m0000.py": "def changed(): return other()\n"})
    manifest = build_l2(large.path, settings=settings).manifest
    assert manifest.receipt.files_parsed == 1
    assert manifest.layers[0] == base.layers[0]
    assert manifest.layers[1].bytes <= _FIXED_BYTES
    assert manifest.receipt.bytes_written <= manifest.layers[1].bytes + _FIXED_BYTES


def test_many_commits_parse_each_blob_once_and_stay_at_two_layers(large: Repo, settings: Settings) -> None:
    base = build_l2(large.path, settings=settings).manifest
    parsed, written = [], 0
    for number in range(12):
        large.commit({f"pkg/m{number:04}.py": f"def changed{number}(): return other()\n"})
        manifest = build_l2(large.path, settings=settings).manifest
        parsed.append(manifest.receipt.files_parsed)
        assert len(manifest.layers) <= 2
        written += manifest.layers[-1].bytes
    assert parsed == [1] * 12
    assert written <= 12 * _FIXED_BYTES + base.index_bytes  # now and then the delta becomes a new base


def _times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix in (".duckdb", ".lock")}


_LOOK_UPS = {
    "definitions by name": program._NAMED,
    "references by name": uses._NAMED_ONE.format("name"),
    "references by name that are calls": f"{uses._NAMED_ONE.format('name')} AND {uses._IS_CALL.format(True)}",
}


@pytest.fixture(scope="module", params=["a base", "a base and a delta", "an overlay on top"])
def layers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ecp.Index]]:
    """What an answer comes from, in words and as such."""
    folder = tmp_path_factory.mktemp("layers")
    repo, settings = repository_in(folder), settings_for(folder)
    repo.commit(many_files(FILES))
    build_l2(repo.path, settings=settings)
    if request.param != "a base":
        repo.commit({"more.py": "def more(): return f7()\n"})
        build_l2(repo.path, settings=settings)
    if request.param == "an overlay on top":
        repo.write({"dirty.py": "def dirty(): return f7()\n"})
    with ecp.open(repo.path, settings=settings) as code:
        yield request.param, code


@pytest.mark.parametrize("question", _LOOK_UPS)
def test_a_look_up_by_name_filters_in_the_scan(layers: tuple[str, ecp.Index], question: str) -> None:
    kind, code = layers
    table = question.partition(" ")[0].removesuffix("s")
    scans = [node for node in _plan(code, _LOOK_UPS[question], name="f7") if _table(node) == table]
    # a layer whose least and greatest name rule it out is not even scanned
    assert 1 <= len(scans) <= {"a base": 1, "a base and a delta": 2, "an overlay on top": 3}[kind]
    for scan in scans:
        assert "name='f7'" in str(scan["extra_info"].get("Filters", "")), scan


def test_the_bodies_of_several_files_are_filtered_in_the_scan(layers: tuple[str, ecp.Index]) -> None:
    _, code = layers
    query = uses._IN_BODIES.format([3, 70], [0, 2], True)
    scans = [node for node in _plan(code, query) if _table(node) == "reference"]
    assert scans
    for scan in scans:
        filters = str(scan["extra_info"]["Filters"])
        assert "list_contains([3, 70], blob)" in filters, scan
        assert "list_contains([0, 2], scope)" in filters, scan


def test_what_a_function_calls_is_asked_of_its_body(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(many_files(1, functions=200))
    build_l2(repo.path, settings=settings)
    read: list[int] = []
    rows = View.rows

    def counted(self: View, sql: str, parameters: Mapping[str, str | int] | None = None) -> list[tuple[Any, ...]]:
        found = rows(self, sql, parameters)
        read.extend([len(found)] if "FROM reference" in sql else [])
        return found

    monkeypatch.setattr(View, "rows", counted)
    with ecp.open(repo.path, settings=settings) as code:
        assert code.callees("f7").unresolved == 1
    assert read == [2]


def test_a_question_loads_few_files_that_it_does_not_look_into(large: Repo, settings: Settings) -> None:
    large.commit(
        {
            "use.py": "from shop import make\nmake().dry()\n",
            "shop.py": "from ink import Ink\ndef make() -> Ink: ...\n",
            "ink.py": "from paint import Paint\nclass Ink(Paint): ...\n",
            "paint.py": "from fluid import Fluid\nclass Paint(Fluid): ...\n",
            "fluid.py": "class Fluid:\n    def dry(self): ...\n",
        }
    )
    build_l2(large.path, settings=settings)
    with ecp.open(large.path, settings=settings) as code:
        assert [call.path for call in code.callers("Fluid.dry").items] == ["use.py"]
        assert code.resolver.program.loaded <= 7


def test_a_question_that_needs_many_files_loads_all_in_one_query(
    large: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools: dict[str, str | bytes] = {f"tool{n}.py": f"class Tool:\n    def work(self, a={n}): ...\n" for n in range(60)}
    uses = {f"use{n}.py": f"from tool{n} import Tool\nTool().work()\n" for n in range(60)}
    large.commit(tools | uses)
    build_l2(large.path, settings=settings)
    loads: list[str] = []
    rows = View.rows

    def counted(self: View, sql: str, parameters: Mapping[str, str | int] | None = None) -> list[tuple[Any, ...]]:
        loads.extend([sql] if "SELECT 'definition', blob" in sql else [])
        return rows(self, sql, parameters)

    monkeypatch.setattr(View, "rows", counted)
    with ecp.open(large.path, settings=settings) as code:
        assert len(code.callers("Tool.work").items) == 60
        assert code.resolver.program.loaded > FILES
    assert len(loads) == 1


def test_what_a_set_of_values_gives_is_worked_out_once(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = "".join(f"def f{n}(size):\n    pen = Pen()\n    pen.tip(size).draw({n})\n" for n in range(200))
    repo.commit(
        {
            "pens.py": "class Pen:\n    def tip(self, size): return Tip()\nclass Tip:\n    def draw(self, ink): ...\n",
            "users.py": f"from pens import Pen\n{users}",
        }
    )
    build_l2(repo.path, settings=settings)
    steps: Counter[str] = Counter()
    for name in ("member", "member_values", "call"):
        _count(monkeypatch, name, steps)
    with ecp.open(repo.path, settings=settings) as code:
        assert len(code.callers("Tip.draw", limit=1000).items) == 200
    assert steps["member"] <= 2
    assert steps["member_values"] <= 2
    assert steps["call"] <= 4


def test_modules_that_all_import_the_crate_are_asked_once_each(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"m{number}" for number in range(24)]
    sources = {"src/lib.rs": "".join(f"mod {name};\npub use {name}::*;\n" for name in names)}
    for name in names:
        sources[f"src/{name}/mod.rs"] = "use crate::*;\nmod inner;\npub use inner::*;\n"
        sources[f"src/{name}/inner.rs"] = f"use {{super::*, crate::*}};\npub fn of_{name}() {{ of_m0(); }}\n"
    repo.commit({"Cargo.toml": "[package]\nname = 'stars'\n", **sources})
    build_l2(repo.path, settings=settings)
    steps: Counter[str] = Counter()
    _count(monkeypatch, "export", steps)
    with ecp.open(repo.path, settings=settings) as code:
        assert len(code.callers("of_m0", limit=100).items) == len(names)
    assert steps["export"] <= 4 * len(names)


def test_variables_of_blocks_are_asked_of_few_assignments_each(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 200
    block = "  it do\n    include Rests\n    @pen = @pen.turn(@pen)\n    @pen.draw 1\n    rest 1\n  end\n"
    pens = "class Pen\n  def turn(by) = self\n  def draw(on) = on\nend\nmodule Rests\n  def rest(on) = on\nend\n"
    spec = f"describe Pen do\n  before {{ @pen = Pen.new }}\n{block * number}end\n"
    repo.commit({"pens.rb": pens, "pens_spec.rb": spec})
    build_l2(repo.path, settings=settings)
    steps: Counter[str] = Counter()
    for name in ("binding_values", "evaluate"):
        _count(monkeypatch, name, steps)
    with ecp.open(repo.path, settings=settings) as code:
        assert len(code.callers("Pen.draw", limit=1000).items) == number
        assert len(code.callers("Rests.rest", limit=1000).items) == number
    assert steps["binding_values"] <= 8 * number
    assert steps["evaluate"] <= 24 * number


def _count(monkeypatch: pytest.MonkeyPatch, name: str, steps: Counter[str]) -> None:
    """Count the calls of a method of the resolver."""
    method = getattr(Resolver, name)

    def counted(self: Resolver, *arguments: Any) -> Any:
        steps[name] += 1
        return method(self, *arguments)

    monkeypatch.setattr(Resolver, name, counted)


def _table(node: dict[str, Any]) -> str:
    return str(node["extra_info"].get("Table", "")).rsplit(".", 1)[-1]


def _plan(code: ecp.Index, sql: str, **parameters: object) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a query's plan, as it ran."""
    left = [json.loads(code.rows(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters)[0][1])]
    while left:
        node = left.pop()
        left += node.get("children", [])
        if "extra_info" in node:
            yield node
