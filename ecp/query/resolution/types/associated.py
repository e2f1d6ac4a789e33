"""Type parameters and associated types, with the bounds that places give them: `where T::Item: Draw`.

https://doc.rust-lang.org/reference/trait-bounds.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.type_arguments import arguments_extended, parameters_of
from ecp.query.resolution.values import BREADTH, Class, Instance, Parameter, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_PATH = "::"
"""Between the parts of what such a bound is for, as written."""


def bounded(resolver: Resolver, context: Context, values: Values) -> Values:
    """Give type parameters of a type the bounds that the block around which extends the type gives them."""
    if context.file.language.extension_traits:
        values = _with_bounds(resolver, context, values)
    for value in values:
        if isinstance(value, Parameter) and not value.bound:
            return resolver.one(_told_bounds(resolver, context, values))
    return values if len(values) <= BREADTH else resolver.one(values[:BREADTH])


def _told_bounds(resolver: Resolver, context: Context, values: Values) -> Values:
    found: list[Value] = []
    for value in values:
        if isinstance(value, Parameter) and not value.bound:
            found += _parameter_of_extension(resolver, context, value)
        else:
            found.append(value)
    return tuple(dict.fromkeys(found))[:BREADTH]


def _parameter_of_extension(resolver: Resolver, context: Context, value: Parameter) -> Values:
    for around in context.file.around(context.scope):
        if around.kind == "extension":
            for binding in context.file.bound(around.ordinal, value.name):
                if binding.how == "generic" and binding.type:
                    return resolver.binding_values(context.file, binding) or (value,)
            if written := arguments_extended(resolver, around):  # `impl<F: Draw> Pen<F>` of a `struct Pen<T>`
                names = parameters_of(resolver, resolver.type_of_extension(around))
                return dict(zip(names, written, strict=False)).get(value.name) or (value,)
    return (value,)


def _with_bounds(resolver: Resolver, context: Context, values: Values) -> Values:
    """Return some values and, of the associated types among them, what a place says that these are."""
    found: list[Value] = []
    for value in values:
        found.append(value)
        if not isinstance(value, Instance | Class) or not _is_associated(value.type):
            continue
        for bound in _bounds(resolver, context, value.type.name):
            if isinstance(bound, Instance) and isinstance(value, Class):
                found.append(Class(*bound))
            else:
                found.append(bound)
    return resolver.one(found[:BREADTH]) if len(found) > len(values) else values


def _is_associated(definition: Definition) -> bool:
    around = definition.outer if definition.kind == "type" else None
    return around is not None and around.kind == "trait"


def _bounds(resolver: Resolver, context: Context, name: str) -> Iterable[Value]:
    """Return the bounds that the scopes around a place give what a path of an associated type's name leads to."""
    generics = context.file.generics
    for at in context.file.scopes_out(context.scope):
        for binding in generics.get(at, ()):
            if binding.name.endswith(name) and _PATH in binding.name:
                for parameter in resolver.binding_values(context.file, binding):
                    if isinstance(parameter, Parameter):
                        yield from parameter.bound
