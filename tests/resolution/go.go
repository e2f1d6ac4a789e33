//--- go.mod
module example.com/app
//--- shapes/shape.go
package shapes

import (
    "sync"

    "example.com/app/internal/paint"
    alias "example.com/app/internal/colour"
)

type Shape interface {
    Draw() *paint.Canvas
    Sized
}

type Sized interface{ Size() int }

type Base struct {
    sync.Mutex
    canvas *paint.Canvas
    next   *Base
    byName map[string]*Square
}

func (b *Base) Paint() { b.canvas.Fill() }
//                                ^ calls internal/paint/paint.go:Canvas.Fill
//                                ^ how attribute
func (b Base) Name() string { return b.Canvas().String() }
//                                     ^ calls Base.Canvas
//                                              ^ calls internal/paint/paint.go:Canvas.String
func (b *Base) Canvas() *paint.Canvas { return b.canvas }

type Square struct {
    *Base
    side int
    run  func() *paint.Canvas
}

func NewSquare() *Square { return &Square{Base: &Base{}} }

func (s *Square) Draw() *paint.Canvas {
    s.Paint()
    s.Lock()
    s.next.Paint()
    local := helper()
    local.Fill()
    s.run().Fill()
    return alias.Mix(local)
}
//--- shapes/use.go
package shapes

func (s *Square) Size() int {
    s.Paint()
//    ^ calls shapes/shape.go:Base.Paint
    s.Lock()
//    ^ calls nothing (external)
    s.next.Paint()
//         ^ calls shapes/shape.go:Base.Paint
    s.missing()
//    ^ calls nothing
    s.run().Fill()
//          ^ calls internal/paint/paint.go:Canvas.Fill
    s.byName["x"].Draw()
//                ^ calls shapes/shape.go:Square.Draw
    for _, each := range s.byName {
        each.Draw()
//           ^ calls shapes/shape.go:Square.Draw
    }
    for name := range s.byName {
        name.Draw()
//           ^ calls nothing
    }
    return len(s.byName)
//         ^ calls nothing
}

func pair() (*Square, error) { return nil, nil }

func several() []Square { return nil }

func generic[T any](value T) T { return value }

type List[T any] struct{ items []T }

func (l *List[T]) First() T { return l.items[0] }

func (l *List[E]) Last() E { return l.items[0] }

type Renamed = Square

type Own Square

func use(shape Shape, any interface{}, list List[Square]) {
    shape.Draw().Fill()
//        ^ calls shapes/shape.go:Shape.Draw
//               ^ calls internal/paint/paint.go:Canvas.Fill
    shape.Size()
//        ^ calls shapes/shape.go:Sized.Size
    square := NewSquare()
//            ^ calls shapes/shape.go:NewSquare
//            ^ how package
    square.Draw()
//         ^ calls shapes/shape.go:Square.Draw
//         ^ how variable
    made, err := pair()
    made.Draw()
//       ^ calls shapes/shape.go:Square.Draw
    err.Error()
//      ^ calls nothing
    for _, one := range several() {
        one.Draw()
//          ^ calls shapes/shape.go:Square.Draw
    }
    several()[0].Draw()
//               ^ calls shapes/shape.go:Square.Draw
    literal := &Square{side: 1}
    literal.Draw()
//          ^ calls shapes/shape.go:Square.Draw
    new(Square).Draw()
//              ^ calls shapes/shape.go:Square.Draw
    any.(*Square).Draw()
//                ^ calls shapes/shape.go:Square.Draw
    if found, ok := any.(*Square); ok {
        found.Draw()
//            ^ calls shapes/shape.go:Square.Draw
    }
    switch typed := any.(type) {
    case *Square:
        typed.Draw()
//            ^ calls shapes/shape.go:Square.Draw
    }
    var declared Square
    declared.Draw()
//           ^ calls shapes/shape.go:Square.Draw
    var renamed Renamed
    renamed.Draw()
//          ^ calls shapes/shape.go:Square.Draw
    generic(square).Draw()
    list.Last().Draw()
    list.First().Draw()
    make(map[string]*Square)["x"].Draw()
//                                ^ calls shapes/shape.go:Square.Draw
    channel := make(chan *Square)
    (<-channel).Draw()
//              ^ calls shapes/shape.go:Square.Draw
    squares := []*Square{square}
    squares[0].Draw()
    function := func() *Square { return nil }
    function().Draw()
//             ^ calls shapes/shape.go:Square.Draw
    method := square.Draw
    method()
//  ^ calls nothing (through a variable)
    append(several(), *square)[0].Draw()
    any.Draw()
//      ^ calls nothing
    defaultSquare.Draw()
//                ^ calls shapes/shape.go:Square.Draw
    helper()
    func(helper func()) {
        helper()
//      ^ calls nothing
    }(nil)
}

var defaultSquare = NewSquare()
//--- shapes/help.go
package shapes

import "example.com/app/internal/paint"

func helper() *paint.Canvas { return paint.New() }
//                                         ^ calls internal/paint/paint.go:New
//                                         ^ how module
//--- internal/paint/paint.go
package paint

import "fmt"

type Canvas struct{ writer fmt.Stringer }

func New() *Canvas { return &Canvas{} }

func (c *Canvas) Fill() {
    fmt.Println("x")
//      ^ calls nothing (external)
    c.writer.String()
//           ^ calls nothing (external)
    c.String()
//    ^ calls Canvas.String
}
func (c *Canvas) String() string { return "" }

func Helper() {
    helper()
//  ^ calls nothing
}
//--- internal/colour/colour.go
package colour

import (
    "example.com/app/internal/paint"
    . "example.com/app/shapes"
    other "example.org/elsewhere"
)

func Mix(canvas *paint.Canvas) *paint.Canvas {
    NewSquare().Draw()
//  ^ calls shapes/shape.go:NewSquare
    other.Mix(canvas)
//        ^ calls nothing (external)
    return canvas
}
