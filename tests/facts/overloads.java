//--- java.java
class Pen {
//    ^ defines class Pen
    Pen(int a, final String... rest) { super(a, "x"); }
//  ^ defines method Pen.Pen
//  ^ takes (a,rest*)
//                                     ^ passes (a,#str)
    void draw() { this.<T>draw(() -> 1, new Side(2)); }
//       ^ defines method Pen.draw : void
//       ^ takes ()
//                        ^ passes <>(#function,Side(#int))
//                                          ^ passes (#int)
}
//--- csharp.cs
static class Pen {
//           ^ defines class Pen
    static void Draw(this Side side, int x, string label = null, params int[] rest) { Draw(ref x, label: F<int>()); }
//              ^ defines method Pen.Draw : void of Side
//              ^ takes (side.,x,label=,rest*)
//                                                                                    ^ passes (x,label:F{int}())
//                                                                                                       ^ passes <>()
}
//--- kotlin.kt
fun draw(vararg sides: Side, label: String = "", then: () -> Unit) {
//  ^ defines function draw
//  ^ takes (sides*,label=,then)
    draw(a, label = "x") { b }
//  ^ passes (a,label:#str,#function)
    draw { b }
//  ^ passes (#function)
    draw(*sides)
//  ^ passes
}
//--- swift.swift
func draw(_ sides: Side..., label: String = "", for other: Int) {
//   ^ defines function draw
//   ^ takes (_:sides*,label:label=,for:other)
    draw(a, label: "x", for: 1) { b }
//  ^ passes (a,label:#str,for:#int,#function)
}
//--- cpp.cpp
void draw(int x, Side* side = nullptr, ...) {}
//   ^ defines function draw : void
//   ^ takes (x,side=,_*)
void none(void) { draw(1, &all); draw(all...); Pen pen(1, 2); }
//   ^ defines function none : void
//   ^ takes ()
//                ^ passes (#int,&all)
//                               ^ passes
//                                             ^ passes (#int,#int)
void unnamed(const char *, std::map<int, char>&&, int (*each)(int), unsigned) { draw(*all, 0, 1.5f, 7ul, L'x', f<int>(1)); }
//   ^ defines function unnamed : void
//   ^ takes (<char!^>!,<std.map[int,char]&&>,each,<unsigned>)
//                                                                              ^ passes (*all,#zero,#float,#unsigned_long,#L_char,f{int}())
//                                                                                                                f ^ passes <>(#int)
//--- typescript.ts
function draw(this: Pen, x: number, label?: string, side = 1, ...rest: number[]): void;
//       ^ defines function draw : void
//       ^ takes (x,label=,side=,rest*)
draw(1, "x")
//^< passes (#number,#str)
draw(...all)
//^< passes
