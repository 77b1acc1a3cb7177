import assert from "node:assert/strict";
import { test } from "node:test";
import { CLASSES } from "../src/classes.js";
import { besideOf, colourOf, LEVELS, lineOf, SHADES, type Line } from "../src/colour.js";
import { fillOf } from "../src/drift_chart.js";
import { laneLine } from "../src/lane_lines.js";
import { pill } from "../src/pointers.js";
import type { Screen } from "../src/screen.js";
import { contrast, difference, lab, seen, VISIONS, type Vision } from "./vision.js";

const APART = 20; // ΔE: colours that are told apart anywhere on a page, in thin lines too
const SHEET = "#ffffff";
const lines = Array.from({ length: 8 }, (_, layer) => lineOf(layer));
const lanes = Array.from({ length: 4 }, (_, place) => laneLine(place));
const terms = ["selection_within", "mutation", "pool", "surrogation", "imitation", "between_a", "between_b", "between_c"];
const fills = terms.map((term, place) => fillOf(term, Math.max(0, place - 5)));

test("the simulation and the differences are right where they are known", () => {
  assert.ok(difference("#fff", "#000", "full") > 99.9);
  for (const vision of VISIONS) assert.ok(difference("#808080", "rgb(128,128,128)", vision) < 1e-9);
  const [l, a, b] = lab(seen("#ff0000", "full"));
  assert.ok(Math.hypot(l - 53.24, a - 80.09, b - 67.2) < 0.1);
  const { red, green } = { red: "#c00000", green: "#4a7000" }; // confused without the long cones
  assert.ok(difference(red, green, "full") > 60 && difference(red, green, "protanopia") < 35);
  assert.ok(Math.abs(contrast("#777", "#fff") - 4.48) < 0.01);
});

for (const vision of VISIONS) {
  test(`the blankets' colours darken from neither to with and to against: ${vision}`, () => {
    const light = SHADES.slice(0, LEVELS + 1).map(({ full }) => lab(seen(full, vision))[0]);
    const middle = LEVELS / 2;
    for (let level = 1; level <= LEVELS; level++) {
      const step = (light[level] ?? 0) - (light[level - 1] ?? 0);
      assert.ok(level <= middle ? step > -0.3 : step < 0.3, `level ${level}: ${step.toFixed(2)}`); // 0.3: colours are rounded to bytes
    }
    assert.ok((light[middle] ?? 0) - Math.max(light[0] ?? 0, light[LEVELS] ?? 0) > 35);
  });

  test(`what is with the letter and what against are told apart: ${vision}`, () => {
    for (const alignment of [0.5, 0.75, 1]) {
      assert.ok(difference(colourOf(alignment), colourOf(-alignment), vision) > APART, `${alignment}`);
    }
    for (const [a, b] of [[0, 0.5], [0.5, 1], [0, -0.5], [-0.5, -1]] as const) {
      assert.ok(difference(colourOf(a), colourOf(b), vision) > APART, `${a} and ${b}`);
    }
  });

  test(`curves whose colours are alike differ in their dashes: ${vision}`, () => {
    differ(lines, vision);
    differ(Object.values(CLASSES), vision);
    differ([...lines, ...lines.map(besideOf)], vision);
    differ(lanes, vision);
  });

  test(`areas whose colours are alike differ in their marking: ${vision}`, () => {
    pairs(fills, (a, b) => assert.ok(a.marking !== b.marking || difference(a.colour, b.colour, vision) > APART, `${a.marking} ${a.colour} and ${b.colour}`));
  });

  test(`rings whose colours are alike differ in dashes, width or cross: ${vision}`, () => {
    pairs(Object.values(CLASSES), (a, b) => {
      const alike = JSON.stringify([a.ring, a.width, a.crossed]) === JSON.stringify([b.ring, b.width, b.crossed]);
      assert.ok(!alike || difference(a.colour, b.colour, vision) > APART, `${a.meaning} and ${b.meaning}`);
    });
  });
}

test("every line, ring and area stands out from the sheet", () => {
  for (const { colour } of [...lines, ...lanes, ...fills, ...Object.values(CLASSES)]) assert.ok(contrast(colour, SHEET) >= 3, colour);
});

test("names on the picture can be read over every colour of it", () => {
  const used: string[] = [];
  const nothing = (): void => undefined;
  const ctx = {
    fillStyle: "",
    measureText: () => ({ width: 40 }),
    fill: () => used.push(ctx.fillStyle),
    fillText: () => used.push(ctx.fillStyle),
    beginPath: nothing,
    roundRect: nothing,
    stroke: nothing,
  };
  pill(ctx as unknown as CanvasRenderingContext2D, { window: { width: 300, height: 300, text: 12 } } as unknown as Screen, 50, 50, "firm 3");
  const [ground = "", ink = ""] = used;
  const [red = 0, green = 0, blue = 0, alpha = 1] = (ground.match(/[\d.]+/g) ?? []).map(Number);
  for (const { full } of SHADES) {
    const below = (full.match(/\d+/g) ?? []).map(Number);
    const mixed = [red, green, blue].map((part, i) => part * alpha + (below[i] ?? 0) * (1 - alpha));
    assert.ok(contrast(ink, `rgb(${mixed.join(",")})`) >= 7, `${ink} on ${ground} over ${full}`);
  }
});

function differ(all: readonly Line[], vision: Vision): void {
  pairs(all, (a, b) => {
    const alike = JSON.stringify(a.dash) === JSON.stringify(b.dash);
    assert.ok(!alike || difference(a.colour, b.colour, vision) > APART, `${a.colour} and ${b.colour}, both ${JSON.stringify(a.dash)}`);
  });
}

function pairs<T>(all: readonly T[], check: (a: T, b: T) => void): void {
  all.forEach((a, i) => all.slice(i + 1).forEach((b) => check(a, b)));
}
