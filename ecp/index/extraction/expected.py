"""The type that the place of an expression asks for: what `new(…)` makes, whose member `.red` is.

    Pen pen = new(1);          Pen
    Pen Make() => new(1);      Pen
    return new(1);             what the function around it gives

Which nodes are which is the table `expected` of `queries/<language>.toml`.  Where the place says nothing, as that of an
argument, the type is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.languages import NodeTypes

_FAR = 64
"""Levels between an expression and what asks for its type, past which that is not sought."""


class Asking(NamedTuple):
    """What asks for the type of an expression."""

    by: Node
    """A declaration, or any other node that has not the value of what stands in it."""
    inner: Node
    """The child of it that has the value of the expression, or holds it."""
    elements: int
    """Lists that are around the expression in that."""
    is_result: bool
    """It is what a function gives."""


@dataclass(frozen=True)
class Expected(NodeTypes):
    """A language's table `expected`: types of nodes."""

    passing: frozenset[str]
    """Nodes whose value is that of the expression inside: `(…)`, a branch of a conditional expression."""
    results: frozenset[str]
    """Nodes that give the value of the function around: `return`, `=>`."""
    functions: frozenset[str]
    """Anonymous functions, of whose results nothing is known."""
    typed: frozenset[str]
    """Nodes with a type, as a field `type` or `returns`: of their value, or of what they give."""
    awaited: frozenset[str]
    """Words among a function's modifiers with which its type is one around what it gives: `async`."""
    members: frozenset[str]
    """Implicit members, `.red`.  Only a language that has them has what follows (`notation/implicit.py`)."""
    chains: frozenset[str]
    """Nodes whose first child, where it is an implicit member, is of the type of the whole: `.red.darker()`."""
    alone: frozenset[str]
    """Nodes that have the value of what stands alone in them: `(…)`."""
    lists: frozenset[str]
    """Lists of elements of what the list itself has to be."""
    bodies: frozenset[str]
    """Statements, the only one of which is what they give."""
    annotations: frozenset[str]
    """Children of a declaration that are its type."""
    giving: frozenset[str]
    """Signs before the type of what a function gives: `->`."""
    defaulting: frozenset[str]
    """Declarations in which the default of a parameter stands beside it."""
    defaulted: frozenset[str]
    """Parameters, the last child of which is their type, before their default."""
    pairs: frozenset[str]
    """Nodes with two expressions of one type: an assignment, a comparison."""
    arguments: frozenset[str]
    """Lists of arguments, with a field `name` where they have a label."""
    opening: frozenset[str]
    """What begins those of a call."""
    suffixes: frozenset[str]
    """Nodes between such a list and its call."""

    def asking(self, expression: Node) -> Asking | None:
        """Return what asks for a type of an expression: the first node around that has not just its value."""
        inner, elements, is_result = expression, 0, False
        for _ in range(_FAR):
            around = inner.parent
            if around is None or around.type in self.functions:
                return None
            if around.type in self.typed or around.type in self.defaulting:
                return Asking(around, inner, elements, is_result=is_result)
            if around.type in self.results or (around.type in self.bodies and around.named_child_count == 1):
                is_result = True
            elif around.type in self.lists:
                elements += 1
            elif not is_result and not self._has_value_of(around, inner):
                return Asking(around, inner, elements, is_result=False)
            inner = around
        return None

    def _has_value_of(self, around: Node, inner: Node) -> bool:
        """Say whether a node has the value, or the type, of what stands in it."""
        if around.type in self.chains:
            return around.named_child(0) == inner
        if around.type in self.alone:
            return around.named_child_count == 1
        return around.type in self.passing and around.child_by_field_name("condition") != inner

    def written(self, asking: Asking, text: Callable[[Node], str]) -> Node | None:
        """Return the type that a declaration says, as written, of what it is asked for; None of another node."""
        by, inner, _, is_result = asking
        if self.annotations:
            return self._annotated(by, inner, is_result=is_result)
        written = by.child_by_field_name("type") or by.child_by_field_name("returns") if by.type in self.typed else None
        if written is None or written == inner:
            return None
        if is_result and any(text(child) in self.awaited for child in by.children if child.type == "modifier"):
            inside = written.named_children[-1] if written.named_child_count > 1 else None
            return inside.named_children[0] if inside is not None and inside.named_child_count == 1 else None
        return written

    def _annotated(self, by: Node, inner: Node, *, is_result: bool) -> Node | None:
        """Return the type where a declaration has it as a child: of a parameter, of its own, of what it gives."""
        before = inner.prev_named_sibling
        if not is_result and before is not None and before.type in self.defaulted:
            return before.named_children[-1]
        for child in by.named_children:
            if child.type in self.annotations:
                return child
        arrow = next((child for child in by.children if child.type in self.giving), None)
        return arrow.next_named_sibling if arrow is not None and is_result else None
