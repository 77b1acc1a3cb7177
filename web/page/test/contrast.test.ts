import assert from "node:assert/strict";
import { test } from "node:test";
import { besideOf, lineOf } from "../src/colour.js";
import { History } from "../src/history.js";
import type { Rows } from "../src/protocol.js";
import { summary } from "../src/words.js";

const rows = (tick: number, values: readonly number[]): Rows => ({ tick, rows: new Float32Array(values), rowCount: values.length, columns: 1 });

test("a contrast that is behind, or thinned otherwise, has nothing where it has no row", () => {
  const world = new History(["value"]);
  const beside = new History(["value"], 4);
  world.add(rows(6, [1, 2, 3, 4, 5, 6]));
  beside.add(rows(5, [10, 20, 30, 40, 50]));
  assert.deepEqual(beside.ticks, [2, 4]);
  assert.deepEqual(beside.at(world.ticks, "value"), [NaN, 20, NaN, 40, NaN, NaN]);
  assert.deepEqual(beside.at([4], "value"), [40]);
  assert.deepEqual(beside.at(world.ticks, "nothing"), [NaN, NaN, NaN, NaN, NaN, NaN]);
  assert.deepEqual([beside.tick, beside.last("value")], [5, 50]);
});

test("a line of the contrast has the colour of the world's and dashes that no line of the world has", () => {
  const lines = Array.from({ length: 8 }, (_, layer) => lineOf(layer));
  const dashes = [...lines, ...lines.map(besideOf)].map(({ dash }) => dash.join(" "));
  assert.equal(new Set(dashes).size, 16);
  assert.ok(lines.every((line) => besideOf(line).colour === line.colour && besideOf(line).dash.length > 0));
});

test("the summary tells of the contrast, and how far it is if it is behind", () => {
  const layers = [{ name: "firm", alignment: 0.5 }];
  const seen = { tick: 400, playing: false, layers, efficiency: 0.5, newcomers: 2, shift: undefined };
  const contrast = { tick: 400, layers: [{ name: "firm", alignment: 0.97 }], efficiency: 0.98 };
  assert.match(summary({ ...seen, contrast }), /In the contrast: firm 0\.97; efficiency 0\.98\.$/);
  assert.match(summary({ ...seen, contrast: { ...contrast, tick: 120 } }), /In the contrast, at tick 120 so far: firm/);
  assert.doesNotMatch(summary({ ...seen, contrast: { ...contrast, tick: 0 } }), /contrast/);
  assert.doesNotMatch(summary(seen), /contrast/);
});
