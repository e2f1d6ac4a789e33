"""What a type inherits from, in which order, and where along it a member is defined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ecp.query.resolution.notation import last_name, parse_expression, parse_type
from ecp.query.resolution.overloads.parameters import is_shaped_as
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.textual.included import is_forward
from ecp.query.resolution.types.augmentations import merged_with
from ecp.query.resolution.types.declared_types import type_values, types_named
from ecp.query.resolution.types.expansions import made_by_macros
from ecp.query.resolution.types.parts import members_in_parts, other_parts, parts_of, standing_for_all
from ecp.query.resolution.types.prototypes import given_to_self
from ecp.query.resolution.values import BREADTH, Container, Instance, Parameter, Value, Values

if TYPE_CHECKING:
    from ecp.query.resolution.program.program import Program
    from ecp.query.resolution.resolver import Resolver
    from ecp.query.resolution.values import Super

_MIXED = frozenset(("trait", "module"))
"""Kinds of types whose members come before those that a type inherits; a companion is no such type."""
Bases = tuple[tuple[Definition, ...], bool]
"""Some types, and whether there are more that are not of this repository."""


def find_member(resolver: Resolver, owner: Definition, name: str, *, skip_own: bool = False) -> tuple[Definition, ...]:
    """Return the definitions of a member in the first type of the inheritance order that has it."""
    if not skip_own and (own := _seen(_members_of_one(resolver, owner, name))):
        return own  # most are, and the order of the bases would take their files to know
    if skip_own and not owner.file.language.mixins:
        return _first_provided(_members_in(resolver, _above(resolver, owner), name))
    return _first_provided(members_along(resolver, owner, name))


def find_above(resolver: Resolver, owner: Super, name: str) -> tuple[Definition, ...]:
    """Return the definitions of a member that `super` has."""
    if owner.after is None:
        return find_member(resolver, owner.type, name, skip_own=True)
    order = linearization(resolver, owner.type)[0]
    return _first_provided(_members_in(resolver, order[order.index(owner.after) + 1 :], name))


def _first_provided(along: Iterator[tuple[Definition, ...]]) -> tuple[Definition, ...]:
    """Return the first members; what a trait only requires is what another type provides.

    https://www.php.net/manual/en/language.oop5.traits.php#language.oop5.traits.abstract
    """
    first = next(along, ())
    return next((each for each in along if not _is_required(each)), first) if _is_required(first) else first


def _is_required(members: tuple[Definition, ...]) -> bool:
    return bool(members) and all(
        "abstract" in each.modifiers.split()
        and each.container != TOP
        and each.file.definitions[each.container].kind == "trait"
        for each in members
    )


def members_along(resolver: Resolver, owner: Definition, name: str) -> Iterator[tuple[Definition, ...]]:
    """Yield what each base of a type that has a member of a name defines, in the order of inheritance."""
    return _members_in(resolver, linearization(resolver, owner)[0][1:], name)


def _members_in(resolver: Resolver, types: Iterable[Definition], name: str) -> Iterator[tuple[Definition, ...]]:
    for each in types:
        if _may_have(resolver, each, name) and (found := _seen(_members_of_one(resolver, each, name))):
            yield found


def _may_have(resolver: Resolver, owner: Definition, name: str) -> bool:
    """Say whether a type may have a member of a name: most along an order have none, which need not be remembered."""
    if (owner.ordinal, name) in owner.file.children:
        return True
    return not resolver.complete(("whole", id(owner)), _is_whole, resolver, owner)


def _is_whole(resolver: Resolver, owner: Definition) -> bool:
    """Say whether all members of a type stand in its body."""
    language, program = owner.file.language, resolver.program
    if owner.kind in FUNCTION_KINDS or language.assigned_members or _owned(program, owner):
        return False
    return not made_by_macros(resolver, owner) and all(part is owner for part in parts_of(program, owner))


def _seen(members: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Leave out the members that a value has only as one of the interface that they name.

    https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/language-specification/interfaces#1962-explicit-interface-member-implementations
    """
    if not members or not members[0].file.language.explicit_members:
        return members
    return tuple(each for each in members if not _is_explicit(each.modifiers.rpartition(" ")[2]))


def _is_explicit(modifier: str) -> bool:
    return ("." in modifier or "<" in modifier) and not modifier.startswith("[")


def _above(resolver: Resolver, owner: Definition) -> tuple[Definition, ...]:
    """Return what a type inherits from, in order, without what is mixed in: `parent` is no trait."""
    if all(each.relation != "mixes" for each in owner.file.heritage_of.get(owner.ordinal, ())):
        return linearization(resolver, owner)[0][1:]
    bases, _ = _declared_bases(resolver, owner, besides="mixes")
    return tuple(_merge([*(list(linearization(resolver, base)[0]) for base in bases), list(bases)]))


def constructors_of(resolver: Resolver, owner: Definition) -> tuple[Definition, ...]:
    """Return what making a value of a type runs: of each name that constructors have, the first type's that has any."""
    none: tuple[Definition, ...] = ()
    return resolver.memo(("constructors", id(owner)), lambda: tuple(_constructors(resolver, owner)), none)


def _constructors(resolver: Resolver, owner: Definition) -> Iterator[Definition]:
    for name in owner.file.language.constructors:
        if "{name}" not in name:
            yield from find_member(resolver, owner, name)
            continue
        for each in linearization(resolver, owner)[0]:
            named = _members_of_one(resolver, each, name.replace("{name}", each.name))
            if found := [member for member in named if member.is_constructor]:
                yield from found
                break


def _members_of_one(resolver: Resolver, owner: Definition, name: str) -> tuple[Definition, ...]:
    nothing: tuple[Definition, ...] = ()
    return resolver.memo(("member", id(owner), name), _defined_members, nothing, resolver, owner, name)


def _defined_members(resolver: Resolver, owner: Definition, name: str) -> tuple[Definition, ...]:
    """Return a type's own members of a name: what is only declared there counts where nothing defines it."""
    if name.isdigit() and owner.file.language.function_pointers:
        return fields_at(owner, int(name))
    found = tuple(own_members(resolver, owner, name))
    if len(found) < 2:
        return found
    found = _inherent_first(found)
    defined = tuple(each for each in found if not is_forward(each))
    declared = (each for each in found if is_forward(each))
    return defined + tuple(each for each in declared if not any(is_shaped_as(each, one) for one in defined))


def fields_at(owner: Definition, place: int) -> tuple[Definition, ...]:
    """Return the field that a definition has at a place, which a list in braces gives something to."""
    fields = (each for each in owner.file.members.get(owner.ordinal, ()) if each.kind == "field")
    return tuple(islice(fields, place, place + 1))


def _inherent_first(found: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the members that are a type's own, where it has any; those of its traits count where it has not.

    A field and a method may have one name.

    https://doc.rust-lang.org/reference/expressions/method-call-expr.html
    """
    inherent = tuple(each for each in found if not trait_of(each))
    return inherent if any(each.kind != "field" for each in inherent) else found


def trait_of(member: Definition) -> str:
    """Return the trait, as written, that a member is defined for by the extension around it."""
    around = member.outer
    return around.type if around is not None and around.kind == "extension" else ""


def _owned(program: Program, owner: Definition) -> Sequence[Definition]:
    """Return what names a type as the one that it belongs to, by the type's name or another that it has."""
    owned = program.owned.get(owner.name, ())
    if not owner.file.language.extension_traits:
        return owned
    return [*owned, *(each for name in program.aliases.get(owner.name, ()) for each in program.owned[name])]


def own_members(resolver: Resolver, owner: Definition, name: str) -> Iterator[Definition]:
    """Yield what a type is given under a name, in its body and wherever else its members may stand."""
    if owner.kind in FUNCTION_KINDS:
        yield from given_to_self(owner, name)
    else:
        declared = owner.file.children.get((owner.ordinal, name), ())
        if owner.file.language.assigned_members:
            declared = declared or _in_merged(resolver, owner, name)
            if declared:  # what is assigned in their place has their type: `Pen.prototype.draw = …`
                yield from declared
                return
        yield from declared
    for other in _owned(resolver.program, owner):
        if other.kind == "extension":
            if resolver.type_of_extension(other) is owner:
                yield from other.file.children.get((other.ordinal, name), ())
        elif other.name == name and not other.is_extension_function and _belongs(resolver, other, owner):
            yield other
    yield from members_in_parts(resolver.program, owner, name)
    for extension in made_by_macros(resolver, owner):
        yield from extension.file.children.get((extension.ordinal, name), ())


def _in_merged(resolver: Resolver, owner: Definition, name: str) -> Sequence[Definition]:
    """Return the members of a name in the other declarations of a type: of the interface beside a class."""
    others = merged_with(resolver, owner)
    return [member for each in others for member in each.file.children.get((each.ordinal, name), ())]


def _belongs(resolver: Resolver, member: Definition, owner: Definition) -> bool:
    """Say whether a member that names its owner means this one.

    What another file assigns to a type that inherits from a library's may stand in for a member of that.
    """
    if member.file is owner.file:
        return True
    if member.file.language.assigned_members and bases_of(resolver, owner)[1]:
        return False
    return any(each is owner for each in resolver.owners(member))


def bases_of(resolver: Resolver, definition: Definition) -> Bases:
    """Return the bases of a type that are of this repository, and whether it has others."""
    cut: Bases = ((), False)
    return resolver.memo(("bases", id(definition)), _declared_bases, cut, resolver, definition)


def _inherited_from(resolver: Resolver, definition: Definition) -> Bases:
    """Return the bases that a type has members from: not the interfaces that it has the methods of itself."""
    language = definition.file.language
    if not (language.structural_interfaces or language.checked_interfaces):
        return bases_of(resolver, definition)
    cut: Bases = ((), False)
    key = ("inherited from", id(definition))
    return resolver.memo(key, lambda: _declared_bases(resolver, definition, besides="implements"), cut)


def generic_bases(resolver: Resolver, definition: Definition) -> tuple[Instance, ...]:
    """Return the bases of a type with their type arguments."""
    nothing: tuple[Instance, ...] = ()
    return resolver.memo(("generic bases", id(definition)), lambda: _instances_of_bases(resolver, definition), nothing)


def _instances_of_bases(resolver: Resolver, definition: Definition) -> tuple[Instance, ...]:
    found: list[Instance] = []
    for each in definition.file.heritage_of.get(definition.ordinal, ()):
        context = Context(definition.file, definition.ordinal, definition.line)
        found += [v for v in type_values(resolver, context, parse_type(each.base)) if isinstance(v, Instance)]
    return tuple(each for each in found if each.type is not definition)


def embedded(resolver: Resolver, owner: Definition, name: str) -> Values:
    """Return the values of a field that a type has by embedding another, where no other member is shallower."""
    for each in linearization(resolver, owner)[0]:
        if _members_of_one(resolver, each, name):
            return ()
        for base in each.file.heritage_of.get(each.ordinal, ()) if each.kind == "struct" else ():
            if base.relation == "embeds" and last_name(base.base) == name:
                context = Context(each.file, each.ordinal, each.line)
                return type_values(resolver, context, parse_type(base.base))
    return ()


def _declared_bases(resolver: Resolver, definition: Definition, besides: str = "") -> Bases:
    """Return the bases that a type declares; those that it mixes in come before what it inherits."""
    if (whole := standing_for_all(resolver.program, definition)) is not definition:
        return bases_of(resolver, whole)
    declared = written_bases(resolver, definition, besides)
    mixed = _mixed_in(resolver, definition)
    known = [definition.file.definitions[definition.container]] if definition.kind == "enum_member" else []
    if definition.is_anonymous and not declared:
        known = _enum_around(definition)
    front: list[Definition] = []
    given, others = resolver.given_bases(definition)
    for file, base in declared:
        inside = _types_inside(resolver, definition, base) if base in mixed and file.language.mixins else []
        types = inside or types_of_base(resolver, definition, file, base)
        if base in mixed and any(each.kind in _MIXED for each in types):
            front += types
        known += types
        others = others or not types
    return tuple(dict.fromkeys(front + known + given)), others


def _mixed_in(resolver: Resolver, definition: Definition) -> set[str]:
    """Return the names that a type says of what it mixes in."""
    parts = parts_of(resolver.program, definition) if definition.file.language.mixins else ()
    heritage = (each for part in parts or (definition,) for each in part.file.heritage_of.get(part.ordinal, ()))
    return {each.base for each in heritage if each.relation == "mixes"}


def _types_inside(resolver: Resolver, definition: Definition, name: str) -> list[Definition]:
    """Return what a module that is mixed in may be by its path: one inside the type, or inside another part of it.

    What the type inherits is not looked through, since that is what is asked for.
    https://docs.ruby-lang.org/en/3.4/syntax/modules_and_classes_rdoc.html#label-Constants
    """
    found = [definition]
    for step in name.split("."):
        inside = (each for owner in found for each in _in_all_parts(resolver.program, owner, step))
        found = list(dict.fromkeys(each for each in inside if each.is_type))
    return found


def _in_all_parts(program: Program, owner: Definition, name: str) -> Sequence[Definition]:
    own = owner.file.children.get((owner.ordinal, name), ())
    return [*own, *members_in_parts(program, owner, name)]


def written_bases(resolver: Resolver, definition: Definition, besides: str = "") -> list[tuple[File, str]]:
    """Return a type's bases as written, with the file that says so: beside the type, in its parts and extensions."""
    file = definition.file
    declared = [(file, each.base) for each in file.heritage_of.get(definition.ordinal, ()) if each.relation != besides]
    if definition.kind == "extension" and definition.type:  # of a type that is a library's
        declared.append((file, definition.type))
    for other, each in resolver.program.inherited_outside.get(definition.name, ()):
        context = Context(other, TOP, each.line)
        if each.relation != besides and any(
            found is definition for found in types_named(resolver, context, each.owner)
        ):
            declared.append((other, each.base))
    for merged in merged_with(resolver, definition) if file.language.assigned_members else ():
        declared += [(merged.file, each.base) for each in merged.file.heritage_of.get(merged.ordinal, ())]
    for part in other_parts(resolver.program, definition):
        declared += [(part.file, each.base) for each in part.file.heritage_of.get(part.ordinal, ())]
    return declared


def types_of_base(resolver: Resolver, definition: Definition, file: File, base: str) -> list[Definition]:
    """Return the types of this repository that a base of a type, as a file writes it, may be.

    A name that so many have in one scope says nothing: of a script that was made small, where classes of some names
    would inherit from hundreds of others, and these from those.
    """
    if base in file.language.self_names:  # `class Inner < self`: the type around
        return [definition.outer] if definition.outer is not None and definition.outer.is_type else []
    context = Context(file, _scope_of_base(resolver, definition, file), definition.line)
    written = parse_type(base)
    values = type_values(resolver, context, written)
    if file.language.checked_interfaces and definition.kind == "class" and any(map(_stands_for_class, values)):
        return list(resolver.types_given(resolver.evaluate(context, parse_expression(written[1]))))
    types = [value.type for value in values if isinstance(value, Instance) and value.type is not definition]
    return types if len(types) <= BREADTH else []


def _stands_for_class(value: Value) -> bool:
    return isinstance(value, Parameter) or (isinstance(value, Container) and value.kind == "class")


def _scope_of_base(resolver: Resolver, definition: Definition, file: File) -> int:
    """Return the scope in which a file names the bases of a type: around it, or around its part there."""
    if file is definition.file:
        return definition.container
    parts = parts_of(resolver.program, definition)
    return next((part.container for part in parts if part.file is file), TOP)


def _enum_around(body: Definition) -> list[Definition]:
    """Return the enum of a member that has the body of a type: https://docs.oracle.com/javase/specs/jls/se21/html/jls-8.html#jls-8.9.1."""
    member = body.outer
    return [body.file.definitions[member.container]] if member is not None and member.kind == "enum_member" else []


def linearization(resolver: Resolver, definition: Definition) -> Bases:
    """Return a type and its bases in the order in which members are looked up, and whether some are unknown.

    Python's C3 order; where that has no solution (and in languages that forbid such bases), depth first.  What is
    embedded, the shallowest first: https://go.dev/ref/spec#Selectors.
    """
    cut: Bases = ((definition,), False)
    return resolver.memo(("order", id(definition)), _order, cut, resolver, definition)


def _order(resolver: Resolver, definition: Definition) -> Bases:
    if definition.file.language.embedded_fields:
        return _by_depth(resolver, definition)
    if (whole := standing_for_all(resolver.program, definition)) is not definition:
        return linearization(resolver, whole)
    bases, others = _inherited_from(resolver, definition)
    orders = [linearization(resolver, base) for base in bases]
    merged = _merge([list(order) for order, _ in orders] + [list(bases)])
    return (definition, *merged), others or any(unknown for _, unknown in orders)


def _by_depth(resolver: Resolver, definition: Definition) -> Bases:
    order, level, some_unknown = {definition: None}, [definition], False
    while level:
        found = [_inherited_from(resolver, each) for each in level]
        some_unknown = some_unknown or any(others for _, others in found)
        level = list(dict.fromkeys(base for bases, _ in found for base in bases if base not in order))
        order.update(dict.fromkeys(level))
    return tuple(order), some_unknown


def _merge(sequences: list[list[Definition]]) -> list[Definition]:
    """Merge base orders as C3 does; when stuck, take what comes first.

    In steps as many as what is merged is long, times the orders: a script that was made small may give a class
    hundreds of bases, since its names are those of others.
    """
    left = [sequence[::-1] for sequence in sequences if sequence]
    behind = Counter(each for sequence in left for each in sequence[:-1])
    merged: dict[Definition, None] = {}
    while left:
        merged[next((each[-1] for each in left if not behind[each[-1]]), left[0][-1])] = None
        for sequence in left:
            while sequence and sequence[-1] in merged:
                sequence.pop()
                if sequence:
                    behind[sequence[-1]] -= 1
        left = [each for each in left if each]
    return list(merged)
