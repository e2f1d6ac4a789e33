"""Bindings that a match adds: what gives a name a type or a value."""

from __future__ import annotations

import re
from collections.abc import Callable

from tree_sitter import Node

from ecp.index.extraction.initializers import members_given
from ecp.index.extraction.matches.captured import (
    constancy,
    marks_in,
    name_of,
    one,
    receiver_of,
    taken_apart,
    type_of,
    value_and_type,
    value_of,
)
from ecp.index.extraction.matches.found import Found, FoundBinding
from ecp.index.extraction.narrowing import Narrowing
from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.patterns import declared, part_at
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.syntax import Captures, Syntax
from ecp.index.records import EXCLUDED, HANDED_ON, LENT, LENT_TO_ANY, NARROWED, OF_BLOCK, RUN

PARAMETER = "\0"
"""Before the number of a parameter that is taken apart, until its function's doc comment tells its type."""
_PARTS = {"iterate": "*", "key": "^"}
"""What the names of these bindings get of the value."""
_ENTERED = "§"
"""What those get of it that `with` binds; twice, where it waits for that."""
_LONGEST_READ = 4_000
"""Bytes of a value past which it is not asked whether the name that it is given to stands in it."""
_WORDS = re.compile(rb"[^\W\d]\w*")
_ELEMENT, _OF_LIST = "?", "list["
"""An element, and what says that an array holds some."""


def bind(found: Found, rules: Syntax, captures: Captures, node: Node, how: str, pattern: int) -> None:
    if how in _APART:
        _APART[how](found, rules, captures, node)
        return
    at = one(captures, "at")
    if how == "narrow" and at is None and rules.narrowing is not None:
        _narrow(found, rules.narrowing, captures, node)
        return
    value, declared_type = _held(found, rules, captures, how)
    value, how = _as_assigned(rules, node, value, how)
    first = len(found.bindings)
    if "pattern" in captures:
        _bind_patterns(found, captures, how, declared_type, value)
    if "declarator" in captures:
        _bind_declarators(found, captures, how, declared_type, value)
    if "name" in captures:
        _bind_names(found, rules, captures, how, declared_type, value)
    row = node.end_point[0] if how == "store" else _row_held_from(captures)
    if row is not None:
        for binding in found.bindings[first:]:
            found.held_from[binding.node.byte_range] = row
    if how == "receiver" and at is not None:
        found.bindings.append(FoundBinding(at, rules.language.self_names[0], "", how, declared_type, value))
    if how in ("return", "yield"):
        found.bindings.append(FoundBinding(node, "", "", how, declared_type, value))


def _as_assigned(rules: Syntax, node: Node, value: str, how: str) -> tuple[str, str]:
    """Return the value and the way of a binding, by a part of the value where that says all that the way does."""
    if how in _PARTS:
        return f"{value}{_PARTS[how]}", "assign"
    if how == "with" and (word := node.child(0)) is not None and word.type in rules.notation.waiting:
        return f"{value}{_ENTERED * 2}", "assign"
    return value, how


def _bind_block(found: Found, rules: Syntax, captures: Captures, node: Node) -> None:
    """Say what a call does with its block, or the one that the function around was given; or what is mixed in."""
    call, block = value_of(found, captures), one(captures, "at")
    if (base := one(captures, "base")) is not None:
        if block is not None:
            found.held_from[base.byte_range] = block.start_point[0]
        lent = LENT if block is not None else LENT_TO_ANY
        found.bindings.append(FoundBinding(base, lent, "", "assign", "", expression(base, found.tree)))
    elif block is not None:
        found.bindings.append(
            FoundBinding(block, rules.language.self_names[0], "", "receiver", "", f"{call}{OF_BLOCK}")
        )
    elif (receiver := one(captures, "receiver")) is not None:
        found.bindings.append(FoundBinding(node, f"{RUN}{found.tree.of(receiver)}", "", "assign", "", call))
    elif (name := captures["name"][0]).is_named:
        found.bindings.append(FoundBinding(name, name_of(found, name), "", "assign", "", f"{call}{OF_BLOCK}0"))
    else:
        found.bindings.append(FoundBinding(node, HANDED_ON, "", "assign", "", call))


def _bind_members(found: Found, rules: Syntax, captures: Captures, node: Node) -> None:
    """Say which members a list writes, and what it gives by its name to those and to others."""
    holder, whole = one(captures, "declarator"), captures["value"][0]
    inside = declared(holder, found.tree, _ELEMENT) if holder is not None else None
    dimensions = inside.type.count(_OF_LIST) if inside is not None else 0
    owner = expression(captures["receiver"][0], found.tree)
    if not owner or owner == "?":
        return
    for each in members_given(whole, dimensions, found.tree):
        receiver, value = ".".join((owner, *each.owners)), expression(each.value, found.tree)
        if each.is_named:
            found.claimed.add(each.node.start_byte)
            found.references[each.node.start_byte] = (each.node, "write", receiver, 0, each.name)
        if value.isidentifier():
            found.bindings.append(FoundBinding(each.node, each.name, receiver, "assign", "", value))


def _bind_undeclared(found: Found, rules: Syntax, captures: Captures, function: Node) -> None:
    """Bind the receiver and the parameters that a function has by where it stands: `use { draw(it) }`."""
    if rules.lambdas is None or not (expected := rules.lambdas.expected(function, found.tree)):
        return
    if rules.language.lambda_receivers and (receiver := rules.lambdas.receiver(expected)):
        found.bindings.append(FoundBinding(function, rules.language.self_names[0], "", "receiver", "", receiver))
    names = rules.language.undeclared_parameters
    for name, value in rules.lambdas.undeclared(names, function, expected, found.tree):
        found.bindings.append(FoundBinding(function, name, "", "parameter", "", value))


def _bind_described(found: Found, rules: Syntax, captures: Captures, node: Node) -> None:
    """Bind what a block has by the type that a test framework is told it is about."""
    about = expression(captures["base"][0], found.tree)
    for name, value in rules.language.described.items():
        found.bindings.append(FoundBinding(captures["at"][0], name, "", "assign", "", value.replace("{type}", about)))


_APART: dict[str, Callable[[Found, Syntax, Captures, Node], None]] = {
    "block": _bind_block,
    "member": _bind_members,
    "described": _bind_described,
    "function": _bind_undeclared,
}
"""What binds by more than a name, a type and a value, by the suffix of its capture."""


def _held(found: Found, rules: Syntax, captures: Captures, how: str) -> tuple[str, str]:
    """Return the value and the type of what the names of a binding stand for, as far as their place tells these."""
    value, declared_type = value_and_type(found, captures)
    if part_node := one(captures, "part"):
        value = part_at(part_node, value)
    if how == "parameter" and not declared_type and not value:
        named = captures.get("name") or captures.get("pattern")
        if rules.lambdas is not None and named:
            value = rules.lambdas.given(named[0], found.tree)
        if not value and rules.docblocks and "pattern" in captures:
            value = _as_parameter(captures["pattern"][0])
    if declared_type and "rest" in captures:
        declared_type = f"list[{declared_type}]"
    elif declared_type and "keywords" in captures:
        declared_type = f"map[?,{declared_type}]"
    return value, declared_type


def _as_parameter(pattern: Node) -> str:
    around = pattern.parent
    if around is None or around.parent is None:
        return ""
    return f"{PARAMETER}{[child for child in around.named_children if not child.is_extra].index(pattern)}"


def documented_part(found: Found, value: str, scope: int) -> str:
    """Return a part of a parameter that is taken apart, by the type that a doc comment gives it: tags are in order."""
    number, *parts = value.removeprefix(PARAMETER).split(".")
    types = found.documented.get(scope, {})
    names = [name for name in types if "." not in name]
    if not number.isdigit() or int(number) >= len(names):
        return ""
    name = names[int(number)]
    if parts and (written := types.get(f"{name}.{parts[0]}")):
        return ".".join([f"<{written}>", *parts[1:]])
    return ".".join([f"<{types[name]}>", *parts])


def _bind_patterns(found: Found, captures: Captures, how: str, declared_type: str, value: str) -> None:
    at, whole = one(captures, "at"), f"{value}{_ENTERED}" if how == "with" else value
    constant = constancy(found, captures, declared_type)
    for holder in captures["pattern"]:
        for name, part, own_type in taken_apart(found, holder, whole, declared_type, one(captures, "value")):
            found.claimed.add(name.start_byte)
            receiver = receiver_of(found, captures, name)
            marked = own_type + constant + marks_in(found, holder) if own_type else ""
            if part == whole:
                found.bindings.append(FoundBinding(at or name, name_of(found, name), receiver, how, marked, value))
            else:
                way = "assign" if how == "with" else how
                found.bindings.append(FoundBinding(at or name, name_of(found, name), receiver, way, marked, part))


def _bind_declarators(found: Found, captures: Captures, how: str, declared_type: str, value: str) -> None:
    marked = declared_type + constancy(found, captures, declared_type)
    for holder in captures["declarator"]:
        inside = declared(holder, found.tree, marked)
        if inside is None:
            continue
        found.claimed.add(inside.name.start_byte)
        if how == "parameter" and inside.is_function:  # that is a pointer to a function
            found.bindings.append(FoundBinding(inside.name, inside.text, "", how, f"fn[{inside.type}]", value))
        elif not inside.is_function:
            given = inside.value or value
            found.bindings.append(FoundBinding(inside.name, inside.text, "", how, inside.type, given))


def _bind_names(found: Found, rules: Syntax, captures: Captures, how: str, declared_type: str, value: str) -> None:
    at = one(captures, "at")
    for name in captures["name"]:
        receiver = receiver_of(found, captures, name)
        if receiver:
            known = found.references.get(name.start_byte)
            if known is None or known[1] == "read":
                found.references[name.start_byte] = (name, "write", receiver, 0, found.tree.of(name))
        if at is None:
            found.claimed.add(name.start_byte)
        if found.tree.of(name) not in rules.notation.discards:
            bound = FoundBinding(at or name, name_of(found, name), receiver, how, declared_type, value)
            found.bindings.append(bound)


def _narrow(found: Found, narrowing: Narrowing, captures: Captures, question: Node) -> None:
    """Note the type that a name has where the answer to a question for that is yes, and has not where it is no."""
    guard, name = one(captures, "guard"), captures["name"][0]
    told = f"{NARROWED}[{type_expression(guard, found.tree)}]" if guard is not None else type_of(found, captures)
    answers = [(told, place) for place in narrowing.places(question)]
    if question.type in narrowing.excluding and guard is None:
        answers += ((f"{EXCLUDED}[{told}]", place) for place in narrowing.places(question, holds=False))
    text, named = name_of(found, name), name.text or b""
    for type_text, (inside, after) in answers:
        if inside is not None and named not in (inside.text or b""):
            continue
        found.bindings.append(FoundBinding(inside or name, text, "", "narrow", type_text, ""))
        if after is not None:
            found.held_from[name.byte_range] = after.end_point[0] + 1


def _row_held_from(captures: Captures) -> int | None:
    """Return the row from which the names of a binding hold, where that is not their own."""
    if first := captures.get("from"):
        return first[0].start_point[0]
    if whole := captures.get("after"):
        return whole[0].end_point[0] + 1
    if (value := captures.get("own")) and _reads(value[0], captures["name"][0].text or b""):
        return value[0].end_point[0] + 1
    return None


def _reads(value: Node, name: bytes) -> bool:
    """Say whether a name stands in a value, which is of what it was before: `if let pen = pen(of: desk) {`."""
    is_short = value.end_byte - value.start_byte <= _LONGEST_READ
    return is_short and name in (text := value.text or b"") and name in _WORDS.findall(text)
