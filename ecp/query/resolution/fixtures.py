"""Parameters that a test framework passes: https://docs.pytest.org/en/stable/reference/fixtures.html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.query.resolution.definitions import TOP, Definition
from ecp.query.resolution.files import File
from ecp.query.resolution.values import Values, unwrapped

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def injected_parameter(resolver: Resolver, file: File, function: Definition, name: str) -> Values:
    """Return what a test framework passes for a parameter."""
    fixture = fixture_of(file, function, name)
    return _fixture_values(resolver, fixture) if fixture is not None else ()


def fixture_of(file: File, function: Definition, name: str) -> Definition | None:
    """Return what gives the value that a test framework passes for a parameter: pytest's fixture of that name.

    https://docs.pytest.org/en/stable/reference/fixtures.html: looked for in the class, the module, then conftest.py
    of each folder outwards.
    """
    if not file.language.fixtures:
        return None
    if _FIXTURE in function.modifiers:
        return next((each for each in _fixtures(file, function.container, name) if each is not function), None)
    if not function.name.startswith("test"):
        return None
    key = function.container, name
    if key not in file.fixtures:
        file.fixtures[key] = next(_fixtures(file, *key), None)
    return file.fixtures[key]


def _fixtures(file: File, scope: int, name: str) -> Iterator[Definition]:
    """Yield the fixtures of a name that functions in a scope may be passed, those that come first."""
    places = [(file, at) for at in file.scopes_out(scope)]
    places += ((each, TOP) for each in _files_above(file, file.language.fixtures))
    for place, at in places:
        yield from (each for each in place.having(_FIXTURE, at) if _fixture_name(each) == name)


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
