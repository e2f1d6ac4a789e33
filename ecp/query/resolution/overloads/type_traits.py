"""What the standard library's traits say of types, as far as these are known: true, false, or None.

https://eel.is/c++draft/meta.type.synop, https://eel.is/c++draft/concepts.syn
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ecp.index.records import REFERENCE
from ecp.query.resolution.overloads.conversion_ranks import (
    BY_CLASS,
    NEVER,
    is_known_of_library,
    rank_between,
    steps_to_base,
)
from ecp.query.resolution.overloads.passed import Passed
from ecp.query.resolution.overloads.qualified import Deduced, Held, Library, Own, Plain, Qualified
from ecp.query.resolution.program.definitions import Definition

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

FUNCTION = Library("#function", is_class=True)
"""The type of an anonymous function."""

_FLOATING = frozenset(("float", "double", "double_long"))
_CHARACTERS = frozenset(("wchar_t", "char8_t", "char16_t", "char32_t", "bool"))
_ALL = frozenset(("integral", "floating", "void", "null", "enum", "class", "pointer", "array", "reference", "function"))
_NUMBERS = frozenset(("integral", "floating"))
_SCALARS = _NUMBERS | {"enum", "pointer", "null"}
_KINDS = {
    "integral": frozenset(("integral",)),
    "floating_point": frozenset(("floating",)),
    "arithmetic": _NUMBERS,
    "void": frozenset(("void",)),
    "null_pointer": frozenset(("null",)),
    "enum": frozenset(("enum",)),
    "class": frozenset(("class",)),
    "pointer": frozenset(("pointer",)),
    "array": frozenset(("array",)),
    "reference": frozenset(("reference",)),
    "function": frozenset(("function",)),
    "fundamental": _NUMBERS | {"void", "null"},
    "compound": _ALL - _NUMBERS - {"void", "null"},
    "scalar": _SCALARS,
    "object": _ALL - {"void", "reference", "function"},
    "member_pointer": frozenset[str](),
}
"""Which kinds of types a trait of one type is true of, without what its name begins with."""
_OTHER_NAMES = {
    "same_as": "is_same",
    "convertible_to": "is_convertible",
    "integral": "is_integral",
    "floating_point": "is_floating_point",
    "signed_integral": "is_signed_integral",
    "unsigned_integral": "is_unsigned_integral",
}
"""Concepts that say of types what a trait does."""


def standard_trait(resolver: Resolver, around: Definition, name: str, types: list[Qualified | None]) -> bool | None:
    """Return what a trait of the library says of some types."""
    name = _OTHER_NAMES.get(name, name)
    first = types[0] if types else None
    if first is None:
        return None
    kinds = _KINDS.get(name.removeprefix("is_"))
    if kinds is not None:
        return _within(_kinds(resolver, around, first), kinds)
    if name in _OF_ONE:
        return _OF_ONE[name](_kinds(resolver, around, first), first)
    second = types[1] if len(types) > 1 else None
    if second is None:
        return None
    match name:
        case "is_same":
            return is_same(resolver, around, first, second)
        case "is_convertible":
            return _converts(resolver, around, first, second, by_class=None)
        case "is_constructible" | "is_assignable":
            return _converts(resolver, around, second, first, by_class=None, at_least=False)
        case "is_base_of":
            return _is_base(resolver, around, first, second)
        case "derived_from":
            return _is_base(resolver, around, second, first)
    return None


def _within(possible: frozenset[str], wanted: frozenset[str]) -> bool | None:
    if possible <= wanted:
        return True
    return False if possible.isdisjoint(wanted) else None


def _kinds(resolver: Resolver, around: Definition, known: Qualified) -> frozenset[str]:
    """Return of which kinds a type may be."""
    if known.reference:
        return frozenset(("reference",))
    if known.pointers:
        return frozenset(("array",) if known.is_array else ("pointer",))
    of_base = _kinds_of_base(resolver, around, known)
    return of_base if known.pointers is not None else of_base | {"pointer"}


def _kinds_of_base(resolver: Resolver, around: Definition, known: Qualified) -> frozenset[str]:
    match known.base:
        case Plain("void"):
            return frozenset(("void",))
        case Plain(name):
            return frozenset(("floating" if name in _FLOATING else "integral",))
        case Own(definition):
            return frozenset(("enum" if definition.kind == "enum" else "class",))
        case Held():
            return frozenset(("class",))
        case Library("nullptr_t"):
            return frozenset(("null",))
        case Library(name, _, is_class) if is_class or is_known_of_library(around.file.language, name):
            return frozenset(("class",))
    return _ALL


def _is_signed(kinds: frozenset[str], known: Qualified) -> bool | None:
    if not isinstance(known.base, Plain) or known.reference or known.pointers:
        return _within(kinds, frozenset()) if kinds.isdisjoint(_NUMBERS) else None
    return not known.base.name.startswith("unsigned") and known.base.name not in _CHARACTERS


def _is_signed_integral(kinds: frozenset[str], known: Qualified) -> bool | None:
    return _both(_within(kinds, _KINDS["integral"]), _is_signed(kinds, known))


def _is_unsigned_integral(kinds: frozenset[str], known: Qualified) -> bool | None:
    signed = _is_signed(kinds, known)
    return _both(_within(kinds, _KINDS["integral"]), not signed if signed is not None else None)


def _is_constant(_: frozenset[str], known: Qualified) -> bool | None:
    if known.pointers is None:
        return None
    return not known.reference and (known.pointers[-1] if known.pointers else known.is_constant)


def _is_lvalue_reference(_: frozenset[str], known: Qualified) -> bool:
    return known.reference == REFERENCE


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


_OF_ONE: dict[str, Callable[[frozenset[str], Qualified], bool | None]] = {
    "is_signed": _is_signed,
    "is_unsigned": _is_unsigned_integral,
    "is_signed_integral": _is_signed_integral,
    "is_unsigned_integral": _is_unsigned_integral,
    "is_const": _is_constant,
    "is_lvalue_reference": _is_lvalue_reference,
}


def is_same(resolver: Resolver, around: Definition, one: Qualified, other: Qualified) -> bool | None:
    """Say whether two types are one."""
    if _kinds(resolver, around, one).isdisjoint(_kinds(resolver, around, other)):
        return False
    if one.pointers is None or other.pointers is None:
        return None if _is_same_base(resolver, around, one, other) is not False else False
    if one.reference != other.reference or len(one.pointers) != len(other.pointers):
        return False
    same = _is_same_base(resolver, around, one, other)
    if same and (one.is_constant != other.is_constant or one.pointers != other.pointers):
        return False
    return same


def _is_same_base(resolver: Resolver, around: Definition, one: Qualified, other: Qualified) -> bool | None:
    match one.base, other.base:
        case Plain(name), Plain(other_name):
            return name == other_name
        case Own(own), Own(other_own):
            if own.qualified_name != other_own.qualified_name:
                return False
            return None if own.file.generics.get(own.ordinal) else True
        case (Library(name, arguments, is_class), Library(other_name, other_arguments, other_is_class)):
            if name == other_name:
                return True if arguments == other_arguments else None
            are_known = (is_class or is_known_of_library(around.file.language, name)) and (
                other_is_class or is_known_of_library(around.file.language, other_name)
            )
            return False if are_known and name not in _ALIASES and other_name not in _ALIASES else None
        case (Own(), Library(_, _, is_class)) | (Library(_, _, is_class), Own()):
            return False if is_class else None
        case (Held(), Own() | Library()) | (Own() | Library(), Held()):
            return False
        case Held(inner), Held(other_inner):
            return (
                None
                if isinstance(inner, Deduced) or isinstance(other_inner, Deduced) or inner == other_inner
                else False
            )
    kinds = _kinds_of_base(resolver, around, one)
    return False if kinds.isdisjoint(_kinds_of_base(resolver, around, other)) else None


_ALIASES = frozenset(("string", "string_view", "wstring", "wstring_view", "basic_string", "basic_string_view"))
"""Classes of the library that are others' by another name."""


def _converts(
    resolver: Resolver,
    around: Definition,
    one: Qualified,
    other: Qualified,
    *,
    by_class: bool | None,
    at_least: bool | None = True,
) -> bool | None:
    """Say whether a value of a type becomes one of another; what an explicit constructor may do is not known."""
    if one.base is None or other.base is None:
        return None
    value = one._replace(reference="")
    wanted = other._replace(reference="") if other.reference else other
    rank = rank_between(resolver, around, Passed(value, bool(one.reference)), wanted)
    if rank is None:
        return None
    if rank >= NEVER:
        return False if at_least or isinstance(other.base, Plain) else None
    return True if rank < BY_CLASS else by_class


def _is_base(resolver: Resolver, around: Definition, base: Qualified, derived: Qualified) -> bool | None:
    match base.base, derived.base:
        case Own(own), Own(other) if not base.pointers and not derived.pointers:
            steps, is_whole = steps_to_base(resolver, around, other, own)
            return True if steps is not None else False if is_whole else None
    kinds = _kinds(resolver, around, base), _kinds(resolver, around, derived)
    return None if all("class" in each for each in kinds) else False
