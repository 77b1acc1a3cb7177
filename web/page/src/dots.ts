// Thousands of leaves, each no larger than a few pixels: written as pixels, which costs a fraction of drawing them.

import type { Context } from "./blankets.js";
import { LEVELS, SHADES } from "./colour.js";
import type { Screen } from "./screen.js";

const SQUARE = 1.6; // px: up to here a square does for a disc
const RIMMED = 2.5; // px: from here discs have a rim, or white ones (neither with nor against) would be lost on a white ground
const RIM = 0.75; // px
const RIM_INK = 0.35;
const INK = 27;
const PARTS = 4; // places of a pixel that a disc's centre is rounded to, each way
const STEPS = 16; // of a mixture of colour and rim

/** A disc about a place in the middle pixel: how much of each pixel it covers (0 to 255), and how much of that is rim. */
interface Stamp {
  readonly size: number;
  readonly cover: Uint8Array;
  readonly rim: Uint8Array;
}

/** Colours of each shade on the way to its rim, without their alpha. */
const MIXED = Uint32Array.from({ length: (LEVELS + 2) * STEPS }, (_, i) => {
  const pixel = SHADES[Math.floor(i / STEPS)]?.pixel ?? 0;
  const share = (RIM_INK * (i % STEPS)) / (STEPS - 1);
  const mix = (value: number): number => Math.round(value + (INK - value) * share);
  return (mix((pixel >> 16) & 255) << 16) | (mix((pixel >> 8) & 255) << 8) | mix(pixel & 255);
});

const within = (value: number): number => Math.min(1, Math.max(0, value));

function stampOf(r: number, rim: number, dx: number, dy: number): Stamp {
  const half = Math.ceil(r + 1);
  const size = 2 * half + 1;
  const stamp = { size, cover: new Uint8Array(size * size), rim: new Uint8Array(size * size) };
  for (let i = 0; i < size * size; i++) {
    const far = Math.hypot((i % size) - half - dx, Math.floor(i / size) - half - dy);
    stamp.cover[i] = Math.round(255 * within(r + 0.5 - far));
    stamp.rim[i] = rim > 0 ? Math.round((STEPS - 1) * within(far - (r - rim) + 0.5)) : 0;
  }
  return stamp;
}

/** One for each picture: several of other sizes in a page would else take the pixels from each other. */
export class Dots {
  private scratch: OffscreenCanvas | null = null;
  private image: ImageData | null = null;
  private readonly leaves = new LeafPixels();

  /** Leaves from row `start` on, which are all of one size; `levels` says their shades. */
  draw(ctx: Context, screen: Screen, start: number, levels: Uint8Array): void {
    const { width, height } = ctx.canvas;
    if (width === 0 || height === 0) return;
    if (this.image?.width !== width || this.image.height !== height) {
      this.scratch = new OffscreenCanvas(width, height);
      this.image = new ImageData(width, height);
    }
    const pixels = new Uint32Array(this.image.data.buffer).fill(0);
    this.leaves.write({ pixels, width, height, ratio: ctx.getTransform().a }, screen, start, levels);
    this.scratch?.getContext("2d")?.putImageData(this.image, 0, 0);
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    if (this.scratch !== null) ctx.drawImage(this.scratch, 0, 0);
    ctx.restore();
  }
}

/** What is written on: pixels as alpha, blue, green, red from the highest byte on, and how many of them are a CSS pixel wide. */
export interface Ground {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

export class LeafPixels {
  private stamps: readonly Stamp[] = [];
  private stamped = "";

  write(ground: Ground, screen: Screen, start: number, levels: Uint8Array): void {
    if (screen.r(start) < SQUARE) squares(ground, screen, start, levels);
    else this.discs(ground, screen, start, levels);
  }

  private discs({ pixels, width, height, ratio }: Ground, screen: Screen, start: number, levels: Uint8Array): void {
    const css = screen.r(start);
    const stamps = this.stampsOf(css * ratio, css > RIMMED ? RIM * ratio : 0);
    for (let row = start; row < levels.length; row++) {
      if (!screen.shows(row, 0)) continue;
      const [x, y] = [screen.x(row) * ratio - 0.5, screen.y(row) * ratio - 0.5]; // of pixels' middles
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const stamp = stamps[PARTS * Math.floor(PARTS * (y - top)) + Math.floor(PARTS * (x - left))] as Stamp;
      const half = (stamp.size - 1) / 2;
      const shade = (levels[row] ?? 0) * STEPS;
      const from = Math.max(0, half - left);
      const to = Math.min(stamp.size, width - left + half);
      for (let i = Math.max(0, half - top); i < Math.min(stamp.size, height - top + half); i++) {
        const line = (top - half + i) * width + left - half;
        for (let j = from; j < to; j++) {
          const cover = stamp.cover[i * stamp.size + j] as number;
          const at = line + j;
          if (cover > (pixels[at] as number) >>> 24) pixels[at] = (cover << 24) | (MIXED[shade + (stamp.rim[i * stamp.size + j] as number)] as number);
        }
      }
    }
  }

  private stampsOf(r: number, rim: number): readonly Stamp[] {
    const wanted = `${r} ${rim}`;
    if (wanted === this.stamped) return this.stamps;
    this.stamped = wanted;
    const place = (i: number): number => (i + 0.5) / PARTS;
    this.stamps = Array.from({ length: PARTS * PARTS }, (_, i) => stampOf(r, rim, place(i % PARTS), place(Math.floor(i / PARTS))));
    return this.stamps;
  }
}

function squares({ pixels, width, height, ratio }: Ground, screen: Screen, start: number, levels: Uint8Array): void {
  const size = Math.max(1, Math.round(2 * screen.r(start) * ratio));
  for (let row = start; row < levels.length; row++) {
    const left = Math.round(screen.x(row) * ratio - size / 2);
    const top = Math.round(screen.y(row) * ratio - size / 2);
    const pixel = SHADES[levels[row] ?? 0]?.pixel ?? 0;
    for (let y = Math.max(0, top); y < Math.min(height, top + size); y++) {
      for (let x = Math.max(0, left); x < Math.min(width, left + size); x++) pixels[y * width + x] = pixel;
    }
  }
}
