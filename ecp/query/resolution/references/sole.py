"""Methods that a call means though what it is on is not known: because nothing else has their name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecp.index.languages import Language, methods_of_library
from ecp.query.resolution.overloads.fitting import accepting
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.targets import DYNAMIC, Resolution
from ecp.query.resolution.types.heirs import is_mixed_in_by_library
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.types.parts import standing_for_all
from ecp.query.resolution.values import Container, Instance, Outside, Value

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_FEW = 16
"""Members of a name of which it is looked up whether the others override them."""


def sole(resolver: Resolver, language: Language, name: str) -> Resolution:
    """Return the only method of a name: `dynamic receiver` where there may be another."""
    return resolver.complete(("sole", language.name, name), _sole_method, resolver, language, name)


def _sole_method(resolver: Resolver, language: Language, name: str) -> Resolution:
    """Return the only method of a name, where nothing else can be meant: the library has none of that name.

    Or the one that all others of the name override.
    """
    found: list[Definition] = []
    if name not in methods_of_library(language.name):
        found = [each for each in resolver.program.named(name) if _is_member(each, language)]
        if not found and language.setter_suffix and name.endswith(language.setter_suffix):
            read = resolver.program.named(name.removesuffix(language.setter_suffix))
            found = [each for each in read if each.kind == "property" and _is_member(each, language)]
    sole = next((each for each in found[:_FEW] if _is_above_all(resolver, each, found)), None)
    if sole is not None:
        return Resolution(tuple(each for each in found if each.qualified_name == sole.qualified_name), "sole")
    return DYNAMIC


def _is_above_all(resolver: Resolver, member: Definition, others: Sequence[Definition]) -> bool:
    """Say whether all members of a name are one, or override it."""
    whole = standing_for_all(resolver.program, member.file.definitions[member.container])
    return all(
        each.qualified_name == member.qualified_name
        or whole
        in linearization(resolver, standing_for_all(resolver.program, each.file.definitions[each.container]))[0]
        for each in others
    )


def _is_member(definition: Definition, language: Language) -> bool:
    """Say whether a definition is a method or property of a type."""
    is_method = definition.kind in ("method", "property") and definition.container != TOP
    return is_method and definition.file.language.family == language.family


def may_be_of(resolver: Resolver, value: Value, member: Definition) -> bool:
    """Say whether a value may be of a type that inherits from its own and has a member."""
    around = member.outer
    return isinstance(value, Instance) and around is not None and value.type in linearization(resolver, around)[0]


def is_of_mixin(resolver: Resolver, member: Definition) -> bool:
    """Say whether a method is of a module that a library mixes in, as a test's assertions."""
    around = member.outer
    if around is None or around.kind != "module" or member.file.language.type_modifier in member.modifiers.split():
        return False
    return is_mixed_in_by_library(resolver, around)


def added_to_library(resolver: Resolver, reference: Reference, *, is_known: bool) -> tuple[Definition, ...]:
    """Return the methods of a name that extensions add to a library's types and that take the arguments of a call.

    Where the value that it is on is not known to be of a library, nothing else may have the name.
    https://docs.swift.org/swift-book/documentation/the-swift-programming-language/extensions/
    """
    family = resolver.program.language(reference.path).family
    key = ("added to library", family, reference.name)
    added, are_all = resolver.complete(key, _all_added, resolver, family, reference.name)
    return accepting(resolver, added, reference.arguments) if added and (are_all or is_known) else ()


def _all_added(resolver: Resolver, family: str, name: str) -> tuple[tuple[Definition, ...], bool]:
    """Return the methods of a name that extensions add to a library's types, and whether nothing else has the name."""
    same = [each for each in resolver.program.named(name) if each.file.language.family == family]
    added = tuple(
        each
        for each in same
        if each.kind in FUNCTION_KINDS and each.container != TOP
        if is_of_library(resolver, each.file.definitions[each.container])
    )
    return added, len(added) == len(same)


def is_value_of_library(resolver: Resolver, value: Value) -> bool:
    """Say whether a value is a library's, or of a type that only adds to one."""
    if isinstance(value, Instance):
        return is_of_library(resolver, value.type)
    return isinstance(value, Outside | Container)


def is_of_library(resolver: Resolver, definition: Definition) -> bool:
    """Say whether a definition adds to a type that is a library's."""
    return definition.kind == "extension" and resolver.type_of_extension(definition) is definition
