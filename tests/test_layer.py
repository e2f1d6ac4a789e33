"""Values on their way into SQL."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import duckdb
import pytest

from ecp.build import build_l2
from ecp.config import Settings
from ecp.index import layer
from ecp.index.facts import TABLES, order_of
from ecp.index.layer import BlobRow, Copy, LayerWriter, TreeRow, fill
from ecp.index.statements import connect, run_with
from tests.conftest import Repo, many_files


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


def test_an_interrupted_statement_is_not_run_again() -> None:
    """DuckDB ends one that was interrupted with an error of its own, and keeps what it did."""
    connection = connect()
    connection.execute("CREATE TABLE line (text VARCHAR)")
    connection.execute("BEGIN")
    lines = 500_000
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    done = 0
    with pytest.raises((KeyboardInterrupt, RuntimeError)):
        for _ in range(200):
            text = "line\n" * (lines - 1)
            run_with(connection, "INSERT INTO line SELECT unnest(string_split($text, chr(10)))", {"text": text})
            done += 1
    assert connection.execute("SELECT count(*) FROM line").fetchall()[0][0] in (done * lines, (done + 1) * lines)


def test_a_copy_sorted_in_parts_equals_one_sorted_whole(
    repo: Repo, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(many_files(60, functions=6))
    stack = build_l2(repo.path, settings=settings)
    (base,) = stack.manifest.layers
    with layer.TreeReader() as trees:
        numbers = {blob.blob: 1_000 - blob.blob for blob in trees.read(stack.paths[0])[1]}

    def copied(name: str) -> dict[str, list[tuple[object, ...]]]:
        with LayerWriter(tmp_path / name, block_size=16_384) as writer:
            writer.copy([Copy(base, stack.paths[0], numbers)])
        connection = duckdb.connect(tmp_path / name, read_only=True)
        rows = {table: connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall() for table in TABLES}
        connection.close()
        for table, columns in TABLES.items():  # of rows that come in the same place any may be first
            names = [column.name for column in columns]
            keys = [[row[names.index(key)] for key in order_of(table)] for row in rows[table]]
            assert keys == sorted(keys)
        return {table: sorted(found) for table, found in rows.items()}

    whole = copied("whole")
    monkeypatch.setattr(layer, "_COPY_BYTES", 0)
    monkeypatch.setattr(layer, "_COPY_ROWS", 50)
    assert copied("parts") == whole
    assert len(whole["reference"]) > 300
    assert {row[0] for row in whole["definition"]} < set(numbers.values())
