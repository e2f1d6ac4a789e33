"""What stands for the type parameters of a generic type or function where it is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeGuard

from ecp.index.records import MAKING, ON
from ecp.query.resolution.notation import parse_type
from ecp.query.resolution.overloads.parameters import expected_by, parameter_types, takes_rest_of_arguments
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.generics import has_parameter, matched, substitute
from ecp.query.resolution.types.inheritance import constructors_of, generic_bases, linearization
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Instance,
    Outside,
    Parameter,
    Shape,
    Value,
    Values,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

Generic = tuple[tuple[int, Values], ...]
"""Parameters of a function, by position, with the type parameters that their types have."""
_BODILY = frozenset(("default", "static", "private", "inline"))


def given_by(resolver: Resolver, values: Values, count: int) -> tuple[tuple[Values, Generic], ...]:
    """Return what calls of some values give, each with the parameters that tell of type parameters in that.

    `count` is the number of arguments.  Where no parameter tells, all that the calls give is together.
    """
    values = resolver.one(values)

    def find() -> tuple[tuple[Values, Generic], ...]:
        found = tuple(_find_given_by(resolver, values, count))
        if any(generic for _, generic in found):
            return found
        return ((resolver.one(each for given, _ in found for each in given), ()),)

    return resolver.complete(("calls", id(values), count), find)


def _find_given_by(resolver: Resolver, values: Values, count: int) -> Iterator[tuple[Values, Generic]]:
    for value in values:
        given = resolver.call(value)
        if not count or not has_parameter(given):
            yield given, ()
            continue
        match value:
            case Function(definition):
                yield given, _generic_parameters(resolver, definition, count)
            case Class(definition):
                made_by = constructors_of(resolver, definition)
                yield given, _generic_parameters(resolver, made_by[0], count) if made_by else ()
            case Container("function", (_, *taken)):
                yield given, tuple((at, each) for at, each in enumerate(taken[:count]) if has_parameter(each))
            case _:
                yield given, ()


def _generic_parameters(resolver: Resolver, definition: Definition, count: int) -> Generic:
    """Return which of a function's first parameters have type parameters in their types, with these types."""

    def find() -> Generic:
        file = definition.file
        declared = file.parameters.get(definition.ordinal, [])
        in_type = definition.container != TOP and file.definitions[definition.container].is_type
        if in_type and declared and declared[0].name in file.language.self_names:
            declared = declared[1:]
        context = Context(file, definition.ordinal, definition.line)
        types = (
            classes_made(resolver, type_values(resolver, context, parse_type(binding.type)))
            for binding in declared[:count]
        )
        return tuple((position, values) for position, values in enumerate(types) if has_parameter(values))

    return resolver.complete(("generic parameters", id(definition), count), find)


def told_by_function(resolver: Resolver, made: Values, function: Definition) -> Values:
    """Return what classes make of a function that they decorate, type parameters as the function tells."""
    passed: Values = (Container("function", (resolver.result_values(function),)),)
    found: list[Value] = []
    for value in made:
        told: dict[str, Values] = {}
        constructors = constructors_of(resolver, value.type) if isinstance(value, Instance) else ()
        for _, declared in _generic_parameters(resolver, constructors[0], 1) if constructors else ():
            matched(declared, passed, told)
        found += substitute((value,), told)
    return tuple(found)


def with_what_they_give(resolver: Resolver, declared: Values, passed: Values) -> Values:
    """Return what is passed, with what functions give where the type of the parameter says that they are called."""
    if not any(isinstance(each, Container) and each.kind == "function" for each in declared):
        return passed
    called = (each for each in passed if isinstance(each, Function | Class))
    return (*passed, *(Container("function", (tuple(resolver.call(each)),)) for each in called))


def classes_made(resolver: Resolver, values: Values) -> Values:
    """Return some values and, of types that say what `new` makes of their values, the classes that these are.

    https://www.typescriptlang.org/docs/handbook/2/functions.html#construct-signatures
    """
    found: list[Value] = []
    for value in values:
        if isinstance(value, Shape):
            found += resolver.member_values(value, MAKING)
        if isinstance(value, Instance) and value.type.kind in ("interface", "type"):
            file, scope = value.type.file, value.type.ordinal
            for binding in file.bound(scope, MAKING):
                made = parse_type(binding.type)
                if made[:2] == ("type", "type"):
                    classes = type_values(resolver, Context(file, scope, binding.line), made)
                    found += substitute(classes, arguments_in(resolver, value, value.type))
    return (*values, *found)


Place = int | str
"""Which parameter of a function: counted from 0, or from -1 at the end; or by the label of its argument (`_` and the
number of those before it that have none) and the place of that: `pen:1`, `_0:1`."""


def passed_to(resolver: Resolver, value: Value, position: Place) -> Values:
    """Return what a function is called with for one of its parameters."""
    match value:
        case Container("function", (_, *taken)):
            return _taken([each for each in taken if not any(map(_is_receiver, each))], position)
        case Function(definition, receiver):
            return filled_in(resolver, _declared_parameter(resolver, definition, position), receiver, definition)
        case Class(definition, arguments):
            made = constructors_of(resolver, definition)
            if not made and definition.kind == "interface":  # a value of it is made of a function: `Listener { … }`
                return (Instance(definition, arguments),)
            said = tuple(dict.fromkeys(v for each in made for v in _declared_parameter(resolver, each, position)))
            if said or not isinstance(position, str) or definition.kind != "struct":
                return said
            label = position.partition(":")[0]  # of the initializer with all members that no struct has to declare
            return tuple(resolver.member_values(Instance(definition, arguments), label))
        case Instance() | Shape() if signatures := resolver.signatures(value):
            return tuple(gathered(signatures, lambda each: passed_to(resolver, each, position)))
        case Instance(definition, _) if definition.kind == "interface":
            members = definition.file.members.get(definition.ordinal, ())
            methods = [d for d in members if d.kind in FUNCTION_KINDS and not _has_body(d)]
            if len(methods) == 1:  # a lambda is a value of it
                found = _declared_parameter(resolver, methods[0], position)
                return filled_in(resolver, found, value, methods[0])
        case Parameter(_, bound):
            return tuple(gathered(bound, lambda each: passed_to(resolver, each, position)))
    return ()


def receivers_taken(function: Container) -> Values:
    """Return the receivers that a function is run with."""
    taken = (value for values in function.inside for value in values if _is_receiver(value))
    return tuple(receiver for value in taken for receiver in value.inside[0])


def _is_receiver(value: Value) -> TypeGuard[Container]:
    return isinstance(value, Container) and value.kind == ON


def _taken(parameters: Sequence[Values], place: Place) -> Values:
    """Return what a function takes at a position, where the last of its parameters may take the rest."""
    position = _unlabelled(place) if isinstance(place, str) else place
    if position is None:
        return ()
    rest = (
        next((v for v in parameters[-1] if isinstance(v, Container) and v.kind == "rest"), None) if parameters else None
    )
    if rest is not None and position >= len(parameters) - 1:
        return _of_rest(rest.inside[0], position - len(parameters) + 1)
    return parameters[position] if -len(parameters) <= position < len(parameters) else ()


def _of_rest(values: Values, position: int) -> Values:
    """Return one of the arguments that a parameter of a type takes: a list of them, or of each the type of its own."""
    found: list[Value] = []
    for value in values:
        match value:
            case Container("list", inside):
                found += inside[0]
            case Container("tuple", inside):
                found += inside[position] if position < len(inside) else ()
            case _ if position == 0:
                found.append(value)
    return tuple(found)


def _unlabelled(place: str) -> int | None:
    """Return which of the parameters without a label a place is: 1 of `_1:2`; None where it has one."""
    label = place.partition(":")[0]
    return int(label[1:]) if label.startswith("_") and label[1:].isdigit() else None


def _position(definition: Definition, place: Place) -> int | None:
    """Return the position of a function's parameter."""
    if isinstance(place, int):
        return place
    labels = [each.label for each in expected_by(definition.parameters) or () if not each.is_receiver]
    number, label = _unlabelled(place), place.partition(":")[0]
    if number is None:
        return labels.index(label) if label in labels else None
    unlabelled = [at for at, label in enumerate(labels) if label == "_"]
    return unlabelled[number] if number < len(unlabelled) else None


def _declared_parameter(resolver: Resolver, definition: Definition, place: Place) -> Values:
    """Return the values of a parameter by its declared type."""
    if definition.kind == "enum_member" and isinstance(place, str):  # a case takes what it holds, and has no defaults
        return _payload(resolver, definition, int(place.partition(":")[2]))
    position, types = _position(definition, place), parameter_types(definition)
    if position is None:
        return ()
    takes_rest = bool(types) and takes_rest_of_arguments(definition)
    at = min(position, len(types) - 1) if takes_rest else position
    if not -len(types) <= at < len(types):
        return ()
    context = Context(definition.file, definition.ordinal, definition.line)
    values = type_values(resolver, context, parse_type(types[at]))
    return _of_rest(values, position - at) if takes_rest and at == len(types) - 1 else values


def _payload(resolver: Resolver, definition: Definition, position: int) -> Values:
    """Return the values of one position of what a case of an enumeration holds."""
    held = parse_type(definition.type)
    parts = held[2:] if held[:2] == ("type", "tuple") else (held,)
    context = Context(definition.file, definition.ordinal, definition.line)
    return type_values(resolver, context, parts[position]) if position < len(parts) else ()


def parameters_of(resolver: Resolver, definition: Definition) -> tuple[str, ...]:
    """Return the names of a type's parameters, as declared or as its bases have them (`Generic[T]`)."""
    nothing: tuple[str, ...] = ()
    return resolver.memo(("parameters", id(definition)), lambda: _type_parameters(resolver, definition), nothing)


def _type_parameters(resolver: Resolver, definition: Definition) -> tuple[str, ...]:
    file = definition.file
    own = [each.name for each in file.generics.get(definition.ordinal, ())]
    if own or not file.language.type_parameter_makers:
        return tuple(own)
    context = Context(file, definition.container, definition.line)
    bases = [parse_type(each.base) for each in file.heritage_of.get(definition.ordinal, ())]
    bases.sort(key=lambda base: base[1:2] != ("Generic",))
    found: dict[str, None] = {}
    for argument in (argument for base in bases for argument in base[2:]):
        for value in type_values(resolver, context, argument):
            if isinstance(value, Parameter):
                found[value.name] = None
    return tuple(found)


def arguments_in(resolver: Resolver, owner: Instance | Class, where: Definition) -> dict[str, Values]:
    """Return what the type parameters of a base (or the type itself) stand for in a value of a type."""
    parameters = parameters_of(resolver, owner.type)
    known = {name: values for name, values in zip(parameters, owner.arguments, strict=False) if values}
    if where is owner.type:
        return known
    for base in generic_bases(resolver, owner.type):
        if base.type is where or where in linearization(resolver, base.type)[0]:
            actual = Instance(base.type, tuple(substitute(each, known) for each in base.arguments))
            return arguments_in(resolver, actual, where)
    return {}


def filled_in(resolver: Resolver, values: Values, owner: Value | None, member: Definition) -> Values:
    """Return the values of a member with the type arguments of what it is a member of."""
    if not has_parameter(values) or not isinstance(owner, Instance | Class):
        return values
    where: Definition | None = None
    if member.owner:
        where = next(iter(resolver.owners(member)), None)
    elif member.container != TOP:
        where = resolver.type_of_extension(member.file.definitions[member.container])
    if where is None:
        return values
    known = {**arguments_in(resolver, owner, where), **_told_by_self(resolver, member, owner)}
    if where.kind == "extension" and where is not owner.type:  # `impl $name` in a macro
        known[where.name] = (Instance(owner.type, owner.arguments),)
    if owner.type is where and member.container != TOP:  # `impl<E> Box<E>` has names of its own for them
        for declared, actual in zip(
            arguments_extended(resolver, member.file.definitions[member.container]), owner.arguments, strict=False
        ):
            matched(declared, actual, known)
    if member.owner:  # `func (b *Box[E]) get() E` has names of its own for them
        of_owner = [known.get(name, ()) for name in parameters_of(resolver, where)]
        known.update(zip(parameters_of(resolver, member), of_owner, strict=False))
    return substitute(values, known)


def arguments_extended(resolver: Resolver, extension: Definition) -> tuple[Values, ...]:
    """Return the type arguments of the type that an extension adds to, as written there: `impl Box<u8>`."""
    if extension.kind != "extension" or "[" not in extension.owner:
        return ()
    nothing: tuple[Values, ...] = ()
    return resolver.memo(("arguments", id(extension)), lambda: _written_arguments(resolver, extension), nothing)


def _written_arguments(resolver: Resolver, extension: Definition) -> tuple[Values, ...]:
    context = Context(extension.file, extension.ordinal, extension.line)
    return tuple(type_values(resolver, context, each) for each in parse_type(extension.owner)[2:])


def extending(
    resolver: Resolver, members: tuple[Definition, ...], arguments: tuple[Values, ...]
) -> tuple[Definition, ...]:
    """Leave out the members that extensions give to a type with other arguments: `impl Box<u8>` of a `Box<u16>`."""

    def may_be_of(member: Definition) -> bool:
        around = member.outer
        written = arguments_extended(resolver, around) if around is not None else ()
        return all(may_be_same(one, other) for one, other in zip(written, arguments, strict=False))

    return tuple(filter(may_be_of, members)) or members


def may_be_same(one: Values, other: Values) -> bool:
    """Say whether two type arguments may be the same: not where both are known, and none of each is of the other."""
    named = [{_type_name(value) for value in values} for values in (one, other)]
    return not all(named) or any(None in names for names in named) or not named[0].isdisjoint(named[1])


def _type_name(value: Value) -> object:
    """Return what tells a type from others, None where any may be meant."""
    match value:
        case Instance(definition, _):
            return id(definition)
        case Outside(name):
            return name
        case Container(kind, _):
            return f"{kind} of a library"
    return None


def _told_by_self(resolver: Resolver, member: Definition, owner: Value) -> dict[str, Values]:
    """Return what a method's receiver tells of the type parameters of its own `self: T` or `cls: type[T]`."""
    known: dict[str, Values] = {}
    file = member.file
    for name in file.language.self_names:
        for binding in file.bound(member.ordinal, name):
            if binding.how == "parameter" and binding.type:
                context = Context(file, member.ordinal, member.line)
                matched(type_values(resolver, context, parse_type(binding.type)), (owner,), known)
    return known


def _has_body(method: Definition) -> bool:
    """Say whether a method of an interface says itself what it does, as static, default and inline ones do."""
    return not _BODILY.isdisjoint(method.modifiers.split())
