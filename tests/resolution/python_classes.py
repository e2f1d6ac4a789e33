#--- base.py
class Root:
    def close(self): ...

    def greet(self): ...


class Left(Root):
    def greet(self): ...


class Right(Root):
    def greet(self): ...

    def only_right(self): ...
#--- main.py
import threading
from dataclasses import dataclass
from functools import cached_property
from unknown_library import Foreign

from base import Left, Right, Root


class Bottom(Left, Right):
    kind: "Right"
    helper_class = Right
    made: "type[Right]"

    def __init__(self, other: Left):
        super().__init__()
#               ^ calls nothing
        self.other = other
        self.plain = Right()
#                    ^ calls base.py:Right
        self.lock = threading.Lock()

    def run(self):
        self.greet()
#            ^ calls Bottom.greet
#            ^ how self
        self.only_right()
#            ^ calls base.py:Right.only_right
        self.close()
#            ^ calls base.py:Root.close
        self.other.greet()
#                  ^ calls base.py:Left.greet
#                  ^ how attribute
        self.plain.only_right()
#                  ^ calls base.py:Right.only_right
        self.kind.only_right()
#                 ^ calls base.py:Right.only_right
        self.helper_class().only_right()
#                           ^ calls base.py:Right.only_right
        self.made().only_right()
#                   ^ calls base.py:Right.only_right
        self.lock.close()
#                 ^ calls nothing (external)
        self.unknown.close()
#                    ^ calls nothing
        self.prop.only_right()
#                 ^ calls base.py:Right.only_right
        self.cached.greet()
#                   ^ calls base.py:Left.greet

    @property
    def prop(self) -> Right:
        return Right()

    @cached_property
    def cached(self):
        return Left()

    @classmethod
    def create(cls):
        made = cls(Left())
#              ^ calls Bottom
        made.run()
#            ^ calls Bottom.run
        return cls.again()
#                  ^ calls Bottom.again

    @classmethod
    def again(cls) -> "Bottom": ...

    @staticmethod
    def still(): ...

    def greet(self):
        super().greet()
#               ^ calls base.py:Left.greet
#               ^ how super
        super(Bottom, self).only_right()
#                           ^ calls base.py:Right.only_right
        Right.greet(self)
#             ^ calls base.py:Right.greet


class Derived(Bottom):
    def run(self):
        super().run()
#               ^ calls Bottom.run


Bottom.create().run()
#               ^ calls Bottom.run
Bottom.still()
#      ^ calls Bottom.still
Derived.create().greet()
#                ^ calls Bottom.greet
Derived(Left())
#^< calls Derived


class Strange(Foreign):
    def run(self):
        self.close()
#            ^ calls nothing (external)
        self.own()
#            ^ calls Strange.own

    def own(self): ...


class Unrelated:
    def run(self):
        self.close()
#            ^ calls nothing (no such member)


@dataclass
class Point:
    owner: Bottom
    next: "Point | None" = None

    def walk(self):
        self.owner.run()
#                  ^ calls Bottom.run
        self.next.next.walk()
#                      ^ calls Point.walk


class Callable_:
    def __call__(self) -> Right: ...

    def __enter__(self) -> Left: ...

    def __exit__(self): ...

    def __iter__(self):
        yield Right()


made = Callable_()
made()
#^< calls Callable_.__call__
made().only_right()
#      ^ calls base.py:Right.only_right
with Callable_() as entered:
    entered.greet()
#           ^ calls base.py:Left.greet
for each in Callable_():
    each.only_right()
#        ^ calls base.py:Right.only_right


class Meta(type):
    def greet(cls): ...


class Overriding(Left):
    def __getattr__(self, name): ...

    def close(self):
        return Root.close(self)
#                   ^ calls base.py:Root.close


class Node:
    item: Root

    def use(self):
        self.item.only_left()
#                 ^ calls nothing


class Narrower(Node):
    item: Right

    def use(self):
        self.item.only_right()
#                 ^ calls base.py:Right.only_right


class Diamond(Right, Left):
    def run(self):
        self.greet()
#            ^ calls base.py:Right.greet


class Own_:
    def __iter__(self):
        return self

    def __next__(self) -> Left: ...


class Empty_:
    def __iter__(self):
        return Other_()


class Other_:
    def __iter__(self):
        return Empty_()


class Later_:
    def __aiter__(self):
        return self

    async def __anext__(self):
        return Left()


for own in Own_():
    own.greet()
#       ^ calls base.py:Left.greet
for empty in Empty_():
    empty.greet()
#         ^ calls nothing
for outer in Other_():
    for inner in outer:
        inner.greet()
#             ^ calls nothing


async def wait():
    async for each in Later_():
        each.greet()
#            ^ calls base.py:Left.greet
#--- shadowed.py
from base import Left, Right


def mark(*, late=False):
    return lambda function: function


class Widget:
    from base import Root as Rooted
    Left = Left
    Other = Right

    def __init__(self):
        from base import Root

        self.root: Root = self.Rooted()
#                              ^ calls base.py:Root

    @mark(late=True)
#    ^ calls mark
    def mark(self):
        self.Left().greet()
#                   ^ calls base.py:Left.greet
        mark(late=False)
#       ^ calls mark
        return self.Left()

    kept = mark()
#          ^ calls Widget.mark

    @mark
#    ^ calls Widget.mark
    def again(self): ...

    ahead: "Later"

    def run(self):
        self.mark().greet()
#                   ^ calls base.py:Left.greet
        self.ahead.stop()
#                  ^ calls Widget.Later.stop
        self.root.close()
#                 ^ calls base.py:Root.close
        self.root.Rooted()
#                 ^ calls nothing

    class Later:
        def stop(self): ...


def outer():
    def shape(): ...

    class Held:
        value = shape()
#               ^ calls outer.shape

        def shape(self): ...

    return Held
#--- drawn/canvas.py
class Canvas:
    def __init__(self, figure, owner):
        self.figure = figure
        self.owner = owner
    def get(self): return self.owner.look()
    def pick(self, artist):
        artist.paint()
#              ^ calls drawn/canvas.py:Artist.paint
class Artist:
    def paint(self): ...
class Line(Artist):
    def draw(self, pen): ...
def canvas_of(place): return place.canvas
#--- drawn/canvas.pyi
from typing import overload
from drawn.figure import Figure
class Artist:
    def paint(self) -> None: ...
    def made_elsewhere(self) -> Canvas: ...
class Line(Artist):
    def draw(self, pen: Canvas) -> None: ...
class Canvas:
    figure: Figure
    def get(self) -> Figure: ...
    def pick(self, artist: Artist) -> Line: ...
def canvas_of(place: object) -> Canvas: ...
class Generated:
    def fill(self) -> None: ...
#--- drawn/figure.py
class Figure:
    def show(self): ...
    def save(self, to: Figure): ...
    def private(self, to: Figure): ...
#--- drawn/use.py
from drawn import canvas as made
from drawn.canvas import Canvas, Line, canvas_of
def generated():
    made.Generated().fill()
#                    ^ calls drawn/canvas.pyi:Generated.fill
    made.Nowhere().fill()
#                  ^ calls nothing
def use(canvas: Canvas, line: Line):
    canvas.figure.show()
#                 ^ calls drawn/figure.py:Figure.show
    canvas.get().show()
#                ^ calls drawn/figure.py:Figure.show
    canvas.pick(line).paint()
#                     ^ calls drawn/canvas.py:Artist.paint
    canvas_of(1).pick(line)
#                ^ calls drawn/canvas.py:Canvas.pick
    line.made_elsewhere().pick(line)
#                         ^ calls drawn/canvas.py:Canvas.pick
    canvas.owner.show()
#                ^ calls nothing
#--- builders.py
from typing import TypeVar
class A:
    def post(self): ...
    @classmethod
    def make(cls): ...
class B(A):
    def post(self): ...
T = TypeVar("T", A, B)
class Builder:
    def visit(self, cls: type[T]) -> T:
        new = cls()
        new.post()
#           ^ calls A.post B.post
        cls.make()
#           ^ calls A.make
        return new
    @classmethod
    def of(cls, self):
        self.visit(A)
#            ^ calls nothing (dynamic receiver)
        cls.of(1)
#           ^ calls Builder.of
    def both(self, cls):
        cls.of(1)
#           ^ calls nothing (dynamic receiver)
        self.visit(B).post()
#                     ^ calls B.post
    def named(this, other):
        this.both(1)
#            ^ calls Builder.both
def typed(
    one,  # type: A
    other,
):
    # type: (...) -> B
    one.post()
#       ^ calls A.post
    two = other  # type: B
    two.post()
#       ^ calls B.post
def whole(one, two=None):
    # type: (A, B) -> A
    one.post()
#       ^ calls A.post
    two.post()
#       ^ calls B.post
typed(1, 2).post()
#           ^ calls B.post
class ParamSpec:
    def post(self): ...
made = ParamSpec()
made.post()
#    ^ calls ParamSpec.post
#--- metaclasses.py
import six
from enum import EnumMeta
class A:
    def go(self): ...
class B:
    def go(self): ...
class Meta(type):
    def built(cls) -> A: ...
    def __getitem__(cls, key) -> A: ...
    def __iter__(cls):
        yield B()
    @property
    def objects(cls) -> B: ...
    def own(cls): ...
class Model(metaclass=Meta):
    @classmethod
    def make(cls):
        cls.built().go()
#           ^ calls Meta.built
#                   ^ calls A.go
    @classmethod
    def own(cls): ...
    def run(self):
        self.built()
#            ^ calls nothing
        type(self).built()
#                  ^ calls Meta.built
class Heir(Model): ...
class Other(metaclass=EnumMeta): ...
class Old(six.with_metaclass(Meta, A)):
    def run(self):
        self.go()
#            ^ calls A.go
def use():
    Heir.built()
#        ^ calls Meta.built
    Heir.own()
#        ^ calls Model.own
    Heir["x"].go()
#             ^ calls A.go
    Heir.objects.go()
#                ^ calls B.go
    for each in Heir: each.go()
#                          ^ calls B.go
    Other.built()
#         ^ calls nothing
#--- absent.py
from metaclasses import A
def __getattr__(name) -> A: ...
defined = 1
#--- absent_use.py
import absent
from absent import anything, defined
from metaclasses import A, B
anything.go()
#        ^ calls metaclasses.py:A.go
absent.other.go()
#            ^ calls metaclasses.py:A.go
defined.go()
#       ^ calls nothing
anything()
#^< calls nothing
