"""What one scope has under a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ecp.query.resolution.bindings import bound_values
from ecp.query.resolution.notation import names_of
from ecp.query.resolution.program.definitions import CALLABLE_KINDS, FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.rows import Binding, Import
from ecp.query.resolution.values import Holder, Outside, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def name_in_scope(
    resolver: Resolver, file: File, scope: int, name: str, line: int, *, inside: int = 0
) -> Values | None:
    """Return what a name stands for in one scope, or None when the scope does not have it.

    `line` is where it is used when that is in the same scope (later bindings do not count then), else 0; `inside` is
    that in any case where it is known.
    """
    key = (scope, name)
    in_type = scope != TOP and file.definitions[scope].is_type
    definitions = _seen(file, key, line or inside, in_type=in_type)
    imported = file.names_imported.get(key, [])
    solid = [d for d in definitions if d.kind in CALLABLE_KINDS or d.kind in ("type", "module")]
    if solid and not (in_type and line and _is_hidden(file, solid, line)):
        return _defined(resolver, file, solid, imported)
    if bindings := _bindings_at(file, scope, name, line, in_type=in_type):
        beside = imported if file.language.ordered_types else []
        if beside and (values := _imported_beside(resolver, file, beside, bindings, line)):
            return values
        held = tuple([Holder(d) for d in definitions if file.has_members(d)]) if definitions else ()
        is_ordered = scope != TOP or (file.language.bare_calls and bindings[-1].until_line > 0)  # of a block
        return held + bound_values(resolver, file, bindings, line, is_function=is_ordered)
    if imported:
        return _all_imported(resolver, file, imported) or (Outside(name),)
    definitions = definitions or _made_by_macros(file, scope, name)
    return tuple(resolver.definition_values(definitions)) if definitions else None


def _seen(file: File, key: tuple[int, str], line: int, *, in_type: bool) -> list[Definition]:
    """Return the definitions of a name in a scope that are seen on a line: of anonymous functions, the innermost's.

    Without a line, all that are of none, if any are.
    https://tc39.es/ecma262/#sec-functiondeclarationinstantiation
    """
    found: Sequence[Definition]
    if file.has_local_functions_in(*key):
        local = file.local_functions(*key)
        if meant := local.meant_on(line):
            return [file.definitions[ordinal] for ordinal in sorted(meant)]
        found = local.elsewhere or (() if line else file.children.get(key, ()))
    else:
        found = file.children.get(key, ())
    # the methods of an object literal, and those that name their type, are no names of the scope they stand in
    return [d for d in found if not d.owner and (in_type or d.kind != "method")] if found else []


def _is_hidden(file: File, methods: Sequence[Definition], line: int) -> bool:
    """Say whether a variable of a block in the body of a type stands before the methods of its name on a line.

    https://docs.ruby-lang.org/en/3.4/syntax/assignment_rdoc.html#label-Local+Variables+and+Methods
    """
    if not file.language.bare_calls or any(each.kind not in FUNCTION_KINDS for each in methods):
        return False
    scope, name = methods[0].container, methods[0].name
    return any(0 < each.line <= line <= each.until_line for each in file.bound(scope, name))


def _defined(resolver: Resolver, file: File, solid: Sequence[Definition], imported: Iterable[Import]) -> Values:
    """Return what a scope defines under a name; what is no module may have that of one."""
    found = tuple(resolver.definition_values(solid))
    if any(each.kind != "module" for each in solid):
        return found
    found += tuple(value for each in imported for value in resolver.import_values(file, each))
    bindings = file.bound(solid[0].container, solid[0].name) if file.language.assigned_members else []
    return found + bound_values(resolver, file, bindings, 0, is_function=False) if bindings else found


def _bindings_at(file: File, scope: int, name: str, line: int, *, in_type: bool) -> list[Binding]:
    """Return the bindings of a name in a scope that hold on a line; all of line 0, but for what narrows them."""
    bindings = file.bound(scope, name)
    if bindings and file.language.narrows:
        bindings = [b for b in bindings if b.how != "narrow" or b.line <= line]
    if bindings and line:  # those of blocks that end before hold no longer
        bindings = [
            b for b in bindings if b.until_line <= 0 or (line <= b.until_line and (b.line <= line or scope != TOP))
        ]
    if bindings and line and scope != TOP and file.language.ordered_locals and not in_type:
        bindings = [b for b in bindings if b.line <= line or b.how == "generic"]
    return bindings


def _imported_beside(
    resolver: Resolver, file: File, imported: Iterable[Import], bindings: list[Binding], line: int
) -> Values:
    """Return what a name stands for that a scope both imports and binds, where it is what is imported.

    In a function the last of them counts.  At the top one is mostly for where the other fails: `except ImportError:
    fast = None`; unless the name is bound to something that is made of what was imported.
    """
    is_function = bindings[0].scope != TOP
    if is_function and line:
        first = max((each.line for each in imported if each.line <= line), default=0)
        return () if any(first < each.first <= line for each in bindings) else _all_imported(resolver, file, imported)
    name = bindings[0].name
    if any(name in names_of(each.value) for each in bindings if each.value):
        return ()
    brought = tuple(v for v in _all_imported(resolver, file, imported) if not isinstance(v, Outside))
    return (*brought, *bound_values(resolver, file, bindings, line, is_function=is_function)) if brought else ()


def _all_imported(resolver: Resolver, file: File, imported: Iterable[Import]) -> Values:
    return tuple(dict.fromkeys(value for each in imported for value in resolver.import_values(file, each)))


def _made_by_macros(file: File, scope: int, name: str) -> list[Definition]:
    """Return the types that macros of a file make under a name of their own: `() => { struct Pen; }`.

    https://doc.rust-lang.org/reference/macros-by-example.html#hygiene: the names of items are no locals.
    """
    if scope != TOP or not file.language.types_apart:
        return []
    return [each for macro in file.making_macros for each in file.children.get((macro, name), ()) if each.is_type]
