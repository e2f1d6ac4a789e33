"""Associated types, with the bounds that the places give them where they are used: `where T::Item: Draw`.

https://doc.rust-lang.org/reference/trait-bounds.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.values import BREADTH, Class, Instance, Parameter, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_PATH = "::"
"""Between the parts of what such a bound is for, as written."""


def with_bounds(resolver: Resolver, context: Context, values: Values) -> Values:
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
