"""Which of several functions arguments mean where conversions have ranks.

An argument that is the parameter's type comes before one that is promoted, that before one that is converted, by a
class's constructor or conversion last but for `...`; of what is left a function comes before a template, and a template
before a more general one.  What is not known of an argument neither rules a function out nor prefers it.
https://eel.is/c++draft/over.match.best
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language
from ecp.query.resolution.overloads.class_conversions import generics
from ecp.query.resolution.overloads.conversion_ranks import ELLIPSIS, NEVER, Known, Rank, Ranking, is_constant, rank_of
from ecp.query.resolution.overloads.parameters import Expected, declared_type, expected_by
from ecp.query.resolution.overloads.passed import Passed
from ecp.query.resolution.overloads.qualified import Deduced, Qualified, written
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

Pair = tuple[Expected, Passed]


class _Candidate(NamedTuple):
    definition: Definition
    types: list[str]
    ranks: list[Known]
    parameters: list[Qualified | None]
    left_out: int
    """Parameters that are given nothing: of two equal functions the call would else be of neither."""
    assumed: int
    """Of these those of which it is not known that they may be."""


def ranked(
    resolver: Resolver, language: Language, candidates: Sequence[tuple[Definition, list[Pair]]]
) -> tuple[Definition, ...]:
    """Return the definitions, given with the pairs of their parameters and arguments, that none of the others beats."""
    known = [_candidate(resolver, language, definition, pairs) for definition, pairs in candidates]
    fewest = min(map(_impossible, known))
    viable = [each for each in known if _impossible(each) == fewest]
    return tuple(each.definition for each in viable if not any(_beats(other, each) for other in viable))


def _candidate(resolver: Resolver, language: Language, definition: Definition, pairs: list[Pair]) -> _Candidate:
    context = Context(definition.file, definition.ordinal, definition.line)
    types, ranks, parameters = [], list[Known](), list[Qualified | None]()
    for parameter, argument in pairs:
        said = declared_type(definition, parameter)
        wanted = written(resolver, context, said) if said else None
        types.append(said)
        parameters.append(wanted)
        if not said and parameter.is_rest:
            ranks.append(Rank(ELLIPSIS))
        else:
            ranks.append(rank_of(Ranking(resolver, language, definition), argument, wanted))
    given = {parameter.name for parameter, _ in pairs}
    others = [each for each in expected_by(definition.parameters) or () if not each.is_rest and each.name not in given]
    assumed = sum(not each.is_optional for each in others)
    return _Candidate(definition, types, ranks, parameters, len(others), assumed)


def _impossible(candidate: _Candidate) -> int:
    return sum(rank is not None and rank.value == NEVER for rank in candidate.ranks)


def _beats(one: _Candidate, other: _Candidate) -> bool:
    """Say whether a function is better for some argument and worse for none, or as good and more special."""
    if one is other or len(one.ranks) != len(other.ranks):
        return False
    is_better, is_unknown = False, False
    is_less = one.left_out < other.left_out
    for at, (rank, other_rank) in enumerate(zip(one.ranks, other.ranks, strict=True)):
        if one.types[at] == other.types[at] and not isinstance(_base(one.parameters[at]), Deduced):
            continue
        if rank is None or other_rank is None:
            is_unknown = is_unknown or not _are_alike(one.parameters[at], other.parameters[at])
        elif rank.value != other_rank.value:
            if rank.value > other_rank.value:
                return False
            is_better = True
        elif rank.reference and other_rank.reference and rank != other_rank:
            order = _binding(rank), _binding(other_rank)
            if order[0] > order[1]:
                return False
            is_better = is_better or order[0] < order[1]
    if is_unknown or (not is_better and one.assumed != other.assumed):
        return one.assumed < other.assumed
    return is_better or _is_more_special(one, other) or (is_less and not _is_more_special(other, one))


def _are_alike(one: Qualified | None, other: Qualified | None) -> bool:
    """Say whether two parameters take the same arguments at the same rank: `T` and `const T&`."""
    if one is None or other is None or one.base is None or isinstance(one.base, Deduced):
        return False
    takes_all = (each.reference == "" or (each.reference == "&" and is_constant(each)) for each in (one, other))
    return one.base == other.base and len(one.pointers or ()) == len(other.pointers or ()) and all(takes_all)


def _binding(rank: Rank) -> tuple[bool, bool]:
    """Return by what references of equal rank are told apart: which adds `const`, and which is to a temporary."""
    return rank.adds_constant, rank.reference != "&&"


def _base(qualified: Qualified | None) -> object:
    return qualified.base if qualified is not None else None


def _is_more_special(one: _Candidate, other: _Candidate) -> bool:
    """Say whether a function is no template and another is, or a template for fewer types."""
    generic, other_generic = generics(one.definition), generics(other.definition)
    if bool(generic) != bool(other_generic):
        return not generic
    if not generic:
        return False
    is_narrower = False
    for mine, its in zip(one.parameters, other.parameters, strict=True):
        if mine is None or its is None:
            if mine is not its:
                return False
            continue
        if isinstance(its.base, Deduced):
            levels, other_levels = len(mine.pointers or ()), len(its.pointers or ())
            if levels < other_levels:
                return False
            if levels == other_levels and isinstance(mine.base, Deduced):
                is_told = (mine.reference and its.reference) or (levels and not mine.reference and not its.reference)
                order = (_specialty(mine), _specialty(its)) if is_told else (0, 0)
                if order[0] < order[1]:
                    return False
                is_narrower = is_narrower or order[0] > order[1]
            else:
                is_narrower = True
        elif isinstance(mine.base, Deduced):
            return False
    return is_narrower


def _specialty(parameter: Qualified) -> int:
    """Return how special a reference or pointer to a deduced type is: https://eel.is/c++draft/temp.deduct.partial#9."""
    if parameter.pointers and not parameter.reference:
        return int(parameter.is_constant)
    if parameter.reference != "&":
        return 0
    return 2 if is_constant(parameter) else 1
