"""Crates and the files of their modules: Rust."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ecp.query.resolution.modules.paths import joined, manifests
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Module, Values


def find_crate(program: Program, file: File, module: str) -> Values:
    """Find what a path may begin with apart from a name in scope: `crate`, or a crate of the repository.

    https://doc.rust-lang.org/reference/paths.html#path-qualifiers and
    https://doc.rust-lang.org/reference/names/preludes.html#extern-prelude.
    """
    if module == "crate":
        return (Module(crate_root(program, file)),)
    root = _crates(program).get(module)
    return (Module(root),) if root is not None else ()


def parent_module(program: Program, file: File) -> File | None:
    """Return the file that declares `mod file;`, None of a crate's root.

    https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames
    """
    return program.once(f"parent of {file.path}", lambda: _find_parent(program, file))


def is_inside(program: Program, file: File, module: File) -> bool:
    """Say whether a file is of a module or of one inside it."""
    at: File | None = file
    seen: set[str] = set()
    while at is not None and at is not module and at.path not in seen:
        seen.add(at.path)
        at = parent_module(program, at)
    return at is module


def _find_parent(program: Program, file: File) -> File | None:
    folder, _, filename = file.path.rpartition("/")
    name = filename.rpartition(".")[0]
    if name in ("lib", "main") or (name == "build" and not _is_beside_root(program, folder)):
        return None
    if name == "mod":
        folder, _, name = folder.rpartition("/")
    usual = [joined(folder, each) for each in ("mod.rs", "lib.rs", "main.rs")] + ([f"{folder}.rs"] if folder else [])
    others = [path for path in program.folders.get(folder, ()) if path not in usual and path != file.path]
    for path in [*usual, *others]:
        if program.has(path) and program.language(path).declared_modules:
            other = program.file(path)
            if any(each.kind == "module" and each.module == name for each in other.imports):
                declared = child_module(program, other, name)
                if declared is file:
                    return other
            if path in usual and any(module_by_path(program, each) is file for each in _modules_with_path(other)):
                return other
    return _declared_inside(program, file, folder, name)


def _is_beside_root(program: Program, folder: str) -> bool:
    """Say whether modules of a crate stand in a folder: the script that builds a package stands beside its manifest.

    https://doc.rust-lang.org/cargo/reference/build-scripts.html
    """
    return not program.has(joined(folder, "Cargo.toml"))


def _declared_inside(program: Program, file: File, folder: str, name: str) -> File | None:
    """Return the file that declares a module inside others, which name the folders: `mod outer { mod name; }`."""
    outer, _, inside = folder.rpartition("/")
    while inside:
        for path in [*(joined(outer, each) for each in ("mod.rs", "lib.rs", "main.rs")), f"{outer}.rs"]:
            if program.has(path) and program.language(path).declared_modules:
                other = program.file(path)
                modules = (each for each in other.all_definitions if each.kind == "module" and each.name == name)
                if any(each.qualified_name.replace(".", "/") == f"{inside}/{name}" for each in modules):
                    return other if child_module(program, other, name, inside) is file else None
        outer, _, last = outer.rpartition("/")
        inside = f"{last}/{inside}" if last else ""
    return None


def _modules_with_path(file: File) -> Iterator[Definition]:
    declared = (each.module for each in file.imports if each.kind == "module")
    modules = (each for name in declared for each in file.children.get((TOP, name), ()) if each.kind == "module")
    return (each for each in modules if "#[path=" in each.modifiers)


def module_by_path(program: Program, module: Definition) -> File | None:
    """Return the file that an attribute of a module names: `#[path = "unix.rs"] mod os;`.

    https://doc.rust-lang.org/reference/items/modules.html#the-path-attribute
    """
    said = _PATH_ATTRIBUTE.search(module.modifiers)
    if said is None or module.container != TOP:
        return None
    path = posixpath.normpath(joined(module.file.path.rpartition("/")[0], said[1]))
    return program.file(path) if program.has(path) else None


_PATH_ATTRIBUTE = re.compile(r'#\[path="([^"]+)"')


def crate_root(program: Program, file: File) -> File:
    """Return the file in which the module tree of a file begins."""
    seen = {file.path}
    while (parent := parent_module(program, file)) is not None and parent.path not in seen:
        file = parent
        seen.add(file.path)
    return file


def child_module(program: Program, file: File, name: str, inside: str = "") -> File | None:
    """Return the file of `mod name;`, as it stands in a file (within its module `inside`).

    https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames; any file may be a crate's root.
    """
    folder, _, filename = file.path.rpartition("/")
    stem = filename.rpartition(".")[0]
    folders = [folder] if stem in ("mod", "lib", "main") else [joined(folder, stem), folder]
    for each in folders:
        for end in (f"{name}.rs", f"{name}/mod.rs"):
            path = joined(each, inside, end)
            if path != file.path and program.has(path):
                return program.file(path)
    return None


def macro_reaches(program: Program, macro: Definition, file: File) -> bool:
    """Say whether a file of its crate sees a macro by its bare name.

    That is one that is exported, of a module around the file's, or of one that `#[macro_use]` stands above there:
    https://doc.rust-lang.org/reference/macros-by-example.html#scoping-exporting-and-importing
    """
    if "macro_export" in macro.modifiers:
        return True
    around = [file.path]
    at: File | None = file
    while at is not None and (at := parent_module(program, at)) is not None and at.path not in around:
        around.append(at.path)
    if macro.file.path in around:
        return True
    parent = parent_module(program, macro.file)
    if parent is None or parent.path not in around:
        return False
    declared = (d for d in parent.all_definitions if d.kind == "module" and "macro_use" in d.modifiers)
    return any(child_module(program, parent, d.name) is macro.file for d in declared)


def _crates(program: Program) -> dict[str, File]:
    """Return the libraries of the repository by the names that Rust has for them.

    https://doc.rust-lang.org/cargo/reference/cargo-targets.html#library and
    https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#renaming-dependencies-in-cargotoml
    """

    def build() -> dict[str, File]:
        found, packages = {}, {}
        for folder, manifest in manifests(program, "Cargo.toml").items():
            package = next((each.module for each in manifest.imports if each.kind == "package"), "")
            library = {each.name: each.module for each in manifest.imports if each.kind == "export"}
            path = joined(folder, library.get("path", "src/lib.rs"))
            if package and program.has(path):
                root = packages[package] = program.file(path)
                found[library.get("name", package).replace("-", "_")] = root
        for manifest in manifests(program, "Cargo.toml").values():
            for each in manifest.imports:
                if each.alias and each.module in packages:
                    found.setdefault(each.alias.replace("-", "_"), packages[each.module])
        return found

    return program.once("crates", build)
