"""The definitions that values stand for, and what a call of each runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition, is_own_maker
from ecp.query.resolution.types.declared_types import aliased
from ecp.query.resolution.types.inheritance import find_member, linearization, own_members
from ecp.query.resolution.types.parts import other_parts
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Holder,
    Instance,
    Outside,
    Super,
    Value,
    Values,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

OF_CALLEE = ("call", "new", "decorate")
"""The roles of a reference to what is called."""


class Resolution(NamedTuple):
    """What a reference means."""

    targets: tuple[Definition, ...]
    how: str
    """The last step that found it: see `ecp.model.CONFIDENCE`."""
    reason: str = ""
    """Why there is none: `external`, `dynamic receiver`, `unknown name`, `no such member`, `through a variable`."""
    candidates: tuple[Definition, ...] = ()
    """What it may mean when that is not certain."""


EXTERNAL = Resolution((), "", "external")
DYNAMIC = Resolution((), "", "dynamic receiver")


class _Found:
    """What some values of a reference stand for."""

    def __init__(self, resolver: Resolver, *, is_callee: bool) -> None:
        self.resolver, self.is_callee = resolver, is_callee
        self.targets: list[Definition] = []
        self.held: list[Definition] = []
        """What variables hold, one of which is meant."""
        self.is_outside = False
        """Whether what is meant may be a library's."""

    def add_class(self, value: Class) -> None:
        made_of_renamed = self.is_callee and value.is_renamed  # what that makes is of it
        (self.held if value.is_held and not made_of_renamed else self.targets).append(value.type)

    def add_function(self, value: Function) -> None:
        (self.held if value.is_held else self.targets).append(value.definition)

    def add_holder(self, value: Holder) -> None:
        definition = value.definition
        if self.is_callee and definition.file.language.value_functions:
            self.held.append(definition)  # a table, which is called as its metatable says
            for name in definition.file.language.call_methods:
                called = self.resolver.member(value, name)
                self.targets += [definition_of(each) for each in called if isinstance(each, Function)]
        elif not self.is_callee or definition.kind != "module":
            self.targets.append(definition)

    def add_instance(self, value: Instance) -> None:
        if self.is_callee:
            for method in value.type.file.language.call_methods:
                self.targets += find_member(self.resolver, value.type, method)

    def add_super(self, value: Super) -> None:
        bases = linearization(self.resolver, value.type)[0][1:]
        made = [base for base in bases if base.kind != "interface"][:1]
        self.targets += made
        self.is_outside = self.is_outside or not made

    def add_outside(self, _: Value) -> None:
        self.is_outside = True


_ADD: dict[type, Callable[[_Found, Any], None]] = {
    Class: _Found.add_class,
    Function: _Found.add_function,
    Holder: _Found.add_holder,
    Instance: _Found.add_instance,
    Super: _Found.add_super,
    Outside: _Found.add_outside,
    Container: _Found.add_outside,
}
"""What each kind of value adds; another adds nothing."""


def resolution(resolver: Resolver, values: Values, how: str, is_callee: bool = True) -> Resolution:
    """Return the definitions that values stand for; where they are called, what that runs."""
    found = _Found(resolver, is_callee=is_callee)
    for value in values:
        if (add := _ADD.get(type(value))) is not None:
            add(found, value)
    targets = tuple(dict.fromkeys(found.targets))
    if targets and is_callee:
        targets = _run_by_call(resolver, targets)
        found.is_outside = found.is_outside or not targets
    if targets:
        return Resolution(targets, how)
    if found.held:
        return Resolution((), "", "through a variable", tuple(dict.fromkeys(found.held)))
    return Resolution((), "", "external" if found.is_outside else "unknown name")


def _run_by_call(resolver: Resolver, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return what a call of definitions means: none, where a type's name only converts to another."""
    if any(each.kind in FUNCTION_KINDS for each in targets):  # which hides a struct or class of its name
        targets = tuple(each for each in targets if not (each.is_type and each.file.language.textual_includes))
    if any(each.kind in ("type", "enum") and each.file.language.textual_includes for each in targets):
        targets = _each_of(resolver, made_by_name_of, targets)
    if any(each.kind == "type" and each.file.language.aliases_make for each in targets):
        targets = _each_of(resolver, _of_other_name, targets)
    return made_by(resolver, targets)


def _each_of(
    resolver: Resolver,
    rule: Callable[[Resolver, Definition], Iterable[Definition]],
    targets: tuple[Definition, ...],
) -> tuple[Definition, ...]:
    return tuple(dict.fromkeys(made for each in targets for made in rule(resolver, each)))


def made_by_name_of(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return the class that a name with arguments makes a value of: none, where it converts to another type."""
    if definition.kind != "type":
        return (definition,) if definition.kind != "enum" else ()
    if is_pointer(definition):
        return ()
    types = (value.type for value in aliased(resolver, definition) if isinstance(value, Instance))
    return tuple(each for each in types if each.kind != "enum")


def _of_other_name(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return the types that a name stands for which was given to them, where it was and they are of this repository."""
    if definition.kind != "type":
        return (definition,)
    values = aliased(resolver, definition)
    return tuple(value.type for value in values if isinstance(value, Instance)) or (definition,)


def made_by(resolver: Resolver, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the parts that have the constructor, of types in pieces."""
    found: list[Definition] = []
    for each in targets:
        if each.is_type and each.kind in each.file.language.open_kinds and not _makes(each):
            found += [part for part in other_parts(resolver.program, each) if _makes(part)] or [each]
        else:
            found.append(each)
    return tuple(dict.fromkeys(found))


def made_by_own_maker(resolver: Resolver, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the methods of types that stand for what makes a value of each: `def self.new`.

    https://docs.ruby-lang.org/en/3.4/Class.html#method-i-new
    """
    found: list[Definition] = []
    for each in targets:
        names = each.file.language.making if each.is_type else ()
        members = (one for name in names for one in own_members(resolver, each, name))
        found += [one for one in members if is_own_maker(one)] or [each]
    return tuple(dict.fromkeys(found))


def _makes(definition: Definition) -> bool:
    """Say whether a type, or a part of one, has a constructor."""
    children, language = definition.file.children, definition.file.language
    names = (name.replace("{name}", definition.name) for name in language.constructors)
    return any((definition.ordinal, name) in children for name in names)


def is_pointer(definition: Definition) -> bool:
    """Say whether a field holds where a value of its type is, not one."""
    return "pointer" in definition.modifiers.split()


def definition_of(value: Function | Class) -> Definition:
    return value.definition if isinstance(value, Function) else value.type
