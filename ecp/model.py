"""What questions are answered with: plain, typed, documented values.

Field names are the JSON contract (README, "JSON"): what an answer's JSON holds is what its value holds.
Lines and columns are 1-based; columns count bytes of UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

CONFIDENCE: dict[str, float] = {
    "scope": 0.99,
    "file": 0.99,
    "self": 0.99,
    "super": 0.99,
    "import": 0.99,
    "module": 0.99,
    "class": 0.98,
    "package": 0.99,
    "program": 0.97,
    "variable": 0.97,
    "attribute": 0.95,
    "result": 0.94,
    "element": 0.93,
}
"""How a call was resolved → the share of such calls that compilers confirm (ARCHITECTURE, "Confidence").

    scope      a name of a function around the call          file       a name of the same file, or imported into it
    self       a member of the type around it, or inherited  super      a member of that type's bases
    import     the import itself, or a star import           module     a member of a module
    class      a member of a class, named                    package    a name of the same package
    program    a name of the whole program (C)               variable   a member of a local, parameter or global
    attribute  a member of a field or attribute              result     a member of what a call returns
    element    a member of an element, or of a longer chain
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
    """Paths whose present content is not covered."""


@dataclass(frozen=True)
class Answer(Generic[T]):
    """Some items, and whether there are more."""

    items: tuple[T, ...]
    truncated: bool = False
    cursor: str = ""
    """Ask again with this to go on; "" when there is no more."""
    unresolved: int = 0
    """Calls of the name asked about that could not be resolved: what the items may lack."""


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
    suggestions: tuple[str, ...] = field(default=())
    """Names that are near, when there is no definition."""
