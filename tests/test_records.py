"""Our dataclasses are what `dataclasses` would have made of the same classes."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from ecp import records
from ecp.model import Answer, Call, ImpactReport, Symbol


def _declared(dataclass: Callable[..., Any], field: Callable[..., Any]) -> tuple[Any, Any, Any]:
    @dataclass(frozen=True)
    class Point:
        x: int
        label: str = "here"
        notes: list[str] = field(default_factory=list, hash=False)
        cache: int = field(default=0, repr=False, compare=False)

    @dataclass(frozen=True)
    class Place(Point):
        z: int = 7

    @dataclass
    class Counter:
        count: int = 0

    return Point, Place, Counter


OURS = _declared(records.dataclass, records.field)
THEIRS = _declared(dataclasses.dataclass, dataclasses.field)


@pytest.mark.parametrize(
    "ask",
    [
        repr,
        dataclasses.asdict,
        lambda value: [
            (each.name, each.type, each.repr, each.hash, each.compare) for each in dataclasses.fields(value)
        ],
        lambda value: repr(dataclasses.replace(value, label="there", z=0)),
        lambda value: type(value).__match_args__,
        dataclasses.is_dataclass,
        lambda value: value == copy.copy(value),
        lambda value: value == dataclasses.replace(value, cache=5),
        lambda value: value == dataclasses.replace(value, z=5),
        lambda value: value == 5,
        hash,
        lambda value: hash(value) == hash(dataclasses.replace(value, notes=["more"])),
    ],
)
def test_a_record_answers_as_the_librarys_would(ask: Callable[[Any], object]) -> None:
    (_, ours, _), (_, theirs, _) = OURS, THEIRS
    assert ask(ours(1, "a", z=3)) == ask(theirs(1, "a", z=3))


@pytest.mark.parametrize("change", [lambda value: setattr(value, "x", 2), lambda value: delattr(value, "x")])
def test_a_frozen_record_refuses_to_change(change: Callable[[Any], object]) -> None:
    value = OURS[0](1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        change(value)
    assert value.x == 1


def test_what_is_not_frozen_changes_and_has_no_hash() -> None:
    value = OURS[2]()
    value.count += 1
    assert value == OURS[2](1)
    with pytest.raises(TypeError):
        hash(value)


@pytest.mark.parametrize("values", [((), {}), ((1, 2, 3, 4, 5, 6), {}), ((1,), {"y": 2}), ((1,), {"x": 2})])
def test_wrong_arguments_are_refused_from_the_first_value_on(values: tuple[Any, Any]) -> None:
    for point in (*_declared(records.dataclass, records.field)[:2], *OURS[:2]):
        with pytest.raises(TypeError):
            point(*values[0], **values[1])


def test_every_value_gets_a_list_of_its_own() -> None:
    one, other = OURS[0](1), OURS[0](1)
    one.notes.append("mine")
    assert other.notes == []


def test_the_values_of_a_record_go_where_the_librarys_go() -> None:
    answer = ImpactReport((Call("a.py", 1, "f", "C.f", "b.py", 2, "self", 0.97),), direction="down")
    assert isinstance(answer, Answer)
    assert pickle.loads(pickle.dumps(answer)) == answer
    assert records.replace(answer, depth=2).depth == 2
    assert json.loads(json.dumps(answer, default=records.plain)) == json.loads(json.dumps(dataclasses.asdict(answer)))
    match answer.items[0]:
        case Call(path, line):
            assert (path, line) == ("a.py", 1)


def test_json_takes_the_librarys_own_too() -> None:
    value = {"theirs": THEIRS[1](1), "symbol": [Symbol("a.py", 1, 2, "class", "C", "C", "class C")]}
    shown = json.loads(json.dumps(value, default=records.plain))
    assert shown["theirs"]["z"] == 7
    assert shown["symbol"][0]["other_lines"] == []
