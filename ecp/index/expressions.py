"""Expressions and types in one small notation, the same for every language.

The resolver has to know what `session.execute(q).scalars()[0]` is made of, and nothing of how a grammar nests it.

Expressions:  name  e.name  e()  e(f,g)  e[]  e[2]  e[:] (a part of e)  e~ (awaited)
              e* (an element of e)  e^ (a key of e)
              e{T,U}() (a call with type arguments)
              [e,f] (a list or tuple of these)  {e,f} (a map to these)
              {=a=e,b=f} (an object with these members; ...=e is all that e has)  &7 (what is defined on line 7)
              <T> (a value of type T)  (e|f) (one of these)  #str (a literal of that kind)
              #function  \\e (a function that gives e)
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
reads the expression that ends before a `.` where the grammar leaves only tokens: in the arguments of a macro.  What
is `nothing` is left out: a lifetime of a type's arguments, the subject of a `when` of its branches.  `repeated name
type` counts once for each name in a tuple (`width, height int`); `lookup type key` is the type of a member
(`A["b"]`).  `scoped` joins names whose parts may be scoped or generic themselves (`a::B<C>::d`); `dotted arguments`
joins the names that stand side by side in a type, before its arguments; `class` is the class of a generic type.
`function result parameters rest receiver` is a function, whose last parameter may have a `rest` for its pattern, and
one that is none the `receiver`; `documented operand` has the type that a doc comment just before it says, if any.
`record` is an object by its members: `record spread` of an expression, where all of another's members stand under the
node `spread`; `record alias …` of a type, but for that of an `alias` (through the others), whose members are defined.
`struct name type` is the same by its fields, one that embeds under the name of its type, and `interface name` by its
methods, `&7` for the one that is declared on line 7. `call_with_types function type_arguments` is a call that may have
type arguments, and `converted type` what may be one: with them it reads like a value of a generic type.
`call_applied function type_arguments` is a call whose type arguments are known for such.
`operated left right method reflected` is an operator that calls a method.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import methodcaller
from typing import Any, NamedTuple

from tree_sitter import Language as Grammar
from tree_sitter import Node

from ecp.index.docblocks import docblock, is_vague
from ecp.index.records import CALLED, DEFINED, GIVING, MORE, RECORD, REST, record_of

_DEPTH = 24
"""Nesting beyond which an expression is `?`: no resolver follows it, and recursion must end."""
_LENGTH = 240
_LONG_CHAIN = 480
_SHORT = 80
_SHORT_ARGUMENT = 40
_SIDE_BY_SIDE = 4
_NAME = re.compile(r"[\w$@.]+\Z")
_SAYS_NOTHING = frozenset(("?", "any", "unknown", "mixed", "object", "dynamic"))
"""Types that a cast to says less than the expression itself."""
_MADE_OF_ARGUMENTS = frozenset(("list", "map", "tuple", "fn", "typeof"))
_QUOTED_TYPE = re.compile(r"[\w.\[\], |]+\Z")

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
        return self.variants.get(text) or self.variants.get("*") or _NO_OPERATION


_NO_OPERATION = Operation()
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
            makers=frozenset(table.get("makers", ())),
            owners={kind: spec.split()[1] for kind, spec in expressions.items() if spec.startswith("own ")},
            discards=frozenset(table.get("discards", ())),
            plain_types=frozenset(("?", *table.get("predeclared_types", ()))),
            argument_lists=frozenset(table.get("argument_lists", ())),
            whole_lists=bool(table.get("whole_lists", False)),
        )

    def is_side_by_side(self, pattern: Node) -> bool:
        """Say whether a pattern's names stand side by side, each with a value of its own."""
        return self.patterns.get(pattern.kind_id, _NO_OPERATION).name == "results"


class Source:
    """What one tree was parsed from, and how its language is noted.

    A node's own `text` takes twice as long as a slice.  In the string each byte is a character, so
    that byte offsets hold in it; what is not ASCII is decoded when asked for.  What a node says is kept, for several
    patterns ask for the same, and for parts of it.
    """

    __slots__ = ("_text", "cuts", "expressions", "notation", "types")

    def __init__(self, text: bytes, notation: Notation) -> None:
        self._text = text.decode("latin-1")
        self.notation = notation
        self.expressions: dict[int, str] = {}
        self.types: dict[int, str] = {}
        self.cuts = 0
        """How often an expression was too deep: what lacks a part for that is not kept for others to have inside."""

    def between(self, start: int, end: int) -> str:
        """Return the text between two byte offsets.  Half a character becomes U+FFFD."""
        text = self._text[start:end]
        return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")

    def on_line_before(self, position: int) -> str:
        """Return what stands before a byte offset on its line."""
        return self._text[self._text.rfind("\n", 0, position) + 1 : position]

    def has_beside(self, start: int, end: int) -> bool:
        """Say whether anything stands on the lines of a span before or after it."""
        line_end = self._text.find("\n", end)
        after = self._text[end : line_end if line_end >= 0 else None]
        return bool(self.on_line_before(start).strip() or after.strip())

    def is_blank_after(self, position: int) -> bool:
        """Say whether nothing stands after a byte offset on its line, and on the next."""
        first = self._text.find("\n", position)
        second = self._text.find("\n", first + 1)
        return 0 <= first < second and not self._text[position:second].strip()

    def comment_before(self, position: int) -> str:
        """Return the block comment that ends just before a byte offset, or "" where none does that is short."""
        text = self._text[max(position - _LENGTH, 0) : position].rstrip()
        return text[text.rfind("/*") :] if text.endswith("*/") and "/*" in text else ""

    def of(self, node: Node) -> str:
        """Return a node's text."""
        text = self._text[node.start_byte : node.end_byte]
        return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")

    def expression(self, node: Node) -> str:
        """Return `expression` of a node."""
        return expression(node, self)

    def may_have_types(self, node: Node) -> bool:
        """Say whether an expression may be a call with type arguments, which reads like a value of a type."""
        return self.notation.expressions.get(node.kind_id, _NO_OPERATION).name in ("call_with_types", "converted")

    def type_expression(self, node: Node) -> str:
        """Return `type_expression` of a node."""
        key = node.id
        known = self.types.get(key)
        if known is None:
            known = self.types[key] = type_expression(node, self)
        return known


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


def _children(node: Node) -> list[Node]:
    """Return the named children, comments left out."""
    return [child for child in node.named_children if not child.is_extra]


def _nothing(_: Node) -> None:
    return None


def _operand(which: str, grammar: Grammar) -> Operand:
    """Return what finds a field, or a named child, comments left out, by position (negative from the end)."""
    if "/" in which:
        outer, rest = (_operand(part, grammar) for part in which.split("/", 1))
        return lambda node: None if (inner := outer(node)) is None else rest(inner)
    if which.lstrip("-").isdigit():
        return _child(int(which))
    field = grammar.field_id_for_name(which)
    return methodcaller("child_by_field_id", field) if field is not None else _nothing


def _child(position: int) -> Operand:
    def find(node: Node) -> Node | None:
        if position == 0 and node.named_child_count:
            child = node.named_child(0)
            if child is not None and not child.is_extra:
                return child
        children = _children(node)
        return children[position] if -len(children) <= position < len(children) else None

    return find


def _dotted(name: str) -> str:
    return name.replace("::", ".").replace("\\", ".")


def expression(node: Node | None, source: Source, depth: int = 0) -> str:
    """Return an expression node in the notation above."""
    if node is None:
        return "?"
    if depth > _DEPTH:
        source.cuts += 1
        return "?"
    operation = source.notation.expressions.get(node.kind_id)
    if operation is None:
        return "?"
    if operation.name == "name":
        return _short(source.of(node))
    if operation.variants:
        operation = operation.of(node, source)
    make = _EXPRESSIONS.get(operation.name)
    if make is None:
        return "?"
    key = node.id
    known = source.expressions.get(key)
    if known is None:
        cuts = source.cuts
        known = make(node, operation, source, depth + 1)
        if source.cuts == cuts or not depth:
            source.expressions[key] = known
    return known


# Each makes the notation of one operation; `depth` is that of the operands.


def _own(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return _short(f"{operation.words[0]}.{source.of(node)}")


def _path(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return _short(_dotted(source.of(node)))


def _invoke(node: Node, operation: Operation, source: Source, depth: int) -> str:
    method = operation.operands[1](node)
    if method is None:
        return "?"
    receiver = operation.operands[0](node)
    arguments = _arguments(node, source, depth)
    if receiver is None:
        return _short(f"{source.of(method)}{arguments}")
    made, name = expression(receiver, source, depth), source.of(method)
    if name in source.notation.makers:
        return _short(f"{made}()")
    text = f"{made}.{name}{arguments}"
    if len(text) <= _LENGTH or not source.notation.whole_lists:
        return _short(text)
    chain = _emptied(text)  # of arguments, which are the most of it
    return chain if len(chain) <= _LONG_CHAIN and "\n" not in chain else "?"


def _emptied(text: str) -> str:
    """Return an expression with no more than the brackets of its calls."""
    kept, depth = [], 0
    for sign in text:
        depth -= sign == ")"
        if depth == 0:
            kept.append(sign)
        depth += sign == "("
        if sign == "(" and depth == 1:
            kept.append(MORE)
    return "".join(kept)


def _member(node: Node, operation: Operation, source: Source, depth: int) -> str:
    find_owner, find_member = operation.operands
    owner, member = find_owner(node), find_member(node)
    name = source.of(member) if member is not None else "?"
    return _short(f"{expression(owner, source, depth)}.{name}" if owner is not None else name)


def _rooted(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a member, or a name outside everything where nothing stands before it: `::Geo`."""
    is_member = operation.operands[0](node) is not None
    return _member(node, operation, source, depth) if is_member else f".{_member(node, operation, source, depth)}"


def _call(node: Node, operation: Operation, source: Source, depth: int) -> str:
    function = operation.operands[0](node)
    if source.notation.cast_functions and function is not None:
        name = source.of(function).partition("<")[0].rsplit(".", 1)[-1].rsplit("::", 1)[-1]
        if name in source.notation.cast_functions:
            arguments = _generic_arguments(function) or node.child_by_field_name("arguments")
            if arguments is not None and arguments.named_children:
                return f"<{type_expression(arguments.named_children[0], source)}>"
    called = expression(function, source, depth)
    suffix = operation.operands[1](node) if len(operation.operands) > 1 else None
    if suffix is not None and suffix.children and suffix.children[0].type == "[":
        index_text = source.of(suffix)[1:-1]
        return _short(f"{called}[{index_text if index_text.isdigit() else ''}]")
    called_on, _, called_name = called.rpartition(".")
    if called_on and called_name in source.notation.transparent_methods:
        return called_on
    return _short(f"{called}{_arguments(node, source, depth)}")


def _call_with_types(node: Node, operation: Operation, source: Source, depth: int) -> str:
    types = operation.operands[1](node)
    if types is None:
        return _call(node, Operation("call", operation.words[:1], operation.operands[:1]), source, depth)
    arguments = [type_expression(child, source) for child in _children(types)]
    return _short(f"<{expression(operation.operands[0](node), source, depth)}[{','.join(arguments)}]>")


def _call_applied(node: Node, operation: Operation, source: Source, depth: int) -> str:
    types = operation.operands[1](node)
    called = _call(node, Operation("call", operation.words[:1], operation.operands[:1]), source, depth)
    function = expression(operation.operands[0](node), source, depth)
    if types is None or not called.startswith(f"{function}(") or function.startswith("?"):
        return called
    arguments = [type_expression(child, source) for child in _types_in(types, source)]
    given = f"{function}{{{','.join(arguments)}}}{called[len(function) :]}"
    return given if len(given) <= _LENGTH else called


def _scoped(node: Node, operation: Operation, source: Source, depth: int) -> str:
    parts = [find(node) for find in operation.operands]
    return _short(".".join([expression(part, source, depth) for part in parts if part is not None]))


def _class(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return type_expression(node, source).partition("[")[0]


def _index(node: Node, operation: Operation, source: Source, depth: int) -> str:
    index = operation.operands[1](node) if len(operation.operands) > 1 else None
    if index is not None and source.notation.expressions.get(index.kind_id, _NO_OPERATION).words == ("range",):
        return expression(operation.operands[0](node), source, depth)  # a slice
    if index is not None and source.notation.expressions.get(index.kind_id, _NO_OPERATION).name == "slice":
        return _short(f"{expression(operation.operands[0](node), source, depth)}[:]")
    text = source.of(index) if index is not None else ""
    return _short(f"{expression(operation.operands[0](node), source, depth)}[{text if text.isdigit() else ''}]")


def _operated(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return an operator as the call of the method that it is: of the operand before it, or of the one behind it.

    A literal of the library's has its operators from there.
    """
    *operands, method = operation.words if len(operation.words) == 2 else operation.words[:3]
    made = [expression(find(node), source, depth) for find in operation.operands[: len(operands)]]
    if made[0] == "#str":
        return made[0]
    if made[0][0] not in "#?":
        return _short(f"{made[0]}.{method}()")
    return _short(f"{made[-1]}.{operation.words[-1]}()") if len(made) > 1 and made[-1][0] not in "#?" else "?"


def _await(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return _short(f"{expression(_only(operation)(node), source, depth)}~")


def _element(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return _short(f"{expression(operation.operands[0](node), source, depth)}*")


def _strip(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return expression(_only(operation)(node), source, depth)


def _documented(node: Node, operation: Operation, source: Source, depth: int) -> str:
    said = docblock(source.comment_before(node.start_byte))
    if said is not None and said.variable and not is_vague(said.variable):
        return _short(f"<{said.variable}>")
    return _strip(node, operation, source, depth)


def _instance(node: Node, operation: Operation, source: Source, depth: int) -> str:
    made = type_expression(operation.operands[0](node), source)
    if len(operation.operands) > 1 and made in _SAYS_NOTHING:
        return expression(operation.operands[1](node), source, depth)
    return f"<{made}>"


def _new(node: Node, operation: Operation, source: Source, depth: int) -> str:
    made = type_expression(operation.operands[0](node), source)
    if len(operation.operands) > 1 and (arguments := operation.operands[1](node)) is not None:
        parts = [type_expression(child, source) for child in arguments.named_children if not child.is_extra]
        made = f"{made}[{','.join(parts)}]"
    if source.notation.whole_lists:
        made = made.removesuffix("[]")  # whose type arguments the others tell
    passed = _arguments(node, source, depth) if source.notation.whole_lists else "()"
    return _short(f"<{made}>" if "[" in made else f"{made}{passed}")


def _or(node: Node, operation: Operation, source: Source, depth: int) -> str:
    nodes = [find(node) for find in operation.operands] if operation.operands else _children(node)
    table = source.notation.expressions
    parts = list(
        dict.fromkeys(
            expression(part, source, depth)
            for part in nodes
            if part is not None and table.get(part.kind_id, _NO_OPERATION).name != "nothing"
        )
    )
    if not parts:
        return "?"
    return _short(parts[0] if len(parts) == 1 else f"({'|'.join(parts)})")


def _literal(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a literal of its kind, or of that which goes with its last letter: `literal int l long`."""
    kind, *suffixes = operation.words
    if suffixes:
        last = source.of(node)[-1:].lower()
        kind = dict(zip(suffixes[::2], suffixes[1::2], strict=True)).get(last, kind)
    return f"#{kind}"


def _reflected(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return what the library gives for a type as an object."""
    return _short(f"<{operation.words[1]}[{type_expression(operation.operands[0](node), source)}]>")


def _array(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return an array of a type by its dimensions."""
    dimensions = "".join(source.of(child) for child in node.children if child.type.startswith("dimensions")).count("[")
    element = type_expression(operation.operands[0](node), source)
    return _short(f"<{'list[' * dimensions}{element}{']' * dimensions}>")


def _sum(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a sum: with a string it is one."""
    parts = [expression(find(node), source, depth) for find in operation.operands]
    return "#str" if "#str" in parts else "?"


def _elements(node: Node, operation: Operation, source: Source, depth: int) -> str:
    inside = _informative(_children(node), source, depth)
    return f"[{inside}]" if inside else f"#{operation.words[0]}"


def _values(node: Node, operation: Operation, source: Source, depth: int) -> str:
    pairs = (value for child in _children(node) if (value := child.child_by_field_name("value")) is not None)
    inside = _informative(pairs, source, depth)
    return f"{{{inside}}}" if inside else f"#{operation.words[0]}"


def _record(node: Node, operation: Operation, source: Source, depth: int) -> str:
    def members() -> Iterator[tuple[str, str]]:
        for child in _children(node):
            key = child.child_by_field_name("key") or child.child_by_field_name("name")
            value = child.child_by_field_name("value")
            if child.type == operation.words[0]:
                yield REST, expression(_first_child(child), source, depth)
            elif key is None:
                yield source.of(child), expression(child, source, depth)
            elif value is None or _is_function(value, source):
                yield source.of(key), f"&{key.start_point[0] + 1}"
            else:
                yield source.of(key), expression(value, source, depth)

    return record_of(members()) or "#object"


def _is_function(node: Node, source: Source) -> bool:
    operation = source.notation.expressions.get(node.kind_id, _NO_OPERATION)
    if operation.name in ("strip", "documented") and (inner := _only(operation)(node)) is not None:
        return _is_function(inner, source)
    return operation.name == "function"


def _tokens(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return _short(_tokens_before(node, source, depth))


def _function(node: Node, operation: Operation, source: Source, depth: int) -> str:
    result = operation.operands[0](node) if operation.operands else None
    if result is not None:
        return f"<fn[{type_expression(result, source)}]>"
    body = operation.operands[1](node) if len(operation.operands) > 1 else None
    given = expression(body, source, depth) if body is not None else "?"
    return "#function" if given.startswith(("?", "#")) else _short(f"{GIVING}{given}")


def _of_series(node: Node, operation: Operation, source: Source, depth: int) -> str:
    nodes = _series(node, source)
    return expression(nodes[0], source, depth) if len(nodes) == 1 else "#tuple"


def _type(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return f"<{type_expression(node, source)}>"


_EXPRESSIONS: dict[str, Callable[[Node, Operation, Source, int], str]] = {
    "own": _own,
    "path": _path,
    "invoke": _invoke,
    "member": _member,
    "rooted": _rooted,
    "call": _call,
    "call_with_types": _call_with_types,
    "call_applied": _call_applied,
    "scoped": _scoped,
    "class": _class,
    "index": _index,
    "operated": _operated,
    "await": _await,
    "element": _element,
    "strip": _strip,
    "documented": _documented,
    "instance": _instance,
    "converted": _instance,
    "new": _new,
    "or": _or,
    "literal": _literal,
    "array": _array,
    "reflected": _reflected,
    "sum": _sum,
    "elements": _elements,
    "values": _values,
    "record": _record,
    "tokens": _tokens,
    "function": _function,
    "series": _of_series,
    "type": _type,
}


_first_child = _child(0)


def _only(operation: Operation) -> Operand:
    """Return an operation's operand, or what finds the first child where it has none."""
    return operation.operands[0] if operation.operands else _first_child


def _arguments(call: Node, source: Source, depth: int) -> str:
    """Return the arguments of a call in brackets, left out where they say nothing or stand under a name."""
    arguments = call.child_by_field_name("arguments") if source.notation.argument_lists else None
    if arguments is None:
        return "()"
    if arguments.type not in source.notation.argument_lists:  # one that needs no brackets of its own
        return f"({_informative([arguments], source, depth)})"
    if source.notation.whole_lists:
        return f"({_whole(_children(arguments), source, depth)})"
    return f"({_informative(_children(arguments), source, depth)})" if arguments.named_child_count else "()"


def _whole(nodes: Iterable[Node], source: Source, depth: int) -> str:
    """Return all expressions that stand side by side, what is long as `?`."""
    parts = [expression(node, source, depth) for node in nodes]
    parts = ["?" if len(part) > _SHORT_ARGUMENT or part.startswith(RECORD) else part for part in parts]
    text = ",".join(parts)
    return text if len(text) <= _SHORT else ",".join("?" * len(parts))


def _informative(nodes: Iterable[Node], source: Source, depth: int) -> str:
    """Return the first few expressions that stand side by side, or "" where they are long or none says anything."""
    parts = [expression(node, source, depth) for node, _ in zip(nodes, range(_SIDE_BY_SIDE), strict=False)]
    parts = ["?" if part.startswith(("#", RECORD)) else part for part in parts]
    while parts and parts[-1] == "?":
        parts.pop()
    text = ",".join(parts)
    return text if len(text) <= _SHORT else ""


def _tokens_before(separator: Node, source: Source, depth: int) -> str:
    """Return the expression that ends before a `.` or `::` between tokens."""
    suffix, token = "", separator.prev_sibling
    while token is not None:
        text = source.of(token)
        if text[:1] == "(" and token.child_count:
            suffix = f"(){suffix}"
        elif text[:1] == "[" and token.child_count:
            suffix = f"[]{suffix}"
        elif text != "?":
            break
        token = token.prev_sibling
    table = source.notation.expressions
    if token is None or depth > _DEPTH or table.get(token.kind_id, _NO_OPERATION).name != "name":
        return "?"
    before = token.prev_sibling
    if before is not None and table.get(before.kind_id, _NO_OPERATION).name == "tokens":
        return f"{_tokens_before(before, source, depth + 1)}.{source.of(token)}{suffix}"
    return f"{source.of(token)}{suffix}"


def _generic_arguments(function: Node) -> Node | None:
    """Return the type arguments of a called name: `<T>` of `a::cast<T>`."""
    node: Node | None = function
    while node is not None:
        arguments = node.child_by_field_name("arguments")
        if arguments is not None:
            return arguments if arguments.named_children else None
        node = node.child_by_field_name("name")
    return None


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH and "\n" not in text else "?"


def type_expression(node: Node | None, source: Source, depth: int = 0) -> str:
    """Return a type node in the notation above."""
    if node is None or depth > _DEPTH:
        return "?"
    if depth == 0 and source.notation.inferred_types and source.of(node) in source.notation.inferred_types:
        return ""
    operation = source.notation.types.get(node.kind_id, _NO_OPERATION)
    operands = operation.operands

    def part(find: Operand) -> str:
        return type_expression(find(node), source, depth + 1)

    match operation.name:
        case "name":
            return _short(_dotted(source.of(node)))
        case "member":
            owner, member = operands[0](node), operands[1](node)
            name = source.of(member) if member is not None else "?"
            return _short(f"{part(operands[0])}.{name}" if owner is not None else name)
        case "generic":
            base = part(_only(operation))
            arguments = [
                type_expression(child, source, depth + 1)
                for child in _type_arguments(node, operands[1] if len(operands) > 1 else None, source)
            ]
            if base in source.notation.transparent_types and arguments and not _is_scoped(node, source):
                return arguments[0]
            return _applied(base, arguments)
        case "scoped":
            text = ".".join(part(find) for find in operands if find(node) is not None)
            base, _, inside = text.partition("[")
            if base in source.notation.transparent_types and not _is_scoped(node, source):
                return _first_argument(inside.removesuffix("]"))
            return _short(text)
        case "dotted":
            names = [
                child
                for child in _children(node)
                if source.notation.types.get(child.kind_id, _NO_OPERATION).name == "name"
            ]
            arguments = [
                type_expression(child, source, depth + 1)
                for holder in _children(node)
                if holder.type == operation.words[0]
                for child in _types_in(holder, source)
            ]
            base = ".".join(map(source.of, names))
            if base in source.notation.transparent_types and arguments:
                return arguments[0]
            return _applied(base, arguments)
        case "union":
            types = [find(node) for find in operands] if operands else _types_in(node, source)
            parts = [type_expression(child, source, depth + 1) for child in types]
            return _short("|".join(dict.fromkeys(parts)))
        case "list":
            return _short(f"list[{part(_only(operation))}]")
        case "map":
            return _short(f"map[{part(operands[0])},{part(operands[1])}]")
        case "tuple":
            parts = []
            for child in node.children_by_field_name(operation.words[0]) if operands else _types_in(node, source):
                inner = source.notation.types.get(child.kind_id, _NO_OPERATION)
                repeated = inner.name == "repeated"
                several = len(child.children_by_field_name(inner.words[0])) or 1 if repeated else 1
                parts += [type_expression(child, source, depth + 1)] * several
            return _short(f"tuple[{','.join(parts)}]" if len(parts) != 1 else parts[0])
        case "of":
            return _short(f"{operation.words[0]}[{','.join(map(part, operands[1:]))}]")
        case "function":
            parts = [part(operands[0])]
            if len(operands) > 1 and (taken := operands[1](node)) is not None:
                for child in _children(taken):
                    typed, named = child.child_by_field_name("type"), child.child_by_field_name("pattern")
                    is_rest = named is not None and named.type in operation.words[2:3]
                    if named is not None and named.type in operation.words[3:]:
                        continue
                    said = type_expression(typed if typed is not None else child, source, depth + 1)
                    parts.append(f"{REST}{said}" if is_rest else said)
            return _applied("fn", parts)
        case "strip":
            return part(_only(operation))
        case "record":
            return _record_type(node, operation, source, depth)
        case "repeated":
            return part(operands[1])
        case "struct":
            return record_of(_fields(node, operation, source, depth)) or "?"
        case "interface":
            return record_of(_methods(node, operation, source, depth)) or "any"
        case "lookup":
            whole, key = part(operands[0]), operands[1](node)
            name = source.of(key) if key is not None else ""
            is_named = name[:1] in "\"'" and _NAME.match(name[1:-1]) is not None and not set(whole) & {"[", "{"}
            return _short(f"{whole}.{name[1:-1]}") if is_named else "?"
        case "constant":
            return operation.words[0]
        case "quoted":
            text = source.of(node).strip("\"'")
            return _short(text.replace(" ", "")) if _QUOTED_TYPE.match(text) else "?"
        case "unknown":
            return "?"
    children = node.named_children
    if len(children) == 1:
        return type_expression(children[0], source, depth + 1)
    if not children:
        text = _dotted(source.of(node))
        return _short(text) if _NAME.match(text) else "?"
    return "?"


def _applied(base: str, arguments: list[str]) -> str:
    """Return a type with its arguments, of the long ones the name where all are too long, without any if need be."""
    shorter = [_without_arguments(each) if len(each) > _SHORT else each for each in arguments]
    for fitting in (arguments, shorter, ["?" if len(each) > _SHORT else each for each in arguments], []):
        text = f"{base}[{','.join(fitting)}]" if fitting else base
        if len(text) <= _LENGTH:
            break
    return _short(text)


def _without_arguments(type_text: str) -> str:
    """Return the name of a generic type; what says nothing without its arguments is anything."""
    name, _, arguments = type_text.partition("[")
    depth = 1
    for at, sign in enumerate(arguments, 1):
        depth += (sign == "[") - (sign == "]")
        if not depth:
            is_whole = at == len(arguments) and _NAME.match(name) is not None
            return name if is_whole and name not in _MADE_OF_ARGUMENTS else "?"
    return "?"


def _record_type(node: Node, operation: Operation, source: Source, depth: int) -> str:
    around = node.parent
    while around is not None and around.type in operation.words[1:]:
        around = around.parent
    if around is not None and around.type == operation.words[0]:
        return "?"

    def members() -> Iterator[tuple[str, str]]:
        for child in _children(node):
            name = child.child_by_field_name("name")
            if name is not None:
                yield source.of(name), type_expression(child, source, depth + 1)
            elif source.notation.types.get(child.kind_id, _NO_OPERATION).name == "function":
                yield CALLED, type_expression(child, source, depth + 1)

    return record_of(members()) or "?"


def _fields(node: Node, operation: Operation, source: Source, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the names and types of the fields of a struct without a name."""
    for field in (field for block in _children(node) for field in _children(block)):
        typed = type_expression(operation.operands[1](field), source, depth + 1)
        if typed in source.notation.plain_types:
            continue
        names = field.children_by_field_name(operation.words[0])
        for name in map(source.of, names) if names else (typed.partition("[")[0].rpartition(".")[2],):
            yield name, typed


def _methods(node: Node, operation: Operation, source: Source, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the methods of an interface without a name by their lines, and what it embeds by the names of that."""
    for each in _children(node):
        if (name := operation.operands[0](each)) is not None:
            yield source.of(name), f"{DEFINED}{name.start_point[0] + 1}"
        elif _NAME.match((typed := type_expression(each, source, depth + 1)).partition("[")[0]):
            yield typed.partition("[")[0].rpartition(".")[2], typed


def _is_scoped(node: Node, source: Source) -> bool:
    parent = node.parent
    return parent is not None and source.notation.types.get(parent.kind_id, _NO_OPERATION).name == "scoped"


def _first_argument(arguments: str) -> str:
    depth = 0
    for position, character in enumerate(arguments):
        depth += (character == "[") - (character == "]")
        if character == "," and depth == 0:
            return arguments[:position]
    return arguments


def _type_arguments(node: Node, find: Operand | None, source: Source) -> Iterator[Node]:
    """Yield the arguments of a generic type, whether they stand beside its base or in a list of their own."""
    holder = find(node) if find is not None else None
    if holder is not None:
        yield from _types_in(holder, source)
        return
    for child in node.named_children[1:]:
        if child.type in ("type_parameter", "type_arguments", "type_argument_list", "template_argument_list"):
            yield from _types_in(child, source)
        elif not child.is_extra:
            yield child


def _types_in(node: Node, source: Source) -> list[Node]:
    types = source.notation.types
    return [n for n in _children(node) if types.get(n.kind_id, _NO_OPERATION).name != "nothing"]


def _series(node: Node | None, source: Source) -> list[Node]:
    """Return the expressions that stand side by side in a node."""
    if node is None:
        return []
    if source.notation.expressions.get(node.kind_id, _NO_OPERATION).of(node, source).name != "series":
        return [node]
    return _children(node)


def _part(value: str, suffix: str) -> str:
    """Return a part of an expression; a part of nothing or of anything is the same again."""
    return value if value in ("", "?") else _short(value + suffix)


def _is_call(text: str) -> bool:
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += (text[position] == ")") - (text[position] == "(")
        if depth == 0:
            return text.endswith(")") and position > 0 and text[position - 1] not in "(,|[{"
    return False


def pattern_names(
    node: Node, source: Source, value: str, value_node: Node | None = None, depth: int = 0
) -> Iterator[tuple[Node, str]]:
    """Yield each name that a pattern binds, with the part of `value` (written as `value_node`) that it gets.

    Operations of `patterns`: `name` (`name lower`: unless capitalized, which is a constant), `tuple` (by position),
    `nested` (one pattern in brackets, or several by position),
    `object` (its children are pairs or shorthands, or see the same value), `constructor type` (like both, of a value
    of that type), `pair key value`, `shorthand` (key and name in one), `strip operand`, `rest` (a list of the rest),
    `results [field]` (side by side: each gets the value beside it, or a result of the one call; of any other
    one value, the first gets all and the second whether there was one).
    """
    if depth > _DEPTH:
        return
    operation = source.notation.patterns.get(node.kind_id, _NO_OPERATION).of(node, source)
    operands = operation.operands
    match operation.name:
        case "name":
            name = source.of(node)
            if name not in source.notation.discards and not (operation.words and name[:1].isupper()):
                yield node, value
        case "tuple":
            children = _children(node)
            values = _series(value_node, source)
            for position, child in enumerate(children):
                if len(values) == len(children) > 1:
                    beside, part = values[position], expression(values[position], source, depth + 1)
                elif source.notation.patterns.get(child.kind_id, _NO_OPERATION).name == "rest" and value not in (
                    "",
                    "?",
                ):
                    rest = _only(source.notation.patterns[child.kind_id])(child)
                    if rest is not None:
                        yield from pattern_names(rest, source, _short(f"[{value}*]"), None, depth + 1)
                    continue
                else:
                    beside, part = None, _part(value, f"[{position}]")
                yield from pattern_names(child, source, part, beside, depth + 1)
        case "results":
            parts = node.children_by_field_name(operation.words[0]) if operands else node.named_children
            parts = [part for part in parts if part.is_named and not part.is_extra]
            values = _series(value_node, source)
            for position, child in enumerate(parts):
                beside = values[position] if len(values) == len(parts) else None
                if beside is not None:
                    part = expression(beside, source, depth + 1)
                elif len(parts) == 1 or value_node is None:
                    part = value
                elif _is_call(value) or source.may_have_types(values[0]):
                    part = _part(value, f"[{position}]")
                else:
                    part = "#bool" if position else value
                yield from pattern_names(child, source, part, beside, depth + 1)
        case "object":
            for child in node.named_children:
                yield from pattern_names(child, source, value, None, depth + 1)
        case "nested":
            patterns = [child for child in _children(node) if child.kind_id in source.notation.patterns]
            values = _series(value_node, source)
            for position, child in enumerate(patterns):
                beside = values[position] if len(values) == len(patterns) > 1 else None
                if beside is not None:
                    part = expression(beside, source, depth + 1)
                else:
                    part = value if len(patterns) == 1 else _part(value, f"[{position}]")
                yield from pattern_names(child, source, part, beside, depth + 1)
        case "constructor":
            made = operands[0](node)
            whole = f"<{type_expression(made, source)}>"
            for position, child in enumerate(c for c in node.named_children if c != made and not c.is_extra):
                by_name = source.notation.patterns.get(child.kind_id, _NO_OPERATION).name in ("pair", "shorthand")
                part = whole if by_name else _part(whole, f"[{position}]")
                yield from pattern_names(child, source, part, None, depth + 1)
        case "pair":
            key, target = operands[0](node), operands[1](node)
            if key is not None and target is not None:
                yield from pattern_names(target, source, _part(value, f".{source.of(key)}"), None, depth + 1)
            elif key is not None:
                yield key, _part(value, f".{source.of(key)}")
        case "shorthand":
            short = operands[0](node) if operands else node
            if short is not None:
                yield short, _part(value, f".{source.of(short)}")
        case "strip":
            inner = _only(operation)(node)
            if inner is not None:
                yield from pattern_names(inner, source, value, value_node, depth + 1)
        case "rest":
            inner = _only(operation)(node)
            if inner is not None:
                yield from pattern_names(inner, source, "#list", None, depth + 1)


class Declared(NamedTuple):
    """What a declarator says of the name inside it."""

    name: Node
    text: str
    type: str
    owner: str
    value: str
    is_function: bool
    """The name is a function's and `type` what it returns; a pointer to a function is not one."""
    is_pointer: bool = False
    """It holds where another value is, not a value of its type."""


def declared(node: Node | None, source: Source, type_text: str) -> Declared | None:
    """Return the name inside a declarator, and the type that it has when the declaration begins with `type_text`.

    Operations of `declarators`: `name`, `strip operand`, `pointer operand`, `list operand` (an array),
    `function operand [child]` (a child of that type holds the return type), `initialized operand value`,
    `scoped owner operand`, `until operand [child]` (the name is what stands before it, from that child on).
    """
    owner: list[str] = []
    value, is_function, is_pointer = "", False, False
    for _ in range(_DEPTH):
        if node is None:
            return None
        operation = source.notation.declarators.get(node.kind_id, _NO_OPERATION)
        operands, words = operation.operands, operation.words
        if is_function and operation.name in ("pointer", "list", "function"):
            type_text, is_function = f"fn[{type_text}]", False
        match operation.name:
            case "name":
                return Declared(
                    node, source.of(node), _short(type_text), ".".join(owner), value, is_function, is_pointer
                )
            case "until":
                name, rest = node, operands[0](node)
                for child in node.children if len(operands) > 1 else ():
                    if child.type == words[1]:
                        name = child
                end = rest.start_byte if rest is not None else node.end_byte
                text = " ".join(source.between(name.start_byte, end).split())
                return Declared(name, text, _short(type_text), ".".join(owner), value, True)
            case "list":
                type_text = f"list[{type_text}]" if type_text else ""
            case "function":
                is_function = True
                for child in node.named_children if len(operands) > 1 else ():
                    if child.type == words[1]:
                        type_text = type_expression(child, source)
            case "initialized":
                value = expression(operands[1](node), source)
            case "scoped":
                scope = operands[0](node)
                if scope is not None:
                    owner.append(type_expression(scope, source).partition("[")[0])
                node = operands[1](node)
                continue
            case "pointer":
                is_pointer = True
            case "strip":
                pass
            case _:
                return None
        node = _only(operation)(node)
    return None
