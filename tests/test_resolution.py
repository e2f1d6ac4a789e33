"""What references mean in each language: every fixture in tests/resolution is a repository and a test.

Below a source line, `^` under the first byte of a name says what the reference there means:

    area()
    #^ calls shapes/area.py:area          exactly this; several are separated by spaces, `area` is of the same file
    #^ calls area#2                       the second definition of the name: an overload
    #^ calls nothing                      not known, or nothing of this repository
    #^ calls nothing (external)           the same, for this reason
    #^ refers shapes/area.py:area         the same of a reference of any other role
    #^ may call walk stop                 nothing is known to be called, and each of these may be, through a pointer
    #^ how import                         the step that found it

And whatever a call means there, or may call, the question for the callers of that finds the call.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from ecp.build import build_l2
from ecp.config import Settings
from ecp.index.layer import OpenLayers
from ecp.query.calls import callers, every_call
from ecp.query.resolution.indirect import may_mean
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.targets import Resolution
from ecp.query.resolution.resolver import Resolver
from ecp.query.uses import Identity, Uses, identity
from ecp.query.view import Freshness, View
from tests.conftest import Repo
from tests.markers import Marker, read_fixture

FIXTURES = sorted((Path(__file__).parent / "resolution").iterdir())
_REFERENCES = "SELECT path, line, col, role, name, receiver, scope, arguments FROM reference JOIN file USING (blob)"
_NUMBERED = re.compile(r"\w#\d+")
_CALLS = ("call", "new", "decorate")


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_resolution(fixture: Path, tmp_path: Path, settings: Settings) -> None:
    files, markers = read_fixture(fixture.read_text(encoding="utf-8"), fixture.name)
    assert markers, "a fixture without markers tests nothing"
    repo = Repo(tmp_path / "repo")
    commit = repo.commit({path: source for path, source in files.items() if source.strip()})
    view = View(OpenLayers(build_l2(repo.path, settings=settings).paths), Freshness(commit, commit))
    resolver = Resolver(Program(view))
    found: dict[tuple[str, int, int, str], list[Resolution]] = {}
    for row in view.rows(_REFERENCES):
        reference = Reference(*row)
        is_call = reference.role in _CALLS
        place = (reference.path, reference.line, reference.col)
        found.setdefault((*place, "calls" if is_call else "refers"), []).append(resolver.resolve(reference))
        if is_call:
            found.setdefault((*place, "may"), []).append(may_mean(resolver, reference))
    failures = []
    for marker in markers:
        verb = marker.text.partition(" ")[0]
        known = found.get((marker.path, marker.line, marker.col, verb if verb != "how" else "calls"), [])
        if not known or not _holds(marker, known):
            failures.append(f"{marker}\n    found there: {known}")
    assert not failures, "\n".join(failures)
    assert not _not_among_callers(Uses(resolver))


def _not_among_callers(uses: Uses) -> list[str]:
    """Return the calls that the question for the callers of what they call does not find."""
    calls_of: dict[Identity, set[tuple[str, int]]] = defaultdict(set)
    definitions: dict[Identity, list[Definition]] = defaultdict(list)
    for reference in [reference for reference, *_ in every_call(uses.resolver)]:
        for target in may_mean(uses.resolver, reference).targets:
            calls_of[identity(target)].add((reference.path, reference.line))
            definitions[identity(target)].append(target)
    lost = []
    for symbol, places in calls_of.items():
        found = {(call.path, call.line) for call in callers(uses, definitions[symbol], limit=10_000).items}
        lost += [f"{path}:{line} calls {symbol}" for path, line in sorted(places - found)]
    return lost


def _holds(marker: Marker, known: list[Resolution]) -> bool:
    verb, _, rest = marker.text.removeprefix("may ").partition(" ")
    if verb == "how":
        return any(each.how == rest for each in known)
    targets = {_shown(target, numbered=bool(_NUMBERED.search(rest))) for each in known for target in each.targets}
    if rest.startswith("nothing"):
        reason = rest.removeprefix("nothing").strip(" ()")
        return not targets and (not reason or any(each.reason == reason for each in known))
    return targets == {name if ":" in name else f"{marker.path}:{name}" for name in rest.split()}


def _shown(target: Definition, *, numbered: bool) -> str:
    """Return a definition as a marker says it."""
    name = target.qualified_name
    same = [each for each in target.file.all_definitions if each.qualified_name == name]
    return f"{target.file.path}:{name}" + (f"#{same.index(target) + 1}" if numbered else "")
