import assert from "node:assert/strict";
import { test } from "node:test";
import { addingUp } from "../src/rounding.js";

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

test("rounded parts add up to the rounded total", () => {
  assert.deepEqual(addingUp([1 / 3, 1 / 3, 1 / 3], 1, 2), [0.34, 0.33, 0.33]);
  assert.deepEqual(addingUp([-0.286, -0.213, -0.153, 0.006], -0.646, 2), [-0.29, -0.21, -0.15, 0]);
  assert.deepEqual(addingUp([0, -0.996, 0, -0.004], -1, 2), [0, -1, 0, 0]); // of what is nothing nothing is made
  assert.deepEqual(addingUp([], 0, 2), []);
});

test("parts that add up as they are rounded stay so, and none is off by a unit", () => {
  let state = 7;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647; // always the same: Park and Miller's generator
  for (let run = 0; run < 2000; run++) {
    const parts = Array.from({ length: 1 + Math.floor(8 * random()) }, () => Math.fround(0.6 * random() - 0.4));
    const total = sum(parts);
    const rounded = addingUp(parts, total, 2);
    assert.ok(Math.abs(sum(rounded) - Math.round(100 * total) / 100) < 1e-9);
    assert.ok(rounded.every((value, i) => Math.abs(value - (parts[i] ?? NaN)) < 0.01));
    const alone = parts.map((part) => Math.round(100 * part) / 100);
    if (Math.abs(sum(alone) - sum(rounded)) < 1e-9) assert.deepEqual(rounded.map((value) => value + 0), alone.map((value) => value + 0));
  }
});
