"""What names mean where the program is one scope: C's and C++'s files, with what they include, and namespaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecp.index.facts import TYPE_KINDS
from ecp.query.resolution.modules.loading import shared_folders
from ecp.query.resolution.overloads.parameters import shape
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.textual.includes import Includes, includes
from ecp.query.resolution.textual.namespaces import (
    is_of_namespace,
    is_opened,
    is_opened_by_macro,
    joined,
    namespace_around,
    namespace_of,
    namespaces_out,
    namespaces_used,
)
from ecp.query.resolution.textual.usings import GLOBAL, brought
from ecp.query.resolution.values import Function, Opened, Outside, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


_PROGRAM = "main"
"""The function that a program begins with, which a file has for no other."""
_MOST = 100
"""Functions of a name up to which it is looked which of them a file sees."""


def visible(resolver: Resolver, file: File, scope: int, name: str) -> Values:
    """Return what a name means that the file neither defines nor imports: a definition, or a namespace."""
    program = resolver.program
    if name == GLOBAL:
        return (Opened("", file),)
    if found := of_program(program, file, scope, name):
        return tuple(resolver.definition_values(found))
    for around in (*namespaces_out(file, scope), *namespaces_used(program, file, scope), ""):
        if is_opened(program, file, whole := joined(around, name)):
            return (Opened(whole, file),)
        if values := brought(resolver, file, around, name):
            return values
    return (Outside(name),) if name in file.language.library_names else ()


def of_program(
    program: Program, file: File, scope: int, name: str, without: Sequence[Definition] = ()
) -> list[Definition]:
    """Return what a name means that the whole program may define, as C has it, some definitions apart.

    The innermost namespace around its use that has it wins, then the global one and those that a using-directive
    names (https://eel.is/c++draft/basic.lookup.unqual).
    """
    known = [d for d in _at_top(program, file, name) if d not in without]
    if not known:
        return []
    known = [d for d in known if d.kind != "module"]  # a namespace is no one definition of it
    for around in namespaces_out(file, scope):
        if found := _seen_from(program, file, [d for d in known if namespace_of(d) == around], is_own=True):
            return found
    at_top = {"", *namespaces_used(program, file, scope)}
    known = [d for d in known if namespace_of(d) in at_top]
    return _seen_from(program, file, known) or _declared_only(file, known)


def _at_top(program: Program, file: File, name: str) -> list[Definition]:
    """Return what some file defines under a name, as a member of a namespace at most."""
    family = file.language.family
    return [
        d
        for d in program.named(name)
        if d.file.language.family == family and is_at_top(d) and is_of_namespace(program, file, d)
    ]


def overloads_beside(program: Program, file: File, name: str, found: Sequence[Definition]) -> Values:
    """Return the functions that are overloaded with some that a file defines: others of their namespace.

    https://eel.is/c++draft/over.load
    """
    if not _are_overloaded(found):
        return ()
    around = namespace_of(found[0])
    known = [d for d in _at_top(program, file, name) if namespace_of(d) == around]
    return tuple(map(Function, _other_overloads(includes(program), file, known, found)))


def _other_overloads(
    graph: Includes, file: File, known: Sequence[Definition], found: Sequence[Definition]
) -> list[Definition]:
    """Return the functions of a namespace that a file sees beside some, which take other parameters.

    It sees what included files define, and what they declare for another to define: a prototype is no definition, but
    who defines it includes the file that also defines what the prototype is an overload of.
    """
    shapes = {shape(each) for each in found}
    others = [
        d for d in known if d.kind == "function" and d.parameters and not is_forward(d) and shape(d) not in shapes
    ]
    if not 0 < len(others) <= _MOST:
        return []
    headers = {each.file.path for each in found}
    graph.follow(each.file.path for each in others)
    alike: dict[tuple[str, ...], list[Definition]] = defaultdict(list)
    for each in others:
        path = each.file.path
        if graph.steps(file.path, path) is not None or (_is_defined_once(each) and graph.loads_any(path, headers)):
            alike[shape(each)].append(each)
    return [each for same in alike.values() for each in nearest(file, same)]


def _is_defined_once(function: Definition) -> bool:
    """Say whether a function has one definition for all files, which need no more than declare it.

    Templates and inline functions are defined in each that uses them: https://eel.is/c++draft/basic.def.odr#14
    """
    repeated = any(each in function.file.language.repeated_modifiers for each in function.modifiers.split())
    return bool(function.exported) and not repeated and not function.file.generics.get(function.ordinal)


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
        return found + _other_overloads(graph, file, known, found) if _are_overloaded(found) else found
    if headers:
        linked = [d for d in linked if graph.loads_any(d.file.path, headers)] or linked
    if is_own and not linked and not visible:
        linked = [d for d in known if d.kind in TYPE_KINDS]
    return nearest(file, _linked_with(program, file, linked)) or visible or _of_includers(graph, file, known)


def _are_overloaded(found: Sequence[Definition]) -> bool:
    """Say whether functions may have overloads of which what declares them is not known."""
    first = found[0]
    return first.file.language.declared_apart and all(d.kind == "function" and d.parameters for d in found)


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
    whole = joined(namespace, name)
    if is_opened(program, file, whole):
        return (Opened(whole, file),)
    if values := brought(resolver, file, namespace, name):
        return values
    if known or namespace.partition(".")[0] in file.language.library_names:
        return ()
    by_macro = is_opened_by_macro(program, file, namespace)
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
