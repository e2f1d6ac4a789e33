"""From a blob's bytes to its facts: the rules that builds and overlays share.

Facts are a function of `Key` (and the fingerprint): what decides the language is the path's file name, or else the
blob's own first line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ecp.index.detection import language_of_interpreter, language_of_path, language_of_source
from ecp.index.facts import Facts
from ecp.index.languages import languages
from ecp.index.layer import BlobRow

_BINARY_PROBE = 8000
"""Bytes in which git, too, looks for a NUL to call a blob binary (buffer_is_binary in its xdiff-interface.c)."""
_FIRST_LINE = 256
_STORED_ELSEWHERE = b"version https://git-lfs.github.com/spec/"
"""What stands in the place of a file that Git LFS stores: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md."""
TOO_COSTLY = "too costly to parse"
POINTER = "LFS pointer"
MINIFIED = "minified"
_WRITTEN_BYTES = 256 << 10
"""Size up to which sources are parsed whoever wrote them: a library that pages load is looked into, a bundle is not."""
_LONGEST_WRITTEN, _DENSEST_DATA = 500, 50
"""Mean bytes of a line past which nobody wrote it, and bytes for each bracket or semicolon of code without spaces, at
most: an image or a table written into a source has fewer of them."""
_CODE = re.compile(rb"[(;{]")

Key = tuple[str, str]
"""(object id, language that the path shows): what facts are a function of, besides the fingerprint."""


class Task(NamedTuple):
    """One blob to parse.  `language` is "" when only its first line can tell."""

    blob: int
    oid: str
    path: str
    language: str


def key_of(path: str, oid: str, kind: str) -> Key | None:
    """Return what a path's facts are a function of, or None when it has none: no language, not a file."""
    if kind not in ("file", "executable"):
        return None
    language = language_of_path(path)
    if not language and (kind != "executable" or "." in path.rsplit("/", 1)[-1]):
        return None
    return oid, language


def prepare(language: str) -> None:
    """Load what it takes to parse a language's sources, as the first of them would."""
    from ecp.index.extraction.syntax import syntax

    if language in languages():
        syntax(language)


def parse_source(task: Task, source: bytes, facts: Facts) -> BlobRow:
    """Add the facts of a blob to `facts` and return its row, whose status says why if there are none."""
    from ecp.index.extraction.extract import (
        extract,  # tree-sitter and its tables: 40 ms that a clean query does not need
    )
    from ecp.index.extraction.parsing import TooCostlyError

    language = task.language or language_of_interpreter(source[:_FIRST_LINE].split(b"\n", 1)[0])
    if not language:
        return BlobRow(task.blob, task.oid, "", len(source), 0, "unknown language", task.language)
    text, status = as_utf8(source)
    if text is None:
        return BlobRow(task.blob, task.oid, language, len(source), 0, status, task.language)
    if _is_minified(text):
        return BlobRow(task.blob, task.oid, language, len(source), 0, MINIFIED, task.language)
    language = language_of_source(language, text)
    try:
        lines = extract(text, languages()[language], task.blob, facts)
    except TooCostlyError:
        return BlobRow(task.blob, task.oid, language, len(source), 0, TOO_COSTLY, task.language)
    return BlobRow(task.blob, task.oid, language, len(source), lines, "parsed", task.language)


def _is_minified(text: bytes) -> bool:
    """Say whether a source is a bundle that a tool has written: its names mean nothing, and it costs the most."""
    if len(text) <= _WRITTEN_BYTES or len(text) <= _LONGEST_WRITTEN * (text.count(b"\n") + 1):
        return False
    return len(_CODE.findall(text)) * _DENSEST_DATA > len(text)


def too_large(task: Task, size: int) -> BlobRow:
    """Return the row of a blob that is larger than ECP_MAX_FILE_BYTES."""
    return BlobRow(task.blob, task.oid, task.language, size, 0, "too large", task.language)


def is_reusable(row: BlobRow, max_file_bytes: int) -> bool:
    """Say whether a blob parsed now would come out as this row did.

    What killed its parser gets another chance; what is too large depends on a setting.
    """
    if row.status in ("parsed", "binary", "not decodable", "unknown language", TOO_COSTLY, POINTER, MINIFIED):
        return row.bytes <= max_file_bytes
    return row.status == "too large" and row.bytes > max_file_bytes


def as_utf8(source: bytes) -> tuple[bytes | None, str]:
    """Return a source's bytes as UTF-8 without a byte order mark, or (None, why not).

    UTF-16 needs its mark to be recognised; other bytes that are not UTF-8 are taken for Latin-1, in which every
    byte is a character and every line keeps its number.
    """
    if source.startswith(_STORED_ELSEWHERE):
        return None, POINTER
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return source.decode("utf-16").encode(), "parsed"
        except UnicodeError:
            return None, "not decodable"
    if b"\0" in source[:_BINARY_PROBE]:
        return None, "binary"
    source = source.removeprefix(b"\xef\xbb\xbf")
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return source.decode("latin-1").encode(), "parsed"
    return source, "parsed"
