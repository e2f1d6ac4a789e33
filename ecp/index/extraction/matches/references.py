"""References that a match adds."""

from __future__ import annotations

from tree_sitter import Node

from ecp.index.extraction.matches.captured import before_last, one, receiver_of, type_name, type_of
from ecp.index.extraction.matches.found import Found
from ecp.index.extraction.notation.calls import expected_type
from ecp.index.extraction.notation.tables import NO_OPERATION
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.syntax import Captures, Syntax

_GIVEN = 16
"""Names that a macro is given of which it is known."""
LATE_ROLES = {"type": 10_000, "read": 20_000}
"""Roles that a name has only where no pattern gives it another."""
_CALLS = frozenset(("call", "new"))
_LAST_NAMES = ("attribute", "name", "type", "value", "property", "field")


def refer(found: Found, rules: Syntax, captures: Captures, node: Node, role: str, pattern: int) -> None:
    has_receiver = "receiver" in captures
    predeclared = rules.predeclared_types if role == "type" and not has_receiver else ()
    rank = LATE_ROLES.get(role, 0) + pattern - 5_000 * has_receiver
    for name in captures.get("name", ()):
        start = name.start_byte
        known = found.references.get(start)
        if known is not None and known[3] <= rank:
            continue
        text, receiver = found.tree.of(name), ""
        if text in predeclared:
            continue
        if "expected" in captures:
            receiver, _, text = expected_type(captures["expected"][0], found.tree).partition("[")[0].rpartition(".")
            if not text:
                continue
        if "assigned" in captures:
            text += rules.language.setter_suffix
        found.references[start] = (name, role, receiver or receiver_of(found, captures, name), rank, text)
        if rules.overloads is not None and role in _CALLS:
            found.calls[start] = node
        elif rules.language.function_pointers and role == "call" and not has_receiver:
            _pass(found, node, name, text)
        found.claimed.add(start)


def _pass(found: Found, call: Node, callee: Node, name: str) -> None:
    """Note which names are arguments of a call, each with its place: a function may be given to be called."""
    arguments = call.child_by_field_name("arguments")
    children = arguments.named_children if arguments is not None else ()
    for place, argument in enumerate(each for each in children if not each.is_extra):
        if argument.type == callee.type:
            found.passed[argument.start_byte] = f"{name}:{place}"


def inherit(found: Found, rules: Syntax, captures: Captures, node: Node, relation: str, pattern: int) -> None:
    owner = type_name(type_of(found, captures, "owner"))
    for base in captures.get("base", ()):
        text = type_expression(base, found.tree)
        found.heritage.append((base, owner, relation, text))
        name = _last_name(base)
        found.claimed.add(name.start_byte)
        receiver = before_last(text.partition("[")[0])
        found.references[name.start_byte] = (name, "inherit", receiver, 0, found.tree.of(name))


def _last_name(node: Node) -> Node:
    """Return the node of the last name of a dotted or generic type: `List` in `typing.List[int]`."""
    last: Node | None = node
    while last is not None:
        node, last = last, next(filter(None, map(last.child_by_field_name, _LAST_NAMES)), None)
        if last is None:
            children = node.named_children
            named = [each for each in children if "argument" not in each.type and "parameter" not in each.type]
            last = named[-1] if named else None
    return node


def expand(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    """Note which names a macro is given, each with its place among them: it may make blocks for types of them."""
    macro, given = one(captures, "name"), one(captures, "pattern")
    if macro is None or given is None:
        return
    types = found.tree.notation.types
    names = [each for each in given.named_children if types.get(each.kind_id, NO_OPERATION).name == "name"]
    for place, name in enumerate(names[:_GIVEN]):
        text = found.tree.of(name)
        if text[:1].isupper() or name.type != macro.type:  # as the names of types are, or of a type that is built in
            found.heritage.append((name, text, "expands", f"{found.tree.of(macro)}[{place}]"))
