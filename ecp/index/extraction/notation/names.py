"""Names, members, indices and types, as expressions."""

from __future__ import annotations

from tree_sitter import Node

from ecp.index.extraction.notation.expressions import expression, series
from ecp.index.extraction.notation.tables import (
    FIRST_CHILD,
    LENGTH,
    NO_OPERATION,
    Operation,
    dotted,
    shortened,
)
from ecp.index.extraction.notation.written_types import type_expression, types_in
from ecp.index.extraction.source import Source


def own(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`own receiver`: a name that is always a member of the same: Ruby's `@name`, of self."""
    return shortened(f"{operation.words[0]}.{source.of(node)}")


def path(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`path`: a name, with the names before it."""
    return shortened(dotted(source.of(node)))


def member(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`member owner name`: a member."""
    find_owner, find_member = operation.operands
    owner, member = find_owner(node), find_member(node)
    name = _name_of(member, source) if member is not None else "?"
    return shortened(f"{expression(owner, source, depth)}.{name}" if owner is not None else name)


def _name_of(member: Node, source: Source) -> str:
    """Return the name of a member without the type arguments that stand behind it: `Make<Pen>`."""
    is_applied = source.notation.expressions.get(member.kind_id, NO_OPERATION).name == "named_type"
    return source.of(FIRST_CHILD(member) or member) if is_applied else source.of(member)


def rooted(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`rooted owner name`: a member, or a name outside everything where nothing stands before it: `::Geo`."""
    is_member = operation.operands[0](node) is not None
    return member(node, operation, source, depth) if is_member else f".{member(node, operation, source, depth)}"


def scoped(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`scoped scope name`: names joined."""
    parts = [find(node) for find in operation.operands]
    return shortened(".".join([expression(part, source, depth) for part in parts if part is not None]))


def class_of(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`class`: the class of a generic type."""
    return type_expression(node, source).partition("[")[0]


def named_type(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`named_type type_arguments`: a name with its type arguments."""
    name, types = FIRST_CHILD(node), operation.operands[0](node)
    arguments = [type_expression(child, source) for child in types_in(types, source)] if types is not None else []
    whole = f"{source.of(name or node)}{{{','.join(arguments)}}}"
    return whole if len(whole) <= LENGTH else source.of(name or node)


def index(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`index object index`: an index; `index object index key`: what a literal says is under it; `index object index
    member`: the member that a literal names."""
    index = operation.operands[1](node) if len(operation.operands) > 1 else None
    if index is not None and source.notation.expressions.get(index.kind_id, NO_OPERATION).words == ("range",):
        return expression(operation.operands[0](node), source, depth)  # a slice
    if index is not None and source.notation.expressions.get(index.kind_id, NO_OPERATION).name == "slice":
        return shortened(f"{expression(operation.operands[0](node), source, depth)}[:]")
    text = source.of(index) if index is not None else ""
    if (by_key := _BY_KEY.get(operation.words[_INDEXED:])) and (key := text[1:-1]).isidentifier() and text[0] in "\"'":
        return shortened(expression(operation.operands[0](node), source, depth) + by_key.format(key))
    return shortened(f"{expression(operation.operands[0](node), source, depth)}[{text if text.isdigit() else ''}]")


_INDEXED = 2


_BY_KEY: dict[tuple[str, ...], str] = {("key",): "[#{}]", ("member",): ".{}"}
"""What stands after the operands of an index where a key that is a literal says what is under it, and how that is
noted."""


def named_or(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`named_or name other …`: a definition by its name, or by the other one in the nodes that follow."""
    name, token = operation.operands[0](node), operation.operands[1](node)
    if name is None and node.parent is not None and node.parent.type in operation.words[2:]:
        name = token
    return shortened(source.of(name)) if name is not None else "?"


def reflected(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`reflected type name`: what the library gives for a type as an object."""
    return shortened(f"<{operation.words[1]}[{type_expression(operation.operands[0](node), source)}]>")


def array(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`array type`: an array by its dimensions."""
    dimensions = "".join(source.of(child) for child in node.children if child.type.startswith("dimensions")).count("[")
    element = type_expression(operation.operands[0](node), source)
    return shortened(f"<{'list[' * dimensions}{element}{']' * dimensions}>")


def of_series(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`series`: expressions side by side."""
    nodes = series(node, source)
    return expression(nodes[0], source, depth) if len(nodes) == 1 else "#tuple"


def type_of(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`type`: a value of a type that is written as an expression."""
    return f"<{type_expression(node, source)}>"
