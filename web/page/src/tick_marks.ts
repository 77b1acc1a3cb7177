// What is marked on every chart over ticks: 0, regime changes, where worlds branched off or were changed by hand, and the clock.

import type uPlot from "uplot";
import { smallText } from "./dom.js";
import type { Lane, Lanes } from "./lanes.js";
import { charts } from "./texts.js";
import type { Form } from "./tick_chart.js";

export const INK = "#4a4a4a";

const CLOCK = "#4b2a7b";
const EDGE = "#ffffff";
const MOST_SHIFTS = 40; // a regime that changes all the time would hide the curves behind its marks
const LEAST_LABELLED = 56; // px

/** Lanes as they are now: what has been changed by hand in them makes no new chart. */
export const lanesNow = ({ all }: Lanes, shown: readonly Lane[]): readonly Lane[] => all.filter(({ id }) => shown.some((lane) => lane.id === id));

export function drawMarks(plot: uPlot, lanes: Lanes, { zero, directions, shown }: Form): void {
  const { focus, tick, horizon } = lanes;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${smallText() * devicePixelRatio}px system-ui, sans-serif`;
  if (zero) drawZero(plot);
  if (directions !== undefined) write(plot, horizon, directions, "top");
  drawShifts(plot, focus.history.shifts, directions === undefined);
  for (const { at, label } of lanesNow(lanes, shown)) {
    for (const [changed] of at.hand) if (changed <= horizon) drawChange(plot, changed);
    if (at.since === 0) continue;
    drawUpright(plot, at.since, INK, [1, 3], 1.5);
    if (directions === undefined && bbox.height > 2 * LEAST_LABELLED * devicePixelRatio) write(plot, at.since, charts.branch(label), "top");
  }
  if (tick < horizon) drawUpright(plot, tick, CLOCK, [], 2);
  ctx.restore();
}

function drawZero(plot: uPlot): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(0, "y", true));
  ctx.strokeStyle = INK;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
}

function drawShifts(plot: uPlot, shifts: readonly number[], labelled: boolean): void {
  if (shifts.length > MOST_SHIFTS) return;
  shifts.forEach((tick, i) => {
    drawUpright(plot, tick, INK, [4, 3], 1);
    if (i === 0 && labelled) write(plot, tick, charts.shift, "bottom");
  });
}

function drawUpright(plot: uPlot, tick: number, colour: string, dash: readonly number[], width: number): void {
  const { ctx, bbox } = plot;
  const x = Math.round(plot.valToPos(tick, "x", true));
  ctx.strokeStyle = colour;
  ctx.lineWidth = width * devicePixelRatio;
  ctx.setLineDash(dash.map((part) => part * devicePixelRatio));
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
}

/** A wedge on the axis. */
function drawChange(plot: uPlot, tick: number): void {
  const { ctx, bbox } = plot;
  const [x, y] = [plot.valToPos(tick, "x", true), bbox.top + bbox.height];
  const [half, high] = [5 * devicePixelRatio, 8 * devicePixelRatio];
  ctx.fillStyle = CLOCK;
  ctx.beginPath();
  ctx.moveTo(x - half, y);
  ctx.lineTo(x, y - high);
  ctx.lineTo(x + half, y);
  ctx.fill();
}

/** Beside a tick, on the side where there is room; not at all where there is none. */
function write(plot: uPlot, tick: number, text: string, where: "top" | "bottom"): void {
  const { ctx, bbox } = plot;
  if (bbox.height < LEAST_LABELLED * devicePixelRatio) return;
  const gap = 4 * devicePixelRatio;
  const x = plot.valToPos(tick, "x", true);
  const y = where === "top" ? bbox.top + gap : bbox.top + bbox.height - gap;
  const width = ctx.measureText(text).width + gap;
  const left = x + width > bbox.left + bbox.width;
  if (left && x - width < bbox.left) return;
  ctx.textBaseline = where;
  ctx.textAlign = left ? "right" : "left";
  ctx.setLineDash([]);
  ctx.lineWidth = 3 * devicePixelRatio;
  ctx.strokeStyle = EDGE;
  ctx.fillStyle = INK;
  ctx.strokeText(text, x + (left ? -gap : gap), y);
  ctx.fillText(text, x + (left ? -gap : gap), y);
}
