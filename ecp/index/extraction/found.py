"""What the patterns of a language's query find in one blob: each match is added by what its head says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.extraction.narrowing import Narrowing
from ecp.index.extraction.notation.calls import expected_type
from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.patterns import declared, part_at, pattern_names
from ecp.index.extraction.notation.tables import NO_OPERATION, marks_of, says_constant, shortened
from ecp.index.extraction.notation.written_types import type_expression
from ecp.index.extraction.parsing import cursor
from ecp.index.extraction.source import Source
from ecp.index.extraction.syntax import FUNCTION_KINDS, Captures, Head, Syntax
from ecp.index.records import CONSTANT, DEFAULT, EXCLUDED, HANDED_ON, NARROWED, OF_BLOCK, OPENED, RECORD, RUN

_LONGEST_TYPE = 1_000
_GIVEN = 16
"""Names that a macro is given of which it is known."""
LATE_ROLES = {"type": 10_000, "read": 20_000}
"""Roles that a name has only where no pattern gives it another."""
_CALLS = frozenset(("call", "new"))
START = attrgetter("start_byte")
SPACE = re.compile(r"\s+")


@dataclass(eq=False)
class FoundDefinition:
    """A definition, where it stands, and once it is arranged what it lies in."""

    start: int
    end: int
    kind: str
    name: str
    name_node: Node
    node: Node
    captures: Captures
    pattern: int
    owner: str = ""
    value: str = ""
    type: str = ""
    container: int = -1
    ordinal: int = -1
    is_scope: bool = False
    """Whether names are local in it: of a variable, where a function without a name in its value has functions."""


class FoundBinding(NamedTuple):
    """What gives a name of a scope a type or a value; without a name, what a function gives."""

    node: Node
    name: str
    receiver: str
    how: str
    type: str
    value: str


_Handler = Callable[["Found", Syntax, Captures, Node, str, int], None]


@dataclass(eq=False)
class Found:
    """What the patterns found in one blob, before it is known what lies in what."""

    source: Source
    tree: Source
    """What is being read: the source as it was parsed, then its fragments."""
    definitions: dict[int, FoundDefinition] = field(default_factory=dict)  # by the start of the name
    references: dict[int, tuple[Node, str, str, int, str]] = field(default_factory=dict)  # node role receiver rank name
    calls: dict[int, Node] = field(default_factory=dict)  # of a language with overloads, as references
    imports: list[tuple[Node, str, str, str, str]] = field(default_factory=list)
    prefixes: list[tuple[int, int, str]] = field(default_factory=list)
    public: list[tuple[int, int]] = field(default_factory=list)
    bindings: list[FoundBinding] = field(default_factory=list)
    held_from: dict[tuple[int, int], int] = field(default_factory=dict)  # rows, by where the name is that holds from it
    heritage: list[tuple[Node, str, str, str]] = field(default_factory=list)
    scopes: list[tuple[int, int, int]] = field(default_factory=list)  # start end last line
    functions: list[tuple[int, int]] = field(default_factory=list)  # anonymous ones
    signatures: list[tuple[int, int]] = field(default_factory=list)  # types of functions
    branches: list[tuple[int, int, int]] = field(default_factory=list)  # start end last line
    exported: list[tuple[int, int]] = field(default_factory=list)
    static: list[tuple[int, int]] = field(default_factory=list)
    comments: dict[int, Node] = field(default_factory=dict)  # by last row
    fragments: list[tuple[int, int]] = field(default_factory=list)
    items: list[tuple[int, int]] = field(default_factory=list)
    named_types: list[tuple[Node, str, str]] = field(default_factory=list)  # of doc comments: name value
    documented: dict[int, dict[str, str]] = field(default_factory=dict)  # types of parameters, by definition
    ignored: list[tuple[int, int, int]] = field(default_factory=list)  # spans in which nothing is read
    claimed: set[int] = field(default_factory=set)  # starts of identifiers that are not reads
    imported: set[int] = field(default_factory=set)  # starts of names that an import brings in
    for_file: set[int] = field(default_factory=set)  # starts of imports whose names are the file's wherever they stand


def collect(found: Found, rules: Syntax, root: Node, heads: list[list[Head]], mark_heads: frozenset[str]) -> Captures:
    """Add what the patterns find below a node, and return what they only mark.

    All by one walk over the tree, which takes as long as what it finds.
    """
    marks: Captures = defaultdict(list)
    mark_of = rules.marks
    for pattern, captures in cursor(rules.query).matches(root):
        if mark := mark_of[pattern]:
            marks[mark] += captures.get(mark, ())
            continue
        for head, suffix, name in heads[pattern]:
            nodes = captures.get(name)
            if nodes:
                _HANDLERS[head](found, rules, captures, nodes[0], suffix, pattern)
    for name, nodes in marks.items():
        head, _, suffix = name.partition(".")
        if head in mark_heads and head in _HANDLERS:
            nodes[:] = sorted(dict.fromkeys(nodes), key=START)  # several patterns may mark the same
            _HANDLERS[head](found, rules, marks, nodes[0], suffix, -1)
    return marks


def one(captures: Captures, name: str) -> Node | None:
    nodes = captures.get(name)
    return nodes[0] if nodes else None


def bare(text: str) -> str:
    """Return a name without the quotes of a property's name or the colon of a symbol."""
    return text.strip("\"'`").lstrip(":")


def _name(found: Found, node: Node) -> str:
    return bare(found.tree.of(node))


def _type(found: Found, captures: Captures, name: str = "type") -> str:
    nodes = captures.get(name)
    return "|".join([type_expression(node, found.tree) for node in nodes]) if nodes else ""


def _value(found: Found, captures: Captures, name: str = "value") -> str:
    nodes = captures.get(name)
    if not nodes:
        return ""
    value = expression(nodes[0], found.tree)
    return _as_alias(found, nodes[0], value) if value.endswith("]") and found.tree.notation.alias_makers else value


def _said(found: Found, captures: Captures) -> tuple[str, str]:
    """Return the value of what is captured and its type; what is declared another name of a type is that."""
    declared_type, node = _type(found, captures), one(captures, "value")
    if node is not None and declared_type.rpartition(".")[2] in found.tree.notation.alias_types:
        return shortened(f"<type[{type_expression(node, found.tree)}]>"), ""
    return _value(found, captures), declared_type


def _as_alias(found: Found, node: Node, value: str) -> str:
    """Return the value that a name is given; what is written like a type is one, and the name another of it.

    https://typing.python.org/en/latest/spec/aliases.html
    """
    generic = value.partition("[")[0].rpartition(".")[2]
    if generic not in found.tree.notation.alias_makers:
        return value
    return shortened(f"<type[{type_expression(node, found.tree)}]>")


def _receiver(found: Found, captures: Captures, name: Node) -> str:
    """Return what a name is a member of: as captured, or as its kind says (Ruby's `@name` is self's).

    Where a qualified name is captured it is what stands before its last part.
    """
    nodes = captures.get("receiver")
    if nodes is not None:
        texts = [expression(node, found.tree) for node in nodes]
        return _before_last(texts[0]) if nodes[0].end_byte == name.end_byte and "." in texts[0] else ".".join(texts)
    notation = found.tree.notation
    return notation.owners.get(name.type, "") if notation.owners else ""


def _before_last(path: str) -> str:
    """Return what the last part of a dotted name is a member of: `.` where that is outside every namespace."""
    return path.rpartition(".")[0] or path[:1] * path.startswith(".")


def _is_held(found: Found, captures: Captures) -> bool:
    """Say whether a type is of what holds another value: a smart pointer."""
    node = one(captures, "type")
    if node is None or node.end_byte - node.start_byte > _LONGEST_TYPE:
        return False
    base, _, inside = found.tree.of(node).partition("<")
    return bool(inside) and base.strip().replace("::", ".") in found.tree.notation.transparent_types


def _define(found: Found, rules: Syntax, captures: Captures, node: Node, kind: str, pattern: int) -> None:
    if "receiver" in captures and _value(found, captures, "receiver") not in rules.language.self_names:
        return
    around = node.parent if "open" in captures else None
    end = around.end_byte if around is not None else node.end_byte
    suffix = rules.language.setter_suffix if "assigned" in captures else ""
    is_held = kind in ("field", "type") and rules.language.textual_includes and _is_held(found, captures)
    for name_node, name, value, declared_type, owner, is_pointer in _defined_names(found, captures, kind):
        start = name_node.start_byte
        if not name or name in rules.notation.discards or name in rules.reserved:  # a missing name is empty
            continue
        known, own = found.definitions.get(start), captures
        if known is not None and known.pattern <= pattern:
            known.captures = _with_mark(known.captures, "private", captures)  # whichever pattern says so
            continue
        if known is not None:
            own = _with_mark(own, "private", known.captures)
        if is_pointer or is_held:
            own = {**own, "pointer": [name_node]}
        found.claimed.add(start)
        found.definitions[start] = FoundDefinition(
            node.start_byte, end, kind, name + suffix, name_node, node, own, pattern, owner.partition("[")[0], value,
            declared_type,
        )  # fmt: skip


def _with_mark(captures: Captures, mark: str, others: Captures) -> Captures:
    """Return what is captured with a mark, if others have that."""
    return {**captures, mark: others[mark]} if mark in others else captures


def _defined_names(found: Found, captures: Captures, kind: str) -> Iterator[tuple[Node, str, str, str, str, bool]]:
    """Yield the names that are defined, each with its value, type and owner, and whether it points to what it holds."""
    (value, declared_type), owner = _said(found, captures), _type(found, captures, "owner")
    constant = _constant(found, captures, declared_type) if "declarator" in captures else ""
    if opens := one(captures, "opens"):
        declared_type = f"{OPENED}[{'.'.join(_NAMESPACE.findall(found.tree.of(opens)))}]"
    for name in captures.get("name", ()):
        yield name, _name(found, name), value, declared_type, owner, False
    for unnamed in captures.get("unnamed", ()):
        yield unnamed, DEFAULT, "", "", "", False
    for holder in captures.get("pattern", ()):
        for name, part, own_type in _taken_apart(found, holder, value, declared_type, one(captures, "value")):
            yield name, _name(found, name), part, own_type, owner, False
    for holder in captures.get("declarator", ()):
        inside = declared(holder, found.tree, declared_type + constant)
        if inside is None:
            continue
        found.claimed.add(inside.name.start_byte)
        if kind == "type" or inside.is_function == (kind in FUNCTION_KINDS):
            is_pointer = inside.is_pointer and kind in ("field", "type")
            yield inside.name, inside.text, inside.value or value, inside.type, inside.owner or owner, is_pointer


def _taken_apart(
    found: Found, holder: Node, value: str, declared: str, value_node: Node | None
) -> list[tuple[Node, str, str]]:
    """Return the names that a pattern binds, each with its value and declared type; note the members that they read.

    Of names side by side each has the declared type; of any other pattern the whole has it.
    """
    has_each = not declared or found.tree.notation.is_side_by_side(holder)
    whole = value if has_each or declared.startswith(("?", RECORD)) else f"<{declared}>"
    names = list(pattern_names(holder, found.tree, whole, value_node if has_each else None))
    for name, part in names:
        owner, _, member = part.rpartition(".")
        if whole and owner.startswith(whole) and member.isidentifier():  # `const { ink } = pen`
            found.references.setdefault(name.start_byte, (name, "read", owner, 0, member))
    if has_each:
        return [(name, part, declared) for name, part in names]
    return [(name, value, declared) if part == whole else (name, part, "") for name, part in names]


def _extend(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    name_node = one(captures, "owner")
    if name_node is not None:
        owner = _type(found, captures, "owner")
        found.definitions[-node.start_byte - 1] = FoundDefinition(
            node.start_byte, node.end_byte, "extension", owner.partition("[")[0], name_node, node, captures, pattern,
            owner, type=_type(found, captures),
        )  # fmt: skip


def _extend_bases(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    """Take a type without a name for a block that extends no other."""
    start = node.start_byte
    if -start - 1 not in found.definitions:
        found.definitions[-start - 1] = FoundDefinition(
            start, node.end_byte, "extension", "", node, node, captures, pattern
        )
    for base in captures.get("base", ()):
        found.heritage.append((node, "", "extends", type_expression(base, found.tree)))


def _refer(found: Found, rules: Syntax, captures: Captures, node: Node, role: str, pattern: int) -> None:
    has_receiver = "receiver" in captures
    predeclared = rules.predeclared_types if role == "type" and not has_receiver else ()
    rank = LATE_ROLES.get(role, 0) + pattern - 5_000 * has_receiver
    for name in captures.get("name", ()):
        start = name.start_byte
        known = found.references.get(start)
        if known is not None and known[3] <= rank:
            continue
        text, receiver = found.tree.of(name), ""
        if text in predeclared:
            continue
        if "expected" in captures:
            receiver, _, text = expected_type(captures["expected"][0], found.tree).partition("[")[0].rpartition(".")
            if not text:
                continue
        if "assigned" in captures:
            text += rules.language.setter_suffix
        found.references[start] = (name, role, receiver or _receiver(found, captures, name), rank, text)
        if rules.overloads is not None and role in _CALLS:
            found.calls[start] = node
        found.claimed.add(start)


def _import(found: Found, rules: Syntax, captures: Captures, node: Node, kind: str, pattern: int) -> None:
    module_node, alias_node = one(captures, "module"), one(captures, "alias")
    module = rules.separator.join(
        [SPACE.sub("", found.tree.of(part).strip("\"'`")) for part in captures.get("module", ())]
    )
    if kind == "public":
        found.public.append((node.start_byte, node.end_byte))
        return
    if kind == "prefix":
        found.prefixes.append((node.start_byte, node.end_byte, module))
        return
    alias = _name(found, alias_node) if alias_node is not None else ""
    if alias_node is not None:
        found.claimed.add(alias_node.start_byte)
        found.imported.add(alias_node.start_byte)
    names = captures.get("name", ())
    for holder in captures.get("pattern", ()):
        _import_parts(found, holder, kind, module)
    for name in names:
        found.claimed.add(name.start_byte)
        if module_node is not None and module_node.start_byte < name.start_byte < module_node.end_byte:
            module = found.tree.of(module_node)[: name.start_byte - module_node.start_byte].rstrip(".:/\\ \n\t")
        if kind != "export":  # an export may stand at the definition itself
            found.imported.add(name.start_byte)
        found.imports.append((name, kind, module, _name(found, name), alias))
    if not names and "pattern" not in captures:
        found.imports.append((module_node or node, kind, module, "", alias))


def _import_parts(found: Found, holder: Node, kind: str, module: str) -> None:
    """Add what a pattern takes out of a module; what it takes out of that in turn is no import."""
    for part in holder.named_children:
        for name, value in pattern_names(part, found.tree, _MODULE):
            member = value.removeprefix(f"{_MODULE}.")
            if member == value or not member.isidentifier():
                continue
            text = _name(found, name)
            found.claimed |= {part.start_byte, name.start_byte}
            found.imported |= {part.start_byte, name.start_byte}
            found.imports.append((part, kind, module, member, text if text != member else ""))


_MODULE = "module"
"""What stands for a module that a pattern takes apart."""
PARAMETER = "\0"
"""Before the number of a parameter that is taken apart, until its function's doc comment tells its type."""


def _as_parameter(pattern: Node) -> str:
    around = pattern.parent
    if around is None or around.parent is None:
        return ""
    return f"{PARAMETER}{[child for child in around.named_children if not child.is_extra].index(pattern)}"


def documented_part(found: Found, value: str, scope: int) -> str:
    """Return a part of a parameter that is taken apart, by the type that a doc comment gives it: tags are in order."""
    number, *parts = value.removeprefix(PARAMETER).split(".")
    types = found.documented.get(scope, {})
    names = [name for name in types if "." not in name]
    if not number.isdigit() or int(number) >= len(names):
        return ""
    name = names[int(number)]
    if parts and (said := types.get(f"{name}.{parts[0]}")):
        return ".".join([f"<{said}>", *parts[1:]])
    return ".".join([f"<{types[name]}>", *parts])


_NAMESPACE = re.compile(r"(?<!inline )\bnamespace\s+(\w+)")
"""A namespace that a macro opens, but for an inline one, whose members are those of what is around it."""
_PARTS = {"iterate": "*", "key": "^"}
"""What the names of these bindings get of the value."""
_ENTERED = "§"
"""What those get of it that `with` binds; twice, where it waits for that."""


def _bind_block(found: Found, rules: Syntax, captures: Captures, node: Node) -> None:
    """Say what a call does with its block, or with the one that the function around it was given."""
    call = _value(found, captures)
    if (block := one(captures, "at")) is not None:
        found.bindings.append(
            FoundBinding(block, rules.language.self_names[0], "", "receiver", "", f"{call}{OF_BLOCK}")
        )
    elif (receiver := one(captures, "receiver")) is not None:
        found.bindings.append(FoundBinding(node, f"{RUN}{found.tree.of(receiver)}", "", "assign", "", call))
    elif (name := captures["name"][0]).is_named:
        found.bindings.append(FoundBinding(name, _name(found, name), "", "assign", "", f"{call}{OF_BLOCK}0"))
    else:
        found.bindings.append(FoundBinding(node, HANDED_ON, "", "assign", "", call))


def _bind(found: Found, rules: Syntax, captures: Captures, node: Node, how: str, pattern: int) -> None:
    if how == "block":
        _bind_block(found, rules, captures, node)
        return
    at = one(captures, "at")
    if how == "narrow" and at is None and rules.narrowing is not None:
        _narrow(found, rules.narrowing, captures, node)
        return
    value, declared_type = _held(found, rules, captures, how)
    if how in _PARTS:
        value, how = f"{value}{_PARTS[how]}", "assign"
    if how == "with" and (word := node.child(0)) is not None and word.type in rules.notation.waiting:
        value, how = f"{value}{_ENTERED * 2}", "assign"
    first = len(found.bindings)
    if "pattern" in captures:
        _bind_patterns(found, captures, how, declared_type, value)
    if "declarator" in captures:
        _bind_declarators(found, captures, how, declared_type, value)
    if "name" in captures:
        _bind_names(found, rules, captures, how, declared_type, value)
    row = node.end_point[0] if how == "store" else _row_held_from(captures)
    if row is not None:
        for binding in found.bindings[first:]:
            found.held_from[binding.node.byte_range] = row
    if how == "receiver" and at is not None:
        found.bindings.append(FoundBinding(at, rules.language.self_names[0], "", how, declared_type, value))
    if how in ("return", "yield"):
        found.bindings.append(FoundBinding(node, "", "", how, declared_type, value))


def _held(found: Found, rules: Syntax, captures: Captures, how: str) -> tuple[str, str]:
    """Return the value and the type of what the names of a binding stand for, as far as their place tells these."""
    value, declared_type = _said(found, captures)
    if part_node := one(captures, "part"):
        value = part_at(part_node, value)
    if how == "parameter" and not declared_type and not value:
        named = captures.get("name") or captures.get("pattern")
        if rules.lambdas is not None and named:
            value = rules.lambdas.given(named[0], found.tree)
        if not value and rules.docblocks and "pattern" in captures:
            value = _as_parameter(captures["pattern"][0])
    if declared_type and "rest" in captures:
        declared_type = f"list[{declared_type}]"
    elif declared_type and "keywords" in captures:
        declared_type = f"map[?,{declared_type}]"
    return value, declared_type


def _bind_patterns(found: Found, captures: Captures, how: str, declared_type: str, value: str) -> None:
    at, whole = one(captures, "at"), f"{value}{_ENTERED}" if how == "with" else value
    constant = _constant(found, captures, declared_type)
    for holder in captures["pattern"]:
        for name, part, own_type in _taken_apart(found, holder, whole, declared_type, one(captures, "value")):
            found.claimed.add(name.start_byte)
            receiver = _receiver(found, captures, name)
            said = own_type + constant + _marks_of(found, holder) if own_type else ""
            if part == whole:
                found.bindings.append(FoundBinding(at or name, _name(found, name), receiver, how, said, value))
            else:
                way = "assign" if how == "with" else how
                found.bindings.append(FoundBinding(at or name, _name(found, name), receiver, way, said, part))


def _bind_declarators(found: Found, captures: Captures, how: str, declared_type: str, value: str) -> None:
    marked = declared_type + _constant(found, captures, declared_type)
    for holder in captures["declarator"]:
        inside = declared(holder, found.tree, marked)
        if inside is None:
            continue
        found.claimed.add(inside.name.start_byte)
        if how == "parameter" and inside.is_function:  # that is a pointer to a function
            found.bindings.append(FoundBinding(inside.name, inside.text, "", how, f"fn[{inside.type}]", value))
        elif not inside.is_function:
            given = inside.value or value
            found.bindings.append(FoundBinding(inside.name, inside.text, "", how, inside.type, given))


def _bind_names(found: Found, rules: Syntax, captures: Captures, how: str, declared_type: str, value: str) -> None:
    at = one(captures, "at")
    for name in captures["name"]:
        receiver = _receiver(found, captures, name)
        if receiver:
            known = found.references.get(name.start_byte)
            if known is None or known[1] == "read":
                found.references[name.start_byte] = (name, "write", receiver, 0, found.tree.of(name))
        if at is None:
            found.claimed.add(name.start_byte)
        if found.tree.of(name) not in rules.notation.discards:
            bound = FoundBinding(at or name, _name(found, name), receiver, how, declared_type, value)
            found.bindings.append(bound)


def _constant(found: Found, captures: Captures, declared_type: str) -> str:
    """Return the mark of what is declared constant, or points to what is."""
    return CONSTANT if declared_type and _is_constant(found, captures) else ""


def _is_constant(found: Found, captures: Captures) -> bool:
    """Say whether what is declared is constant, or what it points to."""
    written = one(captures, "type")
    if not found.tree.notation.qualifiers or written is None or written.parent is None:
        return False
    return says_constant(written.parent, found.tree.notation)


def _marks_of(found: Found, pattern: Node) -> str:
    """Return the marks of a pattern that is a declarator: `for (const Pen *pen : pens)`."""
    return marks_of(pattern, found.tree.notation) if found.tree.notation.qualifiers else ""


def _narrow(found: Found, narrowing: Narrowing, captures: Captures, question: Node) -> None:
    """Note the type that a name has where the answer to a question for that is yes, and has not where it is no."""
    guard, name = one(captures, "guard"), captures["name"][0]
    told = f"{NARROWED}[{type_expression(guard, found.tree)}]" if guard is not None else _type(found, captures)
    answers = [(told, place) for place in narrowing.places(question)]
    if question.type in narrowing.excluding and guard is None:
        answers += ((f"{EXCLUDED}[{told}]", place) for place in narrowing.places(question, holds=False))
    text, named = _name(found, name), name.text or b""
    for type_text, (place, before) in answers:
        if place is not None and named not in (place.text or b""):
            continue
        found.bindings.append(FoundBinding(place or name, text, "", "narrow", type_text, ""))
        if before is not None:
            found.held_from[name.byte_range] = before.end_point[0] + 1


def _row_held_from(captures: Captures) -> int | None:
    """Return the row from which the names of a binding hold, where that is not their own."""
    if first := captures.get("from"):
        return first[0].start_point[0]
    if whole := captures.get("after"):
        return whole[0].end_point[0] + 1
    return None


def _inherit(found: Found, rules: Syntax, captures: Captures, node: Node, relation: str, pattern: int) -> None:
    owner = _type(found, captures, "owner").partition("[")[0]
    for base in captures.get("base", ()):
        text = type_expression(base, found.tree)
        found.heritage.append((base, owner, relation, text))
        name = _last_name(base)
        found.claimed.add(name.start_byte)
        receiver = _before_last(text.partition("[")[0])
        found.references[name.start_byte] = (name, "inherit", receiver, 0, found.tree.of(name))


def _expand(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    """Note which names a macro is given, each with its place among them: it may make blocks for types of them."""
    macro, given = one(captures, "name"), one(captures, "pattern")
    if macro is None or given is None:
        return
    types = found.tree.notation.types
    names = [each for each in given.named_children if types.get(each.kind_id, NO_OPERATION).name == "name"]
    for place, name in enumerate(names[:_GIVEN]):
        text = found.tree.of(name)
        if text[:1].isupper() or name.type != macro.type:  # as the names of types are, or of a type that is built in
            found.heritage.append((name, text, "expands", f"{found.tree.of(macro)}[{place}]"))


_LAST_NAMES = ("attribute", "name", "type", "value", "property", "field")


def _last_name(node: Node) -> Node:
    """Return the node of the last name of a dotted or generic type: `List` in `typing.List[int]`."""
    last: Node | None = node
    while last is not None:
        node, last = last, next(filter(None, map(last.child_by_field_name, _LAST_NAMES)), None)
        if last is None:
            children = node.named_children
            named = [each for each in children if "argument" not in each.type and "parameter" not in each.type]
            last = named[-1] if named else None
    return node


def _branch(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    found.branches.append((node.start_byte, node.end_byte, node.end_point[0] + 1))


def _scope(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    spans = {"function": found.functions, "signature": found.signatures}.get(suffix)
    for scope in captures[f"scope.{suffix}" if suffix else "scope"]:
        span = scope.start_byte, scope.end_byte
        found.scopes.append((*span, scope.end_point[0] + 1))
        if spans is not None:
            spans.append(span)


def _export(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    found.exported += [(exported.start_byte, exported.end_byte) for exported in captures["exported"]]


def _static(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    found.static += [(static.start_byte, static.end_byte) for static in captures["static"]]


def _comment(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    for comment in captures["comment"]:
        row, column = comment.end_point
        found.comments[row - (column == 0)] = comment


def _ignore(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    for ignored in captures["ignore"]:
        if ignored.named_child_count:
            found.ignored.append((ignored.start_byte, ignored.end_byte, 1))
        else:
            found.claimed.add(ignored.start_byte)


def _fragment(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    for fragment in captures["fragment.items" if suffix else "fragment"]:
        (found.items if suffix else found.fragments).append((fragment.start_byte, fragment.end_byte))


_HANDLERS: dict[str, _Handler] = {
    "definition": _define,
    "extension": _extend,
    "anonymous": _extend_bases,
    "reference": _refer,
    "import": _import,
    "binding": _bind,
    "heritage": _inherit,
    "expansion": _expand,
    "scope": _scope,
    "branch": _branch,
    "exported": _export,
    "static": _static,
    "comment": _comment,
    "ignore": _ignore,
    "fragment": _fragment,
}
