"""Namespaces: which are opened where, of which a definition is a member, and which are around a place."""

from __future__ import annotations

from ecp.index.languages import languages
from ecp.index.records import OPENED
from ecp.query.resolution.notation import parse_type
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program


def namespace_around(definition: Definition) -> str:
    """Return the whole name of the namespace around a definition, inline ones left out, "" for the global one."""
    names: list[str] = []
    container = definition.container if definition.kind != "macro" else TOP
    while container != TOP:
        around = definition.file.definitions[container]
        if "inline" not in around.modifiers.split():
            names.insert(0, around.name.replace("::", "."))
        container = around.container
    return ".".join(names)


def namespace_of(definition: Definition) -> str:
    """Return the whole name of the namespace that a definition is a member of: `void pens::draw() {}` of `pens`."""
    return joined(namespace_around(definition), definition.owner)


def is_of_namespace(program: Program, file: File, definition: Definition) -> bool:
    """Say whether a definition outside of every type is a member of a namespace, not of the type that it names."""
    if not definition.owner:
        return definition.kind != "method"
    return is_opened(program, file, namespace_of(definition))


def whole_name(namespace: Definition) -> str:
    """Return a namespace's name with those around it."""
    return joined(namespace_around(namespace), namespace.name.replace("::", "."))


def namespaces_out(file: File, scope: int) -> list[str]:
    """Return the namespaces around a place, the innermost first; a member defined outside its class is in its own."""
    found: list[str] = []
    for definition in file.around(scope):
        if definition.kind == "module":
            whole = whole_name(definition)
        elif definition.owner:
            whole = joined(namespace_around(definition), definition.owner)
        else:
            continue
        while whole:
            if whole not in found:
                found.append(whole)
            whole = whole.rpartition(".")[0]
    return found


def namespaces_used(program: Program, file: File, scope: int) -> list[str]:
    """Return the namespaces whose names a using-directive lets a file use as they are."""
    found = []
    for each in file.stars:
        named = each.module.replace("::", ".")
        around = (*namespaces_out(file, each.scope if each.scope != TOP else scope), "")
        found += [w for w in (joined(outer, named) for outer in around) if is_opened(program, file, w)]
    return found


def joined(outer: str, inner: str) -> str:
    return ".".join(filter(None, (outer, inner)))


_NAMESPACES = """
SELECT   DISTINCT CASE kind WHEN 'module' THEN qualified_name ELSE type END, blob.language
FROM     definition JOIN blob USING (blob)
WHERE    kind = 'module' OR (kind = 'macro' AND type <> '')
"""


def is_opened(program: Program, file: File, name: str) -> bool:
    """Say whether some file of the language's family opens a namespace of that whole name, or one inside it."""
    opened = program.once("opened namespaces", lambda: _opened(program))
    return name in opened[_BY_NAME].get(file.language.family, ()) or is_opened_by_macro(program, file, name)


_BY_NAME, _BY_MACRO = range(2)


def is_opened_by_macro(program: Program, file: File, name: str) -> bool:
    """Say whether a macro opens a namespace: what it holds lies outside of all, as far as the grammar knows."""
    opened = program.once("opened namespaces", lambda: _opened(program))
    return name in opened[_BY_MACRO].get(file.language.family, ())


def _opened(program: Program) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return by family the namespaces that are opened by name, and those that macros open."""
    found: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for said, language in program.view.rows(_NAMESPACES):
        macro = parse_type(said) if said.startswith(f"{OPENED}[") else ()
        whole = macro[2][1] if len(macro) > 2 and len(macro[2]) > 1 else said
        names = found[_BY_MACRO if macro else _BY_NAME].setdefault(languages()[language].family, set())
        parts = whole.split(".")
        names.update(".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return found
