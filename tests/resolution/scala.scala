//--- shop/src/main/scala/org/shop/Pen.scala
package org.shop

import org.shop.ink.{Ink, Bottle => Jar}
import org.shop.util._

trait Drawing {
  def draw(): Unit
  def twice(): Unit = { draw(); draw() }
//                      ^ calls Drawing.draw
//                      ^ how self
}

class Pen(val side: Int, ink: Ink) extends Drawing {
  private val jar = new Jar(3)
//                      ^ calls shop/src/main/scala/org/shop/ink/Ink.scala:Bottle
  var strokes: List[Stroke] = Nil
  def draw(): Unit = {
    ink.pour(side)
//      ^ calls shop/src/main/scala/org/shop/ink/Ink.scala:Ink.pour
    this.lift(1)
//       ^ calls Pen.lift
    lift(2).draw()
//  ^ calls Pen.lift
//          ^ calls Pen.draw
    jar.open
//      ^ calls shop/src/main/scala/org/shop/ink/Ink.scala:Bottle.open
    help()
//  ^ calls shop/src/main/scala/org/shop/util/package.scala:util.help
    twice()
//  ^ calls Drawing.twice
    missing()
//  ^ calls nothing
    strokes.foreach { stroke => stroke.undo() }
//                                     ^ calls Stroke.undo
    strokes.map(stroke => stroke.undo())
//                               ^ calls Stroke.undo
    for (each <- strokes) each.undo()
//                             ^ calls Stroke.undo
    val local = Pen.make(3)
//                  ^ calls Pen.make
    local.lift(1)
//        ^ calls Pen.lift
    local.toString()
//        ^ calls nothing
  }
  def lift(by: Int): Pen = this
}

object Pen {
  def make(side: Int) = new Pen(side, Ink("red"))
//                          ^ calls Pen
//                                    ^ calls shop/src/main/scala/org/shop/ink/Ink.scala:Ink
}

case class Stroke(from: Int) {
  def undo(): Unit = ()
}

class Quill(side: Int) extends Pen(side, null) {
  override def draw(): Unit = super.draw()
//                                  ^ calls Pen.draw
  def use(unknown: Other, any: Drawing): Unit = {
    lift(1)
//  ^ calls Pen.lift
    unknown.lift(2)
//          ^ calls nothing
    any match {
      case pen: Pen => pen.lift(3)
//                         ^ calls Pen.lift
      case _ => any.draw()
//                  ^ calls Drawing.draw
    }
    Quill.count()
//        ^ calls nothing
  }
}

//--- shop/src/main/scala/org/shop/ink/Ink.scala
package org.shop
package ink

case class Ink(colour: String) {
  def pour(much: Int): Ink = copy(colour = "blue")
}
class Bottle(size: Int) {
  def open: Ink = { help(); Ink("x") }
}

//--- shop/src/main/scala/org/shop/util/package.scala
package org.shop

package object util {
  def help(): Unit = ()
}

//--- shop/src/test/scala/org/shop/PenSpec.scala
package org.shop.spec

import org.shop.Pen
import org.shop.Pen.make

class PenSpec {
  val pen: Pen = make(2)
//               ^ calls shop/src/main/scala/org/shop/Pen.scala:Pen.make
  pen.lift(1)
//    ^ calls shop/src/main/scala/org/shop/Pen.scala:Pen.lift
}
