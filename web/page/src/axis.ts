// How far an axis of values must reach, how wide it is, and with how many digits its values are told.

import { smallText } from "./dom.js";

export const MOST_DIGITS = 6;
const USUAL = 5; // signs of an axis' value: up to here all charts' ticks stand below each other

/** The smallest and the largest value there is; 0 and 0 if there is none. */
export function extremes(of: readonly (readonly number[])[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const values of of) {
    for (const value of values) {
      if (value < low) low = value; // NaN is neither
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 0];
}

/** Room for an axis' values, in px. */
export function widthOf(values: readonly string[] | null): number {
  const longest = Math.max(USUAL, ...(values ?? []).map(({ length }) => length));
  return Math.ceil(0.62 * longest * smallText()) + 12;
}

/** Digits after the point that values at such steps have. */
export function decimals(step: number): number {
  for (let digits = 0; digits < MOST_DIGITS; digits++) {
    const scaled = step * 10 ** digits;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return digits;
  }
  return MOST_DIGITS;
}

/** Digits with which values on an axis of this length are told: a hundredth of it, or less, can be seen. */
export const digitsFor = (length: number): number => Math.min(MOST_DIGITS, Math.max(2, Math.ceil(1.5 - Math.log10(length))));
