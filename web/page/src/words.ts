// Numbers and states in words, for the page's text and for those who hear it.

import type { Value } from "./protocol.js";

export const number = (value: number | null | undefined, digits = 2): string =>
  value === null || value === undefined || Number.isNaN(value) ? "none" : value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1").replace("-", "−");

/** A parameter's value in a line. */
export function inShort(value: Value): string {
  if (value === null) return "none";
  if (typeof value === "number") return String(Number(value.toPrecision(4)));
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return shortened(JSON.stringify(value));
  const entries = Object.entries(value as Readonly<Record<string, Value>>);
  const called = entries.find(([name]) => CALLED.has(name));
  const pairs = entries.filter((entry) => entry !== called).map(([name, part]) => `${name} ${inShort(part)}`).join(", ");
  if (called === undefined) return shortened(pairs === "" ? "none" : pairs);
  return shortened(pairs === "" ? String(called[1]) : `${String(called[1])} (${pairs})`);
}

const CALLED = new Set(["rule", "kind", "network"]); // what a value with options has its name under
const LONGEST = 60;
const shortened = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

export const count = (value: number): string => value.toLocaleString("en-US");

export interface Seen {
  readonly tick: number;
  readonly playing: boolean;
  readonly layers: readonly { readonly name: string; readonly alignment: number }[];
  readonly efficiency: number;
  readonly newcomers: number;
  /** First tick of the newest regime, if there was a change. */
  readonly shift: number | undefined;
  /** The contrast, if it is shown. */
  readonly contrast?: Pick<Seen, "tick" | "layers" | "efficiency"> | undefined;
}

const inLayers = (layers: Seen["layers"]): string => layers.map(({ name, alignment }) => `${name} ${number(alignment)}`).join(", ");

/** What came out in the contrast so far. */
function contrasted({ tick, contrast }: Seen): string[] {
  if (contrast === undefined || contrast.tick === 0) return [];
  const when = contrast.tick === tick ? "In the contrast" : `In the contrast, at tick ${count(contrast.tick)} so far`;
  return [`${when}: ${inLayers(contrast.layers)}; efficiency ${number(contrast.efficiency)}.`];
}

/** The state of the world in three or four sentences. */
export function summary(seen: Seen): string {
  const state = seen.playing ? "playing" : "paused";
  if (seen.tick === 0) return `Tick 0, ${state}: nothing has happened yet.`;
  const newcomers = seen.newcomers === 1 ? "1 newcomer" : `${count(seen.newcomers)} newcomers`;
  return [
    `Tick ${count(seen.tick)}, ${state}.`,
    `Mean inner alignment: ${inLayers(seen.layers)}.`,
    `Efficiency for the intent ${number(seen.efficiency)}; ${newcomers}.`,
    ...contrasted(seen),
    ...(seen.shift === undefined ? [] : [`The regime changed at tick ${count(seen.shift)}.`]),
  ].join(" ");
}

export const alignmentInWords = (alignment: number): string => {
  if (Number.isNaN(alignment)) return "no aim, or no letter yet";
  if (alignment >= 0.8) return "with the letter above";
  if (alignment >= 0.3) return "partly with the letter above";
  if (alignment > -0.3) return "neither with nor against the letter above";
  return "against the letter above";
};
