//--- include/shapes/shape.h
#pragma once
#include <memory>
#include <string>
#include <vector>

namespace shapes {

class Canvas;

class Shape {
public:
    Shape();
    explicit Shape(int side);
    virtual ~Shape();
    virtual Canvas *draw() const = 0;
    void move(int x);
    void move(int x, int y);
    static Shape *create();
    int side() const { return measure(side_); }
//                            ^ calls src/shape.cc:shapes.measure
protected:
    void hidden() { move(1); }
//                  ^ calls src/shape.cc:shapes.Shape.move
//                  ^ how self
    int side_;
    Canvas *canvas_;
    std::unique_ptr<Canvas> owned_;
    std::vector<Shape *> children_;
};

class Square : public Shape {
public:
    using Shape::Shape;
    Canvas *draw() const override;
    void grow() {
        move(2);
//      ^ calls src/shape.cc:shapes.Shape.move
        Shape::move(3);
//             ^ calls src/shape.cc:shapes.Shape.move
        this->move(4);
//            ^ calls src/shape.cc:shapes.Shape.move
        owned_->paint();
//              ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    }
};

int measure(int side);

template <typename T> T &first(std::vector<T> &all) { return all[0]; }

template <typename T> class Box {
public:
    T &get();
    T value;
    T *operator->() { return &value; }
    class Cursor {
    public:
        void next() {}
    };
    void use() { value.paint(); }
//                     ^ calls nothing
};
template <typename T> T &Box<T>::get() { return value; }

enum class Level { Low, High };

namespace detail {
#define SHAPES_CHECK(x) measure(x)
inline int inner() { return 1; }
inline int outer() { return inner() + measure(1); }
//                          ^ calls shapes.detail.inner
//                                    ^ calls src/shape.cc:shapes.measure
}  // namespace detail
}  // namespace shapes
//--- include/shapes/canvas.h
#pragma once
namespace shapes {
struct Canvas {
    void paint() {}
    Canvas &self() { return *this; }
    Canvas *next = nullptr;
    static int count() { return 0; }
};
}  // namespace shapes
//--- src/shape.cc
#include "shapes/shape.h"
#include "shapes/canvas.h"

namespace shapes {

namespace {
int local_only() { return 1; }
}  // namespace

Shape::Shape() : Shape(1) {}
//               ^ calls include/shapes/shape.h:shapes.Shape
Shape::Shape(int side) : side_(measure(side)) {}
//                             ^ calls shapes.measure
Shape::~Shape() {}

void Shape::move(int x) {
    move(x, 0);
//  ^ calls shapes.Shape.move
    canvas_->paint();
//           ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    canvas_->self().next->paint();
//           ^ calls include/shapes/canvas.h:shapes.Canvas.self
//                        ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    for (Shape *child : children_) child->move(x);
//                                        ^ calls shapes.Shape.move
    for (auto *child : children_) child->move(x);
//                                       ^ calls shapes.Shape.move
    children_.push_back(nullptr);
//            ^ calls nothing
    hidden();
//  ^ calls include/shapes/shape.h:shapes.Shape.hidden
    local_only();
//  ^ calls shapes.local_only
}
void Shape::move(int x, int y) {}

Shape *Shape::create() { return new Square(3); }
//                                  ^ calls include/shapes/shape.h:shapes.Square

Canvas *Square::draw() const { return canvas_; }

int measure(int side) { return detail::inner() + side; }
//                                     ^ calls include/shapes/shape.h:shapes.detail.inner

}  // namespace shapes
//--- src/main.cc
#include "shapes/canvas.h"
#include "shapes/shape.h"

#include <vector>

using namespace shapes;
using shapes::detail::outer;
namespace alias = shapes::detail;
using Squares = std::vector<Square>;

void move(int x) {}
int paint() { return 0; }

static void parameters(const Shape &shape, Square *square, std::unique_ptr<Canvas> owned, Box<Canvas> box) {
    shape.draw()->paint();
//        ^ calls include/shapes/shape.h:shapes.Shape.draw
//                ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    square->draw()->paint();
//          ^ calls src/shape.cc:shapes.Square.draw
//                  ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    square->grow();
//          ^ calls include/shapes/shape.h:shapes.Square.grow
    square->side();
//          ^ calls include/shapes/shape.h:shapes.Shape.side
    owned->paint();
//         ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    box.get().paint();
//      ^ calls include/shapes/shape.h:shapes.Box.get
//            ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    box.value.paint();
//            ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    Box<Canvas>::Cursor cursor(&box);
    cursor.next();
//         ^ calls include/shapes/shape.h:shapes.Box.Cursor.next
    box->paint();
}

int main() {
    move(1);
//  ^ calls move
    outer();
//  ^ calls include/shapes/shape.h:shapes.detail.outer
    SHAPES_CHECK(1);
//  ^ calls include/shapes/shape.h:shapes.detail.SHAPES_CHECK
    alias::inner();
//         ^ calls include/shapes/shape.h:shapes.detail.inner
    shapes::measure(1);
//          ^ calls src/shape.cc:shapes.measure
    measure(2);
//  ^ calls src/shape.cc:shapes.measure
    Shape::create()->move(1);
//         ^ calls src/shape.cc:shapes.Shape.create
//                   ^ calls src/shape.cc:shapes.Shape.move
    shapes::Canvas::count();
//                  ^ calls include/shapes/canvas.h:shapes.Canvas.count
    Square square(1);
//  ^ calls include/shapes/shape.h:shapes.Square
    square.move(1);
//         ^ calls src/shape.cc:shapes.Shape.move
    auto made = std::make_unique<Square>(1);
    made->grow();
//        ^ calls include/shapes/shape.h:shapes.Square.grow
    auto shape = Shape::create();
    shape->move(1, 2);
//         ^ calls src/shape.cc:shapes.Shape.move
    Canvas canvas;
    canvas.self().paint();
//                ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    Squares all;
    all[0].grow();
//         ^ calls include/shapes/shape.h:shapes.Square.grow
    all.front().grow();
//              ^ calls include/shapes/shape.h:shapes.Square.grow
    first(all).grow();
//  ^ calls include/shapes/shape.h:shapes.first
//             ^ calls include/shapes/shape.h:shapes.Square.grow
    auto cast = static_cast<Square *>(shape);
    cast->grow();
//        ^ calls include/shapes/shape.h:shapes.Square.grow
    auto function = [&](Canvas &it) { it.paint(); return paint(); };
//                                       ^ calls include/shapes/canvas.h:shapes.Canvas.paint
//                                                       ^ calls paint
    function(canvas);
//  ^ calls nothing
    std::move(all);
//       ^ calls nothing (external)
    std::vector<int> numbers;
    numbers.move();
//          ^ calls nothing (external)
    local_only();
//  ^ calls nothing
    unknown.paint();
//          ^ calls nothing
    Canvas{}.paint();
//           ^ calls include/shapes/canvas.h:shapes.Canvas.paint
    return paint();
//         ^ calls paint
}
//--- tests/shape_test.cc
#include "shapes/shape.h"

class ShapeTest : public testing::Test {
protected:
    shapes::Square *make() { return &square_; }
    shapes::Square square_;
};

TEST_F(ShapeTest, Grows) {
    make()->grow();
//  ^ calls ShapeTest.make
//          ^ calls include/shapes/shape.h:shapes.Square.grow
    square_.grow();
//          ^ calls include/shapes/shape.h:shapes.Square.grow
}

TEST(Other, Grows) {
    make();
//  ^ calls nothing
}
//--- opened/pens.h
#define BEGIN_PENS namespace pens { inline namespace v1 {
BEGIN_PENS
void draw_pen(int x);
inline int count_pens() { return 1; }
}}
namespace pens { struct Tray { void fill() {} }; }
//--- opened/main.cpp
#include "pens.h"
void use_pens() {
    pens::count_pens();
//        ^ calls opened/pens.h:count_pens
    pens::fill();
//        ^ calls nothing
    std::count_pens();
//       ^ calls nothing
}
//--- include/fleet/ship.h
#pragma once
#include <memory>
#include <vector>

class Harbour;
enum class Flag { Red };

namespace fleet {
class Hull {
public:
    Hull();
    explicit Hull(int length);
    void float_() {}
    int operator()(int load) { return load; }
};
using Frame = Hull;
template <typename T> class Crate {
public:
    explicit Crate(T whole) {}
};
using Owned = std::unique_ptr<Hull>;
struct Handle {
    Hull *operator->() { return hull; }
    void close() {}
    Hull *hull;
};
class Ship {
public:
    Ship(Hull *lent, const Hull &whole)
        : hull_(3), frame_(4), lent_(lent), owned_(new Hull(5)), held_(nullptr), copy_(whole), flag_(Flag()), size_(7) {}
//        ^ calls fleet.Hull
//                  ^ calls fleet.Hull
//                             ^ calls nothing
//                                          ^ calls nothing
//                                                               ^ calls nothing
//                                                                               ^ calls nothing
//                                                                                             ^ calls nothing
//                                                                                                            ^ calls nothing
    void dock(Harbour *harbour, Handle handle) {
        harbour->open();
//               ^ calls harbour.h:Harbour.open
        handle->float_();
//              ^ calls fleet.Hull.float_
        handle.close();
//             ^ calls fleet.Handle.close
        hull_(1);
//      ^ calls fleet.Hull.operator()
        sound();
//      ^ calls fleet.Ship.sound
        ::sound();
//        ^ calls sound.cc:sound
        Frame(3);
//      ^ calls fleet.Hull
        Hull other(length);
//      ^ calls fleet.Hull
        Hull *(*made)(int);
//      ^ refers fleet.Hull
    }
    void sound() { Crate<int> crate(3); }
//                 ^ calls fleet.Crate

private:
    Hull hull_;
    Frame frame_;
    Hull *lent_;
    std::unique_ptr<Hull> owned_;
    Owned held_;
    Hull copy_;
    Flag flag_;
    int size_;
};
}  // namespace fleet
//--- harbour.h
#pragma once
class Harbour {
public:
    void open() {}
};
//--- sound.cc
void sound() {}
//--- walk.cc
#include <map>
#include <vector>
#include "fleet/ship.h"

static void walk(std::vector<fleet::Hull *> hulls, std::map<int, fleet::Hull> by_number) {
    for (std::vector<fleet::Hull *>::iterator i = hulls.begin(); i != hulls.end(); ++i) (*i)->float_();
//                                                                                            ^ calls include/fleet/ship.h:fleet.Hull.float_
    auto found = by_number.find(3);
    found->second.float_();
//                ^ calls include/fleet/ship.h:fleet.Hull.float_
    found->first.float_();
//               ^ calls nothing
}
//--- include/ink/base.h
#define INK_BEGIN_NAMESPACE namespace ink { inline namespace v2 {
#define INK_END_NAMESPACE }}
INK_BEGIN_NAMESPACE
namespace detail {
inline int mixed(int a) { return a; }
}
struct Blot {
    int spread() { return 1; }
};
inline int poured(int a) { return a; }
INK_END_NAMESPACE
//--- src/writes.cpp
#include <ink/base.h>
namespace pens {
int writes() {
    ink::Blot blot;
    blot.spread();
//       ^ calls include/ink/base.h:Blot.spread
    ink::detail::mixed(1);
//               ^ calls include/ink/base.h:detail.mixed
    oil::poured(1);
//       ^ calls nothing
    return ink::poured(1);
//              ^ calls include/ink/base.h:poured
}
}
//--- src/uses.cpp
#include <ink/base.h>
#include "shapes/shape.h"
using ::shapes::detail::inner;
using ::shapes::Square;
int uses(Square* square) {
    square->grow();
//          ^ calls include/shapes/shape.h:shapes.Square.grow
    return 0;
}
//--- include/desk.h
#pragma once
namespace desk {
class Drawer {
public:
    void pull();
};
void sort();
}
//--- src/desk.cpp
#include <desk.h>
void desk::sort() {}
void desk::Drawer::pull() { sort(); }
//                          ^ calls src/desk.cpp:desk.sort
//--- src/tidy.cpp
#include <desk.h>
namespace room { void tidy() { desk::sort(); } }
//                                   ^ calls src/desk.cpp:desk.sort
void desk::tidy() { sort(); pull(); }
//                  ^ calls src/desk.cpp:desk.sort
//                          ^ calls nothing
void away() { sort(); }
//            ^ calls nothing
//--- carried/deep.h
namespace carried::deep::down {
class Crate { public: int lifts() { return 1; } };
int stacked();
inline int stacked() { return 1; }
int hidden_one() { return 1; }
}
namespace carried::deep {
int loop_one();
using carried::loop_one;
}
//--- carried/carried.h
#include "deep.h"
namespace carried {
using ::carried::deep::down::Crate;
using deep::down::stacked;
using deep::loop_one;
}
//--- carried/away.h
namespace carried {
using deep::down::hidden_one;
}
//--- carried/uses.cpp
#include "carried.h"
namespace carried {
int uses_crate(Crate *crate) { return crate->lifts() + stacked(); }
//                                           ^ calls carried/deep.h:carried.deep.down.Crate.lifts
//                                                     ^ calls carried/deep.h:carried.deep.down.stacked
}
int uses_from_outside() {
    carried::loop_one();
//           ^ calls nothing
    carried::hidden_one();
//           ^ calls nothing
    return carried::stacked();
//                  ^ calls carried/deep.h:carried.deep.down.stacked
}
//--- holders.cpp
#include <memory>
#include <optional>
#include <vector>
struct Slot { void turn(); };
struct Owner {
    void turn();
    Slot get();
    Slot value;
};
void hold(std::weak_ptr<Slot> weak, std::shared_ptr<Slot> shared, std::optional<Slot> maybe, std::unique_ptr<Owner> own) {
    weak.lock()->turn();
//               ^ calls Slot.turn
    if (auto locked = weak.lock()) locked->turn();
//                                         ^ calls Slot.turn
    shared.get()->turn();
//                ^ calls Slot.turn
    maybe.value().turn();
//                ^ calls Slot.turn
    own->get().turn();
//             ^ calls Slot.turn
    own->value.turn();
//             ^ calls Slot.turn
    own.reset()->turn();
//               ^ calls nothing
    auto moved = std::move(shared);
    moved->turn();
//         ^ calls Slot.turn
}
void each(std::vector<Slot>& slots) {
    auto at = std::begin(slots);
    at->turn();
//      ^ calls Slot.turn
    (*std::next(at)).turn();
//                   ^ calls Slot.turn
    auto count = std::size(slots);
    count.turn();
//        ^ calls nothing
}
//--- deprecated.cpp
struct Sender {
    int old(int n) SENDER_DEPRECATED("Use fresh() (or later) instead") { return fresh(n); }
//                                                                              ^ calls Sender.fresh
    int fresh(int n) { return n; }
};
int send(Sender sender) { return sender.old(1); }
//                                      ^ calls Sender.old
//--- aligned.cpp
class [[nodiscard]] alignas(most(A_SIZE, 4)) Aligned {
public:
    int length() const { return squared(); }
//                              ^ calls Aligned.squared
    int squared() const;
};
int Aligned::squared() const { return 1; }
class alignas(16) MATH_API Wide : public Aligned { public: int width() { return length(); } };
//                                                                              ^ calls Aligned.length
int measure(Aligned aligned, Wide wide) { return aligned.length() + wide.width(); }
//                                                       ^ calls Aligned.length
//                                                                       ^ calls Wide.width
