"""A library's generic types around a value: which members of what they hold they have, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.index.records import CONSTANT, MARKS, REFERENCE
from ecp.query.resolution.notation import Tree, last_name, split
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
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
    """Return the name of the generic type that an expression is declared with, or that a function of the library
    gives it; "" where that is not known."""
    written = written_type(resolver, context, receiver)
    name = last_name(written)
    return name if "[" in written or name in context.file.language.types_given.values() else ""


def written_type(resolver: Resolver, context: Context, tree: Tree) -> str:
    """Return the type that a variable, field or function is declared with, or that the library's functions give, where
    an expression is one of it."""
    given = context.file.language.types_given
    match tree:
        case ("name", name) if name in context.file.language.self_names:
            return _of_self(context)
        case ("name", name):
            found = last_bound(context, name)
            return found[1].type if found is not None else ""
        case ("call", ("name", name), *_) if name in given:
            return given[name]
        case ("call", ("member", ("name", name), _), *_) if name in context.file.language.closed_wrappers:
            return str(name)
        case ("call", ("member", inner, name), *_) if name in given and _is_of_library(resolver, context, tree[1]):
            around = written_type(resolver, context, inner)
            said = given.get(f"{last_name(around)}.{name}", given[name])
            return last_name(around) if said == "same" else said
        case ("instance", ("type", name, *arguments), *marks):
            return f"{name}{'[?]' if arguments and not marks else ''}{''.join(marks)}"
        case ("tried", inner):
            return _first_argument(written_type(resolver, context, inner))
        case ("call", ("applied", function, *_), *_):
            return written_type(resolver, context, ("call", function))
        case ("member", inner, name):
            return _of_field(resolver, context, inner, name)
        case ("call", ("member", inner, name), *_) if name in context.file.language.keeping and _is_of_library(
            resolver, context, tree[1]
        ):
            return written_type(resolver, context, inner)
        case ("call", inner, *_):
            functions = [v.definition for v in resolver.evaluate(context, inner) if isinstance(v, Function)]
            return functions[0].type if len(functions) == 1 else ""
    return ""


def _of_self(context: Context) -> str:
    """Return the type of a method's receiver, with what it refers to: that of `&self` in a block for `&Pen`."""
    method = context.file.function_around(context.scope)
    block = method.outer if method is not None else None
    if method is None or block is None or block.kind != "extension":
        return ""
    return f"{block.owner}{receiver_marks(method)}"


def receiver_marks(method: Definition) -> str:
    """Return the marks of how a method takes what it is on: of `&self` and `&mut self`, none of `self`."""
    receiver = next((each for each in method.modifiers.split() if each.endswith("self")), "")
    if not receiver.startswith(REFERENCE):
        return ""
    return REFERENCE if receiver.endswith("mutself") else CONSTANT + REFERENCE


def _first_argument(written: str) -> str:
    arguments = written.rstrip(MARKS).partition("[")[2]
    return split(arguments[:-1], ",")[0] if arguments else ""


def _is_of_library(resolver: Resolver, context: Context, callee: Tree) -> bool:
    return not any(isinstance(value, Function) for value in resolver.evaluate(context, callee))


def last_bound(context: Context, name: str, *, everywhere: bool = False) -> tuple[int, Binding] | None:
    """Return the last binding of a name that holds at a place, or anywhere in its scope, and the scope."""
    for scope in context.file.scopes_out(context.scope):
        bound = context.file.bound(scope, name)
        if holding := [each for each in bound if everywhere or each.holds_at(context.line)]:
            return scope, holding[-1]
    return None


def _of_field(resolver: Resolver, context: Context, inner: Tree, name: str) -> str:
    owners = [value.type for value in resolver.evaluate(context, inner) if isinstance(value, Instance)]
    if len(owners) != 1:
        return ""
    if name.isdigit():
        whole = owners[0].type
        if not whole.startswith("tuple["):
            return whole if name == "0" else ""
        parts = split(whole[len("tuple[") : -1], ",")
        return parts[int(name)] if int(name) < len(parts) else ""
    fields = [each for each in find_member(resolver, owners[0], name) if each.kind not in FUNCTION_KINDS]
    return fields[0].type if len(fields) == 1 else ""
