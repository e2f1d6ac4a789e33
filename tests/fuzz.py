"""Damaged sources by the thousand: a seeded generator, and the process that reads the facts off them.

    python -m tests.fuzz <language> <seed> <count> [<folder of real sources>]

prints a line before each input and one after it, so that whoever started it knows which input was its last.
`python -m tests.fuzz <language> <seed>/<number>` writes that one input to standard output.
"""

from __future__ import annotations

import random
import resource
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from ecp.index.blobs import Task, parse_source
from ecp.index.detection import language_of_path
from ecp.index.facts import TABLES, Facts
from ecp.index.layer import BlobRow

FACTS = Path(__file__).parent / "facts"
MEMORY_BYTES = 2 << 30
"""Address space that one language's inputs may take, one after the other, interpreter and grammar included."""
_MOST_BYTES = 60_000
_OPENING = (b"(", b"[", b"{", b"<", b"/*", b'"', b"'", b"`", b"${", b"#if 1\n", b"((", b"{a:", b"a(", b"if (x) {", b"-")
_LEVELS = (2, 30, 1_100, 6_000)

Mutation = Callable[[random.Random, bytes], bytes]


def _span(rng: random.Random, source: bytes, most: int = 2_000) -> tuple[int, int]:
    start = rng.randrange(len(source) + 1)
    return start, min(len(source), start + rng.randrange(1, most))


def _delete(rng: random.Random, source: bytes) -> bytes:
    start, end = _span(rng, source)
    return source[:start] + source[end:]


def _double(rng: random.Random, source: bytes) -> bytes:
    start, end = _span(rng, source)
    return source[:end] + source[start:end] + source[end:]


def _swap(rng: random.Random, source: bytes) -> bytes:
    a, b, c, d = sorted(rng.randrange(len(source) + 1) for _ in range(4))
    return source[:a] + source[c:d] + source[b:c] + source[a:b] + source[d:]


def _truncate(rng: random.Random, source: bytes) -> bytes:
    return source[: rng.randrange(len(source) + 1)]


def _noise(rng: random.Random, source: bytes) -> bytes:
    """Put in bytes that no encoding has, NULs and control characters among them."""
    at = rng.randrange(len(source) + 1)
    return (
        source[:at]
        + rng.choice((b"\0", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\x1b[2J", rng.randbytes(40)))
        + source[at:]
    )


def _mark(rng: random.Random, source: bytes) -> bytes:
    """Write the source in another encoding, or say that it is."""
    if rng.random() < 0.5:
        return b"\xef\xbb\xbf" + source
    return source.decode("utf-8", "replace").encode(rng.choice(("utf-16", "utf-16-le", "latin-1")), "replace")


def _lines(rng: random.Random, source: bytes) -> bytes:
    """Change every line end: of Windows, of old Macs, or none, which leaves one very long line."""
    return source.replace(b"\n", rng.choice((b"\r\n", b"\r", b" ", b"\\\n")))


def _long_word(rng: random.Random, source: bytes) -> bytes:
    at = rng.randrange(len(source) + 1)
    return source[:at] + rng.choice((b"a", b"9", b"_", b" ", b"\xc3\xa9", b"a.", b"a, ")) * 10_000 + source[at:]


def _nest(rng: random.Random, source: bytes) -> bytes:
    """Put something around a part of the source, many times over, closed or not."""
    start, end = _span(rng, source)
    opening, levels = rng.choice(_OPENING), rng.choice(_LEVELS)
    closing = opening.translate(bytes.maketrans(b"([{<", b")]}>"))[::-1] if rng.random() < 0.5 else b""
    return source[:start] + opening * levels + source[start:end] + closing * levels + source[end:]


def _multiply(rng: random.Random, source: bytes) -> bytes:
    """Repeat a few lines, or a few bytes, as often as there is room for."""
    lines = source.splitlines(keepends=True) or [b"\n"]
    at = rng.randrange(len(lines))
    part = b"".join(lines[at : at + rng.randrange(1, 6)])
    if rng.random() < 0.5:
        start, end = _span(rng, part, 12)
        part = part[start:end]
    times = rng.choice((30, 1_000, 20_000 // max(1, len(part))))
    return b"".join(lines[:at]) + part * times + b"".join(lines[at:])


_MUTATIONS: tuple[Mutation, ...] = (
    _delete, _double, _swap, _truncate, _noise, _mark, _lines, _long_word, _nest, _multiply,
)  # fmt: skip


def sources_of(language: str, corpus: Path | None) -> list[bytes]:
    """Return the sources to damage: the facts' own, and those of a folder."""
    places = [path for path in sorted(FACTS.iterdir()) if language_of_path(path.name) == language]
    if corpus is not None:
        real = (path for path in sorted(corpus.rglob("*")) if language_of_path(path.name) == language)
        places += list(islice((path for path in real if path.is_file() and not path.is_symlink()), 200))
    return [path.read_bytes() for path in places]


def damaged(sources: list[bytes], seed: str) -> bytes:
    """Return the source that a seed stands for."""
    rng = random.Random(seed)
    source = rng.choice(sources)
    for _ in range(rng.randrange(1, 5)):
        source = rng.choice(_MUTATIONS)(rng, source)[:_MOST_BYTES]
    return source


def check(row: BlobRow, facts: Facts) -> None:
    """Hold the facts of a blob to what `schema.sql` promises, whatever the source says."""
    strings = facts.strings()
    for table, columns in TABLES.items():
        flat, width = facts.rows[table], len(columns)
        assert row.status == "parsed" or not flat, (table, row)
        for at in range(0, len(flat), width):
            fact = dict(zip((column.name for column in columns), flat[at : at + width], strict=True))
            assert fact["blob"] == row.blob
            assert 1 <= fact["line"] <= row.lines + 1, (table, fact, row)
            assert all(0 <= fact[column.name] < len(strings) for column in columns if column.text), fact
            assert -1 <= fact.get("container", -1) < fact.get("ordinal", 0), fact
            if table == "definition":
                assert strings[fact["name"]] or strings[fact["kind"]] == "extension", fact  # a type without a name
                assert fact["start_line"] <= fact["line"] <= fact["end_line"], fact


def _inputs(language: str, seed: str, count: int, corpus: Path | None) -> Iterator[tuple[str, bytes]]:
    sources = sources_of(language, corpus)
    for number in range(count):
        name = f"{seed}/{number}"
        yield name, damaged(sources, f"{language} {name}")


def main(language: str, seed: str, count: str = "", corpus: str = "") -> None:
    """Serve one of the two command lines above."""
    folder = Path(corpus) if corpus else None
    if not count:
        sys.stdout.buffer.write(damaged(sources_of(language, folder), f"{language} {seed}"))
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for name, source in _inputs(language, seed, int(count), folder):
        print(name, len(source), flush=True)
        facts = Facts()
        check(parse_source(Task(0, "", "", language), source, facts), facts)
        print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
