//--- pen.h
struct Side {};
struct Tool { void put(int a, int b); };
struct Pen : Tool {
    void draw(int x, bool closed = false);
    void draw(const char* label, ...);
    void draw(const Side& side);
    void draw(Pen* other) {}
    template <typename T> T make(int x);
    int make(int x);
    void put(int a) {}
};
//--- pen.cpp
#include "pen.h"
void Pen::draw(int x, bool closed) {}
void Pen::draw(const Side& side) {}
void mark(int x, int y, int z) {}
void mark(const char* label) {}
void use(Pen pen, Side side, int n) {
    mark(1);
//  ^ calls mark#1
    mark("x");
//  ^ calls mark#2
    mark(n, n, n);
//  ^ calls mark#1
    pen.draw(1);
//      ^ calls pen.cpp:Pen.draw#1
    pen.draw(1, true);
//      ^ calls pen.cpp:Pen.draw#1
    pen.draw("x", 1, 2);
//      ^ calls pen.h:Pen.draw#2
    pen.draw(side);
//      ^ calls pen.cpp:Pen.draw#2
    pen.make<Side>(1);
//      ^ calls pen.h:Pen.make#1
    pen.put(1, 2);
//      ^ calls pen.h:Tool.put
}
