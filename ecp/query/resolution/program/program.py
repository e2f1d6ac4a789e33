"""The facts of a view as the resolver reads them: files with their scopes, loaded when first touched.

Loading is by batch, since a query over a layer costs about a millisecond whether it is for one file or for fifty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import Any, TypeVar

from ecp.index.facts import TYPE_KINDS
from ecp.index.languages import Language, language_of_path, languages
from ecp.index.layer import LIST, listed
from ecp.index.memory import memory
from ecp.query.resolution.notation import last_name
from ecp.query.resolution.program.definitions import TOP, Definition, Details
from ecp.query.resolution.program.files import Context, File, Packed
from ecp.query.resolution.program.rows import COLUMNS, TABLES, Heritage, Import, Reference, Table
from ecp.query.view import View

T = TypeVar("T")
_BATCH = 8
"""Files that are loaded along with one that is needed."""
_SINGLE_LOADS = 6
"""Loads after which each brings twice as many files as the last."""
_DOUBLINGS = 10
"""How often that may be: where facts are released and loaded again, there is no end of loads."""
_LARGE_PART = 5
"""Files of which one in so many is needed are loaded all at once: the rest of them follow soon, at more cost apart."""
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


_FOR_NAMES = TABLES - {"binding"}
_WIDTH = len(COLUMNS["definition"])
_FEW_BLOBS = 16
"""Blobs up to which the scan filters."""
# One query, not four, and one string per blob: planning a query costs what reading a file's facts does, and a value of
# Python for every field of every row would cost more than both.
_FACTS = {
    table: f"SELECT '{table}', blob, count(*), string_agg(concat_ws(chr(31), {', '.join(columns)}), chr(30)) "
    f'FROM "{table}" WHERE {{blobs}} GROUP BY blob'
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
_TREE = "SELECT path FROM file"
_LANGUAGES = "SELECT blob, language FROM blob"
_DETAILS = f"""
SELECT   blob, ordinal, col, end_line, signature, doc
FROM     definition
WHERE    name IN (SELECT unnest({LIST.format("$names")}))
"""
_NAMED = f"""
SELECT   blob, {", ".join(COLUMNS["definition"])}, qualified_name, col, end_line, signature, doc
FROM     definition
WHERE    name = $name
"""
_WITH_INSIDE = """
SELECT   DISTINCT around.blob, around.ordinal
FROM     definition AS around JOIN definition AS inside USING (blob)
WHERE    around.name = $name AND inside.container = around.ordinal AND (inside.name <> '' OR inside.kind <> 'extension')
"""
_OWNED = f"""
SELECT   blob, {", ".join(COLUMNS["definition"])}, qualified_name
FROM     definition
WHERE    owner <> ''
"""
_TYPES = f"""
SELECT   blob, {", ".join(COLUMNS["definition"])}, qualified_name
FROM     definition
WHERE    list_contains({[*sorted(TYPE_KINDS), "type"]}, kind)
"""
_OTHER_NAMES = """
SELECT   name, type FROM definition WHERE kind = 'type' AND type <> '' ORDER BY name, type
"""
_DECLARED_IN_TRAITS = """
SELECT   DISTINCT member.name
FROM     definition AS member JOIN definition AS around
         ON member.blob = around.blob AND member.container = around.ordinal
WHERE    around.kind = 'trait' AND member.kind = 'method'
"""
_MACROS = """
SELECT   DISTINCT name
FROM     definition
WHERE    kind = 'macro'
"""
_EXPANDED = """
SELECT   DISTINCT blob, owner
FROM     heritage
WHERE    relation = 'expands'
"""
_GIVEN_TO_MACROS = """
SELECT   DISTINCT blob, owner, split_part(base, '[', 1)
FROM     heritage
WHERE    relation = 'expands'
"""
_FOR_ALL = """
SELECT   path, line, scope, import.kind, module, name, alias
FROM     file JOIN import USING (blob)
WHERE    import.kind IN ('reexport_star', 'reexport')
"""
_INHERITED_OUTSIDE = """
SELECT   blob, owner
FROM     heritage
WHERE    definition = -1 AND relation <> 'expands'
"""


class Program:
    """Every file of a view, by path, with its facts once they were asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._worked_out: dict[Hashable, Any] = {}
        self.alike: dict[tuple[object, ...], Context] = {}
        """For `ecp.query.resolution.places`: the first place that was asked of, of those in any file that are alike."""
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
        self._named: dict[str, list[Definition]] = {}
        self._with_inside: dict[str, set[tuple[Any, ...]]] = {}
        self._complete = False

    def once(self, name: Hashable, build: Callable[[], T]) -> T:
        """Return what `build` works out of the program, under a name, once."""
        if name not in self._worked_out:
            self._worked_out[name] = build()
        return self._worked_out[name]  # type: ignore[no-any-return]

    def forget(self) -> None:
        """Let go of every file: nothing is to be asked of them any more.

        Files, definitions and the program lead to each other.  Parted, they are freed here and now; else the collector
        of cycles would go over them all, and do so in the middle of something else.
        """
        for file in self._files.values():
            file.definitions.release()
            vars(file).clear()
        for each in (self._files, self._pending, self._kept, self._worked_out, self.alike):
            each.clear()

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

    @cached_property
    def folders(self) -> dict[str, list[str]]:
        """The paths that lie directly in each folder ("" is the root)."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._paths:
            found[path.rpartition("/")[0]].append(path)
        return dict(found)

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
            file = self._files[path] = File(self, path, self.language(path))
            self._pending[path] = file
        return file

    def files_in(self, folder: str) -> list[File]:
        """Return the files that lie directly in a folder."""
        return [self.file(path) for path in self.folders.get(folder, ())]

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
        if len(files_of) * _LARGE_PART > number and not self.is_large:
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
        self._load_for_names((each.path for each in bare), {each.name for each in bare})

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
        packed: dict[int, Packed] = {blob: dict.fromkeys(tables, (0, "")) for blob in files_of}
        for table, blob, rows, text in self.view.rows(
            " UNION ALL ".join(_FACTS[table] for table in tables).format(blobs=blobs)
        ):
            if blob in packed:
                packed[blob][table] = (rows, text)
        for blob, files in files_of.items():
            for file in files:
                self._take(file, packed[blob])

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

    def describe(self, definitions: Iterable[Definition]) -> None:
        """Load the details of several definitions at once."""
        wanted: dict[tuple[int, int], list[Definition]] = defaultdict(list)
        for definition in definitions:
            if definition._details is None:
                wanted[self._paths[definition.file.path][0], definition.ordinal].append(definition)
        if not wanted:
            return
        names = listed({same[0].name for same in wanted.values()})
        for blob, ordinal, *row in self.view.rows(_DETAILS, {"names": names}):
            for definition in wanted.get((blob, ordinal), ()):
                definition._details = Details(*row)

    def load_everything(self) -> None:
        """Load every file and index every name: for answers about the whole repository."""
        if self._complete:
            return
        self._load(self._unloaded(self._paths))
        self._named.clear()
        for path in self._paths:
            for definition in self.file(path).all_definitions:
                self._named.setdefault(definition.name, []).append(definition)
        self._complete = True

    def named(self, name: str) -> list[Definition]:
        """Return every definition of a name."""
        if name not in self._named:
            if self._complete:
                return []
            self._named[name] = self._defined(self.view.rows(_NAMED, {"name": name}))
        return self._named[name]

    def has_made(self, name: str) -> bool:
        """Say whether every definition of a name was made."""
        return name in self._named

    def _defined(self, rows: Iterable[tuple[Any, ...]]) -> list[Definition]:
        """Return the definitions that rows of `definition` tell of, under every path of their blobs.

        After the columns that are read for a file come the qualified name and, if at all, the details.
        """
        found: list[tuple[str, int, Definition]] = []
        for blob, *row in rows:
            fields, (qualified_name, *details) = row[:_WIDTH], row[_WIDTH:]
            for path in self._paths_of_blob.get(blob, ()):
                definition = self.file(path).definitions.made(fields)
                definition._qualified_name = qualified_name
                definition._details = Details(*details) if details else definition._details
                found.append((path, definition.ordinal, definition))
        return [definition for _, _, definition in sorted(found, key=itemgetter(0, 1))]

    def has_inside(self, definition: Definition) -> bool:
        """Say whether anything is defined directly inside a definition: asked at once of all of its name."""
        name = definition.name
        if name not in self._with_inside:
            self._with_inside[name] = set(self.view.rows(_WITH_INSIDE, {"name": name}))
        return (self.blob(definition.file.path), definition.ordinal) in self._with_inside[name]

    def references(self, rows: Iterable[tuple[Any, ...]]) -> list[Reference]:
        """Return references by path and line, under every path of the blob that their rows begin with.

        The order is total, as layers hold rows in orders of their own.
        """
        paths = self._paths_of_blob
        new = tuple.__new__  # a named tuple's own takes twice as long
        return sorted(new(Reference, (path, *row[1:])) for row in rows for path in paths.get(row[0], ()))

    @cached_property
    def owned(self) -> dict[str, list[Definition]]:
        """Definitions that name the type they belong to (Go methods, impl blocks, `A::f`), by the type's last name."""
        found: dict[str, list[Definition]] = defaultdict(list)
        for definition in self._defined(self.view.rows(_OWNED)):
            found[last_name(definition.owner)].append(definition)
        return dict(found)

    @cached_property
    def types(self) -> dict[str, list[Definition]]:
        """The types, by name."""
        found: dict[str, list[Definition]] = defaultdict(list)
        for definition in self._defined(self.view.rows(_TYPES)):
            found[definition.name].append(definition)
        return dict(found)

    @cached_property
    def declared_in_traits(self) -> frozenset[str]:
        """The names of the methods that traits declare."""
        return frozenset(name for (name,) in self.view.rows(_DECLARED_IN_TRAITS))

    @cached_property
    def aliases(self) -> dict[str, list[str]]:
        """The other names of types that extensions may give, by the last part of the type's own."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, written in self.view.rows(_OTHER_NAMES):
            if name in self.owned and name not in found[last_name(written)]:
                found[last_name(written)].append(name)
        return dict(found)

    @cached_property
    def macros(self) -> frozenset[str]:
        """The names of macros."""
        return frozenset(name for (name,) in self.view.rows(_MACROS))

    @cached_property
    def expanded(self) -> dict[str, list[File]]:
        """The files in which macros are given names, which may be those of types, by the name."""
        found: dict[str, list[File]] = defaultdict(list)
        for blob, name in self.view.rows(_EXPANDED):
            found[name] += map(self.file, self._paths_of_blob.get(blob, ()))
        return dict(found)

    def given_to_macro(self, macro: Definition) -> frozenset[str]:
        """Return the names that a macro is given: in its own file where it is called there, else anywhere."""
        given = self._given_to_macros.get(macro.name, ())
        own = frozenset(name for blob, name in given if macro.file.path in self._paths_of_blob.get(blob, ()))
        return own or frozenset(name for _, name in given)

    @cached_property
    def _given_to_macros(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for blob, name, macro in self.view.rows(_GIVEN_TO_MACROS):
            found[macro].append((blob, name))
        return dict(found)

    @cached_property
    def implementations(self) -> dict[str, list[Definition]]:
        """The extensions that implement a trait, by its last name."""
        found: dict[str, list[Definition]] = defaultdict(list)
        for extension in (each for same in self.owned.values() for each in same if each.kind == "extension"):
            if extension.type:
                found[last_name(extension.type)].append(extension)
        return dict(found)

    def imports_for_all(self, path: str) -> list[Import]:
        """Return what other files of the program that a file is one of import for all of them: `global using`.

        https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/language-specification/namespaces#145-using-directives
        """
        found = self._for_all.get(self._project(path), ())
        return [each for where, each in found if where != path]

    @cached_property
    def _for_all(self) -> dict[str, list[tuple[str, Import]]]:
        """What is imported for all files of a program, by the folder of that, with the files that say so."""
        found: dict[str, list[tuple[str, Import]]] = defaultdict(list)
        for path, *row in sorted(self.view.rows(_FOR_ALL)):
            if self.has(path) and self.language(path).project_file:
                found[self._project(path)].append((path, Import(*row)))
        return dict(found)

    def _project(self, path: str) -> str:
        """Return the nearest folder around a file that is a program's, the root where none is."""
        while path and (path := path.rpartition("/")[0]) not in self._projects:
            pass
        return path

    @cached_property
    def _projects(self) -> frozenset[str]:
        ends = tuple({each.project_file for each in languages().values() if each.project_file})
        return frozenset(path.rpartition("/")[0] for (path,) in self.view.rows(_TREE) if path.endswith(ends))

    @cached_property
    def inherited_outside(self) -> dict[str, list[tuple[File, Heritage]]]:
        """Bases that are declared apart from the subtype (`impl Trait for Type`), by the subtype's last name."""
        found: dict[str, list[tuple[File, Heritage]]] = defaultdict(list)
        blobs = {blob for blob, _ in self.view.rows(_INHERITED_OUTSIDE)}
        paths = [path for blob in blobs for path in self._paths_of_blob.get(blob, ())]
        if self.is_large:
            self.load_tables(paths, ["heritage"])
        for file in map(self.file, paths):
            for each in file.heritage:
                if each.definition == TOP and each.relation != "expands":
                    found[each.owner.rpartition(".")[2]].append((file, each))
        return dict(found)
