"""What an expression stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ecp.index.records import MORE
from ecp.query.resolution import imports
from ecp.query.resolution.bindings import narrowing_at
from ecp.query.resolution.block_variables import of_whoever_runs
from ecp.query.resolution.blocks import given_to_block
from ecp.query.resolution.extensions import extension_functions, is_called_as_member, leaves_to_extensions
from ecp.query.resolution.names import as_value
from ecp.query.resolution.notation import Tree, parse_type
from ecp.query.resolution.overloads.fitting import narrowed
from ecp.query.resolution.places import sought_in
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.receivers import super_of
from ecp.query.resolution.references.bare import extension_of_this, methods_around
from ecp.query.resolution.types.adapters import adapted, adapter_of, adapting
from ecp.query.resolution.types.associated import with_bounds
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
from ecp.query.resolution.types.failures import failure
from ecp.query.resolution.types.generics import as_list, has_parameter, matched, of_arity, substitute
from ecp.query.resolution.types.library_calls import how_library_gives, library_call
from ecp.query.resolution.types.traits import keeps_held, methods_of_traits, methods_of_wrappers
from ecp.query.resolution.types.type_arguments import (
    Place,
    arguments_extended,
    given_by,
    parameters_of,
    passed_to,
    receivers_taken,
    with_what_they_give,
)
from ecp.query.resolution.values import (
    BREADTH,
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
    values = _bounded(resolver, context, resolver.one(resolver.name(context, name)[0]))
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


def _bounded(resolver: Resolver, context: Context, values: Values) -> Values:
    """Give type parameters of a type the bounds that the block around which extends the type gives them."""
    if context.file.language.extension_traits:
        values = with_bounds(resolver, context, values)
    for value in values:
        if isinstance(value, Parameter) and not value.bound:
            return resolver.one(_with_bounds(resolver, context, values))
    return values if len(values) <= BREADTH else resolver.one(values[:BREADTH])


def _with_bounds(resolver: Resolver, context: Context, values: Values) -> Values:
    found: list[Value] = []
    for value in values:
        if isinstance(value, Parameter) and not value.bound:
            found += _parameter_of_extension(resolver, context, value)
        else:
            found.append(value)
    return tuple(dict.fromkeys(found))[:BREADTH]


def _parameter_of_extension(resolver: Resolver, context: Context, value: Parameter) -> Values:
    for around in context.file.around(context.scope):
        if around.kind == "extension":
            for binding in context.file.bound(around.ordinal, value.name):
                if binding.how == "generic" and binding.type:
                    return resolver.binding_values(context.file, binding) or (value,)
            if written := arguments_extended(resolver, around):  # `impl<F: Draw> Pen<F>` of a `struct Pen<T>`
                names = parameters_of(resolver, resolver.type_of_extension(around))
                return dict(zip(names, written, strict=False)).get(value.name) or (value,)
    return (value,)


def _evaluated(resolver: Resolver, context: Context, tree: Tree) -> Values:
    form = _FORMS.get(tree[0])
    return _bounded(resolver, context, resolver.one(form(resolver, context, *tree[1:]) if form is not None else ()))


def _member(resolver: Resolver, context: Context, inner: Tree, name: str) -> Iterable[Value]:
    language = context.file.language
    if inner[0] == "name" and context.line and _is_narrowed(context.file, inner[1], name):
        told = narrowing_at(resolver, context.file, context.scope, f"{inner[1]}.{name}", context.line)
        if told:
            return told
    owners = resolver.evaluate(context, inner)
    said = language.library_constants.get(inner[1] if inner[0] == "name" else "")
    if said and are_outside(owners):
        return (Outside(said),)
    if not owners and inner[0] == "name" and language.open_kinds and language.package_scope == "program":
        is_receiver = inner[1] in language.self_names
        return of_whoever_runs(resolver, context, name) if is_receiver else reopened(resolver, f"{inner[1]}.{name}")
    found = resolver.members_of(owners, name)
    if (
        inner[0] == "name"
        and language.types_apart
        and are_outside(found)
        and (owners_of_path := resolver.path_beginning(context, inner[1]))
    ):
        named = resolver.members_of(owners_of_path, name)
        return tuple(v for v in named if isinstance(v, Module | Class | Holder)) or found or named
    if language.extension_traits and all(isinstance(value, Outside | Container) for value in found):
        if own := methods_of_traits(resolver, context, owners, name):
            return own
        if name not in language.passing and (methods := methods_of_wrappers(resolver, context, inner, name)):
            return _passed_on(resolver, owners, name) if all(map(keeps_held, methods)) else map(Function, methods)
    if len(found) > 1 and any(isinstance(owner, Namespace) for owner in owners):
        found = imports.nearest_types(context.file, found)
    if name in language.passing:
        return _passed_on(resolver, owners, name)
    if said := language.adapters.get(name):
        adapted_owners = _adapted_owners(resolver, context, owners, name)
        others = tuple(owner for owner in owners if owner not in adapted_owners)
        own = resolver.members_of(others, name) if adapted_owners else found
        return (*adapting(resolver, adapted_owners, adapter_of(said)), *own)
    if language.extension_functions and are_outside(found):
        return extension_functions(resolver, context, owners, name) or found
    return () if name in language.element_methods and are_outside(found) else found


def _call(resolver: Resolver, context: Context, callee: Tree, *arguments: Tree) -> Iterable[Value]:
    if callee[0] == "name" and f"{callee[1]}()" in context.file.language.super_names:
        return super_of(resolver, context, arguments)
    return _called(resolver, context, callee, arguments)


def _record(_: Resolver, context: Context, *parts: Any) -> Iterable[Value]:
    return (Literal(context, ("record", *parts)),)


def _tuple(resolver: Resolver, context: Context, *parts: Tree) -> Iterable[Value]:
    return (Container("tuple", tuple(resolver.evaluate(context, part) for part in parts)),)


def _map(resolver: Resolver, context: Context, *parts: Tree) -> Iterable[Value]:
    return (Container("map", ((), tuple(_of_any(resolver, context, *parts)))),)


def _of_any(resolver: Resolver, context: Context, *parts: Tree) -> Iterable[Value]:
    return [value for part in parts for value in resolver.evaluate(context, part)]


def _with_types(resolver: Resolver, context: Context, inner: Tree, *types: Tree) -> Iterable[Value]:
    if context.file.language.types_by_arity and inner[0] == "name":
        named = of_arity(resolver.name(context, inner[1])[0], len(types))
        return _applied(resolver, context, named, types)
    return _applied(resolver, context, resolver.evaluate(context, inner), types)


def _element(resolver: Resolver, context: Context, inner: Tree) -> Iterable[Value]:
    values, language = resolver.evaluate(context, inner), context.file.language
    if language.loops_over_keys or language.loops_over_pairs:
        values = with_keys(values) if language.loops_over_keys else with_pairs(values)
    return elements_of(resolver, values)


def _key(resolver: Resolver, context: Context, inner: Tree) -> Iterable[Value]:
    keyed = (value for value in resolver.evaluate(context, inner) if isinstance(value, Container))
    return [key for value in keyed if value.kind == "map" for key in value.inside[0]]


def _parameter(resolver: Resolver, context: Context, inner: Tree, position: Place) -> Iterable[Value]:
    match inner:
        case ("parameter", ("member", owner, name), 0) if name in context.file.language.failure_adapters:
            if failed := failure(resolver, context, owner):
                return failed
    if inner[0] == "applied":
        return _passed_to_applied(resolver, context, inner[1], inner[2:], position)
    found = tuple(gathered(_callee(resolver, context, inner), lambda each: passed_to(resolver, each, position)))
    if not found and inner[0] == "member" and context.file.language.extension_functions:
        extensions = extension_functions(resolver, context, resolver.evaluate(context, inner[1]), inner[2])
        found = tuple(gathered(extensions, lambda each: passed_to(resolver, each, position)))
    if inner[0] == "member" and has_parameter(found):
        return _of_what_is_extended(resolver, context, found, resolver.evaluate(context, inner), inner[1])
    return found


def _of_what_is_extended(
    resolver: Resolver, context: Context, found: Values, functions: Values, receiver: Tree
) -> Values:
    """Return values in which the type parameter that extensions are of is what they are called on."""
    names = {each.definition.owner for each in functions if isinstance(each, Function) and is_called_as_member(each)}
    return substitute(found, {name: resolver.evaluate(context, receiver) for name in names})


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
    "applied": _with_types,
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
    "parameter": _parameter,
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


def _called(resolver: Resolver, context: Context, callee: Tree, arguments: Sequence[Tree]) -> Iterable[Value]:
    """Return what a call gives, type parameters as its arguments tell, or what a library's function does."""
    if callee[0] == "member":
        language = context.file.language
        if callee[2] in language.failure_methods and (failed := failure(resolver, context, callee[1])):
            return failed
        if said := language.adapters.get(callee[2]):
            owners = _adapted_owners(resolver, context, resolver.evaluate(context, callee[1]), callee[2])
            passed = [resolver.evaluate(context, argument) for argument in arguments]
            if found := adapted(resolver, owners, adapter_of(said), passed):
                return found
    values = _callee(resolver, context, callee)
    if context.file.language.extension_functions and callee[0] == "member" and values:
        values = _called_member(resolver, context, values, callee)
        if all(isinstance(value, Function) and is_called_as_member(value) for value in values):
            return _given_by_extensions(resolver, context, values, callee[1], arguments)
    if callee[0] == "applied":
        if any(isinstance(value, Container) for value in values):
            return gathered(values, resolver.call)
        return _called(resolver, context, callee[1], arguments)
    if callee[0] == "name" and context.file.language.methods_apart and not any(map(resolver.call, values)):
        values = tuple(map(Function, methods_around(resolver, context, callee[1]))) or values
    if context.file.language.top_types:
        values = resolver.one(narrowed(resolver, context, values, arguments))
    found = _given(resolver, context, values, arguments)
    if callee[0] == "member" and callee[2] in context.file.language.type_unions and are_outside(found):
        found = _union_of_types(resolver, context, callee, arguments) or found
    known = how_library_gives(context.file.language, callee, values) if arguments else ""
    if known and are_outside(values):
        passed = [resolver.evaluate(context, argument) for argument in arguments]
        return library_call(resolver, context.file.language, known, passed) or found
    return _given_by_library(resolver, context, callee, found) or found


def _callee(resolver: Resolver, context: Context, callee: Tree) -> Values:
    """Return what is called: by a bare name, which an import may have, an extension of a receiver around, too."""
    if callee[0] != "name":
        return resolver.evaluate(context, callee)
    language = context.file.language
    if language.bare_calls:  # what has the name, and not what the name alone stands for, which is what that gives
        return _bounded(resolver, context, resolver.one(resolver.name(context, callee[1])[0]))
    values = resolver.evaluate(context, callee)
    if language.extension_functions and are_outside(values):
        return resolver.one(extension_of_this(resolver, context, callee[1]) or values)
    return values


def _called_member(resolver: Resolver, context: Context, values: Values, callee: Tree) -> Values:
    if not leaves_to_extensions(resolver, values) or are_outside(values):
        return values
    return extension_functions(resolver, context, resolver.evaluate(context, callee[1]), callee[2]) or values


def _given_by_extensions(
    resolver: Resolver, context: Context, values: Values, receiver: Tree, arguments: Sequence[Tree]
) -> Values:
    """Return what extensions give, the first argument of which is what they are called on."""
    if not context.file.language.types_by_arity:
        given = _given(resolver, context, values, arguments)
        return _of_what_is_extended(resolver, context, given, values, receiver) if has_parameter(given) else given
    return _given(resolver, context, values, (receiver, *arguments))


def _union_of_types(resolver: Resolver, context: Context, callee: Tree, arguments: Sequence[Tree]) -> Values:
    """Return the types that an operator joins: `A | B`, `A | None`.

    https://docs.python.org/3/library/stdtypes.html#union-type
    """
    joined = resolver.evaluate(context, callee[1])
    if not joined or not all(map(_is_type, joined)):
        return ()
    return (*joined, *(value for each in arguments for value in resolver.evaluate(context, each) if _is_type(value)))


def _is_type(value: Value) -> bool:
    return isinstance(value, Class) or (isinstance(value, Container) and value.kind == "class")


def _given(resolver: Resolver, context: Context, called: Values, arguments: Sequence[Tree]) -> Values:
    """Return what calls of some values give, worked out once for all arguments that tell the same."""
    called, count = resolver.one(called), len(arguments)
    given_each = given_by(resolver, called, count)
    telling = {at: None for _, generic in given_each for at, _ in generic}
    if not telling:
        return given_each[0][0]
    passed = {at: resolver.one(resolver.evaluate(context, arguments[at])) for at in telling}

    def find() -> Values:
        found: list[Value] = []
        for given, generic in given_each:
            told: dict[str, Values] = {}
            for at, declared in generic:
                matched(declared, with_what_they_give(resolver, declared, passed[at]), told)
            found += substitute(given, told)
        return tuple(found)

    return resolver.complete(("given for", id(called), count, *map(id, passed.values())), find)


def _applied(resolver: Resolver, context: Context, values: Values, types: Sequence[Tree]) -> Values:
    """Return functions with type arguments: of those that take any, what they give with these.

    https://www.typescriptlang.org/docs/handbook/2/functions.html#specifying-type-arguments
    """
    found: list[Value] = []
    for value in values:
        if told := _told_by(resolver, context, value, types):
            found.append(Container("function", (substitute(resolver.call(value), told),)))
        elif isinstance(value, Class) and context.file.language.types_by_arity:
            found.append(value._replace(arguments=tuple(type_values(resolver, context, each) for each in types)))
        else:
            found.append(value)
    return tuple(found)


def _passed_to_applied(
    resolver: Resolver, context: Context, callee: Tree, types: Sequence[Tree], position: Place
) -> Iterable[Value]:
    """Yield what a function that is called with type arguments takes for a parameter."""
    for value in resolver.evaluate(context, callee):
        told = _told_by(resolver, context, value, types)
        yield from substitute(tuple(passed_to(resolver, value, position)), told)


def _told_by(resolver: Resolver, context: Context, value: Value, types: Sequence[Tree]) -> dict[str, Values]:
    """Return what type arguments say of the type parameters of a function, by their names."""
    own = value.definition.file.generics.get(value.definition.ordinal) if isinstance(value, Function) else None
    given = (type_values(resolver, context, each) for each in types if own)
    return dict(zip((each.name for each in own or ()), given, strict=False))


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


def _adapted_owners(resolver: Resolver, context: Context, owners: Values, name: str) -> Values:
    """Return the values whose member of a name is a library's method, and takes a function."""
    wrapping = context.file.language.extension_traits
    found = (_adapted(resolver, each, name, wrapping) for each in owners)
    return tuple(each for each in found if each is not None)


def _adapted(resolver: Resolver, owner: Value, name: str, wrapping: bool) -> Value | None:
    """Return what has a member of a name that is the library's: a container, also as a type inherits from it, or a
    value itself where the library may wrap it."""
    if isinstance(owner, Container):
        return owner if wrapping else as_list(owner)
    if not isinstance(owner, Instance | Parameter | Function):
        return None
    if not are_outside(resolver.member(owner, name)):
        return None
    if wrapping:
        return owner
    elements = elements_of(resolver, (owner,))
    return Container("list", (elements,)) if elements else None


def _given_by_library(resolver: Resolver, context: Context, callee: Tree, found: Values) -> Values:
    """Return what a library's method gives by its name, where nothing else tells."""
    language = context.file.language
    has_results = language.top_types or language.extension_traits
    if not has_results or any(not isinstance(value, Outside) for value in found):
        return ()
    if callee[-1] in language.top_results:
        return (Outside(language.top_results[callee[-1]]),)
    if callee[0] != "member":
        return ()
    _, owner, name = callee
    is_maker = name in language.library_makers and owner[0] == "name" and owner[1][:1].isupper()
    if not is_maker and name not in language.library_results:
        return ()
    owners = resolver.evaluate(context, owner)
    if is_maker:
        return (Outside(owner[1]),) if are_outside(owners) else ()
    is_of_library = owners and all(isinstance(each, Outside | Container) for each in owners)
    return (Outside(language.library_results[name]),) if is_of_library else ()


def _is_narrowed(file: File, owner: str, name: str) -> bool:
    """Say whether something says the type of a member of a name at some place of a file."""
    return bool(file.narrowed_members) and f"{owner}.{name}" in file.narrowed_members
