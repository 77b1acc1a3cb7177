import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeFrame, strategyOf } from "../src/protocol.js";

/** Numbers of four bytes, then numbers with a point, then bytes: as web/frames.py packs them. */
function bytes(header: readonly number[], floats: readonly number[], tail: readonly number[]): ArrayBuffer {
  const buffer = new ArrayBuffer(4 * (header.length + floats.length) + tail.length);
  const view = new DataView(buffer);
  header.forEach((value, i) => view.setUint32(4 * i, value, true));
  floats.forEach((value, i) => view.setFloat32(4 * (header.length + i), value, true));
  tail.forEach((value, i) => view.setUint8(4 * (header.length + floats.length) + i, value));
  return buffer;
}

test("a frame of one lane is read as the server wrote it", () => {
  // Frame 9, clock at 12 of 20, playing, one lane: number 3, picture of 12, last row of 12, two rows of two measures, two units
  const frame = decodeFrame(bytes([9, 12, 20, 1, 5000, 1, 3, 12, 12, 2, 2, 2, 0], [0.5, 0.25, 1, NaN, -1, 0.75], [1, 6, 0x11, 0x02]));
  assert.deepEqual([frame.frame, frame.tick, frame.horizon, frame.playing, frame.backwards, frame.lanes.length], [9, 12, 20, true, false, 1]);
  const [lane] = frame.lanes;
  assert.deepEqual([lane?.world, lane?.tick, lane?.rows.tick, lane?.rows.rowCount, lane?.rows.columns], [3, 12, 12, 2, 2]);
  assert.deepEqual([...(lane?.rows.rows ?? [])], [0.5, 0.25, 1, NaN]);
  assert.deepEqual([...(lane?.units?.alignment ?? [])], [-1, 0.75]);
  assert.deepEqual([...(lane?.units?.flags ?? [])], [1, 6]);
  assert.deepEqual([...(lane?.units?.kinds ?? [])].map(strategyOf), [0, 1]);
  assert.equal(lane?.units?.leaks, null);
});

test("lanes have rows, pictures and leaks of their own", () => {
  const heads = [3, 40, 210, 1, 2, 1, 1, 8, 40, 90, 2, 1, 0, 0, 9, 40, 0, 0, 0, 2, 0];
  const floats = [0.5, 0.25, -1, 7, 8, 0.1, 0.2];
  const { lanes, backwards } = decodeFrame(bytes([1, 40, 210, 3, 0, 3, ...heads], floats, [1, 0x11, 200, 2, 3, 0x21, 0x31]));
  assert.equal(backwards, true);
  assert.deepEqual(lanes.map(({ world }) => world), [3, 8, 9]);
  assert.deepEqual(lanes.map(({ rows }) => [rows.tick, ...rows.rows]), [[210, 0.5, 0.25], [90, 7, 8], [0]]);
  assert.deepEqual([...(lanes[0]?.units?.leaks ?? [])], [200]);
  assert.equal(lanes[1]?.units, null, "not shown");
  assert.deepEqual([[...(lanes[2]?.units?.flags ?? [])], [...(lanes[2]?.units?.kinds ?? [])]], [[2, 3], [0x21, 0x31]]);
});

test("a frame of the wrong length is refused", () => {
  assert.throws(() => decodeFrame(new ArrayBuffer(8)), /too short/);
  assert.throws(() => decodeFrame(bytes([1, 1, 1, 0, 0, 2, 1, 1, 1, 0, 4, 2, 0], [], [])), /too short/);
  assert.throws(() => decodeFrame(bytes([1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 4, 2, 0], [0, 0], [0])), /should have/);
});
