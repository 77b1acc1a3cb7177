import assert from "node:assert/strict";
import { test } from "node:test";
import { Undo } from "../src/undo.js";
import { inShort } from "../src/words.js";

test("a change is taken back and made again, in order", () => {
  const undo = new Undo();
  undo.note({ path: "a", before: 1, after: 2 });
  undo.note({ path: "b", before: null, after: [1, 0] });
  undo.note({ path: "b", before: 3, after: 3 }); // no change
  assert.deepEqual(undo.back(), { path: "b", value: null });
  assert.deepEqual(undo.back(), { path: "a", value: 1 });
  assert.equal(undo.back(), undefined);
  assert.deepEqual(undo.again(), { path: "a", value: 2 });
  undo.note({ path: "c", before: 0, after: 1 });
  assert.equal(undo.canRedo, false);
  undo.drop("c");
  assert.deepEqual(undo.back(), { path: "a", value: 1 });
});

test("a value in a line", () => {
  assert.equal(inShort(0.1 + 0.2), "0.3");
  assert.equal(inShort(null), "none");
  assert.equal(inShort({ rule: "truncation", turnover: 0.2 }), "truncation (turnover 0.2)");
  assert.equal(inShort({ kind: "student_t", df: 4 }), "student_t (df 4)");
  assert.equal(inShort({ network: "complete" }), "complete");
  assert.equal(inShort({ edges: [[0, 1]] }), "edges [[0,1]]");
  assert.equal(inShort({}), "none");
  assert.equal(inShort(false), "false");
  assert.equal(inShort({ direct: 0.7, deceiver: 0.3 }), "direct 0.7, deceiver 0.3");
  assert.equal(inShort([1, 0]), "[1,0]");
});
