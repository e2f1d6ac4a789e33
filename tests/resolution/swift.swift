//--- A.swift
class Square: Base {
    let side = Side()
//             ^ calls B.swift:Side
    func grow(text: String) {
        side.length()
//           ^ calls B.swift:Side.length
        side.twice()
//           ^ calls B.swift:Side.twice
        close()
//      ^ calls B.swift:Base.close
        text.length()
//           ^ calls nothing
        helper()
//      ^ calls B.swift:helper
    }
}
//--- B.swift
class Base { func close() {} }
struct Side { func length() {} }
extension Side { func twice() { length() } }
//                              ^ calls B.swift:Side.length
func helper() {}
//--- C.swift
enum Failure: Error {
    #if canImport(Network)
    case network(any Error)
    #else
    case other(any Error)
    #endif
    func explain() { side() }
//                   ^ calls C.swift:Failure.side
    func side() {}
}
//--- library/Added.swift
extension Collection {
    func inPairs() -> Int { return ends(of: 1) }
//                                 ^ calls library/Added.swift:Sequence.ends
    func max(count: Int) -> Int { 1 }
}
extension Sequence {
    func ends(of count: Int) -> Int { 1 }
    func draw() {}
}
//--- library/Uses.swift
struct Marker { func draw() {} }
typealias Felt = Marker
func use(names: [String], other: Unknown) {
    names.inPairs()
//        ^ calls library/Added.swift:Collection.inPairs
    names.max(count: 1)
//        ^ calls library/Added.swift:Collection.max
    names.max()
//        ^ calls nothing
    (0..<3).inPairs()
//          ^ calls library/Added.swift:Collection.inPairs
    other.thing().inPairs()
//                ^ calls library/Added.swift:Collection.inPairs
    mystery().draw()
//            ^ calls nothing
    Marker().inPairs()
//           ^ calls nothing
    Felt()
//  ^ calls library/Uses.swift:Marker
}
//--- library/Branches.swift
final class Latch {
    func shut() {
        #if canImport(One)
        // nothing
        #elseif os(Windows)
        one(self)
        #else
        two(self)
        #endif
    }
    func open() throws(Problem) {}
}
extension Latch {
    func hold() { self.shut() }
//                     ^ calls library/Branches.swift:Latch.shut
    func free(_ other: __owned Latch, at: Int = #_line) { try self.open() }
//                                                                 ^ calls library/Branches.swift:Latch.open
}

//--- Closures.swift
struct Nib { func dip() {} }
struct Cap { func close() {} }
struct Case {
    func update<R>(_ body: (inout Nib, Int) throws -> R) rethrows -> R { fatalError() }
    func later(caps: Int, done: @escaping (Nib?, Cap) -> Void) {}
    func maybe(then: ((Cap) -> Int)? = nil) {}
}
func closures(held: Case, nibs: [Nib], caps: [Cap]) {
    held.update { nib, count in nib.dip() }
//                                  ^ calls Closures.swift:Nib.dip
    held.update { $0.dip() }
//                   ^ calls Closures.swift:Nib.dip
    held.later(caps: 1, done: { $1.close() })
//                                 ^ calls Closures.swift:Cap.close
    held.maybe { (cap) -> Int in cap.close() }
//                                   ^ calls Closures.swift:Cap.close
    nibs.forEach { nib in caps.forEach { $0.close() } }
//                                          ^ calls Closures.swift:Cap.close
    nibs.filter { $0.dip() }.map { held.maybe { $0.close() } }
//                   ^ calls Closures.swift:Nib.dip
//                                                 ^ calls Closures.swift:Cap.close
    held.update { $1.dip() }
//                   ^ calls nothing
}
