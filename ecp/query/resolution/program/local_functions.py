"""Which of the functions and types of one name is seen where, of those that anonymous functions define."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.rows import Binding


class LocalFunctions:
    """The definitions of one name in one scope that anonymous functions have, by the lines of these."""

    def __init__(self, bindings: Sequence[Binding], definitions: Sequence[Definition]) -> None:
        """Take the bindings that say so (`ecp.index.extraction.local_functions`) and all definitions of the name."""
        spans = [(each.line, each.until_line, frozenset(map(int, each.value.split(",")))) for each in bindings]
        local = {ordinal for *_, meant in spans for ordinal in meant}
        self.elsewhere = [each for each in definitions if each.ordinal not in local]
        """Those that no anonymous function has."""
        self._lines: list[int] = [0]
        self._meant: list[frozenset[int]] = [frozenset()]
        around: list[tuple[int, frozenset[int]]] = []
        for line, until, meant in sorted(spans, key=lambda span: (span[0], -span[1])):
            self._leave(around, line)
            around.append((until, meant))
            self._mark(line, meant)
        self._leave(around, None)

    def _leave(self, around: list[tuple[int, frozenset[int]]], line: int | None) -> None:
        """Go out of the functions that end before a line; without one, of all."""
        while around and (line is None or around[-1][0] <= line):
            until, _ = around.pop()
            if until != line:
                self._mark(until + 1, around[-1][1] if around else frozenset())

    def _mark(self, line: int, meant: frozenset[int]) -> None:
        self._lines.append(line)
        self._meant.append(meant)

    def meant_on(self, line: int) -> frozenset[int]:
        """Return the ordinals of what the innermost function around a line has; none outside of all."""
        return self._meant[bisect_right(self._lines, line) - 1]
