"""What a parameter of an anonymous function gets from where the function stands.

    use(1, (pen) => …)           use;1;0     what parameter 1 of `use` is called with first
    const draw: Draw = pen => …  <Draw>;0    what a value of that type is called with first
    desk.draw = (pen) => …       desk.draw;0 the same of what is assigned
    use({ draw: (pen) => … })    use;0.draw;0    the same of a member of what is passed
    sorted(pens, key=lambda pen: …)   pens*     an element of what a function of the library goes over

A function after the brackets is the last parameter's (`;-1`).  Which nodes are which is the table `lambdas` of
`queries/<language>.toml`; a language without one leaves such parameters unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.tables import SHORT, children_of, parts_of
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.source import Source
from ecp.index.languages import NodeTypes
from ecp.index.records import ON

_TO_LAMBDA = 4
"""Levels between a parameter's name and its function."""


@dataclass(frozen=True)
class Lambdas(NodeTypes):
    """A language's table `lambdas`: types of nodes."""

    functions: frozenset[str]
    wrappers: frozenset[str]
    """Nodes around a function as an argument, `argument`, `(…)`, or in it around its parameters."""
    arguments: frozenset[str]
    """Lists of arguments."""
    suffixes: frozenset[str]
    """Nodes between a call and its list, or a function after the brackets."""
    records: frozenset[str]
    """Object literals."""
    members: frozenset[str]
    """Members of an object literal, with a field `key` and the value."""
    methods: frozenset[str]
    """Members of an object literal that are functions themselves, with a field `name`."""
    elements: frozenset[str]
    """Lists of what a new value is given by its method of the name in `adders`: `new Pens { pen => … }`."""
    adders: frozenset[str]
    typed: frozenset[str]
    """Nodes with a field `type` that is the function's: a declaration of a variable, a cast."""
    assigned: frozenset[str]
    """Assignments, with the fields `left` and `right`: a function has the type of what it is assigned to."""
    named: frozenset[str]
    """Arguments with a field `name`, and the value."""
    keyed: frozenset[str]
    """Functions of the library that call what they are given under a name with the elements of their last argument, or
    of what they are called on: `max(pens, key=…)`."""
    over: frozenset[str]
    """Those that call their first argument with the elements of the others: `map(…, pens)`."""
    folding: frozenset[str]
    """Those that call it with what it gave before, and an element: `reduce(…, pens)`."""
    on: frozenset[str]
    """Methods of the library that call what they are given with what they are called on: `pen.let { it.draw() }`."""
    each: frozenset[str]
    """Those that call it with the elements of that: `pens.map { it.draw() }`."""
    declared: frozenset[str]
    """Nodes in a function that declare its parameters."""

    def given(self, parameter: Node, source: Source) -> str:
        """Return what a parameter of an anonymous function gets, "" when that cannot be said."""
        node, before, around = parameter, parameter, parameter.parent
        for _ in range(_TO_LAMBDA):
            if around is None:
                return ""
            if around.type in self.functions or around.type in self.methods:
                parts = parts_of(node, source.notation.discards) if before != node else [before]
                at = parts.index(before)
                if self.named and (element := self._element(around, at, source)):
                    return element
                return self.called_with(self.expected(around, source), at)
            if around.type not in self.wrappers:
                node, before = around, node
            around = around.parent
        return ""

    def receiver(self, expected: str) -> str:
        """Return the receiver that a function may be run with, of what is known of it by where it stands."""
        return "" if expected.rpartition(";")[0].rpartition(".")[2] in self.on else f"{expected};{ON}"

    def undeclared(
        self, names: tuple[str, ...], function: Node, expected: str, source: Source
    ) -> Iterator[tuple[str, str]]:
        """Yield the parameters that a function names and does not declare, with what they get."""
        if not names or any(child.type in self.declared for child in function.named_children):
            return
        text = source.of(function)
        for name in names:
            if name in text:
                yield name, self.called_with(expected, int(name.lstrip("$")) if name[-1].isdigit() else 0)

    def called_with(self, expected: str, at: int) -> str:
        """Return what a function gets for a parameter, of what is known of it by where it stands."""
        taken = f"{expected};{at}" if expected else ""
        on, _, name = expected.rpartition(";")[0].rpartition(".")
        if not on or at > 0:
            return taken
        if name in self.on:
            return on
        return f"({on}*|{taken})" if name in self.each else taken

    def _element(self, function: Node, at: int, source: Source) -> str:
        """Return what a parameter gets of a function of the library that goes over elements."""
        argument = function.parent
        is_named = argument is not None and argument.type in self.named
        passed = argument.parent if argument is not None and is_named else argument
        if passed is None or passed.type not in self.arguments or passed.parent is None:
            return ""
        called, _, name = _without_arguments(expression(passed.parent, source)).rpartition(".")
        others = [each for each in children_of(passed) if each.type not in self.named and each != function]
        if is_named:
            over = expression(others[-1], source) if others else called
            return f"{over}*" if name in self.keyed and at == 0 and over and len(over) <= SHORT else ""
        if name in self.folding:
            at -= 1
        elif name not in self.over:
            return ""
        over = expression(others[at], source) if 0 <= at < len(others) else "?"
        return f"{over}*" if over != "?" and len(over) <= SHORT else ""

    def expected(self, function: Node, source: Source) -> str:
        """Return what is known of a function by where it stands: the parameter it is passed for, or its type."""
        inner, around = function, function.parent
        if function.type in self.methods:
            return self._expected_member(around, function.child_by_field_name("name"), source)
        while around is not None and around.type in self.wrappers:
            inner, around = around, around.parent
        if around is None:
            return ""
        if around.type in self.members and inner != (key := around.child_by_field_name("key")):
            return self._expected_member(around.parent, key, source)
        for holder in (around, around.parent):
            if holder is not None and holder.type in self.typed and (declared := holder.child_by_field_name("type")):
                return f"<{type_expression(declared, source)}>"
        if around.type in self.assigned and inner == around.child_by_field_name("right"):
            return _known(expression(around.child_by_field_name("left"), source))
        if around.type in self.elements and around.parent is not None:
            made = expression(around.parent, source)
            return "" if made.startswith("?") else f"{made}.{next(iter(self.adders))};0"
        if around.type in self.arguments:
            position = [child for child in around.named_children if not child.is_extra].index(inner)
        elif around.type in self.suffixes:
            position = -1
        else:
            return ""
        call = around.parent
        while call is not None and call.type in self.suffixes:
            call = call.parent
        called = _without_arguments(expression(call, source)) if call is not None else ""
        return f"{called};{position}" if called else ""

    def _expected_member(self, record: Node | None, key: Node | None, source: Source) -> str:
        whole = self.expected(record, source) if record is not None and record.type in self.records else ""
        name = source.of(key).strip("\"'") if key is not None else ""
        return f"{whole}.{name}" if whole and name.isidentifier() else ""


def _known(text: str) -> str:
    return "" if text.startswith("?") else text


def _without_arguments(call: str) -> str:
    """Return what is called in a call: `a.b` of `a.b(c)`."""
    depth = 0
    for position in range(len(call) - 1, -1, -1):
        depth += (call[position] == ")") - (call[position] == "(")
        if depth == 0:
            return call[:position] if call.endswith(")") else ""
    return ""
