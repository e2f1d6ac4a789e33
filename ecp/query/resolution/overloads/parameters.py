"""The parameters of a definition as the extractor wrote them down (`ecp.index.extraction.overloads`)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ecp.index.records import CONSTANT, IF
from ecp.query.resolution.notation import last_name, marks_after, split
from ecp.query.resolution.program.definitions import Definition


class Expected(NamedTuple):
    """A parameter of a definition."""

    label: str
    """That calls have to give; `_` for none, and "" where the language has no such labels."""
    name: str
    """`_` where it has none, or `<T>` by its type."""
    is_optional: bool
    is_rest: bool
    is_receiver: bool
    is_constant: bool = False


@lru_cache(maxsize=50_000)
def expected_by(text: str) -> tuple[Expected, ...] | None:
    """Return the parameters of a definition by its `parameters`; None where they are not known."""
    text = text.partition(IF)[0].removesuffix(CONSTANT)
    if not text:
        return None
    found = []
    for part in split(text[1:-1], ",") if text != "()" else ():
        whole = part.rstrip(f".=*{CONSTANT}")
        marks = part[len(whole) :]
        label, _, name = whole.rpartition(":")
        found.append(Expected(label, name, "=" in marks, "*" in marks, "." in marks, CONSTANT in marks))
    return tuple(found)


def parameter_types(definition: Definition) -> list[str]:
    """Return the declared types of a function's parameters in order, "" where there is none; no receiver's."""
    expected = expected_by(definition.parameters)
    if expected is not None:
        return [declared_type(definition, each) for each in expected if not each.is_receiver]
    file = definition.file
    declared = file.parameters.get(definition.ordinal, [])
    has_receiver = bool(declared) and declared[0].name in file.language.self_names
    return [each.type for each in declared[has_receiver:]]


def takes_rest_of_arguments(definition: Definition) -> bool:
    """Say whether the last parameter of a function takes any number of arguments, as far as that is written down."""
    expected = expected_by(definition.parameters)
    return expected[-1].is_rest if expected else False


def is_shaped_as(one: Definition, other: Definition, *, but_for_constants: bool = False) -> bool:
    """Say whether two definitions take the same parameters, as a declaration and its definition do."""
    parameters, others = expected_by(one.parameters), expected_by(other.parameters)
    if parameters is None or others is None:
        return True
    if not but_for_constants and of_constants(one) != of_constants(other):
        return False
    if [each.is_rest for each in parameters] != [each.is_rest for each in others]:
        return False
    pairs = ((declared_type(one, a), declared_type(other, b)) for a, b in zip(parameters, others, strict=True))
    return all(not a or not b or last_name(a) == last_name(b) for a, b in pairs)


def shape(definition: Definition) -> tuple[str, ...]:
    """Return what a function takes, the same of its definitions in several files: its types without their paths."""
    types = [declared_type(definition, each) for each in expected_by(definition.parameters) or ()]
    return tuple(last_name(each) + marks_after(each) for each in types)


def of_constants(definition: Definition) -> bool:
    """Say whether a method may be called on a constant, where the language tells such methods apart."""
    return definition.parameters.partition(IF)[0].endswith(CONSTANT)


def declared_type(definition: Definition, parameter: Expected) -> str:
    if parameter.name.startswith("<"):
        return parameter.name[1:-1]
    bindings = definition.file.bound(definition.ordinal, parameter.name)
    return next((each.type for each in bindings if each.how == "parameter" and each.type), "")
