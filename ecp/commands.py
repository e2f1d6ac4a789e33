"""The commands: for each a function that asks the façade and prints the answer."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from ecp.arguments import build_parser
from ecp.config import Settings, calculate_alone, trust_nobody
from ecp.errors import EcpError
from ecp.interrupts import Interrupts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecp.build import Waits
    from ecp.build.progress import Progress
    from ecp.model import Answer
    from ecp.query.index import Index

    _Why = Callable[[], tuple[str, str] | None]

FOUND, NOTHING, INTERRUPTED = 0, 1, 130
_INTERRUPTS = Interrupts()
_MANY_FILES = 10_000
"""Files to parse whose packs are so large that little of them should be mapped."""


def run(arguments: list[str]) -> int:
    """Parse and run one command; errors end on stderr and in the exit code."""
    _open_closed()
    parser = build_parser(arguments[0] if arguments else "")
    options = parser.parse_args(arguments)
    if not hasattr(options, "command"):
        parser.print_help(sys.stderr)
        return 2
    interrupts = _INTERRUPTS
    interrupts.install()
    trust_nobody()
    try:
        for name in ("symbol", "source", "target"):
            if isinstance(asked := getattr(options, name, None), str):
                setattr(options, name, _from_root(asked, options.repo))
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # `ecp … | head`
        _drop_output()
        return FOUND
    except (Exception, KeyboardInterrupt) as error:  # Python would exit with 1, which here means: nothing found
        if interrupts.came or isinstance(error, KeyboardInterrupt):
            print("ecp: interrupted; an index is published whole or not at all", file=sys.stderr)
            return INTERRUPTED
        return _failed(error)


def _failed(error: BaseException) -> int:
    """Report what went wrong: what the caller can mend, an answer that could not be written, or a bug of ours."""
    from ecp.render import clean

    if isinstance(error, EcpError):
        print(f"ecp: {clean(error.message)}", file=sys.stderr)
        if error.hint:
            print(f"     {clean(error.hint)}", file=sys.stderr)
        return error.exit_code
    if isinstance(error, FileNotFoundError) and error.filename is None:  # of `os.getcwd`
        print("ecp: the folder that this runs in is not there any more", file=sys.stderr)
    elif isinstance(error, OSError):
        print(f"ecp: {clean(str(error))}", file=sys.stderr)
    elif isinstance(error, MemoryError):
        print("ecp: memory ran out", file=sys.stderr)
    else:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            print(clean(line), file=sys.stderr)
        print("ecp: this is a bug of ecp; please report it with the lines above", file=sys.stderr)
    _drop_output()
    return EcpError.exit_code


def _open_closed() -> None:
    """Let a standard stream that the caller has closed lead nowhere.

    Else its number goes to the next file that is opened, a layer even, and so does what is printed.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
            setattr(sys, name, os.fdopen(number, mode, closefd=False))


def _drop_output() -> None:
    """Let what is still buffered go nowhere, so that Python's own flush at the end does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


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
        if found.definitions or options.json:
            print(to_json(found) if options.json else symbol_report(found))
        if not found.definitions:
            _say(*code.why_nothing(options.symbol, kind=options.kind, path=options.path))
    return FOUND if found.definitions else NOTHING


def source(options: argparse.Namespace) -> int:
    """Show the code of a symbol."""
    from ecp import render

    with _open(options) as code:
        return _show_of_symbol(options, code, code.source(**_asked(options), lines=options.lines), render.bodies)


def callers(options: argparse.Namespace) -> int:
    """List the calls of a symbol, or what may be one."""
    from ecp import render

    with _open(options) as code:
        if options.unresolved:
            found = code.unresolved(**_asked(options), source=options.source)
            return _show_of_symbol(options, code, found, render.unresolved)
        return _show_of_symbol(options, code, code.callers(**_asked(options), source=options.source), render.callers)


def callees(options: argparse.Namespace) -> int:
    """List what a symbol calls."""
    from ecp import render

    with _open(options) as code:
        return _show_of_symbol(options, code, code.callees(**_asked(options), source=options.source), render.callees)


def references(options: argparse.Namespace) -> int:
    """List the uses of a symbol, or what may be one."""
    from ecp import render
    from ecp.query.resolution.meaning import ROLES

    with _open(options) as code:
        if options.unresolved:
            found = code.unresolved(**_asked(options), roles=options.role or ROLES, source=options.source)
            return _show_of_symbol(options, code, found, render.unresolved)
        uses = code.references(**_asked(options), roles=options.role, source=options.source)
        return _show_of_symbol(options, code, uses, render.references)


def impact(options: argparse.Namespace) -> int:
    """List what depends on a symbol."""
    from ecp import render

    with _open(options) as code:
        found = code.impact(**_asked(options), depth=options.depth, direction=options.direction)
        return _show_of_symbol(options, code, found, render.impact)


def hierarchy(options: argparse.Namespace) -> int:
    """List what is above and below a type."""
    from ecp import render

    with _open(options) as code:
        return _show_of_symbol(options, code, code.hierarchy(**_asked(options)), render.hierarchy)


def path(options: argparse.Namespace) -> int:
    """Show a shortest call path."""
    from ecp import render

    with _open(options) as code:
        found = code.path(options.source, options.target, limit=options.limit, cursor=options.cursor)
        asked = (options.source, options.target)
        missing = (code.why_nothing(symbol) for symbol in asked if not code.find(symbol))
        return _show(options, found, render.path, lambda: next(missing, None))


def unused(options: argparse.Namespace) -> int:
    """List definitions that nothing reaches."""
    from ecp import render

    with _open(options) as code:
        found = code.unused(
            kind=options.kind, path=options.path, certain=options.certain, limit=options.limit, cursor=options.cursor
        )
        return _show(options, found, render.unused, lambda: ("none found", ""))


def repository_map(options: argparse.Namespace) -> int:
    """Outline the repository."""
    from ecp import render
    from ecp.query.paging import lines_in

    with _open(options) as code:
        asked = {"path": options.path, "limit": options.limit, "cursor": options.cursor}
        if options.symbols:
            asked["symbols"] = options.symbols
        elif lines := lines_in(options.max_tokens, is_text=not options.json):
            asked["lines"] = lines
        found = code.map(**asked)
        return _show(options, found, render.repository_map, lambda: ("there is no source in such a path", ""))


def sql(options: argparse.Namespace) -> int:
    """Answer SQL."""
    from pathlib import Path

    from ecp import render
    from ecp.errors import UsageError
    from ecp.progress import Talker

    if (options.format == "parquet") != bool(options.out):
        raise UsageError("--format parquet and --out go together", "Other formats are written to stdout.")
    with _open(options) as code:
        _bound_memory()
        code.sandbox.told = Talker(sys.stderr).on_calls
        if options.out:
            rows = code.sandbox.write_parquet(options.query, Path(options.out), seconds=options.seconds)
            print(f"{rows} row(s) in {render.clean(options.out)}")
            return FOUND if rows else NOTHING
        found = code.table(options.query, limit=options.limit, cursor=options.cursor, seconds=options.seconds)
    options.json = options.json or options.format == "json"
    if found.truncated and options.format == "csv":
        print(f"cut at {options.limit} rows; --cursor {found.cursor} goes on", file=sys.stderr)
    if options.format == "csv":
        return _print(options, found, render.csv, lambda: None)
    return _show(options, found, render.table, lambda: None)


def mcp(options: argparse.Namespace) -> int:
    """Serve MCP until stdin ends."""
    import gc

    from ecp.api import open_or_build
    from ecp.conversation import converse
    from ecp.mcp import Server

    gc.enable()
    converse(Server(open_or_build), sys.stdin.buffer, sys.stdout, _INTERRUPTS)
    return FOUND


def outline(options: argparse.Namespace) -> int:
    """List a file's definitions."""
    from ecp import render

    with _open(options) as code:
        file = _path_in_repository(options.file, options.repo)
        found = code.outline(file, limit=options.limit, cursor=options.cursor)
        return _show(options, found, render.outline, lambda: code.why_no_outline(file))


def search(options: argparse.Namespace) -> int:
    """Find definitions."""
    from ecp import render

    text = " ".join(options.text)
    with _open(options) as code:
        found = code.search(text, kind=options.kind, path=options.path, limit=options.limit, cursor=options.cursor)
        return _show(options, found, render.symbols, lambda: code.why_no_match(text))


def status(options: argparse.Namespace) -> int:
    """Show what is indexed and what is being built."""
    from ecp import render
    from ecp.status import machine_status

    found = machine_status()
    print(render.to_json(found) if options.json else render.status(found))
    return FOUND


def gc(options: argparse.Namespace) -> int:
    """Tidy the store."""
    from ecp import render
    from ecp.build.gc import collect

    done = collect(Settings.from_environment(), dry_run=options.dry_run)
    print(render.to_json(done) if options.json else render.collected(done))
    return FOUND


def drop(options: argparse.Namespace) -> int:
    """Forget a repository."""
    from ecp import render
    from ecp.build import gc as housekeeping

    done = housekeeping.drop(Settings.from_environment(), options.repo)
    print(render.to_json(done) if options.json else render.collected(done))
    return FOUND if done.removed else NOTHING


def verify(options: argparse.Namespace) -> int:
    """Compare an index with its sources."""
    from ecp import render
    from ecp.verify import verify as compare

    found = compare(options.repo, options.rev, waits=_waits())
    print(render.to_json(found) if options.json else render.verified(found))
    return FOUND if found.equal else NOTHING


def doctor(options: argparse.Namespace) -> int:
    """Look everything over."""
    from ecp import render
    from ecp.dataclass import asdict
    from ecp.doctor import examine

    findings = examine()
    print(render.to_json({"findings": list(map(asdict, findings))}) if options.json else render.findings(findings))
    return FOUND if all(each.ok for each in findings) else NOTHING


def export(options: argparse.Namespace) -> int:
    """Write every definition and call."""
    import ecp
    from ecp import render
    from ecp.progress import Talker

    with ecp.open(options.repo, options.rev, waits=_waits()) as code:
        written = code.export(options.out, format=options.format, told=Talker(sys.stderr).on_calls)
    print(render.to_json(written) if options.json else render.exported(written))
    return FOUND


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    """Return what every question about a symbol is asked with."""
    names = ("symbol", "kind", "path", "limit", "cursor")
    return {name: getattr(options, name) for name in names}


def _show(options: argparse.Namespace, answer: Answer[Any], shown: Callable[[Any], str], why: _Why) -> int:
    """Print a page, with how to go on where it was cut."""
    from ecp.render import paged

    return _print(options, answer, paged(shown, "--cursor {}"), why)


def _print(options: argparse.Namespace, answer: Answer[Any], shown: Callable[[Any], str], why: _Why) -> int:
    """Print an answer within its budget of tokens, and on stderr why there is none, if that is known."""
    from ecp.query.paging import fit
    from ecp.render import to_json

    render = to_json if options.json else shown
    text = render(fit(answer, options.cursor, options.max_tokens, render))
    reason = None if answer.items else _past_the_end(options.cursor) or why()
    if text and (options.json or reason is None):
        print(text)
    if reason is not None:
        _say(*reason)
    return FOUND if answer.items else NOTHING


def _past_the_end(cursor: str) -> tuple[str, str] | None:
    """Say that a page is empty since all rows stand before it, if it is not the first."""
    from ecp.query.paging import offset_of
    from ecp.render import PAST_THE_END

    return (PAST_THE_END, "") if offset_of(cursor) else None


def _show_of_symbol(options: argparse.Namespace, code: Index, answer: Answer[Any], shown: Callable[[Any], str]) -> int:
    """Print an answer about a symbol, or that there is no such symbol."""

    def why() -> tuple[str, str] | None:
        asked = {"kind": options.kind, "path": options.path}
        return None if code.find(options.symbol, **asked) else code.why_nothing(options.symbol, **asked)

    return _show(options, answer, shown, why)


def _say(message: str, hint: str) -> None:
    from ecp.render import clean

    for line in filter(None, (message, hint)):
        print(clean(line), file=sys.stderr)


def _bound_memory() -> None:
    """Let this process grow by no more than 3 GiB: what a single string of SQL may take no other limit sees."""
    try:
        import resource

        import psutil

        now = psutil.Process().memory_info().vms
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (now + 3 * 1024**3, hard))
    except (ImportError, ValueError, OSError):  # no such limit here: the watch over the query remains
        return


def _open(options: argparse.Namespace) -> Index:
    import gc

    import ecp
    from ecp.render import reservations

    gc.disable()  # the process ends with this answer; a hot symbol's takes a sixth longer with it
    if hasattr(sys, "setdlopenflags"):  # a fifth of what loading DuckDB takes: functions are looked up when called
        sys.setdlopenflags(os.RTLD_LAZY)
    settings = Settings.from_environment().of_question()
    code = ecp.open(options.repo, options.rev, fresh=options.fresh, settings=settings, waits=_waits(settings=settings))
    for note in reservations(code.freshness, "--fresh"):
        print(f"ecp: {note}", file=sys.stderr)
    return code


def _from_root(symbol: str, repo: str) -> str:
    """Return a symbol with the path of its file from the root of the repository, where it was given from here."""
    file, colon, within = symbol.partition(":")
    return f"{_path_in_repository(file, repo)}:{within}" if colon and os.path.isfile(file) else symbol


def _path_in_repository(file: str, repo: str) -> str:
    """Return a file's path from the root of its repository: from here, where it is, else it was given from there."""
    from pathlib import Path

    from ecp.index.git.files import git_dir_of
    from ecp.index.git.objects import shown_path

    absolute = Path(os.path.abspath(file))  # without `..`, and a link stays the link that the tree has
    for folder in absolute.parents if os.path.lexists(absolute) or os.path.isabs(file) else ():
        if (folder / ".git").exists() and git_dir_of(Path(repo).absolute()) == git_dir_of(folder):
            return shown_path(os.fsencode(absolute.relative_to(folder).as_posix()))
    return shown_path(os.fsencode(Path(file).as_posix()))


def _waits(limit: float | None = None, settings: Settings | None = None) -> Waits:
    from ecp.build import Waits
    from ecp.index.git.binding import map_little
    from ecp.progress import Talker

    talker = Talker(sys.stderr)
    lowered = mapped = False

    def on_progress(progress: Progress) -> None:
        nonlocal lowered, mapped
        if not lowered:  # a build begins: the process is ours, so it may step back for good, before DuckDB has threads
            lowered = True
            _step_back(settings or Settings.from_environment())
        if not mapped and progress.total > _MANY_FILES:
            mapped = True
            map_little()
        talker.on_progress(progress)

    return Waits(limit, talker.on_wait, on_progress)


def _step_back(settings: Settings) -> None:
    from ecp.build.machine import lower_priority

    calculate_alone()
    if settings.priority != "normal":
        lower_priority()


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "index": index,
    "query": query,
    "source": source,
    "callers": callers,
    "callees": callees,
    "references": references,
    "impact": impact,
    "hierarchy": hierarchy,
    "path": path,
    "unused": unused,
    "map": repository_map,
    "sql": sql,
    "mcp": mcp,
    "outline": outline,
    "search": search,
    "status": status,
    "gc": gc,
    "drop": drop,
    "verify": verify,
    "doctor": doctor,
    "export": export,
}
