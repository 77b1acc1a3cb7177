// The broken outline of a unit whose blanket is open: doors cut through its membrane and its ring, the wider the more it is open.

import { drawing } from "./svg.js";
import type { Screen } from "./screen.js";

type Context = CanvasRenderingContext2D;

export interface Opening {
  readonly row: number;
  /** 1 to 255. */
  readonly open: number;
  readonly leaf: boolean;
}

export const OPENED = 4.5; // px: smaller circles have no room for a door
export const LEAF_OPENED = 6; // px
const JAMBED = 34; // px
const INK = "#1b1b1b";
const NARROWEST = 0.16; // of an outline is missing where a blanket is hardly open,
const WIDEST = 0.62; // and where it is wholly open
const OUTSIDE = 3.6; // px that a ring takes beyond a membrane

/** Where the doors of a circle of radius r stand (angles), and half of the angle that each takes. */
export function doors(r: number, open: number, leaf = false): { readonly at: readonly number[]; readonly half: number } {
  const count = leaf ? 3 : r >= 34 ? 8 : r >= 12 ? 6 : 4; // a leaf's ring must still be seen between them
  // By the root, as most leaks move little: a tenth of the way must not look like none
  const missing = NARROWEST + (WIDEST - NARROWEST) * Math.sqrt(open / 255);
  const at = Array.from({ length: count }, (_, i) => (2 * Math.PI * (i + 0.5)) / count - Math.PI / 2); // none at the top, where the name stands
  return { at, half: Math.max((missing * Math.PI) / count, Math.min(1.2 / r, Math.PI / (2 * count))) };
}

interface Door {
  readonly x: number;
  readonly y: number;
  readonly inner: number;
  readonly outer: number;
  readonly from: number;
  readonly to: number;
}

function doorsOf(screen: Screen, { row, open, leaf }: Opening): Door[] {
  const [x, y, r] = [screen.x(row), screen.y(row), screen.r(row)];
  const inner = leaf ? 0.74 * r : Math.max(0, r - screen.membrane(row) - 0.6);
  const outer = leaf ? r + 1 : r + Math.min(OUTSIDE, Math.max(0.9, 0.22 * r)) + 0.8;
  const { at, half } = doors(r, open, leaf);
  return at.map((angle) => ({ x, y, inner, outer, from: angle - half, to: angle + half }));
}

/** All that are open: what is missing in white, and where there is room for them dark jambs, or a white outline would hide its doors. */
export function drawOpenings(ctx: Context, screen: Screen, openings: readonly Opening[]): void {
  if (openings.length === 0) return;
  const all = openings.flatMap((opening) => doorsOf(screen, opening));
  ctx.beginPath();
  for (const { x, y, inner, outer, from, to } of all) {
    ctx.moveTo(x + outer * Math.cos(from), y + outer * Math.sin(from));
    ctx.arc(x, y, outer, from, to);
    ctx.arc(x, y, inner, to, from, true);
    ctx.closePath();
  }
  ctx.fillStyle = "#fff";
  ctx.fill();
  ctx.beginPath();
  for (const { x, y, inner, outer, from, to } of all) {
    if (outer < JAMBED) continue;
    for (const side of [from, to]) {
      ctx.moveTo(x + inner * Math.cos(side), y + inner * Math.sin(side));
      ctx.lineTo(x + outer * Math.cos(side), y + outer * Math.sin(side));
    }
  }
  ctx.strokeStyle = INK;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}

/** A broken outline by itself, for the legend. */
export function openingSample(): SVGSVGElement {
  const made = drawing(17, 17, "-8.5 -8.5 17 17");
  made.add("circle", { r: "6", fill: "none", stroke: "#77736a", "stroke-width": "3.4" });
  const part = (2 * Math.PI * 6) / 4;
  made.add("circle", { r: "6", fill: "none", stroke: "#fff", "stroke-width": "4.4", "stroke-dasharray": `${0.45 * part} ${0.55 * part}` });
  return made.svg;
}
