"""Which implementation of a trait a call means, by what it is given: `Pen::from(3)`, `Draw::draw(&pen)`.

https://doc.rust-lang.org/reference/expressions/call-expr.html#disambiguating-function-calls and
https://doc.rust-lang.org/reference/items/implementations.html#trait-implementations
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ecp.index.records import REFERENCE
from ecp.query.resolution.modules.crates import is_inside, parent_module
from ecp.query.resolution.notation import Tree, last_name, parse_expression, parse_type
from ecp.query.resolution.overloads.arguments import Given, arguments_given
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Binding, Reference
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.expansions import given_to_macro
from ecp.query.resolution.types.inheritance import own_members, trait_of
from ecp.query.resolution.types.referred import first_probed, passed_as
from ecp.query.resolution.types.traits import methods_of_traits
from ecp.query.resolution.types.type_arguments import may_be_same
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Instance,
    Outside,
    Parameter,
    Value,
    Values,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_FEW = 4
"""Blocks of a trait for one type up to which a call that may mean each names them all."""
_NUMERIC = Outside("number")
_SLICED = {Outside("String"): Outside("str")}
"""What `&text[1..]`, which is written like `&text`, is where `text` is something else."""


def implementing(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...]
) -> tuple[Definition, ...]:
    """Return the methods that a call means, of those that its name leaves the choice of."""
    targets = _of_traits_seen(resolver, context, _accessible(resolver, context, targets))
    others = targets
    if reference.receiver in context.file.language.self_names:
        others = _not_itself(resolver, context, targets)
    targets = first_probed(resolver, context, reference, targets) if others == targets else others
    given = arguments_given(reference.arguments) if reference.arguments else ()
    if not given:
        return targets
    if len(targets) < 2:
        own = _of_receiver(resolver, context, reference, targets, given)
        return _taking(resolver, context, own, given) or targets
    if all(map(trait_of, targets)):
        return _taking(resolver, context, targets, given) or targets
    return targets


def depends_on_arguments(reference: Reference, targets: tuple[Definition, ...]) -> bool:
    """Say whether what a call is given may have a part in what it means, which without that is some methods."""
    if len(targets) > 1:
        return all(map(trait_of, targets))
    trait = reference.receiver.rpartition(".")[2]
    if not targets:
        return trait[:1].isupper()
    around = targets[0].outer
    return around is not None and around.kind == "trait" and around.name == trait


def is_one_of_many(methods: tuple[Definition, ...]) -> bool:
    """Say whether a call means one of so many blocks of a trait for a type that none is likely: `Pen::from(it)`."""
    kinds = {(each.outer.name, last_name(each.outer.type)) for each in methods if each.outer is not None}
    return len(methods) > _FEW and len(kinds) == 1


def _not_itself(resolver: Resolver, context: Context, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the methods of other blocks of the same trait, where a method would call itself on what it is of.

    In a block for `&Pen`, `(*self).draw()` is a call on a `Pen`; types are told apart without what refers to them.
    """
    method = context.file.function_around(context.scope)
    block = method.outer if method is not None else None
    if method not in targets or block is None or not block.type or block.kind != "extension":
        return targets
    same = resolver.program.implementations.get(last_name(block.type), ())
    kind = (block.name, _argument_names(block))
    others = [each for each in same if each is not block and (each.name, _argument_names(each)) == kind]
    found = tuple(one for each in others for one in each.file.children.get((each.ordinal, method.name), ()))
    return found if len(targets) == 1 and found else tuple(each for each in targets if each is not method) or targets


def _argument_names(block: Definition) -> list[str]:
    return [part[1] for part in parse_type(block.type)[2:] if part[1:]]


def _accessible(resolver: Resolver, context: Context, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the methods of traits in place of a type's own ones that only its module sees.

    https://doc.rust-lang.org/reference/visibility-and-privacy.html
    """
    found: dict[Definition, None] = {}
    for each in targets:
        around = each.outer
        is_own = around is not None and around.kind == "extension" and each.kind == "method" and not trait_of(each)
        if around is None or not is_own or _is_seen(resolver, context.file, each):
            found[each] = None
            continue
        others = own_members(resolver, resolver.type_of_extension(around), each.name)
        found.update(dict.fromkeys([one for one in others if trait_of(one)] or [each]))
    return tuple(found)


def _is_seen(resolver: Resolver, file: File, method: Definition) -> bool:
    """Say whether a method is seen from a file: everywhere, in its own module or in the one around, and inside that."""
    is_of_parent = "pub(super)" in method.modifiers
    if method.exported and not is_of_parent:
        return True
    of = parent_module(resolver.program, method.file) if is_of_parent else method.file
    return of is None or is_inside(resolver.program, file, of)


def _of_traits_seen(resolver: Resolver, context: Context, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the methods of the trait that is implemented or declared around, else of those in scope.

    https://doc.rust-lang.org/reference/expressions/method-call-expr.html
    """
    traits = {last_name(trait_of(each)) for each in targets} if len(targets) > 1 else set()
    if len(traits) < 2 or "" in traits:
        return targets
    around = (each for each in context.file.around(context.scope) if each.kind in ("extension", "trait"))
    own = next((last_name(each.type) if each.kind == "extension" else each.name for each in around), "")
    if own not in traits:
        traits = {each for each in traits if resolver.name(context, each)[0]}
        return tuple(each for each in targets if last_name(trait_of(each)) in traits) or targets
    return tuple(each for each in targets if last_name(trait_of(each)) == own)


def _of_receiver(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...], given: Sequence[Given]
) -> tuple[Definition, ...]:
    """Return the methods of a trait that the first argument has, where that is what the call is on."""
    trait = reference.receiver.rpartition(".")[2]
    if targets:
        around = targets[0].outer
        count = len(_parameters_of(targets[0])) + 1
        if around is None or around.kind != "trait" or around.name != trait or len(given) != count:
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
    number_types = context.file.language.number_types

    def values_of(argument: Given) -> Values:
        values = resolver.evaluate(context, argument.value)
        found = tuple(gathered(values, lambda value: _as_declared(resolver, value, number_types)))
        sliced = (_SLICED[each] for each in found if each in _SLICED) if argument.text.startswith(REFERENCE) else ()
        return (*found, *sliced)

    actual = [*map(values_of, given)]

    def takes(method: Definition) -> bool:
        place = Context(method.file, method.ordinal, method.line)
        declared = map(parse_type, _declared_types(method))
        return all(
            _may_be(type_values(resolver, place, written), values, number_types)
            and _may_be_given(resolver, method, written, values)
            for written, values in zip(declared, reversed(actual), strict=False)
        )

    return passed_as(resolver, context, {each: _declared_types(each) for each in methods if takes(each)}, given)


def _parameters_of(method: Definition) -> list[Binding]:
    """Return the parameters of a method, not those of the closures inside it, which end before."""
    bound = method.file.parameters.get(method.ordinal, ())
    end = max((each.until_line for each in bound), default=0)
    return [each for each in bound if each.until_line == end]


def _declared_types(method: Definition) -> list[str]:
    """Return the types of a method's parameters, the last first; of `(pen, ink): (Pen, Ink)` there is one."""
    types: dict[object, str] = {}
    for at, each in enumerate(_parameters_of(method)):
        if each.type:
            types[at] = each.type
        elif (value := parse_expression(each.value))[0] == "index" and value[1][0] == "instance":
            types[value[1]] = each.value[1:].rpartition(">")[0]
        else:
            types[at] = "?"
    return list(types.values())[::-1]


def _may_be(wanted: Values, values: Values, number_types: Sequence[str]) -> bool:
    """Say whether a parameter of a type may be given one of some values, tuples part by part."""
    match wanted, values:
        case (Container("tuple", inside),), (Container("tuple", given),) if len(inside) == len(given):
            return all(_may_be(*each, number_types) for each in zip(inside, given, strict=True))
    return not wanted or may_be_same(*_comparable(wanted, values, number_types))


def _may_be_given(resolver: Resolver, method: Definition, written: Tree, values: Values) -> bool:
    """Say whether a parameter of a type that a macro is given may be given one of some values."""
    known = given_to_macro(resolver, method, written[1]) if written[0] == "type" else frozenset()
    number_types = method.file.language.number_types
    names = {_name_given(value, number_types) for value in values} if known else set()
    return not names or "" in names or not known.isdisjoint(names)


def _name_given(value: Value, number_types: Sequence[str]) -> str:
    """Return the name by which a macro is given the type of a value, "" where it may have another."""
    match value:
        case Instance(definition, _):
            return definition.name
        case Outside(name) if name in number_types:
            return name
    return ""


def _as_declared(resolver: Resolver, value: Value, number_types: Sequence[str]) -> Values:
    """Return a value as one of the type that a parameter may be declared with: of an enum, not of its variant."""
    match value:
        case Instance(definition, _) if definition.kind == "enum_member":
            return (Instance(definition.file.definitions[definition.container]),)
        case Class(definition, arguments):  # a struct without fields is its only value
            return (Instance(definition, arguments),)
        case Instance(definition, _) if definition.kind == "type":
            context = Context(definition.file, definition.container, definition.line)
            return type_values(resolver, context, parse_type(definition.type)) or (value,)
        case Instance(definition, _) if definition.name in definition.file.language.number_types:
            return (Outside(definition.name),)  # as its methods see it
        case Outside("tuple"):  # of whatever
            return (Container("tuple", ()),)
        case Outside("list"):
            return (Container("list", ((),)),)
        case Outside(name) if (of := name.partition(".")[0]) in number_types:  # `i64::from(n)`
            return (Outside(of),)
        case Outside(name) if name.endswith(")"):  # what a function gives
            return (Parameter(name, ()),)
    return (value,)


def _comparable(wanted: Values, values: Values, number_types: Sequence[str]) -> tuple[Values, Values]:
    """Return both, all numbers as one type where a literal is given that may be any of them."""
    if values not in ((Outside("int"),), (Outside("float"),)):
        return wanted, values
    numbers = tuple(_NUMERIC if isinstance(v, Outside) and v.name in number_types else v for v in wanted)
    return numbers, (_NUMERIC,)
