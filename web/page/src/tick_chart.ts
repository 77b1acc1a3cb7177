// A chart over ticks (uPlot): what was at every tick, where the clock stands, regime changes and branch points marked. Its key shows the
// values at the clock, or at the tick that is pointed at in any chart; a click goes there; behind it stands a table.

import uPlot from "uplot";
import { decimals, digitsFor, extremes, MOST_DIGITS, widthOf } from "./axis.js";
import type { Line } from "./colour.js";
import { element, say, smallText } from "./dom.js";
import type { Lane, Lanes } from "./lanes.js";
import { fillTable } from "./number_table.js";
import { charts, count, number } from "./texts.js";
import { drawMarks, INK, lanesNow } from "./tick_marks.js";
import { inShort } from "./words.js";

/** What all charts have in common. */
export interface Board {
  readonly lanes: Lanes;
  readonly seek: (tick: number) => void;
  /** The reader points at a tick in some chart; null: no more. */
  readonly pointed: (tick: number | null) => void;
}

/** One row of numbers: a curve, an area, or a number that is told only. */
export interface Trace {
  /** In full, as in a table: "firm, World B". */
  readonly name: string;
  /** null: isn't drawn as a curve. */
  readonly line: Line | null;
  readonly width: number;
  /** Is the range that worlds with other seeds have drawn behind it? */
  readonly ranged?: boolean;
}

/** Of a trace: its range at each tick, and at the clock. */
export interface TraceRange {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly now: readonly [low: number, high: number];
}

/** What belongs together in the key: the same thing in each world that is drawn, of which only the first shows how. */
export interface KeyItem {
  readonly label: string;
  readonly sample: () => Element;
  readonly traces: readonly number[];
  readonly meaning?: string;
}

export interface Numbers {
  readonly ticks: readonly number[];
  /** Of each trace at each tick; NaN: none. */
  readonly of: readonly (readonly number[])[];
  /** Of each trace at the clock. */
  readonly now: readonly number[];
  /** Of each trace; null, or left out: it has none. */
  readonly ranges?: readonly (TraceRange | null)[];
}

export interface Form {
  /** What it shows, in words. */
  readonly title: string;
  readonly traces: readonly Trace[];
  readonly key: readonly KeyItem[];
  /** What the key says at its end. */
  readonly remark?: string;
  /** What up and down mean, said in the plot. */
  readonly directions?: string;
  /** Lowest and highest value of its axis, for data from `low` to `high`. */
  readonly range: (low: number, high: number) => readonly [number, number];
  readonly zero: boolean;
  /** What happens in one tick may be small beside the axis: one digit more. */
  readonly fine?: boolean;
  /** Lanes whose branch points are marked. */
  readonly shown: readonly Lane[];
  /** Where curves alone don't say how far the axis must reach. */
  readonly extent?: (numbers: Numbers) => readonly [number, number];
  /** Drawn below the curves. */
  readonly paint?: (plot: uPlot, numbers: Numbers) => void;
}

const LEAST_TICKS = 20;
const NEAR = 5; // px
const ROOM = 320; // px that it takes to say what was changed

export class TickChart {
  private readonly plot: uPlot;
  private readonly observer = new ResizeObserver(() => this.fit());
  private readonly tip = element("div", { class: "curve-tip" });
  private readonly outputs: { readonly output: HTMLOutputElement; readonly trace: number }[] = [];
  private readonly holder = element("div", { class: "plot" });
  private readonly ranged: readonly number[];
  private readonly table = element("details", { class: "numbers" }, [element("summary", { text: charts.numbers })]);
  private readonly list: HTMLElement;
  private numbers: Numbers = { ticks: [], of: [], now: [] };
  private limits: readonly [number, number] = [0, 1];
  private digits = 2;
  private stale = true;

  /** root: a figure whose caption has the title; the chart adds the rest and takes it away again at its end. */
  constructor(
    root: HTMLElement,
    private readonly form: Form,
    private readonly source: () => Numbers,
    private readonly board: Board,
  ) {
    this.ranged = form.traces.flatMap(({ ranged }, trace) => (ranged === true ? [trace] : []));
    this.holder.setAttribute("role", "img");
    this.list = this.key();
    root.querySelector("figcaption")?.append(this.table, this.list);
    root.append(this.holder);
    this.plot = new uPlot(this.options(), [[], ...form.traces.map(() => []), ...this.ranged.flatMap(() => [[], []])], this.holder);
    this.plot.over.append(this.tip);
    this.plot.over.addEventListener("click", () => this.clicked());
    this.tip.hidden = true;
    this.table.addEventListener("toggle", () => this.fillTable());
    this.observer.observe(this.holder);
  }

  /** Another chart takes its place. */
  end(): void {
    this.observer.disconnect();
    this.plot.destroy();
    for (const part of [this.table, this.list, this.holder]) part.remove();
  }

  /** A chart that isn't on the screen is drawn when it comes. */
  refresh(): void {
    this.stale = this.holder.clientWidth === 0 && !this.table.open;
    if (this.stale) return;
    this.numbers = this.source();
    this.measureAxis();
    const { ticks, of } = this.numbers;
    const edges = this.ranged.flatMap((trace) => this.edges(trace));
    this.plot.setData([ticks as number[], ...[...of, ...edges].map((values) => values.map((value) => (Number.isNaN(value) ? null : value)))]);
    this.showValues();
    this.holder.setAttribute("aria-label", this.inWords());
    this.fillTable();
  }

  /** Its present content in a sentence. */
  inWords(): string {
    const tick = this.board.lanes.tick;
    if (this.numbers.now.every(Number.isNaN)) return charts.empty(this.form.title, tick);
    return charts.now(
      this.form.title,
      tick,
      this.form.traces.map(({ name }, i) => charts.value(name, this.numbers.now[i] ?? NaN, this.digits) + this.rangeAt(i, null, charts.withinOthers)),
    );
  }

  /** The largest and the smallest values of a trace's range. */
  private edges(trace: number): readonly (readonly number[])[] {
    const { low = [], high = [] } = this.numbers.ranges?.[trace] ?? {};
    return [high, low];
  }

  /** Of a trace at a place of the ticks, or at the clock, in words; empty: it isn't known. */
  private rangeAt(trace: number, place: number | null, said: (low: string, high: string) => string): string {
    const range = this.numbers.ranges?.[trace];
    if (range === null || range === undefined) return "";
    const [low, high] = place === null ? range.now : [range.low[place] ?? NaN, range.high[place] ?? NaN];
    return Number.isNaN(low) ? "" : said(edge(low, this.digits), edge(high, this.digits));
  }

  /** As the key has it. While the world plays, and until all others are there, its place is kept. */
  private inKey(trace: number, place: number | null): string {
    if (!this.ranged.includes(trace)) return "";
    const known = place === null && this.board.lanes.playing ? "" : this.rangeAt(trace, place, charts.within);
    return known === "" ? charts.notYet : known;
  }

  private fit(): void {
    if (this.holder.clientWidth === 0) return;
    const { width, height } = this.size();
    if (this.plot.width !== width || this.plot.height !== height) this.plot.setSize({ width, height });
    else if (!this.stale) return;
    this.refresh();
  }

  private size(): { width: number; height: number } {
    return { width: Math.max(120, this.holder.clientWidth), height: Math.max(60, this.holder.clientHeight) };
  }

  private edgeSeries(): uPlot.Series[] {
    return this.ranged.flatMap((place) => {
      const trace = this.form.traces[place];
      return trace === undefined ? [] : [edgeOf(trace), edgeOf(trace)];
    });
  }

  private options(): uPlot.Options {
    const grid = { stroke: "#e4e2dc", width: 1 };
    const axis = { stroke: INK, font: `${smallText()}px system-ui, sans-serif`, grid, ticks: { ...grid, size: 4 } };
    return {
      ...this.size(),
      legend: { show: false },
      padding: [7, 18, 0, 0],
      cursor: { y: false, sync: { key: "ticks", scales: ["x", null] }, drag: { x: false, y: false }, points: { size: 6 } },
      scales: {
        x: { time: false, range: () => [0, Math.max(LEAST_TICKS, this.board.lanes.horizon)] },
        y: { range: () => [...this.limits] },
      },
      axes: [
        { ...axis, size: 26, values: (_, splits) => splits.map((tick) => (Number.isInteger(tick) ? count(tick) : "")) },
        { ...axis, size: (_, values) => widthOf(values), space: 19, values: (_, splits, __, ___, step) => splits.map((value) => number(value, decimals(step))) },
      ],
      series: [{}, ...this.form.traces.map((trace) => series(trace)), ...this.edgeSeries()],
      bands: this.ranged.map((trace, i) => {
        const top = 1 + this.form.traces.length + 2 * i;
        return { series: [top, top + 1], fill: faint(this.form.traces[trace]?.line?.colour ?? INK) };
      }),
      hooks: {
        drawAxes: [(plot) => this.form.paint?.(plot, this.numbers)],
        draw: [(plot) => drawMarks(plot, this.board.lanes, this.form)],
        setCursor: [() => this.pointed()],
      },
    };
  }

  /** The axis, and with how many digits its values are told. */
  private measureAxis(): void {
    const [low, high] = this.form.extent?.(this.numbers) ?? extremes([...this.numbers.of, ...this.ranged.flatMap((trace) => this.edges(trace))]);
    this.limits = this.form.range(low, high);
    const [bottom, top] = this.limits;
    this.digits = digitsFor(top - bottom) + (this.form.fine === true ? 1 : 0);
  }

  private key(): HTMLElement {
    const entries = this.form.key.map(({ label, sample, traces, meaning }) => {
      const outputs = traces.map((trace, i) => {
        const output = element("output", { class: i > 0 ? "thin" : this.ranged.includes(trace) ? "ranged" : "" });
        output.setAttribute("aria-live", "off"); // they change all the time; the chart's own sentence says the same
        this.outputs.push({ output, trace });
        return output;
      });
      const entry = element("li", {}, [sample(), element("span", { text: label }), ...outputs]);
      if (meaning !== undefined) entry.title = meaning;
      return entry;
    });
    const { remark = "" } = this.form;
    return element("ul", { class: "key" }, remark === "" ? entries : [...entries, element("li", { class: "aside", text: remark })]);
  }

  /** Place of the tick that is pointed at; null: none is. */
  private get place(): number | null {
    const { left, idx } = this.plot.cursor;
    return left === undefined || left < 0 || idx === null || idx === undefined ? null : idx;
  }

  /** At the tick that is pointed at, else at the clock. */
  private showValues(): void {
    const place = this.place;
    const nothing = place === null && this.numbers.now.every(Number.isNaN);
    for (const { output, trace } of this.outputs) {
      const value = place === null ? this.numbers.now[trace] : this.numbers.of[trace]?.[place];
      say(output, nothing ? "" : number(value, this.digits) + this.inKey(trace, place));
    }
  }

  private pointed(): void {
    const tick = this.place === null ? undefined : this.numbers.ticks[this.place];
    this.showValues();
    this.board.pointed(tick ?? null);
    this.tip.hidden = tick === undefined;
    if (tick === undefined) return;
    const left = this.plot.cursor.left ?? 0;
    say(this.tip, [charts.tick(tick), ...this.changesAt(left)].join(": "));
    const right = left > 0.5 * this.plot.over.clientWidth;
    this.tip.style.left = right ? "" : `${left + 6}px`;
    this.tip.style.right = right ? `${this.plot.over.clientWidth - left + 6}px` : "";
  }

  /** What was changed by hand where the pointer is. */
  private changesAt(left: number): readonly string[] {
    if (this.plot.over.clientWidth < ROOM) return [];
    const near = lanesNow(this.board.lanes, this.form.shown).flatMap(({ at }) =>
      at.hand.filter(([tick]) => Math.abs(this.plot.valToPos(tick, "x") - left) < NEAR).map(([, path, value]) => charts.changed(path, inShort(value))),
    );
    return near.length === 0 ? [] : [[...new Set(near)].join(", ")];
  }

  private clicked(): void {
    const { left } = this.plot.cursor;
    if (left === undefined || left < 0) return;
    this.board.seek(Math.min(this.board.lanes.horizon, Math.max(0, Math.round(this.plot.posToVal(left, "x")))));
  }

  private fillTable(): void {
    if (!this.table.open) return;
    const { ticks, of } = this.numbers;
    const columns = this.form.traces.flatMap(({ name }, trace) => {
      const [high = [], low = []] = this.edges(trace);
      const own = { name, values: of[trace] ?? [] };
      return this.ranged.includes(trace) ? [own, { name: charts.lowest(name), values: low }, { name: charts.highest(name), values: high }] : [own];
    });
    fillTable(this.table, ticks, columns, this.digits + 1, this.ranged.length > 0 ? charts.exactWithOthers : charts.exact);
  }
}

const faint = (colour: string): string => `${colour}24`;

/** Of a range, dashed as its curve is: without colour too it is plain whose it is. */
function edgeOf({ name, line }: Trace): uPlot.Series {
  return { label: name, stroke: `${line?.colour ?? INK}88`, width: 1, dash: [...(line?.dash ?? [])], points: { show: false } };
}

/** With so many digits that what isn't 0 isn't told as 0: on which side of it a range ends is what it is looked at for. */
function edge(value: number, digits: number): string {
  const needed = value === 0 ? digits : Math.max(digits, Math.ceil(-Math.log10(2 * Math.abs(value))));
  return number(value, Math.min(needed, MOST_DIGITS));
}

function series({ name, line, width }: Trace): uPlot.Series {
  if (line === null) return { label: name, paths: () => null, points: { show: false } };
  return { label: name, stroke: line.colour, width, dash: [...line.dash], points: { show: false } };
}
