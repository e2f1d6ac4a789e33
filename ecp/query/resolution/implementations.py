"""Which implementation of a trait a call means, by what it is given: `Pen::from(3)`, `Draw::draw(&pen)`.

https://doc.rust-lang.org/reference/expressions/call-expr.html#disambiguating-function-calls and
https://doc.rust-lang.org/reference/items/implementations.html#trait-implementations
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ecp.query.resolution.arguments import Given, arguments_given
from ecp.query.resolution.declared_types import type_values
from ecp.query.resolution.definitions import Definition
from ecp.query.resolution.files import Context
from ecp.query.resolution.inheritance import trait_of
from ecp.query.resolution.notation import last_name, parse_type
from ecp.query.resolution.rows import Reference
from ecp.query.resolution.traits import methods_of_traits
from ecp.query.resolution.type_arguments import may_be_same
from ecp.query.resolution.values import Container, Function, Outside, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_NUMERIC = Outside("number")


def implementing(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...]
) -> tuple[Definition, ...]:
    """Return the methods that a call with some arguments means, of those that its name leaves the choice of."""
    given = arguments_given(reference.arguments)
    if not given:
        return targets
    if len(targets) < 2:
        own = _of_receiver(resolver, context, reference, targets, given)
        return _taking(resolver, context, own, given) or targets
    if all(map(trait_of, targets)):
        return _taking(resolver, context, targets, given) or targets
    return targets


def _of_receiver(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...], given: Sequence[Given]
) -> tuple[Definition, ...]:
    """Return the methods of a trait that the first argument has, where that is what the call is on."""
    trait = reference.receiver.rpartition(".")[2]
    if targets:
        around = targets[0].outer
        declared = targets[0].file.parameters.get(targets[0].ordinal, ())
        if around is None or around.kind != "trait" or around.name != trait or len(given) != len(declared) + 1:
            return ()
    elif not trait[:1].isupper():
        return ()
    values = resolver.evaluate(context, given[0].value)
    found = [value for each in values for value in resolver.member(each, reference.name)]
    if all(isinstance(value, Outside | Container) for value in found):
        found += methods_of_traits(resolver, context, values, reference.name)
    methods = dict.fromkeys(value.definition for value in found if isinstance(value, Function))
    return tuple(each for each in methods if _trait_name(each) == trait)


def _trait_name(method: Definition) -> str:
    """Return the name of the trait that declares a method, or that it implements."""
    around = method.outer
    return around.name if around is not None and around.kind == "trait" else last_name(trait_of(method))


def _taking(
    resolver: Resolver, context: Context, methods: Iterable[Definition], given: Sequence[Given]
) -> tuple[Definition, ...]:
    """Return the methods whose parameters may have the types of some arguments, as far as these are known."""
    actual = [resolver.evaluate(context, each.value) for each in given]

    def takes(method: Definition) -> bool:
        declared = method.file.parameters.get(method.ordinal, [])
        place = Context(method.file, method.ordinal, method.line)
        for binding, values in zip(reversed(declared), reversed(actual), strict=False):
            wanted = type_values(resolver, place, parse_type(binding.type)) if binding.type else ()
            if wanted and not may_be_same(*_comparable(wanted, values, method.file.language.number_types)):
                return False
        return True

    return tuple(filter(takes, methods))


def _comparable(wanted: Values, values: Values, number_types: Sequence[str]) -> tuple[Values, Values]:
    """Return both, all numbers as one type where a literal is given that may be any of them."""
    if values not in ((Outside("int"),), (Outside("float"),)):
        return wanted, values
    numbers = tuple(_NUMERIC if isinstance(v, Outside) and v.name in number_types else v for v in wanted)
    return numbers, (_NUMERIC,)
