"""What names stand for that a macro binds in the arms of its match: `with_pen!(self, Shape, |pen| pen.draw())`.

    macro_rules! with_pen {
        ($value:expr, $of:ident, |$name:ident| $then:expr) => { match $value { $of::Line($name) => $then, … } };
    }

Of the macros that are defined in the same file.  https://doc.rust-lang.org/reference/macros-by-example.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ecp.index.extraction.macros import MacroRules
from ecp.index.extraction.matches.found import Arms, Found, FoundBinding
from ecp.index.extraction.notation.tables import dotted
from ecp.index.extraction.source import Source
from ecp.index.extraction.syntax import Captures, Syntax

_ARM = re.compile(r"\(\s*(?:ref\s+)?(?:mut\s+)?(\$\w+)\s*\)\s*=>")
_PATH = re.compile(r"((?:\$?\w+\s*::\s*)*\w+)\s*\Z")
_LONGEST_PATH = 120
_MOST = 12
"""Arms, and rules, past which the others are left out."""


def note_arms(found: Found, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    """Note a rule of a macro that binds in arms what it is given."""
    text = found.source.of(captures["value"][0])
    paths: dict[str, list[str]] = {}
    for arm in _ARM.finditer(text):
        path = _PATH.search(text, max(0, arm.start() - _LONGEST_PATH), arm.start())
        if path is not None and len(named := paths.setdefault(arm[1], [])) < _MOST:
            named.append("".join(path[1].split()))
    known = found.arms.setdefault(found.source.of(captures["name"][0]), [])
    if paths and len(known) < _MOST:
        known.append(Arms(captures["pattern"][0].children[1:-1], paths))


def bind_in_arms(found: Found, rules: MacroRules) -> None:
    """Bind the names that such macros are given where they are called."""
    for name, role, _, _, text in found.references.values():
        if role != "call" or text not in found.arms or name.parent is None:
            continue
        given = name.parent.children[-1]
        tokens = given.children[1:-1]
        fitting = ((arms, _taken_apart(rules, arms.pattern, tokens, found.source)) for arms in found.arms[text])
        for arms, parts in fitting:
            if parts is not None:
                found.bindings += _bound(rules, arms, parts, found.source)
                found.scopes.append((given.start_byte, given.end_byte, given.end_point[0] + 1))
                break


def _taken_apart(
    rules: MacroRules, pattern: list[Node], given: list[Node], source: Source
) -> dict[str, list[Node]] | None:
    """Return the tokens that each name of a macro's rule stands for; None where they do not fit the rule."""
    found: dict[str, list[Node]] = {}
    at = 0
    for position, part in enumerate(pattern):
        if part.type in rules.repeated:  # which at the end is a comma that may be there
            return found if part is pattern[-1] and len(given) - at < 2 else None
        start = at
        at += 1
        if part.type in rules.bound:
            name, kind = (source.of(each) for each in part.named_children)
            if kind not in rules.one_token:
                end = source.of(pattern[position + 1]) if position + 1 < len(pattern) else None
                while at < len(given) and source.of(given[at]) != end:
                    at += 1
            found[name] = given[start:at]
        elif start >= len(given) or source.of(given[start]) != source.of(part):
            return None
        if at > len(given):
            return None
    return found if at == len(given) else None


def _bound(rules: MacroRules, arms: Arms, parts: dict[str, list[Node]], source: Source) -> Iterator[FoundBinding]:
    written = {name: "".join(map(source.of, nodes)) for name, nodes in parts.items()}
    written["$crate"] = "crate"
    for name, paths in arms.paths.items():
        *before, last = parts.get(name, (None,))
        if last is None or last.type not in rules.names:
            continue
        if any(source.of(each) not in rules.before_names for each in before):
            continue
        whole = dict.fromkeys("::".join(written.get(part, part) for part in path.split("::")) for path in paths)
        yield FoundBinding(last, source.of(last), "", "assign", "", "|".join(f"<{dotted(each)}>[0]" for each in whole))
