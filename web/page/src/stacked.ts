// Stacked areas on a chart over ticks, and a line for their sum.

import type uPlot from "uplot";
import { pattern, type Fill } from "./patterns.js";
import { stack, type Stack } from "./stacks.js";
import type { Numbers } from "./tick_chart.js";

/** How the first traces of a chart are stacked. */
export interface Areas {
  readonly fills: readonly Fill[];
  /** Places of the last tick of each step; null: from tick to tick. */
  readonly ends: () => readonly number[] | null;
  /** The trace that is drawn as a line over them, if there is one. */
  readonly sum: number | null;
}

const SUM = "#1b1b1b";
const POINTS_PER_PIXEL = 1;

/** What a chart's form needs to draw them. */
export function stacking({ fills, ends, sum }: Areas): { readonly extent: (numbers: Numbers) => readonly [number, number]; readonly paint: (plot: uPlot, numbers: Numbers) => void } {
  let known: { readonly of: Numbers; readonly stack: Stack } | null = null;
  const stacked = (numbers: Numbers): Stack => {
    if (known?.of !== numbers) known = { of: numbers, stack: stack(numbers.of.slice(0, fills.length)) };
    return known.stack;
  };
  return {
    extent: (numbers) => [stacked(numbers).low, stacked(numbers).high],
    paint: (plot, numbers) => {
      if (numbers.ticks.length === 0) return;
      const { from, to } = stacked(numbers);
      const places = ends();
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      fills.forEach((fill, i) => {
        const [begin, end] = [from[i], to[i]];
        if (begin === undefined || end === undefined) return;
        ctx.fillStyle = pattern(ctx, fill, devicePixelRatio);
        ctx.strokeStyle = fill.colour;
        ctx.lineWidth = devicePixelRatio;
        ctx.setLineDash([]);
        if (places === null) area(plot, numbers.ticks, begin, end);
        else bars(plot, numbers.ticks, begin, end, places);
      });
      const line = sum === null ? undefined : numbers.of[sum];
      if (line !== undefined) total(plot, numbers.ticks, line, places);
      ctx.restore();
    },
  };
}

const across = (plot: uPlot, tick: number): number => plot.valToPos(tick, "x", true);
const upTo = (plot: uPlot, value: number): number => plot.valToPos(value, "y", true);

/** No more points than there are pixels. */
function thinned(plot: uPlot, length: number): number[] {
  const each = Math.max(1, Math.floor(length / (plot.bbox.width * POINTS_PER_PIXEL)));
  const places: number[] = [];
  for (let i = 0; i < length; i += each) places.push(i);
  if (places.at(-1) !== length - 1) places.push(length - 1);
  return places;
}

function area(plot: uPlot, ticks: readonly number[], from: Float64Array, to: Float64Array): void {
  const places = thinned(plot, ticks.length);
  const { ctx } = plot;
  ctx.beginPath();
  for (const i of places) ctx.lineTo(across(plot, ticks[i] ?? 0), upTo(plot, to[i] ?? 0));
  const edge = new Path2D();
  for (const i of places) edge.lineTo(across(plot, ticks[i] ?? 0), upTo(plot, to[i] ?? 0));
  for (const i of places.toReversed()) ctx.lineTo(across(plot, ticks[i] ?? 0), upTo(plot, from[i] ?? 0));
  ctx.fill();
  ctx.stroke(edge);
}

/** One for each step, as wide as its ticks. */
function bars(plot: uPlot, ticks: readonly number[], from: Float64Array, to: Float64Array, ends: readonly number[]): void {
  const { ctx } = plot;
  let left = across(plot, 0);
  for (const end of ends) {
    const right = across(plot, ticks[end] ?? 0);
    const [a, b] = [upTo(plot, from[end] ?? 0), upTo(plot, to[end] ?? 0)];
    ctx.fillRect(left, a, right - left, b - a);
    if (Math.abs(b - a) > 2 * devicePixelRatio) ctx.strokeRect(left, a, right - left, b - a);
    left = right;
  }
}

function total(plot: uPlot, ticks: readonly number[], values: readonly number[], ends: readonly number[] | null): void {
  const { ctx } = plot;
  ctx.beginPath();
  let left = across(plot, 0);
  for (const i of ends ?? thinned(plot, ticks.length)) {
    const [x, y] = [across(plot, ticks[i] ?? 0), upTo(plot, values[i] ?? 0)];
    if (ends !== null) ctx.lineTo(left, y);
    ctx.lineTo(x, y);
    left = x;
  }
  // A white edge, so that it stands out from any area
  for (const [colour, width] of [["#ffffff", 4.5], [SUM, 2.5]] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width * devicePixelRatio;
    ctx.stroke();
  }
}
