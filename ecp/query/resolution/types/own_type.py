"""What gives its own receiver, or another of the receiver's type, whatever type that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.resolution.notation import Tree, parse_expression
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.types.inheritance import find_member

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_DEPTH = 3
"""Variables that are followed."""


def gives_itself(resolver: Resolver, definition: Definition) -> bool:
    """Say whether all that a method returns is `self`, or made by `cls()`, `type(self)()`, `copy(self)`."""

    def find() -> bool:
        bindings = definition.file.results.get(definition.ordinal, ())
        return bool(bindings) and all(
            not definition.type and each.how == "return" and _is_own(resolver, definition, parse_expression(each.value))
            for each in bindings
        )

    return resolver.memo(("gives itself", id(definition)), find, False)


def _is_own(resolver: Resolver, definition: Definition, tree: Tree, depth: int = 0) -> bool:
    """Say whether an expression in a method is its receiver, or of that one's type."""
    language = definition.file.language
    known = language.library_functions
    match tree:
        case ("name", name) if name in language.self_names:
            return name not in language.self_types
        case ("name", name) if depth < _DEPTH:
            values = [each.value for each in definition.file.bound(definition.ordinal, name) if each.how != "narrow"]
            trees = (parse_expression(value) for value in values if value)
            return any(values) and all(_is_own(resolver, definition, tree, depth + 1) for tree in trees)
        case ("call", ("name", name), *_) if name in language.self_types:
            return True
        case ("call", ("call", ("name", name), ("name", own)), *_) if known.get(name) == "class":
            return own in language.self_names
        case ("call", ("member", ("name", own), name), *_) if name in language.type_attributes:
            return own in language.self_names
        case ("call", (*_, name), ("name", own)) if known.get(name) in ("instance", "same"):
            return own in language.self_names
        case ("call", ("member", ("name", own), name), *_) if own in language.self_names:
            return _member_gives_itself(resolver, definition, name, is_above=False)
        case ("call", ("member", ("call", ("name", called), *_), name), *_) if f"{called}()" in language.super_names:
            return _member_gives_itself(resolver, definition, name, is_above=True)
    return False


def _member_gives_itself(resolver: Resolver, definition: Definition, name: str, *, is_above: bool) -> bool:
    around = definition.file.definitions[definition.container]
    found = find_member(resolver, around, name, skip_own=is_above) if around.is_type else ()
    return bool(found) and all(gives_itself(resolver, each) for each in found)
