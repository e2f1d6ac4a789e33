"""The Python API: the public names, and answers as typed values."""

from __future__ import annotations

import dataclasses

import ecp
from ecp.config import Settings
from tests.conftest import Repo


def test_every_public_name_can_be_had() -> None:
    for name in ecp.__all__:
        assert getattr(ecp, name) is not None
    assert sorted(ecp.__all__) == ecp.__all__
    assert not hasattr(ecp, "nonsense")


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
