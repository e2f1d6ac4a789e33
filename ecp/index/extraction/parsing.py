"""Parse and query with a bound on the work, so that no source keeps a build waiting (docs/internals.md, "Odd sources").

The bounds count work, not time, wherever that can be counted: what a source says must not depend on how busy the
machine is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from threading import local
from typing import Any

from tree_sitter import Language as Grammar
from tree_sitter import Node, Parser, Query, QueryCursor, Range, Tree

_WINDOW = 4096
"""Bytes that the lexer is given at once; that it asks for another shows how often it goes over the same text."""
_END = b"\0"
"""What ends a text amid a character: the lexer asks again for bytes that it could not decode at a window's end, and
reads the answer though it be empty, which is a crash (tree-sitter 0.26, `ts_lexer__get_lookahead`)."""
_STEPS, _BYTES_PER_STEP = 2_000, 4
"""Steps that any source may take, and bytes for which there is one more.  Valid sources need one for 9 or more."""
_STEPS_A_LOOK = 16
"""Steps from one look at the clock to the next: a system call, which at every step was a twentieth of the parsing."""
_CPU_SECONDS = 10.0
"""What recovering from errors may take beside: a step of that costs up to fifty times another one."""
_DEEP = 1_000
"""Levels below the root beyond which nothing is looked for: a query takes time in the square of the depth."""
_MATCHES = 128
"""Matches that a query may have begun at once: each child of a node meets them all.

Some tests of ripgrep have more than 64; none of 4,700 real files that were tried is past it."""
_PROBE_BYTES = 4_000
_WIDE_ERROR = 10_000
"""Children of one error from which on a query takes seconds, in the square of their number."""


class TooCostlyError(Exception):
    """A source takes more work than one of its size may."""


class BoundedParser(local):
    """A grammar's parser that gives up on what takes too long.

    Each thread that uses it has one of its own: it calls back while it parses, and another thread may come in between.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._parser = Parser(grammar)
        self._window = memoryview(bytearray(_WINDOW))
        self._lent: dict[int, memoryview] = {}
        """By length, what was lent of the window.  The library never gives back what it reads (0.26): so it is the
        same few views again and again, with other bytes in them."""

    def parse(self, source: bytes, before: Tree | None = None, spans: Iterable[tuple[int, int]] = ()) -> Tree:
        """Return a source's tree; `before` is the edited tree of an earlier text, of which what fits is taken over.

        With `spans`, in order, all else is passed over, which takes no time.

        A step is a hundred actions of the parser (between two calls of the library's progress callback) or one window
        of the lexer; either takes some 15 µs.  Raises TooCostlyError.
        """
        left = _STEPS + len(source) // _BYTES_PER_STEP
        lent = range(0)
        parsed = False
        deadline = time.thread_time() + _CPU_SECONDS

        def window(start: int, _: object) -> bytes | memoryview:
            nonlocal left, lent
            text = source[start : start + _WINDOW]
            if parsed:  # a query's predicates ask for the text of nodes, and give it back
                return text
            left -= 1
            if left <= 0:
                return _END if start in lent else b""
            lent = range(start, start + len(text))
            return self._lend(text)

        def is_over(_: int, __: bool) -> bool:
            nonlocal left
            left -= 1
            return left <= 0 or (left % _STEPS_A_LOOK == 0 and time.thread_time() > deadline)

        try:
            known: dict[str, Any] = {} if before is None else {"old_tree": before}  # the library takes no None
            self._parser.included_ranges = list(_ranges(source, spans))
            tree: Tree = self._parser.parse(window, progress_callback=is_over, **known)
        except ValueError:  # how the library says that it was stopped
            self._parser.reset()
            raise TooCostlyError from None
        if left <= 0:  # it took the end that it was shown for the source's own
            raise TooCostlyError
        parsed = True
        return tree

    def parse_again(self, tree: Tree, source: bytes, changed: bytes) -> Tree:
        """Return the tree of a source of which some bytes were changed, but no line's length.  Raises TooCostlyError.

        What the changes do not touch is not parsed again.
        """
        edited, start = tree.copy(), 0
        for row, (old, new) in enumerate(zip(source.split(b"\n"), changed.split(b"\n"), strict=True)):
            end = start + len(old)
            if old != new:
                last = (row, len(old))
                edited.edit(start, end, end, (row, 0), last, last)
            start = end + 1
        return self.parse(changed, edited)

    def _lend(self, text: bytes) -> memoryview:
        view = self._lent.get(len(text))
        if view is None:
            view = self._lent[len(text)] = self._window[: len(text)]
        view[:] = text
        return view


def _ranges(source: bytes, spans: Iterable[tuple[int, int]]) -> Iterator[Range]:
    """Yield spans of bytes as the library wants them."""
    row = at = 0
    for start, end in spans:
        points = []
        for position in (start, end):
            row += source.count(b"\n", at, position)
            at = position
            points.append((row, position - source.rfind(b"\n", 0, position) - 1))
        yield Range(points[0], points[1], start, end)


def cursor(query: Query) -> QueryCursor:
    """Return a cursor that looks as deep and as wide as is bearable.  What is wider loses matches, the oldest first.

    The library's progress callback for queries cannot be used: it is called after its options have gone (0.26).
    """
    made = QueryCursor(query, match_limit=_MATCHES)
    made.set_max_start_depth(_DEEP)
    return made


def errors(root: Node) -> Iterator[Node]:
    """Yield the nodes that stand for what does not parse or is missing, in order.  Raises TooCostlyError."""
    left = [root] if root.has_error else []
    while left:
        node = left.pop()
        if node.is_error or node.is_missing:
            if node.child_count > _WIDE_ERROR:
                raise TooCostlyError
            yield node
        left += [child for child in reversed(node.children) if child.has_error]


def is_too_deep(source: bytes, root: Node) -> bool:
    """Say whether a source is nested so deeply that not all of it is looked at.

    Looks at places some way apart, each level taking at least a byte: what is only just too deep may be missed.
    """
    walk = root.walk()
    for position in range(0, len(source), _PROBE_BYTES):
        while walk.goto_first_child_for_byte(position) is not None:
            pass
        if walk.depth > _DEEP:
            return True
        walk.reset(root)
    return False
