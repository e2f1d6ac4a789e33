"""What references mean, in every language: every fixture in tests/resolution is a test.

A fixture is named `<language>[_<subject>].<extension>` and may hold several files (`#--- path`).  The fixtures of one
language are built as one real repository, each in a folder of its own, and asked through a real view.  Below a source
line, `^` under the first byte of a name says what the reference there means:

    area()
    #^ calls shapes/area.py:area          exactly this; several are separated by spaces, `area` is of the same file
    #^ calls nothing                      not known, or nothing of this repository
    #^ calls nothing (external)           the same, for this reason
    #^ refers shapes/area.py:area         the same of a reference of any other role
    #^ how import                         the step that found it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import ecp
from ecp.config import Settings
from ecp.query.index import Index
from ecp.query.meaning import CALLS
from ecp.query.program import Reference
from ecp.query.resolver import Resolution
from tests.conftest import Repo
from tests.markers import Marker, read_fixture

FIXTURES = sorted((Path(__file__).parent / "resolution").iterdir())
_REFERENCES = """
SELECT path, line, col, role, name, receiver, scope
FROM   reference JOIN file USING (blob)
WHERE  starts_with(path, $under)
"""


class Indexes:
    """One index per language, built when the first of its fixtures is tested."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.of_language = cache(self._build)

    def _build(self, language: str) -> Index:
        repo = Repo(self.folder / language)
        for fixture in FIXTURES:
            if _language(fixture) == language:
                files, _ = read_fixture(fixture.read_text(encoding="utf-8"), fixture.name)
                repo.write({f"{fixture.stem}/{path}": source for path, source in files.items()})
        repo.commit()
        settings = replace(Settings.from_environment({}), home=self.folder / "store", workers=1, priority="normal")
        ecp.index(repo.path, settings=settings)
        return ecp.open(repo.path, settings=settings)


def _language(fixture: Path) -> str:
    return fixture.stem.partition("_")[0]


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexes]:
    yield Indexes(tmp_path_factory.mktemp("resolution"))


def _shown(resolution: Resolution, fixture: Path) -> set[str]:
    return {f"{t.file.path.removeprefix(fixture.stem + '/')}:{t.qualified_name}" for t in resolution.targets}


def _failure(marker: Marker, references: list[Reference], index: Index, fixture: Path) -> str:
    """Return how a marker is not met, or ""."""
    verb, _, expected = marker.text.partition(" ")
    here = [each for each in references if (each.line, each.col) == (marker.line, marker.col)]
    if verb in ("calls", "refers"):
        here = [each for each in here if (each.role in CALLS) == (verb == "calls")]
    if not here:
        return f"{marker}\n    no such reference there"
    resolutions = [index.resolver.resolve(each) for each in here]
    known = set().union(*(_shown(resolution, fixture) for resolution in resolutions))
    reasons = {resolution.reason for resolution in resolutions if resolution.reason}
    hows = {resolution.how for resolution in resolutions if resolution.how}
    if verb == "how":
        return "" if hows == {expected} else f"{marker}\n    how: {hows}"
    if expected.startswith("nothing"):
        reason = expected.removeprefix("nothing").strip(" ()")
        holds = not known and (not reason or reasons == {reason})
    else:
        targets = (each if ":" in each else f"{marker.path}:{each}" for each in expected.split())
        holds = known == set(targets)
    return "" if holds else f"{marker}\n    known there: {sorted(known) or 'nothing'} {reasons or hows}"


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_resolution(fixture: Path, indexes: Indexes) -> None:
    _, markers = read_fixture(fixture.read_text(encoding="utf-8"), fixture.name)
    assert markers, "a fixture without markers tests nothing"
    index = indexes.of_language(_language(fixture))
    rows: dict[str, list[Reference]] = {}
    for row in index.view.rows(_REFERENCES, {"under": f"{fixture.stem}/"}):
        reference = Reference(*row)
        rows.setdefault(reference.path.removeprefix(f"{fixture.stem}/"), []).append(reference)
    failures = [_failure(marker, rows.get(marker.path, []), index, fixture) for marker in markers]
    if any(failures):
        pytest.fail("\n".join(filter(None, failures)), pytrace=False)
