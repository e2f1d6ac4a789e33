"""The program: the files of a view, and what is in all of them, by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeVar

from ecp.index.facts import TYPE_KINDS
from ecp.index.languages import languages
from ecp.index.layer import LIST, listed
from ecp.query.resolution.notation import last_name
from ecp.query.resolution.program.definitions import TOP, Definition, Details
from ecp.query.resolution.program.everywhere import Everywhere
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.loaded import Files
from ecp.query.resolution.program.rows import COLUMNS, Heritage, Import, Reference
from ecp.query.view import View

T = TypeVar("T")
_WIDTH = len(COLUMNS["definition"])
_SINGLE_NAMES = 48
"""Names whose definitions are found one by one in a large program: to load those of all files takes as long."""
_MOST_LOADED = 20_000
"""Files up to which that is done: of more it would take too much memory."""
_TREE = "SELECT path FROM file"
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
_OWNED = "owner <> ''"
_IMPLEMENTING = f"{_OWNED} AND kind = 'extension' AND type <> ''"
_OF_TYPES = f"list_contains({[*sorted(TYPE_KINDS), 'type']}, kind)"
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


class Program(Files):
    """The files of a view, and what is in all of them, by name."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._worked_out: dict[Hashable, Any] = {}
        self.alike: dict[tuple[object, ...], Context] = {}
        """For `ecp.query.resolution.places`: the first place that was asked of, of those in any file that are alike."""
        self._named: dict[str, list[Definition]] = {}
        self._with_inside: dict[str, set[tuple[Any, ...]]] = {}
        self._complete = False
        self._made_by_name = 0

    def _new_file(self, path: str) -> File:
        return File(self, path, self.language(path))

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
            file.bindings.release()
            vars(file).clear()
        for each in (self._files, self._pending, self._kept, self._worked_out, self.alike):
            each.clear()

    @cached_property
    def folders(self) -> dict[str, list[str]]:
        """The paths that lie directly in each folder ("" is the root)."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._paths:
            found[path.rpartition("/")[0]].append(path)
        return dict(found)

    def files_in(self, folder: str) -> list[File]:
        """Return the files that lie directly in a folder."""
        return [self.file(path) for path in self.folders.get(folder, ())]

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
            self._named[name] = self.defined(self.view.rows(_NAMED, {"name": name}))
        return self._named[name]

    def make_named(self, name: str) -> None:
        """Make the definitions of a name for a file whose own are not loaded; after many names those of all are."""
        if name in self._named:
            return
        self._made_by_name += 1
        if self._made_by_name == _SINGLE_NAMES and len(self._paths) <= _MOST_LOADED:
            self.load_tables(self._paths, ["definition"])
        self.named(name)

    def has_made(self, name: str) -> bool:
        """Say whether every definition of a name was made."""
        return name in self._named

    def defined(self, rows: Iterable[Sequence[Any]]) -> list[Definition]:
        """Return the definitions that rows of `definition` tell of, under every path of their blobs.

        After the columns that are read for a file come the qualified name and, if at all, the details.
        """
        found: list[tuple[str, int, Definition]] = []
        for blob, *row in rows:
            fields, (qualified_name, *details) = row[:_WIDTH], row[_WIDTH:]
            for path in self._paths_of_blob.get(int(blob), ()):
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
    def owned(self) -> Everywhere:
        """Definitions that name the type they belong to (Go methods, impl blocks, `A::f`), by the type's last name."""
        return Everywhere(self, _OWNED, "owner", last_name)

    @cached_property
    def types(self) -> Everywhere:
        """The types, by name."""
        return Everywhere(self, _OF_TYPES, "name", str)

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
    def implementations(self) -> Everywhere:
        """The extensions that implement a trait, by its last name."""
        return Everywhere(self, _IMPLEMENTING, "type", last_name)

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
