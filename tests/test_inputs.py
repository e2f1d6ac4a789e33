"""Bad input gets a clear error of its own; odd input is indexed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ecp.api import open as open_index
from ecp.build import build_l2
from ecp.config import Settings
from ecp.errors import ConfigError, RepositoryError
from tests.conftest import Cli, Repo, many_files


def test_not_a_repository(cli: Cli, tmp_path: Path) -> None:
    done = cli.run("index", str(tmp_path))
    assert done.returncode == 2
    assert f"{tmp_path} is not in a git repository" in done.stderr
    assert done.stdout == ""


def test_a_path_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    done = cli.run("index", str(tmp_path / "gone"))
    assert done.returncode == 2
    assert "does not exist" in done.stderr


def test_no_commits_yet(cli: Cli, tmp_path: Path) -> None:
    done = cli.run("index", str(Repo(tmp_path / "empty").path))
    assert done.returncode == 2
    assert "no commits yet" in done.stderr


def test_an_unknown_revision(cli: Cli, repo: Repo) -> None:
    done = cli.run("index", str(repo.path), "--rev", "nope")
    assert done.returncode == 2
    assert "'nope'" in done.stderr


def test_a_store_that_cannot_be_written(cli: Cli, repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = cli.run("index", str(repo.path), ECP_HOME=str(tmp_path / "file"))
    assert done.returncode == 4
    assert "not a folder" in done.stderr
    assert "ECP_HOME" in done.stderr


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write everywhere")
def test_a_store_of_somebody_else(cli: Cli, repo: Repo) -> None:
    cli.home.mkdir(mode=0o500)
    done = cli.run("index", str(repo.path))
    assert done.returncode == 4
    assert "cannot write the store" in done.stderr


def test_a_tree_that_is_not_there(cli: Cli, repo: Repo) -> None:
    """Half a clone, or a corrupt one: the object is named, and nothing is published."""
    tree = repo.git("rev-parse", "HEAD:shapes")
    (repo.path / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    done = cli.run("index", str(repo.path))
    assert done.returncode == 5
    assert tree in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((cli.home / "repos").glob("*/commits/*"))


@pytest.mark.parametrize("damage", [b"", b"not zlib", b"\x78\x9c"])
def test_a_blob_that_cannot_be_read(cli: Cli, repo: Repo, damage: bytes) -> None:
    blob = repo.git("rev-parse", "HEAD:shapes/area.py")
    place = repo.path / ".git" / "objects" / blob[:2] / blob[2:]
    place.chmod(0o600)
    place.write_bytes(damage)
    done = cli.run("index", str(repo.path))
    assert done.returncode == 5, done.stderr
    assert blob in done.stderr
    assert "shapes/area.py" in done.stderr
    assert "git fsck" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((cli.home / "repos").glob("*/commits/*"))


@pytest.mark.parametrize(
    "revision", ["HEAD~99", "v0", "deadbeef", "d" * 40, "HEAD:main.py", "main..side", "", "@{upstream}", "--all"]
)
def test_a_revision_that_is_no_commit(cli: Cli, repo: Repo, revision: str) -> None:
    done = cli.run("index", str(repo.path), f"--rev={revision}")
    assert done.returncode == 2, done.stderr
    assert repr(revision) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("head", [b"", b"ref: refs/heads/gone\n", b"\xff\xfe", b"0" * 40 + b"\n", b"ref: ../../x\n"])
def test_a_damaged_head(cli: Cli, repo: Repo, head: bytes) -> None:
    (repo.path / ".git" / "HEAD").write_bytes(head)
    done = cli.run("index", str(repo.path))
    assert done.returncode in (2, 5), done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ECP_MAX_CONCURRENT_BUILDS", "0"),
        ("ECP_MAX_CONCURRENT_BUILDS", "-2"),
        ("ECP_MAX_CONCURRENT_BUILDS", "many"),
        ("ECP_SLOT_TIMEOUT", "nan"),
        ("ECP_PRIORITY", "high"),
        ("ECP_MAX_FILE_BYTES", "1.5"),
    ],
)
def test_nonsense_in_a_variable(cli: Cli, repo: Repo, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"{name}='{value}' means nothing here: must be "):
        Settings.from_environment({name: value})
    done = cli.run("index", str(repo.path), **{name: value})
    assert done.returncode == 2
    assert name in done.stderr


def test_a_repository_that_cannot_be_opened_says_why(cli: Cli, repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    repo.git("config", "core.repositoryformatversion", "1")
    repo.git("config", "extensions.objectformat", "sha256")
    assert "only SHA-1" in cli.run("query", "area", cwd=repo.path).stderr
    repo.path.rename(tmp_path / "moved")
    assert "git worktree repair" in cli.run("query", "area", cwd=tmp_path / "linked").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a folder that a process runs in may not be removed")
def test_a_folder_that_has_gone_says_so(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    script = f'cd gone && rmdir ../gone && "{sys.executable}" -m ecp query area'
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env=cli.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "not there any more" in done.stderr


def test_a_repository_that_has_gone_says_so(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    with open_index(repo.path, settings=settings) as code:
        repo.path.rename(tmp_path / "moved")
        assert code.callers("square").items
        with pytest.raises(RepositoryError) as caught:
            code.source("square")
    assert "moved or removed" in caught.value.hint


def test_a_partial_clone_names_the_missing_object(cli: Cli, repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    repo.git("clone", "-q", "--bare", "--filter=blob:none", f"file://{repo.path}", str(partial))
    done = cli.run("index", str(partial))
    assert done.returncode == 5, done.stderr
    assert "is not there" in done.stderr
    assert "--refetch" in done.stderr
    assert not list((cli.home / "repos").glob("*/commits/*"))


def test_what_is_skipped_is_listed_with_its_reason(repo: Repo, settings: Settings, tmp_path: Path) -> None:
    other = Repo(tmp_path / "module")
    other.commit({"a.py": "x = 1\n"})
    repo.write({"big.py": "x = 1\n" * 5000, "data.py": b"x = '\0'\n", "wide.py": b"\xff\xfe\x00"})
    repo.write({"held.py": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"})
    os.symlink("main.py", repo.path / "link.py")
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.path), "module")
    repo.commit()
    stack = build_l2(repo.path, settings=replace(settings, max_file_bytes=10_000))
    assert dict(stack.manifest.skipped) == {
        "big.py": "too large",
        "data.py": "binary",
        "held.py": "LFS pointer",
        "link.py": "symlink",
        "module": "submodule",
        "wide.py": "not decodable",
    }


def test_bundles_are_skipped_and_nothing_else_that_has_long_lines(repo: Repo, settings: Settings) -> None:
    function = "function a(b){return c(b)}"
    repo.commit(
        {
            "bundle.cjs": f"/* head */\n{function * 11_000}\n",
            "library.min.js": f"{function * 3_000}\n",  # which pages load, and code calls
            "image.tsx": f"export const Image = () => <path d='{'M1 2L3.14 ' * 30_000}'/>\n",
            "table.js": f"const TABLE = [{'[1,2,3],' * 40_000}]\n",
            "written.js": f"{function}\n" * 12_000,
        }
    )
    stack = build_l2(repo.path, settings=settings)
    assert dict(stack.manifest.skipped) == {"bundle.cjs": "minified"}
    repo.commit({"other.py": ""})
    again = build_l2(repo.path, settings=settings)
    assert (again.manifest.receipt.files_parsed, dict(again.manifest.skipped)) == (1, {"bundle.cjs": "minified"})


def _names(repo: Repo, settings: Settings) -> set[str]:
    with open_index(repo.path, settings=settings) as code:
        return {name for (name,) in code.rows("SELECT name FROM definition")}


def test_odd_sources_are_indexed(repo: Repo, settings: Settings) -> None:
    repo.commit(
        {
            "with space.py": "def spaced(): pass\n",
            "crlf.py": "def crlf():\r\n    return 1\r\n",
            "bom.py": b"\xef\xbb\xbfdef marked(): pass\n",
            "utf16.py": "def wide(): pass\n".encode("utf-16"),
            "latin.py": "# caf\xe9\ndef latin(): pass\n".encode("latin-1"),
            "empty.py": "",
            "broken.py": "def fine(): pass\n\ndef broken(:\n",
            "script": "#!/usr/bin/env python3\ndef scripted(): pass\n",
        }
    )
    (repo.path / "script").chmod(0o755)
    repo.commit()
    names = _names(repo, settings)
    assert {"spaced", "crlf", "marked", "wide", "latin", "fine", "scripted"} <= names
    with open_index(repo.path, settings=settings) as code:
        broken = code.rows(
            "SELECT line, message FROM diagnostic JOIN file USING (blob) WHERE path = $path", {"path": "broken.py"}
        )
    assert broken


def test_odd_names_are_indexed(repo: Repo, settings: Settings) -> None:
    root = os.fsencode(repo.path)
    for name in (b"new\nline.py", b"bytes\xff.py", "snow☃.py".encode()):
        with open(os.path.join(root, name), "w") as file:
            file.write(f"def odd_{len(name)}(): pass\n")
    repo.commit()
    with open_index(repo.path, settings=settings) as code:
        paths = {path for (path,) in code.rows("SELECT path FROM file")}
    assert {"new\nline.py", "bytes\\xff.py", "snow☃.py"} <= paths
    assert {"odd_11", "odd_9"} <= _names(repo, settings)


def test_odd_things_in_the_working_tree_are_answered_or_left_out(repo: Repo, cli: Cli, settings: Settings) -> None:
    build_l2(repo.path, settings=settings)
    root = os.fsencode(repo.path)
    for name in (b"new\nline.py", b"bytes\xff.py", "snow☃.py".encode()):
        with open(os.path.join(root, name), "w") as file:
            file.write(f"def odd_{len(name)}(): pass\n")
    os.mkfifo(repo.path / "pipe.py")
    (repo.path / "loop.py").symlink_to("loop.py")
    (repo.path / "large.py").write_text("def large(): pass\n" * 300_000)
    Repo(repo.path / "other").commit({"inner.py": "def inner(): pass\n"})
    (repo.path / ".gitignore").write_bytes(b"\xff[[\nignored.py\n")
    (repo.path / "ignored.py").write_text("def ignored(): pass\n")
    with open_index(repo.path, settings=settings) as code:
        paths = {path for (path,) in code.rows("SELECT path FROM file")}
        names = {name for (name,) in code.rows("SELECT name FROM definition")}
    assert {"new\nline.py", "bytes\\xff.py", "snow☃.py"} <= paths
    assert {"odd_11", "odd_9", "area"} <= names
    assert not {"inner", "ignored", "large"} & names


def test_an_index_file_of_git_that_cannot_be_read(repo: Repo, cli: Cli) -> None:
    assert cli.run("index", str(repo.path)).returncode == 0
    (repo.path / ".git" / "index").write_bytes(b"junk")
    done = cli.run("query", "area", "--repo", str(repo.path))
    assert done.returncode == 0  # the commit answers; that the working tree could not be looked at is said
    assert "not covered" in done.stderr
    assert cli.json("query", "area", "--repo", str(repo.path))["incomplete"]
    assert cli.json("query", "area", "--repo", str(repo.path), "--rev", repo.head)["incomplete"] == []


@pytest.mark.parametrize("brackets", ["[" * 100_000, "(" * 100_000, "{" * 100_000, "a(" * 50_000])
@pytest.mark.parametrize("name", ["deep.py", "deep.js", "deep.c"])
def test_deep_nesting_ends_soon(repo: Repo, settings: Settings, name: str, brackets: str) -> None:
    repo.commit({name: f"x = {brackets}\n"})
    assert build_l2(repo.path, settings=settings).outcome == "built"


def test_a_repository_without_sources_is_an_empty_index(settings: Settings, tmp_path: Path) -> None:
    empty = Repo(tmp_path / "texts")
    empty.commit({"README.md": "hello\n"})
    with open_index(empty.path, settings=settings) as code:
        assert code.query("anything").definitions == ()


def test_no_hook_or_filter_of_a_repository_runs(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    for key, value in {
        "core.fsmonitor": f"touch {trap}", "filter.evil.clean": f"touch {trap}", "filter.evil.smudge": f"touch {trap}",
        "core.hooksPath": str(tmp_path), "core.sshCommand": f"touch {trap}",
    }.items():  # fmt: skip
        subprocess.run(["git", "config", key, value], cwd=repo.path, check=True)
    (repo.path / ".git" / "info" / "attributes").write_text("* filter=evil\n")
    (repo.path / "main.py").write_text("dirty = 1\n")
    assert cli.run("index", str(repo.path)).returncode == 0
    assert cli.run("query", "area", "--repo", str(repo.path)).returncode == 0
    assert not trap.exists()


def test_no_module_of_a_repository_is_imported(repo: Repo, cli: Cli, tmp_path: Path) -> None:
    traps = {
        f"{module}.py": f"open({str(tmp_path / 'sprung')!r}, 'a').write({module!r})\n"
        for module in ("ecp", "pickle", "psutil", "pygit2", "tree_sitter")
    }
    repo.commit({**many_files(210, functions=1), **traps})  # so many that workers parse them
    script = "import sys; from ecp.cli import main; sys.exit(main(['index', '.']))"
    done = subprocess.run(  # as an installed `ecp` starts: without the folder that it stands in on its path
        [sys.executable, "-P", "-c", script],
        cwd=repo.path, env=cli.environment(ECP_WORKERS="2"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not (tmp_path / "sprung").exists()
    assert done.returncode == 0, done.stderr
