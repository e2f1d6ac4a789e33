"""Processes that start at once: forks of one in which everything is imported.

`Forks` is the tests' end.  As a program this module is that one process: each line of its input is the JSON of a
`Call`, each line of its output that of what came of it.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Call:
    """What a fork is to do: call `main(arguments)` of a module, in a folder, with an environment."""

    module: str
    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    umask: int


class Forks:
    """Calls `main` functions, each in a process of its own.  Not for several threads at once."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None

    def run(
        self, module: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Return what came of a call; what ends it after `timeout` seconds is TimeoutExpired.

        Python reads the environment variables of its own, such as PYTHONPATH, only when it starts, so not here.
        """
        if sys.platform != "linux":  # elsewhere libraries may not bear a fork, or there is none
            return subprocess.run(
                [sys.executable, "-m", module, *arguments],
                cwd=folder, env=environment, capture_output=True, text=True, timeout=timeout, check=False,
            )  # fmt: skip
        umask = os.umask(0)
        os.umask(umask)
        call = Call(module, arguments, str(folder), environment, umask)
        server = self._server = self._server or self._start()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(asdict(call)) + "\n")
        server.stdin.flush()
        if not select.select([server.stdout], [], [], timeout)[0]:
            self.close()
            raise subprocess.TimeoutExpired(list(arguments), timeout)
        code, out, err = json.loads(server.stdout.readline())
        return subprocess.CompletedProcess(list(arguments), code, out, err)

    def close(self) -> None:
        """End the process that forks, and what it is at."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.communicate()
            self._server = None

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip


def _import_everything() -> None:
    """Import what commands import when they need it, and compile the query that nearly every build needs."""
    for name in ("duckdb", "filelock", "numpy", "psutil", "pygit2", "tree_sitter_language_pack", "tests.fault_driver"):
        importlib.import_module(name)
    import ecp

    for module in pkgutil.walk_packages(ecp.__path__, "ecp."):
        if module.name != "ecp.__main__":
            importlib.import_module(module.name)
    from ecp.index.extraction.syntax import syntax

    syntax("python")


def _become(call: Call, out: int, err: int) -> NoReturn:
    """Do what is called for, and end as the interpreter would."""
    code: object = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.umask(call.umask)
        os.chdir(call.folder)
        os.environ.clear()
        os.environ.update(call.environment)
        tempfile.tempdir = None  # the environment says where
        code = importlib.import_module(call.module).main(list(call.arguments))
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


def _run(call: Call) -> tuple[int, str, str]:
    """Do what is called for in a fork of this process; return its exit code and what it wrote."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become(call, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode()


if __name__ == "__main__":
    _import_everything()
    for line in sys.stdin:
        print(json.dumps(_run(Call(**json.loads(line)))), flush=True)
