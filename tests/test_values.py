"""What `ecp.values` makes is what `dataclasses` would make of it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from ecp import values
from tests.conftest import Cli, Repo


def _classes(made_by: Any) -> tuple[Any, Any]:
    @made_by.dataclass(frozen=True)
    class Shape:
        name: str
        sides: int = 3
        notes: list[str] = made_by.field(default_factory=list)

    @made_by.dataclass(frozen=True)
    class Square(Shape):
        sides: int = 4
        source: bytes = made_by.field(default=b"", repr=False)

    return Shape, Square


OURS, THEIRS = _classes(values), _classes(dataclasses)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("given", [("a",), ("a", 5), ("a", 5, ["x"])])
def test_values_are_as_those_of_a_dataclass(which: int, given: tuple[object, ...]) -> None:
    ours, theirs = OURS[which](*given), THEIRS[which](*given)
    assert repr(ours) == repr(theirs)
    assert values.asdict(ours) == dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours == OURS[which](*given)
    assert ours != theirs
    assert ours != OURS[1 - which](*given)
    assert values.replace(ours, sides=6) == dataclasses.replace(ours, sides=6) == OURS[which](given[0], 6, *given[2:])
    assert copy.deepcopy(ours) == ours
    assert [(each.name, each.type, each.default) for each in dataclasses.fields(ours)] == [
        (each.name, each.type, each.default) for each in dataclasses.fields(theirs)
    ]
    with pytest.raises(dataclasses.FrozenInstanceError):
        ours.sides = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        del ours.name
    with pytest.raises(TypeError):
        OURS[which](*given, colour="red")


def test_values_are_hashed_by_what_they_hold_unless_they_change() -> None:
    made = values.dataclass(frozen=True)(type("Point", (), {"__annotations__": {"x": "int", "y": "int"}}))
    assert hash(made(1, 2)) == hash(made(1, 2))
    assert len({made(1, 2), made(1, 2), made(2, 1)}) == 2
    changing = values.dataclass()(type("Cursor", (), {"__annotations__": {"x": "int"}}))(1)
    changing.x = 2
    assert changing.x == 2
    with pytest.raises(TypeError):
        hash(changing)


def test_answers_can_be_pickled() -> None:
    from ecp.model import Answer, Call

    call = Call("a.py", 1, "draw", "Pen.draw", "a.py", 1, "self", 0.99)
    answer = Answer((call,))
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert dataclasses.is_dataclass(Answer)
    assert dataclasses.is_dataclass(answer)


def test_a_question_loads_no_dataclasses(cli: Cli, repo: Repo) -> None:
    """A command that asks one question would take 9 ms more, and 0.8 for each class."""
    cli.run("index", str(repo.path))
    shown = cli.run_fresh("callers", "--repo", str(repo.path), "square", PYTHONPROFILEIMPORTTIME="1")
    assert "ecp.query.calls" in shown.stderr
    assert " dataclasses\n" not in shown.stderr
