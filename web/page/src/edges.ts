// The edges by which a unit hears what it should not: from the units inside it, from two levels above, or from outside of everything.

import type { Circles } from "./circles.js";
import { drawing } from "./svg.js";
import { doors } from "./openings.js";
import { pill } from "./pointers.js";
import type { Leak } from "./protocol.js";
import type { Screen } from "./screen.js";

type Context = CanvasRenderingContext2D;
type Point = readonly [number, number];

/** One way into one unit. */
export interface Edge {
  readonly row: number;
  readonly leak: Leak;
  /** How open the blanket is, 1 to 255. */
  readonly open: number;
  /** Drawn from its source and named; else as a short arrow through the outline. */
  readonly whole: boolean;
}

const INK = "#1b1b1b";
const SMALLEST = 9; // px: smaller circles have no room for an arrow
const NEAR = 14; // px from the edge of the window
/** Colour never alone: the dash tells the source, and so does the way that the arrow points. */
const DASHES: Readonly<Record<Leak["source"], readonly number[]>> = { children: [], grandparent: [8, 5], outside: [2, 3.5] };

export function drawEdges(ctx: Context, screen: Screen, circles: Circles, edges: readonly Edge[], name: (leak: Leak) => string): void {
  for (const edge of edges) {
    if (!screen.shows(edge.row, edge.whole ? 2 : SMALLEST)) continue;
    const arrows = edge.leak.source === "children" ? fromInside(screen, edge) : [fromOutside(screen, circles, edge)];
    for (const [from, to] of arrows) drawArrow(ctx, from, to, edge);
    const first = arrows[0];
    if (edge.whole && first !== undefined) drawName(ctx, screen, edge, first, name(edge.leak));
  }
}

const around = (screen: Screen, row: number, angle: number, r: number): Point => [screen.x(row) + r * Math.cos(angle), screen.y(row) + r * Math.sin(angle)];

/** From among the children through the doors. */
function fromInside(screen: Screen, { row, open, whole }: Edge): readonly (readonly [Point, Point])[] {
  const r = screen.r(row);
  const { at } = doors(r, open);
  const chosen = whole ? at.filter((_, i) => i % 2 === 1) : at.slice(1, 2);
  const inner = whole ? 0.45 * r : r - screen.membrane(row) - Math.min(22, 0.4 * r);
  return chosen.map((angle) => [around(screen, row, angle, inner), around(screen, row, angle, r + 3)]);
}

/** From the edge of what it comes from to the edge of the unit. */
function fromOutside(screen: Screen, circles: Circles, { row, leak, whole, open }: Edge): readonly [Point, Point] {
  const r = screen.r(row);
  const source = leak.source === "grandparent" ? (circles.parent[circles.parent[row] ?? -1] ?? -1) : -1;
  const centre = Math.max(0, source);
  const [dx, dy] = [screen.x(row) - screen.x(centre), screen.y(row) - screen.y(centre)];
  const straight = Math.hypot(dx, dy) < 1 ? -Math.PI / 2 : Math.atan2(dy, dx);
  const { at } = doors(r, open, (circles.childCount[row] ?? 0) === 0);
  const away = (angle: number): number => Math.abs(Math.atan2(Math.sin(angle - straight), Math.cos(angle - straight)));
  const angle = at.reduce((best, one) => (away(one) < away(best) ? one : best), at[0] ?? straight);
  const end = around(screen, row, angle, Math.max(0, r - 0.5 * screen.membrane(row)));
  if (!whole) return [around(screen, row, angle, r + Math.min(24, 0.7 * r)), end];
  const rim = screen.r(centre) + (source < 0 ? 18 : -2); // of nobody's: from beyond the top
  return [around(screen, centre, straight, rim), end];
}

function drawArrow(ctx: Context, [x0, y0]: Point, [x, y]: Point, { leak, whole }: Edge): void {
  const angle = Math.atan2(y - y0, x - x0);
  const width = whole ? 2.5 : 2;
  const head = 3.6 * width;
  const [bx, by] = [x - 0.8 * head * Math.cos(angle), y - 0.8 * head * Math.sin(angle)];
  for (const [colour, wider] of [["#fff", 3], [INK, 0]] as const) {
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = width + wider;
    ctx.setLineDash(wider > 0 ? [] : [...DASHES[leak.source]]);
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(bx, by);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(x + (wider / 2) * Math.cos(angle), y + (wider / 2) * Math.sin(angle));
    for (const side of [-1, 1]) ctx.lineTo(x - (head + wider / 2) * Math.cos(angle + 0.45 * side), y - (head + wider / 2) * Math.sin(angle + 0.45 * side));
    ctx.closePath();
    ctx.fill();
  }
}

/** What kind it is: where an arrow from outside is seen first on its way, and before the head of one from inside. */
function drawName(ctx: Context, screen: Screen, { leak }: Edge, [[x0, y0], [x, y]]: readonly [Point, Point], name: string): void {
  const { width, height } = screen.window;
  const inside = (share: number): boolean => Math.abs(x0 + share * (x - x0) - width / 2) < width / 2 - NEAR && Math.abs(y0 + share * (y - y0) - height / 2) < height / 2 - NEAR;
  const beyond = 1 + 26 / Math.max(1, Math.hypot(x - x0, y - y0));
  const share = leak.source === "children" ? beyond : ([0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].find(inside) ?? 0.9);
  pill(ctx, screen, x0 + share * (x - x0), y0 + share * (y - y0), name);
}

/** An arrow by itself, for the legend. */
export function edgeSample(source: Leak["source"]): SVGSVGElement {
  const made = drawing(24, 12, "0 0 24 12");
  made.add("path", { d: "M1 6H16", stroke: INK, "stroke-width": "2", "stroke-dasharray": DASHES[source].join(" ") });
  made.add("path", { d: "M23 6L14 2V10Z", fill: INK });
  return made.svg;
}
