"""Where the answer to a question about a value's type is known: `if (isShape(x)) …`, `x instanceof Shape && …`.

https://www.typescriptlang.org/docs/handbook/2/narrowing.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.languages import NodeTypes

_MOST_PARTS = 40
"""Parts of a branch up to which what a `no` means is said for all that follow: each says it for each."""


class Place(NamedTuple):
    """Where an answer is known."""

    inside: Node | None = None
    """A node, in all of which it is."""
    after: Node | None = None
    """Or one, after which it is."""


@dataclass(frozen=True)
class Narrowing(NodeTypes):
    """The types of nodes that a question may stand in."""

    wrappers: frozenset[str]
    """What is the same as what is in it: parentheses."""
    negations: frozenset[str]
    operations: frozenset[str]
    conjunctions: frozenset[str]
    """Operators of `operations` whose right side is looked at where the left one holds."""
    disjunctions: frozenset[str]
    """Those whose right side is looked at where the left one does not."""
    branches: frozenset[str]
    """What has a `condition`, and a part for where it holds in one of the fields `holding`."""
    holding: frozenset[str]
    failing: frozenset[str]
    """The fields of what is for where it does not hold."""
    leaving: frozenset[str]
    """Statements after which the next one is not run."""
    choices: frozenset[str]
    """The value, the condition, the other value."""
    filters: frozenset[str]
    """What is a condition for the field `body` of what it stands in: of a comprehension."""
    assertions: frozenset[str]
    """Statements after which what they say first holds."""
    blocks: frozenset[str]
    excluding: frozenset[str]
    """Questions that say as much where the answer is no: a value is of none of the types then."""
    statements: frozenset[str]
    """What is around a call that gives nothing."""
    calls: frozenset[str]
    arguments: frozenset[str]

    def places(self, question: Node, *, holds: bool = True) -> Iterator[Place]:
        """Yield the places where it is known that the answer is yes, or no."""
        node = question
        while (around := node.parent) is not None:
            if around.type in self.negations and _operator(around) in ("!", ""):
                holds = not holds
            elif around.type in self.operations:
                if _operator(around) not in (self.conjunctions if holds else self.disjunctions):
                    return
                right = around.child_by_field_name("right")
                if right != node:
                    yield Place(right)
            elif around.type not in self.wrappers:
                yield from self._of_condition(node, around, holds)
                return
            node = around

    def _of_condition(self, condition: Node, around: Node, holds: bool) -> Iterator[Place]:
        """Yield where it is known that a whole condition holds, or does not, by what it is the condition of."""
        kind = around.type
        if kind in self.branches:
            if around.child_by_field_name("condition") == condition:
                yield from self._of_branch(around, holds)
        elif kind in self.choices:
            if around.named_child(1) == condition:
                yield Place(around.named_child(0 if holds else 2))
        elif not holds:
            return
        elif kind in self.filters:
            if around.parent is not None:
                yield Place(around.parent.child_by_field_name("body"))
        elif kind in self.assertions:
            if around.named_child(0) == condition:
                yield Place(after=around)
        elif self._is_asserted(condition, around):
            yield Place(after=condition)

    def _of_branch(self, branch: Node, holds: bool) -> Iterator[Place]:
        if holds:
            yield from map(Place, _parts(branch, self.holding))
            return
        around = branch.parent
        whole = around if around is not None and around.type in self.branches else branch
        if max(whole.named_child_count, branch.named_child_count) > _MOST_PARTS:
            return
        others = _parts(whole, self.failing)
        if branch in others:  # it is an `elif` of the whole
            before, after = others[: others.index(branch) + 1], others[others.index(branch) + 1 :]
        else:
            whole, before, after = branch, [], []
        yield from map(Place, (*_parts(branch, self.failing), *after))
        if all(any(map(self._leaves, _parts(each, self.holding))) for each in (whole, *before)):
            yield Place(after=whole)

    def _leaves(self, part: Node | None) -> bool:
        """Say whether what follows a part is not run after it."""
        if part is not None and part.type in self.blocks:
            part = next((each for each in reversed(part.named_children) if not each.is_extra), None)
        return part is not None and part.type in self.leaving

    def _is_asserted(self, node: Node, around: Node) -> bool:
        """Say whether something is called for nothing but what it throws, or is what such a call is given first."""
        if around.type in self.arguments and around.named_children[:1] == [node] and around.parent is not None:
            node, around = around.parent, around.parent.parent or around
            called = node.child_by_field_name("function")
            if called is None or not (called.text or b"").lower().rpartition(b".")[2].startswith(_ASSERTING):
                return False
        return node.type in self.calls and around.type in self.statements


def _parts(branch: Node, names: frozenset[str]) -> list[Node]:
    return [part for name in names for part in branch.children_by_field_name(name)]


_ASSERTING = (b"assert", b"invariant", b"ensure")


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return operator.type if operator is not None else ""
