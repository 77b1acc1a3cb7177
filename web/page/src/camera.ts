// What part of the blankets is seen: a centre and a width, and the smooth way from one to another.

import { interpolateZoom } from "d3-interpolate";
import type { Circles } from "./circles.js";

/** Centre and the diameter of the disc that just fits the window, in the blankets' own coordinates. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const MARGIN = 1.05;
const LONGEST = 700; // ms

export const lookAt = (circles: Circles, row: number): Camera => ({
  x: circles.x[row] ?? 0,
  y: circles.y[row] ?? 0,
  width: 2 * MARGIN * (circles.r[row] ?? 1),
});

export interface Flight {
  readonly at: (now: number) => Camera;
  readonly ends: number;
}

/** The flight of van Wijk and Nuij (2003): zooms out as far as the way is long. At once for who wants no motion. */
export function fly(from: Camera, to: Camera, now: number, still: boolean): Flight {
  if (still) return { at: () => to, ends: now };
  const path = interpolateZoom([from.x, from.y, from.width], [to.x, to.y, to.width]);
  const time = Math.min(LONGEST, path.duration);
  const at = (when: number): Camera => {
    if (when >= now + time) return to;
    const [x, y, width] = path(Math.max(0, when - now) / time);
    return { x, y, width };
  };
  return { at, ends: now + time };
}
