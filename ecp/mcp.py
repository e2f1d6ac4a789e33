"""The façade over MCP: what a client's message is answered with.  How messages come and go is `ecp.conversation`.

https://modelcontextprotocol.io/specification: `initialize` and `ping` of the revisions that begin with a handshake,
`server/discover` of those whose every request says which revision it is in; `tools/list` and `tools/call` of both.  A
tool's answer is the text that the command line shows, or the JSON of the answer's value, within a budget of tokens.
Indexes stay open between calls, so that a second question finds what the first one looked up; a repository whose commit
has moved, or whose files have been edited since, is opened anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ecp import render
from ecp._version import __version__
from ecp.background import BackgroundBuild
from ecp.errors import BusyError, EcpError
from ecp.index.statements import is_interrupt

if TYPE_CHECKING:
    from ecp.model import SymbolReport
    from ecp.query.index import Index

PROTOCOLS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""Revisions of the protocol that a handshake agrees on, the newest first."""
SELF_DESCRIBING = ("2026-07-28",)
"""Those in which each request says its revision."""
MAX_TOKENS = 8000
PATIENCE = 50.0
"""Seconds that a question waits for a first index when its client does not want to be told of progress: many give up
after 60."""
_FEW = 5
"""Rows of what may be meant that are shown where nothing else is."""
_FIRST = 20
"""Rows of each kind that `query` shows unless it is told."""
_INSTRUCTIONS = """\
Structural questions about a git repository, answered from an index of the whole of it and of the working tree as it is
now: ask here who calls what, what inherits from what and what a change affects, instead of searching for text.  `query`
is the place to begin.  Every call says how it was resolved and how sure that is; `unresolved` counts what the answer
may lack.  An answer that was cut has a cursor.  `source` shows the code of a symbol, and beside its callers and
references the line of each.
"""
"""What a client is told of the server when it connects, for the model to read."""
_PARSE_ERROR, _INVALID_REQUEST, _NO_METHOD, _INVALID_PARAMETERS = -32700, -32600, -32601, -32602
_NOT_SPOKEN = -32022
_REVISION, _SERVER = "io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/serverInfo"
"""Keys of `_meta`."""
_ABOUT = {"name": "ecp", "version": __version__}
_COMPLETE = {"resultType": "complete", "_meta": {_SERVER: _ABOUT}}
"""What results say of themselves; revisions before it was asked for pass over it."""
_MAY_BE_KEPT = {"ttlMs": 3_600_000, "cacheScope": "public"}
"""What a client may keep of what only depends on the version of the server, and for how long."""

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_SYMBOL: Schema = {"type": "string", "description": "a name (Session.execute) or place (a.py:120)"}
_EVERY: dict[str, Schema] = {
    "repo": {**_TEXT, "description": "a path in it (default: the server's folder)"},
    "rev": {**_TEXT, "description": "default: HEAD"},
    "fresh": {"type": "boolean", "description": "index it first"},
    "format": {"enum": ["text", "json"], "description": "default: text; json takes three times the tokens"},
}
"""What every tool takes besides its own parameters."""
_PLACE = {"repo": ".", "rev": "HEAD", "fresh": False}
"""Of these, which index is asked, and what they are unless they are given."""
_PAGE: dict[str, Schema] = {
    "limit": {**_COUNT, "description": "rows"},
    "cursor": {**_TEXT, "description": "of an answer that was cut, to go on"},
    "max_tokens": {**_COUNT, "description": f"default: {MAX_TOKENS}"},
}
_FILTER: dict[str, Schema] = {
    "kind": {**_TEXT, "description": "of definitions: function, class, …"},
    "path": {**_TEXT, "description": "glob: only definitions there"},
}
_CERTAIN: Schema = {"type": "boolean", "description": "leave out what may be in use all the same"}
_SOURCE: Schema = {"type": "boolean", "description": "with the line of each"}
_ROLES: Schema = {
    "type": "array",
    "items": {"enum": ["call", "new", "type", "inherit", "import", "decorate", "read", "write"]},
}

TOOLS: dict[str, tuple[str, dict[str, Schema], tuple[str, ...]]] = {
    "query": (
        "A symbol: its definitions, callers and callees, the first of each.",
        {"symbol": _SYMBOL, **_FILTER, "limit": _PAGE["limit"], "max_tokens": _PAGE["max_tokens"]},
        ("symbol",),
    ),
    "definitions": ("Where a symbol is defined.", {"symbol": _SYMBOL, **_FILTER, **_PAGE}, ("symbol",)),
    "source": (
        "The code of a symbol: instead of reading its file.",
        {"symbol": _SYMBOL, "lines": {**_COUNT, "description": "at most, of each (default: 200)"}, **_FILTER, **_PAGE},
        ("symbol",),
    ),
    "callers": ("The calls of a symbol.", {"symbol": _SYMBOL, "source": _SOURCE, **_FILTER, **_PAGE}, ("symbol",)),
    "callees": ("What a symbol calls.", {"symbol": _SYMBOL, "source": _SOURCE, **_FILTER, **_PAGE}, ("symbol",)),
    "references": (
        "The uses of a symbol, in every role or in some.",
        {"symbol": _SYMBOL, "roles": _ROLES, "source": _SOURCE, **_FILTER, **_PAGE},
        ("symbol",),
    ),
    "unresolved": (
        "Calls of a symbol's name that could not be resolved, with reasons and candidates.",
        {"symbol": _SYMBOL, "roles": _ROLES, "source": _SOURCE, **_FILTER, **_PAGE},
        ("symbol",),
    ),
    "impact": (
        "What depends on a symbol, directly and through others (up), or what it depends on (down).",
        {"symbol": _SYMBOL, "depth": _COUNT, "direction": {"enum": ["up", "down"]}, **_FILTER, **_PAGE},
        ("symbol",),
    ),
    "hierarchy": (
        "What is above and below a type; what a method overrides and what overrides it.",
        {"symbol": _SYMBOL, **_FILTER, **_PAGE},
        ("symbol",),
    ),
    "path": (
        "A shortest call path from one symbol to another.",
        {"source": _SYMBOL, "target": _SYMBOL, **_PAGE},
        ("source", "target"),
    ),
    "unused": (
        "Definitions that nothing reaches; begin with `certain`.",
        {"certain": _CERTAIN, **_FILTER, **_PAGE},
        (),
    ),
    "map": (
        "The files that others use most, each with its most used definitions.",
        {"path": _FILTER["path"], "symbols": _COUNT, **_PAGE},
        (),
    ),
    "outline": ("The definitions of a file.", {"path": {**_TEXT, "description": "from the root"}, **_PAGE}, ("path",)),
    "search": (
        "Definitions by a part of their name, or by words of name and path.",
        {"text": _TEXT, **_FILTER, **_PAGE},
        ("text",),
    ),
    "table": (
        "Read-only SQL (DuckDB) over definitions, references, calls, imports, files and commits.",
        {"query": _TEXT, "seconds": {"type": "number"}, **_PAGE},
        ("query",),
    ),
}
"""Every tool by its name, which is that of the method of `Index` it asks: what it does, its parameters, and which of
them it needs."""

_AS_TEXT: dict[str, Callable[[Any], str]] = {
    "definitions": render.symbols,
    "source": render.bodies,
    "callers": render.callers,
    "callees": render.callees,
    "references": render.references,
    "unresolved": render.unresolved,
    "impact": render.impact,
    "hierarchy": render.hierarchy,
    "path": render.path,
    "unused": render.unused,
    "map": render.repository_map,
    "outline": render.outline,
    "search": render.symbols,
    "table": render.table,
}


class Opener(Protocol):
    """Opens a path's index of a revision, and has it made where there is none, or where it is to be `fresh`."""

    def __call__(self, repo: str, rev: str, build: Callable[[Path, str], None], *, fresh: bool = False) -> Index: ...


class Server:
    """Answers one client's messages.  Keeps the indexes that it was asked about open."""

    def __init__(self, opener: Opener, patience: float = PATIENCE) -> None:
        self._open = opener
        self._patience = patience
        self._indexes: dict[tuple[str, str], Index] = {}
        self._builds: dict[tuple[Path, str], BackgroundBuild] = {}
        self.awaited: BackgroundBuild | None = None
        """The build that the call being answered waits for."""

    def answer(self, line: str | bytes) -> str:
        """Return the reply to a line; "" where the protocol wants none."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError) as error:
            return _refusal(None, _RefusedError(_PARSE_ERROR, f"not JSON: {error}"))
        return self.reply(message)

    def reply(self, message: Any) -> str:
        """Return the reply to a message, or to several, as a line of JSON; "" where the protocol wants none."""
        if isinstance(message, list) and message:  # a batch, of which the protocol knew for a while
            replies = ", ".join(filter(None, map(self._reply_to, message)))
            return f"[{replies}]" if replies else ""
        return self._reply_to(message)

    def _reply_to(self, message: Any) -> str:
        if not isinstance(message, dict) or not isinstance(message.get("method"), str):
            is_reply = isinstance(message, dict) and ("result" in message or "error" in message)
            return "" if is_reply else _refusal(None, _RefusedError(_INVALID_REQUEST, "not a request"))
        if "id" not in message:
            return ""  # a notification
        try:
            return json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": self._result(message)})
        except _RefusedError as refused:
            return _refusal(message["id"], refused)

    def _result(self, message: dict[str, Any]) -> dict[str, Any]:
        """Return what a request asks for.  Raises _RefusedError."""
        parameters = message.get("params") or {}
        if not isinstance(parameters, dict):
            raise _RefusedError(_INVALID_PARAMETERS, "params is not an object")
        revision = meta_of(message).get(_REVISION)
        if revision is not None and revision not in SELF_DESCRIBING:
            spoken = {"supported": [*SELF_DESCRIBING, *PROTOCOLS], "requested": revision}
            raise _RefusedError(_NOT_SPOKEN, f"revision {revision!r} is not spoken", spoken)
        match message["method"]:
            case "initialize":
                return _hello(parameters)
            case "server/discover":
                return _discovered()
            case "ping":
                return {}
            case "tools/list":
                return {"tools": list(map(_described, TOOLS)), **_MAY_BE_KEPT, **_COMPLETE}
            case "tools/call":
                patience = self._patience if progress_token(message) is None else None  # who is told waits on
                return self._call(*_tool_called(parameters), patience)
        raise _RefusedError(_NO_METHOD, f"no method {message['method']!r}")

    def close(self) -> None:
        """Let go of every index, and of builds that nobody can ask about any more."""
        for build in self._builds.values():
            build.stop()
        self._builds.clear()
        self.forget()

    def forget(self) -> None:
        """Let go of every index: what was asked of one may have ended half-way."""
        for index in self._indexes.values():
            index.close()
        self._indexes.clear()

    def _call(self, name: str, arguments: dict[str, Any], patience: float | None) -> dict[str, Any]:
        """Ask one question.  What goes wrong with it is a result too, for the model to read."""
        _, parameters, needed = TOOLS[name]
        try:
            known = {**parameters, **_EVERY}
            if strange := sorted(arguments.keys() - known.keys()):
                raise EcpError(f"{name}: no parameter {', '.join(strange)}", f"It has {', '.join(known)}.")
            if missing := [each for each in needed if each not in arguments]:
                raise EcpError(f"{name}: give {', '.join(missing)}")
            for key, value in arguments.items():
                if not _fits(value, known[key]):
                    raise EcpError(f"{name}: {key} cannot be {value!r}", f"It is {_allowed(known[key])}.")
            repo, rev, fresh = (arguments.pop(key, default) for key, default in _PLACE.items())
            text = _asked(self._index(repo, rev, fresh, patience), name, arguments)
            return {"content": [{"type": "text", "text": text}], "isError": False, **_COMPLETE}
        except EcpError as error:
            text = f"{error.message}\n{error.hint}".strip()
        except Exception as error:  # one question's bug must not end the server
            if is_interrupt(error):
                raise
            text = f"{name} failed: {type(error).__name__}: {error}"
        return {"content": [{"type": "text", "text": text}], "isError": True, **_COMPLETE}

    def _index(self, repo: str, rev: str, fresh: bool, patience: float | None) -> Index:
        """Return the index of a revision: the one that is open, if nothing has changed since."""
        opened = self._open(repo, rev, lambda place, rev: self._build(place, rev, patience), fresh=fresh)
        known = self._indexes.get((repo, rev))
        if known is not None and known.view.shows_the_same(opened.view):
            opened.close()
            return known
        if known is not None:
            known.close()
        self._indexes[repo, rev] = opened
        return opened

    def _build(self, place: Path, rev: str, patience: float | None) -> None:
        """Have an index made, or wait for one that is.  Raises BusyError when that takes longer than `patience`."""
        build = self._builds.get((place, rev))
        if build is None or build.is_over:
            build = self._builds[place, rev] = BackgroundBuild(place, rev)
        self.awaited = build
        try:
            if not build.wait(patience):
                raise BusyError(f"{place} is being indexed: {build.state()}", "This goes on meanwhile; ask again.")
        finally:
            self.awaited = None
        del self._builds[place, rev]


def meta_of(message: Any) -> dict[str, Any]:
    """Return what a message says beside its parameters."""
    parameters = message.get("params") if isinstance(message, dict) else None
    meta = parameters.get("_meta") if isinstance(parameters, dict) else None
    return meta if isinstance(meta, dict) else {}


def progress_token(message: Any) -> str | int | None:
    """Return what a client wants to be told of a request's progress under, if it does."""
    token = meta_of(message).get("progressToken")
    return token if isinstance(token, str | int) and not isinstance(token, bool) else None


def _asked(index: Index, name: str, arguments: dict[str, Any]) -> str:
    """Return the answer to one question as it is shown.  Raises EcpError where nothing has the name asked about."""
    from ecp.query.paging import as_json, fit, lines_in, offset_of
    from ecp.query.resolution.meaning import CALLS, ROLES

    is_text = arguments.pop("format", "text") == "text"
    budget = arguments.pop("max_tokens", MAX_TOKENS)
    shown: Callable[[Any], str]
    answer: Any
    if name == "query":
        shown = render.symbol_report if is_text else as_json
        answer = _report(index, arguments, budget, shown)
        found = answer.definitions
    else:
        if name == "map" and (lines := lines_in(budget, is_text=is_text)):
            arguments = {"lines": lines, **arguments}
        shown = render.paged(_AS_TEXT[name], 'cursor "{}"') if is_text else as_json
        answer = getattr(index, name)(**arguments)
        found, answer = answer.items, fit(answer, arguments.get("cursor", ""), budget, shown)
    if not found:
        _raise_why(index, name, arguments)
    notes = render.reservations(index.freshness, "`fresh`") if is_text else []
    if is_text and not found and offset_of(arguments.get("cursor", "")):
        return "\n".join((render.PAST_THE_END, *notes))
    if is_text and name in ("callers", "references") and not found and answer.unresolved:
        asked = {key: arguments[key] for key in ("symbol", "kind", "path") if key in arguments}
        roles = CALLS if name == "callers" else arguments.get("roles", ROLES)
        notes.append(render.unresolved(index.unresolved(**asked, roles=roles, limit=_FEW)))
    return "\n".join((shown(answer) or "none found", *notes))


def _raise_why(index: Index, name: str, arguments: dict[str, Any]) -> None:
    """Raise the EcpError that says why an answer is empty, if what was asked about is not there."""
    where = {key: arguments.get(key, "") for key in ("kind", "path")}
    for symbol in (arguments[key] for key in ("symbol", "source", "target") if key in arguments):
        if not index.find(symbol, **where):
            raise EcpError(*index.why_nothing(symbol, **where))
    if name == "outline" and not arguments.get("cursor"):
        raise EcpError(*index.why_no_outline(arguments["path"]))
    if name == "search" and not arguments.get("cursor"):
        raise EcpError(*index.why_no_match(arguments["text"]))


def _report(index: Index, arguments: dict[str, Any], budget: int, shown: Callable[[Any], str]) -> SymbolReport:
    """Return what is known of a symbol, with as many rows of each kind as a budget of tokens holds."""
    from ecp.query.paging import tokens

    limit = arguments.pop("limit", _FIRST)
    report = index.query(**arguments, limit=limit)
    while limit > 1 and tokens(shown(report)) > budget:
        limit //= 2
        report = index.query(**arguments, limit=limit)
    return report


def _hello(parameters: dict[str, Any]) -> dict[str, Any]:
    wanted = parameters.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in PROTOCOLS else PROTOCOLS[0],
        "capabilities": {"tools": {}},
        "serverInfo": _ABOUT,
        "instructions": _INSTRUCTIONS,
    }


def _discovered() -> dict[str, Any]:
    return {
        "supportedVersions": [*SELF_DESCRIBING, *PROTOCOLS],
        "capabilities": {"tools": {}},
        "instructions": _INSTRUCTIONS,
        **_MAY_BE_KEPT,
        **_COMPLETE,
    }


def _fits(value: Any, schema: Schema) -> bool:
    """Say whether a value is one that a parameter's schema allows, as far as our schemas go."""
    if "enum" in schema:
        return value in schema["enum"]
    match schema["type"]:
        case "string":
            return isinstance(value, str)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 1
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return isinstance(value, list) and all(_fits(each, schema["items"]) for each in value)


def _allowed(schema: Schema) -> str:
    """Return what `_fits` a schema, for the model to read."""
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    if schema["type"] == "array":
        return f"a list, each item {_allowed(schema['items'])}"
    words = {"string": "a string", "boolean": "true or false", "integer": "a whole number from 1 on"}
    return words.get(schema["type"], "a number above 0")


def _described(name: str) -> dict[str, Any]:
    text, parameters, needed = TOOLS[name]
    schema = {"type": "object", "properties": {**parameters, **_EVERY}, "required": list(needed)}
    return {"name": name, "description": text, "inputSchema": schema, "annotations": {"readOnlyHint": True}}


def _tool_called(parameters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name and the arguments of a call of a tool.  Raises _RefusedError."""
    name, arguments = parameters.get("name"), parameters.get("arguments") or {}
    if not isinstance(name, str) or name not in TOOLS:
        raise _RefusedError(_INVALID_PARAMETERS, f"no tool {name!r}; there are {', '.join(TOOLS)}")
    if not isinstance(arguments, dict):
        raise _RefusedError(_INVALID_PARAMETERS, "arguments is not an object")
    return name, {key: value for key, value in arguments.items() if value is not None}


class _RefusedError(Exception):
    """A request that gets an error of the protocol: its code, its message, and what else is said of it."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.error = {"code": code, "message": message} | ({} if data is None else {"data": data})


def _refusal(identity: Any, refused: _RefusedError) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": identity, "error": refused.error})
