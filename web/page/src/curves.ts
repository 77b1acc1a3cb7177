// Curves of one measure: of every layer (the beside world's thin beside those of the world in focus), or of one layer or the whole in
// all worlds; or the difference that the two worlds make.

import { besideOf, lineOf, type Line } from "./colour.js";
import { laneLine } from "./lane_lines.js";
import type { Lane, Lanes } from "./lanes.js";
import { sample } from "./sample.js";
import { charts } from "./texts.js";
import type { Form, KeyItem, Numbers, Trace } from "./tick_chart.js";
import { commonTicks, valueAt, valuesAt } from "./ticks.js";

/** `of`: the name of a layer, or every layer, or the whole world, whose columns bear no layer's name. */
export interface Measure {
  readonly name: string;
  readonly of: string;
}

export const EVERY = "*";
export const WHOLE = "";

const FOCUS_WIDTH = 2.5; // px
const OTHER_WIDTH = 1.5;

/** One curve: a column of a lane, or how much more that is than in another lane. */
interface Curve extends Trace {
  readonly lane: Lane;
  readonly minus: Lane | null;
  readonly column: string;
  readonly line: Line;
  readonly label: string;
}

/** What a chart may show beside what it is about. */
export interface Shown {
  /** How much more the world in focus has than the one beside it. */
  readonly difference: boolean;
  /** Between which values worlds with other seeds lie. */
  readonly others: boolean;
}

export interface Content {
  readonly form: Form;
  readonly numbers: () => Numbers;
  /** Columns of which it shows the range over other seeds. */
  readonly ranged?: readonly string[];
}

export const columnOf = ({ name, of }: Measure): string => (of === WHOLE ? name : `${of}.${name}`);

/** title: what it shows, in words; alone: what the curve is called where it is the only one. */
export function curvesOf(lanes: Lanes, measure: Measure, options: Shown & { readonly title: string; readonly alone: string }): Content {
  const beside = options.difference ? lanes.beside : null;
  const found = measure.of === EVERY ? ofLayers(lanes, measure.name, beside) : ofLanes(lanes, measure, beside, options.alone);
  // Ranges of several layers, or of more than two worlds, would hide each other
  const hasRange = ({ lane }: Curve): boolean => options.others && measure.of !== EVERY && (lane === lanes.focus || lane === lanes.beside);
  const curves = found.map((curve) => ({ ...curve, ranged: hasRange(curve) }));
  const title = beside === null ? options.title : charts.differenceIn(options.title, lanes.focus.label, beside.label);
  return {
    form: { title, traces: curves, key: keyOf(curves), remark: remarks(lanes, measure, curves, { difference: beside !== null, others: options.others }), range: beside === null ? openRange : differenceRange, zero: true, shown: shownIn(curves) },
    numbers: () => numbersOf(curves, lanes),
    ranged: [...new Set(curves.flatMap(({ column, ranged }) => (ranged ? [column] : [])))],
  };
}

function remarks(lanes: Lanes, measure: Measure, curves: readonly Curve[], { difference, others }: Shown): string {
  return [remark(lanes, measure, curves, difference), others ? shaded(lanes, measure, curves) : ""].filter((text) => text !== "").join("; ");
}

/** What the shade is, and of which worlds where others have none. */
function shaded({ all }: Lanes, { of }: Measure, curves: readonly Curve[]): string {
  if (of === EVERY) return charts.shadesLayers;
  const ranged = curves.filter(({ ranged }) => ranged).map(({ lane }) => lane.label);
  return of === WHOLE ? "" : charts.shaded(ranged.length < Math.min(curves.length, all.length) ? ranged : []);
}

/** Which world is drawn thin, or taken off; or that the one beside has no such thing. */
function remark({ focus, beside }: Lanes, measure: Measure, curves: readonly Curve[], difference: boolean): string {
  if (beside === null || measure.of === WHOLE || (!difference && measure.of !== EVERY)) return "";
  const there = curves.some(({ lane, minus }) => lane === beside || minus === beside);
  if (!there) return charts.absent(beside.label);
  return difference ? charts.minus(focus.label, beside.label) : charts.thin(beside.label);
}

function ofLayers({ focus, beside }: Lanes, name: string, minus: Lane | null): Curve[] {
  return focus.shape.layers.flatMap((layer, number) => {
    const column = `${layer.name}.${name}`;
    if (!focus.history.has(column)) return [];
    const line = lineOf(number);
    const own: Curve = { name: layer.name, label: layer.name, column, line, lane: focus, minus, width: FOCUS_WIDTH, ranged: false };
    const both = beside?.history.has(column) === true;
    if (minus !== null) return both ? [own] : [];
    if (beside === null || !both) return [own];
    return [
      { ...own, name: charts.inWorld(layer.name, focus.label) },
      { ...own, name: charts.inWorld(layer.name, beside.label), lane: beside, line: besideOf(line), width: OTHER_WIDTH },
    ];
  });
}

function ofLanes({ all, focus }: Lanes, measure: Measure, minus: Lane | null, alone: string): Curve[] {
  const column = columnOf(measure);
  const having = minus === null ? all.filter(({ history }) => history.has(column)) : [focus].filter((lane) => [lane, minus].every(({ history }) => history.has(column)));
  return having.map((lane) => {
    const label = all.length === 1 || minus !== null ? alone : lane.label;
    const line = all.length === 1 || minus !== null ? laneLine(0) : laneLine(all.indexOf(lane));
    return { name: label, label, column, line, lane, minus, width: lane === focus ? FOCUS_WIDTH : OTHER_WIDTH, ranged: false };
  });
}

/** Curves of the same label are one entry. */
function keyOf(curves: readonly Curve[]): KeyItem[] {
  const labels = [...new Set(curves.map(({ label }) => label))];
  return labels.flatMap((label) => {
    const traces = curves.flatMap((curve, trace) => (curve.label === label ? [trace] : []));
    const first = curves[traces[0] ?? -1];
    return first === undefined ? [] : [{ label, traces, sample: () => sample(first.line, first.width < FOCUS_WIDTH) }];
  });
}

const shownIn = (curves: readonly Curve[]): readonly Lane[] => [...new Set(curves.flatMap(({ lane, minus }) => (minus === null ? [lane] : [lane, minus])))];

function numbersOf(curves: readonly Curve[], { tick, others }: Lanes): Numbers {
  const ticks = commonTicks(shownIn(curves).map(({ history }) => history));
  return {
    ticks,
    of: curves.map(({ lane, minus, column }) => {
      const own = valuesAt(lane.history, ticks, column);
      return minus === null ? own : less(own, valuesAt(minus.history, ticks, column));
    }),
    now: curves.map(({ lane, minus, column }) => valueAt(lane.history, column, tick) - (minus === null ? 0 : valueAt(minus.history, column, tick))),
    ranges: curves.map(({ lane, minus, column, ranged }) => {
      if (!ranged) return null;
      const range = others.of(lane.id, minus?.id ?? null, column);
      return { ...range.at(ticks), now: range.now(tick) };
    }),
  };
}

/** NaN where either has nothing. */
export const less = (values: readonly number[], others: readonly number[]): readonly number[] => values.map((value, i) => value - (others[i] ?? NaN));

const SMALL = 0.2; // a share that never comes so far would lie flat on the axis of all shares
const LEAST = 0.05;

/** Shares and cosines keep their axis, so that charts and worlds can be compared by eye; all else is fitted, 0 included. */
export function openRange(low: number, high: number): readonly [number, number] {
  const small = low >= -SMALL && high <= SMALL;
  if (low >= -1.001 && high <= 1.02 && !small) return [low < -0.02 ? -1.02 : 0, 1.02];
  const room = 0.06 * (Math.max(0, high) - Math.min(0, low));
  return [low < 0 ? low - room : 0, Math.max(small && low >= 0 ? LEAST : 0, high + room)];
}

const LEAST_DIFFERENCE = 0.02; // below it an axis would make much of nothing

export function differenceRange(low: number, high: number): readonly [number, number] {
  const room = Math.max(LEAST_DIFFERENCE, 0.08 * (high - low));
  return [Math.min(0, low) - room, Math.max(0, high) + room];
}
