"""What an operator on two operands gives: by arithmetic, by the place that a pointer is moved to, by a function.

https://eel.is/c++draft/expr.arith.conv, https://eel.is/c++draft/expr.add
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.query.resolution.overloads.parameters import declared_type, expected_by
from ecp.query.resolution.overloads.qualified import Own, Plain, Qualified, written
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.inheritance import find_member

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

OPERATOR = "operator"
_WIDER = (
    "int", "unsigned", "long", "unsigned_long", "long_long", "unsigned_long_long", "float", "double", "double_long",
)  # fmt: skip
"""Arithmetic types, each before those that it is converted to; all others are promoted to the first."""
_DISTANCE = "long"
"""The type of what lies between two pointers."""


def common(names: list[str]) -> str:
    """Return the arithmetic type that values of some become when they are calculated with."""
    return _WIDER[max(_WIDER.index(name) if name in _WIDER else 0 for name in names)]


def moved(operator: str, left: Qualified, right: Qualified) -> Qualified | None:
    """Return what adding to a pointer or subtracting from one gives; None where neither operand is one."""
    if left.pointers and right.pointers:
        return Qualified(Plain(_DISTANCE))
    pointer = left if left.pointers else right if right.pointers and operator.endswith("+") else None
    return pointer._replace(reference="", is_array=False) if pointer is not None else None


def results(resolver: Resolver, operator: str, own: Definition, other: Definition) -> tuple[Definition, ...]:
    """Return the functions that an operator may call where its operands, or one of them, are of classes.

    A member of the first comes first; one that is no member takes one of the classes.
    """
    key = ("operator", operator, id(own), id(other))
    return resolver.complete(key, lambda: tuple(_functions(resolver, operator, own, other)))


def _functions(resolver: Resolver, operator: str, own: Definition, other: Definition) -> list[Definition]:
    members = find_member(resolver, own, operator)
    if found := [each for each in members if len(expected_by(each.parameters) or ()) == 1]:
        return found
    free = (each for each in resolver.program.named(operator) if each.kind in FUNCTION_KINDS and not each.owner)
    wanted = {own.qualified_name, other.qualified_name}
    return [each for each in free if not wanted.isdisjoint(_classes_taken(resolver, each))]


def _classes_taken(resolver: Resolver, function: Definition) -> frozenset[str]:
    return resolver.complete(("operands", id(function)), lambda: frozenset(_find_classes_taken(resolver, function)))


def _find_classes_taken(resolver: Resolver, function: Definition) -> Iterator[str]:
    context = Context(function.file, function.ordinal, function.line)
    for each in expected_by(function.parameters) or ():
        said = declared_type(function, each)
        taken = written(resolver, context, said) if said else None
        if taken is not None and isinstance(taken.base, Own):
            yield taken.base.definition.qualified_name
