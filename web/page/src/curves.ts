// Curves over ticks (uPlot), regime changes marked, with a key that shows the newest or the pointed-at values and a table behind.
// Beside each, thin and dashed, the same of the contrast, if that is shown.

import uPlot from "uplot";
import { besideOf, type Line } from "./colour.js";
import { besideEntry } from "./contrast.js";
import { element, say, smallText } from "./dom.js";
import type { History } from "./history.js";
import { sample } from "./sample.js";
import { count, number } from "./words.js";

export interface Curve {
  readonly column: string;
  readonly label: string;
  readonly line: Line;
}

const MOST_SHIFTS = 40; // a regime that changes all the time would hide the curves behind its marks
const LEAST_LABELLED = 70; // px
const TABLE_ROWS = 24;
const WIDTH = 2; // px
const BESIDE_WIDTH = 1.25;

export class Curves {
  private plot: uPlot;
  private readonly observer = new ResizeObserver(() => this.plot.setSize(this.size()));
  private readonly tip = element("div", { class: "curve-tip" });
  private readonly outputs: { readonly own: HTMLOutputElement; readonly beside: HTMLOutputElement }[] = [];
  private readonly holder = element("div", { class: "plot" });
  private readonly table = element("details", { class: "numbers" }, [element("summary", { text: "Numbers" })]);

  constructor(
    root: HTMLElement,
    private readonly title: string,
    private readonly curves: readonly Curve[],
    private readonly history: History,
    private readonly beside: History | null,
    extra: readonly HTMLElement[] = [],
  ) {
    this.holder.setAttribute("role", "img");
    const heading = element("figcaption", {}, [element("b", { text: title }), ...extra, this.table, this.key()]);
    root.replaceChildren(heading, this.holder);
    this.plot = new uPlot(this.options(), [[], ...this.series().map(() => [])], this.holder);
    this.plot.over.append(this.tip);
    this.tip.hidden = true;
    this.table.addEventListener("toggle", () => this.fillTable());
    this.observer.observe(this.holder);
  }

  /** Another chart takes its place. */
  end(): void {
    this.observer.disconnect();
    this.plot.destroy();
  }

  refresh(): void {
    const { ticks } = this.history;
    const drawn = [...this.curves.map(({ column }) => this.history.column(column)), ...this.besides((column) => this.beside?.at(ticks, column) ?? [])];
    this.plot.setData([[...ticks], ...drawn.map((values) => values.map((value) => (Number.isNaN(value) ? null : value)))]);
    this.showValues(null);
    this.holder.setAttribute("aria-label", `${this.title} over ticks. Now: ${this.inWords()}.`);
    this.fillTable();
  }

  /** For each curve that the contrast has, if it is shown. */
  private besides<T>(make: (column: string, curve: Curve) => T): T[] {
    return this.curves.flatMap((curve) => (this.beside?.has(curve.column) === true ? [make(curve.column, curve)] : []));
  }

  private inWords(): string {
    const own = this.curves.map(({ label, column }) => `${label} ${number(this.history.last(column))}`);
    const beside = this.besides((column, { label }) => `${label} ${number(this.beside?.last(column))}`);
    return `${own.join(", ")}${beside.length === 0 ? "" : `. In the contrast: ${beside.join(", ")}`}`;
  }

  private size(): { width: number; height: number } {
    return { width: Math.max(120, this.holder.clientWidth), height: Math.max(60, this.holder.clientHeight) };
  }

  private options(): uPlot.Options {
    const grid = { stroke: "#e4e2dc", width: 1 };
    const axis = { stroke: "#4a4a4a", font: `${smallText()}px system-ui, sans-serif`, grid, ticks: { ...grid, size: 4 } };
    return {
      ...this.size(),
      legend: { show: false },
      cursor: { y: false, sync: { key: "ticks" }, drag: { x: false, y: false }, points: { size: 6 } },
      scales: {
        x: { time: false, range: (_, __, max) => [0, Math.max(20, max ?? 0)] },
        y: { range: (_, min) => [(min ?? 0) < -0.02 ? -1 : 0, 1.02] },
      },
      axes: [
        { ...axis, size: 26, values: (_, splits) => splits.map((tick) => (Number.isInteger(tick) ? count(tick) : "")) },
        { ...axis, size: 40, incrs: [0.1, 0.2, 0.5, 1], values: (_, splits) => splits.map((value) => number(value, 1)) },
      ],
      series: [{}, ...this.series()],
      hooks: {
        draw: [(plot) => this.drawShifts(plot)],
        setCursor: [
          (plot) => {
            this.showValues(plot.cursor.idx ?? null);
            this.showTip(plot);
          },
        ],
      },
    };
  }

  private series(): uPlot.Series[] {
    const look = (label: string, { colour, dash }: Line, width: number): uPlot.Series => ({ label, stroke: colour, width, dash: [...dash], points: { show: false } });
    return [
      ...this.curves.map(({ label, line }) => look(label, line, WIDTH)),
      ...this.besides((_, { label, line }) => look(`${label}, contrast`, besideOf(line), BESIDE_WIDTH)),
    ];
  }

  private drawShifts(plot: uPlot): void {
    const shifts = this.history.shifts;
    if (shifts.length === 0 || shifts.length > MOST_SHIFTS) return;
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = "#4a4a4a";
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.font = `${smallText() * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textBaseline = "bottom";
    shifts.forEach((tick, i) => {
      const x = Math.round(plot.valToPos(tick, "x", true));
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      if (i > 0 || bbox.height < LEAST_LABELLED * devicePixelRatio) return;
      const right = x > bbox.left + 0.7 * bbox.width;
      ctx.textAlign = right ? "right" : "left";
      ctx.fillText("regime changes", x + (right ? -5 : 5) * devicePixelRatio, bbox.top + bbox.height - 4 * devicePixelRatio);
    });
    ctx.restore();
  }

  private key(): HTMLElement {
    const entries = this.curves.map(({ column, label, line }) => {
      const output = { own: element("output"), beside: element("output") };
      this.outputs.push(output);
      const beside = this.beside?.has(column) === true ? [besideEntry(line, output.beside)] : [];
      return element("li", {}, [sample(line), element("span", { text: label }), output.own, ...beside]);
    });
    return element("ul", { class: entries.length === 1 ? "key single" : "key" }, entries);
  }

  /** At a place of the ticks, or the newest. */
  private showValues(place: number | null): void {
    const ticks = place === null ? [] : this.history.ticks.slice(place, place + 1);
    const of = (history: History, column: string): string => {
      if (history.latest.length === 0) return "";
      return number(place === null ? history.last(column) : history.at(ticks, column)[0]);
    };
    this.curves.forEach(({ column }, i) => {
      const output = this.outputs[i];
      if (output === undefined) return;
      say(output.own, of(this.history, column));
      if (this.beside !== null) say(output.beside, of(this.beside, column));
    });
  }

  /** The tick that is pointed at; the key has its values. */
  private showTip(plot: uPlot): void {
    const { idx, left } = plot.cursor;
    const tick = idx === null || idx === undefined ? undefined : this.history.ticks[idx];
    this.tip.hidden = tick === undefined || left === undefined || left < 0;
    if (tick === undefined || left === undefined) return;
    const values = this.curves.map(({ column }) => number(this.history.column(column)[idx ?? 0]));
    const besides = this.besides((column) => `contrast ${number(this.beside?.at([tick], column)[0])}`);
    say(this.tip, `tick ${count(tick)}${this.curves.length > 1 ? "" : `: ${[...values, ...besides].join(", ")}`}`);
    const right = left > 0.6 * plot.over.clientWidth;
    this.tip.style.left = right ? "" : `${left + 6}px`;
    this.tip.style.right = right ? `${plot.over.clientWidth - left + 6}px` : "";
  }

  private fillTable(): void {
    if (!this.table.open) return;
    const { ticks } = this.history;
    const step = Math.max(1, Math.ceil(ticks.length / TABLE_ROWS));
    const names = [...this.curves.map(({ label }) => label), ...this.besides((_, { label }) => `${label}, contrast`)];
    const columns = [...this.curves.map(({ column }) => this.history.column(column)), ...this.besides((column) => this.beside?.at(ticks, column) ?? [])];
    const head = element("tr", {}, ["tick", ...names].map((text) => element("th", { text })));
    const rows = ticks.flatMap((tick, i) => {
      if ((ticks.length - 1 - i) % step !== 0) return [];
      const cells = [count(tick), ...columns.map((column) => number(column[i], 3))];
      return [element("tr", {}, cells.map((text) => element("td", { text })))];
    });
    this.table.replaceChildren(element("summary", { text: "Numbers" }), element("table", {}, [head, ...rows]));
  }
}
