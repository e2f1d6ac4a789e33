"""Which overloads the constraints on their templates leave: `enable_if`, `requires`, concepts.

A constraint is evaluated over what is known of the arguments; one of which that is not known rules nothing out.  What
it names is a trait of the library (`type_traits`), or is defined in the repository: a concept, a variable template, a
class that inherits from a constant or has a `value`, the specialization of it that is for these arguments.
https://eel.is/c++draft/temp.constr, https://eel.is/c++draft/temp.deduct, https://eel.is/c++draft/temp.spec.partial.match
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.records import IF
from ecp.query.resolution.overloads.parameters import Expected, declared_type
from ecp.query.resolution.overloads.passed import Passed
from ecp.query.resolution.overloads.qualified import Deduced, Library, Own, Plain, Qualified, marked, written
from ecp.query.resolution.overloads.type_traits import FUNCTION, is_same, standard_trait
from ecp.query.resolution.overloads.written_constraints import (
    Condition,
    Part,
    completed,
    read_arguments,
    read_condition,
    read_type,
)
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_DEEPEST = 12
"""Traits that are followed, each defined by the next."""
_MOST = 500
"""Traits, and specializations of them, that one constraint is evaluated with."""
_TEMPLATES = ("struct", "class", "type", "variable", "field")
_VALUE = "value"
_CONSTANTS = {"true_type": "true", "false_type": "false", "true": "true", "false": "false"}
_BASES = re.compile(r"(?<!:):(?!:)\s*(?:public\s+)?(.*)")

Known = dict[str, Qualified | None]
"""What type parameters stand for."""
Pair = tuple[Expected, Passed]


class _Place(NamedTuple):
    """Where a constraint is evaluated."""

    resolver: Resolver
    around: Definition
    """What is constrained."""
    known: Known
    traits: list[int]
    """How many were evaluated in all."""
    depth: int = 0

    def inside(self, definition: Definition, known: Known) -> _Place:
        self.traits[0] += 1
        return _Place(self.resolver, definition, known, self.traits, self.depth + 1)


def constraint_of(definition: Definition) -> str:
    """Return what has to hold for a function to be one, as it is written."""
    return definition.parameters.partition(IF)[2]


def unconstrained(
    resolver: Resolver, candidates: list[tuple[Definition, list[Pair]]], told: Sequence[Qualified | None]
) -> list[tuple[Definition, list[Pair]]]:
    """Return the functions, each with its pairs of parameters and arguments, that their constraints do not rule out.

    `told` are the template arguments that the call says.  Where all are ruled out something is not known as it is.
    """
    left = [
        (definition, pairs)
        for definition, pairs in candidates
        if not (text := constraint_of(definition))
        or _holds(_Place(resolver, definition, _deduced(resolver, definition, pairs, told), [0]), read_condition(text))
        is not False
    ]
    return left or candidates


def _deduced(
    resolver: Resolver, definition: Definition, pairs: Iterable[Pair], told: Sequence[Qualified | None]
) -> Known:
    """Return what the template parameters of a function stand for: https://eel.is/c++draft/temp.deduct.call."""
    names = [each.name for each in definition.file.generics.get(definition.ordinal, ())]
    known: Known = dict(zip(names, told, strict=False))
    context = Context(definition.file, definition.ordinal, definition.line)
    for parameter, argument in pairs:
        said = declared_type(definition, parameter)
        wanted = written(resolver, context, said) if said else None
        if wanted is None or not isinstance(wanted.base, Deduced) or wanted.base.name not in names[len(told) :]:
            continue
        name = wanted.base.name
        found = None if parameter.is_rest else _matched(argument, wanted)
        known[name] = found if known.get(name, found) == found else None
    for name in names:
        known.setdefault(name, None)
    return known


def _matched(argument: Passed, wanted: Qualified) -> Qualified | None:
    """Return what a deduced type is where an argument is what a parameter of it is given."""
    if argument.literal == "function":
        return Qualified(FUNCTION)
    actual, levels = argument.type, len(wanted.pointers or ())
    if actual is None or isinstance(actual.base, Deduced):
        return None
    if actual.pointers is None:
        return actual._replace(is_constant=False, reference="") if not levels else None
    if levels:
        left = actual.pointers[: len(actual.pointers) - levels]
        return Qualified(actual.base, actual.is_constant and bool(left), left)
    if wanted.reference == "&&":
        return actual._replace(reference="&" if argument.is_lvalue else "")
    if wanted.reference:
        return _without_constant(actual._replace(reference="")) if wanted.is_constant else actual._replace(reference="")
    return _decayed(actual)


def _without_constant(known: Qualified) -> Qualified:
    if known.pointers is None:
        return known._replace(is_constant=False)
    if known.pointers:
        return known._replace(pointers=(*known.pointers[:-1], False))
    return known._replace(is_constant=False)


def _decayed(known: Qualified) -> Qualified:
    """Return the type of a value as a parameter takes it: https://eel.is/c++draft/meta.trans.other#lib:decay."""
    bare = known._replace(reference="", is_array=False)
    return _without_constant(bare)


_TRANSFORMED: dict[str, Callable[[Qualified], Qualified]] = {
    "decay": _decayed,
    "remove_cvref": lambda known: _without_constant(known._replace(reference="")),
    "remove_reference": lambda known: known._replace(reference=""),
    "remove_cv": lambda known: known if known.reference else _without_constant(known),
    "remove_const": lambda known: known if known.reference else _without_constant(known),
    "type_identity": lambda known: known,
}
"""Traits of the library that give a type for another."""


def _type(place: _Place, text: str) -> Qualified | None:
    """Return the type that is written where a constraint is."""
    match read_type(text):
        case ("type", parts, is_constant, marks):
            found = _named_type(place, parts)
            if found is None:
                return None
            if is_constant and found.pointers:
                found = found._replace(pointers=(*found.pointers[:-1], True))
            elif is_constant:
                found = found._replace(is_constant=True)
            return marked(found, marks) if marks else found
    return None


def _named_type(place: _Place, parts: tuple[Part, ...]) -> Qualified | None:
    last = parts[-1]
    if len(parts) == 1 and last.arguments is None and last.name in place.known:
        return place.known[last.name]
    whole = parts[:-1] if last == Part("type") and len(parts) > 1 else parts
    name = whole[-1].name if whole is not parts else last.name.removesuffix("_t")
    arguments = whole[-1].arguments
    if name in _TRANSFORMED and arguments is not None and len(arguments) == 1:
        inner = _type(place, arguments[0])
        return _TRANSFORMED[name](inner) if inner is not None else None
    if any(each.arguments is not None for each in parts[:-1]):
        return None
    said = ".".join(each.name for each in parts)
    if last.arguments is not None:
        said += f"[{','.join(_in_notation(each) for each in last.arguments)}]"
    definition = place.around
    found = written(place.resolver, Context(definition.file, definition.ordinal, definition.line), said)
    return None if found is None or isinstance(found.base, Deduced) else found


def _in_notation(text: str) -> str:
    """Return a type as the facts have it; `?` for what is more than a name."""
    match read_type(text):
        case ("type", parts, False, "") if all(each.arguments is None for each in parts):
            return ".".join(each.name for each in parts)
    return "?"


def _holds(place: _Place, condition: Condition) -> bool | None:
    """Say whether a condition holds; None where that is not known."""
    match condition:
        case ("!", inner):
            found = _holds(place, inner)
            return not found if found is not None else None
        case ("&&", *parts):
            return _all(_holds(place, each) for each in parts)
        case ("||", *parts):
            found = _all(not h if (h := _holds(place, each)) is not None else None for each in parts)
            return not found if found is not None else None
        case ("==", one, other):
            left, right = _value(place, one), _value(place, other)
            return left == right if left is not None and right is not None else None
        case ("!=", one, other):
            return _holds(place, ("!", ("==", one, other)))
        case ("value", "true" | "false" as text):
            return str(text) == "true"
        case ("named", _):
            value = _value(place, condition)
            return value == "true" if value in ("true", "false") else None
    return None


def _all(parts: Iterable[bool | None]) -> bool | None:
    found: bool | None = True
    for each in parts:
        if each is False:
            return False
        if each is None:
            found = None
    return found


def _value(place: _Place, condition: Condition) -> str | None:
    """Return the constant that an expression is, as it is written: `true`, a number, the name of an enumerator."""
    match condition:
        case ("value", text):
            return str(text)
        case ("named", parts) if place.depth <= _DEEPEST and place.traits[0] <= _MOST:
            return _named_value(place, parts)
        case ("!" | "&&" | "||" | "==" | "!=", *_):
            found = _holds(place, condition)
            return str(found).lower() if found is not None else None
    return None


def _named_value(place: _Place, parts: tuple[Part, ...]) -> str | None:
    last = parts[-1]
    if last.name in _CONSTANTS and last.arguments is None:
        return _CONSTANTS[last.name]
    trait = parts[-2] if last == Part(_VALUE) and len(parts) > 1 else last
    if trait.arguments is None:
        return _enumerator(place, parts)
    own = _templates(place, trait.name)
    if parts[0].name in place.around.file.language.library_names or not own:
        return _of_library(place, trait.name.removesuffix("_v"), trait.arguments)
    types = [_type(place, each) for each in trait.arguments]
    return _of_own(place, own, types)


def _enumerator(place: _Place, parts: tuple[Part, ...]) -> str | None:
    """Return the name of an enumerator that is named with its enumeration."""
    if len(parts) < 2:
        return None
    named = place.resolver.program.named(parts[-1].name)
    return parts[-1].name if any(each.kind == "enum_member" for each in named) else None


def _of_library(place: _Place, name: str, arguments: tuple[str, ...]) -> str | None:
    match name:
        case "conjunction" | "disjunction":
            sign = "&&" if name == "conjunction" else "||"
            found = _holds(place, (sign, *map(read_condition, arguments))) if arguments else None
        case "negation":
            found = _holds(place, ("!", read_condition(arguments[0]))) if len(arguments) == 1 else None
        case "bool_constant":
            found = _holds(place, read_condition(arguments[0])) if len(arguments) == 1 else None
        case "integral_constant":
            return _value(place, read_condition(arguments[1])) if len(arguments) == 2 else None
        case _:
            types = [_type(place, each) for each in arguments]
            found = standard_trait(place.resolver, place.around, name, types)
    return str(found).lower() if found is not None else None


def _templates(place: _Place, name: str) -> list[Definition]:
    """Return what a name of a trait is that the repository defines."""
    return [
        each
        for each in place.resolver.program.named(name)
        if each.kind in ("struct", "class", "type", "variable", "field")
        and each.file.language is place.around.file.language
    ]


def _of_own(place: _Place, templates: list[Definition], types: list[Qualified | None]) -> str | None:
    """Return the value of a template for some arguments: that of the specialization which is for them."""
    primary = [each for each in templates if _pattern(each) is None]
    if len(primary) != 1:
        return None
    possible: list[str | None] = []
    for each in templates:
        pattern = _pattern(each)
        if pattern is None:
            continue
        known: Known = dict.fromkeys(_names(each))
        fits = _fits(place.inside(each, known), pattern, types)
        if fits is False:
            continue
        value = _value_of(place.inside(each, known))
        if fits:
            return value
        possible.append(value)
    general = dict(zip(_names(primary[0]), types, strict=False))
    possible.append(_value_of(place.inside(primary[0], general)))
    return possible[0] if len(set(possible)) == 1 else None


def _names(template: Definition) -> list[str]:
    """Return the names of a template's parameters."""
    file, own = template.file, template.file.generics.get(template.ordinal, ())
    if not own:
        around = file.generics.get(template.container, ())
        nearest = max((each.line for each in around if each.line <= template.line), default=0)
        own = [each for each in around if each.line == nearest]
    return [each.name for each in own]


def _pattern(template: Definition) -> tuple[str, ...] | None:
    """Return the arguments that a specialization is for; None for the template itself."""
    if template.kind not in ("struct", "class"):
        return None
    _, found, rest = template.details.signature.partition(template.name)
    if not found or not rest.lstrip().startswith("<"):
        return None
    return read_arguments(_whole(rest)) or read_arguments(completed(rest)) or ("",)


def _whole(text: str) -> str:
    """Return the template arguments that a text begins with, up to their end."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "<") - (sign == ">")
        if sign == ">" and not depth:
            return text[: at + 1]
    return text


def _fits(place: _Place, pattern: tuple[str, ...], types: list[Qualified | None]) -> bool | None:
    """Say whether some arguments are what a specialization is for, and learn what its parameters stand for."""
    return _all([
        _fits_one(place, each, types[at] if at < len(types) else None, is_given=at < len(types))
        for at, each in enumerate(pattern)
    ])  # fmt: skip


def _fits_one(place: _Place, pattern: str, actual: Qualified | None, *, is_given: bool) -> bool | None:
    match read_type(pattern):
        case ("type", (Part(name, None),), False, "") if name in place.known:
            place.known[name] = actual
            return True
        case ("type", (*_, Part("enable_if_t" | "enable_if", (condition, *_))), _, _):
            return _holds(place, read_condition(condition))
        case ("type", (*_, Part("enable_if", (condition, *_)), Part("type")), _, _):
            return _holds(place, read_condition(condition))
        case ("type", (Part(name, None),), is_constant, marks) if name in place.known and actual is not None:
            return _fits_marks(place, name, is_constant, marks, actual)
        case ("type", (*_, Part(_, None)), _, _) if is_given and actual is not None:
            wanted = _type(place, pattern)
            return is_same(place.resolver, place.around, actual, wanted) if wanted is not None else None
        case ("type", parts, _, _) if is_given and actual is not None:
            return _fits_template(place, parts, actual)
    return None


def _fits_marks(place: _Place, name: str, is_constant: bool, marks: str, actual: Qualified) -> bool | None:
    """Say whether a type is one with some marks, `T *`, `const T`, and learn which one."""
    if actual.pointers is None:
        return None
    if marks in ("&", "&&"):
        if actual.reference != marks:
            return False
        place.known[name] = actual._replace(reference="")
        return True if not is_constant else None
    if marks == "^" and not is_constant and not actual.is_array:
        if actual.reference or not actual.pointers:
            return False
        place.known[name] = actual._replace(pointers=actual.pointers[:-1])
        return True
    if not marks and is_constant:
        if _without_constant(actual) == actual:
            return False
        place.known[name] = _without_constant(actual)
        return True
    return None


def _fits_template(place: _Place, parts: tuple[Part, ...], actual: Qualified) -> bool | None:
    """Say whether a type is what a template makes: which one of these it is, is not known."""
    if actual.reference or actual.pointers:
        return False
    match actual.base:
        case Plain():
            return False
        case Own(definition):
            return None if definition.name == parts[-1].name else False
        case Library(name, _, True):
            return None if name == parts[-1].name or name not in place.around.file.language.library_bases else False
    return None


def _value_of(place: _Place) -> str | None:
    """Return the value of a template by what it is, for arguments that are known."""
    template = place.around
    if template.kind not in ("struct", "class"):
        return _value(place, read_condition(constraint_of(template)))
    for member in template.file.children.get((template.ordinal, _VALUE), ()):
        return _value(place, read_condition(constraint_of(member)))
    return _value(place, read_condition(_base(template)))


def _base(template: Definition) -> str:
    """Return the first base of a class as it is written."""
    bases = _BASES.search(template.details.signature)
    return bases[1] if bases is not None and not bases[1].endswith("…") else ""
