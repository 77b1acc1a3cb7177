// The ring around a circle says what class its unit is of: by colour, by dashes, by width, and a cross for the misaligned.

import { CLASSES, type ClassLook } from "./classes.js";
import { drawing } from "./svg.js";

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
const PICTURED = 40; // px: larger ones are few
const FINE = 2; // steps of a pixel that radii are rounded to
const MOST = 600; // pictures that are kept

const ringWidth = (look: ClassLook, r: number): number => Math.min(WIDEST, Math.max(0.9, look.width * r));

/** Rings of one class; small ones from pictures of rings, as dashes around hundreds of circles cost more than all else. */
export class Rings {
  private readonly pictures = new Map<string, OffscreenCanvas>();

  draw(ctx: Context, name: string, places: readonly RingPlace[]): void {
    const look = CLASSES[name];
    if (look === undefined) return;
    const ratio = ctx.getTransform().a;
    if (this.pictures.size > MOST) this.pictures.clear(); // all sizes that a flight came by
    for (const { x, y, r, leaf } of places) {
      const radius = Math.round(FINE * ratio * r) / (FINE * ratio);
      const width = Math.round(4 * ringWidth(look, radius)) / 4;
      const around = radius + (leaf ? -width / 2 : width / 2); // outside a membrane, whose colour it would hide
      if (r > PICTURED) {
        stroke(ctx, look, x, y, around, width);
        continue;
      }
      const picture = this.pictureOf(look, name, around, width, ratio);
      const half = picture.width / 2;
      ctx.drawImage(picture, Math.round(x * ratio - half) / ratio, Math.round(y * ratio - half) / ratio, picture.width / ratio, picture.height / ratio);
    }
    if (look.crossed) drawCrosses(ctx, look, places);
  }

  private pictureOf(look: ClassLook, name: string, radius: number, width: number, ratio: number): OffscreenCanvas {
    const key = `${name} ${radius} ${width} ${ratio}`;
    const known = this.pictures.get(key);
    if (known !== undefined) return known;
    const size = 2 * Math.ceil((radius + width) * ratio + 1);
    const made = new OffscreenCanvas(size, size);
    const ctx = made.getContext("2d");
    ctx?.scale(ratio, ratio);
    if (ctx !== null) stroke(ctx, look, size / 2 / ratio, size / 2 / ratio, radius, width);
    this.pictures.set(key, made);
    return made;
  }
}

function stroke(ctx: Context | OffscreenCanvasRenderingContext2D, look: ClassLook, x: number, y: number, radius: number, width: number): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = "#fff";
  ctx.lineWidth = width + 0.8;
  ctx.stroke();
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = width;
  ctx.setLineDash(look.ring.map((part) => part * Math.max(1.1, width)));
  ctx.stroke();
  ctx.setLineDash([]);
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
  const made = drawing(17, 17, "-8.5 -8.5 17 17");
  const width = 8 * look.width;
  const dash = look.ring.map((part) => part * width).join(" ");
  made.add("circle", { r: String(7.5 - width / 2), fill: "#fff", stroke: look.colour, "stroke-width": String(width), "stroke-dasharray": dash });
  if (look.crossed) made.add("path", { d: "M-2.6 -2.6L2.6 2.6M2.6 -2.6L-2.6 2.6", stroke: look.colour, "stroke-width": "1.4" });
  return made.svg;
}
