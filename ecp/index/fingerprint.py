"""What facts depend on besides the bytes of a source: one hash, by which layers are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FORMAT = 2
"""Version of the stored tables.  History:
1  first published format
2  parameters of definitions and arguments of calls."""

_HERE = Path(__file__).parent
EXTRACTOR = (
    "extraction",
    "blobs.py",
    "detection.py",
    "facts.py",
    "languages.py",
    "languages.toml",
    "records.py",
    "schema.sql",
    "queries",
)
"""The modules, packages and tables here that decide what the facts of a blob are."""


@cache
def fingerprint() -> str:
    """Return the hash of everything that changes facts: format, extractor, queries and grammar versions."""
    import hashlib

    digest = hashlib.sha256(f"format {FORMAT}\n".encode())
    for distribution in ("tree_sitter", "tree_sitter_language_pack"):
        digest.update(f"{distribution} {_installed_version(distribution)}\n".encode())
    for path in _files(_HERE / name for name in EXTRACTOR):
        digest.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files, and those in folders that are no bytecode, in a fixed order."""
    for path in paths:
        if not path.is_dir():
            yield path
        elif path.name != "__pycache__":
            yield from _files(sorted(path.iterdir()))


def _installed_version(distribution: str) -> str:
    """Return an installed distribution's version.

    Read off the name of its dist-info folder: a cache hit needs this, and importlib.metadata costs it 20 ms.
    """
    spec = find_spec(distribution)
    if spec is not None and spec.origin:
        for entry in Path(spec.origin).parent.parent.glob(f"{distribution}-*.dist-info"):
            return entry.name.removeprefix(f"{distribution}-").removesuffix(".dist-info")
    from importlib.metadata import version

    return version(distribution)
