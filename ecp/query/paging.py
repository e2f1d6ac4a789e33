"""Pages of answers: a limit on rows, a budget of tokens, and the cursor that goes on after either."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

from ecp.dataclass import asdict, replace
from ecp.errors import UsageError
from ecp.model import Answer, Body

T = TypeVar("T")
A = TypeVar("A", bound=Answer[Any])

BYTES_PER_TOKEN = 4
"""The estimate that every token budget rests on: bytes of UTF-8, of the answer as it is shown, per token."""

_LINE, _LINE_AS_JSON = 16, 70
"""Tokens of a definition on a line of a map, about, and in its JSON."""


def lines_in(max_tokens: int, *, is_text: bool) -> int:
    """Return of how many definitions a budget holds the line, or the JSON: one at least; 0 without a budget."""
    return max_tokens and max(1, max_tokens // (_LINE if is_text else _LINE_AS_JSON))


def offset_of(cursor: str) -> int:
    """Return where a page begins.

    Raises UsageError for what is no cursor of ours.
    """
    if cursor and not (cursor.isascii() and cursor.isdigit()):
        raise UsageError(f"{cursor!r} is not a cursor", "Give the cursor of the answer before, unchanged.")
    return int(cursor or 0)


def page(found: Iterable[T], limit: int, cursor: str) -> Answer[T]:
    """Return the rows from a cursor on, at most `limit` of them; what makes rows is not asked for those after."""
    return page_of(islice(found, offset_of(cursor), None), limit, cursor)


def page_of(rest: Iterable[T], limit: int, cursor: str) -> Answer[T]:
    """Return a page of rows that already begin at the cursor; takes no more than `limit` + 1 of them."""
    rows = tuple(islice(rest, limit + 1))
    more = len(rows) > limit
    return Answer(rows[:limit], more, str(offset_of(cursor) + limit) if more else "")


class Remembered(Generic[T]):
    """Rows that are made once, and only as far as somebody looks: the next page begins where the one before ended."""

    def __init__(self, make: Callable[[], Iterator[T]]) -> None:
        self._make = make
        self._made: list[T] = []
        self._rest = make()

    def __iter__(self) -> Iterator[T]:
        yield from self._made
        while True:
            try:
                row = next(self._rest)
            except StopIteration:
                return
            except BaseException:  # an interrupt, say: what made the rows has ended, and not all are there
                self._rest = islice(self._make(), len(self._made), None)
                raise
            self._made.append(row)
            yield row


def as_json(answer: Any) -> str:
    """Return an answer as the JSON that its tokens are counted on unless a caller shows it otherwise."""
    return json.dumps(asdict(answer), default=str)


def fit(answer: A, cursor: str, max_tokens: int, shown: Callable[[A], str] = as_json) -> A:
    """Return as many whole rows of an answer as a budget of tokens holds, and a cursor to the rest.

    `cursor` is where the answer began, `shown` how it will be shown; 0 tokens mean no budget.  One row is left
    whatever it costs, since a page that shows nothing would never end: of code as many lines as the budget holds.
    """
    rows = len(answer.items)
    if not max_tokens or not rows or tokens(shown(answer)) <= max_tokens:
        return answer

    def holds(part: A) -> bool:
        return tokens(shown(part)) <= max_tokens

    def cut(count: int) -> A:
        return replace(answer, items=answer.items[:count], truncated=True, cursor=str(offset_of(cursor) + count))

    fits = _most(rows - 1, lambda count: holds(cut(count))) or 1
    page = cut(fits) if rows > 1 else answer
    (first, *others) = page.items
    if others or not isinstance(first, Body) or holds(page):
        return page
    characters = _most(len(first.text), lambda count: holds(replace(page, items=(_shortened(first, count),))))
    return replace(page, items=(_shortened(first, characters),))


def _most(most: int, is_well: Callable[[int], bool]) -> int:
    """Return the largest number up to `most` with which all is well, as it is with smaller ones; 0 if there is none."""
    well, bad = 0, most + 1
    while bad - well > 1:
        middle = (well + bad) // 2
        well, bad = (middle, bad) if is_well(middle) else (well, middle)
    return well


def _shortened(body: Body, most: int) -> Body:
    """Return code with the lines that so many characters hold, or a part of its first line."""
    text, whole = body.text[:most], body.text[:most].rpartition("\n")
    kept = whole[0] if whole[1] and len(body.text) > most else text
    omitted = body.text.count("\n") - kept.count("\n")
    return replace(body, text=kept if whole[1] else f"{kept}…", omitted=body.omitted + omitted)


def tokens(text: str) -> int:
    """Return about how many tokens a text takes."""
    return -(-len(text.encode("utf-8", "replace")) // BYTES_PER_TOKEN)
