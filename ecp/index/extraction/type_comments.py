"""Types that comments at the ends of lines declare: `a = []  # type: list[Pen]`, of a function `# type: (Pen) -> Ink`.

https://typing.python.org/en/latest/spec/historical.html#type-comments: what the source itself declares is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from ecp.index.extraction.matches.found import Found, FoundDefinition
from ecp.index.extraction.notation.written_types import quoted_type
from ecp.index.extraction.syntax import FUNCTION_KINDS, VALUE_KINDS

_COMMENT = re.compile(r"#\s*type:(?!\s*ignore\b)\s*([^#]*[^#\s])")
_SIGNATURE = re.compile(r"\((.*)\)\s*->\s*(.*)", re.DOTALL)
_DECLARED = ("store", "parameter")
"""What is bound by a name of its own, and has the comment on its line or that of its statement's end."""


def read_type_comments(found: Found, definitions: list[FoundDefinition]) -> None:
    """Give definitions and bindings the types that comments declare."""
    told = {row: said[1] for row, node in found.comments.items() if (said := _COMMENT.match(found.tree.of(node)))}
    if not told:
        return
    by_place: dict[int, str] = {}
    parameters = sorted(each.node.start_byte for each in found.bindings if each.how == "parameter")
    for definition in definitions:
        if definition.kind in VALUE_KINDS:
            definition.type = definition.type or quoted_type(told.get(definition.node.end_point[0], ""))
        elif definition.kind in FUNCTION_KINDS:
            by_place |= _of_function(definition, parameters, told)
    for at, each in enumerate(found.bindings):
        if each.type or each.receiver or each.how not in _DECLARED:
            continue
        node, row = each.node, each.node.start_point[0]
        if each.how == "store":
            row = found.held_from.get(node.byte_range, row)
        if declared := by_place.get(node.start_byte) or quoted_type(told.get(row, "")):
            found.bindings[at] = each._replace(type=declared)


def _of_function(definition: FoundDefinition, parameters: list[int], told: Mapping[int, str]) -> dict[int, str]:
    """Take what a function gives, and return what it says of its parameters (of all of the file), by their starts."""
    taken, body = (definition.node.child_by_field_name(name) for name in ("parameters", "body"))
    if taken is None or body is None:
        return {}
    rows = range(taken.end_point[0], body.start_point[0] + 1)
    signature = next(filter(None, (_SIGNATURE.match(told.get(row, "")) for row in rows)), None)
    if signature is None:
        return {}
    definition.type = definition.type or quoted_type(signature[2])
    starts = parameters[bisect_left(parameters, taken.start_byte) : bisect_left(parameters, taken.end_byte)]
    types = _split(signature[1])
    return dict(zip(starts[-len(types) :], map(quoted_type, types), strict=False)) if types else {}


def _split(text: str) -> list[str]:
    """Return the types of parameters, but for those that take the rest, and for what stands for all: `...`."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "[(") - (sign in "])")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    types = [part.strip() for part in parts]
    return [] if types in ([""], ["..."]) else [each for each in types if not each.startswith("*")]
