"""Expressions in the notation of `notation.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from ecp.index.docblocks import docblock, is_vague
from ecp.index.notation import (
    DEPTH,
    FIRST_CHILD,
    LENGTH,
    NO_OPERATION,
    SHORT,
    Operation,
    children_of,
    dotted,
    held_in,
    nothing,
    operand_of,
    shortened,
)
from ecp.index.records import GIVING, MORE, RECORD, REST, TRIED, record_of
from ecp.index.source import Source
from ecp.index.written_types import signature, type_expression, types_in

_LONG_CHAIN = 480
_SHORT_ARGUMENT = 40
_SIDE_BY_SIDE = 4
_SAYS_NOTHING = frozenset(("?", "any", "unknown", "mixed", "object", "dynamic"))
"""Types that a cast to says less than the expression itself."""


def expression(node: Node | None, source: Source, depth: int = 0) -> str:
    """Return an expression node in the notation."""
    if node is None:
        return "?"
    if depth > DEPTH:
        source.cuts += 1
        return "?"
    operation = source.notation.expressions.get(node.kind_id)
    if operation is None:
        return "?"
    if operation.name == "name":
        return shortened(source.of(node))
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
    return shortened(f"{operation.words[0]}.{source.of(node)}")


def _path(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return shortened(dotted(source.of(node)))


def _invoke(node: Node, operation: Operation, source: Source, depth: int) -> str:
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
    name = _name_of(member, source) if member is not None else "?"
    return shortened(f"{expression(owner, source, depth)}.{name}" if owner is not None else name)


def _name_of(member: Node, source: Source) -> str:
    """Return the name of a member without the type arguments that stand behind it: `Make<Pen>`."""
    is_applied = source.notation.expressions.get(member.kind_id, NO_OPERATION).name == "named_type"
    return source.of(FIRST_CHILD(member) or member) if is_applied else source.of(member)


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


def _call_with_types(node: Node, operation: Operation, source: Source, depth: int) -> str:
    types = operation.operands[1](node)
    if types is None:
        return _call(node, Operation("call", operation.words[:1], operation.operands[:1]), source, depth)
    arguments = [type_expression(child, source) for child in children_of(types)]
    return shortened(f"<{expression(operation.operands[0](node), source, depth)}[{','.join(arguments)}]>")


def _call_applied(node: Node, operation: Operation, source: Source, depth: int) -> str:
    types = operation.operands[1](node)
    called = _call(node, Operation("call", operation.words[:1], operation.operands[:1]), source, depth)
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


def _scoped(node: Node, operation: Operation, source: Source, depth: int) -> str:
    parts = [find(node) for find in operation.operands]
    return shortened(".".join([expression(part, source, depth) for part in parts if part is not None]))


def _class(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return type_expression(node, source).partition("[")[0]


def _named_type(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a name with its type arguments."""
    name, types = FIRST_CHILD(node), operation.operands[0](node)
    arguments = [type_expression(child, source) for child in types_in(types, source)] if types is not None else []
    whole = f"{source.of(name or node)}{{{','.join(arguments)}}}"
    return whole if len(whole) <= LENGTH else source.of(name or node)


def _index(node: Node, operation: Operation, source: Source, depth: int) -> str:
    index = operation.operands[1](node) if len(operation.operands) > 1 else None
    if index is not None and source.notation.expressions.get(index.kind_id, NO_OPERATION).words == ("range",):
        return expression(operation.operands[0](node), source, depth)  # a slice
    if index is not None and source.notation.expressions.get(index.kind_id, NO_OPERATION).name == "slice":
        return shortened(f"{expression(operation.operands[0](node), source, depth)}[:]")
    text = source.of(index) if index is not None else ""
    if operation.words[_INDEXED:] == (_BY_KEY,) and (key := text[1:-1]).isidentifier() and text[:1] in "\"'":
        return shortened(f"{expression(operation.operands[0](node), source, depth)}[#{key}]")
    return shortened(f"{expression(operation.operands[0](node), source, depth)}[{text if text.isdigit() else ''}]")


_INDEXED = 2
_BY_KEY = "key"
"""What stands after the operands of an index where a key that is a literal says what is under it."""


def _operated(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return an operator as the call of the method that it is: of the operand before it, or of the one behind it.

    A literal of the library's has its operators from there.
    """
    *operands, method = operation.words if len(operation.words) == 2 else operation.words[:3]
    made = [expression(find(node), source, depth) for find in operation.operands[: len(operands)]]
    if made[0] == "#str":
        return made[0]
    if made[0][0] not in "#?":
        return shortened(f"{made[0]}.{method}()")
    return shortened(f"{made[-1]}.{operation.words[-1]}()") if len(made) > 1 and made[-1][0] not in "#?" else "?"


def _united(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return an operator that may join types as the call that it is else, with the other operand: `A | B`."""
    called = _operated(node, operation, source, depth)
    other = operation.operands[0 if called.endswith(f"{operation.words[-1]}()") else 1](node)
    return shortened(f"{called[:-1]}{expression(other, source, depth)})") if called.endswith("()") else called


def _arithmetic(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return an operator on two operands as the call of what it may be, a member of the first one: `a.operator+(b)`."""
    left, right = (expression(find(node), source, depth) for find in operation.operands[:2])
    if left.startswith("?") or right.startswith("?") or "|" in left:
        return "?"
    return shortened(f"{left}.{operation.words[-1]}({right})")


def _await(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return shortened(f"{expression(operand_of(operation)(node), source, depth)}~")


def _element(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return shortened(f"{expression(operation.operands[0](node), source, depth)}*")


def _strip(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return expression(operand_of(operation)(node), source, depth)


def _tried(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return what an expression holds that ends the function where it holds nothing: `e?`."""
    text = expression(operation.operands[0](node), source, depth)
    return text if text.startswith("?") else shortened(f"{text}{TRIED}")


def _arm(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return what an arm of a match gives, with what its pattern binds in the place of the names."""
    pattern, value = operation.operands[0](node), operation.operands[1](node)
    block = node.parent
    matched = block.parent.child_by_field_name(operation.words[2]) if block is not None and block.parent else None
    return _without_own_names(expression(value, source, depth), [(pattern, matched)], source, depth)


def _conditional(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return either branch, in the first of which the names stand for what the condition binds."""
    condition, *branches = (find(node) for find in operation.operands)
    taken, *others = (expression(each, source, depth) for each in branches if each is not None)
    parts = [condition] if condition is not None and condition.child_by_field_name("pattern") else []
    parts += [] if condition is None or parts else children_of(condition)
    bound = [(part.child_by_field_name("pattern"), part.child_by_field_name("value")) for part in parts]
    parts_of_it = dict.fromkeys((_without_own_names(taken, bound, source, depth), *others))
    return shortened(f"({'|'.join(parts_of_it)})" if len(parts_of_it) > 1 else next(iter(parts_of_it)))


def _without_own_names(text: str, bound: Iterable[tuple[Node | None, Node | None]], source: Source, depth: int) -> str:
    """Return an expression with parts of values in the place of the names that patterns bind to them."""
    from ecp.index.patterns import pattern_names

    if _ANY_NAME.search(text) is None:
        return text
    known = {
        source.of(name): part or "?"
        for pattern, value in bound
        if pattern is not None
        for name, part in pattern_names(pattern, source, expression(value, source, depth), value)
    }
    return shortened(_ANY_NAME.sub(lambda name: known.get(name[0], name[0]), text)) if known else text


_ANY_NAME = re.compile(r"(?<![\w.#<&=])[^\W\d]\w*")


def _assigned(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return what is assigned, or what that is known by from then on where it says nothing: `a = b.c = class {}`."""
    said = expression(operation.operands[1](node), source, depth)
    return said if said != "?" else expression(operation.operands[0](node), source, depth)


def _named_or(node: Node, operation: Operation, source: Source, depth: int) -> str:
    name, token = operation.operands[0](node), operation.operands[1](node)
    if name is None and node.parent is not None and node.parent.type in operation.words[2:]:
        name = token
    return shortened(source.of(name)) if name is not None else "?"


def _documented(node: Node, operation: Operation, source: Source, depth: int) -> str:
    said = docblock(source.comment_before(node.start_byte))
    if said is not None and said.variable and not is_vague(said.variable):
        return shortened(f"<{said.variable}>")
    return _strip(node, operation, source, depth)


def _instance(node: Node, operation: Operation, source: Source, depth: int) -> str:
    made = type_expression(operation.operands[0](node), source)
    if len(operation.operands) > 1 and made in _SAYS_NOTHING:
        return expression(operation.operands[1](node), source, depth)
    return f"<{made}>"


def _new(node: Node, operation: Operation, source: Source, depth: int) -> str:
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


def _expected(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a new value of the type that its place asks for."""
    made = expected_type(node, source)
    if not made:
        return "?"
    return shortened(f"<{made}>" if "[" in made else f"{made}()")


def _or(node: Node, operation: Operation, source: Source, depth: int) -> str:
    nodes = [find(node) for find in operation.operands] if operation.operands else children_of(node)
    table = source.notation.expressions
    parts = list(
        dict.fromkeys(
            expression(part, source, depth)
            for part in nodes
            if part is not None and table.get(part.kind_id, NO_OPERATION).name != "nothing"
        )
    )
    if sum(map(len, parts)) > LENGTH:  # a long object is left out: what else it may be is known all the same
        parts = [part for part in parts if not part.startswith(RECORD)]
    if not parts:
        return "?"
    return shortened(parts[0] if len(parts) == 1 else f"({'|'.join(parts)})")


def _literal(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a literal of its kind, or of that which goes with its last letter: `literal int l long`."""
    kind, *suffixes = operation.words
    if suffixes:
        last = source.of(node)[-1:].lower()
        kind = dict(zip(suffixes[::2], suffixes[1::2], strict=True)).get(last, kind)
    return f"#{kind}"


def _prefixed(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a literal of its kind after what stands before its quote: `#L_str` of `L"wide"`."""
    prefix = source.of(node).partition('"' if operation.words[0] == "str" else "'")[0].removesuffix("R")
    return f"#{prefix}_{operation.words[0]}" if prefix else f"#{operation.words[0]}"


def _number(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a number of its kind: `#zero`, which may be a pointer, `#int`, `#unsigned_long`, `#double`, `#float`.

    https://eel.is/c++draft/lex.icon, https://eel.is/c++draft/lex.fcon
    """
    text = source.of(node).lower().replace("'", "")
    is_hexadecimal = text.lstrip("-+").startswith("0x")
    if ("p" if is_hexadecimal else "e") in text or "." in text:
        return "#float" if text.endswith("f") else "#double"
    if text.strip("0") == "" and len(text) == 1:
        return "#zero"
    digits = text.rstrip("ulz")
    suffix = text[len(digits) :]
    longs = "_".join(["long"] * suffix.count("l")) or ("long" if "z" in suffix else "")
    return f"#{'_'.join(filter(None, ['unsigned' * ('u' in suffix), longs])) or 'int'}"


def _function_applied(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a function with the type arguments that stand after its name."""
    name, types = (find(node) for find in operation.operands)
    said = expression(name, source, depth)
    arguments = [type_expression(child, source) for child in types_in(types, source)] if types is not None else []
    whole = f"{said}{{{','.join(arguments)}}}"
    return whole if arguments and len(whole) <= SHORT and "?" not in whole else said


def _typed(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a function with the type arguments that stand after it, where these say anything: `read::<Pen>`."""
    said = expression(operation.operands[0](node), source, depth)
    types = operation.operands[1](node)
    arguments = [type_expression(each, source) or "?" for each in types_in(types, source)] if types is not None else []
    whole = f"{said}{{{','.join(arguments)}}}"
    says_any = any(each != "?" for each in arguments)
    return whole if says_any and len(whole) <= SHORT and not said.startswith("?") else said


def _reflected(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return what the library gives for a type as an object."""
    return shortened(f"<{operation.words[1]}[{type_expression(operation.operands[0](node), source)}]>")


def _array(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return an array of a type by its dimensions."""
    dimensions = "".join(source.of(child) for child in node.children if child.type.startswith("dimensions")).count("[")
    element = type_expression(operation.operands[0](node), source)
    return shortened(f"<{'list[' * dimensions}{element}{']' * dimensions}>")


def _sum(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a sum: with a string it is one."""
    parts = [expression(find(node), source, depth) for find in operation.operands]
    return "#str" if "#str" in parts else "?"


def _elements(node: Node, operation: Operation, source: Source, depth: int) -> str:
    inside = _informative(children_of(node), source, depth)
    return f"[{inside}]" if inside else f"#{operation.words[0]}"


def _values(node: Node, operation: Operation, source: Source, depth: int) -> str:
    pairs = (value for child in children_of(node) if (value := child.child_by_field_name("value")) is not None)
    inside = _informative(pairs, source, depth)
    return f"{{{inside}}}" if inside else f"#{operation.words[0]}"


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
    inside = "" if None in values else _informative([value for value in values if value is not None], source, depth)
    return f"{{{inside}}}" if inside else ""


def _record(node: Node, operation: Operation, source: Source, depth: int) -> str:
    def members() -> Iterator[tuple[str, str]]:
        for child in children_of(node):
            key = child.child_by_field_name("key") or child.child_by_field_name("name")
            value = child.child_by_field_name("value")
            if child.type in operation.words:
                yield REST, expression(FIRST_CHILD(child), source, depth)
            elif key is None:
                yield source.of(child), expression(child, source, depth)
            elif value is None or _is_function(value, source):
                yield source.of(key), f"&{key.start_point[0] + 1}"
            else:
                yield source.of(key), expression(value, source, depth)

    return record_of(members()) or "#object"


def _is_function(node: Node, source: Source) -> bool:
    operation = source.notation.expressions.get(node.kind_id, NO_OPERATION)
    if operation.name in ("strip", "documented") and (inner := operand_of(operation)(node)) is not None:
        return _is_function(inner, source)
    return operation.name == "function"


def _tokens(node: Node, operation: Operation, source: Source, depth: int) -> str:
    return shortened(_tokens_before(node, source, depth))


def _given(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return the one expression that a macro is given; most such macros give it as it is or unwrapped: `ready!(x)`."""
    tokens = node.children[-1].children
    if len(tokens) < 3 or any(source.of(each) in (",", ";") for each in tokens[1:-1]):
        return "?"
    return shortened(_tokens_before(tokens[-1], source, depth))


def _function(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """Return a function by its own name where it has one, else by its types, else by what it gives."""
    find_result, find_body, find_name, find_parameters, *_ = (*operation.operands, *_NO_OPERANDS)
    if (name := find_name(node)) is not None:
        return source.of(name)
    if (result := find_result(node)) is not None:
        return f"<{signature(result, find_parameters(node), operation.words[4:], source)}>"
    body = find_body(node)
    given = expression(body, source, depth) if body is not None else "?"
    return "#function" if given.startswith(("?", "#")) else shortened(f"{GIVING}{given}")


_NO_OPERANDS = (nothing,) * 4


def _of_series(node: Node, operation: Operation, source: Source, depth: int) -> str:
    nodes = series(node, source)
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
    "named_type": _named_type,
    "index": _index,
    "operated": _operated,
    "united": _united,
    "arithmetic": _arithmetic,
    "await": _await,
    "element": _element,
    "strip": _strip,
    "tried": _tried,
    "arm": _arm,
    "conditional": _conditional,
    "assigned": _assigned,
    "named_or": _named_or,
    "documented": _documented,
    "instance": _instance,
    "converted": _instance,
    "new": _new,
    "expected": _expected,
    "or": _or,
    "literal": _literal,
    "prefixed": _prefixed,
    "number": _number,
    "applied": _function_applied,
    "array": _array,
    "typed": _typed,
    "reflected": _reflected,
    "sum": _sum,
    "elements": _elements,
    "values": _values,
    "record": _record,
    "tokens": _tokens,
    "given": _given,
    "function": _function,
    "series": _of_series,
    "type": _type,
}


def _arguments(call: Node, source: Source, depth: int) -> str:
    """Return the arguments of a call in brackets, left out where they say nothing or stand under a name."""
    arguments = call.child_by_field_name("arguments") if source.notation.argument_lists else None
    if arguments is None:
        return "()"
    if arguments.type not in source.notation.argument_lists:  # one that needs no brackets of its own
        return f"({_informative([arguments], source, depth)})"
    if source.notation.whole_lists:
        return f"({_whole(children_of(arguments), source, depth)})"
    return f"({_informative(children_of(arguments), source, depth)})" if arguments.named_child_count else "()"


def _whole(nodes: Iterable[Node], source: Source, depth: int) -> str:
    """Return all expressions that stand side by side, what is long as `?`."""
    parts = [expression(node, source, depth) for node in nodes]
    parts = ["?" if len(part) > _SHORT_ARGUMENT or part.startswith(RECORD) else part for part in parts]
    text = ",".join(parts)
    return text if len(text) <= SHORT else ",".join("?" * len(parts))


def _informative(nodes: Iterable[Node], source: Source, depth: int) -> str:
    """Return the first few expressions that stand side by side, or "" where they are long or none says anything."""
    parts = [expression(node, source, depth) for node, _ in zip(nodes, range(_SIDE_BY_SIDE), strict=False)]
    parts = ["?" if part.startswith(("#", RECORD)) or _is_long_function(part) else part for part in parts]
    while parts and parts[-1] == "?":
        parts.pop()
    text = ",".join(parts)
    return text if len(text) <= SHORT else ""


def _is_long_function(text: str) -> bool:
    return text.startswith(GIVING) and len(text) > _SHORT_ARGUMENT


def _tokens_before(separator: Node, source: Source, depth: int) -> str:
    """Return the expression that ends before a `.` or `::` between tokens."""
    return _chain_before(separator, source, depth)[0]


def _chain_before(separator: Node, source: Source, depth: int) -> tuple[str, Node | None]:
    """Return the chain of names and calls that ends before a token, and the token that it comes after."""
    known = source.chains.get(separator.id)
    if known is None:
        known = source.chains[separator.id] = _read_chain(separator, source, depth)
    return known


def _read_chain(separator: Node, source: Source, depth: int) -> tuple[str, Node | None]:
    suffix, token = "", separator.prev_sibling
    while token is not None:
        text = source.of(token)
        if text[:1] == "(" and token.child_count:
            suffix = f"({_arguments_between(token, source, depth)}){suffix}"
        elif text[:1] == "[" and token.child_count:
            suffix = f"[]{suffix}"
        elif text == "?":
            suffix = f"{TRIED}{suffix}"
        else:
            break
        token = token.prev_sibling
    table = source.notation.expressions
    if token is None or depth > DEPTH or table.get(token.kind_id, NO_OPERATION).name != "name":
        return "?", token
    before = token.prev_sibling
    if before is not None and table.get(before.kind_id, NO_OPERATION).name == "tokens":
        owner, before = _chain_before(before, source, depth + 1)
        return (f"{owner}.{source.of(token)}{suffix}" if len(owner) <= LENGTH else "?"), before
    return f"{source.of(token)}{suffix}", before


def _arguments_between(tree: Node, source: Source, depth: int) -> str:
    """Return the first few arguments among the tokens in brackets, as those of a call; "" where none says anything."""
    parts: list[str] = []
    for token in tree.children[1:] if source.notation.argument_lists and depth <= DEPTH else ():
        if source.of(token) not in (",", ")"):
            continue
        text, before = _chain_before(token, source, depth + 1)
        while before is not None and source.of(before) in _ADDRESSING:
            before = before.prev_sibling
        is_whole = before is not None and source.of(before) in (",", "(")
        parts.append(text if is_whole else "?")
        if len(parts) == _SIDE_BY_SIDE:
            break
    while parts and parts[-1] == "?":
        parts.pop()
    given = ",".join(parts)
    return given if len(given) <= SHORT else ""


_ADDRESSING = ("&", "*", "mut")
"""Tokens of what takes an address, or what an address leads to."""


def expected_type(node: Node, source: Source) -> str:
    """Return the type that the place of an expression asks for, in the notation; "" where it does not say."""
    expected = source.notation.expected
    written = expected.type_at(node, source.of) if expected is not None else None
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


def may_have_types(node: Node, source: Source) -> bool:
    """Say whether an expression may be a call with type arguments, which reads like a value of a type."""
    return source.notation.expressions.get(node.kind_id, NO_OPERATION).name in ("call_with_types", "converted")


def series(node: Node | None, source: Source) -> list[Node]:
    """Return the expressions that stand side by side in a node."""
    if node is None:
        return []
    if source.notation.expressions.get(node.kind_id, NO_OPERATION).of(node, source).name != "series":
        return [node]
    return children_of(node)
