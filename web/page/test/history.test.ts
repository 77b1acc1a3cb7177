import assert from "node:assert/strict";
import { test } from "node:test";
import { History, REGIME } from "../src/history.js";
import type { Rows } from "../src/protocol.js";

const rows = (tick: number, values: readonly (readonly number[])[]): Rows => ({
  tick,
  rows: new Float32Array(values.flat()),
  rowCount: values.length,
  columns: values[0]?.length ?? 0,
});

test("rows end at their tick", () => {
  const history = new History(["efficiency", REGIME]);
  history.add(rows(0, []));
  history.add(rows(2, [[0.5, 0], [0.25, 0]]));
  history.add(rows(3, [[0.125, 0]]));
  assert.deepEqual(history.ticks, [1, 2, 3]);
  assert.deepEqual(history.column("efficiency"), [0.5, 0.25, 0.125]);
  assert.equal(history.last("efficiency"), 0.125);
  assert.ok(Number.isNaN(history.last("nothing")));
  assert.deepEqual(history.column("nothing"), []);
});

test("regime changes are noted, also between two frames", () => {
  const history = new History(["efficiency", REGIME]);
  history.add(rows(3, [[1, 0], [1, 1], [1, 1]]));
  history.add(rows(4, [[1, 2]]));
  assert.deepEqual(history.shifts, [2, 4]);
});

test("rows from within what is known are another future: what followed is forgotten, regime changes too", () => {
  const history = new History(["value", REGIME]);
  history.add(rows(6, [[1, 0], [2, 1], [3, 1], [4, 2], [5, 2], [6, 3]]));
  history.add(rows(4, [[30, 1], [40, 1]]));
  assert.deepEqual(history.ticks, [1, 2, 3, 4]);
  assert.deepEqual(history.column("value"), [1, 2, 30, 40]);
  assert.deepEqual([history.shifts, history.tick, history.last("value")], [[2], 4, 40]);
  history.add(rows(5, [[50, 2]]));
  assert.deepEqual(history.shifts, [2, 5]);
  history.add(rows(5, []));
  assert.equal(history.tick, 5);
  history.add(rows(4, []));
  assert.deepEqual([history.tick, history.last("value"), history.shifts], [4, 40, [2]], "the new future has no rows yet");
  history.add(rows(1, [[100, 0]]));
  assert.deepEqual([history.ticks, history.column("value"), history.shifts], [[1], [100], []]);
});

test("a value is found at its tick, else at the nearest before it", () => {
  const history = new History(["value"], 4);
  history.add(rows(7, [[1], [2], [3], [4], [5], [6], [7]]));
  assert.deepEqual(history.ticks, [2, 4, 6]);
  assert.deepEqual([2, 3, 4, 5, 6].map((tick) => history.rowAt("value", tick)), [2, 2, 4, 4, 6]);
  assert.deepEqual([7, 8].map((tick) => history.rowAt("value", tick)), [7, 7], "the newest row is kept whole");
  for (const [name, tick] of [["value", 0], ["value", 1], ["nothing", 4]] as const) assert.ok(Number.isNaN(history.rowAt(name, tick)));
});

test("a long run is thinned evenly and keeps its newest row", () => {
  const history = new History(["value"], 100);
  for (let tick = 1; tick <= 1001; tick++) history.add(rows(tick, [[tick]]));
  assert.ok(history.ticks.length <= 100 && history.ticks.length > 40);
  const steps = new Set(history.ticks.slice(1).map((tick, i) => tick - history.ticks[i]!));
  assert.equal(steps.size, 1);
  assert.deepEqual(history.column("value"), history.ticks);
  assert.equal(history.last("value"), 1001);
});

test("whatever futures come, what is known ends with the newest and never goes back", () => {
  const history = new History(["value"], 50);
  const truth: number[] = [];
  for (let i = 1; i < 400; i++) {
    const first = Math.max(1, Math.min(truth.length + 1, (i * 37) % 150));
    const length = 1 + ((i * 13) % 9);
    truth.length = first - 1;
    for (let tick = first; tick < first + length; tick++) truth.push(1000 * i + tick);
    history.add(rows(truth.length, truth.slice(first - 1).map((value) => [value])));
    assert.equal(history.tick, truth.length);
    assert.equal(history.last("value"), truth.at(-1));
    assert.deepEqual(history.column("value"), history.ticks.map((tick) => truth[tick - 1]));
    assert.deepEqual([...history.ticks].sort((a, b) => a - b), history.ticks);
  }
});
