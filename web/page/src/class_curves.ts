// Which share of a layer is of which class, tick by tick, as stacked areas; or, class by class, what difference two worlds make.

import { CLASSES, possible, type ClassLook } from "./classes.js";
import { differenceRange, less, type Content } from "./curves.js";
import type { Lane, Lanes } from "./lanes.js";
import { MARKINGS, swatch, type Fill } from "./patterns.js";
import { sample } from "./sample.js";
import { stacking } from "./stacked.js";
import { charts } from "./texts.js";
import { commonTicks, valueAt, valuesAt } from "./ticks.js";

interface Class {
  readonly label: string;
  readonly look: ClassLook;
  readonly fill: Fill;
}

const NAMES = Object.keys(CLASSES);
const ORDER: readonly (typeof MARKINGS)[number][] = ["none", "rising", "cross", "dots", "falling", "level"];

function classesOf({ shape }: Lane): Class[] {
  return possible(shape.classes, shape.present).flatMap((label) => {
    const look = CLASSES[label];
    return look === undefined ? [] : [{ label, look, fill: { colour: look.colour, marking: ORDER[NAMES.indexOf(label)] ?? "grid" } }];
  });
}

/** The shares of one world. */
export function sharesOf(lanes: Lanes, lane: Lane, layer: string): Content {
  const classes = classesOf(lane);
  const columns = classes.map(({ look }) => `${layer}.${look.measure}`);
  const title = charts.classesOf(layer);
  return {
    form: {
      title: lanes.beside === null ? title : charts.inWorld(title, lane.label),
      traces: classes.map(({ label }) => ({ name: label, line: null, width: 0 })),
      key: classes.map(({ label, look, fill }, trace) => ({ label, meaning: look.meaning, sample: () => swatch(fill), traces: [trace] })),
      range: () => [0, 1.001],
      zero: false,
      shown: [lane],
      ...stacking({ fills: classes.map(({ fill }) => fill), ends: () => null, sum: null }),
    },
    numbers: () => {
      const ticks = commonTicks([lane.history]);
      return {
        ticks,
        of: columns.map((column) => valuesAt(lane.history, ticks, column)),
        now: columns.map((column) => valueAt(lane.history, column, lanes.tick)),
      };
    },
  };
}

/** How much larger the share of each class is in one world than in the other. */
export function shareDifferences(lanes: Lanes, beside: Lane, layer: string): Content {
  const classes = classesOf(lanes.focus);
  const [own, other] = [lanes.focus.history, beside.history];
  const columns = classes.map(({ look }) => `${layer}.${look.measure}`);
  const there = columns.some((column) => other.has(column));
  return {
    form: {
      remark: there ? "" : charts.absent(beside.label),
      title: charts.differenceIn(charts.classesOf(layer), lanes.focus.label, beside.label),
      traces: classes.map(({ label, look }) => ({ name: label, line: look, width: 2.5 })),
      key: classes.map(({ label, look }, trace) => ({ label, meaning: look.meaning, sample: () => sample(look), traces: [trace] })),
      range: differenceRange,
      zero: true,
      shown: [lanes.focus, beside],
    },
    numbers: () => {
      const ticks = commonTicks([own, other]);
      return {
        ticks,
        of: columns.map((column) => less(valuesAt(own, ticks, column), valuesAt(other, ticks, column))),
        now: columns.map((column) => valueAt(own, column, lanes.tick) - valueAt(other, column, lanes.tick)),
      };
    },
  };
}
