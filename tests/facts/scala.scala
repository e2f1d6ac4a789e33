//--- scala.scala
package org.shop
package tools
//^ imports package tools

import org.shop.{Ink, Base => Root}
//^ imports name org.shop Base as Root
//^ imports name org.shop Ink
//               ^ refers import Ink on org.shop
//                    ^ refers import Base on org.shop
import org.shop.util._
//^ imports star org.shop.util
import scala.collection.mutable
//^ imports name scala.collection mutable
//                      ^ refers import mutable on scala.collection
import org.shop.Pen.make
//^ imports name org.shop.Pen make
//                  ^ refers import make on org.shop.Pen

/** A square. */
case class Square[A](side: Int, val ink: Ink)(implicit ctx: Ctx) extends Shape[A](side) with Loud {
//^ binds assign ctx : Ctx
//^ binds assign ink : Ink
//^ binds assign side : Int
//^ binds generic A
//^ inherits extends Loud
//^ inherits extends Shape[A]
//         ^ defines class Square
//         ^ doc A square.
//         ^ exported 1
//         ^ signature case class Square[A](side: Int, val ink: Ink)(implicit ctx: Ctx) extends Shape[A](side) with Loud
//                   ^ defines field Square.side : Int
//                   ^ doc A square.
//                   ^ exported 1
//                   ^ signature side: Int
//                         ^ refers type Int
//                                  ^ defines field Square.ink : Ink
//                                  ^ doc A square.
//                                  ^ exported 1
//                                  ^ signature val ink: Ink
//                                       ^ refers type Ink
//                                                     ^ defines field Square.ctx : Ctx
//                                                     ^ doc A square.
//                                                     ^ exported 1
//                                                     ^ signature ctx: Ctx
//                                                          ^ refers type Ctx
//                                                                       ^ refers inherit Shape
//                                                                                ^ refers call side
//                                                                                           ^ refers inherit Loud
  private val area: Int = side * side
//^ binds assign area : Int = ?
//            ^ defines field Square.area : Int
//            ^ exported 0
//            ^ signature private val area: Int = side * side
//                  ^ refers type Int
//                        ^ refers call side
//                               ^ refers call side
  var name = "x"
//^ binds assign name = #str
//    ^ defines field Square.name
//    ^ exported 1
//    ^ signature var name = "x"
  lazy val pen = new Pen(3)
//^ binds assign pen = <Pen>
//         ^ defines field Square.pen
//         ^ exported 1
//         ^ signature lazy val pen = new Pen(3)
//                   ^ refers new Pen
  val (first, second) = pair()
//^ binds assign first = pair()[0]
//^ binds assign second = pair()[1]
//                      ^ refers call pair
  def draw(n: Int = 1): Pen = {
//^ binds parameter n : Int
//^ binds return = pen
//    ^ defines method Square.draw : Pen
//    ^ exported 1
//    ^ signature def draw(n: Int = 1): Pen
//            ^ refers type Int
//                      ^ refers type Pen
    val local = this.scale(2)
//^ binds assign local = this.scale()
//                   ^ refers call scale on this
    name = "y"
//  ^ refers write name
    local.draw(n)
//        ^ refers call draw on local
    pen
//  ^ refers call pen
  }
  // Scales it.
  @deprecated def scale(by: Int) = Square(by, ink)
//^ binds parameter by : Int
//^ binds return = Square()
// ^ refers decorate deprecated
//                ^ defines method Square.scale
//                ^ doc Scales it.
//                ^ exported 1
//                ^ signature @deprecated def scale(by: Int)
//                          ^ refers type Int
//                                 ^ refers call Square
//                                            ^ refers call ink
  override def toString = s"sq $name ${pen.colour}"
//^ binds return = #str
//             ^ defines method Square.toString
//             ^ exported 1
//             ^ signature override def toString
//                              ^ refers call name
//                                     ^ refers call pen
//                                         ^ refers call colour on pen
  private[shop] var mine = 1
//^ binds assign mine = #int
//         ^ not refers call shop
//                  ^ defines field Square.mine
  type T = List[Int]
//     ^ defines type Square.T : List[Int]
//     ^ exported 1
//     ^ signature type T = List[Int]
//         ^ refers type List
//              ^ refers type Int
  def this() = this(1)
//^ binds return = this()
//    ^ defines method Square.this
//    ^ exported 1
//    ^ signature def this()
//             ^ refers call this
}

object Square {
//     ^ defines class Square
//     ^ exported 1
//     ^ signature object Square
  final val LIMIT = 10
//^ binds assign LIMIT = #int
//          ^ defines field Square.LIMIT
//          ^ exported 1
//          ^ signature final val LIMIT = 10
  def apply(x: String): Square[Int] = new Square[Int](1)
//^ binds parameter x : String
//^ binds return = <Square[Int]>
//    ^ defines method Square.apply : Square[Int]
//    ^ exported 1
//    ^ signature def apply(x: String): Square[Int]
//             ^ refers type String
//                      ^ refers type Square
//                             ^ refers type Int
//                                        ^ refers new Square
//                                               ^ refers type Int
}

trait Loud { self: Shape[_] =>
//^ inherits extends Shape[_]
//    ^ defines trait Loud
//    ^ exported 1
//    ^ signature trait Loud
//                 ^ refers inherit Shape
  def shout(times: Int): Unit
//^ binds parameter times : Int
//    ^ defines method Loud.shout : Unit
//    ^ exported 1
//    ^ signature def shout(times: Int): Unit
//                 ^ refers type Int
//                       ^ refers type Unit
  val level: Int
//^ binds assign level : Int
//    ^ defines field Loud.level : Int
//    ^ exported 1
//    ^ signature val level: Int
//           ^ refers type Int
  def louder[B <: Pen](b: B): B = b
//^ binds generic B
//^ binds parameter b : B
//^ binds return = b
//    ^ defines method Loud.louder : B
//    ^ exported 1
//    ^ signature def louder[B <: Pen](b: B): B
//                ^ refers type Pen
}

enum Colour { case Red, Green }
//   ^ defines enum Colour
//   ^ exported 1
//   ^ signature enum Colour
//                 ^ defines enum_member Colour.Red
//                 ^ exported 1
//                 ^ signature Red
//                      ^ defines enum_member Colour.Green
//                      ^ exported 1
//                      ^ signature Green

class Use extends Loud {
//^ inherits extends Loud
//    ^ defines class Use
//    ^ exported 1
//    ^ signature class Use extends Loud
//                ^ refers inherit Loud
  def all(any: Any, items: List[Pen]): Unit = {
//^ binds parameter any : Any
//^ binds parameter items : List[Pen]
//^ binds return = (org.shop.Pen.make()|util.Rich.twice())
//    ^ defines method Use.all : Unit
//    ^ exported 1
//    ^ signature def all(any: Any, items: List[Pen]): Unit
//             ^ refers type Any
//                         ^ refers type List
//                              ^ refers type Pen
//                                     ^ refers type Unit
    for { x <- items; y = x.next } yield y.go()
//^ binds assign x = items*
//^ binds assign y = x.next
//                          ^ refers call next on x
//                                         ^ refers call go on y
    items.map(i => i.walk()).foreach { j => j.run() }
//^ binds assign i = items*
//^ binds assign j = items.map()*
//        ^ refers call map on items
//                   ^ refers call walk on i
//                           ^ refers call foreach on items.map()
//                                            ^ refers call run on j
    any match {
      case Square(n, _) => n.dry()
//^ binds assign n
//         ^ refers type Square
//                           ^ refers call dry on n
      case p: Pen => p.lift(1)
//^ binds assign p : Pen
//            ^ refers type Pen
//                     ^ refers call lift on p
      case other => other add 3
//^ binds assign other
//                        ^ refers call add on other
    }
    val made = new Loud { def shout(times: Int): Unit = () }
//^ binds assign made = <Loud>
//^ binds parameter times : Int
//^ binds return = ?
//^ inherits extends Loud
//                 ^ refers new Loud
//                      ^ defines extension Use.all
//                      ^ exported 1
//                      ^ signature { def shout(times: Int): Unit = () }
//                            ^ defines method Use.all.shout : Unit
//                            ^ exported 1
//                            ^ signature def shout(times: Int): Unit
//                                         ^ refers type Int
//                                               ^ refers type Unit
    val f = (q: Pen) => q.lift[Int](2)
//^ binds assign f = #function
//^ binds parameter q : Pen
//              ^ refers type Pen
//                        ^ refers call lift on q
//                             ^ refers type Int
    if (made == f) org.shop.Pen.make(1) else util.Rich.twice(made)
//                 ^ refers call org
//                     ^ refers call shop on org
//                          ^ refers call Pen on org.shop
//                              ^ refers call make on org.shop.Pen
//                                           ^ refers call util
//                                                ^ refers call Rich on util
//                                                     ^ refers call twice on util.Rich
  }
}
//--- broken.scala
class Fine { def fine = 1 }
//    ^ defines class Fine
//               ^ defines method Fine.fine
def wrong(
//  ^ defines function wrong
//^ reports syntax error
