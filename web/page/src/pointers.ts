// What stands on top of the units: the ring around the one that is pointed at, and names.

import type { Screen } from "./screen.js";

type Context = CanvasRenderingContext2D;

const INK = "#1b1b1b";

function circle(ctx: Context, x: number, y: number, r: number): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.stroke();
}

export function drawRing(ctx: Context, screen: Screen, row: number, width: number): void {
  if (row < 0 || !screen.shows(row, 0)) return;
  const r = Math.max(4, screen.r(row)) + width / 2;
  ctx.strokeStyle = "#fff";
  ctx.lineWidth = width + 3;
  circle(ctx, screen.x(row), screen.y(row), r);
  ctx.strokeStyle = INK;
  ctx.lineWidth = width;
  circle(ctx, screen.x(row), screen.y(row), r);
}

/** Names of units at their upper edges, cut to the room that there is. Where one has no room for "employee 12", all are called by their numbers. */
export function labels(ctx: Context, screen: Screen, named: readonly (readonly [number, string])[]): void {
  const room = (row: number): number => 2 * screen.r(row) + 2;
  const numbers = named.map(([, name]) => /\d+$/.exec(name)?.[0]);
  const short = named.some(([row, name]) => ctx.measureText(name).width > room(row));
  named.forEach(([row, name], i) => {
    let text = (short ? numbers[i] : undefined) ?? name;
    while (text.length > 3 && ctx.measureText(text).width > room(row)) text = `${text.slice(0, -2).trimEnd()}…`;
    pill(ctx, screen, screen.x(row), screen.y(row) - screen.r(row) + 2, text);
  });
}

/** Words on a ground of their own about a point, kept inside the window. */
export function pill(ctx: Context, { window }: Screen, x: number, y: number, text: string): void {
  const half = ctx.measureText(text).width / 2 + 7;
  const high = 0.83 * window.text;
  const left = Math.min(window.width - half - 2, Math.max(half + 2, x));
  const top = Math.min(window.height - high - 2, Math.max(high + 2, y));
  ctx.fillStyle = "rgba(255,255,255,.92)";
  ctx.strokeStyle = "rgba(27,27,27,.35)";
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(left - half, top - high, 2 * half, 2 * high, high);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = INK;
  ctx.fillText(text, left, top + 0.5);
}
