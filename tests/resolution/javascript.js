//--- package.json
{ "name": "root", "private": true, "workspaces": ["packages/*"] }
//--- packages/core/package.json
{ "name": "@scope/core", "main": "dist/index.js", "exports": { ".": "./dist/index.js", "./extra": "./src/extra.js" } }
//--- packages/core/src/index.js
export { draw, Shape } from "./shape.js";
export * from "./more";
export * as tools from "./tools";
export { default as Canvas } from "./canvas";
import { local } from "./tools";
export { local as imported };
//--- packages/core/src/shape.js
export class Shape {
  static create() {
    return new this();
  }
  constructor() {
    this.children = [];
    this.parent = new Parent();
//                    ^ calls Parent
  }
  draw() {
    this.move();
//       ^ calls Shape.move
//       ^ how self
    this.parent.draw();
//              ^ calls Parent.draw
//              ^ how attribute
    this.children.map((each) => each);
//                ^ calls nothing
    const later = () => this.move();
//                           ^ calls Shape.move
    function other() {
      return draw();
//           ^ calls draw
    }
    later();
//  ^ calls Shape.draw.later
    return other();
//         ^ calls Shape.draw.other
  }
  move() {}
  get parentOf() {
    return new Parent();
  }
  #hidden() {}
  reveal() {
    this.#hidden();
//       ^ calls Shape.#hidden
    this.parentOf.draw();
//                ^ calls Parent.draw
    this.missing();
//       ^ calls nothing (no such member)
  }
}
export class Parent {
  draw() {}
}
export function draw() {
  return new Shape();
//           ^ calls Shape
}
export class Circle extends Shape {
  constructor() {
    super();
//  ^ calls Shape
  }
  move() {
    super.move();
//        ^ calls Shape.move
//        ^ how super
    this.draw();
//       ^ calls Shape.draw
  }
}
//--- packages/core/src/more/index.js
export const more = () => 1;
export let counter = function () {};
//--- packages/core/src/tools.js
export function local() {}
export default function () {}
//--- packages/core/src/canvas.js
export default class Canvas {
  paint() {}
}
//--- packages/core/src/extra.js
export function extra() {}
//--- packages/app/src/main.js
import { draw, more, Shape as Base, tools, Canvas, imported, absent } from "@scope/core";
import { extra } from "@scope/core/extra";
import * as core from "@scope/core";
import anonymous, { local } from "../../core/src/tools";
import { join } from "node:path";
import React from "react";

draw();
//^< calls packages/core/src/shape.js:draw
more();
//^< calls packages/core/src/more/index.js:more
new Base();
//  ^ calls packages/core/src/shape.js:Shape
tools.local();
//    ^ calls packages/core/src/tools.js:local
new Canvas().paint();
//           ^ calls packages/core/src/canvas.js:Canvas.paint
imported();
//^< calls packages/core/src/tools.js:local
absent();
//^< calls nothing
extra();
//^< calls packages/core/src/extra.js:extra
core.draw().draw();
//   ^ calls packages/core/src/shape.js:draw
//          ^ calls packages/core/src/shape.js:Shape.draw
core.absent();
//   ^ calls nothing
anonymous();
//^< calls packages/core/src/tools.js:default
local();
//^< calls packages/core/src/tools.js:local
join();
//^< calls nothing (external)
React.draw();
//    ^ calls nothing (external)
document.draw();
//       ^ calls nothing
[1].map(draw);
//  ^ calls nothing (external)

function shadowed(draw, { more }) {
  draw();
//^ calls nothing
  more();
//^ calls nothing
  {
    const extra = () => 1;
    extra();
//  ^ calls shadowed.extra
  }
  for (const local of []) {
    local();
//  ^ calls nothing
  }
  local();
//^ calls packages/core/src/tools.js:local
}

const api = {
  draw() {
    return this.helper();
//              ^ calls api.helper
  },
  helper: () => new Base(),
  shape: new Base(),
};
api.draw();
//  ^ calls api.draw
api.helper().draw();
//  ^ calls api.helper
//           ^ calls packages/core/src/shape.js:Shape.draw
api.shape.draw();
//        ^ calls packages/core/src/shape.js:Shape.draw
api.extended = function () {};

class Holder {
  items = [];
  shape = new Base();
  static only() {}
  handler = () => this.shape.draw();
//                           ^ calls packages/core/src/shape.js:Shape.draw
  run(other = new Base()) {
    this.handler();
//       ^ calls Holder.handler
    other.draw();
//        ^ calls packages/core/src/shape.js:Shape.draw
    const { shape, items: [first] } = this;
    shape.draw();
//        ^ calls packages/core/src/shape.js:Shape.draw
    first.draw();
//        ^ calls nothing
    if (other instanceof Holder) {
      other.run();
//          ^ calls Holder.run
    }
    Holder.only();
//         ^ calls Holder.only
  }
}

function value(flag) {
  let shape;
  shape = new Base();
  shape.draw();
//      ^ calls packages/core/src/shape.js:Shape.draw
  const either = flag ? new Base() : new Canvas();
  either.draw();
//       ^ calls packages/core/src/shape.js:Shape.draw
  either.paint();
//       ^ calls packages/core/src/canvas.js:Canvas.paint
  const [one, two] = [new Base(), new Canvas()];
  one.draw();
//    ^ calls packages/core/src/shape.js:Shape.draw
  two.paint();
//    ^ calls packages/core/src/canvas.js:Canvas.paint
  const shapes = [new Base()];
  shapes[0].draw();
//          ^ calls packages/core/src/shape.js:Shape.draw
  shapes.forEach((each) => each.draw());
//                              ^ calls packages/core/src/shape.js:Shape.draw
  for (const each of shapes) each.draw();
//                                ^ calls packages/core/src/shape.js:Shape.draw
  (shape || null)?.draw();
//                 ^ calls packages/core/src/shape.js:Shape.draw
  return flag.draw();
//            ^ calls nothing (dynamic receiver)
}

async function later() {
  return new Base();
}
async function useLater() {
  const shape = await later();
  shape.draw();
//      ^ calls packages/core/src/shape.js:Shape.draw
  const { draw: lazily } = await import("@scope/core");
  lazily();
//^ calls packages/core/src/shape.js:draw
}

const Named = class Inner {
  run() {}
};
new Named().run();
//          ^ calls Named.run

function Legacy() {
  this.shape = new Base();
}
Legacy.prototype.run = function () {};
new Legacy();
//  ^ calls Legacy
//--- packages/app/src/common.cjs
const { draw, helper: renamed } = require("./exported.cjs");
const whole = require("./exported.cjs");
const single = require("./single.cjs");
const fs = require("fs");

draw();
//^< calls packages/app/src/exported.cjs:draw
renamed();
//^< calls packages/app/src/exported.cjs:helper
whole.draw();
//    ^ calls packages/app/src/exported.cjs:draw
whole.direct();
//    ^ calls packages/app/src/exported.cjs:direct
single();
//^< calls packages/app/src/single.cjs:single
fs.draw();
// ^ calls nothing (external)
//--- packages/app/src/exported.cjs
function draw() {}
function helper() {}
module.exports = { draw, helper };
function direct() {}
exports.direct = direct;
//--- packages/app/src/single.cjs
function single() {}
module.exports = single;
//--- docs/pens.js
class Pen { draw() {} }
/**
 * @param {Pen} pen
 * @param {Array<Pen>} pens
 * @returns {Promise<Pen>}
 */
export async function use(pen, pens, other) {
    pen.draw()
//      ^ calls Pen.draw
    pens[0].draw()
//          ^ calls Pen.draw
    other.draw()
//        ^ calls nothing
    const made = await use(pen)
    made.draw()
//       ^ calls Pen.draw
    /** @type {Pen} */
    const loaded = load()
    loaded.draw()
//         ^ calls Pen.draw
    // @type {Pen}
    const plain = load()
    plain.draw()
//        ^ calls nothing
}
//--- packages/objects/timers.js
class Pen { draw() {} }
export default { decode() {}, pen: new Pen() };
export function timer(made) {
    const own = { begin() {}, pen: new Pen() };
    own.begin()
//      ^ calls timer.begin
    own.pen.draw()
//          ^ calls Pen.draw
    return { start() { return made }, stop: () => new Pen(), pen: new Pen(), deep: { run() {} }, ...own, get first() { return new Pen() } };
}
export const two = () => ({ fly() {}, fly2: 2 });
//--- packages/objects/use.js
import timers, { timer, two } from "./timers";
timers.decode()
//     ^ calls packages/objects/timers.js:default.decode
timers.pen.draw()
//         ^ calls packages/objects/timers.js:Pen.draw
const made = timer(1);
made.start()
//   ^ calls packages/objects/timers.js:timer.start
made.stop().draw()
//   ^ calls packages/objects/timers.js:timer.stop
//          ^ calls packages/objects/timers.js:Pen.draw
made.deep.run()
//        ^ calls packages/objects/timers.js:timer.run
made.begin()
//   ^ calls packages/objects/timers.js:timer.begin
made.first.draw()
//         ^ calls packages/objects/timers.js:Pen.draw
made.run()
//   ^ calls nothing
made.start.draw()
//         ^ calls nothing
const { pen, start } = timer(2);
pen.draw()
//  ^ calls packages/objects/timers.js:Pen.draw
start()
//^< calls nothing (through a variable)
two().fly()
//    ^ calls packages/objects/timers.js:two.fly
two().fly2()
//    ^ calls nothing
const shelf = { post: { find() {} }, pen };
shelf.post.find()
//         ^ calls shelf.find
shelf.pen.draw()
//        ^ calls packages/objects/timers.js:Pen.draw
//--- packages/documented/use.js
/**
 * @import Pen, { Ink,
 *   Box as Case } from "./pens.cjs"
 * @import * as all from "./pens.cjs"
 */
/** @typedef {import("./pens.cjs").Ink} Colour */
/** @typedef {import("./pens.cjs")} Tool */
// @import { Other } from "./pens.cjs"
const made = require("./make.cjs");
import load from "./make.cjs";
made();
//^< calls packages/documented/make.cjs:exports
load();
//^< calls packages/documented/make.cjs:exports
/**
 * @param {Pen} pen
 * @param {Ink} ink
 * @param {Case} box
 * @param {Colour} colour
 * @param {Tool} tool
 * @param {all.Box} named
 * @param {Other} other
 */
function use(pen, ink, box, colour, tool, named, other, unknown) {
    pen.draw()
//      ^ calls packages/documented/pens.cjs:Pen.draw
    ink.dry()
//      ^ calls packages/documented/pens.cjs:Ink.dry
    box.open()
//      ^ calls packages/documented/pens.cjs:Box.open
    colour.dry()
//         ^ calls packages/documented/pens.cjs:Ink.dry
    tool.draw()
//       ^ calls packages/documented/pens.cjs:Pen.draw
    named.open()
//        ^ calls packages/documented/pens.cjs:Box.open
    other.open()
//        ^ calls nothing
    const cast = /** @type {Pen} */ (unknown);
    cast.draw();
//       ^ calls packages/documented/pens.cjs:Pen.draw
    (/** @type {Ink} */ (unknown)).dry();
//                                 ^ calls packages/documented/pens.cjs:Ink.dry
    const below = use(/** @type {Ink} */ (unknown));
    const { beside } = box;
    beside.dry()
//         ^ calls nothing
    const plain = /* @type {Pen} */ (unknown);
    plain.draw()
//        ^ calls nothing
}
//--- packages/documented/pens.cjs
class Pen { draw() {} }
class Ink { dry() {} }
class Box { open() {} }
module.exports = Pen;
module.exports.Ink = Ink;
module.exports.Box = Box;
//--- packages/documented/make.cjs
module.exports = (size) => size;
//--- packages/documented/named.js
/** @import { Given } from "./types.js" */
/**
 * @typedef {Object} Context
 * @property {Pen} pen the pen
 * @property {Ink[]=} inks all of them
 * @property {Context} outer
 */
/** @typedef {Pen | Ink} Either */
/**
 * @callback Make
 * @param {Pen} pen what with
 * @returns {Ink} what is made
 */
/** @typedef {{ pen: Pen, deep?: { ink: Ink }, all: Map<string, Pen> }} Inline */
/* @typedef {Pen} Plain */
class Pen { draw() {} }
class Ink { dry() {} }
/**
 * @param {Context} context taken apart
 * @param {Make} make
 * @param {Inline} inline
 * @param {Either} either
 * @param {Given} given
 * @param {Plain} plain
 * @param {(pen: Pen) => Ink} other
 */
function use({ pen, inks, outer }, make, inline, either, given, plain, other) {
    pen.draw();
//      ^ calls Pen.draw
    inks[0].dry();
//          ^ calls Ink.dry
    outer.outer.pen.draw();
//                  ^ calls Pen.draw
    make(pen).dry();
//            ^ calls Ink.dry
    inline.deep.ink.dry();
//                  ^ calls Ink.dry
    inline.all.get("a").draw();
//                      ^ calls Pen.draw
    either.dry();
//         ^ calls Ink.dry
    given.pen.draw();
//            ^ calls packages/documented/types.js:Pen.draw
    inline.missing.draw();
//                 ^ calls nothing
    plain.draw();
//        ^ calls nothing
    other.draw();
//        ^ calls nothing
}
/**
 * @param {object} options taken apart
 * @param {Pen} options.pen the pen
 * @param {Object} more
 * @param {Ink} [more.ink] the ink
 * @param {Pen} last
 */
function nested({ pen, ink }, more, last) {
    pen.draw();
//      ^ calls Pen.draw
    ink.dry();
//      ^ calls nothing
    more.ink.dry();
//           ^ calls Ink.dry
    last.draw();
//       ^ calls Pen.draw
}
/** @type {Make} */
const make = (pen) => pen.draw();
//--- packages/documented/types.js
export class Pen { draw() {} }
/** @typedef {object} Given
 * @property {Pen} pen */
//--- legacy/package.json
{ "name": "legacy", "main": "./lib/app.js", "imports": { "#pens": "./lib/pens.js", "#deep/*": { "default": "./lib/*.js" } } }
//--- legacy/lib/app.js
const pens = require("#pens");
var app = exports = module.exports = {};
app.start = function start() {
    this.stop();
//       ^ calls app.stop
    this.missing();
//       ^ calls nothing
};
app.stop = () => pens.Pen();
//                    ^ calls legacy/lib/pens.js:Pen
app.start();
//  ^ calls app.start
//--- legacy/lib/pens.js
function Pen(ink) {
    if (!(this instanceof Pen)) return new Pen(ink);
    this.ink = new Ink();
    this.fill();
//       ^ calls Pen.fill
    this.empty = function () {};
    function hidden() {}
    const later = () => {
        this.ink.own = 1;
        this.fill();
//           ^ calls Pen.fill
    };
}
Pen.prototype.fill = function () {
    this.ink.dry();
//           ^ calls Ink.dry
    this.empty();
//       ^ calls Pen.empty
    this.hidden();
//       ^ calls nothing
    return this;
};
Pen.create = () => new Pen();
Pen.create().fill().fill();
//  ^ calls Pen.create
//           ^ calls Pen.fill
//                  ^ calls Pen.fill
function Ink() {}
Ink.prototype = {
    dry() {
        this.wet();
//           ^ calls Ink.wet
    },
    wet: function () {},
};
exports.Pen = Pen;
exports.make = function () {};
exports.again = function () {
    exports.make();
//          ^ calls make
    module.exports.make();
//                 ^ calls make
    exports.absent();
//          ^ calls nothing
};
//--- legacy/lib/object.js
const { Pen } = require("./pens");
const other = require("./other");
module.exports = {
    pen: new Pen(),
    first() {
        this.second();
//           ^ calls second
        this.third();
//           ^ calls nothing
    },
    second: function () {},
    inner: {
        third() {
            this.first();
//               ^ calls nothing
        },
    },
};
function third() {
    this.second();
//       ^ calls nothing
}
//--- legacy/lib/other.js
module.exports = require("./pens");
module.exports.more = require("./object");
//--- legacy/lib/made.js
const { Pen } = require("./pens");
module.exports = new Pen();
//--- legacy/lib/words.mjs
export { is as if, of };
function is() {}
function of() {}
//--- legacy/test/use.js
const app = require("..");
const object = require("../lib/object");
const { first, second: renamed } = require("../lib/object");
const { Pen, more } = require("../lib/other");
const made = require("../lib/made");
const { make } = require("#deep/pens");
import * as words from "../lib/words.mjs";
app.start();
//  ^ calls legacy/lib/app.js:app.start
object.first();
//     ^ calls legacy/lib/object.js:first
object.pen.fill();
//         ^ calls legacy/lib/pens.js:Pen.fill
object.inner.third();
//           ^ calls legacy/lib/object.js:third
first();
//^< calls legacy/lib/object.js:first
renamed();
//^< calls legacy/lib/object.js:second
new Pen().fill();
//  ^ calls legacy/lib/pens.js:Pen
//        ^ calls legacy/lib/pens.js:Pen.fill
more.first();
//   ^ calls legacy/lib/object.js:first
require("../lib/object").first();
//                       ^ calls legacy/lib/object.js:first
class Desk {
    #pen;
    constructor() { this.#pen = new Pen(); }
    use() { this.#pen.fill(); }
//                    ^ calls legacy/lib/pens.js:Pen.fill
}
new Pen()["fill"]();
//         ^ calls legacy/lib/pens.js:Pen.fill
new Pen()["unknown fill"]();
//         ^ calls nothing
require("../lib/object").fill();
//                       ^ calls nothing
const sized = require("../../packages/documented/make.cjs")(object);
//            ^ calls packages/documented/make.cjs:exports
(await import("../lib/words.mjs")).of();
//                                 ^ calls legacy/lib/words.mjs:of
made.fill();
//   ^ calls legacy/lib/pens.js:Pen.fill
make();
//^< calls legacy/lib/pens.js:make
words.if();
//    ^ calls legacy/lib/words.mjs:is
Pen.prototype.patched = function () {};
new Pen().patched();
//        ^ calls Pen.patched
//--- modules/internal.mjs
export * from "./user.mjs";
export * from "./maker.mjs";
//--- modules/user.mjs
import { make, Library } from "./internal.mjs";
make();
//^< calls modules/maker.mjs:make
export function use() {}
export class Own extends Library {
    run() {
        this.emit();
//           ^ calls nothing (external)
    }
}
//--- modules/maker.mjs
import { use } from "./internal.mjs";
import { hidden } from "./hidden.mjs";
export { Library } from "library";
use();
//^< calls modules/user.mjs:use
export function make() {}
//--- modules/hidden.mjs
export function hidden() {}
//--- modules/outside.mjs
import { hidden, make, Own } from "./internal.mjs";
hidden();
//^< calls nothing
make();
//^< calls modules/maker.mjs:make
Own.prototype.emit = function () {};
//--- legacy/lib/assigned.js
exports = module.exports = Base;
class Base {}
Base.cursor = { show() {}, hide: () => new Base() };
function first() {}
exports.first = first;
exports.second = exports.first;
exports.Pen = require("./pens").Pen;
module.exports.late = function () {};
//--- legacy/lib/passes.mjs
export { default } from "./assigned.js";
//--- legacy/test/assigned.mjs
import Base from "../lib/passes.mjs";
import { second, Pen, late } from "../lib/assigned.js";
new Base();
//  ^ calls legacy/lib/assigned.js:Base
Base.cursor.show();
//          ^ calls legacy/lib/assigned.js:show
const cursor = Base.cursor;
cursor.hide();
//     ^ calls legacy/lib/assigned.js:hide
second();
//^< calls legacy/lib/assigned.js:first
new Pen().fill();
//        ^ calls legacy/lib/pens.js:Pen.fill
late();
//^< calls legacy/lib/assigned.js:late
//--- declared/tools.js
export function run() { return 1; }
export function only() {}
//--- declared/tools.d.ts
export interface Runner<Input, Output> {
    start(): void;
    each(callback: (this: Output, made: Runner<Input, Output>, last: Input) => void): this;
    get: Handled<Input, Output>;
}
interface Handled<Input, Output> {
    (path: string, options: {}, handler: (first: Runner<Input, AVeryLongNameOfATypeThatIsSaidOnlyHere<Input>, AVeryLongNameOfATypeThatIsSaidOnlyHere<Output>>, other: AVeryLongNameOfATypeThatIsSaidOnlyHere<Output, Runner<Input, Output>>) => void): void;
}
export function run(): Runner<string, Date>;
declare namespace merged {
    interface Part { use(): void }
}
declare const merged: merged.Part;
export { merged };
//--- declared/use.js
import { run, only, merged } from "./tools.js";
const tools = require("./tools");
run().start();
//^< calls declared/tools.d.ts:run
//    ^ calls declared/tools.d.ts:Runner.start
only();
//^< calls declared/tools.js:only
tools.only();
//    ^ calls declared/tools.js:only
tools.run().start();
//          ^ calls declared/tools.d.ts:Runner.start
merged.use();
//     ^ calls declared/tools.d.ts:merged.Part.use
run().each((made, last) => {
    made.start();
//       ^ calls declared/tools.d.ts:Runner.start
    last.start();
//       ^ calls nothing
});
run().get("/", {}, function (first) {
    first.start();
//        ^ calls declared/tools.d.ts:Runner.start
});
const shorthand = { only, other: only };
shorthand.only();
//        ^ calls declared/tools.js:only
shorthand.other();
//        ^ calls nothing
//--- placed/package.json
{ "name": "placed", "main": "./index.js", "types": "./types/all.d.ts" }
//--- placed/index.js
module.exports = function placed() {};
module.exports.create = function () {};
module.exports.hidden = function () {};
//--- placed/types/all.d.ts
declare namespace placed {
    interface Builder { query(): void }
    interface Options { build(builder: Builder, other: string): void; inner: { last: (builder: Builder) => void } }
    function create(options: Options): Builder;
    export { placed as default, placed };
}
declare function placed(): placed.Builder;
export = placed;
//--- placed/test/use.js
const placed = require("..");
const { create, hidden } = require("..");
placed().query();
//^< calls placed/types/all.d.ts:placed#2
//       ^ calls placed/types/all.d.ts:placed.Builder.query
create({ build: (builder, other) => builder.query(other.query()) });
//^< calls placed/types/all.d.ts:placed.create
//                                          ^ calls placed/types/all.d.ts:placed.Builder.query
//                                                      ^ calls nothing (external)
create({ "inner": { last: function (made) { made.query() } } });
//                                               ^ calls placed/types/all.d.ts:placed.Builder.query
create({ missing: (builder) => builder.query() });
//                                     ^ calls nothing
hidden();
//^< calls nothing
/** @param {Ruler} ruler */

function measure(ruler) { ruler.measure() }
//                              ^ calls Ruler.measure
class Ruler { measure() {} }
/** @param {Ruler} ruler */


function two(ruler) { ruler.measure() }
//                          ^ calls nothing
//--- placed/test/use.ts
import placed, { create } from "..";
placed().query();
//       ^ calls placed/types/all.d.ts:placed.Builder.query
const options: placed.Options = { build: (builder) => builder.query(), inner: null };
//                                                            ^ calls placed/types/all.d.ts:placed.Builder.query
//--- documented/inline.js
/**
 * @param {import("./types.js").Given} given
 * @param {import("../documented/types")} all
 * @returns {Promise<import('./types.js').Pen>}
 */
async function inline(given, all) {
    given.pen.draw();
//            ^ calls documented/types.js:Pen.draw
    (await inline(given)).draw();
//                        ^ calls documented/types.js:Pen.draw
    given.missing.draw();
//                ^ calls nothing
}
/** @type {Map<string, import("./types.js").Pen>} */
const pens = load();
pens.get("a").draw();
//            ^ calls documented/types.js:Pen.draw
/** @typedef {{ pen: import("./types.js").Pen }} Held */
/** @type {Held} */
const held = load();
held.pen.draw();
//       ^ calls documented/types.js:Pen.draw
//--- documented/types.js
export class Pen { draw() {} }
/** @typedef {object} Given
 * @property {Pen} pen */
//--- named/kinds.js
class Kind {}
export { Kind as default };
//--- named/use.js
import Any from "./kinds.js";
new Any();
//  ^ calls named/kinds.js:Kind
//--- anonymous/response.js
const internals = {};
exports = module.exports = internals.Response = class {
    constructor() { this.reset(); }
//                       ^ calls anonymous/response.js:internals.Response.reset
    reset() {}
    static wrap() { return new internals.Response.Payload(); }
//                                                ^ calls anonymous/response.js:internals.Response.Payload
};
internals.Response.Payload = class extends internals.Response {
    read() { this.reset(); this.missing(); }
//                ^ calls anonymous/response.js:internals.Response.reset
//                              ^ calls nothing
};
exports.Other = class { run() { this.read(); } };
//                                   ^ calls nothing
new internals.Response();
//            ^ calls anonymous/response.js:internals.Response
//--- anonymous/whole.js
module.exports = class { draw() {} };
//--- anonymous/named.js
exports.Side = class { turn() {} };
//--- anonymous/use.js
const Response = require("./response");
const Whole = require("./whole");
const { Side } = require("./named");
const response = new Response();
//                   ^ calls anonymous/response.js:internals.Response
response.reset();
//       ^ calls anonymous/response.js:internals.Response.reset
new Whole().draw();
//          ^ calls anonymous/whole.js:exports.draw
new Side().turn();
//         ^ calls anonymous/named.js:Side.turn
//--- given/getters.js
class Reader {
  get parse() { return table[this.kind]; }
  static of() {}
  run() {
    this.parse(1);
//       ^ calls given/getters.js:Reader.parse
    this.constructor.of();
//                   ^ calls given/getters.js:Reader.of
  }
}
const Loud = (Base) => class Named extends Base {};
class Shouting extends Loud(Reader) {
  shout() { this.run(); }
//               ^ calls given/getters.js:Reader.run
}
//--- given/anonymous.js
const Quiet = (Base) => class extends Base {
  whisper() { this.shout(); }
//                 ^ calls given/anonymous.js:Quiet.class.shout
  shout() {}
};
class Hushed extends Quiet(Object) {
  run() { this.whisper(); }
//             ^ calls given/anonymous.js:Quiet.class.whisper
}
function made() {
  return class {
    run() { this.stop(); }
//               ^ calls given/anonymous.js:made.class.stop
    stop() {}
  };
}
new (made())();
const Made = made();
new Made().run();
//         ^ calls given/anonymous.js:made.class.run
//--- given/exports.js
module.exports = function cast() { module.exports.one(); };
//                                                ^ calls given/exports.js:one
module.exports.one = function () {};
//--- given/tools.js
exports.tools = {};
exports.tools.turn = function () { exports.tools.turn(); };
//                                               ^ calls given/tools.js:exports.tools.turn
exports.other = {};
//--- given/requires.js
const cast = require("./exports");
const tools = require("./tools");
cast();
//^< calls given/exports.js:cast
cast.one();
//   ^ calls given/exports.js:one
tools.tools.turn();
//          ^ calls given/tools.js:exports.tools.turn
tools.other.turn();
//          ^ calls nothing
cast.other();
//   ^ calls nothing
//--- documented/layer.js
import Base from "./base.js";
/**
 * @template {import("./source.js").default} SourceType
 * @template {import("./source.js").Renderer} [RendererType=import("./source.js").Renderer]
 * @extends {Base<SourceType>}
 */
export class Layer extends Base {
  constructor(given) {
    super();
    /** @type {import("./source.js").Renderer} */
    this.drawing = given;
  }
  /** @return {SourceType} */
  source() {}
  /** @return {RendererType} */
  renderer() {}
  use() {
    this.source().tile();
//                ^ calls documented/source.js:Source.tile
    this.renderer().draw();
//                  ^ calls documented/source.js:Renderer.draw
    this.renderer().tile();
//                  ^ calls nothing
    this.held().tile();
//              ^ calls documented/source.js:Source.tile
    this.drawing.draw();
//               ^ calls documented/source.js:Renderer.draw
  }
  /** @param {import("./source.js").Renderer} renderer */
  given(renderer) {
    renderer.draw();
//           ^ calls documented/source.js:Renderer.draw
  }
}
/**
 * @template T
 * @param {T} value
 * @return {T}
 */
function same(value) {}
same(new Layer()).use();
//                ^ calls documented/layer.js:Layer.use
same(1).use();
//      ^ calls nothing
//--- documented/base.js
/** @template T */
export default class Base {
  /** @return {T} */
  held() {}
}
//--- documented/source.js
class Source {
  tile() {}
}
export class Renderer {
  draw() {}
}
export default Source;
//--- conditions/package.json
{ "name": "conditions", "imports": { "#pen": { "source": { "browser": "./browser.js", "default": "./pen.js" } } } }
//--- conditions/browser.js
export function draw() {}
//--- conditions/pen.js
export function draw() {}
//--- conditions/use.js
import { draw } from "#pen";
draw();
//^< calls conditions/pen.js:draw
//--- small.js
class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} } class Many { go() {} }
class Heir extends Many { own() {} }
new Heir().go();
//         ^ calls nothing
new Heir().own();
//         ^ calls small.js:Heir.own
//--- page/tile.js
function Tile(value) {
    this.value = value;
}
Tile.prototype.grow = function () {};
var board = new Board();
//--- page/board.js
(function () {
    new Tile(2).grow();
//      ^ calls page/tile.js:Tile
//              ^ calls page/tile.js:Tile.grow
    board.clear();
//        ^ calls page/board.js:Board.clear
})();
class Board {
    clear() {}
}
(function () {
    function hidden() {}
    window.shared = new Tile(4);
    window.score = function () {};
})();
//--- page/use.js
window.shared.grow();
//            ^ calls page/tile.js:Tile.grow
score();
//^< calls page/board.js:window.score
window.missing();
//     ^ calls nothing
hidden();
//^< calls nothing
//--- pages/tile.js
function Tile() {}
//--- page/module.js
import "./tile.js";
new Tile();
//  ^ calls nothing
window.score();
//     ^ calls nothing
export function Board() {}
