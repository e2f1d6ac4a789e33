"""Which of several definitions of a name a call means, by its arguments: their number, labels and plain types.

What is not known rules nothing out: an argument without a type fits every parameter, and where no definition fits,
all of them stay.  https://docs.oracle.com/javase/specs/jls/se21/html/jls-15.html#jls-15.12.2, and alike in C#, C++,
Kotlin, Swift and TypeScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language
from ecp.index.records import MORE
from ecp.query.resolution.extensions import extension_functions
from ecp.query.resolution.notation import Tree, last_name, parse_expression, parse_type
from ecp.query.resolution.overloads.arguments import GENERIC, Given, Pairs, arguments_given, paired, types_told
from ecp.query.resolution.overloads.constness import callable_on
from ecp.query.resolution.overloads.constraints import unconstrained
from ecp.query.resolution.overloads.conversions import NEVER, STRICT, VARIABLE, Conversion, Known, conversion
from ecp.query.resolution.overloads.parameters import Expected, declared_type, expected_by, is_shaped_as
from ecp.query.resolution.overloads.passed import passed
from ecp.query.resolution.overloads.qualified import written
from ecp.query.resolution.overloads.ranks import ranked
from ecp.query.resolution.overloads.suiting import MISMATCH, is_function, suits
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.textual.included import is_forward
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.generics import has_parameter
from ecp.query.resolution.types.inheritance import members_along
from ecp.query.resolution.types.type_arguments import parameters_of
from ecp.query.resolution.values import Function, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


_NAMES = re.compile(r"\w+")
_NOT_ALL = ("?", "list[")
"""What stands in types that do not say all that is written: of an array not how long it is."""


def _parameters(resolver: Resolver, definition: Definition) -> tuple[Expected, ...]:
    """Return a definition's parameters, those that one of its declarations makes optional as such.

    A class's declarations are known; those of a namespace are not, so that all may be optional.
    """
    own, language = expected_by(definition.parameters) or (), definition.file.language
    if own and language.overriding and language.overriding in definition.modifiers.split():
        return resolver.complete(("overriding", id(definition)), _with_defaults, resolver, definition, own)
    if not own or not language.declared_apart or is_forward(definition):
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


def _with_defaults(resolver: Resolver, method: Definition, own: tuple[Expected, ...]) -> tuple[Expected, ...]:
    """Return a method's parameters, those optional that are so where it is first declared: it says no defaults itself.

    https://kotlinlang.org/docs/functions.html#parameters-with-default-values
    """
    around = method.file.type_around(method.container)
    for members in members_along(resolver, around, method.name) if around is not None else ():
        for each in members:
            declared = expected_by(each.parameters) or ()
            if each.kind in FUNCTION_KINDS and declared != own and _overrides(resolver, method, each):
                defaults = {at for at, parameter in enumerate(declared) if parameter.is_optional}
                own = tuple(p._replace(is_optional=p.is_optional or at in defaults) for at, p in enumerate(own))
    return own


def fitting(
    resolver: Resolver, context: Context, reference: Reference, targets: tuple[Definition, ...]
) -> tuple[Definition, ...]:
    """Return which of the definitions of a name a call with these arguments means.

    Where a type has none that fits, one that it inherits, and then an extension of it, may.
    """
    given = arguments_given(reference.arguments)
    if given is None or any(each.kind not in FUNCTION_KINDS or not each.parameters for each in targets):
        return targets
    if reference.arguments.startswith(GENERIC):
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
    """Return the definitions that the ranks of the conversions of a call's arguments tell.

    What specialises a template is none of them: the template is chosen, and with it what it is for some arguments
    (https://eel.is/c++draft/temp.expl.spec, https://eel.is/c++draft/over.match.funcs.general#7).
    """
    targets = tuple(each for each in targets if not is_specialized(each)) or targets
    targets = _with_inherited(resolver, targets) if _are_brought_in(targets[0]) else targets
    found = _accepting(resolver, targets, given) or _inherited(resolver, targets, given)
    found = callable_on(resolver, context, reference.receiver, found) if len(found) > 1 else found
    if len(found) > 1 and not reference.arguments.startswith(GENERIC):
        found = tuple(each for each in found if _is_deducible(each)) or found
    if len(found) < 2:
        return found or targets
    arguments = {each: passed(resolver, context, each.text, each.value) for each in given}
    candidates = [
        (each, [(parameter, arguments[argument]) for parameter, argument in _pairs(resolver, each, given)])
        for each in found
    ]
    told = [written(resolver, context, each) for each in types_told(reference.arguments)]
    return ranked(resolver, context.file.language, unconstrained(resolver, candidates, told))


def _is_deducible(definition: Definition) -> bool:
    """Say whether a call may tell the type parameters of a template by its arguments alone.

    Those of a class around what is defined outside of it are told by the class.
    https://eel.is/c++draft/temp.deduct.call, https://eel.is/c++draft/temp.arg.explicit
    """
    wanted = [each.name for each in definition.file.generics.get(definition.ordinal, ()) if not each.value]
    if not wanted or definition.owner:
        return True
    types = [declared_type(definition, each) for each in expected_by(definition.parameters) or ()]
    if not all(types) or any(part in each for each in types for part in _NOT_ALL):
        return True
    return set(_NAMES.findall(" ".join(types))).issuperset(wanted)


def _are_brought_in(definition: Definition) -> bool:
    """Say whether the type of a method has those of its base beside it: `using Base::f`.

    https://eel.is/c++draft/namespace.udecl#11
    """
    file, container = definition.file, definition.container
    return container != TOP and (container, definition.name) in file.names_imported


def is_specialized(definition: Definition) -> bool:
    """Say whether a definition is what a template is for some arguments: `template <>`."""
    return "specialized" in definition.modifiers.split()


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
    found = [each for each, expected in known if paired(_without_receiver(expected), given) is not None]
    return tuple(found or (each for each, expected in known if paired(expected, given) is not None))


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


def _pairs(resolver: Resolver, candidate: Definition, given: Sequence[Given]) -> Pairs:
    """Return each argument of a call with the parameter of a definition that accepts it."""
    expected = _parameters(resolver, candidate)
    return paired(_without_receiver(expected), given) or paired(expected, given) or []


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
    actual = {each.value: resolver.evaluate(context, each.value) for each in given if not is_function(each.value)}
    ranks: list[tuple[int, int]] = []
    for each in candidates:
        how_well = [
            suits(resolver, each, parameter, argument.value, actual.get(argument.value, ()))
            for parameter, argument in _pairs(resolver, each, given)
        ]
        ranks.append((how_well.count(MISMATCH), -sum(each for each in how_well if each != MISMATCH)))
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
