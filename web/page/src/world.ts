// All that shows one world: picture, curves, losses, card and text.

import { Card } from "./card.js";
import { ClassCurves } from "./class_curves.js";
import { lineOf } from "./colour.js";
import { Curves } from "./curves.js";
import { byId, element, say, seldom } from "./dom.js";
import { History } from "./history.js";
import { Losses } from "./losses.js";
import { Picture } from "./picture.js";
import { NEWCOMER, type Command, type ContrastMessage, type Frame, type UnitMessage, type WorldMessage } from "./protocol.js";
import { alignmentInWords, number, summary, type Seen } from "./words.js";

const CHARTS = 70; // ms between two drawings of the curves
const ASKING = 80; // ms between two questions for a unit
const SPOKEN = 10_000; // ms between two readings of the text while the world plays
const EFFICIENCY = { colour: "#1b1b1b", dash: [] } as const;

export class World {
  readonly history: History;
  /** Of the contrast, while it is shown. */
  private beside: History | null = null;
  /** Which run of the contrast that is the history of; -1: of none. */
  private besideRun = -1;
  private curves: readonly Curves[];
  private readonly classCurves: ClassCurves;
  private readonly losses: Losses;
  private readonly card: Card;
  private frame: Frame | null = null;
  private lookedAt = -1;
  private readonly drawCharts = seldom(CHARTS, () => this.charts());
  private readonly ask: (row: number) => void;
  private readonly speakSeldom = seldom(SPOKEN, (text: string) => say(byId("spoken", HTMLElement), text));

  constructor(
    readonly shape: WorldMessage,
    private readonly picture: Picture,
    send: (command: Command) => void,
  ) {
    const names = shape.layers.map(({ name }) => name);
    this.history = new History(shape.columns);
    this.curves = this.draw();
    this.losses = new Losses(byId("losses", HTMLElement), names, this.history);
    this.classCurves = new ClassCurves(byId("classes-chart", HTMLElement), shape, this.history, null);
    this.card = new Card(byId("card", HTMLElement), shape.features, (layer, index) => picture.nameOf(layer, index));
    this.ask = seldom(ASKING, (row: number) => send({ type: "unit", ...picture.place(row) }));
  }

  private draw(): readonly Curves[] {
    const layers = this.shape.layers.map(({ name }, layer) => ({ column: `${name}.inner_alignment`, label: name, line: lineOf(layer) }));
    const label = this.beside === null ? "share done of what could be done for the intent" : "share done"; // both fit a line
    const efficiency = [{ column: "efficiency", label, line: EFFICIENCY }];
    return [
      new Curves(byId("alignment-chart", HTMLElement), "Inner alignment with the letter above", layers, this.history, this.beside),
      new Curves(byId("efficiency-chart", HTMLElement), "Efficiency", efficiency, this.history, this.beside),
    ];
  }

  /** Draws the contrast that this message tells of; the rows of its run come in the frames after it. */
  contrast({ run, columns }: ContrastMessage): void {
    const begun = columns.length === 0 ? -1 : run;
    if (begun === this.besideRun) return;
    this.besideRun = begun;
    this.beside = begun === -1 ? null : new History(columns);
    for (const curves of this.curves) curves.end();
    this.curves = this.draw();
    this.classCurves.contrast(this.beside);
    this.charts();
  }

  /** How far the contrast has come. */
  get besideTick(): number {
    return this.beside?.tick ?? 0;
  }

  /** Takes over the numbers of a frame. */
  take(frame: Frame): void {
    this.history.add(frame);
    if (frame.beside !== null) this.beside?.add(frame.beside);
  }

  /** Takes over a frame; `painted` is called when it stands on the screen. */
  show(frame: Frame, painted: () => void): void {
    this.frame = frame;
    this.take(frame);
    this.picture.show(frame, painted);
    this.text(frame.playing);
    this.drawCharts();
  }

  look(row: number): void {
    const alignment = this.frame?.alignment[row] ?? NaN;
    const name = this.picture.name(row);
    this.card.name(name, alignment);
    if (row === this.lookedAt) return;
    this.lookedAt = row;
    this.ask(row);
    say(byId("looked", HTMLElement), `${name}: inner alignment ${number(alignment)}, ${alignmentInWords(alignment)}`);
  }

  fill(unit: UnitMessage): void {
    const here = this.picture.place(this.lookedAt);
    if (here.layer === unit.layer && here.index === unit.index) this.card.fill(unit);
  }

  text(playing: boolean): void {
    const frame = this.frame;
    if (frame === null) return;
    const newcomers = frame.flags.reduce((sum, flags) => sum + (flags & NEWCOMER), 0);
    const contrast = this.beside === null ? undefined : { tick: this.beside.tick, ...this.levels(this.beside) };
    const text = summary({ tick: frame.tick, playing, ...this.levels(this.history), newcomers, shift: this.history.shifts.at(-1), contrast });
    say(byId("summary", HTMLElement), text);
    if (playing) this.speakSeldom(text);
    else say(byId("spoken", HTMLElement), text);
  }

  private levels(history: History): Pick<Seen, "layers" | "efficiency"> {
    const layers = this.shape.layers.map(({ name }) => ({ name, alignment: history.last(`${name}.inner_alignment`) }));
    return { layers, efficiency: history.last("efficiency") };
  }

  /** Nothing of this world is shown any more. */
  end(): void {
    for (const curves of this.curves) curves.end();
    this.classCurves.end();
    this.point(-1, 0, 0);
  }

  /** What the mouse is on, beside it. */
  point(row: number, x: number, y: number): void {
    const tip = byId("tip", HTMLElement);
    tip.hidden = row < 0;
    if (row < 0) return;
    const kind = this.picture.classOf(row);
    say(tip, `${this.picture.name(row)}: ${number(this.frame?.alignment[row])}${kind === undefined ? "" : `, ${kind}`}`);
    const room = tip.parentElement?.clientWidth ?? 0;
    tip.style.left = `${Math.min(x + 14, Math.max(0, room - tip.offsetWidth - 4))}px`;
    tip.style.top = `${y > 40 ? y - 34 : y + 18}px`;
  }

  private charts(): void {
    for (const curves of this.curves) curves.refresh();
    this.classCurves.refresh();
    this.losses.refresh(this.history);
  }
}

/** The way from the top to the unit in focus, each a button that leads back. */
export function showPath(picture: Picture, line: readonly number[]): void {
  const crumbs = line.map((row, i) => {
    const crumb = element("button", { text: picture.name(row) });
    crumb.type = "button";
    if (i === line.length - 1) crumb.setAttribute("aria-current", "true");
    crumb.addEventListener("click", () => picture.zoom(row));
    return element("li", {}, [crumb]);
  });
  byId("path", HTMLElement).replaceChildren(...crumbs);
}
