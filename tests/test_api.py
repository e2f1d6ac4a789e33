"""The Python API: the public names, and answers as typed values."""

from __future__ import annotations

import dataclasses
import gc
import inspect
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

import ecp
from ecp import model
from ecp.config import Settings
from tests.conftest import Repo, many_files


def test_every_public_name_can_be_had() -> None:
    for name in ecp.__all__:
        assert getattr(ecp, name) is not None
    assert sorted(ecp.__all__) == ecp.__all__
    assert not hasattr(ecp, "nonsense")
    assert (Path(ecp.__file__).parent / "py.typed").exists()


def test_every_value_that_an_answer_may_hold_is_public_and_documented() -> None:
    values = {name for name, value in vars(model).items() if dataclasses.is_dataclass(value)}
    assert values <= set(ecp.__all__)
    for name in ecp.__all__:
        value = getattr(ecp, name)
        assert name == "__version__" or inspect.getdoc(value), f"ecp.{name} has no docstring"
    for name, method in inspect.getmembers(ecp.Index, inspect.isfunction):
        assert name.startswith("__") or name == "_finished" or inspect.getdoc(method), f"Index.{name} has no docstring"


def test_nothing_below_the_command_line_prints(
    repo: Repo, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    repo.commit(many_files(210))  # enough for worker processes
    ecp.index(repo.path, settings=settings)
    with ecp.open(repo.path, settings=settings) as code:
        code.query("area")
        code.query("nothing")
    with pytest.raises(ecp.RevisionError):
        ecp.index(repo.path, "nope", settings=settings)
    assert capfd.readouterr() == ("", "")


def test_a_build_tells_how_far_it_is(repo: Repo, settings: Settings) -> None:
    told: list[ecp.Progress] = []
    ecp.index(repo.path, settings=settings, waits=ecp.Waits(on_progress=told.append))
    assert list(dict.fromkeys(progress.phase for progress in told)) == ["plan", "parse", "write", "publish"]
    assert max(progress.files for progress in told) == max(progress.total for progress in told) == 3


def test_what_a_callback_raises_ends_the_build_and_publishes_nothing(repo: Repo, settings: Settings) -> None:
    def stop(progress: ecp.Progress) -> None:
        if progress.phase == "write":
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        ecp.index(repo.path, settings=settings, waits=ecp.Waits(on_progress=stop))
    assert not list(settings.home.glob("repos/*/commits/*"))
    assert not list(settings.home.glob("repos/*/layers/*"))
    assert ecp.index(repo.path, settings=settings).outcome == "built"


def test_errors_say_what_to_do(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    for path, rev, kind in ((tmp_path, "HEAD", ecp.RepositoryError), (repo.path, "nope", ecp.RevisionError)):
        for call in (ecp.index, ecp.open, ecp.build_l2, ecp.force_rebuild_l2):
            with pytest.raises(kind) as caught:
                call(path, rev, settings=settings)
            assert caught.value.exit_code == 2
            assert caught.value.hint


def test_index_is_callable_though_it_is_a_package_too(repo: Repo, settings: Settings) -> None:
    import ecp.index.store

    built = ecp.index(repo.path, settings=settings)
    assert isinstance(built, ecp.BuildReport)
    assert ecp.index.store.FORMAT


def test_open_answers_with_values(repo: Repo, settings: Settings) -> None:
    with ecp.open(repo.path, settings=settings) as code:
        report = code.query("App.step")
        callers = code.callers("App.step")
    assert isinstance(report, ecp.SymbolReport)
    assert report.definitions[0].end_line == 9
    assert [call.qualified_name for call in callers.items] == ["App.run"]
    assert all(dataclasses.is_dataclass(value) for value in (report, callers, *callers.items))


def test_an_inherited_member_is_found_where_it_is(repo: Repo, settings: Settings) -> None:
    repo.commit(
        {"base.py": "class Base:\n    def go(self): pass\n", "sub.py": "from base import Base\nclass Sub(Base): pass\n"}
    )
    with ecp.open(repo.path, settings=settings) as code:
        assert code.definitions("Sub.go").items[0].qualified_name == "Base.go"


def test_pages_follow_a_cursor(repo: Repo, settings: Settings) -> None:
    repo.commit({"many.py": "def f(): pass\n" + "f()\n" * 5})
    with ecp.open(repo.path, settings=settings) as code:
        first = code.callers("f", limit=3)
        rest = code.callers("f", limit=3, cursor=first.cursor)
    assert (len(first.items), first.truncated) == (3, True)
    assert (len(rest.items), rest.truncated, rest.cursor) == (2, False, "")


# -- the collector of cycles ---------------------------------------------------------------------------------------


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("how", ["closed", "let go of"])
def test_what_an_index_looked_up_is_freed_without_the_collector(repo: Repo, settings: Settings, how: str) -> None:
    repo.commit(many_files(20))
    ecp.index(repo.path, settings=settings)
    code = ecp.open(repo.path, settings=settings)
    assert code.query("f7").definitions
    file = weakref.ref(code.resolver.program.file("pkg/m0007.py"))
    assert file() is not None
    if how == "closed":
        code.close()
    else:
        del code
    assert file() is None


def test_what_a_question_made_is_nothing_that_the_collector_begins_with(repo: Repo, settings: Settings) -> None:
    repo.commit(many_files(60))
    ecp.index(repo.path, settings=settings)
    with ecp.open(repo.path, settings=settings) as code:
        code.callers("g7")
        assert len(gc.get_objects()) > 2_000
        assert len(gc.get_objects(generation=0)) < 500
        assert gc.isenabled()


def test_what_the_caller_froze_stays_frozen(repo: Repo, settings: Settings) -> None:
    ecp.index(repo.path, settings=settings)
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with ecp.open(repo.path, settings=settings) as code:
            code.query("area")
            assert gc.get_freeze_count() > frozen // 2
    finally:
        gc.unfreeze()
