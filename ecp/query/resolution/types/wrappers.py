"""A library's generic types around a value: which members of what they hold they have, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.resolution.notation import UNKNOWN, Tree, parse_type
from ecp.query.resolution.program.definitions import FUNCTION_KINDS
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.resolution.values import Function, Instance

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def hides_members(resolver: Resolver, context: Context, receiver: Tree, name: str) -> bool:
    """Say whether an expression has the type of a wrapper, as written, that has no or another member of a name."""
    language = context.file.language
    base = wrapper_of(resolver, context, receiver)
    if base not in language.closed_wrappers and (
        base not in language.open_wrappers or name not in language.own_members
    ):
        return False
    own = (value.type.name for value in resolver.evaluate(context, receiver) if isinstance(value, Instance))
    return base not in own  # else a type of this repository has the wrapper's name


def wrapper_of(resolver: Resolver, context: Context, receiver: Tree) -> str:
    """Return the name of the generic type that an expression is declared with, "" where that is not known."""
    written = _written_type(resolver, context, receiver)
    return written[1].rpartition(".")[2] if written[0] == "type" and len(written) > 2 else ""


def _written_type(resolver: Resolver, context: Context, tree: Tree) -> Tree:
    """Return the type that a variable, field or function is declared with, where an expression is one of it."""
    match tree:
        case ("name", name):
            return _of_variable(context, name)
        case ("tried", inner):
            whole = _written_type(resolver, context, inner)
            return whole[2] if whole[0] == "type" and len(whole) > 2 else UNKNOWN
        case ("call", ("applied", function, *_), *_):
            return _written_type(resolver, context, ("call", function))
        case ("member", inner, name):
            return _of_field(resolver, context, inner, name)
        case ("call", ("member", inner, name), *_) if name in context.file.language.keeping and _is_of_library(
            resolver, context, tree[1]
        ):
            return _written_type(resolver, context, inner)
        case ("call", inner, *_):
            functions = [v.definition for v in resolver.evaluate(context, inner) if isinstance(v, Function)]
            return parse_type(functions[0].type) if len(functions) == 1 and functions[0].type else UNKNOWN
    return UNKNOWN


def _is_of_library(resolver: Resolver, context: Context, callee: Tree) -> bool:
    return not any(isinstance(value, Function) for value in resolver.evaluate(context, callee))


def last_bound(context: Context, name: str, *, everywhere: bool = False) -> tuple[int, Binding] | None:
    """Return the last binding of a name that holds at a place, or anywhere in its scope, and the scope."""
    for scope in context.file.scopes_out(context.scope):
        bound = context.file.bound(scope, name)
        if holding := [each for each in bound if everywhere or each.holds_at(context.line)]:
            return scope, holding[-1]
    return None


def _of_variable(context: Context, name: str) -> Tree:
    found = last_bound(context, name)
    return parse_type(found[1].type) if found is not None and found[1].type else UNKNOWN


def _of_field(resolver: Resolver, context: Context, inner: Tree, name: str) -> Tree:
    owners = [value.type for value in resolver.evaluate(context, inner) if isinstance(value, Instance)]
    if len(owners) != 1:
        return UNKNOWN
    if name.isdigit():
        whole = parse_type(owners[0].type) if owners[0].type else UNKNOWN
        if whole[:2] != ("type", "tuple"):
            return whole if name == "0" else UNKNOWN
        return whole[int(name) + 2] if int(name) + 2 < len(whole) else UNKNOWN
    fields = [each for each in find_member(resolver, owners[0], name) if each.kind not in FUNCTION_KINDS]
    return parse_type(fields[0].type) if len(fields) == 1 and fields[0].type else UNKNOWN
