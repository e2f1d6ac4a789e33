"""What has to hold of a template's arguments for a function to be one of the overloads of a call, as it is written.

    template <typename T, enable_if_t<is_integral<T>::value, int> = 0> void f(T x);    is_integral<T>::value
    template <Number T> void f(T x) requires (!Big<T>);                                 Number<T> && (!Big<T>)

Whether it holds is worked out when asked (`ecp.query.resolution.overloads.constraints`).
https://eel.is/c++draft/temp.constr, https://eel.is/c++draft/meta.trans.other
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tree_sitter import Node

from ecp.index.extraction.source import Source

AND = " && "
_LONGEST = 240
"""Of one condition; what is longer is left out."""
_LONGEST_ALL = 600
_HEAD = 2000
"""Bytes before a body in which conditions are looked for."""
_AROUND = 5
"""Levels from a declarator to the template that it, or the class that it is a member of, is in."""
_DEPTH = 4
"""Levels between a definition and a clause after its parameters."""
_CLOSED_BY = {"(": ")", "<": ">", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Constraints:
    """A language's table `constraints`."""

    templates: frozenset[str]
    """Nodes around what is a template."""
    clauses: frozenset[str]
    """Nodes that are a condition after a word."""
    parameters: frozenset[str]
    """Nodes that hold a template's parameters."""
    constrained: frozenset[str]
    """Parameters with a type: in the place of one may stand what it has to fulfil."""
    concepts: frozenset[str]
    """Constraints with a name: the last of what is in them."""
    plain: frozenset[str]
    """Types that are no such condition."""
    applied: re.Pattern[str]
    """What begins the arguments of something of which the first is a condition."""

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Constraints | None:
        """Read the syntax table of a language; None where nothing is a template on a condition."""
        entry = table.get("constraints")
        if entry is None:
            return None
        lists = ("templates", "clauses", "parameters", "constrained", "concepts", "plain")
        return cls(**{name: frozenset(entry[name]) for name in lists}, applied=re.compile(entry["applied"]))

    def of_value(self, definition: Node, parsed: Source) -> str:
        """Return what a template stands for that is a concept or a variable, or a member of a class template."""
        value, around = None, definition
        for _ in range(_AROUND):
            value = value or around.child_by_field_name("default_value") or around.child_by_field_name("value")
            if around.parent is None or around.type in self.templates:
                break
            around = around.parent
        if around.type not in self.templates:
            return ""
        if value is None and definition.type in self.concepts:
            value = definition.named_children[-1]
        text = " ".join(parsed.of(value).split()) if value is not None else ""
        text = text[1:-1].strip() if text.startswith("{") else text
        return text if len(text) <= _LONGEST else ""

    def of(self, definition: Node, outermost: Node, body: Node | None, source: Source, parsed: Source) -> str:
        """Return the conditions of a function, joined; `source` is what macros are still written in."""
        template = definition.parent
        if template is None or template.type not in self.templates:
            return ""
        end = body.start_byte if body is not None else definition.end_byte
        head = source.between(outermost.start_byte, min(end, outermost.start_byte + _HEAD))
        found: list[str] = []
        length = 0
        for each in (*self._applied(head), *self._parameters(template, parsed), *self._clauses(template, parsed)):
            text = " ".join(each.split())
            length += len(text)
            if text and len(text) <= _LONGEST and length <= _LONGEST_ALL and text not in found:
                found.append(text)
        return AND.join(f"({each})" for each in found) if len(found) > 1 else "".join(found)

    def _applied(self, head: str) -> Iterator[str]:
        for match in self.applied.finditer(head):
            yield first_argument(head, match.end(), match[0].endswith("("))

    def _parameters(self, template: Node, parsed: Source) -> Iterator[str]:
        """Yield the conditions that stand in the place of a parameter's type."""
        for holder in template.children:
            if holder.type not in self.parameters:
                continue
            for each in holder.named_children:
                said, name = each.child_by_field_name("type"), each.child_by_field_name("declarator")
                if said is None or name is None or each.type not in self.constrained or said.type in self.plain:
                    continue
                concept, _, arguments = parsed.of(said).partition("<")
                yield f"{concept}<{', '.join(filter(None, (parsed.of(name), arguments.rstrip()[:-1])))}>"

    def _clauses(self, template: Node, parsed: Source) -> Iterator[str]:
        nodes = template.named_children
        for _ in range(_DEPTH):
            for each in nodes:
                if each.type in self.clauses:
                    yield parsed.of(each).partition("requires")[2]
            inner = [n for each in nodes if (n := each.child_by_field_name("declarator")) is not None]
            nodes = [*inner, *(clause for each in inner for clause in each.children if clause.type in self.clauses)]


def first_argument(text: str, start: int, is_only: bool) -> str:
    """Return the first of some arguments, or all of them, that begin at a place; "" where nothing ends them."""
    around: list[str] = []
    for at in range(start, len(text)):
        sign = text[at]
        if sign in _CLOSED_BY:
            around.append(_CLOSED_BY[sign])
        elif around and sign == around[-1]:
            around.pop()
        elif not around and (sign in ")>" or (sign == "," and not is_only)):
            return text[start:at]
    return ""
