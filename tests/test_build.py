"""The build path: one choke point, hits that touch nothing, whole layers or none."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

import ecp
from ecp.build import build_l2, force_rebuild_l2
from ecp.config import Settings
from ecp.errors import BusyError
from ecp.index.store import RepositoryStore
from tests.conftest import ROOT, Cli, Repo, many_files
from tests.facts_of_stack import all_facts


def test_a_first_build_is_built_and_a_second_is_a_hit(repo: Repo, settings: Settings) -> None:
    first = build_l2(repo.path, settings=settings)
    second = build_l2(repo.path, settings=settings)
    assert (first.outcome, second.outcome) == ("built", "hit")
    assert first.commit == second.commit == repo.head
    assert first.manifest.receipt.files == 4
    assert first.manifest.receipt.files_parsed == 3
    assert first.paths == second.paths


def test_a_hit_loads_neither_duckdb_nor_a_parser(repo: Repo, cli: Cli) -> None:
    assert cli.run("index", str(repo.path)).returncode == 0
    script = (
        "import sys, ecp; assert ecp.index(sys.argv[1]).outcome == 'hit';"
        "heavy = {'duckdb', 'tree_sitter', 'pygit2', 'filelock', 'psutil', 'numpy', 'inspect'};"
        "loaded = heavy & sys.modules.keys();"
        "assert not loaded, loaded"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(repo.path)],
        env=cli.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_hits_and_queries_pass_when_every_lock_and_slot_is_held(repo: Repo, cli: Cli, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    store = RepositoryStore(settings.home, repo.path / ".git")
    slots = settings.home / ".build-slots"
    with ExitStack() as held:
        for path in [store.folder / "lock", *(slots / f"slot-{n}" for n in range(8))]:
            held.enter_context(FileLock(path, timeout=5))
        assert cli.json("index", str(repo.path))["outcome"] == "hit"
        assert cli.json("query", "area", "--repo", str(repo.path))["definitions"]
        repo.commit({"new.py": "x = 1\n"})
        assert cli.run("index", "--no-wait", str(repo.path)).returncode == 3


def test_force_ignores_what_is_cached(repo: Repo, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    again = force_rebuild_l2(repo.path, settings=settings)
    assert again.outcome == "built"
    assert again.manifest.receipt.files_parsed == 3


def test_many_processes_on_one_commit_make_one_build(repo: Repo, cli: Cli) -> None:
    repo.commit(many_files(60))
    crowd = [cli.start("index", str(repo.path), "--json") for _ in range(16)]
    answers = [json.loads(each.communicate(timeout=120)[0]) for each in crowd]
    assert [answer["outcome"] for answer in answers].count("built") == 1
    assert {answer["outcome"] for answer in answers} <= {"built", "attached", "hit"}


def test_forced_callers_share_a_build_that_began_after_they_asked(repo: Repo, cli: Cli) -> None:
    repo.commit(many_files(120))
    crowd = [cli.start("index", "--force", str(repo.path), "--json") for _ in range(6)]
    outcomes = [json.loads(each.communicate(timeout=120)[0])["outcome"] for each in crowd]
    assert 1 <= outcomes.count("built") < 6
    assert set(outcomes) == {"built", "attached"}


def test_a_small_commit_costs_what_it_changed(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(30))
    base = build_l2(repo.path, settings=settings)
    repo.commit({"main.py": "from shapes import measure\nmeasure(3)\n"}, remove=("notes.txt",))
    delta = build_l2(repo.path, settings=settings)
    assert delta.manifest.receipt.files_parsed == 1
    assert delta.paths[0] == base.paths[0]
    assert delta.manifest.layers[1].bytes <= 300_000
    full = force_rebuild_l2(repo.path, settings=replace(settings, home=settings.home.parent / "other"))
    assert all_facts(delta.paths) == all_facts(full.paths)


def test_no_blob_is_parsed_twice(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(30))
    build_l2(repo.path, settings=settings)
    repo.commit({"a.py": "def a(): return b()\n"})
    build_l2(repo.path, settings=settings)
    repo.git("mv", "a.py", "moved.py")
    renamed = repo.commit()
    assert build_l2(repo.path, settings=settings).manifest.receipt.files_parsed == 0
    repo.git("revert", "--no-edit", renamed)
    assert build_l2(repo.path, settings=settings).manifest.receipt.files_parsed == 0


def test_a_header_in_the_language_that_claims_it_is_not_parsed_twice(repo: Repo, settings: Settings) -> None:
    repo.commit({"shape.h": "namespace shapes {\nclass Shape {};\n}\n", "plain.h": "int area(void);\n"})
    build_l2(repo.path, settings=settings)
    repo.commit({"notes.txt": "changed\n"})
    second = build_l2(repo.path, settings=settings)
    assert second.manifest.receipt.files_parsed == 0
    with ecp.open(repo.path, settings=settings) as code:
        languages = dict(code.view.rows("SELECT path, language FROM file JOIN blob USING (blob)"))
    assert (languages["shape.h"], languages["plain.h"]) == ("cpp", "c")


def test_a_large_change_makes_a_new_base_without_parsing_again(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(20))
    build_l2(repo.path, settings=settings)
    changed = {name: f"{text}\nY = 1\n" for name, text in list(many_files(20, functions=300).items())[:12]}  # type: ignore[str-bytes-safe]
    repo.commit(changed)
    stack = build_l2(repo.path, settings=settings)
    assert len(stack.paths) == 1
    assert stack.manifest.receipt.files_parsed == 12
    full = force_rebuild_l2(repo.path, settings=replace(settings, home=settings.home.parent / "other"))
    assert all_facts(stack.paths) == all_facts(full.paths)


@pytest.mark.parametrize("revision", ["main", "v1", "HEAD~1", "sha"])
def test_any_revision_can_be_built(repo: Repo, settings: Settings, revision: str) -> None:
    first = repo.head
    repo.git("tag", "-a", "v1", "-m", "one")
    second = repo.commit({"more.py": "y = 2\n"})
    wanted = {"main": second, "v1": first, "HEAD~1": first, "sha": first}[revision]
    stack = build_l2(repo.path, first if revision == "sha" else revision, settings=settings)
    assert stack.commit == wanted


def test_bare_shallow_and_linked_repositories(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    repo.commit({"more.py": "y = 2\n"})
    repo.git("clone", "-q", "--bare", str(repo.path), str(tmp_path / "bare.git"))
    assert build_l2(tmp_path / "bare.git", settings=settings).outcome == "built"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.path}", str(tmp_path / "shallow"))
    assert build_l2(tmp_path / "shallow", settings=settings).outcome == "built"
    build_l2(repo.path, settings=settings)
    repo.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    assert build_l2(tmp_path / "linked", settings=settings).outcome == "hit"


def test_a_bounded_wait_ends_and_names_the_holder(repo: Repo, settings: Settings) -> None:
    store = RepositoryStore(settings.home, repo.path / ".git")
    store.create()
    with FileLock(store.folder / "lock"), pytest.raises(BusyError):
        ecp.index(repo.path, settings=settings, waits=ecp.Waits(limit=0))


def test_a_script_without_a_main_guard_can_build(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    repo.commit(many_files(210, functions=4))  # enough for worker processes
    script = tmp_path / "plain.py"
    script.write_text(f"import ecp\nprint(ecp.index({str(repo.path)!r}).outcome)\n")
    done = subprocess.run(
        [sys.executable, str(script)], env=cli.environment(ECP_WORKERS="2"), capture_output=True, text=True, cwd=ROOT,
        check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "built", done.stderr


def test_a_damaged_layer_is_rebuilt(repo: Repo, settings: Settings) -> None:
    layer = build_l2(repo.path, settings=settings).paths[0]
    layer.write_bytes(layer.read_bytes()[:1000])
    assert build_l2(repo.path, settings=settings).outcome == "built"
