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
//--- ranks.cpp
#include <cstdarg>
#include <memory>
#include <string>
enum Color { RED };
enum class Mode { FAST };
struct Shape { operator bool() const; explicit operator int() const; };
struct Circle : Shape {};
struct Disc : Circle {};
struct Text { Text(const char* chars) {} };
struct Code { explicit Code(int number) {} };
struct Named { operator std::string() const; };
using Index = unsigned short;
typedef const char* Label;

void set(int v) {}
void set(unsigned v) {}
void set(long v) {}
void set(unsigned long v) {}
void set(double v) {}
void set(bool v) {}
void set(char v) {}
void set(const char* v) {}
void set(const std::string& v) {}
void set(std::nullptr_t) {}

void into(int* out) {}
void into(unsigned short* out) {}
void into(const Shape* out) {}
void into(Circle* out) {}
void into(void* out) {}
void into(char* out) {}

void take(Shape& shape) {}
void take(const Shape& shape) {}
void take(Shape&& shape) {}

void draw(const Shape& shape) {}
void draw(const Circle& circle) {}

void say(const Text& text) {}
void say(const Code& code) {}
void say(const Named& named) {}

template <typename T> void print(const T& value) {}
template <typename T> void print(T* value) {}
template <typename T> void print(const std::shared_ptr<T>& value) {}
void print(int value) {}

void log(const char* format, ...) {}
void log(const char* format, va_list arguments) {}

void pick(Color color) {}
void pick(double number) {}

struct Visitor {
    void visit(const Circle& /*circle*/) {}
    void visit(const Disc&) {}
    void visit(const Code& code) {}
};

struct Holder {
    std::shared_ptr<Shape> held;
    Index index;
    char name[8];
    void keep(Shape shape) {}
    void keep(std::shared_ptr<Shape> shape) {}
    void all(Visitor* visitor, const Circle* circle) {
        into(&index);
//      ^ calls into#2
        into(name);
//      ^ calls into#6
        set(name);
//      ^ calls set#8
        set(index);
//      ^ calls set#1
        keep(held);
//      ^ calls Holder.keep#2
        keep(*held);
//      ^ calls Holder.keep#1
        visitor->visit(*circle);
//               ^ calls Visitor.visit#1
    }
};

void left(int x, int y) {}
void left(int x) {}

void fail(const std::string& message, int code) {}
void fail(std::string message) {}

Shape make() { return Shape(); }
const Shape& seen() { static Shape shape; return shape; }
Label label() { return ""; }

void all(int i, short s, size_t size, float f, long l, uint32_t u, char c, Label text, std::string string, Circle circle,
         Disc disc, const Shape constant, Shape* shape, Color color, Mode mode, va_list rest, Named named, void* any,
         const int* numbers, std::shared_ptr<Shape> held) {
    set(i);
//  ^ calls set#1
    set(s);
//  ^ calls set#1
    set(size);
//  ^ calls set#4
    set(f);
//  ^ calls set#5
    set(l);
//  ^ calls set#3
    set(u);
//  ^ calls set#2
    set(c);
//  ^ calls set#7
    set('c');
//  ^ calls set#7
    set(1u);
//  ^ calls set#2
    set(1.5);
//  ^ calls set#5
    set(0);
//  ^ calls set#1
    set(nullptr);
//  ^ calls set#10
    set(!i);
//  ^ calls set#6
    set(i == s);
//  ^ calls set#6
    set("x");
//  ^ calls set#8
    set(text);
//  ^ calls set#8
    set(label());
//  ^ calls set#8
    set(string);
//  ^ calls set#9
    set(string.c_str());
//  ^ calls set#8
    set(string.size());
//  ^ calls set#4
    set(color);
//  ^ calls set#1
    set(shape);
//  ^ calls set#6
    set(*numbers);
//  ^ calls set#1
    set(numbers[2]);
//  ^ calls set#1
    set(static_cast<long>(i));
//  ^ calls set#3
    set(unsigned(i));
//  ^ calls set#2
    set((const char*)any);
//  ^ calls set#8
    set(named);
//  ^ calls set#9
    set(unknown());
//  ^ calls set#1 set#2 set#3 set#4 set#5 set#6 set#7 set#8 set#9 set#10
    into(&i);
//  ^ calls into#1
    into(&circle);
//  ^ calls into#4
    into(&disc);
//  ^ calls into#4
    into(shape);
//  ^ calls into#3
    into(&l);
//  ^ calls into#5
    into(any);
//  ^ calls into#5
    take(circle);
//  ^ calls take#1
    take(constant);
//  ^ calls take#2
    take(make());
//  ^ calls take#3
    take(seen());
//  ^ calls take#2
    take(std::move(circle));
//  ^ calls take#3
    draw(disc);
//  ^ calls draw#2
    draw(*shape);
//  ^ calls draw#1
    say("x");
//  ^ calls say#1
    say(named);
//  ^ calls say#3
    print(i);
//  ^ calls print#4
    print(string);
//  ^ calls print#1
    print(&i);
//  ^ calls print#2
    print(held);
//  ^ calls print#3
    log("x", i);
//  ^ calls log#1
    log("x", rest);
//  ^ calls log#2
    pick(color);
//  ^ calls pick#1
    pick(i);
//  ^ calls pick#2
    left(i);
//  ^ calls left#2
    left(i, i);
//  ^ calls left#1
    left(unknown());
//  ^ calls left#2
    fail("no " + string);
//  ^ calls fail#2
    fail("no " + string, i);
//  ^ calls fail#1
    into(Pen<int>::Side());
//  ^ calls into#1 into#2 into#3 into#4 into#5 into#6
    say(Label("x"));
//  ^ calls say#1
}
struct Vec {
    Vec(int x, int y);
    int x;
    Vec operator-(const Vec& other) const;
};
Vec operator*(const Vec& vec, int factor);
Vec operator*(const Vec& vec, int factor) { return vec; }
void lay(const Vec& vec) {}
template <typename T> void lay(T value) {}
namespace desk {
void sort(const char* by, int flags = 0);
void sort(unsigned id, int flags = 0);
}
void desk::sort(const char* by, int flags) {}
void desk::sort(unsigned id, int flags) {}
void calculate(int i, long l, Vec vec, const char *const *words) {
    set(i + 1);
//  ^ calls set#1
    set((i - l) * 2);
//  ^ calls set#3
    set(-i);
//  ^ calls set#1
    set(i ? i : l);
//  ^ calls set#3
    auto sum = i + l;
    set(sum);
//  ^ calls set#3
    set(*(words + 1));
//  ^ calls set#8
    set(words - words);
//  ^ calls set#3
    lay(vec.x + 1);
//  ^ calls lay#2
    lay(vec * 2);
//  ^ calls lay#1
    lay(vec - vec);
//  ^ calls lay#1
    lay(unknown() + vec.x);
//  ^ calls lay#1 lay#2
    desk::sort("x");
//        ^ calls desk.sort#1
    desk::sort(3);
//        ^ calls desk.sort#2
}
template <typename T> void keep(const T& value) {}
template <typename T> void keep(T& value) {}
template <typename T> void keep(T&& value) {}
void forward(int i, const int fixed) {
    keep(i);
//  ^ calls keep#2
    keep(i + 1);
//  ^ calls keep#3
    keep(std::move(i));
//  ^ calls keep#3
    keep(fixed);
//  ^ calls keep#1
}
//--- specialized.cpp
template <typename T> int shown(T value) { return 1; }
template <> int shown<char>(char value) { return 2; }
template <> int shown(bool value) { return 3; }
int shown(float value) { return 4; }
int shows() {
    return shown(1) + shown('a') + shown(true) + shown(1.0f);
//         ^ calls specialized.cpp:shown#1
//                    ^ calls specialized.cpp:shown#1
//                                 ^ calls specialized.cpp:shown#1
//                                               ^ calls specialized.cpp:shown#4
}
//--- brought.cpp
struct Base { int cut(int a) const; int cut(const char *s) const; int fold(int a) const; };
struct Heir : Base {
    using Base::cut;
    int cut(double a, int b) const { return cut(1) + cut("x") + cut(1.0, 2); }
//                                          ^ calls Base.cut#1
//                                                   ^ calls Base.cut#2
//                                                              ^ calls Heir.cut
    int fold(double a) const { return fold(1); }
//                                    ^ calls Heir.fold
};
//--- constrained.cpp
#define ENABLE_IF_MADE(...) std::enable_if_t<(__VA_ARGS__), int> = 0
enum class Kind { number, text, other };
struct Ink { operator int() const; };
struct Dye : Ink {};
template <typename T, typename Enable = void> struct kind_of { static constexpr Kind value{Kind::other}; };
template <typename T> struct kind_of<T, typename std::enable_if<std::is_arithmetic<T>::value>::type> {
    static constexpr Kind value{Kind::number};
};
template <typename T> struct is_text : std::false_type {};
template <> struct is_text<std::string> : std::true_type {};
template <typename T> struct kind_of<T, std::enable_if_t<is_text<T>::value>> { static constexpr Kind value = Kind::text; };
template <class T> concept Whole = std::is_integral_v<T>;
template <class T> constexpr bool is_small = sizeof(T) < 3;
template <typename T, std::enable_if_t<kind_of<T>::value == Kind::number, int> = 0> void show(T x) {}
template <typename T, std::enable_if_t<kind_of<T>::value == Kind::text, int> = 0> void show(const T& x) {}
template <typename T, ENABLE_IF_MADE(kind_of<T>::value == Kind::other)> void show(T& x) {}
template <Whole T> void count(T x) {}
template <typename T> requires (!Whole<T>) void count(T x) {}
template <typename T> void width(T x) requires std::is_same_v<T, bool> {}
template <typename T> std::enable_if_t<!std::is_same<T, bool>::value> width(T x) {}
template <typename T, std::enable_if_t<std::is_base_of_v<Ink, std::decay_t<T>>, int> = 0> void pour(T&& x) {}
template <typename T, std::enable_if_t<!std::is_base_of<Ink, typename std::decay<T>::type>::value, int> = 0>
void pour(T&& x) {}
template <typename T, std::enable_if_t<is_small<T>, int> = 0> void pack(T x) {}
template <typename T, std::enable_if_t<!is_small<T>, int> = 0> void pack(T x) {}
template <typename T, std::enable_if_t<std::conjunction_v<std::is_class<T>, std::negation<std::is_same<T, Ink>>>, int> = 0>
void wash(T x) {}
template <typename T, std::enable_if_t<std::is_pointer_v<T> || std::is_enum_v<T> || !std::is_class_v<T>, int> = 0>
void wash(T x) {}
template <typename T> void wash(const T& x, std::enable_if_t<std::is_same_v<T, Ink>>* = nullptr) {}
void apply(std::string s, Dye dye, Kind kind, Ink ink) {
    show(1);
//  ^ calls show#1
    show(s);
//  ^ calls show#2
    show(dye);
//  ^ calls show#3
    count(1.5);
//  ^ calls count#2
    count(2L);
//  ^ calls count#1
    width(true);
//  ^ calls width#1
    width('a');
//  ^ calls width#2
    pour(dye);
//  ^ calls pour#1
    pour(kind);
//  ^ calls pour#2
    pack(kind);
//  ^ calls pack#1 pack#2
    wash(dye);
//  ^ calls wash#1
    wash(&dye);
//  ^ calls wash#2
    wash(ink);
//  ^ calls wash#3
    count<double>(1);
//  ^ calls count#2
    count(later());
//  ^ calls count#1 count#2
}
//--- held.cpp
struct Field {};
struct Import : Field { Import(int a, const char *name, long size, unsigned flags); };
struct Export : Field {};
struct Stray {};
void append(std::unique_ptr<Import> field) {}
void append(std::unique_ptr<Export> field) {}
void append(std::unique_ptr<Field> field) {}
void append(const Field &field) {}
template <typename T, typename Base> T *as(Base *base) { return static_cast<T *>(base); }
template <typename T, typename Base> const T *as(const Base *base) { return static_cast<const T *>(base); }
template <typename T, typename Base> std::unique_ptr<T> as(std::unique_ptr<Base> &&base) { return nullptr; }
void fill(std::unique_ptr<Field> field, const Field *fixed, int number) {
    append(std::make_unique<Import>(1, "x", 2, 3));
//  ^ calls append#1
    auto made = std::make_unique<Export>();
    append(std::move(made));
//  ^ calls append#2
    append(std::move(field));
//  ^ calls append#3
    append(Import(number, "a name that is not short", sizeof(number), number));
//  ^ calls append#4
    as<Import>(field.get());
//  ^ calls as#1
    as<Import>(fixed);
//  ^ calls as#2
    as<Import>(std::move(field));
//  ^ calls as#3
}
//--- listed.hpp
#include <string_view>
template <typename T> class Listed {
public:
    explicit Listed(T &&node);
    Listed(int size);
};
template <typename T> Listed<T>::Listed(T &&node) {}
template <typename T> Listed<T>::Listed(int size) {}
//--- listed.cpp
#include "listed.hpp"
void print(std::string_view text) {}
void print(const Listed<Field> &list) {}
void prints() {
    print("text");
//  ^ calls print#1
}
//--- contents.cpp
struct Key { int a; };
struct Shelf {
    std::vector<std::string> names; std::map<Key, std::string> by_key; std::vector<int> ids;
    std::vector<std::unique_ptr<Key>> keys; std::array<float, 3> sizes;
};
void put(std::string_view text) {}
void put(int number) {}
void put(const Key &key) {}
void put(Key *key) {}
void put(float size) {}
void shelve(Shelf &shelf, Key key) {
    put(shelf.names.at(1));
//  ^ calls put#1
    put(shelf.names[0]);
//  ^ calls put#1
    put(shelf.by_key[key]);
//  ^ calls put#1
    auto iter = shelf.by_key.find(key);
    put(iter->second);
//  ^ calls put#1
    put(iter->first);
//  ^ calls put#3
    for (const auto &name : shelf.names) put(name);
//                                       ^ calls put#1
    for (const auto &[k, v] : shelf.by_key) { put(k); put(v); }
//                                            ^ calls put#3
//                                                    ^ calls put#1
    for (auto &pair : shelf.by_key) put(pair.second);
//                                  ^ calls put#1
    for (auto id : shelf.ids) put(id);
//                            ^ calls put#2
    put(shelf.ids.front());
//  ^ calls put#2
    put(shelf.keys.back().get());
//  ^ calls put#4
    put(shelf.sizes[1]);
//  ^ calls put#5
    put(shelf.later()[1]);
//  ^ calls put#1 put#2 put#3 put#4 put#5
}
//--- arrays.cpp
template <std::size_t N> bool begins(const std::string &text, const char (&start)[N]) { return true; }
inline bool begins(const std::string &text, const std::string &start) { return true; }
inline bool ends(const std::string &text, const char end[], std::size_t length) { return true; }
template <std::size_t N> bool ends(const std::string &text, const char (&end)[N]) { return true; }
void fill(int (&ids)[2]) {}
void fill(const int *ids) {}
void begin(const std::string &text, const char *pointed, const std::string &start) {
    begins(text, "a");
//  ^ calls begins#1
    ends(text, "a");
//  ^ calls ends#2
    begins(text, pointed);
//  ^ calls begins#2
    begins(text, start);
//  ^ calls begins#2
    int ids[2];
    fill(ids);
//  ^ calls fill#1
    fill(&ids[0]);
//  ^ calls fill#2
}
//--- told.cpp
template <int Bits, typename Number> int digits(Number n) { return 0; }
inline int digits(long n) { return 1; }
template <typename Made, typename Number> Made as(Number n) { return Made(n); }
template <typename Number, typename Made = int> Made as(Number n) { return Made(n); }
template <typename Number, typename... Rest> int total(Number n) { return 1; }
template <typename Number> int total(Number n, ...) { return 1; }
template <class Kept> struct Bag { template <class Other> void add(Other o); void add(long n) {} };
template <class Kept> template <class Other> void Bag<Kept>::add(Other o) {}
void tell(unsigned n, Bag<int> &bag, const char *text) {
    digits(n);
//  ^ calls digits#2
    digits<3>(n);
//  ^ calls digits#1
    as(n);
//  ^ calls as#2
    total(n);
//  ^ calls total#1 total#2
    bag.add(text);
//      ^ calls Bag.add#3
}
//--- hashed.h
namespace hashed {
int sum(const char* data, int size);
inline int sum(int one) { return sum("x", one); }
//                               ^ calls hashed.cpp:hashed.sum
int kept(int one);
inline int kept(const char* text) { return 0; }
}
//--- hashed.cpp
#include "hashed.h"
namespace hashed {
int sum(const char* data, int size) { return kept(size); }
//                                           ^ calls hashed.cpp:hashed.kept
int kept(int one) { return 0; }
static int sum(double own) { return 0; }
}
//--- hashed_apart.cpp
namespace hashed {
int sum(const char* data, int size, int more) { return 0; }
}
//--- hashed_user.cpp
#include "hashed.h"
void add(int n) {
    hashed::sum("x", 2);
//          ^ calls hashed.cpp:hashed.sum#1
    hashed::sum(n);
//          ^ calls hashed.h:hashed.sum
    hashed::sum("x", 2, 3);
//          ^ how overload
}
//--- queued.cpp
#include <functional>
using Task = std::function<void()>;
void queue(const Task& task) {}
void queue(Task&& task) {}
void change(Task& task) {}
void change(const Task& task) {}
void fill() {
    queue([]() {});
//  ^ calls queue#2
    change([]() {});
//  ^ calls change#2
}
//--- headers.cpp
#include <string>
struct Head {
    void add(std::string name, const std::string& value) {}
    void add(std::string name, std::string&& value) {}
    void fill(int size, const std::string& said) {
        add("size", std::to_string(size));
//      ^ calls Head.add#2
        add("said", said);
//      ^ calls Head.add#1
    }
};
