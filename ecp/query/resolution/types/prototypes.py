"""Members that are assigned, not declared: `Pen.prototype.draw = …`, `app.use = …`, `this.draw = …` in a function.

A function that is given such members makes objects when it is called with `new`:
https://developer.mozilla.org/docs/Web/JavaScript/Guide/Inheritance_and_the_prototype_chain.  The object that a literal
makes is the receiver in its methods.  All of it only in languages with `assigned_members`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecp.query.resolution.notation import parse_expression
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.values import Class, Function, Literal, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def makes_objects(definition: Definition) -> bool:
    """Say whether a function makes objects: it is given members, or assigns to its receiver.

    A function inside another may have the receiver of that.
    """
    file = definition.file
    if definition.kind != "function" or not file.language.assigned_members:
        return False
    assigns = definition.container == TOP and definition.ordinal in file.assigning_to_self
    return assigns or definition.name in file.owners


def assigned_members(definition: Definition, name: str) -> list[Definition]:
    """Return the functions that are assigned to a member of what a name stands for, in the file of that."""
    file = definition.file
    if not file.language.assigned_members:
        return []
    found = (each for owner in file.names_of(definition) for each in file.assigned.get((owner, name), ()))
    return [each for each in found if definition.container in file.scopes_out(each.container)]


def given_to_self(function: Definition, name: str) -> list[Definition]:
    """Return the functions that a function assigns to a member of its receiver."""
    children = function.file.children.get((function.ordinal, name), ())
    return [each for each in children if each.kind == "method" and "assigned" in each.modifiers.split()]


def is_self_of(file: File, scope: int, owner: Definition) -> bool:
    """Say whether the receiver in a scope is a value of a type, or what a function makes."""
    if owner.kind not in FUNCTION_KINDS:
        return file.type_around(scope) is owner
    return any(each is owner or each.owner == owner.name for each in file.around(scope))


def is_arrow(function: Definition) -> bool:
    """Say whether a function has the receiver of the place where it stands.

    https://developer.mozilla.org/docs/Web/JavaScript/Reference/Functions/Arrow_functions
    """
    return "arrow" in function.modifiers.split()


def receiver_of(resolver: Resolver, function: Definition) -> Values:
    """Return the receiver of a function that is assigned to a member of something else than a type, or of a literal."""
    file = function.file
    if not file.language.assigned_members:
        return ()
    if function.owner:
        context = Context(file, function.container, function.line)
        values = resolver.evaluate(context, parse_expression(function.owner))
        return tuple(each for each in values if not isinstance(each, Function | Class))
    literal = file.literals.get(function.line) if function.kind == "method" else None
    if literal is None:
        return ()
    binding, record = literal
    return (Literal(Context(file, binding.scope, binding.line), record),)
