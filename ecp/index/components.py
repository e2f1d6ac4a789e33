"""Single-file components: source in a file of markup (https://vuejs.org/api/sfc-spec.html).

All but the code is blanked, and what a template says in code becomes statements where it stands, which keep their lines
and columns:

    <li v-for="each in cards" @click="open(each)"><user-card :of="each" /> {{ title(each) }}</li>
       for(let each of cards){     ;(open(each));  UserCard;   ;(each)  ; ;( title(each) );}

An element that is a component becomes its name alone, which nobody writes for a statement.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ecp.index.preprocess import blank

_BLOCK = re.compile(rb"<!--|<(\w[\w-]*+)")
_NEXT = re.compile(rb"<!--|\{\{|<(/?)([A-Za-z][\w.:-]*+)")
_ATTRIBUTE = re.compile(rb"\s*+(?:([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'))?|(/?>)|[/\"'=])")
_LOOP = re.compile(
    rb"\s*+(?:\(\s*+([\w$]++|\{[^{}()]*+\}|\[[^\[\]()]*+\])\s*+(?:,[^()]*+)?\)|([\w$]++|\{[^{}()]*+\}))"
    rb"\s++(in|of)\s++(.*+)",
    re.DOTALL,
)
"""The value of a `v-for`: what it binds first, alone or in brackets with more, `in` or `of`, and of what."""
_LOOP_HEAD = b"for(let "
"""As long as ` v-for="`."""
_STATEMENTS = re.compile(rb";|\A\s*+(?:if|for|while|const|let|var|return|throw)\b")
_DIRECTIVE = re.compile(rb"[:@.]|v-(?!slot|for\b)")
_COMPONENT = b"({default:0});"
"""What stands for the component that a file with `<script setup>`, which is as long, exports by default."""
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())


@dataclass
class _Element:
    """An element that is open."""

    name: bytes
    brace: int = -1
    """Where the block of its `v-for` begins, -1 without one."""


def only_code(source: bytes) -> bytes:
    """Return a component's source in which only code is left, of the same length and with the same lines."""
    component = _Component(source)
    at = 0
    while block := _BLOCK.search(source, at):
        at = component.read(block)
    return bytes(component.text)


class _Component:
    def __init__(self, source: bytes) -> None:
        self._source = source
        self.text = bytearray(blank(source))
        self._open: list[_Element] = []
        self._opened: Counter[bytes] = Counter()
        """How many elements of each name are open."""

    def read(self, block: re.Match[bytes]) -> int:
        """Read a block of the file, and return where it ends."""
        if block[0] == b"<!--":
            return self._after(b"-->", block.end())
        attributes: dict[bytes, bytes] = {}
        start = block.end()
        while each := _ATTRIBUTE.match(self._source, start):
            start = each.end()
            if each[4]:
                break
            if each[1]:
                attributes[each[1]] = each[2] or each[3] or b""
        if block[1] == b"template" and attributes.get(b"lang", b"html") == b"html":
            return self._read_template(start)
        end = self._source.find(b"</" + block[1], start)
        end = end if end >= 0 else len(self._source)
        if block[1] == b"script":
            self.text[start:end] = self._source[start:end]
            if b"setup" in attributes:
                self._write(block.start(), _COMPONENT)
        return max(end, start) + 1

    def _write(self, at: int, code: bytes) -> None:
        self.text[at : at + len(code)] = code

    def _keep(self, start: int, end: int) -> None:
        self.text[start:end] = self._source[start:end]

    def _read_template(self, at: int) -> int:
        """Read a template from behind its tag on, and return where it ends."""
        source = self._source
        self._push(_Element(b"template"))
        while self._open and (found := _NEXT.search(source, at)):
            at = found.end()
            if found[0] == b"<!--":
                at = self._after(b"-->", at)
            elif found[0] == b"{{":
                at = self._after(b"}}", at)
                self._interpolation(found.end(), at - 2)
            elif found[1]:
                self._close(found[2], found.start(), at)
            else:
                at = self._element(found)
        self._open.clear()
        self._opened.clear()
        return at

    def _after(self, ending: bytes, at: int) -> int:
        end = self._source.find(ending, at)
        return end + len(ending) if end >= 0 else len(self._source)

    def _interpolation(self, start: int, end: int) -> None:
        if self._source[start:end].strip() and self._source[end : end + 2] == b"}}":
            self._write(start - 2, b";(")
            self._keep(start, end)
            self._write(end, b");")

    def _push(self, element: _Element) -> None:
        self._open.append(element)
        self._opened[element.name] += 1

    def _close(self, name: bytes, at: int, end: int) -> None:
        """End an element, and those in it that have no end, by the tag between two places."""
        if not self._opened[name]:
            return
        while self._open:
            element = self._open.pop()
            self._opened[element.name] -= 1
            if element.brace >= 0 and at < end:
                self._write(at, b"}")
                at += 1
            if element.name == name:
                return

    def _element(self, tag: re.Match[bytes]) -> int:
        """Read a tag, and return where it ends."""
        element = _Element(tag[2])
        at = tag.end()
        while each := _ATTRIBUTE.match(self._source, at):
            if each[4]:
                self._end_tag(element, each.start(4), each.end())
                at = each.end()
                break
            if each[1] and (each[2] or each[3] or b"").strip():
                group = 2 if each[2] is not None else 3
                if each[1] == b"v-for":
                    self._loop(element, each.start(1), *each.span(group))
                elif _DIRECTIVE.match(each[1]):
                    self._directive(*each.span(group))
            at = each.end()
        self._component(tag)
        return at

    def _end_tag(self, element: _Element, start: int, end: int) -> None:
        is_empty = end - start > 1 or element.name in _VOID
        if not is_empty:
            self._push(element)
        if element.brace >= 0 and is_empty:
            if element.brace < end - 1:
                self._write(end - 1, b"}")
            else:
                self._write(element.brace, b";")
        elif element.brace != end - 1:
            self._write(end - 1, b";")

    def _directive(self, start: int, end: int) -> None:
        """Write the value of an attribute as a statement."""
        value = self._source[start:end]
        opening, closing = (b"{", b"}") if _STATEMENTS.search(value) else (b"(", b")")
        self._write(start - 2, b";" + opening)
        self._keep(start, end)
        self._write(end, closing)

    def _loop(self, element: _Element, name: int, start: int, end: int) -> None:
        """Write a `v-for` as a loop around what is left of the element, if there is room for that."""
        loop = _LOOP.fullmatch(self._source, start, end)
        if loop is None:
            return
        begin, brace = name - 1, self._room(end + 1)
        if brace < 0 or start - begin != len(_LOOP_HEAD) or self._source[begin : begin + 1] not in (b" ", b"\t"):
            return
        element.brace = brace
        self._write(begin, _LOOP_HEAD)
        self._keep(*loop.span(1 if loop[1] is not None else 2))
        self._write(loop.start(3), b"of")
        self._keep(*loop.span(4))
        self._write(end, b")")
        self._write(brace, b"{")

    def _room(self, at: int) -> int:
        """Return the next place for a character in a tag that is to be blanked, -1 without one."""
        while self._source[at : at + 1] in (b"\r", b"\n"):
            at += 1
        return at if self._source[at : at + 1] in (b" ", b"\t", b">", b"/") else -1

    def _component(self, tag: re.Match[bytes]) -> None:
        """Write the name of an element that is a component, the name's parts together: `user-card`."""
        name = tag[2]
        if b"-" in name:
            name = b"".join(part[:1].upper() + part[1:] for part in name.split(b"-"))
        if not name[:1].isupper() and b"." not in name:
            return
        end = tag.start(2) + len(name)
        if self.text.startswith(_LOOP_HEAD, end):
            self._write(tag.start(), name + b";")
            return
        self._write(tag.start(2), name)
        if self.text[end : end + 1] == b" ":
            self._write(end, b";")
