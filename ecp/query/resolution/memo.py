"""What the resolver worked out, remembered; and equal sets of values made one, to be told apart by identity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ecp.query.resolution.values import Value, Values

T = TypeVar("T")

_DEPTH = 60
"""Nested steps after which the rest is unknown."""
_STEPS = 4_000
"""Steps for one reference after which the rest is unknown."""
_NEVER = 1 << 30
_UNKNOWN = object()


class Memo:
    """One memo for every step of working out meaning.  A key belongs either to `memo` or to `complete`."""

    def __init__(self) -> None:
        self._steps: dict[object, Any] = {}
        """What they gave; of a step that is under way, how many were when it began, which no step gives: a number."""
        self._under_way = 0
        self._found: dict[object, Any] = {}
        self._sets: dict[object, Values] = {}
        self._set_at: dict[int, Values] = {}
        self._taken = 0
        self._is_bounded = False
        self._lowest_cut = _NEVER

    def bounded(self, compute: Callable[..., T], *arguments: Any) -> T:
        """Return what `compute` gives, all steps of which count together.

        Each on its own may be many: a minified script binds the one name `a` a thousand times.
        """
        if self._is_bounded:
            return compute(*arguments)
        self._taken, self._is_bounded = 0, True
        try:
            return compute(*arguments)
        finally:
            self._is_bounded = False

    def memo(self, key: object, compute: Callable[..., T], cut: T, *arguments: Any) -> T:
        """Return what `compute` gives for `key`, remembered, or `cut` where that needs itself or leads too far.

        What was worked out with the help of a cut is only remembered by the evaluation that the cut went back to:
        before that it may be incomplete (the rule by which Tarjan finds strongly connected components).  The outermost
        evaluation is cut, too, where the interpreter can follow no further.
        """
        steps = self._steps
        value = steps.get(key, _UNKNOWN)
        if value is not _UNKNOWN:
            if type(value) is not int:
                return value  # type: ignore[no-any-return]
            self._lowest_cut = min(self._lowest_cut, value)
            return cut
        position = self._under_way
        self._taken = self._taken + 1 if position or self._is_bounded else 0
        if position > _DEPTH or self._taken > _STEPS:
            self._lowest_cut = 0
            return cut
        outer_cut, self._lowest_cut = self._lowest_cut, _NEVER
        steps[key] = position
        self._under_way = position + 1
        try:
            value = compute(*arguments)
        except RecursionError:
            if position:
                raise
            value = cut
        finally:
            self._under_way = position
            is_complete = self._lowest_cut >= position
            self._lowest_cut = outer_cut if is_complete else min(outer_cut, self._lowest_cut)
            if is_complete and value is not _UNKNOWN:
                steps[key] = value
            else:
                del steps[key]
        return value

    def complete(self, key: object, compute: Callable[..., T], *arguments: Any) -> T:
        """Return what `compute` gives for a key, remembered unless a cut had a part in it.

        For what never needs itself but by way of `memo`, and so is no step of its own.
        """
        known = self._found.get(key, _UNKNOWN)
        if known is not _UNKNOWN:
            return known  # type: ignore[no-any-return]
        outer_cut, self._lowest_cut = self._lowest_cut, _NEVER
        try:
            value = compute(*arguments)
        finally:
            was_cut = self._lowest_cut < _NEVER
            self._lowest_cut = min(outer_cut, self._lowest_cut)
        if not was_cut:
            self._found[key] = value
        return value

    def one(self, values: Iterable[Value]) -> Values:
        """Return some values, each once, as the one object that such a set has: its id tells it from all others."""
        if self._set_at.get(id(values)) is values:
            return values
        distinct = tuple(values)
        key: object
        if len(distinct) == 1:
            key = type(distinct[0]), distinct[0]
        else:
            distinct = tuple(dict.fromkeys(distinct))
            key = tuple(map(type, distinct)), distinct  # a package is as equal to a library's module as tuples are
        found = self._sets.setdefault(key, distinct)
        self._set_at[id(found)] = found
        return found
