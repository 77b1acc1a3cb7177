// All that shows the worlds: the picture of the one in focus, the one beside it, curves, card and text.

import type { Look } from "./address.js";
import { Card } from "./card.js";
import { Charts } from "./charts.js";
import { byId, say, seldom } from "./dom.js";
import { InWords } from "./in_words.js";
import type { Book, Lane } from "./lanes.js";
import { legendOfLeaks, showLegend } from "./legend.js";
import { NEWCOMER, type BlanketsMessage, type Command, type LeaksMessage, type Leak, type UnitMessage, type WorldMessage } from "./protocol.js";
import { picture } from "./texts.js";
import { alike, showPath, View } from "./view.js";
import { alignmentInWords, summary, type Seen } from "./words.js";

const ASKING = 80; // ms between two questions for a unit
const SPOKEN = 10_000; // ms between two readings of the text while the world plays

export interface Doing {
  readonly send: (command: Command) => void;
  readonly seek: (tick: number) => void;
  readonly toggle: () => void;
  /** The reader zoomed, or looks at the charts in another way. */
  readonly viewed: () => void;
  /** The columns of which the range over other seeds is to be seen. */
  readonly others: (columns: readonly string[]) => void;
}

export class World {
  private readonly main: View;
  private readonly second: View;
  private readonly charts: Charts;
  private readonly words = new InWords();
  private playing = false;
  private card: Card | null = null;
  private carded: WorldMessage | null = null; // what the card was made for
  private lookedAt = -1;
  private alike = false;
  private drawn = ""; // what the charts were made for
  private readonly around = new Map<number, readonly Leak[]>(); // by lane
  private readonly ask: (row: number) => void;
  private readonly speakSeldom = seldom(SPOKEN, (text: string) => say(byId("spoken", HTMLElement), text));

  constructor(
    private readonly book: Book,
    doing: Doing,
  ) {
    const zoomed = (line: readonly number[]): void => {
      showPath(this.main, line);
      const row = line.at(-1) ?? 0;
      if (this.alike && this.second.zoomed !== row) this.second.zoom(row, true);
      doing.viewed();
    };
    this.main = new View("", { looked: (row) => this.looked(row), zoomed, toggled: doing.toggle });
    this.second = new View("beside-", {
      looked: (row) => this.alike && this.lookedBeside(row),
      zoomed: (line) => this.alike && this.main.zoomed !== line.at(-1) && this.main.zoom(line.at(-1) ?? 0),
      toggled: doing.toggle,
    });
    const told = (sentences: readonly string[]): void => this.words.show(sentences, this.playing);
    const measure = (ticks: number): void => doing.send({ type: "measure", ticks });
    this.charts = new Charts({ seek: doing.seek, told, turned: doing.viewed, measure, others: doing.others });
    this.ask = seldom(ASKING, (row: number) => doing.send({ type: "unit", ...this.main.place(row) }));
  }

  /** The lanes, or which of them is where, have changed. */
  lanes(): void {
    const { focus, beside, side, all } = this.book;
    for (const id of this.around.keys()) if (this.book.lane(id) === undefined) this.around.delete(id);
    const second = side ? beside : null;
    this.alike = false; // until both are there: neither leads the other meanwhile
    this.main.lanes(focus, this.around.get(focus.id) ?? [], all.length > 1);
    this.showSecond(second);
    this.call();
    if (focus.shape !== this.carded) this.begin(focus);
    const drawn = JSON.stringify([all.map(({ label, shape }) => [label, shape.world]), focus.id, beside?.id]);
    if (drawn !== this.drawn) this.charts.show(this.book);
    this.drawn = drawn;
    this.charts.refresh();
  }

  private begin(focus: Lane): void {
    this.carded = focus.shape;
    this.card = new Card(byId("card", HTMLElement), focus.shape.features, (layer, index) => this.main.nameOf(layer, index));
    showLegend(focus.shape);
    legendOfLeaks(this.around.get(focus.id) ?? []);
    this.lookedAt = -1;
    this.look(this.main.looked);
  }

  private showSecond(lane: Lane | null): void {
    byId("beside-view", HTMLElement).hidden = lane === null;
    byId("stage", HTMLElement).classList.toggle("two", lane !== null);
    this.main.mark(-1);
    if (lane === null) return;
    this.second.lanes(lane, this.around.get(lane.id) ?? [], true);
    this.alike = alike(this.main.layers, lane.shape.layers);
    if (this.alike) this.second.zoom(this.main.zoomed, true);
  }

  /** Whose pictures these are, and of which tick where a world is not at the clock: it has ended, or catches up. */
  private call(): void {
    const { focus, beside, tick } = this.book;
    for (const [view, lane] of [[this.main, focus], [this.second, beside]] as const) {
      if (lane !== null) view.call(lane.history.tick < tick ? picture.standsAt(lane.label, lane.history.tick) : lane.label);
    }
  }

  leaks({ world, leaks }: LeaksMessage): void {
    this.around.set(world, leaks);
    if (world === this.book.focus.id) {
      this.main.leaks(leaks);
      legendOfLeaks(leaks);
    } else if (world === this.book.beside?.id) this.second.leaks(leaks);
  }

  /** How tight the blankets were, as was asked. */
  blankets(message: BlanketsMessage): void {
    this.charts.measured(message);
  }

  /** Shows what the book has taken over of a frame; `painted` is called when all of it stands on the screen. */
  show(playing: boolean, painted: () => void): void {
    const views = this.book.side ? [this.main, this.second] : [this.main];
    let left = views.length;
    for (const view of views) view.show(() => --left === 0 && painted());
    this.call();
    this.text(playing);
    this.charts.refresh();
    this.look(this.main.looked);
  }

  /** In the picture of the focus: pointed at, chosen, or zoomed into. */
  private looked(row: number): void {
    if (this.alike) this.second.mark(row === this.main.zoomed ? -1 : row);
    this.look(row);
  }

  /** In the one beside it: the card shows the same unit of the focus. */
  private lookedBeside(row: number): void {
    this.main.mark(row === this.second.zoomed ? -1 : row);
    this.look(row);
  }

  private look(row: number): void {
    const alignment = this.main.alignment(row);
    const name = this.main.name(row);
    this.card?.name(name, alignment);
    if (row === this.lookedAt) return;
    this.lookedAt = row;
    this.ask(row);
    if (this.book.focus.units === null) return; // where the page begins to look, before there is anything to see
    say(byId("looked", HTMLElement), picture.looked(name, alignment, alignmentInWords(alignment)));
  }

  fill(unit: UnitMessage): void {
    const here = this.main.place(this.lookedAt);
    if (unit.world === this.carded?.world && here.layer === unit.layer && here.index === unit.index) this.card?.fill(unit);
  }

  /** The unit that is zoomed into, null for the whole. */
  get unit(): readonly [number, number] | null {
    const { layer, index } = this.main.place(this.main.zoomed);
    return layer === 0 ? null : [layer, index];
  }

  /** How the charts are looked at. */
  get charted(): Look {
    return this.charts.look;
  }

  /** So they were looked at; what of it this world has not. */
  open(look: Look): readonly (readonly [key: string, value: string])[] {
    return this.charts.open(look);
  }

  /** More is known of worlds with other seeds. */
  others(): void {
    this.charts.refresh();
  }

  /** Zooms into a unit; false if there is none such. */
  zoom(layer: number, index: number): boolean {
    const row = this.main.row(layer, index);
    if (row !== undefined) this.main.zoom(row);
    return row !== undefined;
  }

  text(playing: boolean): void {
    this.playing = playing;
    const { focus, beside, tick } = this.book;
    const newcomers = focus.units?.flags.reduce((sum, flags) => sum + (flags & NEWCOMER), 0) ?? 0;
    const contrast = beside === null ? undefined : { label: named(beside), tick: Math.min(tick, beside.history.tick), ...levels(beside, tick) };
    const shift = focus.history.shifts.findLast((from) => from <= tick);
    const text = summary({ tick, reached: focus.history.tick, playing, ...levels(focus, tick), newcomers, shift, contrast });
    say(byId("summary", HTMLElement), text);
    if (playing) this.speakSeldom(text);
    else say(byId("spoken", HTMLElement), text);
  }
}

/** The contrast needs no name. */
const named = ({ at, label }: Lane): string | undefined => (at.role === "contrast" && at.name === "" ? undefined : label);

const levels = ({ history, shape }: Lane, tick: number): Pick<Seen, "layers" | "efficiency"> => ({
  layers: shape.layers.map(({ name }) => ({ name, alignment: history.rowAt(`${name}.inner_alignment`, tick) })),
  efficiency: history.rowAt("efficiency", tick),
});
