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
