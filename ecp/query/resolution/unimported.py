"""What names mean that a file neither defines nor imports: those of its folder, package, crate or program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ecp.query.resolution.global_scope import global_values
from ecp.query.resolution.imports import (
    in_namespace,
    namespace_beside,
    nearest_types,
    submodule_of,
)
from ecp.query.resolution.modules import find_module
from ecp.query.resolution.modules.crates import crate_root, macro_reaches
from ecp.query.resolution.modules.packages import is_namespace, namespaces_around, package_of
from ecp.query.resolution.program.build_constraints import files_beside
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File, local_name
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.textual import included
from ecp.query.resolution.textual.includes import includes
from ecp.query.resolution.values import Class, Function, Namespace, Package, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_Found = tuple[Values, str]
"""What a name means, and how that was found."""


def visible_without_import(resolver: Resolver, file: File, name: str, scope: int = TOP) -> _Found:
    """Return what a name that the file neither defines nor imports stands for."""
    find = _BY_REACH.get(file.language.package_scope)
    found, how = find(resolver, file, name, scope) if find is not None else ((), "")
    return (found, how) if found else (_imported_submodule(resolver.program, file, name), "module")


def _in_folder(resolver: Resolver, file: File, name: str, _: int) -> _Found:
    program = resolver.program
    for other in files_beside(program, file.path.rpartition("/")[0], file):
        if other is not file and other.language.family == file.language.family and (TOP, name) in other.children:
            values = resolver.name_at_top(other, name)
            if values and package_of(program, other) == package_of(program, file):
                return values, "package"
    named = program.once(f"packages of {file.path}", lambda: _packages_by_clause(program, file))
    return ((named[name],), "module") if name in named else ((), "")


def _in_package(resolver: Resolver, file: File, name: str, _: int) -> _Found:
    language = file.language
    values, how = in_own_package(resolver, file, name)
    if values:
        return values, how
    if language.global_functions and (values := in_namespace(resolver, language.family, "", name)):
        return tuple(v for v in values if isinstance(v, Function) or not isinstance(v, Class)), "package"
    if is_namespace(resolver.program, language.family, name):
        return (Namespace(language.family, name),), "module"
    return (), ""


def _in_program(resolver: Resolver, file: File, name: str, scope: int) -> _Found:
    if not file.language.textual_includes:
        return tuple(resolver.definition_values(_of_program(resolver.program, file, name))), "program"
    return included.visible(resolver, file, scope, name), "program"


def _in_crate(resolver: Resolver, file: File, name: str, _: int) -> _Found:
    """Return a crate, or a macro of the file's own crate that reaches the file."""
    if found := find_module(resolver.program, file, name):
        return found, "module"
    if name not in resolver.program.macros:
        return (), ""
    root = crate_root(resolver.program, file)
    macros = [
        d
        for d in resolver.program.named(name)
        if d.kind == "macro"
        if d.file.language.family == file.language.family and crate_root(resolver.program, d.file) is root
        if macro_reaches(resolver.program, d, file)
    ]
    return tuple(resolver.definition_values(macros)), "package"


def _in_file(resolver: Resolver, file: File, name: str, _: int) -> _Found:
    return (global_values(resolver, file, name), "program") if file.language.declares_for_all else ((), "")


_BY_REACH: dict[str, Callable[[Resolver, File, str, int], _Found]] = {
    "folder": _in_folder,
    "package": _in_package,
    "program": _in_program,
    "crate": _in_crate,
    "file": _in_file,
}
"""How far names are visible → who finds them."""


_PACKAGES = "SELECT DISTINCT path, module FROM file JOIN import USING (blob) WHERE import.kind = 'package'"


def _packages_by_clause(program: Program, file: File) -> dict[str, Package]:
    """Return the packages that a file imports by the names that these say they have, where their paths have others.

    https://go.dev/ref/spec#Import_declarations
    """

    def named() -> dict[str, str]:
        rows = sorted(program.view.rows(_PACKAGES))
        return {path.rpartition("/")[0]: name for path, name in rows if not name.endswith("_test")}

    found: dict[str, Package] = {}
    for each in file.imports:
        if each.kind == "module" and not each.alias:
            for package in find_module(program, file, each.module):
                if isinstance(package, Package):
                    name = program.once("names of packages", named).get(package.folder)
                    if name and name != local_name(each, file.language):
                        found[name] = package
    return found


def in_own_package(resolver: Resolver, file: File, name: str) -> tuple[Values, str]:
    """Return what a file's own package, or a namespace around it, has under a name."""
    program, language = resolver.program, file.language
    for namespace in namespaces_around(program, file):
        if values := in_namespace(resolver, language.family, namespace, name):
            path = f"{namespace}.{name}".lstrip(".")
            beside = namespace_beside(resolver, language.family, values, path)
            return nearest_types(file, values) + beside, "package"
        if language.types_share_names and is_namespace(program, language.family, f"{namespace}.{name}"):
            return (Namespace(language.family, f"{namespace}.{name}"),), "module"
    return (), ""


def _of_program(program: Program, file: File, name: str) -> list[Definition]:
    """Return what a name means that every file of the program may define: a type, else a function."""
    known = [
        d
        for d in program.named(name)
        if d.file.language.family == file.language.family and not d.owner and d.container == TOP and d.kind != "method"
    ]
    if file.language.returned_modules:
        known = [d for d in known if d.exported or d.file is file]
    types = [d for d in known if d.kind not in ("function", "macro")]
    functions = [d for d in known if d.kind in ("function", "macro")]
    return types or _within_reach(program, file, functions)


def _within_reach(program: Program, file: File, functions: list[Definition]) -> list[Definition]:
    """Return the functions of the program that a file may call by their names."""
    if not functions:
        return []
    match file.language.function_reach:
        case "loaded":
            return [d for d in functions if includes(program).steps(file.path, d.file.path) is not None]
        case "together":
            together = _loaded_together(program, file.language.family)
            return [d for d in functions if together(file.path, d.file.path)]
    return functions


def _loaded_together(program: Program, family: str) -> Callable[[str, str], bool]:
    """Return what says whether two files run in one process: some file of their family loads both."""

    def build() -> Callable[[str, str], bool]:
        graph = includes(program)
        graph.follow(path for path in program.paths if program.language(path).family == family)
        return graph.together

    return program.once(f"loaded together by {family}", build)


def _imported_submodule(program: Program, file: File, name: str) -> Values:
    """Return the submodule `name` of a package's `__init__` that imports something from it, and so has that name.

    https://docs.python.org/3/reference/import.html#submodules: `from .pens import *` binds `pens`, too.
    """
    found = submodule_of(program, file, name)
    named = [each.module for each in file.imports if each.module.endswith(f".{name}")] if found else ()
    return found if any(find_module(program, file, module) == found for module in named) else ()
