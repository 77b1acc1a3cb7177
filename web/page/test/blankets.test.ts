import assert from "node:assert/strict";
import { test } from "node:test";
import { Blankets, MARKS, type Context, type Marks } from "../src/blankets.js";
import { lookAt } from "../src/camera.js";
import { SHADES } from "../src/colour.js";
import { LeafPixels } from "../src/dots.js";
import { doors } from "../src/openings.js";
import { NEWCOMER, type LayerShape } from "../src/protocol.js";
import { Screen } from "../src/screen.js";

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
const nothing = { alignment: new Float32Array(UNITS), flags: new Uint8Array(UNITS), kinds: new Uint8Array(UNITS), leaks: null };
const marks: Marks = { hover: -1, cursor: -1, focus: 0, name: (row) => `unit ${row}`, leaks: [], nameOfLeak: ({ kind }) => kind, looked: 0 };

function draw(blankets: Blankets, now: number, focus = 0, more: Partial<Marks> = {}): Map<string, number> {
  const { ctx, calls } = canvas();
  const window = { width: 600, height: 600, camera: lookAt(blankets.circles, focus), text: 12 };
  calls.set("fading", Number(blankets.draw(ctx, window, { ...marks, focus, ...more }, now)));
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
  blankets.update({ ...nothing, flags }, 1000);
  assert.equal(draw(blankets, 1100).get("fading"), 1);
  assert.equal(draw(blankets, 1100).get("arc"), 3 * 4 + 30 + 1);
  assert.equal(draw(blankets, 9000).get("fading"), 0);
});

test("bottlecaps and deceivers wear their marks", () => {
  const blankets = new Blankets(LAYERS, NAMES);
  const kinds = new Uint8Array(UNITS).fill(3); // direct
  kinds[10] = 1;
  kinds[11] = 2;
  blankets.update({ ...nothing, kinds }, 0);
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

const LOBBY = { layer: 1, kind: "lobby", strength: 1, source: "children", unit: null } as const;
const BYPASS = { layer: 2, kind: "bypass", strength: 1, source: "grandparent", unit: null } as const;

/** Firm 1 is open, and one of its employees. */
function leaky(): Blankets {
  const leaks = new Uint8Array(UNITS);
  leaks[2] = 120;
  leaks[20] = 30;
  const blankets = new Blankets(LAYERS, NAMES);
  blankets.update({ ...nothing, leaks }, 0);
  return blankets;
}

test("the outline of an open blanket is broken, the more the wider it is open", () => {
  const closed = draw(new Blankets(LAYERS, NAMES), 5000);
  const open = draw(leaky(), 5000);
  // a door is two arcs: 8 in the firm, 3 in the employee
  assert.equal(open.get("arc")! - closed.get("arc")!, 2 * (8 + 3));
  const missing = (how: number): number => doors(60, how).half * doors(60, how).at.length;
  assert.ok(missing(1) > 0.1 && missing(1) < missing(50) && missing(50) < missing(255) && missing(255) < 0.7 * Math.PI);
});

test("what leaks is drawn for who is looked at and for those inside the one in focus, and for nobody else", () => {
  const arrows = (more: Partial<Marks>, focus = 0): number => {
    const calls = draw(leaky(), 5000, focus, { leaks: [LOBBY, BYPASS], ...more });
    return (calls.get("closePath") ?? 0) - (draw(leaky(), 5000, focus).get("closePath") ?? 0);
  };
  assert.equal(arrows({}), 2); // firm 1 from inside; an arrow is drawn twice: its ground, itself
  assert.equal(arrows({ looked: 2 }), 2 * 4); // through every other door
  assert.equal(arrows({ looked: 20 }), 2 + 2); // the employee's too
  assert.equal(arrows({ looked: 2 }, 2), 2 * 4 + 2); // inside firm 1: its employee
  assert.equal(arrows({ leaks: [] }), 0);
  assert.equal(arrows({ leaks: [{ ...LOBBY, unit: 0 }] }), 0); // of firm 0 alone, which is closed
});

test("children are called by their numbers where their names have no room", () => {
  const said: string[] = [];
  const { ctx } = canvas();
  const spy = new Proxy(ctx, { get: (target, name, all) => (name === "fillText" ? (text: string) => said.push(text) : Reflect.get(target, name, all)) });
  const blankets = new Blankets(LAYERS, NAMES);
  const window = { width: 600, height: 600, camera: lookAt(blankets.circles, 1), text: 12 };
  blankets.draw(spy, window, { ...marks, focus: 1, name: (row) => `a very long name of employee ${row}` }, 5000);
  assert.deepEqual(said, Array.from({ length: 10 }, (_, i) => String(4 + i)));
});

/** Leaves as pixels at a size of the window: how many CSS pixels they cover, and what the widest of them should. */
function covered(size: number, ratio: number, focus = 0): { readonly area: number; readonly full: number; readonly pixels: Uint32Array; readonly screen: Screen } {
  const { circles } = new Blankets(LAYERS, NAMES);
  const screen = new Screen(circles, { width: size, height: size, camera: lookAt(circles, focus), text: 12 });
  const width = size * ratio;
  const pixels = new Uint32Array(width * width);
  new LeafPixels().write({ pixels, width, height: width, ratio }, screen, 4, new Uint8Array(UNITS).fill(40));
  const area = pixels.reduce((sum, pixel) => sum + (pixel >>> 24), 0) / 255 / ratio ** 2;
  return { area, full: 30 * Math.PI * screen.r(4) ** 2, pixels, screen };
}

test("leaves as pixels cover as much as their circles do, sharp or not", () => {
  for (const [size, ratio] of [[60, 1], [60, 2], [120, 1], [90, 3]] as const) {
    const { area, full, screen } = covered(size, ratio);
    assert.ok(screen.r(4) > 1.6);
    assert.ok(Math.abs(area / full - 1) < 0.03, `${size} at ${ratio}: ${area} of ${full}`);
  }
});

test("in the middle of a leaf stands its colour, and what is outside of the window is not written", () => {
  const { pixels, screen } = covered(120, 1);
  assert.equal(pixels[Math.round(screen.y(10) - 0.5) * 120 + Math.round(screen.x(10) - 0.5)], SHADES[40]!.pixel);
  const near = covered(40, 1, 1); // all but one firm is outside
  assert.ok(near.area > 0 && near.area < near.full / 2);
});
