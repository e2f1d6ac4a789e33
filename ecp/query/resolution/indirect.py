"""Calls through pointers to functions: what a field or variable may hold, of which only what is put there is known.

A call through a field of a type may run each function that an initializer or an assignment puts into that field of any
value of the type: `ops->read(file)` and `static const struct ops file_ops = { .read = file_read };`.  A parameter may
be each function that a call gives it by its name, and so may be a field that the parameter is put into.

All places where functions are put are read at once, which in a large program takes longer than the question: there
these calls stay what they are without, of the field alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ecp.query.resolution.meaning import meaning, written
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Binding, Reference
from ecp.query.resolution.references import Resolution
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.values import Function

INDIRECT = "indirect"
"""How a call means the functions that it may run (`ecp.model.CONFIDENCE`)."""
_BY_POSITION = ""
"""What stands for the names of members that are given something by their position."""
_LOOKS = 3
"""Functions of which it is looked up what they are given to before that is, of all, at once."""
_BLOBS = 4_000
"""Blobs of a program from which on calls through pointers are left alone."""
_MOST = 4_000
"""Places where something is put into members of one name up to which they are looked at."""
_PUT = """
SELECT   blob, name, line, scope, receiver, value
FROM     binding
WHERE    (receiver <> '' OR scope = -1) AND value IN (SELECT name FROM definition WHERE kind = 'function')
UNION
SELECT   blob, put.name, put.line, scope, put.receiver, put.value
FROM     binding AS put JOIN binding AS parameter USING (blob, scope)
WHERE    put.receiver <> '' AND parameter.how = 'parameter' AND parameter.name = put.value
ORDER BY ALL
"""
_GIVEN = """
SELECT   blob, name, line, scope, arguments
FROM     reference
WHERE    role = 'read' AND arguments <> '' AND name IN (SELECT name FROM definition WHERE kind = 'function')
ORDER BY ALL
"""
_GIVEN_TO = "SELECT DISTINCT arguments FROM reference WHERE name = $name AND role = 'read' AND arguments <> ''"


class _Put(NamedTuple):
    """A place where the name of a function, or of a parameter, is put into a member or a variable."""

    path: str
    name: str
    line: int
    scope: int
    receiver: str
    value: str


class _Puts(NamedTuple):
    by_name: dict[str, list[_Put]]
    by_value: dict[str, list[_Put]]


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
    if not reference.receiver and reference.name not in _put(resolver.program).by_name:
        return found
    holders = written(resolver, reference).targets
    return _one_of(resolver, ("held", holders), _held, holders) or found


def names_of_holders(resolver: Resolver, function: Definition, *, by_position: bool) -> frozenset[str]:
    """Return the names of what a call gives a function to, and of the fields that it is put into by its position."""
    program = resolver.program
    if not are_followed(program):
        return frozenset()
    puts = (
        [each for each in _put(program).by_value.get(function.name, ()) if each.name.isdigit()] if by_position else []
    )
    names: set[str] = set()
    for given in _given_to(program, function.name):
        callee, _, place = given.rpartition(":")
        for each in program.named(callee):
            if parameter := _parameter(each, int(place)):
                names.add(parameter)
                inside = (put for put in _put(program).by_value.get(parameter, ()) if put.scope == each.ordinal)
                puts += (put for put in inside if put.path == each.file.path)
    names.update(put.name for put in puts)
    names.update(each.name for put in puts if put.name.isdigit() for each in _holders(resolver, put))
    return frozenset(names)


def are_followed(program: Program) -> bool:
    """Say whether calls through pointers are looked at: where a language has them, and there are not too many files."""
    return program.number_of_blobs <= _BLOBS and any(each.function_pointers for each in program.languages)


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
        for path, given, line, around in _given_functions(resolver.program).calls.get(f"{function.name}:{at}", ()):
            context = Context(resolver.program.file(path), around, line)
            if function in _functions(resolver, context, function.name):
                yield from _functions(resolver, context, given)


def _given_to(program: Program, name: str) -> Iterable[str]:
    """Return what calls a function is given to by its name; of many functions all are looked up, once."""
    looks = program.once("looks for what functions are given to", list[str])
    looks.append(name)
    if len(looks) > _LOOKS:
        return _given_functions(program).places.get(name, ())
    return [given for (given,) in program.view.rows(_GIVEN_TO, {"name": name})]


class _Given(NamedTuple):
    """Where functions are given to calls by their names."""

    calls: dict[str, list[tuple[str, str, int, int]]]
    """Path, name, line and scope by what is called and the place among its arguments: `qsort:3`."""
    places: dict[str, set[str]]
    """These by the name of what is given."""


def _given_functions(program: Program) -> _Given:
    def find() -> _Given:
        found = _Given(defaultdict(list), defaultdict(set))
        for blob, name, line, scope, given in program.view.rows(_GIVEN):
            found.calls[given] += ((path, name, line, scope) for path in program.paths_of(blob))
            found.places[name].add(given)
        return found

    return program.once("given functions", find)


def _held(resolver: Resolver, holders: Sequence[Definition]) -> Iterator[Definition]:
    """Yield the functions that are put into fields or variables."""
    for holder in holders:
        yield from _held_under(resolver, holder.name).get(holder, ())
        if holder.kind == "field":
            yield from _held_under(resolver, _BY_POSITION).get(holder, ())


def _held_under(resolver: Resolver, name: str) -> Mapping[Definition, Sequence[Definition]]:
    """Return the functions that are put into what has a name, or into fields by their position."""

    def find() -> Mapping[Definition, Sequence[Definition]]:
        found: dict[Definition, list[Definition]] = defaultdict(list)
        puts = _put(resolver.program).by_name.get(name, ())
        for put in puts if len(puts) <= _MOST else ():
            if holders := _holders(resolver, put):
                file = resolver.program.file(put.path)
                functions = [*_functions(resolver, Context(file, put.scope, put.line), put.value)]
                functions += _passed(resolver, file, put.scope, put.value) if put.scope != TOP else ()
                for holder in holders:
                    found[holder] += functions
        return dict(found)

    return resolver.program.once(("held under", name), find)


def _put(program: Program) -> _Puts:
    """Return where functions are put into members and variables."""

    def find() -> _Puts:
        puts = _Puts(defaultdict(list), defaultdict(list))
        for blob, *row in program.view.rows(_PUT):
            for path in program.paths_of(blob):
                if program.language(path).function_pointers:
                    put = _Put(path, *row)
                    puts.by_name[_BY_POSITION if put.name.isdigit() else put.name].append(put)
                    puts.by_value[put.value].append(put)
        return puts

    return program.once("put", find)


def _holders(resolver: Resolver, put: _Put) -> tuple[Definition, ...]:
    return written(resolver, Reference(put.path, put.line, 0, "write", put.name, put.receiver, put.scope, "")).targets


def _functions(resolver: Resolver, context: Context, name: str) -> Iterator[Definition]:
    """Yield the functions that a name stands for at a place."""
    for value in resolver.evaluate(context, ("name", name)):
        if isinstance(value, Function):
            yield value.definition
