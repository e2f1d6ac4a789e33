"""Methods of traits that only references tell apart: `impl Draw for &Pen`, `impl From<&str> for Pen`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ecp.index.records import CONSTANT, REFERENCE
from ecp.query.resolution.notation import last_name, marks_after, parse_expression, parse_type, type_name
from ecp.query.resolution.overloads.arguments import INDIRECTIONS, Given
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.types.declared_types import named_type
from ecp.query.resolution.types.inheritance import trait_of
from ecp.query.resolution.types.library_types import WRITTEN
from ecp.query.resolution.types.wrappers import receiver_marks, written_type
from ecp.query.resolution.values import Class, Outside

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_OF_ARRAY = len(("type", "list", "element"))
"""What there is of a list, before the length that an array has."""
_OWN = ("struct", "enum")
_SLICED = {"Vec": "list", "array": "list", "list": "list", "String": "str", "str": "str"}
"""Types of what `&pens[..]` refers to a part of, which is written like `&pens`, and of what type that is."""


def first_probed(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...]
) -> tuple[Definition, ...]:
    """Return the methods that a call finds first, of blocks that only references tell apart.

    What it is on comes before a reference to that, and this before what it refers to itself.
    https://doc.rust-lang.org/reference/expressions/method-call-expr.html
    """
    owners = {each: each.outer.owner for each in targets if each.outer is not None and trait_of(each)}
    if len(owners) < len(targets) or len({marks_after(owner) for owner in owners.values()}) < 2:
        return targets
    written = written_type(resolver, context, parse_expression(reference.receiver))
    if not written:
        return targets
    levels, name, marks = _levels(written), _name_of(written), marks_after(written)

    def steps(method: Definition) -> tuple[bool, int, bool]:
        taken = f"{owners[method]}{receiver_marks(method)}"
        more = _levels(taken) - levels
        return _name_of(taken) != name, 2 * more - 1 if more > 0 else -2 * more, marks_after(taken) != marks

    first = min(map(steps, targets))
    return tuple(each for each in targets if steps(each) == first)


def passed_as(
    resolver: Resolver, context: Context, declared: Mapping[Definition, Sequence[str]], given: Sequence[Given]
) -> tuple[Definition, ...]:
    """Return the methods whose parameters are declared with the types that some arguments are, the last ones first.

    Where that is none, an argument is turned into what the parameter is: references to an array into those to a slice.
    https://doc.rust-lang.org/reference/type-coercions.html
    """
    if len(declared) < 2:
        return tuple(declared)
    passed = [_passed(resolver, context, each) for each in reversed(given)]

    def takes(method: Definition) -> bool:
        place = Context(method.file, method.ordinal, method.line)
        wanted = [_known(resolver, place, each) for each in declared[method]]
        return all(
            not one or not others or any(_is_same(one, other) for other in others)
            for one, others in zip(wanted, passed, strict=False)
        )

    return tuple(filter(takes, declared)) or tuple(declared)


def _passed(resolver: Resolver, context: Context, given: Given) -> list[str]:
    """Return the types that an argument may have, none where that is not known."""
    written = _known(resolver, context, written_type(resolver, context, given.value))
    if not written:
        return []
    signs = given.text[: len(given.text) - len(given.text.lstrip(INDIRECTIONS))]
    sliced = _SLICED.get(_name_of(written)) if signs.startswith(REFERENCE) else None
    for sign in reversed(signs):
        if sign != REFERENCE and not written.endswith(REFERENCE):  # what something else holds
            return []
        written = f"{written}{REFERENCE}" if sign == REFERENCE else written[:-1].removesuffix(CONSTANT)
    return [written, *([f"{sliced}{REFERENCE}"] if sliced else ())]


def _known(resolver: Resolver, context: Context, written: str) -> str:
    """Return a type if no other one becomes it and it has no other name, "" otherwise."""
    language, name = context.file.language, last_name(written)
    values = named_type(resolver, context, type_name(written)) if name and name not in WRITTEN else ()
    if any(isinstance(each, Class) for each in values):
        return written if all(isinstance(v, Class) and v.type.kind in _OWN for v in values) else ""
    is_library = (
        name in language.closed_wrappers
        or name in language.open_wrappers
        or name in language.number_types
        or name in language.library_results.values()
    )
    return written if is_library and all(isinstance(each, Outside) for each in values) else ""


def _is_same(one: str, other: str) -> bool:
    return _name_of(one) == _name_of(other) and _levels(one) == _levels(other)


def _levels(written: str) -> int:
    return marks_after(written).count(REFERENCE)


def _name_of(written: str) -> str:
    """Return what tells a type from others: its name, of an array that it has a length, too."""
    return "array" if len(parse_type(written)) > _OF_ARRAY and last_name(written) == "list" else last_name(written)
