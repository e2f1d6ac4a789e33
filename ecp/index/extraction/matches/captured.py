"""What the captures of one match say: names, types, values, and what these are members of."""

from __future__ import annotations

import re

from tree_sitter import Node

from ecp.index.extraction.matches.found import Found
from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.patterns import pattern_names
from ecp.index.extraction.notation.tables import marks_of, says_constant, shortened
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.syntax import Captures
from ecp.index.records import CONSTANT, MARKS, RECORD

_LONGEST_TYPE = 1_000
SPACE = re.compile(r"\s+")


def one(captures: Captures, name: str) -> Node | None:
    nodes = captures.get(name)
    return nodes[0] if nodes else None


def bare(text: str) -> str:
    """Return a name without the quotes of a property's name or the colon of a symbol."""
    return text.strip("\"'`").lstrip(":")


def name_of(found: Found, node: Node) -> str:
    return bare(found.tree.of(node))


def type_of(found: Found, captures: Captures, name: str = "type") -> str:
    nodes = captures.get(name)
    return "|".join([type_expression(node, found.tree) for node in nodes]) if nodes else ""


def type_name(written: str) -> str:
    """Return the name of a type, without its arguments and marks."""
    return written.partition("[")[0].rstrip(MARKS)


def value_of(found: Found, captures: Captures, name: str = "value") -> str:
    nodes = captures.get(name)
    if not nodes:
        return ""
    value = expression(nodes[0], found.tree)
    return _as_alias(found, nodes[0], value) if value.endswith("]") and found.tree.notation.alias_makers else value


def value_and_type(found: Found, captures: Captures) -> tuple[str, str]:
    """Return the value of what is captured and its type; what is declared another name of a type is that."""
    declared_type, node = type_of(found, captures), one(captures, "value")
    if node is not None and declared_type.rpartition(".")[2] in found.tree.notation.alias_types:
        return shortened(f"<type[{type_expression(node, found.tree)}]>"), ""
    return value_of(found, captures), declared_type


def _as_alias(found: Found, node: Node, value: str) -> str:
    """Return the value that a name is given; what is written like a type is one, and the name another of it.

    https://typing.python.org/en/latest/spec/aliases.html
    """
    generic = value.partition("[")[0].rpartition(".")[2]
    if generic not in found.tree.notation.alias_makers:
        return value
    return shortened(f"<type[{type_expression(node, found.tree)}]>")


def receiver_of(found: Found, captures: Captures, name: Node) -> str:
    """Return what a name is a member of: as captured, or as its kind says (Ruby's `@name` is self's).

    Where a qualified name is captured it is what stands before its last part.
    """
    nodes = captures.get("receiver")
    if nodes is not None:
        texts = [expression(node, found.tree) for node in nodes]
        return before_last(texts[0]) if nodes[0].end_byte == name.end_byte and "." in texts[0] else ".".join(texts)
    notation = found.tree.notation
    return notation.owners.get(name.type, "") if notation.owners else ""


def before_last(path: str) -> str:
    """Return what the last part of a dotted name is a member of: `.` where that is outside every namespace."""
    return path.rpartition(".")[0] or path[:1] * path.startswith(".")


def is_smart_pointer(found: Found, captures: Captures) -> bool:
    """Say whether a type is of what holds another value: a smart pointer."""
    node = one(captures, "type")
    if node is None or node.end_byte - node.start_byte > _LONGEST_TYPE:
        return False
    base, _, inside = found.tree.of(node).partition("<")
    return bool(inside) and base.strip().replace("::", ".") in found.tree.notation.transparent_types


def taken_apart(
    found: Found, holder: Node, value: str, declared: str, value_node: Node | None
) -> list[tuple[Node, str, str]]:
    """Return the names that a pattern binds, each with its value and declared type; note the members that they read.

    Of names side by side each has the declared type; of any other pattern the whole has it.
    """
    has_each = not declared or found.tree.notation.is_side_by_side(holder)
    whole = value if has_each or declared.startswith(("?", RECORD)) else f"<{declared}>"
    names = list(pattern_names(holder, found.tree, whole, value_node if has_each else None))
    for name, part in names:
        owner, _, member = part.rpartition(".")
        if whole and owner.startswith(whole) and member.isidentifier():  # `const { ink } = pen`
            found.references.setdefault(name.start_byte, (name, "read", owner, 0, member))
    if has_each:
        return [(name, part, declared) for name, part in names]
    return [(name, value, declared) if part == whole else (name, part, "") for name, part in names]


def constancy(found: Found, captures: Captures, declared_type: str) -> str:
    """Return the mark of what is declared constant, or points to what is."""
    return CONSTANT if declared_type and _is_constant(found, captures) else ""


def _is_constant(found: Found, captures: Captures) -> bool:
    """Say whether what is declared is constant, or what it points to."""
    written = one(captures, "type")
    if not found.tree.notation.qualifiers or written is None or written.parent is None:
        return False
    return says_constant(written.parent, found.tree.notation)


def marks_in(found: Found, pattern: Node) -> str:
    """Return the marks of a pattern that is a declarator: `for (const Pen *pen : pens)`."""
    return marks_of(pattern, found.tree.notation) if found.tree.notation.qualifiers else ""
