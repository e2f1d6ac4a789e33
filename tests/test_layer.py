"""Values on their way into SQL."""

from __future__ import annotations

import sys

import duckdb
import pytest

from ecp.index.layer import BlobRow, TreeRow, fill, with_parameters


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
        "a\0",
        "\0'b",
        7,
        -1,
        True,
    ],
)
def test_a_parameter_arrives_as_it_was_given(value: str | int) -> None:
    sql = with_parameters("SELECT $value, $other, $value", {"value": value, "other": "x"})
    assert duckdb.connect().execute(sql).fetchall() == [(value, "x", value)]


def test_a_parameter_that_is_not_given_is_an_error() -> None:
    with pytest.raises(duckdb.InvalidInputException, match="value"):
        duckdb.connect().execute(with_parameters("SELECT $value", {"other": 1}))


@pytest.mark.parametrize("rows", [3, 20_000])
def test_an_overlay_holds_what_it_was_filled_with(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows and many go in by different ways; both keep every character."""
    if rows < 1000:
        monkeypatch.delitem(sys.modules, "numpy", raising=False)
    receivers = ["", "it's", "a\x1fb\x1e c", "\0", "größe"]
    columns = [list(range(rows)), [1] * rows, [2] * rows, ["call"] * rows, [f"n{at:05}" for at in range(rows)]]
    columns += [[receivers[at % len(receivers)] for at in range(rows)], [-1] * rows]
    connection = duckdb.connect()
    fill(
        connection,
        [TreeRow("a.py", 0, "", "file")],
        [BlobRow(0, "", "python", 1, 1, "parsed", "")],
        {"reference": columns},
    )
    assert connection.execute("SELECT * FROM reference ORDER BY blob").fetchall() == list(zip(*columns, strict=True))
    assert connection.execute("SELECT * FROM tree").fetchall() == [("a.py", 0, "", "file")]
    assert connection.execute("SELECT * FROM blob").fetchall() == [(0, "", "python", 1, 1, "parsed", "")]
