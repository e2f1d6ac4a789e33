"""Members of types, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import parse_type
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.containers import is_enumeration
from ecp.query.resolution.types.declared_types import aliased, type_values
from ecp.query.resolution.types.generics import has_parameter, substitute
from ecp.query.resolution.types.heirs import members_of_heirs
from ecp.query.resolution.types.inheritance import (
    embedded,
    find_above,
    find_member,
    linearization,
    members_along,
    written_bases,
)
from ecp.query.resolution.types.metaclasses import as_value_of_metaclass
from ecp.query.resolution.types.parts import other_parts, standing_for_all
from ecp.query.resolution.types.prototypes import is_self_of
from ecp.query.resolution.types.stubs import declared_members, described
from ecp.query.resolution.types.type_arguments import arguments_in, extending, filled_in
from ecp.query.resolution.values import (
    BREADTH,
    Class,
    Function,
    Holder,
    Instance,
    Literal,
    Module,
    Outside,
    Shape,
    Super,
    Value,
    Values,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


_PROPERTY_MARKS = ("property", "get", "cached_property", "hybrid_property")


def _bases_without_name(resolver: Resolver, owner: Definition) -> Values:
    """Return what the interfaces of a type extend that is no type by itself: `typeof module`, an object's members.

    https://www.typescriptlang.org/docs/handbook/2/objects.html#extending-types
    """

    if owner.kind not in ("class", "interface") or not owner.file.language.assigned_members:
        return ()

    def find() -> Iterator[Value]:
        order, has_others = linearization(resolver, owner)
        for each in order if has_others else ():
            for file, base in written_bases(resolver, each) if each.kind == "interface" else ():
                yield from type_values(resolver, Context(file, each.container, each.line), parse_type(base))

    nothing: Values = ()
    return resolver.memo(
        ("bases without a name", id(owner)),
        lambda: tuple(dict.fromkeys(value for value in find() if isinstance(value, Module | Shape | Literal))),
        nothing,
    )


def assigned_member(resolver: Resolver, holder: Definition, name: str) -> Values:
    """Return what is given to a member of an object that a variable holds: `{name: value}`."""
    file = holder.file
    found: list[Value] = []
    for binding in file.attributes_bound(name):
        if binding.receiver == holder.name and binding.scope == holder.container:
            found += resolver.binding_values(file, binding)
    return tuple(dict.fromkeys(found))[:BREADTH]


def members_as_values(resolver: Resolver, owner: Instance | Class | Super, name: str) -> Values:
    return resolver.complete(("members", owner, name), _find_members_as_values, resolver, owner, name)


def first_members(resolver: Resolver, owner: Instance, names: Iterable[str]) -> Values:
    """Return the members of the first of some names that a value has members of."""
    return next(filter(None, (resolver.members_as_values(owner, name) for name in names)), ())


def _find_members_as_values(resolver: Resolver, owner: Instance | Class | Super, name: str) -> Values:
    if (whole := standing_for_all(resolver.program, owner.type)) is not owner.type:
        return resolver.members_as_values(owner._replace(type=whole), name)
    if owner.type.file.language.embedded_fields and (found_inside := embedded(resolver, owner.type, name)):
        return found_inside
    definitions = _definitions_of_member(resolver, owner, name)
    found: list[Value] = []
    for definition in definitions:
        found += _as_member(resolver, owner, definition)
    if not definitions:
        found += _undefined_member(resolver, owner, name)
    if not found and isinstance(owner, Class) and owner.type.kind == "type":  # another name of a type
        for value in aliased(resolver, owner.type):
            if isinstance(value, Instance) and value.type is not owner.type:
                found += resolver.members_as_values(Class(value.type, value.arguments), name)
    if not found and isinstance(owner, Instance):
        found += gathered(_bases_without_name(resolver, owner.type), lambda base: resolver.member_values(base, name))
    return tuple(dict.fromkeys(found))


def _definitions_of_member(resolver: Resolver, owner: Instance | Class | Super, name: str) -> tuple[Definition, ...]:
    """Return what defines a member, of several what is meant on such an owner."""
    language = owner.type.file.language
    is_above = isinstance(owner, Super)
    definitions = (
        find_above(resolver, owner, name) if isinstance(owner, Super) else find_member(resolver, owner.type, name)
    )
    if not definitions and (suffix := language.setter_suffix) and name.endswith(suffix):
        read = find_member(resolver, owner.type, name.removesuffix(suffix), skip_own=is_above)
        definitions = tuple(each for each in read if each.kind == "property")
    if definitions and language.type_modifier and not is_above:
        definitions = of_value_or_type(resolver, owner.type, name, definitions, is_type=isinstance(owner, Class))
    if len(definitions) > 1 and _arguments_of(owner):
        definitions = extending(resolver, definitions, _arguments_of(owner))
    if len(definitions) > 1 and language.descriptors and not isinstance(owner, Class):
        return tuple(filter(is_property, definitions)) or definitions  # what is assigned, its setter gets
    return definitions


def _as_member(resolver: Resolver, owner: Instance | Class | Super, definition: Definition) -> Values:
    """Return what a definition is as a member of an owner."""
    kind = definition.kind
    if definition.is_constructor and definition.name not in definition.file.language.constructors:
        return ()  # its name means the type
    if kind in FUNCTION_KINDS:
        if is_property(definition) and (not isinstance(owner, Class) or _is_of_type_itself(definition)):
            return resolver.result_values(definition, owner)
        return (Function(definition, owner),)
    if kind == "property" and definition.file.language.property_storage:
        return (Function(definition, owner),)
    if definition.is_type or kind == "type":
        return (Class(standing_for_all(resolver.program, definition)),)
    if kind == "enum_member" and definition.ordinal in definition.file.members:
        return (Class(definition),)  # a variant with fields, a subtype of its enum
    if kind == "enum_member" and definition.type:
        return (Function(definition),)  # a variant with a payload is a function that makes one
    if kind == "enum_member" or (kind == "attribute" and not definition.type and is_enumeration(resolver, owner.type)):
        return (Instance(definition.file.definitions[definition.container]),)
    return _got(resolver, filled_in(resolver, attribute(resolver, definition), owner, definition), definition)


def _undefined_member(resolver: Resolver, owner: Instance | Class | Super, name: str) -> Values:
    """Return what a member is that no definition of the type, or of its bases, has the name of."""
    found: list[Value] = []
    if owner.type.kind == "module" and isinstance(owner, Instance):
        for each, heir in members_of_heirs(resolver, owner.type, name).items():
            found += _as_member(resolver, Instance(heir), each)
    found += (
        tuple(_declared_attribute(resolver, owner, name))
        or _imported_member(resolver, owner.type, name)
        or _assigned_attribute(resolver, owner.type, name)
        or _dereferenced_member(resolver, owner, name)
    )
    if isinstance(owner, Class) and not found and (made := as_value_of_metaclass(resolver, owner.type)) is not None:
        found += resolver.members_as_values(made, name)
    if isinstance(owner, Class) and owner.type.file.language.assigned_members:
        found += assigned_member(resolver, owner.type, name)
    return tuple(found)


def _imported_member(resolver: Resolver, owner: Definition, name: str) -> Values:
    """Return what a type, or a base of it, imports in its body, whose names are its members.

    https://docs.python.org/3/reference/executionmodel.html#resolution-of-names
    """
    if not owner.file.language.descriptors:
        return ()
    for each in linearization(resolver, owner)[0]:
        if imported := each.file.names_imported.get((each.ordinal, name)):
            return tuple(value for one in imported for value in resolver.import_values(each.file, one))
    return ()


def _declared_attribute(resolver: Resolver, owner: Instance | Class | Super, name: str) -> Iterator[Value]:
    """Yield what a member is that only a stub declares."""
    for each in declared_members(resolver, owner.type, name):
        if each.kind not in FUNCTION_KINDS:
            yield from attribute(resolver, each)
        elif is_property(each) and not isinstance(owner, Class):
            yield from resolver.result_values(each, owner)
        else:
            yield Function(each, owner)


def absent_member(resolver: Resolver, owner: Instance, name: str) -> Values:
    """Return what a method gives for the members that a value has not; it is not asked for those of operators.

    A call of one is no edge: it may have any name, so that nothing would find it among the callers.

    https://docs.python.org/3/reference/datamodel.html#object.__getattr__
    """
    names = owner.type.file.language.absent_members
    if not names or name.startswith("__") or linearization(resolver, owner.type)[1]:
        return ()
    methods = resolver.first_members(owner, names)
    return tuple(gathered(methods, resolver.call))


def _got(resolver: Resolver, values: Values, definition: Definition) -> Values:
    """Return what an attribute of a class gives: what its value says that has a method for that.

    https://docs.python.org/3/howto/descriptor.html
    """
    return read_through(resolver, values, definition) if definition.kind == "attribute" else values


def read_through(resolver: Resolver, values: Values, definition: Definition) -> Values:
    """Return what values give when a member is read that has them."""
    names = definition.file.language.descriptors
    if not names or not any(isinstance(value, Instance) for value in values):
        return values
    found: list[Value] = []
    for value in values:
        methods = resolver.first_members(value, names) if isinstance(value, Instance) else ()
        found += tuple(gathered(methods, resolver.call)) if methods else (value,)
    return tuple(dict.fromkeys(found))


def of_value_or_type(
    resolver: Resolver, owner: Definition, name: str, found: tuple[Definition, ...], *, is_type: bool
) -> tuple[Definition, ...]:
    """Return the members of a name that a type itself has, or that its values have; else any of them.

    What a module that is mixed in has for values, `extend` gives to the type.
    """
    modifier = owner.file.language.type_modifier

    def fitting(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
        return tuple(
            each
            for each in definitions
            if (modifier in each.modifiers.split()) == is_type
            or (is_type and each.container != TOP and each.file.definitions[each.container].kind == "module")
            or each.is_type
        )

    if own := fitting(found):
        return own
    along = (fitting(each) for each in members_along(resolver, owner, name))
    has_others = owner.file.language.checked_interfaces and not is_type  # whose values have nothing of the type itself
    return next(filter(None, along), () if has_others else found)


def _dereferenced_member(resolver: Resolver, owner: Instance | Class | Super, name: str) -> Values:
    """Return a member of what a value stands for where it does not have the member itself.

    https://doc.rust-lang.org/reference/expressions/method-call-expr.html
    """
    method = owner.type.file.language.dereferencing
    if not method or name == method or name.isdigit() or not isinstance(owner, Instance):
        return ()
    return resolver.memo(("dereferenced", owner, name), lambda: _find_dereferenced(resolver, owner, method, name), ())


def _find_dereferenced(resolver: Resolver, owner: Instance, method: str, name: str) -> Values:
    given = gathered(resolver.members_as_values(owner, method), resolver.call)
    found = gathered(tuple(given), lambda value: resolver.member(value, name))
    return tuple(value for value in found if not isinstance(value, Outside))


def attribute(resolver: Resolver, definition: Definition) -> Values:
    """Return the values of a field or attribute: by its declared type, else by what is assigned to it."""
    return resolver.memo(("attribute", id(definition)), _attribute_values, (), resolver, definition)


def _attribute_values(resolver: Resolver, definition: Definition) -> Values:
    file = definition.file
    found: list[Value] = []
    if definition.type:
        context = Context(file, _written_in(definition), definition.line)
        found += type_values(resolver, context, parse_type(definition.type))
    if not definition.type:
        found += (v for each in described(resolver, definition) if each.type for v in attribute(resolver, each))
    if not found:
        for binding in file.bound(definition.container, definition.name):
            found += resolver.binding_values(file, binding)
    is_declared = bool(found) and (not file.language.named_receivers or bool(definition.type))
    if definition.container != TOP and not is_declared:  # else what methods assign to it counts, too
        found += _assigned_attribute(resolver, file.definitions[definition.container], definition.name)
        if definition.kind == "property" and (storage := file.language.property_storage):
            stored = storage.replace("{name}", definition.name)
            found += _assigned_attribute(resolver, file.definitions[definition.container], stored)
    if file.has_members(definition):
        found.append(Holder(definition))
    return tuple(dict.fromkeys(found))[:BREADTH]


def _written_in(definition: Definition) -> int:
    """Return the scope that a field's type is written in, which is a method's where that declares it: `self.a: Pen`."""
    bindings = definition.file.attributes_bound(definition.name) if definition.kind == "selfattr" else ()
    return next((each.scope for each in bindings if each.line == definition.line), definition.container)


def _assigned_attribute(resolver: Resolver, owner: Definition, name: str) -> Values:
    """Return the values that the methods of a type assign to `self.name`."""
    whole = standing_for_all(resolver.program, owner)
    key = ("assigned", id(whole), name)
    return resolver.memo(key, _find_assigned_attribute, (), resolver, whole, name)


def _find_assigned_attribute(resolver: Resolver, owner: Definition, name: str) -> Values:
    for each in linearization(resolver, owner)[0]:
        found: list[Value] = []
        for part in (each, *other_parts(resolver.program, each)):
            file = part.file
            for binding in file.attributes_bound(name):
                if binding.receiver in file.language.self_names and is_self_of(file, binding.scope, part):
                    found += resolver.binding_values(file, binding)
        if found and each is not owner and has_parameter(tuple(found)):
            found = list(substitute(tuple(found), arguments_in(resolver, Instance(owner), each)))
        if found:
            return tuple(dict.fromkeys(found))[:BREADTH]
    return ()


def _arguments_of(owner: Instance | Class | Super) -> tuple[Values, ...]:
    """Return the type arguments of what a member is of."""
    return () if isinstance(owner, Super) else owner.arguments


def _is_of_type_itself(definition: Definition) -> bool:
    modifier = definition.file.language.type_modifier
    return bool(modifier) and modifier in definition.modifiers.split()


def is_property(definition: Definition) -> bool:
    """Say whether a method is called where it is read."""
    modifiers = definition.modifiers
    if not modifiers or not definition.file.language.descriptors:
        return any(mark in modifiers for mark in _PROPERTY_MARKS)
    decorators = (each.partition("(")[0] for each in modifiers.split() if each.startswith("@"))
    return any(each.endswith("property") for each in decorators)
