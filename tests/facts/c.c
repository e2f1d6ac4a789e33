//--- c.c
#include <stdio.h>
//^ imports include <stdio.h>
#include "shapes/area.h"
//^ imports include shapes/area.h

#define LIMIT 10
//      ^ defines macro LIMIT
#define AREA(s) scale((s)->side, LIMIT) + prefix##s(s)
//      ^ defines macro AREA
//      ^ signature #define AREA(s)
//              ^ refers call scale
//                         ^ refers read side on s
//                               ^ refers read LIMIT
//                                        ^ not refers call
#define ALIAS scale
//      ^ defines macro ALIAS
//            ^ refers read scale
#define BEGIN_SHAPES namespace shapes { namespace detail { inline namespace v1 {
//      ^ defines macro BEGIN_SHAPES : opened[shapes.detail]
#define UNBALANCED do { oops(
//      ^ defines macro UNBALANCED
//                      ^ not refers call oops

typedef unsigned long size;
//                    ^ defines type size : int
typedef int (*measure)(struct square *one);
//            ^ defines type measure : fn[int]
//                            ^ refers type square
typedef struct shape { int sides; } shape, *shape_list[4];
//             ^ defines struct shape
//                         ^ defines field shape.sides : int
//                                  ^ defines type shape : shape
//                                          ^ defines type shape_list : list[shape]
typedef struct {
    union { int red; float green; };
//              ^ defines field colour.red : int
//                         ^ defines field colour.green : float
    struct { int depth; } inner;
//               ^ defines field colour.inner.depth : int
//                        ^ defines field colour.inner
    unsigned flag : 1;
//           ^ defines field colour.flag : int
} colour;
//^ defines struct colour
//^ not binds assign colour

/* A square. */
struct square {
//     ^ defines struct square
//     ^ doc A square.
//     ^ signature struct square
    colour *paint;
//          ^ defines field square.paint : colour
//  ^ refers type colour
    int (*area)(struct square *self);
//        ^ defines field square.area : fn[int]
    char *names[2], *last;
//        ^ defines field square.names : list[char]
//                   ^ defines field square.last : char
};
union number { int whole; double real; };
//    ^ defines struct number
//                 ^ defines field number.whole : int
//                               ^ defines field number.real : double
enum mode { FAST = 1, SLOW };
//   ^ defines enum mode
//          ^ defines enum_member mode.FAST
//                    ^ defines enum_member mode.SLOW
typedef enum { ON, OFF } state;
//             ^ defines enum_member state.ON
//                 ^ defines enum_member state.OFF
//                       ^ defines enum state

int prototype(struct square *one, measure how);
//  ^ not defines function prototype
//  ^ not refers read prototype
//                                ^ refers type measure
//                                        ^ not binds parameter how : measure
extern struct square *elsewhere;
//                    ^ not defines variable elsewhere : square
//^ binds assign elsewhere : square
static struct square *first, table[] = { { .area = measure_square, .last = 0 }, { (size *)measure_square, 0 } };
//                    ^ defines variable first : square
//                    ^ exported 0
//                    ^ modifiers static
//                           ^ defines variable table : list[square]
//^ binds assign <square>.area = measure_square
//                                          ^ refers write area on <square>
//                                                 ^ refers read measure_square
//                                                                  ^ refers write last on <square>
//                                                                                        ^ refers read measure_square
//^ binds assign <square>.0 = measure_square
size (*hook)(struct square *);
//     ^ defines variable hook : fn[size]
size (*replaced)(void) = original;
//     ^ defines variable replaced
//^ binds assign replaced = original
struct { int port; } config = {0};
//           ^ defines field config.port : int
//                   ^ defines variable config

// Measures.
static inline struct square *measure_square(struct square *self, int (*how)(int), char *words[], size, ...)
//                           ^ defines function measure_square : square
//                           ^ doc Measures.
//                           ^ exported 0
//                           ^ modifiers static inline
//                                                         ^ binds parameter self : square
//                                                                     ^ binds parameter how : fn[int]
//                                                                                      ^ binds parameter words : list[char]
{
    struct square local = { .area = *self->area }, *other = find(self)->next;
//  ^ binds assign local : square = #list
//  ^ binds assign other : square = find().next
//                                                          ^ refers call find
    for (int i = 0; i < LIMIT; i++) {
//  ^ binds assign i : int = #int
//                      ^ refers read LIMIT
        self->paint->red = how(AREA(self));
//                   ^ refers write red on self.paint
//                   ^ binds assign self.paint.red = how()
//                         ^ refers call how
//                             ^ refers call AREA
    }
    other = (struct square *) words[i];
//  ^ binds assign other = <square>
//  ^ not refers write other
    first = i ? &local : other;
//  ^ binds assign first = (local|other)
//  ^ refers write first
    counter++;
//  ^ refers write counter
    self->area(sizeof(struct shape), (*how)(1), (size) i);
//        ^ refers call area on self
//                           ^ refers type shape
//                                     ^ refers call how
//                                               ^ refers type size
    int (*chosen)(struct square *) = self->area;
//  ^ binds assign chosen : fn[int] = self.area
    return self->names[0] == 'a' ? other : first;
//  ^ binds return = (other|first)
//                                 ^ not refers read other
//                                         ^ refers read first
}

void (*handler(int which))(int) { return old; }
//     ^ defines function handler : fn[void]
//                 ^ binds parameter which : int
int old_style(a, b) int a; char *b; { return a; }
//  ^ defines function old_style : int
//                      ^ binds assign a : int
#ifdef WIDE
//     ^ refers read WIDE
int wide(void) { return 1; }
//  ^ defines function wide : int
#else
int wide(void) { return 0; }
//  ^ defines function wide : int
#endif
#if 0
int dead(void) { return 1; }
#endif
//--- configured.c
#ifdef FAST
FORCE_INLINE colour lightened(int by) { return fast(by); }
//                  ^ defines function lightened : colour
#else
FORCE_INLINE colour lightened(int by) { return slow(by); }
//                  ^ defines function lightened : colour
//                                             ^ refers call slow
#endif
//--- annotated.c
API_EXPORT struct square *exported_square(int side) API_PURE;
NO_SANITIZE("bounds")
int noisy(atomic int a) {
//  ^ defines function noisy : int
//        ^ binds parameter a : int
#ifdef FAST
    if (a) {
#else
    if (a > 1) {
#endif
        go();
//      ^ refers call go
    }
}
API_EXPORT colour *paint(int side) {
//                 ^ defines function paint : colour
}
u_char * calling_convention
  formatted(u_char *text, const char *format, ...)
//^ defines function formatted : u_char
{
}
void *const calling(void);
#define COMMENTED(x) if (x) { y(); /* why */ } else { z(); }
//      ^ defines macro COMMENTED
//                            ^ refers call y
//                                                    ^ refers call z
char *text(void) {
//    ^ defines function text : char
    return join("a"
#ifdef FAST
        "b"
#endif
        "c");
}
shape shapes[] = {
//    ^ defines variable shapes : list[shape]
#ifdef FAST
    { .sides = three },
//             ^ refers read three
#endif
};
struct row rows[] = {
//         ^ defines variable rows : list[row]
#include "rows.inc"
#define ROW(name) { #name, row_##name }
    ROW(first),
    { .make = make_row(1) },
//            ^ refers call make_row
#undef ROW
};
struct API_PACKED packed { int bits; };
//                ^ defines struct packed
//                             ^ defines field packed.bits : int
MADE_BY(first_test) {
//      ^ defines function first_test
//^< refers call MADE_BY
    checked(1);
//  ^ refers call checked
}
static MADE_BY(second_test)
//             ^ defines function second_test
{
}
static char *checked_format(1, 2)
wide_format(const char *text, ...) {
//^< defines function wide_format : char
    return text;
}
int after_all(void) { return 1; }
//  ^ defines function after_all : int
int checked_too(2, 3) narrow_format(const char *text) { return 1; }
//                    ^ defines function narrow_format : int
void CALLED exported_one(int given) { return; }
//          ^ defines function exported_one : void
//                           ^ binds parameter given : int
static UINT plain_one(void) { return 1; }
//          ^ defines function plain_one : UINT
int interpret(int *pc) {
//  ^ defines function interpret : int
//             ^ binds parameter pc : int
    for (;;) SWITCH(pc) {
//           ^ refers call SWITCH
//                  ^ not defines
        CASE(OP_PUSH):
//           ^ not defines
            pushed(1);
//          ^ refers call pushed
            BREAK;
        CASE(OP_POP):
        CASE(OP_DROP): {
//           ^ not defines
            dropped(1);
//          ^ refers call dropped
        }
    }
    return chosen() ?
        ABSENT(1) :
//      ^ refers call ABSENT
        PRESENT(2);
//      ^ refers call PRESENT
}
int beyond(void) { return 1; }
//  ^ defines function beyond : int
ATTR_NONNULL ATTR_ACCESS(1, 3)
size_t spread_over(char *text, size_t size) { return 1; }
//     ^ defines function spread_over : size_t
BEGIN_DECLARATIONS
PUSH_WARNINGS

UINT
plain_two(void) { return 1; }
//^< defines function plain_two : UINT
static CALLED held_t *
quiet(held_t *unused UNUSED, int flags UNUSED) { return 0; }
//^< defines function quiet : held_t
//            ^ binds parameter unused : held_t
//                               ^ binds parameter flags : int
void visit(void *(*taken)(struct box *each, int depth), struct held *each) { taken(0, 1); }
//   ^ defines function visit : void
//^ not binds parameter depth
//^ not binds parameter each : box
//                               ^ refers type box
//                                                             ^ refers type held
//                                                                   ^ binds parameter each : held
//                                                                           ^ refers call taken
#define GETTER(of_, name_, type_) static type_ of_##_##name_(struct of_ *it) { return it->name_; }
//      ^ defines macro GETTER
#define ACCESSOR(of_, name_, type_) GETTER(of_, name_, type_) int always(void) { if (1) { } } void of_##_set_##name_() {}
//      ^ defines macro ACCESSOR
#define WIDTH_OF(it) box_width(it)
//      ^ defines macro WIDTH_OF
GETTER(box, width, int);
//^< defines function box_width
//^< exported 0
//^< refers call GETTER
ACCESSOR(box, name, char *)      /* and no more */
//^< defines function box_name
//^< defines function box_set_name
//^< not defines function always
GETTER(int);
//^< not defines function int_
void in_function(void) {
//   ^ defines function in_function : void
GETTER(box, height, int);
//^< not defines function box_height
}
//--- broken.c
int fine(void) { return 1; }
//  ^ defines function fine : int
int x = = 3;
//  ^ defines variable x : int
//^ reports syntax error
// old designators, of which the parser knows the name alone
struct square by_colon = { area: measure_square };
//            ^ defines variable by_colon : square
//                         ^ refers write area on <square>
//^ binds assign <square>.area = measure_square
