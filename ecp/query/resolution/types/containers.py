"""What a library's containers hold, and what iterating, subscripting or entering a value gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ecp.index.records import RECORD_TYPE
from ecp.query.resolution.notation import last_name, parse_type
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import Context
from ecp.query.resolution.types.declared_types import type_values
from ecp.query.resolution.types.generics import has_parameter, substitute
from ecp.query.resolution.types.inheritance import linearization
from ecp.query.resolution.types.metaclasses import as_value_of_metaclass
from ecp.query.resolution.types.type_arguments import arguments_in, filled_in
from ecp.query.resolution.values import (
    Class,
    Container,
    Function,
    Instance,
    Outside,
    Parameter,
    Value,
    Values,
    gathered,
    unwrapped,
)

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

ELEMENTS = frozenset(
    "get pop popitem setdefault at find first last shift popleft get_nowait get_mut first_mut last_mut pop_front "
    "pop_back front back next nth peek poll element getFirst getLast removeFirst removeLast getOrDefault First "
    "FirstOrDefault Last LastOrDefault Single SingleOrDefault Pop Peek Dequeue firstOrNull lastOrNull single "
    "singleOrNull getOrNull getValue Load removeAt elementAt findAny findFirst orElse orElseThrow orElseGet "
    "get_unchecked get_unchecked_mut next_back swap_remove remove peek_mut next_if min max".split()
)
"""Methods of library containers that give an element."""
_SAME = frozenset(
    "copy filter slice sort reverse concat iter iter_mut into_iter rev skip take chain collect cloned copied drain "
    "unwrap expect clone as_slice to_vec as_ref as_mut lock read write borrow borrow_mut stream iterator subList "
    "listIterator toList asSequence filterNotNull sorted distinct reversed drop toMutableList ToList ToArray Where "
    "OrderBy Reverse Distinct Skip Take AsEnumerable GetEnumerator by_ref peekable step_by filterNot sortedBy "
    "sortedWith into_boxed_slice into_vec as_mut_slice fuse cycle split_off "
    "__add__ __radd__ __mul__ __rmul__ __or__ __ror__ __and__ __sub__ __xor__".split()
)
"""Methods of library containers that give another container of the same elements."""


_CURSORS = frozenset(
    "begin end cbegin cend rbegin rend crbegin crend find lower_bound upper_bound insert emplace erase data".split()
)
"""Methods of library containers that give what stands for an element; of a map, for a pair of key and value."""
_PAIR_TAKEN = "popitem"
"""The method of a map that gives a key and its value."""
_AWAITED_RESULT = "result"
"""The method of what can be waited for that gives what waiting gives."""
_OF_PAIR = ("first", "second")
"""The members of a pair."""


def indexed(resolver: Resolver, values: Values, position: int | None) -> Iterable[Value]:
    """Return what some values give when subscripted, at a position from 0 where it is known."""
    found: list[Value] = []
    for value in values:
        match value:
            case Container("tuple", inside):
                if position is not None and position < len(inside):
                    found += inside[position]
                else:
                    found += [each for part in inside for each in part]
            case Function(definition, _) if definition.kind == "enum_member" and position is not None:
                found += position_of(resolver, definition, position)
            case Instance(definition, _) if position is not None and (
                names := _fields_by_position(resolver, definition)
            ):
                found += resolver.member_values(value, names[position]) if position < len(names) else ()
            case Function(definition, _) if definition.kind != "enum_member":
                found.append(value)  # with a type argument, or nothing that is known
            case Class(definition, _) if is_enumeration(resolver, definition):
                found.append(Instance(definition))
            case Class(definition, _) if (made := as_value_of_metaclass(resolver, definition)) is not None and (
                given := _subscripted(resolver, made)
            ):
                found += given
            case Class(definition, _):
                found.append(Class(definition))  # a subscripted class is its generic form
            case Outside(name) if position is not None:
                found.append(Outside(f"{name}[{position}]"))
            case _ if position == 0 and not isinstance(value, Container | Outside | Instance):
                found.append(value)
            case Instance(definition, _) if given := _subscripted(resolver, value):
                found += given
            case Instance(definition, _) if definition.file.language.textual_includes:
                found += elements_of(resolver, (value,)) or (value,)  # of what may be a pointer
            case _:
                found += elements_of(resolver, (value,))
    return found


def keyed(resolver: Resolver, values: Values, key: str) -> Iterable[Value]:
    """Return what some values have under a key, the items of a typed dictionary being declared like attributes.

    https://typing.python.org/en/latest/spec/typeddict.html
    """
    for value in values:
        names = value.type.file.language.keyed_bases if isinstance(value, Instance) else ()
        if isinstance(value, Instance) and names and inherits_from_library(resolver, value.type, names):
            yield from resolver.member_values(value, key)
        else:
            yield from indexed(resolver, (value,), None)


def sliced(resolver: Resolver, values: Values) -> Iterable[Value]:
    """Return what parts of some values are: of a library's container one like it, else what subscripting gives."""
    for value in values:
        given = _subscripted(resolver, value) if isinstance(value, Instance) else ()
        yield from given or (value,)


def is_enumeration(resolver: Resolver, definition: Definition) -> bool:
    """Say whether a class inherits from the library's type whose attributes are its values.

    https://docs.python.org/3/library/enum.html
    """
    names = definition.file.language.enumeration_bases
    if not names:
        return False
    key = ("enumeration", id(definition))
    return resolver.complete(key, lambda: inherits_from_library(resolver, definition, names))


def inherits_from_library(resolver: Resolver, definition: Definition, names: Sequence[str]) -> bool:
    """Say whether a type, or what it inherits from, has a base of one of these names in the library."""
    return any(True for _ in _inheriting(resolver, definition, names))


def _inheriting(resolver: Resolver, definition: Definition, names: Sequence[str]) -> Iterator[Definition]:
    """Yield those of a type and what it inherits from that have a base of one of these names in the library."""
    for each in linearization(resolver, definition)[0] if names else ():
        bases = (last_name(base.base) for base in each.file.heritage_of.get(each.ordinal, ()))
        if any(base in names for base in bases):
            yield each


def _fields_by_position(resolver: Resolver, definition: Definition) -> list[str]:
    """Return the names of a type's fields in order, where the library gives them positions.

    https://docs.python.org/3/library/typing.html#typing.NamedTuple
    https://docs.python.org/3/library/dataclasses.html#dataclasses.dataclass, `match_args`
    """
    if (marks := definition.file.language.positional_marks) and _is_marked(definition, marks):
        fields = (each.file.members.get(each.ordinal, ()) for each in reversed(linearization(resolver, definition)[0]))
        return list(dict.fromkeys(m.name for of_one in fields for m in of_one if m.kind == "attribute" and m.type))
    for each in _inheriting(resolver, definition, definition.file.language.positional_bases):
        members = each.file.members.get(each.ordinal, ())
        return [member.name for member in members if member.kind == "attribute" and member.type]
    return []


def _is_marked(definition: Definition, marks: Sequence[str]) -> bool:
    """Say whether a definition has a decorator of one of these names."""
    decorators = (each.partition("(")[0] for each in definition.modifiers.split() if each.startswith("@"))
    return any(each.lstrip("@").rpartition(".")[2] in marks for each in decorators)


def position_of(resolver: Resolver, definition: Definition, position: int) -> Values:
    """Return the values of one position of a tuple struct, or of a variant's payload."""
    tree = parse_type(definition.type)
    context = Context(definition.file, definition.ordinal, definition.line)
    if tree[:2] != ("type", "tuple"):  # of one alone
        return type_values(resolver, context, tree) if position == 0 else ()
    if position + 2 >= len(tree):
        return ()
    return type_values(resolver, context, tree[position + 2])


def elements_of(resolver: Resolver, values: Values) -> Values:
    """Return the elements of what is iterated over or subscripted."""
    found: list[Value] = []
    for value in values:
        match value:
            case Container("list" | "await", inside):
                found += inside[0]
            case Container("map", inside):
                found += inside[-1]
            case Container("tuple", inside):
                found += [each for part in inside for each in part]
            case Instance():
                found += _elements_of_instance(resolver, value)
            case Parameter(_, bound):
                found += elements_of(resolver, bound)
            case Class(definition) if definition.kind == "enum" or is_enumeration(resolver, definition):
                found.append(Instance(definition))
            case Class(definition) if (made := as_value_of_metaclass(resolver, definition)) is not None:
                found += iterated(resolver, made)
    return tuple(dict.fromkeys(found))


def _elements_of_instance(resolver: Resolver, value: Instance) -> Values:
    """Return the elements of a value of a type that can be iterated over or subscripted.

    By the members that do that, else by a library's container that it inherits from: `class Pens(list[Pen])`.
    An iterator may well be its own, or two each other's.
    """
    return resolver.memo(("elements", value), lambda: _find_elements(resolver, value), ())


def iterated(resolver: Resolver, value: Instance) -> Values:
    """Return the elements of a value of a type that is iterated over: by its iterator, or as one."""
    for name in value.type.file.language.iterators:
        for iterator in _given_by_member(resolver, value, name):
            if elements := _given_by_iterator(resolver, iterator) or elements_of(resolver, (iterator,)):
                return elements
    return _given_by_iterator(resolver, value)


def _find_elements(resolver: Resolver, value: Instance) -> Values:
    if elements := iterated(resolver, value):
        return elements
    if elements := _subscripted(resolver, value) or index_values(resolver, value):
        return elements
    return elements_of(resolver, inherited_containers(resolver, value))


def _subscripted(resolver: Resolver, value: Instance) -> Values:
    """Return what the method of a value gives that runs when it is subscripted."""
    names = value.type.file.language.subscripts
    return next(filter(None, (_given_by_member(resolver, value, name) for name in names)), ())


def inherited_containers(resolver: Resolver, value: Instance) -> Values:
    """Return the library's container, with what that holds, that the type of a value inherits from."""
    for each in linearization(resolver, value.type)[0]:
        for base in each.file.heritage_of.get(each.ordinal, ()):
            context = Context(each.file, each.ordinal, each.line)
            held = [v for v in type_values(resolver, context, parse_type(base.base)) if isinstance(v, Container)]
            if any(any(v.inside) for v in held):
                return _filled_in_base(resolver, tuple(held), value, each)
    return ()


def index_values(resolver: Resolver, value: Instance) -> Values:
    """Return what a value of an interface has under any name that is not a member's.

    https://www.typescriptlang.org/docs/handbook/2/objects.html#index-signatures
    """
    if not value.type.file.language.loops_over_pairs:
        return ()
    for each in linearization(resolver, value.type)[0]:
        for binding in each.file.bound(each.ordinal, _INDEX):
            context = Context(each.file, each.ordinal, binding.line)
            return _filled_in_base(resolver, type_values(resolver, context, parse_type(binding.type)), value, each)
    return ()


_INDEX = "["
"""The name of what an interface says of its other members."""


def _given_by_member(resolver: Resolver, value: Instance, name: str) -> Values:
    """Return what a method of a value gives, or an attribute is."""
    methods = resolver.members_as_values(value, name)
    return tuple(gathered(methods, lambda each: resolver.call(each) if isinstance(each, Function) else (each,)))


def _given_by_iterator(resolver: Resolver, iterator: Value) -> Values:
    """Return the elements that an iterator gives one by one."""
    if not isinstance(iterator, Instance):
        return ()
    names = iterator.type.file.language.next_methods
    given = next(filter(None, (_given_by_member(resolver, iterator, name) for name in names)), ())
    return unwrapped(given, "await")


def _filled_in_base(resolver: Resolver, values: Values, owner: Instance, base: Definition) -> Values:
    return substitute(values, arguments_in(resolver, owner, base)) if has_parameter(values) else values


def entered(resolver: Resolver, values: Values, *, is_awaited: bool = False) -> Values:
    """Return what `with` binds: what `__enter__` returns, or the element of a generator.

    `async with` has a method of its own for that: https://peps.python.org/pep-0492/#asynchronous-context-managers-and-async-with
    """
    found: list[Value] = []
    unknown: list[Value] = []
    for value in values:
        match value:
            case Instance(definition, _):
                names = definition.file.language.enter_methods
                methods = resolver.first_members(value, names[-1:] if is_awaited else names[:1])
                if methods:
                    found += tuple(gathered(methods, resolver.call)) or (value,)
                else:
                    unknown.append(value)
            case Container("list" | "await", inside):
                found += inside[0]
            case _:
                found.append(value)
    return tuple(dict.fromkeys(found or unknown))


def awaited(resolver: Resolver, values: Values) -> Values:
    """Return what waiting for some values gives: for one of a type that says how, what its generator returns.

    https://docs.python.org/3/reference/datamodel.html#object.__await__
    """
    found: list[Value] = []
    for value in values:
        names = value.type.file.language.await_methods if isinstance(value, Instance) else ()
        methods = resolver.first_members(value, names) if isinstance(value, Instance) and names else ()
        given: Values = ()
        for method in methods:
            if isinstance(method, Function):
                given += _returned_by_generator(resolver, method)
        found += given or (value,)
    return tuple(found)


def _returned_by_generator(resolver: Resolver, method: Function) -> Values:
    definition = method.definition
    written = parse_type(definition.type)
    if len(written) != _OF_GENERATOR:
        return ()
    context = Context(definition.file, definition.ordinal, definition.line)
    return filled_in(resolver, type_values(resolver, context, written[-1]), method.receiver, definition)


_OF_GENERATOR = 5
"""Parts of `Generator[Y, S, R]`, as it is read: what it is, its name, and three arguments."""


def with_keys(values: Values) -> Values:
    """Return values with the keys of maps in place of these, where a loop goes over keys."""
    if not any(isinstance(value, Container) and value.kind == "map" for value in values):
        return values
    return tuple(
        Container("list", (value.inside[0],)) if isinstance(value, Container) and value.kind == "map" else value
        for value in values
    )


def with_pairs(values: Values) -> Values:
    """Return values with lists of pairs in place of maps, where a loop goes over these."""
    if not any(isinstance(value, Container) and value.kind == "map" for value in values):
        return values
    return tuple(
        Container("list", ((Container("tuple", value.inside),),))
        if isinstance(value, Container) and value.kind == "map"
        else value
        for value in values
    )


def library_member(owner: Container, name: str) -> Values:
    """Return what a method of a library's container gives, where it is one of its elements."""
    if owner.name == RECORD_TYPE and len(owner.inside) == len(_OF_PAIR):
        return owner.inside[-1]
    if owner.kind == "tuple" and len(owner.inside) == len(_OF_PAIR) and name in _OF_PAIR:
        return owner.inside[_OF_PAIR.index(name)]
    if owner.kind == "tuple" and name.isdigit() and int(name) < len(owner.inside):
        return owner.inside[int(name)]
    if owner.kind == "map" and name in _CURSORS:
        return (Container("function", ((Container("tuple", owner.inside),),)),)
    if not owner.inside:
        return (Outside(f"{owner.kind}.{name}"),)  # an empty tuple
    if owner.kind == "await" and name == _AWAITED_RESULT:
        return (Container("function", owner.inside),)
    if name == _PAIR_TAKEN and owner.kind == "map":
        return (Container("function", ((Container("tuple", owner.inside),),)),)
    if name in ELEMENTS or name in _CURSORS:
        return (Container("function", (owner.inside[-1] if owner.kind == "map" else owner.inside[0],)),)
    if name in ("values", "itervalues", "values_mut", "into_values"):
        return (Container("function", ((Container("list", (owner.inside[-1],)),),)),)
    if name in ("items", "entries") and owner.kind == "map":
        pair = Container("tuple", owner.inside)
        return (Container("function", ((Container("list", ((pair,),)),),)),)
    if name in _SAME:
        return (Container("function", ((owner._replace(name=""),),)),)
    return (Outside(f"{owner.kind}.{name}"),)
