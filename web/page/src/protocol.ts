// What the server says to the page and the page to the server. The binary frame is written by web/frames.py.

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

/** The shape of a lane's world: sent once, before the lane is in a frame. `world`: the lane's id. */
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
  /** What each column means, in a sentence. */
  readonly measures: Readonly<Record<string, string>>;
  readonly most_ticks: number;
}

/** One unit of a lane, for its card. Vectors are over the features; null where the quantity is undefined. */
export interface UnitMessage {
  readonly type: "unit";
  readonly world: number;
  readonly tick: number;
  readonly layer: number;
  readonly index: number;
  /** Whether nobody is below it: only leaves have a behaviour. */
  readonly leaf: boolean;
  readonly alignment: number | null;
  /** How much it attains of its own aim, and of the letter above, of what could be done for them. */
  readonly competence: number | null;
  readonly reliability: number | null;
  readonly metric: number | null;
  readonly audited: boolean;
  readonly newcomer: boolean;
  /** When its slot was taken over and by a copy of which row of its layer, then when that one had come into the row, and so on. Empty: here from the start. */
  readonly ancestry: readonly { readonly since: number; readonly source: number }[];
  /** Whether more generations may have been before those. */
  readonly earlier: boolean;
  readonly strategy: string;
  readonly class: string | null;
  /** superoptimizer, suboptimizer, transoptimizer or peer of its parent, whether both know the same, and the features that neither
   * knows; null: at the top, or no mesa-optimizer. */
  readonly relation: { readonly name: string; readonly same: boolean; readonly unknown: readonly string[] } | null;
  /** The ways around its blanket, and how far each moved its aim (foresight: its letter) in this tick: 1 is a right angle. */
  readonly leaks: readonly { readonly kind: string; readonly strength: number; readonly moved: number }[];
  readonly goal: readonly (number | null)[];
  readonly letter: readonly (number | null)[] | null;
  readonly aim: readonly (number | null)[] | null;
  /** What its conduct shows it to want (web/behaviour.py); null where nobody has asked. */
  readonly behaviour: {
    readonly from: number;
    readonly to: number;
    readonly estimate: readonly number[] | null;
    readonly low: readonly number[] | null;
    readonly high: readonly number[] | null;
    readonly determined: boolean;
    readonly open: readonly string[];
    readonly reason: string;
    readonly agreement: number | null;
    readonly alignment: number | null;
    readonly verdict: string;
  } | null;
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

/** The parameters of the focus lane at the clock, where they differ from its scenario's, and what it takes to get here again. */
export interface ValuesMessage {
  readonly type: "values";
  readonly world: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly differs: readonly { readonly path: string; readonly before: Value; readonly now: Value }[];
}

/** All that decides a lane's world, but the tick. */
export interface LaneAt {
  /** What the reader calls it; empty: the page finds a label. */
  readonly name: string;
  /** "contrast": the scenario's own contrast to the first lane, of which changes and hand are then derived. */
  readonly role: "own" | "contrast";
  readonly scenario: string;
  readonly seed: number;
  /** Values by path that hold from the start. */
  readonly changes: Readonly<Record<string, Value>>;
  /** What was changed by hand on the way, and what is still to come. */
  readonly hand: readonly ByHand[];
  /** The tick at which it left the lane that it was branched from; 0: its own from the start. */
  readonly since: number;
}

/** A lane as it stands: what it is, under which number, and what is to be said of it ("" : nothing). */
export interface LaneInfo extends LaneAt {
  readonly world: number;
  readonly sentence: string;
  /** It goes no further; the sentence says why. */
  readonly ended: boolean;
}

/** Which lanes there are, in their order; sent whenever that, or anything of them, has changed. */
export interface LanesMessage {
  readonly type: "lanes";
  readonly lanes: readonly LaneInfo[];
  /** Places in `lanes`. */
  readonly focus: number;
  readonly beside: number | null;
  readonly side: boolean;
  readonly linked: boolean;
}

/** What the server keeps so that all of this tab can be gone back to. */
export interface MemoryMessage {
  readonly type: "memory";
  readonly bytes: number;
  readonly most: number;
  readonly copies: number;
  /** Ticks between two copies of the focus lane. */
  readonly every: number;
}

/** The state hashes of the lanes at the clock, said when everything stands still: id -> hexadecimal SHA-256. */
export interface StandsMessage {
  readonly type: "stands";
  readonly tick: number;
  readonly hashes: Readonly<Record<string, string>>;
}

/** A way around the blankets of a layer's units: what they hear that they should not, and how strongly. */
export interface Leak {
  readonly layer: number;
  readonly kind: string;
  /** Row in its layer; null: all of the layer. */
  readonly unit: number | null;
  readonly strength: number;
  /** Where it comes from: the units below, the unit two layers above, or outside of everything (the intent). */
  readonly source: "children" | "grandparent" | "outside";
}

export interface LeaksMessage {
  readonly type: "leaks";
  readonly world: number;
  readonly leaks: readonly Leak[];
}

/** Units of a layer and one way around their blankets; `open`: those into which it was set to leak. Numbers are null where `reason` says why. */
export interface BlanketRow {
  readonly layer: string;
  readonly kind: string;
  readonly open: boolean;
  /** Units that were measured, of so many. */
  readonly units: number;
  readonly of: number;
  /** Mean information in nats, and its 95 % interval. */
  readonly nats: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Units whose p-value is at most .05: by chance alone one in twenty. */
  readonly alarms: number;
  readonly reason: string;
}

export interface BlanketsMessage {
  readonly type: "blankets";
  readonly world: number;
  /** First and last tick of the stretch. */
  readonly first: number;
  readonly last: number;
  readonly rows: readonly BlanketRow[];
}

/**
 * Of `columns`, the smallest and the largest values (a row a tick) that worlds with other seeds have in the ticks after `first` up to
 * `last`; of what they have over those of the lane `minus`, if given. Null: one of them has none. A message from tick 0 on begins anew.
 */
export interface OthersMessage {
  readonly type: "others";
  readonly world: number;
  readonly minus: number | null;
  readonly first: number;
  readonly last: number;
  readonly columns: readonly string[];
  readonly low: readonly (readonly (number | null)[])[];
  readonly high: readonly (readonly (number | null)[])[];
  /** Why they go no further; empty: they do. */
  readonly sentence: string;
}

/** What can't be had. final: the server hangs up; meant: by unknown names of scenarios, the known ones that they likely mean. */
export interface ProblemMessage {
  readonly type: "problem";
  readonly sentence: string;
  readonly final: boolean;
  readonly meant: Readonly<Record<string, string>>;
}

export type ServerMessage =
  | { readonly type: "hello"; readonly version: string; readonly first: string; readonly scenarios: readonly ScenarioEntry[]; readonly most_lanes: number }
  | { readonly type: "waiting"; readonly sentence: string; readonly share: number | null }
  | LanesMessage
  | WorldMessage
  | { readonly type: "state"; readonly playing: boolean; readonly backwards: boolean; readonly rate: number; readonly tick: number; readonly horizon: number }
  | UnitMessage
  | ControlsMessage
  | ValuesMessage
  | MemoryMessage
  | StandsMessage
  | LeaksMessage
  | BlanketsMessage
  | OthersMessage
  /** What is to be said of a link that was opened: of another version, or past the end of its world. */
  | { readonly type: "remark"; readonly sentence: string }
  | { readonly type: "refused"; readonly world: number; readonly path: string; readonly sentence: string }
  | ProblemMessage;

/** Everything on one clock, at a tick, paused. */
export interface OpenCommand {
  readonly type: "open";
  readonly tick: number;
  /** How far the curves go. */
  readonly horizon: number;
  readonly lanes: readonly LaneAt[];
  readonly focus: number;
  readonly beside: number | null;
  readonly side: boolean;
  readonly linked: boolean;
  /** Of the program that made the link; left out: this one. */
  readonly version?: string;
}

export type Command =
  | OpenCommand
  | { readonly type: "contrast"; readonly on: boolean }
  | { readonly type: "change"; readonly path: string; readonly value: Value; readonly as_text?: boolean; readonly branch?: boolean }
  | { readonly type: "play"; readonly backwards?: boolean }
  | { readonly type: "pause" | "step" | "back" | "reset" | "branch" }
  | { readonly type: "seek"; readonly tick: number }
  | { readonly type: "seed"; readonly seed: number }
  | { readonly type: "scenario"; readonly name: string }
  /** Another scenario as a lane of its own, with the same seed. */
  | { readonly type: "compare"; readonly name: string }
  /** Of lanes, by id. */
  | { readonly type: "focus" | "drop"; readonly world: number }
  | { readonly type: "beside"; readonly world: number | null; readonly side: boolean }
  | { readonly type: "name"; readonly world: number; readonly name: string }
  | { readonly type: "link"; readonly on: boolean }
  | { readonly type: "speed"; readonly rate: number }
  | { readonly type: "ack"; readonly frame: number }
  | { readonly type: "unit"; readonly layer: number | null; readonly index: number | null }
  /** How tight the blankets of the focus lane were in its last so many ticks. */
  | { readonly type: "measure"; readonly ticks: number }
  /** The columns of which the range over other seeds is shown; none: no range is. */
  | { readonly type: "others"; readonly columns: readonly string[] };

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

/** What is seen of the units of all layers, one after the other, the top first. */
export interface Units {
  readonly alignment: Float32Array;
  readonly flags: Uint8Array;
  readonly kinds: Uint8Array;
  /** How open a unit's blanket is, 0 to 255; null: nothing leaks. */
  readonly leaks: Uint8Array | null;
}

/** What is new of one lane. */
export interface LanePart {
  readonly world: number;
  /** Of the picture. */
  readonly tick: number;
  readonly rows: Rows;
  /** null: not shown. */
  readonly units: Units | null;
}

/** One moment of all lanes. */
export interface Frame {
  readonly frame: number;
  readonly tick: number;
  readonly horizon: number;
  readonly playing: boolean;
  readonly backwards: boolean;
  readonly lanes: readonly LanePart[];
}

const HEADER = 6; // numbers
const LANE_HEADER = 7;
const PLAYING = 1; // bits of the fourth number
const BACKWARDS = 2;
const LEAKS = 1; // bit of a lane's last number

export function decodeFrame(buffer: ArrayBuffer): Frame {
  const view = new DataView(buffer);
  const word = (place: number): number => {
    if (4 * place + 4 > buffer.byteLength) throw new RangeError(`a frame of ${buffer.byteLength} bytes is too short`);
    return view.getUint32(4 * place, true);
  };
  const heads = Array.from({ length: word(5) }, (_, lane) => {
    const at = HEADER + LANE_HEADER * lane;
    return { world: word(at), tick: word(at + 1), last: word(at + 2), rowCount: word(at + 3), columns: word(at + 4), units: word(at + 5), leaks: (word(at + 6) & LEAKS) !== 0 };
  });
  const floats = heads.reduce((sum, { rowCount, columns, units }) => sum + rowCount * columns + units, 0);
  const bytes = heads.reduce((sum, { units, leaks }) => sum + (leaks ? 3 : 2) * units, 0);
  let float = 4 * (HEADER + LANE_HEADER * heads.length);
  let byte = float + 4 * floats;
  if (buffer.byteLength !== byte + bytes) throw new RangeError(`this frame should have ${byte + bytes} bytes, got ${buffer.byteLength}`);
  const takeFloats = (length: number): Float32Array => {
    const taken = new Float32Array(buffer, float, length);
    float += 4 * length;
    return taken;
  };
  const takeBytes = (length: number): Uint8Array => {
    const taken = new Uint8Array(buffer, byte, length);
    byte += length;
    return taken;
  };
  const lanes = heads.map(({ world, tick, last, rowCount, columns, units, leaks }): LanePart => {
    const rows = { tick: last, rows: takeFloats(rowCount * columns), rowCount, columns };
    const alignment = takeFloats(units);
    const [flags, kinds] = [takeBytes(units), takeBytes(units)];
    const open = leaks ? takeBytes(units) : null;
    return { world, tick, rows, units: units === 0 ? null : { alignment, flags, kinds, leaks: open } };
  });
  const state = word(3);
  return { frame: word(0), tick: word(1), horizon: word(2), playing: (state & PLAYING) !== 0, backwards: (state & BACKWARDS) !== 0, lanes };
}
