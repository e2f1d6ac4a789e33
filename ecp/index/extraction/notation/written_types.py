"""Types in the notation of `notation.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ecp.index.extraction.notation.tables import (
    DEPTH,
    LENGTH,
    NAME,
    NO_OPERATION,
    SHORT,
    Makers,
    Operand,
    Operation,
    children_of,
    dotted,
    held_in,
    marks_of,
    operand_of,
    says_constant,
    shortened,
)
from ecp.index.extraction.source import Source
from ecp.index.records import CALLED, CONSTANT, DEFINED, MAKING, ON, RECORD_TYPE, REFERENCE, REST, record_of

_MADE_OF_ARGUMENTS = frozenset(("list", "map", "tuple", "fn", "typeof"))
_QUOTED_TYPE = re.compile(r"[\w.\[\], |]+\Z")


def quoted_type(text: str) -> str:
    """Return a type that is written in a text of its own; "" for what is none."""
    return shortened(text.replace(" ", "")) if _QUOTED_TYPE.match(text) else ""


def type_expression(node: Node | None, source: Source) -> str:
    """Return a type node in the notation."""
    if node is None:
        return "?"
    known = source.types.get(node.id)
    if known is None:
        known = source.types[node.id] = _of(node, source)
    return known


def _of(node: Node | None, source: Source, depth: int = 0) -> str:
    if node is None or depth > DEPTH:
        return "?"
    notation = source.notation
    if depth == 0 and notation.inferred_types and source.of(node) in notation.inferred_types:
        return ""
    operation = notation.types.get(node.kind_id, NO_OPERATION)
    if operation.make is None:
        return _undescribed(node, source, depth + 1)
    said: str = operation.make(node, operation, source, depth + 1)
    return said


def _undescribed(node: Node, source: Source, depth: int) -> str:
    """Return what no table describes: what it holds, or the name that it is."""
    children = node.named_children
    if len(children) == 1:
        return _of(children[0], source, depth)
    text = "" if children else dotted(source.of(node))
    return shortened(text) if NAME.match(text) else "?"


# Each makes the notation of one operation, whose docstring says what it is of; `depth` is that of the operands.


def _name(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`name`: a name, with the names before it."""
    return shortened(dotted(source.of(node)))


def _member(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`member owner name`: a name in what is written before it, if anything is."""
    owner, member = operation.operands[0](node), operation.operands[1](node)
    name = source.of(member) if member is not None else "?"
    return shortened(f"{_of(owner, source, depth)}.{name}" if owner is not None else name)


def _generic(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`generic base arguments`: a type with its arguments, which stand beside the base or in a list of their own."""
    base = _of(operand_of(operation)(node), source, depth)
    holder = operation.operands[1] if len(operation.operands) > 1 else None
    arguments = [_of(child, source, depth) for child in _type_arguments(node, holder, source)]
    if base in source.notation.transparent_types and arguments and not _is_scoped(node, source):
        return held_in(arguments[0], source.notation)
    return _applied(base, arguments)


def _scoped(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`scoped scope name`: names joined, of which each may be scoped or generic itself: `a::B<C>::d`."""
    parts = [find(node) for find in operation.operands]
    text = ".".join(_of(part, source, depth) for part in parts if part is not None)
    base, _, inside = text.partition("[")
    if base in source.notation.transparent_types and not _is_scoped(node, source):
        return held_in(_first_argument(inside.removesuffix("]")), source.notation)
    return shortened(text)


def _dotted(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`dotted arguments metatype…`: the names that stand side by side in it, with what stands in its nodes `arguments`.

    A last name of those that are given after it makes a type of types: `Pen.Type`.
    """
    children, types = children_of(node), source.notation.types
    names = [child for child in children if types.get(child.kind_id, NO_OPERATION).name == "name"]
    holders = [child for child in children if child.type == operation.words[0]]
    arguments = [_of(child, source, depth) for holder in holders for child in types_in(holder, source)]
    is_metatype = len(names) > 1 and source.of(names[-1]) in operation.words[1:]
    base = ".".join(map(source.of, names[:-1] if is_metatype else names))
    if is_metatype:
        return f"type[{_applied(base, arguments)}]"
    return arguments[0] if base in source.notation.transparent_types and arguments else _applied(base, arguments)


def _union(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`union`: one of the types in it, or of its operands."""
    types = [find(node) for find in operation.operands] or types_in(node, source)
    return shortened("|".join(dict.fromkeys(_of(child, source, depth) for child in types)))


def _conditional(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`conditional tested told then else`: either of two types, with what is `inferred` for what the tested gives."""
    tested, told, *either = (find(node) for find in operation.operands)
    whole = _of(tested, source, depth)
    types = (_with_inferred(_of(each, source, depth), whole, told, source) for each in either)
    return shortened("|".join(dict.fromkeys(types)))


def _list(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`list element length`: a list, of a length if there is one."""
    lengths = (find(node) for find in operation.operands[1:])
    parts = [operand_of(operation)(node), *filter(None, lengths)]
    return shortened(f"list[{','.join(_of(part, source, depth) for part in parts)}]")


def _map(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`map key value`: a map."""
    key, value = (_of(find(node), source, depth) for find in operation.operands)
    return shortened(f"map[{key},{value}]")


def _tuple(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`tuple part`: what stands in it, or in its fields `part`; what is `repeated` as often as it says."""
    parts: list[str] = []
    for child in node.children_by_field_name(operation.words[0]) if operation.words else types_in(node, source):
        inner = source.notation.types.get(child.kind_id, NO_OPERATION)
        times = len(child.children_by_field_name(inner.words[0])) or 1 if inner.name == "repeated" else 1
        parts += [_of(child, source, depth)] * times
    is_one = len(parts) == 1 and not parts[0].startswith("tuple[")  # which would be taken for the parts
    return shortened(parts[0] if is_one else f"tuple[{','.join(parts)}]")


def _repeated(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`repeated name type`: a type that counts in a tuple once for each name: `width, height int`."""
    return _of(operation.operands[1](node), source, depth)


def _named(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`of type argument …`: the type of that name, with these arguments."""
    name, arguments = operation.words[0], operation.operands[1:]
    return shortened(f"{name}[{','.join(_of(find(node), source, depth) for find in arguments)}]")


def _function(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`function result parameters rest receiver`: a function, the last of whose parameters may be a `rest`."""
    taken = operation.operands[1](node) if len(operation.operands) > 1 else None
    result = _of(operation.operands[0](node), source, depth)
    return _applied("fn", [result, *_taken(taken, operation.words[2:], source, depth)])


def _function_on(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`function_on receiver result parameters`: a function that may have a receiver."""
    find_receiver, find_result, find_parameters = operation.operands
    receiver = find_receiver(node)
    on = [f"{ON}[{_of(receiver, source, depth)}]"] if receiver is not None else []
    return _applied(
        "fn", [_of(find_result(node), source, depth), *_taken(find_parameters(node), (), source, depth), *on]
    )


def _strip(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`strip type`: what stands around a type and says nothing more."""
    return _of(operand_of(operation)(node), source, depth)


def _qualified(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`qualified type declarator`: a type with marks."""
    find_type, find_declarator = operation.operands
    return shortened(_of(find_type(node), source, depth) + qualifiers(node, find_declarator(node), source))


def _reference(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`reference type mark`: a type with the marks of what refers to it, to a constant but where it has the `mark`."""
    inner = _of(operation.operands[0](node), source, depth)
    if inner in source.notation.plain_types:
        return inner
    is_constant = all(child.type != operation.words[1] for child in children_of(node))
    return shortened(f"{inner}{CONSTANT * is_constant}{REFERENCE}")


def _record(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`record index alias …`: a type by its members, but for that of an `alias` (through the others), whose members
    are defined, and for one that is no more than an `index`.
    """
    if len(inside := children_of(node)) == 1 and inside[0].type == operation.words[0]:
        return shortened(f"{RECORD_TYPE}[?,{_of(inside[0].child_by_field_name('type'), source, depth)}]")
    around = node.parent
    while around is not None and around.type in operation.words[2:]:
        around = around.parent
    if around is not None and around.type == operation.words[1]:
        return "?"

    def members() -> Iterator[tuple[str, str]]:
        for child in children_of(node):
            name, said = child.child_by_field_name("name"), source.notation.types.get(child.kind_id, NO_OPERATION)
            if name is not None:
                yield source.of(name), _of(child, source, depth)
            elif said.name == "function":
                yield CALLED, _of(child, source, depth)
            elif said.words[:1] == ("type",):
                yield MAKING, _of(child, source, depth)

    return record_of(members()) or "?"


def _struct(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`struct name type`: a type by its fields, of which one that embeds stands under the name of its type."""
    return record_of(_fields(node, operation, source, depth)) or "?"


def _interface(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`interface name`: a type by its methods, each `defined` where it is declared."""
    return record_of(_methods(node, operation, source, depth)) or "any"


def _method(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`defined name`: what the definition on the line of that name is."""
    return _defined(operation.operands[0](node))


def _lookup(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`lookup type key`: the type of a member, `A.b` for `A["b"]`; `lookup type key typeof`: and of one of a value,
    `typeof[a.b]` for `typeof a["b"]`."""
    whole, key = _of(operation.operands[0](node), source, depth), operation.operands[1](node)
    name = source.of(key) if key is not None else ""
    of_value = f"{operation.words[2]}[" if len(operation.words) > 2 else ""
    is_of_value = bool(of_value) and whole.startswith(of_value)
    owner = whole[len(of_value) : -1] if is_of_value else whole
    if name[:1] not in "\"'" or NAME.match(name[1:-1]) is None or set(owner) & {"[", "{"}:
        return "?"
    member = f"{owner}.{name[1:-1]}"
    return shortened(f"{of_value}{member}]" if is_of_value else member)


def _constant(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`constant text`: always the same."""
    return operation.words[0]


def _quoted(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`quoted`: a type in a text of its own."""
    return quoted_type(source.of(node).strip("\"'")) or "?"


def _sized(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`sized`: an arithmetic type of several words."""
    return _arithmetic_type(source.of(node).split())


def _anything(node: Node, operation: Operation, source: Source, depth: int) -> str:
    """`unknown`: what nothing is known of.  `inferred`: what the type around it tells."""
    return "?"


def _with_inferred(type_text: str, whole: str, told: Node | None, source: Source) -> str:
    """Return a type with what it infers of another: `T extends new () => infer I ? I : never` is `InstanceType[T]`.

    https://www.typescriptlang.org/docs/handbook/2/conditional-types.html#inferring-within-conditional-types
    """
    gives = told.named_children[-1] if told is not None and told.named_child_count else None
    if told is None or gives is None or source.notation.types.get(gives.kind_id, NO_OPERATION).name != "inferred":
        return type_text
    operation = source.notation.types.get(told.kind_id, NO_OPERATION)
    maker = {"function": "ReturnType", "of": "InstanceType"}.get(operation.name)
    name = source.of(gives.named_children[0]) if gives.named_child_count else ""
    return re.sub(rf"\b{re.escape(name)}\b", f"{maker}[{whole}]", type_text) if maker and name else type_text


def signature(result: Node, parameters: Node | None, words: tuple[str, ...], source: Source) -> str:
    """Return the type of a function by the type of what it gives, and by its parameters; `words` as in a table."""
    return _applied("fn", [type_expression(result, source), *_taken(parameters, words, source, 1)])


def _taken(parameters: Node | None, words: tuple[str, ...], source: Source, depth: int) -> Iterator[str]:
    """Yield the types of a function's parameters: `words` are the node of one that takes the rest, and the receiver."""
    for child in children_of(parameters) if parameters is not None else ():
        is_type = child.kind_id in source.notation.types  # one with arguments has a type inside it
        typed, named = None if is_type else child.child_by_field_name("type"), child.child_by_field_name("pattern")
        if named is not None and named.type in words[1:]:
            continue
        said = _of(typed if typed is not None else child, source, depth)
        yield f"{REST}{said}" if named is not None and named.type in words[:1] else said


def qualifiers(declaration: Node, declarator: Node | None, source: Source) -> str:
    """Return the marks of what is declared without a name: `const char *`."""
    found = CONSTANT if says_constant(declaration, source.notation) else ""
    while declarator is not None:
        found += marks_of(declarator, source.notation)
        declarator = declarator.child_by_field_name("declarator") or next(iter(declarator.named_children), None)
    return found


_SIGNS = ("unsigned", "short", "char", "float", "double")


def _arithmetic_type(words: list[str]) -> str:
    """Return the name of an arithmetic type of several words, the same in whatever order they stand."""
    found = [word for word in ("signed", *_SIGNS) if word in words and (word != "signed" or "char" in words)]
    return "_".join([*found, *(word for word in words if word == "long")]) or "int"


def _applied(base: str, arguments: list[str]) -> str:
    """Return a type with its arguments, of the long ones the name where all are too long, without any if need be."""
    shorter = [_without_arguments(each) if len(each) > SHORT else each for each in arguments]
    for fitting in (arguments, shorter, ["?" if len(each) > SHORT else each for each in arguments], []):
        text = f"{base}[{','.join(fitting)}]" if fitting else base
        if len(text) <= LENGTH:
            break
    return shortened(text)


def _without_arguments(type_text: str) -> str:
    """Return the name of a generic type; what says nothing without its arguments is anything."""
    name, _, arguments = type_text.partition("[")
    depth = 1
    for at, sign in enumerate(arguments, 1):
        depth += (sign == "[") - (sign == "]")
        if not depth:
            is_whole = at == len(arguments) and NAME.match(name) is not None
            return name if is_whole and name not in _MADE_OF_ARGUMENTS else "?"
    return "?"


def _fields(node: Node, operation: Operation, source: Source, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the names and types of the fields of a struct without a name."""
    for field in (field for block in children_of(node) for field in children_of(block)):
        typed = _of(operation.operands[1](field), source, depth)
        if typed in source.notation.plain_types:
            continue
        names = field.children_by_field_name(operation.words[0])
        for name in map(source.of, names) if names else (typed.partition("[")[0].rpartition(".")[2],):
            yield name, typed


def _methods(node: Node, operation: Operation, source: Source, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the methods of an interface without a name by their lines, and what it embeds by the names of that."""
    for each in children_of(node):
        if (name := operation.operands[0](each)) is not None:
            yield source.of(name), _defined(name)
        elif NAME.match((typed := _of(each, source, depth)).partition("[")[0]):
            yield typed.partition("[")[0].rpartition(".")[2], typed


def _defined(name: Node | None) -> str:
    return f"{DEFINED}{name.start_point[0] + 1}" if name is not None else "?"


def _is_scoped(node: Node, source: Source) -> bool:
    parent = node.parent
    return parent is not None and source.notation.types.get(parent.kind_id, NO_OPERATION).name == "scoped"


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
        yield from types_in(holder, source)
        return
    for child in node.named_children[1:]:
        if child.type in ("type_parameter", "type_arguments", "type_argument_list", "template_argument_list"):
            yield from types_in(child, source)
        elif not child.is_extra:
            yield child


def types_in(node: Node, source: Source) -> list[Node]:
    types = source.notation.types
    return [n for n in children_of(node) if types.get(n.kind_id, NO_OPERATION).name != "nothing"]


TYPES: Makers = {
    "name": _name,
    "member": _member,
    "generic": _generic,
    "scoped": _scoped,
    "dotted": _dotted,
    "union": _union,
    "conditional": _conditional,
    "list": _list,
    "map": _map,
    "tuple": _tuple,
    "repeated": _repeated,
    "of": _named,
    "function": _function,
    "function_on": _function_on,
    "strip": _strip,
    "qualified": _qualified,
    "reference": _reference,
    "record": _record,
    "struct": _struct,
    "interface": _interface,
    "defined": _method,
    "lookup": _lookup,
    "constant": _constant,
    "quoted": _quoted,
    "sized": _sized,
    "unknown": _anything,
    "inferred": _anything,
}
