"""One file of a view as the resolver reads it: its definitions, imports and bindings by scope, made when looked up."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ecp.index.facts import TYPE_KINDS
from ecp.index.languages import Language
from ecp.index.records import DEFINED
from ecp.query.resolution.notation import Tree, parse_expression, records_in

if TYPE_CHECKING:
    from ecp.query.resolution.places import Place
    from ecp.query.resolution.program import Program

_FEW_MADE = 32
"""Definitions of a file that were made, up to which they are sooner looked through than all are indexed."""
TOP = -1
"""The scope outside every definition."""
FUNCTION_KINDS = frozenset(("function", "method", "macro"))
KINDS = (
    "function", "method", "class", "struct", "interface", "trait", "enum", "enum_member", "type", "field", "variable",
    "attribute", "selfattr", "constant", "property", "macro", "module",
)  # fmt: skip
"""Every kind of definition that can be asked about."""
VALUE_KINDS = frozenset(("variable", "attribute", "selfattr", "field", "constant", "property", "enum_member"))
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
        self, file: File, ordinal: int, container: int, name: str, kind: str, owner: str, line: int, exported: int,
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
    def outer(self) -> Definition | None:
        """The definition that it is in; None at the top of its file."""
        return self.file.definitions[self.container] if self.container != TOP else None

    @property
    def qualified_name(self) -> str:
        """The name with those of what is around it: `Outer.inner`, as the extractor stores it."""
        if not self._qualified_name:
            around = self.outer
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
        around = self.outer
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

    scope: int
    name: str
    receiver: str
    how: str
    line: int
    until_line: int
    type: str
    value: str

    @property
    def first(self) -> int:
        """The first line on which it holds: the value of a statement is worked out before."""
        return self.line + 1 if self.how == "store" else self.line

    @property
    def end(self) -> int:
        """The last line on which it holds."""
        return self.until_line if self.until_line > 0 else sys.maxsize

    def holds_at(self, line: int) -> bool:
        """Say whether it holds on a line."""
        return self.line <= line <= self.end


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


_LINE, _ORDINAL = attrgetter("line"), attrgetter("ordinal")
Packed = dict[str, tuple[int, str]]
"""Facts of a blob: per table how many rows it has, and these as one text."""
K = TypeVar("K")


class Table:
    """The rows that a file has in one table, each as one text, which is only taken apart when it is looked at."""

    __slots__ = ("_between", "rows")

    def __init__(self, rows: list[str], between: str) -> None:
        """Take over rows, with what stands between their fields."""
        self.rows = rows
        self._between = between

    def fields(self, row: int) -> list[str]:
        """Return the fields of one row."""
        return self.rows[row].split(self._between)

    def first(self) -> list[str]:
        """Return the first field of every row."""
        return [row.partition(self._between)[0] for row in self.rows]

    def columns(self, *columns: int) -> list[list[str]]:
        """Return some fields of every row, each of the fields as a list."""
        if not self.rows:
            return [[] for _ in columns]
        fields = self._between.join(self.rows).split(self._between)
        width = len(fields) // len(self.rows)
        return [fields[column::width] for column in columns]


class _Definitions(dict[int, Definition]):
    """The definitions of one file by ordinal, of which there is one object each, made when it is looked up."""

    def __init__(self, file: File) -> None:
        super().__init__()
        self._file = file

    def __missing__(self, ordinal: int) -> Definition:
        return self.made(self.table.fields(ordinal))

    def made(self, fields: Sequence[Any]) -> Definition:
        """Return the definition of a row, made if it was not."""
        ordinal, container, name, kind, owner, line, exported, *texts = fields
        made = self.get(int(ordinal))
        if made is None:
            place = self._file, int(ordinal), int(container)
            made = self[place[1]] = Definition(*place, name, kind, owner, int(line), int(exported), *texts)
        return made

    def owned(self) -> list[Definition]:
        """Return those that name what they belong to."""
        (owners,) = self.table.columns(4)
        return [self[ordinal] for ordinal, owner in enumerate(owners) if owner]

    def release(self) -> None:
        """Let go of the rows, not of what was made of them."""
        vars(self).pop("table", None)
        vars(self).pop("grouped", None)

    @cached_property
    def table(self) -> Table:
        """The rows, by ordinal."""
        table = self._file.table("definition")
        ordinals = list(map(int, table.first()))
        table.rows = [table.rows[row] for row in sorted(range(len(ordinals)), key=ordinals.__getitem__)]
        return table

    @cached_property
    def grouped(self) -> tuple[Grouped[tuple[int, str]], Grouped[int], dict[int, list[int]]]:
        """Definitions by (container, name), and by container: a type without a name is no member there; extensions."""
        children: dict[tuple[int, str], list[int]] = defaultdict(list)
        members: dict[int, list[int]] = defaultdict(list)
        extensions: dict[int, list[int]] = defaultdict(list)
        containers, names, kinds = self.table.columns(1, 2, 3)
        for ordinal, (container, name, kind) in enumerate(zip(map(int, containers), names, kinds, strict=True)):
            children[container, name].append(ordinal)
            if name or kind != "extension":
                members[container].append(ordinal)
            if kind == "extension":
                extensions[container].append(ordinal)
        return Grouped(self, dict(children)), Grouped(self, dict(members)), dict(extensions)


class Grouped(Generic[K]):
    """The definitions of one file by a key, in order, made when they are looked up."""

    __slots__ = ("_definitions", "_found", "ordinals")

    def __init__(self, definitions: Mapping[int, Definition], ordinals: Mapping[K, list[int]]) -> None:
        self._definitions = definitions
        self._found: dict[K, list[Definition]] = {}
        self.ordinals = ordinals

    def __contains__(self, key: K) -> bool:
        return key in self.ordinals

    def get(self, key: K, default: Sequence[Definition] = ()) -> Sequence[Definition]:
        """Return the definitions under a key."""
        found = self._found.get(key)
        if found is None:
            ordinals = self.ordinals.get(key)
            if ordinals is None:
                return default
            found = self._found[key] = [self._definitions[each] for each in ordinals]
        return found


class Children:
    """The definitions by (container, name) of a file of a large program: by their names, unless they are loaded."""

    __slots__ = ("_file",)

    def __init__(self, file: File) -> None:
        self._file = file

    def __contains__(self, key: tuple[int, str]) -> bool:
        return bool(self.get(key))

    @property
    def ordinals(self) -> Children:
        """What the keys are in."""
        return self

    def get(self, key: tuple[int, str], default: Sequence[Definition] = ()) -> Sequence[Definition]:
        """Return the definitions under a key."""
        container, name = key
        file, definitions = self._file, self._file.definitions
        is_made = file.program.has_made(name) and len(definitions) < _FEW_MADE
        if "definition" in file.loaded and not is_made:
            return definitions.grouped[0].get(key, default)
        file.program.named(name)  # makes them
        made = definitions.values()
        found = [each for each in made if each.name == name and each.container == container]
        return sorted(found, key=_ORDINAL) or default


class _Bindings:
    """The bindings of one file, of which there is one object each, made when its name is looked up."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._made: dict[str, Binding] = {}
        """By what their rows say: released and loaded again, rows may come in another order."""
        self._plain: dict[tuple[int, str], list[Binding]] = {}
        self._turns: dict[tuple[int, str], list[int]] = {}
        self.absent: frozenset[str] = frozenset()
        """Names of which it is known, without the rows, that there are no bindings."""

    def _binding(self, row: int) -> Binding:
        packed = self._table.rows[row]
        made = self._made.get(packed)
        if made is None:
            scope, name, receiver, how, line, until_line, type, value = self._table.fields(row)
            fields = int(scope), name, receiver, how, int(line), int(until_line), type, value
            made = self._made[packed] = tuple.__new__(Binding, fields)
        return made

    @cached_property
    def _table(self) -> Table:
        return self._file.table("binding")

    @cached_property
    def _rows(self) -> tuple[dict[tuple[int, str], list[int]], dict[str, list[int]], dict[str, list[int]]]:
        """The rows without receiver by scope and name; those with one by name; those of a scope by how."""
        plain: dict[tuple[int, str], list[int]] = defaultdict(list)
        received: dict[str, list[int]] = defaultdict(list)
        by_how: dict[str, list[int]] = defaultdict(list)
        scopes, *others = self._table.columns(0, 1, 2, 3)
        for row, (scope, name, receiver, how) in enumerate(zip(map(int, scopes), *others, strict=True)):
            if receiver:
                received[name].append(row)
            elif name:
                plain[scope, name].append(row)
            if how in _OF_SCOPE:
                by_how[how].append(row)
        return dict(plain), dict(received), dict(by_how)

    @cached_property
    def narrowed(self) -> frozenset[tuple[int, str]]:
        """The scopes with the names of which a member is narrowed there: `a` where `a.b` is."""
        return frozenset((scope, name.partition(".")[0]) for scope, name in self._dotted)

    @cached_property
    def _dotted(self) -> list[tuple[int, str]]:
        """The scopes with the members of names that are narrowed there."""
        return [key for key in self._rows[0] if "." in key[1]]

    @cached_property
    def of_receivers(self) -> frozenset[tuple[int, str]]:
        """The scopes with the names of the receiver that are there, or perhaps there, other than as a parameter."""
        names, rows = self._file.language.self_names, self._table.rows
        of_names = (each for each in self._rows[0].items() if each[0][1] in names)
        return frozenset(key for key, at in of_names if any("parameter" not in rows[row] for row in at))

    def has(self, scope: int, name: str) -> bool:
        """Say whether a scope has bindings without receiver of a name."""
        return name not in self.absent and (scope, name) in self._rows[0]

    def plain(self, scope: int, name: str) -> list[Binding]:
        """Return the bindings without receiver of a name in a scope, in order of line."""
        key = scope, name
        found = self._plain.get(key)
        if found is None:
            rows = () if name in self.absent else self._rows[0].get(key, ())
            found = list(map(self._binding, rows))
            if len(found) > 1:
                found.sort(key=_LINE)
            self._plain[key] = found
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
                lines |= {each.first, abs(each.until_line) + 1}
            found = self._turns[key] = sorted(lines)
        return found

    def members(self) -> Iterator[str]:
        """Yield the names that are members of a name."""
        return (name for _, name in self._dotted)

    def receivers(self) -> Iterator[tuple[int, str]]:
        """Yield scope and receiver of the bindings that have a receiver."""
        for row in chain.from_iterable(self._rows[1].values()):
            scope, _, receiver, *_ = self._table.fields(row)
            yield int(scope), receiver

    def of_value(self, part: str) -> Iterator[Binding]:
        """Yield the bindings in whose value a text occurs."""
        for row, text in enumerate(self._table.rows):
            if part in text and part in (binding := self._binding(row)).value:
                yield binding

    def with_receiver(self, name: str) -> list[Binding]:
        """Return the bindings of a name that have a receiver."""
        return [] if name in self.absent else [self._binding(row) for row in self._rows[1].get(name, ())]

    def release(self) -> None:
        """Let go of the rows, not of what was made of them."""
        vars(self).pop("_table", None)
        vars(self).pop("_rows", None)
        vars(self).pop("narrowed", None)
        vars(self).pop("of_receivers", None)
        vars(self).pop("_dotted", None)

    def of_scopes(self, *hows: str) -> dict[int, list[Binding]]:
        """Return the bindings made in some of the ways of `_OF_SCOPE` by scope, in order."""
        found: dict[int, list[Binding]] = defaultdict(list)
        for row in sorted(row for how in hows for row in self._rows[2].get(how, ())):
            binding = self._binding(row)
            found[binding.scope].append(binding)
        return dict(found)


class File:
    """One path of the view and the facts of its blob, indexed by scope and name; loaded when first looked into.

    Facts arrive packed (`program._FACTS`) and are unpacked table by table and row by row: most are never looked at.
    """

    def __init__(self, program: Program, path: str, language: Language) -> None:
        self.program = program
        self.path = path
        self.language = language
        self.loaded: frozenset[str] = frozenset()
        """The tables whose facts are loaded."""
        self.packed: Packed = {}
        self.definitions = _Definitions(self)
        self.bindings = _Bindings(self)
        self._scopes_out: dict[int, tuple[int, ...]] = {}

    def table(self, name: str) -> Table:
        """Return the rows of one table, which are taken out of what arrived packed."""
        if name not in self.packed:
            self.program.load_facts_of(self, name)
        count, text = self.packed.pop(name)
        rows = text.split(_BETWEEN_ROWS) if count else []
        if len(rows) != count or text.count(_BETWEEN_FIELDS) != count * (len(COLUMNS[name]) - 1):
            return self.program.odd_table(self, name)  # a source has a separator in a name or a string
        return Table(rows, _BETWEEN_FIELDS)

    def release(self) -> None:
        """Let go of the facts, which are loaded again when they are looked into, but not of what has an identity."""
        kept = self.program, self.path, self.language, self.definitions, self.bindings
        vars(self).clear()
        self.program, self.path, self.language, self.definitions, self.bindings = kept
        self.loaded, self.packed, self._scopes_out = frozenset(), {}, {}
        self.definitions.release()
        self.bindings.release()

    @property
    def all_definitions(self) -> list[Definition]:
        """The definitions, by ordinal."""
        return [self.definitions[ordinal] for ordinal in range(len(self.definitions.table.rows))]

    @cached_property
    def children(self) -> Grouped[tuple[int, str]] | Children:
        """Definitions by (container, name)."""
        return Children(self) if self.program.is_large else self.definitions.grouped[0]

    @cached_property
    def members(self) -> Grouped[int]:
        """Definitions by container; a type without a name is no member."""
        return self.definitions.grouped[1]

    @cached_property
    def imports(self) -> list[Import]:
        """The imports, in order of line."""
        table = self.table("import")
        rows = map(table.fields, range(len(table.rows)))
        found = sorted((Import(int(line), int(scope), *texts) for line, scope, *texts in rows), key=_LINE)
        return found + self.program.imports_for_all(self.path) if self.language.project_file else found

    @cached_property
    def heritage(self) -> list[Heritage]:
        """The bases of its types."""
        table = self.table("heritage")
        rows = map(table.fields, range(len(table.rows)))
        return [Heritage(int(line), int(definition), *texts) for line, definition, *texts in rows]

    @cached_property
    def making_macros(self) -> tuple[int, ...]:
        """The macros at its top whose bodies define something."""
        at_top = self.members.get(TOP, ())
        return tuple(each.ordinal for each in at_top if each.kind == "macro" and each.ordinal in self.members)

    def bound(self, scope: int, name: str) -> list[Binding]:
        """Return the bindings without receiver of a name in a scope, in order of line."""
        return self.bindings.plain(scope, name)

    def has_name(self, scope: int, name: str) -> bool:
        """Say whether anything defines, imports or binds a name in a scope."""
        key = scope, name
        return key in self.children.ordinals or key in self.names_imported or self.bindings.has(scope, name)

    def line_alike(self, scope: int, line: int, names: Iterable[str]) -> int:
        """Return the first line of a scope at which some names mean what they mean at another; of line 0, that."""
        if not line:
            return 0
        if self.language.ordered_types and scope != TOP and self.definitions[scope].is_type:
            return line
        first = 1
        for name in names:
            if turns := self.bindings.turns(scope, name):
                first = max(first, turns[bisect_right(turns, line) - 1])
        return first

    def attributes_bound(self, name: str) -> list[Binding]:
        """Return the bindings of a name with a receiver: `self.name = …`."""
        return self.bindings.with_receiver(name)

    @cached_property
    def assigned(self) -> dict[tuple[str, str], list[Definition]]:
        """The functions and classes that are assigned to members, by what that is a member of, as written, and name."""
        found: dict[tuple[str, str], list[Definition]] = defaultdict(list)
        for definition in self.definitions.owned():
            if definition.kind in FUNCTION_KINDS or definition.is_type:
                found[definition.owner, definition.name].append(definition)
        return dict(found)

    @cached_property
    def owners(self) -> frozenset[str]:
        """What definitions outside of it name as the one that they belong to."""
        return frozenset(filter(None, self.definitions.table.columns(4)[0]))

    @cached_property
    def receivers(self) -> frozenset[str]:
        """The names of which members are assigned."""
        return frozenset(receiver for _, receiver in self.bindings.receivers())

    @cached_property
    def assigning_to_self(self) -> frozenset[int]:
        """The scopes in which members of the receiver are assigned."""
        own = self.language.self_names
        return frozenset(scope for scope, receiver in self.bindings.receivers() if receiver in own)

    @cached_property
    def literals(self) -> dict[int, tuple[Binding, Tree]]:
        """The object literals with methods, and in which binding each stands, by the methods' lines."""
        found: dict[int, tuple[Binding, Tree]] = {}
        for binding in self.bindings.of_value(DEFINED):
            for record in records_in(parse_expression(binding.value)):
                for part in record[2:]:
                    if part[0] == "defined":
                        found.setdefault(part[1], (binding, record))
        return found

    def has_members(self, definition: Definition) -> bool:
        """Say whether anything is a member of what a definition's name stands for, inside it or assigned."""
        is_apart = "definition" not in self.loaded and self.program.is_large
        inside = self.program.has_inside(definition) if is_apart else definition.ordinal in self.members
        if self.language.value_functions and definition.name in self.receivers:
            return True
        return inside or (self.language.assigned_members and definition.name in self.owners)

    def having(self, mark: str, scope: int) -> list[Definition]:
        """Return the members of a scope that have a text in their modifiers, in order."""
        if mark not in self._marked:
            found: dict[int, list[Definition]] = defaultdict(list)
            for ordinal, (container, modifiers) in enumerate(zip(*self.definitions.table.columns(1, 8), strict=True)):
                if mark in modifiers:
                    found[int(container)].append(self.definitions[ordinal])
            self._marked[mark] = dict(found)
        return self._marked[mark].get(scope, [])

    @cached_property
    def fixtures(self) -> dict[tuple[int, str], Definition | None]:
        """What tests in a scope are passed under a name, once that was asked."""
        return {}

    @cached_property
    def _marked(self) -> dict[str, dict[int, list[Definition]]]:
        return {}

    @cached_property
    def parameters(self) -> dict[int, list[Binding]]:
        """The parameters of each scope, in order."""
        return self.bindings.of_scopes("parameter")

    @cached_property
    def generics(self) -> dict[int, list[Binding]]:
        """The type parameters of each scope, in order."""
        return self.bindings.of_scopes("generic")

    @cached_property
    def results(self) -> dict[int, list[Binding]]:
        """What each scope returns or yields."""
        return self.bindings.of_scopes("return", "yield")

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
        """Imports at the top that bring every name of a module, which it offers in turn, unless they are of one file.

        https://go.dev/ref/spec#Import_declarations
        """
        kinds = ("star", "reexport_star") if self.language.package_scope != "folder" else ("reexport_star",)
        return self._last_first(
            each for each in self.imports if each.kind in kinds and not each.alias and each.scope == TOP
        )

    @cached_property
    def stars(self) -> list[Import]:
        """Imports that bring every name of a module."""
        kinds = ("star", "reexport_star") if self.language.reexports_bind else ("star",)
        return self._last_first(each for each in self.imports if each.kind in kinds)

    def _last_first(self, stars: Iterable[Import]) -> list[Import]:
        """Return star imports in the order in which a name is sought: a later one replaces what others brought."""
        return list(stars)[:: -1 if self.language.listed_stars else 1]

    @cached_property
    def narrowed_members(self) -> frozenset[str]:
        """The members of names that something says the type of at some place: `self.pen`."""
        return frozenset(self.bindings.members()) if self.language.narrows_members else frozenset()

    @cached_property
    def scopes_of_imports(self) -> frozenset[int]:
        """The scopes in which something is imported."""
        return frozenset(each.scope for each in self.imports)

    @cached_property
    def scopes_of_stars(self) -> frozenset[int]:
        """The scopes in which every name of some module is imported."""
        return frozenset(each.scope for each in self.stars)

    @cached_property
    def places(self) -> dict[tuple[int, frozenset[str]], Place]:
        """What is like a scope, as far as some names go, once that was asked."""
        return {}

    @cached_property
    def alike(self) -> dict[tuple[object, ...], Context]:
        """The first place that was asked of, of those that are alike, by what is the same for them."""
        return {}

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

    def scopes_of_body(self, ordinal: int) -> list[int]:
        """Return the scope of a definition with the blocks in it that extend a type, which are part of its body."""
        extensions, scopes = self.definitions.grouped[2], [ordinal]
        for scope in scopes:
            scopes += extensions.get(scope, ())
        return scopes

    def around(self, scope: int) -> Iterator[Definition]:
        """Yield the definitions around a scope, its own first."""
        return map(self.definitions.__getitem__, self.scopes_out(scope)[:-1])

    def type_around(self, scope: int) -> Definition | None:
        """Return the innermost type (or extension) around a scope, the scope included."""
        return next((each for each in self.around(scope) if each.is_type), None)

    def function_around(self, scope: int) -> Definition | None:
        """Return the innermost function around a scope, the scope included."""
        return next((each for each in self.around(scope) if each.kind in FUNCTION_KINDS), None)


def local_name(each: Import, language: Language) -> str:
    """Return the name that an import binds in its scope, or "" when it binds none."""
    if each.kind == "reexport" and language.reexports_bind:
        return each.alias or each.name
    if each.kind in ("reexport", "reexport_star", "export", "package", "star", "condition"):
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
COLUMNS = {
    "definition": (
        "ordinal", "container", "name", "kind", "owner", "line", "exported", "type", "modifiers", "parameters",
    ),
    "import": Import._fields, "binding": Binding._fields, "heritage": Heritage._fields,
}  # fmt: skip
"""Per table what is read of it, in the order of the values that are made of a row: what rows are found by first."""
TABLES = frozenset(COLUMNS)
_BETWEEN_ROWS, _BETWEEN_FIELDS = "\x1e", "\x1f"
_OF_SCOPE = frozenset(("parameter", "generic", "return", "yield"))
"""How the bindings are made that belong to a scope as a whole."""
