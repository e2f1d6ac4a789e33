"""Names that using-declarations and aliases of namespaces bring: https://eel.is/c++draft/namespace.udecl."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from ecp.query.resolution.program.definitions import TOP
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Import
from ecp.query.resolution.textual.includes import includes
from ecp.query.resolution.textual.namespaces import whole_name
from ecp.query.resolution.values import Opened, Outside, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

GLOBAL = "::"
"""What stands before a name of the global namespace."""


def named_by_using(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what `using a::b::name` and `namespace x = a::b` name."""
    parts = [part for part in (*each.module.split("::"), each.name) if part]
    if each.module.startswith(GLOBAL) or not each.module:
        values: Values = (Opened("", file),)
    else:
        values = resolver.name(Context(file, each.scope, 0), parts.pop(0))[0]
    for part in parts:
        values = tuple(found for value in values for found in resolver.member_values(value, part))
    return values or (Outside(f"{each.module}.{each.name}"),)


_USINGS = """
SELECT   path, line, scope, import.kind, module, name, alias
FROM     import JOIN file USING (blob) JOIN blob USING (blob)
WHERE    import.kind = 'name' AND language = $language
ORDER BY path, line
"""


def brought(resolver: Resolver, file: File, namespace: str, name: str) -> Values:
    """Return what a name means that a using-declaration of an included file makes a member of a namespace."""
    program = resolver.program
    if not file.language.declared_apart:
        return ()
    for path, each in _usings(program, file).get(name, ()):
        if path == file.path and each.scope == TOP and not namespace:
            continue  # which the file imports itself
        if includes(program).steps(file.path, path) is None or _namespace_around(program, path, each) != namespace:
            continue
        return resolver.memo(("using", path, each), partial(named_by_using, resolver, program.file(path), each), ())
    return ()


def _namespace_around(program: Program, path: str, each: Import) -> str | None:
    """Return the namespace that a using-declaration stands in, None if it is in something else."""
    if each.scope == TOP:
        return ""
    around = program.file(path).definitions[each.scope]
    return whole_name(around) if around.kind == "module" else None


def _usings(program: Program, file: File) -> dict[str, list[tuple[str, Import]]]:
    def build() -> dict[str, list[tuple[str, Import]]]:
        found = defaultdict(list)
        for path, *row in program.view.rows(_USINGS, {"language": file.language.name}):
            each = Import(*row)
            found[each.alias or each.name].append((path, each))
        return found

    known: dict[str, list[tuple[str, Import]]] = program.once(f"usings of {file.language.name}", build)
    return known
