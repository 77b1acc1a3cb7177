// How tight the blankets were, measured on request from a stretch of the run: the information that a suspected source gives of units' aims
// once their goals and letters are known, with its interval over the units.

import { element, say } from "./dom.js";
import type { BlanketRow, BlanketsMessage } from "./protocol.js";
import { charts, number } from "./texts.js";

export class BlanketChart {
  readonly root = element("div", { class: "blanket-chart" });
  private readonly button = element("button");
  private readonly state = element("span", { class: "aside" });
  private readonly list = element("ul");
  private readonly note = element("p", { class: "note" });
  private words = charts.blanketsNotYet;

  constructor(private readonly ask: (ticks: number) => void) {
    this.button.type = "button";
    say(this.button, charts.measureBlankets(STRETCH));
    this.state.setAttribute("role", "status");
    this.button.addEventListener("click", () => {
      say(this.state, charts.measuring);
      this.ask(STRETCH);
    });
    say(this.note, charts.blanketsMean);
    this.root.append(element("p", {}, [this.button, this.state]), this.list, this.note);
  }

  /** Another world: nothing has been measured of it. */
  forget(): void {
    this.list.replaceChildren();
    say(this.state, "");
    this.words = charts.blanketsNotYet;
  }

  show({ first, last, rows }: BlanketsMessage): void {
    say(this.state, charts.blanketsOf(first, last));
    const ends = rows.flatMap(({ nats, low, high }) => [nats ?? 0, low ?? 0, high ?? 0]);
    const room = 0.02 * (Math.max(LEAST, ...ends) - Math.min(0, ...ends));
    const [low, high] = [Math.min(0, ...ends) - room, Math.max(LEAST, ...ends) + room];
    const percent = (value: number): number => (100 * (value - low)) / (high - low);
    this.list.style.setProperty("--zero", `${percent(0)}%`);
    this.list.replaceChildren(...grouped(rows).map((row) => drawn(row, percent)));
    this.words = charts.blanketsNow(first, last, grouped(rows).map(told));
  }

  inWords(): string {
    return this.words;
  }
}

const STRETCH = 200; // ticks: with 8 features and 50 ticks nothing short of an open door is found
const LEAST = 0.02; // nats: below it an axis would make much of nothing

/** One line for all that can't be measured for the same reason. */
function grouped(rows: readonly BlanketRow[]): readonly BlanketRow[] {
  const reasons = [...new Set(rows.filter(({ nats }) => nats === null).map(({ reason }) => reason))];
  const absent = reasons.flatMap((reason) => {
    const same = rows.filter((row) => row.nats === null && row.reason === reason);
    const first = same[0];
    return first === undefined ? [] : [{ ...first, layer: [...new Set(same.map(({ layer }) => layer))].join(", "), kind: [...new Set(same.map(({ kind }) => kind))].join(", ") }];
  });
  return [...rows.filter(({ nats }) => nats !== null), ...absent];
}

function told({ layer, kind, open, units, of, nats, low, high, alarms, reason }: BlanketRow): string {
  if (nats === null) return charts.blanketUndefined(layer, kind, reason);
  const interval = low === null || high === null ? "" : charts.interval(low, high);
  return charts.blanket(charts.blanketLabel(layer, kind, open), { units, of, nats, alarms }, interval);
}

function drawn(row: BlanketRow, percent: (value: number) => number): HTMLElement {
  if (row.nats === null) return element("li", { class: "absent", text: told(row) });
  const [low, high] = [percent(row.low ?? row.nats), percent(row.high ?? row.nats)];
  const interval = element("span", { class: "interval" });
  interval.style.left = `${low}%`;
  interval.style.width = `${high - low}%`;
  const point = element("span", { class: row.open ? "point open" : "point" });
  point.style.left = `${percent(row.nats)}%`;
  const item = element("li", {}, [
    element("span", { class: "label", text: charts.blanketLabel(row.layer, row.kind, row.open) }),
    element("span", { class: "track" }, [interval, point]),
    element("span", { class: "value", text: number(row.nats, 3) }),
    element("span", { class: "value", text: charts.alarms(row.alarms, row.units) }),
  ]);
  item.title = told(row);
  return item;
}
