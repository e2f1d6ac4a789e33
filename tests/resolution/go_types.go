//--- go.mod
module example.com/app
//--- base/base.go
package base

import (
    "iter"
    "sync"
    "sync/atomic"
)

type Dispenser struct{ Cursor }

func (d *Dispenser) Next() *Token { return nil }
func (d *Dispenser) Close()       {}

type Token struct{}

func (t Token) Text() string { return "" }

type Cursor struct{}

func (c Cursor) Close()  {}
func (c Cursor) Rewind() {}

type Closer interface{ Close() }

type Labels interface{ Labels() *Token }

type Series interface {
    Labels
    Closer
}

type Helper struct {
    *Dispenser
    Closer
    index int
}

// A type that is embedded is a field of its name, too; the shallowest member counts.
func use(h Helper, series Series) {
    h.Dispenser.Next().Text()
//              ^ calls Dispenser.Next
//                     ^ calls Token.Text
    h.Dispenser.Cursor.Close()
//                     ^ calls Cursor.Close
    h.Cursor.Rewind()
//           ^ calls Cursor.Rewind
    h.Dispenser.Close()
//              ^ calls Dispenser.Close
    h.Rewind()
//    ^ calls Cursor.Rewind
    h.Closer.Close()
//           ^ calls Closer.Close
    h.index.Text()
//          ^ calls nothing
    series.Labels().Text()
//         ^ calls Labels.Labels
//                  ^ calls Token.Text
    series.Closer.Close()
//                ^ calls nothing
}

type shallow struct {
    deep
    near
}

type deep struct{ deeper }
type deeper struct{}
type near struct{}

func (deeper) Path() string { return "" }
func (near) Path() string   { return "" }

// That a type has the methods of an interface gives it none.
var _ Placed = (*deep)(nil)

type Placed interface {
    Path() string
    Extra()
}

func depth(s shallow, d deep) {
    s.Path()
//    ^ calls near.Path
    d.Path()
//    ^ calls deeper.Path
    d.Extra()
//    ^ calls nothing
}

// The fields of a struct without a name.
func records() {
    tests := []struct {
        name      string
        match     Dispenser
        one, two  *Token
        made      func() *Token
        inner     struct{ token *Token }
        *Cursor
    }{{name: "x"}}
    for _, tt := range tests {
        tt.match.Next()
//               ^ calls Dispenser.Next
        tt.two.Text()
//             ^ calls Token.Text
        tt.made().Text()
//                ^ calls Token.Text
        tt.inner.token.Text()
//                     ^ calls Token.Text
        tt.Cursor.Rewind()
//                ^ calls Cursor.Rewind
        tt.name.Text()
//              ^ calls nothing
        tt.token.Text()
//               ^ calls nothing
    }
    for _, tt := range map[string]struct{ token *Token }{} {
        tt.token.Text()
//               ^ calls Token.Text
    }
    single.token.Text()
//               ^ calls Token.Text
}

var single = struct{ token *Token }{}

type Queue[T any] struct{ items []T }

func NewQueue[T any](size int) *Queue[T]            { return nil }
func Start[K, V any](size int) (*Queue[V], error)   { return nil, nil }
func Empty[K, V any]() *Queue[V]                    { return nil }
func (q *Queue[T]) Add(values ...T) *Queue[T]       { return q }
func (q *Queue[T]) Head() T                         { return q.items[0] }

// A call with type arguments, which reads like a conversion.
func generics() {
    NewQueue[*Token](10).Head().Text()
//  ^ calls NewQueue
//                       ^ calls Queue.Head
//                              ^ calls Token.Text
    queue, err := Start[string, Token](10)
//                ^ calls Start
    queue.Add().Head().Text()
//        ^ calls Queue.Add
//                     ^ calls Token.Text
    err.Text()
//      ^ calls nothing
    Empty[string, *Token]().Head().Text()
//  ^ calls Empty
//                          ^ calls Queue.Head
//                                 ^ calls Token.Text
    Queue[Token](any).Head().Text()
//                    ^ calls Queue.Head
//                           ^ calls Token.Text
    var converted = Predicate[Token](nil)
    converted.And(nil).Test()
//            ^ calls Predicate.And
//                     ^ calls Predicate.Test
}

type Predicate[T any] func(T) bool

func (p Predicate[T]) And(other Predicate[T]) Predicate[T] { return p }
func (p Predicate[T]) Test() bool                          { return true }

// Channels and iterators give one variable their elements, lists and maps their positions and keys.
func loops(tokens chan *Token, sequence iter.Seq[*Token], pairs iter.Seq2[Token, *Cursor], list []*Token) {
    for token := range tokens {
        token.Text()
//            ^ calls Token.Text
    }
    for token := range sequence {
        token.Text()
//            ^ calls Token.Text
    }
    for token, cursor := range pairs {
        token.Text()
//            ^ calls Token.Text
        cursor.Rewind()
//             ^ calls Cursor.Rewind
    }
    for index := range list {
        index.Text()
//            ^ calls nothing
    }
}

var once = sync.OnceValue(func() *Token { return nil })

func library(stored atomic.Pointer[Token]) {
    once().Text()
//         ^ calls Token.Text
    stored.Load().Text()
//                ^ calls Token.Text
}

func several() {
    queue, err := Both[string, *Token]()
    queue.Head().Text()
//               ^ calls Token.Text
    err.Text()
//      ^ calls nothing
}

func Both[K, V any]() (*Queue[V], error) { return nil, nil }
