//--- pens.ts
export class Pen { draw() {} }
export class Ink { draw() {} }
//--- first.ts
import { Pen, Ink } from "./pens";

function one() {
  const it = new Pen();
  it.draw();
  // ^ calls pens.ts:Pen.draw
}

function two() {
  const it = new Pen();
  it.draw();
  // ^ calls pens.ts:Pen.draw
}

function hidden() {
  const Pen = Ink;
  const it = new Pen();
  it.draw();
  // ^ calls pens.ts:Ink.draw
}

function blocks(open: boolean) {
  if (open) {
    const it = new Pen();
    it.draw();
    // ^ calls pens.ts:Pen.draw
  }
  const it = new Ink();
  it.draw();
  // ^ calls pens.ts:Ink.draw
}

const alike = { one() { const it = this; it.close(); }, close() {} };
const other = { two() { const it = this; it.close(); }, close() {} };

function objects() {
  const it = {
    draw() {},
  };
  it.draw();
  // ^ calls objects.draw
}
//--- second.ts
import { Ink } from "./pens";


































function objects() {
  const it = {
    draw() {},
  };
  it.draw();
  // ^ calls objects.draw
}
