"""What is known of a symbol, in one answer: its definitions, callers, callees and other uses."""

from __future__ import annotations

from collections.abc import Sequence

from ecp.dataclass import replace
from ecp.model import Answer, Freshness, SymbolReport, Use
from ecp.query import calls, symbols, unrecorded
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.steps import DEPENDS
from ecp.query.uses import Uses


def symbol_report(
    uses: Uses,
    symbol: str,
    found: Sequence[Definition],
    fresh: Freshness,
    suggestions: tuple[str, ...],
    *,
    limit: int,
) -> SymbolReport:
    """Return what is known of a symbol whose definitions were found, at most `limit` rows of each kind."""
    report = SymbolReport(
        fresh.commit, fresh.base_commit, fresh.overlay_files, fresh.incomplete, symbol, (),
        suggestions=suggestions, damaged=fresh.damaged, broken=fresh.broken,
    )  # fmt: skip
    if not found:
        return report
    groups = symbols.grouped(found)
    is_called = any(each.kind in FUNCTION_KINDS for each in found)
    if not is_called:
        uses.read_named(uses.spelled(found), DEPENDS)
    callers, caller_count = calls.first_callers(uses, found, limit=limit, tests_last=True)
    callees = calls.first_callees(uses, found, limit)
    others: Answer[Use] = Answer(())
    use_count = 0
    if not caller_count and (not is_called or calls.may_be_held(found, callers)):
        others, use_count = calls.first_references(uses, found, roles=calls.OTHERS, limit=limit, tests_last=True)
    if caller_count or is_called:
        note = unrecorded.of_calls(uses, found, callers.items)
    else:
        note = unrecorded.of_references(found)
    return replace(
        report,
        definitions=symbols.symbols_of(groups[:limit]),
        callers=callers.items,
        callees=callees.items,
        unresolved_calls=callers.unresolved,
        truncated=len(groups) > limit or callers.truncated or callees.truncated or others.truncated,
        definition_count=len(groups),
        caller_count=caller_count,
        note=note,
        uses=others.items,
        use_count=use_count,
    )
