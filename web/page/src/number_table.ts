// The numbers behind a chart, of so many ticks that a reader can take them in.

import { element } from "./dom.js";
import { charts, count, number } from "./texts.js";

const ROWS = 24;

export interface Column {
  readonly name: string;
  /** Of each tick; NaN: none. */
  readonly values: readonly number[];
}

export function fillTable(details: HTMLElement, ticks: readonly number[], columns: readonly Column[], digits: number, remark: string): void {
  const step = Math.max(1, Math.ceil(ticks.length / ROWS));
  const head = element("tr", {}, [charts.tickColumn, ...columns.map(({ name }) => name)].map((text) => element("th", { text })));
  const rows = ticks.flatMap((tick, i) => {
    if ((ticks.length - 1 - i) % step !== 0) return [];
    const cells = [count(tick), ...columns.map(({ values }) => number(values[i], digits))];
    return [element("tr", {}, cells.map((text) => element("td", { text })))];
  });
  const note = element("p", { class: "note", text: remark });
  while (details.childElementCount > 1) details.lastElementChild?.remove(); // the summary stays: it may have the focus
  details.append(element("table", {}, [head, ...rows]), note);
}
