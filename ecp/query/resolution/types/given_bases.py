"""Bases that an expression gives: `class Pen extends Drawn(Shape)`, `extends base` in a function that takes a class.

https://www.typescriptlang.org/docs/handbook/mixins.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import Tree, parse_expression
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.type_arguments import classes_made
from ecp.query.resolution.values import Class, Container, Instance, Parameter, Shape, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_EXTENDS = "extends"
"""The name that a type has what it extends bound to, where that is no name."""


def given_bases(resolver: Resolver, definition: Definition) -> tuple[list[Definition], bool]:
    """Return the types that the expressions behind `extends` give, and whether one of these gives none."""
    file = definition.file
    found: list[Definition] = []
    has_others = False
    for binding in file.bound(definition.ordinal, _EXTENDS) if file.language.checked_interfaces else ():
        context = Context(file, definition.container, definition.line)
        types = list(_given_by(resolver, context, parse_expression(binding.value)))
        found += types
        has_others = has_others or not types
    return found, has_others


def _given_by(resolver: Resolver, context: Context, tree: Tree) -> Iterator[Definition]:
    """Yield the types of an expression; a class that a function makes may extend what the function is given."""
    yield from types_given(resolver, resolver.evaluate(context, tree))
    for argument in tree[2:] if tree[0] == "call" else ():
        yield from _given_by(resolver, context, argument)


def types_given(resolver: Resolver, values: Values) -> Iterator[Definition]:
    """Yield the types that some values are, or that `new` makes values of."""
    for value in values:
        match value:
            case Class(definition, _):
                yield definition
            case Container("class", (made,)):
                yield from (each.type for each in made if isinstance(each, Instance))
            case Parameter(_, bound):
                yield from types_given(resolver, bound)
            case Instance() | Shape():
                made = classes_made(resolver, (value,))
                yield from types_given(resolver, tuple(each for each in made if each != value))
