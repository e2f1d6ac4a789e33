"""The arguments of every command: for each its one line of help, and a function that adds what it takes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ecp._version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = argparse.ArgumentParser

_SYMBOL = "a name (execute, Session.execute, Session::execute) or a place (orm/session.py:120)"


def build_parser(only: str = "") -> argparse.ArgumentParser:
    """Return the parser of one command, or of every command where there is none of that name.

    To make them all takes longer than what most commands do.
    """
    parser = argparse.ArgumentParser(
        prog="ecp",
        description="A full-repository code index for many agents on one machine.",
        epilog="Exit codes: 0 found, 1 nothing found, 2 usage, 3 busy, 4 failed, 5 git lacks an object.",
    )
    parser.add_argument("--version", action="version", version=f"ecp {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="ecp")  # as it would find, and slowly
    for name in [only] if only in _COMMANDS else _COMMANDS:
        help_text, add_arguments = _COMMANDS[name]
        command: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
        command.set_defaults(command=name)
        add_arguments(command)
    return parser


def _index(command: Command) -> None:
    _add_place(command)
    command.add_argument("--rev", default="HEAD", metavar="R", help="branch, tag, SHA or expression (default: HEAD)")
    command.add_argument("--force", action="store_true", help="rebuild from the sources alone")
    waiting = command.add_mutually_exclusive_group()
    waiting.add_argument("--no-wait", action="store_true", help="exit with 3 when no slot is free")
    waiting.add_argument("--wait", type=_seconds, metavar="SECONDS", help="wait at most this long for lock and slot")
    _add_json(command)


def _query(command: Command) -> None:
    _add_question(command)
    command.add_argument("symbol", help=_SYMBOL)
    _add_filters(command)
    _add_limit(command, 20)


def _of_symbol(command: Command, limit: int = 100) -> None:
    _add_question(command)
    command.add_argument("symbol", help=_SYMBOL)
    _add_filters(command)
    _add_paging(command, limit)


def _source(command: Command) -> None:
    _of_symbol(command, 20)
    command.add_argument(
        "--lines", type=_positive, default=200, metavar="N", help="at most N lines of each (default: 200)"
    )


def _callees(command: Command) -> None:
    _of_symbol(command)
    command.add_argument("--source", action="store_true", help="show the line of each")


def _callers(command: Command) -> None:
    _callees(command)
    command.add_argument(
        "--unresolved", action="store_true", help="list instead what could not be resolved and may be one"
    )


def _references(command: Command) -> None:
    _callers(command)
    command.add_argument(
        "--role", action="append", default=[], metavar="R",
        help="call, new, type, inherit, import, decorate, read or write; may be repeated",
    )  # fmt: skip


def _impact(command: Command) -> None:
    _of_symbol(command)
    command.add_argument("--depth", type=_positive, default=3, metavar="N", help="steps (default: 3)")
    command.add_argument(
        "--direction", choices=("up", "down"), default="up", help="what depends on it, or what it depends on"
    )


def _path(command: Command) -> None:
    _add_question(command)
    command.add_argument("source", help="the symbol that calls")
    command.add_argument("target", help="the symbol that is called in the end")
    _add_paging(command, 100)


def _unused(command: Command) -> None:
    _add_question(command)
    command.add_argument("--certain", action="store_true", help="leave out what may be in use all the same")
    _add_filters(command)
    _add_paging(command, 100)


def _map(command: Command) -> None:
    _add_question(command)
    command.add_argument("--path", default="*", metavar="GLOB", help="only files like this: 'src/*'")
    command.add_argument(
        "--symbols", type=_positive, metavar="N", help="definitions a file (default: what --max-tokens has room for)"
    )
    _add_paging(command, 1000, max_tokens=4000)


def _sql(command: Command) -> None:
    _add_question(command)
    command.add_argument("query", help="one statement; DESCRIBE shows the columns of definitions, references, calls, …")
    command.add_argument(
        "--format", choices=("table", "json", "csv", "parquet"), default="table", help="default: table"
    )
    command.add_argument("--out", metavar="FILE", help="where to write Parquet")
    command.add_argument("--seconds", type=_seconds, default=30.0, metavar="S", help="time limit (default: 30)")
    _add_paging(command, 1000)


def _outline(command: Command) -> None:
    _add_question(command)
    command.add_argument("file", help="a path in the repository, from its root or from here")
    _add_paging(command, 10_000)


def _search(command: Command) -> None:
    _add_question(command)
    command.add_argument("text", nargs="+", help="a name, a part of one, or words of name and path")
    _add_filters(command)
    _add_paging(command, 20)


def _mcp(command: Command) -> None:
    """Nothing."""


def _gc(command: Command) -> None:
    command.add_argument("--dry-run", action="store_true", help="say what would be removed")
    _add_json(command)


def _drop(command: Command) -> None:
    command.add_argument("repo", type=_place, help="a path in the repository")
    _add_json(command)


def _verify(command: Command) -> None:
    _add_place(command)
    command.add_argument("--rev", default="HEAD", metavar="R", help="revision (default: HEAD)")
    _add_json(command)


def _export(command: Command) -> None:
    _add_place(command)
    command.add_argument("--rev", default="HEAD", metavar="R", help="revision (default: HEAD)")
    command.add_argument("--format", choices=("tsv", "parquet"), default="tsv", help="default: tsv")
    command.add_argument("--out", required=True, metavar="DIR", help="folder to write definitions.* and calls.* to")
    _add_json(command)


def _add_json(command: Command) -> None:
    command.add_argument("--json", action="store_true", help="answer as JSON")


def _add_place(command: Command) -> None:
    command.add_argument("repo", nargs="?", type=_place, default=".", help="a path in the repository (default: here)")


def _add_question(command: Command) -> None:
    command.add_argument(
        "--repo", type=_place, default=".", metavar="P", help="a path in the repository (default: here)"
    )
    command.add_argument("--rev", default="HEAD", metavar="R", help="revision to ask about (default: HEAD)")
    command.add_argument("--fresh", action="store_true", help="index the revision first when it is not")
    _add_json(command)


def _add_filters(command: Command) -> None:
    command.add_argument("--kind", default="", metavar="K", help="only definitions of this kind: function, class, …")
    command.add_argument("--path", default="", metavar="GLOB", help="only definitions in paths like this: 'src/*'")


def _add_limit(command: Command, limit: int) -> None:
    command.add_argument(
        "--limit", type=_positive, default=limit, metavar="N", help=f"at most N rows (default: {limit})"
    )


def _add_paging(command: Command, limit: int, max_tokens: int = 0) -> None:
    _add_limit(command, limit)
    command.add_argument("--cursor", default="", metavar="C", help="go on where an answer that was cut ended")
    command.add_argument(
        "--max-tokens", type=_positive, default=max_tokens, metavar="N",
        help=f"cut the output at about N tokens of 4 bytes (default: {max_tokens or 'no limit'})",
    )  # fmt: skip


def _positive(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 on, not {text!r}")
    return value


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a number of seconds, 0 or more, not {text!r}")
    return value


def _place(text: str) -> str:
    if not text:  # an unset variable in a script: not the folder that it happens to run in
        raise argparse.ArgumentTypeError("the path is empty")
    return text


_COMMANDS: dict[str, tuple[str, Callable[[Command], None]]] = {
    "index": ("Build a commit's index, or find it built.", _index),
    "query": ("Show a symbol: its definitions, callers and callees.", _query),
    "source": ("Show the code of a symbol's definitions.", _source),
    "callers": ("List the calls of a symbol.", _callers),
    "callees": ("List what a symbol calls.", _callees),
    "references": ("List the uses of a symbol, in every role or in some.", _references),
    "impact": ("List what depends on a symbol, directly and through others.", _impact),
    "hierarchy": ("List what is above and below a type, and what a method overrides.", _of_symbol),
    "path": ("Show a shortest call path from one symbol to another.", _path),
    "unused": ("List definitions that nothing reaches.", _unused),
    "map": ("Outline the repository, what is used most first.", _map),
    "sql": ("Answer read-only SQL over the index.", _sql),
    "outline": ("List the definitions of a file.", _outline),
    "search": ("Find definitions by a part of their name, or by words of name and path.", _search),
    "mcp": ("Serve the questions to an agent: MCP on stdin and stdout.", _mcp),
    "status": ("Show what is indexed and what is being built.", _add_json),
    "gc": ("Remove what nobody can ask about any more.", _gc),
    "drop": ("Remove everything that the store has of a repository.", _drop),
    "verify": ("Rebuild a commit aside and compare every fact.", _verify),
    "doctor": ("Look the machine and the store over.", _add_json),
    "export": ("Write every definition and resolved call.", _export),
}
