// The address bar holds all that is seen: worlds, what was changed in each and when, the clock, the view. The link opens it again.

import type { LaneAt, OpenCommand } from "./protocol.js";

/** How the charts are looked at. Empty texts: what they show first. */
export interface Look {
  /** Curves show what the world in focus has over the one beside it. */
  readonly difference: boolean;
  /** And between which values worlds with other seeds lie. */
  readonly others: boolean;
  /** Whose inner alignment: a layer's. */
  readonly alignment: string;
  readonly classes: string;
  /** What the chart of the reader's choice shows. */
  readonly chart: string;
  /** Whose drift of goals, and its sums since the start. */
  readonly drift: string;
  readonly sums: boolean;
}

/** Everything on one clock at a tick, and how it is looked at. */
export interface Visit {
  /** At least one. */
  readonly lanes: readonly LaneAt[];
  /** Places in `lanes`. */
  readonly focus: number;
  readonly beside: number | null;
  readonly side: boolean;
  readonly linked: boolean;
  readonly tick: number;
  /** How far the curves go. */
  readonly horizon: number;
  /** The unit that is zoomed into: layer and place in it. */
  readonly unit: readonly [layer: number, index: number] | null;
  readonly panel: string;
  readonly charts: Look;
  /** Of the program that made the link; empty: not said. */
  readonly version: string;
  /** The first digits of the focus lane's state hash at the tick; empty: not said. */
  readonly hash: string;
}

/** What a link means by what it doesn't say, and what it can't ask for. */
export interface Start {
  readonly scenario: string;
  readonly seed: number;
  readonly mostLanes: number;
  /** The first is the one that is shown otherwise. */
  readonly panels: readonly string[];
}

export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;
export const LATEST_TICK = 100_000; // where a world on the page ends
/** Digits of a state hash that a link holds. */
export const HASH_DIGITS = 16;

export const ownLane = (scenario: string, seed: number): LaneAt => ({ name: "", role: "own", scenario, seed, changes: {}, hand: [], since: 0 });

export const FIRST_LOOK: Look = { difference: false, others: false, alignment: "", classes: "", chart: "", drift: "", sums: false };

export const firstVisit = ({ scenario, seed, panels }: Start): Visit => ({
  lanes: [ownLane(scenario, seed)],
  focus: 0,
  beside: null,
  side: false,
  linked: false,
  tick: 0,
  horizon: 0,
  unit: null,
  panel: panels[0] ?? "",
  charts: FIRST_LOOK,
  version: "",
  hash: "",
});

/** The visit as the server is asked for it. */
export const opening = ({ lanes, focus, beside, side, linked, tick, horizon, version }: Visit): OpenCommand => ({
  type: "open",
  tick,
  horizon,
  lanes,
  focus,
  beside,
  side,
  linked,
  ...(version === "" ? {} : { version }),
});

/** The lane that is beside where a link doesn't say: the contrast, else the first other one. */
export function besideOf(lanes: readonly LaneAt[], focus: number): number | null {
  const others = lanes.map((lane, place) => ({ lane, place })).filter(({ place }) => place !== focus);
  return (others.find(({ lane }) => lane.role === "contrast") ?? others[0])?.place ?? null;
}

export function writeAddress(visit: Visit): string {
  const [first, ...further] = visit.lanes;
  if (first === undefined) return "";
  const fields = new URLSearchParams({ scenario: first.scenario, seed: String(first.seed), tick: String(visit.tick) });
  const put = (key: string, value: string | number, wanted: boolean): void => {
    if (wanted) fields.append(key, String(value));
  };
  put("to", visit.horizon, visit.horizon > visit.tick);
  for (const [path, value] of Object.entries(first.changes)) put("set", `${path}=${JSON.stringify(value)}`, true);
  for (const [tick, path, value] of first.hand) put("at", `${tick}:${path}=${JSON.stringify(value)}`, true);
  put("since", first.since, first.since > 0);
  put("name", first.name, first.name !== "");
  further.forEach((lane, i) => {
    // The contrast that comes last needs no description
    const alone = lane.role === "contrast" && lane.name === "" && i === further.length - 1;
    put(alone ? "contrast" : "world", alone ? 1 : JSON.stringify(inShort(lane, first)), true);
  });
  put("focus", visit.focus + 1, visit.focus > 0);
  put("beside", visit.beside === null ? "none" : visit.beside + 1, visit.beside !== besideOf(visit.lanes, visit.focus));
  put("side", 1, visit.side);
  put("linked", 1, visit.linked);
  put("unit", visit.unit?.join(".") ?? "", visit.unit !== null);
  put("panel", visit.panel, visit.panel !== "" && visit.panel !== "curves");
  for (const [key, value] of Object.entries(visit.charts)) put(key, value === true ? 1 : String(value), value !== false && value !== "");
  put("v", visit.version, visit.version !== "");
  put("hash", visit.hash, visit.hash !== "");
  return `#${fields.toString()}`;
}

/** Only what can't be known from the first lane. */
function inShort({ name, role, scenario, seed, changes, hand, since }: LaneAt, first: LaneAt): object {
  const named = name === "" ? {} : { name };
  if (role === "contrast") return { role, ...named };
  return {
    ...(scenario === first.scenario ? {} : { scenario }),
    ...(seed === first.seed ? {} : { seed }),
    ...(Object.keys(changes).length === 0 ? {} : { set: changes }),
    ...(hand.length === 0 ? {} : { at: hand }),
    ...(since === 0 ? {} : { since }),
    ...named,
  };
}
