"""What macros make for the types that they are given: `impl $name { … }`, `fn from(side: $side)`.

https://doc.rust-lang.org/reference/macros-by-example.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import parse_type
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.declared_types import types_named

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_VARIABLE = "$"
"""What the name of what a macro takes begins with."""


def made_by_macros(resolver: Resolver, owner: Definition) -> tuple[Definition, ...]:
    """Return the extensions that macros make for a type whose name they are given."""
    if owner.name not in resolver.program.expanded or owner.kind == "trait":
        return ()
    nothing: tuple[Definition, ...] = ()
    return resolver.memo(("made", id(owner)), lambda: tuple(_find_made(resolver, owner)), nothing)


def _find_made(resolver: Resolver, owner: Definition) -> Iterator[Definition]:
    files = resolver.program.expanded[owner.name]
    for file, each in [(given, each) for given in files for each in given.heritage]:
        context = Context(file, TOP, each.line)
        if each.relation != "expands" or each.owner != owner.name:
            continue
        if owner not in types_named(resolver, context, each.owner):
            continue
        _, macro, (_, place) = parse_type(each.base)
        for definition in resolver.definitions_of(resolver.name(context, macro)[0]):
            taken = list(dict.fromkeys(one.name for one in definition.file.generics.get(definition.ordinal, ())))
            if taken:
                name = taken[int(place) % len(taken)]  # the same again where they are repeated
                members = definition.file.members.get(definition.ordinal, ())
                yield from (one for one in members if one.kind == "extension" and one.name == name)


def given_to_macro(resolver: Resolver, inside: Definition, variable: str) -> frozenset[str]:
    """Return the names that the macro around a definition is given, one of which a variable of it stands for."""
    if not variable.startswith(_VARIABLE):
        return frozenset()
    around: Definition | None = inside
    while around is not None and around.kind != "macro":
        around = around.outer
    return resolver.program.given_to_macro(around) if around is not None else frozenset()
