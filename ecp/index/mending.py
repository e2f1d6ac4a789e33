"""What is read of a source that somebody is in the middle of editing: its last edits may not parse yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecp.index.git.repository import Edit

_TRIED = 3
"""Edits that are each undone by themselves, before all are."""


def readings(source: bytes, edits: Sequence[Edit], line: int) -> Iterator[tuple[int, bytes]]:
    """Yield a source with edits undone, fewest first, all lines of which keep their numbers, and the first line undone.

    `line` does not parse.  What breaks a source stands mostly where that shows, or before it.
    """
    near = sorted(edits, key=lambda edit: (edit.start >= line, abs(edit.start + 1 - line)))
    for start, end, before in near[:1]:
        if start + 1 < line <= end and not before:  # lines that were added, of which the first may be whole
            yield line, _undone(source, [Edit(line - 1, end, [])])
    for edit in near[:_TRIED]:
        yield edit.start + 1, _undone(source, [edit])
    if len(edits) > 1:
        yield edits[0].start + 1, _undone(source, edits)


def _undone(source: bytes, edits: Sequence[Edit]) -> bytes:
    lines = source.split(b"\n")
    for edit in edits:
        start, end = edit.start, edit.end
        texts = [text.rstrip(b"\r\n") for text in edit.before]
        if start == end:  # lines that are gone stand on the one before, or before the first
            texts.insert(0 if start else len(texts), lines[max(start - 1, 0)])
            start, end = max(start - 1, 0), max(start, 1)
        room = end - start
        texts[room - 1 :] = [b" ".join(texts[room - 1 :])]
        lines[start:end] = texts + [b""] * (room - len(texts))
    return b"\n".join(lines)
