"""Literals, containers and functions."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ecp.index.extraction.notation.calls import informative
from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.tables import (
    FIRST_CHILD,
    NO_OPERATION,
    Operation,
    children_of,
    nothing,
    operand_of,
    shortened,
)
from ecp.index.extraction.notation.written_types import signature
from ecp.index.extraction.source import Source
from ecp.index.records import GIVING, REST, record_of


def literal(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`literal kind …`: a literal of a kind, or of what goes with its last letter: `literal int l long`."""
    kind, *suffixes = operation.words
    if suffixes:
        last = source.of(node)[-1:].lower()
        kind = dict(zip(suffixes[::2], suffixes[1::2], strict=True)).get(last, kind)
    return f"#{kind}"


def prefixed(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`prefixed kind`: a literal with what stands before its quote: `#L_str` of `L"wide"`."""
    prefix = source.of(node).partition('"' if operation.words[0] == "str" else "'")[0].removesuffix("R")
    return f"#{prefix}_{operation.words[0]}" if prefix else f"#{operation.words[0]}"


def number(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`number`: by its form `#zero`, which may be a pointer, `#int`, `#unsigned_long`, `#double`, `#float`.

    https://eel.is/c++draft/lex.icon, https://eel.is/c++draft/lex.fcon
    """
    text = source.of(node).lower().replace("'", "")
    is_hexadecimal = text.lstrip("-+").startswith("0x")
    if ("p" if is_hexadecimal else "e") in text or "." in text:
        return "#float" if text.endswith("f") else "#double"
    if text.strip("0") == "" and len(text) == 1:
        return "#zero"
    digits = text.rstrip("ulz")
    suffix = text[len(digits) :]
    longs = "_".join(["long"] * suffix.count("l")) or ("long" if "z" in suffix else "")
    return f"#{'_'.join(filter(None, ['unsigned' * ('u' in suffix), longs])) or 'int'}"


def elements(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`elements kind`: a list or tuple of what stands in it, a literal of the kind where that says nothing."""
    inside = informative(children_of(node), source, depth)
    return f"[{inside}]" if inside else f"#{operation.words[0]}"


def values(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`values kind`: a map to the values of its pairs."""
    pairs = (value for child in children_of(node) if (value := child.child_by_field_name("value")) is not None)
    inside = informative(pairs, source, depth)
    return f"{{{inside}}}" if inside else f"#{operation.words[0]}"


def record(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`record spread`: an object by its members; a node `spread` stands for all of another's."""

    def members() -> Iterator[tuple[str, str]]:
        for child in children_of(node):
            key = child.child_by_field_name("key") or child.child_by_field_name("name")
            value = child.child_by_field_name("value")
            if child.type in operation.words:
                yield REST, expression(FIRST_CHILD(child), source, depth)
            elif key is None:
                yield source.of(child), expression(child, source, depth)
            elif value is None or _is_function(value, source):
                yield source.of(key), f"&{key.start_point[0] + 1}"
            else:
                yield source.of(key), expression(value, source, depth)

    return record_of(members()) or "#object"


def _is_function(node: Node, source: Source) -> bool:
    operation = source.notation.expressions.get(node.kind_id, NO_OPERATION)
    if operation.name in ("strip", "documented") and (inner := operand_of(operation)(node)) is not None:
        return _is_function(inner, source)
    return operation.name == "function"


def function(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`function result body name parameters rest receiver`: by its name, else by its types, else by what it gives."""
    find_result, find_body, find_name, find_parameters, *_ = (*operation.operands, *_NO_OPERANDS)
    if (name := find_name(node)) is not None:
        return source.of(name)
    if (result := find_result(node)) is not None:
        return f"<{signature(result, find_parameters(node), operation.words[4:], source)}>"
    body = find_body(node)
    given = expression(body, source, depth) if body is not None else "?"
    return "#function" if given.startswith(("?", "#")) else shortened(f"{GIVING}{given}")


_NO_OPERANDS = (nothing,) * 4
