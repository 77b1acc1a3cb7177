// The card of one unit: what it wants, what it is told, what it tries and what it is seen to do, over the named features; and how it
// stands to those around it.

import "./card.css";
import { CLASSES } from "./classes.js";
import { told, TOLD, type Told } from "./card_words.js";
import { colourOf } from "./colour.js";
import { element, say } from "./dom.js";
import type { UnitMessage } from "./protocol.js";
import { ringSample } from "./rings.js";
import { card as text, number } from "./texts.js";
import { alignmentInWords } from "./words.js";

type Vector = readonly (number | null)[] | null;
type Interval = readonly [readonly number[], readonly number[]] | null;

const VECTORS = ["goal", "letter", "aim", "conduct"] as const;
const NUMBERS = ["alignment", "metric", "competence", "reliability"] as const;
const ROOM = "(min-width: 960px) and (min-height: 640px)"; // for all sentences at once
const WAITING: Told = ["…", ""];

export class Card {
  private readonly heading = element("h2");
  private readonly swatch = element("span", { class: "swatch" });
  private readonly kind = element("p", { class: "kind" });
  private readonly numbers = NUMBERS.map(() => element("dd"));
  private readonly table = element("table");
  private readonly told = TOLD.map(() => [element("span"), element("p")] as const);
  private readonly open = element("ul");
  private shown = "";

  constructor(
    root: HTMLElement,
    private readonly features: readonly string[],
    private readonly nameOf: (layer: number, index: number) => string,
  ) {
    const title = element("div", { class: "card-title" }, [this.swatch, this.heading, this.kind]);
    const numbers = element("dl", {}, NUMBERS.map((name, i) => termOf(name, this.numbers[i] as HTMLElement)));
    const sentences = TOLD.map((name, i) => {
      const [short, long] = this.told[i] ?? [element("span"), element("p")];
      const summary = element("summary", {}, [document.createTextNode(`${text.lead[name]} `), short]);
      const all = element("details", {}, name === "conduct" ? [summary, long, this.open] : [summary, long]);
      all.open = matchMedia(ROOM).matches;
      return all;
    });
    root.replaceChildren(title, numbers, this.table, element("div", { class: "told" }, sentences));
    this.build();
    this.forget(NaN);
  }

  private build(): void {
    const head = element("tr", {}, [element("th", { text: text.feature })]);
    for (const name of VECTORS) {
      const cell = element("th", { text: text.vectors[name] });
      cell.title = text.means[name];
      head.append(cell);
    }
    for (const cell of head.cells) cell.scope = "col";
    const rows = this.features.map((name) => {
      const feature = element("th", { text: name });
      feature.scope = "row";
      feature.title = name;
      return element("tr", {}, [feature, ...VECTORS.map(() => element("td", {}, [element("i", { class: "bar" }), element("i", { class: "whisker" }), element("span", { class: "hidden" })]))]);
    });
    this.table.append(element("caption", { text: text.overFeatures, class: "hidden" }), element("thead", {}, [head]), element("tbody", {}, rows));
  }

  /** What the page knows at once, before the server has answered. */
  name(name: string, alignment: number): void {
    say(this.heading, name);
    this.swatch.style.backgroundColor = colourOf(alignment);
    if (this.shown === name) return;
    this.shown = name;
    this.forget(alignment);
  }

  private forget(alignment: number): void {
    this.kind.replaceChildren();
    this.numbers.forEach((cell, i) => say(cell, i === 0 ? number(alignment) : "…"));
    this.tell([WAITING, WAITING, WAITING, WAITING]);
    this.open.replaceChildren();
    this.vectors([null, null, null, null], null);
  }

  fill(unit: UnitMessage): void {
    const alignment = unit.alignment ?? NaN;
    this.swatch.style.backgroundColor = colourOf(alignment);
    this.numbers.forEach((cell, i) => say(cell, number(unit[NUMBERS[i] ?? "metric"])));
    this.numbers[0]?.setAttribute("title", alignmentInWords(alignment));
    const unread = !unit.audited && unit.metric !== null;
    if (unread) say(this.numbers[1] as HTMLElement, text.notRead(unit.metric));
    (this.numbers[1] as HTMLElement).title = unread ? text.notReadMeans : "";
    this.showKind(unit);
    this.tell(told(unit, this.nameOf));
    const open = unit.behaviour?.open ?? [];
    if (this.open.textContent !== open.join("")) this.open.replaceChildren(...open.map((sentence) => element("li", { text: sentence })));
    const { low = null, high = null, estimate = null } = unit.behaviour ?? {};
    this.vectors([unit.goal, unit.letter, unit.aim, estimate], low === null || high === null ? null : [low, high]);
  }

  private tell(sentences: readonly Told[]): void {
    sentences.forEach(([short, long], i) => {
      const [first, second] = this.told[i] ?? [];
      if (first !== undefined) say(first, short);
      if (second !== undefined) say(second, long);
    });
  }

  private showKind({ strategy, class: name }: UnitMessage): void {
    const words = name === null ? strategy : text.kind(name, strategy);
    if (this.kind.textContent === words) return;
    this.kind.replaceChildren(...(name === null || CLASSES[name] === undefined ? [] : [ringSample(name)]), element("span", { text: words }));
    this.kind.title = name === null ? "" : (CLASSES[name]?.meaning ?? "");
  }

  private vectors(vectors: readonly Vector[], interval: Interval): void {
    const all = [...vectors, ...(interval ?? [])];
    const largest = Math.max(1e-9, ...all.flatMap((vector) => vector?.map((value) => Math.abs(value ?? 0)) ?? []));
    const place = (value: number): number => 50 + (50 * value) / largest;
    this.features.forEach((_, k) => {
      const cells = this.table.tBodies[0]?.rows[k]?.cells;
      vectors.forEach((vector, i) => {
        const cell = cells?.[i + 1];
        const [bar, whisker, words] = cell === undefined ? [] : ([...cell.children] as HTMLElement[]);
        if (cell === undefined || bar === undefined || whisker === undefined || words === undefined) return;
        const value = vector?.[k] ?? null;
        span(bar, 50, value === null ? 50 : place(value));
        const ends = i === VECTORS.length - 1 && interval !== null && value !== null ? ([interval[0][k] ?? value, interval[1][k] ?? value] as const) : null;
        whisker.hidden = ends === null;
        if (ends !== null) span(whisker, place(ends[0]), place(ends[1]));
        say(words, ends === null ? number(value, 3) : text.between(value ?? NaN, ...ends));
        cell.title = words.textContent ?? "";
      });
    });
  }
}

/** A number with what it is. */
function termOf(name: (typeof NUMBERS)[number], value: HTMLElement): HTMLElement {
  const term = element("dt", { text: text.numbers[name] });
  term.title = text.numbersMean[name];
  return element("div", {}, [term, value]);
}

/** From one place to another, in percent of what it stands in. */
function span(target: HTMLElement, from: number, to: number): void {
  target.style.left = `${Math.min(from, to)}%`;
  target.style.width = `${Math.abs(to - from)}%`;
}
