"""What a bare name stands for at a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ecp.query.resolution import imports
from ecp.query.resolution.bindings import bound_values, narrowing_at
from ecp.query.resolution.block_variables import method_lent
from ecp.query.resolution.components import in_template
from ecp.query.resolution.members import known_members
from ecp.query.resolution.notation import ROOT
from ecp.query.resolution.offered import brought
from ecp.query.resolution.program.ambient import ambient
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.receivers import (
    hides_receiver,
    is_in_type,
    is_of,
    is_type_itself,
    lambda_receivers,
    self_values,
)
from ecp.query.resolution.references.targets import definition_of
from ecp.query.resolution.scopes import name_in_scope
from ecp.query.resolution.textual import included
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.types.parts import members_in_parts, of_other_arity, standing_for_all
from ecp.query.resolution.types.type_members import attribute
from ecp.query.resolution.unimported import in_own_package, visible_without_import
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Holder,
    Instance,
    Module,
    Parameter,
    Super,
    Value,
    Values,
    are_outside,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


Found = tuple[Values, str]
"""What a name stands for, and how that was found."""


def name(resolver: Resolver, context: Context, name: str) -> Found:
    """Return what a bare name stands for at a place, and how that was found."""
    file, scope, _ = context
    language = file.language
    if name in language.words and (found := _word(resolver, context, name)):
        return found
    if language.lambda_receivers and not _is_local(file, scope, name):
        for owners in lambda_receivers(resolver, context):
            if members := known_members(resolver, owners, name):
                return members, "self"
    scopes = _scopes_seen(file, scope) if language.closed_modules else file.scopes_out(scope)
    return _in_scopes(resolver, context, name, scopes) or _from_outside(resolver, context, name, scopes)


def _word(resolver: Resolver, context: Context, name: str) -> Found | None:
    """Return what a name of the language means: the receiver, its type, the base type, the module around."""
    file, scope, _ = context
    language = file.language
    if name == ROOT:
        return imports.root(language), "module"
    if name in language.self_names or name in language.self_types:
        receivers = lambda_receivers(resolver, context) if language.lambda_receivers else []
        is_hidden = language.named_receivers and hides_receiver(file, scope, name)
        values = receivers[0] if receivers else () if is_hidden else self_values(resolver, context, name)
        if values:
            return values, "self"
    if name in language.super_names and (around := file.type_around(scope)):
        return (Super(around),), "super"
    return (imports.path_head(resolver, file, scope, name), "module") if name in language.parent_names else None


def _scopes_seen(file: File, scope: int) -> tuple[int, ...]:
    """Return the scopes whose names are seen from one: it and those around it, up to a module that is closed."""
    scopes = file.scopes_out(scope)
    modules = (at for at, each in enumerate(scopes) if each != TOP and file.definitions[each].kind == "module")
    return scopes[: next(modules, len(scopes)) + 1]


def _in_scopes(resolver: Resolver, context: Context, name: str, scopes: Iterable[int]) -> Found | None:
    """Return what a name means in the innermost of some scopes that has it."""
    file = context.file
    is_innermost, is_in_type = True, False
    for at in scopes:
        around = file.definitions[at] if at != TOP else None
        if around is None:
            if imports.means_module(file, name):
                return (imports.whole(resolver, Module(file)) if name in imports.WHOLE else (Module(file),)), "module"
        elif around.name == name and _names_itself(around):
            return _of_own_name(resolver, around), "scope"
        elif around.is_type:
            with_methods, is_in_type = not is_in_type, True
            if not (is_innermost and file.language.types_are_scopes):
                if found := _of_type_around(resolver, context, name, around, with_methods=with_methods):
                    return found
                continue
            if _is_bound_later(context, at, name):
                continue
        if (found := _bound_around(resolver, context, name, at, around)) is not None:
            return found
        is_innermost = False
        if around is not None and (found := _by_owner(resolver, context, name, around)):
            return found
    return None


def _bound_around(resolver: Resolver, context: Context, name: str, at: int, around: Definition | None) -> Found | None:
    """Return what a scope binds a name to, or another part of the module or class that it is of."""
    file, language = context.file, context.file.language
    bound = _bound_in(resolver, context, name, at, around) if file.has_name(at, name) else None
    if bound is None and around is not None and not language.textual_includes and around.kind in language.open_kinds:
        bound = _in_other_parts(resolver, around, name)
    if bound is None:
        return None
    if around is None and language.package_scope == "program" and _all_forward(bound):
        return _defined_elsewhere(resolver, file, name, bound)
    if language.declared_apart and (around is None or around.kind == "module"):
        bound = _with_overloads(resolver, file, at, name, bound)
    if language.types_by_arity:
        bound = _of_every_arity(resolver, bound)
    if language.types_share_names:
        bound = imports.with_namespaces(resolver, bound)
    return bound, "file" if around is None else "scope"


def _is_bound_later(context: Context, at: int, name: str) -> bool:
    """Say whether a name in the body of a type is one from around it, where the type binds it only further below."""
    file, scope, line = context
    return bool(line and at == scope and file.language.ordered_types) and _is_of_outside(file, at, name, line)


def _of_type_around(
    resolver: Resolver, context: Context, name: str, around: Definition, *, with_methods: bool
) -> Found | None:
    """Return what a name means in a type whose body is no scope: a member of it, or a type parameter."""
    file = context.file
    if file.language.implicit_members:
        found = _implicit_members(resolver, resolver.type_of_extension(around), name, context)
        if file.language.mixins and not with_methods:  # the names around what is mixed in, but not its methods
            found = tuple(value for value in found if not isinstance(value, Function))
        if found:
            return found, "self"
    generic = [each for each in file.bound(around.ordinal, name) if each.how == "generic"]
    return (bound_values(resolver, file, generic, 0, is_function=False), "scope") if generic else None


def _bound_in(resolver: Resolver, context: Context, name: str, at: int, around: Definition | None) -> Values | None:
    """Return what a name is bound to in a scope, as far as it is there where it is used."""
    file, scope, line = context
    language = file.language
    is_ordered = language.ordered_locals and around is not None and not around.is_type
    if line and (at == scope or is_ordered):
        return name_in_scope(resolver, file, at, name, line)
    if line and file.has_local_functions_in(at, name):
        return name_in_scope(resolver, file, at, name, 0, inside=line)
    narrowing = narrowing_at(resolver, file, at, name, line) if line and language.narrows else ()
    return narrowing or _name_in(resolver, file, at, name)


def _by_owner(resolver: Resolver, context: Context, name: str, around: Definition) -> Found | None:
    """Return what a name means as a member of a type, or of what a method outside its type is of."""
    if around.file.language.implicit_members:
        own = [resolver.type_of_extension(around)] if around.is_type else []
        for owner in [*own, *resolver.owners(around)] if around.owner else own:
            if found := _implicit_members(resolver, owner, name, context):
                return found, "self"
    elif around.owner:
        for owner in resolver.owners(around):  # `func (b *Box[T]) get() T`
            for binding in owner.file.bound(owner.ordinal, name):
                if binding.how == "generic":
                    return resolver.binding_values(owner.file, binding), "scope"
    return None


def _from_outside(resolver: Resolver, context: Context, name: str, scopes: Sequence[int]) -> Found:
    """Return what a name means that no scope around it has."""
    file, scope, _ = context
    language = file.language
    if file.stars and language.package_scope == "package":  # whose names hide what comes with a star
        values, how = in_own_package(resolver, file, name)
        if how == "package":
            return values, how
    starred, is_known = _by_star(resolver, file, name, scopes) if file.stars else ((), False)
    if is_known:
        return starred, "import"
    around = file.type_around(scope) if name in language.passing or name in language.making else None
    if around is not None and name in language.passing:
        return (Container("function", ((Instance(resolver.type_of_extension(around)),),)),), ""
    if around is not None and language.mixins and is_type_itself(resolver, file, scope, around.ordinal):
        return (Class(around),), "self"
    if language.ordered_types and (of_type := _in_signature(resolver, file, scope, name)):
        return of_type, "scope"
    if language.bare_calls and (lent := method_lent(resolver, context, name)):
        return lent, "self"
    values, how = visible_without_import(resolver, file, name, scope)
    if not values and language.named_by_file and scope == TOP:
        return in_template(resolver, file, name)
    return (values, how) if values or not starred else (starred, "import")


def _by_star(resolver: Resolver, file: File, name: str, scopes: Sequence[int]) -> tuple[Values, bool]:
    """Return what star imports bring under a name, and whether that is it: not what a library may hand down."""
    outside: Values = ()
    for each in file.stars:
        for module in imports.star_modules(resolver, file, each) if each.scope in scopes else ():
            if found := brought(resolver, file, module, name):
                if not isinstance(module, Class) or not are_outside(found):
                    return found, True
                outside = outside or found
    return outside, False


def _in_signature(resolver: Resolver, file: File, scope: int, name: str) -> Values:
    """Return the type that the class around a method has under a name: the method's own types may name it.

    https://docs.python.org/3/reference/compound_stmts.html#function-definitions: when `def` is executed.
    """
    if scope == TOP or not is_in_type(file.definitions[scope]):
        return ()
    around = file.definitions[scope].container
    found = (_name_in(resolver, file, around, name) or ()) if file.has_name(around, name) else ()
    return tuple(value for value in found if isinstance(value, Class | Parameter))


def as_value(resolver: Resolver, context: Context, name: str, values: Values) -> Values:
    """Return what a name stands for where a value is meant: the variable beside an interface or alias of its name, and
    no type parameter.

    https://www.typescriptlang.org/docs/handbook/declaration-merging.html#basic-concepts
    """
    found: list[Value] = []
    for value in values:
        if isinstance(value, Parameter) and value.name == name:
            return _but_for_type_parameters(resolver, context, name) or values
        if not isinstance(value, Class) or value.type.kind not in ("interface", "type"):
            return values
        for file, scope in _declared_at(resolver, value.type):
            if file.language.checked_interfaces and (bindings := file.bound(scope, value.type.name)):
                variables = file.children.get((scope, value.type.name), ())
                found += (Holder(each) for each in variables if each.kind == "variable" and file.has_members(each))
                found += bound_values(resolver, file, bindings, 0, is_function=False)
    return tuple(found) or values


def _declared_at(resolver: Resolver, definition: Definition) -> list[tuple[File, int]]:
    """Return the scopes in which a variable may stand beside a type: the type's own, and of one for all files each."""
    declared = ambient(resolver.program, definition.name) if definition.file.language.declares_for_all else ()
    variables = [each for each in declared if each.kind == "variable"] if definition in declared else ()
    return list(dict.fromkeys((each.file, each.container) for each in (definition, *variables)))


def _but_for_type_parameters(resolver: Resolver, context: Context, name: str) -> Values:
    """Return what a name is bound to, imported as or defined as in the innermost scope that has it for a value."""
    file = context.file
    for at in file.scopes_out(context.scope):
        bindings = [each for each in file.bound(at, name) if each.how != "generic"]
        imported = file.names_imported.get((at, name), ())
        if found := (
            *resolver.definition_values(each for each in file.children.get((at, name), ()) if each.kind != "method"),
            *(bound_values(resolver, file, bindings, 0, is_function=at != TOP) if bindings else ()),
            *(value for each in imported for value in resolver.import_values(file, each)),
        ):
            return found
    return ()


def path_beginning(resolver: Resolver, context: Context, name: str) -> Values:
    """Return the module or type that a path begins with, whatever variable has its name, too: `pen::draw(pen)`.

    https://doc.rust-lang.org/reference/names/namespaces.html
    """
    file = context.file
    if name in file.language.self_names:
        return imports.path_head(resolver, file, context.scope, name)
    functions = [each for each in file.around(context.scope) if each.kind in FUNCTION_KINDS]
    if functions and any(file.has_name(at, name) for at in file.scopes_out(context.scope) if at != TOP):
        values = resolver.name(Context(file, functions[-1].container, 0), name)[0]
    else:  # a function and what is imported may have one name
        values = tuple(
            v for each in file.names_imported.get((TOP, name), ()) for v in resolver.import_values(file, each)
        )
    return tuple(value for value in values if isinstance(value, Module | Class | Holder))


def _implicit_members(resolver: Resolver, owner: Definition, name: str, context: Context) -> Values:
    """Return what a bare name means as a member of a type around it; a constructor's is the type's own."""
    for each in linearization(resolver, owner)[0] if _names_itself(owner) else ():
        if each.name == name:
            return _of_own_name(resolver, each)
    around = next(
        (at for at in context.file.scopes_out(context.scope) if is_of(resolver, context.file, at, owner)), TOP
    )
    is_class = around != TOP and is_type_itself(resolver, context.file, context.scope, around)
    return resolver.members_as_values(Class(owner) if is_class else Instance(owner), name)


def _in_other_parts(resolver: Resolver, definition: Definition, name: str) -> Values | None:
    """Return the type or constant that another part of a module or class defines."""
    found = [d for d in members_in_parts(resolver.program, definition, name) if d.kind not in FUNCTION_KINDS]
    return tuple(value for each in found for value in resolver.definition_at_top(each)) if found else None


def type_name(resolver: Resolver, context: Context, name: str) -> Found:
    """Return what a name stands for where a type is meant: no field or property of the same name."""
    if context.file.language.types_apart and name in context.file.language.self_names:
        return imports.path_head(resolver, context.file, context.scope, name), "module"
    values, how = resolver.name(context, name)
    if context.file.language.types_apart and how == "scope" and not any(map(_may_be_type, values)):
        return resolver.path_beginning(context, name) or values, how
    language = context.file.language
    is_hidden = how in ("self", "scope") and (language.implicit_members or language.textual_includes)
    if is_hidden and not any(isinstance(value, Class | Parameter) for value in values):
        types = [each for each in context.file.around(context.scope) if each.is_type]
        outside = types[-1].container if types else TOP
        outer, outer_how = resolver.name(Context(context.file, outside, 0), name)
        if any(isinstance(value, Class) for value in outer):
            return outer, outer_how
    return values, how


def _may_be_type(value: Value) -> bool:
    return isinstance(value, Class | Module | Holder | Parameter)


def _defined_elsewhere(resolver: Resolver, file: File, name: str, declared: Values) -> Found:
    """Return the definition of what a file only declares, or the declaration when there is none."""
    values, how = visible_without_import(resolver, file, name)
    return (values, how) if values and not _all_forward(values) else (declared, "file")


def _name_in(resolver: Resolver, file: File, scope: int, name: str) -> Values | None:
    """Return what a name stands for in one scope, by all its bindings, or None when the scope does not have it."""
    return resolver.complete(("scope", file.path, scope, name), name_in_scope, resolver, file, scope, name, 0)


def name_at(resolver: Resolver, file: File, scope: int, name: str) -> Found:
    """Return what a bare name stands for anywhere in a scope."""
    return resolver.name(Context(file, scope, 0), name)


def definition_at_top(resolver: Resolver, definition: Definition) -> Values:
    """Return what the name of a definition stands for, and what a variable holds."""
    values = tuple(resolver.definition_values([definition]))
    return values or attribute(resolver, definition)


def name_at_top(resolver: Resolver, file: File, name: str) -> Values:
    """Return what the files of the same package see of a name at the top of one of them."""
    if (TOP, name) in file.names_imported:
        return ()
    return name_in_scope(resolver, file, TOP, name, 0) or ()


def definitions_of(values: Iterable[Value]) -> list[Definition]:
    """Return the functions among some values."""
    return [value.definition for value in values if isinstance(value, Function)]


def _is_local(file: File, scope: int, name: str) -> bool:
    """Say whether a function around a place binds or defines a name."""
    functions = (each.ordinal for each in file.around(scope) if each.kind in FUNCTION_KINDS)
    return any(file.has_name(at, name) for at in functions)


def _is_of_outside(file: File, scope: int, name: str, line: int) -> bool:
    """Say whether a name in the body of a type is one from around it, where the type only binds it from there on.

    https://docs.python.org/3/reference/executionmodel.html#resolution-of-names
    """
    if not file.has_name(scope, name) or (scope, name) in file.names_imported:
        return False
    if any(definition.line < line for definition in file.children.get((scope, name), ())):
        return False
    if any(binding.line < line or binding.how == "generic" for binding in file.bound(scope, name)):
        return False
    around = (at for at in file.scopes_out(scope) if at == TOP or not file.definitions[at].is_type)
    return any(file.has_name(at, name) for at in around)


def _names_itself(definition: Definition) -> bool:
    """Say whether a type's name means the type inside it, where its constructors have that name, too."""
    return definition.is_type and "{name}" in definition.file.language.constructors


def _of_own_name(resolver: Resolver, definition: Definition) -> Values:
    """Return what a type's name means inside it."""
    own = (Class(standing_for_all(resolver.program, definition)),)
    return _of_every_arity(resolver, own) if definition.file.language.types_by_arity else own


def _of_every_arity(resolver: Resolver, values: Values) -> Values:
    """Return types with those that only the number of type parameters tells from them: which is meant is not known."""
    others = (v for value in values if isinstance(value, Class) for v in of_other_arity(resolver.program, value.type))
    return tuple(dict.fromkeys((*values, *map(Class, others))))


def _with_overloads(resolver: Resolver, file: File, scope: int, name: str, values: Values) -> Values:
    """Return functions that a namespace has in a file with those that it has in others."""
    found = definitions_of(values)
    if not found or len(found) < len(values):
        return values
    key = ("overloads beside", file.path, scope, name)
    return values + resolver.complete(key, included.overloads_beside, resolver.program, file, name, found)


def _all_forward(values: Values) -> bool:
    return bool(values) and all(
        isinstance(value, Function | Class) and included.is_forward(definition_of(value)) for value in values
    )
