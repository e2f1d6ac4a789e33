"""Which definition a reference names, whatever its role.

The resolver says what a name *stands for*: of `limit`, a variable, the values that it holds.  To read or write a
variable, attribute or property is a reference to its definition, though; and so is an import of one.
"""

from __future__ import annotations

from ecp.index.facts import TYPE_KINDS
from ecp.index.records import DEFAULT
from ecp.query.resolution.imports import import_values
from ecp.query.resolution.notation import Tree, names_of, parse_expression
from ecp.query.resolution.places import place_of
from ecp.query.resolution.program.build_constraints import files_beside
from ecp.query.resolution.program.definitions import TOP, VALUE_KINDS, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Import, Reference
from ecp.query.resolution.references.targets import Resolution
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.types.inheritance import fields_at, find_above, find_member, linearization
from ecp.query.resolution.values import Class, Function, Holder, Instance, Module, Package, Super, Value, Values

CALLS = ("call", "new", "decorate")
ROLES = (*CALLS, "type", "inherit", "import", "read", "write")
LOCAL = "local"
"""The reason of a reference that names a local variable or parameter, which is no definition."""
_DYNAMIC = Resolution((), "", "dynamic receiver")
UNCERTAIN = frozenset(("dynamic receiver", "unknown name", "no such member", "through a variable", "ambiguous"))
"""The reasons with which a reference may mean a definition of its name all the same."""


def meaning(resolver: Resolver, reference: Reference) -> Resolution:
    """Return the definitions that a reference of any role names."""
    if reference.role in CALLS:
        return resolver.resolve(reference)
    if reference.role in ("read", "write"):
        return written(resolver, reference)
    found = resolver.resolve(reference)
    if found.targets:
        return found
    if reference.role == "import":
        return _imported(resolver, reference, found)
    named = written(resolver, reference)
    return named if named.targets else found


def written(resolver: Resolver, reference: Reference) -> Resolution:
    """Return the definition whose name a reference writes: a variable or field, and not the function that it holds."""
    file = resolver.program.file(reference.path)
    if reference.receiver:
        place = place_of(Context(file, reference.scope, reference.line), names_of(reference.receiver))
        key = "read", place, reference.receiver, reference.name
        return resolver.complete(key, _member, resolver, place, reference.receiver, reference.name)
    return _bare(resolver, file, reference)


def _bare(resolver: Resolver, file: File, reference: Reference) -> Resolution:
    found = _in_scopes(resolver, file, reference)
    if found is None:
        found = _without_import(resolver, file, reference.name)
    if found is None:  # neither bound nor imported: built in
        values, how = resolver.name(Context(file, reference.scope, reference.line), reference.name)
        return _resolution(_targets(values), how, "external")
    return found


def _in_scopes(resolver: Resolver, file: File, reference: Reference) -> Resolution | None:
    """Return what a bare name means by the scopes around it; None where none of them has it."""
    name, language = reference.name, file.language
    innermost = True
    for scope in file.scopes_out(reference.scope):
        is_type = scope != TOP and file.definitions[scope].kind in TYPE_KINDS
        if is_type and language.implicit_members:
            members = find_member(resolver, resolver.type_of_extension(file.definitions[scope]), name)
            if members:
                return Resolution(_as_read(members), "self")
        if not is_type or (innermost and language.types_are_scopes):
            # a variable of a function is a definition only where it has members; its bindings make it local
            here = tuple(each for each in file.children.get((scope, name), ()) if not each.owner)
            if is_type and reference.role in ("type", "inherit"):  # a field may have the name of its type
                here = tuple(each for each in here if each.kind in TYPE_KINDS or each.kind == "type")
            if here:
                return Resolution(here, "file" if scope == TOP else "scope")
            binds = any(each.how != "narrow" for each in file.bound(scope, name))
            if binds and (scope != TOP or (TOP, name) not in file.names_imported):
                return Resolution((), "", LOCAL)
            if imported := file.names_imported.get((scope, name)):
                brought = [
                    target
                    for each in imported
                    for module in resolver.modules(file, each.module)
                    for target in exported(resolver, module, DEFAULT if each.kind == "default" else each.name)
                ]
                return _resolution(brought, "import", "external")
        innermost = False
    return None


def _without_import(resolver: Resolver, file: File, name: str) -> Resolution | None:
    """Return what a bare name means that the file's star imports, its package or the program has."""
    for star in file.stars:
        for module in resolver.modules(file, star.module):
            if targets := exported(resolver, module, name):
                return _resolution(targets, "import", "")
    family, reach = file.language.family, file.language.package_scope
    if reach == "folder":
        for other in files_beside(resolver.program, file.path.rpartition("/")[0], file):
            if other.language.family == family and (found := tuple(_at_top(other, name))):
                return Resolution(found, "package")
    if reach == "program":
        named = (each for each in resolver.program.named(name) if each.container == TOP)
        if found := tuple(each for each in named if each.file.language.family == family):
            return Resolution(found, "program")
    return None


def _member(resolver: Resolver, context: Context, written: str, name: str) -> Resolution:
    receiver = parse_expression(written)
    owners = resolver.one(resolver.evaluate(context, receiver))
    if not owners:
        return _DYNAMIC
    how = _how(context, receiver, owners)
    return resolver.complete(("written", id(owners), how, name), lambda: _member_of(resolver, owners, how, name))


def _member_of(resolver: Resolver, owners: Values, how: str, name: str) -> Resolution:
    found: list[Definition] = []
    for owner in owners:
        match owner:
            case Super():
                found += find_above(resolver, owner, name)
            case Instance():
                found += _as_read(find_member(resolver, owner.type, name))
            case Class():
                found += find_member(resolver, owner.type, name)
            case Module() | Package():
                found += exported(resolver, owner, name)
            case Holder(definition) if name.isdigit() and definition.file.language.function_pointers:
                found += fields_at(definition, int(name))
            case Holder(definition):
                found += definition.file.children.get((definition.ordinal, name), ())
    if found:
        return _resolution(found, how, "")
    types = [owner.type for owner in owners if isinstance(owner, Instance | Class | Super)]
    if not types or any(linearization(resolver, each)[1] for each in types):
        return Resolution((), "", "external")
    return Resolution((), "", "no such member")


def _as_read(members: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return what the name of some members means where it is not called: the field, if a method may have its name."""
    fields = tuple(each for each in members if each.file.language.fields_apart and each.kind in VALUE_KINDS)
    return fields or members


def _how(context: Context, receiver: Tree, owners: Values) -> str:
    if receiver[0] == "name" and receiver[1] in context.file.language.self_names:
        return "self"
    for kind, how in ((Super, "super"), (Module | Package, "module"), (Class, "class")):
        if any(isinstance(owner, kind) for owner in owners):
            return how
    ways = {"name": "variable", "member": "attribute", "call": "result", "tried": "result", "instance": "variable"}
    return ways.get(receiver[0], "element")


def _imported(resolver: Resolver, reference: Reference, otherwise: Resolution) -> Resolution:
    """Return what an import of a variable names: the resolver knows those of functions and types."""
    file = resolver.program.file(reference.path)
    for each in file.imports:
        if each.line == reference.line and each.name == reference.name:
            modules = resolver.modules(file, each.module)
            targets = [target for module in modules for target in exported(resolver, module, each.name)]
            if targets:
                return _resolution(targets, "import", "")
            if not modules:
                return Resolution((), "", "external")
    return otherwise


def exported(
    resolver: Resolver, module: Value, name: str, seen: frozenset[str] = frozenset()
) -> tuple[Definition, ...]:
    """Return the definitions that a module offers under a name, variables too, through re-exports.

    `seen` are the files that were asked before, on the way here.
    """
    if not name:
        return ()
    if found := _targets(resolver.export(module, name)):
        return found
    files = [module.file] if isinstance(module, Module) else []
    if isinstance(module, Package):
        files = files_beside(resolver.program, module.folder)
    for file in files:
        if found := tuple(_at_top(file, name)):
            return found
    for file in files:
        if file.path in seen:
            continue
        for each in file.imports:
            is_it = (each.alias or each.name) == name
            is_all = each.kind in ("star", "reexport_star") and not each.alias
            if (is_it or is_all) and each.scope == TOP and each.module:
                for inner in resolver.modules(file, each.module):
                    wanted = each.name if is_it else name
                    if found := exported(resolver, inner, wanted, seen | {file.path}):
                        return found
    return ()


def importable(resolver: Resolver, file: File, module: str, name: str) -> tuple[Definition, ...]:
    """Return the definitions that an import of a name from a module would name, if it stood in a file."""
    named = _targets(import_values(resolver, file, Import(0, TOP, "name", module, name, "")))
    return named or tuple(
        target for each in resolver.modules(file, module) for target in exported(resolver, each, name)
    )


def _at_top(file: File, name: str) -> list[Definition]:
    return [each for each in file.children.get((TOP, name), ()) if not each.owner and each.kind != "method"]


def _targets(values: Values) -> tuple[Definition, ...]:
    """Return the definitions that values are by their own name, not those that a variable holds."""
    found: list[Definition] = []
    for value in values:
        match value:
            case Class(definition, _, False) | Function(definition, _, False) | Holder(definition):
                found.append(definition)
    return tuple(dict.fromkeys(found))


def _resolution(targets: list[Definition] | tuple[Definition, ...], how: str, reason: str) -> Resolution:
    if not targets:
        return Resolution((), "", reason)
    return Resolution(tuple(dict.fromkeys(targets)), how)
