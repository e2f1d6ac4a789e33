"""What a reference means: the definitions that it names, by the values of what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language, methods_of_library
from ecp.query.resolution import imports
from ecp.query.resolution.extensions import are_unknown, extension_functions, leaves_to_extensions
from ecp.query.resolution.notation import UNKNOWN, parse_expression, parse_type
from ecp.query.resolution.overloads.arguments import GENERIC, arguments_given
from ecp.query.resolution.overloads.fitting import accepting, fitting, is_left_open, is_specialized
from ecp.query.resolution.places import sought_in
from ecp.query.resolution.program.ambient import only_adds
from ecp.query.resolution.program.build_constraints import compiled_with
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition, is_own_maker
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.receivers import lambda_receivers
from ecp.query.resolution.types.declared_types import aliased, named_type
from ecp.query.resolution.types.generics import arity
from ecp.query.resolution.types.heirs import is_mixed_in_by_library
from ecp.query.resolution.types.implementations import implementing, is_one_of_many
from ecp.query.resolution.types.inheritance import find_above, find_member, linearization, own_members
from ecp.query.resolution.types.parts import other_parts, standing_for_all
from ecp.query.resolution.types.traits import methods_of_traits, methods_of_wrappers
from ecp.query.resolution.types.type_members import is_property, of_value_or_type
from ecp.query.resolution.types.wrappers import hides_members
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Holder,
    Instance,
    Module,
    Namespace,
    Opened,
    Outside,
    Package,
    Parameter,
    Super,
    Value,
    Values,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_OF_CALLEE = ("call", "new", "decorate")
"""The roles of a reference to what is called."""
_FEW = 16
"""Members of a name of which it is looked up whether the others override them."""
_WAYS = {"name": "variable", "member": "attribute", "call": "result", "tried": "result", "instance": "variable"}
"""How a member is found on values of a form."""


class Resolution(NamedTuple):
    """What a reference means."""

    targets: tuple[Definition, ...]
    how: str
    """The last step that found it: see `ecp.model.CONFIDENCE`."""
    reason: str = ""
    """Why there is none: `external`, `dynamic receiver`, `unknown name`, `no such member`, `through a variable`."""
    candidates: tuple[Definition, ...] = ()
    """What it may mean when that is not certain."""


def settle(resolver: Resolver, reference: Reference) -> Resolution:
    """Return what a reference means, decorations and overloads told apart."""
    resolution = _resolve(resolver, reference)
    if reference.role == "decorate":
        return _decoration(resolver, reference, resolution)
    file = resolver.program.file(reference.path)
    if reference.role == "new" and file.language.making and file.language.type_modifier:
        return resolution._replace(targets=_made_by_own_maker(resolver, resolution.targets))
    if len(resolution.targets) > 1 and file.language.conditional_files:
        return resolution._replace(targets=compiled_with(resolver.program, file, resolution.targets))
    if not reference.arguments and not (resolution.targets and file.language.extension_traits):
        return resolution
    context = Context(file, reference.scope, reference.line)
    if file.language.extension_traits:
        found = implementing(resolver, context, reference, resolution.targets)
        if is_one_of_many(found):
            return Resolution((), "", "dynamic receiver", found)
        return resolution._replace(targets=found, how=resolution.how or "class") if found else resolution
    if not resolution.targets:
        return resolution
    left = fitting(resolver, context, reference, resolution.targets)
    how = "overload" if is_left_open(file.language, left) else resolution.how
    specialized = tuple(each for each in resolution.targets if each not in left and is_specialized(each))
    return resolution._replace(targets=left, how=how, candidates=specialized)


def _made_by_own_maker(resolver: Resolver, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the methods of types that stand for what makes a value of each: `def self.new`.

    https://docs.ruby-lang.org/en/3.4/Class.html#method-i-new
    """
    found: list[Definition] = []
    for each in targets:
        names = each.file.language.making if each.is_type else ()
        members = (one for name in names for one in own_members(resolver, each, name))
        found += [one for one in members if is_own_maker(one)] or [each]
    return tuple(dict.fromkeys(found))


def _decoration(resolver: Resolver, reference: Reference, resolution: Resolution) -> Resolution:
    """Return what a decoration means, which may have names of its own or may leave out the end of one."""
    language = resolver.program.file(reference.path).language
    if suffix := language.attribute_suffix:
        whole = _resolve(resolver, reference._replace(name=reference.name + suffix))
        named = whole if whole.targets else resolution
        types = tuple(each for each in named.targets if each.is_type or each.is_constructor)
        return named._replace(targets=types) if types else Resolution((), "", "external")
    if language.decorations and any(each.kind not in language.decorations for each in resolution.targets):
        return Resolution((), "", "external")
    return resolution


def _resolve(resolver: Resolver, reference: Reference) -> Resolution:
    file = resolver.program.file(reference.path)
    context = Context(file, reference.scope, reference.line)
    if reference.role == "import":
        values = _imported_name(resolver, file, reference)
        return _resolution(resolver, values, "import")
    if reference.receiver:
        return _resolve_member(resolver, context, reference)
    if reference.name in file.language.super_names and file.language.mixins:
        return _same_of_super(resolver, context)
    if reference.role == "call" and reference.name in file.language.self_names and not file.language.call_methods:
        around = file.type_around(reference.scope)  # one constructor runs another
        return Resolution(_made_by(resolver, (around,)) if around is not None else (), "self")
    look = resolver.type_name if reference.role == "new" else resolver.name
    values, how = look(context, reference.name)
    making = file.language.making if file.language.bare_calls else ()
    if reference.role == "call" and making and reference.name not in making:  # `Array(lines)` runs a method
        values = tuple(value for value in values if not isinstance(value, Class))
    if reference.role == "new" and len(values) > 1 and file.language.types_by_arity:
        values = _of_arity_given(values, reference)
    if reference.role == "new" and how == "self" and not any(isinstance(value, Class) for value in values):
        return _initialized_member(resolver, context, reference)
    is_for_all = how == "program" and file.language.declares_for_all
    if is_for_all and reference.role in _OF_CALLEE and only_adds(resolver.program, reference.name):
        return Resolution((), "", "external")
    resolution = _resolution(resolver, values, how, callee=reference.role in _OF_CALLEE)
    if reference.role == "type" and file.language.methods_apart and resolution.targets:
        types = tuple(each for each in resolution.targets if each.kind not in FUNCTION_KINDS)
        return resolution._replace(targets=types) if types else Resolution((), "", "external")
    if not resolution.targets and reference.role == "call":
        methods = methods_around(resolver, context, reference.name) if file.language.methods_apart else ()
        if methods:
            return Resolution(methods, "self")
    if not resolution.targets and reference.role == "call" and file.language.sole_methods:
        sole = _sole(resolver, file.language, reference.name)
        return sole if sole.targets and all(_is_of_mixin(resolver, each) for each in sole.targets) else resolution
    if not resolution.targets and reference.role == "call" and file.language.extended_library:
        is_added = any(_is_of_library(resolver, each) for each in file.around(context.scope))
        added = _added_to_library(resolver, reference, is_known=True) if is_added else ()
        return Resolution(added, "self") if added else resolution
    if not resolution.targets and reference.role == "call" and file.language.extension_functions:
        found = extension_of_this(resolver, context, reference.name)
        return _resolution(resolver, found, "self") if found else resolution
    return resolution


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
                if field.kind == "field" and written[0] == "type" and not _is_pointer(field):
                    values = named_type(resolver, Context(field.file, field.container, field.line), written[1])
                    found += [value.type for value in values if isinstance(value, Class)]
        break
    made = tuple(dict.fromkeys(named for each in found for named in _made_by_name_of(resolver, each)))
    passed = arguments_given(reference.arguments) or ()
    if len(passed) == 1 and any(
        isinstance(value, Instance) and value.type in made for value in resolver.evaluate(context, passed[0].value)
    ):
        return Resolution((), "", "external")  # a copy
    return Resolution(_made_by(resolver, made), "self") if made else Resolution((), "", "external")


def _made_by_name_of(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return the class that a name with arguments makes a value of: none, where it converts to another type."""
    if definition.kind != "type":
        return (definition,) if definition.kind != "enum" else ()
    if _is_pointer(definition):
        return ()
    types = (value.type for value in aliased(resolver, definition) if isinstance(value, Instance))
    return tuple(each for each in types if each.kind != "enum")


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
        return Resolution((), "", "external")
    found = find_member(resolver, around, method.name, skip_own=True)
    if found and (modifier := context.file.language.type_modifier):
        is_type = modifier in method.modifiers.split()
        found = of_value_or_type(resolver, around, method.name, found, is_type=is_type)
    return Resolution(found, "super") if found else Resolution((), "", "external")


def methods_around(resolver: Resolver, context: Context, name: str) -> tuple[Definition, ...]:
    """Return what a bare call means where variables of the name do not count."""
    for around in context.file.around(context.scope):
        if around.is_type:
            found = find_member(resolver, around, name)
            if methods := tuple(each for each in found if each.kind in FUNCTION_KINDS):
                return methods
    return ()


def _imported_name(resolver: Resolver, file: File, reference: Reference) -> Values:
    for each in file.imports:
        if each.line == reference.line and each.name == reference.name:
            return resolver.import_values(file, each)
    return ()


def _resolve_member(resolver: Resolver, context: Context, reference: Reference) -> Resolution:
    """Return what a reference with a receiver means: the same for all of one set of values that it is on.

    But for functions that are called as members: which of them are seen depends on the place.
    """
    language = context.file.language
    receiver = parse_expression(reference.receiver)
    is_hidden = bool(language.closed_wrappers) and hides_members(resolver, context, receiver, reference.name)
    if is_hidden and (
        reference.name not in resolver.program.declared_in_traits
        or reference.name in language.adapters
        or reference.name in language.passing
    ):
        return Resolution((), "", "external")
    place = sought_in(context.file, reference.receiver).place_at(context.scope, context.line)
    owners = resolver.one(resolver.evaluate(place, receiver))
    is_self = receiver[0] == "name" and receiver[1] in language.self_names
    form = "self" if is_self else receiver[0]
    if language.extension_functions or any(isinstance(each, Namespace) for each in owners):
        return _member_of(resolver, context, owners, form, reference)
    if language.extension_traits and (own := methods_of_traits(resolver, context, owners, reference.name)):
        found = tuple(value for owner in owners for value in resolver.member(owner, reference.name))
        if is_hidden or all(isinstance(value, Outside | Container) for value in found):
            return _resolution(resolver, own, _how_of_receiver(form, owners))
    if is_hidden:
        methods = methods_of_wrappers(resolver, context, receiver, reference.name)
        return Resolution(methods, _how_of_receiver(form, owners)) if methods else Resolution((), "", "external")
    key = ("meant", id(owners), form, reference.role in _OF_CALLEE, reference.name, language.name)
    resolution = resolver.complete(key, _member_of, resolver, context, owners, form, reference)
    if not resolution.targets and receiver[0] == "name" and language.types_apart and not (is_self and owners):
        owners_of_path = resolver.path_beginning(context, receiver[1])
        return _member_of(resolver, context, owners_of_path, form, reference) if owners_of_path else resolution
    if not resolution.targets and language.extension_traits and reference.role == "call":
        methods = methods_of_wrappers(resolver, context, receiver, reference.name)
        return Resolution(methods, _how_of_receiver(form, owners)) if methods else resolution
    if not resolution.targets and reference.role == "call" and language.extended_library:
        is_known = bool(owners) and all(_is_value_of_library(resolver, each) for each in owners)
        added = _added_to_library(resolver, reference, is_known=is_known) if is_known or not owners else ()
        if added:
            return Resolution(added, _how_of_receiver(form, owners) if is_known else "sole")
    return resolution


def _member_of(resolver: Resolver, context: Context, owners: Values, form: str, reference: Reference) -> Resolution:
    """Return what a reference means as a member of some values, the expression of which has a form."""
    is_callee = reference.role in _OF_CALLEE
    read = _properties(resolver, owners, reference.name) if is_callee and context.file.language.descriptors else ()
    if read:  # what they give is called, too, but has no name there
        return Resolution(read, _how_of_receiver(form, owners))
    found: list[Value] = []
    for owner in owners:
        found += resolver.member(owner, reference.name)
    if len(found) > 1 and any(isinstance(owner, Namespace) for owner in owners):
        found = list(imports.nearest_types(context.file, tuple(found)))
    if not found and reference.name in context.file.language.making and context.file.language.constructors:
        found += [owner for owner in owners if isinstance(owner, Class)]  # as a call of the class
    if context.file.language.extension_functions and leaves_to_extensions(resolver, found, reference.role):
        is_type = not owners and form == "name" and reference.receiver[:1].isupper()  # a library's, as named
        extensions = () if is_type else extension_functions(resolver, context, owners, reference.name)
        if extensions and are_unknown(context.file.language, owners):
            return _resolution(resolver, extensions, "sole", reference.role in _OF_CALLEE)
        found = [*extensions, *found]
    resolution = _resolution(resolver, tuple(found), _how_of_receiver(form, owners), reference.role in _OF_CALLEE)
    if resolution.targets:
        return resolution
    if is_callee and context.file.language.getters_called and (read := _properties(resolver, owners, reference.name)):
        return Resolution(read, _how_of_receiver(form, owners))
    if context.file.language.sole_methods and reference.role == "call" and not found:
        sole = _sole(resolver, context.file.language, reference.name)
        if not owners or any(_may_be_of(resolver, owner, each) for each in sole.targets for owner in owners):
            return sole
    if resolution.reason == "external" or resolution.candidates:
        return resolution
    if all(isinstance(owner, Parameter) for owner in owners):
        return Resolution((), "", "dynamic receiver")
    if reference.name in context.file.language.passing:
        return Resolution((), "", "external")
    if all(isinstance(owner, Outside | Container) for owner in owners):
        return Resolution((), "", "external")
    if any(isinstance(o, Instance | Class | Super) and linearization(resolver, o.type)[1] for o in owners):
        return Resolution((), "", "external")
    if any(isinstance(o, Instance) and resolver.first_members(o, context.file.language.absent_members) for o in owners):
        return Resolution((), "", "dynamic receiver")
    return Resolution((), "", "no such member")


def _added_to_library(resolver: Resolver, reference: Reference, *, is_known: bool) -> tuple[Definition, ...]:
    """Return the methods of a name that extensions add to a library's types and that take the arguments of a call.

    Where the value that it is on is not known to be of a library, nothing else may have the name.
    https://docs.swift.org/swift-book/documentation/the-swift-programming-language/extensions/
    """
    family = resolver.program.language(reference.path).family
    key = ("added to library", family, reference.name)
    added, are_all = resolver.complete(key, _all_added, resolver, family, reference.name)
    return accepting(resolver, added, reference.arguments) if added and (are_all or is_known) else ()


def _all_added(resolver: Resolver, family: str, name: str) -> tuple[tuple[Definition, ...], bool]:
    """Return the methods of a name that extensions add to a library's types, and whether nothing else has the name."""
    same = [each for each in resolver.program.named(name) if each.file.language.family == family]
    added = tuple(
        each
        for each in same
        if each.kind in FUNCTION_KINDS and each.container != TOP
        if _is_of_library(resolver, each.file.definitions[each.container])
    )
    return added, len(added) == len(same)


def _is_value_of_library(resolver: Resolver, value: Value) -> bool:
    if isinstance(value, Instance):
        return _is_of_library(resolver, value.type)
    return isinstance(value, Outside | Container)


def _is_of_library(resolver: Resolver, definition: Definition) -> bool:
    """Say whether a definition adds to a type that is a library's."""
    return definition.kind == "extension" and resolver.type_of_extension(definition) is definition


def _sole(resolver: Resolver, language: Language, name: str) -> Resolution:
    return resolver.complete(("sole", language.name, name), _sole_method, resolver, language, name)


def _sole_method(resolver: Resolver, language: Language, name: str) -> Resolution:
    """Return the only method of a name, where nothing else can be meant: the library has none of that name.

    Or the one that all others of the name override.
    """
    found: list[Definition] = []
    if name not in methods_of_library(language.name):
        found = [each for each in resolver.program.named(name) if _is_member(each, language)]
        if not found and language.setter_suffix and name.endswith(language.setter_suffix):
            read = resolver.program.named(name.removesuffix(language.setter_suffix))
            found = [each for each in read if each.kind == "property" and _is_member(each, language)]
    sole = next((each for each in found[:_FEW] if _is_above_all(resolver, each, found)), None)
    if sole is not None:
        return Resolution(tuple(each for each in found if each.qualified_name == sole.qualified_name), "sole")
    return Resolution((), "", "dynamic receiver")


def _is_of_mixin(resolver: Resolver, member: Definition) -> bool:
    """Say whether a method is of a module that a library mixes in, as a test's assertions."""
    around = member.outer
    if around is None or around.kind != "module" or member.file.language.type_modifier in member.modifiers.split():
        return False
    return is_mixed_in_by_library(resolver, around)


def _is_above_all(resolver: Resolver, member: Definition, others: Sequence[Definition]) -> bool:
    """Say whether all members of a name are one, or override it."""
    whole = standing_for_all(resolver.program, member.file.definitions[member.container])
    return all(
        each.qualified_name == member.qualified_name
        or whole
        in linearization(resolver, standing_for_all(resolver.program, each.file.definitions[each.container]))[0]
        for each in others
    )


def _may_be_of(resolver: Resolver, value: Value, member: Definition) -> bool:
    """Say whether a value may be of a type that inherits from its own and has a member."""
    around = member.outer
    return isinstance(value, Instance) and around is not None and value.type in linearization(resolver, around)[0]


def _resolution(resolver: Resolver, values: Values, how: str, callee: bool = True) -> Resolution:
    targets: list[Definition] = []
    held: list[Definition] = []
    outside = False
    for value in values:
        match value:
            case Class() | Function():
                is_called = callee and isinstance(value, Class) and value.is_renamed  # what that makes is of it
                (held if value.is_held and not is_called else targets).append(definition_of(value))
            case Holder(definition) if callee and definition.file.language.value_functions:
                held.append(definition)  # a table, which is called as its metatable says
                for name in definition.file.language.call_methods:
                    called = resolver.member(value, name)
                    targets += [definition_of(each) for each in called if isinstance(each, Function)]
            case Holder(definition):
                if not callee or definition.kind != "module":
                    targets.append(definition)
            case Instance(definition, _):
                if callee:
                    for method in definition.file.language.call_methods:
                        targets += find_member(resolver, definition, method)
            case Super(definition):
                bases = linearization(resolver, definition)[0][1:]
                made = [base for base in bases if base.kind != "interface"][:1]
                targets += made
                outside = outside or not made
            case Outside() | Container():
                outside = True
    unique = tuple(dict.fromkeys(targets))
    if callee and any(each.kind in FUNCTION_KINDS for each in unique):  # which hides a struct or class of its name
        unique = tuple(each for each in unique if not (each.is_type and each.file.language.textual_includes))
    if callee and any(each.kind in ("type", "enum") and each.file.language.textual_includes for each in unique):
        unique = tuple(dict.fromkeys(made for each in unique for made in _made_by_name_of(resolver, each)))
        outside = outside or not unique
    if callee and any(each.kind == "type" and each.file.language.aliases_make for each in unique):
        unique = tuple(dict.fromkeys(made for each in unique for made in _of_other_name(resolver, each)))
    if callee:
        unique = _made_by(resolver, unique)
    if unique:
        return Resolution(unique, how)
    if held:
        return Resolution((), "", "through a variable", tuple(dict.fromkeys(held)))
    return Resolution((), "", "external" if outside else "unknown name")


def _of_other_name(resolver: Resolver, definition: Definition) -> tuple[Definition, ...]:
    """Return the types that a name stands for which was given to them, where it was and they are of this repository."""
    if definition.kind != "type":
        return (definition,)
    values = aliased(resolver, definition)
    return tuple(value.type for value in values if isinstance(value, Instance)) or (definition,)


def _made_by(resolver: Resolver, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Return the parts that have the constructor, of types in pieces."""
    found: list[Definition] = []
    for each in targets:
        if each.is_type and each.kind in each.file.language.open_kinds and not _makes(each):
            found += [part for part in other_parts(resolver.program, each) if _makes(part)] or [each]
        else:
            found.append(each)
    return tuple(dict.fromkeys(found))


def _properties(resolver: Resolver, owners: Values, name: str) -> tuple[Definition, ...]:
    """Return the methods that are called where a member of some values is read."""
    found: list[Definition] = []
    for owner in owners:
        if isinstance(owner, Instance):
            found += filter(is_property, find_member(resolver, owner.type, name))
        elif isinstance(owner, Super):
            found += filter(is_property, find_above(resolver, owner, name))
    return tuple(dict.fromkeys(each for each in found if each.kind in FUNCTION_KINDS))


def _how_of_receiver(form: str, owners: Values) -> str:
    """Return how a member was found, by the form of the receiver and what that stands for."""
    if form == "self":
        return "self"
    if any(isinstance(owner, Super) for owner in owners):
        return "super"
    if any(isinstance(owner, Module | Package | Namespace | Opened) for owner in owners):
        return "module"
    if any(isinstance(owner, Class) for owner in owners):
        return "class"
    return _WAYS.get(form, "element")


def _makes(definition: Definition) -> bool:
    """Say whether a type, or a part of one, has a constructor."""
    children, language = definition.file.children, definition.file.language
    names = (name.replace("{name}", definition.name) for name in language.constructors)
    return any((definition.ordinal, name) in children for name in names)


def _is_member(definition: Definition, language: Language) -> bool:
    """Say whether a definition is a method or property of a type."""
    is_method = definition.kind in ("method", "property") and definition.container != TOP
    return is_method and definition.file.language.family == language.family


def _is_pointer(definition: Definition) -> bool:
    """Say whether a field holds where a value of its type is, not one."""
    return "pointer" in definition.modifiers.split()


def definition_of(value: Function | Class) -> Definition:
    return value.definition if isinstance(value, Function) else value.type
