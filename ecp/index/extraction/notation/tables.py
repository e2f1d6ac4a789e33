"""The tables of a language that say which node is what in the notation, read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import methodcaller
from typing import TYPE_CHECKING, Any, NamedTuple

from tree_sitter import Language as Grammar
from tree_sitter import Node

from ecp.index.extraction.expected import Expected
from ecp.index.records import CONSTANT, HELD, POINTER, REFERENCE

if TYPE_CHECKING:
    from ecp.index.extraction.source import Source

DEPTH = 24
"""Nesting beyond which an expression is `?`: no resolver follows it, and recursion must end."""
LENGTH = 240
"""Characters past which an expression or type is `?`."""
SHORT = 80
"""Characters past which arguments are left out."""
NAME = re.compile(r"[\w$@.]+\Z")
"""A name, with the names before it."""
Operand = Callable[[Node], Node | None]
"""What finds a field or a child of a node."""
Makers = dict[str, Callable[..., Any]]
"""What makes the notation of an operation, by the name of that."""


class Operation(NamedTuple):
    """What a type of node is in the notation: a row of a language's table."""

    name: str = ""
    words: tuple[str, ...] = ()
    """Its operands as the table has them."""
    operands: tuple[Operand, ...] = ()
    """The same, where they name nodes, ready to find them."""
    variants: dict[str, Operation] = {}  # noqa: RUF012  (never changed)
    """By the text of the first operand, what `by` stands for; "*" for any other."""
    make: Callable[..., Any] | None = None
    """What makes the notation of a node; nothing where there is none to make, or what reads it knows."""

    def of(self, node: Node, source: Source) -> Operation:
        """Return the operation for one node: the variant, where the text of a field decides."""
        if not self.variants:
            return self
        decisive = self.operands[0](node)
        text = source.of(decisive) if decisive is not None else ""
        return self.variants.get(text) or self.variants.get("*") or NO_OPERATION


NO_OPERATION = Operation()
Operations = dict[int, Operation]
"""Operations by the number of the node's type, which is read in half the time that its name takes."""


@dataclass(frozen=True)
class Notation:
    """A language's tables, ready for use."""

    expressions: Operations
    types: Operations
    patterns: Operations
    declarators: Operations
    inferred_types: frozenset[str]
    """What stands in a type's place and leaves the type to the value: `auto`, `var`."""
    transparent_types: frozenset[str]
    """Generic types that stand for their argument: smart pointers."""
    transparent_methods: frozenset[str]
    """Methods whose value is what they are called on, or what a transparent type holds: `unwrap`, `clone`."""
    cast_functions: frozenset[str]
    """Functions whose value has the type that is their first argument: `cast(T, x)`, `cast<T>(x)`."""
    holding_functions: frozenset[str]
    """Those of them whose value is a transparent type that holds one: `make_unique<T>(x)`."""
    type_makers: frozenset[str]
    """Types whose values are types, made of what they inherit from: `Class.new(Pen)`."""
    map_makers: frozenset[str]
    """Functions that make a map of what they are given under names."""
    waiting: frozenset[str]
    """First words of statements that wait for what they enter: `async with`."""
    alias_makers: frozenset[str]
    """Types whose name in brackets' front makes another name of a type of what it is assigned to: `X = Union[A, B]`."""
    alias_types: frozenset[str]
    """Types that declare a variable another name of the type that it is assigned: `X: TypeAlias = "A | B"`."""
    makers: frozenset[str]
    """Methods of every class that make an instance of it: `new`."""
    owners: dict[str, str]
    """What a name of a kind is always a member of: Ruby's `@name` of self."""
    discards: frozenset[str]
    """Names that bind nothing: `_`."""
    plain_types: frozenset[str]
    """Types whose values have no members of this repository: `int`."""
    argument_lists: frozenset[str]
    """Nodes whose children are a call's arguments, where those are kept."""
    whole_lists: bool
    """All arguments are kept, literals too: by them overloads are told apart."""
    expected: Expected | None
    """Where the place of an expression says its type."""
    qualifiers: frozenset[str]
    """Nodes that may say `const`.  With these, types are followed by marks for what is constant, pointed to, referred
    to or held (`ecp.index.records`)."""

    @classmethod
    def from_table(cls, table: dict[str, Any], grammar: Grammar, makers: Mapping[str, Makers]) -> Notation:
        """Read the syntax table of a language; `makers` are of the operations in each table."""
        expressions = table.get("expressions", {})
        read = {name: _operations(table.get(name, {}), grammar, made) for name, made in makers.items()}
        return cls(
            **read,
            inferred_types=frozenset(table.get("inferred_types", ())),
            transparent_types=frozenset(table.get("transparent_types", ())),
            transparent_methods=frozenset(table.get("transparent_methods", ())),
            cast_functions=frozenset(table.get("cast_functions", ())),
            holding_functions=frozenset(table.get("holding_functions", ())),
            type_makers=frozenset(table.get("type_makers", ())),
            map_makers=frozenset(table.get("map_makers", ())),
            waiting=frozenset(table.get("waiting", ())),
            alias_makers=frozenset(table.get("alias_makers", ())),
            alias_types=frozenset(table.get("alias_types", ())),
            makers=frozenset(table.get("makers", ())),
            owners={kind: spec.split()[1] for kind, spec in expressions.items() if spec.startswith("own ")},
            discards=frozenset(table.get("discards", ())),
            plain_types=frozenset(("?", *table.get("predeclared_types", ()))),
            argument_lists=frozenset(table.get("argument_lists", ())),
            whole_lists=bool(table.get("whole_lists", False)),
            expected=Expected.read(table.get("expected")),
            qualifiers=frozenset(table.get("qualifiers", ())),
        )

    def is_side_by_side(self, pattern: Node) -> bool:
        """Say whether a pattern's names stand side by side, each with a value of its own."""
        return self.patterns.get(pattern.kind_id, NO_OPERATION).name == "results"


def _operations(table: dict[str, str], grammar: Grammar, makers: Makers) -> Operations:
    numbers: dict[str, list[int]] = {}
    for number in range(grammar.node_kind_count):
        numbers.setdefault(grammar.node_kind_for_id(number) or "", []).append(number)
    plain = {node: _parsed(spec, grammar, makers) for node, spec in table.items() if " " not in node}
    for variant, spec in table.items():
        node, _, text = variant.partition(" ")
        if text:
            plain[node].variants[text] = _parsed(spec, grammar, makers)
    return {number: operation for node, operation in plain.items() for number in numbers.get(node, ())}


def _parsed(spec: str, grammar: Grammar, makers: Makers) -> Operation:
    name, *words = spec.split()
    if name == "by":
        words = words[:1]
    operands = tuple(_operand(word, grammar) for word in words)
    return Operation(name, tuple(words), operands, {}, makers.get(name))


def children_of(node: Node) -> list[Node]:
    """Return the named children, comments left out."""
    return [child for child in node.named_children if not child.is_extra]


def parts_of(node: Node, discards: Collection[str]) -> list[Node]:
    """Return the parts of a pattern, with those that stand for anything and are no nodes of their own: `(_, pen)`."""
    return [each for each in node.children if (each.is_named and not each.is_extra) or each.type in discards]


def nothing(_: Node) -> None:
    return None


def _operand(which: str, grammar: Grammar) -> Operand:
    """Return what finds a field, or a named child, comments left out, by position (negative from the end).

    `a/b` is b of a, `a|b` is b where there is no a, `-1!a` leaves out children of type a, `token` is the first child
    that has no name.
    """
    if which == "token":
        return _first_token
    if "|" in which:
        first, second = (_operand(part, grammar) for part in which.split("|", 1))
        return lambda node: found if (found := first(node)) is not None else second(node)
    if "/" in which:
        outer, rest = (_operand(part, grammar) for part in which.split("/", 1))
        return lambda node: None if (inner := outer(node)) is None else rest(inner)
    if which.lstrip("-").isdigit():
        return _child(int(which))
    if "!" in which:
        position, *kinds = which.split("!")
        return _child(int(position), frozenset(kinds))
    field = grammar.field_id_for_name(which)
    return methodcaller("child_by_field_id", field) if field is not None else nothing


def _first_token(node: Node) -> Node | None:
    return next((child for child in node.children if not child.is_named), None)


def _child(position: int, left_out: frozenset[str] = frozenset()) -> Operand:
    def find(node: Node) -> Node | None:
        if position == 0 and not left_out and node.named_child_count:
            child = node.named_child(0)
            if child is not None and not child.is_extra:
                return child
        children = children_of(node)
        if left_out:
            children = [child for child in children if child.type not in left_out]
        return children[position] if -len(children) <= position < len(children) else None

    return find


_MARKS = {"*": POINTER, "&": REFERENCE, "&&": REFERENCE * 2}


def marks_of(declarator: Node, notation: Notation) -> str:
    """Return the marks of one level of a declarator: `*`, `* const`, `&` or `&&`."""
    found = "".join(_MARKS.get(child.type, "") for child in declarator.children)
    return f"{found}{CONSTANT}" if found == POINTER and says_constant(declarator, notation) else found


def says_constant(declaration: Node, notation: Notation) -> bool:
    """Say whether one of a declaration's own parts is `const`."""
    parts = (declaration.child(at) for at in range(min(declaration.child_count, _SPECIFIERS)))
    return any(part is not None and part.type in notation.qualifiers and part.text == b"const" for part in parts)


_SPECIFIERS = 12
"""Parts of a declaration before the first name that it declares, of which there may be thousands."""


def held_in(type_text: str, notation: Notation) -> str:
    """Return what a transparent type holds, marked as such where marks count."""
    return type_text + HELD if notation.qualifiers else type_text


def dotted(name: str) -> str:
    return name.replace("::", ".").replace("\\", ".")


FIRST_CHILD = _child(0)


def operand_of(operation: Operation) -> Operand:
    """Return an operation's operand, or what finds the first child where it has none."""
    return operation.operands[0] if operation.operands else FIRST_CHILD


def shortened(text: str) -> str:
    return text if len(text) <= LENGTH and "\n" not in text else "?"


def emptied(text: str, mark: str = "") -> str:
    """Return an expression with no more than the brackets of its calls, and a mark in each."""
    kept, depth = [], 0
    for sign in text:
        depth -= sign == ")"
        if depth == 0:
            kept.append(sign)
        depth += sign == "("
        if sign == "(" and depth == 1:
            kept.append(mark)
    return "".join(kept)
