#--- shapes/__init__.py
from shapes.area import area as measure, hidden
from .area import *
from . import volume
from .chain import deepest

__all__ = ["measure", "volume", "deepest"]
#--- shapes/area.py
import os
import json as encoder
from collections import OrderedDict


def area(side):
    return square(side)
#          ^ calls square
#          ^ how file


def square(side):
    return side * helper()
#                 ^ calls helper


def helper():
    def inner():
        return helper()
#              ^ calls helper
    def recursive():
        return recursive()
#              ^ calls helper.recursive
#              ^ how scope
    os.path.join("a")
#           ^ calls nothing (external)
    encoder.dumps({})
#           ^ calls nothing (external)
    OrderedDict()
#   ^ calls nothing (external)
    print(len([]))
#   ^ calls nothing
#         ^ calls nothing
    return inner()
#          ^ calls helper.inner
#          ^ how scope


def hidden():
    square = max
    return square(3)
#          ^ calls nothing
#--- shapes/volume.py
"""`area` is a parameter in one function and a local one in another."""
from shapes import measure
from shapes.area import area
from shapes import area as area_module


def volume(area):
    return area()
#          ^ calls nothing


def cube():
    def area(): ...
    return area() + measure()
#          ^ calls cube.area
#                   ^ calls shapes/area.py:area


def prism():
    return area()
#          ^ calls shapes/area.py:area


def solid():
    for area in range(3):
        area()
#       ^ calls nothing
    with open("x") as prism:
        prism()
#       ^ calls nothing
    [cube() for cube in []]
#    ^ calls nothing
    lambda prism: prism()
#                 ^ calls nothing
    return cube()
#          ^ calls cube


if True:
    def either(): ...
else:
    def either(): ...
either()
#^< calls either
#--- shapes/chain/__init__.py
from .middle import middle as deepest
#--- shapes/chain/middle.py
from .end import end as middle
#--- shapes/chain/end.py
def end(): ...
#--- main.py
import shapes
import shapes.area
import shapes.area as flat
import shapes.volume
from shapes import *
from shapes import deepest as bottom, volume as solid, missing
from shapes.area import area as renamed, absent
from unknown_library import area as foreign
from . import sibling
from .sibling import only_here

measure()
#^< calls shapes/area.py:area
bottom()
#^< calls shapes/chain/end.py:end
#^< how file
shapes.measure()
#      ^ calls shapes/area.py:area
#      ^ how module
shapes.chain.middle.middle()
#                   ^ calls shapes/chain/end.py:end
shapes.deepest()
#      ^ calls shapes/chain/end.py:end
flat.square()
#    ^ calls shapes/area.py:square
solid.cube()
#     ^ calls shapes/volume.py:cube
renamed()
#^< calls shapes/area.py:area
foreign()
#^< calls nothing (external)
missing()
#^< calls nothing
absent()
#^< calls nothing
shapes.nothing_of_that_name()
#      ^ calls nothing
sibling.only_here()
#       ^ calls sibling.py:only_here
only_here()
#^< calls sibling.py:only_here
helper()
#^< calls nothing


def late():
    from shapes.volume import cube
    import shapes.chain.middle as chain
    cube()
#   ^ calls shapes/volume.py:cube
    chain.middle()
#         ^ calls shapes/chain/end.py:end


cube()
#^< calls nothing


try:
    from shapes.area import square as one
except ImportError:
    from sibling import only_here as one
one()
#^< calls shapes/area.py:square sibling.py:only_here
#--- sibling.py
def only_here(): ...


class Outer:
    def method(self): ...

    class Inner:
        def method(self): ...

        def run(self):
            method()
#           ^ calls nothing (unknown name)
            self.method()
#                ^ calls Outer.Inner.method
            Outer.method(self)
#                 ^ calls Outer.method
#                 ^ how class

    default = only_here()
#             ^ calls only_here
    again = method(None)
#           ^ calls Outer.method


Outer.Inner()
#     ^ calls Outer.Inner
#--- bundled/stubs/json/__init__.pyi
def loads(text): ...
#--- bundled/stubs/queue.py
class Queue: ...
#--- token.py
def spell(): ...
#--- src/trace.py
def follow(): ...
#--- tools/library.py
import json, queue, token, trace
json.loads("1")
#    ^ calls nothing (external)
queue.Queue()
#     ^ calls nothing (external)
token.spell()
#     ^ calls token.py:spell
trace.follow()
#     ^ calls src/trace.py:follow
#--- fast.py
class Fast:
    def go(self): ...
def quick() -> Fast: ...
#--- fallbacks.py
try:
    from fast import Fast
except ImportError:
    Fast = None
try:
    from fast import quick
except ImportError:
    quick = None
from fast import Fast as Wrapped
Wrapped = make(Wrapped)
def use(quick2, fast):
    Fast().go()
#   ^ calls fast.py:Fast
#          ^ calls fast.py:Fast.go
    quick().go()
#           ^ calls fast.py:Fast.go
    quick2.go()
#          ^ calls nothing (dynamic receiver)
    fast.Fast()
#        ^ calls nothing (dynamic receiver)
    import fast
    fast.Fast()
#        ^ calls fast.py:Fast
    fast = other()
    fast.Fast()
#        ^ calls nothing (dynamic receiver)
worker: Fast | None = None
made = None
def start():
    global worker, made
    worker = loads()
    worker.go()
#          ^ calls fast.py:Fast.go
    made = quick()
    made.go()
#        ^ calls fast.py:Fast.go
def later():
    made.go()
#        ^ calls fast.py:Fast.go
    found = None
    def look():
        nonlocal found
        found = quick()
    look()
    found.go()
#         ^ calls fast.py:Fast.go
first = second = quick()
first.go()
#     ^ calls fast.py:Fast.go
second.go()
#      ^ calls fast.py:Fast.go
class Holds:
    def __init__(self):
        self.one = one = quick()
        one.go()
#           ^ calls fast.py:Fast.go
#--- chained.py
from fallbacks import second
second.go()
#      ^ calls fast.py:Fast.go
