//--- go.go
// Package shapes draws.
package shapes
//      ^ imports package shapes

import (
    "fmt"
//   ^ imports module fmt
    geo "example.org/geometry/v2"
//       ^ imports module example.org/geometry/v2 as geo
    . "example.org/units"
//     ^ imports star example.org/units
    _ "example.org/driver"
//     ^ imports module example.org/driver as _
)

// Limit is the largest side.
const Limit = 10
//    ^ defines constant Limit
//    ^ doc Limit is the largest side.
//    ^ signature const Limit = 10
//    ^ exported 1
//    ^ binds assign Limit = #int

const (
    Red Colour = iota
//  ^ defines constant Red : Colour
//      ^ refers type Colour
//  ^ binds assign Red : Colour = #int
    green
//  ^ defines constant green : Colour
//  ^ signature const green
//  ^ exported 0
//  ^ binds assign green : Colour
    width, height = 1, "two"
//  ^ defines constant width
//         ^ defines constant height
//  ^ binds assign width = #int
//         ^ binds assign height = #str
)

var registry = map[string]*Server{}
//  ^ defines variable registry
//  ^ signature var registry = map[string]*Server{}
//                         ^ refers type Server
//  ^ binds assign registry = <map[string,Server]>

var (
    handler func(*Request) (Reply, error) = serve
//  ^ defines variable handler : fn[tuple[Reply,error]]
//                ^ refers type Request
//                          ^ refers type Reply
//                                          ^ refers read serve
//  ^ binds assign handler : fn[tuple[Reply,error]] = serve
    low, high = bounds()
//  ^ defines variable low
//       ^ defines variable high
//              ^ refers call bounds
//  ^ binds assign low = bounds()[0]
//       ^ binds assign high = bounds()[1]
    left, right Point = first(), second()
//  ^ defines variable left : Point
//        ^ defines variable right : Point
//              ^ refers type Point
//                      ^ refers call first
//                               ^ refers call second
//  ^ binds assign left : Point = first()
//        ^ binds assign right : Point = second()
    _ Shape = (*Square)(nil)
//    ^ refers inherit Shape
//              ^ refers type Square
//    ^ inherits implements Shape by Square
)

type Colour int
//   ^ defines type Colour : int
type Alias = geo.Point
//   ^ defines type Alias : geo.Point
//               ^ refers type Point on geo
type Handler func(w Writer, r *Request) (Reply, error)
//   ^ defines type Handler : fn[tuple[Reply,error]]
//   ^ signature type Handler func(w Writer, r *Request) (Reply, error)
//                  ^ refers type Writer
//                             ^ refers type Request
//                                       ^ refers type Reply

// Square is a shape.
// It has four sides.
type Square[T any, N ~int | float64] struct {
//   ^ defines struct Square
//   ^ doc Square is a shape.
//   ^ signature type Square[T any, N ~int | float64] struct
//          ^ binds generic T : any
//                 ^ binds generic N : int|float64
    *Base
//   ^ refers inherit Base
//   ^ inherits embeds Base
    geo.Figure
//      ^ refers inherit Figure on geo
//  ^ inherits embeds geo.Figure
    List[T]
//  ^ refers inherit List
//  ^ inherits embeds List[T]
    side, Top float64 `json:"side"`
//  ^ defines field Square.side : float64
//  ^ exported 0
//        ^ defines field Square.Top : float64
//  ^ binds assign side : float64
//        ^ binds assign Top : float64
    items map[string][]*Item
//  ^ defines field Square.items : map[string,list[Item]]
//                      ^ refers type Item
//  ^ binds assign items : map[string,list[Item]]
    notify chan Event
//  ^ defines field Square.notify : chan[Event]
//              ^ refers type Event
//  ^ binds assign notify : chan[Event]
    inner struct {
//  ^ defines field Square.inner : ?
//  ^ binds assign inner : ?
        depth int
//      ^ defines field Square.inner.depth : int
//      ^ binds assign depth : int
    }
}

type Shape interface {
//   ^ defines interface Shape
    fmt.Stringer
//      ^ refers inherit Stringer on fmt
//  ^ inherits embeds fmt.Stringer

    // Area measures.
    Area(unit Unit) (size float64, err error)
//  ^ defines method Shape.Area : tuple[float64,error]
//  ^ doc Area measures.
//  ^ signature Area(unit Unit) (size float64, err error)
//  ^ exported 1
//            ^ refers type Unit
    ~int | ~string
}

type (
    pair struct{ first, second int }
//  ^ defines struct pair
//               ^ defines field pair.first : int
//                      ^ defines field pair.second : int
//               ^ binds assign first : int
//                      ^ binds assign second : int

    // Ids are sorted.
    Ids []int
//  ^ defines type Ids : list[int]
//  ^ doc Ids are sorted.
)

// NewSquare makes one.
func NewSquare[T any](side float64, options ...Option) *Square[T] {
//   ^ defines function NewSquare : Square[T]
//   ^ doc NewSquare makes one.
//   ^ signature func NewSquare[T any](side float64, options ...Option) *Square[T]
//                                             ^ refers type Option
//                                                      ^ refers type Square
//             ^ binds generic T : any
//                    ^ binds parameter side : float64
//                                  ^ binds parameter options : list[Option]
    return &Square[T]{side: side, items: nil}
//          ^ refers new Square
//                    ^ refers write side on <Square[T]>
//                                ^ refers write items on <Square[T]>
}

func (s *Square[T]) Scale(ctx context.Context, by, more int) (scaled *Square[T], err error) {
//                  ^ defines method Square.Scale : tuple[Square[T],error] of Square
//                  ^ signature func (s *Square[T]) Scale(ctx context.Context, by, more int) (scaled *Square[T], err error)
//       ^ refers type Square
//                                    ^ refers type Context on context
//    ^ binds parameter s : Square[T]
//              ^ binds generic T
//                        ^ binds parameter ctx : context.Context
//                                             ^ binds parameter by : int
//                                                 ^ binds parameter more : int
//                                                            ^ binds assign scaled : Square[T]
//                                                                               ^ binds assign err : error
    s.side = float64(by) * s.Base.factor()
//    ^ refers write side on s
//           ^ refers call float64
//                           ^ refers read Base on s
//                                ^ refers call factor on s.Base
    s.Top++
//    ^ refers write Top on s
    area, err := s.Area(Unit(by))
//                 ^ refers call Area on s
//                      ^ refers call Unit
//  ^ binds assign area = s.Area(Unit(by))[0] from +1
//        ^ binds assign err = s.Area(Unit(by))[1] from +1
    only := s.measure()
//            ^ refers call measure on s
//  ^ binds assign only = s.measure() from +1
    x, y := s.left(), geo.Origin.X
//            ^ refers call left on s
//                        ^ refers read Origin on geo
//                               ^ refers read X on geo.Origin
//                    ^ refers read geo
//  ^ binds assign x = s.left() from +1
//     ^ binds assign y = geo.Origin.X from +1
    value, ok := s.items["a"]
//                 ^ refers read items on s
//  ^ binds assign value = s.items[] from +1
//         ^ binds assign ok = #bool from +1
    item, _ := found.(*Item)
//                     ^ refers type Item
//             ^ refers read found
//  ^ binds assign item = <Item> from +1
    event := <-s.notify
//               ^ refers read notify on s
//  ^ binds assign event = s.notify* from +1
    first, open := <-s.notify
//                     ^ refers read notify on s
//  ^ binds assign first = s.notify* from +1
//         ^ binds assign open = #bool from +1
    for key, value := range s.items {
//                            ^ refers read items on s
//      ^ binds assign key = s.items^ from +4
//           ^ binds assign value = s.items* from +4
        value.use(key)
//            ^ refers call use on value
    }
    for index := range only {
//      ^ binds assign index = only^
    }
    for i := 0; i < len(x.points); i++ {
//                  ^ refers call len
//                        ^ refers read points on x
//      ^ binds assign i = #int
    }
    if side := s.side; side > Limit {
//               ^ refers read side on s
//                            ^ refers read Limit
//     ^ binds assign side = s.side
        registry[side].Close()
//                     ^ refers call Close on registry[]
//      ^ refers read registry
    }
    switch shape := found.(type) {
//                  ^ refers read found
//         ^ binds assign shape = found
    case *Circle:
//        ^ refers type Circle
        shape.Roll()
//            ^ refers call Roll on shape
//      ^ binds assign shape : Circle
    case Line, Point:
//       ^ refers type Line
//             ^ refers type Point
        shape.Draw()
//            ^ refers call Draw on shape
    }
    select {
    case done := <-ctx.Done():
//                     ^ refers call Done on ctx
//       ^ binds assign done = ctx.Done()*
        done.ok()
//           ^ refers call ok on done
    }
    points := []Point{{X: 1, Y: origin}, {X: 2}}
//              ^ refers type Point
//                     ^ refers write X on <Point>
//                           ^ refers write Y on <Point>
//                              ^ refers read origin
//  ^ binds assign points = <list[Point]> from +1
    names := map[Colour]Point{Red: {X: 3}}
//               ^ refers type Colour
//                      ^ refers type Point
//                            ^ refers read Red
//                                  ^ refers write X on <Point>
//  ^ binds assign names = <map[Colour,Point]> from +1
    made := make(map[string]Item)
//          ^ refers call make
//                          ^ refers type Item
//  ^ binds assign made = <map[string,Item]> from +1
    fresh := new(geo.Point)
//           ^ refers call new
//                   ^ refers type Point on geo
//  ^ binds assign fresh = <geo.Point> from +1
    plain := geo.Point{X: 1}
//               ^ refers new Point on geo
//                     ^ refers write X on <geo.Point>
//  ^ binds assign plain = <geo.Point> from +1
    convert := (*Circle)(s)
//               ^ refers type Circle
//  ^ binds assign convert = Circle(s) from +1
    bytes := []byte("x")
//  ^ binds assign bytes = <list[byte]> from +1
    part := points[1:2]
//  ^ binds assign part = points from +1
    nested := points[0].next().items["k"]
//                      ^ refers call next on points[0]
//                             ^ refers read items on points[0].next()
//  ^ binds assign nested = points[0].next().items[] from +1
    most := Max[int](1, 2)
//          ^ refers call Max
//              ^ refers read int
//  ^ binds assign most = Max[]() from +1
    measure := s.measure
//               ^ refers read measure on s
//  ^ binds assign measure = s.measure from +1
    fail := func(reply Reply, codes ...int) *Failure {
//                     ^ refers type Reply
//                                           ^ refers type Failure
//  ^ binds assign fail = <fn[Failure]> from +10
//               ^ binds parameter reply : Reply from +6
//                            ^ binds parameter codes : list[int] from +6
        return reply.failure(high)
//                   ^ refers call failure on reply
//                           ^ refers read high
    }
    var local struct{ hidden int }
//      ^ binds assign local : ?
    var a, b Item
//           ^ refers type Item
//      ^ binds assign a : Item
//         ^ binds assign b : Item
    const half = 2
//        ^ binds assign half = #int
    type inside struct{ deep int }
//       ^ defines struct Square.Scale.inside
//                      ^ defines field Square.Scale.inside.deep : int
//                      ^ binds assign deep : int
    defer fail(nil)
//        ^ refers call fail
    go s.run()
//       ^ refers call run on s
    total += only
//  ^ refers write total
    width = 3
//  ^ refers write width
    return s, nil
}

func (Square[T]) unnamed() {}
//               ^ defines method Square.unnamed of Square
//    ^ refers type Square
//           ^ binds generic T
//--- broken.go
package broken
//      ^ imports package broken

func fine() {}
//   ^ defines function fine

func wrong( {
//   ^ defines function wrong
//^< reports missing )
}
//--- go_linux.go
//go:build linux && !cgo
//^< imports condition //go:buildlinux&&!cgo
// A comment that is no condition.

package shapes
//      ^ imports package shapes

type Named interface{ Name() string }
//   ^ defines interface Named
//                    ^ defines method Named.Name : string

func inline(value interface {
//   ^ defines function inline
//          ^ binds parameter value : {=Close=&15,Named=Named}
    Close() error
//  ^ defines method inline.Close : error
    Named
//  ^ refers type Named
}) {
}
