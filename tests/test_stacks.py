"""Stacks and overlays answer as a full build does, whatever happened to the repository."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import ecp
from ecp.build import build_l2, force_rebuild_l2
from ecp.config import Settings
from tests.conftest import Repo
from tests.facts_of_stack import all_facts, facts_of_view

NAMES = ("a.py", "pkg/b.py", "pkg/__init__.py", "c.js", "d/e.go", "notes.txt")
BODIES = (
    "def f():\n    return g()\n",
    "from pkg.b import f as h\n\nclass A:\n    x = h()\n",
    "import a\n\na.f()\n",
    "function k() { return m.n() }\n",
    "package e\n\nfunc P() int { return Q() }\n",
    "",
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(BODIES)),
        st.tuples(st.just("delete"), st.sampled_from(NAMES)),
        st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("stage")),
        st.tuples(st.just("commit")),
        st.tuples(st.just("revert")),
        st.tuples(st.just("branch"), st.sampled_from(("one", "two"))),
        st.tuples(st.just("merge"), st.sampled_from(("one", "two"))),
    ),
    min_size=3,
    max_size=9,
)


def _apply(repo: Repo, step: tuple[str, ...]) -> None:
    match step:
        case ("write", name, body):
            repo.write({name: body})
        case ("delete", name):
            (repo.path / name).unlink(missing_ok=True)
        case ("move", old, new) if (repo.path / old).is_file() and old != new:
            (repo.path / new).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(repo.path / old, repo.path / new)
        case ("stage",):
            repo.git("add", "-A")
        case ("commit",):
            repo.commit()
        case ("revert",) if repo.git("rev-list", "--count", "HEAD") != "1":
            repo.commit()
            repo.git("checkout", "-q", "HEAD~1", "--", ".")
            repo.commit()
        case ("branch", name):
            repo.commit()
            repo.git("checkout", "-q", *([name] if _has(repo, name) else ["-b", name]))
        case ("merge", name) if _has(repo, name):
            repo.commit()
            repo.git("merge", "-q", "-s", "ours", "--no-edit", name)


def _has(repo: Repo, branch: str) -> bool:
    return branch in repo.git("branch", "--format=%(refname:short)").splitlines()


@contextmanager
def _place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _committed_aside(repo: Repo, folder: Path) -> Repo:
    """Return a copy of the repository in which the working tree is committed."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(repo.path, copy, symlinks=True)
    aside = Repo.__new__(Repo)
    aside.path = copy
    aside.commit()
    return aside


@hypothesis_settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps)
def test_a_stack_and_its_overlay_equal_a_full_build(sequence: list[tuple[str, ...]]) -> None:
    with _place() as folder:
        base = replace(Settings.from_environment({}), home=folder / "store", priority="normal")
        aside = replace(base, home=folder / "aside")
        repo = Repo(folder / "repo")
        repo.commit({f"base{n}.py": f"def base{n}(): return {n}\n" for n in range(12)} | {"a.py": BODIES[0]})
        build_l2(repo.path, settings=base)
        for step in sequence:
            _apply(repo, step)
            truth = force_rebuild_l2(_committed_aside(repo, folder).path, settings=aside)
            with ecp.open(repo.path, settings=base) as code:  # HEAD may have no index: then the nearest one answers
                assert code.freshness.commit == repo.head
                assert _without_ids(facts_of_view(code.view)) == _without_ids(all_facts(truth.paths)), step
            if step[0] in ("commit", "revert", "branch", "merge"):
                stack = build_l2(repo.path, settings=base)
                assert all_facts(stack.paths) == all_facts(force_rebuild_l2(repo.path, settings=aside).paths), step


def _without_ids(facts: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Leave out the modes: copying a tree may change them."""
    return {**facts, "file": [row[:2] for row in facts["file"]]}


def test_the_working_tree_counts(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    repo.write(
        {"new.py": "from main import App\nApp().step()\n", ".gitignore": "ignored.py\n", "ignored.py": "App()\n"}
    )
    (repo.path / "shapes" / "area.py").unlink()
    with ecp.open(repo.path, settings=settings) as code:
        assert {call.path for call in code.callers("App.step").items} == {"main.py", "new.py"}
        assert code.query("area").definitions == ()
        assert code.freshness.overlay_files == 3
    with ecp.open(repo.path, repo.head, settings=settings) as code:  # a commit is a commit
        assert code.query("area").definitions
        assert code.freshness.overlay_files == 0


def test_a_head_without_index_is_answered_from_the_nearest(repo: Repo, settings: Settings) -> None:
    first = repo.head
    build_l2(repo.path, settings=settings)
    repo.commit({"more.py": "def more(): pass\n"})
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("more").definitions
        assert (code.freshness.commit, code.freshness.base_commit) == (repo.head, first)
    with ecp.open(repo.path, fresh=True, settings=settings) as code:
        assert code.freshness.base_commit == repo.head


def test_past_the_bound_the_answer_says_what_is_missing(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    repo.write({"small.py": "def small(): pass\n", "large.py": "def large(): pass\n" * 100})
    with ecp.open(repo.path, settings=replace(settings, overlay_max_bytes=500)) as code:
        assert code.query("small").definitions
        assert code.query("large").definitions == ()
        assert code.query("large").incomplete == ("large.py",)


def test_a_dirty_symlink_is_not_followed(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    build_l2(repo.path, settings=settings)
    (tmp_path / "outside.py").write_text("def outside(): pass\n")
    (repo.path / "link.py").symlink_to(tmp_path / "outside.py")
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("outside").definitions == ()
