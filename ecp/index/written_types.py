"""Types in the notation of `notation.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ecp.index.notation import (
    DEPTH,
    LENGTH,
    NAME,
    NO_OPERATION,
    SHORT,
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
from ecp.index.records import CALLED, CONSTANT, DEFINED, MAKING, RECORD_TYPE, REST, record_of
from ecp.index.source import Source

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
    if depth == 0 and source.notation.inferred_types and source.of(node) in source.notation.inferred_types:
        return ""
    operation = source.notation.types.get(node.kind_id, NO_OPERATION)
    operands = operation.operands

    def part(find: Operand) -> str:
        return _of(find(node), source, depth + 1)

    match operation.name:
        case "name":
            return shortened(dotted(source.of(node)))
        case "member":
            owner, member = operands[0](node), operands[1](node)
            name = source.of(member) if member is not None else "?"
            return shortened(f"{part(operands[0])}.{name}" if owner is not None else name)
        case "generic":
            base = part(operand_of(operation))
            arguments = [
                _of(child, source, depth + 1)
                for child in _type_arguments(node, operands[1] if len(operands) > 1 else None, source)
            ]
            if base in source.notation.transparent_types and arguments and not _is_scoped(node, source):
                return held_in(arguments[0], source.notation)
            return _applied(base, arguments)
        case "scoped":
            text = ".".join(part(find) for find in operands if find(node) is not None)
            base, _, inside = text.partition("[")
            if base in source.notation.transparent_types and not _is_scoped(node, source):
                return held_in(_first_argument(inside.removesuffix("]")), source.notation)
            return shortened(text)
        case "dotted":
            names = [
                child
                for child in children_of(node)
                if source.notation.types.get(child.kind_id, NO_OPERATION).name == "name"
            ]
            arguments = [
                _of(child, source, depth + 1)
                for holder in children_of(node)
                if holder.type == operation.words[0]
                for child in types_in(holder, source)
            ]
            base = ".".join(map(source.of, names))
            if base in source.notation.transparent_types and arguments:
                return arguments[0]
            return _applied(base, arguments)
        case "union":
            types = [find(node) for find in operands] if operands else types_in(node, source)
            parts = [_of(child, source, depth + 1) for child in types]
            return shortened("|".join(dict.fromkeys(parts)))
        case "conditional":
            tested, told, *either = operands
            either_one = (_with_inferred(part(find), part(tested), told(node), source) for find in either)
            return shortened("|".join(dict.fromkeys(either_one)))
        case "list":
            return shortened(f"list[{part(operand_of(operation))}]")
        case "map":
            return shortened(f"map[{part(operands[0])},{part(operands[1])}]")
        case "tuple":
            parts = []
            for child in node.children_by_field_name(operation.words[0]) if operands else types_in(node, source):
                inner = source.notation.types.get(child.kind_id, NO_OPERATION)
                repeated = inner.name == "repeated"
                several = len(child.children_by_field_name(inner.words[0])) or 1 if repeated else 1
                parts += [_of(child, source, depth + 1)] * several
            return shortened(f"tuple[{','.join(parts)}]" if len(parts) != 1 else parts[0])
        case "of":
            return shortened(f"{operation.words[0]}[{','.join(map(part, operands[1:]))}]")
        case "function":
            taken = operands[1](node) if len(operands) > 1 else None
            return _applied("fn", [part(operands[0]), *_taken(taken, operation.words[2:], source, depth)])
        case "strip":
            return part(operand_of(operation))
        case "qualified":
            return shortened(part(operands[0]) + qualifiers(node, operands[1](node), source))
        case "sized":
            return _sized(source.of(node).split())
        case "record":
            return _record_type(node, operation, source, depth)
        case "repeated":
            return part(operands[1])
        case "struct":
            return record_of(_fields(node, operation, source, depth)) or "?"
        case "interface":
            return record_of(_methods(node, operation, source, depth)) or "any"
        case "defined":
            return _defined(operands[0](node))
        case "lookup":
            whole, key = part(operands[0]), operands[1](node)
            name = source.of(key) if key is not None else ""
            is_named = name[:1] in "\"'" and NAME.match(name[1:-1]) is not None and not set(whole) & {"[", "{"}
            return shortened(f"{whole}.{name[1:-1]}") if is_named else "?"
        case "constant":
            return operation.words[0]
        case "quoted":
            return quoted_type(source.of(node).strip("\"'")) or "?"
        case "unknown" | "inferred":
            return "?"
    children = node.named_children
    if len(children) == 1:
        return _of(children[0], source, depth + 1)
    if not children:
        text = dotted(source.of(node))
        return shortened(text) if NAME.match(text) else "?"
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
    return _applied("fn", [type_expression(result, source), *_taken(parameters, words, source, 0)])


def _taken(parameters: Node | None, words: tuple[str, ...], source: Source, depth: int) -> Iterator[str]:
    """Yield the types of a function's parameters: `words` are the node of one that takes the rest, and the receiver."""
    for child in children_of(parameters) if parameters is not None else ():
        typed, named = child.child_by_field_name("type"), child.child_by_field_name("pattern")
        if named is not None and named.type in words[1:]:
            continue
        said = _of(typed if typed is not None else child, source, depth + 1)
        yield f"{REST}{said}" if named is not None and named.type in words[:1] else said


def qualifiers(declaration: Node, declarator: Node | None, source: Source) -> str:
    """Return the marks of what is declared without a name: `const char *`."""
    found = CONSTANT if says_constant(declaration, source.notation) else ""
    while declarator is not None:
        found += marks_of(declarator, source.notation)
        declarator = declarator.child_by_field_name("declarator") or next(iter(declarator.named_children), None)
    return found


_SIGNS = ("unsigned", "short", "char", "float", "double")


def _sized(words: list[str]) -> str:
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


def _record_type(node: Node, operation: Operation, source: Source, depth: int) -> str:
    if len(inside := children_of(node)) == 1 and inside[0].type == operation.words[0]:
        return shortened(f"{RECORD_TYPE}[?,{_of(inside[0].child_by_field_name('type'), source, depth + 1)}]")
    around = node.parent
    while around is not None and around.type in operation.words[2:]:
        around = around.parent
    if around is not None and around.type == operation.words[1]:
        return "?"

    def members() -> Iterator[tuple[str, str]]:
        for child in children_of(node):
            name, said = child.child_by_field_name("name"), source.notation.types.get(child.kind_id, NO_OPERATION)
            if name is not None:
                yield source.of(name), _of(child, source, depth + 1)
            elif said.name == "function":
                yield CALLED, _of(child, source, depth + 1)
            elif said.words[:1] == ("type",):
                yield MAKING, _of(child, source, depth + 1)

    return record_of(members()) or "?"


def _fields(node: Node, operation: Operation, source: Source, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the names and types of the fields of a struct without a name."""
    for field in (field for block in children_of(node) for field in children_of(block)):
        typed = _of(operation.operands[1](field), source, depth + 1)
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
        elif NAME.match((typed := _of(each, source, depth + 1)).partition("[")[0]):
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
