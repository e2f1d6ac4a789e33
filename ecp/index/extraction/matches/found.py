"""What the patterns of a language's query find in one blob, before it is known what lies in what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.extraction.source import Source
from ecp.index.extraction.syntax import Captures


@dataclass(eq=False)
class FoundDefinition:
    """A definition, where it stands, and once it is arranged what it lies in."""

    start: int
    end: int
    kind: str
    name: str
    name_node: Node
    node: Node
    captures: Captures
    pattern: int
    owner: str = ""
    value: str = ""
    type: str = ""
    container: int = -1
    ordinal: int = -1
    is_scope: bool = False
    """Whether names are local in it: of a variable, where a function without a name in its value has functions."""


class FoundBinding(NamedTuple):
    """What gives a name of a scope a type or a value; without a name, what a function gives."""

    node: Node
    name: str
    receiver: str
    how: str
    type: str
    value: str


class Arms(NamedTuple):
    """A rule of a macro that makes the arms of a match."""

    pattern: list[Node]
    """What it is given."""
    paths: dict[str, list[str]]
    """Of each name that it is given and binds: what it takes apart for that, as it is written."""


@dataclass(eq=False)
class Found:
    """What the patterns found in one blob, before it is known what lies in what."""

    source: Source
    tree: Source
    """What is being read: the source as it was parsed, then its fragments."""
    definitions: dict[int, FoundDefinition] = field(default_factory=dict)  # by the start of the name
    references: dict[int, tuple[Node, str, str, int, str]] = field(default_factory=dict)  # node role receiver rank name
    calls: dict[int, Node] = field(default_factory=dict)  # of a language with overloads, as references
    passed: dict[int, str] = field(default_factory=dict)  # by the start of a name: what is called with it, and where
    imports: list[tuple[Node, str, str, str, str]] = field(default_factory=list)
    prefixes: list[tuple[int, int, str]] = field(default_factory=list)
    public: list[tuple[int, int]] = field(default_factory=list)
    bindings: list[FoundBinding] = field(default_factory=list)
    held_from: dict[tuple[int, int], int] = field(default_factory=dict)  # rows, by where the name is that holds from it
    heritage: list[tuple[Node, str, str, str]] = field(default_factory=list)
    scopes: list[tuple[int, int, int]] = field(default_factory=list)  # start end last line
    functions: list[tuple[int, int]] = field(default_factory=list)  # anonymous ones
    signatures: list[tuple[int, int]] = field(default_factory=list)  # types of functions
    branches: list[tuple[int, int, int]] = field(default_factory=list)  # start end last line
    exported: list[tuple[int, int]] = field(default_factory=list)
    static: list[tuple[int, int]] = field(default_factory=list)
    comments: dict[int, Node] = field(default_factory=dict)  # by last row
    fragments: list[tuple[int, int]] = field(default_factory=list)
    arms: dict[str, list[Arms]] = field(default_factory=dict)  # by the name of the macro
    items: list[tuple[int, int]] = field(default_factory=list)
    named_types: list[tuple[Node, str, str]] = field(default_factory=list)  # of doc comments: name value
    documented: dict[int, dict[str, str]] = field(default_factory=dict)  # types of parameters, by definition
    ignored: list[tuple[int, int, int]] = field(default_factory=list)  # spans in which nothing is read
    claimed: set[int] = field(default_factory=set)  # starts of identifiers that are not reads
    imported: set[int] = field(default_factory=set)  # starts of names that an import brings in
    for_file: set[int] = field(default_factory=set)  # starts of imports whose names are the file's wherever they stand
