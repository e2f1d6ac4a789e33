"""Several threads of one process that build and ask.  Each scene is a process of its own, since what failed crashed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ecp.config import Settings
from tests.conftest import many_files, repository_in
from tests.forks import ROOT

_BUILDS = """
def build(repo):
    return ecp.index(repo, force=True, settings=settings).outcome
assert "built" in at_once(build, repos)
from ecp.verify import verify
assert all(verify(repo, settings=settings).equal for repo in repos)
"""
_DIRTY = """
for repo in repos:
    for at in range(12):
        open(f"{repo}/pkg/m{at:04}.py", "a").write("def new(): return f1()\\n")
def ask(repo):
    with ecp.open(repo, settings=settings) as code:
        return [(call.path, call.line) for call in code.callers("f1").items]
first, *others = at_once(ask, repos * 2)
assert len(first) == 12 and all(other == first for other in others)
"""
_ONE_INDEX = """
with ecp.open(repos[0], settings=settings) as code:
    def ask(at):
        return code.query(f"f{at}"), code.impact(f"f{at}"), code.search(f"f{at}"), code.outline(f"pkg/m{at:04}.py")
    expected = [ask(at) for at in range(12)]
with ecp.open(repos[0], settings=settings) as code:
    assert at_once(ask, range(12)) == expected
"""
_SCENE = """
import dataclasses, pathlib, sys
from concurrent.futures import ThreadPoolExecutor
import ecp
sys.setswitchinterval(1e-5)
home, *repos = sys.argv[1:]
settings = dataclasses.replace(ecp.Settings.from_environment(), home=pathlib.Path(home))
def at_once(do, each):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(do, each))
for repo in repos:
    ecp.index(repo, settings=settings)
"""


@pytest.mark.parametrize("scene", [_BUILDS, _DIRTY, _ONE_INDEX], ids=["builds", "edited trees", "one index"])
def test_threads_do_not_get_in_each_others_way(scene: str, settings: Settings, tmp_path: Path) -> None:
    repos = [repository_in(tmp_path / name) for name in ("one", "two")]
    for each in repos:
        each.commit(many_files(12, functions=20))
    command = [sys.executable, "-c", _SCENE + scene, str(settings.home), *(str(each.path) for each in repos)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
