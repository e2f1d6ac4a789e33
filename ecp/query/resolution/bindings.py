"""What variables, parameters and fields hold, and what conditions leave of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ecp.index.records import DEFAULT, EXCLUDED
from ecp.query.resolution.fixtures import injected_parameter
from ecp.query.resolution.notation import Tree, names_of_type, parse_expression, parse_type
from ecp.query.resolution.places import sought_in
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.receivers import is_first, is_in_type, self_values
from ecp.query.resolution.types.containers import elements_of, entered, inherits_from_library
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.types.library_types import container_kinds
from ecp.query.resolution.types.stubs import described
from ecp.query.resolution.types.type_arguments import parameters_of
from ecp.query.resolution.values import (
    BREADTH,
    Class,
    Container,
    Instance,
    Outside,
    Parameter,
    Value,
    Values,
    are_outside,
    as_held,
    gathered,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver


_ON_ONE_LINE = 20
"""Functions around a line whose parameters that are not declared are looked at."""


def bound_values(resolver: Resolver, file: File, bindings: list[Binding], line: int, *, is_function: bool) -> Values:
    """Return the values of a name from its bindings: the one in force, or all where order is not known."""
    if len(bindings) == 1:
        values = resolver.binding_values(file, bindings[0])
        return values if len(values) < 2 else tuple(dict.fromkeys(values))[:BREADTH]
    if all(b.how == "generic" for b in bindings):
        return _bounded_everywhere(resolver, file, bindings)
    if file.language.top_types:
        bindings = _as_declared(bindings)
    if line and is_function:
        bindings = _visible(bindings, line)
        if (values_there := _in_force(resolver, file, bindings, line)) is not None:
            return values_there
    return _of_each(resolver, file, reversed(bindings))


def _of_each(resolver: Resolver, file: File, bindings: Iterable[Binding]) -> Values:
    found: list[Value] = []
    for binding in bindings:
        found += resolver.binding_values(file, binding)
    return tuple(dict.fromkeys(found))[:BREADTH]


def _visible(bindings: list[Binding], line: int) -> list[Binding]:
    """Return the bindings before a line; what narrows only where nothing after it is bound."""
    visible = [b for b in bindings if b.first <= line] or bindings
    last = visible[-1]
    if last.how != "narrow" and not _is_of_branch(last, line):  # of what it was before
        visible = [b for b in visible if b.how != "narrow"]
    return visible


def _in_force(resolver: Resolver, file: File, visible: list[Binding], line: int) -> Values | None:
    """Return what the last of some bindings before a line gives; None where that is not known, but others may be."""
    last = visible[-1]
    declared = [b for b in visible if b.type] if not file.language.ordered_locals else []
    if declared and file.language.narrows_assigned:
        after = visible[visible.index(declared[-1]) :]
        if assigned := _assigned(resolver, file, after, line):
            return assigned
    if last.name in file.language.undeclared_parameters and last.how == "parameter":
        return _undeclared_parameter(resolver, file, visible, line)
    possible = declared[-1:] or _up_to_certain(visible, line)
    values = _of_each(resolver, file, possible)
    is_said = values or len(visible) == 1 or possible[-1].value not in ("", "#none") or _excludes(last)
    return values if is_said else None


def _excludes(binding: Binding) -> bool:
    """Say whether a binding leaves out what a name is not: on one line both answers to a question may stand."""
    return binding.how == "narrow" and binding.type.startswith(f"{EXCLUDED}[") and binding.line < binding.end


def _up_to_certain(bindings: list[Binding], line: int) -> list[Binding]:
    """Return the last binding and those before it, up to one that no branch before the line may have left out."""
    found = []
    for binding in reversed(bindings):
        found.append(binding)
        if not _is_of_branch(binding, line):
            break
    return found


def _undeclared_parameter(resolver: Resolver, file: File, bindings: list[Binding], line: int) -> Values:
    """Return what `it` stands for: the parameter of the innermost function that takes one, of those on a line of each.

    https://kotlinlang.org/docs/lambdas.html#it-implicit-name-of-a-single-parameter
    """
    found: list[Value] = []
    for binding in bindings[: -_ON_ONE_LINE - 1 : -1]:
        values = resolver.binding_values(file, binding)
        found += values
        if values and binding.line < line:
            break
    return tuple(dict.fromkeys(found))[:BREADTH]


def _assigned(resolver: Resolver, file: File, bindings: list[Binding], line: int) -> Values:
    """Return what is assigned to a variable that the first of some bindings declares, where that says more."""
    found = _of_each(resolver, file, _up_to_certain(bindings, line))
    return _saying_more(resolver, _declared(resolver, file, bindings[0]), found)


def _of_value(resolver: Resolver, context: Context, binding: Binding, declared: Values) -> Values:
    """Return what a local variable of a declared type stands for where it is declared: `pen: Pen = Quill()`."""
    scope = binding.scope
    if not (context.file.language.narrows_assigned and binding.value) or binding.receiver or scope == TOP:
        return declared
    if binding.how == "parameter" or context.file.definitions[scope].kind not in FUNCTION_KINDS:
        return declared
    return _saying_more(resolver, declared, _held(resolver, _value_of(resolver, context, binding))) or declared


def _declared(resolver: Resolver, file: File, binding: Binding) -> Values:
    context = _before(Context(file, binding.scope, binding.line), binding, names_of_type(binding.type))
    return type_values(resolver, context, parse_type(binding.type))


def _saying_more(resolver: Resolver, declared: Values, assigned: Values) -> Values:
    """Return what is assigned to something of a declared type, if all of it is of that type and known.

    https://typing.python.org/en/latest/spec/narrowing.html
    """
    types = {value.type for value in declared if isinstance(value, Instance)}
    is_part = types and all(
        isinstance(value, Instance) and not types.isdisjoint(linearization(resolver, value.type)[0])
        for value in assigned
    )
    return assigned if is_part and assigned else ()


def _is_of_branch(binding: Binding, line: int) -> bool:
    """Say whether a binding is of a branch before a line, so that what was bound before it may hold, too."""
    return binding.until_line < 0 and line > -binding.until_line


def _bounded_everywhere(resolver: Resolver, file: File, bindings: list[Binding]) -> Values:
    """Return a type parameter with the bounds that all the places give it: its own, and `where` after the names."""
    made = [value for each in bindings for value in resolver.binding_values(file, each)]
    bounds = dict.fromkeys(bound for value in made if isinstance(value, Parameter) for bound in value.bound)
    return (Parameter(bindings[0].name, tuple(bounds)[:BREADTH]),)


def binding_values(resolver: Resolver, file: File, binding: Binding) -> Values:
    """Return what one binding gives its name."""
    return resolver.memo(("binding", id(binding)), _binding_values, (), resolver, file, binding)


def _binding_values(resolver: Resolver, file: File, binding: Binding) -> Values:
    context = Context(file, binding.scope, binding.line)
    if (of_kind := _OF_KIND.get(binding.how)) is not None:
        return of_kind(resolver, context, binding)
    if _makes_type_parameter(resolver, context, binding):
        return _type_parameter(resolver, context, binding)
    if binding.type and (declared := _values_declared(resolver, context, binding)):
        return declared
    if binding.how == "parameter" and (passed := _parameter_values(resolver, context, binding)):
        return passed
    return _values_given(resolver, context, binding) if binding.value else ()


def _of_receiver(resolver: Resolver, context: Context, binding: Binding) -> Values:
    return _held(resolver, _receiver_values(resolver, context, parse_expression(binding.value)))


def _type_parameter(resolver: Resolver, context: Context, binding: Binding) -> Values:
    bound = type_values(resolver, context, parse_type(binding.type)) if binding.type else ()
    return (Parameter(binding.name, bound or _bound_by_owner(resolver, context.file, binding)),)


def _values_declared(resolver: Resolver, context: Context, binding: Binding) -> Values:
    """Return what a declared type says, or of a local variable its value, where that says more."""
    written = parse_type(binding.type)
    cursors = context.file.language.cursors
    if cursors and binding.value and written[1:] and str(written[1]).rpartition(".")[2] in cursors:
        values = _held(resolver, _value_of(resolver, context, binding))
        if any(not isinstance(each, Outside) for each in values):
            return values
    values = type_values(resolver, _before(context, binding, names_of_type(binding.type)), written)
    if values and binding.how == "parameter":  # what a caller gives may be a type that inherits from it
        return _held(resolver, values, is_renamed=True)
    return _of_value(resolver, context, binding, values) if values else ()


def _values_given(resolver: Resolver, context: Context, binding: Binding) -> Values:
    """Return what the value of a binding gives its name."""
    values = _value_of(resolver, context, binding)
    if not _is_another_name(context.file, binding):
        values = _held(resolver, values, is_renamed=binding.value.isidentifier())
    match binding.how:
        case "iterate":
            return elements_of(resolver, values)
        case "with":
            return entered(resolver, values)
    return values


def _receiver_values(resolver: Resolver, context: Context, value: Tree) -> Values:
    """Return the receiver of a function without a name: it is named outside, and not by what is bound to that."""
    values = resolver.evaluate(context, value)
    return values or resolver.evaluate(context._replace(line=max(context.line - 1, 1)), value)


def _makes_type_parameter(resolver: Resolver, context: Context, binding: Binding) -> bool:
    """Say whether a variable is a type parameter: `T = TypeVar("T")`, by the library's function of that name."""
    makers, called = context.file.language.type_parameter_makers, binding.value.partition("(")[0]
    if not makers or called.rpartition(".")[2] not in makers:
        return False
    return are_outside(resolver.evaluate(context, parse_expression(called)))


def _narrowed(resolver: Resolver, context: Context, binding: Binding) -> Values:
    """Return what a name stands for where its type was asked for: of what it may be, all that are of that type.

    https://www.typescriptlang.org/docs/handbook/2/narrowing.html
    """
    asked = parse_type(binding.type)
    before = _before_narrowing(resolver, context.file, binding)
    if asked[:2] == ("type", EXCLUDED):
        others = _of_types(resolver, context, before, asked[2])
        left = tuple(each for each in before if each not in others)
        return left if left or _excludes(binding) else before
    return _of_types(resolver, context, before, asked) or _told(resolver, context, asked) or before


_OF_KIND: dict[str, Callable[[Resolver, Context, Binding], Values]] = {
    "receiver": _of_receiver,
    "narrow": _narrowed,
    "generic": _type_parameter,
}
"""What bindings give of whose kind that is said by nothing else."""


def _told(resolver: Resolver, context: Context, asked: Tree) -> Values:
    return tuple(gathered(type_values(resolver, context, asked), _each_listed))


def _of_types(resolver: Resolver, context: Context, values: Values, asked: Tree) -> Values:
    """Return those of some values that are of one of the types that a name's is asked for to be."""
    told = _told(resolver, context, asked)
    types = {value.type for value in told if isinstance(value, Instance)}
    names = [value.name.rpartition(".")[2] for value in told if isinstance(value, Outside)]
    has_container = any(isinstance(each, Container) for each in values)
    kinds = container_kinds(context.file.language, asked) if has_container else ()
    return tuple(
        each
        for each in (values if types or names or kinds else ())
        if (isinstance(each, Instance) and not types.isdisjoint(linearization(resolver, each.type)[0]))
        or (isinstance(each, Instance) and inherits_from_library(resolver, each.type, names))
        or (isinstance(each, Container) and each.kind in kinds)
    )


def _each_listed(value: Value) -> Values:
    """Return the values of the types that a tuple lists, which is asked for: `PENS = (Pen, Quill)`."""
    if not isinstance(value, Container) or value.kind != "tuple":
        return (value,)
    return tuple(Instance(each.type) for one in value.inside for each in one if isinstance(each, Class))


def _before_narrowing(resolver: Resolver, file: File, binding: Binding) -> Values:
    """Return what a name stands for around the place where it is narrowed."""
    scope, name, line = binding.scope, binding.name, binding.line
    bound = file.bound(scope, name)
    order = {id(each): (each.line, -each.end, at) for at, each in enumerate(bound) if each.how == "narrow"}
    own = order[id(binding)]
    bindings = [each for each in bound if line <= each.end and order.get(id(each), _FIRST) < own]
    if "." in name and bindings:
        return resolver.binding_values(file, bindings[-1])
    if "." in name:
        owner, _, member = name.partition(".")
        return resolver.members_of(resolver.evaluate(Context(file, scope, line), ("name", owner)), member)
    if bindings:
        return bound_values(resolver, file, bindings, line, is_function=scope != TOP)
    return resolver.name(Context(file, file.definitions[scope].container, line), name)[0] if scope != TOP else ()


_FIRST = (0, 0, 0)


def narrowing_at(resolver: Resolver, file: File, scope: int, name: str, line: int) -> Values:
    """Return what a name of a scope stands for in a function inside that, at a line where it is narrowed."""
    around = [each for each in file.bound(scope, name) if each.how == "narrow" and each.holds_at(line)]
    return resolver.binding_values(file, around[-1]) if around else ()


def _bound_by_owner(resolver: Resolver, file: File, binding: Binding) -> Values:
    """Return the bound of a type parameter that a method has a name of its own for: `func (b *Box[E]) get() E`."""
    method = file.definitions[binding.scope] if binding.scope != TOP else None
    if method is None or not method.owner or binding.how != "generic":
        return ()
    names = parameters_of(resolver, method)
    for owner in resolver.owners(method) if binding.name in names else ():
        declared = owner.file.generics.get(owner.ordinal, ())
        place = names.index(binding.name)
        values = resolver.binding_values(owner.file, declared[place]) if place < len(declared) else ()
        if values and isinstance(values[0], Parameter):
            return values[0].bound
    return ()


def _is_another_name(file: File, binding: Binding) -> bool:
    """Say whether what is bound is another name of the value, and no variable that holds it.

    A default export is, and what it is imported as; and where a language has it so a variable of the name of the
    member that it is bound to: `const draw = pens.draw`, or `const { draw } = pens`, as good as an import of it.
    """
    language = file.language
    if binding.name == DEFAULT or binding.how == "alias" or language.value_functions:
        return True
    is_own = language.taken_by_name and binding.how == "assign" and binding.value.endswith(f".{binding.name}")
    return is_own and all(map(str.isidentifier, binding.value.split(".")))


def _value_of(resolver: Resolver, context: Context, binding: Binding) -> Values:
    """Return the values of the expression that a name is bound to."""
    sought = sought_in(context.file, binding.value)
    _, scope, line = _inside(_before(context, binding, sought.names), binding, sought.names)
    return resolver.evaluate(sought.place_at(scope, line), parse_expression(binding.value))


def _held(resolver: Resolver, values: Values, *, is_renamed: bool = False) -> Values:
    """Return values as a variable holds them, worked out once for each set of them."""
    values = resolver.one(values)
    return resolver.complete(("held", id(values), is_renamed), _as_held, resolver, values, is_renamed)


def _as_held(resolver: Resolver, values: Values, is_renamed: bool) -> Values:
    return resolver.one(as_held(value, is_renamed=is_renamed) for value in values)


def _parameter_values(resolver: Resolver, context: Context, binding: Binding) -> Values:
    file, scope = context.file, binding.scope
    if scope != TOP and file.definitions[scope].kind in FUNCTION_KINDS:
        if _is_receiver(file, scope, binding.name):
            return self_values(resolver, context, binding.name)
        if told := _type_in_stub(resolver, file.definitions[scope], binding.name):
            return told
        return injected_parameter(resolver, file, file.definitions[scope], binding.name)
    return ()


def _type_in_stub(resolver: Resolver, function: Definition, name: str) -> Values:
    """Return what a parameter is by what a stub declares for its function."""
    for other in described(resolver, function):
        for each in other.file.bound(other.ordinal, name) if other.kind in FUNCTION_KINDS else ():
            if each.how == "parameter" and (values := resolver.binding_values(other.file, each)):
                return values
    return ()


def _is_receiver(file: File, scope: int, name: str) -> bool:
    """Say whether a parameter of a function is what gets the receiver: the first of a method, whatever its name is.

    https://docs.python.org/3/reference/datamodel.html#instance-methods
    """
    names = file.language.self_names
    if not file.language.named_receivers:
        return name in names
    if not is_in_type(file.definitions[scope]):
        return False
    if name in names:
        return is_first(file, file.definitions[scope], name)
    if any(each.how == "parameter" for usual in names for each in file.bound(scope, usual)[:1]):
        return False
    return file.parameters.get(scope)[0].name == name and "@staticmethod" not in file.definitions[scope].modifiers


def _as_declared(bindings: list[Binding]) -> list[Binding]:
    """Leave out what is only assigned to a variable that has a declared type, which it keeps."""
    typed = [each for each in bindings if each.type]
    return [
        each
        for each in bindings
        if each.type or each.how != "assign" or not any(one.holds_at(each.line) for one in typed)
    ]


def _inside(context: Context, binding: Binding, names: frozenset[str]) -> Context:
    """Return where the value of a statement has its meaning that names what is only bound inside of it.

    It may end on a line after that: `next((pen for pen in pens), None)` on several lines.
    """
    if binding.how != "store" or binding.scope == TOP:
        return context
    for name in names:
        has = context.file.bindings.has(binding.scope, name)
        bound = [b for b in context.file.bound(binding.scope, name) if b.line <= context.line] if has else ()
        if bound and all(0 < each.until_line <= context.line for each in bound):
            return context._replace(line=_last_inside(bound).until_line)
    return context


def _last_inside(bound: list[Binding]) -> Binding:
    """Return the last binding of a name that is bound inside a statement, or what is asked of it there.

    `{name: pen for name, pen in pens if isinstance(pen, Quill)}` is made of quills.
    """
    last = max((each for each in bound if each.how != "narrow"), key=lambda each: each.line, default=bound[-1])
    ends = [each.until_line for each in bound if each.how != "narrow" and each.line < last.line]
    told = [each for each in bound if each.how == "narrow" and each.line > max(ends, default=0)]
    return told[-1] if told else last


def _before(context: Context, binding: Binding, names: frozenset[str]) -> Context:
    """Return where what a binding is made of has its meaning: `x = x.y` reads the x of before, as does `x *x`.

    A parameter's default is worked out around its function: `def load(stream, Loader=Loader)`.
    """
    if binding.scope == TOP or binding.receiver or binding.how == "store" or binding.name not in names:
        return context
    if binding.how == "parameter" and context.file.bound(binding.scope, binding.name)[0] is binding:
        return context._replace(scope=context.file.definitions[binding.scope].container)
    return context._replace(line=max(binding.line - 1, 1))
