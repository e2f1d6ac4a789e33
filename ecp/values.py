"""Dataclasses that cost little to import: what `dataclasses` has of the same names, for the classes of every command.

That module compiles six methods for each class, 0.8 ms, and loads `inspect` to do so, 9 ms: an eighth of what a command
that asks one question takes.  Here `__init__` alone is compiled; the other methods are the same for all classes.  For
`dataclasses` (`fields`, `replace`, `asdict`) these are dataclasses all the same: it gets their fields when it asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
_NONE = object()
"""Stands for a default that there is not."""


class _Field:
    """What a class says of a field besides its type."""

    __slots__ = ("default", "factory", "is_shown")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, is_shown: bool) -> None:
        self.default = default
        self.factory = factory
        self.is_shown = is_shown


_PLAIN = _Field(_NONE, None, True)


def field(*, default: Any = _NONE, default_factory: Callable[[], Any] | None = None, repr: bool = True) -> Any:
    """Say of a field what its default is, or makes it, and whether it is shown."""
    return _Field(default, default_factory, repr)


@overload
@dataclass_transform(field_specifiers=(field,))
def dataclass(cls: type[T], /) -> type[T]: ...
@overload
@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = ..., eq: bool = ...) -> Callable[[type[T]], type[T]]: ...
def dataclass(cls: Any = None, /, *, frozen: bool = False, eq: bool = True) -> Any:
    """Make a class of its annotated fields and those of its bases, in this order: bases first."""

    def made(cls: type[T]) -> type[T]:
        fields: dict[str, _Field] = {}
        for base in reversed(cls.__mro__[1:]):
            fields |= vars(base).get("_fields_said", {})
        fields |= {name: _said(cls, name) for name in _annotations(cls)}
        methods: dict[str, Any] = {
            "__init__": _initializer(cls, fields),
            "__repr__": _repr,
            "__match_args__": tuple(fields),
            "__dataclass_fields__": _FieldsOfLibrary(),
            "_fields_said": fields,
        }
        if eq:
            methods |= {"__eq__": _eq, "__hash__": _hash if frozen else None}
        if frozen:
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        for name, method in methods.items():
            setattr(cls, name, method)
        return cls

    return made if cls is None else made(cls)


def replace(value: T, **changes: Any) -> T:
    """Return a value with other values of some fields."""
    return type(value)(**{name: changes.pop(name, getattr(value, name)) for name in field_names(value)}, **changes)


def asdict(value: Any) -> Any:
    """Return a value as dictionaries of its fields by name, and those of the values in it."""
    if hasattr(type(value), "_fields_said"):
        return {name: asdict(getattr(value, name)) for name in field_names(value)}
    if isinstance(value, dict):
        return {key: asdict(each) for key, each in value.items()}
    return type(value)(map(asdict, value)) if type(value) in (list, tuple) else value


def field_names(value: Any) -> tuple[str, ...]:
    """Return the names of the fields of a value, or of a class of values."""
    return value.__match_args__  # type: ignore[no-any-return]


def is_dataclass(value: object) -> bool:
    """Say whether something is a value of one of these classes."""
    return hasattr(type(value), "_fields_said")


def _said(cls: type, name: str) -> _Field:
    """Return what a class says of a field, and leave there its default alone."""
    said = vars(cls).get(name, _NONE)
    if said is _NONE:
        return _PLAIN
    if not isinstance(said, _Field):
        return _Field(said, None, True)
    if said.default is not _NONE:
        setattr(cls, name, said.default)
    else:
        delattr(cls, name)
    return said


def _initializer(cls: type, fields: dict[str, _Field]) -> Callable[..., None]:
    """Return a method that takes the fields in order."""
    known: dict[str, Any] = {"_NONE": _NONE}
    taken, given = ["self"], ["own = self.__dict__"]
    for name, said in fields.items():
        if said.factory is not None:
            known[f"_make_{name}"] = said.factory
            taken.append(f"{name}=_NONE")
            given.append(f"own[{name!r}] = _make_{name}() if {name} is _NONE else {name}")
            continue
        known[f"_else_{name}"] = said.default
        taken.append(name if said.default is _NONE else f"{name}=_else_{name}")
        given.append(f"own[{name!r}] = {name}")
    if hasattr(cls, "__post_init__"):
        given.append("self.__post_init__()")
    exec(f"def __init__({', '.join(taken)}):\n " + "\n ".join(given), known)
    method: Callable[..., None] = known["__init__"]
    method.__qualname__, method.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    return method


class _FieldsOfLibrary:
    """The fields as `dataclasses` knows them, worked out when they are asked for."""

    def __get__(self, value: object, cls: type) -> Any:
        import dataclasses

        fields: list[tuple[str, Any, Any]] = []
        types = {name: said for base in reversed(cls.__mro__) for name, said in _annotations(base).items()}
        for name, said in cls._fields_said.items():  # type: ignore[attr-defined]
            options: dict[str, Any] = {"repr": said.is_shown}
            if said.factory is not None:
                options["default_factory"] = said.factory
            elif said.default is not _NONE:
                options["default"] = said.default
            fields.append((name, types[name], dataclasses.field(**options)))
        like = dataclasses.make_dataclass(cls.__name__, fields, eq=False)
        known = cls.__dataclass_fields__ = vars(like)["__dataclass_fields__"]  # type: ignore[attr-defined]
        return known


def _annotations(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = vars(cls).get("__annotations__", {})
    return found


def _contents(value: Any) -> tuple[Any, ...]:
    return tuple([getattr(value, name) for name in field_names(value)])


def _eq(self: Any, other: Any) -> Any:
    return _contents(self) == _contents(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_contents(self))


def _repr(self: Any) -> str:
    shown = (name for name, said in self._fields_said.items() if said.is_shown)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _refuse(self: Any, name: str, value: Any = None) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")
