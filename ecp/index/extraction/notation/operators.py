"""Operators, branches, and what stands around expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tree_sitter import Node

from ecp.index.extraction.docblocks import docblock, is_vague
from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.patterns import pattern_names
from ecp.index.extraction.notation.tables import (
    LENGTH,
    NO_OPERATION,
    Operation,
    children_of,
    operand_of,
    shortened,
)
from ecp.index.extraction.source import Source
from ecp.index.records import RECORD, TRIED


def operated(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`operated left right method reflected`: an operator as the call of the method that it is, of either operand.

    A literal of the library's has its operators from there.
    """
    *operands, method = operation.words if len(operation.words) == 2 else operation.words[:3]
    made = [expression(find(node), source, depth) for find in operation.operands[: len(operands)]]
    if made[0] == "#str":
        return made[0]
    if made[0][0] not in "#?":
        return shortened(f"{made[0]}.{method}()")
    return shortened(f"{made[-1]}.{operation.words[-1]}()") if len(made) > 1 and made[-1][0] not in "#?" else "?"


def united(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`united left right method reflected`: an operator that may join types, with the other operand: `A | B`."""
    called = operated(node, operation, source, depth)
    other = operation.operands[0 if called.endswith(f"{operation.words[-1]}()") else 1](node)
    return shortened(f"{called[:-1]}{expression(other, source, depth)})") if called.endswith("()") else called


def arithmetic(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`arithmetic left right function`: an operator as the call of what it may be, a member of the first operand."""
    left, right = (expression(find(node), source, depth) for find in operation.operands[:2])
    if left.startswith("?") or right.startswith("?") or "|" in left:
        return "?"
    return shortened(f"{left}.{operation.words[-1]}({right})")


def awaited(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`await operand`: what is waited for."""
    return shortened(f"{expression(operand_of(operation)(node), source, depth)}~")


def element(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`element operand`: an element."""
    return shortened(f"{expression(operation.operands[0](node), source, depth)}*")


def strip(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`strip operand`: what stands around an expression and says nothing more."""
    return expression(operand_of(operation)(node), source, depth)


def tried(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`tried operand`: what an expression holds that ends the function where it holds nothing: `e?`."""
    text = expression(operation.operands[0](node), source, depth)
    return text if text.startswith("?") else shortened(f"{text}{TRIED}")


def arm(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`arm pattern value matched`: what an arm of a match gives, with what its pattern binds in the place of names."""
    pattern, value = operation.operands[0](node), operation.operands[1](node)
    block = node.parent
    matched = block.parent.child_by_field_name(operation.words[2]) if block is not None and block.parent else None
    return _without_own_names(expression(value, source, depth), [(pattern, matched)], source, depth)


def conditional(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`conditional condition then else`: either branch, in the first of which names stand for what is bound."""
    condition, *branches = (find(node) for find in operation.operands)
    taken, *others = (expression(each, source, depth) for each in branches if each is not None)
    parts = [condition] if condition is not None and condition.child_by_field_name("pattern") else []
    parts += [] if condition is None or parts else children_of(condition)
    bound = [(part.child_by_field_name("pattern"), part.child_by_field_name("value")) for part in parts]
    parts_of_it = dict.fromkeys((_without_own_names(taken, bound, source, depth), *others))
    return shortened(f"({'|'.join(parts_of_it)})" if len(parts_of_it) > 1 else next(iter(parts_of_it)))


def _without_own_names(text: str, bound: Iterable[tuple[Node | None, Node | None]], source: Source, depth: int) -> str:
    """Return an expression with parts of values in the place of the names that patterns bind to them."""
    if _ANY_NAME.search(text) is None:
        return text
    known = {
        source.of(name): part or "?"
        for pattern, value in bound
        if pattern is not None
        for name, part in pattern_names(pattern, source, expression(value, source, depth), value)
    }
    return shortened(_ANY_NAME.sub(lambda name: known.get(name[0], name[0]), text)) if known else text


_ANY_NAME = re.compile(r"(?<![\w.#<&=])[^\W\d]\w*")


def assigned(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`assigned left right`: what is assigned, or where that says nothing what it is known by from then on."""
    said = expression(operation.operands[1](node), source, depth)
    return said if said != "?" else expression(operation.operands[0](node), source, depth)


def documented(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`documented operand`: it has the type that a doc comment just before it says, if any."""
    said = docblock(source.comment_before(node.start_byte))
    if said is not None and said.variable and not is_vague(said.variable):
        return shortened(f"<{said.variable}>")
    return strip(node, operation, source, depth)


def either(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`or`: one of its operands, or of what stands in it."""
    nodes = [find(node) for find in operation.operands] if operation.operands else children_of(node)
    table = source.notation.expressions
    parts = list(
        dict.fromkeys(
            expression(part, source, depth)
            for part in nodes
            if part is not None and table.get(part.kind_id, NO_OPERATION).name != "nothing"
        )
    )
    if sum(map(len, parts)) > LENGTH:  # a long object is left out: what else it may be is known all the same
        parts = [part for part in parts if not part.startswith(RECORD)]
    if not parts:
        return "?"
    return shortened(parts[0] if len(parts) == 1 else f"({'|'.join(parts)})")


def sum_of(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`sum left right`: a sum, which with a string is one."""
    parts = [expression(find(node), source, depth) for find in operation.operands]
    return "#str" if "#str" in parts else "?"
