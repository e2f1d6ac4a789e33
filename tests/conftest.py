"""What every test may use: real git repositories, a store of its own, and the command line as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ecp.config import Settings
from tests.forks import Forks

ROOT = Path(__file__).resolve().parents[1]
_IDENTITY = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsync", "GIT_CONFIG_VALUE_0": "none",
}  # fmt: skip


Effort = Callable[[int, int], int]
Survived = Counter[str]
FORKS = Forks()
_MOST_SECONDS = 120.0
"""That a command may take before its test fails."""


class Repo:
    """A real git repository in a temporary folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        """Run git here and return what it printed."""
        done = subprocess.run(
            ["git", *arguments], cwd=cwd or self.path, env={**os.environ, **_IDENTITY}, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files into the working tree."""
        for name, content in files.items():
            place = self.path / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files: Mapping[str, str | bytes] | None = None, *, remove: tuple[str, ...] = ()) -> str:
        """Commit some files and return the commit."""
        self.write(files or {})
        for name in remove:
            (self.path / name).unlink()
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        return self.head

    @property
    def head(self) -> str:
        """The commit that is checked out."""
        return self.git("rev-parse", "HEAD")


def environment() -> dict[str, str]:
    """Return the environment of a process without the user's settings, with compiled modules as users have them."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("ECP_", "PYTHONDONTWRITE"))}


class Cli:
    """The command line, as processes with a store of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of a process with this store.

        Its builds do not give way to others: on a busy machine they would take many times as long.
        """
        return {**environment(), "ECP_HOME": str(self.home), "ECP_PRIORITY": "normal", "PYTHONPATH": str(ROOT), **more}

    def run(self, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, in a process of its own in which all modules are there from the start."""
        return FORKS.run("ecp.cli", arguments, cwd or Path.cwd(), self.environment(**environment), _MOST_SECONDS)

    def run_fresh(
        self, *arguments: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, in a fresh interpreter as users have it: a third of a second more than `run`."""
        return subprocess.run(
            [sys.executable, "-m", "ecp", *arguments],
            cwd=cwd, env=self.environment(**environment),
            capture_output=True, text=True, timeout=_MOST_SECONDS, check=False,
        )  # fmt: skip

    def json(self, *arguments: str, cwd: Path | None = None) -> Any:
        """Run one command with --json and return its answer."""
        done = self.run(*arguments, "--json", cwd=cwd)
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)

    def start(self, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.Popen[str]:
        """Start one command in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "ecp", *arguments],
            cwd=cwd,
            env=self.environment(**environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch between the short and the long form of the randomised tests, and what those start from."""
    parser.addoption("--torture", action="store_true", help="run the long forms of the randomised tests")
    parser.addoption("--seed", help="the seed of the damaged sources, to repeat what a failure printed")
    parser.addoption("--corpora", help="a folder of real sources to damage besides those of the tests")


def pytest_configure(config: pytest.Config) -> None:
    """Undo what a shell tells whatever it starts in the background, and all that this starts: to ignore Ctrl-C."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no process behind."""
    FORKS.close()


_SURVIVED = pytest.StashKey[Survived]()


@pytest.fixture(scope="session")
def survived(pytestconfig: pytest.Config) -> Survived:
    """What the randomised tests have done to ecp so far, by kind; shown at the end of a run with --torture."""
    return pytestconfig.stash.setdefault(_SURVIVED, Counter())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show how much was survived."""
    if config.getoption("--torture"):
        terminalreporter.section("survived")
        for kind, count in sorted(config.stash.get(_SURVIVED, Counter()).items()):
            terminalreporter.line(f"{count:6,}  {kind}")


@pytest.fixture(scope="session")
def effort(pytestconfig: pytest.Config) -> Effort:
    """Return how often a randomised test tries: `effort(short, long)`, long with --torture.

    Tests that ask are marked `torture`, which is what `make torture` runs.
    """
    long_form = bool(pytestconfig.getoption("--torture"))
    return lambda short, long: long if long_form else short


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a store in a temporary folder and no bound that a busy machine could reach."""
    return settings_for(tmp_path)


@pytest.fixture
def cli(settings: Settings) -> Cli:
    """The command line with the store of `settings`."""
    return Cli(settings.home)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository with three small Python files."""
    return repository_in(tmp_path)


def settings_for(folder: Path) -> Settings:
    """Return the settings of the fixture with a store in a folder."""
    return replace(Settings.from_environment({}), home=folder / "store", workers=2, priority="normal")


def repository_in(folder: Path) -> Repo:
    """Make the repository of the fixture in a folder."""
    made = Repo(folder / "repo")
    made.commit(
        {
            "shapes/__init__.py": "from shapes.area import area as measure\n",
            "shapes/area.py": 'def area(side):\n    """Return the area."""\n    return square(side)\n\n\n'
            "def square(x):\n    return x * x\n",
            "main.py": "from shapes import measure\n\n\nclass App:\n    def run(self):\n        return self.step()\n\n"
            "    def step(self):\n        return measure(2)\n\n\nApp().run()\n",
            "notes.txt": "not source\n",
        }
    )
    return made


def many_files(count: int, functions: int = 40) -> dict[str, str | bytes]:
    """Return sources large enough to keep a build busy for a while."""
    body = "\n".join(f"def f{n}(a, b):\n    return g{n}(a).h{n}(b, {n})\n" for n in range(functions))
    return {f"pkg/m{n:04}.py": f"import os\n\nX{n} = {n}\n{body}" for n in range(count)}
