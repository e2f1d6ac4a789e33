"""Single-file components: source in a file of markup.

All but the code is blanked, and what a template says in code becomes statements where it stands, which keep their lines
and columns.  In directives (https://vuejs.org/guide/essentials/template-syntax.html):

    <li v-for="each in cards" @click="open(each)"><user-card :of="each" /> {{ title(each) }}</li>
       for(let each of cards){     ;{open(each)};~UserCard;  ;{each}  ; ;( title(each) );}

In braces (https://svelte.dev/docs/svelte/basic-markup), each of them a block:

    {#each cards as each}<UserCard on:close={() => close()} />{/each}
    {      cards        };~UserCard;        {() => close()}

`~` stands before the name of a component, and `~0` for the component that the file is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from ecp.index.extraction.preprocess import blank

Style = Literal["directives", "braces"]
"""In what a template has its code."""

_BLOCK = re.compile(rb"<!--|<(\w[\w-]*+)")
_TAG = rb"<(/?)([A-Za-z][\w.:-]*+)"
_IN_DIRECTIVES, _IN_BRACES = re.compile(rb"<!--|\{\{|" + _TAG), re.compile(rb"<!--|\{|" + _TAG)
_ATTRIBUTE = re.compile(rb"\s*+(?:([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'))?|(/?>)|[/\"'=])")
_LOOP = re.compile(
    rb"\s*+(?:\(\s*+([\w$]++|\{[^{}()]*+\}|\[[^\[\]()]*+\])\s*+(?:,[^()]*+)?\)|([\w$]++|\{[^{}()]*+\}))"
    rb"\s++(in|of)\s++(.*+)",
    re.DOTALL,
)
"""The value of a `v-for`: what it binds first, alone or in brackets with more, `in` or `of`, and of what."""
_LOOP_HEAD = b"for(let "
"""As long as ` v-for="`."""
_NO_STATEMENT = re.compile(rb"\s*+(?:\{|(?:async\s++)?function\b)")
"""What does not begin an expression where a statement may stand."""
_DIRECTIVE = re.compile(rb"[:@.]|v-(?!slot|for\b)")
_BRACES = re.compile(rb"[{}]|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`|/\*|//", re.DOTALL)
_HEAD = re.compile(rb"\{\s*+([#:/@]\w++|\.\.\.)?")
_BOUND = re.compile(rb"\s(?:as|then|catch)\s")
"""What stands before that which an `{#each}` or `{#await}` binds."""
_BINDING = (b"#each", b"#await")
_KEEPING = frozenset((None, b"...", b"#if", b"#key", b"@html", b"@render", b"@attach"))
"""What begins braces with an expression in them."""
_COMPONENT = b"~0"
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())


def only_code(source: bytes, style: Style) -> bytes:
    """Return a component's source in which only code is left, of the same length and with the same lines."""
    component = _Directives(source) if style == "directives" else _Braces(source)
    component.read()
    if not component.has_script and component.text.startswith(b"   "):
        component.write(0, _COMPONENT + b";")
    return bytes(component.text)


class _Component:
    """A component's source, and what is made of it."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.text = bytearray(blank(source))
        self.has_script = False

    def write(self, at: int, code: bytes) -> None:
        self.text[at : at + len(code)] = code

    def keep(self, start: int, end: int) -> None:
        self.text[start:end] = self.source[start:end]

    def after(self, ending: bytes, at: int) -> int:
        end = self.source.find(ending, at)
        return end + len(ending) if end >= 0 else len(self.source)

    def attributes(self, at: int) -> tuple[dict[bytes, bytes], int]:
        """Return the attributes of an element from behind its name on, and where its tag ends."""
        found: dict[bytes, bytes] = {}
        while each := _ATTRIBUTE.match(self.source, at):
            at = each.end()
            if each[4]:
                break
            if each[1]:
                found[each[1]] = each[2] or each[3] or b""
        return found, at

    def raw(self, name: bytes, tag: int, start: int, *, is_component: bool) -> int:
        """Read an element that has no elements in it, a script or what is none, and return where it ends."""
        end = self.source.find(b"</" + name, start)
        end = end if end >= 0 else len(self.source)
        if name == b"script":
            self.has_script = True
            self.keep(start, end)
            if is_component:
                self.write(tag, _COMPONENT)
                self.write(start - 1, b";")
        return max(end, start) + 1

    def element(self, start: int, name: bytes) -> None:
        """Write the name of an element, between `<` and what is blank, if it is a component's: `user-card`."""
        if b"-" in name:
            name = b"".join(part[:1].upper() + part[1:] for part in name.split(b"-"))
        if not name[:1].isupper() and b"." not in name:
            return
        end = start + 1 + len(name)
        if self.text.startswith(_LOOP_HEAD, end):  # of a loop that follows
            self.write(start, name + b";")
            return
        self.write(start, b"~" + name)
        if self.text[end : end + 1] == b" ":
            self.write(end, b";")


@dataclass
class _Element:
    """An element that is open."""

    name: bytes
    brace: int = -1
    """Where the block of its `v-for` begins, -1 without one."""


class _Directives(_Component):
    """Blocks (https://vuejs.org/api/sfc-spec.html), of which the template has code in directives and `{{ }}`."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self._open: list[_Element] = []
        self._opened: Counter[bytes] = Counter()
        """How many elements of each name are open."""

    def read(self) -> None:
        at = 0
        while block := _BLOCK.search(self.source, at):
            if block[0] == b"<!--":
                at = self.after(b"-->", block.end())
                continue
            attributes, start = self.attributes(block.end())
            if block[1] == b"template" and attributes.get(b"lang", b"html") == b"html":
                at = self._read_template(start)
            else:
                at = self.raw(block[1], block.start(), start, is_component=b"setup" in attributes)

    def _read_template(self, at: int) -> int:
        """Read a template from behind its tag on, and return where it ends."""
        self._push(_Element(b"template"))
        while self._open and (found := _IN_DIRECTIVES.search(self.source, at)):
            at = found.end()
            if found[0] == b"<!--":
                at = self.after(b"-->", at)
            elif found[0] == b"{{":
                at = self.after(b"}}", at)
                self._interpolation(found.end(), at - 2)
            elif found[1]:
                self._close(found[2], found.start(), at)
            else:
                at = self._tag(found)
        self._open.clear()
        self._opened.clear()
        return at

    def _interpolation(self, start: int, end: int) -> None:
        if self.source[start:end].strip() and self.source[end : end + 2] == b"}}":
            self.write(start - 2, b";(")
            self.keep(start, end)
            self.write(end, b");")

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
                self.write(at, b"}")
                at += 1
            if element.name == name:
                return

    def _tag(self, tag: re.Match[bytes]) -> int:
        """Read a tag, and return where it ends."""
        element = _Element(tag[2])
        at = tag.end()
        while each := _ATTRIBUTE.match(self.source, at):
            at = each.end()
            if each[4]:
                self._end_tag(element, each.start(4), at)
                break
            if each[1] and (each[2] or each[3] or b"").strip():
                group = 2 if each[2] is not None else 3
                if each[1] == b"v-for":
                    self._loop(element, each.start(1), *each.span(group))
                elif _DIRECTIVE.match(each[1]):
                    self._directive(*each.span(group))
        self.element(tag.start(), tag[2])
        return at

    def _end_tag(self, element: _Element, start: int, end: int) -> None:
        is_empty = end - start > 1 or element.name in _VOID
        if not is_empty:
            self._push(element)
        if element.brace >= 0 and is_empty:
            if element.brace < end - 1:
                self.write(end - 1, b"}")
            else:
                self.write(element.brace, b";")
        elif element.brace != end - 1:
            self.write(end - 1, b";")

    def _directive(self, start: int, end: int) -> None:
        """Write the value of an attribute as a statement."""
        opening, closing = (b"(", b")") if _NO_STATEMENT.match(self.source, start, end) else (b"{", b"}")
        self.write(start - 2, b";" + opening)
        self.keep(start, end)
        self.write(end, closing)

    def _loop(self, element: _Element, name: int, start: int, end: int) -> None:
        """Write a `v-for` as a loop around what is left of the element, if there is room for that."""
        loop = _LOOP.fullmatch(self.source, start, end)
        begin, brace = name - 1, self._room(end + 1)
        if loop is None or brace < 0 or start - begin != len(_LOOP_HEAD):
            return
        if self.source[begin : begin + 1] not in (b" ", b"\t"):
            return
        element.brace = brace
        self.write(begin, _LOOP_HEAD)
        self.keep(*loop.span(1 if loop[1] is not None else 2))
        self.write(loop.start(3), b"of")
        self.keep(*loop.span(4))
        self.write(end, b")")
        self.write(brace, b"{")

    def _room(self, at: int) -> int:
        """Return the next place for a character in a tag that is to be blanked, -1 without one."""
        while self.source[at : at + 1] in (b"\r", b"\n"):
            at += 1
        return at if self.source[at : at + 1] in (b" ", b"\t", b">", b"/") else -1


class _Braces(_Component):
    """Markup with scripts in it, and code in braces anywhere."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self._is_closed = True
        """No brace was met that nothing closes."""

    def read(self) -> None:
        at = 0
        while found := _IN_BRACES.search(self.source, at):
            at = found.end()
            if found[0] == b"<!--":
                at = self.after(b"-->", at)
            elif found[0] == b"{":
                at = self._code(found.start())
            elif found[2] in (b"script", b"style") and not found[1]:
                attributes, at = self.attributes(at)
                of_module = b"module" in attributes or b"context" in attributes
                at = self.raw(found[2], found.start(), at, is_component=not of_module)
            elif not found[1]:
                self.element(found.start(), found[2])

    def _code(self, start: int) -> int:
        """Read what stands in braces, and return where that ends."""
        end = self._closing(start)
        head = _HEAD.match(self.source, start, end) if end >= 0 else None
        if head is None:
            return start + 1
        word, first = head[1], head.end()
        if word == b"#snippet":
            self.write(start, b"function ")
            self.keep(first, end)
            self.write(end, b"{")
        elif word == b"/snippet":
            self.write(start, b"}")
        elif word == b"@const":
            self.keep(head.start(1) + 1, end)
            self.write(end, b";")
        elif word in _BINDING:
            bound = _BOUND.search(self.source, first, end)
            self._expression(start, first, bound.start() if bound is not None else end, end)
        elif word == b":else" and self.source.startswith(b" if", first):
            self._expression(start, first + len(b" if"), end, end)
        elif word in _KEEPING:
            self._expression(start, first, end, end)
        return end + 1

    def _expression(self, start: int, first: int, last: int, end: int) -> None:
        """Write an expression that stands in braces as a statement."""
        opening, closing = (b"(", b")") if _NO_STATEMENT.match(self.source, first, last) else (b"{", b"}")
        if self.text[start - 1 : start] == b" ":
            self.write(start - 1, b";")
        self.write(start, opening)
        self.keep(first, last)
        self.write(end, closing)

    def _closing(self, start: int) -> int:
        """Return where the brace at a place is closed, -1 if it is not."""
        depth, at = 0, start
        while self._is_closed and (found := _BRACES.search(self.source, at)):
            at = found.end()
            if found[0] == b"{":
                depth += 1
            elif found[0] == b"}":
                depth -= 1
                if not depth:
                    return found.start()
            elif found[0] == b"/*":
                at = self.after(b"*/", at)
            elif found[0] == b"//":
                at = self.after(b"\n", at)
        self._is_closed = False
        return -1
