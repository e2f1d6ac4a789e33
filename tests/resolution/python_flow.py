#--- lib.py
from __future__ import annotations
import enum, abc
from typing import *
from dataclasses import dataclass, field
from collections import defaultdict
from functools import cached_property, singledispatch, wraps
from contextlib import contextmanager, asynccontextmanager
T = TypeVar("T")
B = TypeVar("B", bound="Thing")

class Thing:
    def use(self): ...
    def me(self) -> Self: ...
    def clone(self):
        new = type(self)()
        new.use()
#           ^ calls Thing.use
        other = self.__class__()
        other.use()
#             ^ calls Thing.use
        return new
    def __add__(self, other: Thing) -> Sum: ...
    def __neg__(self) -> Sum: ...
    def __new__(cls, *a):
        made = super().__new__(cls)
        made.use()
#            ^ calls Thing.use
        return made
    def __enter__(self): return self
    def __exit__(self, *a): ...
    @classmethod
    def make(cls):
        return cls()
    @classmethod
    def fixed(cls):
        return Thing()
    @classmethod
    def build(cls: type[B]) -> B: ...
    @cached_property
    def part(self) -> Part: ...
    def __lt__(self, o) -> bool: ...

class Sum:
    def total(self): ...
class Part:
    def fit(self): ...
class Sub(Thing):
    def only(self): ...
class Color(enum.Enum):
    RED = 1
    GREEN = 2
    def paint(self): ...
    @property
    def thing(self) -> Thing: ...
class Point(NamedTuple):
    a: Thing
    b: Part
@dataclass
class Data:
    thing: Thing
    parts: list[Part] = field(default_factory=list)
    by: dict[str, Sum] = field(default_factory=dict)
    maybe: Thing | None = None
class Desc:
    def __get__(self, obj, owner=None) -> Thing: ...
class Box(Generic[T]):
    def __init__(self, x: T): self.x = x
    def get(self) -> T: ...
    def all(self) -> list[T]: ...
class Proto(Protocol):
    def run(self): ...
class WithDesc:
    d = Desc()
    def __init__(self):
        self.own = Desc()
def make_list() -> list[Thing]: ...
@contextmanager
def ctx() -> Iterator[Thing]: ...
@asynccontextmanager
async def actx() -> AsyncIterator[Thing]: ...
async def agen() -> AsyncGenerator[Thing, None]: ...
def deco(f):
    @wraps(f)
    def inner(*a): return f(*a)
    return inner
@deco
def wrapped() -> Thing: ...
#--- main.py
from lib import *
from typing import TYPE_CHECKING, Callable
import lib
if TYPE_CHECKING:
    from lib import Proto as P

def f1(x):
    if not isinstance(x, Thing):
        return
    x.use()
#     ^ calls lib.py:Thing.use
def f1b(x):
    if not isinstance(x, Thing):
        pass
    x.use()
#     ^ calls nothing
    isinstance(x, Thing) or x.use()
#                             ^ calls nothing
    if isinstance(x, Thing):
        pass
    x.use()
#     ^ calls nothing
    not isinstance(x, Thing) or x.use()
#                                 ^ calls lib.py:Thing.use
def f2(x):
    assert isinstance(x, Thing)
    x.use()
#     ^ calls lib.py:Thing.use
def f3(x):
    if isinstance(x, (Thing, Part)):
        x.use()
#         ^ calls lib.py:Thing.use
def f4(x):
    return isinstance(x, Thing) and x.use()
#                                     ^ calls lib.py:Thing.use
def f5(x):
    return x.use() if isinstance(x, Thing) else None
#            ^ calls lib.py:Thing.use
def f6(x):
    match x:
        case Thing() as y:
            y.use()
#             ^ calls lib.py:Thing.use
        case Part():
            x.fit()
#             ^ calls lib.py:Part.fit
def f7(xs):
    return [x.use() for x in xs if isinstance(x, Thing)]
#             ^ calls lib.py:Thing.use
class H:
    def m(self, y: "Thing | None"):
        self.y = y
    def n(self):
        if self.y is not None:
            self.y.use()
#                  ^ calls lib.py:Thing.use
def f8(x: "Thing"):
    if isinstance(x, Sub):
        x.only()
#         ^ calls lib.py:Sub.only
    elif isinstance(x, Thing) and 1:
        x.use()
#         ^ calls lib.py:Thing.use
def f9():
    Color.RED.paint()
#             ^ calls lib.py:Color.paint
    for c in Color:
        c.paint()
#         ^ calls lib.py:Color.paint
    Color("x").paint()
#              ^ calls lib.py:Color.paint
    Color["RED"].paint()
#                ^ calls lib.py:Color.paint
    Color.RED.thing.use()
#                   ^ calls lib.py:Thing.use
    [c.paint() for c in Color]
#      ^ calls lib.py:Color.paint
def f10(p: Point, d: Data):
    a, b = p
    a.use()
#     ^ calls lib.py:Thing.use
    b.fit()
#     ^ calls lib.py:Part.fit
    p.b.fit()
#       ^ calls lib.py:Part.fit
    for q in d.parts: q.fit()
#                       ^ calls lib.py:Part.fit
    for k, v in d.by.items(): v.total()
#                               ^ calls lib.py:Sum.total
    d.by["x"].total()
#             ^ calls lib.py:Sum.total
    if d.maybe: d.maybe.use()
#                       ^ calls lib.py:Thing.use
    [v.total() for v in d.by.values()]
#      ^ calls lib.py:Sum.total
    {k: v.total() for k, v in d.by.items()}
#         ^ calls lib.py:Sum.total
    next(x for x in d.parts if x).fit()
#                                 ^ calls lib.py:Part.fit
    d.parts[1:][0].fit()
#                  ^ calls lib.py:Part.fit
    for z in d.parts[1:]: z.fit()
#                           ^ calls lib.py:Part.fit
    for z in d.parts + d.parts: z.fit()
#                                 ^ calls lib.py:Part.fit
    for i, z in enumerate(reversed(d.parts)): z.fit()
#                                               ^ calls lib.py:Part.fit
    for z in list(d.by.values()): z.total()
#                                   ^ calls lib.py:Sum.total
    first, *rest = d.parts
    first.fit()
#         ^ calls lib.py:Part.fit
    for r in rest: r.fit()
#                    ^ calls lib.py:Part.fit
    while (w := d.parts.pop()): w.fit()
#                                 ^ calls lib.py:Part.fit
    print(f"{d.thing.use()!r:>10}")
#                    ^ calls lib.py:Thing.use
    any(q.fit() for q in d.parts)
#         ^ calls lib.py:Part.fit
    sum(map(lambda q: q.fit(), d.parts))
#                       ^ calls lib.py:Part.fit
def f11(b: Box[Thing]):
    b.get().use()
#           ^ calls lib.py:Thing.use
    for t in b.all(): t.use()
#                       ^ calls lib.py:Thing.use
    Box(Thing()).get().use()
#                      ^ calls lib.py:Thing.use
    b.x.use()
#       ^ calls lib.py:Thing.use
    WithDesc().d.use()
#                ^ calls lib.py:Thing.use
    WithDesc().own.use()
#                  ^ calls nothing
    Sub.fixed().only()
#               ^ calls nothing
    Color.RED.value.paint()
#                   ^ calls nothing
    ("%s" % Thing()).total()
#                    ^ calls nothing
    Thing.make().use()
#                ^ calls lib.py:Thing.use
    Sub.build().only()
#               ^ calls lib.py:Sub.only
    Sub().me().only()
#              ^ calls lib.py:Sub.only
    Sub.make().only()
#              ^ calls lib.py:Sub.only
    Sub().clone().only()
#                 ^ calls lib.py:Sub.only
    (Thing() + Thing()).total()
#                       ^ calls lib.py:Sum.total
    s = Thing() + Thing()
    s.total()
#     ^ calls lib.py:Sum.total
    (-Thing()).total()
#              ^ calls lib.py:Sum.total
    Thing().part.fit()
#                ^ calls lib.py:Part.fit
    wrapped().use()
#             ^ calls lib.py:Thing.use
    with ctx() as c, Thing() as t:
        c.use()
#         ^ calls lib.py:Thing.use
        t.use()
#         ^ calls lib.py:Thing.use
async def f12(cb: Callable[[], Thing], p: "P", k: type[Thing]):
    async with actx() as c:
        c.use()
#         ^ calls lib.py:Thing.use
    async for c2 in agen():
        c2.use()
#          ^ calls lib.py:Thing.use
    [y.use() async for y in agen()]
#      ^ calls lib.py:Thing.use
    cb().use()
#        ^ calls lib.py:Thing.use
    p.run()
#     ^ calls lib.py:Proto.run
    k().use()
#       ^ calls lib.py:Thing.use
    k.make().use()
#            ^ calls lib.py:Thing.use
def f13(*args: Thing, **kw: Part):
    for a in args: a.use()
#                    ^ calls lib.py:Thing.use
    for v in kw.values(): v.fit()
#                           ^ calls lib.py:Part.fit
    args[0].use()
#           ^ calls lib.py:Thing.use
    kw["a"].fit()
#           ^ calls lib.py:Part.fit
    x = kw.get("a") or Part()
    x.fit()
#     ^ calls lib.py:Part.fit
    y = defaultdict(list)
    t = Thing() if args else Part()
    t.use()
#     ^ calls lib.py:Thing.use
    m = {"a": Thing(), "b": Thing()}
    m["a"].use()
#          ^ calls lib.py:Thing.use
    (Thing() or None).use()
#                     ^ calls lib.py:Thing.use
    lib.make_list()[0].use()
#                      ^ calls lib.py:Thing.use
    for p, q in zip([Thing()], [Part()]):
        q.fit()
#         ^ calls lib.py:Part.fit
    g = (Thing() for _ in range(3))
    next(g).use()
#           ^ calls lib.py:Thing.use
    d2: dict[str, list[Thing]] = {}
    for lst in d2.values():
        for th in lst: th.use()
#                         ^ calls lib.py:Thing.use
    for key, (aa, bb) in {"a": (Thing(), Part())}.items():
        bb.fit()
#          ^ calls lib.py:Part.fit
    d2.setdefault("a", []).append(1)
    d2.get("a", [])[0].use()
#                      ^ calls lib.py:Thing.use
    try:
        pass
    except (MyErr, OtherErr) as e:
        e.show()
#         ^ calls MyErr.show
class MyErr(Exception):
    def show(self): ...
class OtherErr(Exception): ...
#--- src/space/inner/tools.py
def tool(): ...
#--- src/space/alone.py
from space.inner.tools import tool
import space.inner.tools
def use():
    tool()
#   ^ calls src/space/inner/tools.py:tool
    space.inner.tools.tool()
#                     ^ calls src/space/inner/tools.py:tool
#--- src/space/inner/__init__.py
#--- libs/one/parts/helper.py
def help(): ...
#--- libs/one/parts/__init__.py
#--- libs/one/test_it.py
from parts.helper import help
help()
#--- libs/two/parts/helper.py
def help(): ...
#--- libs/two/parts/__init__.py
#--- libs/two/tests/test_it.py
from parts.helper import help
def test():
    help()
#   ^ calls libs/two/parts/helper.py:help
#--- parts.py
"""What stands side by side, in a `with`, as an attribute, or in a row of assignments."""
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Callable, ClassVar, Final, Optional, TypeAlias, Union


class Ink:
    def dry(self): ...


class Pen:
    def write(self) -> Ink: ...


class Both:
    def __enter__(self) -> tuple[Pen, Ink]: ...


@contextmanager
def opened():
    yield Pen(), Ink()


def opened_later() -> AbstractAsyncContextManager[Pen]: ...


def made() -> tuple[Pen, dict[str, Ink]]: ...


Either = Union[Pen, "Ink"]
Perhaps: TypeAlias = Optional[Pen]
Inks = dict[str, Ink]
Maker = Callable[[], Pen]
SOLE: Final = Pen()
TABLE = [Pen(), Ink()]
FIRST = TABLE[0]


class Desk:
    spare: ClassVar = Pen()

    def __init__(self, maker):
        self.pen, self.inks = made()
        mine = self.own = Pen()
        self.left, (self.right, _) = Ink(), made()
        mine.write()
#            ^ calls Pen.write
        self.own.write()
#                ^ calls Pen.write
        self.other = self.another = maker()
        self.other.write()
#                  ^ calls nothing

    def of_both(self, both: Union[Pen, "Ink", None]):
        both.dry()
#            ^ calls Ink.dry
        both.write()
#            ^ calls Pen.write

    def use(self, either: Either, perhaps: Perhaps, inks: Inks, make: Maker):
        self.pen.write()
#                ^ calls Pen.write
        self.inks["blue"].dry()
#                         ^ calls Ink.dry
        self.left.dry()
#                 ^ calls Ink.dry
        self.inks.dry()
#                 ^ calls nothing
        self.spare.write()
#                  ^ calls Pen.write
        SOLE.write()
#            ^ calls Pen.write
        either.dry()
#              ^ calls Ink.dry
        either.write()
#              ^ calls Pen.write
        perhaps.write()
#               ^ calls Pen.write
        inks["red"].dry()
#                   ^ calls Ink.dry
        inks.dry()
#            ^ calls nothing
        make().write()
#              ^ calls Pen.write
        make.write()
#            ^ calls nothing
        with opened() as (pen, ink):
            pen.write()
#               ^ calls Pen.write
            ink.dry()
#               ^ calls Ink.dry
            ink.write()
#               ^ calls nothing
        with Both() as (pen, ink), opened() as both:
            pen.write()
#               ^ calls Pen.write
            ink.dry()
#               ^ calls Ink.dry
            both.write()
#                ^ calls nothing

    async def wait(self):
        async with opened_later() as pen:
            pen.write()
#               ^ calls Pen.write
#--- again.py
import weakref
from contextvars import ContextVar
from library import Field, Any
class Strip:
    def wide(self) -> "Band": ...
    def parts(self) -> list["Strip"]: ...
class Band:
    def wide(self): ...
    def trim(self): ...
current: ContextVar[Strip] = ContextVar("current")
class Owner:
    strip = Field(default=None)
    other = Any()
    def __init__(self):
        self.strip = Strip()
        self.me = weakref.ref(self)
    def run(self):
        self.strip.wide()
#                  ^ calls Strip.wide
        self.other.wide()
#                  ^ calls nothing (external)
        self.me().run()
#                 ^ calls Owner.run
        current.get().wide()
#                     ^ calls Strip.wide
def rebind(first: Strip):
    many = first.parts()
    s = first
    many = [each.wide() for each in many]
#                ^ calls Strip.wide
    for each in many:
        each.trim()
#            ^ calls Band.trim
    if many:
        s = s.wide()
#             ^ calls Strip.wide
        s = s.trim()
#             ^ calls Band.trim
        s.trim()
#         ^ calls nothing (dynamic receiver)
    if (got := current.get()) and got.wide():
#                                     ^ calls Strip.wide
        pass
class Part:
    def fit(this):
        this.turn()
#            ^ calls Part.turn
    @classmethod
    def make(Part, size):
        size.turn()
#            ^ calls nothing (dynamic receiver)
        self = Part()
        return self
    @staticmethod
    def of(size):
        size.turn()
#            ^ calls nothing (dynamic receiver)
    def turn(self): ...
    def narrow(self, value):
        if isinstance(value, Part):
            value = [
                value.turn()
#                     ^ calls Part.turn
            ]
Part.make(1).turn()
#            ^ calls Part.turn
#--- declared.py
class A:
    def go(self): ...
class B(A):
    def go(self): ...
class C:
    def go(self): ...
def f(x: A | C | str, y: A, z: list[A]):
    x = B()
    x.go()
#     ^ calls B.go
    y = unknown()
    y.go()
#     ^ calls A.go
    w: A = B()
    w.go()
#     ^ calls B.go
    v: A = unknown()
    v.go()
#     ^ calls A.go
    z = []
    z[0].go()
#        ^ calls A.go
    u: A | None = None
    u.go()
#     ^ calls A.go
    if z:
        u = B()
        u.go()
#         ^ calls B.go
    u.go()
#     ^ calls A.go B.go
def g(x: A = B(), y: A = None):
    x.go()
#     ^ calls A.go
    y = y or B()
    y.go()
#     ^ calls A.go B.go
def h(x: C | A):
    if x:
        x = B()
    x.go()
#     ^ calls C.go A.go B.go
#--- asked.py
class A:
    ok: bool
    def go(self): ...
class B(A):
    def more(self): ...
def f(xs: list[A] | dict[str, str] | None, ps: list[A]):
    found = next(
        (p for p in ps if isinstance(p, B)),
        None,
    )
    found.more()
#         ^ calls B.more
    if isinstance(xs, list):
        ", ".join(x.go() for x in xs)
#                   ^ calls A.go
        for x in xs:
            x.go()
#             ^ calls A.go
def g(self, x: A | list[A], z: A | list[A]):
    if isinstance(x, list):
        x[0].go()
#            ^ calls A.go
    elif isinstance(z, (list, tuple)):
        for y in z:
            y.go()
#             ^ calls A.go
    else:
        x.go()
#         ^ calls A.go
#--- asked_of_library.py
from collections import deque
from lib import Base, Other
class A:
    def go(self): ...
class B(A):
    def more(self): ...
class Own(Base):
    def go(self): ...
def f(x: A | Own, y: A):
    if isinstance(x, Base):
        x.go()
#         ^ calls Own.go
    if isinstance(y, Other):
        y.go()
#         ^ calls nothing
def g(named: dict[str, A], todo: deque[A]):
    kept = {
        name: each
        for name, each in named.items()
        if isinstance(each, B)
    }
    kept["a"].more()
#             ^ calls B.more
    every = {
        name: each
        for name, each in named.items()
    }
    every["a"].more()
#              ^ calls nothing
    todo.popleft().go()
#                  ^ calls A.go
#--- asked_otherwise.py
from lib import Base
class A:
    def go(self): ...
class B(A):
    def only(self): ...
class D(Base):
    def go(self): ...
class C:
    def go(self): ...
def chain(x: A | B | C | D, y: A | C, s: str | C, l: list[C] | C):
    if isinstance(y, A):
        y.go()
#         ^ calls A.go
    elif isinstance(y, str):
        y.go()
#         ^ calls nothing
    else:
        y.go()
#         ^ calls C.go
    y.go()
#     ^ calls A.go C.go
    if isinstance(x, A):
        x.go()
#         ^ calls A.go
    elif isinstance(x, D):
        x.go()
#         ^ calls D.go
    else:
        x.go()
#         ^ calls C.go
    if not isinstance(x, (A, C)):
        x.go()
#         ^ calls D.go
    z = 1 if isinstance(x, (A, D)) else x.go()
#                                         ^ calls C.go
    isinstance(x, (A, D)) or x.go()
#                              ^ calls C.go
    if isinstance(l, list):
        l = l[0]
    l.go()
#     ^ calls C.go
    if isinstance(x, A):
        return
    elif isinstance(x, D):
        raise ValueError
    x.go()
#     ^ calls C.go
def never(x: A, d: C | A):
    if isinstance(x, A):
        return
    x.go()
#     ^ calls nothing
    if isinstance(d, A):
        pass
    elif isinstance(d, C):
        return
    d.go()
#     ^ calls C.go A.go
class Has:
    item: A | C
    def use(self):
        if isinstance(self.item, A):
            return
        self.item.go()
#                 ^ calls C.go
    def other(self):
        if isinstance(self.item, str):
            return
        elif isinstance(self.item, A):
            self.item.go()
#                     ^ calls A.go
        else:
            self.item.go()
#                     ^ calls C.go
#--- nothing_left.py
from http.cookiejar import CookieJar
from typing import Union
Jars = Union["Jar", CookieJar]
class Jar:
    def clear(self): ...
    def __init__(self, jar: Jars):
        if isinstance(jar, Jar):
            self.jar = CookieJar()
            jar.clear()
#               ^ calls Jar.clear
        else:
            self.jar = jar
            jar.clear()
#               ^ calls nothing
    def empty(self):
        self.jar.clear()
#                ^ calls nothing
    def one_line(self, jar: Jars):
        return jar.clear() if isinstance(jar, Jar) else None
#                  ^ calls Jar.clear
