"""Types that are defined in pieces: partial classes, and modules and classes that any file may reopen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ecp.query.resolution.program.ambient import ambient, is_global
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.types.generics import arity

_MANY_PARTS = 8
"""Parts from which on a member is sooner looked up by its name than in each of them."""


def other_parts(program: Program, definition: Definition) -> Sequence[Definition]:
    """Return the other parts of a type that is defined in pieces: partial classes, reopened ones."""
    parts = parts_of(program, definition)
    if not parts:
        return ()
    return [part for part in parts if part is not definition]


def parts_of(program: Program, definition: Definition) -> tuple[Definition, ...]:
    """Return all parts of a type that is defined in pieces; none of one that cannot be."""
    language = definition.file.language
    if definition.kind not in language.open_kinds:
        return _parts_for_all(program, definition) if language.declares_for_all else ()
    key = f"parts of {language.family} {definition.kind} {definition.qualified_name}"
    found = program.once(
        key, lambda: tuple(each for each in _of_same_name(program, definition) if each.kind == definition.kind)
    )
    if len(found) < 2 or not language.types_by_arity or not definition.is_type:
        return found
    number = arity(definition)
    return program.once(f"{key} {number}", lambda: tuple(each for each in found if arity(each) == number))


def _parts_for_all(program: Program, definition: Definition) -> tuple[Definition, ...]:
    """Return all declarations of a type or namespace that is declared for all files, worked out once."""
    outer = definition.outer
    if definition.kind == "type" or not (outer is None or outer.kind == "module"):
        return ()
    key = f"declared for all {definition.file.path} {definition.ordinal}"
    return program.once(key, lambda: _find_parts_for_all(program, definition))


def _find_parts_for_all(program: Program, definition: Definition) -> tuple[Definition, ...]:
    """Return all declarations of a type or namespace that is declared for all files, or in such a namespace."""
    namespaces: list[Definition] = []
    outer = definition.outer
    while outer is not None and outer.kind == "module" and not is_global(outer):
        namespaces.append(outer)
        outer = outer.outer
    parts: Sequence[Definition] = ()
    for each in (*reversed(namespaces), definition):
        inside = [child for part in parts for child in part.file.children.get((part.ordinal, each.name), ())]
        declared = inside if parts else ambient(program, each.name)
        if each not in declared:
            return ()
        parts = [other for other in declared if (other.is_type if each.is_type else other.kind == each.kind)]
    return tuple(parts)


def of_other_arity(program: Program, definition: Definition) -> tuple[Definition, ...]:
    """Return the types that only the number of their type parameters tells from a type."""
    family, name = definition.file.language.family, definition.qualified_name
    those = program.once(
        f"types {family} {name}", lambda: tuple(each for each in _of_same_name(program, definition) if each.is_type)
    )
    return tuple(each for each in those if arity(each) != arity(definition)) if len(those) > 1 else ()


def _of_same_name(program: Program, definition: Definition) -> Iterable[Definition]:
    """Yield what has the qualified name of a definition in a language of its family, itself as well."""
    qualified_name, family = definition.qualified_name, definition.file.language.family
    for other in program.named(definition.name):
        if other.qualified_name == qualified_name and other.file.language.family == family:
            yield other


def standing_for_all(program: Program, definition: Definition) -> Definition:
    """Return the part that stands for a type which is defined in pieces: one that says its base, else the first."""
    language = definition.file.language
    if not definition.is_type or not (definition.kind in language.open_kinds or language.declares_for_all):
        return definition
    parts = parts_of(program, definition)
    if len(parts) < 2:
        return definition
    number = arity(definition) if language.types_by_arity else 0
    key = f"stands for {definition.kind} {definition.qualified_name} {number}"
    return program.once(key, lambda: next(filter(_says_base, parts), parts[0]))


def _says_base(part: Definition) -> bool:
    return any(each.relation == "extends" for each in part.file.heritage_of.get(part.ordinal, ()))


def members_in_parts(program: Program, definition: Definition, name: str) -> Sequence[Definition]:
    """Return the members of a name in the other parts of a type: found by the name where the parts are many."""
    parts = parts_of(program, definition)
    if len(parts) < 2:
        return ()
    if len(parts) < _MANY_PARTS:
        others = (part for part in parts if part is not definition)
        return [each for part in others for each in part.file.children.get((part.ordinal, name), ())]
    number = arity(definition) if definition.file.language.types_by_arity else 0
    key = f"places {definition.kind} {definition.qualified_name} {number}"
    places = program.once(key, lambda: _places(parts))
    return [each for each in program.named(name) if (each.file.path, each.container) in places]


def _places(parts: Iterable[Definition]) -> frozenset[tuple[str, int]]:
    return frozenset((part.file.path, part.ordinal) for part in parts)
