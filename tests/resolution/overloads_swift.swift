//--- Pen.swift
class Tool { func put(_ a: Int, b: Int) {} }
class Pen: Tool {
    func draw(_ x: Int, label: String = "") {}
    func draw(line x: Int) {}
    func draw(_ pens: Pen..., closed: Bool) {}
    func draw(line x: Int, then: () -> Void) {}
    func put(_ a: Int) {}
    func use(pen: Pen) {
        draw(1)
//      ^ calls Pen.draw#1
        draw(1, label: "x")
//      ^ calls Pen.draw#1
        draw(line: 1)
//      ^ calls Pen.draw#2
        pen.draw(pen, pen, closed: true)
//          ^ calls Pen.draw#3
        draw(line: 1) { self.put(1) }
//      ^ calls Pen.draw#4
        put(1, b: 2)
//      ^ calls Tool.put
    }
}
