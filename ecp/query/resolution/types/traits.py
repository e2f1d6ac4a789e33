"""Methods that a trait in scope gives to types that are not of the repository: `impl Draw for str`.

https://doc.rust-lang.org/reference/items/traits.html and
https://doc.rust-lang.org/reference/expressions/method-call-expr.html
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import UNKNOWN, Tree, last_name, parse_type
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.expansions import given_to_macro
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.types.wrappers import wrapper_of, written_type
from ecp.query.resolution.values import Class, Container, Function, Instance, Outside, Parameter, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_TRAITS = 8
"""Traits with a method of one name that are looked at."""
_RETURNED = ("Option", "Result")
"""Wrappers that an expression may be of which no type is declared: what functions give is mostly one of these."""
_OF_TYPE = re.compile(r"(?:[a-z]\w*(?:::|\.))*([A-Z]\w*)(?:\.\w+\(\))+")
"""What a function of a library's type gives, and what the methods of that give."""
_CONTAINERS = {"list": ("list", "Vec"), "map": ("HashMap", "BTreeMap")}


def methods_of_traits(resolver: Resolver, context: Context, owners: Values, name: str) -> Values:
    """Return what the traits in scope at a place give some values of a library's types under a name."""
    language = context.file.language
    if name not in resolver.program.declared_in_traits or name in language.library_methods:
        return ()
    is_of_wrapper = name in language.passing or name in language.adapters
    if is_of_wrapper:  # and what a function of the library gives may be one
        owners = tuple(each for each in owners if not isinstance(each, Container) and not _is_given(each))
    types = tuple(dict.fromkeys(each for owner in owners for each in _types_of(owner, language.number_types)))
    if not types:
        return () if is_of_wrapper else _given_to_made(resolver, context, owners, name)
    if any(name in language.inherent.get(each, ()) for each in types):
        return ()
    key = ("of traits", context.file.path, context.scope, types, name)
    nothing: Values = ()
    return resolver.memo(key, lambda: tuple(_find(resolver, context, types, name)), nothing)


def _given_to_made(resolver: Resolver, context: Context, owners: Values, name: str) -> Values:
    """Return what the traits in scope give to what a function of a type gives: `Command::new("ls").arg(".").draw()`.

    That is mostly another of the type; where a trait gives it such a method, what else it may be need not be known.
    """
    types = tuple(dict.fromkeys(made[1] for each in owners if (made := _made(each)) is not None))
    nothing: Values = ()
    key = ("of made", context.file.path, context.scope, types, name)
    if types and (
        found := resolver.memo(key, lambda: tuple(_find(resolver, context, types, name, with_any=False)), nothing)
    ):
        return found
    return _given_to_all(resolver, context, owners, name)


def _made(value: Value) -> re.Match[str] | None:
    return _OF_TYPE.fullmatch(value.name) if isinstance(value, Outside) else None


def _given_to_all(resolver: Resolver, context: Context, owners: Values, name: str) -> Values:
    """Return what the traits in scope give to every type that has some other: `impl<T: Draw> Show for T`.

    Of a type parameter the trait's own method is meant, whatever implements it.
    """
    is_generic = any(isinstance(owner, Parameter) for owner in owners)
    bounds = [value for owner in owners for value in (owner.bound if isinstance(owner, Parameter) else (owner,))]
    known = {base for each in bounds if isinstance(each, Instance) for base in linearization(resolver, each.type)[0]}
    if not known:
        return ()
    nothing: Values = ()
    key = ("given to all", context.file.path, context.scope, tuple(bounds), name, is_generic)
    return resolver.memo(key, lambda: tuple(_find_given_to_all(resolver, context, known, name, is_generic)), nothing)


def _find_given_to_all(
    resolver: Resolver, context: Context, known: set[Definition], name: str, is_generic: bool
) -> Iterator[Value]:
    for declared in _declarations(resolver, context, name):
        trait = declared.file.definitions[declared.container]
        for block in resolver.program.implementations.get(trait.name, ()):
            if (
                _is_for_any(block)
                and _trait_of(resolver, block) is trait
                and not known.isdisjoint(_bounds(resolver, block))
            ):
                own = () if is_generic else block.file.children.get((block.ordinal, name), ())
                yield from map(Function, own or (declared,))


def _bounds(resolver: Resolver, block: Definition) -> Iterator[Definition]:
    """Yield the traits of this repository that a block for a type parameter asks of that."""
    context = Context(block.file, block.ordinal, block.line)
    for each in block.file.bound(block.ordinal, block.name):
        values = type_values(resolver, context, parse_type(each.type)) if each.type else ()
        yield from (value.type for value in values if isinstance(value, Instance))


def methods_of_wrappers(resolver: Resolver, context: Context, receiver: Tree, name: str) -> tuple[Definition, ...]:
    """Return what the traits in scope at a place give a library's wrapper, where an expression may be one.

    What it holds stands for it (`wrappers.py`), so that only the type that the expression is declared with tells.
    """
    language = context.file.language
    wrappers = language.closed_wrappers
    if not wrappers or name not in resolver.program.declared_in_traits:
        return ()
    if name in language.passing or name in language.adapters:  # which are methods of its own
        return ()
    said = wrapper_of(resolver, context, receiver)
    if said not in wrappers and _is_other_type(resolver, written_type(resolver, context, receiver)):
        return ()
    types = (said,) if said in wrappers else _RETURNED
    key = ("of wrappers", context.file.path, context.scope, types, name)
    nothing: Values = ()
    found = resolver.memo(key, lambda: tuple(_find(resolver, context, types, name, with_any=False)), nothing)
    return tuple(value.definition for value in found if isinstance(value, Function))


def _is_other_type(resolver: Resolver, written: str) -> bool:
    """Say whether a type is declared that cannot be a wrapper's, as one with another name may be."""
    return bool(written) and all(each.kind != "type" for each in resolver.program.named(last_name(written)))


def _is_given(value: Value) -> bool:
    """Say whether a value is what a function of the library gives."""
    return isinstance(value, Outside) and value.name.endswith(")")


def keeps_held(method: Definition) -> bool:
    """Say whether such a method gives a wrapper of the same value: `fn context(self) -> Result<T, Error>`."""
    written, around = parse_type(method.type) if method.type else UNKNOWN, method.outer
    if around is None or len(written) < 3 or written[2][0] != "type":
        return False
    return any(each.name == written[2][1] for each in method.file.generics.get(around.ordinal, ()))


def _types_of(owner: Value, number_types: Collection[str]) -> tuple[str, ...]:
    """Return the names that a library's type of a value may have in `impl … for`."""
    match owner:
        case Outside(name) if "." not in name and "(" not in name:
            return (name,)
        case Outside(name) if name.count(".") == 1 and name.partition(".")[0] in number_types:
            return (name.partition(".")[0],)  # a constant of one, or what its function gives: most give the same
        case Function() if owner.definition.kind in FUNCTION_KINDS:
            return ("fn",)
        case Container(kind, _):
            return _CONTAINERS.get(kind, ())
        case Parameter(_, bound):
            return tuple(each for value in bound for each in _types_of(value, number_types))
    return ()


def _find(
    resolver: Resolver, context: Context, types: tuple[str, ...], name: str, *, with_any: bool = True
) -> Iterator[Value]:
    for declared in _declarations(resolver, context, name):
        trait = declared.file.definitions[declared.container]
        same_name = resolver.program.implementations.get(trait.name, ())
        blocks = [each for each in same_name if _trait_of(resolver, each) is trait]
        fitting = [each for each in blocks if each.name.rpartition(".")[2] in types]
        fitting = fitting or [e for e in blocks if not given_to_macro(resolver, e, e.name).isdisjoint(types)]
        for block in fitting or [each for each in blocks if with_any and _is_for_any(each)]:
            own = block.file.children.get((block.ordinal, name), ())
            yield from map(Function, own or (declared,))


def _declarations(resolver: Resolver, context: Context, name: str) -> list[Definition]:
    """Return the methods of a name that the traits in scope at a place declare."""
    found: list[Definition] = []
    for each in resolver.program.named(name):
        around = each.outer
        if around is None or around.kind != "trait" or not _is_seen(resolver, context, around):
            continue
        found.append(each)
        if len(found) == _TRAITS:
            break
    return found


def _trait_of(resolver: Resolver, block: Definition) -> Definition | None:
    """Return the trait that an extension implements."""

    def find() -> Definition | None:
        context = Context(block.file, block.ordinal, block.line)
        named = (v.type for v in type_values(resolver, context, parse_type(block.type)) if isinstance(v, Instance))
        return next(named, None)

    return resolver.memo(("implemented", id(block)), find, None)


def _is_seen(resolver: Resolver, context: Context, trait: Definition) -> bool:
    """Say whether a trait is in scope at a place: by its name, or imported as `_`."""
    if any(isinstance(v, Class) and v.type is trait for v in resolver.name(context, trait.name)[0]):
        return True
    renamed = (each for each in context.file.imports if each.name == trait.name and each.alias)
    return any(
        isinstance(value, Class) and value.type is trait
        for each in renamed
        for value in resolver.import_values(context.file, each)
    )


def _is_for_any(block: Definition) -> bool:
    """Say whether a block is for a type parameter of its own, or what points to one: `impl<T> Draw for *const T`."""
    return any(each.how == "generic" for each in block.file.bound(block.ordinal, block.name))
