import assert from "node:assert/strict";
import { test } from "node:test";
import { History, REGIME } from "../src/history.js";
import type { Frame } from "../src/protocol.js";

function frame(tick: number, rows: readonly (readonly number[])[]): Frame {
  return {
    world: 1, frame: 1, tick, playing: true, rows: new Float32Array(rows.flat()), rowCount: rows.length, columns: rows[0]?.length ?? 0,
    alignment: new Float32Array(), flags: new Uint8Array(), kinds: new Uint8Array(), beside: null,
  };
}

test("rows end at the tick of their frame", () => {
  const history = new History(["efficiency", REGIME]);
  history.add(frame(0, []));
  history.add(frame(2, [[0.5, 0], [0.25, 0]]));
  history.add(frame(3, [[0.125, 0]]));
  assert.deepEqual(history.ticks, [1, 2, 3]);
  assert.deepEqual(history.column("efficiency"), [0.5, 0.25, 0.125]);
  assert.equal(history.last("efficiency"), 0.125);
  assert.ok(Number.isNaN(history.last("nothing")));
  assert.deepEqual(history.column("nothing"), []);
});

test("regime changes are noted, also between two frames", () => {
  const history = new History(["efficiency", REGIME]);
  history.add(frame(3, [[1, 0], [1, 1], [1, 1]]));
  history.add(frame(4, [[1, 2]]));
  assert.deepEqual(history.shifts, [2, 4]);
});

test("a long run is thinned evenly and keeps its newest row", () => {
  const history = new History(["value"], 100);
  for (let tick = 1; tick <= 1001; tick++) history.add(frame(tick, [[tick]]));
  assert.ok(history.ticks.length <= 100 && history.ticks.length > 40);
  const steps = new Set(history.ticks.slice(1).map((tick, i) => tick - history.ticks[i]!));
  assert.equal(steps.size, 1);
  assert.deepEqual(history.column("value"), history.ticks);
  assert.equal(history.last("value"), 1001);
});
