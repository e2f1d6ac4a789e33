#--- main.py
import copy
from typing import Any, Generator, Generic, TypeVar
T = TypeVar("T")

class Thing:
    def use(self): ...
    def copy(self):
        return copy.copy(self)
    def again(self):
        made = self.copy()
        return made
    def other(self):
        return Thing()
class Sub(Thing):
    def only(self): ...
    def copy(self):
        made = super().copy()
        made.only()
#            ^ calls Sub.only
        return made
class Last(Sub):
    def last(self): ...
    def run(self):
        self.copy().last()
#                   ^ calls Last.last
        self.again().last()
#                    ^ calls Last.last
        self.other().last()
#                    ^ calls nothing
class Mixin:
    def act(self): ...
class Base:
    def act(self): ...
class Both(Mixin, Base):
    def act(self):
        super(Mixin, self).act()
#                          ^ calls Base.act
        super(Both, self).act()
#                         ^ calls Mixin.act
        super().act()
#               ^ calls Mixin.act
class Wait(Generic[T]):
    def __await__(self) -> Generator[Any, None, T]: ...
async def wait(w: Wait[Thing], keyed: dict[Thing, Mixin]):
    (await w).use()
#             ^ calls Thing.use
    got = await w
    got.use()
#       ^ calls Thing.use
    for k in keyed:
        k.use()
#         ^ calls Thing.use
        k.act()
#         ^ calls nothing
    [k.use() for k in list(keyed)]
#      ^ calls Thing.use
    for v in keyed.values():
        v.act()
#         ^ calls Mixin.act
    keyed[1].act()
#            ^ calls Mixin.act
class H:
    def __init__(self, rhs):
        self.rhs = rhs
    def m(self, other):
        if isinstance(self.rhs, Thing):
            self.rhs.use()
#                    ^ calls Thing.use
        self.rhs.use()
#                ^ calls nothing
        if isinstance(other.rhs, Mixin) and other.rhs.act():
#                                                     ^ calls Mixin.act
            pass
        if not isinstance(self.rhs, Base):
            return
        self.rhs.act()
#                ^ calls Base.act
    def n(self):
        self.rhs.act()
#                ^ calls nothing
#--- hidden.py
from typing import TYPE_CHECKING, TypeVar, overload
class Hook:
    def impls(self): ...
    def __call__(self): ...
class Relay:
    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Hook: ...
class Plain:
    def __getattr__(self, name): return getattr(self._x, name)
class Strip:
    def wide(self) -> "Strip": ...
    def parts(self) -> list["Strip"]: ...
def strips(s: Strip):
    all = s.parts()
    all = [
        each.wide()
#            ^ calls Strip.wide
        for each in all
    ]
    for each in all:
        each.wide()
#            ^ calls Strip.wide
    s = (
        s.wide()
#         ^ calls Strip.wide
        .wide()
#        ^ calls Strip.wide
    )
    s.wide()
#     ^ calls Strip.wide

class Widget:
    if TYPE_CHECKING:
        Kind = TypeVar("Kind", bound="Widget")
    class Inner:
        def go(self): ...
    def get(self, kind: type[Kind]) -> Kind: ...
    def inner(self) -> Inner: ...
    def take(self, i: Inner):
        i.go()
#         ^ calls Widget.Inner.go
class Tab(Widget):
    def tab(self): ...
def use(w: Widget, r: Relay, p: Plain):
    w.get(Tab).tab()
#              ^ calls Tab.tab
    w.inner().go()
#             ^ calls Widget.Inner.go
    r.anything.impls()
#              ^ calls Hook.impls
    r.anything()
#     ^ calls nothing (dynamic receiver)
    p.other()
#     ^ calls nothing (dynamic receiver)
    p.other.more()
#           ^ calls nothing (dynamic receiver)
class Test:
    def loops(self):
        for cls in (Tab, Strip):
            class Schema:
                option = cls()
#                        ^ calls nothing (through a variable)
            cls.make()
#               ^ calls nothing
            self.loops()
#                ^ calls Test.loops
    def decorates(self):
        def deco(cls):
            cls()
#           ^ calls nothing
    def cls_of(self):
        cls = type(self)
        cls()
#       ^ calls Test
    @classmethod
    def make(cls):
        cls.make()
#           ^ calls Test.make
        return cls()
#              ^ calls Test
