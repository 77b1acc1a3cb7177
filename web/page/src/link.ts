// Reads a link; what in it can't be followed to the letter is said in a sentence: what, what may stand there, what is done instead.

import { besideOf, FIRST_LOOK, LARGEST_SEED, LATEST_TICK, ownLane, type Look, type Start, type Visit } from "./address.js";
import type { ByHand, LaneAt, Value } from "./protocol.js";
import { address as said } from "./texts.js";

export interface Reading {
  readonly visit: Visit;
  /** A sentence for each thing that is wrong with the link: what, and what is done instead. */
  readonly wrong: readonly string[];
}

/** Letters of a name. */
const LONGEST_NAME = 60;

const REPEATED = ["set", "at", "world"];
const KEYS = [
  ...["scenario", "seed", "tick", "to", "since", "name", "contrast"],
  ...["focus", "beside", "side", "linked", "unit", "panel", "v", "hash"],
  ...Object.keys(FIRST_LOOK),
  ...REPEATED,
];

const isWhole = (value: unknown, most: number): value is number => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isTable = (value: unknown): value is Readonly<Record<string, Value>> => typeof value === "object" && value !== null && !Array.isArray(value);

const whole = (text: string, most: number): number | undefined => {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return isWhole(value, most) ? value : undefined;
};

const parsed = (text: string): Value | undefined => {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
};

/** What a link says, `hash` being all from its # on. */
export function readAddress(hash: string, start: Start): Reading {
  const reader = new Reader(new URLSearchParams(hash.replace(/^#/, "")), start);
  return { visit: reader.visit(), wrong: reader.wrong };
}

class Reader {
  readonly wrong: string[] = [];

  constructor(
    private readonly fields: URLSearchParams,
    private readonly start: Start,
  ) {}

  visit(): Visit {
    this.checkKeys();
    const tick = this.number("tick", LATEST_TICK, 0, said.startInstead);
    const horizon = Math.max(tick, this.number("to", LATEST_TICK, tick, said.horizonInstead));
    const { lanes, places } = ordered(this.lanes());
    const focus = this.place("focus", places, 0, said.firstInstead) ?? 0;
    const visit = {
      lanes,
      focus,
      beside: this.beside(places, focus, lanes),
      side: this.flag("side"),
      linked: this.flag("linked"),
      tick,
      horizon,
      unit: this.unit(),
      panel: this.panel(),
      charts: this.charts(),
      version: this.matching("v", /^[\w.+-]{1,40}$/, said.version),
    };
    const asMeant = this.wrong.length === 0; // else its state is of something that isn't shown
    const hash = this.matching("hash", /^[0-9a-f]{16}$/, said.hash);
    return { ...visit, hash: asMeant ? hash : "" };
  }

  private checkKeys(): void {
    for (const key of new Set(this.fields.keys())) {
      if (!KEYS.includes(key)) this.wrong.push(said.unknown(key));
      else if (!REPEATED.includes(key) && this.fields.getAll(key).length > 1) this.wrong.push(said.twice(key));
    }
  }

  private number(key: string, most: number, otherwise: number, instead: string): number {
    const text = this.fields.get(key);
    if (text === null) return otherwise;
    const value = whole(text, most);
    if (value === undefined) this.wrong.push(said.whole(key, text, most, instead));
    return value ?? otherwise;
  }

  private flag(key: string): boolean {
    const text = this.fields.get(key);
    if (text !== null && text !== "1") this.wrong.push(said.flag(key, text));
    return text === "1";
  }

  private matching(key: string, pattern: RegExp, sentence: (text: string) => string): string {
    const text = this.fields.get(key);
    if (text === null || pattern.test(text)) return text ?? "";
    this.wrong.push(sentence(text));
    return "";
  }

  private panel(): string {
    const { panels } = this.start;
    const text = this.fields.get("panel") ?? panels[0] ?? "";
    if (panels.includes(text)) return text;
    this.wrong.push(said.panel(text, panels.join(", ")));
    return panels[0] ?? "";
  }

  private charts(): Look {
    const text = (key: keyof Look): string => this.fields.get(key) ?? "";
    const [difference, others, sums] = [this.flag("difference"), this.flag("others"), this.flag("sums")];
    return { difference, others, alignment: text("alignment"), classes: text("classes"), chart: text("chart"), drift: text("drift"), sums };
  }

  private unit(): Visit["unit"] {
    const text = this.fields.get("unit");
    const found = /^(\d{1,3})\.(\d{1,10})$/.exec(text ?? "");
    if (text !== null && found === null) this.wrong.push(said.unit(text));
    return found === null ? null : [Number(found[1]), Number(found[2])];
  }

  /** All lanes in the link's order; null: one that can't be read, though it has its number. */
  private lanes(): (LaneAt | null)[] {
    const first = this.first();
    const further = this.fields.getAll("world").map((text) => {
      const lane = laneOf(parsed(text), first);
      if (lane === null) this.wrong.push(said.world(shortened(text)));
      return lane;
    });
    const contrast = this.flag("contrast") ? [contrastTo(first, "")] : [];
    const lanes = [first, ...further, ...contrast].map((lane) => lane && this.shortlyNamed(lane));
    const most = this.start.mostLanes;
    if (lanes.length > most) this.wrong.push(said.tooMany(most));
    return this.oneContrast(lanes.slice(0, most));
  }

  private shortlyNamed(lane: LaneAt): LaneAt {
    const name = lane.name.slice(0, LONGEST_NAME);
    if (name !== lane.name) this.wrong.push(said.name(name));
    return { ...lane, name };
  }

  private oneContrast(lanes: readonly (LaneAt | null)[]): (LaneAt | null)[] {
    const first = lanes.findIndex((lane) => lane?.role === "contrast");
    const kept = lanes.map((lane, place) => (lane?.role === "contrast" && place !== first ? null : lane));
    if (kept.some((lane, place) => lane !== lanes[place])) this.wrong.push(said.contrasts);
    return kept;
  }

  private first(): LaneAt {
    const { scenario, seed } = this.start;
    const named = this.fields.get("scenario") ?? "";
    return {
      ...ownLane(named === "" ? scenario : named, this.number("seed", LARGEST_SEED, seed, said.seedInstead(seed))),
      name: this.fields.get("name") ?? "",
      changes: Object.fromEntries(this.fields.getAll("set").flatMap((text) => this.setting("set", text, text))),
      hand: this.fields.getAll("at").flatMap((text) => this.byHand(text)),
      since: this.number("since", LATEST_TICK, 0, said.leftOut),
    };
  }

  /** `path=JSON`, or nothing. */
  private setting(key: string, text: string, all: string): (readonly [string, Value])[] {
    const found = /^([^=]+)=(.+)$/s.exec(text);
    const value = parsed(found?.[2] ?? "");
    if (value !== undefined) return [[found?.[1] ?? "", value]];
    this.wrong.push(said.setting(key, all));
    return [];
  }

  private byHand(text: string): ByHand[] {
    const found = /^(\d+):(.+)$/s.exec(text);
    const tick = whole(found?.[1] ?? "", LATEST_TICK);
    if (tick !== undefined) return this.setting("at", found?.[2] ?? "", text).map((set) => [tick, ...set]);
    this.wrong.push(said.setting("at", text));
    return [];
  }

  /** A lane by its number in the link, from 1 on. */
  private place(key: string, places: readonly (number | null)[], otherwise: number | null, instead: string): number | null {
    const text = this.fields.get(key);
    if (text === null) return otherwise;
    const place = places[(whole(text, places.length) ?? 0) - 1] ?? null;
    if (place === null) this.wrong.push(said.place(key, text, places.length, instead));
    return place ?? otherwise;
  }

  private beside(places: readonly (number | null)[], focus: number, lanes: readonly LaneAt[]): number | null {
    if (this.fields.get("beside") === "none") return null;
    const otherwise = besideOf(lanes, focus);
    if (this.fields.get("beside") === null) return otherwise;
    const place = this.place("beside", places, null, said.besideInstead);
    return place === focus ? null : place;
  }
}

export const shortened = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`);

/** Those that can be read, the contrast last; and where each lane of the link comes to stand among them. */
function ordered(found: readonly (LaneAt | null)[]): { readonly lanes: readonly LaneAt[]; readonly places: readonly (number | null)[] } {
  const read = found.filter((lane) => lane !== null);
  const lanes = [...read.filter(({ role }) => role === "own"), ...read.filter(({ role }) => role === "contrast")];
  return { lanes, places: found.map((lane) => (lane === null ? null : lanes.indexOf(lane))) };
}

const contrastTo = (first: LaneAt, name: string): LaneAt => ({ ...ownLane(first.scenario, first.seed), role: "contrast", name });

function laneOf(fields: Value | undefined, first: LaneAt): LaneAt | null {
  if (!isTable(fields)) return null;
  const { name = "", role = "own", scenario = first.scenario, seed = first.seed, set = {}, at = [], since = 0 } = fields;
  if (typeof name !== "string") return null;
  if (role === "contrast") return contrastTo(first, name);
  if (role !== "own" || typeof scenario !== "string" || scenario === "") return null;
  if (!isWhole(seed, LARGEST_SEED) || !isWhole(since, LATEST_TICK) || !isTable(set) || !Array.isArray(at)) return null;
  const hand = at as readonly Value[];
  return hand.every(isByHand) ? { name, role, scenario, seed, changes: set, hand, since } : null;
}

const isByHand = (value: Value): value is ByHand & Value =>
  Array.isArray(value) && value.length === 3 && isWhole(value[0], LATEST_TICK) && typeof value[1] === "string";
