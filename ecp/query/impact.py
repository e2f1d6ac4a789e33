"""Question: what depends on a symbol, directly and through others; or what it depends on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ecp.model import CONFIDENCE, STEP_CONFIDENCE, FileTotal, Impacted, ImpactReport
from ecp.query.doubts import Doubts, is_uncertain
from ecp.query.hierarchy import overrides, subtypes
from ecp.query.paging import page
from ecp.query.resolution.counterparts import Identity, identity
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.types.inheritance import bases_of
from ecp.query.steps import DEPENDS, Step, dependencies, dependents, members_too
from ecp.query.symbols import grouped, symbols_of
from ecp.query.testing import is_test, is_test_path
from ecp.query.uses import MODULE, Uses

_SUREST = max(*CONFIDENCE.values(), *STEP_CONFIDENCE.values())
"""How sure a step is at most."""


class Reached(NamedTuple):
    """A symbol that was reached, by the surest of the shortest ways."""

    definition: Definition | None
    distance: int
    confidence: float
    step: Step | None


def impact(
    uses: Uses,
    targets: Sequence[Definition],
    *,
    depth: int = 3,
    direction: str = "up",
    limit: int = 100,
    cursor: str = "",
) -> ImpactReport:
    """Return the symbols that depend on a symbol (`up`), or that it depends on (`down`), up to `depth` steps away.

    Each once, source before tests, then by distance and place.  A type stands for its members too.  Going up, a
    method's overrides are affected, and so are callers of a method that it overrides (`dispatch`).  Code outside
    every definition is the end of a way.  `unresolved` counts the references that may be more: to the symbol's
    names going up, in its own body going down.
    """
    start = members_too(uses.resolver, targets)
    reached = spread(uses, start, depth, direction)
    found = [_impacted(symbol, each) for symbol, each in reached.items() if each.distance]
    found.sort(key=lambda each: (each.test, each.distance, each.path, each.line, each.qualified_name))
    per_file = Counter((each.path, each.test) for each in found)
    totals = (FileTotal(path, count, test) for (path, test), count in per_file.items())
    tests = sum(each.test for each in found)
    answer = page(found, limit, cursor)
    return ImpactReport(
        answer.items,
        answer.truncated,
        answer.cursor,
        _uncertain(uses, targets, direction),
        definitions=symbols_of(grouped(targets)),
        direction=direction,
        depth=depth,
        symbols=len(found) - tests,
        test_symbols=tests,
        files=tuple(sorted(totals, key=lambda total: (total.test, -total.symbols, total.path))),
    )


def spread(uses: Uses, start: Sequence[Definition], depth: int, direction: str) -> dict[Identity, Reached]:
    """Return every symbol within `depth` steps, the start at distance 0."""
    reached = {identity(each): Reached(each, 0, 1.0, None) for each in start}
    settled = set(reached)
    """Those to which no way is left that is shorter, or as short and surer."""
    level = list(start)
    for distance in range(1, depth + 1):
        if not level:
            break
        steps = dependents(uses, level, known=settled) if direction == "up" else dependencies(uses, level)
        found: dict[Identity, Reached] = {}
        for step in chain(_implied(uses, level, direction), steps) if distance == 1 else steps:
            if step.to not in settled:
                sure = min(step.confidence, reached[step.start].confidence)
                if step.to not in found or sure > found[step.to].confidence:
                    found[step.to] = Reached(step.definition, distance, sure, step)
                    if sure >= _SUREST:
                        settled.add(step.to)
        reached |= found
        settled |= found.keys()
        level = [each.definition for each in found.values() if each.definition is not None]
    return reached


def _implied(uses: Uses, start: Sequence[Definition], direction: str) -> Iterator[Step]:
    """Yield the steps that a change of the symbol itself implies: to what overrides or inherits from it."""
    if direction != "up":
        return
    for each in start:
        if each.is_type:
            for heir, distance in subtypes(uses, each):
                if distance == 1 and not heir.is_anonymous:
                    is_declared = any(base is each for base in bases_of(uses.resolver, heir)[0])
                    how = "subtype" if is_declared else "structural"
                    yield Step(identity(each), identity(heir), heir, how, STEP_CONFIDENCE[how], 0)
        for other, _ in overrides(uses, each):
            yield Step(identity(each), identity(other), other, "override", STEP_CONFIDENCE["override"], 0)


def _impacted(symbol: Identity, reached: Reached) -> Impacted:
    path, qualified_name, _ = symbol
    definition, step = reached.definition, reached.step
    assert step is not None
    return Impacted(
        path=path,
        line=definition.line if definition is not None else 0,
        kind=definition.kind if definition is not None else "module",
        name=definition.name if definition is not None else MODULE,
        qualified_name=qualified_name,
        distance=reached.distance,
        confidence=reached.confidence,
        how=step.how,
        via_path=step.start[0],
        via_name=step.start[1],
        site_line=step.line,
        test=is_test(definition) if definition is not None else is_test_path(path),
    )


def _uncertain(uses: Uses, targets: Sequence[Definition], direction: str) -> int:
    if direction == "up":
        doubts, named = Doubts(uses.program, targets), uses.of_symbols(targets, DEPENDS)
        return sum(doubts.may_mean(each, uses.outcome(each).resolution) for each in named)
    inside = uses.inside(targets, DEPENDS)
    return sum(is_uncertain(uses.program, each.reference, each.resolution) for each in inside)
