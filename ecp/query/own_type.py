"""What gives its own receiver, or another of the receiver's type, whatever type that is."""

from __future__ import annotations

from ecp.query.files import Definition
from ecp.query.notation import Tree, parse_expression

_DEPTH = 3
"""Variables that are followed."""


def gives_itself(definition: Definition) -> bool:
    """Say whether all that a method returns is `self`, or made by `cls()`, `type(self)()`, `cls.__new__(cls)`."""
    bindings = definition.file.results.get(definition.ordinal, ())
    return bool(bindings) and all(_is_own(definition, parse_expression(each.value), 0) for each in bindings)


def _is_own(definition: Definition, tree: Tree, depth: int) -> bool:
    """Say whether an expression in a method is its receiver, or of that one's type."""
    language = definition.file.language
    match tree:
        case ("name", name) if name in language.self_names:
            return True
        case ("name", name) if depth < _DEPTH:
            bound = [each for each in definition.file.bound(definition.ordinal, name) if each.how != "narrow"]
            trees = (parse_expression(each.value) for each in bound if each.value)
            return any(each.value for each in bound) and all(_is_own(definition, tree, depth + 1) for tree in trees)
        case ("call", ("name", name), *_) if name in language.self_types:
            return True
        case ("call", ("call", ("name", name), ("name", own)), *_):
            return language.library_functions.get(name) == "class" and own in language.self_names
        case ("call", ("member", ("name", own), name), *_) if name in language.type_attributes:
            return own in language.self_names
        case ("call", ("member", _, name), ("name", own)) if language.library_functions.get(name) == "instance":
            return own in language.self_names
    return False
