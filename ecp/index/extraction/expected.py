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

from tree_sitter import Node

from ecp.index.languages import NodeTypes

_FAR = 64
"""Levels between a `return` and its function, past which that is not sought."""


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

    def type_at(self, expression: Node, text: Callable[[Node], str]) -> Node | None:
        """Return the type, as written, that the place of an expression asks for."""
        inner, around, is_result = expression, expression.parent, False
        for _ in range(_FAR):
            if around is None or around.type in self.functions:
                return None
            if around.type in self.typed:
                return self._type_of(around, inner, text, is_result=is_result)
            if around.type in self.results:
                is_result = True
            elif not is_result and not self.passes(around, inner):
                return None
            inner, around = around, around.parent
        return None

    def passes(self, around: Node, inner: Node) -> bool:
        """Say whether a node has the value of what stands in it."""
        return around.type in self.passing and around.child_by_field_name("condition") != inner

    def _type_of(self, typed: Node, inner: Node, text: Callable[[Node], str], *, is_result: bool) -> Node | None:
        written = typed.child_by_field_name("type") or typed.child_by_field_name("returns")
        if written is None or written == inner:
            return None
        if is_result and any(text(child) in self.awaited for child in typed.children if child.type == "modifier"):
            inside = written.named_children[-1] if written.named_child_count > 1 else None
            return inside.named_children[0] if inside is not None and inside.named_child_count == 1 else None
        return written
