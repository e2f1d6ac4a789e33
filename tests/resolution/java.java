//--- src/com/shapes/Base.java
package com.shapes;
public abstract class Base {
    protected String label;
    protected Base() {}
    public Base grow() { return this; }
    public void close() {}
    static class Inner { void dig() {} }
}
//--- src/com/shapes/Square.java
package com.shapes;
import static com.units.Units.scale;
import com.units.*;
import java.util.List;
import java.util.Map;
public class Square extends Base implements Named {
    private List<Side> sides;
    private Map<String, Side> named;
    public Square(int count) { super(); }
//                             ^ calls src/com/shapes/Base.java:Base
    public String name(String reader) {
        grow().grow().close();
//      ^ calls src/com/shapes/Base.java:Base.grow
//                    ^ calls src/com/shapes/Base.java:Base.close
        new Inner().dig();
//                  ^ calls src/com/shapes/Base.java:Base.Inner.dig
        scale();
//      ^ calls src/com/units/Units.java:Units.scale
        Metre.of().convert();
//                 ^ calls src/com/units/Metre.java:Metre.convert
        sides.get(0).length();
//                   ^ calls src/com/shapes/Side.java:Side.length
        for (Side side : sides) { side.length(); }
//                                     ^ calls src/com/shapes/Side.java:Side.length
        named.get(reader).length();
//                        ^ calls src/com/shapes/Side.java:Side.length
        sides.close();
//            ^ calls nothing
        label.length();
//            ^ calls nothing
        reader.length();
//             ^ calls nothing
        reader();
//      ^ calls src/com/shapes/Square.java:Square.reader
        var made = new Square(3);
        made.close();
//           ^ calls src/com/shapes/Base.java:Base.close
        com.units.Metre.of();
//                      ^ calls src/com/units/Metre.java:Metre.of
        hidden();
//      ^ calls nothing
        Named other = made;
        return other.name(reader);
//                   ^ calls src/com/shapes/Named.java:Named.name
    }
    private void reader() {}
}
//--- src/com/shapes/Named.java
package com.shapes;
interface Named { String name(String reader); }
//--- src/com/shapes/Side.java
package com.shapes;
class Side { int length() { return 0; } }
//--- src/com/units/Units.java
package com.units;
public class Units { public static int scale() { return 1; } static void hidden() {} }
//--- src/com/units/Metre.java
package com.units;
public class Metre {
    public static Metre of() { return new Metre(); }
//                                        ^ calls src/com/units/Metre.java:Metre
    public void convert() { new Side(); }
//                              ^ calls nothing
}
//--- src/com/trays/Tray.java
package com.trays;
class Pen { void draw() {} }
class Tray implements Iterable<Pen> {
    public Iterator<Pen> iterator() { return null; }
    void use(Tray tray, Pens pens) {
        for (var pen : tray) { pen.draw(); }
//                                 ^ calls Pen.draw
        for (var pen : pens) { pen.draw(); }
//                                 ^ calls Pen.draw
        pens.draw();
//           ^ calls nothing
    }
}
class Pens extends Kept<Pen> {}
class Kept<T> extends ArrayList<T> {}
class Held {
    void use(Pens pens) {
        pens.get(0).draw();
//                  ^ calls Pen.draw
        pens.subList(1).get(0).draw();
//                             ^ calls Pen.draw
        pens.size().draw();
//                  ^ calls nothing
    }
}
//--- src/com/trays/Job.java
package com.trays;
interface Job { void run(Pen pen, String name); static void none(String a) {} }
class Jobs {
    void start(int count, Job job) {}
    void each(Consumer<Pen> job) {}
    void map(Function<Pen, String> job) {}
    void use() {
        start(1, (pen, name) -> pen.draw());
//                                  ^ calls src/com/trays/Tray.java:Pen.draw
        each(pen -> pen.draw());
//                      ^ calls src/com/trays/Tray.java:Pen.draw
        map(pen -> { pen.draw(); return ""; });
//                       ^ calls src/com/trays/Tray.java:Pen.draw
        Job job = (pen, name) -> pen.draw();
//                                   ^ calls src/com/trays/Tray.java:Pen.draw
        other((Job) (pen, name) -> pen.draw());
//                                     ^ calls src/com/trays/Tray.java:Pen.draw
        start(1, (pen, name) -> name.draw());
//                                   ^ calls nothing
        missing(pen -> pen.draw());
//                         ^ calls nothing
    }
}
//--- src/com/forms/Form.java
package com.forms;
abstract class Form {
    protected void bind() {}
    abstract void configure();
    static Form of() {
        return new Form() {
            private int size = measure();
//                             ^ calls Form.of.measure
            void configure() { bind(); measure(); this.measure(); super.bind(); of(); }
//                             ^ calls Form.bind
//                                     ^ calls Form.of.measure
//                                                     ^ calls Form.of.measure
//                                                                      ^ calls Form.bind
//                                                                              ^ calls Form.of
            int measure() { return 1; }
        };
    }
    Form other = new Form() { void configure() { bind(); measure(); } };
//                                               ^ calls Form.bind
//                                                       ^ calls nothing
}
class Outside {
    void bind() {}
    Runnable job = new Runnable() { public void run() { bind(); configure(); } };
//                                                      ^ calls Outside.bind
//                                                              ^ calls nothing
    void use() { configure(); }
//               ^ calls nothing
}
enum Mode {
    ONE { void start() { stop(); own(); } void own() {} },
//                       ^ calls Mode.stop
//                               ^ calls Mode.ONE.own
    TWO { void start() { own(); } };
//                       ^ calls nothing
    abstract void start();
    void stop() { ONE.start(); }
//                    ^ calls Mode.start
}
class Made {
    Made(int size) { super(); }
//                   ^ calls nothing
    Made() { this(1); }
//           ^ calls Made
}
class Heir extends Outer implements Named { Heir() { super(); } }
//                                                   ^ calls nothing
//--- src/com/stars/Tools.java
package com.stars;
public class Tools extends Missing { public static void tool() {} public static class Saw {} }
//--- src/com/stars/own/Saw.java
package com.stars.own;
public class Saw { public void cut() {} }
//--- src/com/stars/own/Use.java
package com.stars.own;
import static com.stars.Tools.*;
class Use {
    void use() {
        tool();
//      ^ calls src/com/stars/Tools.java:Tools.tool
        new Saw().cut();
//          ^ calls src/com/stars/own/Saw.java:Saw
//                ^ calls src/com/stars/own/Saw.java:Saw.cut
        inherited();
//      ^ calls nothing (external)
        new Beside();
//          ^ calls src/com/stars/own/Beside.java:Beside
    }
}
//--- src/com/stars/own/Beside.java
package com.stars.own;
class Beside {}
//--- src/com/shapes/Moods.java
package com.shapes;
class Moods {
    enum Mood { GOOD, BAD; void tell() {} }
    static class Plain { static Plain of(String s) { return null; } void tell() {} }
    void all(String s) {
        Mood.valueOf(s).tell();
//                      ^ calls src/com/shapes/Moods.java:Moods.Mood.tell
        for (var mood : Mood.values()) mood.tell();
//                                          ^ calls src/com/shapes/Moods.java:Moods.Mood.tell
        Plain.valueOf(s).tell();
//                       ^ calls nothing
    }
}
