// Tens of thousands of leaves, each no larger than a few pixels: written as pixels, which costs a tenth of drawing them.

import type { Context } from "./blankets.js";
import { SHADES } from "./colour.js";

let scratch: OffscreenCanvas | null = null;

/** Puts a square of 2r around each (x, y), all in CSS pixels; `level` says its shade. */
export function drawDots(
  ctx: Context,
  rows: readonly number[],
  at: { readonly x: (row: number) => number; readonly y: (row: number) => number; readonly r: (row: number) => number },
  level: (row: number) => number,
): void {
  const { width, height } = ctx.canvas;
  if (scratch === null || scratch.width !== width || scratch.height !== height) scratch = new OffscreenCanvas(width, height);
  const target = scratch.getContext("2d");
  if (target === null || width === 0 || height === 0) return;
  const image = target.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const ratio = ctx.getTransform().a;
  for (const row of rows) {
    const size = Math.max(1, Math.round(2 * at.r(row) * ratio));
    const left = Math.round(at.x(row) * ratio - size / 2);
    const top = Math.round(at.y(row) * ratio - size / 2);
    const pixel = SHADES[level(row)]?.pixel ?? 0;
    for (let y = Math.max(0, top); y < Math.min(height, top + size); y++) {
      pixels.fill(pixel, y * width + Math.max(0, left), y * width + Math.min(width, left + size));
    }
  }
  target.putImageData(image, 0, 0);
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(scratch, 0, 0);
  ctx.restore();
}
