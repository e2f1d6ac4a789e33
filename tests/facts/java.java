//--- java.java
package com.shapes.flat;
//^ imports package com.shapes.flat
import java.util.List;
//^ imports name java.util List
//               ^ refers import List on java.util
import java.util.*;
//^ imports star java.util
import static java.lang.Math.max;
//^ imports name java.lang.Math max
import static com.shapes.Units.*;
//^ imports star com.shapes.Units

/** A box. */
@Deprecated
public final class Box<T extends Comparable<T>> extends Base<T> implements Shape, java.util.Sized<T> {
//                 ^ defines class Box
//                 ^ exported 1
//                 ^ doc A box.
//                 ^ modifiers @Deprecated public final
//                               ^ refers type Comparable
//                     ^ binds generic T : Comparable[T]
//                                          ^ not refers type T
//                                                      ^ refers inherit Base
//                                                                         ^ refers inherit Shape
//                                                                                          ^ refers inherit Sized on java.util
//^ inherits extends Base[T]
//^ inherits implements Shape
//^ inherits implements java.util.Sized[T]
    private static final int LIMIT = 3, OTHER = 4;
//                           ^ defines field Box.LIMIT : int
//                           ^ exported 0
//                                      ^ defines field Box.OTHER : int
    protected Map<String, List<T[]>> items = new HashMap<>();
//                                   ^ defines field Box.items : Map[String,List[list[T]]]
//                                   ^ exported 1
//                                               ^ refers new HashMap
//^ binds assign items : Map[String,List[list[T]]] = HashMap()
    static { configure(LIMIT); }
//           ^ refers call configure
//                     ^ refers read LIMIT

    public Box(int side, String... names) throws ShapeException {
//         ^ defines method Box.Box
//         ^ signature public Box(int side, String... names) throws ShapeException
//                 ^ binds parameter side : int
//                                 ^ binds parameter names : list[String]
//                                               ^ refers type ShapeException
        super(side);
//      ^ refers call super
        this.items = null;
//           ^ refers write items on this
//           ^ binds assign this.items = #none
        count++;
//      ^ refers write count
    }

    @Override
//   ^ refers decorate Override
    public <R> R find(final Class<R> type, List<? extends T> from) {
//               ^ defines method Box.find : R
//               ^ exported 1
//                                   ^ binds parameter type : Class[R]
//                                                           ^ binds parameter from : List[T]
        for (T each : from) { each.draw(); }
//             ^ binds assign each : T = from*
//                                 ^ refers call draw on each
        for (int i = 0; i < LIMIT; i++) { }
//               ^ binds assign i : int = #int
        try (Reader reader = open(); var other = reader.next()) {
//                  ^ binds with reader : Reader = open()
//                                       ^ binds with other = reader.next()
        } catch (IOException | FormatException error) {
//                                             ^ binds except error : IOException|FormatException
            throw new ShapeException(error);
//                    ^ refers new ShapeException
        }
        var made = new Box<String>(1) {
//      ^ not refers type var
//          ^ binds assign made = <Box[String]>
//                                    ^ defines extension Box.find
//^ inherits extends Box[String]
            @Override
            void draw() { }
//               ^ defines method Box.find.draw : void
        };
        Function<String, Integer> length = text -> text.length();
//                                ^ binds assign length : Function[String,Integer] = #function
//                                         ^ binds parameter text = <Function[String,Integer]>;0
        run((first, second) -> first.join(second), (int count) -> count, Units::scale, Box::new);
//      ^ refers call run
//           ^ binds parameter first = run;0;0
//                                                      ^ binds parameter count : int
//                                                                              ^ refers read scale on Units
//                                                                                     ^ refers new Box
        if (shape instanceof Circle circle && shape instanceof Point(int x, var y)) { circle.draw(); }
//                                  ^ binds assign circle : Circle
//                                                                          ^ binds assign y
        switch (shape) {
            case Square square -> square.draw();
//                      ^ binds assign square : Square
            default -> { }
        }
        String name = (String) found;
//             ^ binds assign name : String = <String>
        items.get(name).add(Colour.RED.code[0]);
//            ^ refers call get on items
//                      ^ refers call add on items.get(name)
//                                 ^ refers read RED on Colour
        local = helper(name).other;
//      ^ refers write local
//      ^ binds assign local = helper(name).other
        super.find(type, from);
//            ^ refers call find on super
        Outer.this.close(new Outer.Inner());
//                 ^ refers call close on Outer.this
//                                 ^ refers new Inner on Outer
        return from == null ? null : (R) name;
//      ^ binds return = (#none|<R>)
    }

    abstract void later();
//                ^ defines method Box.later : void
//                ^ exported 0

    enum Colour implements Coded {
//       ^ defines enum Box.Colour
//                         ^ refers inherit Coded
        RED(1), GREEN { void mix() { } };
//      ^ defines enum_member Box.Colour.RED
//      ^ exported 1
//              ^ defines enum_member Box.Colour.GREEN
//                    ^ defines extension Box.Colour.GREEN
//                           ^ defines method Box.Colour.GREEN.mix : void
        private int code;
//                  ^ defines field Box.Colour.code : int
        Colour(int code) { this.code = code; }
//      ^ defines method Box.Colour.Colour
    }

    public record Point(int x, List<String> tags) implements Shape {
//                ^ defines class Box.Point
//                          ^ defines field Box.Point.x : int
//                                          ^ defines field Box.Point.tags : List[String]
        Point { check(x); }
//      ^ defines method Box.Point.Point
    }

    interface Shape extends Sized, Named<String> {
//            ^ defines interface Box.Shape
//                          ^ refers inherit Sized
//^ inherits extends Named[String]
        int SIDES = 4;
//          ^ defines field Box.Shape.SIDES : int
//          ^ exported 1
        double area();
//             ^ defines method Box.Shape.area : double
//             ^ exported 1
    }

    @interface Marker { String value() default ""; }
//             ^ defines interface Box.Marker
//                             ^ defines method Box.Marker.value : String
}
//--- broken.java
class Fine {
//    ^ defines class Fine
    int x = = 3;
//      ^ defines field Fine.x : int
//  ^ reports syntax error
}
