"""The facts of a view as the resolver reads them: files with their scopes, loaded when first touched.

Loading is by batch, since a query over a layer costs about a millisecond whether it is for one file or for fifty.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import Any

from ecp.index.detection import language_of_path
from ecp.index.languages import Language, languages
from ecp.index.layer import LIST, listed
from ecp.index.memory import memory
from ecp.index.records import IN_FUNCTION
from ecp.query.resolution.program.files import File, Packed
from ecp.query.resolution.program.rows import COLUMNS, TABLES, Reference, Table, packed
from ecp.query.view import View

_BATCH = 8
"""Files that are loaded along with one that is needed."""
_SINGLE_LOADS = 6
"""Loads after which each brings twice as many files as the last."""
_DOUBLINGS = 10
"""How often that may be: where facts are released and loaded again, there is no end of loads."""
_LARGE_PART = 5
"""Files of which one in so many is needed are loaded all at once: the rest of them follow soon, at more cost apart."""
_SMALL_REST = 16
"""Files of which all but one in so many are loaded or needed are, too: no question has to look what it needs, then."""
_SINGLE_TABLES, _TABLE_DOUBLINGS = 32, 7
"""The same for tables of files of a large program: the first are loaded alone."""
_FURTHER_PART = 4
"""After those doublings a load brings one table for each so many that were loaded like that before."""
_LARGE = 4_000
"""Blobs from which on a program is large: to find a file's definitions takes long there, and nothing more is loaded."""
_MANY = 64
"""Files from which on it pays to ask first which of them bind a name."""
_KEPT = 32 << 20
"""Characters of packed facts that stay loaded whatever the machine has."""
_MOST_KEPT, _KEPT_PART = 512 << 20, 32
"""How many may stay, and the part of the memory that is available that they may take; past that the files that were
loaded first are released."""


_FILES_AT_ONCE = 200
"""Files of which rows are read at once where those of all are wanted."""
Told = Callable[[int, int], None]
"""Is told of how many files, of all, something is done."""
_FEW_BLOBS = 16
"""Blobs up to which the scan filters."""
# One query, not four: planning a query costs what reading a file's facts does.

_FOR_NAMES = TABLES - {"binding"}
_FACTS = {
    table: f"SELECT '{table}', blob, {packed(columns)} FROM \"{table}\" WHERE {{blobs}} GROUP BY blob"
    for table, columns in COLUMNS.items()
}
_ROWS_OF_BLOB = {
    table: f'SELECT {", ".join(columns)} FROM "{table}" WHERE blob = $blob' for table, columns in COLUMNS.items()
}
_BINDING = f"""
SELECT   DISTINCT blob
FROM     binding
WHERE    name IN (SELECT unnest({LIST.format("$names")}))
"""
_OF_EVERY_BLOB = "true"
"""The view leaves out what no path leads to: to ask for that once more was an eighth of such a load."""
_PATHS = "SELECT path, blob FROM file"
_LANGUAGES = "SELECT blob, language FROM blob"


def of_blobs(blobs: Collection[int]) -> str:
    """Return the condition that a row is of some blobs: being numbers they need no binding.

    A few are told so that the scan filters, which `IN` does not; of more, DuckDB plans for longer than it scans.
    """
    if len(blobs) == 1:
        return f"blob = {next(iter(blobs))}"
    if len(blobs) <= _FEW_BLOBS:
        return f"blob BETWEEN {min(blobs)} AND {max(blobs)} AND list_contains({list(blobs)}, blob)"
    together = ", ".join(map(str, blobs))
    return f"blob IN (SELECT unnest(string_split('{together}', ', ')::INTEGER[]))"


class Files(ABC):
    """Every file of a view, by path, with its facts once they were asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._files: dict[str, File] = {}
        self._pending: dict[str, File] = {}
        self._misses = 0
        self._brought = 0
        """Tables that were loaded because they are of files near another's."""
        self._kept: dict[File, int] = {}
        """The files of which facts are loaded, in the order of that, and the size of these."""
        self._size = 0
        self.loaded = 0
        """Files whose facts are loaded."""

    @cached_property
    def _paths(self) -> dict[str, tuple[int, str]]:
        """Blob and language of every path that has facts."""
        known, found = languages(), {}
        language_of = dict(self.view.rows(_LANGUAGES))
        for path, blob in sorted(self.view.rows(_PATHS)):
            if blob >= 0 and (name := language_of.get(blob) or language_of_path(path)) in known:
                found[path] = (blob, name)
        return found

    @cached_property
    def _paths_of_blob(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for path, (blob, _) in self._paths.items():
            found[blob].append(path)
        return dict(found)

    @abstractmethod
    def _new_file(self, path: str) -> File:
        """Return a file of which nothing is loaded."""

    @property
    def paths(self) -> Iterable[str]:
        """Every path that has facts, sorted."""
        return self._paths.keys()

    def has(self, path: str) -> bool:
        """Say whether a path has facts."""
        return path in self._paths

    def language(self, path: str) -> Language:
        """Return the language of a path that has facts."""
        return languages()[self._paths[path][1]]

    @cached_property
    def languages(self) -> frozenset[Language]:
        """The languages of the paths that have facts."""
        return frozenset(languages()[name] for name in {name for _, name in self._paths.values()})

    def blob(self, path: str) -> int:
        """Return the number of the blob at a path that has facts."""
        return self._paths[path][0]

    def paths_of(self, blob: int) -> Sequence[str]:
        """Return the paths at which a blob is, of those that have facts."""
        return self._paths_of_blob.get(blob, ())

    def file(self, path: str) -> File:
        """Return one file; its facts are loaded when they are first looked at."""
        file = self._files.get(path)
        if file is None:
            file = self._files[path] = self._new_file(path)
            self._pending[path] = file
        return file

    def by_files(self, query: str, told: Told | None = None) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the rows of a query from a `$first` to a `$last` path, those of some files at a time, until all are."""
        paths = self._in_order
        for at in range(0, len(paths), _FILES_AT_ONCE):
            part = paths[at : at + _FILES_AT_ONCE]
            yield self.view.rows(query, {"first": part[0], "last": part[-1]})
            if told is not None:
                told(at + len(part), len(paths))

    def load_facts_of(self, file: File, table: str) -> None:
        """Load what is not loaded of a file, and of others that were asked for and not looked at yet.

        After some such loads ever more of what stands near in the tree comes with it: they scan the same blocks.
        """
        self._misses += 1
        if self.is_large:
            near = list(islice(self._without(table, file), self._beside()))
            self._brought += len(near)
            self.load_tables((file.path, *near), [table])
            return
        others = list(islice(self._pending, _BATCH))
        if self._misses > _SINGLE_LOADS:
            others += islice(self._unloaded_near(file), _BATCH << min(self._misses - _SINGLE_LOADS, _DOUBLINGS))
        self._load(self._unloaded([file.path, *others]))

    def _beside(self) -> int:
        """Return how many files near one of a large program get the same table loaded, where that misses it.

        A load takes as long as some hundred tables do that it brings.  So what is brought in vain never costs much more
        than the loads that there were, and however many are needed, the loads are few.
        """
        further = self._misses - _SINGLE_TABLES
        if further <= 0 or self._size > self._most_kept // 2:  # else others go for them and come again
            return 0
        return max(1 << min(further, _TABLE_DOUBLINGS), self._brought // _FURTHER_PART)

    @property
    def _most_kept(self) -> int:
        return _KEPT if self._size <= _KEPT // 2 else self._room

    @cached_property
    def _room(self) -> int:
        """How many characters of facts may stay on this machine, looked at when it first matters."""
        return max(_KEPT, min(memory().available // _KEPT_PART, _MOST_KEPT))

    def _unloaded_near(self, file: File) -> Iterator[str]:
        """Yield the paths near a file's in the tree of which no facts are loaded."""
        return (path for path in self._near(file) if (known := self._files.get(path)) is None or not known.loaded)

    def _without(self, table: str, file: File) -> Iterator[str]:
        """Yield the paths near a file's of which the facts in a table are not loaded."""
        return (path for path in self._near(file) if (f := self._files.get(path)) is None or table not in f.loaded)

    def _near(self, file: File) -> Iterator[str]:
        """Yield the paths that follow a file's in the tree, then those before it."""
        at = bisect_left(self._in_order, file.path)
        return chain(islice(self._in_order, at, None), islice(self._in_order, at))

    @cached_property
    def _in_order(self) -> list[str]:
        return list(self._paths)

    def odd_table(self, file: File, table: str) -> Table:
        """Return the rows of a file in a table, of which some field has what stands between rows and fields else."""
        rows = [list(map(str, row)) for row in self.view.rows(_ROWS_OF_BLOB[table], {"blob": self.blob(file.path)})]
        known = set(chain.from_iterable(chain.from_iterable(rows)))
        between = next(each for each in map(chr, range(1, 0x10FFFF)) if each not in known)
        return Table(list(map(between.join, rows)), between)

    def load(self, paths: Iterable[str]) -> None:
        """Load the facts of several files at once; of all files where these are a large part of them."""
        files_of = self._unloaded(paths)
        number = len(self._paths_of_blob)
        rest = len(self._paths) - self.loaded - len(files_of)
        if files_of and not self.is_large and (len(files_of) * _LARGE_PART > number or rest * _SMALL_REST < number):
            files_of = self._unloaded(self._paths)
        self._load(files_of)

    def load_tables(self, paths: Iterable[str], tables: Collection[str]) -> None:
        """Load the facts of several files in some tables alone, of which each is needed."""
        files_of: dict[int, list[File]] = defaultdict(list)
        for path in dict.fromkeys(paths):
            if path in self._paths and not self.file(path).loaded.issuperset(tables):
                files_of[self.blob(path)].append(self.file(path))
        self._load(files_of, tables)

    def load_for(self, references: Sequence[Reference]) -> None:
        """Load the files of some references; of a large program, only what these need where all are bare names."""
        if not self.is_large:
            self.load(each.path for each in references)
            return
        whole = {each.path for each in references if each.receiver or each.arguments}
        self.load(whole)
        bare = [each for each in references if each.path not in whole]
        local = {f"{IN_FUNCTION}{each.name}" for each in bare if self.language(each.path).local_functions}
        self._load_for_names((each.path for each in bare), {each.name for each in bare} | local)

    def _load_for_names(self, paths: Iterable[str], names: Collection[str]) -> None:
        """Load what some bare names need of several files: of many, bindings only where there are any of the names."""
        files_of = self._unloaded(paths)
        if len(files_of) < _MANY:
            self._load(files_of)
            return
        binding = {blob for (blob,) in self.view.rows(_BINDING, {"names": listed(names)})}
        self._load({blob: files for blob, files in files_of.items() if blob in binding})
        files_of = {blob: files for blob, files in files_of.items() if blob not in binding}
        self._load({b: new for b, files in files_of.items() if (new := [f for f in files if not f.loaded])}, _FOR_NAMES)
        for file in chain.from_iterable(files_of.values()):
            file.bindings.absent |= set(names)

    def _unloaded(self, paths: Iterable[str]) -> dict[int, list[File]]:
        """Return the files at some paths of whose facts some are not loaded, by blob."""
        found: dict[int, list[File]] = defaultdict(list)
        for path in dict.fromkeys(paths):
            if path in self._paths and (file := self.file(path)).loaded != TABLES:
                found[self._paths[path][0]].append(file)
        return found

    def _load(self, files_of: Mapping[int, Sequence[File]], tables: Collection[str] = TABLES) -> None:
        """Load the facts of some files, by blob, in some tables."""
        if not files_of:
            return
        self._make_room()
        blobs = of_blobs(files_of) if len(files_of) < len(self._paths_of_blob) else _OF_EVERY_BLOB
        facts: dict[int, Packed] = {blob: dict.fromkeys(tables, (0, "")) for blob in files_of}
        for table, blob, rows, text in self.view.rows(
            " UNION ALL ".join(_FACTS[table] for table in tables).format(blobs=blobs)
        ):
            if blob in facts:
                facts[blob][table] = (rows, text)
        for blob, files in files_of.items():
            for file in files:
                self._take(file, facts[blob])

    def _take(self, file: File, packed: Packed) -> None:
        """Give a file those of some facts that it has not."""
        new = {table: facts for table, facts in packed.items() if table not in file.loaded}
        file.packed |= new
        file.loaded |= new.keys()
        size = sum(len(text) for _, text in new.values())
        self._kept[file] = self._kept.get(file, 0) + size
        self._size += size
        self._pending.pop(file.path, None)
        self.loaded += file.loaded == TABLES

    def _make_room(self) -> None:
        """Release the files that were loaded first, until no more is kept than is to be."""
        while self._size > self._most_kept:
            file = next(iter(self._kept))
            self._size -= self._kept.pop(file)
            self.loaded -= file.loaded == TABLES
            file.release()

    @cached_property
    def is_large(self) -> bool:
        """Whether nothing is loaded but what is needed."""
        return len(self._paths_of_blob) > _LARGE

    @property
    def is_loaded(self) -> bool:
        """Whether the facts of every file are loaded."""
        return self.loaded == len(self._paths)

    def load_pending(self) -> None:
        """Load the files that were asked for and not looked at yet, unless those are too many."""
        if not self.is_large:
            self.load(list(self._pending))
