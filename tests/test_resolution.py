"""What calls mean in each language: every fixture in tests/resolution is a repository and a test.

Below a call, `^ calls path:Qualified.name` says what it must mean (several where it may mean several), and
`^ calls nothing` that it must not mean anything of the repository.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ecp.build import build_l2
from ecp.config import Settings
from ecp.query.calls import every_call
from ecp.query.program import Program
from ecp.query.resolver import Resolver
from ecp.query.view import Freshness, View
from tests.conftest import Repo
from tests.markers import read_fixture

FIXTURES = sorted((Path(__file__).parent / "resolution").iterdir())


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_resolution(fixture: Path, tmp_path: Path, settings: Settings) -> None:
    files, markers = read_fixture(fixture.read_text(encoding="utf-8"), fixture.name)
    assert markers, "a fixture without markers tests nothing"
    repo = Repo(tmp_path / "repo")
    commit = repo.commit({path: source for path, source in files.items() if source.strip()})
    stack = build_l2(repo.path, settings=settings)
    found: dict[tuple[str, int, int], list[str]] = {}
    for reference, _, resolution in every_call(Resolver(Program(View(stack.paths, Freshness(commit, commit))))):
        names = [f"{target.file.path}:{target.qualified_name}" for target in resolution.targets]
        found.setdefault((reference.path, reference.line, reference.col), []).extend(names)
    failures = []
    for marker in markers:
        known = found.get((marker.path, marker.line, marker.col))
        wanted = [] if marker.text == "calls nothing" else marker.text.removeprefix("calls ").split()
        if known is None or sorted(set(known)) != sorted(wanted):
            failures.append(f"{marker}\n    found there: {known}")
    assert not failures, "\n".join(failures)
