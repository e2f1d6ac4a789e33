"""Which of several definitions of a name a call means, by its arguments: their number, labels and plain types.

What is not known rules nothing out: an argument without a type fits every parameter, and where no definition fits,
all of them stay.  https://docs.oracle.com/javase/specs/jls/se21/html/jls-15.html#jls-15.12.2, and alike in C#, C++,
Kotlin, Swift and TypeScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language
from ecp.index.records import MORE
from ecp.query.resolution.constness import callable_on
from ecp.query.resolution.conversions import NEVER, STRICT, VARIABLE, Conversion, Known, conversion
from ecp.query.resolution.declared_types import type_values
from ecp.query.resolution.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.extensions import extension_functions
from ecp.query.resolution.files import Context
from ecp.query.resolution.generics import has_parameter
from ecp.query.resolution.included import is_forward
from ecp.query.resolution.inheritance import linearization, members_along
from ecp.query.resolution.notation import Tree, last_name, parse_expression, parse_type, split
from ecp.query.resolution.parameters import Expected, declared_type, expected_by, is_shaped_as
from ecp.query.resolution.passed import passed
from ecp.query.resolution.ranks import ranked
from ecp.query.resolution.rows import Reference
from ecp.query.resolution.type_arguments import parameters_of
from ecp.query.resolution.values import Container, Function, Instance, Outside, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_PLAIN = {
    name: kind
    for kind, names in {
        "str": "str String string CharSequence",
        "char": "char Char Character wchar_t rune",
        "int": "int long short byte sbyte uint ulong ushort Int Long Short Byte Integer UInt Int8 Int16 Int32 Int64 "
        "UInt8 UInt16 UInt32 UInt64 ULong UShort UByte unsigned size_t int8_t int16_t int32_t int64_t uint8_t "
        "uint16_t uint32_t uint64_t",
        "float": "float double decimal Float Double Decimal CGFloat",
        "number": "number",
        "bool": "bool boolean Boolean Bool",
        "class": "Class",
    }.items()
    for name in names.split()
}
"""Types of the languages whose values are literals → the kind of literal."""
_KINDS = frozenset(_PLAIN.values())
_CONVERTED = (frozenset(("int", "float", "number", "char")), frozenset(("str", "char")))
"""Kinds that a language may turn into one another, or that the notation does not keep apart (`char *`)."""
_ANYTHING = frozenset("Any Object any dynamic id mixed object unknown var void auto".split())
"""Types that say nothing of a value."""
_DECLARED = re.compile(r"[A-Z]\w*")
_IDENTICAL, _EXACT, _SUBTYPE, _UNKNOWN, _MISMATCH = 3, 2, 1, 0, -1


_INDIRECTIONS = "&*"
_GENERIC = "<>"
"""Before the arguments of a call that says type arguments."""


class Given(NamedTuple):
    """An argument of a call."""

    label: str
    value: Tree
    text: str = ""
    """As the reference has it."""


@lru_cache(maxsize=50_000)
def arguments_given(text: str) -> tuple[Given, ...] | None:
    """Return the arguments that a reference says it is given, or None where it says nothing of them."""
    text = text.removeprefix(_GENERIC)
    if not text:
        return None
    found = []
    for part in split(text[1:-1], ",") if text != "()" else ():
        label, _, value = part.rpartition(":")
        found.append(Given(label, parse_expression(value.lstrip(_INDIRECTIONS)), value))
    return tuple(found)


def _parameters(resolver: Resolver, definition: Definition) -> tuple[Expected, ...]:
    """Return a definition's parameters, those that one of its declarations makes optional as such.

    A class's declarations are known; those of a namespace are not, so that all may be optional.
    """
    own = expected_by(definition.parameters) or ()
    if not own or not definition.file.language.declared_apart or is_forward(definition):
        return own
    declared = [
        expected_by(each.parameters) or ()
        for each in (resolver.program.named(definition.name) if definition.kind == "method" else ())
        if is_forward(each) and each.parameters and is_shaped_as(each, definition)
    ]
    if not declared and (definition.owner or definition.kind != "method"):
        return tuple(each._replace(is_optional=True) for each in own)
    return tuple(
        each._replace(is_optional=each.is_optional or any(other[at].is_optional for other in declared))
        for at, each in enumerate(own)
    )


def fitting(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...]
) -> tuple[Definition, ...]:
    """Return which of the definitions of a name a call with these arguments means.

    Where a type has none that fits, one that it inherits, and then an extension of it, may.
    """
    given = arguments_given(reference.arguments)
    if given is None or any(each.kind not in FUNCTION_KINDS or not each.parameters for each in targets):
        return targets
    if reference.arguments.startswith(_GENERIC):
        targets = tuple(each for each in targets if parameters_of(resolver, each)) or targets
    if context.file.language.top_types:
        return _in_phases(resolver, context, targets, given)
    if context.file.language.arithmetic_types:
        return _by_ranks(resolver, context, reference, targets, given)
    found = _accepting(resolver, targets, given) or _inherited(resolver, targets, given)
    if not found and reference.receiver and context.file.language.extension_functions:
        owners = resolver.evaluate(context, parse_expression(reference.receiver))
        values = extension_functions(resolver, context, owners, reference.name)
        found = _accepting(resolver, resolver.definitions_of(values), given)
    if len(found) > 1:
        found = callable_on(resolver, context, reference.receiver, _best(resolver, context, found, given))
    return found or targets


def _by_ranks(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...], given: Sequence[Given]
) -> tuple[Definition, ...]:
    """Return the definitions that the ranks of the conversions of a call's arguments tell."""
    found = _accepting(resolver, targets, given) or _inherited(resolver, targets, given)
    found = callable_on(resolver, context, reference.receiver, found) if len(found) > 1 else found
    if len(found) < 2:
        return found or targets
    arguments = {each: passed(resolver, context, each.text, each.value) for each in given}
    pairs = (
        [(parameter, arguments[argument]) for parameter, argument in _pairs(resolver, each, given)] for each in found
    )
    return ranked(resolver, context.file.language, list(zip(found, pairs, strict=True)))


def is_left_open(language: Language, found: Sequence[Definition]) -> bool:
    """Say whether some definitions are overloads of which a call means one, and not one function in several versions.

    Where conversions have ranks there is one for every call; what takes the same is of other branches of an `#if`.
    """
    if len(found) < 2 or not language.arithmetic_types:
        return False
    first, *others = found
    return bool(first.file.generics.get(first.ordinal)) or not all(is_shaped_as(first, each) for each in others)


def accepting(resolver: Resolver, candidates: tuple[Definition, ...], arguments: str) -> tuple[Definition, ...]:
    """Return the candidates that take some arguments; all where nothing is said of these."""
    given = arguments_given(arguments)
    return _accepting(resolver, candidates, given) if given is not None else candidates


def narrowed(resolver: Resolver, context: Context, values: Values, arguments: Sequence[Tree]) -> Values:
    """Return the functions that a call with some arguments means, of those among which its name leaves the choice."""
    functions = [value for value in values if isinstance(value, Function)]
    if len(functions) < 2 or len(functions) < len(values) or ("literal", MORE[1:]) in arguments:
        return values
    targets = tuple(each.definition for each in functions)
    if any(each.kind not in FUNCTION_KINDS or not each.parameters for each in targets):
        return values
    given = tuple(Given("", argument) for argument in arguments)
    chosen = _in_phases(resolver, context, targets, given)
    of_target = {each.definition: each for each in reversed(functions)}
    return tuple(of_target.get(each, Function(each, functions[0].receiver)) for each in chosen)


def _in_phases(
    resolver: Resolver, context: Context, targets: tuple[Definition, ...], given: Sequence[Given]
) -> tuple[Definition, ...]:
    found = _accepting(resolver, _with_inherited(resolver, targets), given)
    return (
        _applicable(resolver, context.file.language, context, targets, found, given) if len(found) > 1 else found
    ) or targets


def _accepting(resolver: Resolver, candidates: Iterable[Definition], given: Sequence[Given]) -> tuple[Definition, ...]:
    """Return the candidates that take some arguments, extensions as methods where any does."""
    known = [(each, _parameters(resolver, each)) for each in candidates if each.parameters]
    found = [each for each, expected in known if _pair(_without_receiver(expected), given) is not None]
    return tuple(found or (each for each, expected in known if _pair(expected, given) is not None))


def _without_receiver(expected: Iterable[Expected]) -> tuple[Expected, ...]:
    return tuple(each for each in expected if not each.is_receiver)


def _with_inherited(resolver: Resolver, targets: Sequence[Definition]) -> tuple[Definition, ...]:
    """Return definitions and those of their name that their types inherit and they do not override."""
    around = targets[0].file.type_around(targets[0].container) if targets[0].container != TOP else None
    if around is None:
        return tuple(targets)
    found = list(targets)
    for members in members_along(resolver, around, targets[0].name):
        found += [
            each
            for each in members
            if each.kind in FUNCTION_KINDS and each.parameters
            if not any(_overrides(resolver, other, each) for other in found)
        ]
    return tuple(dict.fromkeys(found))


def _overrides(resolver: Resolver, one: Definition, other: Definition) -> bool:
    """Say whether a method takes what another does, but for type parameters of the other's type."""
    own, inherited = expected_by(one.parameters) or (), expected_by(other.parameters) or ()
    if len(own) != len(inherited):
        return False
    for parameter, other_parameter in zip(own, inherited, strict=True):
        said, other_said = declared_type(one, parameter), declared_type(other, other_parameter)
        if last_name(said) != last_name(other_said):
            context = Context(other.file, other.ordinal, other.line)
            if not has_parameter(type_values(resolver, context, parse_type(other_said))):
                return False
    return True


def _inherited(resolver: Resolver, targets: Sequence[Definition], given: Sequence[Given]) -> tuple[Definition, ...]:
    for target in targets:
        around = target.file.type_around(target.container)
        if around is None or target.container == TOP:
            continue
        for members in members_along(resolver, resolver.type_of_extension(around), target.name):
            if found := _accepting(resolver, members, given):
                return found
    return ()


Pairs = list[tuple[Expected, Given]]


def _pairs(resolver: Resolver, candidate: Definition, given: Sequence[Given]) -> Pairs:
    """Return each argument of a call with the parameter of a definition that accepts it."""
    expected = _parameters(resolver, candidate)
    return _pair(_without_receiver(expected), given) or _pair(expected, given) or []


def _pair(expected: Sequence[Expected], given: Sequence[Given]) -> Pairs | None:
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


Steps = list[Known]
"""How each argument of a call becomes a parameter, where it is known."""


def _applicable(
    resolver: Resolver,
    language: Language,
    context: Context,
    targets: Sequence[Definition],
    candidates: Sequence[Definition],
    given: Sequence[Given],
) -> tuple[Definition, ...]:
    """Return the candidates that the first phase takes in which any is taken, without those that another beats.

    What a type inherits, beside its own `targets` among them, is one only where that is known of every argument.
    """
    actual = {each.value: resolver.evaluate(context, each.value) for each in given}
    has_own = not set(targets).isdisjoint(candidates)
    known: list[_Candidate] = []
    for each in candidates:
        phase, steps, types = _steps(resolver, language, each, given, actual)
        if not has_own or each in targets or (None not in steps and NEVER not in _phases(steps)):
            known.append(_Candidate(each, max(phase, *_phases(steps), STRICT), steps, types))
    fewest = min(_phases(each.steps).count(NEVER) for each in known)
    taken = [each for each in known if _phases(each.steps).count(NEVER) == fewest]
    return tuple(each.definition for each in taken if not any(_beats(other, each) for other in taken))


class _Candidate(NamedTuple):
    """A definition that a call may mean."""

    definition: Definition
    phase: int
    steps: Steps
    types: list[str]
    """Of the parameters."""


def _phases(steps: Steps) -> list[int]:
    return [step.phase for step in steps if step is not None]


def _steps(
    resolver: Resolver,
    language: Language,
    candidate: Definition,
    given: Sequence[Given],
    actual: Mapping[Tree, Values],
) -> tuple[int, Steps, list[str]]:
    """Return the phase that a candidate's number of parameters allows, how each argument becomes one, and their types.

    One argument for a parameter that takes any number may be all of them.
    """
    pairs = _pairs(resolver, candidate, given)
    rest = sum(parameter.is_rest for parameter, _ in pairs)
    phase = VARIABLE if any(each.is_rest for each in _parameters(resolver, candidate)) else STRICT
    steps: Steps = []
    types = []
    for parameter, argument in pairs:
        tree = parse_type(declared_type(candidate, parameter))
        step = (
            _step(resolver, language, candidate, argument, tree, actual) if rest < 2 or not parameter.is_rest else None
        )
        if parameter.is_rest and rest == 1 and step is not None and step.phase != NEVER:
            phase = STRICT
        elif parameter.is_rest and len(tree) > 2:
            tree = tree[2]
            step = _step(resolver, language, candidate, argument, tree, actual)
        steps.append(step)
        types.append(str(tree))
    return phase, steps, types


def _step(
    resolver: Resolver,
    language: Language,
    candidate: Definition,
    argument: Given,
    tree: Tree,
    actual: Mapping[Tree, Values],
) -> Known:
    wanted = type_values(resolver, Context(candidate.file, candidate.ordinal, candidate.line), tree)
    return conversion(resolver, language, argument.value, actual[argument.value], tree, wanted)


def _beats(one: _Candidate, other: _Candidate) -> bool:
    """Say whether a candidate is taken in an earlier phase than another, or is more specific."""
    if one.phase > other.phase or len(one.steps) != len(other.steps):
        return False
    nearer = one.phase < other.phase
    for at, (step, other_step) in enumerate(zip(one.steps, other.steps, strict=True)):
        if one.types[at] == other.types[at]:
            continue
        if step == Conversion(STRICT) and (other_step is None or step < other_step):  # nothing is more specific
            nearer = True
        elif step is None or other_step is None or (step > other_step and one.phase == other.phase):
            return False
        else:
            nearer = nearer or step < other_step
    return nearer


def _best(
    resolver: Resolver, context: Context, candidates: tuple[Definition, ...], given: Sequence[Given]
) -> tuple[Definition, ...]:
    """Return the candidates that the types of the arguments contradict least, and of those the ones that they suit."""
    actual = {each.value: resolver.evaluate(context, each.value) for each in given if not _is_function(each.value)}
    ranks: list[tuple[int, int]] = []
    for each in candidates:
        suits = [
            _suits(resolver, each, parameter, argument.value, actual.get(argument.value, ()))
            for parameter, argument in _pairs(resolver, each, given)
        ]
        ranks.append((suits.count(_MISMATCH), -sum(suit for suit in suits if suit != _MISMATCH)))
    best = min(ranks)
    found = [each for each, rank in zip(candidates, ranks, strict=True) if rank == best]
    return tuple(each for each in found if not any(_takes_less(resolver, other, each, given) for other in found))


def _takes_less(resolver: Resolver, one: Definition, other: Definition, given: Sequence[Given]) -> bool:
    """Say whether a definition takes the arguments as another does and leaves fewer parameters without one."""
    pairs, other_pairs = _pairs(resolver, one, given), _pairs(resolver, other, given)
    if len(expected_by(one.parameters) or ()) >= len(expected_by(other.parameters) or ()):
        return False
    types = [
        (declared_type(one, a), declared_type(other, b)) for (a, _), (b, _) in zip(pairs, other_pairs, strict=True)
    ]
    return all(a == b for a, b in types)


def _suits(resolver: Resolver, candidate: Definition, parameter: Expected, value: Tree, actual: Values) -> int:
    """Say how well an argument suits a parameter."""
    declared = declared_type(candidate, parameter)
    if not declared:
        return _UNKNOWN
    tree = parse_type(declared)
    if parameter.is_rest and tree[:2] == ("type", "list") and len(tree) > 2:
        tree = tree[2]
    if tree[0] != "type":
        return _UNKNOWN
    context = Context(candidate.file, candidate.ordinal, candidate.line)
    nothing: Values = ()
    wanted = resolver.memo(("wanted", id(candidate), declared), lambda: type_values(resolver, context, tree), nothing)
    return _suits_type(resolver, value, actual, tree, wanted)


def _suits_type(resolver: Resolver, value: Tree, actual: Values, tree: Tree, wanted: Values) -> int:
    types = [each.type for each in wanted if isinstance(each, Instance)]
    plain = "" if types else _PLAIN.get(tree[1].rpartition(".")[2], "")
    if _is_function(value):
        if tree[1] == "fn":
            return _EXACT
        return _MISMATCH if plain or any(each.kind not in ("interface", "type") for each in types) else _UNKNOWN
    given = _plain_kind(value, actual)
    if given and plain:
        if given == plain:
            is_named = value[0] != "literal" and isinstance(actual[0], Outside)
            return _IDENTICAL if is_named and actual[0] == Outside(tree[1]) else _EXACT
        return _UNKNOWN if any({given, plain} <= kinds for kinds in _CONVERTED) else _MISMATCH
    if given:
        return _MISMATCH if types else _UNKNOWN
    instances = [each.type for each in actual if isinstance(each, Instance)]
    if instances and len(instances) == len(actual):
        if any(each in types for each in instances):
            return _EXACT
        if any(base in types for each in instances for base in linearization(resolver, each)[0]):
            return _SUBTYPE
        return _MISMATCH if plain or types else _UNKNOWN
    for one in actual:
        for other in wanted:
            match one, other:
                case (Container(kind), Container(other_kind)) if kind == other_kind:
                    return _EXACT
                case (Outside(name), Outside(other_name)) if name == other_name:
                    return _EXACT
    if plain and actual and all(isinstance(one, Container) for one in actual):
        return _MISMATCH
    return _MISMATCH if types and actual and all(map(_is_of_library, actual)) else _UNKNOWN


def _is_function(value: Tree) -> bool:
    """Say whether an argument is a function without a name."""
    return value[0] in ("function", "giving") or (value[0] == "instance" and value[1][:2] == ("type", "fn"))


def _is_of_library(value: Value) -> bool:
    """Say whether a value has a type that some library defines, which inherits from nothing of this repository."""
    return isinstance(value, Outside) and bool(_DECLARED.fullmatch(value.name)) and value.name not in _ANYTHING


def _plain_kind(value: Tree, actual: Values) -> str:
    """Return the kind of literal that an argument is, or whose type it has."""
    if value[0] == "literal" and value[1] in _KINDS:
        return str(value[1])
    if len(actual) == 1 and isinstance(actual[0], Outside):
        return _PLAIN.get(actual[0].name.rpartition(".")[2], "")
    return ""
