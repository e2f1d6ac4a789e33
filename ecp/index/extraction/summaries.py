"""The line by which a doc comment sums up what it is of."""

from __future__ import annotations

import re

_LONGEST = 160
_SUMMARY_TAG = re.compile(r"</?summary>")
_COMMENT_MARKS = re.compile(r"^\s*(?:/\*+!?|\*+/|\*|//+!?|#+!?|--+|\"\"\"|''')?\s*|\s*\*+/\s*$|\s*(?:\"\"\"|''')\s*$")
_TO_TOOLS = re.compile(
    r"""
    \#!                                                      # what runs the file
    | \W*-\*-.*-\*-                                          # Emacs
    | \W*(?:vi|vim|ex):\s*\w+                                # Vim
    | \W*(?:(?:file)?encoding|coding)[:=]\s*[-\w.]+\W*$        # https://peps.python.org/pep-0263/
    | \W*[a-z]+(?:_[a-z]+)+:\s*(?:true|false|literal)\s*$     # Ruby's magic comments
    | //[a-z][\w-]*:\S                                       # Go's directives
    | \W*[a-z][\w-]*:(?:disable|enable|ignore|todo)\b         # linters: rubocop:disable
    | \W*(?:eslint|tslint|stylelint|jshint|prettier|biome|oxlint|cspell)[-:]\S
    | \W*(?:pylint|flake8|mypy|ruff|isort|fmt|yapf|pyright|luacheck):\s*\w
    | \W*(?:type:|istanbul|c8|v8)\s*ignore\b
    | \W*(?:noqa\b|NOLINT|clang-format\s+o|pragma:\s|swift-tools-version:|MARK:|@ts-[a-z]|@diagnostic\s)
    """,
    re.VERBOSE,
)
"""Lines that tell tools something, and the reader nothing."""


def summary(comment: str) -> str:
    """Return the first line of a doc comment that says something, without its marks."""
    for line in comment.strip("rRuUbB").splitlines():
        if _TO_TOOLS.match(line.lstrip()):
            continue
        stripped = _SUMMARY_TAG.sub("", _COMMENT_MARKS.sub("", line)).strip()
        if stripped:
            return stripped[:_LONGEST]
    return ""
