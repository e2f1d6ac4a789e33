"""Questions about calls: who calls a symbol, what it calls, and every call there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecp.model import CONFIDENCE, Answer, Call
from ecp.query.program import TOP, Definition, Program, Reference
from ecp.query.resolver import Resolution, Resolver
from ecp.query.view import LIST, listed

CALL_ROLES = ("call", "new", "decorate")

_CALLS_OF_NAMES = f"""
SELECT   path, line, col, role, name, receiver, scope
FROM     reference JOIN file USING (blob)
WHERE    name IN (SELECT unnest({LIST.format("$names")})) AND role IN ('call', 'new', 'decorate')
ORDER BY path, line, col
"""
_ALIASES = """
SELECT   DISTINCT name, alias
FROM     import
WHERE    alias <> '' AND alias <> name AND name <> ''
"""
_ASSIGNED = f"""
SELECT   DISTINCT name, value
FROM     binding
WHERE    name <> '' AND value IN (SELECT unnest({LIST.format("$names")})) AND name <> value
"""
_CALLS_OF_FILES = f"""
SELECT   path, line, col, role, name, receiver, scope
FROM     reference JOIN file USING (blob)
WHERE    path IN (SELECT unnest({LIST.format("$paths")})) AND role IN ('call', 'new', 'decorate')
ORDER BY path, line, col
"""
_EVERY_CALL = """
SELECT   path, line, col, role, name, receiver, scope
FROM     reference JOIN file USING (blob)
WHERE    role IN ('call', 'new', 'decorate')
ORDER BY path, line, col
"""
_UNCERTAIN = frozenset(("dynamic receiver", "unknown name", "no such member", "through a variable"))


def callers(resolver: Resolver, targets: Iterable[Definition], *, limit: int = 100, offset: int = 0) -> Answer[Call]:
    """Return the calls of a symbol, by path and line.

    `unresolved` counts the calls of its name that resolve to nothing, though not for being a library's.
    """
    wanted = {_identity(target) for target in targets}
    names = _names_of(resolver.program, targets)
    references = [Reference(*row) for row in resolver.program.view.rows(_CALLS_OF_NAMES, {"names": listed(names)})]
    resolver.prepare(references)
    found: list[Call] = []
    unresolved = 0
    for reference in references:
        resolution = resolver.resolve(reference)
        if any(_identity(target) in wanted for target in resolution.targets):
            found.append(_as_caller(resolver.program, reference, resolution))
        elif resolution.reason in _UNCERTAIN:
            unresolved += 1
    return _page(found, limit, offset, unresolved)


def callees(resolver: Resolver, sources: Iterable[Definition], *, limit: int = 100, offset: int = 0) -> Answer[Call]:
    """Return what a symbol's own body calls, by path and line; what its nested definitions call is theirs."""
    places = {(source.file.path, source.ordinal) for source in sources}
    found: list[Call] = []
    unresolved = 0
    rows = resolver.program.view.rows(_CALLS_OF_FILES, {"paths": listed({path for path, _ in places})})
    references = [each for each in (Reference(*row) for row in rows) if (each.path, each.scope) in places]
    resolver.prepare(references)
    for reference in references:
        resolution = resolver.resolve(reference)
        unresolved += resolution.reason in _UNCERTAIN
        found += [_as_callee(reference, target, resolution) for target in resolution.targets]
    return _page(found, limit, offset, unresolved)


def every_call(resolver: Resolver) -> Iterator[tuple[Reference, Definition | None, Resolution]]:
    """Yield every call of the repository with its caller (None outside every definition) and what it means."""
    program = resolver.program
    program.load_everything()
    for row in program.view.rows(_EVERY_CALL):
        reference = Reference(*row)
        yield reference, caller_of(program, reference), resolver.resolve(reference)


def caller_of(program: Program, reference: Reference) -> Definition | None:
    """Return the definition that a reference is in."""
    file, scope = program.file(reference.path), reference.scope
    while scope != TOP and file.definitions[scope].kind == "extension":
        scope = file.definitions[scope].container
    return file.definitions[scope] if scope != TOP else None


def _identity(definition: Definition) -> tuple[str, str]:
    return definition.file.path, definition.qualified_name


def _names_of(program: Program, targets: Iterable[Definition]) -> list[str]:
    """Return the names under which a symbol may be called: its own, import aliases, variables that hold it."""
    names = {target.name for target in targets}
    for target in targets:
        if target.name in target.file.language.constructors and target.container != TOP:
            names.add(target.file.definitions[target.container].name)
    aliases = program.view.rows(_ALIASES)
    while True:
        more = {alias for name, alias in aliases if name in names} - names
        more |= {name for name, _ in program.view.rows(_ASSIGNED, {"names": listed(names)})} - names
        if not more or len(names) > 200:
            return sorted(names)
        names |= more


def _as_caller(program: Program, reference: Reference, resolution: Resolution) -> Call:
    caller = caller_of(program, reference)
    return Call(
        path=reference.path,
        line=reference.line,
        name=caller.name if caller else "<module>",
        qualified_name=caller.qualified_name if caller else "<module>",
        definition_path=reference.path,
        definition_line=caller.line if caller else 0,
        how=resolution.how,
        confidence=confidence(resolution),
    )


def _as_callee(reference: Reference, target: Definition, resolution: Resolution) -> Call:
    return Call(
        path=reference.path,
        line=reference.line,
        name=target.name,
        qualified_name=target.qualified_name,
        definition_path=target.file.path,
        definition_line=target.line,
        how=resolution.how,
        confidence=confidence(resolution),
    )


def confidence(resolution: Resolution) -> float:
    """Return the share of calls resolved in this way that compilers confirm, split among equal targets."""
    symbols = {_identity(target) for target in resolution.targets}
    return round(CONFIDENCE.get(resolution.how, 0.9) / max(1, len(symbols)), 2)


def _page(found: list[Call], limit: int, offset: int, unresolved: int) -> Answer[Call]:
    page = tuple(found[offset : offset + limit])
    more = len(found) > offset + limit
    return Answer(page, more, str(offset + limit) if more else "", unresolved)
