"""The map of a repository."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecp
from ecp.query.index import Index
from tests.questions.shared import ask, commit


def test_the_map_ranks_files_by_who_refers_to_them(code: Index) -> None:
    files = code.map().items
    ranks = {file.path: file.rank for file in files}
    assert "tests/test_till.py" not in ranks
    assert ranks["shop/base.py"] > ranks["shop/disk.py"] > ranks["shop/till.py"]
    assert [file.path for file in files] == sorted(ranks, key=lambda path: (-ranks[path], path))
    assert sum(ranks.values()) == pytest.approx(1, abs=0.001)
    assert {"Store", "LIMIT"} <= {symbol.name for symbol in files[0].symbols}


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


def test_a_map_shows_as_much_of_each_file_as_there_is_room_for(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    functions = "".join(f"def {{name}}{at}(): ...\n" for at in range(30))
    uses = "".join(f"from {name} import {name}0\n{name}0()\n" for name in ("tea", "pot"))
    sources = {
        "tea.py": functions.replace("{name}", "tea"),
        "pot.py": functions.replace("{name}", "pot"),
        "use.py": uses,
    }
    where = commit(tmp_path, sources)

    def shown(*arguments: str) -> list[int]:
        _, text, _ = ask(capsys, "map", "--repo", str(where), *arguments)
        return [part.count("def ") for part in text.split(".py\n")[1:3]]

    assert shown() == [30, 30]
    assert shown("--symbols", "3") == [3, 3]
    few, more = (shown("--max-tokens", str(budget)) for budget in (200, 500))
    assert few[0] < more[0] < 30 and few[1] < more[1] < 30, (few, more)
    with ecp.open(where) as code:
        assert [len(file.symbols) for file in code.map().items] == [8, 8, 0]
        assert len(code.map(max_tokens=20_000).items[0].symbols) == 30
        assert [len(file.symbols) for file in code.map(lines=25).items] == [11, 11, 0]


def test_names_that_one_line_declares_are_one_line_of_the_map(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = commit(
        tmp_path, {"a.py": "RED, GREEN = range(2)\n", "b.py": "from a import GREEN, RED\nprint(RED, GREEN)\n"}
    )
    _, text, _ = ask(capsys, "map", "--repo", str(where))
    assert text.count("RED, GREEN") == 1


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
