"""What arguments are: values of types with what is constant, pointed to and referred to, and whether they have a place.

https://eel.is/c++draft/expr.type, https://eel.is/c++draft/basic.lval
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.records import REFERENCE
from ecp.query.resolution.notation import Tree, marks_after, parse_expression
from ecp.query.resolution.overloads import arithmetic, contents
from ecp.query.resolution.overloads.constness import bindings_around, is_constant
from ecp.query.resolution.overloads.parameters import of_constants
from ecp.query.resolution.overloads.qualified import Deduced, Held, Library, Own, Plain, Qualified, marked, written
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.resolution.values import Class, Function, Instance, are_outside

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_DEPTH = 6
"""Values of variables that are followed."""
_SAME = frozenset(("move", "forward"))
"""Functions of the library that give what they are given."""
ZERO, NULL = "zero", "none"
"""Literals that may be pointers."""


class Passed(NamedTuple):
    """An argument."""

    type: Qualified | None
    is_lvalue: bool = False
    literal: str = ""


def passed(resolver: Resolver, context: Context, text: str, tree: Tree) -> Passed:
    """Return what an argument is, as the reference has it."""
    signs = text[: len(text) - len(text.lstrip("&*"))]
    found = _of(resolver, context, tree, text, 0)
    for sign in reversed(signs):
        found = _address(resolver, context, tree, found) if sign == "&" else _pointed_to(found)
    return found


def _address(resolver: Resolver, context: Context, tree: Tree, inner: Passed) -> Passed:
    known = inner.type
    if known is None:
        return Passed(Qualified(None, bool(is_constant(resolver, context, tree)), (False,)))
    if known.pointers is None:
        return Passed(None)
    return Passed(known._replace(pointers=(*known.pointers, False), reference="", is_array=False))


def _pointed_to(inner: Passed) -> Passed:
    known = inner.type
    if known is None or known.pointers is None:
        return Passed(known, True)
    if known.pointers:
        return Passed(known._replace(pointers=known.pointers[:-1], reference="", is_array=False), True)
    if isinstance(known.base, Held):
        return Passed(Qualified(known.base.base) if known.base.base is not None else None, True)
    return Passed(None, True)


def _of(resolver: Resolver, context: Context, tree: Tree, text: str, depth: int) -> Passed:
    """Return what an expression is: a value of a type, and whether it has a place of its own."""
    if depth > _DEPTH:
        return Passed(None)
    match tree:
        case ("literal", kind):
            return _literal(resolver, context, str(kind))
        case ("function",) | ("giving", _):
            return Passed(None, False, "function")
        case ("instance", ("type", name, *_), *marks):
            found = written(resolver, context, name + "".join(marks))
            return Passed(found, found is not None and found.reference == REFERENCE)
        case ("name", name) if name in context.file.language.self_names:
            around = _owner_around(resolver, context)
            constant = bool(is_constant(resolver, context, tree))
            return Passed(Qualified(Own(around), constant, (False,)) if around is not None else None)
        case ("name", name):
            return _of_name(resolver, context, name, tree, depth)
        case ("member", inner, name):
            return _of_member(resolver, context, inner, name, tree, depth)
        case ("index", ("element", _) as inner, position) if position is not None:
            whole = _of(resolver, context, inner, "", depth + 1).type
            found = contents.part(resolver, context, whole, int(position))
            return Passed(found, True) if found is not None else _evaluated(resolver, context, tree)
        case ("index", inner, _):
            return _pointed_to_by_index(resolver, context, inner, tree, depth)
        case ("element", inner):
            found = contents.looped(resolver, context, _of(resolver, context, inner, "", depth + 1).type)
            return Passed(found, True) if found is not None else _evaluated(resolver, context, tree)
        case ("call", ("applied", callee, *_), *arguments):
            return _of_call(resolver, context, callee, arguments, tree, text, depth)
        case ("call", callee, *arguments):
            return _of_call(resolver, context, callee, arguments, tree, "", depth)
        case ("or", *parts):
            return _either({_of(resolver, context, part, "", depth + 1) for part in parts})
    return Passed(None)


def _either(parts: set[Passed]) -> Passed:
    """Return what one of several values is: https://eel.is/c++draft/expr.cond."""
    if len(parts) == 1:
        return parts.pop()
    plain = _plain([each.type for each in parts])
    return Passed(Qualified(Plain(arithmetic.common(plain)))) if plain else Passed(None)


def _plain(types: Sequence[Qualified | None]) -> list[str]:
    """Return the names of arithmetic types, and of what enumerations are calculated as; none where any is another."""
    bases = [each.base for each in types if each is not None and each.pointers == ()]
    found = [base.name for base in bases if isinstance(base, Plain)]
    found += ["int" for base in bases if isinstance(base, Own) and base.definition.kind == "enum"]
    return found if len(found) == len(types) else []


def _calculated(resolver: Resolver, context: Context, operator: str, operands: tuple[Tree, Tree], depth: int) -> Passed:
    """Return what an operator on two operands gives."""
    left, right = (_of(resolver, context, each, "", depth + 1).type for each in operands)
    owns = [found for each in (left, right) if (found := _class_of(each)) is not None]
    if owns:
        functions = arithmetic.results(resolver, operator, owns[0], owns[-1])
        return _given_by(resolver, context, operands[0], list(functions), "")
    if left is None or right is None:
        return Passed(None)
    if plain := _plain([left, right]):
        return Passed(Qualified(Plain(arithmetic.common(plain))))
    strings = [each.base for each in (left, right) if isinstance(each.base, Library) and not each.pointers]
    if strings and strings[0].name in context.file.language.character_strings:
        return Passed(Qualified(strings[0]))
    return Passed(arithmetic.moved(operator, left, right))


def _class_of(known: Qualified | None) -> Definition | None:
    if known is None or known.pointers or not isinstance(known.base, Own):
        return None
    return known.base.definition if known.base.definition.kind != "enum" else None


def _literal(resolver: Resolver, context: Context, kind: str) -> Passed:
    prefix, _, quoted = kind.rpartition("_")
    characters = context.file.language.character_prefixes
    if quoted in ("str", "char") and prefix in characters:
        base = Plain(characters[prefix])
        return (
            Passed(Qualified(base, True, (True,), is_array=True), True, "str")
            if quoted == "str"
            else Passed(Qualified(base))
        )
    if kind == ZERO:
        return Passed(Qualified(Plain("int")), False, ZERO)
    if kind == NULL:
        return Passed(Qualified(Library("nullptr_t")), False, NULL)
    return Passed(Qualified(Plain(kind)) if kind in context.file.language.arithmetic_types else None)


def _owner_around(resolver: Resolver, context: Context) -> Definition | None:
    """Return the type around a place, or of a member that is defined outside of it."""
    around = context.file.type_around(context.scope)
    if around is not None:
        return around
    member = next((each for each in context.file.around(context.scope) if each.owner), None)
    return next(iter(resolver.owners(member)), None) if member is not None else None


def _of_name(resolver: Resolver, context: Context, name: str, tree: Tree, depth: int) -> Passed:
    file = context.file
    for scope, bindings in bindings_around(context, name):
        before = [each for each in bindings if each.how not in ("narrow", "generic")]
        if not before:
            continue
        declared = [each for each in before if each.type]
        if declared:
            found = written(resolver, Context(file, scope, declared[-1].line), declared[-1].type)
            return Passed(found, found is not None)
        if before[-1].how == "assign" and before[-1].value:
            said = Context(file, scope, before[-1].line)
            given = _of(resolver, said, parse_expression(before[-1].value), "", depth + 1).type
            if given is not None and (given.pointers or not given.is_constant):  # else it depends on `auto` or `auto &`
                return Passed(given._replace(reference=""), True)
        return _evaluated(resolver, context, tree)
    owner = _owner_around(resolver, context) if file.function_around(context.scope) is not None else None
    if owner is not None:
        fields = [each for each in find_member(resolver, owner, name) if each.kind == "field"]
        if len(fields) == 1 and fields[0].type:
            return _field(resolver, fields[0], bool(is_constant(resolver, context, ("name", "this"))))
    return _evaluated(resolver, context, tree)


def _field(resolver: Resolver, field: Definition, is_of_constant: bool) -> Passed:
    found = written(resolver, Context(field.file, field.container, field.line), field.type)
    if found is not None and is_of_constant and found.pointers == () and not found.reference:
        found = found._replace(is_constant=True)
    return Passed(found, found is not None)


def _of_member(resolver: Resolver, context: Context, inner: Tree, name: str, tree: Tree, depth: int) -> Passed:
    owners = [value.type for value in resolver.evaluate(context, inner) if isinstance(value, Instance)]
    fields = [each for owner in owners for each in find_member(resolver, owner, name) if each.kind == "field"]
    if len(fields) == 1 and fields[0].type:
        return _field(resolver, fields[0], bool(is_constant(resolver, context, inner)))
    if not owners and not fields:
        found = contents.side(resolver, context, _of(resolver, context, inner, "", depth + 1).type, name)
        if found is not None:
            return Passed(found, True)
    return _evaluated(resolver, context, tree)


def _pointed_to_by_index(resolver: Resolver, context: Context, inner: Tree, tree: Tree, depth: int) -> Passed:
    found = _of(resolver, context, inner, "", depth + 1)
    if found.type is not None and found.type.pointers:
        return _pointed_to(found)
    held = contents.element(resolver, context, found.type)
    return Passed(held, True) if held is not None else _evaluated(resolver, context, tree)


def _of_call(
    resolver: Resolver,
    context: Context,
    callee: Tree,
    arguments: list[Tree],
    tree: Tree,
    text: str,
    depth: int,
) -> Passed:
    language = context.file.language
    last = callee[-1] if callee[0] in ("name", "member") else ""
    if len(arguments) == 1 and last.startswith(arithmetic.OPERATOR):
        return _calculated(resolver, context, last, (callee[1], arguments[0]), depth)
    if callee[0] == "name" and last in language.arithmetic_types:
        return Passed(Qualified(Plain(language.arithmetic_types[last])))
    if callee[0] == "instance" and callee[1][0] == "type":  # a conversion: `unsigned(x)`
        return Passed(written(resolver, context, callee[1][1] + "".join(callee[2:])))
    if callee[0] == "member" and last in language.content_methods:
        holder = _of(resolver, context, callee[1], "", depth + 1).type
        if (given := _of_content(resolver, context, language.content_methods[last], holder)) is not None:
            return given
    values = resolver.evaluate(context, callee)
    functions = [value.definition for value in values if isinstance(value, Function)]
    if functions and len(functions) == len(values):
        return _given_by(resolver, context, callee, functions, text)
    if len(values) == 1 and isinstance(values[0], Class):
        return Passed(_of_class(resolver, values[0].type))
    if are_outside(values):
        if last in _SAME and len(arguments) == 1:
            inner = _of(resolver, context, arguments[0], "", depth + 1)
            return Passed(inner.type._replace(reference="") if inner.type is not None else None)
        if callee[0] == "member" and last in language.library_results:
            return Passed(written(resolver, context, language.library_results[last]))
        if last in language.library_bases:
            return Passed(Qualified(Library(last, is_class=True)))
    return _evaluated(resolver, context, tree)


def _of_content(resolver: Resolver, context: Context, what: str, holder: Qualified | None) -> Passed | None:
    """Return what a method of a library's container or smart pointer gives of what that holds."""
    if holder is None or holder.pointers != ():
        return None
    if what == "pointer":
        base = holder.base.base if isinstance(holder.base, Held) else None
        return Passed(Qualified(base, pointers=(False,))) if base is not None else None
    is_element = what == "element"
    found = (
        contents.element(resolver, context, holder) if is_element else contents.iterator(context.file.language, holder)
    )
    return Passed(found, is_element) if found is not None else None


def _of_class(resolver: Resolver, definition: Definition) -> Qualified | None:
    """Return what a call of a class makes, or of another name of one."""
    if definition.kind != "type":
        return Qualified(Own(definition))
    return written(resolver, Context(definition.file, definition.container, definition.line), definition.type)


def _given_by(resolver: Resolver, context: Context, callee: Tree, functions: list[Definition], text: str) -> Passed:
    if len({each.type for each in functions}) > 1 and callee[0] == "member":
        constant = is_constant(resolver, context, callee[1])
        functions = [each for each in functions if of_constants(each) == constant] or functions
    if len({each.type for each in functions}) != 1 or not functions[0].type:
        return Passed(None)
    one = functions[0]
    found = written(resolver, Context(one.file, one.ordinal, one.line), one.type)
    if found is not None and isinstance(found.base, Deduced):
        names = [each.name for each in one.file.generics.get(one.ordinal, ())]
        told = _type_arguments(text)
        if found.base.name in names[: len(told)]:
            given = written(resolver, context, told[names.index(found.base.name)])
            if given is not None and given.pointers is not None:
                return Passed(marked(given, marks_after(one.type)))
    return Passed(found, found is not None and found.reference == REFERENCE)


def _type_arguments(text: str) -> list[str]:
    """Return the type arguments that a call says, as they are written."""
    opening, closing = text.find("{"), text.find("}(")
    inside = text[opening + 1 : closing] if 0 <= opening < closing else ""
    return inside.split(",") if inside and "[" not in inside else []


def _evaluated(resolver: Resolver, context: Context, tree: Tree) -> Passed:
    """Return what is known of an expression by its values: not what points to them."""
    values = resolver.evaluate(context, tree)
    if len(values) != 1:
        return Passed(None, True)
    match values[0]:
        case Instance(definition, _) if definition.kind == "enum":
            return Passed(Qualified(Own(definition)))
        case Instance(definition, _):
            return Passed(Qualified(Own(definition), pointers=None), True)
    return Passed(None, True)
