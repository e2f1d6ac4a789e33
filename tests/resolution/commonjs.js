//--- lib/common.js
var common = exports;
common.make = function () {
  return common.other();
//              ^ calls common.other
};
common.other = function () {};
//--- lib/self.js
const self = module.exports;
self.make = () => {};
exports.beside = function () {};
//--- lib/parts/first.js
class Problem {
  constructor() {}
}
function solve() {}
module.exports = { Problem, solve };
//--- lib/parts/second.js
exports.other = function () {};
//--- lib/parts/index.js
module.exports = {
  ...require("./first"),
  ...require("./second"),
  ...load("./third"),
  own() {},
};
//--- lib/parts/third.js
exports.third = function () {};
//--- lib/use.js
const common = require("./common");
const self = require("./self");
const parts = require("./parts");
const Problem = parts.Problem;
const { solve } = parts;
const Trouble = parts.Problem;
common.make();
//     ^ calls lib/common.js:common.make
self.make();
//   ^ calls lib/self.js:self.make
self.beside();
//   ^ calls lib/self.js:beside
parts.other();
//    ^ calls lib/parts/second.js:other
parts.own();
//    ^ calls lib/parts/index.js:own
parts.third();
//    ^ calls nothing
new parts.Problem();
//        ^ calls lib/parts/first.js:Problem
new Problem();
//  ^ calls lib/parts/first.js:Problem
solve();
//^< calls lib/parts/first.js:solve
const run = parts.solve;
run();
//^< calls nothing
new Trouble();
//  ^ calls nothing
//--- lib/qunit.js
export function module(name) {}
//--- lib/qunit_use.js
import { module } from "./qunit";
module("pens");
//^< calls lib/qunit.js:module
