"""What was found in a blob as rows of facts: imports, heritage, references, reads."""

from __future__ import annotations

import sys
from array import array

from tree_sitter import Node

from ecp.index.extraction.arranged import Enclosing, joined, public_spans
from ecp.index.extraction.bindings import NameScopes
from ecp.index.extraction.matches.captured import bare
from ecp.index.extraction.matches.found import Found, FoundDefinition
from ecp.index.extraction.matches.references import LATE_ROLES
from ecp.index.extraction.preprocess import conditionals
from ecp.index.extraction.syntax import FUNCTION_KINDS, Captures, Syntax
from ecp.index.facts import Facts, Interner


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
    found: Found, rules: Syntax, scopes: NameScopes, blob: int, rows: array[int], codes: Interner
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


def add_reads(found: Found, rules: Syntax, marks: Captures, scopes: NameScopes, blob: int, facts: Facts) -> None:
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
            passed = intern[found.passed[start]] if start in found.passed else 0
            made += (blob, row + 1, column + 1, role, intern[name], 0, definition_of[scope], passed)
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
