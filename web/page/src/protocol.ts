// What the server says to the page and the page to the server. The binary frame is written by web/frames.py.

import type { WorldAt } from "./address.js";

/** One layer of the hierarchy, top first. `parents[i]` is the row of unit i's parent in the layer above (empty at the top). */
export interface LayerShape {
  readonly name: string;
  readonly size: number;
  readonly parents: readonly number[];
  readonly names: readonly string[] | null;
}

export interface ScenarioEntry {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly claim: string;
  /** What to look at from which tick on. */
  readonly story: readonly (readonly [number, string])[];
  /** The story's numbers are means over many runs. */
  readonly means: boolean;
  /** What is otherwise in the contrast; empty if the scenario has none. */
  readonly contrast: string;
}

/** The shape of a world: sent once, before its first frame. */
export interface WorldMessage {
  readonly type: "world";
  readonly world: number;
  readonly scenario: string;
  readonly seed: number;
  readonly features: readonly string[];
  readonly layers: readonly LayerShape[];
  /** Names of all strategies, by code, and of those that are played. */
  readonly strategies: readonly string[];
  readonly present: readonly string[];
  /** Names of the classes, by code. */
  readonly classes: readonly string[];
  readonly columns: readonly string[];
  readonly most_ticks: number;
}

/** One unit, for its card. Vectors are over the features; null where the quantity is undefined. */
export interface UnitMessage {
  readonly type: "unit";
  readonly world: number;
  readonly tick: number;
  readonly layer: number;
  readonly index: number;
  readonly alignment: number | null;
  readonly metric: number | null;
  readonly audited: boolean;
  readonly newcomer: boolean;
  /** When it was replaced last, and by a copy of which row of its layer; null: it has been here from the start. */
  readonly ancestry: { readonly since: number; readonly source: number } | null;
  readonly strategy: string;
  readonly class: string | null;
  readonly goal: readonly (number | null)[];
  readonly letter: readonly (number | null)[] | null;
  readonly aim: readonly (number | null)[] | null;
}

/** A value as JSON holds it. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

export interface OptionDescription {
  /** The rule, graph or other call that takes it. */
  readonly rule: string;
  readonly path: string;
  readonly kind: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly default: Value;
  readonly sentence: string;
  readonly choices: readonly string[];
}

/** One parameter; live: it can change during a run. */
export interface Description {
  readonly path: string;
  readonly kind: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly range: string;
  readonly unit: string;
  readonly default: Value;
  readonly sentence: string;
  readonly live: boolean;
  readonly basic: boolean;
  readonly choices: readonly string[];
  /** Of a rule or another call, what its value has the name under: {rule: "moran", s: 2}. */
  readonly key: string;
  readonly options: readonly OptionDescription[];
}

export interface ControlsMessage {
  readonly type: "controls";
  readonly layers: readonly string[];
  readonly reference: readonly Description[];
}

/** What was changed by hand during a run: tick, path, value. */
export type ByHand = readonly [number, string, Value];

/** The parameters now, where they differ from the scenario's, and what it takes to get here again. */
export interface ValuesMessage {
  readonly type: "values";
  readonly world: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly differs: readonly { readonly path: string; readonly before: Value; readonly now: Value }[];
  readonly changes: Readonly<Record<string, Value>>;
  readonly hand: readonly ByHand[];
}

/** How the contrast stands; rows in frames after it are of these columns, and of this run of it. */
export interface ContrastMessage {
  readonly type: "contrast";
  readonly world: number;
  readonly run: number;
  readonly on: boolean;
  /** Empty: there is no contrast, or not yet. */
  readonly columns: readonly string[];
  /** What else is to be said of it. */
  readonly sentence: string;
}

export type ServerMessage =
  | { readonly type: "hello"; readonly version: string; readonly first: string; readonly scenarios: readonly ScenarioEntry[] }
  | { readonly type: "waiting"; readonly sentence: string; readonly share: number | null }
  | WorldMessage
  | { readonly type: "state"; readonly world: number; readonly playing: boolean; readonly rate: number; readonly tick: number }
  | UnitMessage
  | ControlsMessage
  | ValuesMessage
  | ContrastMessage
  | { readonly type: "refused"; readonly world: number; readonly path: string; readonly sentence: string }
  | { readonly type: "problem"; readonly sentence: string; readonly final: boolean };

export type Command =
  | ({ readonly type: "open" } & WorldAt)
  | { readonly type: "contrast"; readonly on: boolean }
  | { readonly type: "change"; readonly path: string; readonly value: Value; readonly as_text?: boolean }
  | { readonly type: "play" | "pause" | "step" | "reset" }
  | { readonly type: "seed"; readonly seed: number }
  | { readonly type: "scenario"; readonly name: string }
  | { readonly type: "speed"; readonly rate: number }
  | { readonly type: "ack"; readonly frame: number }
  | { readonly type: "unit"; readonly layer: number | null; readonly index: number | null };

/** Bits of a unit's flag byte, and how its kind byte is split (frames.py has the same). */
export const NEWCOMER = 1;
export const AUDITED = 2;
export const WATCHED = 4;
export const classOf = (kind: number): number => (kind >> 4) - 1; // -1: it has not acted yet
export const strategyOf = (kind: number): number => (kind & 15) - 1; // -1: this layer has none

/** Measures, a row a tick, the last one for `tick`; row r, column c at r * columns + c. */
export interface Rows {
  readonly tick: number;
  readonly rows: Float32Array;
  readonly rowCount: number;
  readonly columns: number;
}

/** A picture of one tick and the rows of measures since the picture before it. Units of all layers one after the other. */
export interface Frame extends Rows {
  readonly world: number;
  readonly frame: number;
  readonly playing: boolean;
  readonly alignment: Float32Array;
  readonly flags: Uint8Array;
  readonly kinds: Uint8Array;
  /** What is new of the contrast, if anything is. */
  readonly beside: Rows | null;
}

const HEADER = 7; // numbers
const BESIDE_HEADER = 3;
const PLAYING = 1; // bits of the fourth number
const BESIDE = 2;

export function decodeFrame(buffer: ArrayBuffer): Frame {
  if (buffer.byteLength < 4 * HEADER) throw new RangeError(`a frame has at least ${4 * HEADER} bytes, got ${buffer.byteLength}`);
  const view = new DataView(buffer);
  const word = (place: number): number => (4 * place + 4 <= buffer.byteLength ? view.getUint32(4 * place, true) : 0);
  const [rowCount, columns, units] = [word(4), word(5), word(6)];
  const accompanied = (word(3) & BESIDE) !== 0;
  const [besideTick, besideRows, besideColumns] = accompanied ? [word(7), word(8), word(9)] : [0, 0, 0];
  const lengths = [rowCount * columns, units, besideRows * besideColumns] as const;
  const start = 4 * (HEADER + (accompanied ? BESIDE_HEADER : 0));
  const bytes = start + 4 * (lengths[0] + lengths[1] + lengths[2]);
  if (buffer.byteLength !== bytes + 2 * units) throw new RangeError(`this frame should have ${bytes + 2 * units} bytes, got ${buffer.byteLength}`);
  const afterRows = start + 4 * lengths[0];
  const beside = new Float32Array(buffer, afterRows + 4 * units, lengths[2]);
  return {
    world: word(0),
    frame: word(1),
    tick: word(2),
    playing: (word(3) & PLAYING) !== 0,
    rows: new Float32Array(buffer, start, lengths[0]),
    rowCount,
    columns,
    alignment: new Float32Array(buffer, afterRows, units),
    flags: new Uint8Array(buffer, bytes, units),
    kinds: new Uint8Array(buffer, bytes + units, units),
    beside: accompanied ? { tick: besideTick, rows: beside, rowCount: besideRows, columns: besideColumns } : null,
  };
}
