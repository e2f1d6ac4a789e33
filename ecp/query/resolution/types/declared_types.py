"""Types as they are written: what values of one may be, of this repository or of a library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.index.records import DEFINED, GUARDS, NARROWED, ON, REFINED
from ecp.query.resolution.imports import nearest_types
from ecp.query.resolution.notation import Tree, parse_expression, parse_type
from ecp.query.resolution.program.ambient import only_adds
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.types.generics import has_parameter, of_arity, substitute
from ecp.query.resolution.types.library_types import WRITTEN, Written, kind_of, library_type
from ecp.query.resolution.types.prototypes import makes_objects
from ecp.query.resolution.values import (
    BREADTH,
    Class,
    Container,
    Function,
    Instance,
    Literal,
    Outside,
    Parameter,
    Shape,
    Super,
    Value,
    Values,
    as_held,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_RECEIVER = ("type", "this")
SELF_TYPES = frozenset(("Self", "this", "static"))


def types_named(resolver: Resolver, context: Context, name: str) -> Iterator[Definition]:
    """Yield the types of this repository that a type's name means at a place."""
    for value in type_values(resolver, context, ("type", name)):
        if isinstance(value, Instance):
            yield value.type


def type_values(resolver: Resolver, context: Context, tree: Tree, receiver: Value | None = None) -> Values:
    """Return the values that have a type, as written at a place."""
    if tree[0] == "union":
        return tuple(v for part in tree[1:] for v in type_values(resolver, context, part, receiver))[:BREADTH]
    if tree[0] == "record":
        return (_shape(resolver, context, tree, receiver),)
    if tree[0] == "rest":
        return (Container("rest", (type_values(resolver, context, tree[1], receiver),)),)
    if tree[0] != "type":
        return ()
    name, arguments = tree[1], tree[2:]
    if name == "typeof" and len(arguments) == 1 and arguments[0][0] == "type":
        return tuple(map(as_held, named_type(resolver, context, arguments[0][1])))
    if name == ON and arguments:
        return (Container(ON, (type_values(resolver, context, arguments[0], receiver),)),)
    if name == NARROWED and arguments:
        return _told_by_guard(resolver, context, arguments[0])
    if name == REFINED and len(arguments) == 2:
        return _refined(resolver, context, *arguments, receiver=receiver)
    last = name.rpartition(".")[2]
    if name in SELF_TYPES or last == "Self":
        return _own_type(resolver, context, receiver)
    known = _meant(resolver, context, name, len(arguments))
    inside = tuple(type_values(resolver, context, argument, receiver) for argument in arguments)
    language = context.file.language
    if found := _of_known(resolver, known, name, arguments, inside):
        if not (language.declares_for_all and kind_of(language, name) and only_adds(resolver.program, name)):
            return found
        return (*library_type(resolver, Written(language, name, arguments, inside), is_known=True), *found)
    if len(known) == 1 and isinstance(known[0], Outside) and (named := known[0].name.rpartition(".")[2]).isidentifier():
        last = named  # of the library, which may be imported under another name
    return library_type(resolver, Written(language, last, arguments, inside), is_known=bool(known))


def _own_type(resolver: Resolver, context: Context, receiver: Value | None) -> Values:
    """Return a value of the type that a method is of: `Self`, `this`."""
    match receiver:
        case Instance() | Class():
            return (Instance(receiver.type, receiver.arguments),)
        case Super():
            return (Instance(receiver.type),)
    around = context.file.type_around(context.scope)
    return resolver.values_of_type(around) if around is not None else ()


def _meant(resolver: Resolver, context: Context, name: str, arity: int) -> Values:
    """Return what a type's name means that is given some type arguments."""
    known = named_type(resolver, context, name)
    if context.file.language.types_by_arity:
        known = of_arity(known, arity)
    if known and arity and name in WRITTEN:
        known = tuple(v for v in known if isinstance(v, Class) and v.type.ordinal in v.type.file.generics)
    return known


def _of_known(
    resolver: Resolver, known: Values, name: str, arguments: tuple[Tree, ...], inside: tuple[Values, ...]
) -> Values:
    """Return the values of a type whose name means something of this repository."""
    found: list[Value] = []
    is_conversion = bool(inside) and not any(isinstance(value, Class) for value in known)
    for value in known:
        match value:
            case Class(definition) if definition.kind == "type":
                found += _of_other_name(resolver, definition, arguments, inside)
            case Class(definition):
                found.append(Instance(definition, _with_defaults(resolver, definition, inside)))
            case Outside():
                pass
            case Container("class", (of_this,)) if not arguments:
                found += of_this
            case Instance() | Container() | Parameter() | Literal() | Shape():
                found.append(value)
            case Function(definition) if definition.kind == "enum_member":
                found.append(value)
            case Function(definition) if makes_objects(definition):
                found.append(Instance(definition))
            case Function(definition) if is_conversion and (own := definition.file.generics.get(definition.ordinal)):
                told = dict(zip((each.name for each in own), inside, strict=False))
                found += substitute(resolver.call(value), told)  # with type arguments it reads as a conversion
            case Function() if "." in name:  # the type of a method: `A["b"]`
                found.append(as_held(value))
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _with_defaults(resolver: Resolver, definition: Definition, given: tuple[Values, ...]) -> tuple[Values, ...]:
    """Return what type parameters stand for, those after the given ones by default: `struct Pen<T = Ink>`.

    https://doc.rust-lang.org/reference/items/generics.html
    """
    language, generics = definition.file.language, definition.file.generics
    if not language.default_types or len(given) == len(generics.get(definition.ordinal, ())):
        return given
    nothing: tuple[Values, ...] = ()
    defaults = resolver.memo(("defaults", id(definition)), lambda: _find_defaults(resolver, definition), nothing)
    return given + defaults[len(given) :]


def _find_defaults(resolver: Resolver, definition: Definition) -> tuple[Values, ...]:
    own = definition.file.generics.get(definition.ordinal, ())
    context = Context(definition.file, definition.ordinal, definition.line)
    if not any(each.value for each in own):
        return ()
    return tuple(resolver.evaluate(context, parse_expression(each.value)) if each.value else () for each in own)


def _shape(resolver: Resolver, context: Context, tree: Tree, receiver: Value | None) -> Shape:
    """Return a type by its members, of which several may have one name."""
    inside: dict[str, Values] = {}
    for name, part in zip(tree[1].split(","), tree[2:], strict=True):
        if part[0] == "type" and part[1].startswith(DEFINED):
            values = _defined_member(resolver, context, int(part[1][1:]), name)
        else:
            values = type_values(resolver, context, part, receiver)
        inside[name] = (*inside.get(name, ()), *values)
    return Shape(tuple(inside), tuple(inside.values()))


def _defined_member(resolver: Resolver, context: Context, line: int, name: str) -> Values:
    """Return the method of a type that is defined on a line; where a type parameter has a part in what it gives,
    besides a function that is told what this stands for."""
    values = resolver.defined_on_line(context.file, line, name)
    given = tuple(gathered(values, resolver.call))
    return (*values, Container("function", (given,))) if has_parameter(given) else values


def _refined(resolver: Resolver, context: Context, said: Tree, declared: Tree, receiver: Value | None) -> Values:
    """Return what a comment says of a declared type, where that is known."""
    values = type_values(resolver, context, said, receiver)
    if any(not isinstance(value, Outside) for value in values):
        return values
    return type_values(resolver, context, declared, receiver)


def _told_by_guard(resolver: Resolver, context: Context, guard: Tree) -> Values:
    """Return the type that a function tells of its first argument, or a method without any of its receiver.

    `function isShape(value: unknown): value is Shape`, `isQuill(): this is Quill`.

    https://www.typescriptlang.org/docs/handbook/2/narrowing.html#using-type-predicates
    """
    found: list[Value] = []
    for value in named_type(resolver, context, guard[1]) if guard[0] == "type" else ():
        if isinstance(value, Function) and value.definition.type.startswith(f"{GUARDS}["):
            definition = value.definition
            _, _, parameter, told = parse_type(definition.type)
            declared = definition.file.parameters.get(definition.ordinal, [])
            is_receiver = not declared and parameter == _RECEIVER
            if is_receiver or (declared and parameter == ("type", declared[0].name)):
                values = type_values(resolver, Context(definition.file, definition.ordinal, definition.line), told)
                found += () if has_parameter(values) else values
    return tuple(dict.fromkeys(found))


def named_type(resolver: Resolver, context: Context, name: str) -> Values:
    """Return what a type's name stands for at a place."""
    if context.file.is_outside(name.partition(".")[0]):
        context = Context(context.file, TOP, 0)
    return resolver.memo(("type", context, name), _find_named_type, (), resolver, context, name)


def _find_named_type(resolver: Resolver, context: Context, name: str) -> Values:
    first, *rest = name.split(".")
    values = resolver.type_name(context, first)[0]
    for part in rest:
        values = tuple(found for value in values for found in resolver.member_values(value, part))
    if rest and len(values) > 1:
        values = nearest_types(context.file, values)
    return values or (reopened(resolver, name) if rest and context.file.language.open_kinds else ())


def reopened(resolver: Resolver, name: str) -> Values:
    """Return the type of a library's module that is reopened here by its whole name: `class Minitest::Test`."""
    known = resolver.program.named(name.rpartition(".")[2])
    return tuple(resolver.definition_values(each for each in known if each.is_type and each.qualified_name == name))


def _of_other_name(
    resolver: Resolver, definition: Definition, arguments: tuple[Tree, ...], inside: tuple[Values, ...]
) -> Values:
    """Return the values of a type alias, or of a named type that has members of its own, with its type arguments."""
    filled = _generic_alias(resolver, definition, arguments, inside)
    if not filled:
        return _applied_alias(definition, aliased(resolver, definition), inside)
    return (Instance(definition, inside), *filled) if _has_members(resolver, definition) else filled


def _applied_alias(alias: Definition, values: Values, inside: tuple[Values, ...]) -> Values:
    """Return the values of an alias with its type arguments, without what stands for parameters that have none."""
    if not has_parameter(values):
        return values
    names = parameters_of_alias(alias)
    unfilled = names[len(inside) :]
    kept = tuple(v for v in values if not (isinstance(v, Parameter) and v.name in unfilled and not v.bound))
    return substitute(kept or values, dict(zip(names, inside, strict=False)))


def aliased(resolver: Resolver, definition: Definition) -> Values:
    """Return the values of a type alias, or the alias itself as a type with members of its own."""
    nothing: Values = ()
    values = resolver.memo(("alias", id(definition)), lambda: _aliased_type(resolver, definition), nothing)
    known = tuple(value for value in values if not isinstance(value, Outside))
    if known and _has_members(resolver, definition):  # an intersection with members of its own
        return (Instance(definition), *known)
    return known or (Instance(definition),)


def _generic_alias(
    resolver: Resolver, definition: Definition, arguments: tuple[Tree, ...], inside: tuple[Values, ...]
) -> Values:
    """Return the values of `type Result<T> = library::Result<T, Error>` with its parameters filled in."""
    tree = parse_type(definition.type)
    if not arguments or tree[0] != "type":
        return ()
    names = parameters_of_alias(definition)
    context = inside_alias(definition)
    given = {("type", name): values for name, values in zip(names, inside, strict=False)}
    if tree in given:
        return given[tree]
    if len(tree) < 3:
        return ()
    known = dict(zip(names, inside, strict=False))
    filled = tuple(
        given[each] if each in given else substitute(type_values(resolver, context, each), known) for each in tree[2:]
    )
    if any(isinstance(value, Class) for value in named_type(resolver, context, tree[1])):
        return ()
    written = Written(context.file.language, tree[1].rpartition(".")[2], tree[2:], filled)
    values = library_type(resolver, written, is_known=False)
    return tuple(value for value in values if not isinstance(value, Outside))


def parameters_of_alias(alias: Definition) -> list[str]:
    """Return the names of the type parameters of another name of a type."""
    return [each.name for each in _generics_of(alias)]


def _generics_of(alias: Definition) -> list[Binding]:
    """Return the type parameters of another name of a type, which are local to its declaration."""
    own = (alias.container, alias.ordinal)
    generics = [each for scope in own for each in alias.file.generics.get(scope, ()) if each.line >= alias.line]
    return [each for each in generics if each.until_line == generics[0].until_line]


def inside_alias(alias: Definition) -> Context:
    """Return the place in the declaration of another name of a type at which all its type parameters are known."""
    lines = [each.line for each in _generics_of(alias) if each.until_line > 0]
    return Context(alias.file, alias.container, max([alias.line, *lines]))


def _aliased_type(resolver: Resolver, definition: Definition) -> Values:
    if not definition.type:
        return ()
    return type_values(resolver, inside_alias(definition), parse_type(definition.type))


def _has_members(resolver: Resolver, definition: Definition) -> bool:
    if definition.ordinal in definition.file.members:
        return True  # where traits extend the library's types, a block for an alias is one for the type
    return definition.name in resolver.program.owned and not definition.file.language.extension_traits
