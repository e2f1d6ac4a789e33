"""What was found in a blob, arranged: which definition lies in which, and its signature, comment and modifiers."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TypeVar

from tree_sitter import Node

from ecp.index.extraction.docblocks import Docblock, docblock, imported, named_types, refined
from ecp.index.extraction.matches.captured import one
from ecp.index.extraction.matches.found import Found, FoundBinding, FoundDefinition
from ecp.index.extraction.summaries import summary
from ecp.index.extraction.syntax import FUNCTION_KINDS, VALUE_KINDS, Syntax
from ecp.index.facts import ENCLOSED, EXPRESSION, SCOPE_KINDS, Interner
from ecp.index.records import IF

MOST_OF_A_NAME = 2_000
_SIGNATURE = 240
_BEFORE_BODY = " {:;="
_HOLDING = ("variable", "constant")
"""What is a scope where its value is more than one expression: `const Pen = memo(() => { const draw = …`."""


class Enclosing:
    """The innermost of some nested spans around a position, by binary search."""

    def __init__(self, spans: object, outside: int = -1) -> None:
        self.starts = [-1]
        self.values = [outside]
        stack: list[tuple[int, int]] = []
        for start, end, value in sorted(spans, key=lambda span: (span[0], -span[1])):  # type: ignore[call-overload]
            while stack and stack[-1][0] <= start:
                closed = stack.pop()[0]
                self._mark(closed, stack[-1][1] if stack else outside)
            stack.append((end, value))
            self._mark(start, value)
        while stack:
            closed = stack.pop()[0]
            self._mark(closed, stack[-1][1] if stack else outside)

    def _mark(self, position: int, value: int) -> None:
        if self.starts[-1] == position:
            self.values[-1] = value
        else:
            self.starts.append(position)
            self.values.append(value)

    def at(self, position: int) -> int:
        """Return the value of the innermost span around a byte position."""
        return self.values[bisect_right(self.starts, position) - 1]


def arrange(found: Found, rules: Syntax) -> list[FoundDefinition]:
    """Order the definitions, find their containers, settle their kinds, and drop what is a local variable."""
    kept: list[FoundDefinition] = []
    stack: list[FoundDefinition] = []
    seen: set[tuple[int, str]] = set()
    blocks = Enclosing(((start, end, start) for start, end, _ in found.scopes))
    for definition in sorted(found.definitions.values(), key=lambda d: (d.start, -d.end, d.name_node.start_byte)):
        while stack and _is_past(stack[-1], definition):
            stack.pop()
        around = stack[-1] if stack else None
        if around is not None and _has_body_of(definition, around):
            continue  # `run = function named() {}` is one definition
        if definition.kind == "selfattr":
            around = _type_around(stack, rules.type_kinds, None)
            if around is None:
                continue
        elif _is_local(found, rules, definition, around, blocks):
            continue
        elif around is not None:
            around = _settled(rules, definition, around, stack)
            if _is_of_body(rules, definition, around):
                continue
        if definition.owner and definition.kind == "function":
            definition.kind = "method"
        definition.is_scope = definition.kind in SCOPE_KINDS
        if around is not None and around.kind in _HOLDING and definition.is_scope and definition.kind != "method":
            around.is_scope = around.is_scope or blocks.at(definition.start) > around.start
        definition.container = around.ordinal if around is not None else -1
        if definition.kind in VALUE_KINDS:
            key = (definition.container, definition.name)
            if key in seen:
                continue
            seen.add(key)
        definition.ordinal = len(kept)
        kept.append(definition)
        stack.append(definition)
    return kept


def _is_past(before: FoundDefinition, definition: FoundDefinition) -> bool:
    """Say whether a definition is not inside the one before it."""
    has_its_span = (before.start, before.end) == (definition.start, definition.end)
    return before.end <= definition.start or has_its_span or _is_assigned_to(definition, before)


def _is_local(
    found: Found, rules: Syntax, definition: FoundDefinition, around: FoundDefinition | None, blocks: Enclosing
) -> bool:
    """Say whether a definition is of an imported name, or a variable of a block."""
    if definition.name_node.start_byte in found.imported:  # `const fs = require("fs")`
        return True
    if definition.kind not in ("variable", "constant") or not rules.language.local_variables:
        return False
    return blocks.at(definition.start) > (around.start if around is not None else -1)


def _settled(
    rules: Syntax, definition: FoundDefinition, around: FoundDefinition, stack: list[FoundDefinition]
) -> FoundDefinition:
    """Settle the kind of a definition by what it lies in; return what it is a member of."""
    is_parameter = definition.kind == "field" and around.kind in FUNCTION_KINDS  # and becomes a field
    if is_parameter or (definition.kind == "method" and "receiver" in definition.captures):
        return _type_around(stack, rules.type_kinds, around)
    if definition.kind == "variable" and around.kind in rules.type_kinds:
        definition.kind = rules.member_variable
    elif definition.kind == "function" and around.kind in rules.type_kinds:
        definition.kind = "method"
    return around


def _is_of_body(rules: Syntax, definition: FoundDefinition, around: FoundDefinition) -> bool:
    """Say whether what lies in a function is a variable of it, or a block that looks like a macro's function."""
    if around.kind not in FUNCTION_KINDS:
        return False
    if "made" in definition.captures and definition.node.start_point[1] > 0:
        return True  # in the first column it is one that an open bracket has got into the function
    return definition.kind in ("variable", "constant") and rules.language.local_variables


def _unnamed_functions(found: Found) -> list[tuple[int, int]]:
    """Return where anonymous functions are, but for those that a name of their own makes definitions."""
    defined = {(each.start, each.end) for each in found.definitions.values()} if found.functions else set()
    return [span for span in found.functions if span not in defined]


def _has_body_of(definition: FoundDefinition, around: FoundDefinition) -> bool:
    body = one(definition.captures, "body")
    return body is not None and body == one(around.captures, "body")


def _is_assigned_to(definition: FoundDefinition, around: FoundDefinition) -> bool:
    """Say whether a definition is the next in a chain of assignments, and no part of the one before: `a = b = f()`."""
    return around.kind in VALUE_KINDS and one(around.captures, "value") == definition.node


_Default = TypeVar("_Default")


def _type_around(stack: list[FoundDefinition], kinds: frozenset[str], default: _Default) -> FoundDefinition | _Default:
    """Return the innermost type among the definitions around a place."""
    return next((outer for outer in reversed(stack) if outer.kind in kinds), default)


def add_definitions(
    found: Found, rules: Syntax, definitions: list[FoundDefinition], blob: int, rows: array[int], codes: Interner
) -> None:
    qualified: list[str] = []
    comment_starts = sorted(comment.start_byte for comment in found.comments.values())
    is_script = rules.language.declares_for_all and not (found.exported or found.imports)
    unnamed = _unnamed_functions(found) if found.exported or is_script else []
    exported = [(start, end, 1) for start, end in found.exported]
    exported_at = Enclosing([*exported, *((start, end, 0) for start, end in unnamed)], outside=0)
    enclosed = Enclosing([(start, end, 1) for start, end in unnamed] if is_script else [], outside=0)
    public = public_spans(found)
    listed = {name for node, kind, _, name, _ in found.imports if kind == "export" and not public.at(node.start_byte)}
    among: dict[Node, list[str]] = {}
    is_static = _static_members(found, rules, definitions)
    for definition in definitions:
        outer = qualified[definition.container] if definition.container >= 0 else ""
        in_type = definition.container >= 0 and definitions[definition.container].kind in rules.type_kinds
        within = "" if in_type or definition.kind == "extension" else definition.owner
        qualified.append(joined(".", outer, within, definition.name.replace("::", ".")))
        outermost = _outermost(rules, definition.node)
        leading = _leading(rules, outermost)
        first = leading[0] if leading else outermost
        row, column = definition.name_node.start_point
        modifiers = _modifiers(found, rules, definition, leading, outermost, among)
        if found.static and definition.kind in FUNCTION_KINDS and is_static.at(definition.start):
            modifiers = f"{modifiers} {rules.language.type_modifier}".strip()
        if is_script and definition.container < 0 and enclosed.at(definition.start):
            modifiers = f"{modifiers} {ENCLOSED}".strip()
        rows.extend(
            (
                blob,
                definition.ordinal,
                codes[definition.kind],
                codes[definition.name],
                codes[qualified[-1]],
                definition.container,
                codes[definition.owner],
                row + 1,
                column + 1,
                first.start_point[0] + 1,
                outermost.end_point[0] + 1,
                codes[_signature(found, rules, definition, outermost, comment_starts)],
                codes[_doc(found, definition, first)],
                _is_exported(rules, definition, definitions, exported_at, listed, set(modifiers.split())),
                codes[definition.type],
                codes[modifiers],
                codes[_parameters(found, rules, definition, outermost)],
            )
        )


def _static_members(found: Found, rules: Syntax, definitions: list[FoundDefinition]) -> Enclosing:
    """Return where what is defined is of the type itself."""
    types = [(d.start, d.end, 0) for d in definitions if d.kind in rules.type_kinds] if found.static else []
    return Enclosing([(start, end, 1) for start, end in found.static] + types, outside=0)


_CONSTRAINTS = ("type", "variable", "field")
"""Kinds of templates that constraints are written with."""


def _parameters(found: Found, rules: Syntax, definition: FoundDefinition, outermost: Node) -> str:
    """Return what tells a function apart from others of its name: parameters, and constraints on a template's."""
    node, body = definition.node, one(definition.captures, "body")
    if rules.overloads is None or definition.kind not in ("function", "method"):
        is_value = rules.constraints is not None and definition.kind in _CONSTRAINTS
        said = rules.constraints.of_value(node, found.tree) if is_value and rules.constraints is not None else ""
        return f"{IF}{said}" if said else ""
    said = rules.overloads.parameters_of(node, body, found.tree, rules.language.self_names)
    if said and outermost != node and rules.constraints is not None:
        constraints = rules.constraints.of(node, outermost, body, found.source, found.tree)
        return f"{said}{IF}{constraints}" if constraints else said
    return said


def _outermost(rules: Syntax, node: Node) -> Node:
    """Return the last of the wrappers around a definition, or itself."""
    parent = node.parent if rules.wrappers else None  # which the library finds from the root on
    while parent is not None and parent.type in rules.wrappers:
        node, parent = parent, parent.parent
    return node


def _leading(rules: Syntax, node: Node) -> list[Node]:
    """Return the siblings before a definition that belong to it, in order."""
    leading: list[Node] = []
    before = node.prev_named_sibling if rules.leading else None
    while before is not None and (before.type in rules.leading or before.is_extra):
        if not before.is_extra:
            leading.insert(0, before)
        before = before.prev_named_sibling
    return leading


def _modifiers(
    found: Found,
    rules: Syntax,
    definition: FoundDefinition,
    leading: list[Node],
    wrapper: Node,
    among: dict[Node, list[str]],
) -> str:
    """Return a definition's modifiers.  `among` remembers a node's, which thousands of names may share: `int a, b;`."""
    texts = ["forward"] if "forward" in definition.captures else []
    if "pointer" in definition.captures:
        texts.append("pointer")
    if definition.kind == "method" and "receiver" in definition.captures:
        texts.append("assigned")
    if rules.arrows and definition.kind == "method" and _is_arrow(definition, rules):
        texts.append("arrow")
    if rules.lambdas is not None and definition.kind == "function" and definition.node.type in rules.lambdas.functions:
        texts.append(EXPRESSION)
    if rules.modifiers:
        texts += _modifiers_of(found, rules, leading)
        for node in (wrapper, definition.node) if wrapper != definition.node else (wrapper,):
            if node not in among:
                among[node] = _modifiers_of(found, rules, node.children)
            texts += among[node]
    return " ".join(texts)


def _is_arrow(definition: FoundDefinition, rules: Syntax) -> bool:
    body = one(definition.captures, "body")
    return body is not None and body.parent is not None and body.parent.type in rules.arrows


def _modifiers_of(found: Found, rules: Syntax, nodes: list[Node]) -> list[str]:
    texts = []
    for node in nodes:
        kind = node.type
        if kind in rules.modifier_lists:
            texts += [
                "".join(found.tree.of(each).split())[:60] for each in node.children if each.type in rules.modifiers
            ]
        elif kind in rules.modifiers:
            texts.append("".join(found.tree.of(node).split())[:60])
        elif kind in rules.specializing and not node.named_child_count:
            texts.append("specialized")
    return texts


def _signature(
    found: Found, rules: Syntax, definition: FoundDefinition, outermost: Node, comment_starts: list[int]
) -> str:
    """Return a definition's text up to its body (or its first line), on one line, without comments."""
    body = one(definition.captures, "body")
    start, declared_type = definition.start, one(definition.captures, "type")
    if declared_type is not None and outermost.start_byte <= declared_type.start_byte < start:
        start = declared_type.start_byte
    end = body.start_byte if body is not None else definition.end
    after = bisect_right(comment_starts, start)
    if after < len(comment_starts):
        end = min(end, comment_starts[after])
    text = found.source.between(start, min(end, start + 4 * _SIGNATURE))
    if body is None and definition.kind not in FUNCTION_KINDS:
        text = text.partition("\n")[0]
    declaration = _declaration(rules, definition.node) if rules.declarations else None
    if declaration is not None:
        text = f"{found.tree.of(declaration.child(0))} {text}"
    text = " ".join(text.split()).rstrip(_BEFORE_BODY)
    while text.endswith("=>"):
        text = text[:-2].rstrip(_BEFORE_BODY)
    return text if len(text) <= _SIGNATURE else text[: _SIGNATURE - 1] + "…"


def _declaration(rules: Syntax, node: Node) -> Node | None:
    """Return the declaration that a definition is one of: the `const (…)` around it, or around what is around it."""
    around = node.parent
    outer = around.parent if around is not None else None
    return next((each for each in (outer, around) if each is not None and each.type in rules.declarations), None)


def _doc(found: Found, definition: FoundDefinition, first: Node) -> str:
    """Return the first line of the doc comment: captured as @doc, else the comment that ends just above."""
    doc = one(definition.captures, "doc")
    return summary(found.tree.of(doc) if doc is not None else _comment_above(found, first.start_point[0]))


def _comment_above(found: Found, row: int) -> str:
    """Return the comment that ends just above a row, of several that stand alone the first of its lines too."""
    comment = last = found.comments.get(row - 1)
    topmost = None
    while comment is not None:
        if found.source.on_line_before(comment.start_byte).strip():
            break
        topmost = comment
        comment = found.comments.get(comment.start_point[0] - 1)
    if topmost is None or last is None:
        return ""
    return found.source.between(topmost.start_byte, last.end_byte)


def read_docblocks(found: Found, rules: Syntax, definitions: list[FoundDefinition]) -> None:
    """Take what doc comments import, and the types that they declare where the source says none."""
    for comment in found.comments.values():
        said_in = found.source.between(comment.start_byte, comment.end_byte)
        found.imports += [(comment, *each) for each in imported(said_in)]
        found.named_types += [(comment, *each) for each in named_types(said_in)]
    bases = sorted((base.start_byte, at) for at, (base, *_) in enumerate(found.heritage))
    for definition in definitions:
        outermost = _outermost(rules, definition.node)
        leading = _leading(rules, outermost)
        said = _docblock_above(found, (leading[0] if leading else outermost).start_point[0])
        if said is None:
            continue
        if definition.kind in ("function", "method") or definition.kind in rules.type_kinds:
            found.bindings += [
                FoundBinding(definition.name_node, name, "", "generic", of, "")
                for name, of in said.templates
                if of or rules.docblocks == "source"
            ]
        if definition.kind == "class" and (said.base or said.implemented):
            _add_arguments_of_bases(found, definition, said, bases)
        if definition.kind in ("function", "method"):
            found.documented[definition.ordinal] = said.parameters
            definition.type = refined(definition.type, said.result, rules.docblocks)
        elif definition.kind in VALUE_KINDS:
            definition.type = refined(definition.type, said.variable, rules.docblocks)


def _add_arguments_of_bases(
    found: Found, definition: FoundDefinition, said: Docblock, bases: list[tuple[int, int]]
) -> None:
    """Give the bases of a class, as the source has them, the type arguments that a comment says: `@extends {Box<Pen>}`.

    A class has one that it extends, and may have several that it implements, which are told by their names.
    `bases` are the places of all that have bases, in order, with where these are in what was found.
    """
    body = one(definition.captures, "body")
    end = body.start_byte if body is not None else definition.end
    for _, at in bases[bisect_left(bases, (definition.start, 0)) : bisect_left(bases, (end, 0))]:
        node, owner, relation, base = found.heritage[at]
        told = (said.base,) if relation == "extends" else said.implemented
        for written in told if "[" not in base else ():
            name, _, arguments = written.partition("[")
            if arguments and (relation == "extends" or base.rpartition(".")[2] == name.rpartition(".")[2]):
                found.heritage[at] = (node, owner, relation, f"{base}[{arguments}")


def _above_blank_line(found: Found, row: int) -> Node | None:
    """Return the comment that ends just above a row, if that is blank."""
    comment = found.comments.get(row - 1)
    return comment if comment is not None and found.source.is_blank_after(comment.end_byte) else None


def _docblock_above(found: Found, row: int) -> Docblock | None:
    comment = found.comments.get(row - 1) or _above_blank_line(found, row - 1)
    if comment is None or found.source.has_beside(comment.start_byte, comment.end_byte):
        return None
    return docblock(found.source.between(comment.start_byte, comment.end_byte))


def documented(found: Found, how: str, name: str, row: int, scope: int) -> str:
    """Return the type that a doc comment declares for what is bound: a parameter's, or of the line below it."""
    if how == "parameter":
        return found.documented.get(scope, {}).get(name, "")
    said = _docblock_above(found, row) if how == "assign" else None
    return said.variable if said is not None and said.variable_name in ("", name) else ""


def _is_exported(
    rules: Syntax,
    definition: FoundDefinition,
    definitions: list[FoundDefinition],
    exported_at: Enclosing,
    listed: set[str],
    modifiers: set[str],
) -> int:
    captures = definition.captures
    match rules.language.exported:
        case "no_underscore":
            return int(not definition.name.startswith("_") or definition.name.startswith("__"))
        case "capitalized":
            return int(definition.name[:1].isupper())
        case "unmarked":
            in_type = definition.container >= 0 and definitions[definition.container].kind in rules.type_kinds
            hidden = not in_type and not modifiers.isdisjoint(rules.hiding_modifiers)
            hidden = hidden or not modifiers.isdisjoint(rules.private_modifiers)
            return int("private" not in captures and not hidden)
    if "exported" in captures or not modifiers.isdisjoint(rules.exporting_modifiers):
        return 1
    if definition.container < 0:
        return int(definition.name in listed or exported_at.at(definition.start))
    around = definitions[definition.container]
    return int(around.kind not in FUNCTION_KINDS and "private" not in captures and exported_at.at(definition.start))


def public_spans(found: Found) -> Enclosing:
    """Return where imports are re-exports."""
    return Enclosing(((start, end, 1) for start, end in found.public), outside=0)


def joined(separator: str, *parts: str) -> str:
    """Return a name behind the names around it, as much of its end as is bearable: such names multiply."""
    return separator.join(filter(None, parts))[-MOST_OF_A_NAME:]
