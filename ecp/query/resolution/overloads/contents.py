"""What the library's containers, pairs and iterators hold, with what is constant, pointed to and referred to.

https://eel.is/c++draft/container.requirements, https://eel.is/c++draft/pairs
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.index.languages import Language
from ecp.query.resolution.notation import split
from ecp.query.resolution.overloads.qualified import Library, Qualified, written
from ecp.query.resolution.program.files import Context

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_ITERATOR = "#iterator"
_PAIR = "pair"
_SIDES = {"first": 0, "second": 1}


def _arguments(known: Qualified | None) -> tuple[str, list[str]]:
    """Return the name of a library's type and its type arguments, of what is no pointer to one."""
    if known is None or known.pointers or not isinstance(known.base, Library) or not known.base.arguments:
        return "", []
    return known.base.name, list(split(known.base.arguments[:-1], ","))


def _written(resolver: Resolver, context: Context, text: str, holder: Qualified) -> Qualified | None:
    found = written(resolver, context, text)
    if found is None or not holder.is_constant or found.pointers:
        return found
    return found._replace(is_constant=True)


def element(resolver: Resolver, context: Context, container: Qualified | None) -> Qualified | None:
    """Return what a subscript or a method like `front` gives of a container."""
    name, arguments = _arguments(container)
    position = context.file.language.library_elements.get(name)
    if container is None or position is None or int(position) >= len(arguments):
        return None
    return _written(resolver, context, arguments[int(position)], container)


def looped(resolver: Resolver, context: Context, container: Qualified | None) -> Qualified | None:
    """Return what a loop over a container goes through: of one by keys, pairs."""
    name, arguments = _arguments(container)
    if container is None or context.file.language.library_elements.get(name) != "1" or len(arguments) < 2:
        return element(resolver, context, container)
    return Qualified(Library(_PAIR, f"{','.join(arguments[:2])}]", is_class=True), container.is_constant)


def iterator(language: Language, container: Qualified | None) -> Qualified | None:
    """Return an iterator of a container."""
    name, arguments = _arguments(container)
    position = language.library_elements.get(name)
    if container is None or position is None or int(position) >= len(arguments):
        return None
    held = f"{_PAIR}[{','.join(arguments[:2])}]" if position == "1" else arguments[int(position)]
    return Qualified(Library(_ITERATOR, f"{held}]", is_class=True), container.is_constant)


def pointed_to(resolver: Resolver, context: Context, cursor: Qualified | None) -> Qualified | None:
    """Return what an iterator is at."""
    name, arguments = _arguments(cursor)
    if cursor is None or name != _ITERATOR:
        return None
    return _written(resolver, context, arguments[0], cursor)


def part(resolver: Resolver, context: Context, whole: Qualified | None, position: int) -> Qualified | None:
    """Return a part of a pair or tuple."""
    name, arguments = _arguments(whole)
    if whole is None or name not in (_PAIR, "tuple") or position >= len(arguments):
        return None
    return _written(resolver, context, arguments[position], whole)


def side(resolver: Resolver, context: Context, whole: Qualified | None, name: str) -> Qualified | None:
    """Return `first` or `second` of a pair, or of the one that an iterator is at."""
    if name not in _SIDES:
        return None
    return part(resolver, context, pointed_to(resolver, context, whole) or whole, _SIDES[name])
