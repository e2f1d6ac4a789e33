"""The notation of `ecp.index.extraction.notation`, read back: text → nested tuples.

Expressions: ("name", n) ("member", e, n) ("call", e, arguments…) ("applied", e, types…) ("tuple", e, …) ("map", e, …)
("index", e, position or None) ("keyed", e, key) ("slice", e) ("await", e) ("element", e)
("tried", e) ("entered", e) ("entered_later", e) ("block", e, parameter or None) ("key", e) ("parameter", e, position)
("receiver", e) ("instance", type) ("instance", type, marks) ("or", e, …) ("literal", kind) ("function",) ("unknown",)
("record", names with commas between, e, …) ("defined", line) ("giving", e).
Types: ("type", dotted name, argument types…), ("union", type, …), ("record", names, type, …), ("rest", type),
("unknown",).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from ecp.index.records import DEFINED, GIVING, MARKS, ON, RECORD, REST, TRIED

Tree = tuple[Any, ...]
UNKNOWN: Tree = ("unknown",)
ROOT = ""
"""The name of what a name with a separator before it begins with: the namespace around all others."""
_MARKS = frozenset(MARKS)
_END = re.compile(r"[.()\[\]{}~^§¿¶|<>,;]|(?<!operator)\*|\*(?!\()")
"""What a word ends at: the sign of an operator that is called, `a.operator*(b)`, is part of its name."""


@lru_cache(maxsize=200_000)
def parse_expression(text: str) -> Tree:
    """Read one expression.  What is not well-formed is unknown."""
    try:
        tree, end = _alternatives(text, 0)
    except (IndexError, RecursionError, ValueError):
        return UNKNOWN
    return tree if end == len(text) else UNKNOWN


def _alternatives(text: str, at: int) -> tuple[Tree, int]:
    tree, at = _postfix(text, at)
    found = [tree]
    while at < len(text) and text[at] == "|":
        tree, at = _postfix(text, at + 1)
        found.append(tree)
    return (found[0] if len(found) == 1 else ("or", *found)), at


def _postfix(text: str, at: int) -> tuple[Tree, int]:
    tree, at = _primary(text, at)
    while at < len(text):
        sign = text[at]
        if form := _SIGNS.get(sign):
            tree, at = (form, tree), at + 1
        elif read := _SUFFIXES.get(sign):
            tree, at = read(tree, text, at + 1)
        else:
            break
    return tree, at


def _member(owner: Tree, text: str, at: int) -> tuple[Tree, int]:
    end = _word_end(text, at)
    return ("member", owner, text[at:end]), end


def _call(callee: Tree, text: str, at: int) -> tuple[Tree, int]:
    arguments, at = _series(text, at, ")")
    return ("call", callee, *arguments), at


def _applied(function: Tree, text: str, at: int) -> tuple[Tree, int]:
    end = _closing(text, at - 1, "{", "}")
    return ("applied", function, *map(parse_type, split(text[at:end], ","))), end + 1


def _subscript(owner: Tree, text: str, at: int) -> tuple[Tree, int]:
    inside = text[at:].partition("]")[0]
    end = at + len(inside)
    if inside == ":":
        return ("slice", owner), end + 1
    if inside.startswith("#"):
        return ("keyed", owner, inside[1:]), end + 1
    return ("index", owner, int(inside) if inside.isdigit() else None), end + 1


def _entered(manager: Tree, text: str, at: int) -> tuple[Tree, int]:
    return (("entered_later", manager), at + 1) if text.startswith("§", at) else (("entered", manager), at)


def _block(call: Tree, text: str, at: int) -> tuple[Tree, int]:
    end = _word_end(text, at)
    return ("block", call, int(text[at:end]) if end > at else None), end


def _taken(function: Tree, text: str, at: int) -> tuple[Tree, int]:
    """Read what a function is run with, or what it takes: by position, or by the label of an argument."""
    end = _word_end(text, at)
    said = text[at:end]
    if said == ON:
        return ("receiver", function), end
    return ("parameter", function, int(said) if said.lstrip("-").isdigit() else said), end


_SIGNS = {"~": "await", "*": "element", "^": "key", TRIED: "tried"}
"""Signs after an expression that say all by themselves."""
_SUFFIXES: dict[str, Callable[[Tree, str, int], tuple[Tree, int]]] = {
    ".": _member, "(": _call, "{": _applied, "[": _subscript, "§": _entered, "¶": _block, ";": _taken,
}  # fmt: skip
"""Signs after an expression, and what reads what is after them."""


def _series(text: str, at: int, closing: str) -> tuple[list[Tree], int]:
    """Read expressions that commas separate, up to the sign that closes them."""
    found: list[Tree] = []
    while text[at] != closing:
        tree, at = _alternatives(text, at)
        found.append(tree)
        at += text[at] == ","
    return found, at + 1


def _primary(text: str, at: int) -> tuple[Tree, int]:
    sign = text[at]
    if text.startswith(RECORD, at):
        end = _closing(text, at, "{", "}")
        return _record(text[at : end + 1], parse_expression), end + 1
    if sign in "[{":
        parts, at = _series(text, at + 1, "]" if sign == "[" else "}")
        return ("tuple" if sign == "[" else "map", *parts), at
    if sign == "(":
        tree, at = _alternatives(text, at + 1)
        return (tree, at + 1) if text[at] == ")" else (UNKNOWN, len(text))
    if sign == "<":
        end = _closing(text, at, "<", ">")
        marks = marks_after(text[at + 1 : end])
        return ("instance", parse_type(text[at + 1 : end]), *filter(None, [marks])), end + 1
    if sign == GIVING:
        tree, at = _alternatives(text, at + 1)
        return ("giving", tree), at
    if sign == ".":  # what is outside every namespace: `.a.b`
        return ("name", ROOT), at + (at + 1 == len(text))
    end = _word_end(text, at)
    word = text[at:end]
    if word.startswith(DEFINED):
        return ("defined", int(word[1:])), end
    if word.startswith("#"):
        return (("function",) if word == "#function" else ("literal", word[1:])), end
    if not word and sign in ",)]}":
        raise IndexError
    if not word or word == "?":
        return UNKNOWN, max(end, at + 1)
    return ("name", word), end


def _word_end(text: str, at: int) -> int:
    ends = _END.search(text, at)
    return ends.start() if ends else len(text)


def _closing(text: str, at: int, opening: str, closing: str) -> int:
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == opening) - (text[end] == closing)
        if depth == 0:
            return end
    return len(text)


def marks_after(text: str) -> str:
    """Return the marks that a written type ends in."""
    return text[len(text.rstrip(MARKS)) :] if text[-1:] in _MARKS else ""


@lru_cache(maxsize=100_000)
def parse_type(text: str) -> Tree:
    """Read one type.  What is not well-formed is unknown."""
    parts = split(text, "|")
    if len(parts) > 1:
        return ("union", *(parse_type(part) for part in parts))
    text = text.strip()
    if text[-1:] in _MARKS and len(text) > 1:
        text = text.rstrip(MARKS)
    if not text or text.startswith("?"):
        return UNKNOWN
    if text.startswith(RECORD) and text.endswith("}"):
        return _record(text, parse_type)
    if text.startswith(REST) and text != REST:
        return ("rest", parse_type(text[len(REST) :]))
    opening = text.find("[")
    if opening < 0:
        return ("type", text)
    if not text.endswith("]"):  # `A<B>::C`
        closing = _closing(text, opening, "[", "]")
        return parse_type(text[:opening] + text[closing + 1 :]) if text[closing + 1 : closing + 2] == "." else UNKNOWN
    return ("type", text[:opening], *(parse_type(part) for part in split(text[opening + 1 : -1], ",")))


def _record(text: str, parse: Callable[[str], Tree]) -> Tree:
    """Read the members of an object: `{=a=…,b=…}`."""
    members = [part.partition("=") for part in split(text[len(RECORD) : -1], ",")]
    return ("record", ",".join(name for name, _, _ in members), *(parse(said) for _, _, said in members))


def split(text: str, separator: str) -> list[str]:
    """Split a text at a separator that is not inside brackets."""
    if separator not in text:
        return [text]
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign in "[(<{":
            depth += 1
        elif sign in "])>}":
            depth -= 1
        elif sign == separator and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return parts


def records_in(tree: Tree) -> Iterator[Tree]:
    """Yield the records in an expression, the outer ones first."""
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if each[0] == "record":
            yield each
        waiting += (part for part in each[1:] if isinstance(part, tuple))


@lru_cache(maxsize=200_000)
def last_name(type_text: str) -> str:
    """Return the last part of a type's name, its arguments and marks left out: `Box` of `shapes.Box[T]`."""
    return type_name(type_text).rpartition(".")[2]


def type_name(type_text: str) -> str:
    """Return a type's name, its arguments and marks left out: `shapes.Box` of `shapes.Box[T]`."""
    return type_text.partition("[")[0].rstrip(MARKS)


@lru_cache(maxsize=200_000)
def names_of(text: str) -> frozenset[str]:
    """Return the names that the parts of an expression begin with: what its meaning at a place depends on."""
    return names_in(parse_expression(text))


@lru_cache(maxsize=100_000)
def names_of_type(text: str) -> frozenset[str]:
    """Return the first names of the types that a written type is made of."""
    return names_in(parse_type(text))


@lru_cache(maxsize=100_000)
def members_of(text: str) -> frozenset[str]:
    """Return the members of names that are in an expression: `self.pen`."""
    if "." not in text:
        return frozenset()
    parts = _parts_of(parse_expression(text))
    return frozenset(f"{each[1][1]}.{each[2]}" for each in parts if each[0] == "member" and each[1][0] == "name")


def names_in(tree: Tree) -> frozenset[str]:
    """Return the same of an expression or type that has been read."""
    return frozenset([each[1].partition(".")[0] for each in _parts_of(tree) if each[0] in _NAMED])


_NAMED = ("name", "type")


def _parts_of(tree: Tree) -> list[Tree]:
    """Return an expression or type and all that it is made of."""
    parts = [tree]
    for each in parts:
        parts += [part for part in each[1:] if type(part) is tuple]
    return parts
