"""What names mean that a file imports: of a module, by a path, or of a namespace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ecp.index.languages import Language
from ecp.index.records import DEFAULT
from ecp.query.resolution.modules import find_module, joined
from ecp.query.resolution.modules.crates import child_module, module_by_path, parent_module
from ecp.query.resolution.modules.dotted import module_at
from ecp.query.resolution.modules.packages import is_namespace, namespace_of
from ecp.query.resolution.notation import ROOT, parse_expression
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import Context, File, local_name
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Import
from ecp.query.resolution.textual import included
from ecp.query.resolution.textual.included import is_at_top
from ecp.query.resolution.textual.usings import named_by_using
from ecp.query.resolution.values import (
    Class,
    Function,
    Holder,
    Literal,
    Module,
    Namespace,
    Outside,
    Value,
    Values,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def import_values(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what the local name of an import stands for."""
    if each.kind == "export":
        return resolver.name(Context(file, TOP, 0), each.name)[0]
    return _IMPORTED.get(file.language.imports, _of_module)(resolver, file, each)


def star_modules(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what a star import brings the names of."""
    return _STARRED.get(file.language.imports, _modules_named)(resolver, file, each)


def _modules_named(resolver: Resolver, file: File, each: Import) -> Values:
    return find_module(resolver.program, file, each.module)


def _of_module(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what an import names that says its module, and which of its names."""
    program = resolver.program
    if each.kind == "module" and not each.alias and file.language.module_name == "first":
        return find_module(program, file, local_name(each, file.language)) or (Outside(each.module),)
    modules = find_module(program, file, each.module)
    if file.language.textual_includes and not modules:  # a using-declaration names no file
        return named_by_using(resolver, file, each)
    if each.kind in ("module", "namespace") or (each.kind == "reexport" and not each.name):
        return tuple(found for module in modules for found in whole(resolver, module)) or (Outside(each.module),)
    name = DEFAULT if each.kind == "default" else each.name
    for module in modules:
        if found := resolver.export(module, name):
            return found
        if name == DEFAULT:  # of a CommonJS module that is all it exports
            return whole(resolver, module)
    if each.kind == "name" and (found := find_module(program, file, joined(each.module, name))):
        return found
    return (Outside(f"{each.module}.{name}"),) if not modules else ()


WHOLE = ("exports", "export", "return")
"""Aliases of an export that say that it is the module itself."""


def whole(resolver: Resolver, module: Value) -> Values:
    """Return what a module is when it is imported as a whole: itself, or the one thing that it exports.

    https://nodejs.org/api/modules.html#moduleexports, and `export =` in TypeScript.
    """
    if isinstance(module, Holder):
        file, scope = module.definition.file, module.definition.ordinal
        offered = [*file.offered.get(WHOLE[1], ()), *file.offered.get(DEFAULT, ())]
        named = [each.name for each in offered if each.scope == scope]
        return tuple(v for name in named for v in resolver.name_at(file, scope, name)[0]) or (module,)
    if not isinstance(module, Module):
        return (module,)
    return resolver.memo(("whole", module.file.path), lambda: _findwhole(resolver, module), (module,))


def _findwhole(resolver: Resolver, module: Module) -> Values:
    file = module.file
    values: list[Value] = []
    for each in (each for alias in WHOLE for each in file.offered.get(alias, ()) if each.scope == TOP):
        values += import_values(resolver, file, each)
    unnamed = [d for d in file.children.get((TOP, "exports"), ()) if d.exported and d.kind in ("function", "class")]
    values += resolver.definition_values(unnamed)
    if not values and file.language.module_names:
        for binding in file.attributes_bound(WHOLE[0]):
            if binding.receiver in file.language.module_names and binding.scope == TOP:
                values += resolver.evaluate(Context(file, TOP, binding.line), parse_expression(binding.value))
    has_more = _has_further_exports(file, values) or any(isinstance(value, Literal) for value in values)
    return (*dict.fromkeys(values), module) if has_more else tuple(dict.fromkeys(values)) or (module,)


def means_module(file: File, name: str) -> bool:
    """Say whether a name at the top of a file means the module itself, as nothing else there has it.

    What `module.exports` is given as a function without a name is called `exports`.
    """
    if name not in file.language.module_names or (TOP, name) in file.names_imported:
        return False
    defined = file.children.get((TOP, name), ())
    return not defined or (name in WHOLE and all(each.kind == "function" for each in defined))


def assigned_to_exports(resolver: Resolver, file: File, name: str) -> Values:
    """Return what a module is given under a name by an assignment: `exports.first = exports.second`."""
    found: list[Value] = []
    for binding in file.attributes_bound(name) if file.language.module_names else ():
        if set(binding.receiver.split(".")).issubset(file.language.module_names):
            context = Context(file, binding.scope, binding.line)
            found += resolver.evaluate(context, parse_expression(binding.value))
    return tuple(dict.fromkeys(found))


def _has_further_exports(file: File, found: Iterable[Value]) -> bool:
    """Say whether a module that is one thing also exports names: `module.exports.save = save`."""
    if file.language.module_names:
        own = {value.definition for value in found if isinstance(value, Function)}
        own |= {value.type for value in found if isinstance(value, Class)}
        if any(each.exported and each not in own for each in file.members.get(TOP, ())):
            return True
    return any(each.kind == "export" and each.alias not in WHOLE for each in file.imports)


def star_brings(module: Value, name: str) -> bool:
    """Say whether a star import of a module may bring a name.

    https://docs.python.org/3/reference/simple_stmts.html#the-import-statement: what `__all__` lists, else what has
    no underscore before it.
    """
    if not isinstance(module, Module) or not module.file.language.listed_stars:
        return True
    listed = module.file.listed
    return name in listed if listed else not name.startswith("_")


def _qualified_import(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what `import a.b.C` names: a type or function of package a.b, a member of type a.b, or a namespace."""
    path = _qualified_name(f"{each.module}.{each.name}" if each.name else each.module)
    return nearest_types(file, qualified(resolver, file.language.family, path)) or (Outside(path),)


def _qualified_star(resolver: Resolver, file: File, each: Import) -> Values:
    path, family = _qualified_name(each.module), file.language.family
    for namespace in namespaces_of_scope(file, each.scope):
        if found := qualified(resolver, family, f"{namespace}.{path}"):
            return found
    return qualified(resolver, family, path)


def namespaces_of_scope(file: File, scope: int) -> Iterator[str]:
    """Yield the namespaces that an import stands in, whose names it may begin with: the innermost first."""
    if scope != TOP and file.definitions[scope].kind == "module" and file.language.open_kinds:
        parts = file.definitions[scope].qualified_name.split(".")
        yield from (".".join(parts[:length]) for length in range(len(parts), 0, -1))


def _qualified_name(written: str) -> str:
    return written.replace("\\", ".").strip(".")


def qualified(resolver: Resolver, family: str, path: str) -> Values:
    """Return what a qualified name leads to."""
    module, _, name = path.rpartition(".")
    if found := in_namespace(resolver, family, module, name):
        return found + namespace_beside(resolver, family, found, path)
    if is_namespace(resolver.program, family, path):
        return (Namespace(family, path),)
    if not module:
        return ()
    members: list[Value] = []
    for owner in qualified(resolver, family, module):
        if not isinstance(owner, Namespace):
            members += resolver.member(owner, name) or resolver.member_values(owner, name)
    return tuple(members)


def namespace_beside(resolver: Resolver, family: str, found: Values, path: str) -> Values:
    """Return the namespace that has the name of a type, where `A\\B` is one of it and `A::B` one of the type."""
    if not any(isinstance(value, Class) and value.type.file.language.types_share_names for value in found):
        return ()
    return inner_namespace(resolver, family, path)


def with_namespaces(resolver: Resolver, values: Values) -> Values:
    """Return types of a file with the namespaces that have their names."""
    found = values
    for value in values:
        if isinstance(value, Class):
            path = ".".join(filter(None, (namespace_of(value.type), value.type.name)))
            found += namespace_beside(resolver, value.type.file.language.family, (value,), path)
    return found


def nearest_types(file: File, values: Values) -> Values:
    """Leave out the types that another one of their name hides: of another program in the repository, farther away."""
    types = [each.type for each in values if isinstance(each, Class)]
    types = [each for each in types if each.kind not in each.file.language.open_kinds]
    if len(types) < 2:
        return values
    near = included.nearest(file, types)
    return tuple(v for v in values if not (isinstance(v, Class) and v.type in types and v.type not in near))


def in_namespace(resolver: Resolver, family: str, namespace: str, name: str) -> Values:
    """Return what a package or namespace defines under a name."""
    key = ("namespace", family, namespace, name)
    return resolver.memo(key, lambda: _find_in_namespace(resolver, family, namespace, name), ())


def _find_in_namespace(resolver: Resolver, family: str, namespace: str, name: str) -> Values:
    found = [
        d
        for d in resolver.program.named(name)
        if d.file.language.family == family
        if not d.owner and d.kind != "extension" and is_at_top(d) and namespace_of(d) == namespace
    ]
    types = [d for d in found if d.kind != "module"]
    return tuple(value for d in types for value in resolver.definition_at_top(d))


def root(language: Language) -> Values:
    """Return the namespace around all others, in languages that have one."""
    has_root = language.package_scope == "package" or language.mixins
    return (Namespace(language.family, ROOT),) if has_root else ()


def of_namespace(resolver: Resolver, family: str, namespace: str, name: str) -> Values:
    """Return what a member of a namespace is: what it defines, and a namespace inside it where that may be meant."""
    path = f"{namespace}.{name}".lstrip(".")
    if namespace == ROOT and (found := _mixed_in_at_top(resolver, family, name)):
        return found
    if found := in_namespace(resolver, family, namespace, name):
        return found + namespace_beside(resolver, family, found, path)
    return inner_namespace(resolver, family, path) or (() if namespace else (Outside(name),))


def _mixed_in_at_top(resolver: Resolver, family: str, name: str) -> Values:
    """Return the types outside everything where modules are types, too."""
    named = (d for d in resolver.program.named(name) if d.file.language.family == family and d.container == TOP)
    return tuple(resolver.definition_values(d for d in named if d.file.language.mixins and d.is_type))


def inner_namespace(resolver: Resolver, family: str, name: str) -> Values:
    """Return a namespace inside another."""
    return (Namespace(family, name),) if is_namespace(resolver.program, family, name) else ()


def _path_import(resolver: Resolver, file: File, each: Import) -> Values:
    path = f"{each.module}::{each.name}" if each.name else each.module
    return path_values(resolver, file, each.scope, path) or (Outside(path),)


def _path_star(resolver: Resolver, file: File, each: Import) -> Values:
    key = ("star", file.path, each)
    return resolver.memo(key, lambda: path_values(resolver, file, each.scope, each.module), ())


_Found = Callable[["Resolver", File, Import], Values]
_IMPORTED: dict[str, _Found] = {"crate": _path_import, "package": _qualified_import}
"""What an import names, by strategy; by its module where none is said."""
_STARRED: dict[str, _Found] = {"crate": _path_star, "package": _qualified_star}
"""What a star import brings the names of, likewise."""


def path_values(resolver: Resolver, file: File, scope: int, path: str) -> Values:
    """Return what a path of a `use` leads to: https://doc.rust-lang.org/reference/items/use-declarations.html."""
    parts = [part for part in path.split("::") if part]
    values = path_head(resolver, file, scope, parts[0]) if parts else ()
    if not values and parts:
        values = resolver.name_at(file, scope, parts[0])[0]
    for at, part in enumerate(parts[1:], 2):
        is_last = at == len(parts)
        values = tuple(found for value in values for found in _path_member(resolver, value, part, is_last=is_last))
    return values


def _path_member(resolver: Resolver, value: Value, part: str, *, is_last: bool) -> Iterable[Value]:
    match value:
        case Module(file) if part in file.language.parent_names:
            return path_head(resolver, file, TOP, part)
        case Holder(definition) if part in definition.file.language.parent_names:
            return path_head(resolver, definition.file, definition.ordinal, part)
        case Module(file) if not is_last:  # a function may have the name of a module
            inner = [each for each in file.children.get((TOP, part), ()) if each.kind == "module"]
            if inner:
                return [module_value(resolver.program, each) for each in inner]
    return resolver.member_values(value, part)


def path_head(resolver: Resolver, file: File, scope: int, name: str) -> Values:
    """Return the module that a path begins with: by `self`, `super`, `crate`, or a crate's name."""
    modules = [definition for definition in file.around(scope) if definition.kind == "module"]
    if name in file.language.self_names:
        return (Holder(modules[0]),) if modules else (Module(file),)
    if name in file.language.parent_names:
        if modules:
            return (Holder(modules[1]),) if len(modules) > 1 else (Module(file),)
        parent = parent_module(resolver.program, file)
        return (Module(parent),) if parent is not None else ()
    return find_module(resolver.program, file, name)


def module_value(program: Program, definition: Definition) -> Value:
    """Return what a module's name stands for: its file, where `mod name;` only declares it."""
    if definition.file.language.declared_modules and definition.ordinal not in definition.file.members:
        outer = definition.outer
        inside = outer.qualified_name.replace(".", "/") if outer is not None and outer.kind == "module" else ""
        if found := module_by_path(program, definition) or child_module(
            program, definition.file, definition.name, inside
        ):
            return Module(found)
    return Holder(definition)


def submodule(program: Program, folder: str, name: str) -> Values:
    """Return the module `name` of a package without `__init__`."""
    return module_at(program, f"{folder}/{name}" if folder else name)


def submodule_of(program: Program, file: File, name: str) -> Values:
    """Return the submodule `name` of a package's `__init__`, which an import of it makes an attribute."""
    package_file = file.language.package_file
    if not package_file or not file.path.rpartition("/")[2].startswith(f"{package_file}."):
        return ()
    return module_at(program, f"{file.path.rpartition('/')[0]}/{name}")
