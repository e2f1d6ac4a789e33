#--- main.py
from __future__ import annotations

from functools import partial, wraps
from typing import Callable, Generic, Iterator, Protocol, TypeVar

T = TypeVar("T")
B = TypeVar("B", bound="Item")
F = TypeVar("F", bound=Callable[..., object])


class Item:
    def use(self): ...


class Other:
    def use(self): ...


def same(x: T) -> T:
    return x


def made_of(kind: type[T]) -> T: ...


def first_of(all: list[T]) -> T: ...


def bounded(x: B):
    x.use()


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
        self.content.use()


class New[K]:
    def get(self) -> K: ...


def of_function():
    same(Item()).use()
    made_of(Other).use()
    first_of([Item()]).use()


def of_class(box: Box[Item], other: "Box[Other]", new: New[Other], inherited: ItemBox):
    box.get().use()
    box.content.use()
    box.all()[0].use()
    box.again().get().use()
    other.get().use()
    new.get().use()
    inherited.get().use()
    box.held.use()
    for each in box.every:
        each.use()


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
Owner().chained().run(Item)
