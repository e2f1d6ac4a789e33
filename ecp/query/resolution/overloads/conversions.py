"""How an argument becomes a parameter: in which phase of overload resolution, and how far its type is from it.

https://docs.oracle.com/javase/specs/jls/se21/html/jls-15.html#jls-15.12.2: what needs no boxing comes before what does,
what takes any number of arguments last, and of what is left the most specific counts.  Which types of the library
inherit from which is the table `library_bases` of the language, and `widening` and `boxes` are those of its values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language, languages
from ecp.query.resolution.notation import Tree, parse_type
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.values import Container, Instance, Outside, Parameter, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.program.definitions import Definition
    from ecp.query.resolution.resolver import Resolver

STRICT, LOOSE, VARIABLE, NEVER = 1, 2, 3, 4
"""The phases, and what none of them takes."""
_FAR, _FARTHEST = 500, 1_000
"""How far a library's type is from one of this repository that inherits from it, and the type of all from any."""
_NAME = re.compile(r"[A-Za-z_]\w*")


class Conversion(NamedTuple):
    """What makes an argument a parameter's."""

    phase: int
    distance: int = 0


_NONE = Conversion(NEVER)
Known = Conversion | None
"""A conversion, or None where it is not known whether there is one."""


def conversion(
    resolver: Resolver, language: Language, value: Tree, actual: Values, tree: Tree, wanted: Values
) -> Known:
    """Return how an argument, of which the values are known, becomes what a parameter's type asks for."""
    if tree[0] != "type":
        return None
    name = tree[1].rpartition(".")[2]
    if value[0] == "function":
        return _of_lambda(language, name, wanted)
    if value == ("literal", "none"):
        return _NONE if name in language.boxes else Conversion(STRICT, _FARTHEST * (name in language.top_types))
    found = [_of_value(resolver, language, each, name, wanted) for each in actual]
    known = [each for each in found if each is not None]
    if not found or len(known) < len(found):
        return None
    fitting = [each for each in known if each.phase != NEVER]
    return max(fitting) if fitting else _NONE


def _of_lambda(language: Language, name: str, wanted: Values) -> Known:
    types = [each.type for each in wanted if isinstance(each, Instance) and each.type.name == name]
    if any(each.kind in ("interface", "type") for each in types):
        return Conversion(STRICT)
    if types or name in (*language.top_types, *language.boxes) or name in language.library_bases:
        return _NONE
    return None


def _of_value(resolver: Resolver, language: Language, value: Value, name: str, wanted: Values) -> Known:
    if parameters := [each for each in wanted if isinstance(each, Parameter) and each.name == name]:
        return _to_parameter(resolver, language, value, parameters[0])
    types = [each.type for each in wanted if isinstance(each, Instance) and each.type.name == name]
    match value:
        case Instance(definition, _):
            return _of_own(resolver, language, definition, name, types)
        case Parameter(_, bound) if bound:
            found = [_of_value(resolver, language, each, name, wanted) for each in bound]
            return found[0] if len(found) == 1 else None
        case Outside(own) if _NAME.fullmatch(own):
            return _of_library(language, language.literal_types.get(own, own), name, types)
        case Container("list", inside, "list") if name == "list" and wanted:
            return _of_array(resolver, language, inside[0], wanted[0])
        case Container(_, _, own) if own:
            return _of_library(language, own, name, types)
    return None


def _of_array(resolver: Resolver, language: Language, elements: Values, wanted: Value) -> Known:
    """Return how an array becomes another: one of the language's own types only as itself."""
    if len(elements) != 1 or not isinstance(wanted, Container) or len(wanted.inside[0]) != 1:
        return None
    element = wanted.inside[0][0]
    match element:
        case Outside(name) | Container(_, _, name):
            step = _of_value(resolver, language, elements[0], name, (element,))
        case Instance(definition, _):
            step = _of_value(resolver, language, elements[0], definition.name, (element,))
        case _:
            return None
    is_own = isinstance(elements[0], Outside) and elements[0].name in language.boxes
    return _NONE if step is not None and (step.phase != STRICT or (is_own and step.distance)) else step


def _to_parameter(resolver: Resolver, language: Language, value: Value, parameter: Parameter) -> Known:
    """Return how a value becomes one of a type parameter: by its bound, or like one of the type of all."""
    top = next(iter(language.top_types), "")
    if not parameter.bound:
        return _of_value(resolver, language, value, top, (Outside(top),))
    for bound in parameter.bound:
        if isinstance(bound, Instance | Outside):
            name = bound.type.name if isinstance(bound, Instance) else bound.name
            return _of_value(resolver, language, value, name, (bound,))
    return None


def _of_own(resolver: Resolver, language: Language, own: Definition, name: str, types: list[Definition]) -> Known:
    """Return how a value of a type of this repository becomes one of another or of a library's type."""
    order, others = linearization(resolver, own)
    if types:
        distances = [at for at, each in enumerate(order) if each in types]
        return Conversion(STRICT, distances[0]) if distances else _NONE
    if name in language.top_types:
        return Conversion(STRICT, _FARTHEST)
    if name in language.boxes:
        return _NONE
    outer = {parse_type(base.base)[1:2] for each in order for base in each.file.heritage_of.get(each.ordinal, ())}
    names = {str(each[0]).rpartition(".")[2] for each in outer if each}
    if any(name == each or name in bases_of_library(language.name, each) for each in names):
        return Conversion(STRICT, _FAR)
    if name in language.vague_types:
        return None
    own_names = {*language.vague_types, *(each.name for each in order)}
    return _NONE if not others or all(each in own_names or _is_known(language, each) for each in names) else None


def _of_library(language: Language, own: str, name: str, types: list[Definition]) -> Known:
    """Return how a value of a library's type, or one of the language itself, becomes one of another type."""
    if types:
        return _NONE
    if own == name:
        return Conversion(STRICT)
    if own in language.boxes:
        return _of_primitive(language, own, name)
    if name in language.boxes:
        plain = next((each for each, box in language.boxes.items() if box == own), "")
        if plain == name:
            return Conversion(LOOSE)
        wider = language.widening.get(plain, ())
        return Conversion(LOOSE, 1 + wider.index(name)) if name in wider else _NONE
    if name in language.top_types:
        return Conversion(STRICT, _FARTHEST)
    if distance := bases_of_library(language.name, own).get(name):
        return Conversion(STRICT, distance)
    if name in language.final_types or own in bases_of_library(language.name, name):
        return _NONE
    return _NONE if _is_known(language, own) and name not in language.vague_types else None


def _of_primitive(language: Language, own: str, name: str) -> Known:
    wider = language.widening.get(own, ())
    if name in wider:
        return Conversion(STRICT, 1 + wider.index(name))
    box = language.boxes[own]
    if name == box:
        return Conversion(LOOSE)
    if name in language.top_types:
        return Conversion(LOOSE, _FARTHEST)
    distance = bases_of_library(language.name, box).get(name)
    if name in language.vague_types:
        return None
    return Conversion(LOOSE, distance) if distance else _NONE


@lru_cache(maxsize=10_000)
def bases_of_library(language_name: str, name: str) -> dict[str, int]:
    """Return what a type of the library inherits from, with the steps to it: as its table says, or its name's end."""
    language = languages()[language_name]
    level, reached, distance = [name], dict[str, int](), 0
    while level:
        distance += 1
        level = [base for one in level for base in _bases_of(language, one) if base not in reached]
        reached.update(dict.fromkeys(level, distance))
    return reached


def _bases_of(language: Language, name: str) -> tuple[str, ...]:
    known = language.library_bases.get(name)
    if known is not None:
        return known
    return next(((end,) for end in language.library_suffixes if name.endswith(end) and name != end), ())


def _is_known(language: Language, name: str) -> bool:
    return name in language.library_bases or bool(_bases_of(language, name))
