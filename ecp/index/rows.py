"""What was found in a blob as rows of facts: bindings by scope, imports, heritage, references, reads."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict

from tree_sitter import Node

from ecp.index.arranged import Enclosing, documented, joined, public_spans
from ecp.index.docblocks import is_vague, refined
from ecp.index.facts import Facts, Interner
from ecp.index.found import LATE_ROLES, PARAMETER, Found, FoundDefinition, bare, documented_part, one
from ecp.index.preprocess import conditionals
from ecp.index.syntax import FUNCTION_KINDS, VALUE_KINDS, Captures, Syntax

_ELSEWHERE = ("global", "nonlocal")
"""What says that a name of a function is a variable of the file, or of a function around it."""


class _NameScopes:
    """Where names are local, and so not to be looked up: functions, anonymous ones too, types, and blocks."""

    def __init__(self, found: Found, definitions: list[FoundDefinition]) -> None:
        spans = [(d.start, d.end, d.ordinal) for d in definitions if d.is_scope]
        self.functions = {d.ordinal for d in definitions if d.kind in FUNCTION_KINDS}
        self.first_block = len(definitions)
        self.last_row = [d.node.end_point[0] + 1 for d in definitions] + [last for _, _, last in found.scopes]
        spans += [(start, end, self.first_block + i) for i, (start, end, _) in enumerate(found.scopes)]
        self.enclosing = Enclosing(spans)
        self.parents = {-1: -1}
        self.definitions = {-1: -1}
        """The innermost definition of each scope."""
        stack: list[tuple[int, int]] = []
        for start, end, scope in sorted(spans, key=lambda span: (span[0], -span[1])):
            while stack and stack[-1][0] <= start:
                stack.pop()
            parent = self.parents[scope] = stack[-1][1] if stack else -1
            self.definitions[scope] = scope if scope < self.first_block else self.definitions[parent]
            stack.append((end, scope))
        self.variables: dict[int, set[str]] = defaultdict(set)
        self.type_parameters: dict[int, set[str]] = defaultdict(set)

    def declare(self, position: int, name: str, how: str) -> None:
        """Note a local name, if it is one: what a type itself binds is not."""
        scope = self.enclosing.at(position)
        if how == "generic":
            self.type_parameters[scope].add(name)
        elif scope >= self.first_block or scope in self.functions:
            self.variables[scope].add(name)

    def declaring(self, position: int, name: str) -> int:
        """Return the scope in which a variable that is used at a position is local; -1 if there is none."""
        scope = self.enclosing.at(position)
        while scope >= 0 and name not in self.variables.get(scope, ()):
            scope = self.parents[scope]
        return scope

    def declaring_around(self, scope: int, name: str) -> int:
        """Return the function around another that a name of that is a variable of; -1 if there is none."""
        scope = self.parents[scope]
        while scope >= 0 and name not in self.variables.get(scope, ()):
            scope = self.parents[scope]
        return self.definitions[scope]

    def holding(self, own: dict[int, set[str]]) -> _Names:
        """Return the names that some kind of local name has in each scope, ready to be asked."""
        nearest: dict[int, int | None] = {}
        around: dict[int, int | None] = {}
        for scope, parent in self.parents.items():  # outer scopes come first, and outside of all is -1
            around[scope] = nearest.get(parent)
            nearest[scope] = scope if own.get(scope) else around[scope]
        return _Names({scope: (names, around[scope]) for scope, names in own.items() if names}, nearest)


class _Names:
    """Names by scope.  Not one set for each scope of all that is visible there: their sizes multiply."""

    def __init__(self, own: dict[int, tuple[set[str], int | None]], nearest: dict[int, int | None]) -> None:
        self._own = own
        """Per scope that has names of its own: these, and the next such scope around it."""
        self._nearest = nearest

    def has(self, scope: int, name: str) -> bool:
        """Say whether a name is one of a scope's own or of the scopes around it."""
        place = self._nearest[scope]
        while place is not None:
            names, place = self._own[place]
            if name in names:
                return True
        return False


def add_bindings(
    found: Found,
    docblocks: str,
    definitions: list[FoundDefinition],
    enclosing: Enclosing,
    blob: int,
    rows: array[int],
    codes: Interner,
) -> _NameScopes:
    """Add the bindings; return the scopes and the names that are local in each."""
    blocks = Enclosing(((start, end, last) for start, end, last in found.scopes), outside=0)
    branches = Enclosing(((start, end, last) for start, end, last in found.branches), outside=0)
    anonymous = Enclosing((start, end, index) for index, (start, end) in enumerate(found.functions))
    signatures = Enclosing(((start, end, 1) for start, end in found.signatures), outside=0)
    scopes = _NameScopes(found, definitions)

    def add(node: Node, name: str, receiver: str, how: str, type_text: str, value: str, scope: int, until: int) -> None:
        line = found.held_from.get(node.byte_range, node.start_point[0]) + 1
        if until and how != "parameter":
            line = min(line, abs(until))  # in a block of one line the order of the statements is not known
        rows.extend(
            (
                blob,
                line,
                scope,
                until,
                codes[name],
                codes[receiver],
                codes[how],
                codes[type_text],
                codes[value],
            )
        )

    defined = {d.name_node.start_byte for d in definitions if d.kind not in VALUE_KINDS}
    for definition in definitions:
        if definition.kind in VALUE_KINDS and definition.kind != "selfattr" and (definition.type or definition.value):
            defined.add(definition.name_node.start_byte)
            add(
                definition.name_node, definition.name, "", "assign", definition.type, definition.value,
                definition.container, 0,
            )  # fmt: skip
    reassigned = []
    elsewhere = {(enclosing.at(b[0].start_byte), b[1]): b[3] for b in found.bindings if b[3] in _ELSEWHERE}
    for binding in _best(found.bindings):
        node, name, receiver, how, type_text, value = binding
        position = node.start_byte
        if name and ((position in defined and how not in ("parameter", "generic")) or position in found.imported):
            continue
        if how == "reassign":
            reassigned.append(binding)
            continue
        scope = enclosing.at(position)
        if elsewhere and not receiver and how != "narrow" and (of := elsewhere.get((scope, name))):
            if how not in _ELSEWHERE:
                scope = -1 if of == "global" else scopes.declaring_around(scope, name)
                add(node, name, receiver, "assign", type_text, value, scope, 0)
            continue
        if how == "parameter" and (
            signatures.at(position) or (scope not in scopes.functions and not blocks.at(position))
        ):
            continue
        if not name and _is_of_anonymous(found, anonymous, position, definitions[scope] if scope >= 0 else None):
            continue
        if docblocks and name and (docblocks == "comment" or is_vague(type_text)):
            said = documented(found, how, name, node.start_point[0], scope)
            type_text = refined(type_text, said, docblocks)
        if value.startswith(PARAMETER):
            value = documented_part(found, value, scope)
        until = blocks.at(position) or (scopes.last_row[scope] if scope >= 0 else 0)
        if how == "narrow" and node.byte_range not in found.held_from:
            until = node.end_point[0] + 1
        elif until and (branch := branches.at(position)) and branch < until:
            until = -branch
        add(node, name, receiver, how, type_text, value, scope, until)
        if name and not receiver and how not in ("narrow", "receiver"):
            scopes.declare(position, name, how)
    for node, name, value in found.named_types:
        add(node, name, "", "assign", "", value, enclosing.at(node.start_byte), 0)
    for node, name, _, _, type_text, value in reassigned:
        scope = scopes.declaring(node.start_byte, name)
        if scope < 0:
            found.references.setdefault(node.start_byte, (node, "write", "", 0, name))
        until = scopes.last_row[scope] if scope >= 0 else 0
        add(node, name, "", "assign", type_text, value, scopes.definitions[scope], until)
    return scopes


_Binding = tuple[Node, str, str, str, str, str]


def _best(bindings: list[_Binding]) -> list[_Binding]:
    """Keep one binding of each place: the one that says most, what a function's place says of it the least."""
    best: dict[tuple[int, str, str], _Binding] = {}
    for binding in bindings:  # all that is asked of a name
        key = (binding[0].start_byte, binding[1], binding[4] if binding[3] == "narrow" else "")
        known = best.get(key)
        if known is None or _weight(known) < _weight(binding):
            best[key] = binding
    return list(best.values())


def _weight(binding: _Binding) -> tuple[bool, bool, bool]:
    type_text, value = binding[4], binding[5]
    return bool(type_text), bool(value) and ";" not in value, bool(value)


def _is_of_anonymous(found: Found, anonymous: Enclosing, position: int, around: FoundDefinition | None) -> bool:
    """Say whether what is returned here is returned by an anonymous function inside the definition around it."""
    index = anonymous.at(position)
    if index < 0:
        return False
    if around is None:
        return True
    start, end = found.functions[index]
    body = one(around.captures, "body")
    is_its_value = body is not None and start < body.start_byte and end == body.end_byte  # `const draw = () => {}`
    return start >= around.start and end <= around.end and not is_its_value


def add_imports(found: Found, enclosing: Enclosing, blob: int, facts: Facts, codes: Interner) -> None:
    rows, references = facts.rows["import"], facts.rows["reference"]
    public = public_spans(found)
    spans, prefixes = _full_prefixes(found.prefixes)
    prefix_at = Enclosing(spans)
    for node, own_kind, module, name, alias in found.imports:
        position = node.start_byte
        is_public = public.at(position)
        kind = ("reexport_star" if own_kind == "star" else "reexport") if is_public else own_kind
        full_module = joined("::", prefixes[prefix_at.at(position)], module)
        row, column = node.start_point
        scope = -1 if node.is_extra or position in found.for_file else enclosing.at(position)  # a comment's, too
        if kind == "export" and position in found.definitions:  # it stands at the definition, not inside
            scope = found.definitions[position].container
        rows.extend(
            (
                blob,
                row + 1,
                scope,
                codes[kind],
                codes[full_module],
                codes[name],
                codes[alias],
            )
        )
        if name:
            references.extend(
                (
                    blob,
                    row + 1,
                    column + 1,
                    codes["import"],
                    codes[name],
                    codes[full_module],
                    scope,
                    0,
                )
            )


def add_conditions(source: bytes, blob: int, rows: array[int], codes: Interner) -> None:
    """Add the directives that say on which conditions parts of a source are compiled."""
    for row, directive in conditionals(source):
        rows.extend((blob, row + 1, -1, codes["condition"], codes[directive], 0, 0))


def _full_prefixes(prefixes: list[tuple[int, int, str]]) -> tuple[list[tuple[int, int, int]], dict[int, str]]:
    """Return the spans of the prefixes, numbered, and by number each behind those around it; -1 is none."""
    spans, full = [], {-1: ""}
    around = [(sys.maxsize, "")]
    for number, (start, end, prefix) in enumerate(sorted(prefixes, key=lambda each: (each[0], -each[1]))):
        while around[-1][0] <= start:
            around.pop()
        full[number] = joined("::", around[-1][1], prefix)
        around.append((end, full[number]))
        spans.append((start, end, number))
    return spans, full


def add_heritage(
    found: Found, rules: Syntax, definitions: list[FoundDefinition], blob: int, rows: array[int], codes: Interner
) -> None:
    types = Enclosing(
        (d.start, d.end, d.ordinal) for d in definitions if d.kind in rules.type_kinds or d.kind == "type"
    )
    for node, owner, relation, base in found.heritage:
        subject = -1 if owner else types.at(node.start_byte)
        rows.extend(
            (
                blob,
                node.start_point[0] + 1,
                subject,
                codes[owner],
                codes[relation],
                codes[base],
            )
        )


def _is_its_own(role: str, receiver: str, definition: FoundDefinition) -> bool:
    """Say whether what looks like a reference is a definition's name: not in `const { ink } = pen`, which reads."""
    return (role == "read" and not receiver) or role in ("type", "inherit") or definition.kind in FUNCTION_KINDS


def add_references(
    found: Found, rules: Syntax, scopes: _NameScopes, blob: int, rows: array[int], codes: Interner
) -> None:
    definitions, scope_at, definition_of = found.definitions, scopes.enclosing.at, scopes.definitions
    local = {"write": scopes.holding(scopes.variables), "type": scopes.holding(scopes.type_parameters)}
    ignored = Enclosing(found.ignored, outside=0)
    made: list[int] = []
    for start, (node, role, receiver, _, name) in found.references.items():
        if found.ignored and role in LATE_ROLES and ignored.at(start):
            continue
        scope = scope_at(start)
        if start in definitions and _is_its_own(role, receiver, definitions[start]):
            continue
        if not receiver and role in local and local[role].has(scope, name):
            continue
        row, column = node.start_point
        call = found.calls.get(start)
        arguments = rules.overloads.arguments_of(call, node, found.tree) if rules.overloads is not None and call else ""
        texts = codes[role], codes[bare(name)], codes[receiver]
        made += (blob, row + 1, column + 1, *texts, definition_of[scope], codes[arguments])
    rows.fromlist(made)


def add_reads(found: Found, rules: Syntax, marks: Captures, scopes: _NameScopes, blob: int, facts: Facts) -> None:
    """Add the identifiers that are read and are not local variables of a function around them."""
    intern, text_of, claimed = facts.interner, found.source.of, found.claimed
    no_reads = rules.notation.discards.union(rules.language.self_names)
    scope_at, definition_of, ignored = scopes.enclosing.at, scopes.definitions, Enclosing(found.ignored, outside=0)
    made: list[int] = []
    for capture, nodes in marks.items():
        head, _, role_name = capture.partition(".")
        if head != "read":
            continue
        role = intern[role_name or "read"]
        local = scopes.holding(scopes.type_parameters if role_name == "type" else scopes.variables)
        skipped = rules.predeclared_types if role_name == "type" else no_reads
        at = {node.start_byte: node for node in nodes}
        for start in sorted(at.keys() - claimed):
            if found.ignored and ignored.at(start):
                continue
            node = at[start]
            name = text_of(node)
            scope = scope_at(start)
            if not name or name in skipped or local.has(scope, name):  # what is missing in the source has no name
                continue
            row, column = node.start_point
            made += (blob, row + 1, column + 1, role, intern[name], 0, definition_of[scope], 0)
    facts.rows["reference"].fromlist(made)


def add_diagnostics(unparsed: list[Node], too_deep: bool, blob: int, facts: Facts) -> None:
    """Add where the source does not parse: at most ten rows a blob of each kind, which is enough to say so."""
    intern, rows = facts.interner, facts.rows["diagnostic"]
    if too_deep:
        rows.extend((blob, 1, intern["nested too deeply: what lies deeper than 1,000 levels is left out"]))
    for node in [node for node in unparsed if node.is_error][:10]:
        rows.extend((blob, node.start_point[0] + 1, intern["syntax error"]))
    for node in [node for node in unparsed if node.is_missing][:10]:
        rows.extend((blob, node.start_point[0] + 1, intern[f"missing {node.type}"]))
