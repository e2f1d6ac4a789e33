"""The command line: stdout is data, stderr is talk, exit codes and JSON are a contract."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from ecp.config import Settings
from ecp.index.store import RepositoryStore
from tests.conftest import Cli, Repo
from tests.documents import ANSWERS, commands

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
    done = cli.run_fresh("--version")
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


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("query", "App.stpe"), "nothing is called App.stpe", "did you mean: App.step"),
        (("callers", "app.step"), "nothing is called app.step", "did you mean: App.step"),
        (("query", "zzqqx"), "nothing is called zzqqx", ""),
        (("query", ""), "nothing is called ''", ""),
        (
            ("query", "area", "--kind", "class"),
            "nothing called area is of kind class",
            "function area in shapes/area.py",
        ),
        (("callers", "area", "--path", "x/*"), "nothing called area is in a path like x/*", "in shapes/area.py"),
        (("impact", "shapes/area.py"), "shapes/area.py is a file, no symbol", "`outline`"),
        (("path", "shapes", "area"), "nothing is called shapes", ""),
        (("search", "zzqqx"), "no definition has a name like zzqqx", ""),
        (("outline", "nothing.py"), "there is no file nothing.py", "from the repository's root"),
        (("outline", "shapes"), "shapes is a folder", "'shapes/*'"),
        (("outline", "notes.txt"), "notes.txt was not parsed: not source", ""),
        (("outline", "bytes.py"), "bytes.py was not parsed: binary", ""),
        (("outline", "empty.py"), "empty.py defines nothing", "where syntax is broken"),
        (("map", "--path", "x/*"), "there is no source in such a path", ""),
        (("unused", "--path", "x/*"), "none found", ""),
        (("query", b"\xff.zzqqx"), "nothing is called", ""),
        (("search", b"\xff"), "no definition has a name like", ""),
    ],
)
def test_nothing_found_comes_with_the_reason(
    cli: Cli, repo: Repo, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    repo.commit({"notes.txt": "x\n", "empty.py": "", "bytes.py": "\0\0"})
    done = cli.run(*map(os.fsdecode, arguments), cwd=repo.path)
    assert (done.returncode, done.stdout) == (1, "")
    said = done.stderr.removeprefix("ecp: building the index\n").splitlines()
    assert said[0].startswith(message)
    assert hint in "".join(said[1:]) if hint else len(said) == 1


def test_a_path_that_is_not_utf_8_is_found_as_it_is_and_as_it_is_shown(cli: Cli, repo: Repo) -> None:
    name = os.fsdecode(b"odd\xff.py")
    (repo.path / name).write_text("def odd(): pass\n")
    for written in (name, r"odd\xff.py"):
        assert "function odd" in cli.run("outline", written, cwd=repo.path).stdout
        assert "function odd" in cli.run("query", f"{written}:odd", cwd=repo.path).stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_gets_no_file_and_no_word(cli: Cli, repo: Repo, tmp_path: Path, closed: str) -> None:
    """What is opened next would have its number: a layer, into which the talk would go."""
    command = f"{sys.executable} -m ecp query area --repo {repo.path} {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=cli.environment(), check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert ("shapes/area.py" in done.stdout) == (">&-" not in closed.replace("2>&-", ""))
    assert cli.run("verify", str(repo.path)).returncode == 0


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
    assert cli.run("outline", "shapes/area.py", cwd=repo.path / "shapes").stdout == done.stdout  # as answers print it
    assert cli.run("outline", "../shapes/area.py", cwd=repo.path / "shapes").stdout == done.stdout
    assert "shapes/area.py" in cli.run("query", "../shapes/area.py:1", cwd=repo.path / "shapes").stdout
    assert "main.py:5" in cli.run("query", "main.py:5", cwd=repo.path / "shapes").stdout
    assert cli.run("outline", str(repo.path / "shapes" / "area.py"), cwd=repo.path).stdout == done.stdout
    assert cli.run("outline", "nothing.py", "--repo", str(repo.path)).returncode == 1


def test_search_ranks_prefix_before_substring_and_likeness_alone(cli: Cli, repo: Repo) -> None:
    repo.commit({"s.py": "def resquare(): pass\ndef squares(): pass\ndef sqaure(): pass\ndef squares(): pass\n"})
    names = [item["name"] for item in cli.json("search", "square", "--repo", str(repo.path))["items"]]
    assert names == ["square", "squares", "resquare"]
    assert "s.py:2  function squares  (+1 more)\n" in cli.run("search", "squares", "--repo", str(repo.path)).stdout
    assert cli.json("search", "sqarue", "--repo", str(repo.path))["items"][0]["name"] == "sqaure"
    assert cli.run("search", "s", "square", "--repo", str(repo.path)).stdout.count("\n") == 3  # of s.py, and squares
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
    (manifest,) = RepositoryStore(cli.home, repo.path / ".git").manifest_paths()
    manifest.rename(manifest.with_name(f"{repo.head}.{'0' * 16}.json"))
    assert "0 commit(s), and 1 indexed by another version of ecp" in cli.run("status").stdout


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


ASKED = {
    "query": ("App.step",),
    "source": ("App.step",),
    "callers": ("App.step",),
    "callees": ("App.step",),
    "callers --unresolved": ("App.step",),
    "references": ("App.step",),
    "references --unresolved": ("App.step",),
    "impact": ("area",),
    "hierarchy": ("Sub",),
    "path": ("App.run", "area"),
    "unused": (),
    "map": (),
    "sql": ("SELECT path FROM files",),
    "outline": ("main.py",),
    "search": ("are",),
}
"""A question for every command that asks one."""


def test_every_command_keeps_its_contract(cli: Cli, repo: Repo, tmp_path: Path) -> None:
    """What --json prints are the fields that the reference lists, no fewer and no more, down to the last value."""
    repo.commit(
        {"sub.py": "from main import App\n\n\nclass Sub(App):\n    def go(self, other):\n        other.step()\n"}
    )
    at = str(repo.path)
    others = {"index": (at,), "export": (at, "--out", str(tmp_path / "out")), "verify": (at,), "status": (), "gc": ()}
    asked = {
        command: (*command.split(), *(ASKED[command] if command in ASKED else others[command]), "--json")
        for command in ANSWERS
        if command != "drop"
    }
    for command, arguments in asked.items():
        done = cli.run(*arguments, *(("--repo", at) if command in ASKED else ()))
        assert done.returncode in (0, 1), (command, done.stderr)
        value, item = ANSWERS[command]
        answer = json.loads(done.stdout)
        _matches(answer, value, command)
        if item is not None:
            assert answer["items"], f"{command} found nothing to compare"
            _matches(answer["items"][0], item, command)
    _matches(cli.json("drop", at), ANSWERS["drop"][0], "drop")
    assert {command.split()[0] for command in ANSWERS} | {"doctor", "mcp"} == commands().keys()
    findings = cli.json("doctor")["findings"]
    assert findings
    for finding in findings:
        assert finding.keys() == {"subject", "ok", "detail", "remedy"}


def _matches(answer: dict[str, Any], value: type, command: str) -> None:
    assert answer.keys() == {field.name for field in dataclasses.fields(value)}, command


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("query",),
        ("query", "x", "--limit", "0"),
        ("query", "x", "--limit", "many"),
        ("query", "x", "--repo", ""),
        ("drop", ""),
        ("index", "--wait", "-1"),
        ("index", "--wait", "nan"),
        ("index", "--wait", "1", "--no-wait"),
        ("callers", "area", "--cursor", "x"),
        ("references", "area", "--role", "nonsense"),
        ("query", "area", "--kind", "nonsense"),
        ("unused", "--kind", "nonsense"),
        ("search", "area", "--kind", "nonsense"),
        ("sql", "SELECT nonsense"),
        ("sql", "SELECT 1", "--format", "parquet"),
        ("impact", "area", "--direction", "sideways"),
    ],
    ids=" ".join,
)
def test_usage_errors_are_code_2(cli: Cli, repo: Repo, arguments: tuple[str, ...]) -> None:
    done = cli.run(*arguments, cwd=repo.path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr and "_positive" not in done.stderr


@pytest.mark.parametrize("command", ["callers", "callees", "references", "impact", "hierarchy", "path"])
def test_a_symbol_that_is_not_there_is_code_1(cli: Cli, repo: Repo, command: str) -> None:
    target = ("sqare", "area") if command == "path" else ("sqare",)
    done = cli.run(command, *target, cwd=repo.path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "did you mean: square" in done.stderr
    answer = cli.run(command, *target, "--json", cwd=repo.path)
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["items"] == []


def test_a_busy_repository_is_code_3_and_its_holder_is_named(cli: Cli, repo: Repo, settings: Settings) -> None:
    store = RepositoryStore(settings.home, repo.path / ".git")
    store.create()
    with FileLock(store.folder / "lock"):
        for bound in (("--no-wait",), ("--wait", "0.2")):
            done = cli.run("index", str(repo.path), *bound)
            assert (done.returncode, done.stdout) == (3, "")
            assert "another build of this repository is running" in done.stderr
        assert cli.run("index", str(repo.path), ECP_LOCK_TIMEOUT="0.2").returncode == 3
        assert cli.run("drop", str(repo.path)).returncode == 3


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_written_is_code_4(cli: Cli, repo: Repo) -> None:
    cli.run("index", str(repo.path))
    for arguments in (("query", "area", "--repo", str(repo.path)), ("status", "--json")):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "ecp", *arguments],
                stdout=full, stderr=subprocess.PIPE, env=cli.environment(), text=True, check=False,
            )  # fmt: skip
        assert done.returncode == 4
        assert "No space left" in done.stderr
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr


def test_what_nobody_foresaw_is_code_4(cli: Cli, repo: Repo, settings: Settings) -> None:
    """A bug must not pass for "nothing found", which is the exit code that Python would give it."""
    script = "import sys, ecp.status; ecp.status.machine_status = None; from ecp.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "status"], env=cli.environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "this is a bug of ecp" in done.stderr
    assert "TypeError" in done.stderr


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT], ids=lambda sign: sign.name)
def test_an_interrupted_wait_ends_at_once(cli: Cli, repo: Repo, settings: Settings, sign: signal.Signals) -> None:
    store = RepositoryStore(settings.home, repo.path / ".git")
    store.create()
    with FileLock(store.folder / "lock"):
        waiter = cli.start("index", str(repo.path))
        assert waiter.stderr is not None
        assert "waiting for another build of this repository" in waiter.stderr.readline()
        waiter.send_signal(sign)
        out, err = waiter.communicate(timeout=10)
    assert (waiter.returncode, out) == (130, "")
    assert "Traceback" not in err


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT], ids=lambda sign: sign.name)
def test_an_interrupted_server_ends_at_once(cli: Cli, repo: Repo, sign: signal.Signals) -> None:
    """In the middle of a question, too."""
    server = cli.start("mcp", cwd=repo.path)
    assert server.stdin is not None and server.stdout is not None
    endless = "SELECT sum(range) FROM range(1000000000000)"
    for query in ("SELECT 1", endless):
        call = {"method": "tools/call", "params": {"name": "table", "arguments": {"query": query, "seconds": 60}}}
        server.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, **call}) + "\n")
        server.stdin.flush()
        if query != endless:
            assert server.stdout.readline()
    time.sleep(0.3)  # by now it is at work
    server.send_signal(sign)
    try:
        out, _ = server.communicate(timeout=10)
    finally:
        server.kill()
    assert (server.returncode, out) == (130, "")


def test_a_server_hears_what_is_said_while_a_question_is_at_work(cli: Cli, repo: Repo) -> None:
    """It tells of progress, answers what needs no index, and ends and skips what is cancelled."""
    server = cli.start("mcp", cwd=repo.path)
    assert server.stdin is not None and server.stdout is not None

    def say(method: str, identity: object = None, **parameters: object) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": parameters}
        message |= {} if identity is None else {"id": identity}
        server.stdin.write(json.dumps(message) + "\n")
        server.stdin.flush()

    def ask(identity: object, query: str) -> None:
        arguments = {"query": query, "seconds": 60}
        say("tools/call", identity, name="table", arguments=arguments, _meta={"progressToken": f"of {identity}"})

    try:
        ask("endless", "SELECT sum(range) FROM range(1000000000000)")
        ask("never", "SELECT 'not cancelled'")
        told = json.loads(server.stdout.readline())
        assert told["method"] == "notifications/progress" and told["params"]["progressToken"] == "of endless"
        say("ping", 3)
        while (reply := json.loads(server.stdout.readline())).get("method") == "notifications/progress":
            assert reply["params"]["progress"] > told["params"]["progress"]
        assert reply == {"jsonrpc": "2.0", "id": 3, "result": {}}
        for identity in ("never", "endless", "unheard of", None):
            say("notifications/cancelled", requestId=identity)
        server.stdin.write("[" * 100_000 + "\n")
        ask(4, "SELECT 41 + 1 AS n")
        replies = [json.loads(line) for line in server.communicate(timeout=30)[0].splitlines()]
    finally:
        server.kill()
    told_more = [each for each in replies if each.get("method") == "notifications/progress"]
    assert [each.get("id") for each in replies if each not in told_more] == [None, 4]
    assert replies[-1]["result"]["content"][0]["text"].endswith("42")
    assert server.returncode == 0


def test_an_interrupt_that_python_drops_is_not_lost(cli: Cli) -> None:
    """An exception out of a finalizer goes nowhere, and a signal may come just then."""
    script = """
import os, signal, sys, time
import ecp.status
from ecp.cli import main

class Finalized:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

def at_work(*given):
    Finalized()
    time.sleep(60)

ecp.status.machine_status = at_work
sys.exit(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script, "status"], env=cli.environment(), capture_output=True, text=True, timeout=30,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (130, "")
    assert "Exception ignored" not in done.stderr


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
    at = ("--repo", str(repo.path))
    for command in (
        ("query", "evil", *at),
        ("search", "evil", *at),
        ("callers", "evil\x1b[31m", *at),
        ("outline", "evil\x1b[31m.py", *at),
        ("map", *at),
        ("unused", *at),
        ("references", "evil", *at),
        ("sql", "SELECT chr(27) || path FROM files", *at),
        ("sql", "SELECT path FROM files", "--json", *at),
        ("index", str(repo.path), "--rev", "no\x1b[31m"),
        ("query", "x", "--repo", str(repo.path / "no\x1b[31m")),
    ):
        done = cli.run(*command)
        assert done.stdout + done.stderr, command
        assert not {"\x1b", "\x07"} & set(done.stdout + done.stderr), command


def test_json_is_one_line(cli: Cli, repo: Repo) -> None:
    done = cli.run("query", "area", "--json", "--repo", str(repo.path))
    assert done.stdout.count("\n") == 1
    json.loads(done.stdout)
