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
//--- constants.cpp
struct Leaf {
    int* at();
    const int* at() const;
};
struct Tree {
    int* find() { return 0; }
    const int* find() const { return 0; }
    const Leaf& seen() const;
    Leaf& changed();
    void changes() {
        find();
//      ^ calls Tree.find#1
        leaf.at();
//           ^ calls Leaf.at#4
    }
    void looks() const {
        find();
//      ^ calls Tree.find#2
        leaf.at();
//           ^ calls Leaf.at#3
        held->at();
//            ^ calls Leaf.at#4
    }
    Leaf leaf;
    Leaf* held;
};
const int* Leaf::at() const { return 0; }
int* Leaf::at() { return 0; }
template <class T> T made();
void walk(const Tree& tree, Tree copy, const Tree* pointer) {
    tree.find();
//       ^ calls Tree.find#2
    copy.find();
//       ^ calls Tree.find#1
    pointer->find();
//           ^ calls Tree.find#2
    const Tree own;
    own.find();
//      ^ calls Tree.find#2
    tree.seen().at();
//              ^ calls Leaf.at#3
    copy.changed().at();
//                 ^ calls Leaf.at#4
    auto& unknown = tree;
    unknown.find();
//          ^ calls Tree.find#1 Tree.find#2
}
