//--- Cargo.toml
[package]
name = "drawing-app"
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
}
