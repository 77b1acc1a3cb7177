import assert from "node:assert/strict";
import { test } from "node:test";
import { colourOf, level, LEVELS, NONE, SHADES } from "../src/colour.js";
import { nearestRate, RATES } from "../src/transport.js";
import { alignmentInWords, number, summary } from "../src/words.js";

test("a number is short, and nothing is called none", () => {
  assert.equal(number(0.456), "0.46");
  assert.equal(number(-0.5), "−0.50");
  assert.equal(number(-0.001), "0.00");
  assert.equal(number(NaN), "none");
  assert.equal(number(null), "none");
});

test("the summary says tick, alignments, efficiency, newcomers and the regime", () => {
  const layers = [{ name: "order", alignment: 0.98 }, { name: "firm", alignment: NaN }];
  const seen = { tick: 1234, playing: false, layers, efficiency: 0.5, newcomers: 1, shift: 200 };
  assert.equal(
    summary(seen),
    "Tick 1,234, paused. Mean inner alignment: order 0.98, firm none. Efficiency for the intent 0.50; 1 newcomer. The regime changed at tick 200.",
  );
  assert.match(summary({ ...seen, tick: 0 }), /nothing has happened/);
  assert.equal(summary({ ...seen, reached: 1234 }), summary(seen));
  assert.match(summary({ ...seen, reached: 50 }), /^Tick 1,234, paused\. This world stands at tick 50\. Mean/);
});

test("words and colours agree on what is with the letter and what against", () => {
  assert.equal(alignmentInWords(1), "with the letter above");
  assert.equal(alignmentInWords(-1), "against the letter above");
  const parts = (colour: string): number[] => colour.match(/\d+/g)!.map(Number);
  const [red, , blue] = parts(colourOf(1)) as [number, number, number];
  assert.ok(blue > red, "purple with");
  const [hot, , cold] = parts(colourOf(-1)) as [number, number, number];
  assert.ok(hot > cold, "orange against");
});

test("every alignment has a shade", () => {
  assert.deepEqual([level(-1), level(0), level(1), level(NaN)], [0, LEVELS / 2, LEVELS, NONE]);
  assert.deepEqual([level(-9), level(9)], [0, LEVELS]);
  assert.equal(SHADES.length, NONE + 1);
});

test("the speed slider finds its place", () => {
  assert.equal(RATES[nearestRate(5)], 5);
  assert.equal(RATES[nearestRate(6)], 10);
  assert.equal(RATES[nearestRate(1e9)], 1000);
});
