"""What a member of a value stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ecp.index.records import REST
from ecp.query.resolution import imports
from ecp.query.resolution.bindings import bound_values
from ecp.query.resolution.global_scope import global_member
from ecp.query.resolution.notation import Tree, parse_expression
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.textual import included
from ecp.query.resolution.textual.namespaces import whole_name
from ecp.query.resolution.types.containers import (
    elements_of,
    index_values,
    inherited_containers,
    library_member,
    position_of,
)
from ecp.query.resolution.types.generics import has_parameter, substitute
from ecp.query.resolution.types.inheritance import find_member, linearization
from ecp.query.resolution.types.parts import other_parts, standing_for_all
from ecp.query.resolution.types.prototypes import assigned_members
from ecp.query.resolution.types.stubs import implemented
from ecp.query.resolution.types.type_arguments import arguments_in, told_by_function
from ecp.query.resolution.types.type_members import absent_member, assigned_member, read_through
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Holder,
    Instance,
    Literal,
    Module,
    Namespace,
    Opened,
    Outside,
    Package,
    Parameter,
    Shape,
    Super,
    Value,
    Values,
    as_held,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


_DECORATOR = re.compile(r"@([\w.]+)(\()?")
_CONVERSIONS = ("as_mut", "as_ref", "borrow", "into", "try_into")


def definition_values(resolver: Resolver, definitions: Iterable[Definition]) -> Iterator[Value]:
    """Yield what each definition's name stands for."""
    for definition in definitions:
        if definition.is_type or definition.kind == "type":
            yield Class(standing_for_all(resolver.program, implemented(resolver.program, definition)))
        elif definition.kind in FUNCTION_KINDS:
            yield Function(definition)
        elif definition.kind == "module":
            yield imports.module_value(resolver.program, definition)
        elif definition.file.has_members(definition):
            yield Holder(definition)


def member(resolver: Resolver, owner: Value, name: str) -> Values:
    """Return the member itself: a method, field or class, not the field's value, where the member is callable."""
    match owner:
        case Instance() | Class() | Super():
            return resolver.members_as_values(owner, name)
        case Parameter(_, bound):
            return tuple(found for each in bound for found in resolver.member(each, name))
    return tuple(resolver.member_values(owner, name))


def member_values(resolver: Resolver, owner: Value, name: str) -> Iterable[Value]:
    """Return the values of a member."""
    read = _MEMBERS.get(type(owner))
    return read(resolver, owner, name) if read is not None else ()


def _of_instance(resolver: Resolver, owner: Instance, name: str) -> Iterable[Value]:
    language = owner.type.file.language
    if name in language.type_attributes:
        return (Class(owner.type, owner.arguments),)
    if found := resolver.members_as_values(owner, name) or absent_member(resolver, owner, name):
        return found
    if name.isdigit():
        return substitute(position_of(resolver, owner.type, int(name)), arguments_in(resolver, owner, owner.type))
    if name in language.passing or name in language.holder_methods:
        return (Container("function", ((owner,),)),)
    if name in language.type_members:
        return (Container("function", ((Class(owner.type),),)),)
    if given := index_values(resolver, owner):
        return given
    outside = _of_unknown_base(resolver, owner.type, name)
    return (outside and _of_library_container(resolver, owner, name)) or outside


def _of_class(resolver: Resolver, owner: Class, name: str) -> Iterable[Value]:
    language = owner.type.file.language
    if found := resolver.members_as_values(owner, name):
        return found
    if name in language.self_members:
        return (owner,)
    if name in language.prototypes:
        return (Instance(owner.type, owner.arguments),)
    if name in language.making:
        return (Container("function", ((Instance(owner.type),),)),)
    return _of_unknown_base(resolver, owner.type, name)


def _of_super(resolver: Resolver, owner: Super, name: str) -> Iterable[Value]:
    return resolver.members_as_values(owner, name) or _of_unknown_base(resolver, owner.type, name)


def _of_unknown_base(resolver: Resolver, owner: Definition, name: str) -> Values:
    """Return a member as one of a base of a type that is not of this repository, if there is such a base.

    A variable of the receiver that the type assigns is no other that such a base may have.
    https://docs.ruby-lang.org/en/3.4/syntax/assignment_rdoc.html#label-Instance+Variables
    """
    storage = owner.file.language.property_storage
    if storage and name.startswith(storage[0]) and find_member(resolver, owner, name):
        return ()
    return (Outside(f"{owner.name}.{name}"),) if linearization(resolver, owner)[1] else ()


def _of_holder(resolver: Resolver, owner: Holder, name: str) -> Iterable[Value]:
    definition = owner.definition
    if definition.kind == "module" and definition.file.language.textual_includes:
        return included.member_of_namespace(resolver, whole_name(definition), definition.file, name)
    parts = [definition, *other_parts(resolver.program, definition)]
    members = [each for part in parts for each in part.file.children.get((part.ordinal, name), ())]
    return (
        tuple(resolver.definition_values(members))
        or tuple(resolver.definition_values(assigned_members(definition, name)))
        or _scope_binding(resolver, definition, name)
        or _module_import(resolver, definition, name)
        or assigned_member(resolver, definition, name)
        or _member_of_fallback(resolver, owner, definition.file, name)
    )


def _of_function(resolver: Resolver, owner: Function, name: str) -> Iterable[Value]:
    """Return a member of what a function's decorators make of it, or one that is assigned to the function."""
    definition = owner.definition
    if definition.file.language.replacing_decorators and definition.modifiers:
        made = _decorated(resolver, definition)
        if made and isinstance(owner.receiver, Instance):
            made = read_through(resolver, made, definition)
        return gathered(made, lambda each: resolver.member_values(each, name))
    if definition.file.language.assigned_members:
        given = tuple(resolver.definition_values(find_member(resolver, definition, name)))
        return given or assigned_member(resolver, definition, name)
    return ()


def _of_literal(resolver: Resolver, owner: Literal, name: str) -> Iterable[Value]:
    found = _member_of_literal(resolver, owner.context, owner.record, name)
    return found or _member_of_fallback(resolver, owner, owner.context.file, name)


def _of_shape(resolver: Resolver, owner: Shape, name: str) -> Iterable[Value]:
    return owner.inside[owner.names.index(name)] if name in owner.names else _promoted(resolver, owner, name)


def _of_module(resolver: Resolver, owner: Module | Package | Namespace, name: str) -> Iterable[Value]:
    return resolver.export(owner, name)


def _of_opened(resolver: Resolver, owner: Opened, name: str) -> Iterable[Value]:
    if owner.file.language.global_objects:
        return global_member(resolver, owner.file, name)
    return included.member_of_namespace(resolver, owner.name, owner.file, name)


def _of_parameter(resolver: Resolver, owner: Parameter, name: str) -> Iterable[Value]:
    return gathered(owner.bound, lambda each: resolver.member_values(each, name))


def _of_outside(_: Resolver, owner: Outside, name: str) -> Iterable[Value]:
    return (Outside(f"{owner.name}.{name}"),)


def _of_container(resolver: Resolver, owner: Container, name: str) -> Iterable[Value]:
    if owner.kind in ("list", "map", "await", "tuple"):
        return library_member(owner, name)
    if owner.kind == "class":
        return gathered(_classes_of(owner.inside[0]), lambda each: resolver.member_values(each, name))
    if owner.kind == "converted":
        return (Container("function", owner.inside),) if name in _CONVERSIONS else (Outside(f"{owner.name}.{name}"),)
    return ()


_MEMBERS: dict[type, Callable[..., Iterable[Value]]] = {
    Instance: _of_instance,
    Class: _of_class,
    Super: _of_super,
    Holder: _of_holder,
    Function: _of_function,
    Literal: _of_literal,
    Shape: _of_shape,
    Module: _of_module,
    Package: _of_module,
    Namespace: _of_module,
    Opened: _of_opened,
    Parameter: _of_parameter,
    Outside: _of_outside,
    Container: _of_container,
}
"""What has members → how one is found."""


def _of_library_container(resolver: Resolver, owner: Instance, name: str) -> Values:
    """Return what a value has of a library's container that its type inherits from."""
    containers = resolver.complete(("of a library", owner), lambda: _as_containers(resolver, owner))
    found = (each for one in containers if isinstance(one, Container) for each in library_member(one, name))
    return tuple(each for each in found if not isinstance(each, Outside))


def _as_containers(resolver: Resolver, owner: Instance) -> Values:
    """Return the library's containers that a value is one of, by its bases or by what it is iterated over for."""
    if containers := inherited_containers(resolver, owner):
        return containers
    elements = elements_of(resolver, (owner,))
    return (Container("list", (elements,)),) if elements else ()


def _classes_of(values: Values) -> Values:
    """Return the classes of some values, and of what bounds them that are of a type parameter: `type[T]`."""
    bounds = gathered(values, lambda each: each.bound if isinstance(each, Parameter) else (each,))
    return tuple(Class(each.type, each.arguments) for each in bounds if isinstance(each, Instance))


def _promoted(resolver: Resolver, owner: Shape, name: str) -> Values:
    """Return a member that a type without a name has from one that it embeds, and so has under the name of that."""
    found: list[Value] = []
    named = ((field, value) for field, inside in zip(*owner, strict=True) for value in inside)
    for field, value in named:
        if isinstance(value, Instance) and value.type.name == field:
            found += resolver.members_as_values(value, name) if value.type.file.language.embedded_fields else ()
    return tuple(dict.fromkeys(found))


def _decorated(resolver: Resolver, definition: Definition) -> Values:
    """Return what the decorators of a function make of it, the outermost that is known to return another value."""
    file = definition.file
    context = Context(file, definition.container, definition.line)
    for decorator in map(_DECORATOR.match, definition.modifiers.split()):
        if decorator is None:
            continue
        made = resolver.evaluate(context, parse_expression(f"{decorator[1]}(){'()' if decorator[2] else ''}"))
        if found := tuple(value for value in made if isinstance(value, Instance)):
            return told_by_function(resolver, found, definition) if has_parameter(found) else found
    return ()


def _member_of_literal(resolver: Resolver, context: Context, record: Tree, name: str) -> Values:
    """Return a member of an object literal: the last that is given under the name, else one of a spread object."""
    members = list(zip(record[1].split(","), record[2:], strict=True))
    for given, tree in reversed(members):
        if given == name and tree[0] == "defined":
            return resolver.defined_on_line(context.file, tree[1], name)
        if given == name:
            values = resolver.evaluate(context, tree)
            is_same = tree == ("name", name) or context.file.language.value_functions
            return values if is_same else tuple(map(as_held, values))
    for given, tree in reversed(members):
        spread = resolver.evaluate(context, tree) if given == REST else ()
        if found := gathered(spread, lambda value: resolver.member_values(value, name)):
            return tuple(dict.fromkeys(found))
    return ()


def _member_of_fallback(resolver: Resolver, owner: Value, file: File, name: str) -> Values:
    """Return a member that a table has from another: https://www.lua.org/manual/5.4/manual.html#2.4, `__index`."""
    fallback = file.language.fallback_member
    if not fallback or name == fallback:
        return ()

    def found() -> Values:
        others = tuple(other for other in resolver.member_values(owner, fallback) if other != owner)
        return tuple(gathered(others, lambda other: resolver.member_values(other, name)))

    return resolver.memo(("fallback", owner, name), found, ())


def defined_on_line(resolver: Resolver, file: File, line: int, name: str) -> Values:
    """Return the method that a literal defines on a line, or what its getter gives."""
    defined = [d for d in file.all_definitions if d.line == line and d.name == name and d.kind == "method"]
    is_read = any("get" in each.modifiers.split() for each in defined)
    return resolver.result_values(defined[0]) if is_read else tuple(resolver.definition_values(defined))


def _scope_binding(resolver: Resolver, definition: Definition, name: str) -> Values:
    bindings = definition.file.bound(definition.ordinal, name)
    return bound_values(resolver, definition.file, bindings, 0, is_function=False) if bindings else ()


def _module_import(resolver: Resolver, definition: Definition, name: str) -> Values:
    """Return what a module inside a file imports under a name."""
    file = definition.file
    if definition.kind != "module":
        return ()
    configured: list[Value] = []
    for each in file.names_imported.get((definition.ordinal, name), ()):
        values = resolver.import_values(file, each)
        if values and not file.language.configured_items:
            return values
        configured += values
    if configured:
        return tuple(dict.fromkeys(configured))
    for star in file.stars:
        for module in imports.star_modules(resolver, file, star) if star.scope == definition.ordinal else ():
            if values := resolver.export(module, name):
                return values
    return ()


def known_members(resolver: Resolver, owners: Values, name: str) -> Values:
    """Return the members of some values that are of this repository."""
    found = (value for owner in owners for value in resolver.member(owner, name))
    return tuple(value for value in found if not isinstance(value, Outside))
