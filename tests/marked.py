"""A source with all its facts as markers, to begin a fixture of tests/facts with: `python -m tests.marked <source>`.

What it says is what the extractor does, not what it should do.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.test_facts import Row, facts_of, shown


def marked(path: str, source: str, comment: str) -> Iterator[str]:
    """Yield the lines of a source, each with what is known of it below; `comment` begins a comment of one line."""
    facts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for table, rows in facts_of(path, source).items():
        for row in rows:
            column = int(row.get("col", len(comment) + 1))
            facts[int(row["line"])] += [(column, text) for text in _texts(table, row)]
    yield f"{comment}--- {path}"
    for number, line in enumerate(source.splitlines(), 1):
        yield line
        for column, text in sorted(facts[number]):
            before = column - 1 - len(comment)
            yield f"{comment}{' ' * before}^ {text}" if before >= 0 else f"{comment}^< {text}"


def _texts(table: str, row: Row) -> Iterator[str]:
    yield shown(table, row)
    if table == "definition":
        yield from (f"{each} {row[each]}" for each in ("doc", "signature", "exported") if row[each] != "")


if __name__ == "__main__":
    source = Path(sys.argv[1])
    comment = sys.argv[2] if len(sys.argv) > 2 else "#"
    print("\n".join(marked(source.name, source.read_text(encoding="utf-8"), comment)))
