"""SQL over the documented relations, in a sandbox."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import ecp
from ecp.errors import LimitError, UsageError
from ecp.query import sql
from ecp.query.index import Index
from tests.questions.shared import ask


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT qualified_name FROM definitions WHERE kind = 'class' AND path = 'shop/disk.py' ORDER BY 1",
         [("Disk",), ("Tape",)]),
        ("SELECT inside, role FROM references WHERE name = 'check' AND role = 'call'", [("write", "call")]),
        ('SELECT count(*) FROM "references" WHERE name = \'references\'', [(0,)]),
        ("SELECT caller, callee_path, callee, how FROM calls WHERE callee = 'check'",
         [("write", "shop/disk.py", "check", "file")]),
        ("SELECT caller, reason, callee FROM calls WHERE name = 'save' AND callee = ''",
         [("odd", "dynamic receiver", "")]),
        ("SELECT module, name, alias FROM imports WHERE path = 'shop/__init__.py'", [("shop.base", "Store", "Shelf")]),
        ("SELECT count(*) FROM files WHERE language = 'python'", [(5,)]),
        ("SELECT layers, files FROM commits", [(1, 5)]),
        ("WITH a AS (SELECT 1 AS n) SELECT n FROM a", [(1,)]),
        ("-- a comment\nVALUES (1), (2)", [(1,), (2,)]),
        ("(SELECT 1)", [(1,)]),
        ("SELECT count(*) FROM unnest([1, 2]), range(2)", [(4,)]),
        ("FROM range(2)", [(0,), (1,)]),
    ],
)  # fmt: skip
def test_sql_reads_the_documented_relations(code: Index, query: str, rows: list[tuple[object, ...]]) -> None:
    assert list(code.table(query).items) == rows


def test_the_documented_columns_are_those_that_there_are(code: Index) -> None:
    from ecp.query import sql

    documented: dict[str, list[str]] = {}
    for line in (sql.__doc__ or "").split("\n\n")[1].splitlines():
        name, *columns = line.split()
        if name in sql.RELATIONS:
            documented[name] = columns
        else:
            documented[next(reversed(documented))] += [name, *columns]
    for relation in sql.RELATIONS:
        assert list(code.table(f"SELECT * FROM {relation} LIMIT 0").columns) == documented[relation]


@pytest.mark.parametrize(
    "query", ["EXPLAIN SELECT 1", "EXPLAIN ANALYZE SELECT 1", "EXPLAIN (FORMAT json) SELECT 1", "DESCRIBE calls",
              "SHOW TABLES", "SUMMARIZE files"]
)  # fmt: skip
def test_sql_explains_itself(code: Index, query: str) -> None:
    assert code.table(query).items


ESCAPES = [
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_blob('{file}')",
    "SELECT * FROM read_json('{file}')",
    "SELECT * FROM read_parquet('{file}')",
    "SELECT * FROM parquet_metadata('{file}')",
    "SELECT * FROM sniff_csv('{file}')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM '{file}'",
    "FROM '{folder}/*.csv'",
    "SELECT * FROM 'https://example.com/a.parquet'",
    "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM read_text(''{file}'')'))",
    "WITH a AS (FROM read_text('{file}')) SELECT * FROM a",
    "SELECT (SELECT content FROM read_text('{file}'))",
    "EXPLAIN ANALYZE SELECT * FROM read_text('{file}')",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{new}'",
    "EXPLAIN (ANALYZE) COPY (SELECT 1) TO '{new}'",
    "EXPLAIN ANALYZE ATTACH '{new}'",
    "SUMMARIZE FROM read_text('{file}')",
    "DESCRIBE SELECT * FROM read_csv('{file}')",
    "COPY (SELECT 1) TO '{new}'",
    "COPY definitions FROM '{file}'",
    "EXPORT DATABASE '{new}'",
    "IMPORT DATABASE '{folder}'",
    "ATTACH '{new}'",
    "ATTACH '{new}' AS other (READ_ONLY)",
    "DETACH layer_0",
    "USE layer_0",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET GLOBAL memory_limit = '100GB'",
    "RESET enable_external_access",
    "SET VARIABLE a = 1",
    "PRAGMA enable_external_access = true",
    "PRAGMA enable_profiling",
    "PRAGMA version",
    "PRAGMA database_list",
    "CALL pragma_version()",
    "CALL enable_logging()",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '{new}')",
    "SELECT (SELECT 1 FROM enable_logging(storage = 'file', storage_path = '{new}'))",
    "DESCRIBE FROM enable_logging(storage = 'file', storage_path = '{new}')",
    "EXPLAIN ANALYZE FROM enable_logging()",
    "FROM files ORDER BY (SELECT content FROM main.read_text('{file}'))",
    "SELECT list_transform([1], x -> (SELECT 1 FROM glob('{folder}/*')))",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM checkpoint()",
    "SELECT * FROM force_checkpoint('layer_0')",
    "SELECT getenv('HOME')",
    "SELECT * FROM duckdb_extensions()",
    "SELECT * FROM sqlite_scan('{file}', 'a')",
    "SELECT * FROM arrow_scan(1, 2, 3)",
    "SELECT * FROM pandas_scan(1)",
    "SELECT * FROM sys",
    "SELECT * FROM code",
    "CREATE TABLE a (b INTEGER)",
    "CREATE TEMP TABLE a AS SELECT 1",
    "CREATE OR REPLACE TEMP VIEW definitions AS SELECT 1",
    "CREATE MACRO f() AS 1",
    "CREATE SECRET (TYPE s3)",
    "DROP VIEW definitions",
    "DELETE FROM calls",
    "INSERT INTO commits SELECT * FROM commits",
    "UPDATE calls SET line = 1",
    "TRUNCATE calls",
    "ALTER TABLE calls ADD COLUMN a INTEGER",
    "PIVOT definitions ON kind USING count(*)",
    "BEGIN",
    "CHECKPOINT",
    "VACUUM",
    "PREPARE a AS SELECT 1",
    "EXECUTE a",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY (SELECT 1) TO '{new}'",
    "SELECT 1 /* ; */ ; ATTACH '{new}'",
    "",
    "-- nothing",
    "nonsense",
    "SELECT $1",
    "SELECT ?",
]


@pytest.mark.parametrize("query", ESCAPES)
def test_sql_reaches_nothing_else(code: Index, tmp_path: Path, query: str) -> None:
    file, new = tmp_path / "secret.csv", tmp_path / "new"
    file.write_text("secret\n1\n")
    before = code.table("SELECT count(*) FROM definitions").items
    with pytest.raises(UsageError):
        code.table(query.format(file=file, folder=tmp_path, new=new))
    assert list(tmp_path.iterdir()) == [file]
    assert code.table("SELECT count(*) FROM definitions").items == before


def test_the_sandbox_does_not_shut_the_index_itself(code: Index, tmp_path: Path) -> None:
    code.table("SELECT 1")
    assert code.export(tmp_path, format="parquet").definitions > 0


def test_a_query_that_does_not_end_is_ended(code: Index) -> None:
    with pytest.raises(LimitError, match=r"more than 0\.5 s"):
        code.table("SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE a.range + b.range = 3", seconds=0.5)
    with pytest.raises(LimitError, match="more than"):
        code.table("WITH RECURSIVE t AS (SELECT 1 AS a UNION ALL SELECT a FROM t) SELECT count(*) FROM t", seconds=0.5)
    assert code.table("SELECT 1").items == ((1,),)


def test_a_query_that_takes_too_much_memory_is_ended(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a smaller bound than the real one, which takes seconds to reach."""
    less = sql._SHUT.replace(f"memory_limit = '{sql._MEMORY_MB}MiB'", "memory_limit = '100MiB'")
    assert less != sql._SHUT
    monkeypatch.setattr(sql, "_SHUT", less)
    monkeypatch.setattr(sql, "_MEMORY_MB", 100)
    with ecp.open(shop) as code:
        with pytest.raises(LimitError, match="more than 100 MiB of memory"):
            code.table("SELECT list(range) FROM range(1000000000)")
        assert code.table("SELECT 1").items == ((1,),)


def test_sql_gives_the_best_table_that_can_be_had(code: Index) -> None:
    query, kinds = "SELECT 1 AS a, 'x' AS b", ("pyarrow", "pandas")
    found = code.sql(query)
    if not any(_is_installed(kind) for kind in kinds):
        assert (found.columns, found.types, found.items) == (("a", "b"), ("INTEGER", "VARCHAR"), ((1, "x"),))
    elif _is_installed("pyarrow"):
        assert found.to_pylist() == [{"a": 1, "b": "x"}]
    else:
        assert found.to_dict("records") == [{"a": 1, "b": "x"}]


def _is_installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def test_sql_as_csv_json_and_parquet(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("sql", "SELECT 'a,\"b' AS x, NULL AS y, 1 AS z", "--repo", str(shop))
    assert list(csv.reader(io.StringIO(ask(capsys, *asked, "--format", "csv")[1]))) == [
        ["x", "y", "z"], ['a,"b', "", "1"]
    ]  # fmt: skip
    answer = json.loads(ask(capsys, *asked, "--format", "json")[1])
    assert (answer["columns"], answer["types"], answer["items"]) == (
        ["x", "y", "z"], ["VARCHAR", "INTEGER", "INTEGER"], [['a,"b', None, 1]]
    )  # fmt: skip
    out = tmp_path / "it's.parquet"
    assert ask(capsys, *asked, "--format", "parquet", "--out", str(out))[0] == 0
    import duckdb

    assert duckdb.read_parquet(str(out)).fetchall() == [('a,"b', None, 1)]
    assert ask(capsys, *asked, "--format", "parquet")[0] == 2


def test_a_string_that_grows_without_end_does_not_take_the_machine_with_it(shop: Path) -> None:
    """With a smaller bound than the real one, so that also the test leaves the machine alone."""
    query = "SELECT sum(strlen(repeat(repeat('a', 1000000), 10 + range::INT // 64))) FROM range(64)"  # 640 MB
    ecp_with_less = (
        "import sys; from ecp.query import sql; sql._BEYOND_MB = 200 - sql._MEMORY_MB\n"
        "from ecp.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    asked = (sys.executable, "-c", ecp_with_less, "sql", query, "--repo", str(shop), "--seconds", "30")
    done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=90)
    assert "more than 200 MiB" in done.stderr
    assert done.returncode == 4 and "the query was ended" in done.stderr


@pytest.mark.parametrize("query", ["DESCRIBE calls", "describe SELECT * FROM calls", "SHOW calls"])
def test_the_columns_of_the_calls_need_none_of_them_worked_out(shop: Path, query: str) -> None:
    told: list[tuple[int, int]] = []
    with ecp.open(shop) as code:
        code.sandbox.told = lambda files, total: told.append((files, total))
        assert "callee" in {row[0] for row in code.table(query).items} and not told
        assert code.table("SELECT count(*) FROM calls").items[0][0] > 0 and told
