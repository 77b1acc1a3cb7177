// The worlds on this clock, one line each: which is looked at, which is drawn thin beside it, what each is and how far it has come;
// and what makes more of them.

import "./lanes.css";
import { BEHIND } from "./contrast.js";
import { byId, element, say } from "./dom.js";
import type { Book } from "./lanes.js";
import type { Command, LaneInfo, ScenarioEntry } from "./protocol.js";
import { scenarioOptions } from "./story.js";
import { lanes as said } from "./texts.js";
import { inShort } from "./words.js";

const MOST_TOLD = 2; // changes of a lane

export interface Asked {
  readonly send: (command: Command) => void;
  readonly drop: (lane: LaneInfo) => void;
  readonly copy: () => void;
}

/** By which the panel calls a scenario. */
export interface Titles {
  title(scenario: string): string;
}

/** A line of the list, whose elements stay as long as the lane does, so that a field in use isn't taken away. */
interface Row {
  readonly item: HTMLLIElement;
  readonly focus: HTMLInputElement;
  readonly name: HTMLInputElement;
  readonly what: HTMLElement;
  readonly state: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly beside: HTMLButtonElement;
  readonly drop: HTMLButtonElement;
}

export class LanesPanel {
  private readonly list = byId("lane-list", HTMLElement);
  private readonly branch = byId("branch", HTMLButtonElement);
  private readonly compare = byId("compare", HTMLSelectElement);
  private readonly side = byId("side-switch", HTMLInputElement);
  private readonly link = byId("link-switch", HTMLInputElement);
  private readonly note = byId("lane-note", HTMLElement);
  private readonly noteText = byId("lane-note-text", HTMLElement);
  private readonly undo = byId("lane-undo", HTMLButtonElement);
  private readonly rows = new Map<number, Row>();
  private mostLanes = 1;
  private taken: () => void = () => undefined;

  constructor(
    private readonly book: Book,
    private readonly titles: Titles,
    private readonly asked: Asked,
  ) {
    const { send } = asked;
    this.branch.addEventListener("click", () => send({ type: "branch" }));
    this.compare.addEventListener("change", () => this.pick());
    this.compare.addEventListener("keydown", (event) => this.open(event));
    this.side.addEventListener("change", () => send({ type: "beside", world: this.besideOrOther(), side: this.side.checked }));
    this.link.addEventListener("change", () => send({ type: "link", on: this.link.checked }));
    byId("copy-link", HTMLButtonElement).addEventListener("click", () => asked.copy());
    this.undo.addEventListener("click", () => {
      if (document.activeElement === this.undo) this.branch.focus();
      this.silent();
      this.taken();
    });
  }

  offer(entries: readonly ScenarioEntry[], mostLanes: number): void {
    this.mostLanes = mostLanes;
    const heading = element("option", { text: said.compare });
    heading.value = "";
    this.compare.replaceChildren(heading, ...scenarioOptions(entries));
  }

  /** The lanes, or which of them is where, have changed. */
  show(): void {
    const { infos, places } = this.book;
    const several = infos.length > 1;
    this.list.hidden = !several;
    for (const id of [...this.rows.keys()]) if (!infos.some(({ world }) => world === id)) this.rows.delete(id);
    const items = infos.map((lane, place) => this.row(lane, place).item);
    if (items.some((item, i) => this.list.children[i] !== item) || items.length !== this.list.children.length) this.list.replaceChildren(...items);
    byId("lane-tools", HTMLElement).hidden = !several;
    this.side.checked = places.side && places.beside !== null;
    this.link.checked = places.linked;
    this.branch.disabled = this.compare.disabled = infos.length >= this.mostLanes;
    this.refresh();
  }

  /** How far each has come. */
  refresh(): void {
    const { horizon } = this.book;
    for (const [id, row] of this.rows) {
      const lane = this.book.lane(id);
      const front = lane?.history.tick ?? 0;
      const behind = lane?.at.ended !== true && horizon - front > BEHIND;
      row.state.hidden = !behind;
      if (!behind) continue;
      row.progress.value = front / horizon;
      say(row.state.lastElementChild as HTMLElement, said.behind(front, horizon));
    }
  }

  /** What has just been done, and how to take it back. */
  tell(sentence: string, taken?: () => void): void {
    this.note.hidden = false;
    say(this.noteText, sentence);
    this.undo.hidden = taken === undefined;
    this.taken = taken ?? ((): void => undefined);
    // The button that was pressed goes with its line
    if (taken !== undefined && this.list.contains(document.activeElement)) this.undo.focus();
  }

  /** Something else has changed since: what was done can't be taken back any more. */
  past(): void {
    if (!this.undo.hidden) this.silent();
  }

  silent(): void {
    this.note.hidden = true;
    say(this.noteText, "");
  }

  private besideOrOther(): number | null {
    const { infos, places } = this.book;
    return (infos[places.beside ?? -1] ?? infos.find((_, place) => place !== places.focus))?.world ?? null;
  }

  private pick(): void {
    const name = this.compare.value;
    this.compare.value = "";
    if (name !== "") this.asked.send({ type: "compare", name });
  }

  /** Arrow keys go through the choices of an open list, else each of them would be a choice. */
  private open(event: KeyboardEvent): void {
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !("showPicker" in this.compare)) return;
    event.preventDefault();
    this.compare.showPicker();
  }

  private row(lane: LaneInfo, place: number): Row {
    const row = this.rows.get(lane.world) ?? this.made(lane);
    this.rows.set(lane.world, row);
    const { infos } = this.book;
    const { focus, beside, side } = this.book.places;
    const label = this.book.label(lane);
    row.focus.checked = place === focus;
    row.focus.setAttribute("aria-label", said.focus(label));
    if (document.activeElement !== row.name) row.name.value = label;
    row.name.setAttribute("aria-label", said.rename(label));
    say(row.what, [this.what(lane, place), lane.role === "contrast" ? "" : lane.sentence].filter((part) => part !== "").join(". "));
    row.what.title = row.what.textContent ?? "";
    row.progress.setAttribute("aria-label", said.progress(label));
    row.beside.classList.toggle("unused", place === focus);
    row.beside.disabled = place === focus;
    row.beside.setAttribute("aria-pressed", String(place === beside));
    row.beside.title = said.besideMeans(label);
    row.beside.onclick = (): void => this.asked.send({ type: "beside", world: place === beside ? null : lane.world, side: side && place !== beside });
    row.drop.setAttribute("aria-label", said.drop(label));
    row.drop.title = said.drop(label);
    row.drop.disabled = lane.role === "own" && infos.filter(({ role }) => role === "own").length === 1; // nothing would be left
    row.drop.onclick = (): void => this.asked.drop(lane);
    return row;
  }

  private made({ world }: LaneInfo): Row {
    const { send } = this.asked;
    const [focus, name] = [element("input"), element("input", { class: "name" })];
    const [progress, what] = [element("progress"), element("span", { class: "what" })];
    focus.type = "radio";
    focus.name = "focus";
    focus.addEventListener("change", () => send({ type: "focus", world }));
    name.type = "text";
    name.maxLength = 40;
    name.spellcheck = false;
    name.addEventListener("change", () => this.rename(world, name));
    name.addEventListener("keydown", (event) => event.key === "Enter" && name.blur());
    progress.max = 1;
    const state = element("span", { class: "state" }, [progress, element("span")]);
    const beside = element("button", { class: "beside-button", text: said.beside });
    const drop = element("button", { class: "drop" }, [element("i")]);
    beside.type = drop.type = "button";
    const text = element("span", { class: "text" }, [what, state]);
    return { item: element("li", {}, [focus, name, text, beside, drop]), focus, name, what, state, progress, beside, drop };
  }

  /** The label that the page itself found is no name. */
  private rename(world: number, field: HTMLInputElement): void {
    const lane = this.book.infos.find((one) => one.world === world);
    if (lane === undefined) return;
    const name = field.value.trim();
    if (name !== this.book.label(lane)) this.asked.send({ type: "name", world, name });
    else field.value = name;
  }

  /** What a lane is, as far as it is otherwise than the first. */
  private what(lane: LaneInfo, place: number): string {
    const [first] = this.book.infos;
    if (lane.role === "contrast") return ""; // the switch says it
    const changes = differences(lane, place === 0 ? undefined : first);
    const parts = [
      ...(place === 0 || lane.seed === first?.seed ? [] : [said.seed(lane.seed)]),
      ...(lane.since === 0 ? [] : [said.since(lane.since)]),
      ...changes.slice(0, MOST_TOLD),
      ...(changes.length > MOST_TOLD ? [said.more(changes.length - MOST_TOLD)] : []),
    ];
    const named = place === 0 || lane.scenario !== first?.scenario || parts.length === 0;
    return [...(named ? [this.titles.title(lane.scenario)] : []), ...parts].join(", ");
  }
}

/** What was changed in a lane, but not in the one that it is compared with. */
export function differences(lane: LaneInfo, first: LaneInfo | undefined): string[] {
  const known = new Set([...(first?.hand ?? []), ...Object.entries(first?.changes ?? {})].map((one) => JSON.stringify(one)));
  const isNew = (one: unknown): boolean => !known.has(JSON.stringify(one));
  return [
    ...Object.entries(lane.changes).filter(isNew).map(([path, value]) => said.changed(path, inShort(value))),
    ...lane.hand.filter(isNew).map(([tick, path, value]) =>
      tick === lane.since ? said.changed(path, inShort(value)) : said.changedAt(tick, path, inShort(value)),
    ),
  ];
}
