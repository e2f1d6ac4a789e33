"""What macros are given, of which the grammar has tokens alone."""

from __future__ import annotations

from tree_sitter import Node

from ecp.index.extraction.notation.calls import SIDE_BY_SIDE
from ecp.index.extraction.notation.tables import (
    DEPTH,
    LENGTH,
    NO_OPERATION,
    SHORT,
    Operation,
    shortened,
)
from ecp.index.extraction.source import Source
from ecp.index.records import TRIED


def between_tokens(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`tokens`: the expression that ends before a `.` where the grammar leaves only tokens."""
    return shortened(_tokens_before(node, source, depth))


def given_to_macro(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`given`: the one expression that a macro is given, which most such give as it is or unwrapped: `ready!(x)`."""
    tokens = node.children[-1].children
    if len(tokens) < 3 or any(source.of(each) in (",", ";") for each in tokens[1:-1]):
        return "?"
    return shortened(_tokens_before(tokens[-1], source, depth))


def _tokens_before(separator: Node, source: Source, depth: int) -> str:
    """Return the expression that ends before a `.` or `::` between tokens."""
    return _chain_before(separator, source, depth)[0]


def _chain_before(separator: Node, source: Source, depth: int) -> tuple[str, Node | None]:
    """Return the chain of names and calls that ends before a token, and the token that it comes after."""
    known = source.chains.get(separator.id)
    if known is None:
        known = source.chains[separator.id] = _read_chain(separator, source, depth)
    return known


def _read_chain(separator: Node, source: Source, depth: int) -> tuple[str, Node | None]:
    suffix, token = "", separator.prev_sibling
    while token is not None:
        text = source.of(token)
        if text[:1] == "(" and token.child_count:
            suffix = f"({_arguments_between(token, source, depth)}){suffix}"
        elif text[:1] == "[" and token.child_count:
            suffix = f"[]{suffix}"
        elif text == "?":
            suffix = f"{TRIED}{suffix}"
        else:
            break
        token = token.prev_sibling
    table = source.notation.expressions
    before = token.prev_sibling if token is not None else None
    is_member = before is not None and table.get(before.kind_id, NO_OPERATION).name == "tokens"
    name = source.of(token) if token is not None else ""
    is_field = is_member and name[:1].isdigit()  # of a tuple: `pair.0`, `pair.0.1`
    if token is None or depth > DEPTH or not (is_field or table.get(token.kind_id, NO_OPERATION).name == "name"):
        return "?", token
    if before is not None and is_member:
        owner, before = _chain_before(before, source, depth + 1)
        return (f"{owner}.{name}{suffix}" if len(owner) <= LENGTH else "?"), before
    return f"{name}{suffix}", before


def _arguments_between(tree: Node, source: Source, depth: int) -> str:
    """Return the first few arguments among the tokens in brackets, as those of a call; "" where none says anything."""
    parts: list[str] = []
    for token in tree.children[1:] if source.notation.argument_lists and depth <= DEPTH else ():
        if source.of(token) not in (",", ")"):
            continue
        text, before = _chain_before(token, source, depth + 1)
        while before is not None and source.of(before) in _ADDRESSING:
            before = before.prev_sibling
        is_whole = before is not None and source.of(before) in (",", "(")
        parts.append(text if is_whole else "?")
        if len(parts) == SIDE_BY_SIDE:
            break
    while parts and parts[-1] == "?":
        parts.pop()
    given = ",".join(parts)
    return given if len(given) <= SHORT else ""


_ADDRESSING = ("&", "*", "mut")
"""Tokens of what takes an address, or what an address leads to."""
