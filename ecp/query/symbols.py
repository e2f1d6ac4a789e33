"""Questions about definitions: find them by name, list a file's, search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ecp.model import Answer, Symbol
from ecp.query.globs import GLOBBED, is_like
from ecp.query.globs import parameters as parameters_of
from ecp.query.paging import offset_of, page
from ecp.query.resolution.counterparts import Identity, identity
from ecp.query.resolution.program.definitions import VALUE_KINDS, Definition
from ecp.query.resolution.program.program import Program
from ecp.query.testing import TEST_PATH, is_test_path
from ecp.query.view import View

_NOT_OURS = r"(^|/)(vendor|node_modules|third_party|3rdparty)/"
"""Folders in which other people's code is kept."""
_MINIFIED = 500
"""Columns from which on nobody has written what begins there."""
_SEPARATORS = re.compile(r"::|#|->|/|\\")

_OUTLINE = """
SELECT   line, end_line, definition.kind, name, qualified_name, signature, col, doc, exported
FROM     definition JOIN file USING (blob)
WHERE    path = $path AND definition.kind <> 'extension'
ORDER BY line, ordinal
"""

# What is named so; begins so; has it, or all of several words, within; has some words, and its path the others.  Only
# where there is nothing else: what lacks fewest of three or more words, is alike, or has such a parameter.  What
# tests define comes after the rest, and what nobody here has written after that; short before long, a module that is
# opened once more last.  Overloads are one row.
_SEARCH = f"""
WITH named AS (
    SELECT *, CASE
        WHEN lower(name) = lower($text) THEN 0
        WHEN starts_with(lower(name), lower($text)) THEN 1
        WHEN contains(lower(name), lower($text)) THEN 2
        WHEN contains(lower(qualified_name), lower($text)) THEN 3
        WHEN contains($text, ' ') AND
             len(list_filter($text.lower().split(' '), word -> NOT contains(lower(qualified_name), word))) = 0 THEN 3
        WHEN contains($text, ' ') AND
             len(list_filter($text.lower().split(' '), word -> contains(lower(name), word))) > 0 THEN 4
        WHEN contains($text, ' ') THEN NULL
        WHEN jaro_winkler_similarity(lower(name), lower($text)) > 0.85 THEN 5
        WHEN length($text) > 3 AND contains(lower(signature), lower($text)) THEN 6
    END AS rank
    FROM definition WHERE kind <> 'extension' AND ($kind = '' OR kind = $kind) AND rank IS NOT NULL
), found AS (
    SELECT   path, min(line) AS line, arg_min(end_line, line) AS end_line, named.kind, any_value(name) AS name,
             qualified_name, arg_min(signature, line) AS signature, min(col) AS col, arg_min(doc, line) AS doc,
             max(exported) AS exported, list(line ORDER BY line)[2:] AS other_lines,
             min(rank) + CASE min(rank) WHEN 4 THEN len(list_filter(
                $text.lower().split(' '), word -> NOT contains(lower(path || qualified_name), word)
             )) ELSE 0 END AS rank,
             count(*) OVER (
                PARTITION BY qualified_name, CASE named.kind WHEN 'module' THEN '' ELSE path END
                ORDER BY length(path), path ROWS UNBOUNDED PRECEDING
             ) > 1 AS again
    FROM     named JOIN file USING (blob)
    WHERE    {GLOBBED}
    GROUP BY path, named.kind, qualified_name
)
SELECT   path, line, end_line, kind, name, qualified_name, signature, col, doc, exported, other_lines
FROM     found
WHERE    rank < CASE WHEN contains($text, ' ') THEN len($text.split(' ')) + 3 ELSE 7 END
QUALIFY  rank < 5 OR rank = min(rank) OVER ()
ORDER BY rank > 0 OR again,
         CASE WHEN col > {_MINIFIED} OR regexp_matches(path, '{_NOT_OURS}') THEN 2
              ELSE regexp_matches(path, $tests)::INT END,
         again, rank,
         kind IN {tuple(sorted(VALUE_KINDS))}, name <> $text,
         CASE rank
            WHEN 3 THEN length(qualified_name)
            WHEN 5 THEN -jaro_winkler_similarity(lower(name), lower($text))
            ELSE length(name)
         END,
         exported DESC, path, line
LIMIT    $limit OFFSET $offset
"""

_USES = """
SELECT   DISTINCT path, line
FROM     reference JOIN file USING (blob)
WHERE    name = $name
ORDER BY path, line
LIMIT    $limit
"""
# Names by likeness; of what is qualified, the qualified names, those first whose qualification is alike, too.
_NEAR = """
SELECT   shown
FROM     (
    SELECT DISTINCT CASE WHEN $symbol = $name THEN name ELSE qualified_name END AS shown,
           jaro_winkler_similarity(lower(name), lower($name)) AS likeness,
           contains(lower(name), lower($name))::INT * length($name) / length(name) AS within
    FROM   definition
    WHERE  kind <> 'extension'
)
WHERE    likeness > 0.8 OR within > 0
ORDER BY likeness + 0.5 * within + jaro_winkler_similarity(lower(shown), lower($symbol)) DESC, shown
LIMIT    $limit
"""

_SUBMODULE = "SELECT path FROM file WHERE kind = 'submodule' AND starts_with($path, path || '/')"
_STATUS = """
SELECT   coalesce(status, 'not source'), file.kind
FROM     file LEFT JOIN blob USING (blob)
WHERE    path = $path
"""
_IN_FOLDER = "SELECT count(*) FROM file WHERE starts_with(path, $folder)"


_CALL = re.compile(r"(?<!operator)\(\)$")


def split_symbol(text: str) -> list[str]:
    """Return the parts of a symbol as people write it: `Session::execute`, `Session#execute`, `a.b.f`."""
    return [part for part in _SEPARATORS.sub(".", _CALL.sub("", text.strip())).split(".") if part]


def find(program: Program, symbol: str, *, kind: str = "", path: str = "") -> list[Definition]:
    """Return the definitions that a plain or qualified name means, the likeliest first.

    `path` is a glob over whole paths.  The qualification may begin anywhere: in the type, in the file's module name.
    """
    parts = split_symbol(symbol)
    if not parts:
        return []
    found = [
        definition
        for definition in named(program, parts[-1])
        if (not kind or definition.kind == kind)
        and is_like(definition.file.path, path)
        and _is_qualified(definition, parts)
    ]
    return by_likelihood(found)


def named(program: Program, name: str) -> list[Definition]:
    """Return the definitions of a plain name."""
    return [definition for definition in program.named(name) if definition.kind != "extension"]


def _is_qualified(definition: Definition, parts: list[str]) -> bool:
    """Say whether the parts are the end of the definition's full name: folders, file, types, name."""
    stem = definition.file.path.rpartition(".")[0].removesuffix("/__init__").removesuffix("/index").removesuffix("/mod")
    names = definition.qualified_name.split(".")
    return [*stem.split("/"), *names][-len(parts) :] == parts


def _likelihood(definition: Definition) -> tuple[bool, bool, bool, int, str, int]:
    file, is_value, makes = definition.file, definition.kind in VALUE_KINDS, definition.is_constructor
    return is_test_path(file.path), is_value, makes, -definition.exported, file.path, definition.line


def by_likelihood(definitions: Iterable[Definition]) -> list[Definition]:
    """Sort definitions, those that are likelier meant first: not a test's, no values, types before what makes them."""
    return sorted(definitions, key=_likelihood)


def grouped(definitions: Iterable[Definition]) -> list[list[Definition]]:
    """Group the definitions of one symbol: overloads, redefinitions, a declaration and its other declarations."""
    groups: dict[Identity, list[Definition]] = {}
    for definition in definitions:
        groups.setdefault(identity(definition), []).append(definition)
    return list(groups.values())


def likeliest(definitions: Iterable[Definition]) -> list[list[Definition]]:
    """Group definitions by symbol, the likeliest symbol first."""
    return grouped(by_likelihood(definitions))


def symbol_of(group: list[Definition]) -> Symbol:
    """Return the public value of one symbol.  Among overloads the last is the one with a body."""
    first = group[0]
    return Symbol(
        path=first.file.path,
        line=first.line,
        end_line=first.details.end_line,
        kind=first.kind,
        name=first.name,
        qualified_name=first.qualified_name,
        signature=first.details.signature,
        col=first.details.col,
        doc=next((each.details.doc for each in group if each.details.doc), ""),
        exported=bool(first.exported),
        other_lines=tuple(each.line for each in group[1:]),
    )


def symbols_of(groups: Sequence[list[Definition]]) -> tuple[Symbol, ...]:
    """Return the public values of several symbols, with their details looked up at once."""
    if groups:
        groups[0][0].file.program.describe(each for group in groups for each in group)
    return tuple(map(symbol_of, groups))


def outline(view: View, path: str, *, limit: int = 10_000, cursor: str = "") -> Answer[Symbol]:
    """Return the definitions of a file, in order."""
    rows = view.rows(_OUTLINE, {"path": path})
    return page([_symbol_of_row(path, *row) for row in rows], limit, cursor)


def why_no_outline(view: View, path: str, several: Sequence[str]) -> tuple[str, str]:
    """Say why a file has no outline, and what may help: a message and a hint, which may be "".

    `several` are the files whose paths end like that.
    """
    for status, kind in view.rows(_STATUS, {"path": path}):
        if kind in ("submodule", "symlink"):
            return f"{path} is a {kind}", "ask in its own repository" if kind == "submodule" else ""
        if status == "parsed":
            return f"{path} defines nothing", "where syntax is broken, what is defined below may not be seen"
        return f"{path} was not parsed: {status}", ""
    for (folder,) in view.rows(_SUBMODULE, {"path": path}):
        return f"{path} is in the submodule {folder}", "ask in its own repository"
    ((within,),) = view.rows(_IN_FOLDER, {"folder": f"{path.rstrip('/')}/"})
    if within:
        return f"{path} is a folder", f"`map` with the path '{path.rstrip('/')}/*' outlines it"
    if several:
        return f"{len(several)} files have a path like {path}", f"there is {', '.join(several)}"
    return f"there is no file {path}", "paths are from the repository's root; `map` lists them"


def _symbol_of_row(
    path: str, line: int, end_line: int, kind: str, name: str, qualified_name: str, signature: str, col: int, doc: str,
    exported: int, other_lines: Sequence[int] = (),
) -> Symbol:  # fmt: skip
    lines = tuple(other_lines)
    return Symbol(path, line, end_line, kind, name, qualified_name, signature, col, doc, bool(exported), lines)


def search(
    view: View, text: str, *, kind: str = "", path: str = "", limit: int = 20, cursor: str = ""
) -> Answer[Symbol]:
    """Return definitions whose name begins with, contains or else resembles `text`, best first.

    Of several words all have to be in the qualified name and the path, in whatever order, and one in the name.
    """
    offset, text = offset_of(cursor), " ".join(text.split())
    parameters: dict[str, str | int] = {
        "text": text,
        "kind": kind,
        **parameters_of(path),
        "tests": TEST_PATH.pattern,
        "limit": limit + 1,
        "offset": offset,
    }
    rows = view.rows(_SEARCH, parameters)
    symbols = tuple(_symbol_of_row(*row) for row in rows[:limit])
    more = len(rows) > limit
    return Answer(symbols, more, str(offset + limit) if more else "")


def why_no_match(view: View, text: str) -> tuple[str, str]:
    """Say that a search finds nothing, and what may help: a message and a hint, which may be ""."""
    fewer = "fewer words find more" if " " in text else ""
    return f"no definition has a name like {text}{named_at(view, text)}", fewer


def named_at(view: View, symbol: str, limit: int = 3) -> str:
    """Return, as the end of a sentence, the first places where the last part of a symbol is referred to, or ""."""
    parts = split_symbol(symbol)
    parameters: dict[str, str | int] = {"name": parts[-1] if parts else "", "limit": limit + 1}
    places = [f"{path}:{line}" for path, line in view.rows(_USES, parameters)]
    elsewhere = " and elsewhere" if len(places) > limit else ""
    return f", but it is named at {', '.join(places[:limit])}{elsewhere}" if places else ""


def near(view: View, symbol: str, limit: int = 5) -> tuple[str, ...]:
    """Return the defined names that most resemble a symbol."""
    parts = split_symbol(symbol)
    if not parts:
        return ()
    parameters: dict[str, str | int] = {"name": parts[-1], "symbol": ".".join(parts), "limit": limit}
    return tuple(name for (name,) in view.rows(_NEAR, parameters))
