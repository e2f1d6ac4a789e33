"""What names mean that a file does not define itself: imported ones, its package's, what a framework injects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecp.index.languages import languages
from ecp.query.modules import find_module, included_files, module_at, once, shared_folders
from ecp.query.program import TOP, TYPE_KINDS, Context, Definition, File, Import, Program
from ecp.query.values import Container, Module, Namespace, Outside, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolver import Resolver


def import_values(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what the local name of an import stands for."""
    program = resolver.program
    if each.kind == "export":
        return resolver.name(Context(file, TOP, 0), each.name)[0]
    if each.kind == "module" and not each.alias and file.language.imports == "dotted":
        return find_module(program, file, each.module.split(".", 1)[0]) or (Outside(each.module),)
    modules = find_module(program, file, each.module)
    if file.language.imports == "include" and not modules:  # a using-declaration names no file
        return _named_in_namespace(resolver, file, each)
    if each.kind in ("module", "namespace") or (each.kind == "reexport" and not each.name):
        return tuple(found for module in modules for found in _whole(resolver, module)) or (Outside(each.module),)
    name = "default" if each.kind == "default" else each.name
    for module in modules:
        if found := resolver.export(module, name):
            return found
    if each.kind == "name" and (found := find_module(program, file, _joined(each.module, name))):
        return found
    return (Outside(f"{each.module}.{name}"),) if not modules else ()


def _whole(resolver: Resolver, module: Value) -> Values:
    """Return what a module is when it is imported as a whole: itself, or the one thing that it exports.

    https://nodejs.org/api/modules.html#moduleexports, and `export =` in TypeScript.
    """
    if not isinstance(module, Module):
        return (module,)
    for each in module.file.imports:
        if each.kind == "export" and each.alias in ("exports", "export") and each.scope == TOP:
            return resolver.name(Context(module.file, TOP, 0), each.name)[0] or (module,)
    return (module,)


def star_brings(module: Value, name: str) -> bool:
    """Say whether a star import of a module may bring a name.

    https://docs.python.org/3/reference/simple_stmts.html#the-import-statement: what `__all__` lists, else what has
    no underscore before it.
    """
    if not isinstance(module, Module) or module.file.language.imports != "dotted":
        return True
    listed = {each.name for each in module.file.imports if each.kind == "export"}
    return name in listed if listed else not name.startswith("_")


def _joined(module: str, name: str) -> str:
    return f"{module}{name}" if module.endswith(".") else f"{module}.{name}"


def _named_in_namespace(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what `using a::b::name` and `namespace x = a::b` name: https://eel.is/c++draft/namespace.udecl."""
    first, *rest = [*each.module.split("::"), *filter(None, [each.name])]
    values = resolver.name(Context(file, each.scope, 0), first)[0]
    for part in rest:
        values = tuple(found for value in values for found in resolver.member_values(value, part))
    return values or (Outside(f"{each.module}.{each.name}"),)


def visible_without_import(resolver: Resolver, file: File, name: str, scope: int = TOP) -> tuple[Values, str]:
    """Return what a name that the file neither defines nor imports stands for."""
    program, language = resolver.program, file.language
    match language.package_scope:
        case "folder":
            folder = file.path.rpartition("/")[0]
            for other in program.files_in(folder):
                if other is not file and other.language.family == language.family:
                    values = resolver.name_at_top(other, name)
                    if values:
                        return values, "package"
        case "program":
            found = _in_program(program, file, scope, name)
            if found:
                return tuple(resolver.definition_values(found)), "program"
            for around in (*namespaces_around(file, scope), *_namespaces_used(program, file, scope), ""):
                if is_namespace(program, file, whole := _joined_namespace(around, name)):
                    return (Namespace(whole, file),), "program"
            if name in file.language.library_names:
                return (Outside(name),), "program"
    return (), ""


def _in_program(program: Program, file: File, scope: int, name: str) -> list[Definition]:
    """Return what a name means that the whole program may define, as C has it.

    The innermost namespace around its use that has it wins, then the global one and those that a using-directive
    names (https://eel.is/c++draft/basic.lookup.unqual).
    """
    known = [
        d
        for d in program.named(name)
        if d.file.language.family == file.language.family and not d.owner and is_at_top(d) and d.kind != "method"
    ]
    if not known:
        return []
    if file.language.imports == "include":  # a namespace is no one definition of it
        known = [d for d in known if d.kind != "module"]
    for around in namespaces_around(file, scope):
        if found := _seen_from(program, file, [d for d in known if namespace_of(d) == around], is_own=True):
            return found
    if file.language.imports == "include":
        at_top = {"", *_namespaces_used(program, file, scope)}
        known = [d for d in known if namespace_of(d) in at_top]
    return _seen_from(program, file, known)


def _seen_from(program: Program, file: File, known: list[Definition], *, is_own: bool = False) -> list[Definition]:
    """Return which of the definitions of a name a file means.

    What an included file defines comes first.  A function that is only declared there, or nowhere that is known, is
    the one that some file defines for others to link with; a type of its own namespace may be defined where the file
    does not see it (`class A;`).
    """
    if not known:
        return []
    steps = included_files(program, file)
    visible = [d for d in known if d.file.path in steps]
    defined = [d for d in visible if not is_forward(d)]
    if defined:
        fewest = min(steps[d.file.path] for d in defined)
        return [d for d in defined if steps[d.file.path] == fewest]
    linked = [d for d in known if d.exported and not is_forward(d) and d.kind in ("function", "variable")]
    headers = {d.file.path for d in visible}
    if headers:
        sharing = [d for d in linked if headers & included_files(program, d.file).keys()]
        linked = sharing or linked
    if is_own and not linked and not visible:
        linked = [d for d in known if d.kind in TYPE_KINDS]
    return nearest(file, linked) or visible


def namespace_of(definition: Definition) -> str:
    """Return the whole name of the namespace around a definition, inline ones left out, "" for the global one."""
    names: list[str] = []
    container = definition.container if definition.kind != "macro" else TOP
    while container != TOP:
        around = definition.file.definitions[container]
        if "inline" not in around.modifiers.split():
            names.insert(0, around.name.replace("::", "."))
        container = around.container
    return ".".join(names)


def namespaces_around(file: File, scope: int) -> list[str]:
    """Return the namespaces around a place, the innermost first; a member defined outside its class is in its own."""
    found: list[str] = []
    for at in file.scopes_out(scope):
        if at == TOP:
            break
        definition = file.definitions[at]
        if definition.kind == "module":
            whole = _joined_namespace(namespace_of(definition), definition.name.replace("::", "."))
        elif definition.owner:
            whole = _joined_namespace(namespace_of(definition), definition.owner)
        else:
            continue
        while whole:
            if whole not in found:
                found.append(whole)
            whole = whole.rpartition(".")[0]
    return found


def _namespaces_used(program: Program, file: File, scope: int) -> list[str]:
    """Return the namespaces whose names a using-directive lets a file use as they are."""
    found = []
    for each in file.stars:
        named = each.module.replace("::", ".")
        around = (*namespaces_around(file, each.scope if each.scope != TOP else scope), "")
        found += [w for w in (_joined_namespace(outer, named) for outer in around) if is_namespace(program, file, w)]
    return found


def _joined_namespace(outer: str, inner: str) -> str:
    return ".".join(filter(None, (outer, inner)))


_NAMESPACES = """
SELECT   DISTINCT qualified_name, blob.language
FROM     definition JOIN blob USING (blob)
WHERE    kind = 'module'
"""


def is_namespace(program: Program, file: File, name: str) -> bool:
    """Say whether some file of the language's family opens a namespace of that whole name, or one inside it."""

    def build() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for whole, language in program.view.rows(_NAMESPACES):
            names = found.setdefault(languages()[language].family, set())
            parts = whole.split(".")
            names.update(".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return found

    return name in once(program, "namespaces", build).get(file.language.family, ())


def in_namespace(resolver: Resolver, namespace: str, file: File, name: str) -> Values:
    """Return what a member of a namespace stands for, as a file sees it."""
    program = resolver.program
    known = [
        d
        for d in program.named(name)
        if d.file.language.family == file.language.family
        and d.kind != "module"
        and is_at_top(d)
        and (_joined_namespace(namespace_of(d), d.owner) == namespace)
    ]
    if found := _seen_from(program, file, known, is_own=True):
        return tuple(resolver.definition_values(found))
    whole = _joined_namespace(namespace, name)
    return (Namespace(whole, file),) if is_namespace(program, file, whole) else ()


def is_forward(definition: Definition) -> bool:
    """Say whether a definition only declares what is defined elsewhere: a prototype."""
    return "forward" in definition.modifiers.split()


def is_at_top(definition: Definition) -> bool:
    """Say whether nothing but namespaces is around a definition."""
    container = definition.container if definition.kind != "macro" else TOP  # the preprocessor knows no scopes
    while container != TOP:
        around = definition.file.definitions[container]
        if around.kind != "module":
            return False
        container = around.container
    return True


def nearest(file: File, found: list[Definition]) -> list[Definition]:
    """Return the definitions that lie nearest: in the same folder, else under the deepest common folder."""
    if not found:
        return []
    best = max(shared_folders(definition.file.path, file.path) for definition in found)
    return [definition for definition in found if shared_folders(definition.file.path, file.path) == best]


def other_parts(program: Program, definition: Definition) -> list[Definition]:
    """Return the other parts of a type that is defined in pieces: partial classes, reopened ones."""
    if definition.kind not in definition.file.language.open_kinds:
        return []
    return [
        other
        for other in program.named(definition.name)
        if other is not definition
        and other.kind == definition.kind
        and other.qualified_name == definition.qualified_name
        and other.file.language.family == definition.file.language.family
    ]


def library_member(owner: Container, name: str) -> Values:
    """Return what a method of a library's container gives, where it is one of its elements."""
    if name in ("get", "pop", "popitem", "setdefault", "at", "find", "first", "last", "shift", "front", "back"):
        return (Container("function", (owner.inside[-1] if owner.kind == "map" else owner.inside[0],)),)
    if name in ("values", "itervalues"):
        return (Container("function", ((Container("list", (owner.inside[-1],)),),)),)
    if name in ("items", "entries") and owner.kind == "map":
        pair = Container("tuple", owner.inside)
        return (Container("function", ((Container("list", ((pair,),)),),)),)
    if name in ("copy", "filter", "slice", "sort", "reverse", "concat"):
        return (Container("function", ((owner,),)),)
    return (Outside(f"{owner.kind}.{name}"),)


def library_call(resolver: Resolver, how: str, passed: Sequence[Values]) -> Values:
    """Return what a library's function gives that hands on its arguments, or their elements, as `how` says."""
    match how:
        case "same":
            return passed[0]
        case "element":
            return resolver.elements(passed[0])
        case "list" if elements := resolver.elements(passed[0]):
            return (Container("list", (elements,)),)
        case "list of second" if len(passed) > 1 and (elements := resolver.elements(passed[1])):
            return (Container("list", (elements,)),)
        case "numbered" if elements := resolver.elements(passed[0]):
            return (Container("list", ((Container("tuple", ((), elements)),),)),)
        case "side by side":
            pairs = Container("tuple", tuple(resolver.elements(each) for each in passed))
            return (Container("list", ((pairs,),)),)
    return ()


def submodule(program: Program, folder: str, name: str) -> Values:
    """Return the module `name` of a package without `__init__`."""
    return module_at(program, f"{folder}/{name}" if folder else name)


def submodule_of(program: Program, file: File, name: str) -> Values:
    """Return the submodule `name` of a package's `__init__`, which an import of it makes an attribute."""
    if file.language.imports != "dotted" or not file.path.rpartition("/")[2].startswith("__init__."):
        return ()
    return module_at(program, f"{file.path.rpartition('/')[0]}/{name}")


def injected_parameter(resolver: Resolver, file: File, function: Definition, name: str) -> Values:
    """Return what a test framework passes for a parameter: pytest's fixture of that name.

    https://docs.pytest.org/en/stable/reference/fixtures.html: looked for in the class, the module, then conftest.py
    of each folder outwards.
    """
    fixtures = file.language.fixtures
    if not fixtures or not (function.name.startswith("test") or _is_fixture(function)):
        return ()
    places: list[tuple[File, int]] = [(file, at) for at in file.scopes_out(function.container)]
    folder = file.path.rpartition("/")[0]
    while True:
        conftest = f"{folder}/{fixtures}" if folder else fixtures
        if resolver.program.has(conftest):
            places.append((resolver.program.file(conftest), TOP))
        if not folder:
            break
        folder = folder.rpartition("/")[0]
    for place, scope in places:
        for definition in place.members.get(scope, ()):
            if definition is not function and _is_fixture(definition) and _fixture_name(definition) == name:
                return _fixture_values(resolver, definition)
    return ()


def _fixture_name(definition: Definition) -> str:
    """Return the name that a fixture is passed for: its own, unless its decorator says `name="…"`."""
    said = _FIXTURE_NAME.search(definition.modifiers)
    return said[1] if said else definition.name


_FIXTURE_NAME = re.compile(r"""fixture\([^ ]*\bname=["'](\w+)["']""")


def _is_fixture(definition: Definition) -> bool:
    return "fixture" in definition.modifiers


def _fixture_values(resolver: Resolver, definition: Definition) -> Values:
    """Return what a fixture gives: what it yields, else what it returns."""
    found: list[Value] = []
    for value in resolver.result_values(definition):
        match value:
            case Container("list", inside):
                found += inside[0]
            case _:
                found.append(value)
    return tuple(found)
