"""Builds at the edge: sources that are given up, layers of several runs, very many files, a damaged pack."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from tree_sitter_language_pack import get_language

from ecp.api import open as open_index
from ecp.build import build_l2
from ecp.build.orchestrator import rebuild_aside
from ecp.config import Settings
from ecp.index import layer
from ecp.index import runs as runs_of_rows
from ecp.index.extraction.parsing import BoundedParser, TooCostlyError
from ecp.query.resolution.memo import Memo
from tests.conftest import Cli, Effort, Repo, many_files
from tests.facts_of_stack import all_facts
from tests.test_faults import assert_recovers, temporary_files

TOO_COSTLY = "class A {\n" + "/*" * 6_000
"""Swift's scanner goes over the rest of the file again for each `/*`."""
DEEP = "x = " + "(" * 3_000 + "1" + ")" * 3_000 + "\n"


def test_what_is_too_costly_to_parse_is_skipped_and_listed(repo: Repo, settings: Settings, cli: Cli) -> None:
    repo.commit({"costly.swift": TOO_COSTLY, "good.swift": "func good() {}\n"})
    answer = cli.json("index", str(repo.path))
    assert answer["skipped"] == [["costly.swift", "too costly to parse"]]
    assert answer["files_parsed"] == 4
    with open_index(repo.path, settings=settings) as code:
        statuses = dict(code.rows("SELECT path, status FROM blob JOIN file USING (blob) WHERE language = 'swift'"))
        assert statuses == {"costly.swift": "too costly to parse", "good.swift": "parsed"}
    repo.commit({"more.py": "x = 1\n"})
    stack = build_l2(repo.path, settings=settings)
    assert dict(stack.manifest.skipped) == {"costly.swift": "too costly to parse"}
    assert stack.manifest.receipt.files_parsed == 1  # it is not tried again


def test_giving_up_amid_a_character_does_not_crash() -> None:
    """Whether a look at the last byte is the one that is refused depends on the length."""
    for length in range(300, 310):
        with pytest.raises(TooCostlyError):
            BoundedParser(get_language("lua")).parse(b"x" + b":a}" * length + b"\xa9")


@pytest.mark.parametrize(
    "condition",
    ["#if " + "(" * 900 + "X" + ")" * 900, "#if " + "!" * 1_500 + "X", "#if " + "X" * 9_000, "#if X\n" * 200],
    ids=["brackets", "negations", "a long name", "in each other"],
)
def test_conditions_without_end(repo: Repo, settings: Settings, condition: str) -> None:
    source = f"{condition}\nint pick(void) {{ return 1; }}\n#else\nint pick(void) {{ return 2; }}\n#endif\n"
    repo.commit({"deep.c": f"{source}int use(void) {{ return pick(); }}\n"})
    with open_index(repo.path, settings=settings) as code:
        assert [each.qualified_name for each in code.callers("pick").items] == ["use"]


def test_a_long_row_of_questions_takes_no_square_of_facts(repo: Repo, settings: Settings) -> None:
    asked = "".join(f"    elif isinstance(x, C{number}):\n        return x.y\n" for number in range(500))
    repo.commit({"row.py": f"def f(x):\n    if x is None:\n        return 1\n{asked}"})
    with open_index(repo.path, settings=settings) as code:
        ((rows,),) = code.rows("SELECT count(*) FROM binding WHERE how = 'narrow'")
        assert 500 <= rows <= 1_500


def test_what_is_nested_too_deeply_is_said(repo: Repo, settings: Settings) -> None:
    repo.commit({"deep.py": DEEP + "\n\ndef after(): pass\n"})
    with open_index(repo.path, settings=settings) as code:
        told = code.rows("SELECT path, message FROM diagnostic JOIN file USING (blob) ORDER BY path")
        assert [path for path, _ in told] == ["deep.py"]
        assert "nested too deeply" in told[0][1]
        assert code.definitions("after").items


def test_what_python_cannot_follow_is_unknown() -> None:
    def follow() -> str:
        return follow()

    memo = Memo()
    assert memo.memo("deep", follow, "cut") == "cut"
    assert memo.memo("shallow", lambda: "found", "cut") == "found"


def test_definitions_in_each_other_are_followed(repo: Repo, settings: Settings) -> None:
    depth = 450
    lines = [f"function f{at}() {{" for at in range(depth)]
    repo.commit({"nested.js": "\n".join([*lines, "f0();", "}" * depth])})
    with open_index(repo.path, settings=settings) as code:
        assert [each.name for each in code.callers("f0").items] == [f"f{depth - 1}"]


def test_long_lists_of_imports_are_whole(repo: Repo, settings: Settings) -> None:
    names = [f"name{at}" for at in range(700)]
    listed = ", ".join(names)
    repo.commit(
        {
            "imports.ts": f'import {{ {listed} }} from "./own";',
            "passes.ts": f'export {{ {listed} }} from "./own";',
            "requires.js": f'const {{ {listed} }} = require("./own");',
            "offers.js": f"module.exports = {{ {listed} }};",
        }
    )
    with open_index(repo.path, settings=settings) as code:
        rows = code.rows("SELECT path, import.kind, name FROM import JOIN file USING (blob)")
    rows = [row for row in rows if row[2].startswith("name")]
    kinds = {"imports.ts": "name", "offers.js": "export", "passes.ts": "reexport", "requires.js": "name"}
    assert sorted(rows) == sorted((path, kind, name) for path, kind in kinds.items() for name in names)


def test_parsing_keeps_nothing_of_what_it_read() -> None:
    """Of 100 parses of 17 KB: the library keeps a reference to everything that it is given to read."""
    source = b"def f(a, b):\n    return g(a)(b)\n" * 500
    parser = BoundedParser(get_language("python"))
    parser.parse(source)
    tracemalloc.start()
    try:
        for _ in range(100):
            parser.parse(source)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < len(source)


def test_a_node_with_thousands_of_names_keeps_nobody_waiting(repo: Repo, settings: Settings, cli: Cli) -> None:
    """Each name begins a match that every later one meets, and shares its modifiers with all: else this takes hours."""
    names = ", ".join(f"a{number}" for number in range(10_000))
    repo.commit(
        {
            "wide.go": f"package wide\n\ntype T struct {{ x struct {{ {names} int }} }}\n\nfunc After() {{}}\n",
            "wide.c": f"static int {names};\n\nint after(void) {{ return 0; }}\n",
        }
    )
    builder = cli.start("index", str(repo.path))
    _, err = builder.communicate(timeout=60)
    assert builder.returncode == 0, err
    with open_index(repo.path, settings=settings) as code:
        assert code.definitions("After").items and code.definitions("after").items
        assert code.rows("SELECT count(*) FROM definition WHERE modifiers = 'static'") == [(10_000,)]


@pytest.mark.parametrize("files", [190, 210])
def test_a_layer_of_many_runs_equals_one_of_a_single_run(
    repo: Repo, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    """Parsed in the builder, and by workers."""
    repo.commit(many_files(files, functions=6))
    aside = [tmp_path / "one", tmp_path / "many"]
    for folder in aside:
        folder.mkdir()
    one = all_facts(rebuild_aside(repo.path, repo.head, aside[0], settings=settings).paths)
    runs = 0
    write_run = layer.LayerWriter._write_run

    def counted(writer: layer.LayerWriter, *, everything: bool) -> None:
        nonlocal runs
        runs += 1
        write_run(writer, everything=everything)

    monkeypatch.setattr(layer.LayerWriter, "_write_run", counted)
    monkeypatch.setattr(layer, "_FEW_ROWS", 0)
    monkeypatch.setattr(layer, "_COMMITTED_ROWS", 20)
    monkeypatch.setattr(layer, "_RUN_ROWS", 100)
    monkeypatch.setattr(runs_of_rows, "ROW_GROUP", 16)
    assert all_facts(rebuild_aside(repo.path, repo.head, aside[1], settings=settings).paths) == one
    assert runs >= 3


KILLED_BETWEEN_RUNS = """
import os, signal, sys
from ecp.index import layer, runs as runs_of_rows
layer._FEW_ROWS, layer._RUN_ROWS, runs_of_rows.ROW_GROUP = 0, 100, 16
write_run, runs = layer.LayerWriter._write_run, []
def counted(writer, *, everything):
    if len(runs) == 2:  # two are committed
        os.kill(os.getpid(), signal.SIGKILL)
    runs.append(1)
    write_run(writer, everything=everything)
layer.LayerWriter._write_run = counted
from ecp.cli import main
main(["index", sys.argv[1]])
"""


def test_a_kill_between_two_committed_runs_publishes_nothing(repo: Repo, settings: Settings, cli: Cli) -> None:
    commit = repo.commit(many_files(210, functions=6))
    done = subprocess.run(
        [sys.executable, "-c", KILLED_BETWEEN_RUNS, str(repo.path)],
        env=cli.environment(ECP_WORKERS="2"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert list(cli.home.glob("repos/*/commits/*")) == []
    (half_made,) = cli.home.glob("repos/*/layers/.*")
    assert half_made.stat().st_size > 0
    assert build_l2(repo.path, settings=settings).outcome == "built"
    assert temporary_files(settings.home) == []
    assert not half_made.exists()
    assert_recovers(repo, commit, settings)


@pytest.mark.torture
def test_very_many_small_files_are_indexed_in_bounded_memory(
    settings: Settings, cli: Cli, tmp_path: Path, effort: Effort
) -> None:
    repo, count = Repo(tmp_path / "many"), effort(2_000, 100_000)
    stream = ["commit refs/heads/main\ncommitter a <a@example.com> 0 +0000\ndata 1\nm\n"]
    for n in range(count):
        text = f"from d{n % 300}.m{n // 2} import f{n // 2}\n\n\ndef f{n}(x):\n    return f{n // 2}(x)\n"
        stream.append(f"M 100644 inline d{n % 300}/m{n}.py\ndata {len(text)}\n{text}\n")
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repo.path, input="".join(stream).encode(), check=True)
    receipt = cli.json("index", str(repo.path))  # a process of its own: a peak is one since the process began
    assert (receipt["files"], receipt["files_parsed"], receipt["skipped"]) == (count, count, [])
    assert receipt["peak_rss_bytes"] < 1 << 30
    with open_index(repo.path, repo.head, settings=settings) as code:
        assert code.rows("SELECT count(*), count(DISTINCT name) FROM definition WHERE kind = 'function'") == [
            (count, count)
        ]


@pytest.mark.parametrize("place", [0.1, 0.4, 0.9])
def test_a_pack_with_a_flipped_byte_publishes_nothing_wrong(
    repo: Repo, cli: Cli, settings: Settings, tmp_path: Path, place: float
) -> None:
    """The object that cannot be read is named; when no file needs the damaged bytes the index is as it ought to be."""
    commit = repo.commit(many_files(30, functions=5))
    sound = all_facts(build_l2(repo.path, settings=replace(settings, home=tmp_path / "sound")).paths)
    repo.git("repack", "-adq")
    (pack,) = (repo.path / ".git" / "objects" / "pack").glob("*.pack")
    data = bytearray(pack.read_bytes())
    data[int(len(data) * place)] ^= 0x10
    pack.chmod(0o600)
    pack.write_bytes(data)
    done = cli.run("index", "--json", "--rev", commit, str(repo.path))
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert json.loads(done.stdout)["skipped"] == []
        assert all_facts(build_l2(repo.path, commit, settings=settings).paths) == sound
    else:
        assert done.returncode in (2, 5), done.stderr
        assert done.stdout == ""
        assert done.stderr.startswith("ecp: ")
        assert not list(cli.home.glob("repos/*/commits/*"))


MAPPED = """
import sys
import psutil
from ecp.index.git.binding import map_little
from ecp.index.git.repository import Repository
if sys.argv[2] == "little":
    map_little()
repository = Repository(sys.argv[1])
for entry in repository.entries(repository.resolve()):
    repository.size(entry.oid, entry.path)
    repository.read(entry.oid, entry.path)
print(sum(each.rss for each in psutil.Process().memory_maps() if each.path.endswith(".pack")))
"""


@pytest.mark.torture
@pytest.mark.skipif(sys.platform != "linux", reason="what is mapped is read from /proc")
def test_of_a_large_pack_little_is_mapped(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "large")
    repo.git("config", "core.compression", "0")
    repo.commit({f"{number}.bin": os.urandom(1 << 20) for number in range(64)})
    repo.git("repack", "-adq", "--window=0")
    mapped = [
        int(subprocess.run([sys.executable, "-c", MAPPED, str(repo.path), how], capture_output=True, check=True).stdout)
        for how in ("all", "little")
    ]
    assert mapped[0] > 60 << 20
    assert mapped[1] <= 36 << 20
