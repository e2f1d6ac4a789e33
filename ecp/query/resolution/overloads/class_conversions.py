"""Conversions that classes have and are made by: https://eel.is/c++draft/class.conv."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import last_name
from ecp.query.resolution.overloads.parameters import expected_by, is_shaped_as
from ecp.query.resolution.overloads.qualified import Own
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.textual.included import is_forward
from ecp.query.resolution.types.inheritance import constructors_of, linearization

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_TYPE = re.compile(r"operator (?!new\b|delete\b|co_await\b)[A-Za-z_:]")
"""The name of a conversion."""


def converts(resolver: Resolver, own: Own, *names: str) -> bool | None:
    """Say whether a class has a conversion to one of some types; None where it inherits from what is not known."""
    definition = own.definition
    known = resolver.complete(("converts", id(definition)), _find_conversions, resolver, definition)
    if not known.isdisjoint(names) or "" in known:
        return True
    return None if linearization(resolver, definition)[1] else False


def _find_conversions(resolver: Resolver, definition: Definition) -> frozenset[str]:
    """Return the types that a class has implicit conversions to: `*` for pointers, "" for any."""
    types = linearization(resolver, definition)[0]
    members = (member for each in types for member in each.file.members.get(each.ordinal, ()))
    named = [each for each in members if each.name.startswith("operator ") and "explicit" not in each.modifiers.split()]
    return frozenset(_converted_to(each) for each in named if _TYPE.match(each.name))


def _converted_to(conversion: Definition) -> str:
    words = conversion.name.removeprefix("operator ").replace("const ", "").replace("&", "")
    if words.rstrip().endswith("*"):
        return "*"
    name = last_name(words.partition("<")[0].strip().replace("::", ".").replace(" ", "_"))
    return "" if name in generics(conversion) else name


def converting(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return the constructors of a class that make one of another value, if need be."""
    own = constructors_of(resolver, definition)
    return resolver.complete(("converting", id(definition)), lambda: tuple(e for e in own if _takes_one(resolver, e)))


def _takes_one(resolver: Resolver, constructor: Definition) -> bool:
    expected = expected_by(constructor.parameters)
    if not expected or not all(each.is_optional or each.is_rest for each in expected[1:]):
        return False
    declared = [constructor]
    if constructor.owner:  # only the declaration in the class says what it may be used for
        named = resolver.program.named(constructor.name)
        declared += [each for each in named if is_forward(each) and is_shaped_as(each, constructor)]
    return not any("explicit" in each.modifiers.split() for each in declared)


def generics(definition: Definition) -> frozenset[str]:
    return frozenset(each.name for each in definition.file.generics.get(definition.ordinal, ()))
