// What the server says to the page and the page to the server. The binary frame is written by web/frames.py.

import type { Visit } from "./address.js";

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

export type ServerMessage =
  | { readonly type: "hello"; readonly version: string; readonly first: string; readonly scenarios: readonly ScenarioEntry[] }
  | { readonly type: "waiting"; readonly sentence: string; readonly share: number | null }
  | WorldMessage
  | { readonly type: "state"; readonly world: number; readonly playing: boolean; readonly rate: number; readonly tick: number }
  | UnitMessage
  | ControlsMessage
  | ValuesMessage
  | { readonly type: "refused"; readonly world: number; readonly path: string; readonly sentence: string }
  | { readonly type: "problem"; readonly sentence: string; readonly final: boolean };

export type Command =
  | ({ readonly type: "open" } & Visit)
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

/** A picture of one tick and the rows of measures since the picture before it. Units of all layers one after the other. */
export interface Frame {
  readonly world: number;
  readonly frame: number;
  readonly tick: number;
  readonly playing: boolean;
  /** Measures, a row a tick, the last one for `tick`; row r, column c at r * columns + c. */
  readonly rows: Float32Array;
  readonly rowCount: number;
  readonly columns: number;
  readonly alignment: Float32Array;
  readonly flags: Uint8Array;
  readonly kinds: Uint8Array;
}

const HEADER = 7;

export function decodeFrame(buffer: ArrayBuffer): Frame {
  if (buffer.byteLength < 4 * HEADER) throw new RangeError(`a frame has at least ${4 * HEADER} bytes, got ${buffer.byteLength}`);
  const view = new DataView(buffer);
  const word = (place: number): number => view.getUint32(4 * place, true);
  const rowCount = word(4);
  const columns = word(5);
  const units = word(6);
  const expected = 4 * (HEADER + rowCount * columns + units) + 2 * units;
  if (buffer.byteLength !== expected) throw new RangeError(`this frame should have ${expected} bytes, got ${buffer.byteLength}`);
  const afterRows = 4 * (HEADER + rowCount * columns);
  return {
    world: word(0),
    frame: word(1),
    tick: word(2),
    playing: (word(3) & 1) === 1,
    rows: new Float32Array(buffer, 4 * HEADER, rowCount * columns),
    rowCount,
    columns,
    alignment: new Float32Array(buffer, afterRows, units),
    flags: new Uint8Array(buffer, afterRows + 4 * units, units),
    kinds: new Uint8Array(buffer, afterRows + 5 * units, units),
  };
}
