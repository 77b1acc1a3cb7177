// Curves over ticks (uPlot), regime changes marked, with a key that shows the newest or the pointed-at values and a table behind.

import uPlot from "uplot";
import type { Line } from "./colour.js";
import { element, say, smallText } from "./dom.js";
import type { History } from "./history.js";
import { count, number } from "./words.js";

export interface Curve {
  readonly column: string;
  readonly label: string;
  readonly line: Line;
}

const MOST_SHIFTS = 40; // a regime that changes all the time would hide the curves behind its marks
const LEAST_LABELLED = 70; // px
const TABLE_ROWS = 24;

export class Curves {
  private plot: uPlot;
  private history: History;
  private readonly observer = new ResizeObserver(() => this.plot.setSize(this.size()));
  private readonly tip = element("div", { class: "curve-tip" });
  private readonly outputs: HTMLOutputElement[] = [];
  private readonly holder = element("div", { class: "plot" });
  private readonly table = element("details", { class: "numbers" }, [element("summary", { text: "Numbers" })]);

  constructor(
    root: HTMLElement,
    private readonly title: string,
    private readonly curves: readonly Curve[],
    history: History,
    extra: readonly HTMLElement[] = [],
  ) {
    this.history = history;
    this.holder.setAttribute("role", "img");
    const heading = element("figcaption", {}, [element("b", { text: title }), ...extra, this.table, this.key()]);
    root.replaceChildren(heading, this.holder);
    this.plot = new uPlot(this.options(), [[], ...curves.map(() => [])], this.holder);
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

  refresh(history: History): void {
    this.history = history;
    const columns = this.curves.map(({ column }) => history.column(column).map((value) => (Number.isNaN(value) ? null : value)));
    this.plot.setData([[...history.ticks], ...columns]);
    this.showValues(null);
    const now = this.curves.map(({ label, column }) => `${label} ${number(history.last(column))}`).join(", ");
    this.holder.setAttribute("aria-label", `${this.title} over ticks. Now: ${now}.`);
    this.fillTable();
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
      series: [
        {},
        ...this.curves.map(({ label, line }) => ({
          label,
          stroke: line.colour,
          width: 2,
          dash: [...line.dash],
          points: { show: false },
        })),
      ],
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
    const entries = this.curves.map(({ label, line }) => {
      const output = element("output");
      this.outputs.push(output);
      return element("li", {}, [sample(line), element("span", { text: label }), output]);
    });
    return element("ul", { class: entries.length === 1 ? "key single" : "key" }, entries);
  }

  private showValues(place: number | null): void {
    this.curves.forEach(({ column }, i) => {
      const value = place === null ? this.history.last(column) : this.history.column(column)[place];
      const output = this.outputs[i];
      if (output !== undefined) say(output, this.history.ticks.length === 0 ? "" : number(value));
    });
  }

  /** The tick that is pointed at; the key has its values. */
  private showTip(plot: uPlot): void {
    const { idx, left } = plot.cursor;
    const tick = idx === null || idx === undefined ? undefined : this.history.ticks[idx];
    this.tip.hidden = tick === undefined || left === undefined || left < 0;
    if (tick === undefined || left === undefined) return;
    const values = this.curves.map(({ label, column }) => `${label} ${number(this.history.column(column)[idx ?? 0])}`);
    say(this.tip, `tick ${count(tick)}${this.curves.length > 1 ? "" : `: ${values.join(", ").replace(/^.* /, "")}`}`);
    const right = left > 0.6 * plot.over.clientWidth;
    this.tip.style.left = right ? "" : `${left + 6}px`;
    this.tip.style.right = right ? `${plot.over.clientWidth - left + 6}px` : "";
  }

  private fillTable(): void {
    if (!this.table.open) return;
    const { ticks } = this.history;
    const step = Math.max(1, Math.ceil(ticks.length / TABLE_ROWS));
    const head = element("tr", {}, ["tick", ...this.curves.map(({ label }) => label)].map((text) => element("th", { text })));
    const rows = ticks.flatMap((tick, i) => {
      if ((ticks.length - 1 - i) % step !== 0) return [];
      const cells = this.curves.map(({ column }) => number(this.history.column(column)[i], 3));
      return [element("tr", {}, [count(tick), ...cells].map((text) => element("td", { text })))];
    });
    this.table.replaceChildren(element("summary", { text: "Numbers" }), element("table", {}, [head, ...rows]));
  }
}

/** A short piece of the line, for the key. */
export function sample(line: Line): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const stroke = document.createElementNS(space, "line");
  for (const [name, value] of Object.entries({ width: "28", height: "10", "aria-hidden": "true" })) svg.setAttribute(name, value);
  const settings = { x1: "0", x2: "28", y1: "5", y2: "5", stroke: line.colour, "stroke-width": "2.5", "stroke-dasharray": line.dash.join(" ") };
  for (const [name, value] of Object.entries(settings)) stroke.setAttribute(name, value);
  svg.append(stroke);
  return svg;
}
