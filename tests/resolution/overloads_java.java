//--- src/com/shapes/Pen.java
package com.shapes;
public class Pen extends Tool {
    void draw() {}
    void draw(int x) {}
    void draw(String label) {}
    void draw(Side side, int x) {}
    void draw(Pen other, int x) {}
    void draw(String label, Object... rest) {}
    void use(Side side, String label, Runnable then) {
        draw();
//      ^ calls Pen.draw#1
        draw(3);
//      ^ calls Pen.draw#2
        draw(-3);
//      ^ calls Pen.draw#2
        draw("three");
//      ^ calls Pen.draw#3
        draw(label);
//      ^ calls Pen.draw#3
        draw(side, 1);
//      ^ calls Pen.draw#4
        draw(new Long(), 1);
//      ^ calls Pen.draw#4
        this.draw(this, 1);
//           ^ calls Pen.draw#5
        draw("three", 1, 2);
//      ^ calls Pen.draw#6
        draw(unknown());
//      ^ calls Pen.draw#2 Pen.draw#3
        put(1, 2);
//      ^ calls src/com/shapes/Tool.java:Tool.put
        put(1);
//      ^ calls Pen.put
        draw(1, 2, 3, side);
//      ^ calls Pen.draw#6
        take(Side.class);
//      ^ calls Pen.take#1
        Pen.<Side>make(1);
//                ^ calls Pen.make#2
        run(() -> draw());
//      ^ calls Pen.run#2
    }
    void put(int x) {}
    void take(Class<?> type) {}
    void take(Side side) {}
    static Object make(int x) { return null; }
    static <T> T make(long x) { return null; }
    void run(String name) {}
    void run(Runnable job) {}
}
class Side {}
class Long extends Side {}
//--- src/com/shapes/Tool.java
package com.shapes;
class Tool { void put(int x, int y) {} }
//--- src/com/jar/Jar.java
package com.jar;
import java.util.*;
interface Lid { void turn(int times); }
class Metal implements Lid { public void turn(int times) {} }
class Jar extends Box {
    void put(long x) {}
    void put(double x) {}
    void put(Integer x) {}
    void put(Object x) {}
    void put(int... x) {}
    void fill(byte[] x) {}
    void fill(char[] x) {}
    void fill(CharSequence x) {}
    void fill(Collection<Lid> x) {}
    void fill(Iterable<Lid> x) {}
    void close(Object x) {}
    void close(Lid x) {}
    <T extends Lid> T close(Class<T> x) { return null; }
    Metal close(String x) { return null; }
    void shut(int x) {}
    void open(Lid lid) {}
    void use(byte small, Lid lid, Metal metal, List<Lid> lids, Iterable<Lid> others, Integer boxed, String... names) {
        put(1);
//      ^ calls Jar.put#1
        put(1L);
//      ^ calls Jar.put#1
        put(1.5f);
//      ^ calls Jar.put#2
        put(small);
//      ^ calls Jar.put#1
        put(boxed);
//      ^ calls Jar.put#3
        put("a" + 1);
//      ^ calls Jar.put#4
        put(1, 2);
//      ^ calls Jar.put#5
        put(new int[3]);
//      ^ calls Jar.put#5
        put(lid.hashCode());
//      ^ calls Jar.put#1
        fill(new char[2]);
//      ^ calls Jar.fill#2
        fill("a");
//      ^ calls Jar.fill#3
        fill(names[0]);
//      ^ calls Jar.fill#3
        fill(lids);
//      ^ calls Jar.fill#4
        fill(others);
//      ^ calls Jar.fill#5
        close(metal);
//      ^ calls Jar.close#2
        close(null);
//      ^ calls Jar.close#2 Jar.close#3 Jar.close#4
        close(Metal.class).turn(1);
//      ^ calls Jar.close#3
//                         ^ calls Metal.turn
        close("lid").turn(close(1).missing());
//                        ^ calls Jar.close#1
//                   ^ calls Metal.turn
        close(1).turn(2);
//               ^ calls nothing
        shut("a");
//      ^ calls src/com/jar/Box.java:Box.shut
        shut(1);
//      ^ calls Jar.shut
        open(times -> metal.turn(times));
//      ^ calls Jar.open
        open("a");
//      ^ calls src/com/jar/Box.java:Box.open
    }
}
//--- src/com/jar/Box.java
package com.jar;
class Box { void shut(String x) {} void open(String name) {} }
//--- src/com/jar/Shelf.java
package com.jar;
import java.nio.charset.*;
import java.util.*;
class Failed extends IllegalStateException {}
class Shelf {
    void write(String name) {}
    void write(Charset set) {}
    void write(Throwable error) {}
    void write(float x) {}
    void write(Optional<Lid> lid) {}
    void write(Instant when) {}
    void write(Shelf other) {}
    void use(Failed failed, OddError odd, Optional<Lid> some) {
        write(StandardCharsets.UTF_8);
//      ^ calls Shelf.write#2
        write(Float.NaN);
//      ^ calls Shelf.write#4
        write(failed);
//      ^ calls Shelf.write#3
        write(odd);
//      ^ calls Shelf.write#3
        write(some);
//      ^ calls Shelf.write#5
        some.get().turn(1);
//                 ^ calls src/com/jar/Jar.java:Lid.turn
        write(Instant.now());
//      ^ calls Shelf.write#6
        Shelf kept = null;
        kept = missing();
        write(kept);
//      ^ calls Shelf.write#7
        write(missing());
//      ^ calls Shelf.write#1 Shelf.write#2 Shelf.write#3 Shelf.write#4 Shelf.write#5 Shelf.write#6 Shelf.write#7
    }
}
//--- src/com/jar/Drawer.java
package com.jar;
class Chest { void put(String name) {} void put(Lid lid) {} }
class Drawer extends Chest {
    void put() {}
    void use() {
        put(missing());
//      ^ calls src/com/jar/Drawer.java:Chest.put#1 src/com/jar/Drawer.java:Chest.put#2
    }
}
