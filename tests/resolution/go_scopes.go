//--- go.mod
module example.com/app
//--- ink/ink.go
package ink

type Ink struct{}

func New() *Ink { return &Ink{} }

func (i *Ink) Mix() *Ink { return i }
func (i *Ink) Dry() *Paint { return nil }

type Paint struct{}

func (p *Paint) Spread() {}
//--- page/page.go
package page

import "example.com/app/ink"

func New() *ink.Ink { return nil }

type node struct{ next *node }

func (n *node) split() []*node { return nil }
func (n *node) walk()          {}

// A name holds from the statement after its declaration on.
func shadows(ink *ink.Ink, node *node) {
    node.walk()
//       ^ calls node.walk
    ink.Mix()
//      ^ calls ink/ink.go:Ink.Mix
    if true {
        ink := ink.Dry()
//                 ^ calls ink/ink.go:Ink.Dry
        ink.Spread()
//          ^ calls ink/ink.go:Paint.Spread
        ink.Mix()
//          ^ calls nothing
    }
    ink.Dry()
//      ^ calls ink/ink.go:Ink.Dry
}

func before() {
    ink.New()
//      ^ calls ink/ink.go:New
    New := New()
//         ^ calls New
    New.Mix()
//      ^ calls ink/ink.go:Ink.Mix
    ink, again := ink.New(), New
//                    ^ calls ink/ink.go:New
    ink.Dry()
//      ^ calls ink/ink.go:Ink.Dry
    again.Mix()
//        ^ calls ink/ink.go:Ink.Mix
    func() {
        ink.New()
//          ^ calls nothing
    }()
}

func (n *node) spill() {
    n.walk()
//    ^ calls node.walk
    for _, node := range n.split() {
//                         ^ calls node.split
        node.next.walk()
//                ^ calls node.walk
    }
    for _, n := range n.split() {
//                      ^ calls node.split
        n.walk()
//        ^ calls node.walk
    }
    made := &node{}
    made.walk()
//       ^ calls node.walk
}

// What stands around a function does not see its parameters, and they hide what it is in.
func nested(r *ink.Ink, b *ink.Paint) {
    r.Mix(func(r *ink.Paint) {
//    ^ calls ink/ink.go:Ink.Mix
        r.Spread()
//        ^ calls ink/ink.go:Paint.Spread
        r.Mix()
//        ^ calls nothing
    })
    r.Dry(func(r *ink.Paint) {})
//    ^ calls ink/ink.go:Ink.Dry
    insert := func() {
        b := ink.New()
        b.Mix()
//        ^ calls ink/ink.go:Ink.Mix
        b.Spread()
//        ^ calls nothing
    }
    insert()
    if r := r.Dry(); r != nil {
        r.Spread()
//        ^ calls ink/ink.go:Paint.Spread
    }
    single := func() *ink.Ink { inner := ink.New(); return inner.Mix() }
//                                                               ^ calls ink/ink.go:Ink.Mix
    single().Mix()
//           ^ calls ink/ink.go:Ink.Mix
}

func switches(any interface{}) {
    switch any := any.(type) {
    case *ink.Ink:
        if true {
            return
        }
        any.Mix()
//          ^ calls ink/ink.go:Ink.Mix
    case *ink.Paint:
        any.Spread()
//          ^ calls ink/ink.go:Paint.Spread
        any.Mix()
//          ^ calls nothing
    }
}
//--- page/page_test.go
package page_test

import "example.com/app/page"

func New() *other { return nil }

type other struct{}

func (o *other) Own() {}
//--- page/use_test.go
package page_test

func use() {
    New().Own()
//  ^ calls page/page_test.go:New
//        ^ calls page/page_test.go:other.Own
    nested(nil, nil)
//  ^ calls nothing
}
