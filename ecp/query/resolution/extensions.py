"""Functions outside a type that are called as if they were its methods: Kotlin's and C#'s extensions.

https://kotlinlang.org/spec/overload-resolution.html#call-with-an-explicit-receiver and
https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/language-specification/expressions#12893-extension-method-invocations:
a member of the type comes first, and the function has to be visible where it is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ecp.index.languages import Language, methods_of_library
from ecp.query.resolution.imports import namespaces_of_scope
from ecp.query.resolution.modules.packages import namespace_of, namespaces_around
from ecp.query.resolution.notation import last_name, parse_type
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.receivers import extended_parameter
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.inheritance import find_member, linearization
from ecp.query.resolution.values import (
    Container,
    Function,
    Holder,
    Instance,
    Outside,
    Parameter,
    Value,
    Values,
    are_outside,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_SAME = {
    "str": ("String", "string", "CharSequence"),
    "int": ("Int", "int", "Long", "long"),
    "bool": ("Boolean", "Bool", "bool"),
    "list": tuple(
        "List MutableList Collection Iterable Sequence Array Set IEnumerable IList ICollection IReadOnlyList "
        "IReadOnlyCollection".split()
    ),
    "map": ("Map", "MutableMap", "Dictionary", "IDictionary"),
}
"""The types of the library by what stands for their values."""
_FINAL = frozenset((*_SAME["str"], *_SAME["int"], *_SAME["bool"])) - {"CharSequence"}
"""Those that no other type has as a base."""
_ANYTHING = ("Any", "Object", "object")
"""The types that everything has."""


def extension_functions(resolver: Resolver, context: Context, owners: Values, name: str) -> Values:
    """Return the extensions that a call on some values may mean."""
    language = context.file.language
    known = [each for each in resolver.program.named(name) if each.is_extension_function]
    known = [each for each in known if each.file.language.family == language.family]
    if not known:
        return ()
    on = _on_unknown if are_unknown(language, owners) else _on_known
    return tuple(resolver.definition_values(on(resolver, context, owners, known)))


def _on_unknown(resolver: Resolver, context: Context, owners: Values, known: list[Definition]) -> list[Definition]:
    """Return the extensions that a value of unknown type may have: those that the file imports by their name.

    And where nothing else has the name, one of a library's type, as such a value sooner is.  What a library gives is of
    some type of it: of extensions of several types which it is cannot be told.
    """
    name = known[0].name
    may_be = context.file.language.sole_extensions and len(known) == len(resolver.program.named(name))
    apart = {id(each) for each in known if not may_be or resolver.owners(each)}
    seen = [each for each in known if _is_visible(resolver, context, each, name, by_name=id(each) in apart)]
    return seen if not owners or len({each.owner for each in seen}) == 1 else []


def _on_known(resolver: Resolver, context: Context, owners: Values, known: list[Definition]) -> list[Definition]:
    """Return the extensions that values of some types have: of these, of anything, or of what may be their base."""
    language, name = context.file.language, known[0].name
    seen = [each for each in known if _is_visible(resolver, context, each, name, by_name=False)]
    fitting = [each for each in seen if any(_extends(resolver, each, owner) for owner in owners)]
    if fitting or (fitting := [each for each in seen if _extends_anything(resolver, each)]):
        return fitting
    if language.sole_extensions:
        seen = [each for each in seen if _is_visible(resolver, context, each, name, by_name=True)]
    if language.library_extensions or language.sole_extensions:
        return _of_one_type_of_library(resolver, language, seen, owners)
    return []


def are_unknown(language: Language, owners: Values) -> bool:
    """Say whether nothing tells of what type some values are: what members and calls of a library's values give."""
    return not owners or (language.sole_extensions and all(map(_says_no_type, owners)))


def _says_no_type(value: Value) -> bool:
    return isinstance(value, Function) or (isinstance(value, Outside) and not _type_in_library(value.name))


def _type_in_library(name: str) -> str:
    """Return the type of a value of a library, or "" where that is not said: `Buffer` of `okio.Buffer()`."""
    last = name.removesuffix("()").rpartition(".")[2]
    is_part = "()." in name or ("." in name and not last[:1].isupper())
    return "" if is_part or (name.endswith("()") and not last[:1].isupper()) else last


def is_called_as_member(function: Function) -> bool:
    """Say whether a function is an extension that was found by what it is called on."""
    return function.receiver is None and function.definition.is_extension_function


def leaves_to_extensions(resolver: Resolver, members: Iterable[Value], role: str = "call") -> bool:
    """Say whether the members of a name leave it to extensions: they are a library's, or called and cannot be.

    https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/language-specification/expressions#125-member-lookup
    """
    if role != "call":
        return are_outside(members)
    return not any(_can_be_called(resolver, each) for each in members)


def _can_be_called(resolver: Resolver, value: Value) -> bool:
    match value:
        case Instance(definition):
            methods = definition.file.language.call_methods
            return definition.kind == "type" or any(find_member(resolver, definition, name) for name in methods)
        case Container(kind):
            return kind == "function"
        case Outside() | Holder():
            return False
    return True


def _of_one_type_of_library(
    resolver: Resolver, language: Language, seen: list[Definition], owners: Values
) -> list[Definition]:
    """Return extensions of a type of a library that the type of some values of a library may have as a base."""
    lists = [value for value in owners if isinstance(value, Container)]
    of_library = [
        each
        for each in seen
        if each.owner not in _FINAL and not resolver.owners(each)
        if all(_takes_elements(resolver, each, value.inside[0]) for value in lists)
    ]
    if len({each.owner for each in of_library}) != 1 or not all(map(_may_have_bases, owners)):
        return []
    return of_library if of_library[0].name not in methods_of_library(language.name) else []


def _may_have_bases(value: Value) -> bool:
    return isinstance(value, Container) or (isinstance(value, Outside) and value.name not in _SAME)


def _is_visible(resolver: Resolver, context: Context, each: Definition, name: str, *, by_name: bool) -> bool:
    file = context.file
    language = file.language
    namespace = namespace_of(each)
    home = each.outer
    imported = {one.module for one in file.imports if one.kind == "name" and (one.alias or one.name) == name}
    if home is not None and home.is_type and "static" not in home.modifiers.split():  # a member, too
        place = ".".join(filter(None, [namespace, home.qualified_name]))
        if any(place == _without(module, language.self_members) for module in imported):
            return True
        types = [resolver.type_of_extension(one) for one in file.around(context.scope) if one.is_type]
        return not by_name and any(home in linearization(resolver, one)[0] for one in types)
    if by_name:
        return namespace in imported
    if each.file is file:
        return True
    if "private" in each.modifiers.split():
        return False
    if namespace in imported or namespace in namespaces_around(resolver.program, file):
        return True
    return any(
        namespace in (one.module, f"{around}.{one.module}")
        for one in file.stars
        if namespace.endswith(one.module)
        for around in ("", *namespaces_of_scope(file, one.scope))
    )


def _without(module: str, ends: tuple[str, ...]) -> str:
    before, _, last = module.rpartition(".")
    return before if last in ends else module


def _extends(resolver: Resolver, each: Definition, owner: Value) -> bool:
    match owner:
        case Instance(definition):
            types = linearization(resolver, definition)[0]
            names = {one.name for one in types}
            extended = _receivers(each)
            if names.isdisjoint(extended) and not _names_alias(resolver, extended):
                return False
            return any(one in types for one in resolver.owners(each))
        case Parameter(_, bound):
            return any(_extends(resolver, each, one) for one in bound)
        case Outside(name):
            last = _type_in_library(name)
            return any(one == last or one in _SAME.get(last, ()) for one in _receivers(each))
        case Container(kind, inside):
            return not _receivers(each).isdisjoint(_SAME.get(kind, ())) and _takes_elements(resolver, each, inside[0])
    return False


def _names_alias(resolver: Resolver, names: set[str]) -> bool:
    return any(one.kind == "type" for name in names for one in resolver.program.named(name))


def _takes_elements(resolver: Resolver, each: Definition, elements: Values) -> bool:
    """Say whether an extension of a library's list may be one of a list of some values: `this List<Pen> pens`."""
    receiver = each.file.parameters.get(each.ordinal, [])[:1] if each.file.language.library_extensions else []
    written = [part for one in receiver for part in parse_type(one.type)[2:3]]
    wanted = [v for part in written for v in type_values(resolver, Context(each.file, each.ordinal, each.line), part)]
    types = {value.type for value in wanted if isinstance(value, Instance)}
    if not elements or len(types) < max(len(wanted), 1):
        return True
    return any(
        isinstance(value, Parameter)
        or (isinstance(value, Instance) and not types.isdisjoint(linearization(resolver, value.type)[0]))
        for value in elements
    )


def _extends_anything(resolver: Resolver, each: Definition) -> bool:
    """Say whether it is one of every type: of `Any`, or of a type parameter without bound."""
    generic = extended_parameter(each)
    return not any(one.type for one in generic) if generic else each.owner in _ANYTHING


def _receivers(each: Definition) -> set[str]:
    """Return the names of the types that an extension is of: those that its type parameter has as bounds."""
    written = [one.type for one in extended_parameter(each) if one.type] or [each.owner]
    return {last_name(_without(one, each.file.language.self_members)) for one in written}
