"""What an expression stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ecp.index.records import MORE
from ecp.query.resolution import imports
from ecp.query.resolution.bindings import narrowing_at
from ecp.query.resolution.block_variables import of_whoever_runs
from ecp.query.resolution.blocks import given_to_block
from ecp.query.resolution.called import called, taken, with_types
from ecp.query.resolution.extensions import extension_functions
from ecp.query.resolution.names import as_value
from ecp.query.resolution.notation import Tree, parse_type
from ecp.query.resolution.places import sought_in
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.receivers import super_of
from ecp.query.resolution.types.adapters import adapters_of, adapting_owners
from ecp.query.resolution.types.associated import bounded
from ecp.query.resolution.types.containers import (
    ELEMENTS,
    awaited,
    elements_of,
    entered,
    indexed,
    keyed,
    sliced,
    with_keys,
    with_pairs,
)
from ecp.query.resolution.types.declared_types import reopened, type_values
from ecp.query.resolution.types.generics import of_arity
from ecp.query.resolution.types.traits import keeps_held, methods_of_traits, methods_of_wrappers
from ecp.query.resolution.types.type_arguments import (
    receivers_taken,
)
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Holder,
    Instance,
    Literal,
    Module,
    Namespace,
    Outside,
    Parameter,
    Value,
    Values,
    are_outside,
    gathered,
    unwrapped,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_NO_VALUES = ("none", MORE[1:])
"""Literals that are of no type, or stand for what was left out."""


def evaluate(resolver: Resolver, context: Context, tree: Tree) -> Values:
    """Return the values that an expression may stand for; empty when nothing is known."""
    if tree[0] == "name":  # its binding or import is a step, and remembered
        return _named(resolver, context, tree[1])
    file, scope, line = context
    if tree[0] == "member" and tree[1][0] == "name" and not _is_narrowed(file, tree[1][1], tree[2]):
        context = sought_in(file, tree[1][1]).place_at(scope, line)
        file, scope, line = context
    return resolver.memo((file.path, scope, line, tree), _evaluated, (), resolver, context, tree)


def _named(resolver: Resolver, context: Context, name: str) -> Values:
    """Return what a name stands for as an expression."""
    language = context.file.language
    values = bounded(resolver, context, resolver.one(resolver.name(context, name)[0]))
    if not values and name in language.number_types:
        return resolver.one((Outside(name),))
    if language.checked_interfaces:
        values = resolver.one(as_value(resolver, context, name, values))
    if len(values) > 1 and language.types_by_arity:
        values = resolver.one(of_arity(values, 0))
    return _called_bare(resolver, values) if language.bare_calls else values


def _called_bare(resolver: Resolver, values: Values) -> Values:
    """Return what a name stands for where a method is called by its bare name."""
    if not any(isinstance(value, Function) for value in values):
        return values
    return resolver.one(gathered(values, lambda each: resolver.call(each) if isinstance(each, Function) else (each,)))


def _evaluated(resolver: Resolver, context: Context, tree: Tree) -> Values:
    form = _FORMS.get(tree[0])
    return bounded(resolver, context, resolver.one(form(resolver, context, *tree[1:]) if form is not None else ()))


def _member(resolver: Resolver, context: Context, inner: Tree, name: str) -> Iterable[Value]:
    of = inner[1] if inner[0] == "name" else ""
    if of and context.line and _is_narrowed(context.file, of, name):
        told = narrowing_at(resolver, context.file, context.scope, f"{of}.{name}", context.line)
        if told:
            return told
    language = context.file.language
    owners = resolver.evaluate(context, inner)
    said = language.library_constants.get(of)
    if said and are_outside(owners):
        return (Outside(said),)
    if not owners and of and language.open_kinds and language.package_scope == "program":
        is_receiver = of in language.self_names
        return of_whoever_runs(resolver, context, name) if is_receiver else reopened(resolver, f"{of}.{name}")
    found = resolver.members_of(owners, name)
    if of and language.types_apart and are_outside(found) and (begun := resolver.path_beginning(context, of)):
        named = resolver.members_of(begun, name)
        return tuple(v for v in named if isinstance(v, Module | Class | Holder)) or found or named
    if len(found) > 1 and any(isinstance(owner, Namespace) for owner in owners):
        found = imports.nearest_types(context.file, found)
    of_library = _member_of_library(resolver, context, inner, name, owners, found)
    return found if of_library is None else of_library


def _member_of_library(
    resolver: Resolver, context: Context, inner: Tree, name: str, owners: Values, found: Values
) -> Iterable[Value] | None:
    """Return a member that a library's types have or are given, in whose stead the repository's are `found`.

    None where the library has no part in it.
    """
    language = context.file.language
    if language.extension_traits and all(isinstance(value, Outside | Container) for value in found):
        if own := methods_of_traits(resolver, context, owners, name):
            return own
        if name not in language.passing and (methods := methods_of_wrappers(resolver, context, inner, name)):
            return _passed_on(resolver, owners, name) if all(map(keeps_held, methods)) else map(Function, methods)
    if name in language.passing:
        return _passed_on(resolver, owners, name)
    if name in language.adapters:
        adapting = adapting_owners(resolver, context, owners, name)
        others = tuple(owner for owner in owners if owner not in adapting)
        own = resolver.members_of(others, name) if adapting else found
        return (*adapters_of(resolver, adapting, language.adapters[name]), *own)
    if language.extension_functions and are_outside(found):
        return extension_functions(resolver, context, owners, name) or None
    return () if name in language.element_methods and are_outside(found) else None


def _call(resolver: Resolver, context: Context, callee: Tree, *arguments: Tree) -> Iterable[Value]:
    if callee[0] == "name" and f"{callee[1]}()" in context.file.language.super_names:
        return super_of(resolver, context, arguments)
    return called(resolver, context, callee, arguments)


def _record(_: Resolver, context: Context, *parts: Any) -> Iterable[Value]:
    return (Literal(context, ("record", *parts)),)


def _tuple(resolver: Resolver, context: Context, *parts: Tree) -> Iterable[Value]:
    return (Container("tuple", tuple(resolver.evaluate(context, part) for part in parts)),)


def _map(resolver: Resolver, context: Context, *parts: Tree) -> Iterable[Value]:
    return (Container("map", ((), tuple(_of_any(resolver, context, *parts)))),)


def _of_any(resolver: Resolver, context: Context, *parts: Tree) -> Iterable[Value]:
    return [value for part in parts for value in resolver.evaluate(context, part)]


def _element(resolver: Resolver, context: Context, inner: Tree) -> Iterable[Value]:
    values, language = resolver.evaluate(context, inner), context.file.language
    if language.loops_over_keys or language.loops_over_pairs:
        values = with_keys(values) if language.loops_over_keys else with_pairs(values)
    return elements_of(resolver, values)


def _key(resolver: Resolver, context: Context, inner: Tree) -> Iterable[Value]:
    keyed = (value for value in resolver.evaluate(context, inner) if isinstance(value, Container))
    return [key for value in keyed if value.kind == "map" for key in value.inside[0]]


def _receiver(resolver: Resolver, context: Context, inner: Tree) -> Iterable[Value]:
    """Return the receivers with which what an expression stands for is run: `fun use(draw: Pen.() -> Unit)`."""
    functions = (each for each in resolver.evaluate(context, inner) if isinstance(each, Container))
    return [value for each in functions if each.kind == "function" for value in receivers_taken(each)]


def _index(resolver: Resolver, context: Context, inner: Tree, at: int | None) -> Iterable[Value]:
    found = tuple(indexed(resolver, resolver.evaluate(context, inner), at))
    return () if are_outside(found) and context.file.language.element_methods else found


def _literal(_: Resolver, __: Context, kind: str) -> Iterable[Value]:
    return () if kind in _NO_VALUES else (Outside(str(kind)),)


_FORMS: dict[str, Callable[..., Iterable[Value]]] = {
    "member": _member,
    "call": _call,
    "record": _record,
    "tuple": _tuple,
    "map": _map,
    "applied": with_types,
    "index": _index,
    "keyed": lambda resolver, context, inner, key: keyed(resolver, resolver.evaluate(context, inner), key),
    "slice": lambda resolver, context, inner: sliced(resolver, resolver.evaluate(context, inner)),
    "await": lambda resolver, context, inner: awaited(resolver, unwrapped(resolver.evaluate(context, inner), "await")),
    "element": _element,
    "tried": lambda resolver, context, inner: resolver.evaluate(context, inner),
    "entered": lambda resolver, context, inner: entered(resolver, resolver.evaluate(context, inner)),
    "entered_later": lambda resolver, context, inner: entered(
        resolver, resolver.evaluate(context, inner), is_awaited=True
    ),
    "block": given_to_block,
    "key": _key,
    "parameter": taken,
    "receiver": _receiver,
    "instance": lambda resolver, context, written, *_: type_values(resolver, context, written),
    "or": _of_any,
    "giving": lambda resolver, context, body: (Container("function", (resolver.evaluate(context, body),)),),
    "literal": _literal,
}
"""What each form of an expression stands for, by its name in the notation; another form says nothing."""


def members_of(resolver: Resolver, owners: Values, name: str) -> Values:
    """Return the values of a member of some values, worked out once for each set of them."""
    owners = resolver.one(owners)
    return resolver.complete(("members of all", id(owners), name), _members_of_each, resolver, owners, name)


def _members_of_each(resolver: Resolver, owners: Values, name: str) -> Values:
    return resolver.one([found for value in owners for found in resolver.member_values(value, name)])


def _passed_on(resolver: Resolver, owners: Values, name: str) -> Values:
    """Return a member of some values that the library's wrappers have, too: what is held, or the value itself."""
    found: list[Value] = []
    for owner in owners:
        own = resolver.members_of((owner,), name)
        is_bound = isinstance(owner, Parameter) and any(isinstance(value, Container) for value in own)
        is_bound = is_bound or (isinstance(owner, Container) and name in ELEMENTS and not are_outside(own))
        if is_bound or isinstance(owner, Outside) or any(not isinstance(value, Outside | Container) for value in own):
            found += own
        else:
            found.append(Container("function", (_as_library_value(resolver, owner),)))
    return tuple(dict.fromkeys(found))


def _as_library_value(resolver: Resolver, owner: Value) -> Values:
    """Return a value, or the library's where an extension adds to a type of it: `impl Take for [u8]`."""
    if isinstance(owner, Instance) and owner.type.kind == "extension":
        context = Context(owner.type.file, owner.type.container, owner.type.line)
        return type_values(resolver, context, parse_type(owner.type.owner)) or (owner,)
    return (owner,)


def _is_narrowed(file: File, owner: str, name: str) -> bool:
    """Say whether something says the type of a member of a name at some place of a file."""
    return bool(file.narrowed_members) and f"{owner}.{name}" in file.narrowed_members
