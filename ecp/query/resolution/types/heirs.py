"""What the types that mix a module in have: the receiver in a module's method is always a value of one of these."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ecp.index.records import LENT_TO_ANY
from ecp.query.resolution.notation import parse_type
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.types.inheritance import bases_of, find_member

if TYPE_CHECKING:
    from ecp.query.resolution.program.program import Program
    from ecp.query.resolution.resolver import Resolver

_HEIRS = 64
"""Types that mix a module in beyond which what these have tells little."""
_MIXED = """
SELECT   path, definition, base
FROM     heritage JOIN file USING (blob)
WHERE    relation = 'mixes' AND definition >= 0
ORDER BY ALL
"""
_LENT = f"SELECT DISTINCT value FROM binding WHERE name = '{LENT_TO_ANY}'"
_REQUIRED = "SELECT DISTINCT module FROM import WHERE kind = 'module' AND module <> ''"


def members_of_heirs(resolver: Resolver, module: Definition, name: str) -> dict[Definition, Definition]:
    """Return the members of a name that the types have which a module is mixed into, directly or by way of another.

    With the type that has each: the first of several.
    """
    nothing: dict[Definition, Definition] = {}
    return resolver.memo(("of heirs", id(module), name), lambda: _find(resolver, module, name), nothing)


def _find(resolver: Resolver, module: Definition, name: str) -> dict[Definition, Definition]:
    found: dict[Definition, Definition] = {}
    for heir in _heirs(resolver, module):
        for member in find_member(resolver, heir, name):
            found.setdefault(member, heir)
    return found


def is_mixed_in_by_library(resolver: Resolver, module: Definition) -> bool:
    """Say whether a module that nothing here mixes in is part of a library's, or mixed into what that tells.

    `module Minitest::Assertions`, `config.include Helpers`
    """
    lent = resolver.program.once("lent to any", lambda: {value for (value,) in resolver.program.view.rows(_LENT)})
    if lent and any(f".{module.qualified_name}".endswith(f".{value}") for value in lent):
        return True
    whole = module.qualified_name.partition(".")[0].lower()
    return whole in resolver.program.once("libraries", lambda: _libraries(resolver.program)) and not _direct(
        resolver, module
    )


def _libraries(program: Program) -> frozenset[str]:
    """Return the first parts of what files require, of which no file here has the name."""
    required = {module.partition("/")[0].replace("_", "") for (module,) in program.view.rows(_REQUIRED)}
    return frozenset(required - {path.rpartition("/")[2].partition(".")[0].replace("_", "") for path in program.paths})


def _heirs(resolver: Resolver, module: Definition) -> tuple[Definition, ...]:
    nothing: tuple[Definition, ...] = ()
    return resolver.memo(("heirs", id(module)), lambda: _spread(resolver, module), nothing)


def _spread(resolver: Resolver, module: Definition) -> tuple[Definition, ...]:
    found = {module: None}
    waiting = [module]
    while waiting and len(found) <= _HEIRS:
        reached = [heir for heir in _direct(resolver, waiting.pop()) if heir not in found]
        found.update(dict.fromkeys(reached))
        waiting += reached
    return tuple(found)[1:] if len(found) <= _HEIRS else ()


def _direct(resolver: Resolver, module: Definition) -> list[Definition]:
    program = resolver.program
    mixing = program.once("mixing", lambda: _by_base(program)).get(module.name, ())
    program.load(path for path, _ in mixing)
    heirs = [program.file(path).definitions[ordinal] for path, ordinal in mixing]
    parts = {module.qualified_name}
    return [each for each in heirs if any(base.qualified_name in parts for base in bases_of(resolver, each)[0])]


def _by_base(program: Program) -> dict[str, list[tuple[str, int]]]:
    """Return the path and ordinal of every type that mixes a module in, by the last name of that."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for path, ordinal, base in program.view.rows(_MIXED):
        tree = parse_type(base)
        if tree[0] == "type":
            found[tree[1].rpartition(".")[2]].append((path, ordinal))
    return dict(found)
