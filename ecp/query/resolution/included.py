"""What names mean where the program is one scope: C's and C++'s files, with what they include, and namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.index.facts import TYPE_KINDS
from ecp.index.languages import languages
from ecp.index.records import OPENED
from ecp.query.resolution.definitions import TOP, Definition
from ecp.query.resolution.files import Context, File
from ecp.query.resolution.includes import Includes, includes
from ecp.query.resolution.modules.loading import shared_folders
from ecp.query.resolution.notation import parse_type
from ecp.query.resolution.program import Program
from ecp.query.resolution.rows import Import
from ecp.query.resolution.values import Opened, Outside, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


_PROGRAM = "main"
"""The function that a program begins with, which a file has for no other."""
_GLOBAL = "::"
"""What stands before a name of the global namespace."""


def visible(resolver: Resolver, file: File, scope: int, name: str) -> Values:
    """Return what a name means that the file neither defines nor imports: a definition, or a namespace."""
    program = resolver.program
    if name == _GLOBAL:
        return (Opened("", file),)
    if found := of_program(program, file, scope, name):
        return tuple(resolver.definition_values(found))
    for around in (*namespaces_out(file, scope), *_namespaces_used(program, file, scope), ""):
        if is_opened(program, file, whole := _joined_namespace(around, name)):
            return (Opened(whole, file),)
    return (Outside(name),) if name in file.language.library_names else ()


def of_program(program: Program, file: File, scope: int, name: str) -> list[Definition]:
    """Return what a name means that the whole program may define, as C has it.

    The innermost namespace around its use that has it wins, then the global one and those that a using-directive
    names (https://eel.is/c++draft/basic.lookup.unqual).
    """
    known = [
        d
        for d in program.named(name)
        if d.file.language.family == file.language.family and is_at_top(d) and is_of_namespace(program, file, d)
    ]
    if not known:
        return []
    known = [d for d in known if d.kind != "module"]  # a namespace is no one definition of it
    for around in namespaces_out(file, scope):
        if found := _seen_from(program, file, [d for d in known if namespace_of(d) == around], is_own=True):
            return found
    at_top = {"", *_namespaces_used(program, file, scope)}
    known = [d for d in known if namespace_of(d) in at_top]
    return _seen_from(program, file, known) or _declared_only(file, known)


def _declared_only(file: File, known: list[Definition]) -> list[Definition]:
    """Return the one type of a name that nothing a file includes defines: it is only declared there (`class A;`)."""
    found = nearest(file, [d for d in known if d.kind in TYPE_KINDS])
    return found if len(found) == 1 else []


def _seen_from(program: Program, file: File, known: list[Definition], *, is_own: bool = False) -> list[Definition]:
    """Return which of the definitions of a name a file means.

    What an included file defines comes first.  A function that is only declared there, or nowhere that is known, is
    the one that some file defines for others to link with; a type of its own namespace may be defined where the file
    does not see it (`class A;`).  A tag has a name of its own beside a function's.  A macro of the name of a function
    whose file includes it calls that (its own name is not expanded again: C11, 6.10.3.4) or stands for it in another
    configuration; so does a function that a header keeps for each file (`static inline`).
    """
    if not known:
        return []
    tags = [d for d in known if d.kind in TYPE_KINDS]
    if 0 < len(tags) < len(known):
        others = [d for d in known if d.kind not in TYPE_KINDS]
        return _seen_from(program, file, others, is_own=is_own) + _seen_from(program, file, tags, is_own=is_own)
    graph = includes(program)
    counted = ((path, graph.steps(file.path, path)) for path in dict.fromkeys(d.file.path for d in known))
    steps = {path: count for path, count in counted if count is not None}
    visible = [d for d in known if d.file.path in steps]
    defined = [d for d in visible if not is_forward(d)]
    linked = [d for d in known if d.exported and not is_forward(d) and (d.owner or d.kind in ("function", "variable"))]
    headers = {d.file.path for d in visible}
    if headers:
        graph.follow(d.file.path for d in linked)
    if defined:
        fewest = min(steps[d.file.path] for d in defined)
        found = [d for d in defined if steps[d.file.path] == fewest]
        if all(d.kind == "macro" or (d.kind == "function" and not d.exported) for d in found):
            found += nearest(file, [d for d in linked if d not in found and graph.loads_any(d.file.path, headers)])
        return found
    if headers:
        linked = [d for d in linked if graph.loads_any(d.file.path, headers)] or linked
    if is_own and not linked and not visible:
        linked = [d for d in known if d.kind in TYPE_KINDS]
    return nearest(file, _linked_with(program, file, linked)) or visible or _of_includers(graph, file, known)


def _linked_with(program: Program, file: File, linked: list[Definition]) -> list[Definition]:
    """Return what a file may be linked with: nothing of a program's own file in whose folder it is not."""
    if len(linked) < 2:
        return linked
    programs = {d.file.path for d in program.named(_PROGRAM) if d.kind == "function" and not is_forward(d)}
    own = {path for path in programs if file.path.startswith(path[: path.rfind("/") + 1])}
    return [d for d in linked if d.file.path not in programs or d.file.path in own] or linked


def _of_includers(graph: Includes, file: File, known: list[Definition]) -> list[Definition]:
    """Return the definitions of a name in files that include one, or in what these include: it is a part of theirs."""
    defined = [d for d in known if not is_forward(d)]
    graph.follow(d.file.path for d in defined)
    return [d for d in defined if graph.together(d.file.path, file.path)]


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
    return _joined_namespace(namespace_around(definition), definition.owner)


def is_of_namespace(program: Program, file: File, definition: Definition) -> bool:
    """Say whether a definition outside of every type is a member of a namespace, not of the type that it names."""
    if not definition.owner:
        return definition.kind != "method"
    return is_opened(program, file, namespace_of(definition))


def whole_name(namespace: Definition) -> str:
    """Return a namespace's name with those around it."""
    return _joined_namespace(namespace_around(namespace), namespace.name.replace("::", "."))


def namespaces_out(file: File, scope: int) -> list[str]:
    """Return the namespaces around a place, the innermost first; a member defined outside its class is in its own."""
    found: list[str] = []
    for definition in file.around(scope):
        if definition.kind == "module":
            whole = whole_name(definition)
        elif definition.owner:
            whole = _joined_namespace(namespace_around(definition), definition.owner)
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
        around = (*namespaces_out(file, each.scope if each.scope != TOP else scope), "")
        found += [w for w in (_joined_namespace(outer, named) for outer in around) if is_opened(program, file, w)]
    return found


def _joined_namespace(outer: str, inner: str) -> str:
    return ".".join(filter(None, (outer, inner)))


_NAMESPACES = """
SELECT   DISTINCT CASE kind WHEN 'module' THEN qualified_name ELSE type END, blob.language
FROM     definition JOIN blob USING (blob)
WHERE    kind = 'module' OR (kind = 'macro' AND type <> '')
"""


def is_opened(program: Program, file: File, name: str) -> bool:
    """Say whether some file of the language's family opens a namespace of that whole name, or one inside it."""
    opened = program.once("opened namespaces", lambda: _opened(program))
    return name in opened[_BY_NAME].get(file.language.family, ()) or _is_opened_by_macro(program, file, name)


_BY_NAME, _BY_MACRO = range(2)


def _is_opened_by_macro(program: Program, file: File, name: str) -> bool:
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


def member_of_namespace(resolver: Resolver, namespace: str, file: File, name: str) -> Values:
    """Return what a member of a namespace stands for, as a file sees it."""
    program = resolver.program
    known = [
        d
        for d in program.named(name)
        if d.file.language.family == file.language.family
        and d.kind != "module"
        and is_at_top(d)
        and namespace_of(d) == namespace
    ]
    if found := _seen_from(program, file, known, is_own=True):
        return tuple(resolver.definition_values(found))
    whole = _joined_namespace(namespace, name)
    if is_opened(program, file, whole):
        return (Opened(whole, file),)
    if known or namespace.partition(".")[0] in file.language.library_names:
        return ()
    by_macro = _is_opened_by_macro(program, file, namespace)
    if found := _in_namespace_of_macro(program, file, name, is_known=by_macro):
        return tuple(resolver.definition_values(found))
    return (Opened(name, file),) if by_macro and is_opened(program, file, name) else ()


def _in_namespace_of_macro(program: Program, file: File, name: str, *, is_known: bool) -> list[Definition]:
    """Return what included files define outside every namespace: a macro (`BEGIN_NAMESPACE`) may have opened one.

    Where one is known to, the file may be another that it is opened in.
    """
    known = [
        d
        for d in program.named(name)
        if (is_known or d.file is not file) and includes(program).steps(file.path, d.file.path) is not None
        if d.kind not in ("module", "macro", "method")
        if not d.owner and is_at_top(d) and not namespace_around(d)
    ]
    return [d for d in known if not is_forward(d)] or known


def named_by_using(resolver: Resolver, file: File, each: Import) -> Values:
    """Return what `using a::b::name` and `namespace x = a::b` name: https://eel.is/c++draft/namespace.udecl."""
    first, *rest = [*each.module.split("::"), *filter(None, [each.name])]
    values = resolver.name(Context(file, each.scope, 0), first)[0]
    for part in rest:
        values = tuple(found for value in values for found in resolver.member_values(value, part))
    return values or (Outside(f"{each.module}.{each.name}"),)


def is_forward(definition: Definition) -> bool:
    """Say whether a definition only declares what is defined elsewhere: a prototype."""
    return "forward" in definition.modifiers.split()


def is_at_top(definition: Definition) -> bool:
    """Say whether nothing but namespaces is around a definition."""
    if definition.kind == "field":  # of which there are many, and to see what is around takes their files
        return False
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
