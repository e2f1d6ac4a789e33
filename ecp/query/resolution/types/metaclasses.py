"""Types of types, whose members the types themselves have.

https://docs.python.org/3/reference/datamodel.html#metaclasses
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.values import Class, Instance

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def as_value_of_metaclass(resolver: Resolver, definition: Definition) -> Instance | None:
    """Return a type as the value that it is of the metaclass which it, or what it inherits from, names."""
    if not definition.file.language.metaclass:
        return None
    nothing: Instance | None = None
    return resolver.memo(("metaclass", id(definition)), lambda: _found(resolver, definition), nothing)


def _found(resolver: Resolver, definition: Definition) -> Instance | None:
    name = definition.file.language.metaclass
    for each in linearization(resolver, definition)[0]:
        for binding in each.file.bound(each.ordinal, name) if each.file.has_name(each.ordinal, name) else ():
            types = (v.type for v in resolver.binding_values(each.file, binding) if isinstance(v, Class))
            return next((Instance(one) for one in types if one is not definition), None)
    return None
