// Colour of an alignment: purple with the letter above, orange against it. PuOr is safe for colour-blind readers.

import { interpolatePuOr } from "d3-scale-chromatic";

export const LEVELS = 64;
/** The level of a unit that has no alignment (a bottlecap has no aim). */
export const NONE = LEVELS + 1;
const REACH = 0.42; // short of PuOr's ends, which are nearly black; it runs from orange's dark end to purple's the other way round

export interface Shade {
  /** The colour itself. */
  readonly full: string;
  /** The same, faint: the inside of a blanket. */
  readonly faint: string;
  /** The colour as one pixel of an image: alpha, blue, green, red, from the highest byte on. */
  readonly pixel: number;
}

type Rgb = readonly [number, number, number];

const rgb = (text: string): Rgb => {
  const parts = text.match(/\d+/g)?.map(Number) ?? [];
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
};

const mix = (a: Rgb, b: Rgb, share: number): string =>
  `rgb(${a.map((value, i) => Math.round(value + ((b[i] ?? 0) - value) * share)).join(",")})`;

const WHITE: Rgb = [255, 255, 255];
const GREY: Rgb = [150, 150, 150];

function shade(level: number): Shade {
  const colour = level === NONE ? GREY : rgb(interpolatePuOr(0.5 - REACH * ((2 * level) / LEVELS - 1)));
  const [red, green, blue] = colour;
  return { full: mix(colour, colour, 0), faint: mix(colour, WHITE, 0.8), pixel: ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0 };
}

/** A shade per level 0 (against) to LEVELS (with), and NONE. */
export const SHADES: readonly Shade[] = Array.from({ length: LEVELS + 2 }, (_, level) => shade(level));

export function level(alignment: number): number {
  if (Number.isNaN(alignment)) return NONE;
  return Math.round(((Math.min(1, Math.max(-1, alignment)) + 1) / 2) * LEVELS);
}

export const colourOf = (alignment: number): string => (SHADES[level(alignment)] as Shade).full;

/** How a layer's curve is drawn: colour never alone, so each has its own dash. */
export interface Line {
  readonly colour: string;
  readonly dash: readonly number[];
}

const LINES: readonly Line[] = [
  { colour: "#1b1b1b", dash: [] },
  { colour: "#0072b2", dash: [10, 4] },
  { colour: "#00795a", dash: [2, 3] },
  { colour: "#b3266b", dash: [10, 3, 2, 3] },
  { colour: "#6b5b00", dash: [5, 5] },
  { colour: "#2a9bd8", dash: [14, 3] },
  { colour: "#666666", dash: [1, 5] },
  { colour: "#4a3fb0", dash: [6, 2, 1, 2, 1, 2] },
];

/** The same thing in the contrast: same colour, thinner, and dashed otherwise than any line of the world. */
export const besideOf = ({ colour, dash }: Line): Line => ({ colour, dash: dash.length === 0 ? [4, 4] : [...dash.map((part) => Math.max(2, part / 2)), 1, 3] });

export const lineOf = (layer: number): Line => LINES[layer % LINES.length] as Line;
