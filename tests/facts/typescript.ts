//--- typescript.ts
import type { Query } from "./query";
//^ imports name ./query Query
//            ^ refers import Query on ./query
import Store, { type Row as Line } from "./store";
//^ imports default ./store as Store
//^ imports name ./store Row as Line
//                   ^ refers import Row on ./store
import legacy = require("./legacy");
//^ imports module ./legacy as legacy
export type { Query };
//^ imports export  Query
//            ^ refers import Query
export { Line as Row } from "./lines";
//^ imports reexport ./lines Line as Row
//       ^ refers import Line on ./lines
export * from "./all";
//^ imports reexport_star ./all

/** What can be measured. */
export interface Shape<T extends Unit = Unit> extends Base<T>, geo.Sized {
//^ binds generic T : Unit
//^ inherits extends Base[T]
//^ inherits extends geo.Sized
//               ^ defines interface Shape
//               ^ exported 1
//               ^ doc What can be measured.
//               ^ signature interface Shape<T extends Unit = Unit> extends Base<T>, geo.Sized
//                               ^ refers type Unit
//                                                    ^ refers inherit Base
//                                                             ^ refers read geo
//                                                                 ^ refers inherit Sized on geo
    readonly name?: string;
//^ binds assign name : string
//           ^ defines field Shape.name : string
    on: (event: Event) => void;
//^ binds assign on : fn[void,Event]
//^ not binds parameter event
//  ^ defines field Shape.on : fn[void,Event]
//              ^ refers type Event
    parts: { list(): Shape[] };
//^ binds assign parts : {=list=&40}
//  ^ defines field Shape.parts : {=list=&40}
//           ^ defines method Shape.parts.list : list[Shape]
//                   ^ refers type Shape
    area(unit: T): number;
//^ binds parameter unit : T
//  ^ defines method Shape.area : number
    get sides(): number | undefined;
//      ^ defines method Shape.sides : number|undefined
    new (side: number): Shape;
//^ not binds parameter side
//                      ^ refers type Shape
    [key: string]: unknown;
}
export type Pair<K> = [K, Map<string, K[]>] | Promise<Readonly<K>>;
//^ binds generic K
//          ^ defines type Pair : tuple[K,Map[string,list[K]]]|Promise[Readonly[K]]
//                        ^ refers type Map
//                                            ^ refers type Promise
//                                                    ^ refers type Readonly
type Options = { colour: Colour; paint?(): void } & { deep: boolean };
//^ binds assign colour : Colour
//^ binds assign deep : boolean
//   ^ defines type Options : ?
//   ^ exported 0
//               ^ defines field Options.colour : Colour
//                       ^ refers type Colour
//                               ^ defines method Options.paint : void
//                                                    ^ defines field Options.deep : boolean
export const enum Level {
//                ^ defines enum Level
    Low,
//  ^ defines enum_member Level.Low
    High = 2,
//^ binds assign High = #number
//  ^ defines enum_member Level.High
    "odd one",
//  ^ defines enum_member Level.odd one
}

@Injectable({ scope: "app" })
export default abstract class Square<T> extends geo.Polygon<T> implements Shape, Named<string> {
//^ binds generic T
//^ imports export  Square as default
//^ inherits extends geo.Polygon[T]
//^ inherits implements Named[string]
//^ inherits implements Shape
//                            ^ defines class Square
//                            ^ exported 1
//                            ^ modifiers @Injectable({scope:"app"}) export default abstract
//                            ^ refers import Square
//                                              ^ refers read geo
//                                                  ^ refers inherit Polygon on geo
//                                                                        ^ refers inherit Shape
//                                                                               ^ refers inherit Named
    static #made: number = 0;
//^ binds assign #made : number = #number
//         ^ defines field Square.#made : number
    private readonly side?: Length;
//^ binds assign side : Length
//                   ^ defines field Square.side : Length
//                   ^ exported 0
//                          ^ refers type Length
    declare label: string;
//^ binds assign label : string
//          ^ defines field Square.label : string
    onClick = (event: MouseEvent): void => this.store.push(event);
//^ binds parameter event : MouseEvent
//^ binds return = this.store.push(event)
//  ^ defines method Square.onClick : void
//                    ^ refers type MouseEvent
//                                              ^ refers read store on this
//                                                    ^ refers call push on this.store

    constructor(private store: Store<Row>, readonly limit = 3, plain?: string) {
//^ binds assign store : Store[Row]
//^ binds parameter limit = #number
//^ binds parameter plain : string
//^ binds parameter store : Store[Row]
//  ^ defines method Square.constructor
//                      ^ defines field Square.store : Store[Row]
//                             ^ refers type Store
//                                   ^ refers type Row
//                                                  ^ defines field Square.limit
        super();
//      ^ refers call super
        this.side = new Length();
//^ binds assign this.side = Length()
//           ^ refers write side on this
//                      ^ refers new Length
    }

    @Memo()
//   ^ refers decorate Memo
    public get area(): number {
//             ^ defines method Square.area : number
//             ^ modifiers @Memo() public get
//             ^ exported 1
        return (this.store as Cache).all!().length;
//^ binds return = <Cache>.all().length
//                   ^ refers read store on this
//                            ^ refers type Cache
//                                   ^ refers call all on <Cache>
//                                          ^ refers read length on <Cache>.all()
    }

    abstract measure(): Length;
//           ^ defines method Square.measure : Length
//                      ^ refers type Length
    scale(by: number): this;
//^ binds parameter by : number
//  ^ defines method Square.scale : this
    scale<S extends Size>(by: S | string, ...more: S[]): this {
//^ binds generic S : Size
//^ binds parameter by : S|string
//^ binds parameter more : list[S]
//  ^ defines method Square.scale : this
//                  ^ refers type Size
        by.resize(more);
//         ^ refers call resize on by
        return this;
//^ binds return = this
    }
    private hidden() {}
//          ^ defines method Square.hidden
//          ^ exported 0
}

export function parse(text: string): Square<Row>;
//^ binds parameter text : string
//              ^ defines function parse : Square[Row]
//                                   ^ refers type Square
//                                          ^ refers type Row
export function parse(text: string, { deep, level: [first] }: Options = {}, ...rest: Row[]): Square<Row> {
//^ binds parameter deep = <Options>.deep
//^ binds parameter first = <Options>.level[0]
//^ binds parameter rest : list[Row]
//^ binds parameter text : string
//              ^ defines function parse : Square[Row]
//                                                            ^ refers type Options
//                                                                                   ^ refers type Row
//                                                                                           ^ refers type Square
    const found = new Map<string, Row>();
//^ binds assign found = <Map[string,Row]>
//                    ^ refers new Map
//                                ^ refers type Row
    const row = <Row>read(text), any = (text as any).row;
//^ binds assign any = text.row
//^ binds assign row = <Row>
//               ^ refers type Row
//                   ^ refers call read
//                                                   ^ refers read row on text
    let later: Store;
//^ binds assign later : Store
//             ^ refers type Store
    later = open(this.store);
//^ binds assign later = open(this.store)
//          ^ refers call open
//                    ^ refers read store on this
    for (const [key, value] of found) value.save(key, deep);
//^ binds assign key = found*[0]
//^ binds assign value = found*[1]
//                                          ^ refers call save on value
    rest.map(({ id }) => id.next());
//^ binds parameter id = rest.map;0;0.id
//       ^ refers call map on rest
//                          ^ refers call next on id
    try {
        later.close();
//            ^ refers call close on later
    } catch (error: unknown) {}
//^ binds except error : unknown
    return found.get(text)! satisfies Square;
//^ binds return = found.get(text)
//               ^ refers call get on found
//                                    ^ refers type Square
}
export const isRow = (value: unknown): value is Row => value instanceof Row;
//^ binds parameter value : unknown
//^ binds return = #bool
//           ^ defines function isRow : guards[value,Row]
//                                              ^ refers type Row
//                                                                      ^ refers read Row
export function assertRow(value: unknown): asserts value is Row {
//^ binds parameter value : unknown
//              ^ defines function assertRow : guards[value,Row]
    if (isRow(value) && value.cells) throw value;
//                      ^ binds narrow value : narrowed[isRow]
//                                   ^ binds narrow value : narrowed[isRow]
    if (!(value instanceof rows.Row)) return;
//        ^ binds narrow value : rows.Row from +1
    if (areRows(value)) return;
//      ^ refers call areRows
//                      ^ not binds narrow value
    assertRow(value);
//            ^ binds narrow value : narrowed[assertRow] from +1
}
export const hydrate = ((root: Root) => root.mount()) as Hydrate;
//^ binds parameter root : Root
//^ binds return = root.mount()
//           ^ defines function hydrate
//                             ^ refers type Root
//                                           ^ refers call mount on root
//                                                       ^ refers type Hydrate
export const { width, size: height }: Options = measure();
//^ binds assign height = <Options>.size
//^ binds assign width = <Options>.width
//             ^ defines variable width
//             ^ refers read width on <Options>
//                          ^ defines variable height
//                          ^ refers read size on <Options>
//                                    ^ refers type Options
//                                              ^ refers call measure
let timer: ReturnType<typeof setTimeout> | null = null;
//^ binds assign timer : ReturnType[typeof[setTimeout]]|null = #none
//  ^ defines variable timer : ReturnType[typeof[setTimeout]]|null
//         ^ refers type ReturnType
//                           ^ refers read setTimeout

declare module "vue" {
//             ^ defines module vue
    export interface App { use(plugin: Plugin): this }
//^ binds parameter plugin : Plugin
//                   ^ defines interface vue.App
//                         ^ defines method vue.App.use : this
//                                     ^ refers type Plugin
}
declare global {
//      ^ defines module global
    interface Window { app: vue.App }
//^ binds assign app : vue.App
//            ^ defines interface global.Window
//                     ^ defines field global.Window.app : vue.App
//                          ^ refers read vue
//                              ^ refers type App on vue
}
export namespace Geo.Flat {
//               ^ defines module Geo.Flat
    export const origin: Point = make();
//^ binds assign origin : Point = make()
//               ^ defines variable Geo.Flat.origin : Point
//                       ^ refers type Point
//                               ^ refers call make
    export function distance(this: Point, to: Point): number { return to.x!() }
//^ binds parameter this : Point
//^ binds parameter to : Point
//^ binds return = to.x()
//                  ^ defines function Geo.Flat.distance : number
//                                 ^ refers type Point
//                                                                       ^ refers call x on to
}
declare function ready(callback: (app: App) => void): void;
//^ not binds parameter app
//^ binds parameter callback : fn[void,App]
//               ^ defines function ready : void
//                                     ^ refers type App
const traced = (config: Config) => <F>(target: F): F => target;
//^ binds return = <fn[F,F]>
//^ not binds return = target
//    ^ defines function traced
//                      ^ refers type Config
//--- legacy.cts
export = ready;
//^ imports export  ready as export
//       ^ refers import ready
//--- broken.ts
class Half {
//    ^ defines class Half
    done(): void {}
//  ^ defines method Half.done : void
    broken(: {
//^ binds assign broken : ?
//^ reports syntax error
//  ^ defines field Half.broken : ?
}
//--- aliases.ts
namespace drawn { import draw = shapes.draw; }
//        ^ defines module drawn
//                       ^ binds alias draw = shapes.draw
//--- global.d.ts
declare global {
//      ^ defines module global
    namespace Pens {
//            ^ defines module global.Pens
        interface Pen { tip: import("./tip").Tip<Ink>; }
//                ^ defines interface global.Pens.Pen
//                      ^ defines field global.Pens.Pen.tip : import____tip___Tip[Ink]
//                           ^ refers import Tip on ./tip
//                                               ^ refers type Ink
//^ binds assign tip : import____tip___Tip[Ink]
//^ imports name ./tip Tip as import____tip___Tip
    }
    const usePen: typeof import("./use")["usePen"];
//        ^ defines variable global.usePen : typeof[import____use__.usePen]
//^ binds assign usePen : typeof[import____use__.usePen]
//^ imports namespace ./use as import____use__
}
//--- assigned.ts
pen.draw = (nib) => new Set(nib);
//^ binds assign pen.draw = \Set(nib)
//^ binds parameter nib = pen.draw;0
//^< refers read pen
//  ^ refers write draw on pen
//                      ^ refers new Set
if (pen.isQuill()) pen.dip();
//^ binds narrow pen : narrowed[pen.isQuill]
//  ^ refers read pen
//      ^ refers call isQuill on pen
//                     ^ refers call dip on pen
//--- keywords.ts
class Quill {
//    ^ defines class Quill
    accessor(using: string.Nib): Nib {
//^ binds parameter using : string.Nib
//  ^ defines method Quill.accessor : Nib
//                  ^ refers read string
//                         ^ refers type Nib on string
//                               ^ refers type Nib
        return `${using} ${using.tip}` in this.abstract;
//^ binds return = #bool
//                               ^ refers read tip on using
//                                             ^ refers read abstract on this
    }
}
interface Pen<
//        ^ defines interface Pen
    // the kind
    const in out T> {
//^ binds generic T
    abstract?: Nib
//^ binds assign abstract : Nib
//  ^ defines field Pen.abstract : Nib
//             ^ refers type Nib
    in(nib: Nib): Nib
//^ binds parameter nib : Nib
//  ^ defines method Pen.in : Nib
//          ^ refers type Nib
//                ^ refers type Nib
}
//--- well.ts
class Well {
//    ^ defines class Well
    #ink;
//  ^ defines field Well.#ink
    fill(ink) { this.#ink = ink; }
//^ binds assign this.#ink = ink
//^ binds parameter ink
//  ^ defines method Well.fill
//                   ^ refers write #ink on this
}
