"""What methods of a library's containers and wrappers do with the functions that they take: `iter.map(|x| …)`.

A language's table `adapters` says it, method by method:

    map = "element > each given"    calls its argument with an element, and gives the same of what that gives
    fold = "1: ? element > argument"    calls argument 1, whose second parameter is an element, and gives argument 0

What is not a container is a wrapper's value (`Option`, `Result`), and its own one element.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.containers import elements_of, iterated
from ecp.query.resolution.types.generics import as_list
from ecp.query.resolution.values import (
    Container,
    Function,
    Instance,
    Outside,
    Parameter,
    Value,
    Values,
    are_outside,
    unwrapped,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


class Adapter(NamedTuple):
    """How a method uses the function that it takes."""

    position: int
    """Which argument the function is."""
    parameters: tuple[str, ...]
    """What it is called with: an `element`, a `value` (of a map's pairs), or `?`."""
    gives: str
    """`same`, `element`, `given` (what the function gives), `each given`, `all given`, `flat` (elements of elements),
    `promised` (what the function gives, once it is waited for),
    `argument` (the first), `numbered`, `two` (of the same), `head` (an element and the rest), `lists`,
    `side by side` (with the elements of the argument)."""


@lru_cache(maxsize=1_000)
def _adapter(said: str) -> Adapter:
    """Read an entry of the table."""
    takes, _, gives = said.partition(">")
    position, _, parameters = takes.rpartition(":")
    return Adapter(int(position or 0), tuple(parameters.split()), gives.strip())


def adapting_owners(resolver: Resolver, context: Context, owners: Values, name: str) -> Values:
    """Return the values whose member of a name is such a method of the library."""
    wrapping = context.file.language.extension_traits
    found = (_adapting_owner(resolver, each, name, wrapping) for each in owners)
    return tuple(each for each in found if each is not None)


def _adapting_owner(resolver: Resolver, owner: Value, name: str, wrapping: bool) -> Value | None:
    """Return what has a member of a name that is the library's: a container, also as a type inherits from it, or a
    value itself where the library may wrap it."""
    if isinstance(owner, Container):
        return owner if wrapping else as_list(owner)
    if not isinstance(owner, Instance | Parameter | Function):
        return None
    if not are_outside(resolver.member(owner, name)):
        return None
    if wrapping:
        return owner
    elements = elements_of(resolver, (owner,))
    return Container("list", (elements,)) if elements else None


def adapters_of(resolver: Resolver, owners: Values, said: str) -> Values:
    """Return the method that the table says of some values, as far as it is known without its arguments."""
    adapter = _adapter(said)
    found: list[Value] = []
    for owner in owners:
        if isinstance(owner, Outside):
            continue
        element = _elements(resolver, owner) or (owner,)
        known = {"element": element, "value": elements_of(resolver, (owner,))}
        taken = tuple(known.get(each, ()) for each in adapter.parameters)
        before = ((),) * adapter.position
        function = Container("function", ((), *taken))
        found.append(Container("function", (_given(resolver, owner, adapter, (), ()), *before, (function,))))
    return tuple(dict.fromkeys(found))


def adapted(resolver: Resolver, owners: Values, said: str, arguments: Sequence[Values]) -> Values:
    """Return what calling the method that the table says of some values gives for some arguments."""
    adapter = _adapter(said)
    function = arguments[adapter.position] if adapter.position < len(arguments) else ()
    given = tuple(dict.fromkeys(value for each in function for value in resolver.call(each)))
    argument = arguments[0] if arguments else ()
    return tuple(dict.fromkeys(v for owner in owners for v in _given(resolver, owner, adapter, given, argument)))


def _elements(resolver: Resolver, owner: Value) -> Values:
    if isinstance(owner, Container) and owner.kind == "map":
        return (Container("tuple", owner.inside),)
    if isinstance(owner, Container) and owner.kind == "tuple":
        return ()
    if isinstance(owner, Instance):  # whose subscripts are not what a wrapper of it holds
        nothing: Values = ()
        return resolver.memo(("iterated", owner), lambda: iterated(resolver, owner), nothing)
    return elements_of(resolver, (owner,))


def _given(resolver: Resolver, owner: Value, adapter: Adapter, given: Values, argument: Values) -> Values:
    elements = _elements(resolver, owner)
    is_container = bool(elements) or (isinstance(owner, Container) and owner.kind == "list")
    match adapter.gives:
        case "same":
            return (owner,)
        case "element":
            return elements or (owner,)
        case "given":
            return given
        case "promised":
            return (Container("await", (unwrapped(given, "await"),)),)
        case "each given":
            return (Container("list", (given,)),) if is_container and given else given
        case "all given":
            return (Container("list", (elements_of(resolver, given),)),) if is_container else given
        case "flat":
            return (Container("list", (elements_of(resolver, elements) or elements,)),) if is_container else (owner,)
        case "argument":
            return argument
        case "numbered":
            return (Container("list", ((Container("tuple", ((), elements)),),)),)
        case "two":
            return (Container("tuple", ((owner,), (owner,))),)
        case "head":
            return (Container("tuple", (elements, (owner,))),)
        case "lists":
            return (Container("list", ((owner,),)),)
        case "side by side":
            pair = Container("tuple", (elements, elements_of(resolver, argument)))
            return (Container("list", ((pair,),)),)
    return ()
