"""What a bare name means where it is called, made or named."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from ecp.index.languages import Language
from ecp.query.resolution.extensions import extension_functions
from ecp.query.resolution.notation import UNKNOWN, parse_type
from ecp.query.resolution.overloads.arguments import GENERIC, arguments_given
from ecp.query.resolution.program.ambient import only_adds
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.receivers import lambda_receivers
from ecp.query.resolution.references.sole import added_to_library, is_of_library, is_of_mixin, sole
from ecp.query.resolution.references.targets import (
    EXTERNAL,
    OF_CALLEE,
    Resolution,
    is_pointer,
    made_by,
    made_by_name_of,
    resolution,
)
from ecp.query.resolution.types.declared_types import named_type
from ecp.query.resolution.types.generics import arity
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.resolution.types.type_members import of_value_or_type
from ecp.query.resolution.values import Class, Instance, Outside, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


def resolve_bare(resolver: Resolver, context: Context, reference: Reference) -> Resolution:
    """Return what a reference without a receiver means."""
    language, is_call = context.file.language, reference.role == "call"
    if reference.name in language.super_names and language.mixins:
        return _same_of_super(resolver, context)
    if is_call and reference.name in language.self_names and not language.call_methods:
        around = context.file.type_around(reference.scope)  # one constructor runs another
        return Resolution(made_by(resolver, (around,)) if around is not None else (), "self")
    values, how = _named(resolver, context, reference)
    if reference.role == "new" and how == "self" and not any(isinstance(value, Class) for value in values):
        return _initialized_member(resolver, context, reference)
    is_for_all = how == "program" and language.declares_for_all
    if is_for_all and reference.role in OF_CALLEE and only_adds(resolver.program, reference.name):
        return EXTERNAL
    found = resolution(resolver, values, how, is_callee=reference.role in OF_CALLEE)
    if found.targets and reference.role == "type" and language.methods_apart:
        types = tuple(each for each in found.targets if each.kind not in FUNCTION_KINDS)
        return found._replace(targets=types) if types else EXTERNAL
    if found.targets or not is_call:
        return found
    for has_rule, look in _UNNAMED_CALLS:
        if has_rule(language) and (other := look(resolver, context, reference)) is not None:
            return other
    return found


def _named(resolver: Resolver, context: Context, reference: Reference) -> tuple[Values, str]:
    """Return what has the name and may be meant, and how it was found."""
    language = context.file.language
    look = resolver.type_name if reference.role == "new" else resolver.name
    values, how = look(context, reference.name)
    making = language.making if language.bare_calls else ()
    if reference.role == "call" and making and reference.name not in making:  # `Array(lines)` runs a method
        values = tuple(value for value in values if not isinstance(value, Class))
    if reference.role == "new" and len(values) > 1 and language.types_by_arity:
        values = _of_arity_given(values, reference)
    return values, how


def _of_arity_given(values: Values, reference: Reference) -> Values:
    """Return the types that a reference with type arguments, or without any, may make a value of."""
    is_generic = reference.arguments.startswith(GENERIC)
    fitting = tuple(v for v in values if not isinstance(v, Class) or bool(arity(v.type)) == is_generic)
    return fitting or values


def _initialized_member(resolver: Resolver, context: Context, reference: Reference) -> Resolution:
    """Return the class of the member that a constructor's head initialises: `Pen() : ink_(3) {}`.

    A pointer is given a value, and makes none; neither does what holds one: `std::unique_ptr<Ink> ink_`.
    https://eel.is/c++draft/class.base.init
    """
    found: list[Definition] = []
    for around in context.file.around(context.scope):
        if not (around.is_type or around.owner):
            continue
        for owner in (around,) if around.is_type else resolver.owners(around):
            for field in find_member(resolver, owner, reference.name):
                written = parse_type(field.type) if field.type else UNKNOWN
                if field.kind == "field" and written[0] == "type" and not is_pointer(field):
                    values = named_type(resolver, Context(field.file, field.container, field.line), written[1])
                    found += [value.type for value in values if isinstance(value, Class)]
        break
    made = tuple(dict.fromkeys(named for each in found for named in made_by_name_of(resolver, each)))
    passed = arguments_given(reference.arguments) or ()
    if len(passed) == 1 and any(
        isinstance(value, Instance) and value.type in made for value in resolver.evaluate(context, passed[0].value)
    ):
        return EXTERNAL  # a copy
    return Resolution(made_by(resolver, made), "self") if made else EXTERNAL


def extension_of_this(resolver: Resolver, context: Context, name: str) -> Values:
    """Return the extension of a type around that a bare call means, the innermost first."""
    for receivers in lambda_receivers(resolver, context) if context.file.language.lambda_receivers else ():
        if extensions := extension_functions(resolver, context, receivers, name):
            return extensions
    for around in context.file.around(context.scope):
        if around.is_type or around.is_extension_function:
            types = [resolver.type_of_extension(around)] if around.is_type else resolver.owners(around)
            values: Values = tuple(map(Instance, types))
            of_library = () if values else (Outside(around.owner.partition("[")[0]),)
            if of_library and (found := extension_functions(resolver, context, of_library, name)):
                return found
            if found := extension_functions(resolver, context, values, name):
                return found
    return ()


def _same_of_super(resolver: Resolver, context: Context) -> Resolution:
    """Return what a bare `super` means: the method around it, of what the type inherits from."""
    method = context.file.function_around(context.scope)
    around = context.file.type_around(method.container) if method is not None else None
    if method is None or around is None:
        return EXTERNAL
    found = find_member(resolver, around, method.name, skip_own=True)
    if found and (modifier := context.file.language.type_modifier):
        is_type = modifier in method.modifiers.split()
        found = of_value_or_type(resolver, around, method.name, found, is_type=is_type)
    return Resolution(found, "super") if found else EXTERNAL


def _method_around(resolver: Resolver, context: Context, reference: Reference) -> Resolution | None:
    methods = methods_around(resolver, context, reference.name)
    return Resolution(methods, "self") if methods else None


def methods_around(resolver: Resolver, context: Context, name: str) -> tuple[Definition, ...]:
    """Return what a bare call means where variables of the name do not count."""
    for around in context.file.around(context.scope):
        if around.is_type:
            found = find_member(resolver, around, name)
            if methods := tuple(each for each in found if each.kind in FUNCTION_KINDS):
                return methods
    return ()


def _of_mixin(resolver: Resolver, context: Context, reference: Reference) -> Resolution | None:
    """Return the sole method of the name, of a module that a library mixes in: a test's assertions."""
    found = sole(resolver, context.file.language, reference.name)
    return found if found.targets and all(is_of_mixin(resolver, each) for each in found.targets) else None


def _added_to_type_around(resolver: Resolver, context: Context, reference: Reference) -> Resolution | None:
    """Return what an extension of a library's type calls of another extension."""
    if not any(is_of_library(resolver, each) for each in context.file.around(context.scope)):
        return None
    added = added_to_library(resolver, reference, is_known=True)
    return Resolution(added, "self") if added else None


def _extension_of_this(resolver: Resolver, context: Context, reference: Reference) -> Resolution | None:
    found = extension_of_this(resolver, context, reference.name)
    return resolution(resolver, found, "self") if found else None


_UNNAMED_CALLS: tuple[
    tuple[Callable[[Language], object], Callable[[Resolver, Context, Reference], Resolution | None]], ...
] = (
    (attrgetter("methods_apart"), _method_around),
    (attrgetter("sole_methods"), _of_mixin),
    (attrgetter("extended_library"), _added_to_type_around),
    (attrgetter("extension_functions"), _extension_of_this),
)
"""What a call may mean besides of what no scope has the name, in languages with a property."""
