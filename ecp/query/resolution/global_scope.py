"""What files share without an import: what is declared for all, the scope of scripts, and the object that this is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ecp.index.layer import LIST, listed
from ecp.query.resolution.program.ambient import ambient, in_scripts, is_script
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.textual import included
from ecp.query.resolution.values import Class, Function, Instance, Opened, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_GIVEN = f"""
SELECT   name, blob FROM binding WHERE list_contains({LIST.format("$objects")}, receiver)
UNION
SELECT   name, blob FROM definition WHERE list_contains({LIST.format("$objects")}, owner)
ORDER BY ALL
"""


def global_values(resolver: Resolver, file: File, name: str) -> Values:
    """Return what is declared under a name for all files, or in another script: a type, else what else has the name."""
    if name in file.language.global_objects:
        return (Opened("", file),)
    declared = ambient(resolver.program, name) or included.nearest(file, in_scripts(resolver.program, file, name))
    if types := [each for each in declared if each.is_type or each.kind == "type"]:
        return tuple(dict.fromkeys(resolver.definition_values(types)))
    if found := tuple(dict.fromkeys(value for each in declared for value in _declared_as(resolver, each))):
        return found
    return _given(resolver, file, name) if is_script(file) else ()


def _declared_as(resolver: Resolver, definition: Definition) -> Iterator[Value]:
    """Yield what a name is declared to mean; one that is of the type of another is that by another name.

    https://www.typescriptlang.org/docs/handbook/2/typeof-types.html
    """
    is_same = definition.type.startswith("typeof[")
    for value in resolver.definition_at_top(definition):
        yield value._replace(is_held=False) if is_same and isinstance(value, Function | Class) else value


def global_member(resolver: Resolver, file: File, name: str) -> Values:
    """Return a member of the object that the global scope is: `window.pens`.

    https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/globalThis
    """
    if found := global_values(resolver, file, name):
        return found
    declared = (d for each in file.language.global_objects.values() for d in ambient(resolver.program, each))
    return tuple(value for each in declared for value in resolver.member_values(Instance(each), name))


def _given(resolver: Resolver, file: File, name: str) -> Values:
    """Return what scripts assign to a member of the global scope's object."""
    program, objects = resolver.program, file.language.global_objects
    found: list[Value] = []
    for blob in program.once(f"given to {' '.join(objects)}", lambda: _places_given(program, objects)).get(name, ()):
        for other in filter(is_script, map(program.file, program.paths_of(blob))):
            for object_name in objects:
                found += resolver.definition_values(other.assigned.get((object_name, name), ()))
            for binding in other.attributes_bound(name):
                if binding.receiver in objects:
                    found += resolver.binding_values(other, binding)
    return tuple(dict.fromkeys(found))


def _places_given(program: Program, objects: Mapping[str, str]) -> Mapping[str, list[int]]:
    """Return by name the blobs that assign to members of such an object."""
    found: dict[str, list[int]] = defaultdict(list)
    for name, blob in program.view.rows(_GIVEN, {"objects": listed(objects)}):
        found[name].append(blob)
    return found
