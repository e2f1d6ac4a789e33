"""Steps of dependence between symbols, one batch at a time: what a symbol depends on, and what depends on it.

A method that overrides another stands in for it: a call that resolves to the overridden one may run the overrider.
Making a type runs its constructor.  Both are steps, though no reference says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ecp.model import STEP_CONFIDENCE
from ecp.query.hierarchy import constructed, overridden, overrides, unnamed
from ecp.query.resolution.counterparts import Identity, identity
from ecp.query.resolution.meaning import CALLS
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.types.inheritance import constructors_of, find_member
from ecp.query.uses import MODULE, Outcome, Uses, enclosing, initialized

DEPENDS = ("call", "new", "decorate", "type", "inherit", "read", "write")
"""The roles that make one symbol depend on another; an import alone does not."""


class Step(NamedTuple):
    """A step from a symbol to one that is next to it."""

    start: Identity
    to: Identity
    definition: Definition | None
    """Of `to`; None for the code of a file outside every definition."""
    how: str
    confidence: float
    line: int
    """Of the reference; 0 when there is none."""


def dependents(
    uses: Uses, symbols: Sequence[Definition], roles: Sequence[str] = DEPENDS, known: Container[Identity | None] = ()
) -> Iterator[Step]:
    """Yield the steps from symbols to those whose code refers to them, but not to those that are known.

    What stands in the code of these need not be resolved.
    """
    wanted: dict[Identity, list[tuple[Identity, str]]] = defaultdict(list)
    made: set[str] = set()
    for symbol in symbols:
        own = identity(symbol)
        wanted[own].append((own, ""))
        for each in constructed(uses, symbol):
            wanted[identity(each)].append((own, "constructor"))
            made |= uses.spellings.of_name(each.name)
        for each, _ in overridden(uses, symbol):
            wanted[identity(each)].append((own, "dispatch"))
    named = ((each, None) for each in uses.of_symbols(symbols, roles, made))
    others = chain(unnamed(uses, symbols), uses.through(symbols)) if "call" in roles else ()
    leads: dict[int, list[tuple[Identity, str]]] = {}
    users: dict[tuple[str, int, int], tuple[Definition | None, Identity | None]] = {}
    at_top: list[tuple[Reference, Outcome]] = []
    for reference, told in chain(named, others):
        place = reference.path, reference.scope, reference.line if reference.role == "decorate" else 0
        around = users.get(place)
        if around is None:
            user = _user(uses, reference)
            around = users[place] = user, identity(user) if user is not None else None
        user, its = around
        if its in known:
            continue
        outcome = told or uses.outcome(reference)
        lead = leads.get(id(outcome))
        if lead is None:
            lead = leads[id(outcome)] = [each for target in outcome.targets for each in wanted.get(target, ())]
        if lead and user is not None:
            yield from _steps(lead, user, reference, outcome)
        elif lead:
            at_top.append((reference, outcome))
    values = initialized(uses.program, (reference for reference, _ in at_top))
    for reference, outcome in at_top:
        yield from _steps(leads[id(outcome)], values.get(id(reference)), reference, outcome)


def _steps(
    lead: Iterable[tuple[Identity, str]], user: Definition | None, reference: Reference, outcome: Outcome
) -> Iterator[Step]:
    """Yield the steps from some symbols to the user of what a reference means, each in the way that leads there."""
    to = identity(user) if user is not None else (reference.path, MODULE, "")
    for start, how in lead:
        if how != "constructor" or reference.role in CALLS:
            way = how or _way(reference, outcome.resolution.how)
            yield _step(start, to, user, way, outcome.confidence, reference.line)


def dependencies(uses: Uses, symbols: Sequence[Definition], roles: Sequence[str] = DEPENDS) -> Iterator[Step]:
    """Yield the steps from symbols to those that their own code refers to."""
    bodies = [body for symbol in symbols for body in same_symbol(symbol)]
    for body in bodies:
        if body.is_type:
            for each in constructors(uses.resolver, body):
                yield Step(identity(body), identity(each), each, "constructor", STEP_CONFIDENCE["constructor"], 0)
    uses.read_bodies(bodies, roles)
    for body in bodies:
        for meant in uses.inside([body], roles):
            reference, start = meant.reference, identity(body)
            at = meant.confidence, reference.line
            for target in meant.resolution.targets:
                how = _way(reference, meant.resolution.how)
                yield _step(start, identity(target), target, how, *at)
                if reference.role not in CALLS:
                    continue
                for each, _ in overrides(uses, target):
                    yield _step(start, identity(each), each, "dispatch", *at)
                if target.is_type:
                    for each in constructors(uses.resolver, target):
                        yield _step(start, identity(each), each, "constructor", *at)


def _step(start: Identity, to: Identity, definition: Definition | None, how: str, sure: float, line: int) -> Step:
    return Step(start, to, definition, how, min(sure, STEP_CONFIDENCE.get(how, 1.0)), line)


def _way(reference: Reference, how: str) -> str:
    return "subtype" if reference.role == "inherit" else how


def _user(uses: Uses, reference: Reference) -> Definition | None:
    """Return the definition that depends on what a reference means; None outside every definition."""
    user = _decorated(uses, reference) if reference.role == "decorate" else None
    return user if user is not None else enclosing(uses.program, reference)


def _decorated(uses: Uses, reference: Reference) -> Definition | None:
    """Return the definition that a decorator stands above."""
    file = uses.program.file(reference.path)
    below = (each for each in file.members.get(reference.scope, ()) if each.line >= reference.line)
    first = min(below, key=lambda each: each.line, default=None)
    return first if first is not None and "@" in first.modifiers else None


def constructors(resolver: Resolver, made: Definition) -> list[Definition]:
    """Return what making a type runs."""
    return list({identity(each): each for each in constructors_of(resolver, made)}.values())


def same_symbol(definition: Definition) -> Iterable[Definition]:
    """Return the definitions of one symbol in its file: overloads and redefinitions."""
    children = definition.file.children.get((definition.container, definition.name), [definition])
    return [each for each in children if identity(each) == identity(definition)]


def members_too(resolver: Resolver, symbols: Sequence[Definition]) -> list[Definition]:
    """Return symbols, and of types their members: what a change of the type may change."""
    found = dict.fromkeys(symbols)
    for symbol in symbols:
        if symbol.is_type:
            found.update(dict.fromkeys(symbol.file.members.get(symbol.ordinal, ())))
            for each in resolver.program.owned.get(symbol.name, ()):
                if each.kind == "extension":
                    if resolver.type_of_extension(each) is symbol:
                        found.update(dict.fromkeys(each.file.members.get(each.ordinal, ())))
                elif each in find_member(resolver, symbol, each.name):
                    found[each] = None
    return list(found)
