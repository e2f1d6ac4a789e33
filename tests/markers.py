"""Expectations as comments in ordinary source files.

A fixture may hold several files, each begun by a line `#--- path` (or `//--- path`).  Below a source line, a comment
whose first sign is `^` says what must be known of that place; the caret stands under the first byte of the name:

    def area(side: Square) -> float:
    #   ^ defines function area
    #        ^ binds parameter side : Square
        return side.measure()
    #               ^ refers call measure on side

`^ binds … from +2` says that the name holds from two lines below its own on.  `^ not …` says that it must not be so.
Where a caret cannot stand (column 1 is the comment sign's own), `^<` means the first byte of the line above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FILE = re.compile(r"^\s*(?:#|//|--)---\s*(\S.*?)\s*$")
_MARKER = re.compile(r"^(\s*(?:#|//|--)\s*)(\^<?)\s*(.*?)\s*$")


@dataclass(frozen=True)
class Marker:
    """One expectation: where it stands and what it says."""

    path: str
    line: int
    col: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.col}: {self.text}"


def read_fixture(text: str, default_path: str) -> tuple[dict[str, str], list[Marker]]:
    """Split a fixture into its files and its markers."""
    files: dict[str, list[str]] = {}
    markers: list[Marker] = []
    path, source_line = default_path, 0
    for raw in text.split("\n"):
        if header := _FILE.match(raw):
            path, source_line = header[1], 0
            files[path] = []
            continue
        lines = files.setdefault(path, [])
        lines.append(raw)
        if marker := _MARKER.match(raw):
            col = 1 if marker[2] == "^<" else len(marker[1].encode()) + 1
            markers.append(Marker(path, source_line, col, marker[3]))
        else:
            source_line = len(lines)
    return {name: "\n".join(lines) for name, lines in files.items()}, markers
