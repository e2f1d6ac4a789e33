"""What questions are answered with: plain, typed, documented values.

Field names are the JSON contract (docs/reference.md, "JSON"): what an answer's JSON holds is what its value holds.
Lines and columns are 1-based; columns count bytes of UTF-8.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ecp.dataclass import dataclass, field

T = TypeVar("T")

CONFIDENCE: dict[str, float] = {
    "scope": 0.99,
    "file": 0.99,
    "self": 0.99,
    "super": 0.97,
    "import": 0.99,
    "module": 0.99,
    "class": 0.99,
    "package": 0.99,
    "program": 0.99,
    "variable": 0.99,
    "attribute": 0.99,
    "result": 0.99,
    "element": 0.99,
    "sole": 0.95,
    "overload": 0.94,
    "indirect": 0.57,
}
"""How a call was resolved → the share of such calls that compilers confirm (docs/accuracy.md).

    scope      a name of a function around the call          file       a name of the same file, or imported into it
    self       a member of the type around it, or inherited  super      a member of that type's bases
    import     the import itself, or a star import           module     a member of a module
    class      a member of a class, named                    package    a name of the same package
    program    a name of the whole program (C)               variable   a member of a local, parameter or global
    attribute  a member of a field or attribute              result     a member of what a call returns
    element    a member of an element, or of a longer chain  sole       the only method of a name (Ruby, Kotlin)
    overload   one of several overloads, of which the arguments do not tell which (C++)
    indirect   what a call through a field or variable may run: every function that is put there (C, C++)
"""

STEP_CONFIDENCE: dict[str, float] = {
    "constructor": 0.99,
    "subtype": 0.98,
    "override": 0.97,
    "dispatch": 0.6,
    "structural": 0.96,
}
"""Steps of `impact` and `path` that are no references → how sure they are: of subtypes, overrides and structural ones
the share that compilers confirm (docs/accuracy.md), the others estimates.

    constructor  a type to the method that making one runs      subtype   a type to one that inherits from it
    override     a method to one that overrides it              dispatch  a call of the overridden may run this one
    structural   a method to one of a type that has every method of the interface (Go)
"""


@dataclass(frozen=True)
class Symbol:
    """A definition; overloads and redefinitions of one symbol are one value."""

    path: str
    line: int
    end_line: int
    kind: str
    name: str
    qualified_name: str
    """Within its file: `Session.execute`."""
    signature: str
    col: int = 1
    doc: str = ""
    """First line of its doc comment."""
    exported: bool = True
    other_lines: tuple[int, ...] = ()
    """Lines of its other definitions in the same file."""


@dataclass(frozen=True)
class Call:
    """A call, seen from the symbol asked about: for callers the other end calls, for callees it is called."""

    path: str
    """Where the call is."""
    line: int
    name: str
    """The other end; `<module>` for a call outside every definition."""
    qualified_name: str
    definition_path: str
    """Where the other end is defined."""
    definition_line: int
    """0 for `<module>`."""
    how: str
    """How the call was resolved: a key of `CONFIDENCE`."""
    confidence: float
    of: tuple[str, ...] = ()
    """Where several symbols have the name asked about: those that this is of, as `path:qualified name`."""
    text: str = ""
    """The line of the call without its indentation, at most 200 characters of it; "" unless it was asked for."""


@dataclass(frozen=True)
class Freshness:
    """What an answer is for, and what it rests on."""

    commit: str
    """The commit asked about."""
    base_commit: str
    """The indexed commit that answers."""
    overlay_files: int = 0
    """Files answered from memory, because they differ from `base_commit`."""
    incomplete: tuple[str, ...] = ()
    """Paths whose present content is not covered: they answer as of `base_commit`, or not at all when they are new.
    `.` when git's index could not be read, so that it is unknown what differs."""
    damaged: tuple[str, ...] = ()
    """Files of the store that should have answered and are not what was published; the next build mends that."""
    broken: tuple[str, ...] = ()
    """Where edited files do not parse, as `path:line`: what was edited there counts as it was before."""


@dataclass(frozen=True)
class Answer(Generic[T]):
    """Some items, and whether there are more."""

    items: tuple[T, ...]
    truncated: bool = False
    cursor: str = ""
    """Ask again with this to go on; "" when there is no more."""
    unresolved: int = 0
    """Calls of the name asked about that could not be resolved: what the items may lack."""
    freshness: Freshness | None = None
    """What the answer is for and what it rests on; an `Index` always says so."""
    note: str = ""
    """What the answer lacks by its nature: of an operator, that what runs it by syntax alone is not recorded."""


@dataclass(frozen=True)
class Use:
    """A resolved reference of any role, with the definition that it stands in."""

    path: str
    line: int
    col: int
    role: str
    """`call`, `new`, `type`, `inherit`, `import`, `decorate`, `read` or `write`."""
    name: str
    """The definition around it; `<module>` outside every definition."""
    qualified_name: str
    definition_line: int
    """Of the definition around it; 0 for `<module>`."""
    how: str
    confidence: float
    of: tuple[str, ...] = ()
    """As in `Call`."""
    text: str = ""
    """As in `Call`."""


@dataclass(frozen=True)
class Unresolved:
    """A reference of a name that could not be resolved, and so may or may not mean the symbol asked about."""

    path: str
    line: int
    col: int
    role: str
    name: str
    """The definition around it; `<module>` outside every definition."""
    qualified_name: str
    definition_line: int
    receiver: str
    """The expression that the name is a member of, "" for a bare name."""
    reason: str
    """`dynamic receiver`, `unknown name`, `no such member` or `through a variable`."""
    candidates: tuple[Symbol, ...] = ()
    """Definitions that it may mean, the likeliest first; at most five."""
    candidate_count: int = 0
    """How many candidates there are."""
    text: str = ""
    """As in `Call`."""


@dataclass(frozen=True)
class Body:
    """The code of a definition."""

    path: str
    line: int
    end_line: int
    kind: str
    name: str
    qualified_name: str
    text: str
    """Its lines as they are in the file; "" where git has lost them."""
    omitted: int = 0
    """Its last lines that are left out."""


@dataclass(frozen=True)
class Impacted:
    """A symbol that depends on the one asked about (up), or that it depends on (down)."""

    path: str
    line: int
    kind: str
    """A definition's kind, or `module` for the code of a file outside every definition."""
    name: str
    qualified_name: str
    distance: int
    """Steps from the symbol asked about."""
    confidence: float
    """The weakest step on the way."""
    how: str
    """The last step: how its reference was resolved, or `override`, `dispatch`, `subtype`, `constructor`."""
    via_path: str
    """The symbol before it on the way back; follow these to the start."""
    via_name: str
    site_line: int
    """Line of the reference: in `path` going up, in `via_path` going down; 0 where the step is no reference."""
    test: bool
    """Whether it lies in a test."""


@dataclass(frozen=True)
class FileTotal:
    """How many symbols of a file are affected."""

    path: str
    symbols: int
    test: bool


@dataclass(frozen=True)
class Relative:
    """A type above or below the one asked about; for a method, one that it overrides or that overrides it."""

    path: str
    """"" for a type that is not of this repository."""
    line: int
    kind: str
    name: str
    qualified_name: str
    relation: str
    """`supertype`, `subtype`, `overridden` (by the one asked about) or `override` (of it)."""
    distance: int
    """Steps of inheritance."""
    of: str
    """The symbol asked about that this is a relative of, as `path:qualified name`."""


@dataclass(frozen=True)
class PathStep:
    """A symbol on a call path, and the call that leads on to the next."""

    path: str
    line: int
    kind: str
    name: str
    qualified_name: str
    site_line: int
    """Line in `path` where the next step is called; 0 for the last, and where the step is no call."""
    how: str
    """How the step to the next was resolved; "" for the last."""
    confidence: float
    """Of the step to the next; 1 for the last."""


@dataclass(frozen=True)
class Unused:
    """A definition that no resolved reference reaches."""

    path: str
    line: int
    end_line: int
    kind: str
    name: str
    qualified_name: str
    exported: bool
    unresolved: int
    """References of its name that could not be resolved: uses that it may have."""
    note: str = ""
    """Why it may be in use all the same: `decorated`, `in what is decorated`, `may override a member of Base`, …; ""
    where nothing says so."""


@dataclass(frozen=True)
class MapFile:
    """A file of a repository's map, with its most used definitions."""

    path: str
    rank: float
    """Share of the repository's references, weighed by where they come from; all files sum to 1."""
    symbols: tuple[Symbol, ...]
    """In order of line."""
    omitted: int = 0
    """Definitions of the file that are not shown."""


@dataclass(frozen=True)
class ImpactReport(Answer[Impacted]):
    """What `impact` answers with: a page of symbols, source before tests, and totals over all pages."""

    definitions: tuple[Symbol, ...] = ()
    """The symbol asked about."""
    direction: str = "up"
    depth: int = 0
    symbols: int = 0
    """Affected symbols outside tests, over all pages."""
    test_symbols: int = 0
    files: tuple[FileTotal, ...] = ()
    """Totals by file over all pages, the most affected first."""


@dataclass(frozen=True)
class Table(Answer[tuple[Any, ...]]):
    """The result of SQL; the items are its rows."""

    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """DuckDB's names of the columns' types."""


@dataclass(frozen=True)
class PathReport(Answer[PathStep]):
    """What `path` answers with: the symbols of one shortest call path, from first to last."""

    explored: int = 0
    """Symbols looked at."""
    gave_up: str = ""
    """Why the search ended before everything was searched, or ""."""


@dataclass(frozen=True)
class SymbolReport:
    """What `ecp query` answers with."""

    commit: str
    base_commit: str
    overlay_files: int
    incomplete: tuple[str, ...]
    symbol: str
    definitions: tuple[Symbol, ...]
    callers: tuple[Call, ...] = ()
    callees: tuple[Call, ...] = ()
    unresolved_calls: int = 0
    """Calls of this name in the repository that resolve to nothing and could be calls of it."""
    truncated: bool = False
    """Whether there are more definitions, callers or callees than the first, which are here."""
    definition_count: int = 0
    """How many definitions there are."""
    caller_count: int = 0
    """How many callers there are."""
    suggestions: tuple[str, ...] = field(default=())
    """Names that are near, when there is no definition."""
    damaged: tuple[str, ...] = ()
    """As in `Freshness`."""
    note: str = ""
    """As in `Answer`, of the callers."""
    broken: tuple[str, ...] = ()
    """As in `Freshness`."""
    uses: tuple[Use, ...] = ()
    """Of a symbol that nothing calls and that is no function: the first of its other references, but for imports."""
    use_count: int = 0
    """How many of these there are."""
