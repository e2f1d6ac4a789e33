//--- a/Shapes.kt
package a
import b.shout
import b.*
open class Square(val side: Side) {
    fun grow(): Square = apply { side.length() }
//                                    ^ calls a/Shapes.kt:Side.length
    companion object { fun create() = Square(Side()) }
//                                    ^ calls a/Shapes.kt:Square
}
class Side { fun length() = 1 }
fun Square.twice() = grow()
//                   ^ calls a/Shapes.kt:Square.grow
fun top(text: String, other: Any) {
    Square.create().grow().twice()
//         ^ calls a/Shapes.kt:Square.create
//                         ^ calls a/Shapes.kt:Square.twice
    text.shout()
//       ^ calls b/Tools.kt:String.shout
    text.length()
//       ^ calls nothing
    Tool().use()
//         ^ calls b/Tools.kt:Tool.use
    val sides = listOf<Side>()
    sides.hide()
//        ^ calls nothing
    sides.side.seek()
//             ^ calls b/Tools.kt:String.seek
}
//--- b/Tools.kt
package b
fun String.shout() = uppercase()
fun String.hide() = 1
fun String.seek() = 1
class Tool { fun use() {}; fun hide() {} }
//--- c/Other.kt
package c
fun other(text: String) {
    text.shout()
//       ^ calls nothing
    Tool()
//  ^ calls nothing
    top(text)
//  ^ calls nothing
}
//--- d/Made.kt
package d
import a.Square
class Made
  @Inject
  constructor(
    private val square: Square,
  ) {
    fun grow() { square.grow() }
//                      ^ calls a/Shapes.kt:Square.grow
    fun twice() = 1
    fun same() = this
    private fun String.inside() = 1
    fun use(text: String) {
      text.inside()
//         ^ calls d/Made.kt:Made.inside
      val grow = grow()
//               ^ calls d/Made.kt:Made.grow
    }
    companion object {
      fun of(): Made = Made(Square(Side()))
      fun String.toMade(): Made = of()
    }
}
fun Made.twice() = 2
fun Made.more() = this
fun <T> T.always() = 1
fun String() = Made.of()
//--- e/User.kt
package e
import d.Made
import d.Made.Companion.of
import d.Made.Companion.toMade
import d.more
fun use(made: Made, text: String) {
    made.twice()
//       ^ calls d/Made.kt:Made.twice
    of().more().grow()
//  ^ calls d/Made.kt:Made.of
//       ^ calls d/Made.kt:Made.more
//              ^ calls d/Made.kt:Made.grow
    text.toMade().grow()
//       ^ calls d/Made.kt:Made.toMade
//                ^ calls d/Made.kt:Made.grow
    text.inside()
//       ^ calls nothing
    made.always()
//       ^ calls nothing
}
//--- f/Order.kt
package f
import d.Made
class Order {
    private val made = Made.of()
    fun run() {
        val made =
            made
                .same()
//               ^ calls d/Made.kt:Made.same
    }
}
//--- src/trays/Tray.kt
package trays
class Pen {
    fun draw() {}
    interface Listener { fun drawn() }
}
class Tray { operator fun get(name: String): Pen = Pen() }
fun use(tray: Tray) {
    tray["a"].draw()
//            ^ calls Pen.draw
    object : Pen.Listener {}
//               ^ calls Pen.Listener
}
//--- src/trays/Jobs.kt
package trays
fun start(count: Int, job: (Pen, String) -> Unit) {}
fun run(tray: Tray) {
    start(1) { pen, name -> pen.draw() }
//                              ^ calls src/trays/Tray.kt:Pen.draw
    start(1, { pen, name -> pen.draw() })
//                              ^ calls src/trays/Tray.kt:Pen.draw
    start(1) { pen, name -> name.draw() }
//                               ^ calls nothing
}
//--- src/forms/Form.kt
package forms
open class Form {
    fun bind() {}
    open fun configure() {}
}
fun make(): Form {
    return object : Form() {
        override fun configure() { bind(); own(); missing() }
//                                 ^ calls Form.bind
//                                         ^ calls make.own
//                                                ^ calls nothing
        fun own() {}
    }
}
fun beside() { bind() }
//             ^ calls nothing
//--- src/forms/Held.kt
package forms
actual open class Held
// Not for others.
internal actual constructor(
    val form: Form,
) : Form() {
    actual fun hold() { bind(); form.bind() }
//                      ^ calls src/forms/Form.kt:Form.bind
//                                   ^ calls src/forms/Form.kt:Form.bind
    actual companion object { fun of() = Held(Form()) }
}
fun held() { Held.of().hold() }
//                ^ calls Held.of
//                     ^ calls Held.hold
//--- receivers/Other.kt
package others
import receivers.finish
fun Routing.main() {
    routed { finish() }
//           ^ calls receivers/Writer.kt:Writer.finish
}
//--- receivers/Writer.kt
package receivers

class Writer {
    val inner = Inner()
    fun emit(text: String) {}
    fun close() {}
}
class Inner {
    fun dark() {}
}
fun String.isShort(): Boolean = isLong()
//                              ^ calls receivers/Writer.kt:String.isLong
fun String.isLong(): Boolean = length > 3
fun Writer.finish() {}
fun Inner.lonely() {}

class Spec(val writer: Writer) {
    fun emit(text: String) {}
    fun write(given: Writer, close: () -> Unit) {
        given.apply {
            emit("a")
//          ^ calls receivers/Writer.kt:Writer.emit
            inner.dark()
//                ^ calls receivers/Writer.kt:Inner.dark
            finish()
//          ^ calls receivers/Writer.kt:Writer.finish
            this.close()
//               ^ calls receivers/Writer.kt:Writer.close
            own()
//          ^ calls receivers/Writer.kt:Spec.own
            lonely()
//          ^ calls nothing
        }
        emit("b")
//      ^ calls receivers/Writer.kt:Spec.emit
        given.let {
            emit("c")
//          ^ calls receivers/Writer.kt:Spec.emit
        }
        with(writer) {
            emit("d")
//          ^ calls receivers/Writer.kt:Writer.emit
            inner.run {
                dark()
//              ^ calls receivers/Writer.kt:Inner.dark
                emit("e")
//              ^ calls receivers/Writer.kt:Writer.emit
            }
        }
        given.close()
    }
    fun own() {}
    fun outside(names: List<Any>) {
        unknown(names).text.isShort()
//                          ^ calls receivers/Writer.kt:String.isShort
        unknown(names).text.lonely()
//                          ^ calls nothing
        Library.isShort()
//              ^ calls nothing
    }
}
//--- receivers/Fluent.kt
package fluent

interface View
class Label : View { fun text() {} }
class Box { val label: Label = Label() }
fun <T : View> T.styled(): T = this
fun <T> T.same(): T = this
fun Box.label(): Box = this

fun use(box: Box) {
    Label().styled().text()
//                   ^ calls receivers/Fluent.kt:Label.text
    Label().same().text()
//                 ^ calls receivers/Fluent.kt:Label.text
    box.label().label.text()
//      ^ calls receivers/Fluent.kt:Box.label#2
//                    ^ calls receivers/Fluent.kt:Label.text
    box.same().text()
//             ^ calls nothing
}
//--- ofLibrary/Extensions.kt
package oflibrary.parts

class Tag {
    companion object {
        val EMPTY = plain()
//                  ^ calls ofLibrary/Extensions.kt:Tag.Companion.plain
    }
}
internal fun Tag.Companion.plain(): Tag = Tag()
fun Long.clamped(): Int = 1
fun <E : Exception> E.noted(): E = this
fun Source.drained() {}
fun Source.told() {}
fun Sink.told() {}
//--- ofLibrary/Uses.kt
package oflibrary

import okio.Buffer
import oflibrary.parts.clamped
import oflibrary.parts.drained
import oflibrary.parts.noted
import oflibrary.parts.told

fun uses(lasting: Duration, failure: IOException, buffer: Buffer) {
    val seconds = lasting.inWholeSeconds
    seconds.clamped()
//          ^ calls ofLibrary/Extensions.kt:Long.clamped
    Buffer().size.clamped()
//                ^ calls ofLibrary/Extensions.kt:Long.clamped
    buffer.clamped()
//         ^ calls nothing
    Buffer().clamped()
//           ^ calls nothing
    throw failure.noted()
//                ^ calls ofLibrary/Extensions.kt:E.noted
    buffer.drained()
//         ^ calls ofLibrary/Extensions.kt:Source.drained
    buffer.told()
//         ^ calls nothing
    Buffer().peek().told()
//                  ^ calls nothing
}
//--- receivers/Made.kt
package made

class Chain { fun proceed() {} }
fun interface Listener {
    fun on(chain: Chain)
    companion object { inline operator fun invoke(crossinline block: (Chain) -> Unit): Listener = Listener { block(it) } }
}
interface Wide { fun on(chain: Chain); fun off(chain: Chain) }

fun use() {
    Listener { chain -> chain.proceed() }
//                            ^ calls receivers/Made.kt:Chain.proceed
    Wide { chain -> chain.proceed() }
//                        ^ calls nothing
}

//--- declared/Builders.kt
package declared

class Desk { fun tidy() {} }
class Room {
    fun <T> furnish(name: String, make: Furnishing<T>) {}
    fun visit(look: (Desk) -> Unit) {}
    fun tidy() {}
}
typealias Furnishing<T> = Desk.(Int) -> T
typealias Plan = Room.() -> Unit
typealias AnyDesk = Desk
fun room(isOpen: Boolean = true, plan: Plan): Room = Room()
fun <R : Room, T : R> T.painted(): T = this
fun AnyDesk.waxed(): Desk = this
fun <T> T.styled(style: T.() -> Unit): T = this

//--- declared/Plans.kt
package plans
import declared.painted
import declared.room
import declared.styled
import declared.waxed
import declared.Desk
import declared.Room

fun plans(desks: List<Desk>, other: Any) {
    room(isOpen = false) {
        tidy()
//      ^ calls declared/Builders.kt:Room.tidy
        furnish("a") { tidy() }
//      ^ calls declared/Builders.kt:Room.furnish
//                     ^ calls declared/Builders.kt:Desk.tidy
        visit { tidy() }
//              ^ calls declared/Builders.kt:Room.tidy
    }
    room { furnish("b") { tidy() } }
//                        ^ calls declared/Builders.kt:Desk.tidy
    tidy()
//  ^ calls nothing
    Room().painted().visit { it.tidy() }
//         ^ calls declared/Builders.kt:T.painted
//                              ^ calls declared/Builders.kt:Desk.tidy
    Desk().waxed().also { it.tidy() }
//         ^ calls declared/Builders.kt:AnyDesk.waxed
//                           ^ calls declared/Builders.kt:Desk.tidy
    desks.forEach { it.tidy() }
//                     ^ calls declared/Builders.kt:Desk.tidy
    Desk().styled { tidy() }
//                  ^ calls declared/Builders.kt:Desk.tidy
    other.let { it.tidy() }
//                 ^ calls nothing
    other.run { tidy() }
//              ^ calls nothing
}

//--- declared/It.kt
package plans
import declared.Desk
import declared.Room

fun both(rooms: List<Room>, desk: Desk) {
    rooms.forEach { it.visit { it.tidy() } }
//                     ^ calls declared/Builders.kt:Room.visit
//                                ^ calls declared/Builders.kt:Room.tidy
    rooms.forEach {
        desk.run { it.visit {} }
//                    ^ calls declared/Builders.kt:Room.visit
    }
    rooms.forEach { room -> it.tidy() }
//                             ^ calls nothing
}

//--- plans/Text.kt
package plans

fun String(vararg points: Int): String = String(points)
//                              ^ refers nothing (external)
//                                       ^ calls plans/Text.kt:String
//--- moods/Moods.kt
package moods
enum class Mood { GOOD, BAD; fun tell() {} }
class Plain { fun tell() {} }
fun all(s: String) {
    Mood.valueOf(s).tell()
//                  ^ calls moods/Moods.kt:Mood.tell
    for (mood in Mood.values()) mood.tell()
//                                   ^ calls moods/Moods.kt:Mood.tell
    Plain.valueOf(s).tell()
//                   ^ calls nothing
}
