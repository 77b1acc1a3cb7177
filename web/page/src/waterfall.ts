// Where the goal gets lost, as a waterfall: from all that could be done for the intent down, step by step along the chain from the
// intent to the deed, to what was done. A step that gives back what another took goes up. Below each bar, thin, the beside world's.

import { element, say } from "./dom.js";
import type { History } from "./history.js";
import type { Lane, Lanes } from "./lanes.js";
import { addingUp } from "./rounding.js";
import { charts, number } from "./texts.js";
import { valueAt } from "./ticks.js";

export interface Step {
  readonly label: string;
  /** Where all stood before it, and after it: the bar goes from the one to the other. */
  readonly from: number;
  readonly to: number;
}

const NOTHING = 5e-4; // is shown as 0.00
const DIGITS = 2;

/** The chain's steps and their columns, in order; the letters of a layer only where they ever took or gave anything. */
export function chain(layers: readonly string[], histories: readonly History[]): readonly (readonly [string, string])[] {
  const bites = (column: string): boolean => histories.some((history) => history.column(column).some((value) => Math.abs(value) > NOTHING));
  const ofLayer = (layer: string): (readonly [string, string])[] => {
    const letters = `${layer}.outer_loss`;
    return [[charts.goalsOf(layer), `${layer}.inner_loss`], ...(bites(letters) ? [[charts.lettersOf(layer), letters] as const] : [])];
  };
  return [[charts.firstLetter, "designer.outer_loss"], ...layers.flatMap(ofLayer), [charts.execution, "execution_loss"]];
}

/**
 * The bars of one world at a tick: all that could be done, the steps, and what was done. Empty where nothing is known; of a world that
 * has other layers only the first and the last.
 */
export function steps(names: readonly (readonly [string, string])[], history: History, tick: number): readonly (Step | null)[] {
  const done = valueAt(history, "efficiency", tick);
  if (Number.isNaN(done)) return [];
  const comparable = names.every(([, column]) => history.has(column));
  let at = 1;
  const found = names.map(([label, column]): Step | null => {
    if (!comparable) return null;
    const from = at;
    at -= valueAt(history, column, tick);
    return { label, from, to: at };
  });
  return [{ label: charts.possible, from: 0, to: 1 }, ...found, { label: charts.done, from: 0, to: done }];
}

/** The number beside each bar: what could be done and what was, and between them steps that lead in print from the one to the other. */
export function printed(bars: readonly (Step | null)[]): readonly (number | null)[] {
  const done = Number((bars.at(-1)?.to ?? NaN).toFixed(DIGITS));
  const parts = bars.slice(1, -1).flatMap((step) => (step === null ? [] : [step.to - step.from])); // all of them, or none
  const rounded = addingUp(parts, done - 1, DIGITS);
  return bars.map((step, at) => (at === 0 || at === bars.length - 1 ? (step?.to ?? null) : (rounded[at - 1] ?? null)));
}

interface Row {
  readonly item: HTMLElement;
  readonly bars: readonly HTMLElement[];
  readonly values: readonly HTMLElement[];
}

export class Waterfall {
  private readonly list = element("div");
  private readonly title = element("b", { text: charts.losses });
  private readonly when = element("span", { class: "when" });
  private readonly note = element("span", { class: "aside", text: charts.lossesMean });
  private rows: readonly Row[] = [];
  private drawn = "";
  private words = "";
  private pointed: number | null = null;
  private lanes: Lanes | null = null;
  private readonly observer = new ResizeObserver(() => this.refresh());
  readonly root = element("section", { class: "sheet" }, [element("p", { class: "title" }, [this.title, this.when, this.note]), this.list]);

  constructor() {
    this.root.id = "losses-chart";
    this.root.setAttribute("aria-label", charts.losses);
    this.list.id = "losses";
    this.list.setAttribute("role", "img");
    this.observer.observe(this.list);
  }

  show(lanes: Lanes): void {
    this.lanes = lanes;
  }

  end(): void {
    this.observer.disconnect();
    this.root.remove();
  }

  /** At the tick that is pointed at in a chart; null: at the clock. */
  point(tick: number | null): void {
    if (tick === this.pointed) return;
    this.pointed = tick;
    this.refresh();
  }

  refresh(): void {
    const { lanes } = this;
    if (lanes === null || this.list.offsetParent === null) return;
    const tick = this.pointed ?? lanes.tick;
    const shown = [lanes.focus, ...(lanes.beside === null ? [] : [lanes.beside])];
    const names = chain(lanes.focus.shape.layers.map(({ name }) => name), shown.map(({ history }) => history));
    const bars = shown.map(({ history }) => steps(names, history, tick));
    this.arrange(names, shown);
    this.place(bars);
    say(this.when, this.pointed === null ? "" : charts.tick(tick));
    this.note.hidden = this.pointed !== null;
    this.words = bars[0]?.length ? charts.lossesNow(tick, shown.map(({ label }, i) => told(label, bars[i] ?? [], shown.length > 1))) : charts.empty(charts.losses, tick);
    this.list.setAttribute("aria-label", this.words);
  }

  /** A sentence, if it is on the screen. */
  inWords(): readonly string[] {
    return this.list.offsetParent === null ? [] : [this.words];
  }

  /** A row for each step, anew only when the steps or the worlds are others. */
  private arrange(names: readonly (readonly [string, string])[], shown: readonly Lane[]): void {
    const labels = [charts.possible, ...names.map(([label]) => label), charts.done];
    const wanted = [...labels, ...shown.map(({ label }) => label)].join("\n");
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    this.rows = labels.map((label, at) => {
      const bars = shown.map((_, i) => element("span", { class: `bar${i === 0 ? "" : " thin"}${at === 0 ? " all" : at === labels.length - 1 ? " done" : ""}` }));
      const values = shown.map((_, i) => element("span", { class: i === 0 ? "value" : "value thin" }));
      const item = element("div", { class: "step" }, [element("span", { class: "label", text: label }), element("span", { class: "track" }, bars), ...values]);
      return { item, bars, values };
    });
    this.list.classList.toggle("two", shown.length > 1);
    this.list.replaceChildren(...this.rows.map(({ item }) => item));
  }

  private place(worlds: readonly (readonly (Step | null)[])[]): void {
    const ends = worlds.flatMap((bars) => bars.flatMap((step) => (step === null ? [] : [step.from, step.to])));
    const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];
    const percent = (value: number): number => (100 * (value - low)) / (high - low);
    this.list.style.setProperty("--zero", `${percent(0)}%`);
    const numbers = worlds.map(printed);
    this.rows.forEach(({ bars, values }, at) => {
      worlds.forEach((steps, i) => {
        const [bar, value, step] = [bars[i], values[i], steps[at] ?? null];
        if (bar === undefined || value === undefined) return;
        bar.hidden = step === null;
        const whole = at === 0 || at === this.rows.length - 1;
        say(value, step === null ? "" : number(numbers[i]?.[at], DIGITS));
        if (step === null) return;
        const [left, right] = [Math.min(step.from, step.to), Math.max(step.from, step.to)];
        bar.style.left = `${percent(left)}%`;
        bar.style.width = `${percent(right) - percent(left)}%`;
        bar.classList.toggle("back", !whole && step.to > step.from);
      });
    });
  }
}

/** What one world lost where; steps that took nothing are left out. */
function told(label: string, bars: readonly (Step | null)[], named: boolean): string {
  const numbers = printed(bars);
  const parts = bars.flatMap((step, at) => {
    const value = numbers[at] ?? 0;
    return step === null || at === 0 || at === bars.length - 1 || value === 0 ? [] : [charts.value(step.label, value, DIGITS)];
  });
  return charts.lossesOf(named ? label : "", parts, bars.at(-1)?.to ?? NaN);
}
