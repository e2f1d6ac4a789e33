#--- pens.py
class Pen:
    def draw(self): ...


class Ink:
    def draw(self): ...


def pen() -> Pen: ...
#--- first.py
from pens import Ink, Pen, pen


def one():
    it = Pen()
    it.draw()
#      ^ calls pens.py:Pen.draw


def two():
    it = Pen()
    it.draw()
#      ^ calls pens.py:Pen.draw


def other(Pen=Ink):
    it = Pen()
    it.draw()
#      ^ calls pens.py:Ink.draw


def again():
    it = Pen()
    it.draw()
#      ^ calls pens.py:Pen.draw
    it = Ink()
    it.draw()
#      ^ calls pens.py:Ink.draw


def typed(it: Pen):
    it.draw()
#      ^ calls pens.py:Pen.draw


def typed_alike(it: Ink):
    it.draw()
#      ^ calls pens.py:Ink.draw


def untyped(it):
    it.draw()
#      ^ calls nothing


def made():
    source = pen
    it = source()
    it.draw()
#      ^ calls pens.py:Pen.draw


def made_alike():
    source = Ink
    it = source()
    it.draw()
#      ^ calls pens.py:Ink.draw


def around():
    Pen = Ink

    def inside():
        it = Pen()
        it.draw()
#          ^ calls pens.py:Ink.draw

    return inside


def of_itself(it: Pen):
    it = it.copy()
    it.draw()
#      ^ calls pens.py:Pen.draw
    it = it.copy()
    return it


class Drawing:
    Pen = Ink

    def one(self):
        it = Pen()
        it.draw()
#          ^ calls pens.py:Pen.draw
        self.held.draw()
#                 ^ calls pens.py:Pen.draw

    def two(self):
        self.held = Pen()
        self.held.draw()
#                 ^ calls pens.py:Pen.draw

    @classmethod
    def three(cls):
        cls.Pen().draw()
#                 ^ calls pens.py:Ink.draw


class Inking:
    def one(self):
        self.held.draw()
#                 ^ calls pens.py:Ink.draw

    def two(self):
        self.held = Ink()
        self.held.draw()
#                 ^ calls pens.py:Ink.draw
#--- second.py
from pens import Ink as Pen


def one():
    it = Pen()
    it.draw()
#      ^ calls pens.py:Ink.draw


def listed():
    it = []
    it.append(1)
#      ^ calls nothing (external)
#--- test_one.py
import pytest
from pens import Ink, Pen


@pytest.fixture
def tool():
    return Pen()


def test_one(tool):
    tool.draw()
#        ^ calls pens.py:Pen.draw


class TestInk:
    @pytest.fixture
    def tool(self):
        return Ink()

    def test_one(self, tool):
        tool.draw()
#            ^ calls pens.py:Ink.draw


class TestPen:
    def test_one(self, tool):
        tool.draw()
#            ^ calls pens.py:Pen.draw

    def check(self, tool):
        tool.draw()
#            ^ calls nothing
#--- test_two.py
def test_one(tool):
    tool.draw()
#        ^ calls nothing
#--- near/made.py
from pens import Pen


def make():
    return Pen()


def one():
    it = make()
    it.draw()
#      ^ calls pens.py:Pen.draw
#--- near/use.py
from .made import make


def one():
    it = make()
    it.draw()
#      ^ calls pens.py:Pen.draw
#--- far/made.py
from pens import Ink


def make():
    return Ink()
#--- far/use.py
from .made import make


def one():
    it = make()
    it.draw()
#      ^ calls pens.py:Ink.draw
#--- far/other.py
from .made import make


def one():
    it = make()
    it.draw()
#      ^ calls pens.py:Ink.draw
#--- far/whole.py
import near.made as made


def one():
    it = made.make()
    it.draw()
#      ^ calls pens.py:Pen.draw
#--- far/whole_of_far.py
import far.made as made


def one():
    it = made.make()
    it.draw()
#      ^ calls pens.py:Ink.draw
#--- far/own.py
from near.made import make
from pens import Ink


def make():
    return Ink()


def one():
    it = make()
    it.draw()
#      ^ calls pens.py:Ink.draw
#--- far/either.py
try:
    from near.made import make
except ImportError:
    from far.made import make


def one():
    it = make()
    it.draw()
#      ^ calls pens.py:Ink.draw pens.py:Pen.draw
#--- far/chain.py
from far.made import make


def one():
    it = make()
    other = it
    other.draw()
#         ^ calls pens.py:Ink.draw
#--- near/chain.py
from near.made import make


def one():
    it = make()
    other = it
    other.draw()
#         ^ calls pens.py:Pen.draw
