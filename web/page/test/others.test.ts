import assert from "node:assert/strict";
import { test } from "node:test";
import { Others } from "../src/others.js";
import type { OthersMessage } from "../src/protocol.js";

/** Rows for the ticks after `first`: efficiency from the tick to ten times the tick, and a column that nobody has at tick 2. */
function message(first: number, last: number, more: Partial<OthersMessage> = {}): OthersMessage {
  const ticks = Array.from({ length: last - first }, (_, i) => first + 1 + i);
  return {
    type: "others", world: 1, minus: null, first, last, columns: ["efficiency", "firm.coherence"], sentence: "",
    low: ticks.map((tick) => [tick, tick === 2 ? null : 0.5]),
    high: ticks.map((tick) => [10 * tick, tick === 2 ? null : 0.75]),
    ...more,
  };
}

const at = (others: Others, column: string, ticks: readonly number[], minus: number | null = null): unknown => others.of(1, minus, column).at(ticks);

test("what comes bit by bit is one range, with gaps where there is none", () => {
  const others = new Others();
  others.take(message(0, 2));
  others.take(message(2, 4));
  assert.deepEqual(at(others, "efficiency", [1, 3, 4]), { low: [1, 3, 4], high: [10, 30, 40] });
  assert.deepEqual(at(others, "firm.coherence", [1, 2, 3]), { low: [0.5, NaN, 0.5], high: [0.75, NaN, 0.75] });
  assert.deepEqual(others.of(1, null, "efficiency").now(3), [3, 30]);
});

test("what isn't known is no number: another column, another world, a difference, a tick to come", () => {
  const others = new Others();
  others.take(message(0, 4));
  assert.deepEqual(at(others, "nothing", [1]), { low: [NaN], high: [NaN] });
  assert.deepEqual(others.of(2, null, "efficiency").now(1), [NaN, NaN]);
  assert.deepEqual(at(others, "efficiency", [1], 2), { low: [NaN], high: [NaN] });
  assert.deepEqual(at(others, "efficiency", [4, 5]), { low: [4, NaN], high: [40, NaN] });
});

test("how far it has come is known, and only what is of that tick is told", () => {
  const others = new Others();
  others.take(message(0, 4));
  assert.equal(others.reached(1, null), 4);
  assert.equal(others.reached(1, 2), 0);
  assert.deepEqual(others.of(1, null, "efficiency").now(5), [NaN, NaN]);
});

test("of worlds that are gone nothing is kept", () => {
  const others = new Others();
  others.take(message(0, 4));
  others.take(message(0, 4, { world: 2 }));
  others.take(message(0, 4, { world: 2, minus: 1 }));
  others.keep([2, 3]);
  assert.deepEqual([others.reached(1, null), others.reached(2, null), others.reached(2, 1)], [0, 4, 0]);
});

test("a message from tick 0 on is another range, also of other columns, and says why there is none", () => {
  const others = new Others();
  others.take(message(0, 4));
  others.take(message(0, 1, { columns: ["best_value"], low: [[7]], high: [[8]] }));
  assert.deepEqual(at(others, "efficiency", [1]), { low: [NaN], high: [NaN] });
  assert.deepEqual(at(others, "best_value", [1, 2]), { low: [7, NaN], high: [8, NaN] });
  others.take(message(0, 0, { columns: [], sentence: "too large" }));
  assert.equal(others.reason(1, null), "too large");
  assert.deepEqual(at(others, "best_value", [1]), { low: [NaN], high: [NaN] });
  others.forget();
  assert.equal(others.reason(1, null), "");
});
