#--- python.py
import os.path
#^ imports module os.path
import numpy as np
#^ imports module numpy as np
from .models import User as Account, Group
#^ imports name .models User as Account
#                   ^ refers import User on .models
from shapes import *
#^ imports star shapes

LIMIT: int = 10
#^< defines variable LIMIT : int
#^ binds assign LIMIT : int = #int
first, second = pair()
#^< defines variable first
#      ^ defines variable second
#^ binds assign second = pair()[1]
type Ids = list[int]
#    ^ defines type Ids : list[int]


class Square(shapes.Base, Mixin[int], metaclass=Meta):
#     ^ defines class Square
#     ^ doc A square.
#     ^ signature class Square(shapes.Base, Mixin[int], metaclass=Meta)
#                   ^ refers inherit Base on shapes
#^ inherits extends shapes.Base
#^ inherits extends Mixin[int]
    """A square.

    More."""

    sides = 4
#   ^ defines attribute Square.sides
    colour: "Colour"
#   ^ defines attribute Square.colour : Colour
#   ^ not binds assign colour = ?

    def __init__(self, side: Optional[float] = None, *rest, **options):
#       ^ defines method Square.__init__
#                      ^ binds parameter side : Optional[float] = #none
#                            ^ refers type Optional
        self.side = side or default(rest)
#            ^ defines selfattr Square.side
#            ^ binds assign self.side = (side|default(rest))
#            ^ refers write side on self
#                           ^ refers call default
        other.name = 3
#             ^ refers write name on other
        local = Account()
#       ^ binds store local = Account()
#               ^ refers call Account

        def helper():
#           ^ defines function Square.__init__.helper
            return local
#           ^ binds return = local
#                  ^ not refers read local

    @property
    #^ not refers read property
    def area(self) -> float:
#       ^ defines method Square.area : float
#       ^ modifiers @property
        with open_unit() as unit:
#                           ^ binds with unit = open_unit()
            return self.side.scale(unit)[0]
#                            ^ refers call scale on self.side
#           ^ binds return = self.side.scale(unit)[0]

    def _hidden(self):
#       ^ defines method Square._hidden
#       ^ exported 0
        for key, value in self.items():
#                ^ binds assign value = self.items()*[1]
            yield value
#           ^ binds yield = value
        try:
            pass
        except (ValueError, KeyError) as error:
#                                        ^ binds except error : ValueError|KeyError
            raise


@app.route("/")
#    ^ refers decorate route on app
async def view(request: Request, kept=Depends(get)) -> "Response":
#         ^ defines function view : Response
#         ^ exported 1
#                                             ^ refers read get
    squares = [square.area for square in cast(List[Square], found)]
#   ^ binds store squares = [square.area]
#                     ^ refers read area on square
#                              ^ binds assign square = <List[Square]>*
    reply = await request.json()
#   ^ binds store reply = request.json()~
    async with open_unit() as unit, pair() as (left, right):
#                             ^ binds assign unit = open_unit()§§
#                                                    ^ binds assign right = pair()§§[1]
        waiting = asyncio.Queue[Square]()
#       ^ binds store waiting = <asyncio.Queue[Square]>
        by_name = dict(square=square, other=Square())
#       ^ binds store by_name = {square,Square()}
        later = lambda: Square()
#       ^ binds store later = \Square()
    reply = (
#   ^ binds store reply = reply.text from +4
        reply.text
#             ^ refers read text on reply
    )
    return render(LIMIT, key=lambda row: row.size())
#                 ^ refers read LIMIT
#                                   ^ binds parameter row
#                                            ^ refers call size on row
#--- chains.py
first = second = made()
#^< defines variable first
#^< exported 1
#^< binds assign first = made()
#       ^ defines variable second
#       ^ exported 1
#       ^ binds assign second = made()
#                ^ refers call made
named: TypeAlias = "type[Square | None]"
#^< defines variable named
#^< exported 1
#^< binds assign named = <type[type[Square|None]]>
def count():
#   ^ defines function count
#   ^ exported 1
    global first
    first = second | named
#   ^ binds assign first = second.__or__(named)
#           ^ refers read second
#                    ^ refers read named
#--- comments.py
table = {}  # type: Dict[str, Square]
#^< defines variable table : Dict[str,Square]
#^< exported 1
#^< binds assign table : Dict[str,Square] = #dict
def scaled(
#   ^ defines function scaled : Square
#   ^ exported 1
    square,  # type: Square
#   ^ binds parameter square : Square
    by=1,  # type: ignore
#   ^ binds parameter by = #int
):
    # type: (...) -> Square
    sides = [
#   ^ binds store sides : List[int] = [by] from +3
        by,
    ]  # type: List[int]  # as they are
    return square
def joined(one, *others, **options):  # type: (Square, *Square, **Any) -> Optional[Square]
#   ^ defines function joined : Optional[Square]
#   ^ exported 1
#          ^ binds parameter one : Square
    one.next = None  # type: Square
#       ^ refers write next on one
#--- broken.py
def fine():
#   ^ defines function fine
    pass

x = = 3
#^ reports syntax error
#^< defines variable x
