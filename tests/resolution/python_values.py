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
from cases import Arc
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


def by_the_name_of_another_languages_type(case: Arc[Thing], maybe_case: Optional[Thing]):
    case.use()
#        ^ calls nothing (external)
    maybe_case.use()
#              ^ calls things.py:Thing.use


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
#   ^ calls things.py:Thing
#             ^ calls things.py:Thing.use
    picked = pick()
    picked().use()
#   ^ calls nothing (through a variable)
#            ^ calls things.py:Thing.use


def pick():
    return Thing


class Maker:
    thing_class = Thing

    def __init__(self, made: type[Thing], other=None):
        self.made = made

    def make(self):
        self.thing_class()
#            ^ calls things.py:Thing
        self.made().use()
#            ^ calls nothing (through a variable)
#                   ^ calls things.py:Thing.use
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
#--- library_calls.py
import asyncio, functools, heapq, itertools, contextlib, queue
from collections import deque, OrderedDict, Counter, defaultdict, ChainMap
from contextlib import ExitStack, contextmanager
from typing import *
class A:
    n: int
    def go(self): ...
    def me(self) -> "A": ...
class B(A):
    def only(self): ...
class Row(TypedDict):
    a: A
    bs: list[B]
def lam(xs: list[A], d: dict[str, A]):
    sorted(xs, key=lambda x: x.go())
#                              ^ calls A.go
    max(xs, key=lambda x: x.go())
#                           ^ calls A.go
    list(map(lambda x: x.go(), xs))
#                        ^ calls A.go
    list(filter(lambda x: x.go(), xs))
#                           ^ calls A.go
    xs.sort(key=lambda x: x.go())
#                           ^ calls A.go
    functools.reduce(lambda s, e: e.go(), xs, 1)
#                                   ^ calls A.go
    sorted(d.items(), key=lambda kv: kv[1].go())
#                                          ^ calls A.go
    any(map(lambda x: x.go(), xs))
#                       ^ calls A.go
    [x.me() for x in xs][0].go()
#                           ^ calls A.go
def heap(xs: list[A]):
    heapq.heappop(xs).go()
#                     ^ calls A.go
    heapq.nlargest(2, xs)[0].go()
#                            ^ calls A.go
    deque(xs).popleft().go()
#                       ^ calls A.go
    q: asyncio.Queue[A] = asyncio.Queue()
    q.get_nowait().go()
#                  ^ calls A.go
    q2: "queue.Queue[A]" = queue.Queue()
    q2.get().go()
#            ^ calls A.go
    for x in itertools.chain.from_iterable([xs, xs]):
        x.go()
#         ^ calls A.go
    for x in itertools.islice(xs, 3):
        x.go()
#         ^ calls A.go
    for x, y in itertools.product(xs, xs):
        x.go()
#         ^ calls A.go
    for k, group in itertools.groupby(xs, key=lambda x: x.n):
        for g in group:
            g.go()
#             ^ calls A.go
    for x, y in itertools.pairwise(xs):
        y.go()
#         ^ calls A.go
    for a in map(A, [1]):
        a.go()
#         ^ calls A.go
    for a in map(make, [1]):
        a.go()
#         ^ calls A.go
    first, *rest = xs
    rest[0].go()
#           ^ calls A.go
    dict.fromkeys("ab", A())["a"].go()
#                                 ^ calls A.go
    [*xs][0].go()
#            ^ calls A.go
    list(zip(xs, xs))[0][0].go()
#                           ^ calls A.go
    dict(zip("ab", xs))["a"].go()
#                            ^ calls A.go
    [xs][0][0].go()
#              ^ calls A.go
    for one in own.map(make, xs):
        one.go()
#           ^ calls nothing
def make(n) -> A: ...
class own:
    @staticmethod
    def map(f, xs) -> list[int]: ...
async def fetch() -> A: ...
async def aio():
    (await asyncio.wait_for(fetch(), 3)).go()
#                                        ^ calls A.go
    t = asyncio.create_task(fetch())
    (await t).go()
#             ^ calls A.go
    t.result().go()
#              ^ calls A.go
    (await asyncio.gather(fetch(), fetch()))[0].go()
#                                               ^ calls A.go
    a, b = await asyncio.gather(fetch(), fetch())
    b.go()
#     ^ calls A.go
    (await asyncio.shield(fetch())).go()
#                                   ^ calls A.go
    loop.run_until_complete(fetch()).go()
#                                    ^ calls A.go
    for c in asyncio.as_completed([fetch()]):
        (await c).go()
#                 ^ calls A.go
    (await asyncio.to_thread(make, 3)).go()
#                                      ^ calls A.go
    (await loop.run_in_executor(None, make, 3)).go()
#                                               ^ calls A.go
def run():
    asyncio.run(fetch()).go()
#                        ^ calls A.go
    pool.submit(make, 1).result().go()
#                                 ^ calls A.go
@contextmanager
def opened() -> Iterator[A]:
    yield A()
def stack():
    with ExitStack() as stack:
        a = stack.enter_context(opened())
        a.go()
#         ^ calls A.go
def typed(r: Row, o: Row | None):
    r["a"].go()
#          ^ calls A.go
    r["bs"].go()
#           ^ calls nothing
    r["none"].go()
#             ^ calls nothing
    r["bs"][0].only()
#              ^ calls B.only
    for b in r["bs"]:
        b.only()
#         ^ calls B.only
    if o:
        o["a"].go()
#              ^ calls A.go
UserA = NewType("UserA", A)
def new(u: UserA):
    u.go()
#     ^ calls A.go
    UserA(A()).go()
#              ^ calls A.go
def matched(x: A | B | None, y):
    match y:
        case A(n=n) as got:
            got.go()
#               ^ calls A.go
        case B() | A():
            y.go()
#             ^ calls A.go
        case {"a": A() as inner}:
            inner.go()
#                 ^ calls A.go
        case [A() as one, *rest]:
            one.go()
#               ^ calls A.go
def each(f: Callable[[A], None]): ...
class Runner:
    def each(self, name: str, f: Callable[[A, B], int]) -> None: ...
def callbacks(r: Runner, unknown):
    each(lambda a: a.go())
#                    ^ calls A.go
    r.each("x", lambda a, b: b.only())
#                              ^ calls B.only
    unknown.each(lambda a: a.go())
#                            ^ calls nothing
    sorted(unknown, key=lambda a: a.go())
#                                   ^ calls nothing
class Doors:
    def __enter__(self) -> A: ...
    async def __aenter__(self) -> B: ...
class Gate:
    def __enter__(self): return self
    def close(self): ...
async def doors(d: Doors, either: Doors | Gate, given: ExitStack):
    async with d as b, d as (x, y):
        b.only()
#         ^ calls B.only
        x.only()
#         ^ calls nothing
    with d as a:
        a.only()
#         ^ calls nothing
        a.go()
#         ^ calls A.go
    async with either as b:
        b.close()
#         ^ calls nothing
        b.only()
#         ^ calls B.only
def later(xs: list[A], d: OrderedDict[str, A]):
    make = lambda: A()
    make().go()
#          ^ calls A.go
    made = defaultdict(B)
    made["x"].only()
#             ^ calls B.only
    defaultdict(lambda: B())["x"].only()
#                                 ^ calls B.only
    functools.reduce(lambda s, e: s, xs).go()
#                                        ^ calls A.go
    d.popitem()[1].go()
#                  ^ calls A.go
    dict(a=A(), b=A())["a"].go()
#                           ^ calls A.go
    dict(xs, b=B())["a"].only()
#                        ^ calls nothing
    asyncio.Queue[A]().get_nowait().go()
#                                   ^ calls A.go
    dict[str, A]()["x"].go()
#                       ^ calls A.go
    MADE[d]().go()
#             ^ calls nothing
async def done(xs: list[Coroutine[None, None, A]]):
    done, pending = await asyncio.wait(xs)
    for each in done:
        each.result().go()
#                     ^ calls A.go
    functools.lru_cache(first)(xs).me()
#                                  ^ calls A.me
def first(xs) -> A: ...
#--- matching.py
from dataclasses import dataclass
from typing import NamedTuple
class A:
    def go(self): ...
class B:
    def go(self): ...
@dataclass
class Pair:
    a: A
    b: B
@dataclass(frozen=True)
class Three(Pair):
    c: A
class Loose:
    a: A
class Colors:
    RED = 1
def parts(x, y: tuple[A, B], z: list[A], d: dict[str, B], RED):
    match x:
        case Pair(one, two):
            one.go()
#               ^ calls A.go
            two.go()
#               ^ calls B.go
        case Three(_, _, third):
            third.go()
#                 ^ calls A.go
        case Pair(b=named) | Three(b=named):
            named.go()
#                 ^ calls B.go
        case Pair(a=only):
            only.go()
#                ^ calls A.go
        case Loose(first):
            first.go()
#                 ^ calls nothing
        case Colors.RED:
            RED.go()
#               ^ calls nothing
    match y:
        case (p, q) if p:
            q.go()
#             ^ calls B.go
    match z:
        case [u, *v]:
            u.go()
#             ^ calls A.go
            v[0].go()
#                ^ calls A.go
    match d:
        case {"go": g, "b": {"c": h}}:
            g.go()
#             ^ calls B.go
            h.go()
#             ^ calls nothing
        case whole:
            whole["x"].go()
#                      ^ calls B.go
class Named(NamedTuple):
    a: A
    def both(self): ...
def replaced(n: Named):
    n._replace(a=A()).both()
#                     ^ calls Named.both
