"""What the receiver of a method stands for, and the types that extensions extend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import Tree, parse_type
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.types.declared_types import type_values, types_named
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.types.prototypes import is_arrow, makes_objects, receiver_of
from ecp.query.resolution.types.type_arguments import arguments_extended
from ecp.query.resolution.values import BREADTH, Class, Holder, Instance, Parameter, Super, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def self_values(resolver: Resolver, context: Context, name: str) -> Values:
    """Return what the receiver stands for inside a method: a value of the type around, or that type itself."""
    file, scope, _ = context
    for definition in file.around(scope):
        if declared := _declared_receiver(resolver, file, definition, name):
            return declared
        if definition.is_type:
            found = resolver.values_of_type(definition)
            if name in file.language.self_types or is_type_itself(resolver, file, scope, definition.ordinal):
                return tuple(Class(*value) if isinstance(value, Instance) else value for value in found)
            return found
        if is_arrow(definition):
            continue
        if definition.owner and definition.kind in FUNCTION_KINDS:
            owners = tuple(Instance(each) for each in resolver.owners(definition))
            return owners or receiver_of(resolver, definition)
        if makes_objects(definition):
            return (Instance(definition),)
        if definition.kind == "variable" or (definition.container != TOP and definition.kind == "method"):
            container = definition if definition.kind == "variable" else file.definitions[definition.container]
            if not container.is_type and container.kind not in FUNCTION_KINDS:
                return (Holder(container),)
        if values := receiver_of(resolver, definition):
            return values
    return ()


def _declared_receiver(resolver: Resolver, file: File, function: Definition, name: str) -> Values:
    """Return the receiver of a function that declares it: `function draw(this: Pen)`.

    https://www.typescriptlang.org/docs/handbook/2/functions.html#declaring-this-in-a-function
    """
    if not file.language.checked_interfaces or not file.bindings.has(function.ordinal, name):
        return ()
    declared = (each for each in file.bound(function.ordinal, name) if each.how == "parameter" and each.type)
    context = Context(file, function.ordinal, function.line)
    return tuple(value for each in declared for value in type_values(resolver, context, parse_type(each.type)))


def hides_receiver(file: File, scope: int, name: str) -> bool:
    """Say whether a name of the receiver is another variable at a place: of a loop, or of a function in the method."""
    known = file.hiding_receiver.get((scope, name))
    if known is None:
        known = file.hiding_receiver[scope, name] = _hides_receiver(file, scope, name)
    return known


def _hides_receiver(file: File, scope: int, name: str) -> bool:
    for around in file.around(scope):
        if around.kind not in FUNCTION_KINDS or not file.bindings.has(around.ordinal, name):
            continue
        if not is_in_type(around) or not is_first(file, around, name):
            return True
        if file.bindings.is_rebound(around.ordinal, name):
            others = (each for each in file.bound(around.ordinal, name) if each.how not in ("parameter", "narrow"))
            return any(not _is_own_type(file, each.value) for each in others)
        return False
    return False


def is_first(file: File, method: Definition, name: str) -> bool:
    """Say whether a name of the receiver is no later parameter of a method than the first: `def make(self, cls)`."""
    others = (each for each in file.language.self_names if each != name)
    if not any(file.bindings.has(method.ordinal, each) for each in others):
        return True
    parameters = [each.name for each in file.parameters.get(method.ordinal, ())]
    return name not in parameters[1:]


def is_in_type(definition: Definition) -> bool:
    """Say whether a definition stands in a type."""
    around = definition.outer
    return around is not None and around.is_type


def _is_own_type(file: File, value: str) -> bool:
    """Say whether an expression is the type of the receiver: `type(self)`, `self.__class__`."""
    language = file.language
    makers = (name for name, how in language.library_functions.items() if how == "class")
    ends = [f"{name}({{}})" for name in makers] + [f"{{}}.{name}" for name in language.type_attributes]
    return any(value == end.format(name) for end in ends for name in language.self_names)


def _method_of(file: File, scope: int, type_ordinal: int) -> Definition | None:
    return next((each for each in file.around(scope) if each.container == type_ordinal), None)


def is_of(resolver: Resolver, file: File, at: int, owner: Definition) -> bool:
    """Say whether a scope is a type, or one that extends it."""
    return at != TOP and file.definitions[at].is_type and resolver.type_of_extension(file.definitions[at]) is owner


def is_type_itself(resolver: Resolver, file: File, scope: int, at: int) -> bool:
    """Say whether the receiver in a scope inside a type is the type itself, not one of its values."""
    modifier = file.language.type_modifier
    method = _method_of(file, scope, at)
    if method is None:
        return file.language.type_bodies_run
    modifiers = method.modifiers.split()
    return "@classmethod" in modifiers or (bool(modifier) and modifier in modifiers)


def type_of_extension(resolver: Resolver, definition: Definition) -> Definition:
    """Return the type that an extension (impl block) adds to, or the type itself."""
    if definition.kind != "extension" or definition.is_anonymous:
        return definition
    context = Context(definition.file, definition.container, definition.line)
    return next(iter(types_named(resolver, context, definition.name)), definition)


def values_of_type(resolver: Resolver, definition: Definition) -> Values:
    """Return the values of a type, or of the type that an extension (impl block) adds to."""
    if definition.kind != "extension":
        return (Instance(definition),)
    nothing: Values = ()
    return resolver.memo(("extended", id(definition)), lambda: _extended_values(resolver, definition), nothing)


def _extended_values(resolver: Resolver, definition: Definition) -> Values:
    if definition.file.has_name(definition.ordinal, definition.name) and (
        parameter := _extended_parameter(resolver, definition)
    ):
        return (parameter,)
    of = resolver.type_of_extension(definition)
    if of is definition and "[" in definition.owner:  # of a library's wrapper: `impl Draw for Box<Pen>`
        context = Context(definition.file, definition.ordinal, definition.line)
        held = type_values(resolver, context, parse_type(definition.owner))
        if any(isinstance(value, Instance | Parameter) for value in held):
            return held
    return (Instance(of, arguments_extended(resolver, definition)),)


def _extended_parameter(resolver: Resolver, definition: Definition) -> Parameter | None:
    """Return the type parameter that an extension adds to, which has the trait, too: `impl<T: Draw> Show for T`."""
    file = definition.file
    generic = [each for each in file.bound(definition.ordinal, definition.name) if each.how == "generic"]
    if not generic:
        return None
    context = Context(file, definition.ordinal, definition.line)
    bounds = [v for each in generic for v in type_values(resolver, context, parse_type(each.type))]
    bounds += type_values(resolver, context, parse_type(definition.type))
    return Parameter(definition.name, tuple(dict.fromkeys(bounds))[:BREADTH])


def owners(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return the types that the owner of a definition outside them may mean."""
    context = Context(definition.file, definition.container, definition.line)
    name = definition.owner.partition("[")[0]  # that of an extension has its arguments
    nothing: tuple[Definition, ...] = ()
    if definition.is_extension_function and (definition.file.language.types_by_arity or extended_parameter(definition)):
        return resolver.memo(("owner", id(definition)), lambda: _extended_types(resolver, definition), nothing)
    return resolver.memo(("owner", id(definition)), lambda: tuple(types_named(resolver, context, name)), nothing)


def _extended_types(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return the types of this repository that an extension is of: its first parameter's, or its type parameter's."""
    bounds = extended_parameter(definition)
    receiver = [] if bounds else definition.file.parameters.get(definition.ordinal, [])[:1]
    context = Context(definition.file, definition.ordinal, definition.line)
    written = (parse_type(each.type) for each in (*bounds, *receiver) if each.type)
    values = (value for each in written for value in type_values(resolver, context, each))
    return tuple(value.type for value in values if isinstance(value, Instance))


def extended_parameter(definition: Definition) -> list[Binding]:
    """Return the bindings of the type parameter that an extension is of, or of that which this has as its bound.

    `fun <T : View> T.styled()`, `fun <V : View, T : V> T.styled()`
    """
    found: list[Binding] = []
    name = definition.owner
    while bound := [each for each in definition.file.bound(definition.ordinal, name) if each.how == "generic"]:
        if bound == found:
            break
        found, name = bound, next((each.type for each in bound if each.type), "")
    return found


def lambda_receivers(resolver: Resolver, context: Context) -> list[Values]:
    """Return the receivers of the functions without a name around a place, the innermost first."""
    file, scope, line = context
    around = [each for at in file.scopes_out(scope) for each in file.receivers_around(at, line)]
    if len(around) > 1:
        around.sort(key=lambda binding: -binding.line)
    return [values for binding in around if (values := resolver.binding_values(file, binding))]


def super_of(resolver: Resolver, context: Context, arguments: Sequence[Tree]) -> Values:
    """Return what a call of `super` gives, which may say after which class: `super(Pen, self)`."""
    around = context.file.type_around(context.scope)
    if around is None:
        return ()
    for value in resolver.evaluate(context, arguments[0]) if len(arguments) > 1 else ():
        if isinstance(value, Class) and value.type is not around:
            return (Super(around, value.type),) if value.type in linearization(resolver, around)[0] else ()
    return (Super(around),)
