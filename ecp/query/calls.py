"""Questions about references: who calls a symbol, what it calls, who uses it and how, and what stays unresolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, starmap
from typing import TypeVar

from ecp.dataclass import replace
from ecp.model import Answer, Call, Unresolved, Use
from ecp.query.doubts import Doubts, is_uncertain
from ecp.query.hierarchy import constructed, unnamed
from ecp.query.paging import page, page_of
from ecp.query.resolution.counterparts import Identity, identity, named
from ecp.query.resolution.meaning import CALLS, ROLES
from ecp.query.resolution.program.definitions import CALLABLE_KINDS, Definition
from ecp.query.resolution.program.loaded import Told
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.targets import Resolution
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.types.parts import standing_for_all
from ecp.query.steps import DEPENDS
from ecp.query.symbols import likeliest, symbols_of
from ecp.query.testing import is_test, is_test_path
from ecp.query.uses import MODULE, Found, Meant, Outcome, Uses, enclosing, initialized

R = TypeVar("R", Call, Use)
OTHERS = tuple(role for role in DEPENDS if role not in CALLS)
"""What a symbol is used for that nothing calls."""
_CANDIDATES = 5
_SOURCES_AT_ONCE = 8
_CALLS_KEPT = 50_000
"""Calls of a large program after which what was worked out for them is let go of, so that memory has a bound."""
_EVERY_CALL = """
SELECT   path, line, col, role, name, receiver, scope, arguments
FROM     reference JOIN file USING (blob)
WHERE    role IN ('call', 'new', 'decorate') AND path BETWEEN $first AND $last
ORDER BY ALL
"""


def callers(uses: Uses, targets: Sequence[Definition], *, limit: int = 100, cursor: str = "") -> Answer[Call]:
    """Return the calls of a symbol, by path and line.  The calls of a constructor are those of its type.

    `unresolved` counts the calls of its name that may be more.
    """
    return first_callers(uses, targets, limit=limit, cursor=cursor)[0]


def first_callers(
    uses: Uses, targets: Sequence[Definition], *, limit: int, cursor: str = "", tests_last: bool = False
) -> tuple[Answer[Call], int]:
    """Return the same with how many calls there are in all.

    With `tests_last` those of tests come last, where there are more than fit.
    """
    return _first(uses, targets, CALLS, _as_caller, limit, cursor, tests_last)


def may_be_held(found: Sequence[Definition], callers: Answer[Call]) -> bool:
    """Say whether functions without calls may be handed over as values: no tests, which are run by name."""
    return not (callers.items or callers.unresolved or all(map(is_test, found)))


def are_held(uses: Uses, found: Sequence[Definition], callers: Answer[Call]) -> bool:
    """Say whether functions without calls are used all the same: as values."""
    return may_be_held(found, callers) and bool(first_references(uses, found, roles=OTHERS, limit=1)[1])


def callees(uses: Uses, sources: Sequence[Definition], *, limit: int = 100, cursor: str = "") -> Answer[Call]:
    """Return what a symbol's own body calls, in order; what its nested definitions call is theirs.

    A call of a symbol with several definitions is one call.  `unresolved` counts the calls in the body that may be
    more.
    """
    inside = list(uses.inside(sources))
    several = _several(sources)
    found = chain.from_iterable(_callees_at(meant, several) for meant in inside)
    unresolved = sum(is_uncertain(uses.program, meant.reference, meant.resolution) for meant in inside)
    return replace(page(found, limit, cursor), unresolved=unresolved)


def first_callees(uses: Uses, sources: Sequence[Definition], limit: int) -> Answer[Call]:
    """Return the first of what a symbol's own body calls, in order, and look at no more than that takes.

    So it cannot count what is unresolved.
    """
    several = _several(sources)
    groups = (sources[at : at + _SOURCES_AT_ONCE] for at in range(0, len(sources), _SOURCES_AT_ONCE))
    found = (callee for group in groups for meant in uses.inside(group) for callee in _callees_at(meant, several))
    return page_of(found, limit, "")


def references(
    uses: Uses, targets: Sequence[Definition], *, roles: Sequence[str] = ROLES, limit: int = 100, cursor: str = ""
) -> Answer[Use]:
    """Return the references of a symbol in some roles, by path and line.

    `unresolved` counts the references of its name, in those roles, that may be more.
    """
    return first_references(uses, targets, roles=roles, limit=limit, cursor=cursor)[0]


def first_references(
    uses: Uses,
    targets: Sequence[Definition],
    *,
    roles: Sequence[str],
    limit: int,
    cursor: str = "",
    tests_last: bool = False,
) -> tuple[Answer[Use], int]:
    """Return the same with how many references there are in all, and in the order of `first_callers`."""
    return _first(uses, targets, roles, _as_use, limit, cursor, tests_last)


def unresolved(
    uses: Uses, targets: Sequence[Definition], *, roles: Sequence[str] = CALLS, limit: int = 100, cursor: str = ""
) -> Answer[Unresolved]:
    """Return the references of a symbol's names that resolve to nothing and may be references of it."""
    doubts = Doubts(uses.program, targets)
    named = map(uses.meant, uses.of_symbols(targets, roles))
    found = sorted((meant for meant in named if doubts.may_mean(meant.reference, meant.resolution)), key=_place)
    answer = page(found, limit, cursor)
    candidates = [_candidates(uses.program, meant) for meant in answer.items]
    uses.program.describe(each for groups in candidates for group in groups[:_CANDIDATES] for each in group)
    items = tuple(map(_as_unresolved, answer.items, candidates))
    return Answer(items, answer.truncated, answer.cursor, len(found))


def every_call(
    resolver: Resolver, told: Told | None = None
) -> Iterator[tuple[Reference, Definition | None, Resolution]]:
    """Yield every call of the repository with its caller (None outside every definition) and what it means.

    Of a large program a resolver of its own works that out, from anew after so many calls.
    """
    whole = program = resolver.program
    if not whole.is_large:
        whole.load_everything()
    calls = _CALLS_KEPT
    for rows in whole.by_files(_EVERY_CALL, told):
        if whole.is_large and calls >= _CALLS_KEPT:
            if program is not whole:
                program.forget()
            resolver, calls = Resolver(Program(whole.view)), 0
            program = resolver.program
        calls += len(rows)
        references = list(starmap(Reference, rows))
        resolver.prepare(references)
        for each in references:
            yield each, enclosing(program, each), resolver.resolve(each)


def _references(uses: Uses, targets: Sequence[Definition], roles: Sequence[str]) -> tuple[list[Found], int]:
    """Return the references of a symbol by path and line, and how many of its name are uncertain."""
    wanted = {identity(each) for target in targets for each in (target, standing_for_all(uses.program, target))}
    made = {identity(each): each.name for target in targets for each in constructed(uses, target)}
    leads: dict[int, int] = {}

    def is_one(reference: Reference, outcome: Outcome) -> bool:
        lead = leads.get(id(outcome))
        if lead is None:
            lead = leads[id(outcome)] = _lead(outcome, wanted, made.keys())
        return lead == _THERE or (lead == _MADE and reference.role in CALLS)

    found = [each for each in unnamed(uses, targets) if is_one(*each)] if "call" in roles else []
    through = {id(each[0]): each for each in uses.through(targets) if each[0].role in roles}
    doubts, uncertain = Doubts(uses.program, targets), 0
    for reference in uses.of_symbols(targets, roles, made.values()):
        outcome = uses.outcome(reference)
        if is_one(reference, outcome):
            found.append((reference, outcome))
        elif id(reference) in through:
            found.append(through[id(reference)])
        else:
            uncertain += doubts.may_mean(reference, outcome.resolution)
    return sorted(found, key=_first_place), uncertain


def _first(
    uses: Uses,
    targets: Sequence[Definition],
    roles: Sequence[str],
    shown: Callable[[Meant, Mapping[Identity, Identity]], R],
    limit: int,
    cursor: str,
    tests_last: bool,
) -> tuple[Answer[R], int]:
    """Return a page of references, each with what is around it, and how many there are in all.

    What is around one at the top of a file is the variable that it is for.
    """
    found, unresolved = _references(uses, targets, roles)
    if tests_last and len(found) > limit:
        found.sort(key=_is_of_test)
    several = _several(targets)
    answer = page(starmap(uses.placed, found), limit, cursor)
    at_top = (meant.reference for meant in answer.items if meant.inside is None and meant.reference.role != "import")
    variables = initialized(uses.program, at_top)
    items = (meant._replace(inside=meant.inside or variables.get(id(meant.reference))) for meant in answer.items)
    return Answer(tuple(shown(each, several) for each in items), answer.truncated, answer.cursor, unresolved), len(
        found
    )


def _is_of_test(found: Found) -> bool:
    return is_test_path(found[0].path)


def _first_place(found: Found) -> tuple[object, ...]:
    return found[0][:3]


_ASIDE, _MADE, _THERE = range(3)
"""Where what references mean leads: to a symbol, for calls as they make what it makes, or elsewhere."""


def _lead(outcome: Outcome, wanted: Set[Identity], made: Set[Identity]) -> int:
    if not wanted.isdisjoint(outcome.targets):
        return _THERE
    return _ASIDE if made.isdisjoint(outcome.targets) else _MADE


def _place(meant: Meant) -> tuple[str, int, int]:
    return meant.reference.path, meant.reference.line, meant.reference.col


def _around(meant: Meant) -> tuple[str, str, int]:
    """Return name, qualified name and line of what is around a reference."""
    inside = meant.inside
    return (inside.name, inside.qualified_name, inside.line) if inside is not None else (MODULE, MODULE, 0)


def _several(asked: Iterable[Definition]) -> Mapping[Identity, Identity]:
    """Return the symbols asked about where they are more than one, so that an answer has to say which it is of.

    For each part of a type the one that stands for all.
    """
    found = {identity(each): identity(standing_for_all(each.file.program, each)) for each in asked}
    return found if len(set(found.values())) > 1 else {}


def _of(symbols: Iterable[Identity], several: Mapping[Identity, Identity]) -> tuple[str, ...]:
    return tuple(map(named, dict.fromkeys(several[each] for each in symbols if each in several)))


def _as_caller(meant: Meant, several: Mapping[Identity, Identity]) -> Call:
    name, qualified_name, line = _around(meant)
    reference = meant.reference
    return Call(
        path=reference.path,
        line=reference.line,
        name=name,
        qualified_name=qualified_name,
        definition_path=reference.path,
        definition_line=line,
        how=meant.resolution.how,
        confidence=meant.confidence,
        of=_of(meant.targets, several),
    )


def _callees_at(meant: Meant, several: Mapping[Identity, Identity]) -> Iterator[Call]:
    """Yield what is called at one place: every symbol once, by the first of its definitions."""
    symbols: dict[Identity, Definition] = {}
    for target in meant.resolution.targets:
        symbols.setdefault(identity(target), target)
    for target in symbols.values():
        yield _as_callee(meant, target, several)


def _as_callee(meant: Meant, target: Definition, several: Mapping[Identity, Identity]) -> Call:
    reference = meant.reference
    return Call(
        path=reference.path,
        line=reference.line,
        name=target.name,
        qualified_name=target.qualified_name,
        definition_path=target.file.path,
        definition_line=target.line,
        how=meant.resolution.how,
        confidence=meant.confidence,
        of=_of([identity(meant.inside)] if meant.inside is not None else [], several),
    )


def _as_use(meant: Meant, several: Mapping[Identity, Identity]) -> Use:
    reference = meant.reference
    return Use(
        reference.path, reference.line, reference.col, reference.role, *_around(meant), meant.resolution.how,
        meant.confidence, _of(meant.targets, several),
    )  # fmt: skip


def _as_unresolved(meant: Meant, candidates: list[list[Definition]]) -> Unresolved:
    reference = meant.reference
    return Unresolved(
        reference.path, reference.line, reference.col, reference.role, *_around(meant), reference.receiver,
        meant.resolution.reason, symbols_of(candidates[:_CANDIDATES]), len(candidates),
    )  # fmt: skip


def _candidates(program: Program, meant: Meant) -> list[list[Definition]]:
    """Return what an unresolved reference may mean: what the resolver says, else the definitions of its name."""
    known: Iterable[Definition] = meant.resolution.candidates
    if not known:
        family = program.file(meant.reference.path).language.family
        is_call = meant.reference.role in CALLS
        known = (
            each
            for each in program.named(meant.reference.name)
            if each.file.language.family == family and each.kind != "extension"
            if not is_call or each.kind in CALLABLE_KINDS or each.kind == "type"
        )
    return likeliest(known)
