"""What a value holds that has failed, by the type that an expression is declared with: `Err(e)`, `x.map_err(|e| …)`.

https://doc.rust-lang.org/std/result/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.resolution.notation import Tree, parse_expression, parse_type
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.declared_types import inside_alias, named_type, parameters_of_alias, type_values
from ecp.query.resolution.types.generics import substitute
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.resolution.types.type_arguments import filled_in
from ecp.query.resolution.types.wrappers import last_bound
from ecp.query.resolution.values import Class, Function, Instance, Values, gathered

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_DEPTH = 6
"""Types around each other, or names of such, that are looked into."""
_MAPPING = "map_err"
"""The method that turns it into what its argument gives."""


def failure(resolver: Resolver, context: Context, tree: Tree) -> Values:
    """Return what the values of an expression hold that have failed; empty where nothing is known."""
    nothing: Values = ()
    key = ("failure", context.file.path, context.scope, context.line, tree)
    return resolver.memo(key, lambda: _find(resolver, context, tree), nothing)


def _find(resolver: Resolver, context: Context, tree: Tree) -> Values:
    match tree:
        case ("name", name):
            return _of_variable(resolver, context, name)
        case ("await" | "element", inner):
            return failure(resolver, context, inner)
        case ("or", *parts):
            return tuple(dict.fromkeys(found for part in parts for found in failure(resolver, context, part)))
        case ("member", inner, name):
            return _of_field(resolver, context, inner, name)
        case ("call", ("applied", callee, *_), *arguments):
            return failure(resolver, context, ("call", callee, *arguments))
        case ("call", callee, *arguments):
            return _of_call(resolver, context, callee, arguments)
    return ()


def _of_variable(resolver: Resolver, context: Context, name: str) -> Values:
    found = last_bound(context, name, everywhere=not context.line)
    if found is None:
        return ()
    scope, binding = found
    place = Context(context.file, scope, binding.line)
    if binding.type:
        return _of_type(resolver, place, parse_type(binding.type))
    return failure(resolver, place, parse_expression(binding.value)) if binding.value else ()


def _of_field(resolver: Resolver, context: Context, inner: Tree, name: str) -> Values:
    owners = [value for value in resolver.evaluate(context, inner) if isinstance(value, Instance)]
    found = [(owner, field) for owner in owners for field in find_member(resolver, owner.type, name)]
    return tuple(
        value
        for owner, field in found
        if field.kind not in FUNCTION_KINDS and field.type
        for value in _of_member(resolver, field, field.container, owner)
    )


def _of_call(resolver: Resolver, context: Context, callee: Tree, arguments: list[Tree]) -> Values:
    language = context.file.language
    called = [value for value in resolver.evaluate(context, callee) if isinstance(value, Function)]
    if called:
        given = (_of_member(resolver, v.definition, v.definition.ordinal, v.receiver) for v in called)
        return tuple(dict.fromkeys(each for values in given for each in values))
    if callee[0] != "member" or not (callee[2] in language.passing or callee[2] in language.adapters):
        return ()  # what passes a value on passes on what it failed with
    if callee[2] == _MAPPING and arguments:
        return tuple(gathered(resolver.evaluate(context, arguments[0]), resolver.call))
    return failure(resolver, context, callee[1])


def _of_member(resolver: Resolver, member: Definition, scope: int, owner: Values | object) -> Values:
    context = Context(member.file, scope, member.line)
    receiver = owner if isinstance(owner, Instance | Class) else None
    found = _of_type(resolver, context, parse_type(member.type), receiver) if member.type else ()
    return filled_in(resolver, found, receiver, member)


def _of_type(
    resolver: Resolver, context: Context, written: Tree, receiver: Instance | Class | None = None, depth: int = 0
) -> Values:
    """Return the values of what a written type fails with, its own or that of what it is around or another name of."""
    if written[0] != "type" or depth > _DEPTH:
        return ()
    arguments = written[2:]
    for value in named_type(resolver, context, written[1]):
        if not isinstance(value, Class):
            continue
        alias = value.type
        if alias.kind != "type" or not alias.type:
            return ()
        told = (type_values(resolver, context, each, receiver) for each in arguments)
        names = dict(zip(parameters_of_alias(alias), told, strict=False))
        found = _of_type(resolver, inside_alias(alias), parse_type(alias.type), depth=depth + 1)
        return substitute(found, names)
    if written[1].rpartition(".")[2] in context.file.language.failing:
        return type_values(resolver, context, arguments[1], receiver) if len(arguments) > 1 else ()
    return _of_type(resolver, context, arguments[0], receiver, depth + 1) if arguments else ()
