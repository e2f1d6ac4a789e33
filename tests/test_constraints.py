"""What constraints on templates may cost: sources that no compiler would like."""

from __future__ import annotations

import pytest

import ecp
from ecp.config import Settings
from ecp.query.resolution.overloads import constraints
from ecp.query.resolution.overloads.written_constraints import UNKNOWN, completed, read_arguments, read_condition
from tests.conftest import Repo


@pytest.mark.parametrize(
    "text", ["!" * 10_000 + "a", "(" * 10_000 + "a" + ")" * 10_000, "a<" * 10_000, "a && ", "&& a"]
)
def test_what_is_not_well_formed_or_too_deep_is_unknown(text: str) -> None:
    assert read_condition(text) == UNKNOWN
    assert read_arguments(text) is None


def test_what_is_cut_short_is_what_has_to_hold_before() -> None:
    whole = "<T, enable_if_t<a<T>::value && b<T> && (c || d) && e…"
    assert completed(whole) == "<T, enable_if_t<a<T>::value && b<T> && _>>"
    assert completed("<T, enable_if_t<a<T>::value || b<T> && c…") == ""


def test_traits_that_ask_for_each_other_end(repo: Repo, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def traits(at: int) -> str:
        asked = " && ".join(f"t{(at + step) % 12}<T>::value" for step in range(1, 8))
        return "".join(
            f"template <typename T> struct t{at}<T, std::enable_if_t<{asked}, K{each}>> : std::true_type {{}};\n"
            for each in range(6)
        )

    general = "template <typename T, typename E = void> struct t{} : std::false_type {{}};\n"
    source = "".join(map(general.format, range(12)))
    source += "".join(map(traits, range(12)))
    source += "template <typename T, std::enable_if_t<t0<T>::value, int> = 0> void f(T x) {}\n"
    source += "template <typename T, std::enable_if_t<!t0<T>::value, int> = 0> void f(T x) {}\n"
    source += "void g() { f(1); }\n"
    repo.commit({"a.cpp": source})
    asked = 0
    value_of = constraints._value_of

    def counted(place: constraints._Place) -> str | None:
        nonlocal asked
        asked += 1
        return value_of(place)

    monkeypatch.setattr(constraints, "_value_of", counted)
    ecp.index(repo.path, settings=settings)
    with ecp.open(repo.path, settings=settings) as code:
        assert len(code.callers("f").items) <= 2
    assert 0 < asked < 3_000
