"""Questions about inheritance: what is above and below a type, what a method overrides and what overrides it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from ecp.dataclass import replace
from ecp.index.facts import TYPE_KINDS
from ecp.index.records import MARKS
from ecp.model import Answer, Relative
from ecp.query.doubts import Doubts
from ecp.query.paging import page
from ecp.query.resolution.counterparts import identity, named
from ecp.query.resolution.notation import last_name, parse_type
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.spellings import by_name
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.inheritance import (
    bases_of,
    constructors_of,
    find_member,
    linearization,
    types_of_base,
    written_bases,
)
from ecp.query.resolution.types.parts import other_parts
from ecp.query.resolution.values import Instance
from ecp.query.symbols import grouped
from ecp.query.uses import Found, Uses

Distant = list[tuple[Definition, int]]
"""Definitions with their steps of inheritance, the nearest first."""

_HERITAGE = """
SELECT   blob, line, definition, owner, base
FROM     heritage
WHERE    relation <> 'expands'
"""
_METHODS_OF = """
SELECT   DISTINCT regexp_extract(path, '^(.*)/', 1), owner, name
FROM     definition JOIN file USING (blob)
WHERE    owner <> '' AND definition.kind = 'method'
"""

_TYPES = TYPE_KINDS | {"type"}
_SINGLE_TYPES = 100
"""Names of types that are looked up one by one before all types are read: that takes as long."""


def relatives(uses: Uses, targets: Sequence[Definition], *, limit: int = 100, cursor: str = "") -> Answer[Relative]:
    """Return what is above and below types, and what methods override and are overridden by, nearest first.

    `unresolved` counts the heirs of a type of that name whose base could not be resolved.
    """
    found: list[Relative] = []
    unresolved = 0
    for target in (group[0] for group in grouped(targets)):
        if target.is_type or target.kind == "type":
            found += _related("supertype", target, supertypes(uses.resolver, target))
            found += [_outside(target, base) for base in external_bases(uses.resolver, target)]
            found += _related("subtype", target, subtypes(uses, target))
            heirs = uses.prepared(uses.spellings.of_name(target.name), ("inherit",))
            doubts = Doubts(uses.program, (target,))
            unresolved += sum(doubts.may_mean(each, uses.outcome(each).resolution) for each in heirs)
        elif owners_of(uses.resolver, target):
            found += _related("overridden", target, overridden(uses, target))
            found += _related("override", target, overrides(uses, target))
    return replace(page(list(dict.fromkeys(found)), limit, cursor), unresolved=unresolved)


def _related(relation: str, target: Definition, found: Distant) -> list[Relative]:
    of = named(identity(target))
    return [
        Relative(each.file.path, each.line, each.kind, each.name, each.qualified_name, relation, distance, of)
        for each, distance in found
        if not each.is_anonymous
    ]


def _outside(target: Definition, base: str) -> Relative:
    name = base.rpartition(".")[2]
    return Relative("", 0, "", name, base, "supertype", 1, named(identity(target)))


def supertypes(resolver: Resolver, target: Definition) -> Distant:
    """Return the types of this repository that a type inherits from."""
    return _spread(target, lambda each: bases_of(resolver, each)[0])


def subtypes(uses: Uses, target: Definition) -> Distant:
    """Return the types that inherit from a type; of a Go interface, those that have its methods."""

    def find() -> Distant:
        return _spread(target, lambda each: _heirs(uses, each), lambda level: _load_heirs(uses, level))

    return uses.once(("subtypes", identity(target)), find)


def _spread(
    start: Definition,
    step: Callable[[Definition], Iterable[Definition]],
    prepare: Callable[[Sequence[Definition]], None] = lambda _: None,
) -> Distant:
    """Return what some steps lead to, with how many; each level is prepared at once."""
    seen, level, found, distance = {_sameness(start)}, [start], [], 0
    while level:
        distance += 1
        prepare(level)
        reached = []
        for each in level:
            for near in step(each):
                if _sameness(near) not in seen:
                    seen.add(_sameness(near))
                    reached.append(near)
        found += [(each, distance) for each in reached]
        level = reached
    return found


def _sameness(each: Definition) -> object:
    """Return what the parts of one type share; a type without a name is only itself."""
    return each if each.is_anonymous else identity(each)


def _heirs(uses: Uses, target: Definition) -> list[Definition]:
    """Return the types that name a type as their base, and those that implement it without saying so."""
    found = [*_declared_heirs(uses, target)]
    if target.kind == "interface" and target.file.language.structural_interfaces:
        found += _structural(uses, target)
    return list(dict.fromkeys(found))


def _declared_heirs(uses: Uses, target: Definition) -> list[Definition]:
    """Return the types that name a type as their base."""
    return uses.once(("declared heirs", identity(target)), lambda: _find_declared_heirs(uses, target))


def _load_heirs(uses: Uses, types: Iterable[Definition]) -> None:
    """Load at once the files of all that may inherit from some types."""
    uses.program.load(path for each in types for path, _, _, _ in _named_as_base(uses, each.name))


def _named_as_base(uses: Uses, name: str) -> list[tuple[str, int, int, str]]:
    """Return what names a type of a name as its base: path, line, ordinal of the heir, owner."""

    def find() -> list[tuple[str, int, int, str]]:
        index = uses.once("heritage", lambda: _by_name_in_base(uses))
        found: list[tuple[str, int, int, str]] = []
        for spelling in by_name(uses.spellings.of_name(name)):
            of_name = (row for base, rows in index.get(spelling, ()) if spelling in _last_names(base) for row in rows)
            found += sorted((path, *row[1:]) for row in of_name for path in uses.program.paths_of(row[0]))
        return found

    return uses.once(("named as base", name), find)


def _find_declared_heirs(uses: Uses, target: Definition) -> list[Definition]:
    resolver = uses.resolver
    _load_heirs(uses, [target])
    found = []
    for path, line, ordinal, owner in _named_as_base(uses, target.name):
        file = uses.program.file(path)
        if ordinal != TOP:
            heirs = [resolver.type_of_extension(file.definitions[ordinal])]
        else:
            values = type_values(resolver, Context(file, TOP, line), ("type", owner))
            heirs = [value.type for value in values if isinstance(value, Instance)]
        found += [each for each in heirs if any(identity(b) == identity(target) for b in bases_of(resolver, each)[0])]
    return found


Heir = tuple[int, int, int, str]
"""Blob, line, ordinal of the heir, owner."""


def _by_name_in_base(uses: Uses) -> dict[str, list[tuple[str, list[Heir]]]]:
    """Return the bases that are named, each with its heirs, by every name in them."""
    heirs: dict[str, list[Heir]] = defaultdict(list)
    for *heir, base in uses.program.view.rows(_HERITAGE):
        heirs[base].append((*heir,))
    found: dict[str, list[tuple[str, list[Heir]]]] = defaultdict(list)
    for base, of_base in heirs.items():
        for name in {part.strip().rstrip(MARKS) for part in _BETWEEN_NAMES.split(base)}:
            found[name].append((base, of_base))
    return found


@lru_cache(maxsize=100_000)
def _last_names(base: str) -> tuple[str, ...]:
    """Return the last names of the types that a base, as written, may be."""
    tree = parse_type(base)
    parts = tree[1:] if tree[0] == "union" else (tree,)
    return tuple(part[1].rpartition(".")[2] for part in parts if part[0] == "type")


def _structural(uses: Uses, interface: Definition) -> list[Definition]:
    """Return the types that have every method of an interface: https://go.dev/ref/spec#Implementing_an_interface.

    What a type embeds gives it methods, too.  Methods of one name are taken for the same where they take as many
    parameters and give what is written alike, the packages left out.  One that is not exported is only of its own
    package.
    """
    resolver = uses.resolver
    wanted = _methods_of(resolver, interface)
    if not wanted:
        return []
    owners = uses.once("methods of types", lambda: _owners_by_method(uses))
    rarest = min(wanted, key=lambda name: len(owners.get(name, ())))
    defining = [
        candidate
        for folder, owner in sorted(owners.get(rarest, ()))
        for candidate in _types_named(uses, owner)
        if _folder(candidate) == folder
    ]
    declaring = (each for each in uses.program.named(rarest) if each.container != TOP and not each.owner)
    defining += (around for each in declaring if (around := each.file.definitions[each.container]).kind == "interface")
    candidates = [each for each in _with_embedding(uses, defining) if each.kind != "interface"]
    found = {each: [find_member(resolver, each, name)[:1] for name in wanted] for each in candidates}
    having = {each: [own for member in members for own in member] for each, members in found.items() if all(members)}
    likely = {each: own for each, own in having.items() if all(map(_gives_the_same, wanted.values(), own))}
    uses.program.describe(
        [*wanted.values(), *(own for members in likely.values() for own in members)] if likely else ()
    )
    return [each for each, members in likely.items() if all(map(_takes_as_many, wanted.values(), members))]


def _methods_of(resolver: Resolver, interface: Definition) -> dict[str, Definition]:
    """Return the methods of an interface by name, those of what it embeds, too."""
    return {
        member.name: member
        for each in linearization(resolver, interface)[0]
        for member in each.file.members.get(each.ordinal, ())
        if member.kind in FUNCTION_KINDS
    }


def _types_named(uses: Uses, name: str) -> Iterable[Definition]:
    """Return the types of a name: looked up for some questions, then read off all types of the program."""
    program = uses.program
    asked: set[str] = uses.once("types asked for by name", set)
    asked.add(name)
    if len(asked) <= _SINGLE_TYPES or program.has_made(name):
        return (each for each in program.named(name) if each.kind in _TYPES)
    return program.types.get(name, ())


def _with_embedding(uses: Uses, types: Iterable[Definition]) -> list[Definition]:
    """Return some types and all that embed them, or what embeds them, in turn."""
    found = dict.fromkeys(types)
    level = list(found)
    while level:
        _load_heirs(uses, level)
        heirs = (heir for each in level for heir in _declared_heirs(uses, each))
        level = list(dict.fromkeys(heir for heir in heirs if heir not in found))
        found.update(dict.fromkeys(level))
    return list(found)


def _folder(definition: Definition) -> str:
    return definition.file.path.rpartition("/")[0]


_BETWEEN_NAMES = re.compile(r"[.\[\]|]")
_QUALIFIER = re.compile(r"\b\w+\.")
_OPENING, _CLOSING = "([{", ")]}"


def _gives_the_same(wanted: Definition, method: Definition) -> bool:
    """Say whether a method may be the one that an interface wants, by what is known without a look at its signature."""
    if not wanted.exported and _folder(wanted) != _folder(method):
        return False
    declared, own = (_QUALIFIER.sub("", each.type) for each in (wanted, method))
    return declared == own or "?" in declared + own


def _takes_as_many(wanted: Definition, method: Definition) -> bool:
    """Say whether a method may take as many parameters as the one that an interface wants."""
    counts = _count_parameters(wanted), _count_parameters(method)
    return counts[0] == counts[1] or None in counts


def _count_parameters(method: Definition) -> int | None:
    """Return how many parameters a method takes by its signature, None where that is cut off."""
    signature = method.details.signature
    depth, count, is_empty = 0, 1, True
    for sign in signature[signature.find(f"{method.name}(") + len(method.name) :]:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth == 0:
            return 0 if is_empty else count
        count += sign == "," and depth == 1
        is_empty = is_empty and sign in _OPENING
    return None


def _owners_by_method(uses: Uses) -> dict[str, set[tuple[str, str]]]:
    """Return (folder, type) of those that have a method of a name."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for folder, owner, name in uses.program.view.rows(_METHODS_OF):
        found[name].add((folder, owner.rpartition(".")[2]))
    return found


def external_bases(resolver: Resolver, target: Definition) -> list[str]:
    """Return the bases of a type, as written, that are not of this repository."""
    written = dict.fromkeys(written_bases(resolver, target))
    return [base for file, base in written if not types_of_base(resolver, target, file, base)]


def base_outside(uses: Uses, member: Definition) -> str:
    """Return a base of a member's types that is not of this repository and may have members, or ""."""
    bare = member.file.language.bare_bases
    return next((each for each in _bases_outside(uses, member) if last_name(each) not in bare), "")


def _bases_outside(uses: Uses, member: Definition) -> Iterator[str]:
    around = member.outer
    if around is not None and around.kind == "extension" and member.file.language.extension_traits:
        if around.type and not types_of_base(uses.resolver, around, member.file, around.type):
            yield around.type  # a block for a trait has members of that alone, and one for none has its own
        return
    for owner in owners_of(uses.resolver, member):
        for each in (owner, *(each for each, _ in supertypes(uses.resolver, owner))):
            yield from external_bases(uses.resolver, each)


def owners_of(resolver: Resolver, member: Definition) -> list[Definition]:
    """Return the types that a member belongs to; none for what is not a member."""
    file = member.file
    if member.container != TOP and file.definitions[member.container].is_type:
        return [resolver.type_of_extension(file.definitions[member.container])]
    if member.owner and member.kind != "extension":
        values = type_values(resolver, Context(file, member.container, member.line), ("type", member.owner))
        return [value.type for value in values if isinstance(value, Instance)]
    return []


def overridden(uses: Uses, member: Definition) -> Distant:
    """Return the members of supertypes that a member overrides or implements."""
    return uses.once(("overridden", identity(member)), lambda: _overridden(uses, member))


def _overridden(uses: Uses, member: Definition) -> Distant:
    resolver = uses.resolver
    if member.is_constructor:  # making a base does not run the constructor of an heir
        return []
    found: dict[Definition, int] = {}
    for owner in owners_of(resolver, member):
        above = supertypes(resolver, owner)
        if owner.file.language.structural_interfaces:
            above += [(each, 1) for each in _interfaces_with(uses, owner, member.name)]
        for each, distance in above:
            for own in _own_members(resolver, each, member.name):
                found.setdefault(own, distance)
    return sorted(found.items(), key=lambda pair: pair[1])


def _interfaces_with(uses: Uses, owner: Definition, name: str) -> list[Definition]:
    """Return the interfaces that a type implements without saying so and that have a method of a name."""
    interfaces = [
        member.file.definitions[member.container]
        for member in uses.program.named(name)
        if member.container != TOP and member.file.definitions[member.container].kind == "interface"
    ]
    return [
        each
        for each in dict.fromkeys(interfaces)
        if all(find_member(uses.resolver, owner, name) for name in _methods_of(uses.resolver, each))
        and any(identity(heir) == identity(owner) for heir, _ in subtypes(uses, each))
    ]


def overrides(uses: Uses, member: Definition) -> Distant:
    """Return the members of subtypes that override or implement a member."""
    return uses.once(("overrides", identity(member)), lambda: _overrides(uses, member))


def _overrides(uses: Uses, member: Definition) -> Distant:
    resolver = uses.resolver
    found: dict[Definition, int] = {}
    for owner in owners_of(resolver, member):
        for each, distance in subtypes(uses, owner):
            for own in _own_members(resolver, each, member.name):
                if own is not member:
                    found.setdefault(own, distance)
    return sorted(found.items(), key=lambda pair: pair[1])


def _own_members(resolver: Resolver, owner: Definition, name: str) -> list[Definition]:
    """Return the members of a name that a type defines itself."""
    found = [
        each
        for each in find_member(resolver, owner, name)
        if any(_sameness(around) == _sameness(owner) for around in owners_of(resolver, each))
    ]
    return [group[0] for group in grouped(found)]


def constructed(uses: Uses, member: Definition) -> list[Definition]:
    """Return the types whose making runs a method: its own, and the heirs that have no constructor of their own."""
    if not member.is_constructor:
        return []
    resolver = uses.resolver
    found = []
    for owner in owners_of(resolver, member):
        found.append(owner)
        for each, _ in subtypes(uses, owner):
            if any(identity(own) == identity(member) for own in constructors_of(resolver, each)):
                found.append(each)
    return found


def unnamed(uses: Uses, symbols: Iterable[Definition]) -> Iterator[Found]:
    """Yield the calls that may make types, or run constructors, among some symbols without naming them.

    In a type's own code `this(…)`, `cls(…)` or `Self(…)`; in that of an heir `super(…)`; and Ruby's bare `super`.
    """
    resolver = uses.resolver
    types = [each for each in symbols if each.is_type]
    types += [owner for each in symbols if each.is_constructor for owner in owners_of(resolver, each)]
    within: dict[str, set[str]] = defaultdict(set)
    for each in symbols:
        if each.file.language.mixins and each.kind == "method":
            for other, _ in overrides(uses, each):
                within[other.file.path].update(other.file.language.super_names)
    for owner in dict.fromkeys(types):
        language = owner.file.language
        own = {*language.self_types, *(language.making if language.mixins else ())}
        if not language.call_methods:  # else a call of `self` runs a method of a value
            own.update(language.self_names)
        extensions = (each for each in resolver.program.owned.get(owner.name, ()) if each.kind == "extension")
        for part in (owner, *extensions, *other_parts(resolver.program, owner)):
            within[part.file.path].update(own)
        above = {name for name in language.super_names if name.isidentifier()}
        if above and language.constructors:
            heirs = [heir for heir, distance in subtypes(uses, owner) if distance == 1]
            parts = (part for heir in heirs for part in other_parts(resolver.program, heir))
            for each in (*heirs, *parts):
                within[each.file.path] |= above
    yield from uses.written_in(within)
