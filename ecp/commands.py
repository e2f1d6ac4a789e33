"""The commands: their arguments, and for each a function that asks the façade and prints the answer."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from ecp._version import __version__
from ecp.errors import EcpError

if TYPE_CHECKING:
    from ecp.build import Waits
    from ecp.query.index import Index

FOUND, NOTHING, INTERRUPTED = 0, 1, 130


def run(arguments: list[str]) -> int:
    """Parse and run one command; errors end on stderr and in the exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        parser.print_help(sys.stderr)
        return 2
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _interrupt)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except EcpError as error:
        from ecp.render import clean

        print(f"ecp: {clean(error.message)}", file=sys.stderr)
        if error.hint:
            print(f"     {clean(error.hint)}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("ecp: interrupted; nothing was published", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `ecp … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = argparse.ArgumentParser(
        prog="ecp",
        description="A full-repository code index for many agents on one machine.",
        epilog="Exit codes: 0 found, 1 nothing found, 2 usage, 3 busy, 4 failed, 5 git lacks an object.",
    )
    parser.add_argument("--version", action="version", version=f"ecp {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    command = _command(commands, "index", index, "Build a commit's index, or find it built.")
    command.add_argument("repo", nargs="?", default=".", help="a path in the repository (default: here)")
    command.add_argument("--rev", default="HEAD", metavar="R", help="branch, tag, SHA or expression (default: HEAD)")
    command.add_argument("--force", action="store_true", help="rebuild from the sources alone")
    waiting = command.add_mutually_exclusive_group()
    waiting.add_argument("--no-wait", action="store_true", help="exit with 3 when no slot is free")
    waiting.add_argument("--wait", type=float, metavar="SECONDS", help="wait at most this long for lock and slot")
    _add_json(command)

    command = _question(commands, "query", query, "Show a symbol: its definitions, callers and callees.")
    command.add_argument("symbol", help="a plain or qualified name: execute, Session.execute, Session::execute")
    _add_filters(command, limit=20)

    command = _question(commands, "outline", outline, "List the definitions of a file.")
    command.add_argument("file", help="a path in the repository, from its root or from here")

    command = _question(commands, "search", search, "Find definitions by prefix, substring or likeness.")
    command.add_argument("text")
    _add_filters(command, limit=20)

    command = _command(commands, "status", status, "Show what is indexed and what is being built.")
    _add_json(command)

    command = _command(commands, "export", export, "Write every definition and resolved call.")
    command.add_argument("repo", nargs="?", default=".", help="a path in the repository (default: here)")
    command.add_argument("--rev", default="HEAD", metavar="R")
    command.add_argument("--format", choices=("tsv", "parquet"), default="tsv")
    command.add_argument("--out", required=True, metavar="DIR", help="folder to write definitions.* and calls.* to")
    _add_json(command)
    return parser


def _command(commands: Any, name: str, function: Any, help_text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    command.set_defaults(run=function)
    return command


def _question(commands: Any, name: str, function: Any, help_text: str) -> argparse.ArgumentParser:
    command = _command(commands, name, function, help_text)
    command.add_argument("--repo", default=".", metavar="P", help="a path in the repository (default: here)")
    command.add_argument("--rev", default="HEAD", metavar="R", help="revision to ask about (default: HEAD)")
    command.add_argument("--fresh", action="store_true", help="index the revision first when it is not")
    _add_json(command)
    return command


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="answer as JSON")


def _add_filters(command: argparse.ArgumentParser, limit: int) -> None:
    command.add_argument("--kind", default="", metavar="K", help="only definitions of this kind: function, class, …")
    command.add_argument("--path", default="", metavar="GLOB", help="only definitions in paths like this: 'src/*'")
    command.add_argument(
        "--limit", type=_positive, default=limit, metavar="N", help=f"at most N rows (default: {limit})"
    )


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


# -- the commands --------------------------------------------------------------------------------------------------


def index(options: argparse.Namespace) -> int:
    """Build, or find built."""
    import ecp
    from ecp.render import report, to_json

    limit = 0.0 if options.no_wait else options.wait
    built = ecp.index(options.repo, options.rev, force=options.force, waits=_waits(limit))
    print(to_json(built) if options.json else report(built))
    return FOUND


def query(options: argparse.Namespace) -> int:
    """Show a symbol."""
    from ecp.render import symbol_report, to_json

    with _open(options) as code:
        found = code.query(options.symbol, kind=options.kind, path=options.path, limit=options.limit)
    text = to_json(found) if options.json else symbol_report(found)
    print(text, file=sys.stdout if found.definitions or options.json else sys.stderr)
    return FOUND if found.definitions else NOTHING


def outline(options: argparse.Namespace) -> int:
    """List a file's definitions."""
    from ecp import render

    with _open(options) as code:
        found = code.outline(_path_in_repository(options.file, options.repo))
    if options.json:
        print(render.to_json(found))
    elif found.items:
        print(render.outline(found.items))
    return FOUND if found.items else NOTHING


def search(options: argparse.Namespace) -> int:
    """Find definitions."""
    from ecp import render

    with _open(options) as code:
        found = code.search(options.text, kind=options.kind, path=options.path, limit=options.limit)
    if options.json:
        print(render.to_json(found))
    elif found.items:
        print(render.symbols(found.items))
        if found.truncated:
            print(f"more than {options.limit}; --limit shows more", file=sys.stderr)
    return FOUND if found.items else NOTHING


def status(options: argparse.Namespace) -> int:
    """Show what is indexed and what is being built."""
    from ecp import render
    from ecp.status import machine_status

    found = machine_status()
    print(render.to_json(found) if options.json else render.status(found))
    return FOUND


def export(options: argparse.Namespace) -> int:
    """Write every definition and call."""
    import ecp
    from ecp import render

    with ecp.open(options.repo, options.rev, waits=_waits()) as code:
        written = code.export(options.out, format=options.format)
    print(render.to_json(written) if options.json else render.exported(written))
    return FOUND


def _open(options: argparse.Namespace) -> Index:
    import ecp

    code = ecp.open(options.repo, options.rev, fresh=options.fresh, waits=_waits())
    if missing := code.freshness.incomplete:
        print(f"ecp: {len(missing)} changed file(s) are not covered; --fresh indexes first", file=sys.stderr)
    return code


def _path_in_repository(file: str, repo: str) -> str:
    """Return a file's path from the root of its repository, whether it was given from there or from here."""
    from pathlib import Path

    from ecp.index.git import git_dir_of

    absolute = Path(file).absolute()
    for folder in absolute.parents:
        if (folder / ".git").exists() and git_dir_of(Path(repo).absolute()) == git_dir_of(folder):
            return absolute.relative_to(folder).as_posix()
    return Path(file).as_posix()


def _waits(limit: float | None = None) -> Waits:
    from ecp.build import Waits
    from ecp.progress import Talker

    talker = Talker(sys.stderr)
    return Waits(limit, talker.on_wait, talker.on_progress)
