"""The questions over the Model Context Protocol."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

import ecp
from ecp import render
from ecp.api import open_or_build
from ecp.background import BackgroundBuild, _StoppedError
from ecp.index.store import RepositoryStore
from ecp.mcp import TOOLS, Server
from ecp.query.index import Index
from ecp.query.paging import as_json
from tests.questions.shared import SHOP, commit


@pytest.fixture
def server(shop: Path) -> Iterator[Server]:
    server = Server(lambda repo, *rest, **more: open_or_build(repo if repo != "." else str(shop), *rest, **more))
    yield server
    server.close()


def tell(server: Server, method: str, **parameters: object) -> dict[str, object]:
    message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": parameters}
    reply: dict[str, object] = json.loads(server.answer(json.dumps(message)))
    assert (reply["jsonrpc"], reply["id"]) == ("2.0", 7)
    return reply


def test_mcp_says_hello_and_lists_its_tools(server: Server) -> None:
    hello = tell(server, "initialize", protocolVersion="2025-03-26")["result"]
    assert isinstance(hello, dict) and hello["protocolVersion"] == "2025-03-26" and "tools" in hello["capabilities"]
    assert "`query`" in hello["instructions"]
    newest = tell(server, "initialize", protocolVersion="1999-01-01")["result"]
    assert isinstance(newest, dict) and newest["protocolVersion"] == "2025-11-25"
    assert server.answer('{"jsonrpc": "2.0", "method": "notifications/initialized"}') == ""
    assert tell(server, "ping")["result"] == {}
    found = tell(server, "server/discover", _meta={"io.modelcontextprotocol/protocolVersion": "2026-07-28"})["result"]
    assert isinstance(found, dict) and "2026-07-28" in found["supportedVersions"] and found["resultType"] == "complete"
    error = tell(server, "tools/list", _meta={"io.modelcontextprotocol/protocolVersion": "2099-01-01"})["error"]
    assert isinstance(error, dict) and error["code"] == -32022 and error["data"]["requested"] == "2099-01-01"
    listed = tell(server, "tools/list")["result"]
    assert isinstance(listed, dict)
    for tool in listed["tools"]:
        assert callable(getattr(Index, tool["name"])) and tool["description"]
        assert set(tool["inputSchema"]["required"]) <= tool["inputSchema"]["properties"].keys()


def test_mcp_answers_as_the_python_api_does(server: Server, code: Index) -> None:
    for _ in range(2):
        asked = {"symbol": "check", "format": "json"}
        result = tell(server, "tools/call", name="callers", arguments=asked)["result"]
        assert isinstance(result, dict) and result["isError"] is False
        assert result["content"][0]["text"] == as_json(code.callers("check"))


@pytest.mark.parametrize("tool", TOOLS)
def test_mcp_answers_in_text_as_the_command_line_does(server: Server, tool: str) -> None:
    known = {
        "symbol": "check", "source": "sell", "target": "check", "text": "che", "path": "shop/disk.py",
        "query": "SELECT name FROM definitions",
    }  # fmt: skip
    arguments = {name: known[name] for name in TOOLS[tool][2]}
    result = tell(server, "tools/call", name=tool, arguments=arguments)["result"]
    assert isinstance(result, dict) and result["isError"] is False
    text = result["content"][0]["text"]
    assert text and not text.startswith("{")


def test_mcp_keeps_text_within_its_budget(server: Server, code: Index) -> None:
    asked: dict[str, object] = {"symbol": "check"}
    whole = tell(server, "tools/call", name="callers", arguments=asked)["result"]
    assert isinstance(whole, dict) and whole["content"][0]["text"] == render.callers(code.callers("check"))
    cut = tell(server, "tools/call", name="references", arguments={**asked, "max_tokens": 20})["result"]
    assert isinstance(cut, dict) and cut["content"][0]["text"].endswith('cut here; cursor "1" goes on')
    asked = {"symbol": "save", "max_tokens": 20}  # three definitions
    report = tell(server, "tools/call", name="query", arguments=asked)["result"]
    assert isinstance(report, dict) and "and 2 more of this name\n" in report["content"][0]["text"]


def test_mcp_tells_a_name_that_nothing_has_from_one_without_answers(server: Server) -> None:
    unknown = tell(server, "tools/call", name="callers", arguments={"symbol": "chekc"})["result"]
    assert isinstance(unknown, dict) and unknown["isError"] is True and "check" in unknown["content"][0]["text"]
    doubtful = tell(server, "tools/call", name="callers", arguments={"symbol": "Tape.save"})["result"]
    assert isinstance(doubtful, dict) and "shop/till.py:17:11  call on thing  in odd" in doubtful["content"][0]["text"]
    uncalled = tell(server, "tools/call", name="callers", arguments={"symbol": "hook"})["result"]
    assert isinstance(uncalled, dict) and uncalled["isError"] is False
    renamed = tell(server, "tools/call", name="references", arguments={"symbol": "outside.Base"})["result"]
    assert isinstance(renamed, dict) and renamed["isError"] is True
    assert "nothing is called outside.Base here, but it is named at shop/till.py:28" in renamed["content"][0]["text"]
    lost = tell(server, "tools/call", name="path", arguments={"source": "check", "target": "chekc"})["result"]
    assert isinstance(lost, dict) and lost["isError"] is True


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("callers", {}, "give symbol"),
        ("callers", {"symbol": "check", "colour": 1}, "It has symbol, source,"),
        ("callers", {"symbol": 3}, "a string"),
        ("callers", {"symbol": "check", "limit": 0}, "a whole number from 1 on"),
        ("callers", {"symbol": "check", "source": "yes"}, "true or false"),
        ("callers", {"symbol": "check", "repo": "/nowhere"}, "/nowhere does not exist"),
        ("callers", {"symbol": "check", "format": "yaml"}, "one of text, json"),
        ("references", {"symbol": "check", "roles": "call"}, "a list, each item one of call, new,"),
        ("table", {"query": "FROM files", "seconds": 0}, "a number above 0"),
    ],
)
def test_mcp_reports_a_mistake_as_a_result(server: Server, tool: str, arguments: dict[str, object], says: str) -> None:
    result = tell(server, "tools/call", name=tool, arguments=arguments)["result"]
    assert isinstance(result, dict) and result["isError"] is True and says in result["content"][0]["text"]


def test_mcp_takes_null_for_what_is_not_given(server: Server) -> None:
    given = {"symbol": "check", "kind": None, "limit": None, "format": None, "repo": None}
    asked, bare = (tell(server, "tools/call", name="callers", arguments=each) for each in (given, {"symbol": "check"}))
    assert asked["result"] == bare["result"]


def test_mcp_keeps_an_index_until_a_file_is_edited(home: Path, tmp_path: Path) -> None:
    repo = commit(tmp_path / "edited", SHOP)
    opened: list[Index] = []

    def opener(place: str, rev: str, build: object, *, fresh: bool = False) -> Index:
        opened.append(ecp.open(place, rev, fresh=fresh))
        return opened[-1]

    server = Server(opener)

    def callers() -> set[str]:
        asked = {"symbol": "check", "repo": str(repo), "format": "json"}
        result = tell(server, "tools/call", name="callers", arguments=asked)["result"]
        assert isinstance(result, dict)
        return {each["qualified_name"] for each in json.loads(result["content"][0]["text"])["items"]}

    (repo / "shop/more.py").write_text("from shop.disk import check\n\ndef first(): check(3)\n")
    assert callers() == callers() == {"write", "first"}
    assert opened[0].callers("check").items  # still open, and what answered the second time
    (repo / "shop/more.py").write_text("from shop.disk import check\n\ndef again(): check(3)\n")
    assert callers() == {"write", "again"}
    assert opened[0].is_closed
    server.close()


def test_mcp_does_not_lose_a_build_that_a_client_did_not_wait_for(home: Path, tmp_path: Path) -> None:
    """Many give up after a minute.  The next question waits for the same build, which ends with the server."""
    repo = commit(tmp_path / "large", SHOP)
    store = RepositoryStore(home, repo / ".git")
    store.create()
    server = Server(open_or_build, patience=1.2)

    def ask(fresh: bool = False, **more: object) -> str:
        asked = {"symbol": "check", "repo": str(repo), "fresh": fresh}
        result = tell(server, "tools/call", name="callers", arguments=asked, **more)["result"]
        assert isinstance(result, dict)
        return str(result["content"][0]["text"])

    with FileLock(store.folder / "lock"):
        assert "is being indexed: waiting for another build of this repository" in ask()
        unwanted = BackgroundBuild(commit(tmp_path / "unwanted", SHOP), "HEAD")
        unwanted.stop()
    assert "write" in ask(_meta={"progressToken": 1})
    commit(repo, {"new.py": "from shop.disk import check\n\ndef new(): check(1)\n"})
    assert "new.py" in ask() and len(list(store.manifests())) == 1
    assert "new.py" in ask(fresh=True, _meta={"progressToken": "2"}) and len(list(store.manifests())) == 2
    server.close()
    with pytest.raises(_StoppedError):
        unwanted.wait(30)


def test_mcp_says_why_what_is_there_is_built_anew(home: Path, tmp_path: Path) -> None:
    repo = commit(tmp_path / "damaged", SHOP)
    new = BackgroundBuild(repo, "HEAD")
    assert new.wait(60) and not new.state().startswith("what was there")
    for layer in RepositoryStore(home, repo / ".git").folder.glob("layers/*.duckdb"):
        layer.write_bytes(b"")
    again = BackgroundBuild(repo, "HEAD")
    assert again.wait(60) and again.state().startswith("what was there of it is damaged: ")


@pytest.mark.parametrize("asked", [{"name": "callers", "symbol": "check"}, {"name": "outline", "path": "shop/disk.py"}])
def test_mcp_says_that_nothing_is_left_at_a_cursor(server: Server, asked: dict[str, str]) -> None:
    arguments = {key: value for key, value in asked.items() if key != "name"} | {"cursor": "99"}
    result = tell(server, "tools/call", name=asked["name"], arguments=arguments)["result"]
    assert isinstance(result, dict) and not result["isError"]
    assert result["content"][0]["text"] == render.PAST_THE_END


def test_mcp_answers_a_batch(server: Server) -> None:
    ping = '{"jsonrpc": "2.0", "id": %d, "method": "ping"}'
    done = '{"jsonrpc": "2.0", "method": "notifications/initialized"}'
    assert [each["id"] for each in json.loads(server.answer(f"[{ping % 1}, {done}, {ping % 2}]"))] == [1, 2]
    assert server.answer(f"[{done}]") == ""


def test_mcp_reports_what_is_no_request(server: Server) -> None:
    assert tell(server, "tools/call", name=["callers"])["error"]["code"] == -32602  # type: ignore[index]
    assert json.loads(server.answer("{"))["error"]["code"] == -32700
    assert json.loads(server.answer("[1]"))[0]["error"]["code"] == -32600
    assert json.loads(server.answer("[]"))["error"]["code"] == -32600
    assert tell(server, "no/such")["error"]["code"] == -32601  # type: ignore[index, call-overload]
    assert tell(server, "tools/call", name="rm")["error"]["code"] == -32602  # type: ignore[index, call-overload]
