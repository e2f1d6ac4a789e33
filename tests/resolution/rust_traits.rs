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
