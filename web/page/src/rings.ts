// The ring around a circle says what class its unit is of: by colour, by dashes, by width, and a cross for the misaligned.

import { CLASSES, type ClassLook } from "./classes.js";

type Context = CanvasRenderingContext2D;

export interface RingPlace {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly leaf: boolean;
}

export const RINGED = 2.6; // px: smaller circles have no room for a ring
export const LEAF_RINGED = 5.5; // px: a ring around a smaller disc would hide its colour
const WIDEST = 3.5; // px

const ringWidth = (look: ClassLook, r: number): number => Math.min(WIDEST, Math.max(0.9, look.width * r));

/** All rings of one class; circles of one size share a path. */
export function drawRings(ctx: Context, name: string, places: readonly RingPlace[]): void {
  const look = CLASSES[name];
  if (look === undefined) return;
  const alike = new Map<number, RingPlace[]>();
  for (const place of places) {
    const width = Math.round(4 * ringWidth(look, place.r)) / 4;
    const group = alike.get(width);
    if (group === undefined) alike.set(width, [place]);
    else group.push(place);
  }
  for (const [width, group] of alike) {
    ctx.beginPath();
    for (const { x, y, r, leaf } of group) {
      const radius = r + (leaf ? -width / 2 : width / 2); // outside a membrane, whose colour it would hide
      ctx.moveTo(x + radius, y);
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
    }
    ctx.strokeStyle = "#fff";
    ctx.lineWidth = width + 0.8;
    ctx.stroke();
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = width;
    ctx.setLineDash(look.ring.map((part) => part * Math.max(1.1, width)));
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (look.crossed) drawCrosses(ctx, look, places);
}

function drawCrosses(ctx: Context, look: ClassLook, places: readonly RingPlace[]): void {
  ctx.beginPath();
  for (const { x, y, r, leaf } of places) {
    if (!leaf) continue;
    const size = 0.36 * r;
    ctx.moveTo(x - size, y - size);
    ctx.lineTo(x + size, y + size);
    ctx.moveTo(x + size, y - size);
    ctx.lineTo(x - size, y + size);
  }
  ctx.strokeStyle = "#fff";
  ctx.lineWidth = 2.4;
  ctx.stroke();
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = 1.2;
  ctx.stroke();
}

/** The ring by itself, for the legend. */
export function ringSample(name: string): SVGSVGElement {
  const look = CLASSES[name] as ClassLook;
  const space = "http://www.w3.org/2000/svg";
  const add = (tag: string, settings: Readonly<Record<string, string>>): void => {
    const made = document.createElementNS(space, tag);
    for (const [key, value] of Object.entries(settings)) made.setAttribute(key, value);
    svg.append(made);
  };
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ width: "17", height: "17", viewBox: "-8.5 -8.5 17 17", "aria-hidden": "true" })) svg.setAttribute(key, value);
  const width = 8 * look.width;
  const dash = look.ring.map((part) => part * width).join(" ");
  add("circle", { r: String(7.5 - width / 2), fill: "#fff", stroke: look.colour, "stroke-width": String(width), "stroke-dasharray": dash });
  if (look.crossed) add("path", { d: "M-2.6 -2.6L2.6 2.6M2.6 -2.6L-2.6 2.6", stroke: look.colour, "stroke-width": "1.4" });
  return svg;
}
