"""Which language a file is in: by its name, by its first line, or by what is in it."""

from __future__ import annotations

import re
from functools import cache

from ecp.index.languages import languages


@cache
def _by_suffix() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    extensions: dict[str, str] = {}
    filenames: dict[str, str] = {}
    interpreters: dict[str, str] = {}
    for language in languages().values():
        extensions.update((extension, language.name) for extension in language.extensions)
        filenames.update((filename, language.name) for filename in language.filenames)
        interpreters.update((interpreter, language.name) for interpreter in language.interpreters)
    return extensions, filenames, interpreters


def language_of_path(path: str) -> str:
    """Return the name of the language that a path's file name shows, or "" if it shows none."""
    extensions, filenames, _ = _by_suffix()
    filename = path.rsplit("/", 1)[-1]
    if filename in filenames:
        return filenames[filename]
    dot = filename.rfind(".")
    if dot <= 0:
        return ""
    suffix = filename[dot:]
    return extensions.get(suffix) or extensions.get(suffix.lower(), "")


@cache
def _claims() -> dict[str, list[tuple[re.Pattern[bytes], str]]]:
    claims: dict[str, list[tuple[re.Pattern[bytes], str]]] = {}
    for language in languages().values():
        for name, patterns in language.claims.items():
            known = claims.setdefault(name, [])
            known += [(re.compile(pattern.encode()), language.name) for pattern in patterns]
    return claims


def language_of_source(language: str, source: bytes) -> str:
    """Return the language that a file's name shows, or the one that claims what is in it (a .h may be C++)."""
    claims = _claims().get(language)
    if claims is None:
        return language
    lines = b"\n" + source
    return next((name for pattern, name in claims if pattern.search(lines)), language)


def language_of_interpreter(first_line: bytes) -> str:
    """Return the language of a `#!` line, or ""."""
    if not first_line.startswith(b"#!"):
        return ""
    words = first_line[2:].decode("utf-8", "replace").split()
    if words and words[0].rsplit("/", 1)[-1] == "env":
        words = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
    if not words:
        return ""
    return _by_suffix()[2].get(words[0].rsplit("/", 1)[-1].rstrip("0123456789."), "")
