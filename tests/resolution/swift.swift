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

//--- Implicit.swift
struct Ink {
    var shade: Shade = .dark(2)
//                      ^ calls Implicit.swift:Shade.dark
    static func black() -> Ink { Ink() }
    func thin() -> Ink { self }
    init(of shade: Shade = .dark(1), _ count: Int = 1) {}
//                          ^ calls Implicit.swift:Shade.dark
    init() {}
}
struct Shade {
    static func dark(_ by: Int) -> Shade { .init(by: by) }
//                                          ^ calls Implicit.swift:Shade.init
    static func black() -> Shade { return .dark(1) }
//                                         ^ calls Implicit.swift:Shade.dark
    var half: Shade { .dark(3) }
//                     ^ calls Implicit.swift:Shade.dark
    init(by: Int) {}
}
struct Sheet { var ink: Ink; var shade: Shade? }
func paint(_ name: String, _ shade: Shade, with ink: Ink? = nil, over others: [Shade] = []) {}
func implicit(_ sheet: Sheet, flag: Bool) {
    paint("a", .black(), with: .black().thin())
//              ^ calls Implicit.swift:Shade.black
//                              ^ calls Implicit.swift:Ink.black
    paint("a", flag ? .black() : .dark(2), over: [.black()])
//                     ^ calls Implicit.swift:Shade.black
//                                                 ^ calls Implicit.swift:Shade.black
    sheet.shade = .black()
//                 ^ calls Implicit.swift:Shade.black
    if sheet.ink == .black() {}
//                   ^ calls Implicit.swift:Ink.black
    _ = Sheet(ink: .black(), shade: (.black()))
//                  ^ calls Implicit.swift:Ink.black
//                                    ^ calls Implicit.swift:Shade.black
    _ = Ink(of: .black())
//               ^ calls Implicit.swift:Shade.black
    let inks: [Ink] = [.black(), .black().thin()]
//                      ^ calls Implicit.swift:Ink.black
    let ink: Ink = .init(of: .black())
//                  ^ calls Implicit.swift:Ink.init
//                            ^ calls Implicit.swift:Shade.black
    unknown(.black())
//           ^ calls nothing
    paint(.black(), over: .black())
//         ^ calls nothing
//                         ^ calls nothing
    let pair: (Ink, Shade) = (.black(), .black())
//                             ^ calls nothing
    run { .black() }
//         ^ calls nothing
    many(.black(), 1, 2)
//        ^ calls Implicit.swift:Shade.black
    many(.black(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
//        ^ calls nothing
}
func many(_ shade: Shade, _ others: Int...) {}

//--- Own.swift
protocol Conveyed { func carried() -> Cart }
struct Cart { func carried() -> Cart { self }; func roll() {} }
final class Guarded<Value> { func read<U>(_ body: (Value) -> U) -> U { fatalError() } }
struct Load { func lift() {} }
enum Failed {
    enum Why { case bad(code: Int); case worse(Int) }
    case sending(reason: Why)
    case other(Int, Why)
}
class Host {
    let load: Guarded<Load>
    func request(for number: Int) -> Cart? { nil }
    func ask(_ cart: Conveyed) -> Failed {
        let cart = cart.carried()
//                      ^ calls Own.swift:Conveyed.carried
        cart.carried()
//           ^ calls Own.swift:Cart.carried
        if let request = request(for: 1) {
//                       ^ calls Own.swift:Host.request
            request.roll()
//                  ^ calls Own.swift:Cart.roll
        }
        let given = load.read { load in
            load.lift()
//               ^ calls Own.swift:Load.lift
        }
        load.read { load in
//           ^ calls Own.swift:Guarded.read
            load.lift()
//               ^ calls Own.swift:Load.lift
            load.read()
//               ^ calls nothing
        }
        let failed = Failed.sending(reason: .bad(code: 1))
//                                           ^ calls Own.swift:Failed.Why.bad
        if flag { return .other(1, .worse(2)) }
//                        ^ calls Own.swift:Failed.other
//                                  ^ calls Own.swift:Failed.Why.worse
        return .other(.worse(2), 1)
//                     ^ calls nothing
    }
}
struct Maker {
    static func make() -> Maker { Maker() }
    func run() {}
}
func metatypes(_ type: Maker.Type, other: Cart) {
    type.make().run()
//       ^ calls Own.swift:Maker.make
//              ^ calls Own.swift:Maker.run
    let maker = Maker.self
    maker.make()
//        ^ calls Own.swift:Maker.make
    other.self.make()
//             ^ calls nothing
}
