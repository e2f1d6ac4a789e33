//--- cpp.cpp
#include <vector>
//^ imports include <vector>
using std::string;
//^ imports name std string
//         ^ refers import string on std
using a::b::deep;
//^ imports name a::b deep
using namespace shapes::detail;
//^ imports star shapes::detail
namespace fs = std::filesystem;
//^ imports namespace std::filesystem as fs

namespace shapes::flat {
//        ^ defines module shapes.flat

// A box.
template <typename T, int N = 3>
class Box final : public Base<T>, private ns::Other {
//    ^ defines class shapes.flat.Box
//    ^ doc A box.
//    ^ binds generic T
//    ^ modifiers final
//                       ^ refers inherit Base
//                                            ^ refers inherit Other on ns
//^ inherits extends Base[T]
//^ inherits extends ns.Other
public:
    Box() : Base<T>(1), side_(measure(N)) {}
//  ^ defines method shapes.flat.Box.Box
//          ^ refers new Base
//                      ^ refers new side_
//                            ^ refers call measure
    explicit Box(const Shape &other);
//           ^ defines method shapes.flat.Box.Box
//           ^ modifiers forward explicit
//                            ^ binds parameter other : Shape!&
    virtual ~Box() = default;
//          ^ defines method shapes.flat.Box.~Box
    virtual double area() const = 0;
//                 ^ defines method shapes.flat.Box.area : double
//                 ^ modifiers virtual
    Shape *find(const string &name, int limit = 1) const;
//         ^ defines method shapes.flat.Box.find : Shape^
//         ^ modifiers forward
//                                      ^ binds parameter limit : int = #int
    T &operator[](int index) { return items[index]; }
//     ^ defines method shapes.flat.Box.operator[] : T&
//                             ^ binds return = items[]
//                                    ^ refers read items
    operator bool() const { return true; }
//  ^ defines method shapes.flat.Box.operator bool
    static auto make(int side = 1) -> std::unique_ptr<Box> { return std::make_unique<Box>(side); }
//              ^ defines method shapes.flat.Box.make : Box%
//                                                           ^ binds return = <Box%>
//                                                                       ^ refers call make_unique on std
//                                                                                   ^ refers type Box
    template <class U> void each(U &&visit) { visit(this->side_); }
//                          ^ defines method shapes.flat.Box.each : void
//                                                        ^ refers read side_ on this
    using Pointer = std::shared_ptr<Box>;
//        ^ defines type shapes.flat.Box.Pointer : Box%
    enum class Color : int { Red, Green };
//             ^ defines enum shapes.flat.Box.Color
//                           ^ defines enum_member shapes.flat.Box.Color.Red
//                                ^ defines enum_member shapes.flat.Box.Color.Green
private:
    std::map<string, std::vector<T>> items;
//                                   ^ defines field shapes.flat.Box.items : std.map[string,std.vector[T]]
    int side_ = 3, (*hook)(int);
//      ^ defines field shapes.flat.Box.side_ : int
//                   ^ defines field shapes.flat.Box.hook : fn[int]^
    static const int kLimit{4};
//                   ^ defines field shapes.flat.Box.kLimit : int!
    friend class Maker;
//               ^ refers type Maker
};

template <typename T>
Shape *Box<T>::find(const string &name, int limit) const {
//             ^ defines method shapes.flat.Box.find : Shape^ of Box
    auto made = new Shape(name);
//  ^ binds assign made = Shape()
//                  ^ refers new Shape
    Shape first(1, name), second{2}, third(name);
//  ^ binds assign first : Shape = #int
//  ^ refers new Shape
    Shape vexing(name);
//  ^ binds assign vexing : Shape
    auto [key, value] = pair();
//  ^ binds assign key = pair()[0]
//  ^ binds assign value = pair()[1]
    for (const auto &[id, each] : items) { each.draw(); }
//  ^ binds assign each = items*[1]
//                                              ^ refers call draw on each
    for (Shape *one : list) one->draw();
//  ^ binds assign one : Shape^ = list*
    if (auto *found = lookup(name)) return found->next;
//  ^ binds assign found = lookup(name)
    try {
    } catch (const std::exception &error) {
//  ^ binds except error : std.exception!&
        log(error.what());
//                ^ refers call what on error
    }
    auto cast = dynamic_cast<Circle *>(made);
//  ^ binds assign cast = <Circle^>
//              ^ not refers call dynamic_cast
    auto grow = [this, by = step()](Shape &it) { return it.scale(by); };
//  ^ binds assign grow = #function
//  ^ binds assign by = step()
//  ^ binds parameter it : Shape&
    Base<T>::find(name);
//           ^ refers call find on Base
    a::b::deep(kLimit);
//        ^ refers call deep on a.b
    ::global(Color::Red);
//    ^ refers call global on ::
//                  ^ refers read Red on Color
    made->template get<int>();
//                 ^ refers call get on made
    side_ = convert<int>(1);
//  ^ refers write side_
//          ^ refers call convert
    return Shape(3);
//         ^ refers call Shape
}

struct Plain {
//     ^ defines struct shapes.flat.Plain
    int get() { return 1; }
//      ^ defines method shapes.flat.Plain.get : int
    void later();
//       ^ defines method shapes.flat.Plain.later : void
};
template <> struct Hash<Plain> { };
//                 ^ defines struct shapes.flat.Hash
static Plain *instance = nullptr;
//            ^ defines variable shapes.flat.instance : Plain^
//            ^ exported 0
template <typename T> concept Drawable = requires(T t) { t.draw(); };
//                            ^ defines type shapes.flat.Drawable
std::ostream &operator<<(std::ostream &out, const Plain &plain) { return out; }
//            ^ defines function shapes.flat.operator<< : std.ostream&
}

extern "C" {
int exported(void) { return 1; }
//  ^ defines function exported : int
}
#define TWICE(x) twice(x)
//      ^ defines macro TWICE
//               ^ refers call twice
TEST_F(BoxTest, Grows) { grow(); }
//              ^ defines method BoxTest.Grows of BoxTest
//                       ^ refers call grow
//--- annotated_struct.cpp
struct API_EXPORT Options {
//                ^ defines struct Options
    Options();
//  ^ defines method Options.Options
    Widget* widget;
//          ^ defines field Options.widget : Widget^
};
struct Sealed API_FINAL : public Options {
//     ^ defines struct Sealed
//^ inherits extends Options
    int seal() { return 1; }
//      ^ defines method Sealed.seal : int
};
struct Options API_DEFAULTS {1, 2};
//             ^ defines variable API_DEFAULTS : Options
struct API_TIME now;
//              ^ defines variable now : API_TIME
//--- annotated.cpp
class API_EXPORT Widget {
//               ^ defines class Widget
    API_CONSTEXPR Widget(int x) : x_(x) {}
//                ^ defines method Widget.Widget
    void lock() API_EXCLUDES(mutex) { }
//       ^ defines method Widget.lock : void
    Widget* const next API_GUARDED_BY(mutex);
//                ^ defines field Widget.next : Widget^!
    int count API_GUARDED_BY(mutex) = start();
//      ^ defines field Widget.count : int
//                                    ^ refers call start
};
int unchanged() {
//  ^ defines function unchanged : int
    return API_CHECKED(1);
//         ^ refers call API_CHECKED
}
API_BEGIN_NAMESPACE
template <typename T, API_ENABLE_IF(!is_same<T>::value)>
API_INLINE auto twice(T x) -> T { return x; }
//              ^ defines function twice : T
//--- broken.cpp
int fine() { return 1; }
//  ^ defines function fine : int
int x = = 3;
//  ^ defines variable x : int
//^ reports syntax error
//--- attributes.cpp
WARNINGS_OFF(4805 4100)
namespace shapes {
//        ^ defines module shapes
API_INLINE Pen::Pen(int width)
//              ^ defines method shapes.Pen.Pen of Pen
    : width_(width) {
    API_TRY {
        draw(width);
//      ^ refers call draw
    }
    API_CATCH
}
void API_INLINE Pen::drop() { lift(); }
//                   ^ defines method shapes.Pen.drop : void of Pen
//                            ^ refers call lift
class API_EXPORT API_LOCKABLE [[nodiscard]] Brush {
//                                          ^ defines class shapes.Brush
API_PRIVATE:
    static API_CONSTEXPR size_type width() { return 1; }
//                                 ^ defines method shapes.Brush.width : size_type
    API_CONSTEXPR Brush& operator++() { return *this; }
//                       ^ defines method shapes.Brush.operator++ : Brush&
    Brush *begin() noexcept API_BOUND { return this; }
//         ^ defines method shapes.Brush.begin : Brush^
};
}
//--- constants.cpp
void keep() {
//   ^ defines function keep : void
    const Shape &shape = first();
//               ^ binds assign shape : Shape!& = first()
    for (const Shape &each : all()) {}
//                    ^ binds assign each : Shape!& = all()*
    Shape *const pointer = last();
//               ^ binds assign pointer : Shape^! = last()
}
//--- marks.cpp
void mark(const unsigned long *const *first, int second[4], std::string&& third, const std::shared_ptr<const Shape>& last) {
//   ^ defines function mark : void
//                                   ^ binds parameter first : unsigned_long!^!^
//                                              ^ binds parameter second : list[int]
//                                                                        ^ binds parameter third : std.string&&
//                                                                                                                ^ binds parameter last : Shape!%!&
    const char *names[2] = {};
//              ^ binds assign names : list[char!^] = #list
    auto shape = static_cast<const Shape *>(last.get());
//       ^ binds assign shape = <Shape!^>
}
//--- own_lines.hpp
class API_EXPORT API_OLD(
        "use a Pen (or none)") Crayon {
//                             ^ defines class Crayon
public:

    API_ALWAYS_INLINE
    int64_t width() const { return 1; }
//          ^ defines method Crayon.width : int64_t
    API_OLD("use 'width(0)' instead")
    std::shared_ptr<Crayon>
    copied() const { return paint(); }
//  ^ defines method Crayon.copied : Crayon%
protected:
    API_ERROR(Crayon, Broken)
    API_ERROR_SIMPLE(Broken)
    Crayon();
//  ^ defines method Crayon.Crayon
#ifdef API_EXTRA
    API_EXTRA  // what the user adds
#endif
};
inline Crayon API_MADE() { return draw(); }
//            ^ defines function API_MADE : Crayon
//                                ^ refers call draw
API_NODISCARD API_INLINE std::string Crayon::name() const { return said(); }
//                                           ^ defines method Crayon.name : std.string of Crayon
//                                                                 ^ refers call said
API_NODISCARD API_INLINE Crayon *
Crayon::next(int step) { return after(step); }
//      ^ defines method Crayon.next : Crayon^ of Crayon
//                              ^ refers call after
inline wax::Crayon* never_null Crayon::kept(const Crayon& other API_OUTLIVES) { return held(); }
//                                     ^ defines method Crayon.kept : wax.Crayon^ of Crayon
//                                                        ^ binds parameter other : Crayon!&
//                                                                                     ^ refers call held
using ::wax::deep::down::Crate;
//^ imports name ::wax::deep::down Crate
//--- constrained.cpp
template <typename T, std::enable_if_t<is_small<T>::value && (sizeof(T) > 4), int> = 0> void f(T x) { g<int, T>(x); }
//                                                                                           ^ defines function f : void
//                                                                                           ^ takes (x) if is_small<T>::value && (sizeof(T) > 4)
//                                                                                                    ^ passes <int,T>(x)
template <Number T, Near<int> U> requires (!Big<T>) void f(T x, U y = 1) {}
//                                                       ^ defines function f : void
//                                                       ^ takes (x,y=) if (Number<T>) && (Near<U, int>) && ((!Big<T>))
template <typename T, ENABLE_IF_ANY(small<T>() || !big<T>())> void f(T x) requires Whole<T> {}
//                                                                 ^ defines function f : void
//                                                                 ^ takes (x) if (small<T>() || !big<T>()) && (Whole<T>)
template <typename T> constexpr bool is_odd = is_big<T> || is_red<T>;
//                                   ^ defines variable is_odd : bool
//                                   ^ takes  if is_big<T> || is_red<T>
