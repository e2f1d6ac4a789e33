"""What names mean that a file does not define itself: imported ones, its package's, what a framework injects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.modules import find_module, included_files, module_at, shared_folders
from ecp.query.program import TOP, Definition, File, Import, Program
from ecp.query.values import Container, Outside, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolver import Resolver


def import_values(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what the local name of an import stands for."""
    program = resolver.program
    if each.kind == "module" and not each.alias and file.language.imports == "dotted":
        return find_module(program, file, each.module.split(".", 1)[0]) or (Outside(each.module),)
    modules = find_module(program, file, each.module)
    if each.kind in ("module", "namespace"):
        return modules or (Outside(each.module),)
    name = "default" if each.kind == "default" else each.name
    for module in modules:
        if found := resolver.export(module, name):
            return found
    if each.kind == "name" and (found := find_module(program, file, _joined(each.module, name))):
        return found
    return (Outside(f"{each.module}.{name}"),) if not modules else ()


def _joined(module: str, name: str) -> str:
    return f"{module}{name}" if module.endswith(".") else f"{module}.{name}"


def visible_without_import(resolver: Resolver, file: File, name: str) -> tuple[Values, str]:
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
            found = _in_program(program, file, name)
            if found:
                return tuple(resolver.definition_values(found)), "program"
    return (), ""


def _in_program(program: Program, file: File, name: str) -> list[Definition]:
    """Return what a name means that the whole program may define, as C has it.

    What an included file defines comes first.  A function that is only declared there, or nowhere that is known, is
    the one that some file defines for others to link with.
    """
    known = [
        d
        for d in program.named(name)
        if d.file.language.family == file.language.family and not d.owner and is_at_top(d) and d.kind != "method"
    ]
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
    return nearest(file, linked) or visible


def is_forward(definition: Definition) -> bool:
    """Say whether a definition only declares what is defined elsewhere: a prototype."""
    return "forward" in definition.modifiers.split()


def is_at_top(definition: Definition) -> bool:
    """Say whether nothing but namespaces is around a definition."""
    container = definition.container
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
    if name in ("get", "pop", "popitem", "setdefault", "at", "find", "first", "last", "shift"):
        return (Container("function", (owner.inside[-1] if owner.kind == "map" else owner.inside[0],)),)
    if name in ("values", "itervalues"):
        return (Container("function", ((Container("list", (owner.inside[-1],)),),)),)
    if name in ("items", "entries") and owner.kind == "map":
        pair = Container("tuple", owner.inside)
        return (Container("function", ((Container("list", ((pair,),)),),)),)
    if name in ("copy", "filter", "slice", "sort", "reverse", "concat"):
        return (Container("function", ((owner,),)),)
    return (Outside(f"{owner.kind}.{name}"),)


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
        for definition in place.children.get((scope, name), ()):
            if definition is not function and _is_fixture(definition):
                return _fixture_values(resolver, definition)
    return ()


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
