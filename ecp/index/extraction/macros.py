"""Items that macros are given or made of, which read as source of the language: `cfg_if! { … }`, `impl $name { … }`.

A macro may do with its tokens what it likes, but those that look like items are most often given on as such.
And what the rules of macros are made of, as a language's table says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ecp.index.extraction.preprocess import blank
from ecp.index.languages import NodeTypes

_OWN_SYNTAX = re.compile(rb"(?m)^[ \t]*@\w[^\n]*")
"""A line that begins with what no item begins with is meant for the macro alone: `@section type`."""
_CONDITION = re.compile(rb"(?<=\bif )#\[[^\]\n]*\]")
"""What stands for a condition: `if #[cfg(unix)] { … }`."""
_CRATE = re.compile(rb"\$(?=crate\b)")
_REPEATED = re.compile(rb"\$\(|[()]")
_AFTER_REPEATED = re.compile(rb"\)[,;]?[*+?]?")


@dataclass(frozen=True)
class MacroRules(NodeTypes):
    """A language's table `macro_rules`: types of nodes, and words, of the rules of a macro."""

    bound: frozenset[str]
    """A name for what is given, with its kind: `$pen:ident`."""
    repeated: frozenset[str]
    one_token: frozenset[str]
    """Kinds of which each is one token."""
    names: frozenset[str]
    before_names: frozenset[str]
    """Words of a pattern that only say how the name after them is bound: `ref mut pen`."""


def only_items(source: bytes, fragments: list[tuple[int, int]]) -> bytes:
    """Return a copy of the source in which only the insides of some token trees are left."""
    text = bytearray(blank(source))
    for start, end in fragments:
        inside = _OWN_SYNTAX.sub(_blanked, source[start + 1 : end - 1])
        inside = _CONDITION.sub(_true, _CRATE.sub(_blanked, inside))
        text[start + 1 : end - 1] = _without_repetition(inside) if b"$(" in inside else inside
    return bytes(text)


def _without_repetition(text: bytes) -> bytes:
    """Blank what says that something is repeated: `$( … ),*`."""
    plain = bytearray(text)
    opened: list[bool] = []
    for bracket in _REPEATED.finditer(text):
        if bracket[0] != b")":
            opened.append(bracket[0] == b"$(")
        elif opened and opened.pop():
            after = _AFTER_REPEATED.match(text, bracket.start())
            end = after.end() if after is not None else bracket.end()
            plain[bracket.start() : end] = b" " * (end - bracket.start())
        if bracket[0] == b"$(":
            plain[bracket.start() : bracket.end()] = b"  "
    return bytes(plain)


def _blanked(match: re.Match[bytes]) -> bytes:
    return blank(match[0])


def _true(match: re.Match[bytes]) -> bytes:
    return b"1".ljust(len(match[0]))
