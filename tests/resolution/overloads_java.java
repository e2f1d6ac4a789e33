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
