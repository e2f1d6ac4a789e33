"""References on chains of calls whose arguments do not matter to them: `session.query(User).filter(…).all()`.

What calls are given tells what type parameters stand for, and members of a type are the same whatever these are.  So a
reference is first resolved on the chain without the arguments, which many have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ecp.index.languages import Language
from ecp.query.resolution.notation import Tree, parse_expression
from ecp.query.resolution.places import sought_in
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.settle import settle as settled
from ecp.query.resolution.types.generics import has_parameter
from ecp.query.resolution.types.library_calls import how_library_gives
from ecp.query.resolution.values import Container, Instance, Values, are_outside

if TYPE_CHECKING:
    from ecp.query.resolution.references.targets import Resolution
    from ecp.query.resolution.resolver import Resolver

_BRACKETS = re.compile(r"([()])")
_CHAIN = re.compile(r"[\w$]+(?:\(\)|\.[\w$]+)*")


def erased(language: Language, receiver: str) -> str:
    """Return a receiver without the arguments of its calls; "" where it has none, or these may have a part in it."""
    if "(" not in receiver or receiver.count("(") == receiver.count("()") or _tells_overloads_apart(language):
        return ""
    chain = _without_arguments(receiver)
    return "" if any(chain.startswith(name) for name in language.super_names) else chain


@lru_cache(maxsize=200_000)
def _without_arguments(text: str) -> str:
    """Return a chain of members and calls with no more than the brackets of these; "" for what is no such chain."""
    kept, depth = [], 0
    for part in _BRACKETS.split(text):
        depth -= part == ")"
        if depth == 0:
            kept.append(part)
        depth += part == "("
    chain = "".join(kept)
    return chain if _CHAIN.fullmatch(chain) else ""


def _tells_overloads_apart(language: Language) -> bool:
    """Say whether arguments, or those of types, decide what a call or a member means."""
    by_arguments = language.top_types or language.arithmetic_types
    return bool(by_arguments or language.extension_traits or language.extension_functions or language.extended_library)


def settle(resolver: Resolver, reference: Reference) -> Resolution | None:
    """Return what a reference on an erased chain means; None where a type parameter has a part in that."""
    file = resolver.program.file(reference.path)
    context = sought_in(file, reference.receiver).place_at(reference.scope, reference.line)
    receiver = parse_expression(reference.receiver)
    if any(_depends(resolver, context, each) for each in _calls_in(receiver)):
        return None
    if _has_open_member(resolver, resolver.evaluate(context, receiver), reference.name):
        return None
    return settled(resolver, reference)


def _calls_in(tree: Tree) -> Iterator[Tree]:
    """Yield the parts of a chain that calls have a part in."""
    parts = [tree]
    while tree[0] in ("member", "call"):
        tree = tree[1]
        parts.append(tree)
    last = max(at for at, each in enumerate(parts) if each[0] == "call")
    return iter(parts[: last + 1])


def _depends(resolver: Resolver, context: Context, tree: Tree) -> bool:
    """Say whether arguments may have a part in what a part of a chain stands for."""
    if tree[0] == "call":
        called = resolver.evaluate(context, tree[1])
        if are_outside(called) and how_library_gives(context.file.language, tree[1], called):
            return True
    is_adapter = tree[0] == "call" and tree[1][0] == "member" and tree[1][2] in context.file.language.adapters
    if is_adapter and any(isinstance(value, Container) for value in resolver.evaluate(context, tree[1][1])):
        return True
    values = resolver.one(resolver.evaluate(context, tree))
    return resolver.complete(("open", id(values)), lambda: _is_open(values))


def _has_open_member(resolver: Resolver, owners: Values, name: str) -> bool:
    owners = resolver.one(owners)
    members = (resolver.member(owner, name) for owner in owners)
    return resolver.complete(("open member", id(owners), name), lambda: any(map(_is_open, members)))


def _is_open(values: Values) -> bool:
    """Say whether what some values are depends on type parameters, not only what their own parameters stand for."""
    return any(not isinstance(value, Instance) and has_parameter((value,)) for value in values)
