// A place for a chart that changes: its title, with what the reader can pick there, stays.

import type { Content } from "./curves.js";
import { element, say } from "./dom.js";
import { TickChart, type Board } from "./tick_chart.js";

export class Slot {
  readonly figure = element("figure", { class: "chart sheet" });
  readonly heading = element("figcaption");
  private readonly aside = element("span", { class: "aside" });
  private chart: TickChart | null = null;

  constructor(id: string, title: readonly (Node | string)[]) {
    this.figure.id = id;
    const line = element("p", { class: "title" });
    line.append(...title, this.aside);
    this.heading.append(line);
    this.figure.append(this.heading);
  }

  /** whose: which world it shows, if that isn't plain. */
  put(content: Content | null, board: Board, whose = ""): void {
    this.chart?.end();
    say(this.aside, whose);
    this.chart = content === null ? null : new TickChart(this.figure, content.form, content.numbers, board);
  }

  refresh(): void {
    this.chart?.refresh();
  }

  end(): void {
    this.chart?.end();
    this.figure.remove();
  }

  /** A sentence, if it is on the screen. */
  inWords(): readonly string[] {
    return this.chart === null || this.figure.offsetParent === null ? [] : [this.chart.inWords()];
  }
}
