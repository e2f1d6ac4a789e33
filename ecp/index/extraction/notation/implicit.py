"""What `.member` is a member of: the type that the place of such an expression asks for.

    let pen: Pen = .red          <Pen>
    func pick() -> Pen { .red }  <Pen>, and the same after `return`, and of a parameter's default
    paint(with: .red, .thin)     paint;with:0, what `paint` takes under that label or first, and paint;_0:1, first
                                 without one or second
    desk.pen = .red              desk.pen
    desk.pen == .red             desk.pen
    let pens: [Pen] = [.red]     <list[Pen]>*
    .red.darker()                what the place of the whole chain asks for

Which nodes are which is the table `expected` of `queries/<language>.toml`.
https://docs.swift.org/swift-book/documentation/the-swift-programming-language/expressions/#Implicit-Member-Expression
"""

from __future__ import annotations

from tree_sitter import Node

from ecp.index.extraction.expected import Expected
from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.tables import LENGTH, SHORT, Operation
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.source import Source

_MANY = 64
"""Arguments of a call past which it is not said which is which: to count them for each would take the square."""


def asked(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`asked`: of the sign before an implicit member, the type that its place asks for."""
    return (node.parent is not None and asked_for(node.parent, source, depth)) or "?"


def implicit(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`implicit name`: an implicit member; nothing of one that is an argument, by which overloads are told apart."""
    owner, name = asked_for(node, source, depth), operation.operands[0](node)
    return f"{owner}.{source.of(name)}" if owner and name is not None and ";" not in owner else "?"


def asked_for(member: Node, source: Source, depth: int) -> str:
    """Return what has the type that the place of an implicit member asks for; "" where the place does not say."""
    expected = source.notation.expected
    asking = expected.asking(member) if expected is not None else None
    if expected is None or asking is None:
        return ""
    elements = "*" * asking.elements
    if asking.by.type in expected.typed or asking.by.type in expected.defaulting:
        written = expected.written(asking, source.of)
        said = type_expression(written, source) if written is not None else "?"
        return "" if "?" in said else f"<{said}>{elements}"
    other = _beside(asking.by, asking.inner, source, expected, depth)
    return "" if not other or "?" in other or len(other) + len(elements) > LENGTH else other + elements


def _beside(around: Node, inner: Node, source: Source, expected: Expected, depth: int) -> str:
    """Return what an expression beside another, or the call around it, says of the type of that."""
    if around.type in expected.pairs:
        other = next((child for child in around.named_children if child != inner), None)
        return expression(other, source, depth)
    if around.type not in expected.arguments or around.named_child_count > _MANY:
        return ""
    suffix = around.parent
    call = suffix.parent if suffix is not None and suffix.type in expected.suffixes else suffix
    if call is None or _kind(around.child(0)) not in expected.opening:
        return ""
    called, label = _called(call.named_child(0), source, expected, depth), _label(around, inner, source)
    return f"{called};{label}" if called and label and len(called) <= SHORT else ""


def _kind(node: Node | None) -> str:
    return node.type if node is not None else ""


def _called(function: Node | None, source: Source, expected: Expected, depth: int) -> str:
    """Return what is called, which may be an implicit member itself: `.red(.dark)`."""
    if function is None or function.type not in expected.members:
        return expression(function, source, depth)
    owner = expression(function.child(0), source, depth)  # remembered: each is asked by those inside
    return f"{owner}.{source.of(function.named_children[-1])}" if owner != "?" else ""


def _label(arguments: Node, argument: Node, source: Source) -> str:
    """Return the label of an argument and its place; `_` and its place among those without one where it has none."""
    unlabelled = 0
    for place, each in enumerate(child for child in arguments.named_children if not child.is_extra):
        label = each.child_by_field_name("name")
        if each == argument:
            text = source.of(label).strip() if label is not None else f"_{unlabelled}"
            return f"{text}:{place}" if text.isidentifier() else ""
        unlabelled += label is None
    return ""
