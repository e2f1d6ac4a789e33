//--- Pens.java
class Pen { void draw() {} }
class Ink { void draw() {} }
class Drawing {
    Pen held;
    static Ink shared;
    void one() {
        held.draw();
        //   ^ calls Pen.draw
        Pen it = held;
        it.draw();
        // ^ calls Pen.draw
    }
    void two(Ink held) {
        held.draw();
        //   ^ calls Ink.draw
    }
    static void three() {
        shared.draw();
        //     ^ calls Ink.draw
    }
    void four() {
        held.draw();
        //   ^ calls Pen.draw
        Ink held = new Ink();
        held.draw();
        //   ^ calls Ink.draw
    }
    class Inner {
        Ink held;
        void one() {
            held.draw();
            //   ^ calls Ink.draw
        }
    }
}
