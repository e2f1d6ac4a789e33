"""Values on their way into SQL."""

from __future__ import annotations

import duckdb
import pytest

from ecp.index.layer import BlobRow, TreeRow, fill


@pytest.mark.parametrize("rows", [3, 20_000])
def test_an_overlay_holds_what_it_was_filled_with(rows: int) -> None:
    """Few rows and many go in by different ways; both keep every character."""
    receivers = ["", "it's", "a\x1fb\x1e c\1\2", "\0", "größe"]
    columns = [list(range(rows)), [1] * rows, [2] * rows, ["call"] * rows, [f"n{at:05}" for at in range(rows)]]
    columns += [[receivers[at % len(receivers)] for at in range(rows)], [-1] * rows, ["?"] * rows]
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
