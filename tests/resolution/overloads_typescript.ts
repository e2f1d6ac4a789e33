//--- pen.ts
class Side {}
export class Pen {
    draw(x: number): void
    draw(label: string, x?: number): void
    draw(side: Side, ...rest: number[]): void
    draw(one: any, ...rest: any[]) {}
    use(side: Side, all: number[]) {
        this.draw(1)
//           ^ calls Pen.draw#1
        this.draw("x")
//           ^ calls Pen.draw#2
        this.draw(side, 1, 2)
//           ^ calls Pen.draw#3
        this.draw(...all)
//           ^ calls Pen.draw#1 Pen.draw#2 Pen.draw#3 Pen.draw#4
    }
}
