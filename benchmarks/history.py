"""Repositories to measure on: clones, a seeded editor that makes commits over real sources, and generated ones."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

_SUFFIXES = frozenset(".py .ts .tsx .js .go .c .h .rs .java .kt .cs .rb .php .swift .cc .cpp".split())
_SEED = 1


def git(cwd: Path, *arguments: str) -> str:
    """Run git and return its output."""
    identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "gc.auto=0"]
    done = subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)
    return done.stdout.decode().strip()


def cloned(repo: Path, target: Path) -> Path:
    """Return a fresh clone that shares the objects."""
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    git(target.parent, "clone", "-q", "--shared", "--no-checkout", str(repo.resolve()), str(target))
    subprocess.run(["git", "checkout", "-q", "HEAD"], cwd=target, check=False, capture_output=True)
    if git(target, "status", "--porcelain"):  # a snapshot may lack an object: then go without that file, every tool
        git(target, "add", "--all")
        git(target, "commit", "-qm", "what the snapshot has")
    return target


def first_parents(repo: Path, limit: int) -> list[str]:
    """Return the last commits of the first-parent line, oldest first."""
    return git(repo, "rev-list", "--first-parent", f"--max-count={limit}", "HEAD").split()[::-1]


def check_out(repo: Path, commit: str) -> None:
    """Check a commit out."""
    git(repo, "checkout", "-q", "--detach", commit)


class Editor:
    """Commits seeded edits of the sources of a repository: the same ones every time."""

    def __init__(self, repo: Path) -> None:
        self._repo = repo
        self._chance = random.Random(_SEED)
        listed = git(repo, "ls-files").splitlines()
        self._sources = [path for path in listed if Path(path).suffix in _SUFFIXES and (repo / path).is_file()]
        self._number = 0

    def files_of_a_commit(self) -> int:
        """Return how many files a commit changes: mostly one or a few, now and then many."""
        return min(len(self._sources), int(self._chance.paretovariate(1.1)), 60)

    def change(self, files: int) -> None:
        """Add a comment to each of some files."""
        self._number += 1
        for path in self._chance.sample(self._sources, min(files, len(self._sources))):
            file = self._repo / path
            lines = file.read_bytes().split(b"\n")
            mark = b"# " if file.suffix in (".py", ".rb") else b"// "
            lines.insert(len(lines) - 1, mark + b"change %d of %s" % (self._number, path.encode()))
            file.write_bytes(b"\n".join(lines))

    def commit(self, files: int) -> None:
        """Change some files and commit."""
        self.change(files)
        git(self._repo, "commit", "-qam", f"change {self._number}")


def generated(target: Path, *, files: int, functions: int = 24) -> Path:
    """Return a repository of generated Python modules that import and call each other."""
    shutil.rmtree(target, ignore_errors=True)
    chance = random.Random(_SEED)
    for number in range(files):
        others = [chance.randrange(files) for _ in range(3)]
        lines = [f"from pkg{other // 50}.m{other} import C{other}, f{other}_0" for other in others]
        lines += [f"\n\nclass C{number}:", f'    """Class {number}."""', "", "    def __init__(self, size):"]
        lines += ["        self.size = size"]
        for index in range(functions):
            other = chance.choice(others)
            lines += [
                "",
                f"    def m{index}(self, a, b=None):",
                f"        made = C{other}(a.size + {index})",
                f"        return made.m{chance.randrange(functions)}(f{other}_0(b, self.size))",
            ]
        lines += ["", "", f"def f{number}_0(left, right):", "    return left.value or right", ""]
        path = target / f"pkg{number // 50}" / f"m{number}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines))
    git(target.parent, "init", "-q", str(target))
    git(target, "add", "-A")
    git(target, "commit", "-qm", "generated")
    return target
