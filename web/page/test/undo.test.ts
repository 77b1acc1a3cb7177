import assert from "node:assert/strict";
import { test } from "node:test";
import { Undo, Undos } from "../src/undo.js";
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

test("each lane has a list of its own, which goes on where it begins again", () => {
  const undos = new Undos();
  undos.focus(1, [1]);
  undos.now.note({ path: "a", before: 1, after: 2 });
  undos.focus(2, [1, 2]);
  assert.equal(undos.now.canUndo, false);
  undos.now.note({ path: "b", before: 1, after: 2 });
  undos.focus(7, [1, 7]); // 2 has begun again as 7
  assert.deepEqual(undos.now.back(), { path: "b", value: 1 });
  undos.focus(1, [1, 7]);
  assert.deepEqual(undos.now.back(), { path: "a", value: 1 });
});

test("a change that makes a lane is taken back in that lane", () => {
  const undos = new Undos();
  undos.focus(1, [1]);
  undos.branch({ path: "a", before: 1, after: 2 });
  assert.equal(undos.now.canUndo, false);
  undos.focus(2, [1, 2]);
  assert.deepEqual(undos.now.back(), { path: "a", value: 1 });
  undos.branch({ path: "a", before: 1, after: 9 });
  undos.drop("a");
  undos.focus(3, [1, 2, 3]);
  assert.equal(undos.now.canUndo, false, "it was refused");
});
