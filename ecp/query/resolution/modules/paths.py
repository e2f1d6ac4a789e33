"""Paths and manifests of a repository, as the strategies look for them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program


def manifests(program: Program, filename: str) -> dict[str, File]:
    """Return the manifests of a name by their folder."""

    def build() -> dict[str, File]:
        paths = [path for path in program.paths if path.rpartition("/")[2] == filename]
        program.load(paths)
        return {path.rpartition("/")[0]: program.file(path) for path in paths}

    return program.once(f"manifests {filename}", build)


def folders_out(path: str) -> Iterator[str]:
    """Yield the folder of a path and those around it, the root ("") last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def joined(*parts: str) -> str:
    """Join and normalize a path in the tree; one that leads out of the tree matches nothing."""
    path = posixpath.normpath(posixpath.join(*parts))
    return "" if path == "." else path
