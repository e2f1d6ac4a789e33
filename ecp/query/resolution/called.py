"""The calls of expressions: what they give, and what is taken by the functions that they call.

What calling one value gives is in `results.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ecp.query.resolution.extensions import extension_functions, is_called_as_member, leaves_to_extensions
from ecp.query.resolution.notation import Tree
from ecp.query.resolution.overloads.fitting import narrowed
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.references.bare import extension_of_this, methods_around
from ecp.query.resolution.types.adapters import adapted, adapting_owners
from ecp.query.resolution.types.associated import bounded
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.failures import failure
from ecp.query.resolution.types.generics import has_parameter, matched, of_arity, substitute
from ecp.query.resolution.types.library_calls import how_library_gives, library_call
from ecp.query.resolution.types.type_arguments import Place, given_by, passed_to, with_what_they_give
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Instance,
    Outside,
    Value,
    Values,
    are_outside,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def called(resolver: Resolver, context: Context, callee: Tree, arguments: Sequence[Tree]) -> Iterable[Value]:
    """Return what a call gives, type parameters as its arguments tell, or what a library's function does."""
    form, language = callee[0], context.file.language
    if form == "member" and (found := _given_by_wrapper(resolver, context, callee, arguments)):
        return found
    values = _callee(resolver, context, callee)
    if form == "applied":
        if any(isinstance(value, Container) for value in values):
            return gathered(values, resolver.call)
        return called(resolver, context, callee[1], arguments)
    if form == "member" and language.extension_functions and values:
        values = _called_member(resolver, context, values, callee)
        if all(isinstance(value, Function) and is_called_as_member(value) for value in values):
            return _given_by_extensions(resolver, context, values, callee[1], arguments)
    if form == "name" and language.methods_apart and not any(map(resolver.call, values)):
        values = tuple(map(Function, methods_around(resolver, context, callee[1]))) or values
    if language.top_types:
        values = resolver.one(narrowed(resolver, context, values, arguments))
    found = _given(resolver, context, values, arguments)
    return _or_by_library(resolver, context, callee, values, arguments, found)


def _callee(resolver: Resolver, context: Context, callee: Tree) -> Values:
    """Return what is called: by a bare name, which an import may have, an extension of a receiver around, too."""
    if callee[0] != "name":
        return resolver.evaluate(context, callee)
    language = context.file.language
    if language.bare_calls:  # what has the name, and not what the name alone stands for, which is what that gives
        return bounded(resolver, context, resolver.one(resolver.name(context, callee[1])[0]))
    values = resolver.evaluate(context, callee)
    if language.extension_functions and are_outside(values):
        return resolver.one(extension_of_this(resolver, context, callee[1]) or values)
    return values


def _given_by_wrapper(resolver: Resolver, context: Context, callee: Tree, arguments: Sequence[Tree]) -> Values:
    """Return what a method of a library's wrappers and containers gives: what has failed, what a function makes."""
    language = context.file.language
    _, owner, name = callee
    if name in language.failure_methods and (failed := failure(resolver, context, owner)):
        return failed
    if name not in language.adapters:
        return ()
    owners = adapting_owners(resolver, context, resolver.evaluate(context, owner), name)
    passed = [resolver.evaluate(context, argument) for argument in arguments]
    return adapted(resolver, owners, language.adapters[name], passed)


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


def _of_what_is_extended(
    resolver: Resolver, context: Context, found: Values, functions: Values, receiver: Tree
) -> Values:
    """Return values in which the type parameter that extensions are of is what they are called on."""
    names = {each.definition.owner for each in functions if isinstance(each, Function) and is_called_as_member(each)}
    return substitute(found, {name: resolver.evaluate(context, receiver) for name in names})


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


def _or_by_library(
    resolver: Resolver, context: Context, callee: Tree, values: Values, arguments: Sequence[Tree], found: Values
) -> Values:
    """Return what a call gives: what was found, or what a library's function is known to give."""
    language = context.file.language
    if callee[0] == "member" and callee[2] in language.type_unions and are_outside(found):
        found = _union_of_types(resolver, context, callee, arguments) or found
    known = how_library_gives(language, callee, values) if arguments else ""
    if known and are_outside(values):
        passed = [resolver.evaluate(context, argument) for argument in arguments]
        return library_call(resolver, language, known, passed) or found
    if any(not isinstance(value, Outside) for value in found):
        return found
    return _of_enumeration(resolver, context, callee) or _given_by_name(resolver, context, callee) or found


def _of_enumeration(resolver: Resolver, context: Context, callee: Tree) -> Values:
    """Return what the methods give that an enumeration has without declaring them.

    https://docs.oracle.com/javase/specs/jls/se21/html/jls-8.html#jls-8.9.3,
    https://www.php.net/manual/en/class.backedenum.php
    """
    given = context.file.language.enumeration_methods.get(callee[-1]) if callee[0] == "member" else None
    if given is None:
        return ()
    owners = resolver.evaluate(context, callee[1])
    one = tuple(Instance(each.type) for each in owners if isinstance(each, Class) and each.type.kind == "enum")
    return (Container("list", (one,)),) if one and given == "list" else one


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


def _given_by_name(resolver: Resolver, context: Context, callee: Tree) -> Values:
    """Return what a library's method of a name gives, where nothing else tells."""
    language = context.file.language
    if not (language.top_types or language.extension_traits):
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


def taken(resolver: Resolver, context: Context, inner: Tree, position: Place) -> Iterable[Value]:
    """Return what a function takes: by the position or the label of an argument."""
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


def _passed_to_applied(
    resolver: Resolver, context: Context, callee: Tree, types: Sequence[Tree], position: Place
) -> Iterable[Value]:
    """Yield what a function that is called with type arguments takes for a parameter."""
    for value in resolver.evaluate(context, callee):
        told = _told_by(resolver, context, value, types)
        yield from substitute(tuple(passed_to(resolver, value, position)), told)


def with_types(resolver: Resolver, context: Context, inner: Tree, *types: Tree) -> Iterable[Value]:
    """Return what an expression with type arguments stands for."""
    if context.file.language.types_by_arity and inner[0] == "name":
        named = of_arity(resolver.name(context, inner[1])[0], len(types))
        return _applied(resolver, context, named, types)
    return _applied(resolver, context, resolver.evaluate(context, inner), types)


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


def _told_by(resolver: Resolver, context: Context, value: Value, types: Sequence[Tree]) -> dict[str, Values]:
    """Return what type arguments say of the type parameters of a function, by their names."""
    own = value.definition.file.generics.get(value.definition.ordinal) if isinstance(value, Function) else None
    given = (type_values(resolver, context, each) for each in types if own)
    return dict(zip((each.name for each in own or ()), given, strict=False))
