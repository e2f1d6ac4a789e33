"""Calls, and values that are made."""

from __future__ import annotations

from collections.abc import Iterable

from tree_sitter import Node

from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.tables import (
    FIRST_CHILD,
    LENGTH,
    NO_OPERATION,
    SHORT,
    Operation,
    children_of,
    emptied,
    held_in,
    shortened,
)
from ecp.index.extraction.notation.written_types import type_expression, types_in
from ecp.index.extraction.source import Source
from ecp.index.records import GIVING, MORE, RECORD

_LONG_CHAIN = 480


_SHORT_ARGUMENT = 40


SIDE_BY_SIDE = 4


_SAYS_NOTHING = frozenset(("?", "any", "unknown", "mixed", "object", "dynamic"))
"""Types that a cast to says less than the expression itself."""


def invoke(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`invoke receiver method`: a call of a method."""
    method = operation.operands[1](node)
    if method is None:
        return "?"
    receiver = operation.operands[0](node)
    arguments = _arguments(node, source, depth)
    if receiver is None:
        return shortened(f"{source.of(method)}{arguments}")
    made, name = expression(receiver, source, depth), source.of(method)
    if name in source.notation.makers and made in source.notation.type_makers:
        given = node.child_by_field_name("arguments")
        return expression(FIRST_CHILD(given), source, depth) if given is not None else "?"
    if name in source.notation.makers:
        return shortened(f"{made}()")
    text = f"{made}.{name}{arguments}"
    if len(text) <= LENGTH or not source.notation.whole_lists:
        return shortened(text)
    chain = emptied(text, MORE)  # of arguments, which are the most of it
    return chain if len(chain) <= _LONG_CHAIN and "\n" not in chain else "?"


def call(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`call function suffix`: a call, or an index where the suffix stands in such brackets."""
    function = operation.operands[0](node)
    if source.notation.cast_functions and function is not None:
        name = source.of(function).partition("<")[0].rsplit(".", 1)[-1].rsplit("::", 1)[-1]
        if name in source.notation.cast_functions:
            arguments = _generic_arguments(function) or node.child_by_field_name("arguments")
            if arguments is not None and arguments.named_children:
                said = type_expression(arguments.named_children[0], source)
                return f"<{held_in(said, source.notation) if name in source.notation.holding_functions else said}>"
        if name in source.notation.map_makers and (made := _map_by_names(node, source, depth)):
            return made
    if source.notation.alias_makers and function is not None and (made := _generic_made(function, source)):
        return shortened(f"<{made}>")
    called = expression(function, source, depth)
    suffix = operation.operands[1](node) if len(operation.operands) > 1 else None
    if suffix is not None and suffix.children and suffix.children[0].type == "[":
        index_text = source.of(suffix)[1:-1]
        return shortened(f"{called}[{index_text if index_text.isdigit() else ''}]")
    called_on, _, called_name = called.rpartition(".")
    if called_on and called_name in source.notation.transparent_methods:
        return called_on
    return shortened(f"{called}{_arguments(node, source, depth)}")


def call_with_types(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`call_with_types function type_arguments`: a call that with type arguments reads like a value of a type."""
    types = operation.operands[1](node)
    if types is None:
        return call(node, Operation("call", operation.words[:1], operation.operands[:1]), source, depth)
    arguments = [type_expression(child, source) for child in children_of(types)]
    return shortened(f"<{expression(operation.operands[0](node), source, depth)}[{','.join(arguments)}]>")


def call_applied(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`call_applied function type_arguments`: a call whose type arguments are known for such."""
    types = operation.operands[1](node)
    called = call(node, Operation("call", operation.words[:1], operation.operands[:1]), source, depth)
    if types is None:  # before what is called is read once more, which in a chain of calls doubles the work at each
        return called
    function = expression(operation.operands[0](node), source, depth)
    if not called.startswith(f"{function}(") or function.startswith("?"):
        return called
    if len(operation.words) > 2 and types.type != operation.words[2]:
        return called
    arguments = [type_expression(child, source) for child in types_in(types, source)]
    given = f"{function}{{{','.join(arguments)}}}{called[len(function) :]}"
    return given if len(given) <= LENGTH else called


def instance(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`instance type operand`, `converted type operand`: a value of a type, which may say less than the operand."""
    made = type_expression(operation.operands[0](node), source)
    if len(operation.operands) > 1 and made in _SAYS_NOTHING:
        return expression(operation.operands[1](node), source, depth)
    return f"<{made}>"


def new(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`new type arguments names…`: a new value, with what it is made of where its type is one of the names."""
    made = type_expression(operation.operands[0](node), source)
    if len(operation.operands) > 1 and (arguments := operation.operands[1](node)) is not None:
        parts = [type_expression(child, source) for child in arguments.named_children if not child.is_extra]
        made = f"{made}[{','.join(parts)}]"
    if source.notation.whole_lists:
        made = made.removesuffix("[]")  # whose type arguments the others tell
    holds_given = source.notation.whole_lists or made in operation.words[2:]
    passed = _arguments(node, source, depth) if holds_given else "()"
    return shortened(f"<{made}>" if "[" in made else f"{made}{passed}")


def expected(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`expected`: a new value of the type that its place asks for."""
    made = expected_type(node, source)
    if not made:
        return "?"
    return shortened(f"<{made}>" if "[" in made else f"{made}()")


def function_applied(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`applied name type_arguments`: a function with the type arguments that stand after its name."""
    name, types = (find(node) for find in operation.operands)
    said = expression(name, source, depth)
    arguments = [type_expression(child, source) for child in types_in(types, source)] if types is not None else []
    whole = f"{said}{{{','.join(arguments)}}}"
    return whole if arguments and len(whole) <= SHORT and "?" not in whole else said


def typed(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`typed name type_arguments`: the same where some of them say nothing: `read::<Pen>`."""
    said = expression(operation.operands[0](node), source, depth)
    types = operation.operands[1](node)
    arguments = [type_expression(each, source) or "?" for each in types_in(types, source)] if types is not None else []
    whole = f"{said}{{{','.join(arguments)}}}"
    says_any = any(each != "?" for each in arguments)
    return whole if says_any and len(whole) <= SHORT and not said.startswith("?") else said


def _generic_made(function: Node, source: Source) -> str:
    """Return the generic type that a call makes a value of: `Box[Pen]()`, as by its name it is no table in capitals."""
    if source.notation.expressions.get(function.kind_id, NO_OPERATION).name != "index":
        return ""
    name = source.of(FIRST_CHILD(function) or function).rpartition(".")[2]
    is_name_of_type = name[:1].isupper() and name.isidentifier() and not name.isupper()
    return type_expression(function, source) if is_name_of_type or name in source.notation.alias_makers else ""


def _map_by_names(call: Node, source: Source, depth: int) -> str:
    """Return the map that a call makes of arguments which all stand under names: `dict(pen=Pen())`."""
    arguments = call.child_by_field_name("arguments")
    values = [child.child_by_field_name("value") for child in children_of(arguments)] if arguments is not None else []
    inside = "" if None in values else informative([value for value in values if value is not None], source, depth)
    return f"{{{inside}}}" if inside else ""


def _arguments(call: Node, source: Source, depth: int) -> str:
    """Return the arguments of a call in brackets, left out where they say nothing or stand under a name."""
    arguments = call.child_by_field_name("arguments") if source.notation.argument_lists else None
    if arguments is None:
        return "()"
    if arguments.type not in source.notation.argument_lists:  # one that needs no brackets of its own
        return f"({informative([arguments], source, depth)})"
    if source.notation.whole_lists:
        return f"({_whole(children_of(arguments), source, depth)})"
    return f"({informative(children_of(arguments), source, depth)})" if arguments.named_child_count else "()"


def _whole(nodes: Iterable[Node], source: Source, depth: int) -> str:
    """Return all expressions that stand side by side, what is long as `?`."""
    parts = [expression(node, source, depth) for node in nodes]
    parts = ["?" if len(part) > _SHORT_ARGUMENT or part.startswith(RECORD) else part for part in parts]
    text = ",".join(parts)
    return text if len(text) <= SHORT else ",".join("?" * len(parts))


def informative(nodes: Iterable[Node], source: Source, depth: int) -> str:
    """Return the first few expressions that stand side by side, or "" where they are long or none says anything."""
    parts = [expression(node, source, depth) for node, _ in zip(nodes, range(SIDE_BY_SIDE), strict=False)]
    parts = ["?" if part.startswith(("#", RECORD)) or _is_long_function(part) else part for part in parts]
    while parts and parts[-1] == "?":
        parts.pop()
    text = ",".join(parts)
    return text if len(text) <= SHORT else ""


def _is_long_function(text: str) -> bool:
    return text.startswith(GIVING) and len(text) > _SHORT_ARGUMENT


def expected_type(node: Node, source: Source) -> str:
    """Return the type that the place of an expression asks for, in the notation; "" where it does not say."""
    expected = source.notation.expected
    asking = expected.asking(node) if expected is not None else None
    written = expected.written(asking, source.of) if expected is not None and asking is not None else None
    return type_expression(written, source).strip("?") if written is not None else ""


def _generic_arguments(function: Node) -> Node | None:
    """Return the type arguments of a called name: `<T>` of `a::cast<T>`."""
    node: Node | None = function
    while node is not None:
        arguments = node.child_by_field_name("arguments")
        if arguments is not None:
            return arguments if arguments.named_children else None
        node = node.child_by_field_name("name")
    return None
