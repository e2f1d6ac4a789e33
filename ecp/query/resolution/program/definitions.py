"""The definitions of one file as the resolver reads them, made when looked up, and by what is around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ecp.index.facts import TYPE_KINDS
from ecp.query.resolution.program.rows import Table

if TYPE_CHECKING:
    from ecp.index.languages import Language
    from ecp.query.resolution.program.files import File

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


V = TypeVar("V")


class Definitions(dict[int, Definition]):
    """The definitions of one file by ordinal, of which there is one object each, made when it is looked up."""

    def __init__(self, file: File) -> None:
        super().__init__()
        self._file = file

    def __missing__(self, ordinal: int) -> Definition:
        return self._of_row(self.in_order[ordinal])

    def _of_row(self, row: str) -> Definition:
        return self.made(self._table.fields(row))

    def made(self, fields: Sequence[Any]) -> Definition:
        """Return the definition of a row, made if it was not."""
        owner, name, ordinal, container, kind, line, exported, *texts = fields
        made = self.get(int(ordinal))
        if made is None:
            place = self._file, int(ordinal), int(container)
            made = self[place[1]] = Definition(*place, name, kind, owner, int(line), int(exported), *texts)
        return made

    @cached_property
    def _table(self) -> Table:
        return self._file.table("definition")

    @cached_property
    def _rows(self) -> tuple[list[str], dict[str, list[str]], dict[int, str]]:
        """The rows by ordinal, those by name, and what those belong to that name that, by ordinal."""
        rows, fields = self._table.rows, self._table.fields
        in_order = [""] * len(rows)
        of_name: dict[str, list[str]] = defaultdict(list)
        owners: dict[int, str] = {}
        for row in rows:
            owner, name, text, _ = fields(row, 3)
            in_order[ordinal := int(text)] = row
            of_name[name].append(row)
            if owner:
                owners[ordinal] = owner
        return in_order, dict(of_name), owners

    @property
    def in_order(self) -> Sequence[str]:
        """The rows by ordinal."""
        return self._rows[0]

    @property
    def owners(self) -> Mapping[int, str]:
        """What definitions name as that which they belong to, by ordinal, of those that do."""
        return self._rows[2]

    @cached_property
    def scopes(self) -> Scopes:
        """The rows by name and what is around them."""
        return Scopes(self._rows[1], self._container)

    def _container(self, row: str) -> int:
        return int(self._table.fields(row, 4)[3])

    @cached_property
    def children(self) -> Children:
        """The definitions by what is around them and name."""
        return Children(self.scopes, self._of_row)

    def place(self, ordinal: int) -> tuple[int, int]:
        """Return what is around a definition, and what it is for names."""
        known = self._places.get(ordinal)
        if known is None:
            _, _, _, container, kind, _ = self._table.fields(self.in_order[ordinal], 5)
            known = self._places[ordinal] = int(container), self._told.get(kind, OTHER)
        return known

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        return {}

    @cached_property
    def _told(self) -> Mapping[str, int]:
        return _kinds_told(self._file.language)

    @cached_property
    def _inside(self) -> tuple[Grouped[Definition], dict[int, list[int]]]:
        """What is in each definition: all with a name, and the ordinals of those that extend a type."""
        members: dict[int, list[str]] = defaultdict(list)
        extensions: dict[int, list[int]] = defaultdict(list)
        for ordinal, row in enumerate(self.in_order):
            _, name, _, container, kind, _ = self._table.fields(row, 5)
            if name or kind != "extension":
                members[int(container)].append(row)
            if kind == "extension":
                extensions[int(container)].append(ordinal)
        return Grouped(self._of_row, dict(members)), dict(extensions)

    @property
    def members(self) -> Grouped[Definition]:
        """The definitions by what is around them; a type without a name is no member."""
        return self._inside[0]

    @property
    def extensions(self) -> Mapping[int, Sequence[int]]:
        """The ordinals of the extensions in each definition."""
        return self._inside[1]

    def release(self) -> None:
        """Let go of the rows, not of what was made of them."""
        file = self._file
        vars(self).clear()
        self._file = file


class Grouped(Generic[V]):
    """What is made of the rows of one file, by scope, in order, when it is looked up."""

    __slots__ = ("_found", "_make", "_rows")

    def __init__(self, make: Callable[[str], V], rows: Mapping[int, list[str]]) -> None:
        self._make = make
        self._found: dict[int, list[V]] = {}
        self._rows = rows

    def __contains__(self, scope: int) -> bool:
        return scope in self._rows

    def get(self, scope: int, default: Sequence[V] = ()) -> Sequence[V]:
        """Return what there is in a scope."""
        found = self._found.get(scope)
        if found is None:
            rows = self._rows.get(scope)
            if rows is None:
                return default
            found = self._found[scope] = list(map(self._make, rows))
        return found


class Scopes(dict[str, Mapping[int, list[str]]]):
    """The rows of a file by name, then by the scope that has it; those of a name are taken apart when it is sought."""

    def __init__(self, rows_of: Mapping[str, list[str]], scope_of: Callable[[str], int | None]) -> None:
        """Take rows by name, and what says in which scope one has its name, if in any."""
        super().__init__()
        self._rows_of = rows_of
        self._scope_of = scope_of

    def __missing__(self, name: str) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = {}
        for row in self._rows_of.get(name, ()):
            scope = self._scope_of(row)
            if scope is not None:
                found.setdefault(scope, []).append(row)
        self[name] = found = found or _NOWHERE
        return found

    def are_inside(self, name: str) -> bool:
        """Say whether a scope other than the top has a name."""
        scopes = self[name]
        return len(scopes) > (TOP in scopes)


_NOWHERE: dict[int, list[str]] = {}


class Children:
    """The definitions of a file by (container, name), made when they are looked up."""

    __slots__ = ("_found", "_make", "_scopes")

    def __init__(self, scopes: Scopes, make: Callable[[str], Definition]) -> None:
        self._scopes = scopes
        self._make = make
        self._found: dict[tuple[int, str], list[Definition]] = {}

    def __contains__(self, key: tuple[int, str]) -> bool:
        return key[0] in self._scopes[key[1]]

    def get(self, key: tuple[int, str], default: Sequence[Definition] = ()) -> Sequence[Definition]:
        """Return the definitions under a key."""
        found = self._found.get(key)
        if found is None:
            rows = self._scopes[key[1]].get(key[0])
            if rows is None:
                return default
            found = self._found[key] = sorted(map(self._make, rows), key=attrgetter("ordinal"))
        return found


FUNCTION, TYPE, MODULE, OTHER = range(4)
"""What the kinds of definitions are for names on their way out of scopes."""


@cache
def _kinds_told(language: Language) -> Mapping[str, int]:
    """Return what each kind of definition is for names, but for the others."""
    types = TYPE_KINDS | {"module"} if language.mixins else TYPE_KINDS
    return dict.fromkeys(FUNCTION_KINDS, FUNCTION) | {"module": MODULE} | dict.fromkeys(types, TYPE)


class ChildrenByName:
    """The definitions by (container, name) of a file of a large program: by their names, unless they are loaded."""

    __slots__ = ("_file",)

    def __init__(self, file: File) -> None:
        self._file = file

    def __contains__(self, key: tuple[int, str]) -> bool:
        return bool(self.get(key))

    def get(self, key: tuple[int, str], default: Sequence[Definition] = ()) -> Sequence[Definition]:
        """Return the definitions under a key."""
        container, name = key
        file, definitions = self._file, self._file.definitions
        is_made = file.program.has_made(name) and len(definitions) < _FEW_MADE
        if "definition" in file.loaded and not is_made:
            return definitions.children.get(key, default)
        file.program.make_named(name)
        made = definitions.values()
        found = [each for each in made if each.name == name and each.container == container]
        return sorted(found, key=attrgetter("ordinal")) or default


def is_own_maker(definition: Definition) -> bool:
    """Say whether a method of a type itself runs where a value of it is made, in the place of the library's."""
    language = definition.file.language
    modifier = language.type_modifier
    return bool(modifier) and definition.name in language.making and modifier in definition.modifiers.split()
