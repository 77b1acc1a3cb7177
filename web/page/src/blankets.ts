// Draws the nested blankets on a canvas: a membrane for every unit that has others inside, a disc for every leaf.
// Knows nothing of the page, so that notebooks and exports can draw with it too.

import type { Camera } from "./camera.js";
import { layout, unitAt, type Circles } from "./circles.js";
import { level, LEVELS, SHADES } from "./colour.js";
import { drawDots } from "./dots.js";
import { NEWCOMER, strategyOf, type LayerShape } from "./protocol.js";

export type Context = CanvasRenderingContext2D;

export interface Marks {
  /** Flat rows, -1 for none. */
  readonly hover: number;
  readonly cursor: number;
  readonly focus: number;
  /** The name of a unit, for labels. */
  readonly name: (row: number) => string;
}

export interface Window {
  readonly width: number;
  readonly height: number;
  readonly camera: Camera;
  /** Size of the letters, px. */
  readonly text: number;
}

const SMALLEST = 0.45; // px: smaller circles are left to the colour of their parent
const SQUARE = 1.6; // px: up to here a square does for a disc
const FLASHING = 1.8; // px: from here newcomers flash
const MARKED = 3.5; // px: from here strategies wear their mark
const LABELLED = 44; // px
const FLASH = 650; // ms
const INK = "#1b1b1b";

export class Blankets {
  readonly circles: Circles;
  private readonly levels: Uint8Array;
  private readonly kinds: Uint8Array;
  private readonly born: Float64Array;
  private readonly buckets: number[][] = Array.from({ length: LEVELS + 2 }, () => []);
  private readonly marked: ReadonlyMap<number, Mark>;

  /** `strategies` are the names that a unit's kind byte counts through. */
  constructor(layers: readonly LayerShape[], strategies: readonly string[]) {
    this.circles = layout(layers);
    this.levels = new Uint8Array(this.circles.count).fill(level(0));
    this.kinds = new Uint8Array(this.circles.count);
    this.born = new Float64Array(this.circles.count).fill(-Infinity);
    this.marked = new Map(strategies.flatMap((name, code) => (MARKS[name] === undefined ? [] : [[code, MARKS[name]]])));
  }

  /** Takes over a frame's units; `now` is when newcomers begin to flash. */
  update(alignment: Float32Array, flags: Uint8Array, kinds: Uint8Array, now: number): void {
    for (let row = 0; row < this.circles.count; row++) {
      this.levels[row] = level(alignment[row] ?? NaN);
      this.kinds[row] = kinds[row] ?? 0;
      if (((flags[row] ?? 0) & NEWCOMER) !== 0) this.born[row] = now;
    }
  }

  unitAt(x: number, y: number): number {
    return unitAt(this.circles, x, y);
  }

  /** Paints the whole window (in CSS pixels; the caller has scaled the context). True if a flash is still fading. */
  draw(ctx: Context, window: Window, marks: Marks, now: number): boolean {
    ctx.clearRect(0, 0, window.width, window.height);
    this.drawUnits(ctx, window);
    return this.drawMarks(ctx, window, marks, now);
  }

  /** What changes only with the frame and the camera. */
  drawUnits(ctx: Context, window: Window): void {
    const screen = new Screen(this.circles, window);
    const last = this.circles.offsets.length - 2;
    for (let depth = 0; depth <= last; depth++) this.drawLayer(ctx, screen, depth, depth === last);
    this.drawStrategies(ctx, screen);
  }

  /** What changes in between, on top of the units. True if a flash is still fading. */
  drawMarks(ctx: Context, window: Window, marks: Marks, now: number): boolean {
    const screen = new Screen(this.circles, window);
    const fading = this.drawNewcomers(ctx, screen, now);
    drawRing(ctx, screen, marks.hover, 2);
    drawRing(ctx, screen, marks.cursor, 3);
    this.drawLabels(ctx, screen, marks);
    return fading;
  }

  private drawLayer(ctx: Context, screen: Screen, depth: number, leaves: boolean): void {
    const start = this.circles.offsets[depth] ?? 0;
    if (leaves && screen.r(start) < SQUARE) return this.drawDust(ctx, screen, start);
    for (const bucket of this.buckets) bucket.length = 0;
    for (let row = start; row < (this.circles.offsets[depth + 1] ?? 0); row++) {
      if (screen.shows(row, SMALLEST)) this.buckets[this.levels[row] ?? 0]?.push(row);
    }
    this.buckets.forEach((rows, shade) => {
      const found = SHADES[shade];
      if (rows.length === 0 || found === undefined) return;
      const { full, faint } = found;
      if (leaves) fillDiscs(ctx, screen, rows, full);
      else fillMembranes(ctx, screen, rows, full, faint);
    });
  }

  /** Leaves (all are of one size) that are too small to be round. */
  private drawDust(ctx: Context, screen: Screen, start: number): void {
    if (screen.r(start) < SMALLEST) return;
    const rows: number[] = [];
    for (let row = start; row < this.circles.count; row++) if (screen.shows(row, 0)) rows.push(row);
    const at = { x: (row: number) => screen.x(row), y: (row: number) => screen.y(row), r: (row: number) => screen.r(row) };
    drawDots(ctx, rows, at, (row) => this.levels[row] ?? 0);
  }

  /** A mark in the middle of those that are not what they seem, or no optimizers at all. */
  private drawStrategies(ctx: Context, screen: Screen): void {
    if (this.marked.size === 0) return;
    for (const [code, mark] of this.marked) {
      ctx.beginPath();
      for (let row = 0; row < this.circles.count; row++) {
        if (strategyOf(this.kinds[row] ?? 0) !== code || !screen.shows(row, MARKED)) continue;
        const leaf = (this.circles.childCount[row] ?? 0) === 0;
        mark.path(ctx, screen.x(row), leaf ? screen.y(row) : screen.y(row) - screen.r(row), leaf ? screen.r(row) : 9);
      }
      ctx.fillStyle = mark.fill;
      ctx.fill();
      ctx.strokeStyle = INK;
      ctx.lineWidth = 1;
      ctx.stroke();
    }
  }

  private drawNewcomers(ctx: Context, screen: Screen, now: number): boolean {
    let fading = false;
    const alike = new Map<string, { readonly age: number; readonly width: number; readonly rows: number[] }>();
    for (let row = 0; row < this.circles.count; row++) {
      const age = now - (this.born[row] ?? -Infinity);
      if (age >= FLASH) continue;
      fading = true;
      if (!screen.shows(row, FLASHING)) continue;
      const width = Math.round(2 * Math.max(1, Math.min(3, 0.25 * screen.r(row)))) / 2;
      const key = `${age} ${width}`;
      const group = alike.get(key) ?? { age, width, rows: [] };
      if (group.rows.push(row) === 1) alike.set(key, group);
    }
    ctx.strokeStyle = INK;
    for (const { age, width, rows } of alike.values()) {
      ctx.globalAlpha = 1 - age / FLASH;
      ctx.lineWidth = width;
      ctx.beginPath();
      for (const row of rows) addCircle(ctx, screen.x(row), screen.y(row), screen.r(row));
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    return fading;
  }

  /** Names at the upper edge of the units one level inside the one in focus, where there is room. */
  private drawLabels(ctx: Context, screen: Screen, marks: Marks): void {
    const first = this.circles.firstChild[marks.focus] ?? -1;
    if (first < 0) return;
    ctx.font = `600 ${screen.window.text}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (let row = first; row < first + (this.circles.childCount[marks.focus] ?? 0); row++) {
      if (screen.shows(row, LABELLED)) label(ctx, screen, row, marks.name(row));
    }
  }
}

/** Turns the blankets' coordinates into those of the window. */
class Screen {
  private readonly scale: number;
  private readonly left: number;
  private readonly top: number;

  constructor(
    private readonly circles: Circles,
    readonly window: Window,
  ) {
    this.scale = Math.min(window.width, window.height) / window.camera.width;
    this.left = window.width / 2 - window.camera.x * this.scale;
    this.top = window.height / 2 - window.camera.y * this.scale;
  }

  x(row: number): number {
    return this.left + (this.circles.x[row] ?? 0) * this.scale;
  }
  y(row: number): number {
    return this.top + (this.circles.y[row] ?? 0) * this.scale;
  }
  r(row: number): number {
    return (this.circles.r[row] ?? 0) * this.scale;
  }
  membrane(row: number): number {
    const room = (this.circles.gap[row] ?? 0) * this.scale;
    return Math.min(14, Math.max(Math.min(1.5, this.r(row)), 0.6 * room));
  }
  /** Is it in the window, and at least so large? */
  shows(row: number, smallest: number): boolean {
    const r = this.r(row);
    if (r < smallest) return false;
    const x = this.x(row);
    const y = this.y(row);
    return x + r >= 0 && y + r >= 0 && x - r <= this.window.width && y - r <= this.window.height;
  }
}

function fillDiscs(ctx: Context, screen: Screen, rows: readonly number[], colour: string): void {
  ctx.fillStyle = colour;
  ctx.strokeStyle = "rgba(27,27,27,.35)";
  ctx.lineWidth = 0.75;
  ctx.beginPath();
  let outlined = false;
  for (const row of rows) {
    const r = screen.r(row);
    outlined ||= r > 2.5;
    addCircle(ctx, screen.x(row), screen.y(row), r);
  }
  ctx.fill();
  if (outlined) ctx.stroke(); // or white ones (neither with nor against) would be lost on a white ground
}

function fillMembranes(ctx: Context, screen: Screen, rows: readonly number[], full: string, faint: string): void {
  ctx.beginPath();
  for (const row of rows) addCircle(ctx, screen.x(row), screen.y(row), screen.r(row));
  ctx.fillStyle = faint;
  ctx.fill();
  ctx.strokeStyle = "rgba(27,27,27,.3)";
  ctx.lineWidth = 0.75;
  ctx.stroke();
  ctx.beginPath();
  for (const row of rows) {
    addCircle(ctx, screen.x(row), screen.y(row), screen.r(row));
    addCircle(ctx, screen.x(row), screen.y(row), Math.max(0, screen.r(row) - screen.membrane(row)));
  }
  ctx.fillStyle = full;
  ctx.fill("evenodd");
}

function addCircle(ctx: Context, x: number, y: number, r: number): void {
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
}

function circle(ctx: Context, x: number, y: number, r: number): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.stroke();
}

function drawRing(ctx: Context, screen: Screen, row: number, width: number): void {
  if (row < 0 || !screen.shows(row, 0)) return;
  const r = Math.max(4, screen.r(row)) + width / 2;
  ctx.strokeStyle = "#fff";
  ctx.lineWidth = width + 3;
  circle(ctx, screen.x(row), screen.y(row), r);
  ctx.strokeStyle = INK;
  ctx.lineWidth = width;
  circle(ctx, screen.x(row), screen.y(row), r);
}

function label(ctx: Context, screen: Screen, row: number, name: string): void {
  const room = 2 * screen.r(row) - 8;
  let text = name;
  while (text.length > 3 && ctx.measureText(text).width > room) text = `${text.slice(0, -2).trimEnd()}…`;
  const half = ctx.measureText(text).width / 2 + 7;
  const x = Math.min(screen.window.width - half - 2, Math.max(half + 2, screen.x(row)));
  const high = 0.83 * screen.window.text;
  const y = Math.max(high + 2, screen.y(row) - screen.r(row) + 2);
  ctx.fillStyle = "rgba(255,255,255,.92)";
  ctx.strokeStyle = "rgba(27,27,27,.35)";
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(x - half, y - high, 2 * half, 2 * high, high);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = INK;
  ctx.fillText(text, x, y + 0.5);
}

interface Mark {
  readonly fill: string;
  readonly path: (ctx: Context, x: number, y: number, r: number) => void;
}

/** A deceiver wears a diamond, a bottlecap a bar. */
export const MARKS: Readonly<Record<string, Mark>> = {
  deceiver: {
    fill: "#fff",
    path: (ctx, x, y, r) => {
      const size = 0.55 * r;
      ctx.moveTo(x, y - size);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y + size);
      ctx.lineTo(x - size, y);
      ctx.closePath();
    },
  },
  bottlecap: {
    fill: "#fff",
    path: (ctx, x, y, r) => {
      ctx.rect(x - 0.6 * r, y - 0.16 * r, 1.2 * r, 0.32 * r);
    },
  },
};
