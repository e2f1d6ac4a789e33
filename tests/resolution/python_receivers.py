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
