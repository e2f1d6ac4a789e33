"""Parameters that a test framework passes: https://docs.pytest.org/en/stable/reference/fixtures.html."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.values import Values, unwrapped

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

Named = Mapping[str, Sequence[Definition]]
"""Fixtures by the names that they are passed for."""


def injected_parameter(resolver: Resolver, file: File, function: Definition, name: str) -> Values:
    """Return what a test framework passes for a parameter."""
    fixture = fixture_of(file, function, name)
    return _fixture_values(resolver, fixture) if fixture is not None else ()


def fixture_of(file: File, function: Definition, name: str) -> Definition | None:
    """Return what gives the value that a test framework passes for a parameter: pytest's fixture of that name.

    https://docs.pytest.org/en/stable/reference/fixtures.html: looked for in the class, the module, then conftest.py
    of each folder outwards.
    """
    if not is_passed_by_framework(file, name):
        return None
    seen = _seen_from(file)[1]
    if _FIXTURE in function.modifiers:
        return next((each for each in _found(file, seen, function.container, name) if each is not function), None)
    if not function.name.startswith("test"):
        return None
    return next(_found(file, seen, function.container, name), None)


def is_passed_by_framework(file: File, name: str) -> bool:
    """Say whether some function of a file may be passed a fixture for a parameter of a name."""
    return bool(file.language.fixtures) and name in _seen_from(file)[0]


def _found(file: File, seen: Sequence[Named], scope: int, name: str) -> Iterator[Definition]:
    """Yield the fixtures of a name that functions in a scope may be passed, those that come first."""
    own, *above = seen
    for at in file.scopes_out(scope):
        yield from (each for each in own.get(name, ()) if each.container == at)
    for others in above:
        yield from (each for each in others.get(name, ()) if each.container == TOP)


def _seen_from(file: File) -> tuple[frozenset[str], Sequence[Named]]:
    """Return the names of the fixtures that a file sees, and these: its own and those of each file above."""
    known = file.program.once("fixtures seen", dict[str, tuple[frozenset[str], Sequence[Named]]])
    if file.path not in known:
        seen = [_named(each) for each in (file, *_files_above(file, file.language.fixtures))]
        known[file.path] = frozenset(chain.from_iterable(seen)), seen
    return known[file.path]


def _named(file: File) -> Named:
    """Return the fixtures of a file by the names that they are passed for, in order."""
    known = file.program.once("fixtures of files", dict[str, Named])
    if file.path not in known:
        found: dict[str, list[Definition]] = defaultdict(list)
        for ordinal, text in enumerate(file.definitions.in_order):
            if _FIXTURE in text and _FIXTURE in (definition := file.definitions[ordinal]).modifiers:
                found[_fixture_name(definition)].append(definition)
        known[file.path] = dict(found)
    return known[file.path]


def _files_above(file: File, name: str) -> list[File]:
    """Return the files of a name in the folder of a file and those around it, the nearest first."""
    program, folder = file.program, file.path.rpartition("/")[0]
    known = program.once(f"every {name} above", dict[str, list[File]])
    if folder not in known:
        parts = folder.split("/") if folder else []
        paths = ["/".join([*parts[:depth], name]) for depth in range(len(parts), -1, -1)]
        known[folder] = [program.file(path) for path in paths if program.has(path)]
    return known[folder]


def _fixture_name(definition: Definition) -> str:
    """Return the name that a fixture is passed for: its own, unless its decorator says `name="…"`."""
    said = _FIXTURE_NAME.search(definition.modifiers)
    return said[1] if said else definition.name


_FIXTURE = "fixture"
_FIXTURE_NAME = re.compile(r"""fixture\([^ ]*\bname=["'](\w+)["']""")


def _fixture_values(resolver: Resolver, definition: Definition) -> Values:
    """Return what a fixture gives: what it yields, else what it returns."""
    return unwrapped(resolver.result_values(definition), "list")
