import assert from "node:assert/strict";
import { test } from "node:test";
import { Blankets, MARKS, type Context } from "../src/blankets.js";
import { lookAt } from "../src/camera.js";
import { NEWCOMER, type LayerShape } from "../src/protocol.js";

/** A canvas that counts what is drawn on it. */
function canvas(): { readonly ctx: Context; readonly calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const target = {} as Record<string, unknown>;
  const ctx = new Proxy(target, {
    get: (_, name: string) => {
      if (name in target) return target[name];
      return (text?: string) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        return name === "measureText" ? { width: 7 * (text?.length ?? 0) } : undefined;
      };
    },
  });
  return { ctx: ctx as unknown as Context, calls };
}

const LAYERS: readonly LayerShape[] = [
  { name: "top", size: 1, parents: [], names: null },
  { name: "firm", size: 3, parents: [0, 0, 0], names: null },
  { name: "employee", size: 30, parents: Array.from({ length: 30 }, (_, i) => Math.floor(i / 10)), names: null },
];
const NAMES = ["bottlecap", "deceiver", "direct"];
const UNITS = 34;
const marks = { hover: -1, cursor: -1, focus: 0, name: (row: number) => `unit ${row}` };

function draw(blankets: Blankets, now: number, focus = 0): Map<string, number> {
  const { ctx, calls } = canvas();
  const window = { width: 600, height: 600, camera: lookAt(blankets.circles, focus), text: 12 };
  calls.set("fading", Number(blankets.draw(ctx, window, { ...marks, focus }, now)));
  return calls;
}

test("every unit is drawn, and children of the one in focus are named", () => {
  const calls = draw(new Blankets(LAYERS, NAMES), 0);
  // a membrane is three circles: inside, outer and inner edge
  assert.equal(calls.get("arc"), 3 * 4 + 30);
  assert.equal(calls.get("fillText"), 3);
});

test("newcomers flash and fade", () => {
  const blankets = new Blankets(LAYERS, NAMES);
  const flags = new Uint8Array(UNITS);
  flags[20] = NEWCOMER;
  blankets.update(new Float32Array(UNITS), flags, new Uint8Array(UNITS), 1000);
  assert.equal(draw(blankets, 1100).get("fading"), 1);
  assert.equal(draw(blankets, 1100).get("arc"), 3 * 4 + 30 + 1);
  assert.equal(draw(blankets, 9000).get("fading"), 0);
});

test("bottlecaps and deceivers wear their marks", () => {
  const blankets = new Blankets(LAYERS, NAMES);
  const kinds = new Uint8Array(UNITS).fill(3); // direct
  kinds[10] = 1;
  kinds[11] = 2;
  blankets.update(new Float32Array(UNITS), new Uint8Array(UNITS), kinds, 0);
  const calls = draw(blankets, 5000);
  assert.equal(calls.get("rect"), 1);
  assert.equal(calls.get("lineTo"), 3);
  assert.deepEqual(Object.keys(MARKS).sort(), ["bottlecap", "deceiver"]);
});

test("what is outside the window is not drawn", () => {
  const blankets = new Blankets(LAYERS, NAMES);
  const all = draw(blankets, 0).get("arc")!;
  assert.ok(draw(blankets, 0, 1).get("arc")! < all);
});
