"""Nothing in a repository, or in a store that somebody else planted, makes us run, read or write anything else."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zlib
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

import pytest

from ecp.api import open as open_index
from ecp.build import build_l2
from ecp.config import Settings
from ecp.doctor import examine
from ecp.index.languages import languages
from tests.conftest import Cli, Repo, repository_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="owners, modes and links as POSIX has them")
as_root = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
SOMEBODY = 12_345
"""A user that is not this one."""


def every_command(repo: Path, *, text: str = "area") -> list[tuple[str, ...]]:
    """Return each command that looks at a repository or at the store."""
    at = ("--repo", str(repo))
    return [
        ("index", str(repo)),
        ("query", text, *at),
        ("source", text, *at),
        ("callers", text, "--source", *at),
        ("callees", text, *at),
        ("references", text, *at),
        ("impact", text, *at),
        ("hierarchy", text, *at),
        ("path", text, text, *at),
        ("search", text, *at),
        ("outline", text, *at),
        ("unused", *at),
        ("map", *at),
        ("sql", "SELECT * FROM files", *at),
        ("status",),
        ("verify", str(repo)),
        ("doctor",),
        ("gc",),
        ("index", str(repo), "--force"),
    ]


# -- what the configuration of a repository says --------------------------------------------------------------------


@dataclass
class Commands:
    """Every command, as it was run in a repository whose configuration wants to run something else."""

    repo: Repo
    home: Path
    done: list[subprocess.CompletedProcess[str]]
    trap: Path
    """A file that is there if anything else ran."""


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """Run every command where each way to name a program that git knows names one, and whatever is made is public."""
    folder = tmp_path_factory.mktemp("commands")
    repo, cli = repository_in(folder), Cli(folder / "store")
    first = repo.head
    repo.commit({"more.py": "def more(): pass\n"})
    made = Commands(repo, cli.home, [], folder / "ran")
    _name_a_program_everywhere(repo, folder, made.trap)
    cli.home.mkdir(mode=0o755)  # as somebody may have made it by hand
    before = os.umask(0)
    try:
        for command in (("index", str(repo.path), "--rev", first), *every_command(repo.path)):
            made.done.append(cli.run(*command))
    finally:
        os.umask(before)
    return made


def _name_a_program_everywhere(repo: Repo, folder: Path, trap: Path) -> None:
    program = folder / "trap"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{trap}'\n")
    program.chmod(0o755)
    hooks = folder / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "post-checkout", "pre-auto-gc", "fsmonitor-watchman", "reference-transaction"):
        for place in (hooks, repo.path / ".git" / "hooks"):
            shutil.copy(program, place / hook)
    included = folder / "included"
    included.write_text(f'[core]\n\tfsmonitor = {program}\n[filter "evil"]\n\tprocess = {program}\n\trequired\n')
    for key in (
        "core.fsmonitor", "core.sshCommand", "core.editor", "core.pager", "core.askPass", "core.alternateRefsCommand",
        "core.gitProxy", "diff.external", "diff.evil.textconv", "diff.evil.command", "merge.evil.driver",
        "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "credential.helper", "gpg.program",
        "uploadpack.packObjectsHook", "alias.log", "sequence.editor", "interactive.diffFilter", "trailer.x.command",
    ):  # fmt: skip
        repo.git("config", key, str(program))
    repo.git("config", "core.hooksPath", str(hooks))
    repo.git("config", "core.untrackedCache", "true")
    repo.git("config", "include.path", str(included))
    repo.git("config", "extensions.worktreeConfig", "true")
    (repo.path / ".git" / "config.worktree").write_text(f"[core]\n\tfsmonitor = {program}\n")
    attributes = "* filter=evil diff=evil merge=evil text=auto\n"
    (repo.path / ".git" / "info" / "attributes").write_text(attributes)
    repo.write({".gitattributes": attributes, "main.py": "dirty = 1\r\n", "new.py": "fresh = 1\n"})


def test_no_configuration_of_a_repository_makes_anything_run(commands: Commands) -> None:
    for done in commands.done:
        assert done.returncode in (0, 1), (done.args, done.stderr)
    assert not commands.trap.exists(), commands.trap.read_text()
    subprocess.run(["git", "status"], cwd=commands.repo.path, capture_output=True, check=False)
    assert commands.trap.exists()  # the trap is one: git itself steps into it


def test_what_an_include_names_is_never_shown(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password: hunter2\n")
    repo.git("config", "include.path", str(tmp_path / "secret"))
    for command in (("index", str(repo.path)), ("query", "area", "--repo", str(repo.path))):
        done = cli.run(*command)
        assert "hunter2" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_core_worktree_leads_nowhere(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    build_l2(repo.path, settings=settings)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.py").write_text("def secret(): pass\n")
    repo.git("config", "core.worktree", str(elsewhere))
    with open_index(repo.path, settings=settings) as code:
        assert not code.query("secret").definitions
        assert code.query("area").definitions


def test_alternates_give_objects_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    """A clone that shares objects with another works; an alternate that is no object folder is as good as none."""
    origin = Repo(tmp_path / "origin")
    origin.commit({"a.py": "def shared(): pass\n"})
    clone = tmp_path / "clone"
    origin.git("clone", "-q", "--shared", str(origin.path), str(clone))
    assert cli.json("query", "shared", "--repo", str(clone))["definitions"]
    before = sorted(path for path in origin.path.rglob("*"))
    alternates = clone / ".git" / "objects" / "info" / "alternates"
    alternates.write_text(f"{tmp_path}\n../../../origin\n\0\n{os.devnull}\n{'../' * 40}\n")
    done = cli.run("index", str(clone), "--force")
    assert done.returncode in (2, 5), done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path for path in origin.path.rglob("*")) == before


@as_root
def test_a_repository_of_another_user_is_refused_with_the_remedy(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    for path in (repo.path, repo.path / ".git"):
        os.chown(path, SOMEBODY, SOMEBODY)
    theirs = {"HOME": str(tmp_path / "home")}
    done = cli.run_fresh("index", str(repo.path), **theirs)
    assert done.returncode == 2, done.stderr
    remedy = re.search(r"git (config --global --add safe\.directory .*)", done.stderr)
    assert remedy is not None, done.stderr
    (tmp_path / "home").mkdir()
    subprocess.run(f"git {remedy[1]}", shell=True, env={**os.environ, **theirs}, check=True)
    assert cli.run_fresh("index", str(repo.path), **theirs).returncode == 0
    assert cli.run_fresh("query", "area", "--repo", str(repo.path), **theirs).returncode == 0


# -- what the tree of a repository holds ----------------------------------------------------------------------------


def _store(repo: Repo, kind: str, content: bytes) -> bytes:
    """Write an object as it is, however wrong; return its id."""
    data = b"%s %d\0" % (kind.encode(), len(content)) + content
    name = sha1(data, usedforsecurity=False).hexdigest()
    place = repo.path / ".git" / "objects" / name[:2] / name[2:]
    place.parent.mkdir(exist_ok=True)
    if not place.exists():
        place.write_bytes(zlib.compress(data))
    return bytes.fromhex(name)


def _commit_tree(repo: Repo, entries: list[tuple[bytes, bytes, bytes]]) -> str:
    """Commit a tree of (mode, name, id) that git itself would not make."""
    tree = _store(repo, "tree", b"".join(mode + b" " + name + b"\0" + oid for mode, name, oid in entries))
    commit = repo.git("commit-tree", tree.hex(), "-m", "made by hand")
    repo.git("update-ref", "HEAD", commit)
    return commit


@pytest.mark.parametrize("name", [b"..", b".", b".git", b"../../secret.py", b"/etc/passwd", b"a//b.py", b"a\\..\\b.py"])
def test_names_that_lead_out_of_the_tree_lead_nowhere(
    repo: Repo, cli: Cli, settings: Settings, tmp_path: Path, name: bytes
) -> None:
    (tmp_path / "secret.py").write_text("def secret(): pass\n")
    blob = _store(repo, "blob", b"def inside(): pass\n")
    inner = _store(repo, "tree", b"100644 secret.py\0" + blob)
    mode, oid = (b"40000", inner) if name in (b"..", b".", b".git") else (b"100644", blob)
    _commit_tree(repo, [(mode, name, oid), (b"100644", b"plain.py", blob)])
    before = {path for path in tmp_path.rglob("*") if settings.home not in (path, *path.parents)}
    at = str(repo.path)
    of_it = ("map", "--repo", at), ("query", "inside", "--repo", at), ("verify", at)
    for command in (("index", at), *of_it):
        each = cli.run(*command)
        assert each.returncode in (0, 1, 5), (each.args, each.stderr)
        assert "Traceback" not in each.stderr
    assert cli.json("query", "secret", "--repo", at)["definitions"] == []
    after = {path for path in tmp_path.rglob("*") if settings.home not in (path, *path.parents)}
    assert after == before


def test_links_lead_nowhere(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.py").write_text("def secret(): pass\n")
    (repo.path / "link.py").symlink_to(outside / "secret.py")
    (repo.path / "folder").symlink_to(outside)
    repo.commit()
    build_l2(repo.path, settings=settings)
    shutil.rmtree(repo.path / "shapes")
    (repo.path / "shapes").symlink_to(outside)  # a folder that turned into a link
    (repo.path / "main.py").unlink()
    (repo.path / "main.py").symlink_to(outside / "secret.py")
    (repo.path / "new.py").symlink_to(outside / "secret.py")
    with open_index(repo.path, settings=settings) as code:
        assert not code.query("secret").definitions


def test_names_that_differ_in_case_or_form_only_are_files_of_their_own(repo: Repo, settings: Settings) -> None:
    names = [b"Twin.py", b"twin.py", "caf\u00e9.py".encode(), "cafe\u0301.py".encode()]
    entries = [(b"100644", name, _store(repo, "blob", b"def f%d(): pass\n" % at)) for at, name in enumerate(names)]
    commit = _commit_tree(repo, sorted(entries, key=lambda entry: entry[1]))
    with open_index(repo.path, commit, settings=settings) as code:
        found = {code.query(f"f{at}").definitions[0].path.encode(): at for at in range(4)}
    assert found == {name: at for at, name in enumerate(names)}


def test_paths_of_any_length_and_depth(repo: Repo, settings: Settings, cli: Cli) -> None:
    """A thousand folders in each other, and names that no file system would take."""
    blob = _store(repo, "blob", b"def deep(): pass\n")
    tree = _store(repo, "tree", b"100644 deep.py\0" + blob)
    for _ in range(1_000):
        tree = _store(repo, "tree", b"40000 d\0" + tree)
    long = b"n" * 4_000
    commit = _commit_tree(
        repo, [(b"40000", b"d", tree), (b"100644", long + b".py", _store(repo, "blob", b"def long(): pass\n"))]
    )
    with open_index(repo.path, commit, settings=settings) as code:
        assert code.query("deep").definitions[0].path == "d/" * 1_001 + "deep.py"
        assert code.query("long").definitions[0].path == "n" * 4_000 + ".py"
    commands = ("query", "deep"), ("map",), ("outline", "d/"), ("unused",)
    for command in commands:
        done = cli.run(*command, "--repo", str(repo.path), "--rev", commit)
        assert done.returncode in (0, 1), done.stderr


# -- what reaches a terminal ----------------------------------------------------------------------------------------


def test_no_command_writes_control_characters(tmp_path: Path, cli: Cli) -> None:
    """Not from the names of files, symbols, branches or of the repository itself, nor from sources."""
    repo = Repo(tmp_path / "re\x1b[31mpo\x07\x9b")
    repo.commit(
        {
            "evil\x1b[31m.py": "def evil(a='\x1b]0;owned\x07'):\n    '''\x1b[2J doc'''\n    return evil(\x1b)\n",
            "twin\x9b.py": "import evil\nclass Evil(evil.\x1bBase): pass\nEvil().run()\n",
            "large\x1b.py": "x = 1\n" * 700_000,
            "bad\x07.c": "int evil(\x1b[) {\n" * 10,
        }
    )
    (repo.path / "untracked\x1b[5m.py").write_text("x = 1\n" * 700_000)
    commands = every_command(repo.path, text="evil")
    commands += [
        ("outline", "evil\x1b[31m.py", "--repo", str(repo.path)),
        ("query", "no\x1b[31m", "--repo", str(repo.path)),
        ("index", str(repo.path), "--rev", "no\x1b[31m"),
        ("index", str(repo.path / "gone\x1b[31m")),
        ("sql", 'SELECT chr(27) || chr(155) AS "\x1b"', "--repo", str(repo.path)),
        ("sql", "SELECT '\x1b' FROM nowhere", "--repo", str(repo.path)),
        ("drop", str(repo.path)),
    ]
    for command in commands:
        done = cli.run(*command)
        shown = done.stdout + done.stderr
        assert shown or done.args[0] == "unused", done.args
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown), (done.args, shown)


# -- the store ------------------------------------------------------------------------------------------------------


def test_the_store_is_its_owners_alone_whatever_the_umask(commands: Commands) -> None:
    assert {done.returncode for done in commands.done} <= {0, 1}
    for place in (commands.home, *commands.home.rglob("*")):
        mode = stat.S_IMODE(place.stat().st_mode)
        assert mode == (0o700 if place.is_dir() else 0o600), (place, oct(mode))


def _planted(place: Path, how: str, tmp_path: Path) -> None:
    """Put somebody else's folder where ours would be."""
    if how == "link":
        shutil.move(place, tmp_path / "theirs")
        place.symlink_to(tmp_path / "theirs")
    elif os.getuid() != 0:
        pytest.skip("only root can give files away")
    else:
        os.chown(place, SOMEBODY, SOMEBODY)


@pytest.mark.parametrize("how", ["link", "owner"])
@pytest.mark.parametrize("where", ["repos", "repos/*", "repos/*/commits", "repos/*/layers"])
def test_a_planted_store_is_refused(
    repo: Repo, cli: Cli, settings: Settings, tmp_path: Path, where: str, how: str
) -> None:
    build_l2(repo.path, settings=settings)
    (place,) = cli.home.glob(where)
    _planted(place, how, tmp_path)
    held = sorted(path for path in tmp_path.rglob("*"))
    at = str(repo.path)
    for command in (("index", at), ("index", at, "--force"), ("query", "area", "--repo", at)):
        done = cli.run(*command)
        assert done.returncode == 4, (done.args, done.stdout, done.stderr)
        assert str(place) in done.stderr
        assert "chown" in done.stderr
    assert (cli.run("gc").returncode, cli.run("drop", at).returncode) == (0, 4)
    assert sorted(path for path in tmp_path.rglob("*")) == held  # nothing was made or removed
    assert any(str(place) in finding.detail for finding in examine(settings) if not finding.ok)


@as_root
def test_a_store_of_another_user_is_refused(repo: Repo, cli: Cli) -> None:
    cli.home.mkdir()
    os.chown(cli.home, SOMEBODY, SOMEBODY)
    done = cli.run("index", str(repo.path))
    assert done.returncode == 4
    assert f"uid {SOMEBODY}" in done.stderr
    assert list(cli.home.iterdir()) == []


def test_a_link_of_ones_own_may_lead_to_the_store(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    cli.home.symlink_to(tmp_path / "disk")
    assert cli.run("index", str(repo.path)).returncode == 0
    assert cli.run("query", "area", "--repo", str(repo.path)).returncode == 0
    assert list((tmp_path / "disk").glob("repos/*/commits/*"))


# -- the network ----------------------------------------------------------------------------------------------------


_RUN_EACH = """
import json, sys
from ecp.cli import main
for command in json.loads(sys.argv[1]):
    code = main(command)
    assert code in (0, 1), (command, code)
"""


def test_builds_and_queries_of_every_language_open_no_connection(cli: Cli, tmp_path: Path) -> None:
    """In a network namespace of its own where that can be had; everywhere under a guard that ends who asks for one."""
    repo = Repo(tmp_path / "repo")
    facts = Path(__file__).parent / "facts"
    repo.commit({path.name: path.read_bytes() for path in facts.iterdir()})
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def hook(event, args):\n"
        "    if event.startswith('socket.') and event not in ('socket.gethostname',):\n"
        "        os.write(2, event.encode())\n"
        "        os._exit(99)\n"
        "sys.addaudithook(hook)\n"
    )
    apart = ["unshare", "-n"] if shutil.which("unshare") and os.getuid() == 0 else []
    if apart and subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        apart = []
    environment = {**cli.environment(), "PYTHONPATH": os.pathsep.join([str(guard), cli.environment()["PYTHONPATH"]])}

    probe = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], env=environment, check=False)
    assert probe.returncode == 99  # the guard is one
    at, parsed = ("--repo", str(repo.path)), "SELECT DISTINCT language FROM files WHERE status = 'parsed'"
    commands = ("index", str(repo.path)), ("doctor",), ("query", "area", *at), ("sql", parsed, *at, "--json")
    done = subprocess.run(
        [*apart, sys.executable, "-c", _RUN_EACH, json.dumps(commands)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert all(f'"{name}"' in done.stdout.splitlines()[-1] for name in languages()), done.stdout
