//--- Pen.kt
package shapes
open class Tool { fun put(a: Int, b: Int) {} }
class Pen : Tool() {
    fun draw(x: Int, label: String = "") {}
    fun draw(label: String) {}
    fun draw(x: Int, then: () -> Unit) {}
    fun draw(vararg pens: Pen) {}
    fun put(a: Int) {}
    fun use(pen: Pen, pens: Array<Pen>) {
        draw(1)
//      ^ calls Pen.draw#1
        draw(label = "x", x = 1)
//      ^ calls Pen.draw#1
        draw("x")
//      ^ calls Pen.draw#2
        draw(1) { put(1) }
//      ^ calls Pen.draw#3
        pen.draw(pen, pen, pen)
//          ^ calls Pen.draw#4
        put(1, 2)
//      ^ calls Tool.put
        draw(*pens)
//      ^ calls Pen.draw#1 Pen.draw#2 Pen.draw#3 Pen.draw#4
    }
}
//--- Source.kt
package sources
interface Source {
    fun read(count: Int? = null, deep: Boolean = false): Int
    fun write(count: Int): Int
}
abstract class Middle : Source
class Disk : Middle() {
    override fun read(count: Int?, deep: Boolean): Int = 1
    override fun write(count: Int): Int = 1
}
class Tape : Middle() {
    fun read(count: Int): Int = 1
}
fun use(disk: Disk, tape: Tape) {
    disk.read()
//       ^ calls Disk.read
    disk.read(deep = true)
//       ^ calls Disk.read
    disk.write(1)
//       ^ calls Disk.write
    tape.read()
//       ^ calls Source.read
    tape.read(1)
//       ^ calls Tape.read
}
