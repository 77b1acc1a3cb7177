// What the page knows of its lanes: the worlds on one clock.

import { History } from "./history.js";
import { Others } from "./others.js";
import type { Frame, LaneInfo, LanesMessage, Units, WorldMessage } from "./protocol.js";
import { lanes as said } from "./texts.js";

export interface Lane {
  readonly id: number;
  readonly label: string;
  readonly at: LaneInfo;
  readonly shape: WorldMessage;
  readonly history: History;
  /** What is seen of its units at the clock; null: it isn't shown, or not yet. */
  units: Units | null;
}

/** All of them; the same object as long as the page is open, with fields that are always those of now. */
export interface Lanes {
  readonly all: readonly Lane[];
  readonly focus: Lane;
  readonly beside: Lane | null;
  readonly tick: number;
  readonly horizon: number;
  /** The clock goes on by itself: what is known a moment later than the picture is known for no longer than that. */
  readonly playing: boolean;
  readonly others: Others;
}

/** What is known of a lane's world, from its first message on. */
interface Known {
  readonly shape: WorldMessage;
  readonly history: History;
}

export class Book implements Lanes {
  tick = 0;
  horizon = 0;
  playing = false;
  readonly others = new Others();
  private coming: LanesMessage | null = null;
  private message: LanesMessage = { type: "lanes", lanes: [], focus: 0, beside: null, side: false, linked: false };
  private readonly known = new Map<number, Known>();
  private letters: ReadonlyMap<number, string> = new Map();
  private made = new Map<number, Lane>();

  /** Another server, which gives numbers of its own: what is shown stays until it has told of all worlds. */
  forget(): void {
    this.known.clear();
    this.others.forget();
    this.letters = new Map();
  }

  /** Another list of lanes, which holds as soon as all of their worlds are known; whether it does. */
  list(message: LanesMessage): boolean {
    this.coming = message;
    return this.settle();
  }

  /** What a lane's world is like; whether another list of lanes holds by that. */
  world(shape: WorldMessage): boolean {
    this.known.set(shape.world, { shape, history: new History(shape.columns) });
    return this.settle();
  }

  private settle(): boolean {
    const message = this.coming;
    if (message === null || !message.lanes.every(({ world }) => this.known.has(world))) return false;
    this.coming = null;
    const gone = this.infos.filter(({ world }) => !message.lanes.some((lane) => lane.world === world));
    this.letters = letters(this.letters, this.infos, message.lanes);
    for (const { world } of gone) this.known.delete(world);
    this.others.keep(message.lanes.map(({ world }) => world));
    this.message = message;
    this.make();
    return true;
  }

  /** Takes over a frame; what it says of lanes that are gone is left out. */
  take(frame: Frame): void {
    this.tick = frame.tick;
    this.horizon = frame.horizon;
    this.playing = frame.playing;
    for (const { world, rows, units } of frame.lanes) {
      const lane = this.made.get(world);
      if (lane === undefined) continue;
      lane.history.add(rows);
      if (units !== null || !this.isShown(world)) lane.units = units;
    }
  }

  private make(): void {
    const were = this.made;
    this.made = new Map();
    for (const at of this.infos) {
      const known = this.known.get(at.world);
      if (known === undefined) continue;
      const { shape, history } = known;
      const before = were.get(at.world);
      const units = before?.shape === shape ? before.units : null;
      this.made.set(at.world, { id: at.world, label: this.label(at), at, shape, history, units });
    }
  }

  private isShown(world: number): boolean {
    return world === this.infos[this.message.focus]?.world || (this.side && world === this.infos[this.message.beside ?? -1]?.world);
  }

  /** There is something to show. */
  get ready(): boolean {
    return this.found(this.message.focus) !== undefined;
  }

  /** As the server listed them. */
  get infos(): readonly LaneInfo[] {
    return this.message.lanes;
  }

  get all(): readonly Lane[] {
    return [...this.made.values()];
  }

  get focus(): Lane {
    const lane = this.found(this.message.focus);
    if (lane === undefined) throw new Error("the server has not told of any world yet");
    return lane;
  }

  get beside(): Lane | null {
    return this.found(this.message.beside ?? -1) ?? null;
  }

  /** The lane with this id, if its world is known. */
  lane(id: number): Lane | undefined {
    return this.made.get(id);
  }

  get places(): Pick<LanesMessage, "focus" | "beside" | "side" | "linked"> {
    return this.message;
  }

  /** Two pictures. */
  get side(): boolean {
    return this.message.side && this.message.beside !== null;
  }

  get contrast(): LaneInfo | undefined {
    return this.infos.find(({ role }) => role === "contrast");
  }

  label({ name, role, world }: LaneInfo): string {
    if (name !== "") return name;
    return role === "contrast" ? said.contrast : said.world(this.letters.get(world) ?? "?");
  }

  private found(place: number): Lane | undefined {
    return this.made.get(this.infos[place]?.world ?? -1);
  }
}

/** A letter for each lane of its own: it keeps it as long as it is there, also where it begins again under another number. */
export function letters(were: ReadonlyMap<number, string>, before: readonly LaneInfo[], now: readonly LaneInfo[]): ReadonlyMap<number, string> {
  const own = now.filter(({ role }) => role === "own");
  const kept = new Map<number, string>();
  const same = before.length === now.length;
  now.forEach(({ world, role }, place) => {
    const predecessor = before[place];
    const again = same && predecessor !== undefined && !now.some((lane) => lane.world === predecessor.world);
    const letter = were.get(world) ?? (again ? were.get(predecessor.world) : undefined);
    if (role === "own" && letter !== undefined) kept.set(world, letter);
  });
  for (const { world } of own) {
    if (kept.has(world)) continue;
    const taken = new Set(kept.values());
    kept.set(world, [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.has(letter)) ?? String(world));
  }
  return kept;
}
