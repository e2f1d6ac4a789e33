"""Question: by which calls does one symbol reach another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecp.model import PathReport, PathStep
from ecp.query.paging import page
from ecp.query.resolution.counterparts import Identity, identity
from ecp.query.resolution.meaning import CALLS
from ecp.query.resolution.program.definitions import Definition
from ecp.query.steps import Step, dependencies, dependents
from ecp.query.uses import Uses

MOST_SYMBOLS = 20_000
MOST_STEPS = 30

Side = dict[Identity, tuple[Definition | None, int, Step | None]]
"""Symbols reached from one end, with their distance from it and the step that reached them first."""


def path(
    uses: Uses,
    sources: Sequence[Definition],
    targets: Sequence[Definition],
    *,
    most_symbols: int = MOST_SYMBOLS,
    limit: int = 100,
    cursor: str = "",
) -> PathReport:
    """Return the symbols of one of the shortest call paths, from a source to a target; none when there is no path.

    Searches from both ends, the smaller first, and gives up after `most_symbols` symbols or 30 steps.
    """
    ahead: Side = {identity(each): (each, 0, None) for each in sources}
    behind: Side = {identity(each): (each, 0, None) for each in targets}
    meeting = next((symbol for symbol in ahead if symbol in behind), None)
    front, rear = list(sources), list(targets)
    steps, gave_up = 0, ""
    while meeting is None and front and rear:
        if len(ahead) + len(behind) > most_symbols:
            gave_up = f"more than {most_symbols} symbols were searched"
            break
        if steps == MOST_STEPS:
            gave_up = f"no path of {MOST_STEPS} steps or fewer"
            break
        steps += 1
        if len(front) <= len(rear):
            front, met = _grow(ahead, dependencies(uses, front, CALLS), behind)
        else:
            rear, met = _grow(behind, dependents(uses, rear, CALLS, known=behind), ahead)
        if met:
            meeting = min(met, key=lambda symbol: (ahead[symbol][1] + behind[symbol][1], symbol))
    found = list(_steps(ahead, behind, meeting)) if meeting is not None else []
    answer = page(found, limit, cursor)
    return PathReport(answer.items, answer.truncated, answer.cursor, explored=len(ahead) + len(behind), gave_up=gave_up)


def _grow(side: Side, steps: Iterator[Step], other: Side) -> tuple[list[Definition], list[Identity]]:
    """Add what one batch of steps reaches; return it, and where it meets the other side."""
    reached, met = [], []
    for step in steps:
        if step.to not in side:
            side[step.to] = (step.definition, side[step.start][1] + 1, step)
            if step.definition is not None:
                reached.append(step.definition)
            if step.to in other:
                met.append(step.to)
    return reached, met


def _steps(ahead: Side, behind: Side, meeting: Identity) -> Iterator[PathStep]:
    before: list[tuple[Identity, Step]] = []
    at = meeting
    while (step := ahead[at][2]) is not None:
        before.append((step.start, step))
        at = step.start
    for symbol, onward in reversed(before):
        yield _step(symbol, ahead[symbol][0], onward)
    at = meeting
    while (step := behind[at][2]) is not None:
        yield _step(at, behind[at][0], step)
        at = step.start
    yield _step(at, behind[at][0], None)


def _step(symbol: Identity, definition: Definition | None, onward: Step | None) -> PathStep:
    return PathStep(
        path=symbol[0],
        line=definition.line if definition is not None else 0,
        kind=definition.kind if definition is not None else "module",
        name=definition.name if definition is not None else symbol[1],
        qualified_name=symbol[1],
        site_line=onward.line if onward is not None else 0,
        how=onward.how if onward is not None else "",
        confidence=onward.confidence if onward is not None else 1.0,
    )
