"""What a member means that is called or named on a receiver."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language
from ecp.query.resolution import imports
from ecp.query.resolution.extensions import are_unknown, extension_functions, leaves_to_extensions
from ecp.query.resolution.notation import Tree, parse_expression
from ecp.query.resolution.places import sought_in
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.sole import added_to_library, is_value_of_library, may_be_of, sole
from ecp.query.resolution.references.targets import DYNAMIC, EXTERNAL, OF_CALLEE, Resolution, resolution
from ecp.query.resolution.types.inheritance import find_above, find_member, linearization
from ecp.query.resolution.types.traits import methods_of_traits, methods_of_wrappers
from ecp.query.resolution.types.type_members import is_property
from ecp.query.resolution.types.wrappers import hides_members
from ecp.query.resolution.values import (
    Class,
    Container,
    Instance,
    Module,
    Namespace,
    Opened,
    Outside,
    Package,
    Parameter,
    Super,
    Values,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_WAYS = {"name": "variable", "member": "attribute", "call": "result", "tried": "result", "instance": "variable"}
"""How a member is found on values of a form."""
_NO_SUCH_MEMBER = Resolution((), "", "no such member")


class _Receiver(NamedTuple):
    """What a member is sought on."""

    tree: Tree
    owners: Values
    form: str
    """The form of the expression, `self` apart."""

    @property
    def may_be_path(self) -> bool:
        """Whether it may be a name of a module or type."""
        return self.tree[0] == "name" and not (self.form == "self" and self.owners)

    @property
    def how(self) -> str:
        """How a member is found on it."""
        if self.form == "self":
            return "self"
        if any(isinstance(owner, Super) for owner in self.owners):
            return "super"
        if any(isinstance(owner, Module | Package | Namespace | Opened) for owner in self.owners):
            return "module"
        if any(isinstance(owner, Class) for owner in self.owners):
            return "class"
        return _WAYS.get(self.form, "element")


def resolve_member(resolver: Resolver, context: Context, reference: Reference) -> Resolution:
    """Return what a reference with a receiver means: the same for all of one set of values that it is on.

    But for functions that are called as members: which of them are seen depends on the place.
    """
    language = context.file.language
    tree = parse_expression(reference.receiver)
    is_hidden = bool(language.closed_wrappers) and hides_members(resolver, context, tree, reference.name)
    if is_hidden and _is_of_wrapper(resolver, language, reference.name):
        return EXTERNAL
    place = sought_in(context.file, reference.receiver).place_at(context.scope, context.line)
    is_self = tree[0] == "name" and tree[1] in language.self_names
    on = _Receiver(tree, resolver.one(resolver.evaluate(place, tree)), "self" if is_self else tree[0])
    if language.extension_functions or any(isinstance(each, Namespace) for each in on.owners):
        return _member_of(resolver, context, on, reference)
    if language.extension_traits and (own := methods_of_traits(resolver, context, on.owners, reference.name)):
        found = tuple(value for owner in on.owners for value in resolver.member(owner, reference.name))
        if is_hidden or all(isinstance(value, Outside | Container) for value in found):
            return resolution(resolver, own, on.how)
    if is_hidden:
        return _of_wrapper(resolver, context, on, reference) or EXTERNAL
    key = ("meant", id(on.owners), on.form, reference.role in OF_CALLEE, reference.name, language.name)
    meant: Resolution = resolver.complete(key, _member_of, resolver, context, on, reference)
    if meant.targets:
        return meant
    for has_rule, look in _UNFOUND:
        if has_rule(language) and (other := look(resolver, context, on, reference)) is not None:
            return other
    return meant


def _is_of_wrapper(resolver: Resolver, language: Language, name: str) -> bool:
    """Say whether a name that a wrapper of a library hides can only be the wrapper's own."""
    is_declared = name in resolver.program.declared_in_traits
    return not is_declared or name in language.adapters or name in language.passing


def _of_path(resolver: Resolver, context: Context, on: _Receiver, reference: Reference) -> Resolution | None:
    """Return what a member is of the module or type that has the name of a variable."""
    owners = resolver.path_beginning(context, on.tree[1]) if on.may_be_path else ()
    return _member_of(resolver, context, on._replace(owners=owners), reference) if owners else None


def _of_wrapped_value(resolver: Resolver, context: Context, on: _Receiver, reference: Reference) -> Resolution | None:
    return None if on.may_be_path else _of_wrapper(resolver, context, on, reference)


def _of_wrapper(resolver: Resolver, context: Context, on: _Receiver, reference: Reference) -> Resolution | None:
    """Return the method that a trait of ours gives a library's wrapper."""
    if reference.role != "call":
        return None
    methods = methods_of_wrappers(resolver, context, on.tree, reference.name)
    return Resolution(methods, on.how) if methods else None


def _of_extended_library(resolver: Resolver, _: Context, on: _Receiver, reference: Reference) -> Resolution | None:
    """Return the method that an extension of ours gives a library's type."""
    if reference.role != "call":
        return None
    is_known = bool(on.owners) and all(is_value_of_library(resolver, each) for each in on.owners)
    added = added_to_library(resolver, reference, is_known=is_known) if is_known or not on.owners else ()
    return Resolution(added, on.how if is_known else "sole") if added else None


_UNFOUND: tuple[
    tuple[Callable[[Language], object], Callable[[Resolver, Context, _Receiver, Reference], Resolution | None]], ...
] = (
    (attrgetter("types_apart"), _of_path),
    (attrgetter("extension_traits"), _of_wrapped_value),
    (attrgetter("extended_library"), _of_extended_library),
)
"""What a member may be that the values have not, in languages with a property."""


def _member_of(resolver: Resolver, context: Context, on: _Receiver, reference: Reference) -> Resolution:
    """Return what a reference means as a member of some values."""
    language, is_callee = context.file.language, reference.role in OF_CALLEE
    if is_callee and language.descriptors and (read := _properties(resolver, on.owners, reference.name)):
        return Resolution(read, on.how)  # what they give is called, too, but has no name there
    values = _members(resolver, context, on.owners, reference.name)
    if language.extension_functions and leaves_to_extensions(resolver, values, reference.role):
        is_type = not on.owners and on.form == "name" and reference.receiver[:1].isupper()  # a library's, as named
        extensions = () if is_type else extension_functions(resolver, context, on.owners, reference.name)
        if extensions and are_unknown(language, on.owners):
            return resolution(resolver, extensions, "sole", is_callee)
        values = (*extensions, *values)
    found = resolution(resolver, values, on.how, is_callee)
    if found.targets:
        return found
    if is_callee and language.getters_called and (read := _properties(resolver, on.owners, reference.name)):
        return Resolution(read, on.how)
    if language.sole_methods and reference.role == "call" and not values:
        only = sole(resolver, language, reference.name)
        if not on.owners or any(may_be_of(resolver, owner, each) for each in only.targets for owner in on.owners):
            return only
    if found.reason == "external" or found.candidates:
        return found
    return _why_none(resolver, language, on.owners, reference.name)


def _members(resolver: Resolver, context: Context, owners: Values, name: str) -> Values:
    """Return what some values have under a name; a class what makes it, where nothing says how."""
    language = context.file.language
    found = tuple(value for owner in owners for value in resolver.member(owner, name))
    if len(found) > 1 and any(isinstance(owner, Namespace) for owner in owners):
        found = tuple(imports.nearest_types(context.file, found))
    if not found and name in language.making and language.constructors:
        found = tuple(owner for owner in owners if isinstance(owner, Class))  # as a call of the class
    return found


def _why_none(resolver: Resolver, language: Language, owners: Values, name: str) -> Resolution:
    """Say why no value has a member of a name."""
    if all(isinstance(owner, Parameter) for owner in owners):
        return DYNAMIC
    is_of_wrapper = name in language.passing or name in language.holder_methods
    if is_of_wrapper or all(isinstance(owner, Outside | Container) for owner in owners):
        return EXTERNAL
    if any(isinstance(o, Instance | Class | Super) and linearization(resolver, o.type)[1] for o in owners):
        return EXTERNAL
    if any(isinstance(o, Instance) and resolver.first_members(o, language.absent_members) for o in owners):
        return DYNAMIC
    return _NO_SUCH_MEMBER


def _properties(resolver: Resolver, owners: Values, name: str) -> tuple[Definition, ...]:
    """Return the methods that are called where a member of some values is read."""
    found: list[Definition] = []
    for owner in owners:
        if isinstance(owner, Instance):
            found += filter(is_property, find_member(resolver, owner.type, name))
        elif isinstance(owner, Super):
            found += filter(is_property, find_above(resolver, owner, name))
    return tuple(dict.fromkeys(each for each in found if each.kind in FUNCTION_KINDS))
