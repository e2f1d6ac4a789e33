//--- Cargo.toml
[package]
name = "drawing-app"
[dependencies]
forms = { package = "shape-core", path = "core" }
others = { package = "not-here" }
//--- core/Cargo.toml
[package]
name = "shape-core"
//--- core/src/lib.rs
pub mod shapes;
mod tools;
pub use crate::shapes::Square as Box4;
pub type Outcome<T> = std::result::Result<T, Failure>;
pub struct Failure;
pub trait Draw {
    fn draw(&self) -> i32;
    fn twice(&self) -> i32 { self.draw() }
//                                ^ calls core/src/lib.rs:Draw.draw
}
#[macro_export]
macro_rules! paint { () => {} }
//--- core/src/shapes.rs
use crate::{tools::{self, measure}, Draw, Outcome};
mod deep;
#[derive(Default, Clone)]
pub struct Square { side: Side, sides: Vec<Side> }
#[derive(Default, Clone)]
pub struct Side(Corner);
pub struct Corner;
impl Corner { pub fn turn(&self) {} }
pub enum Kind { Round(Side), Flat, Tall { side: Side } }
impl Side {
    pub fn length(&self) -> i32 { self.0.turn(); 0 }
//                                       ^ calls core/src/shapes.rs:Corner.turn
    fn push(&self) {}
}
impl Square {
    pub fn new() -> Self { Self::default() }
//                               ^ calls nothing
    pub fn open() -> Outcome<Square> { Ok(Square::new()) }
//                                                ^ calls core/src/shapes.rs:Square.new
    pub fn grow(&mut self) {
        measure();
//      ^ calls core/src/tools.rs:measure
        tools::measure();
//             ^ calls core/src/tools.rs:measure
        deep::dig();
//            ^ calls core/src/shapes/deep.rs:dig
        self.side.length();
//                ^ calls core/src/shapes.rs:Side.length
        self.sides.push(Side::default());
//                 ^ calls nothing
        self.sides.first().unwrap().length();
//                                  ^ calls core/src/shapes.rs:Side.length
        Self::open().unwrap().twice();
//                            ^ calls core/src/lib.rs:Draw.twice
        let other = Self::default();
        other.draw();
//            ^ calls core/src/shapes.rs:Square.draw
        let kind = Kind::Round(Side::default());
//                       ^ calls core/src/shapes.rs:Kind.Round
        if let Kind::Round(side) = kind {
            side.length();
//               ^ calls core/src/shapes.rs:Side.length
        }
    }
    fn hidden() {
        let measure = || 1;
        measure();
//      ^ calls nothing
    }
}
impl Draw for Square { fn draw(&self) -> i32 { 4 } }
pub fn all<T: Draw>(one: T, other: &dyn Draw, text: String) {
    one.draw();
//      ^ calls core/src/lib.rs:Draw.draw
    other.twice();
//        ^ calls core/src/lib.rs:Draw.twice
    text.length();
//       ^ calls nothing
    paint!();
//  ^ calls core/src/lib.rs:paint
}
fn helper() {}
mod tests {
    use super::*;
    fn works() {
        helper();
//      ^ calls core/src/shapes.rs:helper
        super::helper();
//             ^ calls core/src/shapes.rs:helper
        measure();
//      ^ calls core/src/tools.rs:measure
    }
}
mod closed {
    fn fails() {
        helper();
//      ^ calls nothing
    }
}
//--- core/src/shapes/deep.rs
use super::Square;
pub fn dig() {
    Square::new().grow();
//                ^ calls core/src/shapes.rs:Square.grow
    super::super::tools::measure();
//                       ^ calls core/src/tools.rs:measure
}
//--- core/src/tools.rs
pub fn measure() {}
//--- src/main.rs
use shape_core::{shapes, Box4, Outcome};
use std::fs::measure;
fn main() {
    Box4::new().grow();
//              ^ calls core/src/shapes.rs:Square.grow
    shape_core::shapes::Square::open().unwrap().grow();
//                              ^ calls core/src/shapes.rs:Square.open
    shapes::all(1);
//          ^ calls core/src/shapes.rs:all
    measure();
//  ^ calls nothing
    helper();
//  ^ calls nothing
    forms::shapes::all(1);
//                 ^ calls core/src/shapes.rs:all
    others::shapes::all(1);
//                  ^ calls nothing
}
//--- names/Cargo.toml
[package]
name = "names"
//--- names/src/lib.rs
#[macro_use]
mod shared;
mod flags;
mod local;
use local::local;
struct Debug;
#[derive(Debug)]
//       ^ calls nothing (external)
struct Marked;
pub struct Wrap<M> { inner: M }
impl<M: Runs> Wrap<M> {
    fn go(&self) {
        self.inner.run();
//                 ^ calls names/src/lib.rs:Runs.run
    }
}
pub trait Runs { fn run(&self); }
type Alias = Marked;
impl Marked { fn make() -> Self { Marked } }
fn uses() {
    Alias::make().mark();
//         ^ calls names/src/lib.rs:Marked.make
//                ^ calls names/src/lib.rs:Marked.mark
    local();
//  ^ calls names/src/local.rs:local
    local::other();
//         ^ calls names/src/local.rs:other
    share!();
//  ^ calls names/src/shared.rs:share
    write!(out, "x");
//  ^ calls nothing
}
check!(|one: Marked, mut two: &Wrap<Marked>| { one.mark(); two.go(); });
//                                                 ^ calls names/src/lib.rs:Marked.mark
//                                                             ^ calls names/src/lib.rs:Wrap.go
impl Marked { fn mark(&self) {} }
//--- names/src/shared.rs
macro_rules! share { () => {} }
//--- names/src/local.rs
macro_rules! write { () => {} }
pub fn local() {}
pub fn other() {
    write!();
//  ^ calls names/src/local.rs:write
}
//--- names/src/flags.rs
pub use crate::flags::parse::{parse, Parsed};
mod parse;
use crate::flags::parse::low;
fn all() {
    low();
//  ^ calls names/src/flags/parse.rs:low
    parse();
//  ^ calls names/src/flags/parse.rs:parse
    crate::flags::parse::low();
//                       ^ calls names/src/flags/parse.rs:low
}
//--- names/src/flags/parse.rs
pub struct Parsed;
pub fn parse() {}
pub fn low() {}
//--- callbacks/Cargo.toml
[package]
name = "callbacks"
//--- callbacks/src/lib.rs
struct Pen;
impl Pen { fn draw(&self) {} }
fn start(count: usize, job: impl Fn(&Pen, usize)) {}
fn each<F: Fn(Pen) -> bool>(job: F) {}
fn run() {
    start(1, |pen, times| pen.draw());
//                            ^ calls Pen.draw
    each(|pen| { pen.draw(); true });
//                   ^ calls Pen.draw
    start(1, |pen, times| times.draw());
//                              ^ calls nothing
}
//--- src/shadows.rs
struct Outer;
impl Outer {
    fn inner(&self) -> Option<Inner> { None }
    fn all(&self) -> Vec<Inner> { vec![] }
}
struct Inner;
impl Inner {
    fn leaf(&self) -> Leaf { Leaf }
}
struct Leaf;
impl Leaf {
    fn end(&self) {}
}
fn value() -> Outer { Outer }
// A name means what it meant before in what it gets.
fn shadows() {
    let value = value();
//              ^ calls value
    let value = value.inner().unwrap();
//                    ^ calls Outer.inner
    let value = value
        .leaf();
//       ^ calls Inner.leaf
    value.end();
//        ^ calls Leaf.end
    value.leaf();
//        ^ calls nothing
    let one_line = || { let value = Inner; value.leaf() };
//                                               ^ calls Inner.leaf
}
fn conditions(item: Outer) {
    if let Some(item) = item.inner() {
//                           ^ calls Outer.inner
        item.leaf();
//           ^ calls Inner.leaf
    }
    for item in item.all() {
//                   ^ calls Outer.all
        item.leaf();
//           ^ calls Inner.leaf
    }
    item.inner();
//       ^ calls Outer.inner
    while let Some(item) = item.inner() {
//                              ^ calls Outer.inner
        item.leaf();
//           ^ calls Inner.leaf
    }
}
//--- held/Cargo.toml
[package]
name = "held"
//--- held/src/lib.rs
mod failing;
mod split;
use split::{measure, cut};
struct Pen { ink: Ink }
struct Ink;
struct Failed;
enum Tool { Drawing { pen: Pen }, Spilling(Ink) }
trait Map { fn map(&self) {} }
impl Pen {
    fn refill(&self) -> Result<Ink, Failed> { Ok(Ink) }
}
impl Ink {
    fn dry(&self) -> Option<Ink> { None }
    fn map(&self) {}
}
// What `?` gives is held by a wrapper no more.
fn tried(pen: Pen) -> Result<(), Failed> {
    pen.refill()?.dry()?.dry();
//                ^ calls Ink.dry
//                       ^ calls Ink.dry
    pen.refill().map();
//               ^ calls nothing
    pen.refill()?.map();
//                ^ calls Ink.map
    Ok(())
}
// The names that an arm binds are its own, and their values what it gives.
fn arms(tool: Tool, other: Option<Pen>) {
    let ink = match tool {
        Tool::Drawing { pen } => pen.ink,
        Tool::Spilling(spilt) => spilt,
    };
    ink.dry();
//      ^ calls Ink.dry
    let pen = match other { Some(found) => found, None => return };
    pen.refill();
//      ^ calls Pen.refill
    let found = Ink;
    let taken = if let Some(found) = maybe() { found } else { panic!() };
    taken.refill();
//        ^ calls Pen.refill
    taken.dry();
//        ^ calls nothing
}
fn maybe() -> Option<Pen> { None }
// A function and a module may have one name.
fn cut() {}
fn modules() {
    cut();
//  ^ calls held/src/lib.rs:cut
    cut::deep();
//       ^ calls held/src/split.rs:cut.deep
    measure();
//  ^ calls held/src/split.rs:measure
}
// What macros are given may be given to others, and calls among tokens have arguments, too.
outer! { inner! { fn nested(at: Ink) { at.dry(); } } }
//                                        ^ calls Ink.dry
fn tokens(pen: Pen) {
    nested(Ink);
//  ^ calls held/src/lib.rs:nested
    check!(Box::new(&pen.ink).dry(), Box::new(1 + pen).refill());
//                            ^ calls Ink.dry
//                                                     ^ calls nothing
}
// Numbers that a macro makes blocks for.
trait Halved { fn halved(&self); }
macro_rules! halve { ($number:ty) => { impl Halved for $number { fn halved(&self) {} } impl From<$number> for Ink { fn from(n: $number) -> Ink { Ink } } } }
halve!(u8);
halve!(u16);
impl From<Pen> for Ink {
    fn from(pen: Pen) -> Ink {
        let all = list(|each| each);
        Ink
    }
}
fn numbers(side: u8, wide: i64, pen: Pen) {
    side.halved();
//       ^ calls halve.$number.halved
    wide.halved();
//       ^ calls nothing
    Ink::from(side);
//       ^ calls halve.Ink.from
    Ink::from(pen);
//       ^ calls Ink.from
}
//--- held/src/failing.rs
// What a value holds that has failed.
pub struct Spilt;
impl Spilt { fn wipe(&self) {} fn show(&self) -> Note { Note } }
pub struct Note;
impl Note { fn read(&self) {} fn map(&self) {} }
type Wet<T, E = Spilt> = Result<T, E>;
trait Shaken { fn shake(&self); }
pub struct Can<E> { last: Result<u8, E>, note: Option<Note> }
fn pour() -> Result<u8, Spilt> { Ok(1) }
fn drip() -> Wet<u8, Note> { Ok(1) }
fn stir<E: Shaken>() -> Poll<Result<u8, E>> { todo!() }
fn failures(can: Can<Spilt>) {
    match pour() {
        Err(spilt) if ready() => spilt.wipe(),
//                                     ^ calls Spilt.wipe
        Ok(drop) => drop.wipe(),
//                       ^ calls nothing
    }
    let poured = pour();
    if let Err(spilt) = poured { spilt.wipe() }
//                                     ^ calls Spilt.wipe
    drip().map_err(|note| note.read());
//                             ^ calls Note.read
    pour().map_err(|spilt| spilt.show()).unwrap_or_else(|note| note.read());
//                                                                  ^ calls Note.read
    if let Poll::Ready(Err(error)) = stir() { error.shake() }
//                                                  ^ calls Shaken.shake
    if let Err(spilt) = can.last { spilt.wipe() }
//                                       ^ calls Spilt.wipe
    other().map_err(|unknown| unknown.wipe());
//                                    ^ calls nothing
}
// A wrapper's own methods, also of what its methods give.
trait Map { fn map(self); fn parse(self); }
impl Map for u8 { fn map(self) {} fn parse(self) {} }
impl Map for &str { fn map(self) {} fn parse(self) {} }
fn own_methods(can: Can<Spilt>, text: &str) {
    pour().map(|drop| drop);
//         ^ calls nothing
    can.note.as_ref().map(|note| note);
//                    ^ calls nothing
    text.map();
//       ^ calls str.map
    text.parse();
//       ^ calls nothing
}
// What a closure is called with, in the arguments of another type; the parameters of a block are those of its type.
fn with_pen<F>(work: F) where F: FnOnce(Box<Note>, Option<Spilt>) {}
enum Two<A, B> { First(A), Second(B) }
impl<C: Shaken> Two<C, Note> {
    fn two(&self) {
        with_pen(|note, spilt| { note.read(); if let Some(wet) = spilt { wet.wipe() }     });
//                                    ^ calls Note.read
//                                                                           ^ calls Spilt.wipe
        match self {
            Two::First(first) => first.shake(),
//                                     ^ calls Shaken.shake
            Two::Second(second) => second.read(),
//                                        ^ calls Note.read
        }
    }
}
//--- held/src/split.rs
pub mod cut { pub fn deep() {} }
pub fn measure() {}
//--- held/src/chosen.rs
// Which block of a trait a method call means is told by what it is given.
pub struct Mix;
pub struct Dye;
trait Add<T> { fn add(&self, other: T); }
impl Add<Mix> for Mix { fn add(&self, other: Mix) {} }
impl Add<Dye> for Mix { fn add(&self, other: Dye) {} }
enum AVeryLongReason { OfSomeKindOrAnother, OfAnotherKindThanThat }
pub struct Complaint;
impl From<AVeryLongReason> for Complaint { fn from(reason: AVeryLongReason) -> Complaint { Complaint } }
impl From<Dye> for Complaint { fn from(dye: Dye) -> Complaint { Complaint } }
fn chosen(mix: Mix, dye: Dye, is_kind: bool) {
    mix.add(dye);
//      ^ calls Mix.add#2
    mix.add(Mix);
//      ^ calls Mix.add#1
    Complaint::from(if is_kind { AVeryLongReason::OfSomeKindOrAnother } else { AVeryLongReason::OfAnotherKindThanThat });
//             ^ calls Complaint.from#1
}
// What a call says of its type parameters; what it leaves out is known by its bounds.
trait Read { fn read(&self); }
fn read_at<T: Read, U>(at: usize, other: U) -> Option<T> { None }
impl Read for Dye { fn read(&self) {} }
fn typed(mix: Mix) {
    read_at::<Dye, _>(1, mix).unwrap().read();
//                                     ^ calls Dye.read
    read_at::<_, Mix>(1, mix).unwrap().read();
//                                     ^ calls Read.read
}
