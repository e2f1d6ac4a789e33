//--- shapes.ts
export class Shape {
  draw() {}
  name() {}
}
export class Circle extends Shape {
  roll() {}
  draw() {}
}
export class Square extends Shape {
  turn() {}
}
export function isCircle(shape: unknown): shape is Circle {
  return shape instanceof Circle;
}
export const isSquare = (shape: Shape | null): shape is Square => shape instanceof Square;
export function isBig(shape: Shape): boolean {
  return true;
}
export function isShape(shape: unknown): shape is Shape {
  return true;
}
export function assertCircle(shape: unknown): asserts shape is Circle {}
export function assert(condition: unknown): asserts condition {}
export function isMade<T extends Shape>(shape: Shape, make: () => T): shape is T {
  return true;
}
//--- use.ts
import { Shape, Circle, Square, isCircle, isSquare, isBig, isShape, isMade, assert, assertCircle } from "./shapes";
import * as shapes from "./shapes";

declare const outer: Shape;

function branches(shape: Shape, other: Shape) {
  if (isCircle(shape)) {
    shape.roll();
//        ^ calls shapes.ts:Circle.roll
    shape.draw();
//        ^ calls shapes.ts:Circle.draw
    other.draw();
//        ^ calls shapes.ts:Shape.draw
    [1].forEach(() => shape.roll());
//                          ^ calls shapes.ts:Circle.roll
    function inside() {
      shape.roll();
//          ^ calls shapes.ts:Circle.roll
    }
  } else {
    shape.draw();
//        ^ calls shapes.ts:Shape.draw
  }
  shape.draw();
//      ^ calls shapes.ts:Shape.draw
  if (!isSquare(shape)) {
    shape.draw();
//        ^ calls shapes.ts:Shape.draw
  } else {
    shape.turn();
//        ^ calls shapes.ts:Square.turn
  }
  if (isBig(shape)) {
    shape.draw();
//        ^ calls shapes.ts:Shape.draw
  }
  if (isMade(shape, () => new Circle())) {
    shape.draw();
//        ^ calls shapes.ts:Shape.draw
  }
  if (shapes.isCircle(shape) && (other === null || other instanceof Square)) {
    shape.roll();
//        ^ calls shapes.ts:Circle.roll
    other.turn();
//        ^ calls nothing
  }
}

function operators(shape: Shape, other: Shape, circle: Circle | Square) {
  const rolled = other && isCircle(shape) && isSquare(other) &&
    shape.roll() && other.turn();
//        ^ calls shapes.ts:Circle.roll
//                        ^ calls shapes.ts:Square.turn
  const some = isCircle(shape)
    ? shape.roll()
//          ^ calls shapes.ts:Circle.roll
    : shape.draw();
//          ^ calls shapes.ts:Shape.draw
  const none = !(isCircle(shape)) ||
    shape.roll();
//        ^ calls shapes.ts:Circle.roll
  const either = isCircle(shape) ||
    shape.draw();
//        ^ calls shapes.ts:Shape.draw
  if (isShape(circle)) { // each of its types is one
    circle.roll();
//         ^ calls shapes.ts:Circle.roll
  }
  if (circle instanceof Square) {
    circle.turn();
//         ^ calls shapes.ts:Square.turn
    circle.draw();
//         ^ calls shapes.ts:Shape.draw
  }
}

function leaves(shape: Shape, other: Shape, last: unknown, asked: unknown) {
  if (shape === other || !isCircle(shape)) {
    shape.draw();
//        ^ calls shapes.ts:Shape.draw
    return;
  }
  shape.roll();
//      ^ calls shapes.ts:Circle.roll
  if (!isSquare(other)) {
    console.log(other);
  }
  other.turn();
//      ^ calls nothing
  assertCircle(last);
  last.roll();
//     ^ calls shapes.ts:Circle.roll
  assert(asked instanceof Square);
  asked.turn();
//      ^ calls shapes.ts:Square.turn
}

function global() {
  outer.draw();
//      ^ calls shapes.ts:Shape.draw
  while (isCircle(outer)) {
    outer.roll();
//        ^ calls shapes.ts:Circle.roll
  }
}
