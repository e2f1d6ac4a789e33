"""How an argument becomes a parameter, as a rank: as it is, promoted, converted, by a class, or never.

https://eel.is/c++draft/over.best.ics
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language
from ecp.query.resolution.overloads.class_conversions import converting, converts, generics
from ecp.query.resolution.overloads.conversions import bases_of_library
from ecp.query.resolution.overloads.parameters import declared_type, expected_by
from ecp.query.resolution.overloads.passed import NULL, ZERO, Passed
from ecp.query.resolution.overloads.qualified import Deduced, Held, Library, Own, Plain, Qualified, written
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.inheritance import linearization

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_SAME, _QUALIFIED, _PROMOTED, _CONVERTED, _TO_VOID, _TO_BOOL, BY_CLASS, ELLIPSIS, NEVER = (
    0.0, 1.0, 2.0, 3.0, 3.9, 3.95, 5.0, 6.0, 9.0,
)  # fmt: skip
_STEP = 0.01
"""Of a conversion to a base, per level of inheritance."""
_WIDE = ("int", "unsigned", "long", "unsigned_long", "long_long", "unsigned_long_long")
"""What a value of an enumeration, or of a narrow type, may be promoted to."""
_FLOATING = ("float", "double", "double_long")
_VOID, _BOOL = "void", "bool"


class Rank(NamedTuple):
    """How an argument becomes a parameter."""

    value: float
    reference: str = ""
    """That of the parameter, to which the argument is bound."""
    adds_constant: bool = False


Known = Rank | None


def rank_between(resolver: Resolver, around: Definition, argument: Passed, wanted: Qualified) -> float | None:
    """Return the rank of the conversion of an argument to a type, for a function; None where it is not known."""
    rank = rank_of(Ranking(resolver, around.file.language, around), argument, wanted)
    return rank.value if rank is not None else None


def steps_to_base(
    resolver: Resolver, around: Definition, own: Definition, other: Definition
) -> tuple[int | None, bool]:
    """Return how far a class is from one that it inherits from, None where it does not; whether all bases are known."""
    ranking = Ranking(resolver, around.file.language, around)
    return _steps_to(ranking, own, other), not _has_other_bases(ranking, Own(own))


def is_known_of_library(language: Language, name: str) -> bool:
    """Say whether a library's type is known to be a class."""
    return name in language.library_bases or name in language.character_strings


class Ranking(NamedTuple):
    """Where a conversion is looked for."""

    resolver: Resolver
    language: Language
    definition: Definition
    """The function whose parameter it is to."""
    by_class: bool = True
    """It may be by a constructor, which there is one of at most."""


def rank_of(ranking: Ranking, argument: Passed, wanted: Qualified | None) -> Known:
    if wanted is None:
        return None
    is_deduced = isinstance(wanted.base, Deduced) and wanted.base.name in generics(ranking.definition)
    if isinstance(wanted.base, Deduced) and not is_deduced:  # of the class around, and so it is given
        wanted = wanted._replace(base=None)
    if argument.literal == "function":
        return _of_temporary(_of_function(wanted, is_deduced), wanted)
    actual = argument.type
    if actual is None:
        return None
    if isinstance(actual.base, Deduced):
        actual = actual._replace(base=None)
    if wanted.is_array and wanted.reference and actual.pointers is not None and not actual.is_array:
        return Rank(NEVER)
    value = _value(ranking, argument, actual, wanted, is_deduced)
    of_constant = actual.pointers is not None and is_constant(actual)
    takes_constants = is_constant(wanted) or (is_deduced and not wanted.pointers)
    is_changeable = wanted.reference == "&" and not takes_constants
    if is_changeable and (of_constant or not argument.is_lvalue):
        return Rank(NEVER)
    if is_deduced and wanted.reference == "&" and not argument.is_lvalue and not is_constant(wanted):
        return Rank(NEVER)
    if value is None:
        return None
    if is_changeable and not _is_bound(actual, wanted, value):
        return Rank(NEVER)
    if wanted.reference == "&&" and not is_deduced and argument.is_lvalue and _is_bound(actual, wanted, value):
        return Rank(NEVER)  # a temporary is bound to that, as a value of another type would become
    adds = wanted.reference == "&" and not of_constant and is_constant(wanted)
    is_forwarded = is_deduced and argument.is_lvalue and not wanted.pointers  # `T&&` becomes a reference to it
    return Rank(value, "&" if wanted.reference and is_forwarded else wanted.reference, adds)


def _is_bound(actual: Qualified, wanted: Qualified, value: float) -> bool:
    """Say whether a reference is to the argument itself: of its type, or of a class that this inherits from."""
    if value < _QUALIFIED:
        return True
    return _CONVERTED <= value < _TO_VOID and not wanted.pointers and not isinstance(actual.base, Plain)


def is_constant(qualified: Qualified) -> bool:
    """Say whether a type is constant itself, and not only what it points to; an array is what its elements are."""
    if qualified.is_array and qualified.pointers:
        return qualified.pointers[-2] if len(qualified.pointers) > 1 else qualified.is_constant
    return qualified.pointers[-1] if qualified.pointers else qualified.is_constant


def _of_temporary(value: float | None, wanted: Qualified) -> Known:
    """Return the rank of a value without a place, which a reference to what changes is not bound to.

    https://eel.is/c++draft/expr.prim.lambda.closure#1, https://eel.is/c++draft/over.ics.rank#3.2.3
    """
    if value is None:
        return None
    if wanted.reference == "&" and not is_constant(wanted):
        return Rank(NEVER)
    return Rank(value, wanted.reference, wanted.reference == "&")


def _of_function(wanted: Qualified, is_deduced: bool) -> float | None:
    if is_deduced:
        return _SAME if not wanted.pointers else NEVER
    match wanted.base:
        case Plain(name):
            return NEVER if name != _BOOL or wanted.pointers else None
        case Library("fn"):
            return _CONVERTED
        case Library("function"):
            return BY_CLASS
    return None


def _value(ranking: Ranking, argument: Passed, actual: Qualified, wanted: Qualified, is_deduced: bool) -> float | None:
    """Return the rank of a conversion, whatever it is bound to."""
    pointers, wanted_pointers = actual.pointers, wanted.pointers or ()
    if is_deduced:
        return _to_deduced(argument, actual, wanted, wanted_pointers)
    if wanted.base is None and not wanted_pointers:
        return None
    if argument.literal == NULL:
        return _of_null(wanted)
    if pointers is None:
        return _of_own_somehow(ranking, actual, wanted)
    if pointers:
        if not wanted_pointers:
            return _pointer_to_value(ranking, argument, actual, wanted)
        return _pointer_to_pointer(ranking, actual, wanted)
    if wanted_pointers:
        if argument.literal == ZERO:
            return _CONVERTED
        return _value_to_pointer(ranking, actual)
    return _value_to_value(ranking, argument, actual, wanted)


def _to_deduced(
    argument: Passed, actual: Qualified, wanted: Qualified, wanted_pointers: tuple[bool, ...]
) -> float | None:
    if not wanted_pointers:
        return _SAME
    if argument.literal == NULL:
        return NEVER
    if actual.pointers is None:
        return None
    if len(actual.pointers) < len(wanted_pointers):
        return None if actual.base is None and not actual.pointers else NEVER
    return _QUALIFIED if wanted.is_constant and not actual.is_constant else _SAME


def _of_null(wanted: Qualified) -> float | None:
    if wanted.pointers:
        return _CONVERTED
    match wanted.base:
        case Library("nullptr_t"):
            return _SAME
        case Plain():
            return NEVER
        case Own(definition) if definition.kind == "enum":
            return NEVER
        case Held() | Own() | Library():
            return BY_CLASS  # at best
    return None


def _of_own_somehow(ranking: Ranking, actual: Qualified, wanted: Qualified) -> float | None:
    """Return the rank for a value of a type of which it is not known whether it is a pointer to one."""
    if not isinstance(actual.base, Own):
        return None
    match wanted.base:
        case Own(definition):
            if (rank := _to_base(ranking, actual.base.definition, definition)) is not None:
                return rank
            return None if _may_be_made(ranking, definition) or _has_other_bases(ranking, actual.base) else NEVER
        case Plain(name) if name not in (_BOOL, _VOID):
            return _by_conversion(ranking, actual.base, *ranking.language.arithmetic_types)
        case Library(name) if _is_known(ranking, name):
            return _by_conversion(ranking, actual.base, name)
    return None


def _pointer_to_pointer(ranking: Ranking, actual: Qualified, wanted: Qualified) -> float | None:
    pointers, wanted_pointers = actual.pointers or (), wanted.pointers or ()
    if actual.is_constant and not wanted.is_constant and len(wanted_pointers) == 1:
        return NEVER if actual.base is not None or wanted.base is not None else None
    added = _QUALIFIED if wanted.is_constant and not actual.is_constant else _SAME
    if isinstance(wanted.base, Plain) and wanted.base.name == _VOID and len(wanted_pointers) == 1:
        return added if actual.base == wanted.base and len(pointers) == 1 else _TO_VOID
    if actual.base is None or wanted.base is None:
        return None if len(pointers) == len(wanted_pointers) or actual.base is None else NEVER
    if len(pointers) != len(wanted_pointers):
        return NEVER
    return _pointee(ranking, actual.base, wanted.base, added, len(pointers))


def _pointee(ranking: Ranking, actual: object, wanted: object, added: float, levels: int) -> float | None:
    match actual, wanted:
        case Own(own), Own(other):
            steps = _steps_to(ranking, own, other)
            if steps is not None and (levels == 1 or steps == 0):
                return _CONVERTED + steps * _STEP if steps else added
            return None if _has_other_bases(ranking, actual) else NEVER
        case (Library(name, arguments, _), Library(other_name, other_arguments, _)) if name == other_name:
            return added if arguments == other_arguments else None
        case Library(), Library():
            return None
        case _ if actual == wanted:
            return added
    return NEVER


def _pointer_to_value(ranking: Ranking, argument: Passed, actual: Qualified, wanted: Qualified) -> float | None:
    match wanted.base:
        case Plain(name):
            return _TO_BOOL if name == _BOOL else NEVER
        case Own(definition):
            return _made(ranking, argument, definition)
        case Library(name):
            if name in ranking.language.character_strings:
                is_text = (
                    isinstance(actual.base, Plain) and actual.base.name == ranking.language.character_strings[name]
                )
                return BY_CLASS if is_text else None if actual.base is None else NEVER
            return _to_library(ranking, wanted.base)
        case Held():
            return NEVER  # whose constructor is explicit
    return None


def _value_to_pointer(ranking: Ranking, actual: Qualified) -> float | None:
    match actual.base:
        case Plain() | Held():
            return NEVER
        case Own():
            return _by_conversion(ranking, actual.base, "*")
        case Library(name) if _is_known(ranking, name):
            return NEVER
    return None


def _value_to_value(ranking: Ranking, argument: Passed, actual: Qualified, wanted: Qualified) -> float | None:
    own, other = actual.base, wanted.base
    if own is None or other is None:
        return None
    if isinstance(other, Held):
        return _to_held(ranking, own, other.base)
    match own:
        case Plain(name):
            return _of_plain(ranking, argument, name, other)
        case Own():
            return _of_own(ranking, argument, own, other)
        case Library():
            return _of_library(ranking, argument, own, other)
        case Held():
            if isinstance(other, Own):
                return _made(ranking, argument, other.definition)
            return NEVER if isinstance(other, Plain) else None
    return None


def _of_plain(ranking: Ranking, argument: Passed, name: str, wanted: object) -> float | None:
    """Return the rank of a number, a character or the like for another value."""
    match wanted:
        case Plain(wanted_name):
            return _arithmetic(name, wanted_name)
        case Own(definition):
            return NEVER if definition.kind == "enum" else _made(ranking, argument, definition)
        case Library():
            return _to_library(ranking, wanted)
    return None


def _of_own(ranking: Ranking, argument: Passed, own: Own, wanted: object) -> float | None:
    """Return the rank of a value of a class or an enumeration of the repository for another value."""
    match wanted:
        case Plain(name):
            if own.definition.kind == "enum":
                return _of_enumeration(own.definition, name)
            return _by_conversion(ranking, own, *ranking.language.arithmetic_types)
        case Own(definition):
            if (rank := _to_base(ranking, own.definition, definition)) is not None:
                return rank
            if _has_other_bases(ranking, own):
                return None
            by_own = _by_conversion(ranking, own, definition.name)
            return by_own if by_own < NEVER else _made(ranking, argument, definition)
        case Library(name):
            if _has_other_bases(ranking, own):
                return None
            by_own = _by_conversion(ranking, own, name)
            return by_own if by_own < NEVER else _to_library(ranking, wanted)
    return None


def _of_library(ranking: Ranking, argument: Passed, own: Library, wanted: object) -> float | None:
    """Return the rank of a value of a library's type for another value."""
    match wanted:
        case Plain():
            return NEVER if _is_known(ranking, own.name) else BY_CLASS if own.is_class else None
        case Own(definition):
            return _made(ranking, argument, definition) if own.is_class or _is_known(ranking, own.name) else None
        case Library(name, arguments, _):
            return _between_library(ranking, own.name, own.arguments, name, arguments)
    return None


def _to_held(ranking: Ranking, own: object, wanted: object) -> float | None:
    """Return the rank of a value for a holder of what is wanted, which may be an optional one."""
    if isinstance(own, Held):
        return _SAME if own.base == wanted or isinstance(wanted, Deduced) else _of_held(ranking, own.base, wanted)
    return NEVER if isinstance(wanted, Deduced) else BY_CLASS


def _of_held(ranking: Ranking, inner: object, wanted: object) -> float | None:
    """Return the rank of a holder of one class for one of another: it converts as a pointer would."""
    match inner, wanted:
        case Own(own), Own(other):
            if (rank := _to_base(ranking, own, other, converted=BY_CLASS)) is not None:
                return rank
            return None if _has_other_bases(ranking, inner) else NEVER
    return None


def _arithmetic(name: str, wanted: str) -> float:
    if name == wanted:
        return _SAME
    if _VOID in (name, wanted):
        return NEVER
    if (name == "float" and wanted == "double") or (wanted == "int" and name not in (*_WIDE, *_FLOATING)):
        return _PROMOTED
    return _CONVERTED


def _of_enumeration(definition: Definition, wanted: str) -> float:
    """Return the rank for a value of an enumeration, which is not converted where that has a scope."""
    words = definition.details.signature.split()
    if "class" in words or "struct" in words or wanted == _VOID:
        return NEVER
    return _PROMOTED if wanted == "int" else _CONVERTED


def _between_library(ranking: Ranking, name: str, arguments: str, wanted: str, wanted_arguments: str) -> float | None:
    if name == wanted:
        return _SAME if arguments == wanted_arguments else None
    if distance := bases_of_library(ranking.language.name, name).get(wanted):
        return _CONVERTED + distance * _STEP
    characters = ranking.language.character_strings
    if name in characters and wanted in characters:
        return BY_CLASS if characters[name] == characters[wanted] else NEVER
    return NEVER if _is_known(ranking, name) and _is_known(ranking, wanted) else None


def _to_library(ranking: Ranking, wanted: Library) -> float | None:
    """Return the rank of making a value of a library's type of what is no class: at best by a constructor."""
    if wanted.name in ranking.language.final_types or _is_known(ranking, wanted.name):
        return NEVER
    return BY_CLASS if wanted.is_class else None


def _is_known(ranking: Ranking, name: str) -> bool:
    return is_known_of_library(ranking.language, name)


def _steps_to(ranking: Ranking, own: Definition, other: Definition) -> int | None:
    """Return how far a class is from one that it inherits from; None where it does not."""
    if own is other or own.qualified_name == other.qualified_name:
        return 0
    order = linearization(ranking.resolver, own)[0]
    return order.index(other) if other in order else None


def _to_base(ranking: Ranking, own: Definition, other: Definition, *, converted: float = _CONVERTED) -> float | None:
    """Return the rank of a class for itself, or for one that it inherits from; None where it does not."""
    steps = _steps_to(ranking, own, other)
    if steps is None:
        return None
    return converted + steps * _STEP if steps else _SAME


def _has_other_bases(ranking: Ranking, own: object) -> bool:
    """Say whether a class inherits from what is not known."""
    return isinstance(own, Own) and bool(linearization(ranking.resolver, own.definition)[1])


def _by_conversion(ranking: Ranking, own: Own, *names: str) -> float:
    """Return the rank of a conversion that a class has: at best, where that is not known."""
    return NEVER if converts(ranking.resolver, own, *names) is False else BY_CLASS


def _may_be_made(ranking: Ranking, definition: Definition) -> bool:
    """Say whether a class has a constructor of one argument."""
    return bool(converting(ranking.resolver, definition))


def _made(ranking: Ranking, argument: Passed, definition: Definition) -> float | None:
    """Return the rank of making a value of a class by one of its constructors."""
    if not ranking.by_class:
        return NEVER
    if definition.kind == "enum":
        return NEVER
    found: list[Known] = []
    for each in converting(ranking.resolver, definition):
        if each.kind in FUNCTION_KINDS:
            expected = (expected_by(each.parameters) or ())[0]
            said = declared_type(each, expected)
            context = Context(each.file, each.ordinal, each.line)
            wanted = written(ranking.resolver, context, said) if said else None
            inside = Ranking(ranking.resolver, ranking.language, each, by_class=False)
            found.append(rank_of(inside, argument, wanted))
    if any(rank is None or rank.value < NEVER for rank in found):
        return BY_CLASS  # at best
    return BY_CLASS if linearization(ranking.resolver, definition)[1] else NEVER
