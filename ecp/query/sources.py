"""The text of the files that answers are about: as the commit has it, or the working tree where that differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from ecp.dataclass import replace
from ecp.errors import MissingObjectError
from ecp.index.blobs import as_utf8
from ecp.index.git.objects import Objects
from ecp.index.layer import LIST, listed
from ecp.model import Answer, Body, Call, Unresolved, Use
from ecp.query.paging import page
from ecp.query.resolution.program.definitions import Definition
from ecp.query.view import View

R = TypeVar("R", Call, Use, Unresolved)

_MOST_OF_A_LINE = 200
"""Characters of a line that are shown beside a reference: a minified file is one line."""
_OIDS = f"SELECT path, oid FROM file WHERE path IN (SELECT unnest({LIST.format('$paths')}))"


class Sources:
    """Reads the sources of one view.  Keeps none of them."""

    def __init__(self, view: View, open_objects: Callable[[], Objects]) -> None:
        """Read what the view has from where git keeps it, which is opened when it is needed."""
        self._view = view
        self._open_objects = open_objects

    @cached_property
    def _objects(self) -> Objects:
        return self._open_objects()

    def lines(self, paths: Iterable[str]) -> dict[str, list[str]]:
        """Return the lines of some files, numbered as the index numbers them; none of what git has lost.

        Raises RepositoryError.
        """
        return {path: self._lines_of(oid, path) for path, oid in self._oids(paths)}

    def _oids(self, paths: Iterable[str]) -> list[tuple[str, str]]:
        return [(path, oid) for path, oid in self._view.rows(_OIDS, {"paths": listed(paths)}) if oid]

    def _lines_of(self, oid: str, path: str) -> list[str]:
        source = self._view.edited.get(oid)
        if source is None:
            try:
                source = self._objects.read(oid, path)
            except MissingObjectError:  # a partial clone
                return []
        text, _ = as_utf8(source)
        return [] if text is None else text.decode().split("\n")

    def with_text(self, found: Sequence[R]) -> tuple[R, ...]:
        """Return references with the line of each, without its indentation."""
        places = defaultdict[str, list[int]](list)
        for at, each in enumerate(found):
            places[each.path].append(at)
        shown = list(found)
        for path, oid in self._oids(places):
            lines = self._lines_of(oid, path)
            for at in places[path]:
                if found[at].line <= len(lines):
                    shown[at] = replace(found[at], text=_cut(lines[found[at].line - 1].strip()))
        return tuple(shown)


def _cut(line: str) -> str:
    return line if len(line) <= _MOST_OF_A_LINE else f"{line[: _MOST_OF_A_LINE - 1]}…"


def bodies(
    sources: Sources, found: Iterable[Definition], *, lines: int, limit: int = 20, cursor: str = ""
) -> Answer[Body]:
    """Return the code of definitions, in the order given, at most `lines` lines of each."""
    answer = page(found, limit, cursor)
    if answer.items:
        answer.items[0].file.program.describe(answer.items)
    texts = sources.lines({each.file.path for each in answer.items})
    items = tuple(_body(each, texts.get(each.file.path, []), lines) for each in answer.items)
    return Answer(items, answer.truncated, answer.cursor)


def _body(definition: Definition, text: Sequence[str], most: int) -> Body:
    whole = text[definition.line - 1 : definition.details.end_line]
    return Body(
        path=definition.file.path,
        line=definition.line,
        end_line=definition.details.end_line,
        kind=definition.kind,
        name=definition.name,
        qualified_name=definition.qualified_name,
        text="\n".join(whole[:most]),
        omitted=max(0, len(whole) - most),
    )
