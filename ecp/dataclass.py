"""Data classes as the library's, that cost little to make.

The library writes six methods of each class as text, compiles them, and imports `inspect` for that: an eighth of what a
one-shot question took.  Here all classes share methods that are written once.  What `dataclasses` looks for in a class
(`fields`, `asdict`, `replace`, `is_dataclass`), and its signature, are worked out when somebody asks.
"""

from __future__ import annotations

__all__ = ["asdict", "dataclass", "field", "replace"]

TYPE_CHECKING = False  # true to type checkers, which know the library's
if TYPE_CHECKING:
    from dataclasses import asdict, dataclass, field, replace
else:
    _REQUIRED = object()

    class _Field:
        """A field that is more than its default."""

        def __init__(self, *, default=_REQUIRED, default_factory=_REQUIRED, repr=True):
            self.default = default
            self.default_factory = default_factory
            self.repr = repr

    field = _Field

    class _Fields:
        """The fields of a class, those of its base first."""

        def __init__(self, base, is_frozen):
            self.types = dict(base.types) if base is not None else {}
            self.defaults = dict(base.defaults) if base is not None else {}
            self.factories = dict(base.factories) if base is not None else {}
            self.hidden = set(base.hidden) if base is not None else set()
            self.is_frozen = is_frozen
            self.is_settled_after = False

        def add(self, name, type, given):
            self.types[name] = type
            if not isinstance(given, _Field):
                given = _Field(default=given)
            if given.default is not _REQUIRED:
                self.defaults[name] = given.default
            if given.default_factory is not _REQUIRED:
                self.factories[name] = given.default_factory
            if not given.repr:
                self.hidden.add(name)

        def values(self, each):
            return [getattr(each, name) for name in self.types]

    class _OfLibrary:
        """What the library's data class of the same fields has under a name."""

        def __init__(self, name):
            self.name = name

        def __get__(self, _, owner):
            value = _as_of_library(owner)[self.name]
            setattr(owner, self.name, value)
            return value

    def _as_of_library(owner):
        import dataclasses
        import inspect

        fields = owner.__data__
        made = []
        for name, type in fields.types.items():
            given = {"default": fields.defaults[name]} if name in fields.defaults else {}
            given |= {"default_factory": fields.factories[name]} if name in fields.factories else {}
            made.append((name, type, dataclasses.field(repr=name not in fields.hidden, **given)))
        same = dataclasses.make_dataclass(owner.__name__, made, frozen=fields.is_frozen)
        return {
            "__dataclass_fields__": same.__dataclass_fields__,
            "__dataclass_params__": same.__dataclass_params__,
            "__signature__": inspect.signature(same),
        }

    def dataclass(cls=None, /, *, frozen=False):
        """Make a data class of a class, as the library's decorator does."""
        return _made(cls, frozen) if cls is not None else lambda cls: _made(cls, frozen)

    def _made(cls, is_frozen):
        base = next((vars(each)["__data__"] for each in cls.__mro__[1:] if "__data__" in vars(each)), None)
        fields, own = _Fields(base, is_frozen), vars(cls)
        for name, type in own.get("__annotations__", {}).items():
            given = own.get(name, _REQUIRED)
            fields.add(name, type, given)
            if isinstance(given, _Field) and given.default is not _REQUIRED:
                setattr(cls, name, given.default)
            elif isinstance(given, _Field):
                delattr(cls, name)
        fields.is_settled_after = hasattr(cls, "__post_init__")
        cls.__data__ = fields
        cls.__match_args__ = tuple(fields.types)
        cls.__init__, cls.__repr__, cls.__eq__, cls.__hash__ = _init, _repr, _eq, _hash if is_frozen else None
        if is_frozen:
            cls.__setattr__, cls.__delattr__ = _cannot_set, _cannot_delete
        for name in ("__dataclass_fields__", "__dataclass_params__", "__signature__"):
            setattr(cls, name, _OfLibrary(name))
        return cls

    def _init(self, /, *positional, **named):
        fields = self.__data__
        values = fields.defaults | dict(zip(fields.types, positional, strict=False)) | named
        for name, make in fields.factories.items():
            if name not in values:
                values[name] = make()
        if values.keys() != fields.types.keys() or len(positional) > len(values) or (positional and named):
            _check(self, fields, positional, named)
        self.__dict__.update(values)
        if fields.is_settled_after:
            self.__post_init__()

    def _check(self, fields, positional, named):
        """Raise what a call of a function with parameters for the fields raises, if it does."""
        names, called = list(fields.types), f"{type(self).__name__}.__init__()"
        if len(positional) > len(names):
            raise TypeError(f"{called} takes {len(names)} arguments but {len(positional)} were given")
        given = names[: len(positional)]
        for name in named:
            if name not in names or name in given:
                wrong = "multiple values for" if name in given else "an unexpected keyword"
                raise TypeError(f"{called} got {wrong} argument {name!r}")
        known = {*given, *named, *fields.defaults, *fields.factories}
        if missing := [name for name in names if name not in known]:
            raise TypeError(f"{called} missing required arguments: {', '.join(map(repr, missing))}")

    def _repr(self):
        shown = [name for name in self.__data__.types if name not in self.__data__.hidden]
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self.__data__.values(self) == self.__data__.values(other)

    def _hash(self):
        return hash(tuple(self.__data__.values(self)))

    def _cannot_set(self, name, _):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _cannot_delete(self, name):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def replace(value, /, **changes):
        """Return a value with some fields changed."""
        return type(value)(**({name: getattr(value, name) for name in value.__match_args__} | changes))

    def asdict(value):
        """Return a value, and all data classes in it, as dicts by field."""
        if isinstance(value, dict):
            return {asdict(key): asdict(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(*map(asdict, value)) if hasattr(value, "_fields") else type(value)(map(asdict, value))
        names = getattr(type(value), "__match_args__", None)
        return value if names is None else {name: asdict(getattr(value, name)) for name in names}
