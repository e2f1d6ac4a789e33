"""Components that are files: what their templates name, and under which names they are known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ecp.query.resolution.members import known_members
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.values import Class, Instance, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def in_template(resolver: Resolver, file: File, name: str) -> tuple[Values, str]:
    """Return what a template's name means that its script does not have, and how that was found.

    A member of the component, if that is an object of options; else the only component whose file has the name, as one
    that is registered for all: https://vuejs.org/guide/components/registration.html.
    """
    if file.component is not None and (found := known_members(resolver, (Instance(file.component),), name)):
        return found, "self"
    registered = components_of(resolver.program, name)
    return ((Class(registered[0]),), "sole") if len(registered) == 1 else ((), "")


def components_of(program: Program, name: str) -> list[Definition]:
    """Return the components whose files have a name, which may begin with folders and end as the files' do."""
    stem = name.rpartition("/")[2].partition(".")[0]
    paths = program.once("components", lambda: _files(program)).get(stem, ())
    named = (path for path in paths if f"/{path}".endswith((f"/{name}", f"/{name}.{path.rpartition('.')[2]}")))
    return [component for path in named if (component := program.file(path).component) is not None]


def _files(program: Program) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in program.paths:
        if program.language(path).named_by_file:
            found[path.rpartition("/")[2].partition(".")[0]].append(path)
    return found
