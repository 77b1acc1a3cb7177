import assert from "node:assert/strict";
import { test } from "node:test";
import { layout, lineage, unitAt, type Circles } from "../src/circles.js";
import type { LayerShape } from "../src/protocol.js";

function layers(...families: readonly (readonly number[])[]): LayerShape[] {
  const top: LayerShape = { name: "top", size: 1, parents: [], names: null };
  return [
    top,
    ...families.map((sizes, depth) => {
      const parents = sizes.flatMap((size, parent) => Array.from({ length: size }, () => parent));
      return { name: `layer ${depth + 1}`, size: parents.length, parents, names: null };
    }),
  ];
}

const REGULAR = layers([5], [10, 10, 10, 10, 10], Array.from({ length: 50 }, () => 20));
const UNEVEN = layers([3], [1, 7, 2], [40, 1, 3, 3, 9, 2, 1, 1, 5, 12]);
const NARROW = layers([1], [1], [1]);

function check(circles: Circles): void {
  for (let row = 0; row < circles.count; row++) {
    const [x, y, r] = [circles.x[row]!, circles.y[row]!, circles.r[row]!];
    assert.ok(r > 0);
    const parent = circles.parent[row]!;
    if (parent < 0) continue;
    const away = Math.hypot(x - circles.x[parent]!, y - circles.y[parent]!);
    assert.ok(away + r <= circles.r[parent]! + 1e-6, `${row} sticks out of ${parent}`);
    for (let other = circles.firstChild[parent]!; other < row; other++) {
      const apart = Math.hypot(x - circles.x[other]!, y - circles.y[other]!);
      assert.ok(apart >= r + circles.r[other]! - 1e-6, `${row} overlaps ${other}`);
    }
  }
}

for (const [name, shape] of [["regular", REGULAR], ["uneven", UNEVEN], ["narrow", NARROW]] as const) {
  test(`in a ${name} hierarchy every unit lies inside its parent and apart from its siblings`, () => check(layout(shape)));
}

test("leaves are all of one size and the top is the unit circle", () => {
  const circles = layout(UNEVEN);
  const leaves = circles.r.subarray(circles.offsets[3]);
  assert.ok(leaves.every((r) => Math.abs(r - leaves[0]!) < 1e-6));
  assert.deepEqual([circles.x[0], circles.y[0], circles.r[0]], [0, 0, 1]);
});

test("families of every size from 1 to 200 are packed without overlap and not too loosely", () => {
  for (let size = 1; size <= 200; size++) {
    const circles = layout(layers([size]));
    check(circles);
    const filled = size * circles.r[1]! ** 2;
    assert.ok(filled > (size < 3 ? 0.3 : 0.45), `${size} fill only ${filled.toFixed(2)}`);
  }
});

test("families of nearly one size lie as close as those of one size", () => {
  const ten = Array.from({ length: 10 }, () => 50);
  const even = layout(layers([10], ten));
  const uneven = layout(layers([10], [...ten.slice(1), 49]));
  check(uneven);
  assert.ok(uneven.r[11]! > 0.97 * even.r[11]!, "one employee less makes the picture of all smaller");
});

test("the unit at a place is the innermost one, and lies where it is drawn", () => {
  for (const shape of [REGULAR, UNEVEN]) {
    const circles = layout(shape);
    for (let row = circles.offsets.at(-2)!; row < circles.count; row++) {
      assert.equal(unitAt(circles, circles.x[row]!, circles.y[row]!), row);
    }
    assert.equal(unitAt(circles, 2, 2), -1);
  }
});

test("a lineage goes from the top to the unit", () => {
  const circles = layout(REGULAR);
  const leaf = circles.count - 1;
  assert.deepEqual(lineage(circles, leaf), [0, 5, 55, leaf]);
  assert.deepEqual(lineage(circles, -1), []);
});

test("50,000 units are laid out in a blink", () => {
  const shape = layers([10], Array.from({ length: 10 }, () => 100), Array.from({ length: 1000 }, (_, i) => 25 + (i % 50)));
  const began = performance.now();
  const circles = layout(shape);
  assert.ok(performance.now() - began < 2000);
  assert.ok(circles.count > 48_000);
});
