// Numbers and states in words, for the page's text and for those who hear it.

import type { Value } from "./protocol.js";
import { alignment as alignments, fields, summary as said } from "./texts.js";

export { count, number } from "./texts.js";

/** A parameter's value in a line. */
export function inShort(value: Value): string {
  if (value === null) return fields.none;
  if (typeof value === "number") return String(Number(value.toPrecision(4)));
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return shortened(JSON.stringify(value));
  const entries = Object.entries(value as Readonly<Record<string, Value>>);
  const called = entries.find(([name]) => CALLED.has(name));
  const pairs = entries.filter((entry) => entry !== called).map(([name, part]) => `${name} ${inShort(part)}`).join(", ");
  if (called === undefined) return shortened(pairs === "" ? fields.none : pairs);
  return shortened(pairs === "" ? String(called[1]) : `${String(called[1])} (${pairs})`);
}

const CALLED = new Set(["rule", "kind", "network"]); // what a value with options has its name under
const LONGEST = 60;
const shortened = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

export interface Seen {
  readonly tick: number;
  /** How far the world has come, if not to the tick: all else is of that. */
  readonly reached?: number;
  readonly playing: boolean;
  readonly layers: readonly { readonly name: string; readonly alignment: number }[];
  readonly efficiency: number;
  readonly newcomers: number;
  /** First tick of the newest regime, if there was a change. */
  readonly shift: number | undefined;
  /** The world beside it, if one is shown; without a label it is the contrast. */
  readonly contrast?: (Pick<Seen, "tick" | "layers" | "efficiency"> & { readonly label?: string | undefined }) | undefined;
}

const inLayers = (layers: Seen["layers"]): string => layers.map(({ name, alignment }) => said.layer(name, alignment)).join(", ");

/** What came out in the world beside it so far. */
function contrasted({ tick, contrast }: Seen): string[] {
  if (contrast === undefined || contrast.tick === 0) return [];
  const layers = inLayers(contrast.layers);
  const { label = said.contrast, efficiency } = contrast;
  return [contrast.tick === tick ? said.besideNow(label, layers, efficiency) : said.besideAt(label, contrast.tick, layers, efficiency)];
}

/** The state of the world in three or four sentences. */
export function summary(seen: Seen): string {
  const state = seen.playing ? said.playing : said.paused;
  const { reached = seen.tick } = seen;
  if (seen.tick === 0) return said.nothing(state);
  return [
    said.tick(seen.tick, state),
    ...(reached < seen.tick ? [said.reached(reached)] : []),
    said.alignments(inLayers(seen.layers)),
    said.efficiency(seen.efficiency, seen.newcomers),
    ...contrasted(seen),
    ...(seen.shift === undefined ? [] : [said.shift(seen.shift)]),
  ].join(" ");
}

export const alignmentInWords = (alignment: number): string => {
  if (Number.isNaN(alignment)) return alignments.none;
  if (alignment >= 0.8) return alignments.along;
  if (alignment >= 0.3) return alignments.partly;
  return alignment > -0.3 ? alignments.neither : alignments.against;
};
