// The card of one unit: what it wants, what it is told, what it tries, over the named features.

import { colourOf } from "./colour.js";
import { element, say } from "./dom.js";
import type { UnitMessage } from "./protocol.js";
import { alignmentInWords, count, number } from "./words.js";

type Vector = UnitMessage["letter"];

const VECTORS = ["goal", "letter", "aim"] as const;

export class Card {
  private readonly heading = element("h2");
  private readonly swatch = element("span", { class: "swatch" });
  private readonly facts = element("p");
  private readonly table = element("table");
  private shown = "";

  constructor(
    root: HTMLElement,
    private readonly features: readonly string[],
    private readonly nameOf: (layer: number, index: number) => string,
  ) {
    const title = element("div", { class: "card-title" }, [this.swatch, this.heading]);
    root.replaceChildren(title, this.facts, this.table);
    const caption = element("caption", { text: "Over the features", class: "hidden" });
    const head = element("tr", {}, ["feature", ...VECTORS].map((text) => element("th", { text })));
    const rows = features.map((name) =>
      element("tr", {}, [element("th", { text: name }), ...VECTORS.map(() => element("td", {}, [element("span", { class: "bar" })]))]),
    );
    this.table.append(caption, element("thead", {}, [head]), element("tbody", {}, rows));
  }

  /** What the page knows at once, before the server has answered. */
  name(name: string, alignment: number): void {
    say(this.heading, name);
    this.swatch.style.backgroundColor = colourOf(alignment);
    if (this.shown === name) return;
    this.shown = name;
    say(this.facts, `Inner alignment ${number(alignment)}: ${alignmentInWords(alignment)}.`);
    this.vectors([null, null, null]);
  }

  fill(unit: UnitMessage): void {
    const alignment = unit.alignment ?? NaN;
    this.swatch.style.backgroundColor = colourOf(alignment);
    const facts = [
      `Inner alignment ${number(unit.alignment)}: ${alignmentInWords(alignment)}.`,
      `Metric ${number(unit.metric)}${unit.audited ? "" : " (not read)"}.`,
      `Strategy: ${unit.strategy}${unit.class === null ? "" : `, class: ${unit.class}`}.`,
      unit.ancestry === null ? "Here from the start." : `${unit.newcomer ? "New: a" : "A"} copy of ${this.nameOf(unit.layer, unit.ancestry.source)}, since tick ${count(unit.ancestry.since)}.`,
    ];
    say(this.facts, facts.join(" "));
    this.vectors([unit.goal, unit.letter, unit.aim]);
  }

  private vectors(vectors: readonly Vector[]): void {
    const largest = Math.max(1e-9, ...vectors.flatMap((vector) => vector?.map((value) => Math.abs(value ?? 0)) ?? []));
    this.features.forEach((_, k) => {
      const cells = this.table.tBodies[0]?.rows[k]?.cells;
      vectors.forEach((vector, i) => {
        const cell = cells?.[i + 1];
        const bar = cell?.firstElementChild;
        if (cell === undefined || !(bar instanceof HTMLElement)) return;
        const value = vector?.[k] ?? null;
        const length = value === null ? 0 : (50 * Math.abs(value)) / largest;
        bar.style.width = `${length}%`;
        bar.style.left = `${value !== null && value < 0 ? 50 - length : 50}%`;
        cell.title = value === null ? "none" : number(value, 3);
        cell.setAttribute("aria-label", cell.title);
      });
    });
  }
}
