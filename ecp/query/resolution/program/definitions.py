"""The definitions of one file as the resolver reads them, made when looked up, and by what is around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
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


K = TypeVar("K")
V = TypeVar("V")


class Definitions(dict[int, Definition]):
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
    def grouped(self) -> Groups:
        """The definitions by what is around them."""
        children: dict[tuple[int, str], list[int]] = defaultdict(list)
        members: dict[int, list[int]] = defaultdict(list)
        extensions: dict[int, list[int]] = defaultdict(list)
        texts, names, kinds, owners = self.table.columns(1, 2, 3, 4)
        containers = list(map(int, texts))
        for ordinal, (container, name, kind) in enumerate(zip(containers, names, kinds, strict=True)):
            children[container, name].append(ordinal)
            if name or kind != "extension":
                members[container].append(ordinal)
            if kind == "extension":
                extensions[container].append(ordinal)
        made = self.__getitem__
        of_name, of_scope = Grouped(made, dict(children)), Grouped(made, dict(members))
        told = _kinds_told(self._file.language)
        owned = frozenset([ordinal for ordinal, owner in enumerate(owners) if owner])
        return Groups(
            of_name, of_scope, dict(extensions), frozenset(owners) - {""},
            containers, bytes([told.get(kind, OTHER) for kind in kinds]), owned,
        )  # fmt: skip


class Grouped(Generic[K, V]):
    """What is made of the rows of one file, by a key, in order, when it is looked up."""

    __slots__ = ("_found", "_make", "ordinals")

    def __init__(self, make: Callable[[int], V], ordinals: Mapping[K, list[int]]) -> None:
        self._make = make
        self._found: dict[K, list[V]] = {}
        self.ordinals = ordinals

    def __contains__(self, key: K) -> bool:
        return key in self.ordinals

    def get(self, key: K, default: Sequence[V] = ()) -> Sequence[V]:
        """Return what there is under a key."""
        found = self._found.get(key)
        if found is None:
            ordinals = self.ordinals.get(key)
            if ordinals is None:
                return default
            found = self._found[key] = list(map(self._make, ordinals))
        return found


class Groups(NamedTuple):
    """The definitions of one file by what is around them."""

    children: Grouped[tuple[int, str], Definition]
    """By container and name."""
    members: Grouped[int, Definition]
    """By container: a type without a name is no member there."""
    extensions: dict[int, list[int]]
    """The ordinals of the extensions in each container."""
    owners: frozenset[str]
    """What definitions outside of it name as the one that they belong to."""
    containers: list[int]
    """What is around each, by ordinal."""
    kinds: bytes
    """What each is for names, by ordinal."""
    owned: frozenset[int]
    """The ordinals of those that name what they belong to."""


FUNCTION, TYPE, MODULE, OTHER = range(4)
"""What the kinds of definitions are for names on their way out of scopes."""


def _kinds_told(language: Language) -> dict[str, int]:
    """Return what each kind of definition is for names, but for the others."""
    types = TYPE_KINDS | {"module"} if language.mixins else TYPE_KINDS
    return dict.fromkeys(FUNCTION_KINDS, FUNCTION) | {"module": MODULE} | dict.fromkeys(types, TYPE)


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
            return definitions.grouped.children.get(key, default)
        file.program.named(name)  # makes them
        made = definitions.values()
        found = [each for each in made if each.name == name and each.container == container]
        return sorted(found, key=attrgetter("ordinal")) or default


def is_own_maker(definition: Definition) -> bool:
    """Say whether a method of a type itself runs where a value of it is made, in the place of the library's."""
    language = definition.file.language
    modifier = language.type_modifier
    return bool(modifier) and definition.name in language.making and modifier in definition.modifiers.split()
