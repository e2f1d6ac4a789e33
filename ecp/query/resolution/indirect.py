"""Calls through pointers to functions: what a field or variable may hold, of which only what is put there is known.

A call through a field of a type may run each function that an initializer or an assignment puts into that field of any
value of the type: `ops->read(file)` and `static const struct ops file_ops = { .read = file_read };`.  A parameter may
be each function that a call gives it by its name, and so may be a field that the parameter is put into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ecp.query.resolution.meaning import meaning, written
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.handed import BY_POSITION, Put, handed
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Binding, Reference
from ecp.query.resolution.references.targets import Resolution
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.values import Function

INDIRECT = "indirect"
"""How a call means the functions that it may run (`ecp.model.CONFIDENCE`)."""
_MOST, _MOST_OF_LARGE = 2_000, 200
"""Places where something is put into members of one name up to which they are looked at, and those of a large program,
in which to find the type of one takes a hundredth of a second."""


def may_mean(resolver: Resolver, reference: Reference) -> Resolution:
    """Return what a reference means; of a call through a pointer, of which that is not known, what it may run."""
    found = meaning(resolver, reference)
    if found.targets or reference.role != "call":
        return found
    file = resolver.program.file(reference.path)
    if not file.language.function_pointers:
        return found
    if not reference.receiver and (bindings := _local(file, reference)):
        return _one_of(resolver, ("given", id(bindings[0])), _given, file, bindings) or found
    places = handed(resolver.program)
    puts = len(places.under(reference.name))
    if puts > _most(resolver.program) or not (puts or (reference.receiver and places.under(BY_POSITION))):
        return found
    holders = written(resolver, reference).targets
    return _one_of(resolver, ("held", holders), _held, holders) or found


def names_of_holders(resolver: Resolver, function: Definition, *, by_position: bool) -> frozenset[str]:
    """Return the names of what a call gives a function to, and of the fields that it is put into by its position."""
    program, places = resolver.program, handed(resolver.program)
    puts = [each for each in places.puts_of(function.name) if each.name.isdigit()] if by_position else []
    names: set[str] = set()
    for to in {given.to for given in places.places_of(function.name)}:
        callee, _, place = to.rpartition(":")
        for each in program.named(callee):
            if parameter := _parameter(each, int(place)):
                names.add(parameter)
                inside = (put for put in places.puts_of(parameter) if put.scope == each.ordinal)
                puts += (put for put in inside if put.path == each.file.path)
    names.update(put.name for put in puts)
    names.update(each.name for put in puts if put.name.isdigit() for each in _holders(resolver, put))
    return frozenset(names)


def _most(program: Program) -> int:
    return _MOST_OF_LARGE if program.is_large else _MOST


def are_followed(program: Program) -> bool:
    """Say whether there may be calls through pointers to functions."""
    return any(each.function_pointers for each in program.languages)


def _parameter(function: Definition, place: int) -> str:
    """Return the name of a parameter of a function that has a body, by its place."""
    if function.kind != "function" or not function.file.language.function_pointers:
        return ""
    parameters = function.file.parameters.get(function.ordinal) or ()
    return parameters[place].name if place < len(parameters) else ""


def _one_of(
    resolver: Resolver, key: object, find: Callable[..., Iterable[Definition]], *of: object
) -> Resolution | None:
    """Return that a call may run the functions that are found, as the same object for all calls of one key."""

    def build() -> Resolution | None:
        functions = tuple(dict.fromkeys(find(resolver, *of)))
        return Resolution(functions, INDIRECT) if functions else None

    return resolver.program.once(("indirect", key), build)


def _local(file: File, reference: Reference) -> Sequence[Binding]:
    """Return the bindings of the variable of a function that is called."""
    scopes = (scope for scope in file.scopes_out(reference.scope) if scope != TOP)
    return next(filter(None, (file.bound(scope, reference.name) for scope in scopes)), ())


def _given(resolver: Resolver, file: File, bindings: Sequence[Binding]) -> Iterator[Definition]:
    """Yield the functions that a variable of a function is given by their names, where it is a parameter by calls."""
    for each in bindings:
        if each.how == "parameter":
            yield from _passed(resolver, file, each.scope, each.name)
        elif each.value.isidentifier():
            yield from _functions(resolver, Context(file, each.scope, each.line), each.value)


def _passed(resolver: Resolver, file: File, scope: int, name: str) -> Iterator[Definition]:
    """Yield the functions that calls of a function give to one of its parameters by their names."""
    function = file.definitions[scope]
    places = [at for at, each in enumerate(file.parameters.get(scope) or ()) if each.name == name]
    for at in places:
        for given in handed(resolver.program).given_to(f"{function.name}:{at}"):
            context = Context(resolver.program.file(given.path), given.scope, given.line)
            if function in _functions(resolver, context, function.name):
                yield from _functions(resolver, context, given.name)


def _held(resolver: Resolver, holders: Sequence[Definition]) -> Iterator[Definition]:
    """Yield the functions that are put into fields or variables."""
    for holder in holders:
        yield from _held_under(resolver, holder.name).get(holder, ())
        if holder.kind == "field":
            yield from _held_under(resolver, BY_POSITION).get(holder, ())


def _held_under(resolver: Resolver, name: str) -> Mapping[Definition, Sequence[Definition]]:
    """Return the functions that are put into what has a name, or into fields by their position."""

    def find() -> Mapping[Definition, Sequence[Definition]]:
        found: dict[Definition, list[Definition]] = defaultdict(list)
        puts = handed(resolver.program).under(name)
        for put in puts if len(puts) <= _most(resolver.program) else ():
            if holders := _holders(resolver, put):
                file = resolver.program.file(put.path)
                functions = [*_functions(resolver, Context(file, put.scope, put.line), put.value)]
                functions += _passed(resolver, file, put.scope, put.value) if put.scope != TOP else ()
                for holder in holders:
                    found[holder] += functions
        return dict(found)

    return resolver.program.once(("held under", name), find)


def _holders(resolver: Resolver, put: Put) -> tuple[Definition, ...]:
    return written(resolver, Reference(put.path, put.line, 0, "write", put.name, put.receiver, put.scope, "")).targets


def _functions(resolver: Resolver, context: Context, name: str) -> Iterator[Definition]:
    """Yield the functions that a name stands for at a place."""
    for value in resolver.evaluate(context, ("name", name)):
        if isinstance(value, Function):
            yield value.definition
