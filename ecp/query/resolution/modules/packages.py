"""Packages and namespaces by their names: Java, Kotlin, C#, PHP."""

from __future__ import annotations

from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Namespace, Values

_PACKAGES = """
SELECT   path, module
FROM     import JOIN file USING (blob)
WHERE    import.kind = 'package'
UNION ALL
SELECT   path, qualified_name
FROM     definition JOIN file USING (blob)
WHERE    definition.kind = 'module'
"""


def package_of(program: Program, file: File) -> str:
    """Return the package that a file says it belongs to, `.` between the parts."""
    said = (each.module.replace("\\", ".").strip(".") for each in file.imports if each.kind == "package")
    return max(said, key=len, default="") if file.language.nested_packages else next(said, "")


def namespace_of(definition: Definition) -> str:
    """Return the package or namespace around a definition."""
    container = definition.container
    while container != TOP and definition.file.definitions[container].kind != "module":
        container = definition.file.definitions[container].container
    inside = definition.file.definitions[container].qualified_name if container != TOP else ""
    return ".".join(filter(None, [package_of(definition.file.program, definition.file), inside]))


def namespaces_around(program: Program, file: File) -> list[str]:
    """Return the namespaces whose names a file sees: its package, and its namespaces with those around them.

    https://docs.oracle.com/javase/specs/jls/se21/html/jls-6.html#jls-6.3 and
    https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/language-specification/namespaces
    """
    found = [package_of(program, file)]
    if file.language.nested_packages:
        clauses = [each.module for each in file.imports if each.kind == "package"]
        found += sorted((each for each in clauses if found[0].startswith(f"{each}.")), key=len, reverse=True)
    for definition in file.all_definitions:
        if definition.kind == "module":
            parts = definition.qualified_name.split(".")
            found += [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
            found.append("")
    return list(dict.fromkeys(found))


def is_namespace(program: Program, family: str, name: str) -> bool:
    """Say whether a package or namespace has a name, or begins with it."""

    def build() -> set[tuple[str, str]]:
        found = set()
        for path, module in program.view.rows(_PACKAGES):
            if program.has(path):
                parts = module.replace("\\", ".").strip(".").split(".")
                spoken = program.language(path).family
                found |= {(spoken, ".".join(parts[:length])) for length in range(1, len(parts) + 1)}
        return found

    return (family, name) in program.once("namespaces", build)


def find_namespace(program: Program, file: File, module: str) -> Values:
    """Find a package by its name: https://docs.oracle.com/javase/specs/jls/se21/html/jls-7.html#jls-7.5."""
    name = module.replace("\\", ".").strip(".")
    family = file.language.family
    return (Namespace(family, name),) if is_namespace(program, family, name) else ()
