r"""Expressions and types in one small notation, the same for every language.

The resolver has to know what `session.execute(q).scalars()[0]` is made of, and nothing of how a grammar nests it.

Expressions:  name  e.name  e()  e(f,g)  e[]  e[2]  e[#a] (by a key)  e[:] (a part of e)  e~ (awaited)
              e* (an element of e)  e^ (a key of e)  e§ (what `with e` binds)  e§§ (`async with e`)
              e{T,U}() (a call with type arguments)  e¿ (what e holds, where the function goes on: `e?`)
              e¶ (the receiver with which the call e runs its block)  e¶0 (what it calls that with, for its parameter 0)
              [e,f] (a list or tuple of these)  {e,f} (a map to these)
              {=a=e,b=f} (an object with these members; ...=e is all that e has)  &7 (what is defined on line 7)
              <T> (a value of type T)  (e|f) (one of these)  #str (a literal of that kind)
              #function  \e (a function that gives e)
              ? (anything else)
              e;1 (what the function e is called with for its parameter 1, from 0; -1 is the last)
              .a.b (a name outside every namespace)
Types:        name  a.b  .a.b  G[A,B]  A|B  list[T]  map[K,V]  tuple[A,B]  {=a=T,b=U,()=fn[R]}  &7 (as above)
              ? (anything else)
              fn[R,A,B] (a function that gives R)  fn[R,...list[A]] (its last parameter takes the rest)

Pointers, references, optionality and parentheses are left out, and so are arguments, but for the first few where the
table names the `argument_lists` and they say something, or all of `whole_lists`.  Which node is what is data: the
tables `expressions`, `types` and `patterns` of `queries/<language>.toml`, node type → operation and its operands.
An operand is a field's name, the position of a named child, or both, as in `name/0`.  The operation `by field`
looks again under `type text`, where the text is that of the field, or else under `type *`: what `unary_expression`
is depends on its operator.  `call function arguments` is an index where the arguments stand in brackets.  `tokens`
reads the expression that ends before a `.` where the grammar leaves only tokens: in the arguments of a macro; `given`
reads the one argument of a macro.  What
is `nothing` is left out: a lifetime of a type's arguments, the subject of a `when` of its branches.  `repeated name
type` counts once for each name in a tuple (`width, height int`); `lookup type key` is the type of a member
(`A["b"]`).  `scoped` joins names whose parts may be scoped or generic themselves (`a::B<C>::d`); `dotted arguments`
joins the names that stand side by side in a type, before its arguments; `class` is the class of a generic type.
`function result parameters rest receiver` is a function, whose last parameter may have a `rest` for its pattern, and
one that is none the `receiver`; of an expression it is `function result body name parameters rest receiver`;
`conditional tested told then else` is either of two types, with the name that is `inferred` for what the tested one
gives; `documented operand` has the type that a doc comment just before it says, if any.
`record` is an object by its members: `record spread` of an expression, where all of another's members stand under the
node `spread`; `record index alias …` of a type, but for that of an `alias` (through the others), whose members are
defined, and one that is no more than an `index`.
`struct name type` is the same by its fields, one that embeds under the name of its type, and `interface name` by its
methods, `&7` for the one that is declared on line 7, which `defined name` is by itself. `call_with_types function
type_arguments` is a call that may have type arguments, and `converted type` what may be one: with them it reads like
a value of a generic type.
`call_applied function type_arguments` is a call whose type arguments are known for such.
`operated left right method reflected` is an operator that calls a method, `united` one that may join types, too, with
both its operands, and `arithmetic left right function` one that may
be arithmetic or call a function, with both its operands.  `arm pattern value matched` is what an arm of a match
gives, and `conditional condition then else` either of two branches: what a pattern binds stands in the place of its
names.  `tried operand` is what `e?` gives.  `assigned left right` is what is assigned, or where that says nothing what
it is assigned to.  `qualified type declarator` is a type with marks, and `applied name arguments` or `typed name
arguments` a function with type arguments, the latter also where some say nothing.  `number` is a literal by its form,
`prefixed kind` one by what stands before its quote.  The operand `token` is the first child without a name.
`named_or name other …` is a definition by its name, or by the other one where it stands in the nodes behind that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import methodcaller
from typing import TYPE_CHECKING, Any, NamedTuple

from tree_sitter import Language as Grammar
from tree_sitter import Node

from ecp.index.expected import Expected
from ecp.index.records import CONSTANT, HELD, POINTER, REFERENCE

if TYPE_CHECKING:
    from ecp.index.source import Source

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


class Operation(NamedTuple):
    """What a type of node is in the notation: a row of a language's table."""

    name: str = ""
    words: tuple[str, ...] = ()
    """Its operands as the table has them."""
    operands: tuple[Operand, ...] = ()
    """The same, where they name nodes, ready to find them."""
    variants: dict[str, Operation] = {}  # noqa: RUF012  (never changed)
    """By the text of the first operand, what `by` stands for; "*" for any other."""

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
    def from_table(cls, table: dict[str, Any], grammar: Grammar) -> Notation:
        """Read the syntax table of a language."""
        expressions = table.get("expressions", {})
        return cls(
            expressions=_operations(expressions, grammar),
            types=_operations(table.get("types", {}), grammar),
            patterns=_operations(table.get("patterns", {}), grammar),
            declarators=_operations(table.get("declarators", {}), grammar),
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


def _operations(table: dict[str, str], grammar: Grammar) -> Operations:
    numbers: dict[str, list[int]] = {}
    for number in range(grammar.node_kind_count):
        numbers.setdefault(grammar.node_kind_for_id(number) or "", []).append(number)
    plain = {node: _parsed(spec, grammar) for node, spec in table.items() if " " not in node}
    for variant, spec in table.items():
        node, _, text = variant.partition(" ")
        if text:
            plain[node].variants[text] = _parsed(spec, grammar)
    return {number: operation for node, operation in plain.items() for number in numbers.get(node, ())}


def _parsed(spec: str, grammar: Grammar) -> Operation:
    name, *words = spec.split()
    if name == "by":
        words = words[:1]
    return Operation(name, tuple(words), tuple(_operand(word, grammar) for word in words), {})


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

    `a/b` is b of a, `a|b` is b where there is no a, `token` the first child that has no name.
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
    field = grammar.field_id_for_name(which)
    return methodcaller("child_by_field_id", field) if field is not None else nothing


def _first_token(node: Node) -> Node | None:
    return next((child for child in node.children if not child.is_named), None)


def _child(position: int) -> Operand:
    def find(node: Node) -> Node | None:
        if position == 0 and node.named_child_count:
            child = node.named_child(0)
            if child is not None and not child.is_extra:
                return child
        children = children_of(node)
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
