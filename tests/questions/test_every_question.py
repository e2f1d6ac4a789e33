"""What holds for every question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ecp
from ecp.errors import EcpError, LimitError
from ecp.index import layer
from ecp.model import Answer
from ecp.query.index import Index
from tests.questions.shared import COMMANDS, SHOP, ask, commit


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_question_is_a_command_in_text_and_in_json(
    shop: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, text, _ = ask(capsys, *arguments, "--repo", str(shop))
    assert code == 0 and text
    code, text, _ = ask(capsys, *arguments, "--repo", str(shop), "--json")
    answer = json.loads(text)
    assert code == 0 and answer["items"] and {"truncated", "cursor", "unresolved"} <= answer.keys()


def test_neither_builds_nor_questions_load_pandas(home: Path, tmp_path: Path) -> None:
    """Where it is not installed, DuckDB's client would look for it thousands of times."""
    repo = commit(tmp_path / "lines", {"lines.py": "def f(): ...\n" + "f()\n" * (layer._FEW_ROWS + 1)})
    (tmp_path / "pandas.py").write_text("print('loaded')\n")
    script = f"""
import ecp
ecp.index({str(repo)!r})
with ecp.open({str(repo)!r}) as code:
    assert code.query("f").callers
print("answered")
import pandas
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "answered\nloaded\n"


def test_errors_are_ours() -> None:
    assert issubclass(LimitError, EcpError)


def test_every_question_sees_the_working_tree(home: Path, tmp_path: Path) -> None:
    repo = commit(tmp_path / "moved", SHOP)
    ecp.index(repo)
    (repo / "shop/more.py").write_text("from shop.disk import Disk, check\n\nclass Wax(Disk): ...\n\ncheck(3)\n")
    whole = commit(tmp_path / "whole", {**SHOP, "shop/more.py": (repo / "shop/more.py").read_text()})
    asked: list[Callable[[Index], Answer[Any]]] = [
        lambda code: code.callers("check"),
        lambda code: code.references("Disk"),
        lambda code: code.hierarchy("Store"),
        lambda code: code.impact("check", depth=6),
        lambda code: code.unused(),
        lambda code: code.map(),
        lambda code: code.table("SELECT * EXCLUDE (oid) FROM files ORDER BY path"),
        lambda code: code.table("SELECT * FROM calls ORDER BY ALL"),
    ]
    with ecp.open(repo) as over, ecp.open(whole) as full:
        assert over.freshness.overlay_files == 1 and full.freshness.overlay_files == 0
        for ask in asked:
            assert replace(ask(over), freshness=None) == replace(ask(full), freshness=None)
