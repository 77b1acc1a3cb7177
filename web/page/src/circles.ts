// Where the blankets lie: every unit a circle inside the circle of its parent, leaves all of one size.

import { packTogether } from "./packing.js";
import type { LayerShape } from "./protocol.js";

/** Flat arrays over all units, top first, layer after layer. Coordinates: the top is the unit circle around (0, 0). */
export interface Circles {
  readonly count: number;
  /** Row of each layer's first unit; one more entry at the end. */
  readonly offsets: readonly number[];
  readonly layerOf: Uint8Array;
  /** Flat row of the parent, -1 at the top. */
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly childCount: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly r: Float32Array;
  /** Free space between a unit's edge and its children: the room for its membrane. 0 for leaves. */
  readonly gap: Float32Array;
}

type Writable = { -readonly [Key in keyof Circles]: Circles[Key] };

const SPACING = 0.2; // of the radius that a child of average size has

export function layout(layers: readonly LayerShape[]): Circles {
  const offsets = layers.reduce<number[]>((ends, layer) => [...ends, (ends.at(-1) ?? 0) + layer.size], [0]);
  const count = offsets.at(-1) ?? 0;
  const circles = {
    count,
    offsets,
    layerOf: new Uint8Array(count),
    parent: new Int32Array(count).fill(-1),
    firstChild: new Int32Array(count).fill(-1),
    childCount: new Int32Array(count),
    x: new Float32Array(count),
    y: new Float32Array(count),
    r: new Float32Array(count),
    gap: new Float32Array(count),
  };
  connect(layers, circles);
  place(circles);
  return circles;
}

function connect(layers: readonly LayerShape[], circles: Writable): void {
  layers.forEach((layer, depth) => {
    const start = circles.offsets[depth] ?? 0;
    const above = circles.offsets[depth - 1] ?? 0;
    for (let i = 0; i < layer.size; i++) {
      const row = start + i;
      circles.layerOf[row] = depth;
      if (depth === 0) continue;
      const parent = above + (layer.parents[i] ?? 0);
      circles.parent[row] = parent;
      if ((circles.childCount[parent] ?? 0) === 0) circles.firstChild[parent] = row;
      circles.childCount[parent] = (circles.childCount[parent] ?? 0) + 1;
    }
  });
}

/** From the leaves (radius 1) up: packs each family, children relative to their parent; then from the top down: adds that up. */
function place(circles: Writable): void {
  const { count, x, y, r, gap, firstChild, childCount, parent } = circles;
  for (let row = count - 1; row >= 0; row--) {
    const first = firstChild[row] ?? -1;
    if (first < 0) {
      r[row] = 1;
      continue;
    }
    const radii = Array.from(r.subarray(first, first + (childCount[row] ?? 0)));
    const spacing = SPACING * Math.sqrt(radii.reduce((sum, one) => sum + one * one, 0) / radii.length);
    const discs = radii.map((radius) => ({ x: 0, y: 0, r: radius + spacing / 2 }));
    r[row] = packTogether(discs) + spacing / 2;
    gap[row] = spacing;
    discs.forEach((disc, i) => {
      x[first + i] = disc.x;
      y[first + i] = disc.y;
    });
  }
  const scale = 1 / (r[0] ?? 1);
  for (let row = 0; row < count; row++) {
    const above = parent[row] ?? -1;
    x[row] = (x[row] ?? 0) * scale + (x[above] ?? 0);
    y[row] = (y[row] ?? 0) * scale + (y[above] ?? 0);
    r[row] = (r[row] ?? 0) * scale;
    gap[row] = (gap[row] ?? 0) * scale;
  }
}

/** The innermost unit at a point, or -1 outside the top. */
export function unitAt(circles: Circles, x: number, y: number): number {
  const inside = (row: number): boolean =>
    Math.hypot(x - (circles.x[row] ?? 0), y - (circles.y[row] ?? 0)) <= (circles.r[row] ?? 0);
  if (circles.count === 0 || !inside(0)) return -1;
  let row = 0;
  for (;;) {
    const first = circles.firstChild[row] ?? -1;
    const end = first + (circles.childCount[row] ?? 0);
    let next = -1;
    for (let child = first; first >= 0 && child < end && next < 0; child++) if (inside(child)) next = child;
    if (next < 0) return row;
    row = next;
  }
}

/** The units from the top down to this one, itself included. */
export function lineage(circles: Circles, row: number): number[] {
  const line: number[] = [];
  for (let at = row; at >= 0; at = circles.parent[at] ?? -1) line.unshift(at);
  return line;
}
