"""The facts of a view as the resolver reads them: files with their scopes, loaded when first touched.

Loading is by batch, since a query over a layer costs about a millisecond whether it is for one file or for fifty.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any, NamedTuple

from ecp.index.languages import Language, language_of_path, languages
from ecp.index.layer import LIST, listed
from ecp.index.records import DEFINED
from ecp.query.notation import Tree, parse_expression, records_in
from ecp.query.view import View

_BATCH = 8
"""Files that are loaded along with one that is needed."""
_SINGLE_LOADS = 6
"""Loads after which each brings twice as many files as the last."""
_LARGE_PART = 5
"""Files of which one in so many is needed are loaded all at once: the rest of them follow soon, at more cost apart."""
TOP = -1
"""The scope outside every definition."""
TYPE_KINDS = frozenset(("class", "struct", "interface", "trait", "enum", "extension"))
FUNCTION_KINDS = frozenset(("function", "method", "macro"))
CALLABLE_KINDS = FUNCTION_KINDS | (TYPE_KINDS - {"extension"})


class Definition:
    """A definition in a file of the view.  There is one object per definition, so identity is equality.

    What only an answer needs (`details`) is loaded when first asked for.
    """

    __slots__ = (
        "_details", "_qualified_name", "container", "exported", "file", "kind", "line", "modifiers", "name", "ordinal",
        "owner", "parameters", "type",
    )  # fmt: skip

    def __init__(
        self, file: File, ordinal: int, kind: str, name: str, container: int, owner: str, line: int, exported: int,
        type: str, modifiers: str, parameters: str,
    ) -> None:  # fmt: skip
        self.file = file
        self.ordinal = ordinal
        self.kind = kind
        self.name = name
        self.container = container
        self.owner = owner
        self.line = line
        self.exported = exported
        self.type = type
        self.modifiers = modifiers
        self.parameters = parameters
        self._qualified_name = ""
        self._details: Details | None = None

    @property
    def qualified_name(self) -> str:
        """The name with those of what is around it: `Outer.inner`, as the extractor stores it."""
        if not self._qualified_name:
            around = self.file.definitions[self.container] if self.container != TOP else None
            in_type = around is not None and around.kind in TYPE_KINDS
            owner = self.owner if self.kind != "extension" and not in_type else ""
            outer = around.qualified_name if around is not None else ""
            self._qualified_name = ".".join(filter(None, (outer, owner, self.name.replace("::", "."))))
        return self._qualified_name

    @property
    def details(self) -> Details:
        """Where it stands and ends, its signature and its doc line."""
        if self._details is None:
            self.file.program.describe([self])
        assert self._details is not None
        return self._details

    @property
    def is_type(self) -> bool:
        """Whether it has members that values have: a class, or a module that is mixed in."""
        return self.kind in TYPE_KINDS or (self.kind == "module" and self.file.language.mixins)

    @property
    def is_anonymous(self) -> bool:
        """Whether it is a type without a name: nothing refers to it, and what it defines overrides its bases'."""
        return self.kind == "extension" and not self.name

    @property
    def is_constructor(self) -> bool:
        """Whether making a value of the type that it is of runs it."""
        names = self.file.language.constructors
        if self.container != TOP and self.name in names:
            return True
        return "{name}" in names and self.kind == "method" and self.name == self._type_name

    @property
    def _type_name(self) -> str:
        """The name of the type that it is a member of."""
        around = self.file.definitions[self.container] if self.container != TOP else None
        if around is not None and around.is_type:
            return around.name
        return self.owner.rpartition(".")[2]

    @property
    def is_extension_function(self) -> bool:
        """Whether it is a function that is called as a method of a type that it is not in."""
        return bool(self.owner) and self.kind != "extension" and self.file.language.extension_functions

    def __repr__(self) -> str:
        return f"<{self.kind} {self.qualified_name} {self.file.path}:{self.line}>"


class Details(NamedTuple):
    """What an answer says of a definition and no rule needs."""

    col: int
    end_line: int
    signature: str
    doc: str


class Import(NamedTuple):
    """A row of `import`."""

    line: int
    scope: int
    kind: str
    module: str
    name: str
    alias: str


class Binding(NamedTuple):
    """A row of `binding`."""

    line: int
    scope: int
    until_line: int
    name: str
    receiver: str
    how: str
    type: str
    value: str


class Heritage(NamedTuple):
    """A row of `heritage`."""

    line: int
    definition: int
    owner: str
    relation: str
    base: str


class Reference(NamedTuple):
    """A row of `reference`, with the path of its file."""

    path: str
    line: int
    col: int
    role: str
    name: str
    receiver: str
    scope: int
    arguments: str = ""


class Context(NamedTuple):
    """Where an expression stands."""

    file: File
    scope: int
    line: int


_ORDINAL = attrgetter("ordinal")
_LINE = attrgetter("line")
Packed = dict[str, tuple[int, str]]
"""The facts of a blob: per table how many rows it has, and their fields one row after the other, as one text."""


class _Bindings:
    """The bindings of one file, of which there is one object each, made when its name is looked up."""

    def __init__(self, fields: list[str]) -> None:
        """Begin with the fields of the rows, one row after the other."""
        self._fields = fields
        self._made: dict[int, Binding] = {}
        self._plain: dict[tuple[int, str], list[Binding]] = {}
        self._turns: dict[tuple[int, str], list[int]] = {}

    def _binding(self, row: int) -> Binding:
        made = self._made.get(row)
        if made is None:
            line, scope, until_line, *texts = self._fields[row * _BINDING_WIDTH : (row + 1) * _BINDING_WIDTH]
            made = self._made[row] = Binding(int(line), int(scope), int(until_line), *texts)
        return made

    def _column(self, column: int) -> list[str]:
        return self._fields[column::_BINDING_WIDTH]

    @cached_property
    def _plain_rows(self) -> dict[tuple[str, str], list[int]]:
        """The rows without receiver of each scope, as written, and name."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        columns = map(self._column, (_BINDING_SCOPE, _BINDING_NAME, _BINDING_RECEIVER))
        for row, (scope, name, receiver) in enumerate(zip(*columns, strict=True)):
            if name and not receiver:
                found[scope, name].append(row)
        return dict(found)

    @cached_property
    def _rows_with_receiver(self) -> dict[str, list[int]]:
        """The rows with a receiver of each name."""
        found: dict[str, list[int]] = defaultdict(list)
        names, receivers = self._column(_BINDING_NAME), self._column(_BINDING_RECEIVER)
        for row, receiver in enumerate(receivers):
            if receiver:
                found[names[row]].append(row)
        return dict(found)

    def has(self, scope: int, name: str) -> bool:
        """Say whether a scope has bindings without receiver of a name."""
        return (str(scope), name) in self._plain_rows

    def plain(self, scope: int, name: str) -> list[Binding]:
        """Return the bindings without receiver of a name in a scope, in order of line."""
        key = scope, name
        found = self._plain.get(key)
        if found is None:
            rows = self._plain_rows.get((str(scope), name))
            if rows is None:
                return []
            found = self._plain[key] = sorted(map(self._binding, rows), key=_LINE)
        return found

    def turns(self, scope: int, name: str) -> list[int]:
        """Return the lines, in order, from which on other bindings of a name in its scope hold; empty without any."""
        key = scope, name
        found = self._turns.get(key)
        if found is None:
            bindings = self.plain(scope, name)
            if not bindings:
                return []
            lines = {1}
            for each in bindings:
                lines |= {each.line, abs(each.until_line) + 1}
            found = self._turns[key] = sorted(lines)
        return found

    def receivers(self) -> Iterator[tuple[int, str]]:
        """Yield scope and receiver of the bindings that have a receiver."""
        for scope, receiver in zip(self._column(_BINDING_SCOPE), self._column(_BINDING_RECEIVER), strict=True):
            if receiver:
                yield int(scope), receiver

    def of_value(self, part: str) -> Iterator[Binding]:
        """Yield the bindings in whose value a text occurs."""
        for row, value in enumerate(self._column(_BINDING_VALUE)):
            if part in value:
                yield self._binding(row)

    def with_receiver(self, name: str) -> list[Binding]:
        """Return the bindings of a name that have a receiver."""
        return [self._binding(row) for row in self._rows_with_receiver.get(name, ())]

    def by_scope(self, *hows: str) -> dict[int, list[Binding]]:
        """Return the bindings made in some ways by scope, in order."""
        found: dict[int, list[Binding]] = defaultdict(list)
        for row, how in enumerate(self._column(_BINDING_HOW)):
            if how in hows:
                binding = self._binding(row)
                found[binding.scope].append(binding)
        return dict(found)


class File:
    """One path of the view and the facts of its blob, indexed by scope and name; loaded when first looked into.

    Facts arrive packed (`_FACTS`) and are unpacked table by table, bindings name by name: most are never looked at.
    """

    def __init__(self, program: Program, path: str, language: Language) -> None:
        self.program = program
        self.path = path
        self.language = language
        self.packed: Packed | None = None
        self._scopes_out: dict[int, tuple[int, ...]] = {}

    def _columns(self, table: str) -> list[list[str]]:
        """Return the facts of one table, column by column."""
        fields, width = self._unpacked(table), len(_COLUMNS[table])
        return [fields[at::width] for at in range(width)]

    def _unpacked(self, table: str) -> list[str]:
        """Return the facts of one table, row after row."""
        packed = self.program.facts_of(self) if self.packed is None else self.packed
        rows, text = packed.get(table, (0, ""))
        fields = text.split(_SEPARATOR) if rows else []
        if len(fields) != rows * len(_COLUMNS[table]):  # a source has the separator in a name or a string
            fields = self.program.fields_of(self, table)
        return fields

    @cached_property
    def definitions(self) -> list[Definition]:
        """The definitions, by ordinal."""
        ordinals, kinds, names, containers, owners, lines, exported, *texts = self._columns("definition")
        made = map(
            Definition, repeat(self), map(int, ordinals), kinds, names, map(int, containers), owners, map(int, lines),
            map(int, exported), *texts,
        )  # fmt: skip
        return sorted(made, key=_ORDINAL)

    @cached_property
    def imports(self) -> list[Import]:
        """The imports, in order."""
        lines, scopes, *texts = self._columns("import")
        return list(map(Import, map(int, lines), map(int, scopes), *texts))

    @cached_property
    def heritage(self) -> list[Heritage]:
        """The bases of its types."""
        lines, definitions, *texts = self._columns("heritage")
        return list(map(Heritage, map(int, lines), map(int, definitions), *texts))

    @cached_property
    def children(self) -> dict[tuple[int, str], list[Definition]]:
        """Definitions by (container, name)."""
        found: dict[tuple[int, str], list[Definition]] = defaultdict(list)
        for definition in self.definitions:
            found[definition.container, definition.name].append(definition)
        return dict(found)

    @cached_property
    def members(self) -> dict[int, list[Definition]]:
        """Definitions by container; a type without a name is no member."""
        found: dict[int, list[Definition]] = defaultdict(list)
        for definition in self.definitions:
            if not definition.is_anonymous:
                found[definition.container].append(definition)
        return dict(found)

    @cached_property
    def _bindings(self) -> _Bindings:
        return _Bindings(self._unpacked("binding"))

    def bound(self, scope: int, name: str) -> list[Binding]:
        """Return the bindings without receiver of a name in a scope, in order of line."""
        return self._bindings.plain(scope, name)

    def has_name(self, scope: int, name: str) -> bool:
        """Say whether anything defines, imports or binds a name in a scope."""
        key = scope, name
        return key in self.children or key in self.names_imported or self._bindings.has(scope, name)

    def line_alike(self, scope: int, line: int, names: Iterable[str]) -> int:
        """Return the first line of a scope at which some names mean what they mean at another; of line 0, that."""
        if not line:
            return 0
        first = 1
        for name in names:
            if turns := self._bindings.turns(scope, name):
                first = max(first, turns[bisect_right(turns, line) - 1])
        return first

    def attributes_bound(self, name: str) -> list[Binding]:
        """Return the bindings of a name with a receiver: `self.name = …`."""
        return self._bindings.with_receiver(name)

    @cached_property
    def assigned(self) -> dict[tuple[str, str], list[Definition]]:
        """The functions that are assigned to members, by what that is a member of, as written, and name."""
        found: dict[tuple[str, str], list[Definition]] = defaultdict(list)
        for definition in self.definitions:
            if definition.owner and definition.kind in FUNCTION_KINDS:
                found[definition.owner, definition.name].append(definition)
        return dict(found)

    @cached_property
    def owners(self) -> frozenset[str]:
        """What definitions outside of it name as the one that they belong to."""
        return frozenset(definition.owner for definition in self.definitions if definition.owner)

    @cached_property
    def assigning_to_self(self) -> frozenset[int]:
        """The scopes in which members of the receiver are assigned."""
        own = self.language.self_names
        return frozenset(scope for scope, receiver in self._bindings.receivers() if receiver in own)

    @cached_property
    def literals(self) -> dict[int, tuple[Binding, Tree]]:
        """The object literals with methods, and in which binding each stands, by the methods' lines."""
        found: dict[int, tuple[Binding, Tree]] = {}
        for binding in self._bindings.of_value(DEFINED):
            for record in records_in(parse_expression(binding.value)):
                for part in record[2:]:
                    if part[0] == "defined":
                        found.setdefault(part[1], (binding, record))
        return found

    def has_members(self, definition: Definition) -> bool:
        """Say whether anything is a member of what a definition's name stands for, inside it or assigned."""
        inside = definition.ordinal in self.members
        return inside or (self.language.assigned_members and definition.name in self.owners)

    @cached_property
    def parameters(self) -> dict[int, list[Binding]]:
        """The parameters of each scope, in order."""
        return self._bindings.by_scope("parameter")

    @cached_property
    def generics(self) -> dict[int, list[Binding]]:
        """The type parameters of each scope, in order."""
        return self._bindings.by_scope("generic")

    @cached_property
    def results(self) -> dict[int, list[Binding]]:
        """What each scope returns or yields."""
        return self._bindings.by_scope("return", "yield")

    @cached_property
    def names_imported(self) -> dict[tuple[int, str], list[Import]]:
        """Imports by (scope, local name)."""
        found: dict[tuple[int, str], list[Import]] = defaultdict(list)
        for each in self.imports:
            if local := local_name(each, self.language):
                found[each.scope, local].append(each)
        return dict(found)

    @cached_property
    def offered(self) -> dict[str, list[Import]]:
        """Re-exports and exports by the name that they offer."""
        found: dict[str, list[Import]] = defaultdict(list)
        for each in self.imports:
            if each.kind in ("reexport", "export"):
                found[each.alias or each.name].append(each)
        return dict(found)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The names that its exports list."""
        return frozenset(each.name for each in self.imports if each.kind == "export")

    @cached_property
    def offered_stars(self) -> list[Import]:
        """Imports at the top that bring every name of a module, which it offers in turn."""
        kinds = ("star", "reexport_star")
        return [each for each in self.imports if each.kind in kinds and not each.alias and each.scope == TOP]

    @cached_property
    def stars(self) -> list[Import]:
        """Imports that bring every name of a module."""
        kinds = ("star", "reexport_star") if self.language.reexports_bind else ("star",)
        return [each for each in self.imports if each.kind in kinds]

    @cached_property
    def heritage_of(self) -> dict[int, list[Heritage]]:
        """Bases by the ordinal of the subtype."""
        found: dict[int, list[Heritage]] = defaultdict(list)
        for each in self.heritage:
            found[each.definition].append(each)
        return dict(found)

    def scopes_out(self, scope: int) -> tuple[int, ...]:
        """Return a scope and those around it, the top last."""
        found = self._scopes_out.get(scope)
        if found is None:
            scopes = [scope]
            while scopes[-1] != TOP:
                scopes.append(self.definitions[scopes[-1]].container)
            found = self._scopes_out[scope] = tuple(scopes)
        return found

    def type_around(self, scope: int) -> Definition | None:
        """Return the innermost type (or extension) around a scope, the scope included."""
        for each in self.scopes_out(scope):
            if each != TOP and self.definitions[each].is_type:
                return self.definitions[each]
        return None


def among(blobs: Collection[int]) -> str:
    """Return blobs as what `IN (…)` takes: being numbers they need no binding.

    A few literals are found fastest, since they filter in the scan; of more, DuckDB plans for longer than it scans.
    """
    together = ", ".join(map(str, blobs))
    return together if len(blobs) <= _FEW_BLOBS else f"SELECT unnest(string_split('{together}', ', ')::INTEGER[])"


def local_name(each: Import, language: Language) -> str:
    """Return the name that an import binds in its scope, or "" when it binds none."""
    if each.kind == "reexport" and language.reexports_bind:
        return each.alias or each.name
    if each.kind in ("reexport", "reexport_star", "export", "package", "star"):
        return ""
    if each.alias:
        return each.alias
    if each.name:
        return each.name
    if each.kind == "module" and language.module_name:
        return _MODULE_NAMES[language.module_name](each.module)
    return ""


def _first_part(module: str) -> str:
    return module.split(".", 1)[0]


def _last_part(module: str) -> str:
    return module.rpartition("::")[2]


def _package_name(module: str) -> str:
    """Return the last element of a path that is no version: https://go.dev/ref/mod#major-version-suffixes."""
    elements = [part for part in module.split("/") if not _VERSION.match(part)]
    return elements[-1].rpartition(".v")[0] or elements[-1] if elements else ""


_VERSION = re.compile(r"v\d+\Z")
_MODULE_NAMES: dict[str, Callable[[str], str]] = {
    "first": _first_part,
    "last": _last_part,
    "package": _package_name,
}


_DEFINITION = ("ordinal", "kind", "name", "container", "owner", "line", "exported", "type", "modifiers", "parameters")
_COLUMNS = {
    "definition": _DEFINITION, "import": Import._fields, "binding": Binding._fields, "heritage": Heritage._fields,
}  # fmt: skip
"""Per table what is read of it, in the order of the values that are made of a row."""
_BINDING_SCOPE, _BINDING_NAME, _BINDING_RECEIVER, _BINDING_HOW, _BINDING_VALUE = map(
    Binding._fields.index, ("scope", "name", "receiver", "how", "value")
)
_BINDING_WIDTH = len(Binding._fields)
_SEPARATOR = "\x1f"
_FEW_BLOBS = 16
"""Blobs up to which `among` gives literals."""

# One query, not four, and one string per blob: planning a query costs what reading a file's facts does, and a value of
# Python for every field of every row would cost more than both.
_FACTS = " UNION ALL ".join(
    f"SELECT '{table}', blob, count(*), string_agg(concat_ws(chr(31), {', '.join(columns)}), chr(31)) "
    f'FROM "{table}" WHERE blob IN ({{blobs}}) GROUP BY blob'
    for table, columns in _COLUMNS.items()
)
_ROWS_OF_BLOB = {
    table: f'SELECT {", ".join(columns)} FROM "{table}" WHERE blob = $blob' for table, columns in _COLUMNS.items()
}
_EVERY_BLOB = "SELECT blob FROM file"
_PATHS = "SELECT path, blob FROM file"
_LANGUAGES = "SELECT blob, language FROM blob"
_DETAILS = f"""
SELECT   blob, ordinal, col, end_line, signature, doc
FROM     definition
WHERE    name IN (SELECT unnest({LIST.format("$names")}))
"""
_NAMED = """
SELECT   blob, ordinal, col, end_line, signature, doc
FROM     definition
WHERE    name = $name
"""
_OWNED = """
SELECT   blob, ordinal, owner
FROM     definition
WHERE    owner <> ''
"""
_INHERITED_OUTSIDE = """
SELECT   blob, owner
FROM     heritage
WHERE    definition = -1
"""


class Program:
    """Every file of a view, by path, with its facts once they were asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._files: dict[str, File] = {}
        self._pending: dict[str, File] = {}
        self._misses = 0
        self.loaded = 0
        """Files whose facts are loaded."""
        self._named: dict[str, list[Definition]] = {}
        self._complete = False

    def forget(self) -> None:
        """Let go of every file: nothing is to be asked of them any more.

        Files, definitions and the program lead to each other.  Parted, they are freed here and now; else the collector
        of cycles would go over them all, and do so in the middle of something else.
        """
        for file in self._files.values():
            vars(file).clear()
        self._files.clear()

    @cached_property
    def _paths(self) -> dict[str, tuple[int, str]]:
        """Blob and language of every path that has facts."""
        known, found = languages(), {}
        language_of = dict(self.view.rows(_LANGUAGES))
        for path, blob in sorted(self.view.rows(_PATHS)):
            name = language_of.get(blob) or language_of_path(path)
            if blob >= 0 and name in known:
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

    def facts_of(self, file: File) -> Packed:
        """Load the facts of a file, and with them those of others that were asked for and not looked at yet.

        After some such loads ever more of what stands near in the tree comes with it: they scan the same blocks.
        """
        others = list(self._pending)[:_BATCH]
        self._misses += 1
        if self._misses > _SINGLE_LOADS:
            others += islice(self._unloaded_near(file), _BATCH << (self._misses - _SINGLE_LOADS))
        files_of = self._unloaded(dict.fromkeys([file.path, *others]))
        self._load(files_of, among(files_of))
        assert file.packed is not None
        return file.packed

    def _unloaded_near(self, file: File) -> Iterator[str]:
        """Yield the paths that follow a file's in the tree, then those before it, of which no facts are loaded."""
        paths = list(self._paths)
        at = bisect_left(paths, file.path)
        for path in chain(islice(paths, at, None), islice(paths, at)):
            known = self._files.get(path)
            if known is None or known.packed is None:
                yield path

    def fields_of(self, file: File, table: str) -> list[str]:
        """Return the fields of a file's rows in a table, one row after the other."""
        rows = self.view.rows(_ROWS_OF_BLOB[table], {"blob": self.blob(file.path)})
        return [str(field) for row in rows for field in row]

    def load(self, paths: Iterable[str]) -> None:
        """Load the facts of several files at once; of all files where these are a large part of them."""
        files_of = self._unloaded(dict.fromkeys(paths))
        if len(files_of) * _LARGE_PART > len(self._paths_of_blob):
            files_of = self._unloaded(self._paths)
        if files_of:
            self._load(files_of, among(files_of))

    def _unloaded(self, paths: Iterable[str]) -> dict[int, list[File]]:
        """Return the files at some paths whose facts are not loaded, by blob."""
        found: dict[int, list[File]] = defaultdict(list)
        for path in paths:
            if path in self._paths and (file := self.file(path)).packed is None:
                found[self._paths[path][0]].append(file)
        return found

    def _load(self, files_of: Mapping[int, Sequence[File]], blobs: str) -> None:
        """Load the facts of some files, by blob; `blobs` is what the blobs are among, in SQL."""
        packed: dict[int, Packed] = {blob: {} for blob in files_of}
        for table, blob, rows, text in self.view.rows(_FACTS.format(blobs=blobs)):
            if blob in packed:
                packed[blob][table] = (rows, text)
        for blob, files in files_of.items():
            for file in files:
                file.packed = packed[blob]
                self.loaded += 1
                self._pending.pop(file.path, None)

    @property
    def is_loaded(self) -> bool:
        """Whether the facts of every file are loaded."""
        return self.loaded == len(self._paths)

    def load_pending(self) -> None:
        """Load the files that were asked for and not looked at yet."""
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
        self._load(self._unloaded(self._paths), _EVERY_BLOB)
        self._named.clear()
        for path in self._paths:
            for definition in self.file(path).definitions:
                self._named.setdefault(definition.name, []).append(definition)
        self._complete = True

    def named(self, name: str) -> list[Definition]:
        """Return every definition of a name."""
        if name not in self._named:
            if self._complete:
                return []
            details = {(blob, ordinal): Details(*row) for blob, ordinal, *row in self.view.rows(_NAMED, {"name": name})}
            self._named[name] = self.at(details)
            for definition in self._named[name]:
                definition._details = details[self.blob(definition.file.path), definition.ordinal]
        return self._named[name]

    def at(self, places: Iterable[tuple[int, int]]) -> list[Definition]:
        """Return the definitions at some (blob, ordinal), under every path of the blob."""
        wanted = [(path, ordinal) for blob, ordinal in places for path in self._paths_of_blob.get(blob, ())]
        self.load(path for path, _ in wanted)
        return [self.file(path).definitions[ordinal] for path, ordinal in sorted(wanted)]

    def references(self, rows: Iterable[tuple[Any, ...]]) -> list[Reference]:
        """Return references by path and line, under every path of the blob that their rows begin with.

        The order is total, as layers hold rows in orders of their own.
        """
        paths = self._paths_of_blob
        return sorted(Reference(path, *row) for blob, *row in rows for path in paths.get(blob, ()))

    @cached_property
    def owned(self) -> dict[str, list[Definition]]:
        """Definitions that name the type they belong to (Go methods, impl blocks, `A::f`), by the type's last name."""
        rows = self.view.rows(_OWNED)
        found: dict[str, list[Definition]] = defaultdict(list)
        for definition in self.at((blob, ordinal) for blob, ordinal, _ in rows):
            found[definition.owner.partition("[")[0].rpartition(".")[2]].append(definition)
        return dict(found)

    @cached_property
    def inherited_outside(self) -> dict[str, list[tuple[File, Heritage]]]:
        """Bases that are declared apart from the subtype (`impl Trait for Type`), by the subtype's last name."""
        found: dict[str, list[tuple[File, Heritage]]] = defaultdict(list)
        for blob in {blob for blob, _ in self.view.rows(_INHERITED_OUTSIDE)}:
            for path in self._paths_of_blob.get(blob, ()):
                file = self.file(path)
                for each in file.heritage:
                    if each.definition == TOP:
                        found[each.owner.rpartition(".")[2]].append((file, each))
        return dict(found)
