"""Values of types that a library has and this repository has not: `list[Pen]`, `Promise<Pen>`, `Arc<Pen>`.

A language's table `library_types` says which of its library's types are of which kind, in the words of `_KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language
from ecp.index.records import RECORD_TYPE
from ecp.query.resolution.notation import Tree, last_name
from ecp.query.resolution.types.generics import has_parameter
from ecp.query.resolution.values import BREADTH, Class, Container, Instance, Outside, Values, gathered

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

WRITTEN = {"list": "list", "map": "map", "chan": "series", "tuple": "tuple", "fn": "function", "type": "class"}
"""What the notation writes for types that have signs of their own (`[]T`), in every language, and of which kind these
are.  Variables, and types without parameters, may have these names."""


class Written(NamedTuple):
    """A type of the library as it is written at a place."""

    language: Language
    name: str
    """The last part of it."""
    arguments: tuple[Tree, ...]
    inside: tuple[Values, ...]
    """The values of each of its arguments."""

    @property
    def kept_name(self) -> str:
        """The name that a container of it keeps: where overloads are told apart by it."""
        return self.name if self.language.top_types else ""


def library_type(resolver: Resolver, written: Written, *, is_known: bool) -> Values:
    """Return the values of a type of the library; `is_known` where the name is known not to be of this repository."""
    kind = kind_of(written.language, written.name)
    if kind in _KINDS and (written.inside or kind in _WITHOUT_ARGUMENTS):
        return _KINDS[kind](resolver, written)
    return (Outside(written.name),) if is_known or written.language.local_variables else ()


def kind_of(language: Language, name: str) -> str:
    """Return the kind of the library's type of a name, "" of one of which nothing is known."""
    return language.kinds_of_library_types.get(name) or WRITTEN.get(name, "")


def container_kinds(language: Language, tree: Tree) -> set[str]:
    """Return the kinds of containers that some written types are, without what these hold."""
    parts = tree[1:] if tree[0] == "union" else (tree,)
    kinds = {kind_of(language, last_name(str(part[1]))) for part in parts if part[1:]}
    return {container for kind in kinds for container in _CONTAINERS.get(kind, ())}


_CONTAINERS = {
    "list": ("list",),
    "keyed list": ("list",),
    "sequence": ("list", "tuple"),
    "map": ("map",),
    "tuple": ("list", "tuple"),
}
"""Kinds of types → the kinds of the containers that may be theirs."""
_KEYS = (("type", "int"), ("type", "string"))


def _list(_: Resolver, written: Written) -> Values:
    """Return a container of what the first argument is of."""
    return (Container("list", written.inside[:1], written.kept_name),)


def _keyed_list(resolver: Resolver, written: Written) -> Values:
    """Return a container whose first argument may be its keys.

    https://phpstan.org/writing-php-code/phpdoc-types#iterables
    """
    if len(written.arguments) == 2 and written.arguments[0] in _KEYS:
        return (Container("list", written.inside[-1:], written.kept_name),)
    return _list(resolver, written)


def _map(_: Resolver, written: Written) -> Values:
    is_record = written.name == RECORD_TYPE and written.language.loops_over_pairs
    name = RECORD_TYPE if is_record else written.kept_name
    return (Container("map", (written.inside[0], written.inside[-1]), name),)


def _awaited(_: Resolver, written: Written) -> Values:
    return (Container("await", written.inside[-1:]),)


def _held(_: Resolver, written: Written) -> Values:
    """Return what a wrapper holds, or what a qualifier is of."""
    return written.inside[0] if written.inside else ()


def _any_of(_: Resolver, written: Written) -> Values:
    return tuple(dict.fromkeys(value for one in written.inside for value in one))[:BREADTH]


def _convertible(_: Resolver, written: Written) -> Values:
    """Return what may be turned into a value of the argument: https://doc.rust-lang.org/std/convert/"""
    return (Container("converted", written.inside[:1], written.name),)


def _result(resolver: Resolver, written: Written) -> Values:
    """Return what calling the argument gives."""
    given = written.inside[0]
    return tuple(value for value in gathered(given, resolver.call) if value not in given)


def _made(resolver: Resolver, written: Written) -> Values:
    """Return what a class makes."""
    if has_parameter(written.inside[0]):
        return (Container("instance", written.inside[:1]),)
    return _result(resolver, written)


def _class(_: Resolver, written: Written) -> Values:
    """Return the classes of the values of the argument."""
    inside = written.inside[0]
    if has_parameter(inside):
        return (Container("class", (inside,)),)
    types = tuple(Class(value.type) for value in inside if isinstance(value, Instance))
    others = tuple(value for value in inside if isinstance(value, Container | Class))
    return (*types, Container("class", (others,))) if others else types


def _reflected(_: Resolver, written: Written) -> Values:
    """Return what tells of a type and has none of its members."""
    return (Container("reflected", written.inside or ((),), written.kept_name),)


def _tuple(_: Resolver, written: Written) -> Values:
    """Return a tuple, or one of any length: https://typing.python.org/en/latest/spec/tuples.html#tuple-type-form"""
    if len(written.arguments) == 2 and written.arguments[1] == ("type", "..."):
        return (Container("list", written.inside[:1]),)
    return (Container("tuple", written.inside),)


def _function(_: Resolver, written: Written) -> Values:
    """Return a function, of which the first argument is what it gives."""
    return (Container("function", written.inside or ((),)),)


def _function_to_last(_: Resolver, written: Written) -> Values:
    """Return a function, of which the last argument is what it gives."""
    return (Container("function", (*(written.inside[-1:] or ((),)), *written.inside[:-1])),)


def _procedure(_: Resolver, written: Written) -> Values:
    """Return a function that gives nothing that is known."""
    return (Container("function", ((), *written.inside)),)


def _reference(_: Resolver, written: Written) -> Values:
    """Return a function without parameters that gives what the first argument is of."""
    return (Container("function", written.inside[:1] or ((),)),)


def _callable(_: Resolver, written: Written) -> Values:
    """Return a function, of its parameters as a tuple or the only one, and what it gives.

    https://typing.python.org/en/latest/spec/callables.html#callable
    """
    if len(written.inside) != 2:
        return (Container("function", written.inside[-1:] or ((),)),)
    taken, given = written.inside
    several = (value.inside for value in taken if isinstance(value, Container) and value.kind == "tuple")
    return (Container("function", (given, *next(several, (taken,)))),)


def _nothing(_: Resolver, __: Written) -> Values:
    return ()


_KINDS: dict[str, Callable[[Resolver, Written], Values]] = {
    "list": _list,
    "keyed list": _keyed_list,
    "sequence": _list,
    "map": _map,
    "series": _map,
    "awaited": _awaited,
    "held": _held,
    "qualified": _held,
    "any of": _any_of,
    "convertible": _convertible,
    "result": _result,
    "made": _made,
    "class": _class,
    "reflected": _reflected,
    "tuple": _tuple,
    "function": _function,
    "function to last": _function_to_last,
    "procedure": _procedure,
    "reference": _reference,
    "callable": _callable,
    "nothing": _nothing,
}
"""The words of the table.  A `sequence` is a list that a tuple may be one of; a `series` is what a loop over it takes
one variable for an element of (Go's channels and iterators); a `qualified` type may leave its argument out."""
_WITHOUT_ARGUMENTS = frozenset(
    ("qualified", "reflected", "tuple", "function", "function to last", "procedure", "reference", "callable", "nothing")
)
"""Kinds that need none."""
