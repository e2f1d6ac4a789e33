"""What methods do with the blocks that they are given: of which receiver they run them, and what they call them with.

https://docs.ruby-lang.org/en/3.4/BasicObject.html#method-i-instance_exec
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.index.records import HANDED_ON, RUN
from ecp.query.resolution.notation import Tree, parse_expression
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.types.inheritance import constructors_of, linearization, own_members
from ecp.query.resolution.values import Class, Function, Instance, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def given_to_block(resolver: Resolver, context: Context, call: Tree, parameter: int | None) -> Values:
    """Return what the block of a call gets for its receiver, or for one of its parameters."""
    found: list[Value] = []
    for function in _functions_called(resolver, context, call):
        key = ("block", id(function.definition), function.receiver, parameter)
        found += resolver.memo(key, lambda each=function: tuple(_given(resolver, each, parameter)), ())
    return tuple(dict.fromkeys(found))


def _functions_called(resolver: Resolver, context: Context, call: Tree) -> Iterator[Function]:
    if call[0] == "name":  # called without brackets
        values = resolver.name(context, call[1])[0]
    elif call[0] == "member":
        values = resolver.members_of(resolver.evaluate(context, call[1]), call[2])
    elif call[0] == "call":
        yield from _functions_called(resolver, context, call[1])
        return
    else:
        return
    for value in values:
        if isinstance(value, Function):
            yield value
        elif isinstance(value, Class):
            makers = [
                one for name in value.type.file.language.making for one in own_members(resolver, value.type, name)
            ]
            for each in makers or constructors_of(resolver, value.type):
                yield Function(each, value if makers else Instance(value.type))


def _given(resolver: Resolver, function: Function, parameter: int | None) -> Iterator[Value]:
    definition = function.definition
    if definition.kind not in FUNCTION_KINDS:
        return
    file, scope = definition.file, definition.ordinal
    if not parameter:  # the receiver is given to the block as well
        for binding in file.bound(scope, RUN) if file.has_name(scope, RUN) else ():
            yield from _run_with(resolver, function, binding)
    for binding in file.bound(scope, HANDED_ON) if file.has_name(scope, HANDED_ON) else ():
        place = Context(file, scope, binding.line)
        yield from given_to_block(resolver, place, parse_expression(binding.value), parameter)
    if parameter is None:
        return
    for binding in file.results.get(scope, ()):
        if binding.how == "yield":
            yield from _of_receiver(resolver, function, resolver.binding_values(file, binding))
    declared = file.parameters.get(scope, ())
    name = f"{RUN}{declared[-1].name}" if declared else ""
    for binding in file.bound(scope, name) if not parameter and name and file.has_name(scope, name) else ():
        yield from _of_receiver(resolver, function, resolver.binding_values(file, binding))


def _run_with(resolver: Resolver, function: Function, binding: Binding) -> Iterator[Value]:
    """Yield the receivers with which a function runs its block: its own, where none is said."""
    definition = function.definition
    if binding.value:
        yield from _of_receiver(resolver, function, resolver.binding_values(definition.file, binding))
    else:
        place = Context(definition.file, definition.ordinal, binding.line)
        own = resolver.name(place, definition.file.language.self_names[0])[0]
        yield from _of_receiver(resolver, function, own)


def _of_receiver(resolver: Resolver, function: Function, values: Values) -> Iterator[Value]:
    """Yield values, of which the receiver itself is one of the type that the function was called on."""
    around, receiver = function.definition.outer, function.receiver
    for value in values:
        if isinstance(receiver, Instance | Class) and _is_of(value, around) and type(value) is type(receiver):
            yield receiver if around in linearization(resolver, receiver.type)[0] else value
        else:
            yield value


def _is_of(value: Value, definition: Definition | None) -> bool:
    return isinstance(value, Instance | Class) and value.type is definition
