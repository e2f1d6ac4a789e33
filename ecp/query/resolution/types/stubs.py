"""Stubs: files that say the types of what the source beside them defines.

https://typing.python.org/en/latest/spec/distributing.html#stub-files: what the source defines is the symbol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import STUB, File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.types.inheritance import linearization

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def described(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return what the stub beside a source declares for one of its definitions."""
    file = definition.file.stub
    if file is None:
        return ()
    return resolver.complete(("stub", id(definition)), lambda: _same(file, definition))


def declared_members(resolver: Resolver, owner: Definition, name: str) -> tuple[Definition, ...]:
    """Return the members of a name that stubs declare for a type, or for what it inherits from."""
    if not owner.file.language.has_stubs:
        return ()
    for stub in resolver.complete(("stubs along", id(owner)), _along, resolver, owner):
        if found := tuple(stub.file.children.get((stub.ordinal, name), ())):
            return found
    return ()


def _along(resolver: Resolver, owner: Definition) -> tuple[Definition, ...]:
    return tuple(stub for each in linearization(resolver, owner)[0] for stub in described(resolver, each))


def implemented(program: Program, definition: Definition) -> Definition:
    """Return the type of the source that a type in the stub beside it stands for."""
    path = definition.file.path
    if not definition.file.language.has_stubs or not path.endswith(STUB):
        return definition
    source = path.removesuffix(STUB)
    same = _same(program.file(source), definition) if program.has(source) else ()
    return next((each for each in same if each.is_type), definition)


def _same(file: File, definition: Definition) -> tuple[Definition, ...]:
    """Return the definitions of a file that have the qualified name of one in another."""
    *outer, last = definition.qualified_name.split(".")
    at = TOP
    for name in outer:
        types = [each for each in file.children.get((at, name), ()) if each.is_type]
        if not types:
            return ()
        at = types[-1].ordinal
    return tuple(file.children.get((at, last), ()))
