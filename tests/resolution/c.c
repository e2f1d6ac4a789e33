//--- include/list.h
#ifndef LIST_H
#define LIST_H
typedef struct list list;
struct list {
    int (*compare)(void *, void *);
    struct list *next;
};
list *list_new(void);
void list_free(list *it);
static inline int list_empty(list *it) { return it == 0; }
#define LIST_EACH(it, all) for (it = list_head(all); it; it = list_next(it))
#define list_head(all) ((all)->next)
#endif
//--- src/list.c
#include "list.h"
#include <stdlib.h>

static void release(list *it);

list *list_new(void) {
    return calloc(1, sizeof(list));
//         ^ calls nothing
}
void list_free(list *it) {
    release(it);
//  ^ calls release
    if (list_empty(it)) return;
//      ^ calls include/list.h:list_empty
}
static void release(list *it) { free(it); }
//                              ^ calls nothing
//--- src/other.c
#include "../include/list.h"

static void release(list *it) { list_free(it); }
//                              ^ calls src/list.c:list_free
//                              ^ how program
static int apply(int (*release)(list *), list *it) {
    return release(it);
//         ^ calls nothing
}
int by_table(void *, void *);
struct table { int (*run)(void); };
static int run_it(void) { return 1; }
static struct table tables[] = { { .run = run_it } };
typedef int (*step)(int);
struct steps { int count; step first, last; };
struct walk { const char *name; struct steps *steps; struct steps own; step (*pick)(void); };
static int walks(int x) { return x; }
static int stops(int x) { return x; }
static int jumps(int x) { return x; }
static int unput(int x) { return x; }
static const struct steps usual = { 2, walks, (step)stops };
static struct walk all[] = { { "a", 0, { 1, jumps } }, { .name = "b", .own = { .last = stops } }, [2] = { "c" } };
static struct { int kept; step only; } alone = { 1, jumps };
static step hook = walks;
void put(struct steps *steps, step given) { steps->last = jumps; steps->first = given; alone.kept = 1; hook = stops; }
int run(struct walk *walk, struct steps *(*steps)(void)) {
    steps()->first(1);
//           ^ may call walks jumps
    walk->steps->last(1);
//               ^ may call stops jumps
    (*walk->own.first)(1);
//              ^ may call walks jumps
    walk->pick();
//        ^ may call nothing
    alone.only(1);
//        ^ may call jumps
    step local = unput;
    local(1);
//  ^ may call unput
    return hook(1);
//         ^ calls nothing
//         ^ may call walks stops
}
struct timer { step due; };
static int fires(int x) { return x; }
static int ticks(int x) { return x; }
static int rings(int x) { return x; }
static void start(struct timer *timer, step due) { timer->due = due; }
static void each(int count, step taken, step unused) {
    taken(count);
//  ^ calls nothing
//  ^ may call ticks
}
void go(struct timer *timer, step local) {
    start(timer, fires);
    each(1, ticks, rings);
    each(1, local, rings);
    timer->due(1);
//         ^ may call fires
}

int use(list *it) {
    release(it);
//  ^ calls release
//  ^ how file
    list *made = list_new();
//               ^ calls src/list.c:list_new
    LIST_EACH(it, made) {
//  ^ calls include/list.h:LIST_EACH
        list_head(it);
//      ^ calls include/list.h:list_head
    }
    it->compare(it, made);
//      ^ calls nothing
    tables[0].run();
//            ^ calls nothing
//            ^ may call run_it
    hidden_elsewhere();
//  ^ calls nothing
    printf("x");
//  ^ calls nothing
    by_table(it, it);
//  ^ calls nothing
    return apply(0, it);
//         ^ calls apply
}
//--- src/third.c
static int hidden_elsewhere(void) { return 1; }
int defined_without_header(void) { return hidden_elsewhere(); }
//                                        ^ calls hidden_elsewhere
#if defined(ON)
void chosen(void) {}
#else
void chosen(void) {}
#endif
void conditional(void) {
    chosen();
//  ^ calls chosen
    extern int by_extern(int);
    by_extern(1);
//  ^ calls src/fourth.c:by_extern
}
//--- src/fourth.c
int by_extern(int x) { return x; }
int main(void) {
    return defined_without_header();
//         ^ calls src/third.c:defined_without_header
}
//--- include/both.h
#define report(...) (report(__VA_ARGS__), -1)
struct option { int set; };
struct plain { int set; };
struct option *option(int);
#ifdef SMALL
#define opened() 0
#else
int opened(void);
#endif
#define alone() 1
//--- src/both.c
#include "../include/both.h"
#undef report
int report(int code) { return code; }
struct option *option(int key) { return 0; }
#ifndef SMALL
int opened(void) { return 1; }
#endif
//--- src/aside.c
int alone(void) { return 1; }
//--- src/callers.c
#include "../include/both.h"
int calls(void) {
    struct option *found = option(1);
//                         ^ calls src/both.c:option
    opened();
//  ^ calls include/both.h:opened src/both.c:opened
    alone();
//  ^ calls include/both.h:alone
    return report(1);
//         ^ calls include/both.h:report src/both.c:report
}
//--- src/core/engine.h
static inline int started(void) { return 1; }
//--- src/core/string.h
static inline int trimmed(void) { return 1; }
//--- port/include/poll.h
static inline int polled(void) { return 1; }
//--- src/drive/net/wheel.h
static inline int turned(void) { return 1; }
//--- src/drive/car.c
#include <engine.h>
#include <string.h>
#include <drive/net/wheel.h>
#include <poll.h>
int drives(void) {
    trimmed();
//  ^ calls nothing
    polled();
//  ^ calls nothing
    turned();
//  ^ calls src/drive/net/wheel.h:turned
    return started();
//         ^ calls src/core/engine.h:started
}
//--- port/os/wait.c
#include <poll.h>
int waits(void) { return polled(); }
//                       ^ calls port/include/poll.h:polled
//--- plat/linux/Platform.h
static inline int host(void) { return 1; }
//--- plat/darwin/Platform.h
static inline int host(void) { return 2; }
//--- tools/ported/Platform.h
static inline int host(void) { return 3; }
//--- plat/start.c
#include "Platform.h"
int starts(void) { return host(); }
//                        ^ calls plat/linux/Platform.h:host plat/darwin/Platform.h:host
//--- include/vector.h
#ifndef NDEBUG
int vector_size(void);
#else
static inline int vector_size(void) { return 1; }
#endif
static inline int vector_type(void) { return 1; }
//--- src/vector.c
#include "../include/vector.h"
#ifndef NDEBUG
int vector_size(void) { return 1; }
#endif
//--- src/unseen.c
int vector_type(void) { return 1; }
//--- src/sized.c
#include "../include/vector.h"
int sizes(void) { return vector_size() + vector_type(); }
//                       ^ calls include/vector.h:vector_size src/vector.c:vector_size
//                                       ^ calls include/vector.h:vector_type
//--- src/match.c
#define MATCH_MANY 2
static int peek(void) { return 1; }
#include "match_back.c"
//--- src/match_back.c
static int backs(void) { return peek() + skipped() + MATCH_ALL(1); }
//                              ^ calls src/match.c:peek
//                                       ^ calls nothing
//                                                   ^ calls nothing
//--- src/skip.c
#define MATCH_ALL(x) x
static int skipped(void) { return 1; }
//--- tool/main.c
int allocated(int size) { return size; }
int main(void) { return allocated(1); }
//                      ^ calls tool/main.c:allocated
//--- base/memory/pool.c
int allocated(int size) { return size; }
//--- tool/kit/uses.c
int allocated(int);
int uses_own(void) { return allocated(1); }
//                          ^ calls tool/main.c:allocated
//--- other/kit/uses.c
int allocated(int);
int uses_pool(void) { return allocated(1); }
//                           ^ calls base/memory/pool.c:allocated
//--- include/memory.h
#ifndef MEMORY_H
#define MEMORY_H
#ifndef _WIN32
static inline int taken(void) { return 1; }
#else
int taken(void);
#endif
#if LEVEL > 1 && defined(TRACED) /* and no more */
#define leveled(x) 1
#elif defined ( EARLY ) || \
      defined LATE
#define leveled(x) 2
#endif
#endif
//--- src/memory.c
#include "../include/memory.h"
#ifdef _WIN32
int taken(void) { return 2; }
#endif
#ifndef TRACED
int leveled(int x) { return x; }
#endif
//--- src/takes.c
#include "../include/memory.h"
int takes(void) { return taken(); }
//                       ^ calls include/memory.h:taken
#ifdef _WIN32
int takes_there(void) { return taken(); }
//                             ^ calls src/memory.c:taken
#endif
#ifdef UNRELATED
int levels(void) { return leveled(1); }
//                        ^ calls include/memory.h:leveled src/memory.c:leveled
#elif defined(TRACED) && !defined(EARLY) && !defined(LATE)
int levels(void) { return leveled(1); }
//                        ^ calls include/memory.h:leveled#1
#elif !TRACED && !(defined(EARLY) || defined(LATE))
int levels(void) { return leveled(1); }
//                        ^ calls include/memory.h:leveled#1 src/memory.c:leveled#1
#elif !defined(TRACED)
int levels(void) { return leveled(1); }
//                        ^ calls include/memory.h:leveled#2 src/memory.c:leveled#1
#endif
//--- src/takes_windows.c
#include <windows.h>
#include "../include/memory.h"
int takes_windows(void) { return taken(); }
//                               ^ calls src/memory.c:taken
//--- include/sizes.h
#if SIZES
#define HAVE_SIZE 1
#define size_of(x) 1
#endif
//--- src/sizes.c
#include "../include/sizes.h"
#ifndef HAVE_SIZE
int size_of(int x) { return x; }
#endif
int sizes_of(int x) {
#ifdef HAVE_SIZE
    return size_of(x);
//         ^ calls include/sizes.h:size_of
//         ^ how program
#else
    return size_of(x);
//         ^ calls src/sizes.c:size_of
//         ^ how file
#endif
}
//--- src/pasted.c
#define ACCESS(of, name) static int of##_##name(struct of *it) { return it->name; }
ACCESS(frame, width);
ACCESS(frame, height);
int area(struct frame *it) { return frame_width(it) * frame_height(it) * frame_depth(it); }
//                                  ^ calls src/pasted.c:frame_width
//                                                    ^ calls src/pasted.c:frame_height
//                                                                       ^ calls nothing
//--- include/traced.h
void *traced_new(int size);
void *traced_free(void *it);
//--- src/traced.c
#include "../include/traced.h"
void *traced_new(int size) { return 0; }
void *traced_free(void *it) { return it; }
//--- src/traces.c
#include "../include/traced.h"
#if TRACES
#define traced_new(size) watched(traced_new(size))
#endif
#ifdef TRACED_FREE
#define traced_free(it) it
#else
#define traced_free(it) 0
#endif
void *traces(void) { return traced_new(1); }
//                          ^ calls src/traces.c:traced_new src/traced.c:traced_new
void *frees(void) { return traced_free(0); }
//                         ^ calls src/traces.c:traced_free
#if TRACES
void *traces_own(void) { return traced_new(1); }
//                              ^ calls src/traces.c:traced_new
#endif
