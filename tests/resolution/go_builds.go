//--- go.mod
module example.com/red/v9
//--- red.go
package scarlet

type Client struct{ flush func() }

func New() *Client { return &Client{} }

func (c *Client) Do() *Reply { return nil }

type Reply struct{}

func (r *Reply) Text() string { return "" }
//--- version/v2.go
package version

func Of() string { return "" }
//--- disk/disk.go
package disk

type File struct{}

func (f *File) Close() {
    f.sync()
//    ^ calls disk/disk_linux.go:File.sync
    f.lock()
//    ^ calls disk/lock_unix.go:File.lock
    open()
//  ^ calls disk/open.go:open
    trace()
//  ^ calls disk/trace_off.go:trace
    fast()
//  ^ calls disk/fast_amd64.go:fast
}
//--- disk/disk_darwin.go
package disk

func (f *File) sync() {}
//--- disk/disk_linux.go
package disk

func (f *File) sync() {}
//--- disk/disk_windows.go
package disk

func (f *File) sync() {
    open()
//  ^ calls disk/a_windows.go:open
    f.lock()
//    ^ calls disk/a_windows.go:File.lock
    fast()
//  ^ calls disk/fast_amd64.go:fast
}
//--- disk/a_windows.go
package disk

func open()            {}
func (f *File) lock() {}
//--- disk/open.go
//go:build !windows && !(plan9 || js)
// +build !windows,!plan9,!js

package disk

func open() {}
//--- disk/lock_unix.go
//go:build unix

package disk

func (f *File) lock() {}
//--- disk/fast.go
//go:build !amd64

package disk

func fast() {}
//--- disk/fast_amd64.go
package disk

func fast() {}
//--- disk/trace.go
// +build trace

package disk

func trace() {}
//--- disk/trace_off.go
// +build !trace

package disk

func trace() {}
//--- disk/trace_test.go
//go:build trace && go1.99

package disk

func traced() {
    trace()
//  ^ calls disk/trace.go:trace
}
//--- use/use.go
package use

import (
    "example.com/red/v9"
    "example.com/red/v9/disk"
    "example.com/red/v9/version"
)

type closer struct {
    state struct {
        disk.File
        last *scarlet.Client
    }
}

// A package has the name that it says, whatever its path ends in.
func use(list int, several []*scarlet.Client, c *closer) {
    client := scarlet.New()
//                    ^ calls red.go:New
    client.Do().Text()
//         ^ calls red.go:Client.Do
//              ^ calls red.go:Reply.Text
    version.Of()
//          ^ calls version/v2.go:Of
    for _, each := range several { // whatever `list` is
        each.Do()
//           ^ calls red.go:Client.Do
    }
    c.state.Close()
//          ^ calls disk/disk.go:File.Close
    c.state.Do()
//          ^ calls nothing
    c.state.last.Do()
//               ^ calls red.go:Client.Do
}

type Page[T any] struct{ body T }

type Pointer[T any] interface {
    *T
    Turn() T
}

type Book[T any, P Pointer[T]] struct{ page T }

func (b *Book[E, Q]) Read() {
    Q(&b.page).Turn()
//             ^ calls Pointer.Turn
    Q(&b.page).Skip()
//             ^ calls nothing
}

func asserted(value any, other interface{ Ping() *scarlet.Client }) {
    other.Ping().Do()
//        ^ calls asserted.Ping
//               ^ calls red.go:Client.Do
    if stopper, ok := value.(interface{ Stop() error }); ok {
        stopper.Stop()
//              ^ calls asserted.Stop
        stopper.Start()
//              ^ calls nothing
    }
}
//--- dots/dots.go
package dots

type Dot struct{}

func (d *Dot) Paint() {}
func Make() *Dot      { return nil }
//--- dots/a_test.go
package dots_test

import . "example.com/red/v9/dots"

func first() {
    Make().Paint()
//  ^ calls dots/dots.go:Make
//         ^ calls dots/dots.go:Dot.Paint
}
//--- dots/b_test.go
package dots_test

import (
    . "example.com/red/v9/dots"
    . "example.com/red/v9/ink"
)

func second() {
    Make().Paint()
//         ^ calls dots/dots.go:Dot.Paint
    Pour()
//  ^ calls ink/ink.go:Pour
}
//--- dots/c_test.go
package dots_test

func third() {
    Pour() // what another file imports
//  ^ calls nothing
}
//--- ink/ink.go
package ink

func Pour() {}
