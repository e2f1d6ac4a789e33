//--- Cargo.toml
[package]
name = "traits"
//--- src/lib.rs
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
