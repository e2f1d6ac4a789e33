"""Question: what matters most in this repository, within a budget of tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from math import isqrt

from ecp.dataclass import replace
from ecp.model import Answer, MapFile
from ecp.query.globs import is_like
from ecp.query.paging import page
from ecp.query.resolution.counterparts import Identity, identity
from ecp.query.resolution.meaning import exported
from ecp.query.resolution.modules.packages import namespace_of, namespaces_around
from ecp.query.resolution.program.definitions import CALLABLE_KINDS, FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.values import Module, Package, Value
from ecp.query.symbols import grouped, symbols_of
from ecp.query.testing import is_test, is_test_path
from ecp.query.uses import Uses

_DAMPING = 0.85
_ROUNDS = 20
_SHOWN = 8
"""Definitions of a file that are shown where no number of lines says how many there is room for."""
_NAMES_USED = """
SELECT   path, name, bool_and(role IN ('type', 'inherit'))
FROM     reference JOIN file USING (blob)
WHERE    role <> 'import' AND name IN (SELECT name FROM definition)
GROUP BY path, name
ORDER BY path, name
"""

Edges = dict[str, dict[str, float]]
"""Weight by the file that refers and the file that is referred to."""
Shared = dict[tuple[str, str, str], set[str]]
"""Files by the names that need no import, the family of languages and the package."""


def repository_map(
    uses: Uses, *, path: str = "*", symbols: int = 0, lines: int = 0, limit: int = 100, cursor: str = ""
) -> Answer[MapFile]:
    """Return the files that others refer to most, each with its most used definitions.

    As many definitions of each as `symbols` says; if it is 0, as many as about `lines` lines have room for, where the
    files that are shown are about twice as many as the definitions of each, or all that there are.
    Ranked like pages by their links: a reference counts for as much as the file that it stands in.  References are
    resolved as far as imports and packages go: a name counts for a definition in a file that the referring file
    imports, or names something of that needs no import: in its package, or a type where these reach all of the program.
    Tests neither count nor appear, unless there is nothing else.
    """
    ranks, score = uses.once("map", lambda: _ranked(uses))
    order = sorted((name for name in ranks if is_like(name, path)), key=lambda name: (-ranks[name], name))
    answer = page(order, limit, cursor)
    candidates = [_candidates(uses.program.file(name), score) for name in answer.items]
    symbols = symbols or _room(candidates[: 2 * isqrt(lines)], lines) or _SHOWN
    shown = [_best(groups, score, symbols) for groups in candidates]
    uses.program.describe(each for groups, _ in shown for group in groups for each in group)
    items = tuple(
        MapFile(name, round(ranks[name], 5), symbols_of(groups), others)
        for name, (groups, others) in zip(answer.items, shown, strict=True)
    )
    return replace(Answer(items), truncated=answer.truncated, cursor=answer.cursor)


def _candidates(file: File, score: dict[Identity, float]) -> list[list[Definition]]:
    """Return the symbols of a file that may be shown of it."""
    groups = [group for group in grouped(file.all_definitions) if _is_shown(group[0], score)]
    return [group for group in groups if not is_test(group[0])] or groups


def _room(files: Sequence[Sequence[object]], lines: int) -> int:
    """Return of how many definitions each of some files can have a line, below one of its own; 0 without lines."""
    left, fewer = lines - len(files), sorted(map(len, files))
    for at, count in enumerate(fewer):
        each = left // (len(fewer) - at)
        if count > each:
            return max(1, each)
        left -= count
    return fewer[-1] if fewer else 0


def _best(
    groups: list[list[Definition]], score: dict[Identity, float], count: int
) -> tuple[list[list[Definition]], int]:
    """Return the most used of some symbols, in order, and how many others there are."""
    best = nlargest(
        count, groups, key=lambda group: (score.get(identity(group[0]), 0.0), group[0].exported, -group[0].line)
    )
    best.sort(key=lambda group: group[0].line)
    return best, len(groups) - len(best)


def _is_shown(definition: Definition, score: dict[Identity, float]) -> bool:
    if definition.kind == "variable":  # a schema, a client: what a file is for, where others import it
        return definition.container == TOP and bool(definition.exported) and identity(definition) in score
    if definition.kind not in CALLABLE_KINDS and definition.kind not in ("type", "constant"):
        return False
    return definition.container == TOP or identity(definition) in score


def _ranked(uses: Uses) -> tuple[dict[str, float], dict[Identity, float]]:
    """Return the rank of each file, and the rank that refers to each definition."""
    program = uses.program
    paths = [path for path in program.paths if not is_test_path(path)] or list(program.paths)
    paths = [path for path in paths if program.language(path).family != "manifest"]
    program.load(paths)
    named: dict[str, list[Definition]] = defaultdict(list)
    shared: Shared = defaultdict(set)
    for path in paths:
        for each in program.file(path).all_definitions:
            if each.kind != "extension":  # which goes on with what is defined elsewhere
                named[each.name].append(each)
                for space in _spaces_of(each):
                    shared[each.file.language.family, space, each.name].add(path)
    names: dict[str, dict[str, bool]] = defaultdict(dict)
    for path, name, is_type in program.view.rows(_NAMES_USED):
        names[path][name] = is_type
    edges: Edges = defaultdict(lambda: defaultdict(float))
    referred: list[tuple[str, list[Definition]]] = []
    for path in paths:
        file = program.file(path)
        seen = _seen_from(uses, file) | _seen_around(file, names[path], shared)
        for name, is_type in names[path].items():
            defined = named.get(name, ())
            if any(each.file is file for each in defined):
                continue  # most likely its own
            there = (each for each in defined if each.file.path in seen)
            if found := [each for each in there if not is_type or each.kind not in FUNCTION_KINDS]:
                referred.append((path, found))
                share = 1 / len({each.file.path for each in found})
                for other in {each.file.path for each in found}:
                    edges[path][other] += share
    ranks = _page_rank(paths, edges)
    score: dict[Identity, float] = defaultdict(float)
    for path, found in referred:
        symbols = {identity(each) for each in found}
        for symbol in symbols:
            score[symbol] += ranks[path] / len(symbols)
    return ranks, score


def _spaces_of(definition: Definition) -> Iterator[str]:
    """Yield the package in whose files a definition needs no import, or "" for all of the program."""
    language = definition.file.language
    if language.package_scope == "program" and definition.is_type and not language.textual_includes:
        yield ""
    elif language.package_scope == "package" and (definition.outer is None or definition.outer.kind == "module"):
        yield from filter(None, [namespace_of(definition)])


def _seen_around(file: File, names: Iterable[str], shared: Shared) -> set[str]:
    """Return the files of whose names a file sees some without an import: those of its folder, or where these are."""
    program, language = file.program, file.language
    match language.package_scope:
        case "folder":
            beside = program.folders.get(file.path.rpartition("/")[0], ())
            return {path for path in beside if program.language(path).family == language.family} - {file.path}
        case "package":
            spaces = namespaces_around(program, file)
        case "program":
            spaces = [""]
        case _:
            return set()
    return {path for name in names for space in spaces for path in shared.get((language.family, space, name), ())}


def _seen_from(uses: Uses, file: File) -> set[str]:
    """Return the files that a file imports from, through re-exports."""
    found: set[str] = set()
    for each in file.imports:
        if not each.module:
            continue
        for module in uses.resolver.modules(file, each.module):
            found |= _files_of(uses, module)
            if each.name and each.kind not in ("star", "reexport_star"):
                found |= {target.file.path for target in _exported(uses, module, each.name)}
    return found - {file.path}


def _exported(uses: Uses, module: Value, name: str) -> tuple[Definition, ...]:
    return uses.once(("exported", module, name), lambda: exported(uses.resolver, module, name))


def _files_of(uses: Uses, module: Value) -> set[str]:
    match module:
        case Module(file):
            return {file.path}
        case Package(folder):
            return set(uses.program.folders.get(folder, ()))
    return set()


def _page_rank(paths: list[str], edges: Edges) -> dict[str, float]:
    """Return how much of a random reader's time each file gets who follows references: their sum is 1."""
    if not paths:
        return {}
    ranks = dict.fromkeys(paths, 1 / len(paths))
    totals = {path: sum(out.values()) for path, out in edges.items()}
    for _ in range(_ROUNDS):
        lost = sum(rank for path, rank in ranks.items() if not totals.get(path))
        following = dict.fromkeys(paths, (1 - _DAMPING + _DAMPING * lost) / len(paths))
        for path, out in edges.items():
            share = _DAMPING * ranks[path] / totals[path]
            for other, weight in out.items():
                following[other] += share * weight
        ranks = following
    return ranks
