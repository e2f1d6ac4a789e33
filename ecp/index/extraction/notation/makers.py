"""What makes the notation of each operation that the tables of the languages name."""

from __future__ import annotations

from ecp.index.extraction.notation import calls, implicit, literals, names, operators, tokens
from ecp.index.extraction.notation.patterns import DECLARATORS, PATTERNS
from ecp.index.extraction.notation.tables import Makers
from ecp.index.extraction.notation.written_types import TYPES

_EXPRESSIONS: Makers = {
    "own": names.own,
    "path": names.path,
    "invoke": calls.invoke,
    "member": names.member,
    "rooted": names.rooted,
    "call": calls.call,
    "call_with_types": calls.call_with_types,
    "call_applied": calls.call_applied,
    "scoped": names.scoped,
    "class": names.class_of,
    "named_type": names.named_type,
    "index": names.index,
    "operated": operators.operated,
    "united": operators.united,
    "arithmetic": operators.arithmetic,
    "await": operators.awaited,
    "element": operators.element,
    "strip": operators.strip,
    "tried": operators.tried,
    "arm": operators.arm,
    "conditional": operators.conditional,
    "assigned": operators.assigned,
    "named_or": names.named_or,
    "documented": operators.documented,
    "instance": calls.instance,
    "converted": calls.instance,
    "new": calls.new,
    "expected": calls.expected,
    "asked": implicit.asked,
    "implicit": implicit.implicit,
    "or": operators.either,
    "literal": literals.literal,
    "prefixed": literals.prefixed,
    "number": literals.number,
    "applied": calls.function_applied,
    "array": names.array,
    "typed": calls.typed,
    "reflected": names.reflected,
    "sum": operators.sum_of,
    "elements": literals.elements,
    "values": literals.values,
    "record": literals.record,
    "tokens": tokens.between_tokens,
    "given": tokens.given_to_macro,
    "function": literals.function,
    "series": names.of_series,
    "type": names.type_of,
}
MAKERS: dict[str, Makers] = {
    "expressions": _EXPRESSIONS,
    "types": TYPES,
    "patterns": PATTERNS,
    "declarators": DECLARATORS,
}
"""By the table in which an operation stands."""
