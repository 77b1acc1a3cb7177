// The numbers behind a chart, of so many ticks that a reader can take them in.

import { element } from "./dom.js";
import { charts, count, number } from "./texts.js";
import type { Numbers } from "./tick_chart.js";

const ROWS = 24;

export function fillTable(details: HTMLElement, names: readonly string[], { ticks, of }: Numbers, digits: number): void {
  const step = Math.max(1, Math.ceil(ticks.length / ROWS));
  const head = element("tr", {}, [charts.tickColumn, ...names].map((text) => element("th", { text })));
  const rows = ticks.flatMap((tick, i) => {
    if ((ticks.length - 1 - i) % step !== 0) return [];
    const cells = [count(tick), ...of.map((values) => number(values[i], digits))];
    return [element("tr", {}, cells.map((text) => element("td", { text })))];
  });
  const note = element("p", { class: "note", text: charts.exact });
  while (details.childElementCount > 1) details.lastElementChild?.remove(); // the summary stays: it may have the focus
  details.append(element("table", {}, [head, ...rows]), note);
}
