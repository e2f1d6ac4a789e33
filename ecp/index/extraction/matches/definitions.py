"""Definitions that a match adds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ecp.index.extraction.matches.captured import (
    constancy,
    is_smart_pointer,
    name_of,
    one,
    taken_apart,
    type_name,
    type_of,
    value_and_type,
    value_of,
)
from ecp.index.extraction.matches.found import Found, FoundDefinition
from ecp.index.extraction.notation.patterns import declared
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.syntax import FUNCTION_KINDS, Captures, Syntax
from ecp.index.records import DEFAULT, OPENED

_NAMESPACE = re.compile(r"(?<!inline )\bnamespace\s+(\w+)")
"""A namespace that a macro opens, but for an inline one, whose members are those of what is around it."""


def define(found: Found, rules: Syntax, captures: Captures, node: Node, kind: str, pattern: int) -> None:
    if "receiver" in captures and value_of(found, captures, "receiver") not in rules.language.self_names:
        return
    around = node.parent if "open" in captures else None
    end = around.end_byte if around is not None else node.end_byte
    suffix = rules.language.setter_suffix if "assigned" in captures else ""
    is_held = kind in ("field", "type") and rules.language.textual_includes and is_smart_pointer(found, captures)
    for name_node, name, value, declared_type, owner, is_pointer in _defined_names(found, captures, kind):
        start = name_node.start_byte
        if not name or name in rules.notation.discards or name in rules.reserved:  # a missing name is empty
            continue
        known, own = found.definitions.get(start), captures
        if known is not None and known.pattern <= pattern:
            known.captures = _with_mark(known.captures, "private", captures)  # whichever pattern says so
            continue
        if known is not None:
            own = _with_mark(own, "private", known.captures)
        if is_pointer or is_held:
            own = {**own, "pointer": [name_node]}
        found.claimed.add(start)
        found.definitions[start] = FoundDefinition(
            node.start_byte, end, kind, name + suffix, name_node, node, own, pattern, owner.partition("[")[0], value,
            declared_type,
        )  # fmt: skip


def _with_mark(captures: Captures, mark: str, others: Captures) -> Captures:
    """Return what is captured with a mark, if others have that."""
    return {**captures, mark: others[mark]} if mark in others else captures


def _defined_names(found: Found, captures: Captures, kind: str) -> Iterator[tuple[Node, str, str, str, str, bool]]:
    """Yield the names that are defined, each with its value, type and owner, and whether it points to what it holds."""
    (value, declared_type), owner = value_and_type(found, captures), type_of(found, captures, "owner")
    constant = constancy(found, captures, declared_type) if "declarator" in captures else ""
    if opens := one(captures, "opens"):
        declared_type = f"{OPENED}[{'.'.join(_NAMESPACE.findall(found.tree.of(opens)))}]"
    for name in captures.get("name", ()):
        yield name, name_of(found, name), value, declared_type, owner, False
    for unnamed in captures.get("unnamed", ()):
        yield unnamed, DEFAULT, "", "", "", False
    for holder in captures.get("pattern", ()):
        for name, part, own_type in taken_apart(found, holder, value, declared_type, one(captures, "value")):
            yield name, name_of(found, name), part, own_type, owner, False
    for holder in captures.get("declarator", ()):
        inside = declared(holder, found.tree, declared_type + constant)
        if inside is None:
            continue
        found.claimed.add(inside.name.start_byte)
        if kind == "type" or inside.is_function == (kind in FUNCTION_KINDS):
            is_pointer = inside.is_pointer and kind in ("field", "type")
            yield inside.name, inside.text, inside.value or value, inside.type, inside.owner or owner, is_pointer


def extend(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    name_node = one(captures, "owner")
    if name_node is not None:
        owner = type_of(found, captures, "owner")
        found.definitions[-node.start_byte - 1] = FoundDefinition(
            node.start_byte, node.end_byte, "extension", type_name(owner), name_node, node, captures, pattern,
            owner, type=type_of(found, captures),
        )  # fmt: skip


def extend_bases(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    """Take a type without a name for a block that extends no other."""
    start = node.start_byte
    if -start - 1 not in found.definitions:
        found.definitions[-start - 1] = FoundDefinition(
            start, node.end_byte, "extension", "", node, node, captures, pattern
        )
    for base in captures.get("base", ()):
        found.heritage.append((node, "", "extends", type_expression(base, found.tree)))
