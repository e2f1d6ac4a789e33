"""The Python API: the public names, and answers as typed values."""

from __future__ import annotations

import copy
import dataclasses
import gc
import inspect
import io
import pickle
import traceback
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ecp
import ecp.dataclass
from ecp import model, progress
from ecp.build.notes import read_note
from ecp.config import Settings
from ecp.progress import Talker, progress_line
from ecp.query import unused
from ecp.query.paging import Remembered
from tests.conftest import Repo, many_files


def test_every_public_name_can_be_had() -> None:
    for name in ecp.__all__:
        assert getattr(ecp, name) is not None
    assert sorted(ecp.__all__) == ecp.__all__
    assert not hasattr(ecp, "nonsense")
    assert set(ecp.__all__) <= set(dir(ecp))
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
    repo.commit(many_files(210, functions=4))  # enough for worker processes
    ecp.index(repo.path, settings=settings)
    with ecp.open(repo.path, settings=settings) as code:
        code.query("area")
        code.query("nothing")
    with pytest.raises(ecp.RevisionError):
        ecp.index(repo.path, "nope", settings=settings)
    assert capfd.readouterr() == ("", "")


def test_a_build_tells_how_far_it_is(repo: Repo, settings: Settings) -> None:
    told: list[ecp.Progress] = []

    def listen(progress: ecp.Progress) -> None:
        told.append(progress)
        (lock,) = settings.home.glob("repos/*/lock")
        assert read_note(lock).phase == progress.phase  # what those read who wait for the repository

    ecp.index(repo.path, settings=settings, waits=ecp.Waits(on_progress=listen))
    assert list(dict.fromkeys(progress.phase for progress in told)) == ["plan", "parse", "write", "publish"]
    assert max(progress.files for progress in told) == max(progress.total for progress in told) == 3
    last = max(told, key=lambda progress: progress.bytes)
    assert last.bytes == last.total_bytes > 0 and "s left" not in progress_line(last, 2)
    half = dataclasses.replace(last, files=1, bytes=last.bytes // 2, total_bytes=last.bytes // 2 * 2)
    assert progress_line(half, 2).endswith(", 2 s left")


def test_long_work_is_told_of_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet, watched = io.StringIO(), io.StringIO()
    monkeypatch.setattr(watched, "isatty", lambda: True)
    for stream in (quiet, watched):
        Talker(stream).on_calls(1, 3)  # what takes no time is not worth a word
        assert not stream.getvalue()
    for name in ("_REDRAW_SECONDS", "_QUIET_SECONDS"):
        monkeypatch.setattr(progress, name, 0.0)
    for stream in (quiet, watched):
        talker = Talker(stream)
        for files in (1, 3):
            talker.on_calls(files, 3)
    assert quiet.getvalue() == "ecp: calls, 1/3 files\n"
    assert "calls, 1/3 files" in watched.getvalue() and watched.getvalue().endswith("\r\x1b[K")


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


def test_a_traceback_says_what_to_do_too(repo: Repo, settings: Settings) -> None:
    with pytest.raises(ecp.RevisionError) as caught:
        ecp.open(repo.path, "nope", settings=settings)
    assert caught.value.hint in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "ask",
    [
        lambda code: code.callers("area", limit=0),
        lambda code: code.query("area", limit=-1),
        lambda code: code.impact("area", depth=0),
        lambda code: code.source("area", lines=-1),
        lambda code: code.map(symbols=0),
        lambda code: code.search("area", max_tokens=-1),
        lambda code: code.table("FROM files", seconds=-1),
        lambda code: code.references("area", roles=["calls"]),
        lambda code: code.export("here", format="csv"),
    ],
)
def test_what_cannot_be_meant_is_an_error_that_says_what_can(
    repo: Repo, settings: Settings, ask: Callable[[ecp.Index], object]
) -> None:
    with ecp.open(repo.path, settings=settings) as code, pytest.raises(ecp.UsageError) as caught:
        ask(code)
    assert caught.value.hint


def test_one_role_needs_no_list_and_a_path_no_string(repo: Repo, settings: Settings) -> None:
    with ecp.open(repo.path, settings=settings) as code:
        assert code.references("area", roles="import") == code.references("area", roles=["import"])
        whole = code.outline("shapes/area.py")
        assert whole == code.outline(Path("./shapes/area.py")) == code.outline(repo.path / "shapes/area.py")
        assert whole == code.outline("area.py") != code.outline("nope.py")
    repo.commit({"other/area.py": ""})
    with ecp.open(repo.path, settings=settings) as code:
        assert code.outline("area.py").items == ()
        assert "shapes/area.py" in code.why_no_outline("area.py")[1]


def test_a_closed_index_says_so_and_its_answers_stay(repo: Repo, settings: Settings) -> None:
    code = ecp.open(repo.path, settings=settings)
    answer = code.callers("area")
    code.close()
    code.close()
    for ask in (code.callers, code.search, code.outline, code.sql, code.suggestions):
        with pytest.raises(ecp.UsageError, match="closed"):
            ask("area")
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert answer.freshness == code.freshness


@pytest.mark.parametrize("take", [pickle.dumps, copy.copy, copy.deepcopy])
def test_an_open_index_is_neither_copied_nor_pickled(
    repo: Repo, settings: Settings, take: Callable[[object], object]
) -> None:
    with ecp.open(repo.path, settings=settings) as code:
        with pytest.raises(TypeError, match="open another"):
            take(code)
        assert code.query("area").definitions


def test_every_answer_of_sql_says_what_it_is_for(
    repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecp.query.sql.find_spec", lambda name: None)  # neither pyarrow nor pandas
    with ecp.open(repo.path, settings=settings) as code:
        assert code.sql("FROM files").freshness == code.freshness


def test_pages_of_what_is_unused_are_made_once(repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"lone.py": "".join(f"def lone_{at}(): pass\n" for at in range(9))})
    made: list[str] = []
    find = unused._unused
    monkeypatch.setattr(unused, "_unused", lambda *of: made.append(of[1][0].name) or find(*of))
    with ecp.open(repo.path, settings=settings) as code:
        pages = [code.unused(path="lone.py", limit=3)]
        while pages[-1].cursor:
            pages.append(code.unused(path="lone.py", limit=3, cursor=pages[-1].cursor))
        assert [each.name for answer in pages for each in answer.items] == made
        assert code.unused(path="lone.py").items == sum((answer.items for answer in pages), ())


def test_rows_go_on_after_what_interrupted_them() -> None:
    doing = iter([0, 1, KeyboardInterrupt, 0, 1, 2, 3])

    def make() -> Iterator[int]:
        for each in doing:
            if each is KeyboardInterrupt:
                raise KeyboardInterrupt
            yield each  # type: ignore[misc]

    rows = Remembered(make)
    with pytest.raises(KeyboardInterrupt):
        list(rows)
    assert list(rows) == list(rows) == [0, 1, 2, 3]


def test_index_is_callable_though_it_is_a_package_too(repo: Repo, settings: Settings) -> None:
    import ecp.index.manifests

    built = ecp.index(repo.path, settings=settings)
    assert isinstance(built, ecp.BuildReport)
    assert ecp.index.manifests.FORMAT


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


def _made_by(library: Any) -> Any:
    """Return a data class made by a library."""

    @library.dataclass(frozen=True)
    class Value:
        """A value."""

        name: str
        line: int = 1
        hidden: bytes = library.field(default=b"", repr=False)

    @library.dataclass(frozen=True)
    class Wider(Value):
        """A value with more."""

        parts: tuple[Any, ...] = ()
        tags: dict[str, int] = library.field(default_factory=dict, repr=True)

        def __post_init__(self) -> None:
            if self.line > 1:
                self.tags["settled"] = self.line

    return Wider


def _told(call: Callable[[], object]) -> object:
    try:
        return call()
    except Exception as error:
        return type(error)


def test_data_classes_are_as_the_librarys() -> None:
    ours, theirs = _made_by(ecp.dataclass), _made_by(dataclasses)
    values = [(made("a"), made("a", 2, tags={"b": 1}, parts=(made("c"),))) for made in (ours, theirs)]
    for one, other in zip(*values, strict=True):
        assert repr(one) == repr(other)
        assert vars(one).keys() == vars(other).keys()
        assert dataclasses.asdict(one) == ecp.dataclass.asdict(one) == dataclasses.asdict(other)
        assert one == copy.copy(one) != other != one
        assert dataclasses.replace(one, line=7) == ecp.dataclass.replace(one, line=7) != one
    fields = [[(each.name, each.type, each.repr) for each in dataclasses.fields(made)] for made in (ours, theirs)]
    assert fields[0] == fields[1]
    assert str(inspect.signature(ours)).replace("'", "") == str(inspect.signature(theirs)).replace("'", "")
    assert ours.__match_args__ == theirs.__match_args__
    assert ours("a").tags is not ours("a").tags
    for call in (
        lambda made: made(),
        lambda made: made(*range(6)),
        lambda made: made("a", nonsense=1),
        lambda made: made("a", name="b"),
        lambda made: setattr(made("a"), "line", 2),
        lambda made: delattr(made("a"), "line"),
        lambda made: hash(made("a")),  # of the dict in it
        lambda made: hash(made("a", tags=())) == hash(made("a", tags=())),
    ):
        assert _told(lambda: call(ours)) == _told(lambda: call(theirs))  # noqa: B023
