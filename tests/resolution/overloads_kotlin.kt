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
