"""Paths of packages under the modules of the repository: Go."""

from __future__ import annotations

from ecp.query.resolution.modules.paths import folders_out, joined, manifests
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Package, Values


def find_go_package(program: Program, file: File, module: str) -> Values:
    """Find a package by its path under a module of the repository: https://go.dev/ref/mod#resolve-pkg-mod."""
    for name, folder in _go_modules(program):
        if module == name or module.startswith(f"{name}/"):
            path = joined(folder, module.removeprefix(name).lstrip("/"))
            if path in program.folders:
                return (Package(path),)
    for folder in folders_out(file.path):  # vendored
        path = f"{folder}/vendor/{module}".lstrip("/")
        if path in program.folders:
            return (Package(path),)
    return ()


def _go_modules(program: Program) -> list[tuple[str, str]]:
    """Return (module name, folder), the longest names first."""

    def build() -> list[tuple[str, str]]:
        names = [
            (each.module, folder)
            for folder, manifest in manifests(program, "go.mod").items()
            for each in manifest.imports
        ]
        return sorted(names, key=lambda pair: -len(pair[0]))

    return program.once("go modules", build)
