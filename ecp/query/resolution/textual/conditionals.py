"""Parts of a file that are compiled on conditions (`#if`): which definitions exclude each other where a use stands.

A use under `#ifdef X` means no definition under `#ifndef X`, nor one of the `#else` of its own
(https://en.cppreference.com/w/c/preprocessor/conditional).  What that leaves is told apart by what is usual
(`languages.toml`): of `#ifdef _WIN32` and its `#else`, each of which some build compiles, the second.  What is left
out for the one or the other stays a candidate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.textual.included import of_program

if TYPE_CHECKING:
    from ecp.query.resolution.references.targets import Resolution

Expression = tuple[Any, ...]
"""("defined", a macro), ("value", a text), ("!", one), ("&&", …), ("||", …)."""
Conditions = tuple[Expression, ...]
"""What must all hold for a part to be compiled."""
Known = dict[Expression, bool]
"""What holds, and what does not."""

_DIRECTIVE = re.compile(r"#(\w+) ?(.*)")
_TOKEN = re.compile(r"defined\b ?(?:\( ?(\w+) ?\)|(\w+))|&&|\|\||!(?!=)|[()]|(?:[^\s()!&|]|[!&|]=|[&|](?![&|]))+")
_NUMBER = re.compile(r"\d+[uUlL]*\Z")
_DEEPEST = 60
"""Brackets and negations of a condition up to which it is read: what takes it apart recurs with them."""
_MOST_AROUND = 100
"""Conditions around one part that are kept, of the `#elif` before it, too: the inmost."""


class Parts(NamedTuple):
    """From which lines on, each but the first, which conditions are around."""

    lines: list[int]
    conditions: list[Conditions]

    def at(self, line: int) -> Conditions:
        """Return the conditions around a line."""
        return self.conditions[bisect_right(self.lines, line)]


def parts_of(file: File) -> Parts:
    """Return the parts of a file and their conditions."""
    parts: Parts = file.program.once(f"parts {file.path}", lambda: _parts(file))
    return parts


def may_be_told_apart(resolution: Resolution) -> bool:
    """Say whether conditions may decide between what a name means: several, or its file's own and others."""
    targets = resolution.targets
    if not targets or (len(targets) == 1 and resolution.how != "file"):
        return False
    return targets[0].file.language.conditional_parts


def compiled(program: Program, reference: Reference, resolution: Resolution) -> Resolution:
    """Return what a resolution leaves that is compiled where one of the references that share it stands.

    Where its own conditions leave none of a file's definitions, it means one of elsewhere.
    """
    file, found = program.file(reference.path), resolution.targets
    conditions = {each: parts_of(each.file).at(each.line) for each in found}
    if not any(conditions.values()):
        return resolution
    own = parts_of(file).at(reference.line) + _presupposed(file)
    known: Known = {}
    for each in own:
        _learn(each, known, holds=True)
    usual: Known = {("defined", name): is_defined for name, is_defined in file.language.usual_macros.items()}
    if any(_holds(each, usual) is False for each in own):
        usual = {}
    left = _possible(conditions, known)
    if not reference.receiver and (not left or _may_be_undefined(conditions, {**usual, **known})):
        elsewhere = of_program(program, file, reference.scope, reference.name, without=found)
        beside = {each: parts_of(each.file).at(each.line) for each in elsewhere}
        others = _possible(beside, known)
        resolution = resolution._replace(how=resolution.how if left or not others else "program")
        conditions, left = conditions | beside, left + others
    if len(left) > 1:
        left = _possible({each: conditions[each] for each in left}, {**usual, **known}) or left
    return resolution._replace(targets=left or found, candidates=tuple(each for each in found if each not in left))


def _may_be_undefined(conditions: dict[Definition, Conditions], known: Known) -> bool:
    """Say whether a file's own macros of a name may all be left out, so that it means what it means elsewhere."""
    asked = {one for needed in conditions.values() for one in needed}
    if any(("!", each) in asked for each in asked):
        return False  # of one branch and of the other
    is_open = all(any(_holds(one, known) is None for one in needed) for needed in conditions.values())
    return is_open and all(each.kind == "macro" for each in conditions)


def _presupposed(file: File) -> Conditions:
    """Return what holds wherever a file is compiled, as it includes in any case what only some systems have."""
    macros = file.language.macros_of_headers
    included = {each.module.strip("<>") for each in file.imports if not parts_of(file).at(each.line)}
    return tuple(("defined", macros[header]) for header in sorted(included & macros.keys()))


def _possible(conditions: dict[Definition, Conditions], known: Known) -> tuple[Definition, ...]:
    """Return the definitions of which no condition is known not to hold."""
    return tuple(each for each, needed in conditions.items() if all(_holds(one, known) is not False for one in needed))


def _parts(file: File) -> Parts:
    lines: list[int] = []
    conditions: list[Conditions] = [()]
    around: list[list[Expression]] = []
    for each in file.imports:
        directive = _DIRECTIVE.match(each.module) if each.kind == "condition" else None
        if directive is None:
            continue
        word, text = directive.groups()
        if word.startswith("if"):
            around.append([_condition(word, text)])
        elif around and word.startswith("el"):
            around[-1][-1] = ("!", around[-1][-1])
            if word not in ("else", "elseif"):
                around[-1].append(_condition(word[2:], text))
        elif around:
            around.pop()
        lines.append(each.line)
        inmost = (one for branch in reversed(around) for one in reversed(branch))
        conditions.append(tuple(islice(inmost, _MOST_AROUND)))
    return Parts(lines, conditions)


def _condition(word: str, text: str) -> Expression:
    """Return what an `if`, `ifdef` or `ifndef` asks for."""
    if word == "if":
        return parse_condition(text)
    return ("defined", text) if word == "ifdef" else ("!", ("defined", text))


def parse_condition(text: str) -> Expression:
    """Return what `!`, `&&`, `||` and brackets make one condition of; what they leave together is one value."""
    tokens = list(_TOKEN.finditer(text))
    is_deep = sum(token[0] in ("(", "!") for token in tokens) > _DEEPEST
    return ("value", text) if is_deep else _joined("||", tokens[::-1])


def _joined(operator: str, tokens: list[re.Match[str]]) -> Expression:
    """Take what an operator joins off the end of some tokens, which are in reverse."""
    parts = [_part(operator, tokens)]
    while tokens and tokens[-1][0] == operator:
        tokens.pop()
        parts.append(_part(operator, tokens))
    return parts[0] if len(parts) == 1 else (operator, *parts)


def _part(operator: str, tokens: list[re.Match[str]]) -> Expression:
    return _joined("&&", tokens) if operator == "||" else _one(tokens)


def _one(tokens: list[re.Match[str]]) -> Expression:
    """Take what no `&&` or `||` parts off the end of some tokens: a comparison as a text of which nothing is known."""
    if tokens and tokens[-1][0] == "!":
        tokens.pop()
        return ("!", _one(tokens))
    found: list[Expression] = []
    while tokens and tokens[-1][0] not in ("&&", "||", ")"):
        token = tokens.pop()
        if token[0] == "(":
            found.append(_joined("||", tokens))
            if tokens:
                tokens.pop()
        else:
            name = token[1] or token[2]
            found.append(("defined", name) if name else ("value", token[0]))
    return found[0] if len(found) == 1 else ("value", *found)


def _learn(condition: Expression, known: Known, *, holds: bool) -> None:
    """Add to what is known what follows from a condition that holds, or does not."""
    known[condition] = holds
    operator, *parts = condition
    if operator == "!":
        _learn(parts[0], known, holds=not holds)
    elif operator == ("&&" if holds else "||"):
        for part in parts:
            _learn(part, known, holds=holds)
    elif operator == "value" and holds:
        known["defined", *parts] = True


def _holds(condition: Expression, known: Known) -> bool | None:
    """Say whether a condition holds, None where that is not known."""
    known_whole = known.get(condition)
    if known_whole is not None:
        return known_whole
    operator, *parts = condition
    if operator == "value":
        if len(parts) == 1 and _NUMBER.match(str(parts[0])):
            return not str(parts[0]).startswith("0")
        return False if known.get(("defined", *parts)) is False else None
    if operator == "!":
        holds = _holds(parts[0], known)
        return None if holds is None else not holds
    if operator == "defined":
        return None
    each = [_holds(part, known) for part in parts]
    deciding: bool = operator == "||"
    if deciding in each:
        return deciding
    return None if None in each else not deciding
