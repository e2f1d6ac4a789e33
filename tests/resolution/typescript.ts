//--- tsconfig.json
{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"], "entry": ["src/lib/index.ts"] } } }
//--- src/lib/index.ts
export * from "./shape";
export type { Options } from "./options";
export { helper as assist } from "./helper";
//--- src/lib/shape.ts
import type { Options } from "./options";

export interface Shape {
  draw(): Canvas;
  parent?: Shape;
  readonly children: Shape[];
  onDone: () => Canvas;
}
export class Canvas {
  paint(): this {
    return this;
  }
  twice() {}
}
export class Square implements Shape {
  children: Shape[] = [];
  onDone = () => new Canvas();
  constructor(private readonly canvas: Canvas, options: Options) {
    options.canvas.paint().twice();
//                 ^ calls Canvas.paint
//                         ^ calls Canvas.twice
  }
  draw(): Canvas {
    this.canvas.paint();
//              ^ calls Canvas.paint
//              ^ how attribute
    return this.canvas;
  }
  static of(canvas: Canvas): Square;
  static of(canvas: Canvas, options?: Options): Square {
    return new Square(canvas, options!);
//             ^ calls Square
  }
}
export abstract class Base<T> {
  abstract make(): T;
  all(): T[] {
    return [];
  }
  value!: T;
}
export class Canvases extends Base<Canvas> {
  make() {
    return new Canvas();
  }
  run() {
    this.all()[0].paint();
//                ^ calls Canvas.paint
    this.value.paint();
//             ^ calls Canvas.paint
  }
}
export enum Level {
  Low,
}
export namespace Geo {
  export function distance() {}
  export class Point {
    move() {}
  }
}
//--- src/lib/options.ts
import type { Canvas } from "./shape";
export interface Options {
  canvas: Canvas;
}
export type Named = { canvas: Canvas; run(): Canvas };
//--- src/lib/helper.ts
export function helper(): void {}
//--- src/main.ts
import { Shape, Square, Canvas, Base, Geo, assist } from "entry";
import { helper } from "@lib/helper";
import type { Options, Named } from "@lib/options";
import { foreign } from "library";

assist();
//^< calls src/lib/helper.ts:helper
helper();
//^< calls src/lib/helper.ts:helper
foreign();
//^< calls nothing (external)
Geo.distance();
//  ^ calls src/lib/shape.ts:Geo.distance
new Geo.Point().move();
//      ^ calls src/lib/shape.ts:Geo.Point
//              ^ calls src/lib/shape.ts:Geo.Point.move
Square.of(new Canvas()).draw().paint();
//     ^ calls src/lib/shape.ts:Square.of
//                      ^ calls src/lib/shape.ts:Square.draw
//                             ^ calls src/lib/shape.ts:Canvas.paint

function parameters(shape: Shape, { canvas }: Options, all: Shape[], named: Named, map: Map<string, Canvas>) {
  shape.draw().paint();
//      ^ calls src/lib/shape.ts:Shape.draw
//             ^ calls src/lib/shape.ts:Canvas.paint
  shape.parent?.draw();
//              ^ calls src/lib/shape.ts:Shape.draw
  shape.children[0].draw();
//                  ^ calls src/lib/shape.ts:Shape.draw
  shape.onDone().paint();
//               ^ calls src/lib/shape.ts:Canvas.paint
  canvas.paint();
//       ^ calls src/lib/shape.ts:Canvas.paint
  all.map((each) => each.draw());
//    ^ calls nothing (external)
//                       ^ calls src/lib/shape.ts:Shape.draw
  all.filter((each) => each.parent).forEach((each) => each.draw());
//                                                         ^ calls src/lib/shape.ts:Shape.draw
  named.run().paint();
//      ^ calls src/lib/options.ts:Named.run
//            ^ calls src/lib/shape.ts:Canvas.paint
  map.get("x")!.paint();
//              ^ calls src/lib/shape.ts:Canvas.paint
  for (const [key, value] of map) {
    value.paint();
    key.paint();
  }
  for (const value of map.values()) value.paint();
//                                        ^ calls src/lib/shape.ts:Canvas.paint
  (shape as Square).draw();
//                  ^ calls src/lib/shape.ts:Square.draw
  const square = shape as unknown as Square;
  square.draw();
//       ^ calls src/lib/shape.ts:Square.draw
}

type Handler = (context: Canvas, shape: Shape) => Canvas;
interface Plugin {
  install(canvas: Canvas): void;
  setup: (canvas: Canvas) => void;
}

const handler: Handler = (context, shape) => {
  shape.draw();
  return context.paint();
};
const plugin: Plugin = {
  install(canvas) {
    canvas.paint();
  },
  setup: (canvas) => canvas.paint(),
};
function withCallback(callback: (canvas: Canvas) => void, handler: Handler) {
  handler(new Canvas(), null!).paint();
//                             ^ calls src/lib/shape.ts:Canvas.paint
}

function identity<T>(value: T): T {
  return value;
}
identity(new Canvas()).paint();
//                     ^ calls src/lib/shape.ts:Canvas.paint
function bounded<T extends Shape>(value: T) {
  value.draw();
//      ^ calls src/lib/shape.ts:Shape.draw
}
function generic(base: Base<Canvas>, made: ReturnType<typeof makeCanvas>, part: Pick<Options, "canvas">) {
  base.make().paint();
//            ^ calls src/lib/shape.ts:Canvas.paint
  made.paint();
//     ^ calls src/lib/shape.ts:Canvas.paint
  part.canvas.paint();
//            ^ calls src/lib/shape.ts:Canvas.paint
}
function makeCanvas() {
  return new Canvas();
}
function kinds(kind: typeof Square, other: typeof makeCanvas, text: string) {
  kind.of(new Canvas());
//     ^ calls src/lib/shape.ts:Square.of
  other().paint();
//        ^ calls src/lib/shape.ts:Canvas.paint
  text.paint();
//     ^ calls nothing (external)
}
async function later(): Promise<Canvas> {
  return new Canvas();
}
async function useLater() {
  (await later()).paint();
//                ^ calls src/lib/shape.ts:Canvas.paint
  const all = await Promise.all([later()]);
  all[0].paint();
  later().then((canvas) => canvas.paint());
}
function narrowed(value: Canvas | Shape | string, unknown: unknown) {
  if (value instanceof Canvas) {
    value.paint();
//        ^ calls src/lib/shape.ts:Canvas.paint
  }
  if (unknown instanceof Square) unknown.draw();
//                                       ^ calls src/lib/shape.ts:Square.draw
  if (!(unknown instanceof Square)) return;
  unknown.draw();
}
let lateOne: Canvas | undefined;
function useLate() {
  lateOne?.paint();
//         ^ calls src/lib/shape.ts:Canvas.paint
  const first = lateOne ?? new Canvas();
  first.paint();
//      ^ calls src/lib/shape.ts:Canvas.paint
}
//--- src/view.tsx
import { Canvas } from "./lib/index.js";

function Button(props: { canvas: Canvas }) {
  return <b onClick={() => props.canvas.paint()}>{label()}</b>;
}
const label = (): string => "";
export const View = () => <Button canvas={new Canvas()} />;
//                                            ^ calls src/lib/shape.ts:Canvas
//--- packages/lookup/src/lookup.ts
class Scene { draw() {} }
class App { scene = new Scene(); redraw() {} }
interface Props { scene: App["scene"]; all: App["scene"][]; some: App["missing"]; redraw: App["redraw"] }
function use(props: Props) {
    props.scene.draw()
//              ^ calls Scene.draw
    props.all[0].draw()
//               ^ calls Scene.draw
    props.some.draw()
//             ^ calls nothing
    props.redraw.draw()
//               ^ calls nothing
}
//--- packages/callbacks/src/callbacks.ts
class Pen { draw() {} }
type Draw = (pen: Pen, times: number) => void
interface Options { scene: Pen }
function use(times: number, draw: (pen: Pen, other: Options) => void) {}
class Bus<T> { on(handler: (event: T) => void) {} }
function run(bus: Bus<Pen>, unknown: any) {
    use(1, pen => pen.draw())
//                    ^ calls Pen.draw
    use(1, (pen, { scene }) => scene.draw())
//                                   ^ calls Pen.draw
    use(1, function (pen) { pen.draw() })
//                              ^ calls Pen.draw
    const other: Draw = (pen, times) => pen.draw()
//                                          ^ calls Pen.draw
    bus.on(event => event.draw())
//                        ^ calls Pen.draw
    use(pen => pen.draw(), 1)
//                 ^ calls nothing
    unknown.use(pen => pen.draw())
//                         ^ calls nothing
    const last: Draw = (pen, times) => times.draw()
//                                           ^ calls nothing
}
//--- packages/bare/src/bare.ts
class Pen { draw() {} }
function run(work: Function, pen: Pen, handler: Function) {
    const made = work()
    made.draw()
//       ^ calls nothing
    handler().draw()
//            ^ calls nothing
    pen.draw()
//      ^ calls Pen.draw
}
//--- packages/shapes/src/unnamed.ts
class Pen { draw() {} }
interface Shelf { inner: { pen: Pen } }
function use(given: { pen: Pen; make(): Pen; each: (call: (pen: Pen) => void) => void }, all: { pen: Pen }[]): { pen: Pen; size: number } {
    given.pen.draw()
//            ^ calls Pen.draw
    given.make().draw()
//               ^ calls Pen.draw
    given.each(pen => pen.draw())
//                        ^ calls Pen.draw
    given.other.draw()
//              ^ calls nothing
    all[0].pen.draw()
//             ^ calls Pen.draw
    return { pen: given.pen, size: 1 };
}
function read(shelf: Shelf, box: Box<{ pen: Pen }>) {
    use(null!, []).pen.draw()
//                     ^ calls Pen.draw
    use(null!, []).size.draw()
//                      ^ calls nothing
    shelf.inner.pen.draw()
//                  ^ calls Pen.draw
    box.open().pen.draw()
//                 ^ calls Pen.draw
    const { pen } = use(null!, []);
    pen.draw()
//      ^ calls Pen.draw
}
class Box<T> { open(): T { return null!; } }
//--- packages/called/src/called.ts
class Pen { draw() {} }
class App {
  get!: Route<Pen>
  use(...steps: Step[]): this { return this }
  both!: { (step: Step): Pen; size: number }
}
type Step = (pen: Pen, next: () => void) => void
interface Route<T> {
  // alone
  <A>(step: (made: T) => A): App
  /** and after others */
  <A, B>(
    path: string,
    ...steps: [Step, Step]
  ): Promise<App>

  (path: string, ...steps: Step[]): App
  size: number
}
function run(app: App) {
  app.get(made => made.draw())
//                     ^ calls Pen.draw
  app.get("/", pen => pen.draw(), pen => pen.draw()).use(pen => pen.draw())
//                        ^ calls Pen.draw
//                                           ^ calls Pen.draw
//                                                   ^ calls App.use
//                                                                  ^ calls Pen.draw
  app.use(() => 1, pen => pen.draw(), (_, next) => next.draw())
//                            ^ calls Pen.draw
//                                                      ^ calls nothing
  app.both(pen => pen.draw()).draw()
//                    ^ calls Pen.draw
//                            ^ calls Pen.draw
  app.both.size.draw()
//              ^ calls nothing
  app.get.size(pen => pen.draw())
//                        ^ calls nothing
}
//--- ambient/library.d.ts
declare function expect(target?: any): Expect.Root;
declare namespace Expect { interface Root { equal(other: any): void } }
declare module "expect-library" {
    export = expect;
}
declare module "pens-library" {
    export function pen(): Expect.Root;
    export default pen;
}
//--- ambient/use.ts
import expect = require("expect-library");
import made, { pen } from "pens-library";
import { other } from "other-library";
expect(1).equal(2);
//^< calls ambient/library.d.ts:expect
//        ^ calls ambient/library.d.ts:Expect.Root.equal
made().equal(1);
//     ^ calls ambient/library.d.ts:Expect.Root.equal
pen().equal(1);
//^< calls ambient/library.d.ts:pens-library.pen
other();
//^< calls nothing (external)
//--- methods/moves.ts
import { Drawing } from "./drawing";
export function turn(this: Drawing): Drawing { return this; }
//--- methods/drawing.ts
import * as Moves from "./moves";
type Methods = typeof Moves & Iterable<number>;
export interface Drawing extends Methods { width: number }
//--- methods/use.ts
import { Drawing } from "./drawing";
export function use(drawing: Drawing) {
    drawing.turn().turn();
//          ^ calls methods/moves.ts:turn
//                 ^ calls methods/moves.ts:turn
    drawing.other();
//          ^ calls nothing
}
//--- named/package.json
{ "name": "named", "types": "typings/named.d.ts" }
//--- named/typings/named.d.ts
declare module "named" {
    export class Screen { draw(): void }
    export type Make = {
        <T>(wide: T): Screen;
    };
    export type Plain = { wide: Make };
}
//--- named/use.ts
import { type Make, type Plain, Screen, other } from "named";
new Screen().draw();
//           ^ calls named/typings/named.d.ts:named.Screen.draw
other();
//^< calls nothing
export function use(make: Make, plain: Plain) {
    make(1).draw();
//          ^ calls named/typings/named.d.ts:named.Screen.draw
    plain(1).draw();
//           ^ calls nothing
}
//--- built/package.json
{ "name": "built", "main": "dist/node/main.js", "exports": { "./deep": "./lib/deep.d.ts" } }
//--- built/src/node/main.ts
export function main() {}
//--- built/src/deep.ts
export function deep() {}
//--- built/test.ts
import { main } from "built";
import { deep } from "built/deep";
main();
//^< calls built/src/node/main.ts:main
deep();
//^< calls built/src/deep.ts:deep
//--- offered/types.d.ts
export type Scheme = (server: Server, pen: Server) => void;
export interface Server { start(): void; }
//--- offered/server.d.ts
import { Server } from "./types";
export function server(): Server;
//--- offered/index.d.ts
export * from "./types";
export * from "./server";
//--- offered/use.ts
import { server, pen } from "./index";
server().start();
//^< calls offered/server.d.ts:server
//       ^ calls offered/types.d.ts:Server.start
pen();
//^< calls nothing
//--- offered/memo.ts
import { Server } from "./types";
export const Menu = memo(({ server }: { server: Server }) => {
    const add = () => {
        server.start();
//             ^ calls offered/types.d.ts:Server.start
    };
});
//--- merged/component.d.ts
export interface Component { mount?(): void; }
export abstract class Component { setState(): void; }
//--- merged/debug.js
import { Component } from "./component";
const before = Component.prototype.setState;
Component.prototype.setState = function () {};
Component.prototype.trace = function () {};
//--- merged/use.ts
import { Component } from "./component";
class Mine extends Component {
    run() {
        this.setState();
//           ^ calls merged/component.d.ts:Component.setState
        this.mount();
//           ^ calls merged/component.d.ts:Component.mount
        this.trace();
//           ^ calls merged/debug.js:Component.trace
    }
}
//--- renamed/hooks.d.ts
export function useState(): void;
export function other(): void;
//--- renamed/compat.d.ts
import * as _hooks from "./hooks";
declare namespace compat {
    export import useState = _hooks.useState;
    export import missing = _hooks.missing;
}
export = compat;
//--- renamed/use.ts
import { useState, other, missing } from "./compat";
useState();
//^< calls renamed/hooks.d.ts:useState
other();
//^< calls nothing
missing();
//^< calls nothing
//--- given/nodes.ts
export interface Node { kind: string; }
type NodeFactory = Readonly<{
  is(node: object): node is Node;
  create(kind: string): Node;
}>;
export const Node: NodeFactory = freeze<NodeFactory>({ is: null, create: null });
export const made = (factory: { build<T>(make: { new (): T }): T; shapes(): Box<Pen> }) => {
  factory.build(Pen).draw();
//        ^ calls given/nodes.ts:made.build
//                   ^ calls given/nodes.ts:Pen.draw
  factory.shapes().get().draw();
//                       ^ calls given/nodes.ts:Pen.draw
};
export class Pen { draw() {} }
type Box<T> = Partial<{ get(): T }>;
//--- given/use.ts
import { Node } from "./nodes";
import { Base, Drawn, Ink } from "./mixins";
export function kind(node: Node) {
  Node.is(Node.create("pen"));
//     ^ calls given/nodes.ts:NodeFactory.is
//             ^ calls given/nodes.ts:NodeFactory.create
  node.create("pen");
//     ^ calls nothing
}
class Both extends Drawn(Base) {
  run() {
    this.shade();
//       ^ calls given/mixins.ts:Drawn.Mixed.shade
    this.base();
//       ^ calls given/mixins.ts:Base.base
    super.base();
//        ^ calls given/mixins.ts:Base.base
    this.drip();
//       ^ calls nothing
    this.own.drip();
//           ^ calls given/mixins.ts:Ink.drip
    new (this.constructor as any)();
  }
  get own(): Ink { return null!; }
  static get shared(): Both { return null!; }
  static make() {
    this.shared.run();
//              ^ calls given/use.ts:Both.run
    this.run();
//       ^ calls given/use.ts:Both.run
    return this.own;
  }
}
Both.shared.shade();
//          ^ calls given/mixins.ts:Drawn.Mixed.shade
//--- given/mixins.ts
export type Constructor<T> = new (...args: any[]) => T;
export class Base { base() {} serialize() {} }
export interface Ink { drip(): void; serialize(): void; wet(): void; }
export function Drawn<T extends Constructor<Base>>(base: T) {
  class Mixed extends base implements Ink {
    shade() { this.base(); }
//                 ^ calls given/mixins.ts:Base.base
    serialize() {
      super.serialize();
//          ^ calls given/mixins.ts:Base.serialize
      this.wet();
//         ^ calls nothing
    }
    drawn() {
      const hand = {
        shade: () => this.base(),
//                        ^ calls given/mixins.ts:Base.base
        lift() { return this.shade(); },
//                           ^ calls given/mixins.ts:Drawn.Mixed.drawn.shade
        wait: function () { return this.base(); },
//                                      ^ calls nothing
      };
      return hand;
    }
  }
  return Mixed;
}
interface Extra { more(): void; }
export interface Merged extends Extra {}
export class Merged {
  run() { this.more(); }
//             ^ calls given/mixins.ts:Extra.more
}
//--- global/pen.ts
export class Ink { dry(): void {} }
export class Pen { draw(): Ink { return new Ink(); } }
export function useInk() { return new Ink(); }
export interface Made { spread(): void }
//--- global/first.ts
import { Ink, Pen } from "./pen";
declare global {
    interface Desk extends Pen { ink(): Ink }
    interface DeskMaker { new (): Desk; of(): Desk }
    var Desk: DeskMaker;
    namespace Room
    {
        interface Chair { sit(): void; pen: import("./pen").Pen }
    }
    const useInk: typeof import("./pen")["useInk"];
    function seated(): Room.Chair;
}
declare module "./pen" {
    interface Made { fold(): Ink }
    interface Unmade { rip(): Ink }
}
function hidden() {}
//--- global/second.d.ts
interface Desk { lift(): Desk }
declare namespace Room { interface Chair { lean(): void } }
declare function seatless(): import("./pen").Ink;
//--- global/third.ts
export {};
declare global {
    interface Desk { turn(): Desk }
    interface Window { desk: Desk }
    interface Promise<T> { later(): T }
}
//--- global/module.d.ts
import { Ink } from "./pen";
declare function notForAll(): Ink;
export function forNone(): Ink;
//--- global/use.ts
import type { Made } from "./pen";
import type { Unmade } from "./pen";
export function use(desk: Desk, chair: Room.Chair, made: Made, unmade: Unmade) {
    window.desk.lift();
//              ^ calls global/second.d.ts:Desk.lift
    globalThis.seated().sit();
//             ^ calls global/first.ts:global.seated
//                      ^ calls global/first.ts:global.Room.Chair.sit
    new Promise();
//      ^ calls nothing
    desk.lift().turn().ink().dry();
//       ^ calls global/second.d.ts:Desk.lift
//              ^ calls global/third.ts:global.Desk.turn
//                     ^ calls global/first.ts:global.Desk.ink
//                           ^ calls global/pen.ts:Ink.dry
    desk.draw();
//       ^ calls global/pen.ts:Pen.draw
    new Desk().turn();
//             ^ calls global/third.ts:global.Desk.turn
    Desk.of().draw();
//       ^ calls global/first.ts:global.DeskMaker.of
//            ^ calls global/pen.ts:Pen.draw
    chair.sit();
//        ^ calls global/first.ts:global.Room.Chair.sit
    chair.lean();
//        ^ calls global/second.d.ts:Room.Chair.lean
    chair.pen.draw();
//            ^ calls global/pen.ts:Pen.draw
    useInk().dry();
//  ^ calls global/pen.ts:useInk
//           ^ calls global/pen.ts:Ink.dry
    seated().sit();
//  ^ calls global/first.ts:global.seated
//           ^ calls global/first.ts:global.Room.Chair.sit
    seatless().dry();
//  ^ calls global/second.d.ts:seatless
//             ^ calls global/pen.ts:Ink.dry
    made.fold().dry();
//       ^ calls global/first.ts:./pen.Made.fold
//              ^ calls global/pen.ts:Ink.dry
    made.spread();
//       ^ calls global/pen.ts:Made.spread
    unmade.rip();
//         ^ calls nothing
    notForAll().dry();
//  ^ calls nothing
    forNone();
//  ^ calls nothing
    hidden();
//  ^ calls nothing
}
//--- placed/pens.ts
export class Pen { draw(): void {} }
export class Quill extends Pen { dip(): void {} }
export class Desk {
    holds(pen: unknown): pen is Pen { return true; }
    isQuill(): this is Quill { return true; }
    handler: (pen: Pen) => void;
}
export default { methods: { first() { this.second(); this.third(); }, second() {} } };
//                                         ^ calls placed/pens.ts:default.second
//                                                        ^ calls nothing
//--- placed/use.ts
import { Desk, Pen, Quill } from "./pens";
export function use(desk: Desk, pens: Pen[], other: Desk) {
    desk.handler = (pen) => pen.draw();
//                              ^ calls placed/pens.ts:Pen.draw
    for (const each of new Set(pens)) each.draw();
//                                         ^ calls placed/pens.ts:Pen.draw
    for (const [name, each] of new Map([["a", new Quill()]])) each.dip();
//                                                                 ^ calls placed/pens.ts:Quill.dip
    new Map(pens.map((pen) => [1, pen])).get(1).draw();
//                                              ^ calls placed/pens.ts:Pen.draw
    new Holder(pens).get(1).draw();
//                          ^ calls nothing
    if (desk.isQuill()) desk.dip();
//                           ^ calls placed/pens.ts:Quill.dip
    if (other.isQuill()) desk.dip();
//                            ^ calls nothing
    if (desk.holds(other)) desk.draw();
//                              ^ calls nothing
}
class Holder { constructor(pens: Pen[]) {} get(at: number) {} }
