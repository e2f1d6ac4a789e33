"""What an expression may stand for, as far as the facts tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ecp.query.resolution.notation import Tree
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context, File


class Instance(NamedTuple):
    """A value of a type of this repository."""

    type: Definition
    arguments: tuple[Values, ...] = ()
    """Values of each of its type arguments."""


class Class(NamedTuple):
    """A type itself: `Session`, not a session."""

    type: Definition
    arguments: tuple[Values, ...] = ()
    is_held: bool = False
    """Reached through a variable that holds it, not by a name that is its own or an import's."""
    is_renamed: bool = False
    """The variable is given it by a name, so that it is found by the variable's, too (`spellings.py`)."""


class Function(NamedTuple):
    """A function or method, with the value that it was reached through."""

    definition: Definition
    receiver: Value | None = None
    is_held: bool = False
    """As for a class."""


class Holder(NamedTuple):
    """A variable or namespace whose members are known by name: an object literal, a C++ namespace."""

    definition: Definition


class Literal(NamedTuple):
    """An object by the members that its literal gives it; what they are is worked out when asked for."""

    context: Context
    record: Tree


class Shape(NamedTuple):
    """A value of a type that has no name: `{side: Length}`."""

    names: tuple[str, ...]
    inside: tuple[Values, ...]
    """Values of each of its members."""


class Opened(NamedTuple):
    """A C++ namespace by its whole name, in whatever files it is opened, as one file sees it; the global scope of
    scripts as an object."""

    name: str
    file: File


class Module(NamedTuple):
    """A file as a module."""

    file: File


class Package(NamedTuple):
    """A folder as a package (Go, Java), or a Python package without `__init__.py`."""

    folder: str


class Namespace(NamedTuple):
    """A package or namespace by its name, `.` between the parts (Java, Kotlin, C#, PHP)."""

    family: str
    name: str


class Container(NamedTuple):
    """A library's container of values that are known: `list`, `map`, `tuple`, `await`, `function`, `class`."""

    kind: str
    inside: tuple[tuple[Value, ...], ...]
    """`list`, `await`: (elements,); `map`: (keys, values); `tuple`: one entry per position; `function`: (results,)."""
    name: str = ""
    """Of the type, where overloads are told apart by it."""


class Outside(NamedTuple):
    """Something that is known not to be of this repository: a library's, or built in."""

    name: str


class Parameter(NamedTuple):
    """A value of a type parameter, while it is not known what that stands for."""

    name: str
    bound: Values


class Super(NamedTuple):
    """The bases of a type, seen from one of its methods."""

    type: Definition
    after: Definition | None = None
    """Only what comes after this one of them, in the order of inheritance: `super(Pen, self)`."""


Value = (
    Instance
    | Class
    | Function
    | Holder
    | Literal
    | Shape
    | Opened
    | Module
    | Package
    | Namespace
    | Container
    | Outside
    | Parameter
    | Super
)
Values = tuple[Value, ...]


def unwrapped(values: Values, kind: str) -> Values:
    """Return some values with what is in containers of a kind in place of these."""
    found: list[Value] = []
    for value in values:
        if isinstance(value, Container) and value.kind == kind:
            found += value.inside[0]
        else:
            found.append(value)
    return tuple(found)


BREADTH = 12
"""Values of one expression that are followed."""


def gathered(values: Values, step: Callable[[Value], Iterable[Value]]) -> list[Value]:
    """Return what a step gives for each of some values."""
    return [found for value in values for found in step(value)]


def are_outside(values: Iterable[Value]) -> bool:
    """Say whether none of some values is of this repository, as of no values, too."""
    return all(isinstance(value, Outside) for value in values)


def as_held(value: Value, *, is_renamed: bool = False) -> Value:
    """Return a value as the variable that it is bound to holds it, by another name of it or not."""
    if isinstance(value, Class):
        return value._replace(is_held=True, is_renamed=is_renamed and not value.is_held)
    return value._replace(is_held=True) if isinstance(value, Function) else value
