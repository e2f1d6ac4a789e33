"""What a module offers under a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.query.resolution import imports
from ecp.query.resolution.modules import find_module
from ecp.query.resolution.modules.crates import is_inside
from ecp.query.resolution.modules.scripts import declared_script
from ecp.query.resolution.program.build_constraints import files_beside
from ecp.query.resolution.program.definitions import TOP
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Import
from ecp.query.resolution.scopes import name_in_scope
from ecp.query.resolution.values import (
    Class,
    Holder,
    Instance,
    Module,
    Namespace,
    Package,
    Value,
    Values,
    are_outside,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def import_values(resolver: Resolver, file: File, each: Import) -> Values:
    key = ("import", file.path, each)
    return resolver.memo(key, imports.import_values, (), resolver, file, each)


def modules(resolver: Resolver, file: File, module: str) -> Values:
    """Return the modules that a module name of an import in `file` leads to; empty when it is a library's."""
    return find_module(resolver.program, file, module)


def export(resolver: Resolver, module: Value, name: str) -> Values:
    """Return what a module offers under a name, through re-exports."""
    match module:
        case Module(file) if name in file.language.parent_names:
            return imports.path_head(resolver, file, TOP, name)
        case Module(file) if imports.means_module(file, name):
            return imports.whole(resolver, module)
        case Module(file):
            return _file_export(resolver, file, name)
        case Holder() | Class():
            return tuple(resolver.member_values(module, name))
        case Namespace(family, namespace):
            return imports.of_namespace(resolver, family, namespace, name)
        case Package(folder):
            found: list[Value] = []
            for file in files_beside(resolver.program, folder):
                if file.language.package_scope == "folder":
                    found += _file_export(resolver, file, name)
                if found:
                    break
            if not found:
                found += imports.submodule(resolver.program, folder, name)
            return tuple(found)
    return ()


def brought(resolver: Resolver, file: File, module: Value, name: str) -> Values:
    """Return what a star import in a file brings of a module under a name.

    What a module imports without `pub` is seen in it and in the modules inside it alone.
    https://doc.rust-lang.org/reference/items/use-declarations.html#use-visibility
    """
    if not imports.star_brings(module, name):
        return ()
    if isinstance(module, Module) and module.file.language.closed_modules:
        of = module.file
        if name not in of.language.parent_names and not is_inside(resolver.program, file, of):
            return resolver.memo(("offered", of.path, name), _find_export, (), resolver, of, name, True)
    return resolver.export(module, name)


def _file_export(resolver: Resolver, file: File, name: str) -> Values:
    return resolver.memo(("export", file.path, name), _find_export, (), resolver, file, name)


def _find_export(resolver: Resolver, file: File, name: str, is_from_outside: bool = False) -> Values:
    configured: list[Value] = []  # of several configurations, each of which may bring the name: `#[cfg]`
    if found := _brought_by_name(resolver, file, name, configured):
        return found
    own = _own_export(resolver, file, name)
    if own and not are_outside(own):
        return own
    outside: Values = ()
    for found in _brought_by_stars(resolver, file, name, is_from_outside):
        if are_outside(found):
            outside = outside or found  # what that module only imports
        elif not file.language.configured_items:
            return found
        else:
            configured += found
    if configured and not are_outside(configured):
        return tuple(dict.fromkeys(configured))
    if found := imports.submodule_of(resolver.program, file, name) or tuple(configured) or outside:
        return found
    if (stub := file.stub) is not None and (declared := _file_export(resolver, stub, name)):
        return declared  # what the source makes when it is run: `DESCRIPTOR` and a generated module's classes
    return (
        own
        or imports.assigned_to_exports(resolver, file, name)
        or _export_of_whole(resolver, file, name)
        or _given_for_absent(resolver, file, name)
    )


def _brought_by_name(resolver: Resolver, file: File, name: str, configured: list[Value]) -> Values:
    """Return what a file offers under a name that it imports or exports, with a definition of that name beside it.

    What may be one of several is added to `configured`.
    """
    for each in file.offered.get(name, ()):
        if _is_inner(file, each):
            continue
        if each.kind == "export":
            if each.name != name:
                return resolver.name(Context(file, TOP, 0), each.name)[0]
            continue
        beside = file.children.get((TOP, name), ())
        values = resolver.import_values(file, each)
        if not values or (beside and are_outside(values)):  # of another configuration
            continue
        if not file.language.configured_items:
            return (*values, *resolver.definition_values([d for d in beside if d.kind == "module"]))
        configured += (*values, *resolver.definition_values(beside))
    return tuple(dict.fromkeys(configured)) if configured and not are_outside(configured) else ()


def _brought_by_stars(resolver: Resolver, file: File, name: str, is_from_outside: bool) -> Iterator[Values]:
    """Yield what modules offer under a name of which a file offers all names."""
    for each in file.offered_stars:
        if is_from_outside and each.kind == "star":
            continue
        for module in imports.star_modules(resolver, file, each):
            if found := brought(resolver, file, module, name):
                yield found


def _given_for_absent(resolver: Resolver, file: File, name: str) -> Values:
    """Return the values that a function of a module gives for names which it does not define.

    https://peps.python.org/pep-0562/
    """
    found: list[Value] = []
    for each in file.language.absent_members if not name.startswith("__") else ():
        for definition in file.children.get((TOP, each), ()):
            found += (value for value in resolver.result_values(definition) if isinstance(value, Instance))
    return tuple(found)


def _export_of_whole(resolver: Resolver, file: File, name: str) -> Values:
    """Return a member of the one thing that a module exports, else what the script offers that it declares."""
    if file.language.module_names or not file.offered.keys().isdisjoint(imports.WHOLE):
        exported = tuple(value for value in imports.whole(resolver, Module(file)) if value != Module(file))
        if found := tuple(gathered(exported, lambda value: resolver.member(value, name))):
            return found
        if exported and not file.language.module_names:
            return ()
    script = declared_script(resolver.program, file)
    return _file_export(resolver, script, name) if script is not None else ()


def _own_export(resolver: Resolver, file: File, name: str) -> Values | None:
    """Return what a name at the top of a file stands for, where others may get it from there."""
    key = (TOP, name)
    if file.language.returned_modules:
        return None
    is_private = file.language.private_imports and key in file.names_imported and name not in file.offered
    if is_private and key not in file.children:
        return None
    if key not in file.children and key not in file.names_imported:
        bindings = file.bound(TOP, name)
        if bindings and all(each.how == "parameter" for each in bindings):  # of a function's type, or without a name
            return None
    return name_in_scope(resolver, file, TOP, name, 0)


def _is_inner(file: File, each: Import) -> bool:
    """Say whether a re-export stands in a module inside the file, whose it is then."""
    return each.scope != TOP and file.definitions[each.scope].kind == "module"
