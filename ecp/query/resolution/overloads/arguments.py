"""Arguments of a call, and which parameter each of them goes to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ecp.query.resolution.notation import Tree, parse_expression, split
from ecp.query.resolution.overloads.parameters import Expected

INDIRECTIONS = "&*"
"""Before an argument that is the address of something, or what something points to."""
GENERIC = "<"
"""What begins the arguments of a call that says type arguments."""


class Given(NamedTuple):
    """An argument of a call."""

    label: str
    value: Tree
    text: str = ""
    """As the reference has it."""


@lru_cache(maxsize=50_000)
def arguments_given(text: str) -> tuple[Given, ...] | None:
    """Return the arguments that a reference says it is given, or None where it says nothing of them."""
    if text.startswith(GENERIC):
        text = text[text.find(">(") + 1 :]
    if not text:
        return None
    found = []
    for part in split(text[1:-1], ",") if text != "()" else ():
        label, _, value = part.rpartition(":")
        found.append(Given(label, parse_expression(value.lstrip(INDIRECTIONS)), value))
    return tuple(found)


@lru_cache(maxsize=10_000)
def types_told(text: str) -> tuple[str, ...]:
    """Return the type arguments that a reference says of its call, `?` each of which it says nothing."""
    inside = text[len(GENERIC) : text.find(">(")] if text.startswith(GENERIC) else ""
    return tuple(split(inside, ",")) if inside else ()


Pairs = list[tuple[Expected, Given]]
"""Parameters with the arguments that they accept."""


def paired(expected: Sequence[Expected], given: Sequence[Given]) -> Pairs | None:
    """Return each argument with the parameter that accepts it; None where one is left that has to have one."""
    return (_labelled if any(each.label for each in expected) else _positional)(expected, given)


def _positional(expected: Sequence[Expected], given: Sequence[Given]) -> Pairs | None:
    """Pair by position, and by name where an argument has one; a function at the end may be the last parameter's."""
    found = _in_order(expected, given)
    if found is None and given and expected and given[-1] == Given("", ("function",)):
        last = expected[-1]._replace(is_rest=False)
        before = _in_order(expected[:-1], given[:-1])
        return [*before, (last, given[-1])] if before is not None else None
    return found


def _in_order(expected: Sequence[Expected], given: Sequence[Given]) -> Pairs | None:
    left = list(expected)
    found: Pairs = []
    for argument in given:
        if argument.label:
            parameter = next((each for each in left if each.name == argument.label), None)
        else:
            parameter = left[0] if left else None
        if parameter is None:
            return None
        found.append((parameter, argument))
        if not parameter.is_rest or argument.label:
            left.remove(parameter)
    return found if all(each.is_optional or each.is_rest for each in left) else None


def _labelled(expected: Sequence[Expected], given: Sequence[Given]) -> Pairs | None:
    """Pair in order, where every argument has the label of its parameter but for functions after the brackets.

    https://docs.swift.org/swift-book/documentation/the-swift-programming-language/functions/
    """
    left = list(expected)
    found: Pairs = []
    in_rest: Expected | None = None
    for argument in given:
        if in_rest is not None and not argument.label and argument.value != ("function",):
            found.append((in_rest, argument))
            continue
        in_rest = None
        is_after = not argument.label and argument.value == ("function",)
        while left and left[0].label != (argument.label or "_"):
            if is_after and not left[0].is_optional:
                break
            if not (left[0].is_optional or left[0].is_rest):
                return None
            if is_after and len(left) == 1:
                break
            left.pop(0)
        if not left:
            return None
        parameter = left.pop(0)
        found.append((parameter, argument))
        in_rest = parameter if parameter.is_rest else None
    return found if all(each.is_optional or each.is_rest for each in left) else None
