//--- local.js
import { make } from "./made";
describe("pens", () => {
  it("draws", () => {
    const pen = () => 1;
    pen();
//  ^ calls pen#1
    function inner() {
      return pen();
//           ^ calls pen#1
    }
    inner();
//  ^ calls inner
  });
  it("turns", () => {
    const pen = () => 2;
    pen();
//  ^ calls pen#2
    const make = () => 3;
    make();
//  ^ calls make
    it("is inside", () => {
      const pen = () => 3;
      pen();
//    ^ calls pen#3
    });
    pen();
//  ^ calls pen#2
  });
  it("makes", () => {
    make();
//  ^ calls made.js:make
    pen();
//  ^ calls nothing
  });
  function helper() {
    const pen = () => 4;
    return [1].map(() => pen());
//                       ^ calls helper.pen
  }
  it("is given", (pen) => pen());
//                        ^ calls nothing
});
//--- made.js
export function make() {}
