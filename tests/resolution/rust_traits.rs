//--- Cargo.toml
[package]
name = "traits"
//--- src/lib.rs
mod configured;
mod placed;
mod starred;
mod starring;
mod elsewhere;
mod handed;
mod raw;
mod seen;
// Type parameters: their bounds may follow in a `where`.  https://doc.rust-lang.org/reference/items/generics.html
pub trait Visit<'a> { fn visit(&mut self); fn leave(&mut self) {} }
pub trait Named { fn name(&self) -> String; }
pub fn walk<'a, V>(v: &mut V, depth: usize)
where
    V: Visit<'a> + ?Sized,
{
    v.visit();
//    ^ calls Visit.visit
    v.name();
//    ^ calls nothing
}
pub fn both<T: Named>(one: T, other: T) -> String
where
    T: Visit<'static>,
{
    other.leave();
//        ^ calls Visit.leave
    one.name()
//      ^ calls Named.name
}
//--- src/methods.rs
// A type's own methods come before those of its traits.
// https://doc.rust-lang.org/reference/expressions/method-call-expr.html
pub trait Build { fn add(&mut self); fn both(&self) {} }
pub struct Graph;
impl Build for Graph {
    fn add(&mut self) { self.add() }
//                           ^ calls Graph.add#2
}
impl Graph {
    pub fn add(&mut self) {}
    pub fn both(&self) {}
}
fn use_of(mut graph: Graph) {
    graph.add();
//        ^ calls Graph.add#2
    graph.both();
//        ^ calls Graph.both
    Build::both(&graph);
//         ^ calls Build.both
}
//--- src/blanket.rs
// In a block for a type parameter, `self` has what the parameter's bounds have, and the trait.
// https://doc.rust-lang.org/reference/items/implementations.html
pub trait Automaton { fn next(&self); fn is_dead(&self) -> bool { true } }
pub trait Show { fn show(&self); fn twice(&self) { } }
impl<'a, A: Automaton + ?Sized> Automaton for &'a A {
    fn next(&self) { (**self).next() }
//                            ^ calls Automaton.next
}
impl<T: Automaton> Show for T {
    fn show(&self) {
        self.is_dead();
//           ^ calls Automaton.is_dead
        self.twice();
//           ^ calls Show.twice
        self.unknown();
//           ^ calls nothing
    }
}
impl Show for str {
    fn show(&self) { self.twice() }
//                        ^ calls Show.twice
}
//--- src/sized.rs
// Blocks for other arguments of a type have other methods.
pub struct Slim<V, const N: usize>(V);
pub struct A;
pub struct B;
impl A { fn end(&self) {} }
impl<V> Slim<V, 1> {
    fn find(&self) { self.one() }
//                        ^ calls Slim.one#1
    fn one(&self) {}
    fn other(&self) { self.few() }
//                         ^ calls Slim.few
}
impl<V> Slim<V, 2> {
    fn find(&self) { self.one() }
//                        ^ calls Slim.one#2
    fn one(&self) {}
    fn few(&self) {}
}
pub struct Holder<T>(T);
impl Holder<A> { fn get(&self) -> A { A } }
impl Holder<B> { fn get(&self) -> B { B } }
impl<E> Holder<E> { fn take(self) -> E { self.0 } }
fn use_of(first: Holder<A>, other: Holder<B>) {
    first.get().end();
//        ^ calls Holder.get#1
//              ^ calls A.end
    other.get().end();
//        ^ calls Holder.get#2
//              ^ calls nothing
    first.take().end();
//               ^ calls A.end
    other.take().end();
//               ^ calls nothing
}
//--- src/items.rs
// Items that a macro is given are taken for items.
template! {
    pub trait Near { @self near;
        fn near(&self) -> Place; }
}
given! {
    pub struct Place #full { pub inner: Inner }
}
pub struct Inner;
impl Inner { fn deep(&self) {} }
fn use_of<T: Near>(one: T) {
    one.near().inner.deep();
//      ^ calls Near.near
//                   ^ calls Inner.deep
    one.other();
//      ^ calls nothing
}
//--- src/closures.rs
// What the library's methods call their argument with, and what they give.
// https://doc.rust-lang.org/std/iter/trait.Iterator.html, https://doc.rust-lang.org/std/option/enum.Option.html
pub struct Pen { tip: Tip }
pub struct Tip;
impl Tip { fn sharp(&self) -> bool { true } fn pen(self) -> Pen { Pen { tip: self } } }
impl Pen {
    fn draw(&self) {}
    fn tip(&self) -> &Tip { &self.tip }
    fn maybe(&self) -> Option<Tip> { None }
}
fn use_of(pens: &[Pen], one: Option<Pen>, count: usize) {
    pens.iter().map(|pen| pen.tip()).filter(|tip| tip.sharp());
//                            ^ calls Pen.tip
//                                                    ^ calls Tip.sharp
    one.as_ref().and_then(|pen| pen.maybe()).map(|tip| tip.pen().draw());
//                                  ^ calls Pen.maybe
//                                                         ^ calls Tip.pen
//                                                               ^ calls Pen.draw
    one.map_or(0, |pen| { pen.draw(); 1 });
//                            ^ calls Pen.draw
    for (at, pen) in pens.iter().enumerate() {
        pen.draw();
//          ^ calls Pen.draw
        at.draw();
//         ^ calls nothing
    }
    let tips = pens.iter().map(Pen::tip).collect::<Vec<_>>();
    tips[0].sharp();
//          ^ calls Tip.sharp
    tips.draw();
//       ^ calls nothing
    if let Some(found) = pens.iter().find(|pen| pen.tip().sharp()) {
//                                                        ^ calls Tip.sharp
        found.draw();
//            ^ calls Pen.draw
    }
    pens.iter().zip(tips.iter()).for_each(|(pen, tip)| { pen.draw(); tip.sharp(); });
//                                                           ^ calls Pen.draw
//                                                                       ^ calls Tip.sharp
    count.map(|pen| pen.draw());
//                      ^ calls nothing
}
pub struct Box2 { map: Pen }
fn fields(holder: Box2) {
    holder.map.draw();
//             ^ calls Pen.draw
}
//--- src/iterators.rs
// A type that is an iterator has elements, and one that is dereferenced has what its target has.
pub struct Line;
impl Line { fn end(&self) {} }
pub struct Lines;
impl Iterator for Lines {
    type Item = Line;
    fn next(&mut self) -> Option<Line> { None }
}
pub struct Text(Guard);
impl IntoIterator for Text {
    type Item = Line;
    type IntoIter = Lines;
    fn into_iter(self) -> Lines { Lines }
}
pub struct Guard;
impl std::ops::Deref for Guard {
    type Target = Line;
    fn deref(&self) -> &Line { &Line }
}
fn use_of(lines: Lines, text: Text, guard: Guard, any: impl Iterator<Item = Line>) {
    for line in lines {
        line.end();
//           ^ calls Line.end
    }
    for line in text {
        line.end();
//           ^ calls Line.end
        line.next();
//           ^ calls nothing
    }
    guard.end();
//        ^ calls Line.end
    guard.next();
//        ^ calls nothing
    any.map(|line| line.end());
//                      ^ calls Line.end
}
//--- nested/Cargo.toml
[package]
name = "nested"
//--- nested/src/lib.rs
// Modules inside a file name the folder of those that they declare.
// https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames
mod outer {
    mod inner;
}
pub struct Leaf;
impl Leaf { pub fn fall(&self) {} }
//--- nested/src/outer/inner.rs
use crate::Leaf;
fn use_of(one: crate::Leaf, other: Leaf) {
    one.fall();
//      ^ calls nested/src/lib.rs:Leaf.fall
    other.fall();
//        ^ calls nested/src/lib.rs:Leaf.fall
}
//--- nested/src/outer/stray.rs
fn use_of(one: crate::Leaf) {
    one.fall();
//      ^ calls nothing
}
//--- src/wrappers.rs
// What a library's wrapper has, what it holds does not show: https://doc.rust-lang.org/std/option/enum.Option.html
use std::sync::Arc;
pub struct Point { x: u8 }
impl Clone for Point { fn clone(&self) -> Point { Point { x: self.x } } }
impl Point { fn norm(&self) -> u8 { 0 } }
pub struct Holder { maybe: Option<Point>, boxed: Box<Point>, plain: Point, all: Vec<Point> }
pub struct Ref<T>(T);
impl<T> Ref<T> { fn by_ref(&self) -> &T { &self.0 } }
fn use_of(holder: Holder, own: Ref<Point>, shared: Arc<Point>) {
    holder.maybe.clone();
//               ^ calls nothing (external)
    holder.boxed.clone();
//               ^ calls nothing (external)
    holder.plain.clone().norm();
//               ^ calls Point.clone
//                       ^ calls Point.norm
    holder.boxed.norm();
//               ^ calls Point.norm
    holder.maybe.unwrap().clone();
//                        ^ calls Point.clone
    holder.maybe.norm();
//               ^ calls nothing
    holder.all.clone();
//             ^ calls nothing
    holder.all[0].clone();
//                ^ calls Point.clone
    own.by_ref().norm();
//      ^ calls Ref.by_ref
//               ^ calls Point.norm
    shared.norm();
//         ^ calls Point.norm
    if let Some(found) = holder.maybe {
        found.clone();
//            ^ calls Point.clone
    }
}
pub trait Sum { fn position(&self) -> u8; fn all(&self) -> u8; }
impl Sum for [u8] {
    fn position(&self) -> u8 { self.iter().position(|b| b == 0); self.all() }
//                                         ^ calls nothing
//                                                                    ^ calls list.all
    fn all(&self) -> u8 { 0 }
}
impl Sum for Box<dyn Sum> {
    fn position(&self) -> u8 { (**self).position() }
//                                      ^ calls Sum.position#1
    fn all(&self) -> u8 { 0 }
}
//--- src/made.rs
// A macro gives the types that it is given what its blocks for them have.
// https://doc.rust-lang.org/reference/macros-by-example.html
pub struct StateID(u32);
pub struct PatternID(u32);
pub struct Error;
macro_rules! index_type {
    ($name:ident, $err:ident) => {
        impl $name {
            pub fn new(value: u32) -> Result<$name, $err> { Ok($name(value)) }
            pub fn raw(&self) -> u32 { self.low() }
//                                          ^ calls index_type.$name.low
            fn low(&self) -> u32 { $crate::helper() }
//                                         ^ calls helper
        }
        impl $err { pub fn attempted(&self) {} }
    };
}
macro_rules! each { ($($name:ident),*) => { $( impl $name { pub fn many(&self) {} } )* } }
index_type!(StateID, Error);
each!(StateID, PatternID);
pub fn helper() -> u32 { 0 }
fn use_of(state: StateID, pattern: PatternID, error: Error) {
    state.raw();
//        ^ calls index_type.$name.raw
    StateID::new(1).unwrap().raw();
//           ^ calls index_type.$name.new
//                           ^ calls index_type.$name.raw
    pattern.raw();
//          ^ calls nothing
    pattern.many();
//          ^ calls each.$name.many
    error.attempted();
//        ^ calls index_type.$err.attempted
    error.raw();
//        ^ calls nothing
}
//--- extra/Cargo.toml
[package]
name = "extra"
//--- extra/src/lib.rs
// A trait in scope gives its methods to the library's types.  https://doc.rust-lang.org/reference/items/traits.html
mod int;
mod away;
mod branches;
mod util;
use crate::int::{Low, Pointer};
pub struct ID(u32);
impl ID { fn iter(&self) {} fn low(&self) {} }
fn use_of(wide: u64, text: &str, end: *const u8, all: &[u8], ids: Vec<ID>) {
    wide.low();
//       ^ calls extra/src/int.rs:u64.low
    wide.twice();
//       ^ calls extra/src/int.rs:Low.twice
    text.low();
//       ^ calls nothing
    end.distance(end);
//      ^ calls extra/src/int.rs:T.distance
    all.first_two();
//      ^ calls nothing
    wide.len();
//       ^ calls nothing
    ids[1..].iter();
//           ^ calls nothing
    ids[1].iter();
//         ^ calls ID.iter
}
//--- extra/src/int.rs
pub trait Low { fn low(&self) -> u32; fn twice(&self) {} fn len(&self) {} }
impl Low for u64 { fn low(&self) -> u32 { 0 } fn len(&self) {} }
pub trait Pointer { fn distance(self, origin: Self) -> usize; }
impl<T> Pointer for *const T { fn distance(self, origin: Self) -> usize { 0 } }
pub trait Slices { fn first_two(&self); }
impl Slices for [u8] { fn first_two(&self) {} }
//--- extra/src/away.rs
fn not_in_scope(wide: u64, all: &[u8]) {
    use crate::int::Slices as _;
    wide.low();
//       ^ calls nothing
    all.first_two();
//      ^ calls extra/src/int.rs:list.first_two
}
//--- extra/src/branches.rs
// What one configuration imports from the library another defines.
use crate::util::likely;
fn use_of() {
    likely(true);
//  ^ calls extra/src/util.rs:likely
}
//--- extra/src/util.rs
#[cfg(nightly)]
pub use std::intrinsics::likely;
#[cfg(not(nightly))]
pub fn likely(b: bool) -> bool { b }
//--- paths/Cargo.toml
[package]
name = "paths"
//--- paths/src/lib.rs
// A module may name its file.  https://doc.rust-lang.org/reference/items/modules.html#the-path-attribute
#[path = "unix.rs"]
mod os;
pub struct Shared;
impl Shared { pub fn go(&self) {} }
fn use_of() {
    os::open();
//      ^ calls paths/src/unix.rs:open
    os::close();
//      ^ calls nothing
}
//--- paths/src/unix.rs
pub fn open() {
    crate::Shared.go();
//                ^ calls paths/src/lib.rs:Shared.go
}
//--- paths/src/os.rs
pub fn close() {}
//--- src/chosen.rs
// By a path, what a method of a trait is called on is its first argument, and which block is meant its arguments tell.
// https://doc.rust-lang.org/reference/expressions/call-expr.html#disambiguating-function-calls
use std::fmt;
pub trait Ink { fn dry(&self) {} }
pub struct Pen(u8);
pub struct Quill;
pub struct Brush;
impl Ink for Pen { fn dry(&self) {} }
impl From<Quill> for Pen { fn from(it: Quill) -> Pen { Pen(0) } }
impl From<u8> for Pen { fn from(it: u8) -> Pen { Pen(it) } }
impl From<Pen> for Brush { fn from(it: Pen) -> Brush { Brush } }
impl fmt::Display for Pen { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { Ok(()) } }
impl fmt::Debug for Pen {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { fmt::Display::fmt(self, f) }
//                                                                       ^ calls Pen.fmt
}
fn chosen(pen: Pen, quill: Quill, other: Brush, unknown: Unknown) {
    Ink::dry(&pen);
//       ^ calls Pen.dry
    Ink::dry(&other);
//       ^ calls Ink.dry
    fmt::Display::fmt(unknown, 1);
//                ^ calls nothing
    Pen::from(quill);
//       ^ calls Pen.from
    Pen::from(3);
//       ^ calls Pen.from#2
    Brush::from(pen);
//         ^ calls Brush.from
}
//--- src/projected.rs
// Bounds of associated types: https://doc.rust-lang.org/reference/trait-bounds.html
pub trait Point { fn norm(&self); }
pub trait Zero { fn zero() -> Self; }
pub trait Path { type Item; type Weight; fn each<F: Fn(Self::Item)>(&self, f: F) {} }
fn along<P>(path: P)
where
    P: Path,
    <P as Path>::Item: Point,
    P::Weight: Zero,
{
    path.each(|point| point.norm());
//                          ^ calls Point.norm
    P::Weight::zero();
//             ^ calls Zero.zero
}
fn without<P: Path>(path: P) {
    path.each(|point| point.norm());
//                          ^ calls nothing
}
// Fields by position have the type parameters of the type, with the bounds of the block.
pub struct Filtered<G, F>(pub G, pub F);
impl<G: Point, F> Filtered<G, F> {
    fn both(&self) {
        self.0.norm();
//             ^ calls Point.norm
        self.1.norm();
//             ^ calls nothing
    }
}
fn pairs(all: Vec<(Line, u8)>) {
    all.iter().map(|a| a.0.norm());
//                         ^ calls Line.norm
    all.iter().map(|a| a.1.norm());
//                         ^ calls nothing
}
pub struct Line;
impl Line { fn norm(&self) {} }
// What may be turned into a value of a type: https://doc.rust-lang.org/std/convert/trait.Into.html
fn into_line<I: Into<Line>>(it: I) {
    it.into().norm();
//            ^ calls Line.norm
    it.norm();
//     ^ calls nothing
}
// What a wrapper of a value hands on is the value, not what its subscripts give.
pub struct Lines;
impl std::ops::Index<u8> for Lines { type Output = Line; fn index(&self, at: u8) -> &Line { &Line } }
impl Lines { fn clear(&self) {} }
fn wrapped(found: Option<Lines>) {
    found.map(|lines| lines.clear());
//                          ^ calls Lines.clear
    found.map(|lines| lines.norm());
//                          ^ calls nothing
}
//--- src/spaces.rs
// Variables and modules have names apart, and so have fields and methods.
// https://doc.rust-lang.org/reference/names/namespaces.html
pub mod limit { pub fn cut(limit: u8) {} pub struct Cutter; impl Cutter { pub fn run() {} } }
pub trait Kind { fn kind(&self) -> u8; }
pub struct Sort { kind: u8 }
impl Kind for Sort { fn kind(&self) -> u8 { self.kind } }
fn spaces(limit: u8, sort: Sort) {
    limit::cut(limit);
//         ^ calls limit.cut
    self::limit::Cutter::run();
//                       ^ calls limit.Cutter.run
    sort.kind();
//       ^ calls Sort.kind#2
    limit.max(3);
//        ^ calls nothing
}
// What traits give to types of numbers, and to functions.
pub trait Wide { fn wide(self) -> u64; }
impl Wide for usize { fn wide(self) -> u64 { 0 } }
impl Wide for u8 { fn wide(self) -> u64 { 0 } }
pub trait Parse { fn parse_all(&self) {} }
impl<F: Fn(u8) -> u8> Parse for F {}
fn byte(it: u8) -> u8 { it }
fn numbers(text: &str) {
    usize::MAX.wide();
//             ^ calls usize.wide
    text.len().wide();
//             ^ calls usize.wide
    u8::from_le(3).wide();
//                 ^ calls u8.wide
    text.wide();
//       ^ calls nothing
    byte.parse_all();
//       ^ calls Parse.parse_all
}
//--- src/named.rs
// Another name of a type: a block for it is one for the type.  https://doc.rust-lang.org/reference/items/type-aliases.html
pub struct Table<T>(T);
type Bytes = Table<Vec<u8>>;
impl<T> Table<T> { fn rows(&self) {} }
impl Bytes {
    fn fill(&self) {
        self.rows();
//           ^ calls Table.rows
    }
}
fn of_table(table: Table<Vec<u8>>, bytes: Bytes) {
    table.fill();
//        ^ calls Bytes.fill
    bytes.rows();
//        ^ calls Table.rows
}
// What a macro makes under a name of its own is an item of the file.
macro_rules! engine { ($it:tt) => { pub struct Engine { table: Bytes } } }
engine!(1);
impl Engine {
    fn start(&self) {
        self.table.rows();
//                 ^ calls Table.rows
        assert_eq!(self.char(), 'a');
//                      ^ calls Engine.char
    }
    fn char(&self) -> char { 'a' }
}
pub mod inks { pub enum Ink { Wet(super::Engine), Dry } }
fn hidden(inks: u8, ink: &inks::Ink) {
    if let inks::Ink::Wet(engine) = ink { engine.start(); }
//                                               ^ calls Engine.start
    inks.start();
//       ^ calls nothing
}
// Methods that a trait gives to lists, and what a bound of the library turns a value into.
pub trait Outer { fn outer(self) -> u8; }
impl<'a> Outer for &'a [Engine] { fn outer(self) -> u8 { 0 } }
pub struct Plant { engines: Vec<Engine>, spare: Option<Engine> }
fn plant<B: std::borrow::Borrow<Engine>>(it: Plant, lent: B) {
    it.engines.outer();
//             ^ calls list.outer
    it.spare.outer();
//           ^ calls nothing
    it.engines.start();
//             ^ calls nothing
    it.engines.get_unchecked(0).start();
//                              ^ calls Engine.start
    lent.borrow().start();
//                ^ calls Engine.start
}
//--- src/discarded.rs
// What a pattern leaves unnamed has a position, too, and a type that is an iterator has what the library gives those.
pub struct Nib;
impl Nib { fn dip(&self) {} }
pub struct Nibs(Vec<(u8, Nib)>);
impl Iterator for Nibs { type Item = (u8, Nib); fn next(&mut self) -> Option<(u8, Nib)> { None } }
fn discarded(nibs: Nibs, all: Vec<(u8, Nib)>, one: Nib, other: Nib) {
    nibs.filter(|(_, nib)| nib.dip());
//                             ^ calls Nib.dip
    for (_, nib) in all.iter() { nib.dip(); }
//                                   ^ calls Nib.dip
    all.iter().fold(0, |_, (at, _)| at.dip());
//                                     ^ calls nothing
    let boxed = Box::new(one);
    boxed.dip();
//        ^ calls Nib.dip
    let some = Some(other);
    some.dip();
//       ^ calls Nib.dip
}
//--- src/conversions.rs
// Which implementation a conversion means, by the type of what it is given: of an enum, a number, a tuple taken apart.
pub struct Pen;
pub struct Tip;
pub enum Fault { Dull(Tip), Dry { pen: Pen } }
pub enum Other { Late }
pub struct Report;
impl From<Fault> for Report { fn from(fault: Fault) -> Report { Report } }
impl From<Other> for Report { fn from(other: Other) -> Report { Report } }
impl From<i64> for Report { fn from(code: i64) -> Report { Report } }
impl From<i32> for Report {
    fn from(code: i32) -> Report { Report::from(i64::from(code)) }
//                                         ^ calls Report.from#3
}
impl From<(Pen, Tip)> for Report {
    fn from((pen, tip): (Pen, Tip)) -> Report { Report::from(Fault::Dull(tip)) }
//                                                      ^ calls Report.from#1
}
impl From<(Pen, Pen)> for Report { fn from((one, two): (Pen, Pen)) -> Report { Report } }
fn use_of(pen: Pen, tip: Tip, other: Pen) {
    Report::from(Fault::Dry { pen });
//          ^ calls Report.from#1
    Report::from(Other::Late);
//          ^ calls Report.from#2
    Report::from((pen, tip));
//          ^ calls Report.from#5 Report.from#6
}
//--- src/seen.rs
// Of several traits with a method of one name, the one that is implemented around is meant, else the one in scope.
// https://doc.rust-lang.org/reference/expressions/method-call-expr.html
use std::fmt;
pub struct Day(u8);
impl fmt::Debug for Day { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { Ok(()) } }
impl fmt::Display for Day { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { Ok(()) } }
pub struct Moment { day: Day }
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { self.day.fmt(f) }
//                                                                  ^ calls Day.fmt#2
}
mod shown {
    use super::Day;
    use std::fmt::Debug;
    fn use_of(day: Day, f: &mut super::fmt::Formatter) { day.fmt(f); }
//                                                           ^ calls Day.fmt#1
}
pub trait Dated { fn year(&self) -> i32; fn week(&self) -> i32 { 0 } }
impl Day {
    fn year(&self) -> i32 { 1 }
    pub fn week(&self) -> i32 { 1 }
}
impl Dated for Day { fn year(&self) -> i32 { self.year() } }
//                                                ^ calls Day.year#1
//--- src/elsewhere.rs
// A method that only another module sees is not meant.  https://doc.rust-lang.org/reference/visibility-and-privacy.html
use crate::seen::{Dated, Day};
fn use_of(day: Day) {
    day.year();
//      ^ calls src/seen.rs:Day.year#2
    day.week();
//      ^ calls src/seen.rs:Day.week
}
//--- src/configured.rs
// What is imported several times is so for different configurations.
mod sync {
    #[cfg(feature = "fast")]
    pub use crate::configured::fast::Mutex;
    #[cfg(not(feature = "fast"))]
    pub use crate::configured::plain::Mutex;
}
mod fast { pub struct Mutex<T>(T); impl<T> Mutex<T> { pub fn lock(&self) {} } }
mod plain { pub struct Mutex<T>(T); impl<T> Mutex<T> { pub fn lock(&self) {} } }
use self::sync::Mutex;
use std::sync::RwLock;
struct Park { mutex: Mutex<()>, lock: RwLock<self::plain::Mutex<i32>> }
impl Park {
    fn park(&self) {
        self.mutex.lock();
//                 ^ calls fast.Mutex.lock plain.Mutex.lock
        self.lock.lock();
//                ^ calls nothing
    }
}
//--- src/handed.rs
// A name that a module only imports is not handed down by a star, nor found there before what is defined.
mod words;
mod shapes;
pub use self::words::*;
pub use self::shapes::*;
//--- src/handed/words.rs
use crate::handed::Word;
pub fn read(word: Word) { word.speak(); }
//                             ^ calls src/handed/shapes.rs:Word.speak
//--- src/handed/shapes.rs
pub struct Word;
impl Word { pub fn speak(&self) {} }
//--- src/raw/build.rs
// The script that builds a package stands beside its manifest: another file of that name is a module.
use super::Node;
pub fn build(node: Node) { node.dig(); }
//                              ^ calls src/raw/mod.rs:Node.dig
//--- src/raw/mod.rs
mod build;
pub struct Node;
impl Node { pub fn dig(&self) {} }
//--- src/pinned.rs
// What a macro pins has a method that gives its fields.  https://docs.rs/pin-project-lite
pub trait Poll { fn poll(&self); }
pin_project! {
    pub struct Fused<F> { #[pin] inner: F, done: bool }
}
impl<F: Poll> Poll for Fused<F> {
    fn poll(&self) {
        let this = self.project();
        this.inner.poll();
//                 ^ calls Poll.poll
        this.done.poll();
//                ^ calls nothing
    }
}
//--- src/given.rs
// What a trait gives to every type with some other, and what it gives a library's wrapper, where it is in scope.
pub trait Stream { fn poll(&self) -> i32; }
pub trait StreamExt: Stream { fn fuse(self) -> i32; fn take(self) -> i32 { 0 } }
impl<T: ?Sized> StreamExt for T where T: Stream { fn fuse(self) -> i32 { 1 } }
pub trait Context<T> { fn context(self, text: &str) -> Result<T, Fault>; }
impl<T> Context<T> for Result<T, Fault> { fn context(self, text: &str) -> Result<T, Fault> { self } }
pub struct Fault;
pub struct Source;
pub struct Plain;
impl Stream for Source { fn poll(&self) -> i32 { 0 } }
impl Plain { fn open() -> Result<Source, Fault> { Err(Fault) } fn both(&self) -> Vec<Source> { vec![] } }
fn use_of<S: Stream>(one: S, source: Source, plain: Plain, held: Option<Source>) {
    one.fuse();
//      ^ calls StreamExt.fuse
    source.fuse();
//         ^ calls T.fuse
    plain.fuse();
//        ^ calls nothing
    held.take();
//       ^ calls nothing
    let opened = Plain::open().context("no source").unwrap();
//                             ^ calls Result.context
    opened.poll();
//         ^ calls Source.poll
    plain.both().context("none");
//               ^ calls nothing
    held.as_ref();
//       ^ calls nothing
}
impl Context<i32> for Option<i32> { fn context(self, text: &str) -> Result<i32, Fault> { Err(Fault) } }
pub trait Nullable { fn as_ref(&self); }
impl<T> Nullable for Option<T> { fn as_ref(&self) {} }
fn found(in_map: std::collections::HashMap<i32, Vec<Source>>) {
    in_map.get_mut(&1).unwrap().first().unwrap().poll();
//                                               ^ calls Source.poll
}
mod unseen {
    fn use_of() { super::Plain::open().context("no source"); }
//                                     ^ calls nothing
}
//--- src/referred.rs
// In a block for what refers to a type, a call on what it refers to is one of the type's own block.
pub trait AsChar { fn as_char(self) -> char; fn is_dash(self) -> bool; }
impl AsChar for u8 {
    fn as_char(self) -> char { self as char }
    fn is_dash(self) -> bool { self.as_char() == '-' }
//                                  ^ calls u8.as_char#1
}
impl<'a> AsChar for &'a u8 {
    fn as_char(self) -> char { (*self).as_char() }
//                                     ^ calls u8.as_char#1
    fn is_dash(self) -> bool { false }
}
pub struct Ink;
pub trait Draw { fn draw(self); fn both(self); fn last(self); fn shown(&self); }
impl Draw for Ink {
    fn draw(self) {}
    fn both(self) { self.draw() }
//                       ^ calls Ink.draw#1
    fn last(self) {}
    fn shown(&self) { self.last(); self.shown() }
//                         ^ calls Ink.last#2
//                                      ^ calls Ink.shown#2
}
impl Draw for &Ink {
    fn draw(self) {}
    fn both(self) { self.draw(); self.shown() }
//                       ^ calls Ink.draw#2
//                                    ^ calls Ink.shown#1
    fn last(self) {}
    fn shown(&self) {}
}
impl Draw for &mut Ink { fn draw(self) {} }
fn referred(one: Ink, other: &Ink, third: &mut Ink) {
    one.draw();
//      ^ calls Ink.draw#1
    other.draw();
//        ^ calls Ink.draw#2
    third.draw();
//        ^ calls Ink.draw#3
}
pub trait Length { fn length(&self) -> usize; }
impl<T> Length for &[T] { fn length(&self) -> usize { 0 } }
impl<T, const N: usize> Length for [T; N] { fn length(&self) -> usize { N } }
fn measured(slice: &[u8], array: [u8; 4], other: &&[u8]) {
    slice.length();
//        ^ calls list.length#1
    array.length();
//        ^ calls list.length#2
    other.length();
//        ^ calls list.length#1
}
// Of wrappers that have a method of a trait each, what the library gives is in one.
pub trait Checked { fn checked(self); }
impl<T> Checked for Option<T> { fn checked(self) {} }
impl<T> Checked for Result<T, ()> { fn checked(self) {} }
impl<T> Checked for Vec<T> { fn checked(self) {} }
fn wrapped(several: &[u8], text: &str) {
    several.get(0).checked();
//                 ^ calls Option.checked
    text.parse::<u8>().ok().map(|one| one).checked();
//                                         ^ calls Option.checked
    text.parse::<u8>().checked();
//                     ^ calls Result.checked
    Vec::from(several).checked();
//                     ^ calls Vec.checked
    std::cell::Cell::new(1).get().checked();
    text.to_owned().checked();
//                  ^ calls Option.checked Result.checked
}
// Blocks that tell what is passed by reference from what is not, a list from an array and a vector.
pub struct Text;
impl From<&Ink> for Text { fn from(it: &Ink) -> Text { Text } }
impl From<Ink> for Text { fn from(it: Ink) -> Text { Text } }
impl From<&[u8]> for Text { fn from(it: &[u8]) -> Text { Text } }
impl From<&[u8; 4]> for Text { fn from(it: &[u8; 4]) -> Text { Text } }
impl From<Vec<u8>> for Text { fn from(it: Vec<u8>) -> Text { Text } }
impl From<&str> for Text { fn from(it: &str) -> Text { Text } }
impl From<String> for Text { fn from(it: String) -> Text { Text } }
fn passed(one: Ink, other: &Ink, third: &&Ink, list: &[u8], array: [u8; 4], owned: String) {
    Text::from(&one);
//        ^ calls Text.from#1
    Text::from(*other);
//        ^ calls Text.from#2
    Text::from(*third);
//        ^ calls Text.from#1
    Text::from(list);
//        ^ calls Text.from#3
    Text::from(&array);
//        ^ calls Text.from#3 Text.from#4
    Text::from(list.to_vec());
//        ^ calls Text.from#5
    Text::from(&owned[1..]);
//        ^ calls Text.from#6
    Text::from(owned);
//        ^ calls Text.from#7
    Text::from(unknown());
//        ^ calls nothing
}
//--- src/unwrapped.rs
// What a macro is given is mostly what it gives: `ready!(…)`, `dbg!(…)`.  Several arguments say nothing.
pub struct Coop;
impl Coop { fn made_progress(&self) {} }
fn proceed() -> Coop { Coop }
fn use_of(one: Coop) {
    let coop = ready!(proceed());
    coop.made_progress();
//       ^ calls Coop.made_progress
    let first = dbg!(one);
    first.made_progress();
//        ^ calls Coop.made_progress
    let text = stringify!(first);
    text.made_progress();
//       ^ calls nothing
    let some = chosen!(first, coop);
    some.made_progress();
//       ^ calls nothing
}
//--- src/projections.rs
// The name that a macro which pins gives to what it makes of a type.  https://docs.rs/pin-project
pub trait Polled { fn poll(&self); }
#[pin_project(project = OtherProj)]
#[project = FlattenProj]
enum Flatten<F> { First { f: F }, Empty }
impl<F: Polled> Polled for Flatten<F> {
    fn poll(&self) {
        match self.project() {
            FlattenProj::First { f } => f.poll(),
//                                        ^ calls Polled.poll
            FlattenProj::Empty => {}
        }
    }
}
//--- src/dispatched.rs
// What a macro binds in the arms of the match that it makes has the types of these.
pub struct Line; pub struct Circle;
impl Line { pub fn draw(&self) {} fn only(&self) {} }
impl Circle { pub fn draw(&self) {} }
pub enum Shape { Line(Line), Circle((Circle, u8)) }
macro_rules! with_shape {
    ($value:expr, $of:ident, |$name:ident| $then:expr) => {
        match $value { $of::Line($name) => $then, $of::Circle($name) => $then }
    };
}
fn use_of(shape: Shape) {
    with_shape!(shape, Shape, |each| each.draw());
//                                        ^ calls Line.draw
    with_shape!(shape, Shape, |each| each.0.draw());
//                                          ^ calls Circle.draw
    with_shape!(shape, Other, |each| each.draw());
//                                        ^ calls nothing
}
//--- src/placed.rs
// The type that the place of `Default::default()` asks for.  https://doc.rust-lang.org/std/default/trait.Default.html
use std::process::Command;
use std::rc::Rc;
pub struct Ink { depth: u8 }
impl Default for Ink { fn default() -> Self { Ink { depth: 1 } } }
impl Ink { fn dry(&self) {} }
pub struct Pen { ink: Ink, spare: Option<Ink>, size: u8 }
impl Default for Pen { fn default() -> Self { Pen { ink: Default::default(), spare: Default::default(), size: 1 } } }
//                                                                ^ calls Ink.default
//                                                                                           ^ calls nothing
fn updated() -> Pen { Pen { size: 3, ..Default::default() } }
//                                              ^ calls Pen.default
fn declared() { let ink: Ink = Default::default(); let many: Vec<Ink> = Default::default(); }
//                                      ^ calls Ink.default
//                                                                               ^ calls nothing
fn given() -> Ink { Default::default() }
//                           ^ calls Ink.default
fn wrapped() -> Option<Ink> { Default::default() }
//                                     ^ calls nothing
fn unknown() { let ink = Default::default(); }
//                                ^ calls nothing

// A type parameter that is not given stands for its default.  https://doc.rust-lang.org/reference/items/generics.html
pub struct Held<'a, T = Rc<Ink>, U = T> { one: T, other: U, name: &'a str }
pub struct Knot<T = Knot> { next: T }
fn defaults(held: &Held, all: Vec<Held<'_>>, given: &Held<Pen>, knot: Knot) {
    held.one.dry();
//           ^ calls Ink.dry
    for each in &all { each.one.dry(); }
//                              ^ calls Ink.dry
    given.one.dry();
//            ^ calls nothing
    knot.next.dry();
//            ^ calls nothing
}
impl<'a, T> Held<'a, T> { fn own(&self) { self.one.dry(); } }
//                                                 ^ calls nothing

// What a function of a library's type gives is mostly of that type, to which a trait gives a method.
pub trait Extra: Sized { fn extra(self) -> Self; fn insert(&self) {} }
impl Extra for Command { fn extra(self) -> Self { self } }
fn chained(file: File) {
    Command::new("ls").arg(".").extra().extra();
//                              ^ calls Command.extra
//                                      ^ calls Command.extra
    let command = Command::new("ls");
    command.extra();
//          ^ calls Command.extra
    Stdio::piped().extra();
//                 ^ calls nothing
    file.chained().extra();
//                 ^ calls nothing
}
//--- src/starred/mod.rs
// What a module imports without `pub` is seen in it and inside it alone.
// https://doc.rust-lang.org/reference/items/use-declarations.html#use-visibility
mod child;
mod hidden;
mod shown;
use hidden::*;
pub use shown::*;
fn within() { only_here(); }
//            ^ calls src/starred/hidden.rs:only_here
//--- src/starred/hidden.rs
pub fn only_here() {}
//--- src/starred/shown.rs
use super::*;
pub fn everywhere() { only_here(); }
//                    ^ calls src/starred/hidden.rs:only_here
//--- src/starred/child.rs
use super::*;
pub fn inside() { only_here(); everywhere(); }
//                ^ calls src/starred/hidden.rs:only_here
//                             ^ calls src/starred/shown.rs:everywhere
//--- src/starring.rs
use crate::starred::*;
fn outside() { only_here(); everywhere(); }
//             ^ calls nothing
//                          ^ calls src/starred/shown.rs:everywhere
