"""SQL of ours with the values that it is asked with."""

from __future__ import annotations

import duckdb
import pytest

from ecp.query.view import with_parameters


@pytest.mark.parametrize(
    "value",
    [
        "",
        "plain",
        "it's",
        "''",
        "\\'",
        "\\",
        "a\\n",
        "'; SELECT 1; --",
        "$other",
        "größe \U0001f40d",
        "a\x1fb",
        7,
        -1,
        True,
    ],
)
def test_a_parameter_arrives_as_it_was_given(value: str | int) -> None:
    sql = with_parameters("SELECT $value, $other, $value", {"value": value, "other": "x"})
    assert duckdb.connect().execute(sql).fetchall() == [(value, "x", value)]


def test_a_nul_neither_ends_the_statement_nor_means_what_is_before_it() -> None:
    sql = with_parameters("SELECT $value = 'a', 1", {"value": "a\0"})
    assert duckdb.connect().execute(sql).fetchall() == [(False, 1)]


def test_a_parameter_that_is_not_given_is_an_error() -> None:
    with pytest.raises(duckdb.InvalidInputException, match="value"):
        duckdb.connect().execute(with_parameters("SELECT $value", {"other": 1}))
