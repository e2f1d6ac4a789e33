"""Dotted names: Python's modules and packages."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Sequence

from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Module, Package, Values


def find_dotted(program: Program, file: File, module: str) -> Values:
    """Find `a.b.c` or `..b`: https://docs.python.org/3/reference/import.html, the packages of the repository first.

    A module of the standard library is hidden by one at the root, in `src/` or beside a script, and by no other:
    https://docs.python.org/3/library/sys_path_init.html.  So all files of a folder find the same.
    """
    folder = file.path.rpartition("/")[0]
    known = program.once("found from folders", dict[tuple[str, str], Values])
    found = known.get((folder, module))
    if found is None:
        found = known[folder, module] = _find_from(program, folder, module)
    return found


def _find_from(program: Program, folder: str, module: str) -> Values:
    if module.startswith("."):
        rest = module.lstrip(".")
        folders = folder.split("/") if folder else []
        around = "/".join(folders[: len(folders) - (len(module) - len(rest) - 1)])
        return module_at(program, "/".join(filter(None, [around, *rest.split(".")])) if rest else around)
    path = module.replace(".", "/")
    found = module_at(program, path)
    if not found or isinstance(found[0], Package):
        known = _nearest(folder, _dotted_names(program).get(module, ()))
        if module.partition(".")[0] in sys.stdlib_module_names:
            known = [each for each in known if each == f"{_SOURCES}/{path}"]
        found = tuple(value for each in known[:1] for value in module_at(program, each)) or found
    if found or program.has(f"{folder}/__init__.py"):
        return found
    return module_at(program, f"{folder}/{path}" if folder else path)


def _nearest(folder: str, paths: Sequence[str]) -> Sequence[str]:
    """Return paths, those first that have most of a folder's path in common with it."""
    if len(paths) < 2:
        return paths
    return sorted(paths, key=lambda path: -len(posixpath.commonpath((folder, path.rpartition("/")[0]))))


def module_at(program: Program, path: str) -> Values:
    """Return the Python module or package at a path without its extension."""
    for candidate in (f"{path}.py", f"{path}/__init__.py", f"{path}.pyi", f"{path}/__init__.pyi"):
        if program.has(candidate):
            return (Module(program.file(candidate)),)
    return (Package(path),) if path in program.folders or path in _folders_above(program) else ()


def _folders_above(program: Program) -> set[str]:
    """Return the folders that hold files only further down."""

    def build() -> set[str]:
        return {"/".join(parts[:depth]) for parts in map(split, program.folders) for depth in range(1, len(parts))}

    def split(folder: str) -> list[str]:
        return folder.split("/")

    return program.once("folders_above", build)


def _dotted_names(program: Program) -> dict[str, list[str]]:
    """Return where each dotted module name leads, by the packages' own roots (`src/flask/app.py` is `flask.app`).

    What is around a package may be a package without `__init__.py`, as in `src/poetry/config/__init__.py`, or a
    folder that is none: https://packaging.python.org/en/latest/guides/packaging-namespace-packages/.
    """

    def build() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in program.paths:
            stem, _, extension = path.rpartition(".")
            if extension not in ("py", "pyi"):
                continue
            stem = stem.removesuffix("/__init__")
            root = path.rpartition("/")[0]
            while root and program.has(f"{root}/__init__.py"):
                root = root.rpartition("/")[0]
            while root:
                name = stem.removeprefix(f"{root}/").replace("/", ".")
                if stem not in (known := found.setdefault(name, [])):
                    known.append(stem)
                outer, _, last = root.rpartition("/")
                if outer.rpartition("/")[2] == _SOURCES and root not in (known := found.setdefault(last, [])):
                    known.append(root)
                root = outer
        return found

    return program.once("dotted_names", build)


_SOURCES = "src"
"""The folder that packages lie in, and is none: https://packaging.python.org/en/latest/discussions/src-layout-vs-flat-layout/."""
