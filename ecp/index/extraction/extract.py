"""Read the facts off one blob: a pure function of its bytes, its language and the fingerprint.

A language's query says what to look for, in the vocabulary of `syntax.py`.
"""

from __future__ import annotations

from tree_sitter import Node

from ecp.index.extraction.arms import bind_in_arms
from ecp.index.extraction.arranged import Enclosing, add_definitions, arrange, read_docblocks
from ecp.index.extraction.bindings import add_bindings
from ecp.index.extraction.local_functions import add_local_functions
from ecp.index.extraction.macros import only_items
from ecp.index.extraction.matches.collect import collect
from ecp.index.extraction.matches.found import Found
from ecp.index.extraction.parsing import errors, is_too_deep
from ecp.index.extraction.pasted import find_pasted
from ecp.index.extraction.preprocess import Preprocessing, only_fragments
from ecp.index.extraction.rows import (
    add_conditions,
    add_diagnostics,
    add_heritage,
    add_imports,
    add_reads,
    add_references,
)
from ecp.index.extraction.source import Source
from ecp.index.extraction.syntax import FRAGMENT_HEADS, MARKS, Captures, Head, Syntax, syntax
from ecp.index.extraction.type_comments import read_type_comments
from ecp.index.facts import Facts
from ecp.index.languages import Language

_READINGS = 5
"""How often a source is read at most."""


def extract(source: bytes, language: Language, blob: int, facts: Facts) -> int:
    """Append the facts of one blob to `facts` and return its number of lines.

    What does not parse becomes rows of `diagnostic`.  Raises TooCostlyError, with no fact added, for what would take
    too long.
    """
    rules = syntax(language.name)
    text, root = rules.parse(source)
    unparsed = list(errors(root))
    tree = Source(text, rules.notation)
    found = Found(tree if text is source else Source(source, rules.notation), tree)
    marks = [collect(found, rules, root, rules.heads, MARKS)]
    if found.fragments:
        text, spans = only_fragments(source, found.fragments)
        marks.append(_read_again(found, rules, text, spans, FRAGMENT_HEADS, rules.fragment_heads))
    if language.conditional_parts:
        find_pasted(source, root, found)
    read = 0
    while len(found.items) > read and len(marks) < _READINGS:  # what a macro is given may be given to another
        inside, read = found.items[read:], len(found.items)
        _forget_inside(found, marks[-1], inside)
        marks.append(_read_again(found, rules, only_items(source, inside), [], MARKS, rules.heads))
    found.tree = tree
    if found.arms and rules.macro_rules is not None:
        bind_in_arms(found, rules.macro_rules)
    definitions = arrange(found, rules)
    enclosing = Enclosing((d.start, d.end, d.ordinal) for d in definitions if d.is_scope)
    codes = facts.interner
    if rules.docblocks:
        read_docblocks(found, rules, definitions)
    if rules.type_comments:
        read_type_comments(found, definitions)
    add_definitions(found, rules, definitions, blob, facts.rows["definition"], codes)
    scopes = add_bindings(found, rules.docblocks, definitions, enclosing, blob, facts.rows["binding"], codes)
    if language.local_functions and found.functions:
        add_local_functions(found, definitions, blob, facts.rows["binding"], codes)
    if rules.preprocessing is not None and rules.preprocessing.inline_imports:
        _import_inline(found, rules.preprocessing, source, root)
    add_imports(found, enclosing, blob, facts, codes)
    if language.conditional_parts:
        add_conditions(source, blob, facts.rows["import"], codes)
    add_heritage(found, rules, definitions, blob, facts.rows["heritage"], codes)
    add_references(found, rules, scopes, blob, facts.rows["reference"], codes)
    for each in marks:
        add_reads(found, rules, each, scopes, blob, facts)
    add_diagnostics(unparsed, is_too_deep(text, root), blob, facts)
    return _count_lines(source)


def _import_inline(found: Found, preprocessing: Preprocessing, source: bytes, root: Node) -> None:
    """Take what is imported where it is used for names of its file."""
    for start, kind, module, name, alias in preprocessing.imported_inline(source):
        node = root.descendant_for_byte_range(start, start + 1)
        if node is not None and found.tree.of(node) == alias:  # no text
            found.imports.append((node, kind, module, name, alias))
            found.for_file.add(node.start_byte)
            if found.references.get(node.start_byte, ("", ""))[1] != "call":  # which is the import's
                found.references.pop(node.start_byte, None)
            found.claimed.add(node.start_byte)


def _forget_inside(found: Found, marks: Captures, items: list[tuple[int, int]]) -> None:
    """Let go of what was read as tokens and is to be read as items."""
    inside = Enclosing(((start, end, 1) for start, end in items), outside=0)
    found.references = {start: each for start, each in found.references.items() if not inside.at(start)}
    found.bindings = [each for each in found.bindings if not inside.at(each.node.start_byte)]
    for nodes in marks.values():
        nodes[:] = [node for node in nodes if not inside.at(node.start_byte)]


def _read_again(
    found: Found,
    rules: Syntax,
    text: bytes,
    spans: list[tuple[int, int]],
    mark_heads: frozenset[str],
    heads: list[list[Head]],
) -> Captures:
    """Read what the grammar left unparsed, and return its marks."""
    found.tree = Source(text, rules.notation)
    root = rules.parser.parse(text, spans=spans).root_node
    return collect(found, rules, root, heads, mark_heads)


def _count_lines(source: bytes) -> int:
    return source.count(b"\n") + (not source.endswith(b"\n") and bool(source))
