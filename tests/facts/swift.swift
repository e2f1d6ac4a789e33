//--- swift.swift
import Foundation
//     ^ imports star Foundation
@testable import Shapes
//               ^ imports star Shapes

/// The largest side.
public let limit: Int = 10
//         ^ defines variable limit : Int
//         ^ doc The largest side.
//         ^ exported 1
//                ^ refers type Int
//         ^ binds assign limit : Int = #int
var registry = [String: Square]()
//  ^ defines variable registry
//  ^ signature var registry = [String: Square]()
//              ^ refers read String
//                      ^ refers read Square
//  ^ binds assign registry = #map()
private var count = 0, total: Int = 3
//          ^ defines variable count
//          ^ exported 0
//                     ^ defines variable total : Int
//                            ^ refers type Int
//          ^ binds assign count = #int
//                     ^ binds assign total : Int = #int
typealias Ids<T> = [T]
//        ^ defines type Ids : list[T]
//            ^ binds generic T
let (low, high) = bounds()
//   ^ defines variable low
//        ^ defines variable high
//                ^ refers call bounds
//   ^ binds assign low = bounds()[0]
//        ^ binds assign high = bounds()[1]

/// A square.
@MainActor open class Square<T: Area>: Base<T>, Draw where T: Sized {
//                    ^ defines class Square
//                    ^ doc A square.
//                    ^ signature @MainActor open class Square<T: Area>: Base<T>, Draw where T: Sized
//                                     ^ refers inherit Base
//                                              ^ refers inherit Draw
//                              ^ refers type Area
//                                                            ^ refers type Sized
//                           ^ binds generic T : Area
//                           ^ binds generic T : Sized
//                                     ^ inherits extends Base[T]
//                                              ^ inherits extends Draw
    public static let shared = Square()
//                    ^ defines field Square.shared
//                    ^ modifiers public static
//                             ^ refers call Square
//                    ^ binds assign shared = Square()
    weak var owner: Owner?
//           ^ defines field Square.owner : Owner
//                  ^ refers type Owner
//           ^ binds assign owner : Owner
    private(set) var items: [Item] = []
//                   ^ defines field Square.items : list[Item]
//                   ^ exported 1
//                   ^ modifiers private(set)
//                           ^ refers type Item
//                   ^ binds assign items : list[Item] = #list
    fileprivate var table: [String: Item] = [:]
//                  ^ defines field Square.table : map[String,Item]
//                  ^ exported 0
//                          ^ refers type String
//                                  ^ refers type Item
//                  ^ binds assign table : map[String,Item] = #map
    var callback: ((Int) -> Reply)?
//      ^ defines field Square.callback : fn[Reply,Int]
//                  ^ refers type Int
//                          ^ refers type Reply
//      ^ binds assign callback : fn[Reply,Int]
    lazy var engine: Engine = { Engine() }()
//           ^ defines field Square.engine : Engine
//                              ^ refers call Engine
//                   ^ refers type Engine
//           ^ binds assign engine : Engine = #function()
    var area: Double { side * side }
//      ^ defines property Square.area : Double
//                     ^ refers read side
//            ^ refers type Double
    var both: Int {
//      ^ defines property Square.both : Int
//            ^ refers type Int
        get { shared.measure() }
//                   ^ refers call measure on shared
//            ^ refers read shared
        set { count = newValue }
//            ^ refers write count
//                    ^ refers read newValue
    }
    var watched = Cache() {
//      ^ defines field Square.watched
//                ^ refers call Cache
//      ^ binds assign watched = Cache()
        didSet { watched.clear() }
//                       ^ refers call clear on watched
//               ^ refers read watched
    }

    /// Makes one.
    init(side: Double, _ name: String = "x") {
//  ^ defines method Square.init
//  ^ doc Makes one.
//  ^ signature init(side: Double, _ name: String = "x")
//             ^ refers type Double
//                             ^ refers type String
//       ^ binds parameter side : Double
//                       ^ binds parameter name : String
        self.side = side
//           ^ refers write side on self
        super.init()
//            ^ refers call init on super
    }

    deinit {
//  ^ defines method Square.deinit
        close()
//      ^ refers call close
    }

    func scale(by factor: Int, _ more: Double..., using block: @escaping (Int) -> Reply) async throws -> Square<T>? {
//       ^ defines method Square.scale : Square[T]
//       ^ signature func scale(by factor: Int, _ more: Double..., using block: @escaping (Int) -> Reply) async throws -> Square<T>?
//       ^ exported 1
//                        ^ refers type Int
//                                     ^ refers type Double
//                                                                                ^ refers type Reply
//                                                                                                       ^ refers type Square
//                ^ binds parameter factor : Int
//                               ^ binds parameter more : Double
//                                                      ^ binds parameter block : fn[Reply,Int]
        let account = Account(factor)
//                    ^ refers call Account
//          ^ binds assign account = Account()
        let typed: Reply? = fetch()
//                          ^ refers call fetch
//                 ^ refers type Reply
//          ^ binds assign typed : Reply = fetch()
        let (first, second) = pair()
//                            ^ refers call pair
//           ^ binds assign first = pair()[0]
//                  ^ binds assign second = pair()[1]
        let (one, two) = (make(), 2)
//                        ^ refers call make
//           ^ binds assign one = make()
//                ^ binds assign two = #int
        self.name = "z"
//           ^ refers write name on self
        count += 1
//      ^ refers write count
        for item in items {
//                  ^ refers read items
//          ^ binds assign item = items*
            item.draw()
//               ^ refers call draw on item
        }
        for (key, value) in table {
//                          ^ refers read table
//           ^ binds assign key = table*[0]
//                ^ binds assign value = table*[1]
            value.use(key)
//                ^ refers call use on value
        }
        if let found = self.find(1) {
//                          ^ refers call find on self
//             ^ binds assign found = self.find()
            found.run()
//                ^ refers call run on found
        }
        guard let other = account?.owner else { return nil }
//                                 ^ refers read owner on account
//                ^ binds assign other = account.owner
        if let premium = account as? Premium {
//                                   ^ refers type Premium
//             ^ binds assign premium = <Premium>
            premium.upgrade()
//                  ^ refers call upgrade on premium
        }
        if case .success(let value) = reply {
//               ^ refers read success
//                                    ^ refers read reply
//                           ^ binds assign value
            value.go()
//                ^ refers call go on value
        }
        switch shape {
//             ^ refers read shape
        case .circle(let radius): radius.round()
//                                       ^ refers call round on radius
//            ^ refers read circle
//                       ^ binds assign radius
        case let .rect(width, height): width.add(height)
//                                           ^ refers call add on width
//                ^ refers read rect
//                     ^ binds assign width
//                            ^ binds assign height
        case let cast as Circle: cast.roll()
//                                    ^ refers call roll on cast
//                       ^ refers type Circle
//               ^ binds assign cast : Circle
        case let whole: whole.go()
//                            ^ refers call go on whole
//               ^ binds assign whole = shape
        default: break
        }
        do {
            try run()
//              ^ refers call run
        } catch let error as NetworkError {
//                           ^ refers type NetworkError
//                  ^ binds except error : NetworkError
            error.log()
//                ^ refers call log on error
        }
        let forced = account as! Premium
//                               ^ refers type Premium
//          ^ binds assign forced = <Premium>
        let awaited = try await session.request(factor).value
//                                      ^ refers call request on session
//                                                      ^ refers read value on session.request()~
//                              ^ refers read session
//          ^ binds assign awaited = session.request()~.value
        let either = maybe ?? fallback
//                   ^ refers read maybe
//                            ^ refers read fallback
//          ^ binds assign either = (maybe|fallback)
        let chosen = flag ? Circle() : Line()
//                          ^ refers call Circle
//                                     ^ refers call Line
//                   ^ refers read flag
//          ^ binds assign chosen = (Circle()|Line())
        items.forEach { entry in entry.draw() }
//            ^ refers call forEach on items
//                                     ^ refers call draw on entry
//      ^ refers read items
//                      ^ binds parameter entry = (items*|items.forEach;-1;0)
        items.reduce(0) { (sum: Int, entry) -> Int in sum + entry.size }
//            ^ refers call reduce on items
//                                                                ^ refers read size on entry
//      ^ refers read items
//                              ^ refers type Int
//                         ^ binds parameter sum : Int
//                                   ^ binds parameter entry = items.reduce;-1;1
        items.map { $0.name }
//            ^ refers call map on items
//                     ^ refers read name on $0
//      ^ refers read items
//                  ^ binds parameter $0 = (items*|items.map;-1;0)
        let closure = { (size: Int) -> Reply in size.reply() }
//                                                   ^ refers call reply on size
//                             ^ refers type Int
//                                     ^ refers type Reply
//          ^ binds assign closure = <fn[Reply]>
//                       ^ binds parameter size : Int
        let element = items[0].name!
//                             ^ refers read name on items[0]
//                    ^ refers read items
//          ^ binds assign element = items[0].name
        let chain = Shapes.Factory.make(1).size
//                         ^ refers read Factory on Shapes
//                                 ^ refers call make on Shapes.Factory
//                                         ^ refers read size on Shapes.Factory.make()
//                  ^ refers read Shapes
//          ^ binds assign chain = Shapes.Factory.make().size
        let made = Box<Int>(value: 1)
//                 ^ refers new Box
//                     ^ refers type Int
//          ^ binds assign made = <Box[Int]>
        let implicit = .init(side: 1)
//                      ^ refers call init on ?
//          ^ binds assign implicit = ?()
        func nested() {}
//           ^ defines function Square.scale.nested
        while let line = reader.next() {
//                              ^ refers call next on reader
//                       ^ refers read reader
//                ^ binds assign line = reader.next()
            line.trim()
//               ^ refers call trim on line
        }
        return self
    }

    static func make() -> Self { fatalError() }
//              ^ defines method Square.make : Self
//                               ^ refers call fatalError
//                        ^ refers type Self

    subscript(index: Int) -> Item {
//  ^ defines method Square.subscript : Item
//                   ^ refers type Int
//                           ^ refers type Item
//            ^ binds parameter index : Int
        items[index]
//      ^ refers read items
    }
}

public struct Pair: Equatable {
//            ^ defines struct Pair
//                  ^ refers inherit Equatable
//                  ^ inherits implements Equatable
    let first: Int
//      ^ defines field Pair.first : Int
//             ^ refers type Int
//      ^ binds assign first : Int
    private func hidden() {}
//               ^ defines method Pair.hidden
//               ^ exported 0
//               ^ modifiers private
    static func + (left: Pair, right: Pair) -> Pair { left }
//              ^ defines method Pair.+ : Pair
//                       ^ refers type Pair
//                 ^ binds parameter left : Pair
//                             ^ binds parameter right : Pair
}

enum Shape: String, CaseIterable {
//   ^ defines enum Shape
//   ^ signature enum Shape: String, CaseIterable
//          ^ refers inherit String
//                  ^ refers inherit CaseIterable
//          ^ inherits implements String
//                  ^ inherits implements CaseIterable
    case circle(Double), empty
//       ^ defines enum_member Shape.circle : Double
//                       ^ defines enum_member Shape.empty
//              ^ refers type Double
//       ^ binds assign circle : Double
    case rect(width: Double, height: Side)
//       ^ defines enum_member Shape.rect : tuple[Double,Side]
//                   ^ refers type Double
//                                   ^ refers type Side
//       ^ binds assign rect : tuple[Double,Side]
    var name: String { rawValue }
//      ^ defines property Shape.name : String
//                     ^ refers read rawValue
//            ^ refers type String
}

protocol Draw: AnyObject {
//       ^ defines interface Draw
//             ^ refers inherit AnyObject
//             ^ inherits extends AnyObject
    associatedtype Output
//                 ^ defines type Draw.Output
    var output: Canvas { get }
//      ^ defines field Draw.output : Canvas
//      ^ signature var output: Canvas { get }
//              ^ refers type Canvas
//      ^ binds assign output : Canvas
    func draw(at point: Point) -> Self.Output
//       ^ defines method Draw.draw : Self.Output
//                                     ^ refers type Output on Self
//                      ^ refers type Point
//                                ^ refers type Self
//               ^ binds parameter point : Point
    init(size: Int)
//  ^ defines method Draw.init
//  ^ signature init(size: Int)
//             ^ refers type Int
//       ^ binds parameter size : Int
}

extension Square: Named where T == Int {
//        ^ defines extension Square of Square
//        ^ signature extension Square: Named where T == Int
//                ^ refers inherit Named
//        ^ refers type Square
//                                 ^ refers type Int
//                            ^ binds generic T : Int
//                ^ inherits implements Named by Square
    func grow() {}
//       ^ defines method Square.grow
//       ^ signature func grow()
}
extension Shapes.Factory {
//        ^ defines extension Shapes.Factory of Shapes.Factory
//               ^ refers type Factory on Shapes
//        ^ refers type Shapes
    static func reset() {}
//              ^ defines method Shapes.Factory.reset
}

actor Store {
//    ^ defines class Store
    var number = 0
//      ^ defines field Store.number
//      ^ binds assign number = #int
}

func higher<F: Draw>(_ first: F, second: some Draw, third: inout Item) -> (Reply, size: Int) {
//   ^ defines function higher : tuple[Reply,Int]
//             ^ refers type Draw
//                                                               ^ refers type Item
//                                                                         ^ refers type Reply
//                                                                                      ^ refers type Int
//          ^ binds generic F : Draw
//                     ^ binds parameter first : F
//                               ^ binds parameter second : Draw
//                                                  ^ binds parameter third : Item
    first.draw()
//        ^ refers call draw on first
}
protocol Ordered {
//       ^ defines interface Ordered
    static func < (left: Self, right: Self) -> Bool
//              ^ defines method Ordered.< : Bool
//                 ^ binds parameter left : Self
//                             ^ binds parameter right : Self
//                                             ^ refers type Bool
}

prefix func ! (item: Item) -> Item { return item.inverse() }
//          ^ defines function ! : Item
//             ^ binds parameter item : Item
//                   ^ refers type Item
//                            ^ refers type Item
//                                               ^ refers call inverse on item

func cases(pair: Pair) {
//   ^ defines function cases
//         ^ binds parameter pair : Pair
//               ^ refers type Pair
    while case let .some(next) = pair.next() { next.go() }
//                  ^ refers read some
//                       ^ binds assign next
//                                    ^ refers call next on pair
//                                                  ^ refers call go on next
    switch pair {
    case let (.left(one), .right(two)): one.join(two)
//             ^ not binds assign left
//                  ^ binds assign one
//                         ^ not binds assign right
//                               ^ binds assign two
//                                          ^ refers call join on one
    default: break
    }
}
//--- broken.swift
func fine() {}
//   ^ defines function fine

let wrong = = 3
//  ^ defines variable wrong
//  ^ binds assign wrong
//^< reports syntax error
