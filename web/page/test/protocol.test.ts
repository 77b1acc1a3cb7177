import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeFrame, strategyOf } from "../src/protocol.js";

function bytes(header: readonly number[], floats: readonly number[], tail: readonly number[]): ArrayBuffer {
  const buffer = new ArrayBuffer(4 * (header.length + floats.length) + tail.length);
  const view = new DataView(buffer);
  header.forEach((value, i) => view.setUint32(4 * i, value, true));
  floats.forEach((value, i) => view.setFloat32(4 * (header.length + i), value, true));
  tail.forEach((value, i) => view.setUint8(4 * (header.length + floats.length) + i, value));
  return buffer;
}

test("a frame is read as the server wrote it", () => {
  // world 3, frame 9, tick 12, playing, two rows of two measures, two units
  const frame = decodeFrame(bytes([3, 9, 12, 1, 2, 2, 2], [0.5, 0.25, 1, NaN, -1, 0.75], [1, 6, 0x11, 0x02]));
  assert.deepEqual([frame.world, frame.frame, frame.tick, frame.playing], [3, 9, 12, true]);
  assert.deepEqual([...frame.rows], [0.5, 0.25, 1, NaN]);
  assert.deepEqual([...frame.alignment], [-1, 0.75]);
  assert.deepEqual([...frame.flags], [1, 6]);
  assert.deepEqual([...frame.kinds].map(strategyOf), [0, 1]);
});

test("a frame of the wrong length is refused", () => {
  assert.throws(() => decodeFrame(new ArrayBuffer(8)), RangeError);
  assert.throws(() => decodeFrame(bytes([1, 1, 1, 0, 0, 4, 2], [0, 0], [0])), /should have/);
});
