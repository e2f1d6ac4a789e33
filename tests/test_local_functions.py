"""Functions of one name in as many anonymous functions: each is looked up alone."""

from __future__ import annotations

from ecp.query.resolution.program.local_functions import LocalFunctions
from ecp.query.resolution.program.rows import Binding

_MANY = 10_000


def _binding(line: int, until: int, ordinal: int) -> Binding:
    return Binding(-1, "{pen", "", "local", line, until, "", str(ordinal))


def test_each_of_many_anonymous_functions_has_its_own() -> None:
    local = LocalFunctions([_binding(3 * at + 1, 3 * at + 2, at) for at in range(_MANY)], [])
    assert [local.meant_on(3 * at + 2) for at in range(_MANY)] == [{at} for at in range(_MANY)]
    assert not any(local.meant_on(3 * at) for at in range(_MANY))


def test_functions_in_each_other_are_left_once() -> None:
    local = LocalFunctions([_binding(at, 2 * _MANY - at, at) for at in range(1, _MANY)], [])
    assert local.meant_on(5) == {5}
    assert local.meant_on(2 * _MANY - 5) == {5}
    assert len(local._lines) <= 2 * _MANY


def test_one_that_begins_on_the_line_on_which_another_ends_is_meant_from_there_on() -> None:
    local = LocalFunctions([_binding(1, 4, 0), _binding(4, 6, 1)], [])
    assert [sorted(local.meant_on(line)) for line in (0, 1, 3, 4, 6, 7)] == [[], [0], [0], [1], [1], []]
