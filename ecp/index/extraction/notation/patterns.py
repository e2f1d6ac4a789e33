"""What patterns and declarators say of the names in them, in the notation of `notation.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.extraction.notation.expressions import expression, may_have_types, series
from ecp.index.extraction.notation.tables import (
    DEPTH,
    NO_OPERATION,
    Makers,
    Operation,
    children_of,
    marks_of,
    operand_of,
    parts_of,
    shortened,
)
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.source import Source


def _part(value: str, suffix: str) -> str:
    """Return a part of an expression; a part of nothing or of anything is the same again."""
    return value if value in ("", "?") else shortened(value + suffix)


def part_at(part: Node, value: str) -> str:
    """Return what a part of a tuple gets of what is assigned to it, by its place there."""
    around = part.parent
    return _part(value, f"[{children_of(around).index(part)}]") if around is not None else "?"


def _is_call(text: str) -> bool:
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] == ")") - (text[position] == "(")
        if depth == 0:
            return text.endswith(")") and position > 0 and text[position - 1] not in "(,|[{"
    return False


Bound = Iterator[tuple[Node, str]]
"""Names that a pattern binds, with what each gets."""


def pattern_names(node: Node, source: Source, value: str, value_node: Node | None = None, depth: int = 0) -> Bound:
    """Yield each name that a pattern binds, with the part of `value` (written as `value_node`) that it gets."""
    if depth > DEPTH:
        return
    operation = source.notation.patterns.get(node.kind_id, NO_OPERATION).of(node, source)
    if operation.make is not None:
        yield from operation.make(_Pattern(node, operation, source, value, value_node, depth + 1))


class _Pattern(NamedTuple):
    """A pattern with what it is given."""

    node: Node
    operation: Operation
    source: Source
    value: str
    value_node: Node | None
    depth: int
    """That of the patterns in it."""

    def operand(self, position: int) -> Node | None:
        return self.operation.operands[position](self.node)

    def binds(self, inner: Node | None, value: str, value_node: Node | None = None) -> Bound:
        """Yield what a pattern in it binds."""
        if inner is not None:
            yield from pattern_names(inner, self.source, value, value_node, self.depth)

    def beside(self, parts: list[Node]) -> list[Node] | list[None]:
        """Return the values that stand side by side as its parts do, or none for each."""
        values = series(self.value_node, self.source)
        return values if len(values) == len(parts) else [None] * len(parts)

    def written(self, value_node: Node) -> str:
        return expression(value_node, self.source, self.depth)

    def stripped(self, inner: Node) -> tuple[Node, Operation]:
        """Return a pattern in it and what that is, without what only stands around it."""
        table = self.source.notation.patterns
        operation = table.get(inner.kind_id, NO_OPERATION)
        for _ in range(DEPTH):
            within = operand_of(operation)(inner) if operation.name == "strip" else None
            if within is None:
                break
            inner, operation = within, table.get(within.kind_id, NO_OPERATION)
        return inner, operation


# Each yields what the patterns of one operation bind, whose docstring says what it is of.


def _name(pattern: _Pattern) -> Bound:
    """`name`: a name.  `name lower`: unless it is capitalized, which is a constant."""
    name = pattern.source.of(pattern.node)
    if name not in pattern.source.notation.discards and not (pattern.operation.words and name[:1].isupper()):
        yield pattern.node, pattern.value


def _tuple(pattern: _Pattern) -> Bound:
    """`tuple`: its parts by position, of which one may be the `rest`."""
    parts = parts_of(pattern.node, pattern.source.notation.discards)
    for position, (part, beside) in enumerate(zip(parts, _several(pattern.beside(parts)), strict=True)):
        inner, operation = pattern.stripped(part)
        if beside is not None:
            yield from pattern.binds(part, pattern.written(beside), beside)
        elif operation.name == "rest" and pattern.value not in ("", "?"):
            yield from pattern.binds(operand_of(operation)(inner), shortened(f"[{pattern.value}*]"))
        else:
            yield from pattern.binds(part, _part(pattern.value, f"[{position}]"))


def _nested(pattern: _Pattern) -> Bound:
    """`nested`: one pattern in brackets, or several by position."""
    parts = [child for child in children_of(pattern.node) if child.kind_id in pattern.source.notation.patterns]
    for position, (part, beside) in enumerate(zip(parts, _several(pattern.beside(parts)), strict=True)):
        if beside is not None:
            yield from pattern.binds(part, pattern.written(beside), beside)
        else:
            yield from pattern.binds(part, pattern.value if len(parts) == 1 else _part(pattern.value, f"[{position}]"))


def _several(values: list[Node] | list[None]) -> list[Node] | list[None]:
    """Return values that stand side by side: one by itself is taken apart and not given to the one part."""
    return values if len(values) > 1 else [None] * len(values)


def _results(pattern: _Pattern) -> Bound:
    """`results field`: names side by side (in its fields): each gets the value beside it, or a result of the one call.

    Of any other one value the first gets all, and the second whether there was one.
    """
    node, words = pattern.node, pattern.operation.words
    children = node.children_by_field_name(words[0]) if words else node.named_children
    parts = [part for part in children if part.is_named and not part.is_extra]
    for position, (part, beside) in enumerate(zip(parts, pattern.beside(parts), strict=True)):
        if beside is not None:
            given = pattern.written(beside)
        elif len(parts) == 1 or pattern.value_node is None:
            given = pattern.value
        elif _is_call(pattern.value) or may_have_types(series(pattern.value_node, pattern.source)[0], pattern.source):
            given = _part(pattern.value, f"[{position}]")
        else:
            given = "#bool" if position else pattern.value
        yield from pattern.binds(part, given, beside)


def _object(pattern: _Pattern) -> Bound:
    """`object`: its children are pairs or shorthands, or get the same value."""
    for child in pattern.node.named_children:
        yield from pattern.binds(child, pattern.value)


def _constructor(pattern: _Pattern) -> Bound:
    """`constructor type`: like an object and like a tuple, of a value of that type."""
    made = pattern.operand(0)
    whole = f"<{type_expression(made, pattern.source)}>"
    parts = [part for part in parts_of(pattern.node, pattern.source.notation.discards) if part != made]
    for position, part in enumerate(parts):
        by_name = pattern.stripped(part)[1].name in ("pair", "shorthand")
        yield from pattern.binds(part, whole if by_name else _part(whole, f"[{position}]"))


def _pair(pattern: _Pattern) -> Bound:
    """`pair key value`: what is under a key, for a pattern or under the key's own name."""
    key, target = pattern.operand(0), pattern.operand(1)
    if key is not None:
        part = _part(pattern.value, f".{pattern.source.of(key)}")
        yield from pattern.binds(target, part) if target is not None else ((key, part),)


def _shorthand(pattern: _Pattern) -> Bound:
    """`shorthand name`: key and name in one."""
    short = pattern.operand(0) if pattern.operation.operands else pattern.node
    if short is not None:
        yield short, _part(pattern.value, f".{pattern.source.of(short)}")


def _given(pattern: _Pattern) -> Bound:
    """`given operand method`: what a method of the value gives."""
    yield from pattern.binds(pattern.operand(0), _part(pattern.value, f".{pattern.operation.words[1]}()"))


def _strip(pattern: _Pattern) -> Bound:
    """`strip pattern`: what stands around a pattern and says nothing more."""
    yield from pattern.binds(operand_of(pattern.operation)(pattern.node), pattern.value, pattern.value_node)


def _sole(pattern: _Pattern) -> Bound:
    """`sole`: a pattern of no more than one part; of several it is a value that is compared."""
    if pattern.node.named_child_count == 1:
        yield from pattern.binds(pattern.node.named_child(0), pattern.value, pattern.value_node)


def _elements(pattern: _Pattern) -> Bound:
    """`elements field`: the patterns in that field, each of which gets an element."""
    for child in pattern.node.children_by_field_name(pattern.operation.words[0]):
        yield from pattern.binds(child, _part(pattern.value, "[]"))


def _rest(pattern: _Pattern) -> Bound:
    """`rest pattern`: a list of what the others leave."""
    yield from pattern.binds(operand_of(pattern.operation)(pattern.node), "#list")


PATTERNS: Makers = {
    "name": _name,
    "tuple": _tuple,
    "nested": _nested,
    "results": _results,
    "object": _object,
    "constructor": _constructor,
    "pair": _pair,
    "shorthand": _shorthand,
    "given": _given,
    "strip": _strip,
    "sole": _sole,
    "elements": _elements,
    "rest": _rest,
}


class Declared(NamedTuple):
    """What a declarator says of the name inside it."""

    name: Node
    text: str
    type: str
    owner: str
    value: str
    is_function: bool
    """The name is a function's and `type` what it returns; a pointer to a function is not one."""
    is_pointer: bool = False
    """It holds where another value is, not a value of its type."""


def declared(node: Node | None, source: Source, type_text: str) -> Declared | None:
    """Return the name inside a declarator, and the type that it has when the declaration begins with `type_text`."""
    reading = _Declarator(source, type_text)
    for _ in range(DEPTH):
        if node is None:
            return None
        operation = source.notation.declarators.get(node.kind_id, NO_OPERATION)
        if operation.name == "name":
            return reading.declared(node, source.of(node))
        if operation.name == "until":
            return _until(reading, node, operation)
        if operation.make is None:
            return None
        if reading.is_function and operation.name in ("pointer", "list", "function"):
            reading.type, reading.is_function = f"fn[{reading.type}]", False
        operation.make(reading, node, operation)
        node = operation.operands[_INSIDE](node) if operation.name == "scoped" else operand_of(operation)(node)
    return None


_INSIDE = 1
"""The operand of `scoped` that is read on."""


class _Declarator:
    """What is known of a declarator as far as it has been read, from the outside in."""

    def __init__(self, source: Source, type_text: str) -> None:
        self.source = source
        self.type = type_text
        self.owner: list[str] = []
        self.value = ""
        self.is_function = False
        self.is_pointer = False

    def declared(self, node: Node, text: str) -> Declared:
        owner = ".".join(self.owner)
        return Declared(node, text, shortened(self.type), owner, self.value, self.is_function, self.is_pointer)


def _until(reading: _Declarator, node: Node, operation: Operation) -> Declared:
    """`until operand child`: a function whose name is what stands before the operand, from that child on."""
    name, rest = node, operation.operands[0](node)
    for child in node.children if len(operation.words) > 1 else ():
        if child.type == operation.words[1]:
            name = child
    end = rest.start_byte if rest is not None else node.end_byte
    text = " ".join(reading.source.between(name.start_byte, end).split())
    return Declared(name, text, shortened(reading.type), ".".join(reading.owner), reading.value, True)


# Each reads the declarators of one operation, whose docstring says what it is of.


def _array(reading: _Declarator, node: Node, operation: Operation) -> None:
    """`list declarator`: an array."""
    reading.type = f"list[{reading.type}]" if reading.type else ""


def _function(reading: _Declarator, node: Node, operation: Operation) -> None:
    """`function declarator child`: a function; a child of that type holds what it gives."""
    reading.is_function = True
    for child in node.named_children if len(operation.words) > 1 else ():
        if child.type == operation.words[1]:
            reading.type = type_expression(child, reading.source)


def _initialized(reading: _Declarator, node: Node, operation: Operation) -> None:
    """`initialized declarator value`: with a value."""
    reading.value = expression(operation.operands[1](node), reading.source)


def _scoped(reading: _Declarator, node: Node, operation: Operation) -> None:
    """`scoped owner declarator`: of an owner that is written before it."""
    owner = operation.operands[0](node)
    if owner is not None:
        reading.owner.append(type_expression(owner, reading.source).partition("[")[0])


def _pointer(reading: _Declarator, node: Node, operation: Operation) -> None:
    """`pointer declarator`: a pointer or a reference."""
    reading.is_pointer = True
    if reading.type and reading.source.notation.qualifiers:
        reading.type += marks_of(node, reading.source.notation)


def _brackets(reading: _Declarator, node: Node, operation: Operation) -> None:
    """`strip declarator`: what stands around one and says nothing more."""


DECLARATORS: Makers = {
    "list": _array,
    "function": _function,
    "initialized": _initialized,
    "scoped": _scoped,
    "pointer": _pointer,
    "strip": _brackets,
}
