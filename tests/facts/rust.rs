//--- rust.rs
use std::collections::{self, HashMap as Map, hash_map::*, btree::{Entry, cursor::Next}};
//                           ^ refers import HashMap on std::collections
//                                                                ^ refers import Entry on std::collections::btree
//                                                                               ^ refers import Next on std::collections::btree::cursor
//  ^ imports module std::collections
//                           ^ imports name std::collections HashMap as Map
//^< imports star std::collections::hash_map
//                                                                ^ imports name std::collections::btree Entry
//                                                                               ^ imports name std::collections::btree::cursor Next
use crate::shapes::Area;
//                 ^ not refers read
//         ^ not refers read
//                 ^ refers import Area on crate::shapes
//                 ^ imports name crate::shapes Area
pub use self::inner::Thing as Item;
//                   ^ refers import Thing on self::inner
//                   ^ imports reexport self::inner Thing as Item
pub use more::*;
//      ^ imports reexport_star more
use serde;
//  ^ imports module serde
use rand as random;
//  ^ imports module rand as random
extern crate log as logging;
//           ^ imports module log as logging
mod other;
//  ^ defines module other
//  ^ imports module other

/// The largest side.
pub const LIMIT: usize = 10;
//        ^ defines constant LIMIT : usize
//        ^ doc The largest side.
//        ^ signature pub const LIMIT: usize = 10
//        ^ exported 1
//        ^ binds assign LIMIT : usize = #int
static mut COUNT: AtomicU32 = AtomicU32::new(0);
//         ^ defines variable COUNT : AtomicU32
//                                       ^ refers call new on AtomicU32
//                            ^ refers read AtomicU32
//                ^ refers type AtomicU32
//         ^ binds assign COUNT : AtomicU32 = AtomicU32.new()
pub type Ids<T> = Vec<T>;
//       ^ defines type Ids : Vec[T]
//                ^ refers type Vec
//           ^ binds generic T

/// A square.
///
/// It has four sides.
#[derive(Debug, Clone)]
//^ refers decorate derive
//       ^ refers decorate Debug
//              ^ refers decorate Clone
#[serde(rename_all = "lowercase")]
//^ refers decorate serde
pub struct Square<'a, T: Area + Send> where T: Sized {
//         ^ defines struct Square
//         ^ doc A square.
//         ^ modifiers #[derive(Debug,Clone)] #[serde(rename_all="lowercase")] pub
//         ^ signature pub struct Square<'a, T: Area + Send> where T: Sized
//                       ^ refers type Area
//                              ^ refers type Send
//                                             ^ refers type Sized
//                    ^ binds generic T : Area|Send
//                    ^ binds generic T : Sized
    pub side: f64,
//      ^ defines field Square.side : f64
//      ^ exported 1
//      ^ binds assign side : f64
    items: &'a mut Vec<Box<T>>,
//  ^ defines field Square.items : Vec[Box[T]]&
//  ^ exported 0
//                     ^ refers type Box
//                 ^ refers type Vec
//  ^ binds assign items : Vec[Box[T]]&
    callback: Box<dyn Fn(i32) -> String>,
//  ^ defines field Square.callback : Box[fn[String,i32]]
//            ^ refers type Box
//                    ^ refers type Fn
//                               ^ refers type String
//  ^ binds assign callback : Box[fn[String,i32]]
}
struct Unit;
//     ^ defines struct Unit
struct Pair(pub i32, Point);
//     ^ defines struct Pair : tuple[i32,Point]
//                   ^ refers type Point
union Bits { word: u32 }
//    ^ defines struct Bits
//           ^ defines field Bits.word : u32
//           ^ binds assign word : u32

pub enum Shape {
//       ^ defines enum Shape
//       ^ signature pub enum Shape

    /// Round.
    Circle(f64, Point),
//  ^ defines enum_member Shape.Circle : tuple[f64,Point]
//  ^ doc Round.
//  ^ exported 1
//              ^ refers type Point
//  ^ binds assign Circle : tuple[f64,Point]
    Rect { width: f64, height: Side },
//  ^ defines enum_member Shape.Rect
//         ^ defines field Shape.Rect.width : f64
//                     ^ defines field Shape.Rect.height : Side
//                             ^ refers type Side
//         ^ binds assign width : f64
//                     ^ binds assign height : Side
    Empty = 3,
//  ^ defines enum_member Shape.Empty
}

pub trait Draw: Base + fmt::Display {
//        ^ defines trait Draw
//              ^ refers inherit Base
//                          ^ refers inherit Display on fmt
//                     ^ refers read fmt
//              ^ inherits extends Base
//                     ^ inherits extends fmt.Display
    type Output: Clone;
//       ^ defines type Draw.Output : Clone
//               ^ refers type Clone
    const SIDES: usize = 3;
//        ^ defines constant Draw.SIDES : usize
//        ^ binds assign SIDES : usize = #int
    fn draw(&self, times: i32) -> Self::Output;
//     ^ defines method Draw.draw : Self.Output
//     ^ signature fn draw(&self, times: i32) -> Self::Output
//     ^ exported 1
//                                      ^ refers type Output on Self
//                 ^ binds parameter times : i32
    fn twice(&mut self) where Self: Sized {
//     ^ defines method Draw.twice
//                                  ^ refers type Sized
        self.draw(2);
//           ^ refers call draw on self
    }
}

impl<'a, T: Area> Square<'a, T> {
//                ^ defines extension Square of Square[T]
//                ^ signature impl<'a, T: Area> Square<'a, T>
//          ^ refers type Area
//                ^ refers type Square
//       ^ binds generic T : Area
    pub const ZERO: Square = Square { side: 0.0 };
//            ^ defines constant Square.ZERO : Square
//                           ^ refers new Square
//                                    ^ refers write side on <Square>
//                  ^ refers type Square
//            ^ binds assign ZERO : Square = <Square>

    /// Makes one.
    pub fn new(side: f64) -> Self {
//         ^ defines method Square.new : Self
//         ^ doc Makes one.
//         ^ signature pub fn new(side: f64) -> Self
//         ^ exported 1
//             ^ binds parameter side : f64
        Self { side, items: vec![] }
//      ^ refers new Self
//                   ^ refers write items on <Self>
//                          ^ refers call vec
    }

    async fn run<F>(mut self: Rc<Self>, mut count: i32, (left, right): (i32, Point), &flag: &Flag) -> Result<Option<&'a T>, Error>
//           ^ defines method Square.run : Result[Option[T!&],Error]
//           ^ exported 0
//           ^ modifiers async
//                                                                                                           ^ refers type Option
//                            ^ refers type Rc
//                                                                                                                          ^ refers type Error
//                                                                                           ^ refers type Flag
//                                                                                                    ^ refers type Result
//                                                                           ^ refers type Point
//               ^ binds generic F
//                                          ^ binds parameter count : i32
//                                                       ^ binds parameter left = <tuple[i32,Point]>[0]
//                                                             ^ binds parameter right = <tuple[i32,Point]>[1]
//                                                                                    ^ binds parameter flag : Flag!&
    where F: Fn(T) -> Reply {
//                    ^ refers type Reply
//           ^ refers type Fn
//        ^ binds generic F : fn[Reply,T]
        let found = self.items.get(0)?.load().await?;
//                       ^ refers read items on self
//                             ^ refers call get on self.items
//                                     ^ refers call load on self.items.get()¿
//          ^ binds assign found = self.items.get()¿.load()~¿ from +1
        let mut named: Vec<Point> = Vec::new();
//                                       ^ refers call new on Vec
//                                  ^ refers read Vec
//                         ^ refers type Point
//                     ^ refers type Vec
//              ^ binds assign named : Vec[Point] = Vec.new() from +1
        let (first, second) = pair();
//                            ^ refers call pair
//           ^ binds assign first = pair()[0] from +1
//                  ^ binds assign second = pair()[1] from +1
        let (one, two) = (make(), 2);
//                        ^ refers call make
//           ^ binds assign one = make() from +1
//                ^ binds assign two = #int from +1
        let Point { x: across, y } = origin;
//                                   ^ refers read origin
//          ^ refers type Point
//                     ^ binds assign across = <Point>.x from +1
//                             ^ binds assign y = <Point>.y from +1
        let Some(inner) = maybe else { return Err(Failure::late()); };
//                                            ^ refers call Err
//                                                         ^ refers call late on Failure
//                        ^ refers read maybe
//          ^ refers read Some
//                                                ^ refers read Failure
//               ^ binds assign inner = maybe from +1
        if let Some(value) = self.find(1) {
//                                ^ refers call find on self
//             ^ refers read Some
//                  ^ binds assign value = self.find() from +1
            value.run();
//                ^ refers call run on value
        }
        while let Ok(line) = reader.next() {
//                                  ^ refers call next on reader
//                           ^ refers read reader
//                ^ refers read Ok
//                   ^ binds assign line = reader.next() from +1
            line.trim();
//               ^ refers call trim on line
        }
        match shape {
//            ^ refers read shape
            Shape::Circle(radius, _) if radius > 1.0 => radius.round(),
//                 ^ refers read Circle on Shape
//                                                             ^ refers call round on radius
//          ^ refers read Shape
//                        ^ binds assign radius = <Shape.Circle>[0]
            Shape::Rect { width, height: high } => high.measure(),
//                 ^ refers type Rect on Shape
//                                                      ^ refers call measure on high
//          ^ refers read Shape
//                        ^ binds assign width = <Shape.Rect>.width
//                                       ^ binds assign high = <Shape.Rect>.height
            Some(ref some) => some.go(),
//                                 ^ refers call go on some
//          ^ refers read Some
//                   ^ binds assign some = shape
            whole @ 1..=5 => whole.go(),
//                                 ^ refers call go on whole
//          ^ binds assign whole = shape
            LIMIT => {}
//          ^ refers read LIMIT
            _ => {}
        }
        for (index, item) in self.items.iter() {
//                                ^ refers read items on self
//                                      ^ refers call iter on self.items
//           ^ binds assign index = self.items.iter()*[0] from +1
//                  ^ binds assign item = self.items.iter()*[1] from +1
            item.draw(index);
//               ^ refers call draw on item
        }
        let closure = |each: Point, rest| each.shift(rest);
//                                             ^ refers call shift on each
//                           ^ refers type Point
//          ^ binds assign closure = \each.shift(rest) from +1
//                     ^ binds parameter each : Point
//                                  ^ binds parameter rest
        let typed = move |each| -> Reply { each.reply() };
//                                              ^ refers call reply on each
//                                 ^ refers type Reply
//          ^ binds assign typed = <fn[Reply]> from +1
//                        ^ binds parameter each
        println!("{}", self.area(found).scale(count)?, Point::origin(2), helper(named), other.field);
//      ^ refers call println
//                          ^ refers call area on self
//                                      ^ refers call scale on self.area(found)
//                                                            ^ refers call origin on Point
//                                                                       ^ refers call helper
//                                                                                            ^ refers read field on other
//                                                     ^ refers read Point
//                                                                                      ^ refers read other
        let drawn = <T as Draw>::draw(&found);
//                               ^ refers call draw on <T>
//                        ^ refers type Draw
//          ^ binds assign drawn = <T>.draw(found) from +1
        let cast = found as Point;
//                          ^ refers type Point
//          ^ binds assign cast = <Point> from +1
        let with = Point::<i32>::with(3);
//                               ^ refers call with on <Point[i32]>
//                 ^ refers type Point
//          ^ binds assign with = <Point[i32]>.with() from +1
        let parsed = "x".parse::<i32>()?;
//                       ^ refers call parse on #str
//          ^ binds assign parsed = #str.parse{i32}()¿ from +1
        let text = format!("x");
//                 ^ refers call format
//          ^ binds assign text = #str from +1
        self.side = 3.0;
//           ^ refers write side on self
        count += 1;
        unsafe { COUNT = limit; }
//               ^ refers write COUNT
//                       ^ refers read limit
        let borrowed = &mut *self.items[0];
//                                ^ refers read items on self
//          ^ binds assign borrowed = self.items[0] from +1
        let either = if flag { Point::new() } else { named };
//                                    ^ refers call new on Point
//                             ^ refers read Point
//          ^ binds assign either = (Point.new()|named) from +1
        let chosen = match flag { true => Point::new(), _ => Point::new() };
//                                               ^ refers call new on Point
//                                        ^ refers read Point
//          ^ binds assign chosen = Point.new() from +1
        let block = { named.sort(); named.first() };
//                          ^ refers call sort on named
//                                        ^ refers call first on named
//          ^ binds assign block = named.first() from +1
        y.0.shift();
//          ^ refers call shift on y.0
        const LOCAL: i32 = 1;
//            ^ binds assign LOCAL : i32 = #int
        fn nested() {}
//         ^ defines function Square.run.nested
//         ^ exported 0
        return found;
    }
}

impl<T> Draw for Square<'_, T> {
//               ^ defines extension Square : Draw of Square[T]
//               ^ signature impl<T> Draw for Square<'_, T>
//      ^ refers inherit Draw
//               ^ refers type Square
//   ^ binds generic T
//      ^ inherits implements Draw by Square
    type Output = i32;
//       ^ defines type Square.Output : i32
    fn draw(&self, times: i32) -> i32 { times }
//     ^ modifiers &self
//     ^ defines method Square.draw : i32
//     ^ signature fn draw(&self, times: i32) -> i32
//     ^ exported 1
//                 ^ binds parameter times : i32
}
impl fmt::Display for inner::Thing {}
//                    ^ defines extension inner.Thing : fmt.Display of inner.Thing
//        ^ refers inherit Display on fmt
//                           ^ refers type Thing on inner
//   ^ refers read fmt
//                    ^ refers read inner
//   ^ inherits implements fmt.Display by inner.Thing

macro_rules! square {
//           ^ defines macro square
//           ^ signature macro_rules! square
    ($x:expr) => { $x * helper($x) };
//                      ^ refers call helper
}

extern "C" {
    fn native(size: i32) -> i32;
//     ^ defines function native : i32
//            ^ binds parameter size : i32
}

pub(crate) fn generate<T, F>(make: F, shape: impl Draw, other: &dyn Draw) -> impl Iterator<Item = Point> {
//            ^ defines function generate : Iterator[Point]
//            ^ signature pub(crate) fn generate<T, F>(make: F, shape: impl Draw, other: &dyn Draw) -> impl Iterator<Item = Point>
//                                                                  ^ refers type Draw
//                                                                                                ^ refers type Point
//                                                                                ^ refers type Iterator
//                     ^ binds generic T
//                        ^ binds generic F
//                           ^ binds parameter make : F
//                                    ^ binds parameter shape : Draw
//                                                      ^ binds parameter other : Draw!&
    make()
//  ^ refers call make
}

mod tests {
//  ^ defines module tests
    use super::*;
//      ^ imports star super

    #[test]
//    ^ refers decorate test
    fn works() {
//     ^ defines function tests.works
//     ^ modifiers #[test]
        assert!(super::generate(Unit).is_empty());
//      ^ refers call assert
//                     ^ refers call generate on super
//                                    ^ refers call is_empty on super.generate(Unit)
//                              ^ refers read Unit
    }
}
//--- broken.rs
fn fine() {}
// ^ defines function fine

struct Wrong {
//     ^ defines struct Wrong
    side: ,
//  ^ defines field Wrong.side
//  ^ exported 0
//  ^ reports missing type_identifier
}
//--- macros.rs
// What a macro is given as items reads as such.
template! {
    /// Nearby.
    pub trait Near : Base {
//            ^ defines trait Near
//            ^ doc Nearby.
//                   ^ refers inherit Base
        @section type
        type All: Iterator<Item = Self::Id>;
//           ^ defines type Near.All : Iterator[Self.Id]
        fn near(self, at: Place) -> Self::All { at.go() }
//         ^ defines method Near.near : Self.All
//                    ^ binds parameter at : Place
//                                                 ^ refers call go on at
    }
}
mod inner_items {
//  ^ defines module inner_items
    choose! { if #[cfg(unix)] { fn on_unix() {} } else { fn elsewhere() { on_unix() } } }
//                                 ^ defines function inner_items.on_unix
//                                                          ^ defines function inner_items.elsewhere
//                                                                        ^ refers call on_unix
//                 ^ not refers call cfg
    plain!(one, fnord(two));
}
//--- made.rs
macro_rules! index_type {
//           ^ defines macro index_type
    ($name:ident) => { impl $name { fn low(&self) {} } };
//   ^ binds generic $name
//                          ^ defines extension index_type.$name of $name
//                                     ^ defines method index_type.$name.low
}
index_type!(StateID, Other);
//          ^ inherits expands index_type[0] by StateID
//                   ^ inherits expands index_type[1] by Other

// A macro that binds in the arms of a match the name that it is given.
macro_rules! with_shape {
//           ^ defines macro with_shape
    ($value:expr, $of:ident, |$name:ident| $then:expr $(,)?) => {
        match $value { $of::Line(ref $name) => $then, $crate::Shape::Circle($name) => $then }
    };
    ($value:expr, $name:pat => $then:expr) => { match $value { Left($name) => $then } };
}
fn drawn(shape: Shape, size: (i32, Point)) {
// ^ defines function drawn
    with_shape!(shape.of(1, 2), Shape, |x| x.draw());
//                                      ^ binds assign x = <Shape.Line>[0]|<crate.Shape.Circle>[0]
//                                           ^ refers call draw on x
    with_shape!(shape, ref mut y => y.1.draw(y.0.1.z()));
//                             ^ binds assign y = <Left>[0]
//                                      ^ refers call draw on y.1
//                                                 ^ refers call z on y.0.1
    with_shape!(shape, Shape, 1, |x| x.draw());
//                                ^ not binds assign x
}
pub enum Nested { One((i32, Point)) }
//       ^ defines enum Nested
//                ^ defines enum_member Nested.One : tuple[tuple[i32,Point]]
//--- placed.rs
// `Default::default()` is of the type of its place; a type parameter keeps what it stands for where none is given.
fn placed() -> Ink { Default::default() }
// ^ defines function placed : Ink
//                            ^ refers call default on <Ink>
fn others() {
// ^ defines function others
    let pen: Pen<Ink> = Default::default();
//                               ^ refers call default on <Pen[Ink]>
    let all = Pen { ink: Default::default(), ..Default::default() };
//                                ^ refers call default on <Pen>.ink
//                                                      ^ refers call default on <Pen>
    let other = Default::default();
//                       ^ refers call default on Default
}
struct Box<T = Rc<Ink>, U: Draw = Pen>(T, U);
//     ^ defines struct Box : tuple[T,U]
//         ^ binds generic T = <Rc[Ink]>
//                      ^ binds generic U : Draw = <Pen>
