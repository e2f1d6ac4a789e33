"""What a tree was parsed from: the text of its nodes."""

from __future__ import annotations

import re

from tree_sitter import Node

from ecp.index.extraction.notation.tables import LENGTH, Notation


class Source:
    """What one tree was parsed from, and how its language is noted.

    A node's own `text` takes twice as long as a slice.  In the string each byte is a character, so
    that byte offsets hold in it; what is not ASCII is decoded when asked for.  What a node says is kept, for several
    patterns ask for the same, and for parts of it.
    """

    __slots__ = ("_text", "chains", "cuts", "expressions", "notation", "types")

    def __init__(self, text: bytes, notation: Notation) -> None:
        self._text = text.decode("latin-1")
        self.notation = notation
        self.expressions: dict[int, str] = {}
        self.types: dict[int, str] = {}
        self.chains: dict[int, tuple[str, Node | None]] = {}
        """Among tokens: what ends before a token, and what it comes after."""
        self.cuts = 0
        """How often an expression was too deep: what lacks a part for that is not kept for others to have inside."""

    def between(self, start: int, end: int) -> str:
        """Return the text between two byte offsets.  Half a character becomes U+FFFD."""
        text = self._text[start:end]
        return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")

    def on_line_before(self, position: int) -> str:
        """Return what stands before a byte offset on its line."""
        return self._text[self._text.rfind("\n", 0, position) + 1 : position]

    def has_beside(self, start: int, end: int) -> bool:
        """Say whether anything stands on the lines of a span before or after it."""
        line_end = self._text.find("\n", end)
        after = self._text[end : line_end if line_end >= 0 else None]
        return bool(self.on_line_before(start).strip() or after.strip())

    def is_blank_after(self, position: int) -> bool:
        """Say whether nothing stands after a byte offset on its line, and on the next."""
        first = self._text.find("\n", position)
        second = self._text.find("\n", first + 1)
        return 0 <= first < second and not self._text[position:second].strip()

    def comment_before(self, position: int) -> str:
        """Return the block comment that ends just before a byte offset, or "" where none does that is short."""
        text = self._text[max(position - LENGTH, 0) : position].rstrip()
        return text[text.rfind("/*") :] if text.endswith("*/") and "/*" in text else ""

    def line_ends(self) -> list[int]:
        """Return the byte offsets at which its lines end, in order."""
        return [found.start() for found in re.finditer("\n", self._text)]

    def of(self, node: Node) -> str:
        """Return a node's text."""
        text = self._text[node.start_byte : node.end_byte]
        return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")
