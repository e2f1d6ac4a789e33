"""Dataclasses that cost next to nothing to define, for those that every start of the process defines.

`dataclasses` compiles six methods a class and imports `inspect`: for the classes of a query a sixth of its time, though
it uses few of them.  Here one method is compiled, when the first value is made.  To type checkers these are the
library's own; and the library's `fields`, `asdict`, `replace` and `is_dataclass` take them for that, since the table of
fields that they look for is made when they look.

Not supported, because nothing here needs it: slots, ordering, keyword-only and `init=False` fields, `__post_init__`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # true to type checkers
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["dataclass", "field", "fields_of", "is_record", "items_of", "plain", "replace"]

_MISSING: Any = object()


class _Field:
    """How a field is set and used: what `dataclasses.field` takes, as far as it is supported."""

    __slots__ = ("compare", "default", "default_factory", "hash", "repr")

    def __init__(
        self,
        *,
        default: Any = _MISSING,
        default_factory: Any = _MISSING,
        repr: bool = True,
        hash: bool | None = None,
        compare: bool = True,
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.repr = repr
        self.hash = hash
        self.compare = compare


class _LibraryFields:
    """`__dataclass_fields__` of a class: made when the library first asks for it."""

    def __get__(self, value: object, owner: type) -> dict[str, Any]:
        import dataclasses

        columns = []
        for name, each in fields_of(owner).items():
            given = {"default": each.default, "default_factory": each.default_factory}
            given = {key: default for key, default in given.items() if default is not _MISSING}
            like = dataclasses.field(repr=each.repr, hash=each.hash, compare=each.compare, **given)
            columns.append((name, _annotation(owner, name), like))
        made = dataclasses.make_dataclass(owner.__name__, columns).__dataclass_fields__  # type: ignore[attr-defined]
        owner.__dataclass_fields__ = made  # type: ignore[attr-defined]
        return made  # type: ignore[no-any-return]


def fields_of(owner: type) -> dict[str, _Field]:
    """Return the fields of a class that was made here, by name, those of its bases first."""
    found: dict[str, _Field] = owner.__record_fields__  # type: ignore[attr-defined]
    return found


def is_record(value: object) -> bool:
    """Say whether a value's class was made here."""
    return hasattr(type(value), "__record_fields__")


def items_of(record: object) -> dict[str, Any]:
    """Return a record's values by field, as they are: unlike `dataclasses.asdict` it does not look into them."""
    return {name: getattr(record, name) for name in fields_of(type(record))}


def plain(value: object) -> Any:
    """Return what JSON has for a value that it does not know itself (`default` of `json.dumps`)."""
    if is_record(value):
        return items_of(value)
    if hasattr(type(value), "__dataclass_fields__"):
        import dataclasses

        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}  # type: ignore[arg-type]
    return str(value)


def _annotation(owner: type, name: str) -> Any:
    return next(base.__annotations__[name] for base in owner.__mro__ if name in getattr(base, "__annotations__", ()))


def _dataclass(cls: type | None = None, /, *, frozen: bool = False) -> Any:
    """Make a class a dataclass, as `dataclasses.dataclass` does."""
    if cls is None:
        return lambda cls: _dataclass(cls, frozen=frozen)
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields.update(base.__dict__.get("__record_fields__", ()))
    for name in cls.__annotations__:
        default = cls.__dict__.get(name, _MISSING)
        if isinstance(default, _Field):
            fields[name] = default
            if default.default is _MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, default.default)
        else:
            fields[name] = _Field(default=default)
    methods: dict[str, Any] = {
        "__init__": _first_init(cls, fields), "__repr__": _repr, "__eq__": _eq, "__hash__": _hash if frozen else None,
    }  # fmt: skip
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    for name, method in methods.items():
        if name not in cls.__dict__ or cls.__dict__[name] is None:
            setattr(cls, name, method)
    cls.__record_fields__ = fields  # type: ignore[attr-defined]
    cls.__match_args__ = tuple(fields)  # type: ignore[attr-defined,misc]
    cls.__dataclass_fields__ = _LibraryFields()  # type: ignore[attr-defined]
    return cls


def _first_init(cls: type, fields: dict[str, _Field]) -> Callable[..., None]:
    """Return an `__init__` that gives the class one of its own and leaves the rest to that."""

    def __init__(self: object, *values: Any, **named: Any) -> None:
        cls.__init__ = _compiled_init(fields)  # type: ignore[misc]
        cls.__init__(self, *values, **named)  # type: ignore[misc]

    return __init__


def _compiled_init(fields: dict[str, _Field]) -> Callable[..., None]:
    names: dict[str, Any] = {}
    parameters, lines = ["self"], ["values = self.__dict__"]
    for name, each in fields.items():
        given = name
        if each.default_factory is not _MISSING:
            names[f"make_{name}"], names["missing"] = each.default_factory, _MISSING
            parameters.append(f"{name}=missing")
            given = f"make_{name}() if {name} is missing else {name}"
        elif each.default is not _MISSING:
            names[f"default_{name}"] = each.default
            parameters.append(f"{name}=default_{name}")
        else:
            parameters.append(name)
        lines.append(f"values[{name!r}] = {given}")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), names)
    made: Callable[..., None] = names["__init__"]
    return made


def _repr(self: object) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, each in fields_of(type(self)).items() if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _compared(self: object) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name, each in fields_of(type(self)).items() if each.compare)


def _eq(self: object, other: object) -> bool:
    return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: object) -> int:
    fields = fields_of(type(self)).items()
    return hash(
        tuple(getattr(self, name) for name, each in fields if (each.compare if each.hash is None else each.hash))
    )


def _refuse_to_set(self: object, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _replace(record: Any, /, **changes: Any) -> Any:
    """Return a record with some of its fields changed, as `dataclasses.replace` does."""
    return type(record)(**{**items_of(record), **changes})


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _Field, _replace
