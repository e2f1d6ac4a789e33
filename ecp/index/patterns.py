"""What patterns and declarators say of the names in them, in the notation of `notation.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.expressions import expression, may_have_types, series
from ecp.index.notation import DEPTH, NO_OPERATION, children_of, marks_of, operand_of, parts_of, shortened
from ecp.index.source import Source
from ecp.index.written_types import type_expression


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


def pattern_names(
    node: Node, source: Source, value: str, value_node: Node | None = None, depth: int = 0
) -> Iterator[tuple[Node, str]]:
    """Yield each name that a pattern binds, with the part of `value` (written as `value_node`) that it gets.

    Operations of `patterns`: `name` (`name lower`: unless capitalized, which is a constant), `tuple` (by position),
    `nested` (one pattern in brackets, or several by position),
    `object` (its children are pairs or shorthands, or see the same value), `constructor type` (like both, of a value
    of that type), `pair key value`, `shorthand` (key and name in one), `strip operand`, `rest` (a list of the rest),
    `results [field]` (side by side: each gets the value beside it, or a result of the one call; of any other
    one value, the first gets all and the second whether there was one).
    """
    if depth > DEPTH:
        return
    operation = source.notation.patterns.get(node.kind_id, NO_OPERATION).of(node, source)
    operands = operation.operands
    match operation.name:
        case "name":
            name = source.of(node)
            if name not in source.notation.discards and not (operation.words and name[:1].isupper()):
                yield node, value
        case "tuple":
            children = parts_of(node, source.notation.discards)
            values = series(value_node, source)
            for position, child in enumerate(children):
                if len(values) == len(children) > 1:
                    beside, part = values[position], expression(values[position], source, depth + 1)
                elif source.notation.patterns.get(child.kind_id, NO_OPERATION).name == "rest" and value not in (
                    "",
                    "?",
                ):
                    rest = operand_of(source.notation.patterns[child.kind_id])(child)
                    if rest is not None:
                        yield from pattern_names(rest, source, shortened(f"[{value}*]"), None, depth + 1)
                    continue
                else:
                    beside, part = None, _part(value, f"[{position}]")
                yield from pattern_names(child, source, part, beside, depth + 1)
        case "results":
            parts = node.children_by_field_name(operation.words[0]) if operands else node.named_children
            parts = [part for part in parts if part.is_named and not part.is_extra]
            values = series(value_node, source)
            for position, child in enumerate(parts):
                beside = values[position] if len(values) == len(parts) else None
                if beside is not None:
                    part = expression(beside, source, depth + 1)
                elif len(parts) == 1 or value_node is None:
                    part = value
                elif _is_call(value) or may_have_types(values[0], source):
                    part = _part(value, f"[{position}]")
                else:
                    part = "#bool" if position else value
                yield from pattern_names(child, source, part, beside, depth + 1)
        case "object":
            for child in node.named_children:
                yield from pattern_names(child, source, value, None, depth + 1)
        case "nested":
            patterns = [child for child in children_of(node) if child.kind_id in source.notation.patterns]
            values = series(value_node, source)
            for position, child in enumerate(patterns):
                beside = values[position] if len(values) == len(patterns) > 1 else None
                if beside is not None:
                    part = expression(beside, source, depth + 1)
                else:
                    part = value if len(patterns) == 1 else _part(value, f"[{position}]")
                yield from pattern_names(child, source, part, beside, depth + 1)
        case "constructor":
            made = operands[0](node)
            whole = f"<{type_expression(made, source)}>"
            for position, child in enumerate(c for c in parts_of(node, source.notation.discards) if c != made):
                by_name = source.notation.patterns.get(child.kind_id, NO_OPERATION).name in ("pair", "shorthand")
                part = whole if by_name else _part(whole, f"[{position}]")
                yield from pattern_names(child, source, part, None, depth + 1)
        case "pair":
            key, target = operands[0](node), operands[1](node)
            if key is not None and target is not None:
                yield from pattern_names(target, source, _part(value, f".{source.of(key)}"), None, depth + 1)
            elif key is not None:
                yield key, _part(value, f".{source.of(key)}")
        case "shorthand":
            short = operands[0](node) if operands else node
            if short is not None:
                yield short, _part(value, f".{source.of(short)}")
        case "strip":
            inner = operand_of(operation)(node)
            if inner is not None:
                yield from pattern_names(inner, source, value, value_node, depth + 1)
        case "rest":
            inner = operand_of(operation)(node)
            if inner is not None:
                yield from pattern_names(inner, source, "#list", None, depth + 1)


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
    """Return the name inside a declarator, and the type that it has when the declaration begins with `type_text`.

    Operations of `declarators`: `name`, `strip operand`, `pointer operand`, `list operand` (an array),
    `function operand [child]` (a child of that type holds the return type), `initialized operand value`,
    `scoped owner operand`, `until operand [child]` (the name is what stands before it, from that child on).
    """
    owner: list[str] = []
    value, is_function, is_pointer = "", False, False
    for _ in range(DEPTH):
        if node is None:
            return None
        operation = source.notation.declarators.get(node.kind_id, NO_OPERATION)
        operands, words = operation.operands, operation.words
        if is_function and operation.name in ("pointer", "list", "function"):
            type_text, is_function = f"fn[{type_text}]", False
        match operation.name:
            case "name":
                return Declared(
                    node, source.of(node), shortened(type_text), ".".join(owner), value, is_function, is_pointer
                )
            case "until":
                name, rest = node, operands[0](node)
                for child in node.children if len(operands) > 1 else ():
                    if child.type == words[1]:
                        name = child
                end = rest.start_byte if rest is not None else node.end_byte
                text = " ".join(source.between(name.start_byte, end).split())
                return Declared(name, text, shortened(type_text), ".".join(owner), value, True)
            case "list":
                type_text = f"list[{type_text}]" if type_text else ""
            case "function":
                is_function = True
                for child in node.named_children if len(operands) > 1 else ():
                    if child.type == words[1]:
                        type_text = type_expression(child, source)
            case "initialized":
                value = expression(operands[1](node), source)
            case "scoped":
                scope = operands[0](node)
                if scope is not None:
                    owner.append(type_expression(scope, source).partition("[")[0])
                node = operands[1](node)
                continue
            case "pointer":
                is_pointer = True
                if type_text and source.notation.qualifiers:
                    type_text += marks_of(node, source.notation)
            case "strip":
                pass
            case _:
                return None
        node = operand_of(operation)(node)
    return None
