"""What a preprocessor does to a source before its compiler parses it, as far as a grammar cannot do without.

Grammars know directives between whole statements, and no macros.  Here that is mended by blanking: what is in the way
becomes spaces, so that everything else keeps its line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Patterns = tuple[re.Pattern[bytes], ...]
Rows = list[tuple[int, int]]
"""First and last rows (from 0) of what does not parse."""

_QUOTED_OR_COMMENT = re.compile(rb"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|//[^\n]*|/\*.*?\*/", re.DOTALL)
_IDENTIFIER = re.compile(rb"(?<![\w.])[A-Za-z_]\w*")
_PASTED = re.compile(rb"\w*(?:[ \t]*##[ \t]*\w+)+|#")
_PAIRS = ((b"(", b")"), (b"{", b"}"), (b"[", b"]"))
_BLANKED = bytes(10 if byte == 10 else 32 for byte in range(256))
_DEAD = re.compile(rb"(?m)^[ \t]*#[ \t]*if[ \t]+0\b")
_CONDITIONAL = re.compile(
    rb"(?m)^[ \t]*#[ \t]*(if(?:n?def)?|el(?:if(?:n?def)?|se(?:if)?)|endif)\b((?:[^\n\\]|\\\r?\n|\\.)*)"
)
_MACRO = re.compile(rb"(?m)^[ \t]*#[ \t]*define\b(?:[^\n\\]|\\\r?\n|\\.)*")
_BLOCK_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_NOT_CONTINUATION = re.compile(rb"[^\n\\]|\\(?!\r?\n)")
_SMALL_ERROR = 60
"""Lines of an error or an #if beyond which one inside the other need not be its reason."""


@dataclass(frozen=True)
class Preprocessing:
    """What may stand in a grammar's way: a language's table `preprocessor`."""

    annotations: Patterns
    """Macros between the words of a declaration (the first group, or all that matches), sought where errors are."""
    misread: Patterns
    """The same where the error is not on their line: the grammar takes them for something else."""
    unknown: Patterns
    """The same where there need not be an error: what the grammar takes for something else that is well-formed."""
    directives: bool = True
    """Whether `#if` begins a directive."""

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Preprocessing | None:
        """Read the syntax table of a language; None where it has no preprocessor."""
        entry = table.get("preprocessor")
        if entry is None:
            return None

        def patterns(key: str) -> Patterns:
            return tuple(re.compile(pattern.encode()) for pattern in entry.get(key, ()))

        known = patterns("annotations"), patterns("misread"), patterns("unknown")
        return cls(*known, directives=entry.get("directives", True))

    def prepared(self, source: bytes) -> bytes:
        """Blank what is under `#if 0`, and what the grammar never reads as it is meant."""
        for pattern in self.unknown:
            source = pattern.sub(_blank_annotation, source)
        return _one_branch(source) if self.directives and _DEAD.search(source) else source

    def cleaned(self, source: bytes, errors: Rows) -> bytes:
        """Blank what may be the reason that there are errors."""
        if self.directives:
            source = _MACRO.sub(_blank_comments, _one_branch(source, errors))
        for annotation in self.misread:
            source = annotation.sub(_blank_annotation, source)
        lines = source.split(b"\n")
        done = 0
        for first, last in sorted(errors):
            start, end = max(first - 1, done), min(last + 2, len(lines))
            if start < end:
                part = b"\n".join(lines[start:end])
                for annotation in self.annotations:
                    part = annotation.sub(_blank_annotation, part)
                lines[start:end] = part.split(b"\n")
                done = end
        return b"\n".join(lines)


def only_fragments(source: bytes, fragments: list[tuple[int, int]]) -> bytes:
    """Return a copy of the source in which only the fragments are left, each as a block of its own.

    A fragment whose brackets do not match is left out, as it would swallow the next; so are names that a macro
    pastes together.
    """
    text = bytearray(_blank(source))
    opening = b"{"
    for start, end in sorted(fragments):
        fragment = source[start:end]
        if _IDENTIFIER.search(_QUOTED_OR_COMMENT.sub(b" ", fragment)) and _brackets_match(fragment):
            text[start - len(opening) : start] = opening  # in place of the directive
            text[start:end] = _PASTED.sub(_blank_pasted, fragment)
            opening = b";}{"
    return bytes(text) + b";}"


def _blank_pasted(pasted: re.Match[bytes]) -> bytes:
    return (b" " if pasted[0] == b"#" else b"0") * len(pasted[0])


def _one_branch(source: bytes, errors: Rows | None = None) -> bytes:
    """Blank `#if 0`; given where the source does not parse, leave one branch of each #if that may be the reason.

    That is an #if with brackets that do not match within a branch, or one inside an error.
    """
    text = bytearray(source)
    broken: set[int] = set()
    for first, last in errors or ():
        if last - first < _SMALL_ERROR:
            broken.update(range(first, last + 1))
    open_conditionals: list[list[re.Match[bytes]]] = []
    row = counted = 0
    rows: dict[int, int] = {}
    for directive in _CONDITIONAL.finditer(source):
        row += source.count(b"\n", counted, directive.start())
        counted = directive.start()
        rows[counted] = row
        if directive[1].startswith(b"if"):
            open_conditionals.append([directive])
        elif open_conditionals:
            directives = open_conditionals[-1]
            directives.append(directive)
            if directive[1] != b"endif":
                continue
            open_conditionals.pop()
            branches = [(before.end(), after.start()) for before, after in pairwise(directives)]
            kept = int(directives[0][2].strip() == b"0")
            if kept:
                _erase(text, *branches[0])
            first, last = rows[directives[0].start()], row + 1  # what follows #endif may be the second half
            inside = broken.intersection(range(first, last + 1)) if last - first < _SMALL_ERROR else set()
            if errors is not None and (
                inside
                or any(rows[each.start()] in broken for each in directives)
                or not all(_brackets_match(bytes(text[start:end])) for start, end in branches)
            ):
                for position, (start, end) in enumerate(branches):
                    if position != kept:
                        _erase(text, start, end)
                broken -= inside
                for each in directives:
                    _erase(text, *each.span())
    return bytes(text)


def _blank(text: bytes) -> bytes:
    return text.translate(_BLANKED)


def _blank_annotation(match: re.Match[bytes]) -> bytes:
    """Blank the first group, or all of what matched."""
    before, blanked, after = match[0].rpartition(match[1] if match.re.groups else match[0])
    return before + _blank(blanked) + after


def _blank_comments(macro: re.Match[bytes]) -> bytes:
    """Blank a macro's comments, which the grammar knows at its end only."""
    return _BLOCK_COMMENT.sub(lambda comment: _NOT_CONTINUATION.sub(b" ", comment[0]), macro[0])


def _erase(text: bytearray, start: int, end: int) -> None:
    text[start:end] = _blank(bytes(text[start:end]))


def _brackets_match(text: bytes) -> bool:
    code = _QUOTED_OR_COMMENT.sub(b" ", text)
    return all(code.count(opening) == code.count(closing) for opening, closing in _PAIRS)
