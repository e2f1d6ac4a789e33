//--- web/nuxt.config.ts
export default {};
//--- web/app/tools/pen.ts
export function draw() {}
export function dip() {}
//--- web/tools/pen.ts
export function draw() {}
export function root() {}
//--- web/shared/ink.ts
export function mix() {}
//--- web/app/pages/one.ts
import { draw } from "~/tools/pen";
import { dip } from "@/tools/pen";
import { root } from "~~/tools/pen";
import { mix } from "#shared/ink";
    draw();
//  ^ calls web/app/tools/pen.ts:draw
    dip();
//  ^ calls web/app/tools/pen.ts:dip
    root();
//  ^ calls web/tools/pen.ts:root
    mix();
//  ^ calls web/shared/ink.ts:mix
//--- kit/svelte.config.js
export default {};
//--- kit/src/lib/index.ts
export function draw() {}
//--- kit/src/lib/ink.ts
export function mix() {}
//--- kit/src/routes/page.ts
import { draw } from "$lib";
import { mix } from "$lib/ink";
import { mix as far } from "$library/ink";
    draw();
//  ^ calls kit/src/lib/index.ts:draw
    mix();
//  ^ calls kit/src/lib/ink.ts:mix
    far();
//  ^ calls nothing
//--- plain/src/lib/ink.ts
export function mix() {}
//--- plain/src/use.ts
import { mix } from "$lib/ink";
import { draw } from "~/tools/pen";
    mix();
//  ^ calls nothing
    draw();
//  ^ calls nothing
