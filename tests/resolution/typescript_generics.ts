//--- packages/tools/package.json
{ "name": "tools", "exports": { "./lib/pens": { "react-server": "./src/server.ts", "source": "./src/pens.ts", "default": "./dist/pens.js" } } }
//--- packages/tools/src/pens.ts
export class Pen {
  write() {}
}
export const sql = (parts: TemplateStringsArray): Pen => new Pen();
//--- packages/tools/src/server.ts
export const sql = null;
export const Pen = null;
//--- tests/fixtures/one/tools/package.json
{ "name": "tools" }
//--- shapes.ts
import { Pen } from "tools/lib/pens";
export class Ink {
  dry() {}
  mix(): this {
    return this;
  }
}
export class Gold extends Ink {
  mix(): this {
    super.mix().shine();
//              ^ calls Gold.shine
    return this;
  }
  shine() {}
}
export function get<T>(name: string): T {
  return null!;
}
export class Store {
  get<T>(name: string): T {
    return null!;
  }
  plain(): Ink {
    return new Ink();
  }
}
export function joined(...names: (typeof undefined | boolean | string)[]): Ink {
  return new Ink();
}
export interface Config {}
export type Chosen = Config extends Record<"Ink", infer T> ? T : Ink;
export type Held<T> = T extends Ink ? Gold : Pen;
//--- use.ts
import { get, Store, Ink, Gold, joined, Chosen } from "./shapes";
import { sql, Pen } from "tools/lib/pens";
import * as all from "./shapes";

function use(store: Store, chosen: Chosen) {
  get<Ink>("ink").dry();
//                ^ calls shapes.ts:Ink.dry
  store.get<Gold>("gold").shine();
//                        ^ calls shapes.ts:Gold.shine
  const made = all.get<Ink>("ink");
  made.dry();
//     ^ calls shapes.ts:Ink.dry
  made.shine();
//     ^ calls nothing
  get("ink").dry();
//           ^ calls nothing
  [1].map<Ink>((n) => new Ink())[0].dry();
  chosen.dry();
//       ^ calls shapes.ts:Ink.dry
  joined().dry();
//^ calls shapes.ts:joined
//         ^ calls shapes.ts:Ink.dry
  return sql<number>`select 1`;
//       ^ calls packages/tools/src/pens.ts:sql
}

let kept: Ink | undefined;
const keep = () => (kept ||= new Ink());
const other = () => (kept ??= all.get<Gold>("gold"));
keep().dry();
//     ^ calls shapes.ts:Ink.dry
other().shine();
//      ^ calls shapes.ts:Gold.shine

export interface Maker<T> {
  new (...args: unknown[]): T;
  label: string;
}
export type Key<T> = Maker<T> | (abstract new () => T) | string;
declare class Injector {
  get<T>(key: Key<T>): T;
  all<T extends Ink>(make: Maker<T>): Promise<T[]>;
  one<T>(make: new () => T): T;
}

async function injected(injector: Injector) {
  injector.get(Gold).shine();
//                   ^ calls shapes.ts:Gold.shine
  injector.one(Ink).dry();
//                  ^ calls shapes.ts:Ink.dry
  injector.get("gold").shine();
//                     ^ calls nothing
  for (const each of await injector.all(Gold)) {
    each.shine();
//       ^ calls shapes.ts:Gold.shine
    each.write();
//       ^ calls nothing
  }
}
//--- applied/register.ts
export interface Pen { draw(): void; }
export interface Action<T> { name: string; perform: (value: T, pen: Pen) => void; }
export const register = <T, A extends Action<T> = Action<T>>(action: A) => action;
export function each<T>(items: T[], run: (item: T) => void) {}
//--- applied/use.ts
import { register, each, Pen } from "./register";
export const copy = register<string | null>({
    name: "copy",
    perform: (value, pen) => {
        pen.draw();
//          ^ calls applied/register.ts:Pen.draw
        value.draw();
//            ^ calls nothing
    },
});
each<Pen>([], (item) => item.draw());
//                           ^ calls applied/register.ts:Pen.draw
//--- shared/effect.ts
export interface Effect<A> { run(): A; }
export function Effect<A>(value: A): Other<A> { return null; }
export interface Other<A> { stop(): void; }
export function made(): Effect<string> { return null; }
//--- shared/use.ts
import { Effect, made } from "./effect";
made().run();
//     ^ calls shared/effect.ts:Effect.run
made().stop();
//     ^ calls nothing
Effect("x").stop();
//          ^ calls shared/effect.ts:Other.stop
//--- library/use.ts
export class Pen { run() {} }
class Ink { dry() {} }
type M<K> = { get(key: K): string; run(): void };
type Blocks = [first: M<string>, second: Pen];
declare function blocks(): Readonly<Blocks>;
blocks()[1].run();
//          ^ calls library/use.ts:Pen.run
const [one, two] = blocks();
two.run();
//  ^ calls library/use.ts:Pen.run
declare const result: ReturnType<typeof blocks>;
result[1].run();
//        ^ calls library/use.ts:Pen.run
const byName: { [name: string]: Pen } = {};
byName["a"].run();
//          ^ calls library/use.ts:Pen.run
byName.b.run();
//       ^ calls library/use.ts:Pen.run
interface Index<T> { size: number; [name: string]: T | number }
declare const index: Index<Pen>;
index["a"].run();
//         ^ calls library/use.ts:Pen.run
index.b.run();
//      ^ calls library/use.ts:Pen.run
index.size.run();
//         ^ calls nothing
declare const record: Record<string, Pen>;
record.b.run();
//       ^ calls library/use.ts:Pen.run
declare const mapped: { [K in "a" | "b"]: Pen };
mapped.a.run();
//       ^ calls library/use.ts:Pen.run
for (const each of Object.values(record)) each.run();
//                                             ^ calls library/use.ts:Pen.run
Object.entries(record).map(([key, value]) => value.run());
//                                                 ^ calls library/use.ts:Pen.run
Object.entries(record).map(([key, value]) => key.run());
//                                               ^ calls nothing
const pens: Pen[] = [];
pens.reduce((before, pen) => (pen.run(), before));
//                                ^ calls library/use.ts:Pen.run
pens.sort((left, right) => left.run() || right.run());
//                              ^ calls library/use.ts:Pen.run
//                                             ^ calls library/use.ts:Pen.run
pens.map((pen, at) => at.run());
//                       ^ calls nothing
[...pens.values()].map((pen) => pen.run());
//                                  ^ calls library/use.ts:Pen.run
pens.map((pen) => ({ pen })).forEach(({ pen }) => pen.run());
//                                                    ^ calls library/use.ts:Pen.run
pens.map((pen) => new Ink()).forEach((ink) => ink.run());
//                                                ^ calls nothing
const many = new Map<string, Pen>();
many.forEach((pen, name) => pen.run());
//                              ^ calls library/use.ts:Pen.run
many.forEach((pen, name) => name.run());
//                               ^ calls nothing
for (const [name, pen] of many) pen.run();
//                                  ^ calls library/use.ts:Pen.run
const drawn: Promise<Pen> = null!;
drawn.then((pen) => pen.run());
//                      ^ calls library/use.ts:Pen.run
drawn.then((pen) => pen).then((same) => same.run());
//                                           ^ calls library/use.ts:Pen.run
drawn.then((pen) => new Ink()).then((ink) => ink.run());
//                                               ^ calls nothing
drawn.catch((error) => error.run());
//                           ^ calls nothing
Promise.all([drawn, 1]).then(([pen]) => pen.run());
//                                          ^ calls library/use.ts:Pen.run
class Pens extends Array<Pen> {}
new Pens().map((pen) => pen.run());
//                          ^ calls library/use.ts:Pen.run
class Query { where() { return this; } }
new Query().map((pen) => pen.where());
//                           ^ calls nothing
declare function use(options: { draw?: (pen: Pen) => void }): void;
use({ draw(pen) { pen.run(); } });
//                    ^ calls library/use.ts:Pen.run
const table: Record<string, (pen: Pen) => void> = { draw: (pen) => pen.run() };
//                                                                     ^ calls library/use.ts:Pen.run
//--- overloaded/use.ts
class Base {
  test(name: string): this;
  test(check: () => void): this;
  test(...given: unknown[]) {
    const next = new Base();
    return next;
  }
}
class Narrow extends Base {
  whole() { return this.test("whole"); }
  test(...given: unknown[]) { return super.test(""); }
}
class Plain extends Base {
  only() {}
  whole() { return this.test("whole"); }
}
new Plain().whole().only();
//                  ^ calls overloaded/use.ts:Plain.only
new Plain().test("").test(() => {}).only();
//                                  ^ calls overloaded/use.ts:Plain.only
function made(): Plain;
function made(name: string): Plain;
function made(name?: string) { return new Base(); }
made().only();
//     ^ calls overloaded/use.ts:Plain.only
class Pair {
  static of(): Pair { return null!; }
  of() { return new Plain(); }
}
new Pair().of().only();
//              ^ calls overloaded/use.ts:Plain.only
//--- curried/use.ts
const traced = (config: object) => <F extends (...args: any[]) => any>(target: F): F =>
  config ? target : (target as F);
function moved() { return new Pen(); }
class Pen { run() {} }
export default traced({})(moved);
//--- curried/called.ts
import move from "./use";
move().run();
//^< calls curried/use.ts:moved
//     ^ calls curried/use.ts:Pen.run
const visit = (take: (pen: Row) => void, pen: Column) => pen.fill();
//                                                           ^ calls curried/called.ts:Column.fill
class Row { fill() {} }
class Column { fill() {} }
const apart = (name: string) => (pen: Row) => pen;
apart("").fill();
//        ^ calls nothing
apart("")(new Row());
//--- functions/made.ts
export interface Page {
  show(): void;
}
export class Pen {
  run() {}
}
export function maker(url: string) {
  return function named<T>({ name, ...rest }: { name: T; draw: (page: Page) => void }): Pen {
    return new Pen();
  };
}
export const outer = (url: string) => (options: { draw: (page: Page) => void }, ...pens: Pen[]): Pen => new Pen();
export function plain(a: number) {
  return function (options: { draw: (page: Page) => void }, ...pens: Pen[]): Pen {
    return new Pen();
  };
}
//--- functions/use.tsx
import { maker, outer, plain, Pen } from "./made";
const make = maker("x");
make({ name: "x", draw(page) { page.show(); } }).run();
//                                  ^ calls functions/made.ts:Page.show
//                                               ^ calls functions/made.ts:Pen.run
outer("x")({ draw: (page) => page.show() }).run();
//                                ^ calls functions/made.ts:Page.show
//                                          ^ calls functions/made.ts:Pen.run
plain(1)({ draw: (page) => page.show() }, new Pen());
//                              ^ calls functions/made.ts:Page.show
plain(1)({ other: (page) => page.show() });
//                               ^ calls nothing
export const Editor = forwardRef((properties: { pen: Pen }) => {
  const go = () => hit();
//                 ^ calls functions/use.tsx:Editor.hit
  const pen = properties.pen;
  function hit() {
    go();
//  ^ calls functions/use.tsx:Editor.go
    pen.run();
//      ^ calls functions/made.ts:Pen.run
  }
  useEffect(() => {
    const inside = () => go();
//                       ^ calls functions/use.tsx:Editor.go
    if (pen) inside();
//           ^ calls functions/use.tsx:Editor.inside
  });
  return go();
//       ^ calls functions/use.tsx:Editor.go
});
export const table = { go() {}, use: () => go() };
//                                         ^ calls nothing
go();
//^<  calls nothing
//--- named/either.ts
export class Left {
  run() {}
}
export const left = () => new Left();
//--- named/use.ts
import * as E from "./either";
export type Held<E> = { kept: E };
export function build<E, A>(given: E) {
  given.run();
//      ^ calls nothing
  E.left().run();
//  ^ calls named/either.ts:left
//         ^ calls named/either.ts:Left.run
  const A = E;
  A.left();
//  ^ calls named/either.ts:left
}
//--- mixed/use.ts
class Parser {
  parse() {}
  static make() {}
}
interface Extra {
  hit(): void;
}
type Made<T extends new (...given: any) => any, M> = new (...given: ConstructorParameters<T>) => InstanceType<T> & M;
type Told<
  T extends new (...given: any) => any,
  M,
> = T extends new (...given: infer P) => infer I ? new (...given: P) => I & M : never;
export const one = (base: Made<typeof Parser, Extra>) => class One extends base {
  go() {
    this.parse();
//       ^ calls mixed/use.ts:Parser.parse
    super.parse();
//        ^ calls mixed/use.ts:Parser.parse
    this.hit();
//       ^ calls mixed/use.ts:Extra.hit
    this.make();
//       ^ calls nothing
  }
};
export const two = (base: Told<typeof Parser, Extra>) => class Two extends base {
  go() {
    this.parse();
//       ^ calls mixed/use.ts:Parser.parse
    this.hit();
//       ^ calls mixed/use.ts:Extra.hit
    this.miss();
//       ^ calls nothing
  }
};
Parser.prototype.parse();
//               ^ calls mixed/use.ts:Parser.parse
Parser.prototype.make();
//               ^ calls nothing
function read(this: Parser) {
  this.parse();
//     ^ calls mixed/use.ts:Parser.parse
  const inside = () => this.parse();
//                          ^ calls mixed/use.ts:Parser.parse
  this.hit();
//     ^ calls nothing
}
class Text {
  own() {}
  draw(this: Text & Extra) {
    this.own();
//       ^ calls mixed/use.ts:Text.own
    this.hit();
//       ^ calls mixed/use.ts:Extra.hit
    this.parse();
//       ^ calls nothing
  }
}
//--- unfilled/use.ts
interface Kept {
  keep(): void;
}
interface Given {
  give(): void;
}
type Open<
  A = {},
  B = {},
> = A & B & Kept;
declare const open: Open;
open.keep();
//   ^ calls unfilled/use.ts:Kept.keep
open.give();
//   ^ calls nothing
declare const filled: Open<Given>;
filled.give();
//     ^ calls unfilled/use.ts:Given.give
