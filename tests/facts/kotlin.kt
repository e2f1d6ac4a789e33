//--- kotlin.kt
@file:JvmName("Shapes")
//    ^ refers decorate JvmName
package org.example.shapes
//      ^ imports package org.example.shapes

import org.example.geometry.Point
//                          ^ refers import Point on org.example.geometry
//                          ^ imports name org.example.geometry Point
import org.example.geometry.Line as Segment
//                          ^ refers import Line on org.example.geometry
//                          ^ imports name org.example.geometry Line as Segment
import org.example.units.*
//     ^ imports star org.example.units

/** The largest side. */
const val LIMIT: Int = 10
//        ^ defines constant LIMIT : Int
//        ^ doc The largest side.
//        ^ exported 1
//               ^ refers type Int
//        ^ binds assign LIMIT : Int = #int
val registry = mutableMapOf<String, Square>()
//  ^ defines variable registry
//  ^ signature val registry = mutableMapOf<String, Square>()
//             ^ refers call mutableMapOf
//                          ^ refers type String
//                                  ^ refers type Square
//  ^ binds assign registry = mutableMapOf()
private var count = 0
//          ^ defines variable count
//          ^ exported 0
//          ^ binds assign count = #int
typealias Ids<T> = List<T>
//        ^ defines type Ids : List[T]
//                 ^ refers type List
//            ^ binds generic T
val (low, high) = bounds()
//   ^ defines variable low
//        ^ defines variable high
//                ^ refers call bounds
//   ^ binds assign low = bounds()[0]
//        ^ binds assign high = bounds()[1]
val String.shout: String get() = this.uppercase()
//         ^ defines property String.shout : String of String
//         ^ signature val String.shout: String
//                                    ^ refers call uppercase on this
//                ^ refers type String
//^< binds return = this.uppercase()
val shared by lazy { Engine(LIMIT) }
//  ^ defines variable shared
//            ^ refers call lazy
//                   ^ refers call Engine
//                          ^ refers read LIMIT
//  ^ binds assign shared = Engine()

/** A square. */
@Deprecated("old") open class Square<T : Area>(val side: Double, private var name: String = "x", plain: Int) : Base<T>(side), Draw, Comparable<Square<T>> by other where T : Any {
//                            ^ defines class Square
//                            ^ doc A square.
//                            ^ signature @Deprecated("old") open class Square<T : Area>(val side: Double, private var name: String = "x", plain: Int) : Base<T>(side), Draw, Comparable<Square<T>> by other where T : Any
//                            ^ modifiers @Deprecated("old") open
//                                                 ^ defines field Square.side : Double
//                                                 ^ exported 1
//                                                                           ^ defines field Square.name : String
//                                                                           ^ exported 0
//                                                                                                             ^ refers inherit Base
//                                                                                                                            ^ refers inherit Draw
//                                                                                                                                  ^ refers inherit Comparable
//                                       ^ refers type Area
//                                                                                 ^ refers type String
//                                                                                                                                             ^ refers type Square
//                                                       ^ refers type Double
//                                                                                                                                                                           ^ refers type Any
//                                                                                                      ^ refers type Int
//                                                                                                                                                           ^ refers read other
//                                                                                                                     ^ refers read side
//                                                 ^ binds assign side : Double
//                                                                           ^ binds assign name : String
//                                   ^ binds generic T : Area
//                                                                                               ^ binds assign plain : Int
//                                   ^ binds generic T : Any
//                                                                                                             ^ inherits extends Base[T]
//                                                                                                                            ^ inherits implements Draw
//                                                                                                                                  ^ inherits implements Comparable[Square[T]]
    val items: MutableList<Item> = mutableListOf()
//      ^ defines field Square.items : MutableList[Item]
//                                 ^ refers call mutableListOf
//             ^ refers type MutableList
//                         ^ refers type Item
//      ^ binds assign items : MutableList[Item] = mutableListOf()
    protected lateinit var engine: Engine
//                         ^ defines field Square.engine : Engine
//                                 ^ refers type Engine
//                         ^ binds assign engine : Engine

    init {
        val local = Engine(side)
//                  ^ refers call Engine
//                         ^ refers read side
//          ^ binds assign local = Engine()
        engine = local
//      ^ refers write engine
    }

    constructor(size: Int) : this(size.toDouble()) {
//  ^ defines method Square.constructor
//                           ^ refers call this
//                                     ^ refers call toDouble on size
//                    ^ refers type Int
//              ^ binds parameter size : Int
        engine.start()
//             ^ refers call start on engine
//      ^ refers read engine
    }

    /** Makes it larger. */
    fun scale(by: Int, vararg rest: Point): Square<T>? {
//      ^ defines method Square.scale : Square[T]
//      ^ doc Makes it larger.
//      ^ signature fun scale(by: Int, vararg rest: Point): Square<T>?
//      ^ exported 1
//                                          ^ refers type Square
//                ^ refers type Int
//                                  ^ refers type Point
//            ^ binds parameter by : Int
//                            ^ binds parameter rest : Point
        val account = Account(by)
//                    ^ refers call Account
//          ^ binds assign account = Account()
        val typed: Reply? = fetch()
//                          ^ refers call fetch
//                 ^ refers type Reply
//          ^ binds assign typed : Reply = fetch()
        val (first, second) = pair()
//                            ^ refers call pair
//           ^ binds assign first = pair()[0]
//                  ^ binds assign second = pair()[1]
        this.name = "z"
//           ^ refers write name on this
        count += 1
//      ^ refers write count
        for (item in items) {
//                   ^ refers read items
//           ^ binds assign item = items*
            item.draw(rest)
//               ^ refers call draw on item
        }
        for ((key, value) in table) {
//                           ^ refers read table
//            ^ binds assign key = table*[0]
//                 ^ binds assign value = table*[1]
            value.use(key)
//                ^ refers call use on value
        }
        if (account is Premium) {
//                     ^ refers type Premium
//          ^ binds assign account : Premium
            account.upgrade()
//                  ^ refers call upgrade on account
        }
        when (val shape = found()) {
//                        ^ refers call found
//                ^ binds assign shape = found()
            is Circle -> shape.roll()
//                             ^ refers call roll on shape
//             ^ refers type Circle
//                       ^ binds assign shape : Circle
            else -> shape.go()
//                        ^ refers call go on shape
        }
        val cast = account as Premium
//                            ^ refers type Premium
//          ^ binds assign cast = <Premium>
        val either = account!!.owner?.address() ?: fallback
//                             ^ refers read owner on account
//                                    ^ refers call address on account.owner
//                                                 ^ refers read fallback
//          ^ binds assign either = (account.owner.address()|fallback)
        items.forEach { each -> each.draw() }
//            ^ refers call forEach on items
//                                   ^ refers call draw on each
//      ^ refers read items
//                      ^ binds parameter each = (items*|items.forEach;-1;0)
        items.fold(0) { total: Int, (left, right) -> total + left }
//            ^ refers call fold on items
//                             ^ refers type Int
//      ^ refers read items
//                      ^ binds parameter total : Int
//                                   ^ binds parameter left = items.fold;-1;1[0]
//                                         ^ binds parameter right = items.fold;-1;1[1]
        account.let { kept -> kept.close() }
//              ^ refers call let on account
//                                 ^ refers call close on kept
//                    ^ binds parameter kept = account
        try {
            run()
//          ^ refers call run
        } catch (error: IOException) {
//                      ^ refers type IOException
//               ^ binds except error : IOException
            error.log()
//                ^ refers call log on error
        }
        val function = fun(size: Int): Reply { return size.reply() }
//                                                         ^ refers call reply on size
//                               ^ refers type Int
//                                     ^ refers type Reply
//          ^ binds assign function = #function
//                         ^ binds parameter size : Int
        val reference = Square::scale
//                              ^ refers read scale on Square
//                      ^ refers type Square
//          ^ binds assign reference = #function
        val listener = object : Listener {
//                              ^ refers new Listener
//          ^ binds assign listener = <Listener>
//                                       ^ defines extension Square.scale
//^ inherits extends Listener
            override fun changed() {}
//                       ^ defines method Square.scale.changed
        }
        val chosen = if (flag) Circle() else Line()
//                             ^ refers call Circle
//                                           ^ refers call Line
//                       ^ refers read flag
//          ^ binds assign chosen = (Circle()|Line())
        val element = listOf(1)[0]
//                    ^ refers call listOf
//          ^ binds assign element = listOf()[0]
        val chain = Shapes.Factory.make(1).also { it.go() }.size
//                         ^ refers read Factory on Shapes
//                                 ^ refers call make on Shapes.Factory
//                                         ^ refers call also on Shapes.Factory.make()
//                                                   ^ refers call go on it
//                                                          ^ refers read size on Shapes.Factory.make().also()
//^ binds parameter it = Shapes.Factory.make()
//                  ^ refers read Shapes
//          ^ binds assign chain = Shapes.Factory.make().also().size
        val pair = key to value
//                     ^ refers call to on key
//                        ^ refers read value
//                 ^ refers read key
//          ^ binds assign pair = ?
        return this
    }

    suspend inline fun <reified R> short(made: R) = made.make()
//                                 ^ defines method Square.short
//                                 ^ modifiers suspend inline
//                                                       ^ refers call make on made
//                              ^ binds generic R
//                                       ^ binds parameter made : R
//  ^ binds return = made.make()
    private fun hidden() {}
//              ^ defines method Square.hidden
//              ^ exported 0
//              ^ modifiers private

    companion object Factory : Maker {
//                   ^ defines class Square.Factory
//                             ^ refers inherit Maker
//                   ^ inherits mixes Factory by Square
//                             ^ inherits implements Maker
        const val ZERO = 0
//                ^ defines constant Square.Factory.ZERO
//                ^ modifiers const
//                ^ binds assign ZERO = #int
        fun of(): Square<Any> = Square(1.0)
//          ^ defines method Square.Factory.of : Square[Any]
//                              ^ refers call Square
//                       ^ refers type Any
//                ^ refers type Square
//      ^ binds return = Square()
    }
}

class Plain {
//    ^ defines class Plain
    companion object {
        fun make(): Plain = Plain()
//          ^ defines method Plain.make : Plain
//                          ^ refers call Plain
//                  ^ refers type Plain
//      ^ binds return = Plain()
    }
}

enum class Colour(val rgb: Int) : Named {
//         ^ defines enum Colour
//         ^ signature enum class Colour(val rgb: Int) : Named
//                    ^ defines field Colour.rgb : Int
//                                ^ refers inherit Named
//                         ^ refers type Int
//                    ^ binds assign rgb : Int
//                                ^ inherits implements Named

    /** Like blood. */
    RED(1),
//  ^ defines enum_member Colour.RED
//  ^ doc Like blood.
    GREEN(2);
//  ^ defines enum_member Colour.GREEN

    fun hex() = rgb.toHex()
//      ^ defines method Colour.hex
//                  ^ refers call toHex on rgb
//              ^ refers read rgb
//  ^ binds return = rgb.toHex()
}

interface Draw : Shape {
//        ^ defines interface Draw
//               ^ refers inherit Shape
//               ^ inherits extends Shape
    val output: Canvas
//      ^ defines field Draw.output : Canvas
//              ^ refers type Canvas
//      ^ binds assign output : Canvas
    fun draw()
//      ^ defines method Draw.draw
}

sealed class Outcome {
//           ^ defines class Outcome
    object Success : Outcome()
//         ^ defines class Outcome.Success
//                   ^ refers inherit Outcome
//                   ^ inherits extends Outcome
}

fun Square<Int>.grow(by: Int): Square<Int> = this.scale(by)
//              ^ defines method Square.grow : Square[Int] of Square
//              ^ signature fun Square<Int>.grow(by: Int): Square<Int>
//                                                ^ refers call scale on this
//  ^ refers type Square
//                                    ^ refers type Int
//                   ^ binds parameter by : Int
//^< binds return = this.scale()

fun higher(block: (Int) -> Reply) {
//  ^ defines function higher
//                         ^ refers type Reply
//                 ^ refers type Int
//         ^ binds parameter block : fn[Reply,Int]
    block(1).send("${registry.size} $count")
//  ^ refers call block
//           ^ refers call send on block()
//                            ^ refers read size on registry
//                                   ^ refers read count
//                   ^ refers read registry
    super.close()
//        ^ refers call close on super
}
//--- broken.kt
package broken
//      ^ imports package broken

fun fine() {}
//  ^ defines function fine

val wrong = = 3
//  ^ defines variable wrong
//  ^ binds assign wrong
//^< reports syntax error
fun received(pen: Pen) {
//  ^ defines function received
//           ^ binds parameter pen : Pen
//                ^ refers type Pen
    pen.ink.apply { draw() }
//^ binds receiver this = pen.ink
//      ^ refers read ink on pen
//          ^ refers call apply on pen.ink
//                  ^ refers call draw
    with(pen) { draw() }
//^ binds receiver this = pen
//  ^ refers call with
//              ^ refers call draw
    pen.let { draw() }
//^ not binds receiver this = pen
//      ^ refers call let on pen
}
