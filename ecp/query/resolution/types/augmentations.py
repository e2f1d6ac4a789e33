"""What other modules add to the types of a module: `declare module "./pen" { interface Pen { … } }`.

https://www.typescriptlang.org/docs/handbook/declaration-merging.html#module-augmentation
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ecp.query.resolution.program.ambient import in_modules
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.values import Class, Module

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def merged_with(resolver: Resolver, definition: Definition) -> Sequence[Definition]:
    """Return the other declarations of a type: those in its scope, and what other modules add to it.

    https://www.typescriptlang.org/docs/handbook/declaration-merging.html
    """
    siblings = definition.file.children.get((definition.container, definition.name), ())
    beside = [each for each in siblings if each.is_type and each is not definition] if len(siblings) > 1 else []
    if not definition.file.language.declares_for_all or not in_modules(resolver.program, definition.name):
        return beside
    nothing: tuple[Definition, ...] = ()
    added = resolver.memo(("added", id(definition)), lambda: tuple(_added_to(resolver, definition)), nothing)
    return [*beside, *added]


def _added_to(resolver: Resolver, definition: Definition) -> Iterator[Definition]:
    """Yield what other files declare under a type's name in a module that offers the type under it."""
    for declared in in_modules(resolver.program, definition.name):
        for path in resolver.program.paths_of(declared.blob):
            file = resolver.program.file(path)
            if file is definition.file or not file.language.declares_for_all:
                continue
            modules = (each for each in resolver.modules(file, declared.module) if isinstance(each, Module))
            offered = (value for each in modules for value in resolver.export(each, definition.name))
            added = file.definitions[declared.ordinal]
            if added.is_type and any(isinstance(value, Class) and value.type is definition for value in offered):
                yield added
