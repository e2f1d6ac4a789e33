"""Types with what is constant, pointed to and referred to.

https://eel.is/c++draft/dcl.type, https://eel.is/c++draft/basic.compound
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ecp.index.records import CONSTANT, HELD, POINTER, REFERENCE
from ecp.query.resolution.notation import marks_after
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.declared_types import named_type
from ecp.query.resolution.values import Class, Instance, Parameter

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_DEPTH = 6
"""Names of types that are followed."""
_ARRAY = "list["
_FUNCTION = "fn["
_PLAIN_END = ("_t", "streamsize", "streamoff")
"""Ends of names of the library that may be those of arithmetic types."""


class Own(NamedTuple):
    """A type of this repository."""

    definition: Definition


class Plain(NamedTuple):
    """An arithmetic type, or `void`."""

    name: str


class Library(NamedTuple):
    """A type of a library, with its type arguments as they are written."""

    name: str
    arguments: str = ""
    is_class: bool = False
    """It is known to be no other name of an arithmetic type."""


class Deduced(NamedTuple):
    """A type parameter."""

    name: str


class Held(NamedTuple):
    """What a library's smart pointer holds."""

    base: Base | None


Base = Own | Plain | Library | Deduced | Held


class Qualified(NamedTuple):
    """A type; what is not known of it is None."""

    base: Base | None
    is_constant: bool = False
    """What it is of, in the end."""
    pointers: tuple[bool, ...] | None = ()
    """Levels of pointers and arrays, the innermost first, and which of these are constant themselves."""
    reference: str = ""
    is_array: bool = False


def written(resolver: Resolver, context: Context, text: str, depth: int = 0) -> Qualified | None:
    """Return a type as it is written at a place."""
    marks = marks_after(text)
    name = text[: len(text) - len(marks)]
    if not name or name.startswith(("?", "{")) or depth > _DEPTH:
        return None
    if name.startswith(_ARRAY) and name.endswith("]"):
        inner = written(resolver, context, name[len(_ARRAY) : -1], depth + 1)
        if inner is None or inner.pointers is None:
            return None
        return marked(inner._replace(pointers=(*inner.pointers, False), is_array=True), marks)
    if name.startswith(_FUNCTION):
        return marked(Qualified(Library("fn", name), pointers=(False,)), marks)
    found = _named(resolver, context, name, depth)
    return marked(found, marks) if found is not None else None


def marked(inner: Qualified, marks: str) -> Qualified:
    """Return a type with what the marks after it add."""
    base, constant, pointers, reference = inner.base, inner.is_constant, inner.pointers or (), inner.reference
    is_array = inner.is_array
    for mark in marks:
        if mark == CONSTANT and pointers:
            pointers = (*pointers[:-1], True)
        elif mark == CONSTANT:
            constant = True
        elif mark == POINTER:
            pointers, is_array = (*pointers, False), False
        elif mark == HELD:
            base, constant, pointers, is_array = Held(base if not pointers else None), False, (), False
        elif mark == REFERENCE:
            reference += REFERENCE
    if len(reference) > 2:  # a reference to a reference
        reference = REFERENCE
    return Qualified(base, constant, pointers if inner.pointers is not None else None, reference, is_array)


def _named(resolver: Resolver, context: Context, name: str, depth: int) -> Qualified | None:
    plain, _, arguments = name.partition("[")
    if arguments and not arguments.endswith("]"):  # a type inside a template: `Box<T>::Side`
        return None
    language = context.file.language
    last = plain.rpartition(".")[2]
    if last in language.arithmetic_types and plain in (last, f"std.{last}"):
        return Qualified(Plain(language.arithmetic_types[last]))
    for value in named_type(resolver, context, plain):
        match value:
            case Class(definition) if definition.kind == "type":
                if not definition.type:
                    return Qualified(Own(definition))
                around = Context(definition.file, definition.container, definition.line)
                if definition.type.partition("[")[0].rstrip("!^&") == definition.name == plain:
                    return Qualified(Library(last, arguments))
                return written(resolver, around, definition.type, depth + 1)
            case Class(definition):
                return Qualified(Own(definition))
            case Parameter(own, _):
                return Qualified(Deduced(own))
            case Instance(definition, _) if definition.kind == "enum":
                return Qualified(Own(definition))
    is_class = plain.partition(".")[0] in language.library_names and not last.endswith(_PLAIN_END)
    return Qualified(Library(last, arguments, is_class or bool(arguments)))
