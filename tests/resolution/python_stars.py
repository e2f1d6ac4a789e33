#--- one.py
def f(): ...
def only(): ...
#--- two.py
def f(): ...
#--- both.py
from one import *
from two import *
#--- main.py
from both import *
import both
class View:
    def __call__(self): ...
    def rows(self): ...
class Graph:
    @property
    def edges(self):
        return View()
    @property
    def unknown(self):
        return something()
    @widget.get("/")
    def page(self): ...
    def plain(self):
        return self.edges()
#                   ^ calls Graph.edges
class Sub(Graph):
    @property
    def edges(self):
        return super().edges()
#                      ^ calls Graph.edges
def use(g: Graph):
    f()
#   ^ calls two.py:f
    only()
#   ^ calls one.py:only
    both.f()
#        ^ calls two.py:f
    g.unknown()
#     ^ calls Graph.unknown
    g.edges.rows()
#           ^ calls View.rows
    g.page()
#     ^ calls Graph.page
    view = g.edges
    view.rows()
#        ^ calls View.rows
#--- nib/__init__.py
from .ink import *
from os.path import *
import posix
class Loader:
    def load(self): ...
    @classmethod
    def of(cls): ...
def use(made=Loader(), Loader=Loader):
    ink.flow()
#       ^ calls nib/ink.py:flow
    path.flow()
#        ^ calls nothing
    posix.flow()
#         ^ calls nothing
    Loader.of()
#          ^ calls Loader.of
    maker = Loader()
    maker.load()
#         ^ calls Loader.load
    made.load()
#        ^ calls Loader.load
def own(nothing=nothing):
    nothing.load()
#           ^ calls nothing
#--- nib/ink.py
def flow(): ...
#--- nib/path.py
def flow(): ...
