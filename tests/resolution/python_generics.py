#--- main.py
from __future__ import annotations

from functools import partial, wraps
from typing import Callable, Generic, Iterator, Protocol, TypeVar

T = TypeVar("T")
B = TypeVar("B", bound="Item")
F = TypeVar("F", bound=Callable[..., object])


class Item:
    def use(self): ...

    def wrap(self) -> Item: ...


class Other:
    def use(self): ...


class Gift(Item):
    def wrap(self) -> Other: ...


def same(x: T) -> T:
    return x


def kept(x: B) -> B:
    return x


def made_of(kind: type[T]) -> T: ...


def first_of(all: list[T]) -> T: ...


def bounded(x: B):
    x.use()
#     ^ calls Item.use


def decorator(f: F) -> F:
    return f


class Box(Generic[T]):
    content: T
    every: list[T]

    def __init__(self, content: T):
        self.held = content

    def get(self) -> T: ...

    def all(self) -> list[T]: ...

    def again(self) -> Box[T]: ...

    def use(self):
        self.get().use()
#                  ^ calls nothing


class ItemBox(Box[Item]):
    def run(self):
        self.get().use()
#                  ^ calls Item.use
        self.content.use()
#                    ^ calls Item.use


class New[K]:
    def get(self) -> K: ...


def of_function():
    same(Item()).use()
#                ^ calls Item.use
    made_of(Other).use()
#                  ^ calls Other.use
    first_of([Item()]).use()
#                      ^ calls Item.use
    kept(Gift()).wrap().use()
#                ^ calls Gift.wrap
#                       ^ calls Other.use
    kept(Item()).wrap().use()
#                       ^ calls Item.use


def of_class(box: Box[Item], other: "Box[Other]", new: New[Other], inherited: ItemBox):
    box.get().use()
#             ^ calls Item.use
    box.content.use()
#               ^ calls Item.use
    box.all()[0].use()
#                ^ calls Item.use
    box.again().get().use()
#                     ^ calls Item.use
    other.get().use()
#               ^ calls Other.use
    new.get().use()
#             ^ calls Other.use
    inherited.get().use()
#                   ^ calls Item.use
    box.held.use()
#            ^ calls Item.use
    for each in box.every:
        each.use()
#            ^ calls Item.use


@decorator
def decorated() -> Item: ...


def wrapped(f):
    @wraps(f)
    def inner(*args): ...
    return inner


@wrapped
def replaced() -> Item: ...


class Speaker(Protocol):
    def speak(self) -> Item: ...


class Dog:
    def speak(self) -> Item: ...


def talk(speaker: Speaker):
    speaker.speak().use()
#           ^ calls Speaker.speak
#                   ^ calls Item.use


def functions():
    decorated().use()
#   ^ calls decorated
#               ^ calls Item.use
    replaced()
#   ^ calls replaced
    later = partial(decorated, 1)
    later().use()
#           ^ calls Item.use


class Owner:
    item_class: type[Item] = Item
    factory: Callable[[], Other]

    def run(self, kind: type[Item]):
        self.item_class().use()
#            ^ calls Item
#                         ^ calls Item.use
        self.factory().use()
#                      ^ calls Other.use
        kind().use()
#              ^ calls Item.use

    @classmethod
    def build(cls: type[T]) -> T: ...

    def chained(self: T) -> T: ...


Owner.build().run(Item)
#             ^ calls Owner.run
Owner().chained().run(Item)
#                 ^ calls Owner.run
#--- views.py
from typing import TypeVar, Type, Generic, Optional
class View:
    def count(self): ...
class Layout(View):
    def count(self): ...
V = TypeVar("V", bound=View)
class Item(Generic[V]):
    def __init__(self):
        self._view: Optional[V] = None
class Other:
    def one(self): ...
def maker(cls: Type[V]):
    cls.count()
#       ^ calls views.py:View.count
    def inner():
        cls.count()
#           ^ calls views.py:View.count
    cls().count()
#         ^ calls views.py:View.count
class Sect:
    def __init__(self, item: Item[View]):
        self._acc = item
    @property
    def acc(self) -> Item[View]: return self._acc
    @acc.setter
    def acc(self, value): ...
    def swap(self, other: Layout):
        self.acc = other
        self.acc.count()
#                ^ calls nothing
#--- rows.py
from typing import TypeVar
from views import Item, Layout
V = TypeVar("V", bound=Layout)
class Row(Item[V]):
    def _update(self, view):
        self._view = view
    def add(self):
        if self._view:
            self._view.count()
#                      ^ calls views.py:Layout.count
#--- containers.py
from typing import Mapping, Generic, TypeVar, Iterator, Hashable
from collections.abc import Mapping as M2
class A:
    def go(self): ...
class B:
    def go(self): ...
K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T", "A", "B")
T2 = TypeVar("T2", A, B, covariant=True)
class Frozen(Mapping[K, V], Generic[K, V]):
    def __getitem__(self, key: K) -> V: ...
    def __iter__(self) -> Iterator[K]: ...
class Plain(M2[str, "A"]):
    pass
class Data(Mapping[Hashable, "A"]):
    @property
    def variables(self) -> Frozen[Hashable, B]: ...
    def __getitem__(self, key): return A()
    def __iter__(self) -> Iterator[Hashable]: ...
def use(f: Frozen[str, A], p: Plain, d: Data, g: Frozen[B, A]):
    for k, v in f.items():
        v.go()
#         ^ calls A.go
    for v in f.values():
        v.go()
#         ^ calls A.go
    f["a"].go()
#          ^ calls A.go
    f.get("a").go()
#              ^ calls A.go
    p["a"].go()
#          ^ calls A.go
    for k, v in p.items(): v.go()
#                            ^ calls A.go
    d["x"].go()
#          ^ calls A.go
    for k, v in d.variables.items(): v.go()
#                                      ^ calls B.go
    for k, v in d.items(): v.go()
#                            ^ calls A.go
    for k in g: k.go()
#                 ^ calls B.go
    {k: v.go() for k, v in d.variables.items()}
#         ^ calls B.go
class Group(Generic[T]):
    def __init__(self, obj: T):
        self._obj = obj
    def run(self, other: T2):
        self._obj.go()
#                 ^ calls A.go B.go
        other.go()
#             ^ calls A.go B.go
class DataGroup(Group["A"]):
    def more(self):
        self._obj.go()
#                 ^ calls A.go
#--- called.py
from typing import Any, Callable, Generic, ParamSpec, TypeVar
T = TypeVar("T")
K = TypeVar("K")
P = ParamSpec("P")
class A:
    def go(self) -> "B": ...
class B:
    def only(self): ...
def make(): return A()
def run(f: Callable[[], T]) -> T: ...
def forward(f: Callable[P, T], *args: P.args) -> T: ...
def pick(f: T) -> T: ...
class Box(Generic[T]):
    def __init__(self, held: T): ...
    def map(self, f: Callable[[T], K]) -> "Box[K]": ...
    def get(self) -> T: ...
class lazy(Generic[T]):
    def __init__(self, f: Callable[[Any], T]): ...
    def __get__(self, owner: Any, kind: Any) -> T: ...
    def forget(self): ...
class User:
    @lazy
    def pen(self) -> A: ...
    @lazy
    def ink(self):
        return B()
    def use(self):
        self.pen.go()
#                ^ calls A.go
        self.ink.only()
#                ^ calls B.only
        User.pen.forget()
#                ^ calls lazy.forget
def use():
    run(make).go()
#             ^ calls A.go
    run(B).only()
#          ^ calls B.only
    forward(make).go()
#                 ^ calls A.go
    run(lambda: A()).go()
#                    ^ calls A.go
    Box(A()).map(A.go).get().only()
#                            ^ calls B.only
    Box[B](None).get().only()
#                      ^ calls B.only
    pick(make).go()
#              ^ calls nothing
