"""What a preprocessor does to a source before its compiler parses it, as far as a grammar cannot do without.

Grammars know directives between whole statements, and no macros.  Here that is mended by blanking: what is in the way
becomes spaces, so that everything else keeps its line and column.  Likewise where a grammar wants a `;` that the
language does not: a blank becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

Patterns = tuple[re.Pattern[bytes], ...]
Rows = list[tuple[int, int]]
"""First and last rows (from 0) of what does not parse."""

_CLOSED = {
    b'"': rb'"(?:[^"\\]++|\\(?:.|\Z))*+("|\Z)',
    b"'": rb"'(?:[^'\\]++|\\(?:.|\Z))*+('|\Z)",
    b"/*": rb"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(\*/|\Z)",
}
"""What opens a literal or a comment → all of it; the last group is what closes it, empty where nothing does."""
_IDENTIFIER = re.compile(rb"(?<![\w.])[A-Za-z_]\w*")
_NO_WORD = re.compile(rb"\W")
_UNDERSCORES = re.compile(rb"(?<![\w$])__+(?![\w$])")
_PASTED = re.compile(rb"(?:\b\w++[ \t]*+)?##[ \t]*+\w++(?:[ \t]*+##[ \t]*+\w++)*+|#")
_PAIRS = ((b"(", b")"), (b"{", b"}"), (b"[", b"]"))
_BLANKED = bytes(10 if byte == 10 else 32 for byte in range(256))
# These are sought in every source, so each begins with a literal, which Python's engine looks for by itself; what must
# stand before is asked of what was found.
_DEAD = re.compile(rb"#[ \t]*if[ \t]+0\b")
_CONDITIONAL = re.compile(rb"#[ \t]*(if(?:n?def)?|el(?:if(?:n?def)?|se(?:if)?)|endif)\b((?:[^\n\\]|\\\r?\n|\\.)*)")
_MACRO = re.compile(rb"#[ \t]*define\b(?:[^\n\\]++|\\\r?\n|\\.)*")
_STRUCTURE = re.compile(
    b"|".join(
        [
            rb"//[^\n]*",
            *_CLOSED.values(),
            rb"\n[ \t]*#(?:[^\n\\]++|\\\r?\n|\\.)*",
            rb"=\s*\{",
            rb"\((?:[^\[({})\]\"'/#=]*+\))?",  # what has nothing in it is over at once
            *(re.escape(bracket) for bracket in (b")", b"{", b"}", b"[", b"]")),
        ]
    ),
    re.DOTALL,
)
"""What tells at which places an initializer or brackets are open: all directives, each with the end of the line before,
and what opens or closes them."""
_DEFINED = re.compile(rb"\s*#[ \t]*define[ \t]+(\w+)")
_COMMENT = re.compile(rb"//.*|" + _CLOSED[b"/*"], re.DOTALL)
_BLOCK_COMMENT = re.compile(_CLOSED[b"/*"], re.DOTALL)
_NOT_CONTINUATION = re.compile(rb"[^\n\\]|\\(?!\r?\n)")
_SMALL_ERROR = 60
"""Lines of an error or an #if beyond which one inside the other need not be its reason."""

_SPARSE = 4
"""Where fragments are a larger part of a source than one in this, all is parsed: spans cost their number squared."""
_LINES_BEFORE = 3
"""Lines before an error that its reason, and what ends what is before that, may stand on."""
_SHORT_ERROR = 3
"""Lines of an error below which an annotation on them is all of its reason."""


@dataclass(frozen=True)
class Preprocessing:
    """What may stand in a grammar's way: a language's table `preprocessor`."""

    annotations: Patterns
    """Macros between the words of a declaration (the first group, or all that matches), sought where errors are."""
    misread: Patterns
    """The same where the error is not on their line: the grammar takes them for something else."""
    unknown: Patterns
    """The same where there need not be an error: what the grammar takes for something else that is well-formed."""
    early: Patterns = ()
    """A gap and what stands behind it (the groups), which the grammar needs in the other order."""
    inline_imports: Patterns = ()
    """What is imported where it is used: the groups `module`, `name` if it is a member of that, and `whole` if it is
    all that the module exports."""
    unseparated: Patterns = ()
    """A blank (the first group) that the grammar needs to be a `;`, in a source that has errors."""
    keyword_names: Patterns = ()
    """A name (the first group) that the grammar takes for a keyword, in a source that has errors: the parser is shown
    underscores for it."""
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

        keys = ("annotations", "misread", "unknown", "early", "inline_imports", "unseparated", "keyword_names")
        known = {key: patterns(key) for key in keys}
        return cls(**known, directives=entry.get("directives", True))

    def prepared(self, source: bytes) -> bytes:
        """Blank what is under `#if 0`, and what the grammar never reads as it is meant."""
        source = _replaced(source, self.unknown, _blank_annotation)
        source = _replaced(source, self.early, _exchanged)
        source = _replaced(source, self.inline_imports, _as_one_name)
        return _one_branch(source) if self.directives and _DEAD.search(source) else source

    def imported_inline(self, source: bytes) -> Iterator[tuple[int, str, str, str, str]]:
        """Yield what is imported where it is used: where each stands, the kind of import, its module, name and what the
        parser is shown for it."""
        for pattern in self.inline_imports:
            for said in pattern.finditer(source):
                known = said.groupdict()
                kind = "name" if known.get("name") else "module" if known.get("whole") else "namespace"
                texts = (known["module"], known.get("name") or b"", _as_one_name(said))
                yield said.start(), kind, *(text.decode(errors="replace") for text in texts)  # type: ignore[misc]

    def cleaned(self, source: bytes, errors: Rows) -> bytes:
        """Blank, or separate, what may be the reason that there are errors."""
        source = _replaced(source, self.misread, _blank_annotation)
        source = _replaced(source, self.unseparated, _separated)
        source = _replaced(source, self.keyword_names, _underscored)
        source, left = self._without_annotations(source, errors)
        if self.directives:
            source = _MACRO.sub(_blank_comments, _without_inner_directives(_one_branch(source, left)))
        return source

    def named(self, text: bytes, source: bytes) -> bytes:
        """Return what was parsed with the names for which the parser was shown underscores."""
        return _UNDERSCORES.sub(lambda shown: source[slice(*shown.span())], text) if self.keyword_names else text

    def _without_annotations(self, source: bytes, errors: Rows) -> tuple[bytes, Rows]:
        """Blank annotations where errors are, and return the errors that these do not explain."""
        lines = source.split(b"\n")
        left: Rows = []
        done = 0
        for first, last in sorted(errors):
            start, end = max(first - _LINES_BEFORE, done), min(last + 2, len(lines))
            before = lines[first : last + 1]
            if start < end:
                part = _replaced(b"\n".join(lines[start:end]), self.annotations, _blank_annotation)
                lines[start:end] = part.split(b"\n")
                done = end
            if last - first >= _SHORT_ERROR or lines[first : last + 1] == before:
                left.append((first, last))
        return b"\n".join(lines), left


def _replaced(source: bytes, patterns: Patterns, replacement: Callable[[re.Match[bytes]], bytes]) -> bytes:
    """Return a source with what each of some patterns finds replaced, pattern after pattern."""
    for pattern in patterns:
        source = pattern.sub(replacement, source)
    return source


def _exchanged(found: re.Match[bytes]) -> bytes:
    """Return what was found with its two groups in the other order."""
    start = found.start()
    before, after = found[0][: found.start(1) - start], found[0][found.end(2) - start :]
    return before + found[2] + found[1] + after


def _underscored(found: re.Match[bytes]) -> bytes:
    """Return what was found with underscores for the first group."""
    start, end = (position - found.start() for position in found.span(1))
    return found[0][:start] + b"_" * (end - start) + found[0][end:]


def _as_one_name(found: re.Match[bytes]) -> bytes:
    """Return a name as long as what was found."""
    return _NO_WORD.sub(b"_", found[0])


def only_fragments(source: bytes, fragments: list[tuple[int, int]]) -> tuple[bytes, list[tuple[int, int]]]:
    """Return a copy of the source in which only the fragments are left, each as a block of its own, and where they are.

    Each with the line before: how the library goes on after an error depends on what it skips, and on lines above all.

    A fragment whose brackets do not match is left out, as it would swallow the next; so are names that a macro
    pastes together.
    """
    text = bytearray(blank(source))
    opening, spans, done = b"{", [], 0
    for start, end in sorted(fragments):
        fragment = source[start:end]
        if _IDENTIFIER.search(_code_only(fragment)) and not any(_open_brackets(fragment)):
            text[start - len(opening) : start] = opening  # in place of the directive
            text[start:end] = _PASTED.sub(_blank_pasted, fragment)
            line = source.rfind(b"\n", 0, start)
            spans.append((max(done, source.rfind(b"\n", 0, max(line, 0))), end))
            done = end
            opening = b";}{"
    if sum(end - start for start, end in spans) * _SPARSE > len(text):
        spans = [(0, len(text))]
    return bytes(text) + b";}", [*spans, (len(text), len(text) + 2)]


def _blank_pasted(pasted: re.Match[bytes]) -> bytes:
    return (b" " if pasted[0] == b"#" else b"0") * len(pasted[0])


@dataclass
class _Conditional:
    """An #if up to the directive that was read last, and by kind how many brackets each of its branches leaves open."""

    directives: list[re.Match[bytes]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    open_brackets: list[list[int]] = field(default_factory=list)

    def add(self, directive: re.Match[bytes], row: int) -> None:
        """Take over a directive, which begins a branch unless it is the #endif."""
        self.directives.append(directive)
        self.rows.append(row)
        if directive[1] != b"endif":
            self.open_brackets.append([0] * len(_PAIRS))

    def add_brackets(self, open_brackets: Iterable[int]) -> None:
        """Count what a part of the last branch leaves open."""
        self.open_brackets[-1] = [sum(both) for both in zip(self.open_brackets[-1], open_brackets, strict=True)]

    @property
    def branches(self) -> list[tuple[int, int]]:
        """Return where each branch starts and ends."""
        return [(before.end(), after.start()) for before, after in pairwise(self.directives)]


def _one_branch(source: bytes, errors: Rows | None = None) -> bytes:
    """Blank `#if 0`; given where the source does not parse, leave one branch of each #if that may be the reason.

    That is an #if with brackets that do not match within a branch, or one inside an error.
    """
    broken: set[int] = set()
    for first, last in errors or ():
        if last - first < _SMALL_ERROR:
            broken.update(range(first, last + 1))
    erased: list[tuple[int, int]] = []
    around: list[_Conditional] = []
    row = start = end = 0
    for directive in _CONDITIONAL.finditer(source):
        if not _begins_line(directive):
            continue
        if around and errors is not None:
            around[-1].add_brackets(_open_brackets(source[end : directive.start()]))
        row += source.count(b"\n", start, directive.start())
        start, end = directive.span()
        if directive[1].startswith(b"if"):
            around.append(_Conditional())
        elif not around:
            continue
        around[-1].add(directive, row)
        if directive[1] != b"endif":
            continue
        closed = around.pop()
        kept = int(closed.directives[0][2].strip() == b"0")
        left = set(range(kept, len(closed.branches)))
        first, last = closed.rows[0], row + 1  # what follows #endif may be the second half
        inside = broken.intersection(range(first, last + 1)) if last - first < _SMALL_ERROR else set()
        if errors is not None and (
            inside
            or not broken.isdisjoint(closed.rows)
            or any(any(closed.open_brackets[position]) for position in left)
        ):
            left &= {kept}
            broken -= inside
            erased += [each.span() for each in closed.directives]
        erased += [branch for position, branch in enumerate(closed.branches) if position not in left]
        for position in left if around else ():
            around[-1].add_brackets(closed.open_brackets[position])
    return _without(source, erased)


def _without_inner_directives(source: bytes) -> bytes:
    """Blank the directives inside an initializer or brackets, where the grammar knows none: `= {`, `#include "rows"`.

    Only inside what is closed by its own kind: all else may be read wrongly.
    """
    inner: list[tuple[int, int]] = []
    around: list[tuple[bytes, bool, list[tuple[int, int]]]] = []  # bracket, whether none are known in it, directives
    for found in _STRUCTURE.finditer(b"\n" + source):
        sign = found[0][:1]
        if sign == b"(" and len(found[0]) > 1:
            continue
        if sign == b"=":
            sign = b"{"
        if sign == b"\n" and around:
            around[-1][2].append((found.start(), found.end() - 1))  # without the \n before it, which was put in front
        elif sign in (b"(", b"[", b"{"):
            inside_initializer = bool(around) and around[-1][1] and around[-1][0] == b"{"
            around.append((sign, sign != b"{" or found[0][:1] == b"=" or inside_initializer, []))
        elif sign in (b")", b"]", b"}") and around:
            opened, knows_none, directives = around.pop()
            if (opened, sign) not in _PAIRS:
                around.clear()
            elif knows_none:
                inner += directives
    return _without(source, inner)


_LONGEST_CONDITION = 2_000
"""Characters of a condition up to which it is kept; nothing is known of a longer one."""


def conditionals(source: bytes) -> Iterator[tuple[int, str]]:
    """Yield the rows (from 0) of the directives that begin, part and end what is compiled on a condition, and these.

    That a macro is not defined yet is no condition where that is what defines it: of `#ifndef X` before `#define X`.
    """
    row = done = 0
    for directive in _CONDITIONAL.finditer(source):
        if _begins_line(directive):
            start = directive.start()
            row += source.count(b"\n", done, start)
            done = start
            word, condition = directive.groups()
            defined = _DEFINED.match(source, directive.end()) if word == b"ifndef" else None
            if defined is not None and defined[1] == condition.strip():
                yield row, "#if 1"
            else:
                yield row, f"#{word.decode()} {_condition(condition)}".rstrip()


def _condition(text: bytes) -> str:
    """Return a condition without comments and continued lines; none is asked for after `#else` and `#endif`."""
    shown = " ".join(_COMMENT.sub(b" ", text).replace(b"\\\n", b" ").decode(errors="replace").split())
    return shown if len(shown) <= _LONGEST_CONDITION else "?"


def _begins_line(directive: re.Match[bytes]) -> bool:
    """Say whether nothing but blanks stands before a directive on its line."""
    source, start = directive.string, directive.start()
    return not source[source.rfind(b"\n", 0, start) + 1 : start].strip(b" \t")


def blank(text: bytes) -> bytes:
    """Return spaces for everything but the ends of lines."""
    return text.translate(_BLANKED)


def _blank_annotation(match: re.Match[bytes]) -> bytes:
    """Blank the first group, or all of what matched."""
    before, blanked, after = match[0].rpartition(match[1] if match.re.groups else match[0])
    return before + blank(blanked) + after


def _separated(match: re.Match[bytes]) -> bytes:
    """Turn the first group into a `;`, where what matched does not begin in a comment."""
    if b"//" in match.string[match.string.rfind(b"\n", 0, match.start()) + 1 : match.start()]:
        return match[0]
    before, _, after = match[0].rpartition(match[1])
    return before + b";" + after


def _blank_comments(macro: re.Match[bytes]) -> bytes:
    """Blank a macro's comments, which the grammar knows at its end only."""
    if b"/*" not in macro[0] or not _begins_line(macro):
        return macro[0]

    def blanked(comment: re.Match[bytes]) -> bytes:
        return _NOT_CONTINUATION.sub(b" ", comment[0]) if comment[1] else comment[0]

    return _BLOCK_COMMENT.sub(blanked, macro[0])


def _without(source: bytes, spans: list[tuple[int, int]]) -> bytes:
    """Blank some parts of a source, which may lie inside each other."""
    parts, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            parts += [source[done:start], blank(source[max(start, done) : end])]
            done = end
    return b"".join([*parts, source[done:]])


@cache
def _not_code(closed: frozenset[bytes]) -> re.Pattern[bytes]:
    return re.compile(b"|".join([rb"//[^\n]*", *(_CLOSED[opening] for opening in sorted(closed))]), re.DOTALL)


def _code_only(text: bytes, closed: frozenset[bytes] = frozenset(_CLOSED)) -> bytes:
    """Replace each literal and comment by a space.

    `closed` is what may open one: of what nothing closed, no later one is closed either, so it is not sought again.
    """

    def replaced(found: re.Match[bytes]) -> bytes:
        if found.lastindex is None or found[found.lastindex]:
            return b" "
        opening = found[0][: 2 if found[0].startswith(b"/") else 1]
        return opening + _code_only(found[0][len(opening) :], closed - {opening})

    return _not_code(closed).sub(replaced, text)


def _open_brackets(text: bytes) -> list[int]:
    """Return by kind how many more brackets open than close."""
    code = _code_only(text)
    return [code.count(opening) - code.count(closing) for opening, closing in _PAIRS]
