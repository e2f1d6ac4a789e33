"""What a call gives."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.index.records import CALLED
from ecp.query.resolution.notation import parse_type
from ecp.query.resolution.program.definitions import Definition, is_own_maker
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.generics import substitute
from ecp.query.resolution.types.inheritance import linearization, own_members
from ecp.query.resolution.types.own_type import gives_itself
from ecp.query.resolution.types.prototypes import makes_objects
from ecp.query.resolution.types.stubs import described
from ecp.query.resolution.types.type_arguments import arguments_in, classes_made, filled_in, parameters_of
from ecp.query.resolution.types.type_members import attribute
from ecp.query.resolution.values import (
    BREADTH,
    Class,
    Container,
    Function,
    Instance,
    Outside,
    Parameter,
    Shape,
    Super,
    Value,
    Values,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_SIGNATURE = "("
"""The name of what an interface is when it is called."""


def call(resolver: Resolver, value: Value) -> Values:
    """Return what calling a value gives."""
    match value:
        case Class(definition, arguments):
            if definition.file.language.bare_calls and (given := _made_by_own(resolver, value)):
                return given
            own = () if arguments else tuple((Parameter(name, ()),) for name in parameters_of(resolver, definition))
            return (Instance(definition, arguments or own),)
        case Function(definition, receiver):
            made: Values = (Instance(definition),) if makes_objects(definition) else ()
            return (*made, *resolver.result_values(definition, receiver))
        case Instance(definition, _):
            names = definition.file.language.call_methods
            found = resolver.first_members(value, names) if names else resolver.signatures(value)
            return tuple(gathered(found, resolver.call))
        case Shape():
            return tuple(gathered(resolver.signatures(value), resolver.call))
        case Container("function" | "class", inside):
            return inside[0]
        case Super(definition):
            return (Instance(definition),)
        case Parameter(_, bound):  # else a conversion to it
            return tuple(gathered(bound, resolver.call)) or (value,)
        case Outside(name):
            return (Outside(f"{name}()"),)
    return ()


def _made_by_own(resolver: Resolver, value: Class) -> Values:
    """Return what a type's own `new` gives, which stands for the library's: it may be of another type.

    https://docs.ruby-lang.org/en/3.4/Class.html#method-i-new
    """
    names = value.type.file.language.making
    makers = [one for name in names for one in own_members(resolver, value.type, name) if is_own_maker(one)]
    given = [found for each in makers for found in resolver.result_values(each, value)]
    made = (Instance(each.type) if isinstance(each, Super) else each for each in given)
    return tuple(each for each in made if not isinstance(each, Outside))


def signatures(resolver: Resolver, value: Instance | Shape) -> Values:
    """Return the functions that a value is, by the call signatures of its type.

    https://www.typescriptlang.org/docs/handbook/2/functions.html#call-signatures
    """
    return resolver.complete(("signatures", value), lambda: _find_signatures(resolver, value))


def _find_signatures(resolver: Resolver, value: Instance | Shape) -> Values:
    """Return what a value is when it is called, else what it makes values of: `{ new (): Pen }`."""
    if isinstance(value, Shape):
        found = tuple(resolver.member_values(value, CALLED))
    else:
        found = tuple(_declared_signatures(resolver, value))
    return found or classes_made(resolver, (value,))[1:]


def _declared_signatures(resolver: Resolver, value: Instance) -> Iterator[Value]:
    for each in linearization(resolver, value.type)[0] if value.type.kind in ("interface", "type") else ():
        for binding in _signatures_in(each):
            context = Context(each.file, each.ordinal, binding.line)
            declared = type_values(resolver, context, parse_type(binding.type), value)
            yield from substitute(declared, arguments_in(resolver, value, each))


def _signatures_in(definition: Definition) -> Iterator[Binding]:
    """Yield the call signatures that a type is declared with: those of an alias are kept in the scope around it."""
    file = definition.file
    if definition.kind != "type":
        yield from file.bound(definition.ordinal, _SIGNATURE)
        return
    bindings = [each for each in file.bound(definition.container, _SIGNATURE) if each.line >= definition.line]
    if bindings:
        beside = file.lines_of_definitions.get(definition.container, ())
        after = bisect_right(beside, definition.line)
        end = beside[after] if after < len(beside) else bindings[-1].line + 1
        yield from (each for each in bindings if each.line < end)


def result_values(resolver: Resolver, definition: Definition, receiver: Value | None = None) -> Values:
    """Return what a function returns: by its declared type, else by what its body returns."""
    return resolver.complete(
        ("given", id(definition), receiver),
        lambda: filled_in(resolver, _result_values(resolver, definition, receiver), receiver, definition),
    )


def _result_values(resolver: Resolver, definition: Definition, receiver: Value | None) -> Values:
    file = definition.file
    if definition.kind == "enum_member":
        return (Instance(file.definitions[definition.container]),)
    if definition.name in file.language.constructors and isinstance(receiver, Instance | Class):
        return (Instance(receiver.type),)
    if definition.type:
        context = Context(file, definition.ordinal, definition.line)
        values = type_values(resolver, context, parse_type(definition.type), receiver)
        if values:
            return values
    elif any(resolver.result_values(each, receiver) for each in _signatures_of(definition)):
        return ()  # what it gives itself is not seen
    for each in described(resolver, definition):
        if each is not definition and (values := resolver.result_values(each, receiver)):
            return values
    if definition.kind == "property":
        return attribute(resolver, definition)
    inferred: Values = ()
    inferred = resolver.memo(("result", id(definition)), lambda: _inferred_result(resolver, definition), inferred)
    if not isinstance(receiver, Instance | Class | Super) or not definition.file.language.self_types:
        return inferred
    around = definition.outer
    own = Instance(around) if around is not None else None
    if own not in inferred or receiver.type is around or not gives_itself(resolver, definition):
        return inferred
    return tuple(Instance(receiver.type) if value == own else value for value in inferred)


def _signatures_of(definition: Definition) -> list[Definition]:
    """Return the signatures that say what an overloaded function gives, of the one that implements it.

    https://www.typescriptlang.org/docs/handbook/2/functions.html#overload-signatures-and-the-implementation-signature
    """
    file = definition.file
    same = file.children.get((definition.container, definition.name), ()) if file.language.checked_interfaces else ()
    if len(same) < 2:
        return []
    modifier, own = file.language.type_modifier, definition.modifiers.split()
    others = [each for each in same if each is not definition and each.type and each.kind == definition.kind]
    return [each for each in others if (modifier in each.modifiers.split()) == (modifier in own)]


def _inferred_result(resolver: Resolver, definition: Definition) -> Values:
    file = definition.file
    found: list[Value] = []
    yields: list[Value] = []
    for binding in file.results.get(definition.ordinal, ()):
        target = yields if binding.how == "yield" else found
        target += resolver.binding_values(file, binding)
    if yields and not file.language.bare_calls:  # where they are not what a block is called with
        found.append(Container("list", (tuple(dict.fromkeys(yields)),)))
    return tuple(dict.fromkeys(found))[:BREADTH]
