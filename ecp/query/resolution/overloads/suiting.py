"""How well an argument suits a parameter, by plain types: literals, and what is inherited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import Tree, parse_type
from ecp.query.resolution.overloads.parameters import Expected, declared_type
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.values import Container, Instance, Outside, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


_PLAIN = {
    name: kind
    for kind, names in {
        "str": "str String string CharSequence",
        "char": "char Char Character wchar_t rune",
        "int": "int long short byte sbyte uint ulong ushort Int Long Short Byte Integer UInt Int8 Int16 Int32 Int64 "
        "UInt8 UInt16 UInt32 UInt64 ULong UShort UByte unsigned size_t int8_t int16_t int32_t int64_t uint8_t "
        "uint16_t uint32_t uint64_t",
        "float": "float double decimal Float Double Decimal CGFloat",
        "number": "number",
        "bool": "bool boolean Boolean Bool",
        "class": "Class",
    }.items()
    for name in names.split()
}
"""Types of the languages whose values are literals → the kind of literal."""
_KINDS = frozenset(_PLAIN.values())
_CONVERTED = (frozenset(("int", "float", "number", "char")), frozenset(("str", "char")))
"""Kinds that a language may turn into one another, or that the notation does not keep apart (`char *`)."""
_ANYTHING = frozenset("Any Object any dynamic id mixed object unknown var void auto".split())
"""Types that say nothing of a value."""
_DECLARED = re.compile(r"[A-Z]\w*")
_IDENTICAL, _EXACT, _SUBTYPE, _UNKNOWN, MISMATCH = 3, 2, 1, 0, -1
"""How well an argument suits a parameter."""


def suits(resolver: Resolver, candidate: Definition, parameter: Expected, value: Tree, actual: Values) -> int:
    """Say how well an argument with some values suits a parameter: more is better, `MISMATCH` not at all."""
    declared = declared_type(candidate, parameter)
    if not declared:
        return _UNKNOWN
    tree = parse_type(declared)
    if parameter.is_rest and tree[:2] == ("type", "list") and len(tree) > 2:
        tree = tree[2]
    if tree[0] != "type":
        return _UNKNOWN
    context = Context(candidate.file, candidate.ordinal, candidate.line)
    nothing: Values = ()
    wanted = resolver.memo(("wanted", id(candidate), declared), lambda: type_values(resolver, context, tree), nothing)
    return _suits_type(resolver, value, actual, tree, wanted)


def _suits_type(resolver: Resolver, value: Tree, actual: Values, tree: Tree, wanted: Values) -> int:
    types = [each.type for each in wanted if isinstance(each, Instance)]
    plain = "" if types else _PLAIN.get(tree[1].rpartition(".")[2], "")
    if is_function(value):
        if tree[1] == "fn":
            return _EXACT
        return MISMATCH if plain or any(each.kind not in ("interface", "type") for each in types) else _UNKNOWN
    given = _plain_kind(value, actual)
    if given and plain:
        if given == plain:
            is_named = value[0] != "literal" and isinstance(actual[0], Outside)
            return _IDENTICAL if is_named and actual[0] == Outside(tree[1]) else _EXACT
        return _UNKNOWN if any({given, plain} <= kinds for kinds in _CONVERTED) else MISMATCH
    if given:
        return MISMATCH if types else _UNKNOWN
    instances = [each.type for each in actual if isinstance(each, Instance)]
    if instances and len(instances) == len(actual):
        if any(each in types for each in instances):
            return _EXACT
        if any(base in types for each in instances for base in linearization(resolver, each)[0]):
            return _SUBTYPE
        return MISMATCH if plain or types else _UNKNOWN
    for one in actual:
        for other in wanted:
            match one, other:
                case (Container(kind), Container(other_kind)) if kind == other_kind:
                    return _EXACT
                case (Outside(name), Outside(other_name)) if name == other_name:
                    return _EXACT
    if plain and actual and all(isinstance(one, Container) for one in actual):
        return MISMATCH
    return MISMATCH if types and actual and all(map(_is_of_library, actual)) else _UNKNOWN


def is_function(value: Tree) -> bool:
    """Say whether an argument is a function without a name."""
    return value[0] in ("function", "giving") or (value[0] == "instance" and value[1][:2] == ("type", "fn"))


def _is_of_library(value: Value) -> bool:
    """Say whether a value has a type that some library defines, which inherits from nothing of this repository."""
    return isinstance(value, Outside) and bool(_DECLARED.fullmatch(value.name)) and value.name not in _ANYTHING


def _plain_kind(value: Tree, actual: Values) -> str:
    """Return the kind of literal that an argument is, or whose type it has."""
    if value[0] == "literal" and value[1] in _KINDS:
        return str(value[1])
    if len(actual) == 1 and isinstance(actual[0], Outside):
        return _PLAIN.get(actual[0].name.rpartition(".")[2], "")
    return ""
