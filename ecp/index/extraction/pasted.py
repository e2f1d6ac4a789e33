"""Functions that macros of a file make under names that they paste together of what they are given.

    #define GETTER(of, name) static int of##_##name(struct of *it) { return it->name; }
    GETTER(pen, width)      // makes pen_width

https://en.cppreference.com/w/c/preprocessor/replace.  Only macros of the same file are known, as facts are of one blob.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.extraction.arranged import Enclosing
from ecp.index.extraction.matches.found import Found, FoundDefinition
from ecp.index.extraction.syntax import FUNCTION_KINDS

_PASTE = b"##"
_MACRO = re.compile(rb"#[ \t]*define[ \t]+(\w+)\(([^()]*)\)((?:[^\n\\]++|\\\r?\n|\\.)*)")
_INVOKED = re.compile(rb"\n(\w++)[ \t]*\(([^;{}\n]*)\)[ \t;]*(?=\n|/[/*])")
"""What stands alone on a line, from its beginning: it may be a macro with its arguments."""
_CALLED = re.compile(rb"(\w++)\s*+\(((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+)\)\s*+(\{?)")
_WORD = re.compile(rb"\w+")
_PASTED = re.compile(rb"\s*+##\s*+")
_BRACE = re.compile(rb"[{}]")
_SIGN = re.compile(rb"[,()\[\]{}]")
_MOST, _MOST_TEXT = 10, 1_000_000
"""Macros that one may stand for, and bytes that those of a source may: none is replaced in itself for ever."""


class _Macro(NamedTuple):
    parameters: list[bytes]
    body: bytes

    def given(self, arguments: list[bytes]) -> bytes:
        """Return what it stands for with some arguments: nothing with too long ones, or not as many as it takes."""
        if len(arguments) != len(self.parameters) and b"..." not in self.parameters:
            return b""
        if len(self.body) * max(map(len, arguments)) > _MOST_TEXT:
            return b""
        of = dict(zip(self.parameters, arguments, strict=False))
        return _PASTED.sub(b"", _WORD.sub(lambda word: of.get(word[0], word[0]), self.body))


def find_pasted(source: bytes, root: Node, found: Found) -> None:
    """Add the functions that a source's own macros make where they stand outside of everything."""
    if _PASTE not in source:
        return
    macros = {
        name: _Macro(_parted(parameters), body.replace(b"\\", b" "))
        for name, parameters, body in _MACRO.findall(source)
    }
    if not any(_PASTE in macro.body for macro in macros.values()):
        return
    functions = ((d.start, d.end, 1) for d in found.definitions.values() if d.kind in FUNCTION_KINDS)
    inside = Enclosing(functions, outside=0)
    left = _MOST_TEXT
    for line in _INVOKED.finditer(source):
        start, end = line.span(1)
        if line[1] not in macros or inside.at(start):
            continue
        if left < 0:
            break
        name_node = root.descendant_for_byte_range(start, end)
        node = name_node.parent if name_node is not None else None
        if name_node is None or node is None or name_node.start_byte != start:
            continue
        made, size = _made(macros[line[1]], line[2], macros)
        left -= size
        places = range(start + 1, end)  # at `start` is the macro's use
        for at, (name, is_own) in zip(places, made.items(), strict=False):
            captures: dict[str, list[Node]] = {"private": []} if is_own else {}
            text = name.decode(errors="replace")
            found.definitions[at] = FoundDefinition(
                node.start_byte, node.end_byte, "function", text, name_node, node, captures, 0
            )


def _made(macro: _Macro, arguments: bytes, macros: Mapping[bytes, _Macro]) -> tuple[dict[bytes, bool], int]:
    """Return the names that a macro makes functions of, and whether these are the file's own, with what that took.

    A name that a macro has as it is, is none that it makes.
    """
    made: dict[bytes, bool] = {}
    size = 0
    invoked = [(macro, arguments)]
    for each, given in invoked:
        text, written = each.given(_parted(given)), set(_WORD.findall(each.body))
        size += len(each.body) + len(given) + len(text)
        at = 0
        while called := _CALLED.search(text, at):
            name, inside, opened = called.groups()
            at, begun = called.end(), at
            if opened:
                if name not in written:
                    made.setdefault(name, b"static" in _WORD.findall(text, begun, called.start()))
                at = _closed(text, at)
            elif name in macros and len(invoked) < _MOST and (macros[name], inside) not in invoked:
                invoked.append((macros[name], inside))
    return made, size


def _closed(text: bytes, at: int) -> int:
    """Return where the brace is closed that has been opened before a place."""
    left = 1
    for brace in _BRACE.finditer(text, at):
        left += 1 if brace[0] == b"{" else -1
        if not left:
            return brace.end()
    return len(text)


def _parted(text: bytes) -> list[bytes]:
    """Return what commas part, but those in brackets."""
    parts, depth, begun = [], 0, 0
    for sign in _SIGN.finditer(text):
        if sign[0] == b",":
            if not depth:
                parts.append(text[begun : sign.start()].strip())
                begun = sign.end()
        else:
            depth += 1 if sign[0] in b"([{" else -1
    return [*parts, text[begun:].strip()]
