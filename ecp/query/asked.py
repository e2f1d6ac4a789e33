"""What a symbol means as somebody writes it: a name, a place, or the way that code elsewhere writes it.

    execute, Session.execute, Session::execute, orm.session.Session    by its own name, with as much before it as needed
    orm/session.py:Session, orm/session.py:120, orm/session.py:120:8   in a file, by name or by what is at a line
    UserCard, UserCard.vue                                             by the file that exports it, a component
    sqlalchemy.create_engine, util.ToChars                             by what a module or package offers
    Session.close                                                      by what a type inherits
    (*Session).execute, Session<T>::execute(query), Pen:draw           as it is copied out of code

The ways are tried in turn, and what is sought beyond the first is only sought where that has found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from ecp.query.globs import is_like
from ecp.query.resolution.components import components_of
from ecp.query.resolution.counterparts import stood_for
from ecp.query.resolution.meaning import importable
from ecp.query.resolution.modules.packages import package_of
from ecp.query.resolution.program.definitions import VALUE_KINDS, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.symbols import by_likelihood, find, named, named_at, near, split_symbol
from ecp.query.testing import is_test_path

_PLACE = re.compile(r"(?s)(.+?):(\d+)(?::\d+)?")
_IN_FILE = re.compile(r"(?s)(.+?\.\w+):([^:/].*)")
_ARGUMENTS = re.compile(r"(?<!operator)\(.*")
_WRAPPED = re.compile(r"(^|[./])\s*(?:func +)?\((?:\w+ )?[&*]*([\w.:]+)(?:\[[^\[\]]*\])?\)(?: (?=\w)|)")
_GENERIC = re.compile(r"(?<!operator)(<[^<>]*>|\[[^\[\]]+\])")
_INNER = re.compile(r"(?<=\w)\$(?=[^\W\d])")
_ANONYMOUS = re.compile(r"(?:\.func\d+|\$\d+)+(?:\.\d+)*$")
_CONSTRUCTED = re.compile(r"\.{1,2}c?ctor$")
_METHOD = re.compile(r"(?<![:/]):(?=\w+$)")
_LAST = re.compile(r"(.*)(?:::|[.#])([^.:#]+)")

_FEW = 3
_FILES = 8
"""Files up to which the end of their paths means all of them."""
_VALUES = VALUE_KINDS - {"property"}  # which may have code of its own

# What is around a line, the innermost first.
_AT_LINE = """
SELECT   ordinal
FROM     definition JOIN file USING (blob)
WHERE    path = $path AND definition.kind <> 'extension' AND definition.line <= $line AND end_line >= $line
ORDER BY definition.line DESC, ordinal DESC
"""


def definitions_of(resolver: Resolver, symbol: str, *, kind: str = "", path: str = "") -> list[Definition]:
    """Return the definitions that a symbol may mean, the likeliest first."""
    program = resolver.program
    if place := _PLACE.fullmatch(symbol):
        at = [each for file in files_of(program, place[1]) for each in _at(program, file, int(place[2]))]
        if at:
            return _kept(at, kind, path)
    if in_file := _IN_FILE.fullmatch(symbol):
        files = set(files_of(program, in_file[1]))
        if found := [each for each in find(program, in_file[2]) if each.file.path in files] if files else ():
            return _kept(found, kind, path)
    for written in dict.fromkeys((symbol, _bare(symbol))):
        if found := find(program, written, kind=kind, path=path):
            return _with_stood_for(resolver, found, kind, path)
        if found := _kept(_named_elsewhere(resolver, written), kind, path):
            return found
        if found := _kept(components_of(program, written), kind, path):
            return found
    return []


def _with_stood_for(resolver: Resolver, found: list[Definition], kind: str, path: str) -> list[Definition]:
    """Put what stubs stand for before them: that is the symbol, and it may have another name in its source."""
    sources = [source for each in found for source in stood_for(resolver, each)]
    return list(dict.fromkeys([*_kept(sources, kind, path), *found])) if sources else found


def files_of(program: Program, written: str) -> list[str]:
    """Return the files that a path means: from the root, from a folder below it, or from that of the file system."""
    if program.has(written):  # backslashes and all, as answers write bytes that are not UTF-8
        return [written]
    written = written.replace("\\", "/")
    while written.startswith("./"):
        written = written[2:]
    if program.has(written):
        return [written]
    if written.startswith("/") or written[1:3] == ":/":
        return sorted((each for each in program.paths if written.endswith(f"/{each}")), key=len)[-1:]
    below = [each for each in program.paths if each.endswith(f"/{written}")]
    return sorted(below, key=lambda each: (is_test_path(each), len(each))) if len(below) <= _FILES else []


def why_nothing(resolver: Resolver, symbol: str, *, kind: str = "", path: str = "") -> tuple[str, str]:
    """Say that a symbol has no definition, and what may help: a message and a hint, which may be ""."""
    if (kind or path) and (others := definitions_of(resolver, symbol)):
        only = " ".join(filter(None, (kind and f"of kind {kind}", path and f"in a path like {path}")))
        there = [f"{each.kind} {each.qualified_name} in {each.file.path}" for each in others[:_FEW]]
        more = f" and {len(others) - _FEW} more" if len(others) > _FEW else ""
        return f"nothing called {symbol} is {only}", f"there is {', '.join(there)}{more}"
    if resolver.program.has(symbol):
        return f"{symbol} is a file, no symbol", "`outline` lists what it defines"
    if place := _PLACE.fullmatch(symbol) or _IN_FILE.fullmatch(symbol):
        return _no_place(resolver.program, place[1], place[2])
    view = resolver.program.view
    names, uses = near(view, symbol), named_at(view, symbol)  # of what has another name by now, or is a library's
    nothing = f"nothing is called {symbol or repr(symbol)}{' here' if uses else ''}{uses}"
    return nothing, f"did you mean: {', '.join(names)}" if names else ""


def _no_place(program: Program, written: str, within: str) -> tuple[str, str]:
    """Say that a file has nothing of a name or at a line, or that there is no such file."""
    if files := files_of(program, written):
        of = f"nothing is called {within}" if not within.isdigit() else f"nothing is defined at or around line {within}"
        return f"{of} in {files[0]}", "`outline` lists what it defines"
    name = written.rpartition("/")[2]
    same = [each for each in program.paths if each == name or each.endswith(f"/{name}")]
    same.sort(key=lambda each: -_shared_folders(each, written))
    more = f" and {len(same) - _FEW} more" if len(same) > _FEW else ""
    return f"no source has the path {written}", f"there is {', '.join(same[:_FEW])}{more}" if same else ""


def _shared_folders(path: str, written: str) -> int:
    """Return how many of the last parts of two paths are the same."""
    pairs = zip(reversed(path.split("/")), reversed(written.split("/")), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _kept(found: Iterable[Definition], kind: str, path: str) -> list[Definition]:
    return [each for each in found if (not kind or each.kind == kind) and is_like(each.file.path, path)]


def _bare(symbol: str) -> str:
    """Return a symbol without what code and traces write around it: arguments, type arguments, `(*Type)`, `def`."""
    name = _WRAPPED.sub(_unwrapped, symbol)
    name = _ARGUMENTS.sub("", name)
    while (shorter := _GENERIC.sub("", name)) != name:
        name = shorter
    name = _INNER.sub(".", _CONSTRUCTED.sub("", _ANONYMOUS.sub("", name)))
    *_, name = name.split() or [name]
    return _METHOD.sub(".", name.lstrip("&*"))


def _unwrapped(found: re.Match[str]) -> str:
    """Return the type that stands in brackets before a method, and what parts them."""
    return f"{found[1]}{found[2]}{'.' if found[0].endswith(' ') else ''}"


def _at(program: Program, path: str, line: int) -> list[Definition]:
    """Return what begins at a line, else the innermost of what is around it; values where there is nothing else."""
    file = program.file(path)
    rows = program.view.rows(_AT_LINE, {"path": path, "line": line})
    around = [file.definitions[ordinal] for (ordinal,) in rows]
    begun = [each for each in around if each.line == line]
    return [each for each in begun if each.kind not in _VALUES] or (
        begun or [each for each in around if each.kind not in _VALUES][:1] or around[:1]
    )


def _named_elsewhere(resolver: Resolver, symbol: str) -> list[Definition]:
    """Return what a name means that is not the definition's own: inherited, or offered by a module."""
    if len(split_symbol(symbol)) < 2:
        return []
    ways: tuple[Callable[[Resolver, str], Iterable[Definition]], ...]
    ways = (_inherited, _in_folder, _in_package, _extending, _imported)
    for way in ways:
        if found := list(dict.fromkeys(way(resolver, symbol))):
            return by_likelihood(found)
    return []


def _inherited(resolver: Resolver, symbol: str) -> Iterator[Definition]:
    """Yield the member that a type inherits: `Flask.route` is `Scaffold.route`."""
    *around, name = split_symbol(symbol)
    last = _LAST.fullmatch(symbol)
    owners = find(resolver.program, ".".join(around)) or (_named_elsewhere(resolver, last[1]) if last else [])
    for owner in owners:
        if owner.is_type:
            yield from find_member(resolver, owner, name)


def _in_folder(resolver: Resolver, symbol: str) -> Iterator[Definition]:
    """Yield what has the name in a file of the folder that is named: packages are folders."""
    parts = split_symbol(symbol)
    for each in named(resolver.program, parts[-1]):
        folder = each.file.path.rpartition("/")[0]
        if [*folder.split("/"), *each.qualified_name.split(".")][-len(parts) :] == parts:
            yield each


def _in_package(resolver: Resolver, symbol: str) -> Iterator[Definition]:
    """Yield what has the name in a package, by the name that its files say it has."""
    parts = split_symbol(symbol)
    for each in named(resolver.program, parts[-1]):
        package = package_of(resolver.program, each.file)
        if package and [*package.split("."), *each.qualified_name.split(".")][-len(parts) :] == parts:
            yield each


def _extending(resolver: Resolver, symbol: str) -> Iterator[Definition]:
    """Yield the functions that are called as methods of a type they are not in: `String.shorten`."""
    parts = split_symbol(symbol)
    for each in named(resolver.program, parts[-1]):
        if each.is_extension_function and each.owner.partition("[")[0].split(".")[1 - len(parts) :] == parts[:-1]:
            yield each


def _imported(resolver: Resolver, symbol: str) -> Iterator[Definition]:
    """Yield what an import of the name would mean: through re-exports, from a workspace's package, from a crate."""
    last = _LAST.fullmatch(symbol.strip())
    if last is None:
        return
    for file in _one_of_each_language(resolver.program):
        yield from importable(resolver, file, last[1], last[2])


def _one_of_each_language(program: Program) -> Iterator[File]:
    """Yield a file of every language whose imports name modules, not files to load."""
    languages = {program.language(path): path for path in program.paths}
    return (program.file(path) for language, path in languages.items() if not language.loading_imports)
