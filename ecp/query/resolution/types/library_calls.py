"""What functions of a library give that hand on what they are given: `sorted(pens)`, `asyncio.gather(draw(), wipe())`.

A language's table `library_functions` says how, function by function, in the words of `_GIVEN`.  A function has its
last name there, or the last two where one alone would say too little: `asyncio.run`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ecp.index.languages import Language
from ecp.query.resolution.notation import Tree
from ecp.query.resolution.types.containers import elements_of, entered, with_keys
from ecp.query.resolution.values import Class, Container, Instance, Outside, Value, Values, gathered, unwrapped

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def how_library_gives(language: Language, callee: Tree, values: Values) -> str:
    """Return how a function of the library hands on its arguments, by the last names of what is called."""
    known = language.library_functions
    if callee[0] == "name":
        imported = values[0].name if len(values) == 1 and isinstance(values[0], Outside) else ""
        return known.get(callee[1]) or known.get(imported, "")
    if callee[0] != "member":
        return ""
    return known.get(callee[2]) or known.get(f"{callee[1][-1]}.{callee[2]}", "")


def library_call(resolver: Resolver, language: Language, how: str, passed: Sequence[Values]) -> Values:
    """Return what a library's function gives that is passed some values, as `how` says."""
    if language.loops_over_keys and how in _OVER_ELEMENTS:
        passed = list(map(with_keys, passed))
    give = _GIVEN.get(how)
    return tuple(give(resolver, *passed)) if give is not None else ()


_Give = Callable[..., Iterable[Value]]
_NOTHING: Values = ()


def _list(elements: Iterable[Value]) -> Values:
    elements = tuple(dict.fromkeys(elements))
    return (Container("list", (elements,)),) if elements else ()


def _tuples(*parts: Values) -> Values:
    """Return a list of tuples that have one of each of some values."""
    return _list((Container("tuple", parts),)) if any(parts) else ()


def _awaited(values: Values) -> Values:
    return (Container("await", (unwrapped(values, "await"),)),) if values else ()


def _classes(_: Resolver, given: Values, *__: Values) -> Iterable[Value]:
    return (Class(value.type, value.arguments) for value in given if isinstance(value, Instance))


def _instances(_: Resolver, given: Values, *__: Values) -> Iterable[Value]:
    return (Instance(value.type, value.arguments) for value in given if isinstance(value, Class))


def _all_awaited(resolver: Resolver, given: Values, *_: Values) -> Values:
    """Return what waiting for all of a container gives: one with what waiting for its elements gives."""
    return (Container("await", (tuple(_each_awaited(resolver, value) for value in given),)),)


def _each_awaited(resolver: Resolver, value: Value) -> Value:
    if isinstance(value, Container) and value.kind == "tuple":
        return Container("tuple", tuple(unwrapped(part, "await") for part in value.inside))
    return Container("list", (unwrapped(elements_of(resolver, (value,)), "await"),))


def _together(_: Resolver, *given: Values) -> Values:
    """Return what waiting for several gives: a tuple; of one, which may stand for more, a list."""
    parts = tuple(unwrapped(part, "await") for part in given)
    return _awaited((Container("tuple", parts),) if len(parts) > 1 else _list(parts[0]))


def _map(resolver: Resolver, given: Values, *_: Values) -> Values:
    """Return a map like another, or of pairs."""
    maps = tuple(value for value in given if isinstance(value, Container) and value.kind == "map")
    pairs = [each for each in elements_of(resolver, given) if isinstance(each, Container) and each.kind == "tuple"]
    return maps or tuple(Container("map", pair.inside) for pair in pairs if len(pair.inside) == _KEY_AND_VALUE)


def _called(resolver: Resolver, function: Values, *_: Values) -> Values:
    return tuple(dict.fromkeys(gathered(function, resolver.call)))


_KEY_AND_VALUE = 2

_GIVEN: dict[str, _Give] = {
    "same": lambda _, given, *__: given,
    "reference": lambda _, given, *__: (Container("function", (given,)),),
    "class": _classes,
    "instance": _instances,
    "element": lambda resolver, given, *_: elements_of(resolver, given),
    "list": lambda resolver, given, *_: _list(elements_of(resolver, given)),
    "element of second": lambda resolver, _, given=_NOTHING, *__: elements_of(resolver, given),
    "list of second": lambda resolver, _, given=_NOTHING, *__: _list(elements_of(resolver, given)),
    "flat": lambda resolver, given, *_: _list(elements_of(resolver, elements_of(resolver, given))),
    "numbered": lambda resolver, given, *_: _tuples((), elements_of(resolver, given)),
    "side by side": lambda resolver, *given: _tuples(*(elements_of(resolver, each) for each in given)),
    "pairs": lambda resolver, given, *_: _tuples(*(elements_of(resolver, given),) * _KEY_AND_VALUE),
    "lists": lambda resolver, given, *_: _list(_list(elements_of(resolver, given))),
    "groups": lambda resolver, given, *_: _tuples((), _list(elements_of(resolver, given))),
    "map": _map,
    "map to second": lambda _, keys, given=_NOTHING, *__: (Container("map", (keys, given)),) if given else (),
    "map to what it gives": lambda resolver, function, *_: (Container("map", ((), _called(resolver, function))),),
    "done and pending": lambda resolver, given, *_: _awaited(
        (Container("tuple", (_list(elements_of(resolver, given)),) * 2),)
    ),
    "each given": lambda resolver, function, *_: _list(_called(resolver, function)),
    "given later": lambda resolver, function, *_: _awaited(_called(resolver, function)),
    "second given later": lambda resolver, _, function=_NOTHING, *__: _awaited(_called(resolver, function)),
    "entered": lambda resolver, given, *_: entered(resolver, given),
    "entered later": lambda resolver, given, *_: _awaited(entered(resolver, given, is_awaited=True)),
    "awaited": lambda _, given, *__: (Container("await", (unwrapped(given, "await"),)),),
    "waited for": lambda _, given, *__: unwrapped(given, "await"),
    "all awaited": _all_awaited,
    "together": _together,
}
"""What is given, of what is passed, by the words of the table."""
_OVER_ELEMENTS = frozenset(
    ("element", "list", "list of second", "flat", "numbered", "side by side", "pairs", "lists", "groups")
)
"""What goes over elements, of a map over its keys where loops do."""
