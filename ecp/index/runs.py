"""Facts on their way into a layer: gathered as codes, sorted, and given out a row group at a time.

Sorted here, by codes: DuckDB sorts whole rows of text, which takes five times the memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ecp.index.facts import TABLES, Interner, order_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Columns = dict[str, NDArray[np.int32]]

ROW_GROUP = 20_480
"""Rows that DuckDB compresses together, and reads or skips together when a name is sought."""
_PART = 6 * ROW_GROUP
"""Rows that are given out at once."""


class Gathered:
    """Facts of many blobs: rows as workers send them, and the strings that some of their columns are codes of.

    NumPy is imported when they are taken: workers have ended by then, where one run is all there is.
    """

    def __init__(self) -> None:
        self._interner = Interner()
        self._batches: list[tuple[dict[str, bytes], array[int]]] = []
        self._kept: dict[str, _Columns] = {}
        self.rows = 0

    def add(self, rows: Mapping[str, bytes], strings: Sequence[str]) -> None:
        """Add facts as a worker sends them: per table row-major 32-bit integers, and the strings by code."""
        self._batches.append((dict(rows), self._codes_of(strings)))
        self.rows += sum(len(rows[table]) // (4 * len(columns)) for table, columns in TABLES.items())

    @property
    def has_kept(self) -> bool:
        """Whether there are rows that were taken and did not fill a row group."""
        return bool(self._kept)

    def batches(self) -> Iterator[tuple[Mapping[str, bytes], list[str]]]:
        """Yield what was gathered, as it was added."""
        texts = list(self._interner)
        for rows, codes in self._batches:
            yield rows, [texts[code] for code in codes]

    def take(self, *, everything: bool) -> Iterator[tuple[str, dict[str, NDArray[Any]]]]:
        """Yield what was gathered, table by table and sorted, in parts of some row groups.

        Unless it is to be everything, what does not fill a row group is kept for the next time: a row group that is
        added to later is written once more.
        """
        import numpy as np

        texts = list(self._interner)
        strings = np.array(texts, dtype=object)
        ranks = np.empty(len(texts), dtype=np.int32)
        ranks[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts), dtype=np.int32)
        batches, before = self._batches, self._kept
        self._interner, self._batches, self._kept, self.rows = Interner(), [], {}, 0
        for table, columns in TABLES.items():
            if not batches and table not in before:
                continue
            run = _columns_of(table, batches, before.pop(table, None))
            if not len(run["blob"]):
                continue
            text = [column.name for column in columns if column.text]
            order = _order([ranks[run[name]] if name in text else run[name] for name in order_of(table)])
            end = len(order) if everything else len(order) - len(order) % ROW_GROUP
            for start in range(0, end, _PART):
                taken = order[start : min(start + _PART, end)]
                part: dict[str, NDArray[Any]] = {name: each[taken] for name, each in run.items()}
                yield table, part | {name: strings[part[name]] for name in text}
            if end < len(order):
                kept = {name: each[order[end:]] for name, each in run.items()}
                for name in text:
                    codes, places = np.unique(kept[name], return_inverse=True)
                    kept[name] = np.frombuffer(self._codes_of(strings[codes].tolist()), dtype=np.int32)[places]
                self._kept[table] = kept
                self.rows += len(order) - end

    def _codes_of(self, strings: Sequence[str]) -> array[int]:
        return array("i", map(self._interner.__getitem__, strings))


def _columns_of(
    table: str, batches: Sequence[tuple[dict[str, bytes], array[int]]], before: _Columns | None
) -> _Columns:
    """Return the columns of a table, taken out of the batches it came in, behind what was kept of it before."""
    import numpy as np

    columns = TABLES[table]
    matrices = [np.frombuffer(rows.pop(table), dtype=np.int32).reshape(-1, len(columns)) for rows, _ in batches]
    codes = [np.frombuffer(each, dtype=np.int32) for _, each in batches]
    run = {}
    for at, column in enumerate(columns):
        parts = [
            code[matrix[:, at]] if column.text else matrix[:, at] for matrix, code in zip(matrices, codes, strict=True)
        ]
        run[column.name] = np.concatenate(parts if before is None else [before.pop(column.name), *parts])
    return run


def _order(keys: list[NDArray[np.int32]]) -> NDArray[np.intp]:
    """Return the order of rows by some keys of numbers from 0, the first key first; equal rows keep theirs.

    Where the keys fit into 63 bits side by side they are sorted as one, which takes a third of the time.
    """
    import numpy as np

    widths = [int(key.max()).bit_length() for key in keys]
    if sum(widths) > 63:
        return np.lexsort(keys[::-1])
    packed = np.zeros(len(keys[0]), dtype=np.int64)
    for key, width in zip(keys, widths, strict=True):
        packed <<= width
        packed |= key
    return np.argsort(packed, kind="stable")
