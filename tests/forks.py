"""Run many `ecp` commands, each in a process of its own, with the modules imported only once.

    python -m tests.forks < COMMANDS

COMMANDS is a JSON list of argument lists; for each a line of JSON is printed: exit code, stdout and stderr.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from typing import NoReturn

import duckdb  # noqa: F401
import numpy  # noqa: F401
import psutil  # noqa: F401
import pygit2  # noqa: F401

import ecp.build.orchestrator
import ecp.commands
import ecp.index.extract
import ecp.query.index  # noqa: F401
from ecp.cli import main


def _become(command: list[str], out: int, err: int) -> NoReturn:
    """Run a command and end, as the interpreter would."""
    code: object = 1
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        code = main(command)
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


def run(command: list[str]) -> tuple[int, str, str]:
    """Run a command in a fork of this process; return its exit code and what it wrote."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become(command, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode()


if __name__ == "__main__":
    for each in json.load(sys.stdin):
        print(json.dumps(run(each)), flush=True)
