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

export function label(ctx: Context, screen: Screen, row: number, name: string): void {
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
