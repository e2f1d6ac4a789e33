"""The command line: stdout is data, stderr is talk, exit codes and JSON are a contract."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Cli, Repo

CONTRACT = {
    "index": "commit outcome files bytes_parsed bytes_read bytes_written seconds wait_seconds peak_rss_bytes "
    "index_bytes skipped",
    "query": "commit base_commit overlay_files incomplete symbol definitions callers callees unresolved_calls "
    "truncated",
    "definitions": "path line end_line kind name qualified_name signature",
    "callers": "path line name qualified_name definition_path definition_line how confidence",
    "callees": "path line name qualified_name definition_path definition_line how confidence",
    "status": "home bytes slots repositories running waiting unthrottled",
    "export": "definitions calls unresolved_calls files",
}


def _has(value: dict[str, object], contract: str) -> bool:
    return set(CONTRACT[contract].split()) <= value.keys()


def test_version(cli: Cli) -> None:
    done = cli.run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("ecp ")


def test_index_says_what_it_cost(cli: Cli, repo: Repo) -> None:
    done = cli.run("index", str(repo.path))
    assert done.returncode == 0
    assert f"built {repo.head[:12]}" in done.stdout
    assert "building" in done.stderr
    answer = cli.json("index", str(repo.path))
    assert answer["outcome"] == "hit"
    assert _has(answer, "index")


def test_query_answers_in_json(cli: Cli, repo: Repo) -> None:
    answer = cli.json("query", "area", "--repo", str(repo.path))
    assert _has(answer, "query")
    (definition,) = answer["definitions"]
    assert _has(definition, "definitions")
    assert (definition["path"], definition["line"], definition["signature"]) == ("shapes/area.py", 1, "def area(side)")
    (caller,) = answer["callers"]
    assert _has(caller, "callers")
    assert (caller["path"], caller["line"], caller["qualified_name"]) == ("main.py", 9, "App.step")
    (callee,) = answer["callees"]
    assert _has(callee, "callees")
    assert (callee["qualified_name"], callee["definition_line"]) == ("square", 6)


def test_query_builds_what_has_no_index_and_says_so(cli: Cli, repo: Repo) -> None:
    done = cli.run("query", "App.run", cwd=repo.path)
    assert done.returncode == 0
    assert "building the index" in done.stderr
    assert "main.py:5  method App.run" in done.stdout


@pytest.mark.parametrize("symbol", ["App.step", "App::step", "App#step", "main.App.step", "step"])
def test_a_symbol_may_be_written_in_many_ways(cli: Cli, repo: Repo, symbol: str) -> None:
    answer = cli.json("query", symbol, "--repo", str(repo.path))
    assert [definition["qualified_name"] for definition in answer["definitions"]] == ["App.step"]


def test_nothing_found_suggests_what_is_near(cli: Cli, repo: Repo) -> None:
    done = cli.run("query", "sqare", "--repo", str(repo.path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "did you mean: square" in done.stderr
    assert cli.json("query", "sqare", "--repo", str(repo.path))["suggestions"][0] == "square"


def test_filters_and_limit(cli: Cli, repo: Repo) -> None:
    repo.commit({"a.py": "x = 1\n\n\ndef same(): pass\n", "b.py": "def same(): pass\n", "c.js": "class same {}\n"})
    ask = ("query", "same", "--repo", str(repo.path))
    assert len(cli.json(*ask)["definitions"]) == 3
    assert [d["path"] for d in cli.json(*ask, "--kind", "class")["definitions"]] == ["c.js"]
    assert [d["path"] for d in cli.json(*ask, "--path", "b*")["definitions"]] == ["b.py"]
    cut = cli.json(*ask, "--limit", "1")
    assert len(cut["definitions"]) == 1
    assert cut["truncated"]


def test_overloads_are_one_definition(cli: Cli, repo: Repo) -> None:
    overloads = "@overload\ndef f(a: int): ...\n@overload\ndef f(a: str): ...\ndef f(a): ...\n"
    repo.commit({"o.py": overloads})
    (definition,) = cli.json("query", "f", "--repo", str(repo.path))["definitions"]
    assert definition["line"] == 2
    assert definition["other_lines"] == [4, 5]


def test_outline_from_a_subfolder(cli: Cli, repo: Repo) -> None:
    done = cli.run("outline", "area.py", cwd=repo.path / "shapes")
    assert done.returncode == 0
    assert "function area" in done.stdout
    assert cli.run("outline", "shapes/area.py", "--repo", str(repo.path)).stdout == done.stdout
    assert cli.run("outline", "nothing.py", "--repo", str(repo.path)).returncode == 1


def test_search_ranks_prefix_before_substring_before_likeness(cli: Cli, repo: Repo) -> None:
    repo.commit({"s.py": "def resquare(): pass\ndef squares(): pass\ndef sqaure(): pass\n"})
    names = [item["name"] for item in cli.json("search", "square", "--repo", str(repo.path))["items"]]
    assert names == ["square", "squares", "resquare", "sqaure"]
    assert cli.run("search", "zzz", "--repo", str(repo.path)).returncode == 1


def test_status_lists_what_is_indexed(cli: Cli, repo: Repo) -> None:
    assert cli.json("status")["repositories"] == []
    cli.run("index", str(repo.path))
    answer = cli.json("status")
    assert _has(answer, "status")
    (known,) = answer["repositories"]
    assert known["repository"] == str(repo.path)
    assert known["commits"][0]["commit"] == repo.head
    assert str(repo.path) in cli.run("status").stdout


@pytest.mark.parametrize("form", ["tsv", "parquet"])
def test_export(cli: Cli, repo: Repo, tmp_path: Path, form: str) -> None:
    answer = cli.json("export", str(repo.path), "--format", form, "--out", str(tmp_path / "out"))
    assert _has(answer, "export")
    assert answer["calls"] == 5
    assert [Path(file).name for file in answer["files"]] == [f"definitions.{form}", f"calls.{form}"]
    if form == "tsv":
        rows = [line.split("\t") for line in Path(answer["files"][1]).read_text().splitlines()]
        assert ["main.py", "8", "App.step", "shapes/area.py", "1", "area", "9"] in rows
        assert ["main.py", "0", "<module>", "main.py", "5", "App.run", "12"] in rows


def test_usage_errors_are_code_2(cli: Cli, repo: Repo) -> None:
    assert cli.run().returncode == 2
    assert cli.run("nonsense").returncode == 2
    assert cli.run("query", "x", "--limit", "0", "--repo", str(repo.path)).returncode == 2


def test_a_closed_pipe_is_no_error(cli: Cli, repo: Repo) -> None:
    cli.run("index", str(repo.path))
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "ecp", "query", "area", "--repo", str(repo.path)],
        stdout=writer, stderr=subprocess.PIPE, env=cli.environment(), text=True, check=False,
    )  # fmt: skip
    os.close(writer)
    assert "Traceback" not in done.stderr


def test_control_characters_never_reach_the_terminal(cli: Cli, repo: Repo) -> None:
    repo.commit({"evil\x1b[31m.py": "def evil(a='\x1b]0;owned\x07'): pass\n"})
    for command in (("query", "evil"), ("search", "evil")):
        done = cli.run(*command, "--repo", str(repo.path))
        assert done.returncode == 0
        assert "\x1b" not in done.stdout + done.stderr
        assert "\x07" not in done.stdout + done.stderr


def test_json_is_one_line(cli: Cli, repo: Repo) -> None:
    done = cli.run("query", "area", "--json", "--repo", str(repo.path))
    assert done.stdout.count("\n") == 1
    json.loads(done.stdout)
