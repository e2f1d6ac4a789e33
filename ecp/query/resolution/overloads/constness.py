"""Which methods a constant has: of two that differ in that alone, what it is called on decides.

https://eel.is/c++draft/over.match.funcs
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.index.facts import TYPE_KINDS
from ecp.index.records import CONSTANT, HELD, MARKS
from ecp.query.resolution.notation import Tree, marks_after, parse_expression
from ecp.query.resolution.overloads.parameters import expected_by, is_shaped_as, of_constants
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.resolution.values import Function, Instance

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def callable_on(
    resolver: Resolver, context: Context, receiver: str, candidates: tuple[Definition, ...]
) -> tuple[Definition, ...]:
    """Return which of some definitions may be called on a receiver, "" for the object that is around the call."""
    constant = tuple(each for each in candidates if of_constants(each))
    if not constant or len(constant) == len(candidates):
        return candidates
    tree = parse_expression(receiver) if receiver else ("name", "this")
    known = is_constant(resolver, context, tree)
    if known is None:
        return candidates
    others = tuple(each for each in candidates if each not in constant)
    return (
        constant if known else tuple(e for e in candidates if e in others or not any(_are_twins(e, o) for o in others))
    )


def _are_twins(constant: Definition, other: Definition) -> bool:
    """Say whether two methods take the same and differ in what they may be called on."""
    if other.kind != constant.kind or _class(constant) != _class(other):
        return False
    return constant.parameters == f"{other.parameters}{CONSTANT}" or is_shaped_as(
        constant, other, but_for_constants=True
    )


def _class(definition: Definition) -> str:
    return definition.qualified_name.rpartition(".")[0]


def is_constant(resolver: Resolver, context: Context, tree: Tree) -> bool | None:
    """Say whether an expression is of a constant, or points to one; None where that is not known."""
    return resolver.memo(("constant", context, tree), lambda: _is_constant(resolver, context, tree), None)


def _is_constant(resolver: Resolver, context: Context, tree: Tree) -> bool | None:
    match tree:
        case ("instance", _, marks):
            return str(marks).startswith(CONSTANT)
        case ("name", name) if name in context.file.language.self_names:
            method = _method_around(context)
            return of_constants(method) if method is not None else None
        case ("name", name):
            return _of_name(resolver, context, name)
        case ("member", inner, name):
            owners = [value.type for value in resolver.evaluate(context, inner) if isinstance(value, Instance)]
            fields = [each for owner in owners for each in find_member(resolver, owner, name)]
            return _of_field(fields[0], is_constant(resolver, context, inner)) if len(fields) == 1 else None
        case ("call", ("member", inner, _) as callee, *_):
            return _of_result(resolver, context, callee, inner)
        case ("call", callee, *_):
            return _of_result(resolver, context, callee, ("name", "this"))
    return None


def _method_around(context: Context) -> Definition | None:
    around = context.file.function_around(context.scope)
    return around if around is not None and around.kind == "method" else None


def bindings_around(context: Context, name: str) -> Iterator[tuple[int, list[Binding]]]:
    """Yield the scopes around a place, up to the type around it, with the bindings of a name that hold there."""
    file = context.file
    for scope in file.scopes_out(context.scope):
        if scope != TOP and file.definitions[scope].kind in TYPE_KINDS:
            return
        yield scope, [each for each in file.bound(scope, name) if each.holds_at(context.line)]


def _of_name(resolver: Resolver, context: Context, name: str) -> bool | None:
    """Say whether a variable, parameter or field of the type around is constant."""
    for scope, before in bindings_around(context, name):
        if before:
            declared = [each for each in before if each.type] or before
            return _of_binding(context.file.definitions[scope] if scope != TOP else None, declared[-1])
    method = _method_around(context)
    owners = resolver.evaluate(context, ("name", "this")) if method is not None else ()
    types = [value.type for value in owners if isinstance(value, Instance)]
    fields = [each for owner in types for each in find_member(resolver, owner, name)]
    return _of_field(fields[0], of_constants(method)) if len(fields) == 1 and method is not None else None


def _of_binding(around: Definition | None, binding: Binding) -> bool | None:
    if binding.how == "parameter" and around is not None:
        own = expected_by(around.parameters) or ()
        return next((each.is_constant for each in own if each.name == binding.name), None)
    return _says_constant(binding.type) if binding.type else None


def _says_constant(written: str) -> bool:
    """Say whether what a type is of, or points to, is constant; an array is as its elements are."""
    while written.startswith("list["):
        written = written.removeprefix("list[").rstrip(MARKS).removesuffix("]")
    return marks_after(written).startswith(CONSTANT)


def _of_field(field: Definition, owner: bool | None) -> bool | None:
    """Say whether a field is constant, which all are of a constant, but not what they point to."""
    if field.kind in FUNCTION_KINDS:
        return None
    modifiers = field.modifiers.split()
    if "const" in modifiers:
        return True
    if "pointer" in modifiers or "mutable" in modifiers:
        return False
    return owner if owner is not True or HELD not in marks_after(field.type) else None


def _of_result(resolver: Resolver, context: Context, callee: Tree, receiver: Tree) -> bool | None:
    """Say whether what a function gives is constant, of those of its name the ones for what it is called on."""
    found = tuple(v.definition for v in resolver.evaluate(context, callee) if isinstance(v, Function))
    if any(map(of_constants, found)) and not all(map(of_constants, found)):
        known = is_constant(resolver, context, receiver)
        found = tuple(each for each in found if of_constants(each) == known) if known is not None else ()
    said = {"const" in each.modifiers.split() for each in found}
    return said.pop() if len(said) == 1 else None
