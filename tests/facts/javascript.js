//--- javascript.js
import React, { useState as state } from "react";
//^ imports default react as React
//^ imports name react useState as state
//              ^ refers import useState on react
import * as path from "node:path";
//^ imports namespace node:path as path
import "./polyfill.js";
//^ imports module ./polyfill.js
export { state as useIt, path } from "./state.js";
//^ imports reexport ./state.js path
//^ imports reexport ./state.js state as useIt
//       ^ refers import state on ./state.js
//                       ^ refers import path on ./state.js
export * from "./all.js";
//^ imports reexport_star ./all.js
export * as shapes from "./shapes.js";
//^ imports reexport ./shapes.js as shapes
const fs = require("fs");
//^ imports module fs as fs
//         ^ refers call require
const { readFile, stat: fileStat } = require("fs/promises");
//^ imports name fs/promises readFile
//^ imports name fs/promises stat as fileStat
//      ^ refers import readFile on fs/promises
//                ^ refers import stat on fs/promises
//                                   ^ refers call require
const join = require("path").join;
//^ imports name path join as join
//           ^ refers call require
//                           ^ refers import join on path
//                           ^ refers read join on require()

/** A square. */
export class Square extends shapes.Base {
//^ inherits extends shapes.Base
//           ^ defines class Square
//           ^ exported 1
//           ^ doc A square.
//           ^ signature class Square extends shapes.Base
//                          ^ refers read shapes
//                                 ^ refers inherit Base on shapes
    #side = 4;
//^ binds assign #side = #number
//  ^ defines field Square.#side
    static made = new Map();
//^ binds assign made = Map()
//         ^ defines field Square.made
//                    ^ refers new Map
    area = () => this.#side;
//^ binds return = this.#side
//  ^ defines method Square.area
//                    ^ refers read #side on this

    constructor(side = 1, { colour, size: [width] }, ...rest) {
//^ binds parameter colour
//^ binds parameter rest = #list
//^ binds parameter side = #number
//^ binds parameter width
//  ^ defines method Square.constructor
        super(side);
//      ^ refers call super
        this.side = side ?? makeSide();
//^ binds assign this.side = (side|makeSide())
//           ^ defines selfattr Square.side
//           ^ refers write side on this
//                          ^ refers call makeSide
        this.onClick = function () {};
//           ^ defines method Square.onClick
    }

    get diameter() {
//      ^ defines method Square.diameter
        return this.side.scale(rest)[0];
//^ binds return = this.side.scale(rest)[0]
//                  ^ refers read side on this
//                       ^ refers call scale on this.side
//                             ^ refers read rest
    }

    static async *each(squares) {
//^ binds parameter squares
//                ^ defines method Square.each
//                ^ modifiers static async
//                ^ exported 1
        for await (const square of squares) {
//^ binds assign square = squares*
            yield square.measure();
//^ binds yield = square.measure()
//                       ^ refers call measure on square
        }
    }
}

export default function () {}
//     ^ defines function default
export const limit = 10, [first, ...others] = pair();
//^ binds assign first = pair()[0]
//^ binds assign limit = #number
//^ binds assign others = [pair()*]
//           ^ defines variable limit
//                        ^ defines variable first
//                                  ^ defines variable others
//                                            ^ refers call pair
const hidden = async (value) => await value.load();
//^ binds parameter value
//^ binds return = value.load()~
//    ^ defines function hidden
//    ^ exported 1
//    ^ signature const hidden = async (value)
//                                          ^ refers call load on value
export { hidden as shown };
//^ imports export  hidden as shown
//       ^ refers import hidden
let counter;
//^ binds assign counter
//  ^ defines variable counter

function outer(items) {
//^ binds parameter items
//       ^ defines function outer
//       ^ exported 0
    const inner = (row) => row.size();
//^ binds parameter row
//^ binds return = row.size()
//        ^ defines function outer.inner
//                             ^ refers call size on row
    let found = null;
//^ binds assign found = #none
    counter = new Counter();
//^ binds assign counter = Counter()
//  ^ refers write counter
//                ^ refers new Counter
    items.forEach((item) => {
//^ binds parameter item = items.forEach;0;0
//        ^ refers call forEach on items
        found = item.child;
//^ binds assign found = item.child
//                   ^ refers read child on item
        const state = item;
//^ binds assign state = item
        state.touch(inner);
//      ^ not refers read state
//            ^ refers call touch on state
//                  ^ refers read inner
    });
    for (const key in items) delete items[key].name;
//^ binds assign key = items^
//                                             ^ refers write name on items[]
    try {
        counter++;
//      ^ refers write counter
    } catch ({ message }) {
//^ binds except message
        if (found instanceof Failure) {
//^ binds narrow found : Failure
//                           ^ refers read Failure
            found.report(message);
//                ^ refers call report on found
        }
    }
    return found || fallback;
//^ binds return = (found|fallback)
//                  ^ refers read fallback
}

const routes = {
//^ binds assign routes = {=home=outer,show=&171,remove=&176,...=rest}
//    ^ defines variable routes
    home: outer,
//        ^ refers read outer
    show(request) {},
//^ binds parameter request
//  ^ defines method routes.show
    "edit:one": function () {},
//  ^ defines method routes.edit:one
    remove: () => import("./remove.js"),
//^ binds return = ?()
//^ imports module ./remove.js
//  ^ defines method routes.remove
    size: 4,
    ...rest,
//     ^ refers read rest
};
Square.prototype.grow = function grow(by) {};
//^ binds parameter by
//^< refers read Square
//     ^ refers read prototype on Square
//               ^ defines method Square.grow of Square
Square.prototype = { shrink() {} };
//^ binds assign Square.prototype = {=shrink=&189}
//^< defines extension Square of Square
//^< refers read Square
//     ^ refers write prototype on Square
//                   ^ defines method Square.shrink
routes.extra = (x) => x;
//^ binds parameter x
//^ binds return = x
//^< refers read routes
//     ^ defines method routes.extra of routes
const lazy = await import("./lazy.js");
//^ imports module ./lazy.js
//^ imports namespace ./lazy.js as lazy
export const View = ({ title, children }) => (
//^ binds parameter children
//^ binds parameter title
//^ binds return = #jsx
//           ^ defines function View
    <Layout.Main title={title}>
//   ^ refers read Layout
//          ^ refers call Main on Layout
        <Card onClick={() => hidden(title)} />
//       ^ refers call Card
//                           ^ refers call hidden
        <br />
//       ^ not refers read br
    </Layout.Main>
//           ^ refers read Main on Layout
);
app.response.send = function () {};
//^< refers read app
//  ^ refers read response on app
//           ^ defines method app.response.send of app.response
import("./later.js").then((later) => later.run());
//^ imports module ./later.js
//^ imports namespace ./later.js as later
//                   ^ refers call then on ?()
//                                   ^ refers read later
//                                         ^ refers call run on later
//--- commonjs.cjs
module.exports = { load, save: store, drop() {} };
//^ binds assign module.exports = {=load=load,save=store,drop=&1}
//^ imports export  load
//^ imports export  store as save
//^< refers read module
//     ^ refers write exports on module
//                 ^ refers import load
//                             ^ refers import store
//                                    ^ defines method drop
//                                    ^ exported 1
module.exports.open = function () {};
//^< refers read module
//     ^ refers read exports on module
//             ^ defines function open
exports.shut = () => {};
//^< refers read exports
//      ^ defines function shut
exports.version = "1";
//^ binds assign version = #str
//^< refers read exports
//      ^ defines variable version
//      ^ refers write version on exports
exports.store = store;
//^ imports export  store as store
//^< refers read exports
//      ^ refers write store on exports
//              ^ refers import store
require("./tip").dip();
//^ imports module ./tip as require____tip__
//               ^ refers call dip on require____tip__
pens["tip"] = pens["nib"].dip;
//^ binds assign pens.tip = pens.nib.dip
//^< refers read pens
//    ^ refers write tip on pens
//            ^ refers read pens
//                        ^ refers read dip on pens.nib
require("./tip")(require("./nib").one);
//^< refers call require____tip__
//                                ^ refers read one on require()
exports.whole = require("./whole");
//^ imports reexport ./whole as whole
//^< refers read exports
//      ^ refers write whole on exports
//              ^ refers call require
const app = exports = module.exports = {};
//^ imports export  app as exports
//    ^ refers import app
//    ^ defines variable app
//    ^ exported 1
//^ binds assign app = #object
//          ^ refers write exports
//                    ^ refers read module
//                           ^ refers write exports on module
if (typeof window === "undefined") {
//         ^ refers read window
    const local = 3;
//        ^ not defines variable local
//^ binds assign local = #number
}
function store(...all) {}
//^ binds parameter all = #list
//       ^ defines function store
//       ^ exported 1
//--- broken.js
function fine() {}
//       ^ defines function fine
let x = = 3;
//^ binds assign x = #number
//^ reports syntax error
//  ^ defines variable x
//--- traced.js
export default traced(draw);
//     ^ defines variable default
//             ^ refers call traced
//                    ^ refers read draw
//^ binds assign default = traced(draw)
