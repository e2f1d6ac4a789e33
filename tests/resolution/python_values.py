#--- things.py
from __future__ import annotations

from contextlib import contextmanager
from typing import Generic, Iterator, Optional, TypeVar


class Thing:
    def use(self): ...

    def itself(self) -> "Thing": ...

    def child(self):
        return Thing()


class Other:
    def use(self): ...


def make() -> Thing: ...


def make_inferred():
    thing = Thing()
    return thing


def maybe() -> Optional[Thing]: ...


def several() -> list[Thing]: ...


def pair() -> tuple[Thing, Other]: ...


def table() -> dict[str, Other]: ...


async def later() -> Thing: ...


@contextmanager
def opened() -> Iterator[Thing]:
    yield Thing()


def stream():
    yield Other()
    yield Other()


shared = Thing()
annotated: Other = unknown()
#--- main.py
from typing import Any, Callable, cast

import things
from things import Other, Thing, annotated, later, make, make_inferred, maybe, opened, pair, several, shared, stream, table

here = Thing()
here.use()
#    ^ calls things.py:Thing.use
#    ^ how variable
shared.use()
#      ^ calls things.py:Thing.use
annotated.use()
#         ^ calls things.py:Other.use
things.shared.use()
#             ^ calls things.py:Thing.use
#             ^ how attribute


def by_constructor():
    thing = Thing()
    thing.use()
#         ^ calls things.py:Thing.use
    thing = Other()
    thing.use()
#         ^ calls things.py:Other.use
    here.use()
#        ^ calls things.py:Thing.use
    alias = thing
    alias.use()
#         ^ calls things.py:Other.use
    Thing().use()
#           ^ calls things.py:Thing.use
    "text".use()
#          ^ calls nothing (external)
    [].use()
#      ^ calls nothing (external)


def by_branch(flag):
    if flag:
        thing = Thing()
    else:
        thing = Other()
    thing.use()
#         ^ calls things.py:Thing.use things.py:Other.use
    if flag:
        thing = Thing()
        thing.use()
#             ^ calls things.py:Thing.use
    late = Thing() if flag else Other()
    late.use()
#        ^ calls things.py:Thing.use things.py:Other.use
    either = flag or Other()
    either.use()
#          ^ calls things.py:Other.use
    if flag:
        kept = Thing()
    elif late:
        kept = None
    kept.use()
#        ^ calls things.py:Thing.use


def by_try():
    try:
        thing = Thing()
    except ValueError:
        thing = Other()
    thing.use()
#         ^ calls things.py:Thing.use things.py:Other.use


def by_annotation(thing: Thing, quoted: "Other", optional: "Thing | None" = None, *rest: Thing, **more: Other):
    thing.use()
#         ^ calls things.py:Thing.use
    quoted.use()
#          ^ calls things.py:Other.use
    optional.use()
#            ^ calls things.py:Thing.use
    for one in rest:
        one.use()
#           ^ calls things.py:Thing.use
    more["x"].use()
#             ^ calls things.py:Other.use
    local: Thing = unknown()
    local.use()
#         ^ calls things.py:Thing.use
    cast(Other, thing).use()
#                      ^ calls things.py:Other.use
    cast("Other", thing).use()
#                        ^ calls things.py:Other.use


def by_result(callback: Callable[[int], Thing], anything: Any, unknown):
    make().use()
#          ^ calls things.py:Thing.use
#          ^ how result
    make_inferred().use()
#                   ^ calls things.py:Thing.use
    maybe().use()
#           ^ calls things.py:Thing.use
    make().itself().child().use()
#                           ^ calls things.py:Thing.use
    several()[0].use()
#                ^ calls things.py:Thing.use
    table()["x"].use()
#                ^ calls things.py:Other.use
    table().get("x").use()
#                    ^ calls things.py:Other.use
    callback(1).use()
#               ^ calls things.py:Thing.use
    anything.use()
#            ^ calls nothing
    unknown.use()
#           ^ calls nothing (dynamic receiver)
    unknown.make().use()
#                  ^ calls nothing (dynamic receiver)
    several().append(1)
#             ^ calls nothing (external)


def by_pattern():
    first, second = pair()
    first.use()
#         ^ calls things.py:Thing.use
    second.use()
#          ^ calls things.py:Other.use
    left, right = Other(), Thing()
    left.use()
#        ^ calls things.py:Other.use
    right.use()
#         ^ calls things.py:Thing.use
    for thing in several():
        thing.use()
#             ^ calls things.py:Thing.use
    for number, thing in enumerate(several()):
        thing.use()
#             ^ calls things.py:Thing.use
        number.use()
#              ^ calls nothing
    for thing, other in zip(several(), stream()):
        thing.use()
#             ^ calls things.py:Thing.use
        other.use()
#             ^ calls things.py:Other.use
    for key, value in table().items():
        value.use()
#             ^ calls things.py:Other.use
        key.use()
#           ^ calls nothing
    for value in table().values():
        value.use()
#             ^ calls things.py:Other.use
    for one in stream():
        one.use()
#           ^ calls things.py:Other.use
    for one in sorted(several()):
        one.use()
#           ^ calls things.py:Thing.use
    for one in reversed(list(several())):
        one.use()
#           ^ calls things.py:Thing.use
    next(iter(several())).use()
#                         ^ calls things.py:Thing.use
    [each.use() for each in several()]
#         ^ calls things.py:Thing.use
    {value.use() for value in table().values() if value.use()}
#          ^ calls things.py:Other.use
#                                                       ^ calls things.py:Other.use
    if (found := maybe()) is not None:
        found.use()
#             ^ calls things.py:Thing.use
    with opened() as thing, open("x") as other:
        thing.use()
#             ^ calls things.py:Thing.use
        other.use()
#             ^ calls nothing
    *rest, last = several()
    last.use()
#        ^ calls things.py:Thing.use


async def by_await():
    (await later()).use()
#                   ^ calls things.py:Thing.use
    thing = await later()
    thing.use()
#         ^ calls things.py:Thing.use


def by_literal():
    things = [Thing(), Thing()]
    things[0].use()
#             ^ calls things.py:Thing.use
    for thing in things:
        thing.use()
#             ^ calls things.py:Thing.use
    for thing in (Thing(), Other()):
        thing.use()
#             ^ calls things.py:Thing.use things.py:Other.use
    handlers = {"a": Thing(), "b": Other()}
    handlers["a"].use()
#                 ^ calls things.py:Thing.use things.py:Other.use
    made = [Thing() for _ in range(3)]
    made[0].use()
#           ^ calls things.py:Thing.use
    by_name = {name: Other() for name in "ab"}
    by_name["a"].use()
#                ^ calls things.py:Other.use
    first, second = [Thing(), Other()]
    first.use()
#         ^ calls things.py:Thing.use
    both = (Thing(), Other())
    both[1].use()
#           ^ calls things.py:Other.use
    things.append(Thing())
#          ^ calls nothing (external)


def by_check(value, other):
    if isinstance(value, Thing):
        value.use()
#             ^ calls things.py:Thing.use
    elif isinstance(value, Other):
        value.use()
#             ^ calls things.py:Other.use
    value.use()
#         ^ calls nothing
    if isinstance(other, (Thing, Other)) and other:
        other.use()
#             ^ calls things.py:Thing.use things.py:Other.use
    if not isinstance(other, Thing):
        other.use()
#             ^ calls nothing


def by_function():
    run = make
    run().use()
#         ^ calls things.py:Thing.use
    run()
#   ^ calls nothing (through a variable)
    factory = Thing
    factory().use()
#             ^ calls things.py:Thing.use
#--- inherited_elements.py
class Pen:
    def draw(self): ...
class Pens(list[Pen]): ...
class Named(dict[str, Pen]): ...
def use(pens: Pens, named: Named):
    for pen in pens:
        pen.draw()
        #   ^ calls Pen.draw
    pens[0].draw()
    #       ^ calls Pen.draw
    named["a"].draw()
    #          ^ calls Pen.draw
    pens.draw()
    #    ^ calls nothing
#--- decorated/tool.py
from contextlib import closing, nullcontext
from itertools import zip_longest
from typing import Callable, NamedTuple, TypeVar

F = TypeVar("F")

class Group:
    def command(self) -> Callable[[F], F]: ...
    def run(self): ...

class Wrapped:
    def __init__(self, function): ...
    def delay(self): ...

def group(name: str = "") -> Callable[[F], Group]: ...
def option(name: str) -> Callable[[F], F]: ...
def bare(function: F) -> Group: ...

@option("a")
@group("tool")
def tool(): ...

@tool.command()
#     ^ calls Group.command
def inner(): ...

@bare
def other(): ...

@Wrapped
def task(): ...

@option("b")
def plain(): ...

def use():
    tool.run()
    #    ^ calls Group.run
    other.run()
    #     ^ calls Group.run
    task.delay()
    #    ^ calls Wrapped.delay
    plain.run()
    #     ^ calls nothing
    inner.run()
    #     ^ calls nothing
    assert tool()
    #      ^ calls tool

class Segment(NamedTuple):
    text: str
    group: Group = None
    rest = 1

class Named:
    text: str
    group: Group

def positions(segments: list[Segment], named: Named, segment: Segment, groups: list[Group]):
    for text, group in segments:
        group.run()
        #     ^ calls Group.run
        text.run()
        #    ^ calls nothing
    segment[1].run()
    #          ^ calls Group.run
    segment[2].run()
    #          ^ calls nothing
    named[1].run()
    #        ^ calls nothing
    for one, other in zip_longest(groups, groups):
        other.run()
        #     ^ calls Group.run
    with closing(Group()) as closed, nullcontext(Group()) as same:
        closed.run()
        #      ^ calls Group.run
        same.run()
        #    ^ calls Group.run


def of_nothing():
    empty = ()
    empty.pop().use()
#               ^ calls nothing
#--- unions.py
from typing import TypeAlias, Union, Optional, Type
class Pen:
    def go(self): ...
class Ink:
    def go(self): ...
P1: TypeAlias = "type[Pen | Ink]"
P2: TypeAlias = Pen | Ink
P3 = Pen | Ink
P4 = Union[Pen, Ink]
P5 = Union[Type[Pen], Type[Ink]]
P6 = type[Pen]
P7 = Optional["Pen"]
P8: TypeAlias = "Pen"
type P10 = Pen | Ink
P11: TypeAlias = Pen | None
P12 = dict[str, Pen]
def f1(x: P1): x().go()
#                  ^ calls Pen.go Ink.go
def f2(x: P2): x.go()
#                ^ calls Pen.go Ink.go
def f3(x: P3): x.go()
#                ^ calls Pen.go Ink.go
def f4(x: P4): x.go()
#                ^ calls Pen.go Ink.go
def f5(x: P5): x().go()
#                  ^ calls Pen.go Ink.go
def f6(x: P6): x().go()
#                  ^ calls Pen.go
def f7(x: P7): x.go()
#                ^ calls Pen.go
def f8(x: P8): x.go()
#                ^ calls Pen.go
def f10(x: P10): x.go()
#                  ^ calls Pen.go Ink.go
def f11(x: P11): x.go()
#                  ^ calls Pen.go
def f12(x: P12): x["a"].go()
#                       ^ calls Pen.go
def f13(x: list[P2]): x[0].go()
#                          ^ calls Pen.go Ink.go
def f14(x: "P2 | None"): x.go()
#                          ^ calls Pen.go Ink.go
def f15(x):
    if isinstance(x, P3):
        x.go()
#         ^ calls Pen.go Ink.go
    if isinstance(x, (Pen, Ink)):
        x.go()
#         ^ calls Pen.go Ink.go
    if isinstance(x, Pen | Ink):
        x.go()
#         ^ calls Pen.go Ink.go
    if isinstance(x, Both):
        x.go()
#         ^ calls Pen.go Ink.go
Both = (Pen, Ink)
def f16(x: type[Pen | Ink]): x().go()
#                                ^ calls Pen.go Ink.go
def f17(x: int | Pen):
    if isinstance(x, (str, Pen)):
        x.go()
#         ^ calls Pen.go
    elif isinstance(x, Ink):
        x.go()
#         ^ calls Ink.go
def f21(x: Pen | Ink | None):
    match x:
        case Pen(): x.go()
#                     ^ calls Pen.go
        case Ink() as y:
            y.go()
#             ^ calls Ink.go
            x.go()
#             ^ calls Ink.go
