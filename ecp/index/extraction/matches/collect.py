"""One walk over a tree: each match of the query is added by what its head says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter

from tree_sitter import Node

from ecp.index.extraction.arms import note_arms
from ecp.index.extraction.matches.bindings import bind
from ecp.index.extraction.matches.definitions import define, extend, extend_bases
from ecp.index.extraction.matches.found import Found
from ecp.index.extraction.matches.imports import import_names
from ecp.index.extraction.matches.references import expand, inherit, refer
from ecp.index.extraction.parsing import cursor
from ecp.index.extraction.syntax import Captures, Head, Syntax

START = attrgetter("start_byte")
_Handler = Callable[[Found, Syntax, Captures, Node, str, int], None]


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
    "definition": define,
    "extension": extend,
    "anonymous": extend_bases,
    "reference": refer,
    "import": import_names,
    "binding": bind,
    "heritage": inherit,
    "expansion": expand,
    "scope": _scope,
    "branch": _branch,
    "exported": _export,
    "static": _static,
    "comment": _comment,
    "ignore": _ignore,
    "fragment": _fragment,
    "arms": note_arms,
}
