"""Type parameters: what stands for them where a generic type or function is used."""

from __future__ import annotations

from collections.abc import Mapping

from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.values import Class, Container, Instance, Parameter, Shape, Value, Values

Known = Mapping[str, Values]
"""What type parameters stand for, by name."""


def has_parameter(values: Values) -> bool:
    """Say whether some type parameter is part of what is known."""
    for value in values:
        match value:
            case Parameter():
                return True
            case Instance(_, inside) | Container(_, inside) | Shape(_, inside):
                if any(map(has_parameter, inside)):
                    return True
    return False


def substitute(values: Values, known: Known) -> Values:
    """Put what is known in the place of type parameters."""
    if not known or not has_parameter(values):
        return values
    found: list[Value] = []
    for value in values:
        match value:
            case Parameter(name):
                found += known.get(name) or (value,)
            case Instance(definition, arguments):
                found.append(Instance(definition, tuple(substitute(each, known) for each in arguments)))
            case Container("class", inside):
                classes = [v for v in substitute(inside[0], known) if isinstance(v, Instance)]
                found += [Class(each.type, each.arguments) for each in classes] or [value]
            case Container("instance", inside):
                made = [v for v in substitute(inside[0], known) if isinstance(v, Class)]
                found += [Instance(each.type, each.arguments) for each in made] or [value]
            case Container(_, inside):
                found.append(value._replace(inside=tuple(substitute(each, known) for each in inside)))
            case Shape(names, inside):
                found.append(Shape(names, tuple(substitute(each, known) for each in inside)))
            case _:
                found.append(value)
    return tuple(dict.fromkeys(found))


def matched(declared: Values, actual: Values, known: dict[str, Values]) -> None:
    """Learn from an argument what the type parameters of the parameter's declared type stand for."""
    for pattern in declared:
        match pattern:
            case Parameter(name):
                known[name] = tuple(dict.fromkeys((*known.get(name, ()), *actual)))
            case Container("class", inside):
                made = tuple(Instance(v.type, v.arguments) for v in actual if isinstance(v, Class))
                matched(inside[0], made, known)
            case Container(kind, inside):
                for value in actual:
                    if isinstance(value, Container) and kind in (value.kind, "list"):
                        passed = as_list(value) if kind == "list" else value
                        for one, other in zip(inside, passed.inside, strict=False):
                            matched(one, other, known)
            case Instance(definition, arguments):
                for value in actual:
                    if isinstance(value, Instance) and value.type is definition:
                        for one, other in zip(arguments, value.arguments, strict=False):
                            matched(one, other, known)


def as_list(value: Container) -> Container:
    """Return a tuple as the list that it may be passed for, or the container itself."""
    if value.kind == "tuple":
        return Container("list", (tuple(each for part in value.inside for each in part),))
    return value


def arity(definition: Definition) -> int:
    """Return the number of the type parameters of a type."""
    return len({each.name for each in definition.file.generics.get(definition.ordinal, ())})


def of_arity(values: Values, number: int) -> Values:
    """Return, of types that have one name, those with a number of type parameters, where any has."""
    if sum(isinstance(value, Class) for value in values) < 2:
        return values
    kept = tuple(value for value in values if not isinstance(value, Class) or arity(value.type) == number)
    return kept if any(isinstance(value, Class) for value in kept) else values
