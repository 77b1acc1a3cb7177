// Why the mean goal of a layer moved: the account of drift (MODEL.md section 5) along the intent, its terms stacked, their sum a line.
// The server's columns LAYER.drift.TERM are sums since tick 0, so that thinned histories lose nothing.

import { besideOf } from "./colour.js";
import { less, type Content } from "./curves.js";
import type { History } from "./history.js";
import type { Lanes } from "./lanes.js";
import { MARKINGS, swatch, type Fill } from "./patterns.js";
import { sample } from "./sample.js";
import { stacking } from "./stacked.js";
import { perTick } from "./stacks.js";
import { charts } from "./texts.js";
import type { KeyItem, Numbers, Trace } from "./tick_chart.js";
import { added, commonTicks, valueAt, valuesAt } from "./ticks.js";

const INFIX = ".drift.";
const CHANGE = "change";
const BETWEEN = "between_";
const MOST_BARS = 110;
const NOTHING = 1e-9;
const SUM = { colour: "#1b1b1b", dash: [] } as const;

const FILLS: Readonly<Record<string, Fill>> = {
  selection_within: { colour: "#0068a3", marking: "rising" },
  mutation: { colour: "#c4590a", marking: "falling" },
  pool: { colour: "#6b5b00", marking: "dots" },
  surrogation: { colour: "#b3266b", marking: "level" },
  imitation: { colour: "#00795a", marking: "upright" },
};
const BETWEEN_COLOURS = ["#4a3fb0", "#2a9bd8", "#666666"];

/** Terms of a layer that ever moved anything, in the order of the account. */
export function termsOf(layer: string, histories: readonly History[]): readonly string[] {
  const columns = histories[0]?.columns ?? [];
  return columns
    .filter((name) => name.startsWith(layer + INFIX) && !name.endsWith(INFIX + CHANGE))
    .filter((name) => histories.some((history) => history.column(name).some((value) => Math.abs(value) > NOTHING)))
    .map((name) => name.slice((layer + INFIX).length));
}

export const fillOf = (term: string, place: number): Fill =>
  FILLS[term] ?? { colour: BETWEEN_COLOURS[place % BETWEEN_COLOURS.length] ?? "", marking: MARKINGS[(6 + place) % MARKINGS.length] ?? "grid" };

const nameOf = (term: string): string => (term.startsWith(BETWEEN) ? charts.between(term.slice(BETWEEN.length)) : (charts.terms[term] ?? term));

export interface DriftOptions {
  readonly layer: string;
  readonly terms: readonly string[];
  /** Sums since tick 0, or what happened per tick. */
  readonly sums: boolean;
  readonly difference: boolean;
}

export function driftOf(lanes: Lanes, { layer, terms, sums, difference }: DriftOptions): Content {
  const { focus, beside } = lanes;
  const minus = difference ? beside : null;
  const there = beside?.history.has(layer + INFIX + CHANGE) === true;
  const other = difference || !there ? null : beside;
  const shown = beside === null ? [focus] : [focus, beside];
  let ends: readonly number[] | null = null;
  const columns = [...terms, CHANGE].map((term) => layer + INFIX + term);
  const numbers = (): Numbers => {
    const ticks = commonTicks(shown.map(({ history }) => history));
    const series = (history: History, column: string): readonly number[] => {
      const values = valuesAt(history, ticks, column);
      if (sums) return values;
      const run = perTick(ticks, values, MOST_BARS);
      ends = run.ends;
      return run.values;
    };
    const own = columns.map((column) => series(focus.history, column));
    const of = minus === null ? own : own.map((values, i) => less(values, series(minus.history, columns[i] ?? "")));
    const all = other === null ? of : [...of, series(other.history, layer + INFIX + CHANGE)];
    // The areas stand for runs of ticks where there is no room for each; the numbers are those of the clock's own tick
    const here = (history: History, column: string): number => (sums ? valueAt(history, column, lanes.tick) : added(history, column, lanes.tick));
    const now = columns.map((column) => here(focus.history, column) - (minus === null ? 0 : here(minus.history, column)));
    return { ticks, of: all, now: other === null ? now : [...now, here(other.history, layer + INFIX + CHANGE)] };
  };
  const fills = terms.map(fillOf);
  const areas = stacking({ fills, ends: () => ends, sum: terms.length });
  const sumLabel = sums ? charts.movedSoFar : charts.movedPerTick;
  const traces: Trace[] = [
    ...terms.map((term): Trace => ({ name: nameOf(term), line: null, width: 0 })),
    { name: sumLabel, line: null, width: 0 },
    ...(other === null ? [] : [{ name: charts.inWorld(sumLabel, other.label), line: besideOf(SUM), width: 1.5 }]),
  ];
  const key: KeyItem[] = [
    { label: sumLabel, sample: () => sample(SUM), traces: other === null ? [terms.length] : [terms.length, terms.length + 1] },
    ...terms.map((term, trace) => ({ label: nameOf(term), sample: () => swatch(fills[trace] as Fill), traces: [trace] })),
  ];
  const title = charts.driftTitle(layer, sums);
  const remark = beside === null || there ? "" : charts.absent(beside.label);
  return {
    form: {
      title: minus === null ? title : charts.differenceIn(title, focus.label, minus.label),
      traces, key, remark, directions: charts.driftMeans, zero: true, fine: !sums, shown, range: driftRange, ...areas,
    },
    numbers,
  };
}

const driftRange = (low: number, high: number): readonly [number, number] => {
  const room = Math.max(1e-4, 0.08 * (high - low));
  return [low - (low < 0 ? room : 0), high + room];
};

