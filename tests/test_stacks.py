"""Stacks and overlays answer as a full build does, whatever happened to the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import ecp
from ecp.build import build_l2, force_rebuild_l2, gc
from ecp.build.gc import collect
from ecp.build.orchestrator import Stack, rebuild_aside
from ecp.config import Settings
from ecp.index.blobs import Key, key_of
from ecp.index.git.repository import Repository
from ecp.index.store import RepositoryStore
from ecp.query import calls
from ecp.query.resolution.program import loaded
from ecp.render import to_json
from tests.conftest import ROOT, Effort, Repo, Survived, many_files
from tests.facts_of_stack import AllFacts, all_facts, facts_of_view

# -- whatever happens, a stack with its overlay equals a full build ------------------------------------------------

NAMES = ("a.py", "pkg/b.py", "pkg/__init__.py", "c.js", "d/e.go", "head.h", "head.hpp", "run", "notes.txt", "ign.py")
BODIES = (
    "def f():\n    return g()\n",
    "from pkg.b import f as h\n\nclass A:\n    x = h()\n",
    "#!/usr/bin/env python3\nimport a\n\na.f()\n",
    "#!/bin/bash\nf() { g; }\n",
    "function k() { return m.n() }\n",
    "package e\n\nfunc P() int { return Q() }\n",
    "class Shape { public: int area(); };\n",
    "ign.py\n",
    "",
)
BRANCHES = ("one", "two")
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from((*NAMES, ".gitignore")), st.sampled_from(BODIES)),
    st.tuples(st.just("delete"), st.sampled_from(NAMES)),
    st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("chmod"), st.sampled_from(NAMES)),
    st.tuples(st.just("link"), st.sampled_from(NAMES)),
    st.tuples(st.just("stage")),
)
COMMITS = st.one_of(
    st.tuples(st.just("commit")),
    st.tuples(st.just("amend")),
    st.tuples(st.just("revert")),
    st.tuples(st.just("branch"), st.sampled_from(BRANCHES)),
    st.tuples(st.just("merge"), st.sampled_from(BRANCHES)),
    st.tuples(st.just("worktree"), st.sampled_from(BODIES)),
    st.tuples(st.just("big change")),
)
STEPS = st.lists(st.tuples(st.lists(EDITS, min_size=1, max_size=3), COMMITS, st.booleans()), min_size=2, max_size=4)


def _edit(repo: Repo, step: tuple[str, ...]) -> None:
    place = repo.path / (step[1] if len(step) > 1 else "")
    match step:
        case ("write", name, body):
            if place.is_symlink():
                place.unlink()
            repo.write({name: body})
        case ("delete", _):
            place.unlink(missing_ok=True)
        case ("move", _, new) if place.exists() and place != repo.path / new:
            (repo.path / new).parent.mkdir(parents=True, exist_ok=True)
            os.replace(place, repo.path / new)
        case ("chmod", _) if place.exists() and not place.is_symlink():
            place.chmod(place.stat().st_mode ^ 0o111)
        case ("link", _):
            place.unlink(missing_ok=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to("a.py")
        case ("stage",):
            repo.git("add", "-A")


def _commit(repo: Repo, step: tuple[str, ...], other: Path) -> Path:
    """Make a commit of some kind; return the working tree that it was made in."""
    branches = repo.git("branch", "--format=%(refname:short)").splitlines()
    match step:
        case ("amend",):
            repo.git("add", "-A")
            repo.git("commit", "-q", "--allow-empty", "--amend", "-m", "amended")
        case ("revert",) if repo.git("rev-list", "--count", "HEAD") != "1":
            repo.commit()
            repo.git("read-tree", "-u", "--reset", "HEAD~1")
            repo.commit()
        case ("branch", name):
            repo.commit()
            repo.git("checkout", "-q", *([name] if name in branches else ["-b", name]))
        case ("merge", name) if name in branches:
            repo.commit()
            repo.git("merge", "-q", "-s", "ours", "--no-edit", name)
        case ("worktree", body):
            repo.commit()
            if not other.exists():
                repo.git("worktree", "add", "-q", "--detach", str(other))
            (other / "elsewhere.py").write_text(body)
            repo.git("add", "-A", cwd=other)
            repo.git("commit", "-q", "--allow-empty", "-m", "elsewhere", cwd=other)
            return other
        case ("big change",):
            repo.commit({f"base{n}.py": f"def base{n}(): return {repo.head[:8]!r}\n" for n in range(8)})
        case _:
            repo.commit()
    return repo.path


@contextmanager
def _place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tree_as_commit(repo: Repo) -> str:
    """Return a commit of the working tree as it is, made without touching the index or HEAD."""
    index = repo.path / ".git" / "aside"
    shutil.copy(repo.path / ".git" / "index", index)
    environment = {**os.environ, "GIT_INDEX_FILE": str(index)}

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=repo.path, env=environment, capture_output=True, check=True, text=True
        )
        return done.stdout.strip()

    git("add", "-A")
    return repo.git("commit-tree", "-m", "aside", git("write-tree"))


def _full(repo: Repo, commit: str, settings: Settings, folder: Path) -> AllFacts:
    aside = folder / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    return all_facts(rebuild_aside(repo.path, commit, aside, settings=settings).paths)


def _keys(place: Path, commit: str) -> set[Key]:
    return {key for entry in Repository(place).entries(commit) if (key := key_of(*entry)) is not None}


def _history(steps: list[tuple[list[tuple[str, ...]], tuple[str, ...], bool]], folder: Path) -> None:
    settings = replace(Settings.from_environment({}), home=folder / "store", workers=1, priority="normal")
    repo = Repo(folder / "repo")
    repo.commit({f"base{n}.py": f"def base{n}(): return {n}\n" for n in range(12)} | {"a.py": BODIES[0]})
    build_l2(repo.path, settings=settings)
    parsed = _keys(repo.path, repo.head)
    for edits, commit, is_built in steps:
        for edit in edits:
            _edit(repo, edit)
        with ecp.open(repo.path, settings=settings) as code:
            assert (code.freshness.commit, code.freshness.incomplete) == (repo.head, ())
            broken = {place.rpartition(":")[0] for place in code.freshness.broken}  # read with edits undone
            whole = _full(repo, _tree_as_commit(repo), settings, folder)
            assert _without(facts_of_view(code.view), broken) == _without(whole, broken), edits
        place = _commit(repo, commit, folder / "other")
        if is_built:
            stack = build_l2(place, settings=settings)
            if stack.outcome != "hit":  # to amend nothing within a second gives the same commit
                assert stack.manifest.receipt.files_parsed <= len(_keys(place, stack.commit) - parsed)
            parsed |= _keys(place, stack.commit)
            assert all_facts(stack.paths) == _full(repo, stack.commit, settings, folder), commit


def _without(facts: AllFacts, paths: set[str]) -> AllFacts:
    """Return facts without those of some files."""
    return {table: [row for row in rows if table == "file" or row[0] not in paths] for table, rows in facts.items()}


@pytest.mark.torture
def test_a_stack_and_its_overlay_equal_a_full_build(effort: Effort, survived: Survived) -> None:
    @hypothesis_settings(
        max_examples=effort(6, 150), derandomize=not effort(0, 1),
        deadline=None, suppress_health_check=list(HealthCheck), print_blob=True,
    )  # fmt: skip
    @given(STEPS)
    def holds(steps: list[tuple[list[tuple[str, ...]], tuple[str, ...], bool]]) -> None:
        with _place() as folder:
            _history(steps, folder)
        survived["histories of a repository"] += 1

    holds()


def test_exports_of_a_stack_and_of_a_cold_build_are_the_same_bytes(
    repo: Repo, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And those of a large program, of which nothing is kept for all calls."""
    own = sorted((ROOT / "ecp" / "query" / "resolution" / "references").glob("*.py"))
    own += sorted((ROOT / "ecp" / "query" / "resolution").glob("*.py"))
    own += [ROOT / "tests" / "facts" / name for name in ("c.c", "go.go")]
    sources = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in own}
    repo.commit({path: source for at, (path, source) in enumerate(sources.items()) if at % 4})
    build_l2(repo.path, settings=settings)
    repo.commit(dict(reversed(sources.items())))
    stores = {"stack": settings, "cold": replace(settings, home=tmp_path / "cold store")}
    layers, written = {}, {}
    for name, store in stores.items():
        layers[name] = len(build_l2(repo.path, settings=store).paths)
        with ecp.open(repo.path, settings=store) as code:
            answer = code.export(tmp_path / name)
        assert answer.calls > 500
        written[name] = [Path(file).read_bytes() for file in answer.files]
    assert layers == {"stack": 2, "cold": 1}
    assert written["stack"] == written["cold"]
    for name, value in {"_LARGE": 0, "_FILES_AT_ONCE": 9}.items():
        monkeypatch.setattr(loaded, name, value)
    monkeypatch.setattr(calls, "_CALLS_KEPT", 500)
    told: list[tuple[int, int]] = []
    with ecp.open(repo.path, settings=settings) as code:
        answer = code.export(tmp_path / "parts", told=lambda files, total: told.append((files, total)))
    assert [Path(file).read_bytes() for file in answer.files] == written["stack"]
    assert told[0] == (9, told[-1][1]) and told[-1][0] == told[-1][1] > len(sources)


ASKED = (
    "evaluate",
    "Resolver.name",
    "member",
    "find",
    "get",
    "area",
    "draw",
    "run",
    "size",
    "add",
    "Shape",
    "main",
    "load",
)


def test_a_large_program_answers_as_a_small_one(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is loaded table by table, found by name, kept or released again, means what it means when all is loaded."""
    own = sorted((ROOT / "ecp" / "query" / "resolution").glob("*.py")) + sorted((ROOT / "tests" / "facts").glob("*.*"))
    own += sorted((ROOT / "tests" / "resolution").glob("*.*"))
    repo.commit({f"{path.parent.name}/{path.name}": path.read_bytes() for path in own})
    build_l2(repo.path, settings=settings)

    def answers() -> list[str]:
        with ecp.open(repo.path, settings=settings) as code:
            asked = [question(name) for name in ASKED for question in (code.callers, code.callees, code.references)]
            asked += [code.impact("Resolver.resolve", depth=2), code.hierarchy("Shape"), code.unused()]
            return [to_json(each) for each in asked]

    small = answers()
    monkeypatch.setattr(loaded, "_LARGE", 0)
    for kept in (32 << 20, 20_000):
        monkeypatch.setattr(loaded, "_KEPT", kept)
        monkeypatch.setattr(loaded, "_MOST_KEPT", kept)
        assert answers() == small


# -- what a commit costs -------------------------------------------------------------------------------------------


def test_a_one_file_commit_writes_little(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(150))
    build_l2(repo.path, settings=settings)
    repo.commit({"pkg/m0000.py": "def changed(): pass\n"})
    stack = build_l2(repo.path, settings=settings)
    assert stack.manifest.layers[1].bytes <= 300_000
    if sys.platform == "linux":
        assert stack.manifest.receipt.bytes_written <= 300_000


def test_deltas_end_in_a_new_base(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(40))
    parsed = build_l2(repo.path, settings=settings).manifest.receipt.files_parsed
    written, layers, bases = 0, [], []
    for n in range(18):
        body = "\n".join(f"a{k} = f{k * n}(1)" for k in range(900))
        repo.commit({f"pkg/m{n:04}.py": f"def changed{n}(): pass\n{body}\n"})
        stack = build_l2(repo.path, settings=settings)
        parsed += stack.manifest.receipt.files_parsed
        written += stack.manifest.layers[-1].bytes
        layers.append(len(stack.paths))
        bases.append(stack.manifest.layers[0].file)
    assert parsed == 43 + 18  # copying facts up, or into a base, parses nothing that was parsed before
    assert len(set(bases)) > 2
    assert max(layers) <= 6
    assert written < 18 * 400_000
    assert all_facts(stack.paths) == all_facts(force_rebuild_l2(repo.path, settings=settings).paths)


def test_many_commits_keep_a_bounded_number_of_layers(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gc, "KEPT_COMMITS", 3)
    monkeypatch.setattr(gc, "_KEPT_MARGIN", 2)
    repo.git("branch", "named")
    build_l2(repo.path, settings=settings)
    for n in range(9):
        repo.commit({"a.py": f"def f{n}(): pass\n"})
        build_l2(repo.path, settings=settings)
        assert len(list(_store(repo, settings).layers.iterdir())) <= 2 * 6
    assert len(_store(repo, settings).manifest_paths()) <= 6
    for revision in ("main", "main~1", "main~2", "named"):
        assert build_l2(repo.path, revision, settings=settings).outcome == "hit"


def test_what_is_too_large_is_looked_at_again_with_another_bound(repo: Repo, settings: Settings) -> None:
    repo.commit({**many_files(10), "large.py": "def large(): pass\n" * 200})
    small = build_l2(repo.path, settings=replace(settings, max_file_bytes=1000))
    assert ("large.py", "too large") in small.manifest.skipped
    repo.commit({"more.py": "x = 1\n"})
    assert build_l2(repo.path, settings=settings).manifest.skipped == ()
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("large").definitions


# -- the working tree ----------------------------------------------------------------------------------------------


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
        assert code.callers("App.step").freshness == code.freshness
    with ecp.open(repo.path, repo.head, settings=settings) as code:  # a commit is a commit
        assert code.query("area").definitions
        assert code.freshness.overlay_files == 0


@pytest.mark.parametrize("edited", [1, 40])
def test_edited_files_hide_what_they_held(repo: Repo, settings: Settings, edited: int) -> None:
    """However many: facts of a few blobs are left out by their numbers, of many by a join."""
    repo.commit(many_files(50, functions=2))
    build_l2(repo.path, settings=settings)
    repo.write({f"pkg/m{n:04}.py": f"def new{n}(): pass\n" for n in range(edited)})
    with ecp.open(repo.path, settings=settings) as code:
        over = facts_of_view(code.view)
    repo.commit()
    assert over == all_facts(force_rebuild_l2(repo.path, settings=settings).paths)


def test_a_head_without_index_is_answered_from_the_nearest(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(6))
    repo.git("branch", "far")
    first = repo.commit({"near.py": "def near(): pass\n"})
    build_l2(repo.path, settings=settings)
    build_l2(repo.path, "far", settings=settings)
    repo.commit({"more.py": "def more(): pass\n"})
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("more").definitions
        assert (code.freshness.commit, code.freshness.base_commit) == (repo.head, first)
    with ecp.open(repo.path, fresh=True, settings=settings) as code:
        assert code.freshness.base_commit == repo.head


def test_past_the_bound_the_answer_says_what_is_missing(repo: Repo, settings: Settings) -> None:
    repo.commit({"was.py": "def was(): pass\n"})
    build_l2(repo.path, settings=settings)
    body = "def large(): pass\n" * 100
    repo.write({"small.py": "def small(): pass\n", "large.py": body, "was.py": body})
    with ecp.open(repo.path, settings=replace(settings, overlay_max_bytes=500)) as code:
        assert code.query("small").definitions
        assert code.query("large").definitions == ()
        assert code.query("large").incomplete == ("large.py", "was.py")
        assert code.query("was").definitions  # as of the commit: the answer says that it is not the present
    with ecp.open(repo.path, settings=replace(settings, max_file_bytes=500)) as code:
        assert code.query("large").definitions == ()
        assert code.query("large").incomplete == ("large.py", "was.py")


WHOLE = ["class Shop {", "  open() { return this.close(); }", "  close() { return 1; }", "}", "function sell() {}"]
BROKEN = {
    "half a line": [*WHOLE[:1], "  half(a, { return [", *WHOLE[1:]],
    "half a line that was whole": [*WHOLE[:2], "  close() { return", *WHOLE[3:]],
    "more lines than before": [*WHOLE[:1], "  open() {", "    if (this.", *WHOLE[2:]],
    "fewer lines than before": [*WHOLE[:1], "  close( {", *WHOLE[3:]],
    "a line that is gone": [*WHOLE[:3], *WHOLE[4:]],
    "the first line that is gone": WHOLE[1:],
    "a whole edit beside": [*WHOLE[:4], "function whole() {}", *["// between"] * 9, "function half(", WHOLE[4]],
    "a whole beginning": [*WHOLE[:4], "function whole() {}", "function half(", WHOLE[4]],
}


@pytest.mark.parametrize("edited", BROKEN.values(), ids=BROKEN)
def test_what_does_not_parse_in_mid_edit_is_as_it_was(repo: Repo, settings: Settings, edited: list[str]) -> None:
    repo.commit({"shop.js": "\n".join(WHOLE), "odd.js": "let odd = ;\n"})
    build_l2(repo.path, settings=settings)
    repo.write({"shop.js": "\n".join(edited), "odd.js": "let odd = ;\nlet even;\n"})
    with ecp.open(repo.path, settings=settings) as code:
        found = {each.name: each.line for each in code.outline("shop.js").items}
        (broken,) = code.freshness.broken
        at = next(at for at, line in enumerate([*edited, ""]) if line != WHOLE[at])  # the first line that is another
        assert broken == f"shop.js:{at + 1}" or "whole" in found  # odd.js was not whole before
        assert code.query("sell").broken == (broken,)
        assert found.keys() - {"whole"} == {"Shop", "open", "close", "sell"}
        assert code.callers("Shop.close").items
        assert found["sell"] == len(edited)
        assert ("function whole() {}" in edited) == ("whole" in found)
    repo.write({"shop.js": "\n".join(WHOLE), "new.js": "function half("})
    with ecp.open(repo.path, settings=settings) as code:
        assert code.freshness.broken == ("new.js:1",)


def test_facts_that_the_stack_holds_are_not_parsed(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    (repo.path / "shapes" / "area.py").rename(repo.path / "shapes" / "field.py")
    with ecp.open(repo.path, settings=replace(settings, overlay_max_bytes=1_000)) as code:
        assert [each.path for each in code.definitions("area").items] == ["shapes/field.py"]
        assert code.view.rows("SELECT count(*) FROM blob WHERE blob >= 1 << 30") == [(0,)]


def test_no_link_leads_out_of_the_working_tree(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "area.py").write_text("def outside(): pass\n")
    build_l2(repo.path, settings=settings)
    (repo.path / "link.py").symlink_to(outside / "area.py")
    shutil.rmtree(repo.path / "shapes")
    (repo.path / "shapes").symlink_to(outside)
    os.mkfifo(repo.path / "pipe.py")
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("outside").definitions == ()
        assert code.query("area").definitions == ()


def test_core_worktree_is_not_followed(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    build_l2(repo.path, settings=settings)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.py").write_text("def secret(): pass\n")
    repo.git("config", "core.worktree", str(tmp_path / "elsewhere"))
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("secret").definitions == ()


def test_what_a_sparse_checkout_leaves_out_is_still_there(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    repo.git("sparse-checkout", "set", "--no-cone", "/shapes/")
    assert not (repo.path / "main.py").exists()
    with ecp.open(repo.path, settings=settings) as code:
        assert code.freshness.overlay_files == 0
        assert [each.text for each in code.callers("step", source=True).items] == ["return self.step()"]
    (repo.path / "shapes/area.py").unlink()
    repo.git("update-index", "--index-version", "4")
    with ecp.open(repo.path, settings=settings) as code:
        assert code.definitions("step").items
        assert not code.definitions("square").items
    repo.git("rm", "-q", "--cached", "--sparse", "main.py")
    with ecp.open(repo.path, settings=settings) as code:
        assert not code.definitions("step").items


def test_a_clone_that_was_not_checked_out_answers_as_of_its_commit(
    repo: Repo, settings: Settings, tmp_path: Path
) -> None:
    repo.git("clone", "-q", "--no-checkout", str(repo.path), str(tmp_path / "bare"))
    with ecp.open(tmp_path / "bare", settings=settings) as code:
        assert code.definitions("step").items
        assert code.freshness.incomplete == (".",)


def test_odd_states_of_a_working_tree(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    repo.git("clone", "-q", str(repo.path), str(tmp_path / "inner"))
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(tmp_path / "inner"), "sub")
    repo.commit()
    build_l2(repo.path, settings=settings)
    shutil.copytree(tmp_path / "inner", repo.path / "nested")
    (repo.path / "sub" / "main.py").write_text("def inside(): pass\n")
    with open(os.fsencode(repo.path) + b"/caf\xe9.py", "w") as file:
        file.write("def latin(): pass\n")
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("inside").definitions == ()  # neither a submodule's files nor another repository's are ours
        assert code.why_no_outline("sub/main.py")[0] == "sub/main.py is in the submodule sub"
        assert [each.path for each in code.definitions("latin").items] == ["caf\\xe9.py"]
        assert code.freshness.overlay_files == 1
    (repo.path / ".git" / "index").write_bytes(b"DIRC garbage")
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("area").definitions
        assert code.freshness.incomplete == (".",)


def test_a_bare_repository_has_no_working_tree(repo: Repo, settings: Settings) -> None:
    repo.git("clone", "-q", "--bare", str(repo.path), str(repo.path / "bare.git"))
    with ecp.open(repo.path / "bare.git", settings=settings) as code:
        assert code.query("area").definitions
        assert code.freshness.overlay_files == 0


def test_line_ends_are_as_git_would_store_them(repo: Repo, settings: Settings) -> None:
    repo.commit({"crlf.py": "def one(\n    a,\n): pass\n"})
    repo.git("config", "core.autocrlf", "true")
    build_l2(repo.path, settings=settings)
    repo.write({"crlf.py": "def two(\r\n    a,\r\n): pass\r\n"})
    with ecp.open(repo.path, settings=settings) as code:
        dirty = facts_of_view(code.view)
    repo.commit()
    assert dirty == all_facts(build_l2(repo.path, settings=settings).paths)


_IN_A_FRESH_PROCESS = """
import sys, threading, ecp
if sys.argv[2] == "two threads":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
def loaded():
    return {"pygit2", "numpy", "tree_sitter", "filelock", "psutil"} & sys.modules.keys()
with ecp.open(sys.argv[1]) as code:
    code.definitions("area")
clean = loaded()
assert "pygit2" in clean or "inspect" not in sys.modules  # the package imports it
open(sys.argv[1] + "/main.py", "a").write("def dirty(): pass")
with ecp.open(sys.argv[1]) as code:
    assert code.definitions("dirty").items
print(*sorted(clean), "|", *sorted(loaded()))
import pygit2
assert pygit2.enums.FileStatus.WT_MODIFIED in pygit2.Repository(sys.argv[1]).status().values()
"""


@pytest.mark.parametrize(
    ("threads", "loaded"), [("one thread", "| tree_sitter"), ("two threads", "pygit2 | pygit2 tree_sitter")]
)
def test_a_query_loads_no_more_than_it_needs(repo: Repo, settings: Settings, threads: str, loaded: str) -> None:
    build_l2(repo.path, settings=settings)
    environment = {**os.environ, "ECP_HOME": str(settings.home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _IN_A_FRESH_PROCESS, str(repo.path), threads]
    done = subprocess.run(command, env=environment, check=True, timeout=60, capture_output=True, text=True)
    assert done.stdout.strip() == loaded


# -- damage --------------------------------------------------------------------------------------------------------


def _store(repo: Repo, settings: Settings) -> RepositoryStore:
    return RepositoryStore(settings.home, repo.path / ".git")


def _hurt(path: Path, how: str) -> None:
    data = path.read_bytes()
    match how:
        case "truncated":
            path.write_bytes(data[: len(data) // 2])
        case "flipped":
            at = len(data) * 2 // 3
            path.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        case "missing":
            path.unlink()


@pytest.fixture
def two_stacks(repo: Repo, settings: Settings) -> tuple[Stack, Stack]:
    """Two commits on one base, the second with a delta."""
    repo.commit(many_files(12))
    first = build_l2(repo.path, settings=settings)
    repo.commit({"more.py": "def more(): return area(1)\n"})
    return first, build_l2(repo.path, settings=settings)


@pytest.mark.parametrize("how", ["truncated", "flipped", "missing"])
@pytest.mark.parametrize("what", ["delta", "manifest"])
def test_damage_is_named_and_the_nearest_sound_stack_answers(
    repo: Repo, settings: Settings, two_stacks: tuple[Stack, Stack], what: str, how: str
) -> None:
    first, second = two_stacks
    manifest = second.store.manifest_path(second.commit)
    hurt = second.paths[1] if what == "delta" else manifest
    _hurt(hurt, how)
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("more").definitions  # from the overlay
        assert code.freshness.base_commit == first.commit
        expected = () if (what, how) == ("manifest", "missing") else (hurt.name,)
        assert code.query("more").damaged == code.freshness.damaged == expected
    assert build_l2(repo.path, settings=settings).outcome == "built"
    with ecp.open(repo.path, settings=settings) as code:
        assert (code.freshness.base_commit, code.freshness.damaged) == (second.commit, ())


@pytest.mark.parametrize("how", ["truncated", "flipped", "missing"])
def test_a_damaged_base_is_neither_stood_on_nor_copied_from(
    repo: Repo, settings: Settings, two_stacks: tuple[Stack, Stack], how: str
) -> None:
    first, second = two_stacks
    _hurt(first.paths[0], how)
    repo.commit({"again.py": "def again(): pass\n"})
    third = build_l2(repo.path, settings=settings)
    assert first.manifest.layers[0] not in third.manifest.layers
    assert third.manifest.receipt.files_parsed == 16  # more.py is in the delta, which is sound
    assert all_facts(third.paths) == all_facts(force_rebuild_l2(repo.path, settings=settings).paths)
    for commit in (first.commit, second.commit):
        assert build_l2(repo.path, commit, settings=settings).outcome == "built"
    assert collect(settings).removed == ()


def _rot(layer: Path) -> None:
    """Flip bits as a disk does: neither size nor time changes, and only who reads the block can see it."""
    about, data = layer.stat(), bytearray(layer.read_bytes())
    for at in range(len(data) // 4, len(data), 4096):
        data[at] ^= 1
    layer.write_bytes(data)
    os.utime(layer, ns=(about.st_atime_ns, about.st_mtime_ns))


def test_rot_is_noticed_by_the_query_that_reads_it(repo: Repo, settings: Settings) -> None:
    small = build_l2(repo.path, settings=settings)
    repo.commit(many_files(12, functions=300))
    large = build_l2(repo.path, settings=settings)  # on a base of its own
    assert large.paths[0] != small.paths[0]
    _rot(large.paths[0])
    with ecp.open(repo.path, settings=settings) as code, pytest.raises(ecp.DamagedLayerError):
        facts_of_view(code.view)
    with ecp.open(repo.path, settings=settings) as code:
        assert code.query("f7").definitions
        assert (code.freshness.base_commit, code.freshness.damaged) == (small.commit, (large.paths[0].name,))
    assert build_l2(repo.path, settings=settings).outcome == "built"


def test_a_stack_that_rots_anywhere_is_opened_or_called_damaged(
    repo: Repo, settings: Settings, two_stacks: tuple[Stack, Stack]
) -> None:
    """The tree and the blobs are read when a stack is opened, the facts when they are asked for."""
    layer = two_stacks[1].paths[1]
    about, sound = layer.stat(), layer.read_bytes()
    opened_on_another = asked_in_vain = 0
    for at in range(12_288, len(sound), 16_384):
        data = bytearray(sound)
        data[at + 64] ^= 1
        layer.write_bytes(data)
        os.utime(layer, ns=(about.st_atime_ns, about.st_mtime_ns))
        with ecp.open(repo.path, settings=settings) as code:
            opened_on_another += code.freshness.base_commit == two_stacks[0].commit
            try:
                facts_of_view(code.view)
            except ecp.DamagedLayerError:
                asked_in_vain += 1
    assert opened_on_another
    assert asked_in_vain


def test_a_base_that_looks_sound_and_cannot_be_copied_from_is_left_out(
    repo: Repo, settings: Settings, two_stacks: tuple[Stack, Stack]
) -> None:
    base = two_stacks[0].paths[0]
    _rot(base)
    repo.commit({"again.py": "def again(): pass\n"})  # needs nothing from the base but to stand on it
    stack = build_l2(repo.path, settings=settings)
    assert base not in stack.paths
    assert all_facts(stack.paths) == all_facts(force_rebuild_l2(repo.path, settings=settings).paths)


def test_a_store_that_was_copied_is_sound(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    stack = build_l2(repo.path, settings=settings)
    shutil.copytree(settings.home, tmp_path / "copy", copy_function=shutil.copyfile)  # with new times
    moved = replace(settings, home=tmp_path / "copy")
    again = build_l2(repo.path, settings=moved)
    assert again.outcome == "hit"
    assert again.paths[0].stat().st_mtime_ns == stack.manifest.layers[0].mtime_ns  # so that this was read only once


# -- readers beside builds, compaction and gc ----------------------------------------------------------------------

READER = """
import sys, ecp
import os
repo, stop = sys.argv[1:]
seen = 0
while not os.path.exists(stop):
    with ecp.open(repo, "main") as code:
        commit = code.freshness.commit
        found = code.view.rows("SELECT name, count(*) FROM definition WHERE name LIKE 'version%' GROUP BY name")
        assert [count for _, count in found] == [6], (commit, found)
        assert not code.freshness.damaged and not code.freshness.incomplete, code.freshness
        seen += 1
print(seen)
"""


@pytest.mark.torture
def test_readers_never_fail_beside_builds_and_gc(
    repo: Repo, settings: Settings, effort: Effort, survived: Survived, tmp_path: Path
) -> None:
    def state(n: int) -> dict[str, str | bytes]:
        return {f"v/m{k}.py": f"def version{n}(): return {k}\n" for k in range(6)}

    repo.commit({**many_files(10), **state(0)})
    build_l2(repo.path, settings=settings)
    environment = {**os.environ, "ECP_HOME": str(settings.home), "PYTHONPATH": str(ROOT)}
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(repo.path), str(tmp_path / "stop")],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    for n in range(1, 1 + effort(8, 80)):
        repo.commit(state(n))
        build_l2(repo.path, settings=settings)
        if n % 4 == 0:
            collect(replace(settings, max_store_bytes=1))  # all but the newest
    (tmp_path / "stop").touch()
    for reader in readers:
        out, err = reader.communicate(timeout=60)
        assert reader.returncode == 0, err
        assert int(out) >= 1
        survived["answers of readers beside builds and gc"] += int(out)
