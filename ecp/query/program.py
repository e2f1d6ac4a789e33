"""The facts of a view as the resolver reads them: files with their scopes, loaded when first touched.

Loading is by batch, since a query over a layer costs about a millisecond whether it is for one file or for fifty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ecp.index.languages import Language, language_of_path, languages
from ecp.index.layer import LIST, listed
from ecp.query.view import View

_BATCH = 40
"""Files that are loaded along with one that is needed."""
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


class Facts:
    """The facts of one file."""

    __slots__ = ("bindings", "definitions", "heritage", "imports")

    def __init__(self) -> None:
        self.definitions: list[Definition] = []
        self.imports: list[Import] = []
        self.bindings: list[Binding] = []
        self.heritage: list[Heritage] = []


class File:
    """One path of the view and the facts of its blob, indexed by scope and name; loaded when first looked into."""

    def __init__(self, program: Program, path: str, language: Language) -> None:
        self.program = program
        self.path = path
        self.language = language
        self.loaded: Facts | None = None

    @property
    def definitions(self) -> list[Definition]:
        """The definitions, by ordinal."""
        return (self.loaded or self.program.facts_of(self)).definitions

    @property
    def imports(self) -> list[Import]:
        """The imports, in order."""
        return (self.loaded or self.program.facts_of(self)).imports

    @property
    def bindings(self) -> list[Binding]:
        """The bindings, in order."""
        return (self.loaded or self.program.facts_of(self)).bindings

    @property
    def heritage(self) -> list[Heritage]:
        """The bases of its types."""
        return (self.loaded or self.program.facts_of(self)).heritage

    @cached_property
    def children(self) -> dict[tuple[int, str], list[Definition]]:
        """Definitions by (container, name)."""
        found: dict[tuple[int, str], list[Definition]] = defaultdict(list)
        for definition in self.definitions:
            found[definition.container, definition.name].append(definition)
        return dict(found)

    @cached_property
    def members(self) -> dict[int, list[Definition]]:
        """Definitions by container."""
        found: dict[int, list[Definition]] = defaultdict(list)
        for definition in self.definitions:
            found[definition.container].append(definition)
        return dict(found)

    @cached_property
    def names_bound(self) -> dict[tuple[int, str], list[Binding]]:
        """Bindings without receiver by (scope, name), in order of line."""
        found: dict[tuple[int, str], list[Binding]] = defaultdict(list)
        for binding in self.bindings:
            if not binding.receiver and binding.name:
                found[binding.scope, binding.name].append(binding)
        for bindings in found.values():
            bindings.sort(key=lambda binding: binding.line)
        return dict(found)

    @cached_property
    def attributes_bound(self) -> dict[str, list[Binding]]:
        """Bindings with a receiver (`self.name = …`) by name."""
        found: dict[str, list[Binding]] = defaultdict(list)
        for binding in self.bindings:
            if binding.receiver:
                found[binding.name].append(binding)
        return dict(found)

    @cached_property
    def results(self) -> dict[int, list[Binding]]:
        """What each scope returns or yields."""
        found: dict[int, list[Binding]] = defaultdict(list)
        for binding in self.bindings:
            if binding.how in ("return", "yield"):
                found[binding.scope].append(binding)
        return dict(found)

    @cached_property
    def names_imported(self) -> dict[tuple[int, str], list[Import]]:
        """Imports by (scope, local name)."""
        found: dict[tuple[int, str], list[Import]] = defaultdict(list)
        for each in self.imports:
            if local := local_name(each, self.language):
                found[each.scope, local].append(each)
        return dict(found)

    @cached_property
    def stars(self) -> list[Import]:
        """Imports that bring every name of a module."""
        kinds = ("star", "reexport_star") if self.language.imports == "crate" else ("star",)
        return [each for each in self.imports if each.kind in kinds]

    @cached_property
    def heritage_of(self) -> dict[int, list[Heritage]]:
        """Bases by the ordinal of the subtype."""
        found: dict[int, list[Heritage]] = defaultdict(list)
        for each in self.heritage:
            found[each.definition].append(each)
        return dict(found)

    def scopes_out(self, scope: int) -> Iterable[int]:
        """Yield a scope and those around it, the top last."""
        while scope != TOP:
            yield scope
            scope = self.definitions[scope].container
        yield TOP

    def type_around(self, scope: int) -> Definition | None:
        """Return the innermost type (or extension) around a scope, the scope included."""
        for each in self.scopes_out(scope):
            if each != TOP and self.definitions[each].is_type:
                return self.definitions[each]
        return None


def _ordinal(definition: Definition) -> int:
    return definition.ordinal


def local_name(each: Import, language: Language) -> str:
    """Return the name that an import binds in its scope, or "" when it binds none."""
    if each.kind == "reexport" and language.imports == "crate":  # `pub use a::B` is a `use` as well
        return each.alias or each.name
    if each.kind in ("reexport", "reexport_star", "export", "package", "star"):
        return ""
    if each.alias:
        return each.alias
    if each.name:
        return each.name
    if each.kind == "module" and language.imports == "dotted":  # `import a.b` binds `a`
        return each.module.split(".", 1)[0]
    if each.kind == "module" and language.imports == "crate":
        return each.module.rpartition("::")[2]
    if each.kind == "module" and language.imports == "go":  # a path binds its last element, but for a version
        elements = [part for part in each.module.split("/") if not _GO_VERSION.match(part)]
        return elements[-1].rpartition(".v")[0] or elements[-1] if elements else ""
    return ""


_GO_VERSION = re.compile(r"v\d+\Z")


# One query, not four: planning and starting one costs what reading a file's facts does.
_FACTS = f"""
WITH     wanted AS (SELECT unnest({LIST.format("$blobs")})::INTEGER AS blob)
SELECT   'd', blob, ordinal, container, line, exported, kind, name, owner, type, modifiers,
         parameters
FROM     definition SEMI JOIN wanted USING (blob)
UNION ALL
SELECT   'i', blob, line, scope, 0, 0, kind, module, name, alias, '', ''
FROM     import SEMI JOIN wanted USING (blob)
UNION ALL
SELECT   'b', blob, line, scope, until_line, 0, name, receiver, how, type, value, ''
FROM     binding SEMI JOIN wanted USING (blob)
UNION ALL
SELECT   'h', blob, line, definition, 0, 0, owner, relation, base, '', '', ''
FROM     heritage SEMI JOIN wanted USING (blob)
"""
_EVERY_PATH = """
SELECT   file.path, file.blob, coalesce(blob.language, '')
FROM     file LEFT JOIN blob USING (blob)
ORDER BY file.path
"""
_DETAILS = f"""
SELECT   blob, ordinal, col, end_line, signature, doc
FROM     definition
WHERE    name IN (SELECT unnest({LIST.format("$names")}))
"""
_NAMED = """
SELECT   blob, ordinal
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
        self._named: dict[str, list[Definition]] = {}
        self._complete = False

    @cached_property
    def _paths(self) -> dict[str, tuple[int, str]]:
        """Blob and language of every path that has facts."""
        known = languages()
        found = {}
        for path, blob, language in self.view.rows(_EVERY_PATH):
            name = language or language_of_path(path)
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

    def facts_of(self, file: File) -> Facts:
        """Load the facts of a file, and with them those of others that were asked for and not looked at yet."""
        others = list(self._pending)[:_BATCH]
        self.load([file.path, *others])
        assert file.loaded is not None
        return file.loaded

    def load(self, paths: Iterable[str]) -> None:
        """Load the facts of several files at once."""
        by_blob: dict[int, list[Facts]] = defaultdict(list)
        files_of: dict[int, list[File]] = defaultdict(list)
        for path in dict.fromkeys(paths):
            if path in self._paths and (file := self.file(path)).loaded is None:
                file.loaded = Facts()
                self._pending.pop(path, None)
                by_blob[self._paths[path][0]].append(file.loaded)
                files_of[self._paths[path][0]].append(file)
        if not by_blob:
            return
        for table, blob, *numbers, one, two, three, four, five, six in self.view.rows(
            _FACTS, {"blobs": listed(by_blob)}
        ):
            first, second, third, fourth = numbers
            for file, facts in zip(files_of[blob], by_blob[blob], strict=True):
                match table:
                    case "d":
                        definition = Definition(file, first, one, two, second, three, third, fourth, four, five, six)
                        facts.definitions.append(definition)
                    case "i":
                        facts.imports.append(Import(first, second, one, two, three, four))
                    case "b":
                        facts.bindings.append(Binding(first, second, third, one, two, three, four, five))
                    case "h":
                        facts.heritage.append(Heritage(first, second, one, two, three))
        for same in by_blob.values():
            for facts in same:
                facts.definitions.sort(key=_ordinal)

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
        self.load(self._paths)
        self._named.clear()
        for file in self._files.values():
            for definition in file.definitions:
                self._named.setdefault(definition.name, []).append(definition)
        self._complete = True

    def named(self, name: str) -> list[Definition]:
        """Return every definition of a name."""
        if name not in self._named:
            if self._complete:
                return []
            self._named[name] = self.at(self.view.rows(_NAMED, {"name": name}))
        return self._named[name]

    def at(self, places: Iterable[tuple[int, int]]) -> list[Definition]:
        """Return the definitions at some (blob, ordinal), under every path of the blob."""
        wanted = [(path, ordinal) for blob, ordinal in places for path in self._paths_of_blob.get(blob, ())]
        self.load(path for path, _ in wanted)
        return [self.file(path).definitions[ordinal] for path, ordinal in sorted(wanted)]

    @cached_property
    def owned(self) -> dict[str, list[Definition]]:
        """Definitions that name the type they belong to (Go methods, impl blocks, `A::f`), by the type's last name."""
        rows = self.view.rows(_OWNED)
        found: dict[str, list[Definition]] = defaultdict(list)
        for definition in self.at((blob, ordinal) for blob, ordinal, _ in rows):
            found[definition.owner.rpartition(".")[2]].append(definition)
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
