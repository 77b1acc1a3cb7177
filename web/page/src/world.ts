// All that shows one world: picture, curves, losses, card and text.

import { Card } from "./card.js";
import { ClassCurves } from "./class_curves.js";
import { lineOf } from "./colour.js";
import { Curves } from "./curves.js";
import { byId, element, say, seldom } from "./dom.js";
import { History } from "./history.js";
import { Losses } from "./losses.js";
import { Picture } from "./picture.js";
import { NEWCOMER, type Command, type Frame, type UnitMessage, type WorldMessage } from "./protocol.js";
import { alignmentInWords, number, summary } from "./words.js";

const CHARTS = 70; // ms between two drawings of the curves
const ASKING = 80; // ms between two questions for a unit
const SPOKEN = 10_000; // ms between two readings of the text while the world plays
const EFFICIENCY = { colour: "#1b1b1b", dash: [] } as const;

export class World {
  readonly history: History;
  private readonly alignmentCurves: Curves;
  private readonly efficiencyCurve: Curves;
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
    const curves = names.map((name, layer) => ({ column: `${name}.inner_alignment`, label: name, line: lineOf(layer) }));
    this.alignmentCurves = new Curves(byId("alignment-chart", HTMLElement), "Inner alignment with the letter above", curves, this.history);
    const efficiency = [{ column: "efficiency", label: "share done of what could be done for the intent", line: EFFICIENCY }];
    this.efficiencyCurve = new Curves(byId("efficiency-chart", HTMLElement), "Efficiency", efficiency, this.history);
    this.losses = new Losses(byId("losses", HTMLElement), names, this.history);
    this.classCurves = new ClassCurves(byId("classes-chart", HTMLElement), shape, this.history);
    this.card = new Card(byId("card", HTMLElement), shape.features, (layer, index) => picture.nameOf(layer, index));
    this.ask = seldom(ASKING, (row: number) => send({ type: "unit", ...picture.place(row) }));
  }

  /** Takes over a frame; `painted` is called when it stands on the screen. */
  show(frame: Frame, painted: () => void): void {
    this.frame = frame;
    this.history.add(frame);
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
    const layers = this.shape.layers.map(({ name }) => ({ name, alignment: this.history.last(`${name}.inner_alignment`) }));
    const newcomers = frame.flags.reduce((sum, flags) => sum + (flags & NEWCOMER), 0);
    const efficiency = this.history.last("efficiency");
    const text = summary({ tick: frame.tick, playing, layers, efficiency, newcomers, shift: this.history.shifts.at(-1) });
    say(byId("summary", HTMLElement), text);
    if (playing) this.speakSeldom(text);
    else say(byId("spoken", HTMLElement), text);
  }

  /** Nothing of this world is shown any more. */
  end(): void {
    this.alignmentCurves.end();
    this.efficiencyCurve.end();
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
    this.alignmentCurves.refresh(this.history);
    this.efficiencyCurve.refresh(this.history);
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
