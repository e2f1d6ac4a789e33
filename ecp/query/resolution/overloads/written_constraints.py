"""Constraints on a template's arguments, read: text → nested tuples.

Conditions: ("!", one) ("&&", …) ("||", …) ("==", one, other) ("!=", one, other) ("value", text) ("named", parts)
("unknown",).  Types: ("type", parts, is constant, marks).
Parts are those of a qualified name (`std::is_same<T, int>::value`), each with its template arguments or None.
What is not well-formed, or too deep, is unknown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

Condition = tuple[Any, ...]
UNKNOWN: Condition = ("unknown",)

_TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.']*|::|&&|\|\||[=!]=|\.\.\.|\S")
_NAME = re.compile(r"[A-Za-z_]\w*\Z")
_WORDS = {"and": "&&", "or": "||", "not": "!"}
_DEEPEST = 20
"""Brackets and negations up to which a condition is read: what takes it apart recurs with them."""
_CLOSED_BY = {"(": ")", "<": ">", "[": "]", "{": "}"}
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_ARITHMETIC = frozenset(("unsigned", "signed", "long", "short", "int", "char", "double"))
"""Words that one type may be several of."""
_IGNORED = frozenset(("typename", "struct", "class", "volatile"))


class Part(NamedTuple):
    """One name of a qualified one."""

    name: str
    arguments: tuple[str, ...] | None = None


class _MalformedError(Exception):
    pass


@lru_cache(maxsize=5_000)
def read_condition(text: str) -> Condition:
    """Read a condition."""
    reader = _Reader(text)
    try:
        found = reader.either(0)
    except _MalformedError:
        return UNKNOWN
    return found if reader.at == len(reader.tokens) else UNKNOWN


@lru_cache(maxsize=5_000)
def read_type(text: str) -> Condition:
    """Read a type."""
    reader = _Reader(text)
    try:
        found = reader.type()
    except _MalformedError:
        return UNKNOWN
    return found if reader.at == len(reader.tokens) else UNKNOWN


@lru_cache(maxsize=5_000)
def read_arguments(text: str) -> tuple[str, ...] | None:
    """Return the template arguments that a text begins with: `<T, int>`; None where they do not end."""
    reader = _Reader(text)
    try:
        return reader.arguments() if reader.peek() == "<" else None
    except _MalformedError:
        return None


def completed(text: str) -> str:
    """Return what a text that is cut short begins with, where all of it has to hold: `<T, enable_if_t<a && b && c…`."""
    sure = 0
    for match in _TOKEN.finditer(text):
        if match[0] in ("(", "[", "{", "||"):
            break
        sure = match.start() if match[0] == "&&" else sure
    return f"{text[:sure].rstrip()} && _{'>' * (text.count('<', 0, sure) - text.count('>', 0, sure))}" if sure else ""


class _Reader:
    """What is read of a text, and how far."""

    def __init__(self, text: str) -> None:
        self.tokens = [_WORDS.get(each, each) for each in _TOKEN.findall(text)]
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        if not token:
            raise _MalformedError
        self.at += 1
        return token

    def expect(self, token: str) -> None:
        if self.take() != token:
            raise _MalformedError

    def either(self, depth: int) -> Condition:
        return self._joined("||", lambda: self._joined("&&", lambda: self._compared(depth)))

    def _joined(self, operator: str, read: Any) -> Condition:
        found = [read()]
        while self.peek() == operator:
            self.at += 1
            found.append(read())
        return found[0] if len(found) == 1 else (operator, *found)

    def _compared(self, depth: int) -> Condition:
        left = self._primary(depth)
        if self.peek() in ("==", "!="):
            return (self.take(), left, self._primary(depth))
        return left if self.peek() in ("", "&&", "||", ")", ",", "{") else self._unread()

    def _unread(self) -> Condition:
        """Leave out the rest of a condition that is another calculation."""
        depth = 0
        while self.peek() and (depth or self.peek() not in ("&&", "||", ")")):
            token = self.take()
            depth += (token in _OPENING) - (token in _CLOSING)
        return UNKNOWN

    def _primary(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise _MalformedError
        token = self.peek()
        if token == "!":
            self.at += 1
            return ("!", self._primary(depth + 1))
        if token == "(":
            self.at += 1
            found = self.either(depth + 1)
            self.expect(")")
            return found
        if token == "requires":
            return self._requires()
        if token[:1].isdigit() or token in ("true", "false"):
            return ("value", self.take())
        parts = self._parts()
        made = {"(": ")", "{": "}"}.get(self.peek())
        if made is not None:
            self.at += 1
            if self.peek() != made:
                self.at -= 1
                return self._unread()
            self.at += 1
        return ("named", parts)

    def _requires(self) -> Condition:
        self.at += 1
        if self.peek() == "(":
            self._skip()
        self._skip()
        return UNKNOWN

    def _skip(self) -> None:
        depth = 0
        while True:
            token = self.take()
            depth += (token in _OPENING) - (token in _CLOSING)
            if depth <= 0:
                return

    def _parts(self) -> tuple[Part, ...]:
        while self.peek() in _IGNORED or self.peek() == "::":
            self.at += 1
        found = []
        while True:
            name = self.take()
            if name == "template":
                continue
            if _NAME.match(name) is None:
                raise _MalformedError
            found.append(Part(name, self.arguments() if self.peek() == "<" else None))
            if self.peek() != "::":
                return tuple(found)
            self.at += 1

    def arguments(self) -> tuple[str, ...]:
        """Return the texts of template arguments."""
        self.expect("<")
        found, current, around = list[str](), list[str](), list[str]()
        while True:
            token = self.take()
            if token == ">" and not around:
                return tuple([*found, " ".join(current)] if current or found else found)
            if token == "," and not around:
                found.append(" ".join(current))
                current = []
                continue
            if token in _CLOSED_BY:
                around.append(_CLOSED_BY[token])
            elif around and token == around[-1]:
                around.pop()
            elif token in (")", "]", "}"):
                raise _MalformedError
            current.append(token)

    def type(self) -> Condition:
        is_constant, words = False, list[str]()
        while self.peek() in _IGNORED or self.peek() in _ARITHMETIC or self.peek() == "const":
            token = self.take()
            is_constant = is_constant or token == "const"
            words += [token] if token in _ARITHMETIC else []
        parts = (Part("_".join(_ordered(words))),) if words else self._parts()
        marks = ""
        while token := self.peek():
            if token not in ("const", "*", "&", "&&"):
                raise _MalformedError
            self.at += 1
            if token == "const" and not marks:
                is_constant = True
            else:
                marks += {"const": "!", "*": "^"}.get(token, token)
        return ("type", parts, is_constant, marks)


def _ordered(words: list[str]) -> list[str]:
    """Return the words of an arithmetic type in the order, and as few, as a table of these has them."""
    rest = [word for word in words if word not in ("int", "signed") or (word == "signed" and "char" in words)]
    found = sorted(rest, key=("signed", "unsigned", "short", "char", "double", "long").index)
    return found or ["int"]
