// Draws the nested blankets on a canvas: a membrane for every unit that has others inside, a disc for every leaf.
// Knows nothing of the page, so that notebooks and exports can draw with it too.

import { layout, unitAt, type Circles } from "./circles.js";
import { level, LEVELS, SHADES } from "./colour.js";
import { Dots } from "./dots.js";
import { drawEdges, type Edge } from "./edges.js";
import { MARKS, type Mark } from "./marks.js";
import { drawOpenings, LEAF_OPENED, OPENED, type Opening } from "./openings.js";
import { drawRing, labels } from "./pointers.js";
import { classOf, NEWCOMER, strategyOf, type LayerShape, type Leak, type Units } from "./protocol.js";
import { LEAF_RINGED, RINGED, Rings, type RingPlace } from "./rings.js";
import { Screen, type Window } from "./screen.js";

export { MARKS, type Window };

export type Context = CanvasRenderingContext2D;

export interface Marks {
  /** Flat rows, -1 for none. */
  readonly hover: number;
  readonly cursor: number;
  readonly focus: number;
  /** The name of a unit, for labels. */
  readonly name: (row: number) => string;
  /** Ways around blankets, their names, and the unit whose own are drawn from where they come. */
  readonly leaks: readonly Leak[];
  readonly nameOfLeak: (leak: Leak) => string;
  readonly looked: number;
}

const SMALLEST = 0.45; // px: smaller circles are left to the colour of their parent
const DOTTED = LEAF_RINGED; // px: up to here leaves are written as pixels; larger ones wear a ring
const FLASHING = 1.8; // px: from here newcomers flash
const MARKED = 3.5; // px: from here strategies wear their mark
const LABELLED = 30; // px
const MOST_EDGES = 200; // units that can be shown with what leaks into them
const FLASH = 650; // ms
const INK = "#1b1b1b";

export class Blankets {
  readonly circles: Circles;
  private readonly levels: Uint8Array;
  private readonly kinds: Uint8Array;
  private readonly born: Float64Array;
  private open: Uint8Array | null = null;
  private readonly dots = new Dots();
  private readonly rings = new Rings();
  private updated = 0;
  private readonly buckets: number[][] = Array.from({ length: LEVELS + 2 }, () => []);
  private readonly marked: ReadonlyMap<number, Mark>;

  /** `strategies` and `classes` are the names that a unit's kind byte counts through. */
  constructor(
    layers: readonly LayerShape[],
    strategies: readonly string[],
    private readonly classes: readonly string[] = [],
  ) {
    this.circles = layout(layers);
    this.levels = new Uint8Array(this.circles.count).fill(level(0));
    this.kinds = new Uint8Array(this.circles.count);
    this.born = new Float64Array(this.circles.count).fill(-Infinity);
    this.marked = new Map(strategies.flatMap((name, code) => (MARKS[name] === undefined ? [] : [[code, MARKS[name]]])));
  }

  /** Takes over a frame's units; `now` is when newcomers begin to flash. */
  update({ alignment, flags, kinds, leaks }: Units, now: number): void {
    this.updated = now;
    this.open = leaks;
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
    this.drawClasses(ctx, screen);
    this.drawOpen(ctx, screen);
    this.drawStrategies(ctx, screen);
  }

  classOf(row: number): string | undefined {
    return this.classes[classOf(this.kinds[row] ?? 0)];
  }

  /** What changes in between, on top of the units. True if a flash is still fading. `still`: for who wants no motion. */
  drawMarks(ctx: Context, window: Window, marks: Marks, now: number, still = false): boolean {
    const screen = new Screen(this.circles, window);
    const fading = this.drawNewcomers(ctx, screen, now, still);
    drawRing(ctx, screen, marks.hover, 2);
    drawRing(ctx, screen, marks.cursor, 3);
    ctx.font = `600 ${window.text}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    drawEdges(ctx, screen, this.circles, this.edges(marks), marks.nameOfLeak);
    this.drawLabels(ctx, screen, marks);
    return fading;
  }

  private drawLayer(ctx: Context, screen: Screen, depth: number, leaves: boolean): void {
    const start = this.circles.offsets[depth] ?? 0;
    if (leaves && screen.r(start) < SMALLEST) return;
    if (leaves && screen.r(start) < DOTTED) return this.dots.draw(ctx, screen, start, this.levels);
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

  private drawClasses(ctx: Context, screen: Screen): void {
    const found: RingPlace[][] = this.classes.map(() => []);
    const leaves = this.circles.offsets.at(-2) ?? 0;
    const end = screen.r(leaves) < LEAF_RINGED ? leaves : this.circles.count; // they are all of one size
    for (let row = 0; row < end; row++) {
      const leaf = row >= leaves;
      if (!screen.shows(row, RINGED)) continue;
      found[classOf(this.kinds[row] ?? 0)]?.push({ x: screen.x(row), y: screen.y(row), r: screen.r(row), leaf });
    }
    found.forEach((places, code) => this.rings.draw(ctx, this.classes[code] ?? "", places));
  }

  private drawOpen(ctx: Context, screen: Screen): void {
    const { open } = this;
    if (open === null) return;
    const leaves = this.circles.offsets.at(-2) ?? 0;
    const end = screen.r(leaves) < LEAF_OPENED ? leaves : this.circles.count;
    const found: Opening[] = [];
    for (let row = 0; row < end; row++) {
      const how = open[row] ?? 0;
      if (how > 0 && screen.shows(row, OPENED)) found.push({ row, open: how, leaf: row >= leaves });
    }
    drawOpenings(ctx, screen, found);
  }

  /** Of the unit that is looked at, from where they come; of those one level inside the one in focus, as short arrows. */
  private edges({ leaks, looked, focus }: Marks): Edge[] {
    const first = this.circles.firstChild[focus] ?? -1;
    const inside = first < 0 ? [] : Array.from({ length: Math.min(MOST_EDGES, this.circles.childCount[focus] ?? 0) }, (_, i) => first + i);
    return [...inside.filter((row) => row !== looked), looked].flatMap((row) => {
      const open = this.open?.[row] ?? 0;
      const layer = this.circles.layerOf[row] ?? -1;
      const index = row - (this.circles.offsets[layer] ?? 0);
      const own = open === 0 ? [] : leaks.filter((leak) => leak.layer === layer && (leak.unit === null || leak.unit === index));
      return own.map((leak) => ({ row, leak, open, whole: row === looked }));
    });
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

  /** A flash that fades; for who wants no motion, a ring that stays until the next tick. */
  private drawNewcomers(ctx: Context, screen: Screen, now: number, still: boolean): boolean {
    let fading = false;
    const alike = new Map<string, { readonly age: number; readonly width: number; readonly rows: number[] }>();
    const leaves = this.circles.offsets.at(-2) ?? 0;
    const end = screen.r(leaves) < FLASHING ? leaves : this.circles.count;
    for (let row = 0; row < end; row++) {
      const age = still ? (this.born[row] === this.updated ? 0 : FLASH) : now - (this.born[row] ?? -Infinity);
      if (age >= FLASH) continue;
      fading = !still;
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
    const named: (readonly [number, string])[] = [];
    for (let row = first; row < first + (this.circles.childCount[marks.focus] ?? 0); row++) {
      if (screen.shows(row, LABELLED)) named.push([row, marks.name(row)]);
    }
    labels(ctx, screen, named);
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
