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
}
//--- b/Tools.kt
package b
fun String.shout() = uppercase()
fun String.hide() = 1
class Tool { fun use() {} }
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
