"""From a blob's bytes to its facts: what builds and overlays have in common."""

from __future__ import annotations

from ecp.index.facts import Facts
from ecp.index.languages import language_of_interpreter, language_of_path, language_of_source, languages
from ecp.index.layer import BlobRow

TOO_LARGE = "too large"
_BINARY_PROBE = 8000
"""Bytes in which git, too, looks for a NUL to call a blob binary (buffer_is_binary in its xdiff-interface.c)."""


def language_to_try(path: str, kind: str) -> str | None:
    """Return the language that a path's name shows, "" when only its first line can tell, None when it has no facts."""
    if kind not in ("file", "executable"):
        return None
    language = language_of_path(path)
    if not language and (kind != "executable" or "." in path.rpartition("/")[2]):
        return None
    return language


def read_facts(source: bytes, oid: str, language: str, blob: int, facts: Facts) -> BlobRow:
    """Append a blob's facts to `facts` and return its row, whose status says why when there are none."""
    from ecp.index.extract import extract

    size = len(source)
    language = language or language_of_interpreter(source[:256].split(b"\n", 1)[0])
    if not language:
        return BlobRow(blob, oid, "", size, 0, "unknown language")
    text, status = as_utf8(source)
    if text is None:
        return BlobRow(blob, oid, language, size, 0, status)
    language = language_of_source(language, text)
    return BlobRow(blob, oid, language, size, extract(text, languages()[language], blob, facts), "parsed")


def as_utf8(source: bytes) -> tuple[bytes | None, str]:
    """Return a source's bytes as UTF-8 without a byte order mark, or (None, why not).

    UTF-16 needs its mark to be recognised; other bytes that are not UTF-8 are taken for Latin-1, in which every
    byte is a character and every line keeps its number.
    """
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
