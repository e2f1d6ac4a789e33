"""Definitions of different files that are one symbol: what declares it, what it declares, and what stands in for it.

A file of declarations beside a script, and a stub beside a source; what either offers may be defined elsewhere.  And
what files for different systems define.
https://typing.python.org/en/latest/spec/distributing.html#stub-files
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ecp.query.resolution.meaning import exported
from ecp.query.resolution.modules.scripts import same_module
from ecp.query.resolution.program.build_constraints import variants
from ecp.query.resolution.program.definitions import VALUE_KINDS, Definition
from ecp.query.resolution.program.files import STUB
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.resolution.values import Module

Identity = tuple[str, str, str]
"""Path, qualified name, and the kind of a field that a method of its name may stand beside."""
"""Path and qualified name: what overloads and redefinitions of one symbol share."""

# By their names, and by those under which the sources beside the stubs import what they offer by theirs.
_IN_STUBS = f"""
WITH declared AS (
    SELECT definition.name, ordinal, stub.path, source.blob
    FROM   file AS stub JOIN definition USING (blob) JOIN file AS source ON stub.path = source.path || '{STUB}'
)
SELECT   name, path, ordinal FROM declared
UNION
SELECT   import.name, path, ordinal FROM declared JOIN import ON import.blob = declared.blob AND alias = declared.name
ORDER BY ALL
"""


def identity(definition: Definition) -> Identity:
    """Return what is the same for all definitions of one symbol."""
    is_apart = definition.file.language.fields_apart and definition.kind in VALUE_KINDS
    return definition.file.path, definition.qualified_name, definition.kind if is_apart else ""


def named(symbol: Identity) -> str:
    """Return a symbol as answers name it: `src/pen.rs:Pen.draw`, `src/pen.rs:Pen.ink (field)`."""
    path, qualified_name, kind = symbol
    return f"{path}:{qualified_name} ({kind})" if kind else f"{path}:{qualified_name}"


def identities(resolver: Resolver, definition: Definition) -> Iterator[Identity]:
    """Yield the symbols that a definition is: its own, and in other files what declares it, what it declares, and what
    is compiled in its place for other systems."""
    path, name, kind = own = identity(definition)
    yield own
    if beside := _beside(resolver.program, path):
        yield beside, name, kind
    if definition.file.language.has_stubs:
        yield from map(identity, stood_for(resolver, definition) or _declaring(resolver, definition))
    yield from map(identity, variants(resolver.program, definition))


def stood_for(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return what the source beside a stub offers under the name of one of its definitions."""
    source = definition.file.path.removesuffix(STUB)
    if source == definition.file.path or not definition.file.language.has_stubs or not resolver.program.has(source):
        return ()
    return resolver.complete(("stood for", id(definition)), lambda: _offered(resolver, source, definition))


def _offered(resolver: Resolver, source: str, definition: Definition) -> tuple[Definition, ...]:
    name, *inner = definition.qualified_name.split(".")
    found: Iterable[Definition] = exported(resolver, Module(resolver.program.file(source)), name)
    for name in inner:
        found = [member for each in found if each.is_type for member in find_member(resolver, each, name)]
    return tuple(dict.fromkeys(found))


def _declaring(resolver: Resolver, definition: Definition) -> Iterator[Definition]:
    """Yield what stubs declare a definition of a source as."""
    for path, ordinal in _declared(resolver.program).get(definition.name, ()):
        stub = resolver.program.file(path).definitions[ordinal]
        if definition in stood_for(resolver, stub):
            yield stub


def _declared(program: Program) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Return where stubs beside sources declare what has a name there: file and definition."""

    def build() -> Mapping[str, Sequence[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        if any(path.endswith(STUB) and program.has(path.removesuffix(STUB)) for path in program.paths):
            for name, path, ordinal in program.view.rows(_IN_STUBS):
                found[name].append((path, ordinal))
        return found

    return program.once("declared in stubs", build)


def _beside(program: Program, path: str) -> str:
    known = program.once("same modules", dict[str, str])
    if path not in known:
        known[path] = same_module(program, path)
    return known[path]
