"""Expressions in the notation that the package describes."""

from __future__ import annotations

from tree_sitter import Node

from ecp.index.extraction.notation.tables import (
    DEPTH,
    NO_OPERATION,
    children_of,
    shortened,
)
from ecp.index.extraction.source import Source


def expression(node: Node | None, source: Source, depth: int = 0) -> str:
    """Return an expression node in the notation."""
    if node is None:
        return "?"
    if depth > DEPTH:
        source.cuts += 1
        return "?"
    operation = source.notation.expressions.get(node.kind_id)
    if operation is None:
        return "?"
    if operation.name == "name":
        return shortened(source.of(node))
    if operation.variants:
        operation = operation.of(node, source)
    make = operation.make
    if make is None:
        return "?"
    key = node.id
    known = source.expressions.get(key)
    if known is None:
        cuts = source.cuts
        known = make(node, operation, source, depth + 1)
        if source.cuts == cuts or not depth:
            source.expressions[key] = known
    return known


def may_have_types(node: Node, source: Source) -> bool:
    """Say whether an expression may be a call with type arguments, which reads like a value of a type."""
    return source.notation.expressions.get(node.kind_id, NO_OPERATION).name in ("call_with_types", "converted")


def series(node: Node | None, source: Source) -> list[Node]:
    """Return the expressions that stand side by side in a node."""
    if node is None:
        return []
    if source.notation.expressions.get(node.kind_id, NO_OPERATION).of(node, source).name != "series":
        return [node]
    return children_of(node)
