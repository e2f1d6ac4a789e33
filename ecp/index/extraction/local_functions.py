"""Functions and types that stand in anonymous functions, and are names of those alone.

    it("draws", () => { const pen = () => …; pen(); });
    it("turns", () => { const pen = () => …; pen(); });

Anonymous functions are no definitions, so both of these are of what is around them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from ecp.index.extraction.arranged import Enclosing
from ecp.index.extraction.matches.captured import one
from ecp.index.extraction.matches.found import Found, FoundDefinition
from ecp.index.facts import SCOPE_KINDS, Interner
from ecp.index.records import IN_FUNCTION

_Local = tuple[FoundDefinition, tuple[int, int]]
"""A definition, and the anonymous function that it is a name of."""


def add_local_functions(
    found: Found, definitions: list[FoundDefinition], blob: int, rows: array[int], codes: Interner
) -> None:
    """Say, as bindings, on which lines those are meant by their names of which the file has others, too."""
    local = list(_in_anonymous_functions(found, definitions))
    if not local:
        return
    ordinals: dict[tuple[int, str, int, int], list[str]] = defaultdict(list)
    has_others = _with_others(found, definitions, {definition.name for definition, _ in local})
    for definition, span in local:
        if definition.name in has_others:
            ordinals[definition.container, definition.name, *span].append(str(definition.ordinal))
    line_ends = found.tree.line_ends() if ordinals else []
    for (scope, name, start, end), meant in ordinals.items():
        first, last = bisect_left(line_ends, start) + 1, bisect_left(line_ends, end) + 1
        texts = (codes[text] for text in (f"{IN_FUNCTION}{name}", "", "local", "", ",".join(meant)))
        rows.extend((blob, first, scope, last, *texts))


def _in_anonymous_functions(found: Found, definitions: list[FoundDefinition]) -> Iterator[_Local]:
    """Yield the functions and types that are names of an anonymous function, which what is around them is not."""
    functions = Enclosing((start, end, index) for index, (start, end) in enumerate(found.functions))
    for definition in definitions:
        if definition.kind not in SCOPE_KINDS or definition.kind == "method" or definition.owner:
            continue
        index = functions.at(definition.start)
        if index < 0:
            continue
        start, end = found.functions[index]
        around = definitions[definition.container] if definition.container >= 0 else None
        if start != definition.start and (around is None or (start > around.start and not _holds(start, end, around))):
            yield definition, (start, end)


def _holds(start: int, end: int, around: FoundDefinition) -> bool:
    """Say whether a function is what a definition is: `const draw = () => {}`."""
    body = one(around.captures, "body")
    return body is not None and start <= body.start_byte and body.end_byte <= end


def _with_others(found: Found, definitions: list[FoundDefinition], names: set[str]) -> set[str]:
    """Return those of some names that the file defines, imports or binds at several places."""
    places: dict[str, set[int]] = {name: set() for name in names}
    for definition in definitions:
        if definition.name in places:
            places[definition.name].add(definition.name_node.start_byte)
    for binding in found.bindings:
        if binding.name in places and not binding.receiver:
            places[binding.name].add(binding.node.start_byte)
    for node, _, _, name, alias in found.imports:
        if (alias or name) in places:
            places[alias or name].add(node.start_byte)
    return {name for name, at in places.items() if len(at) > 1}
