// All measures that a world records, for a picker: of every layer, of the whole, and layer by layer.

import { EVERY, WHOLE, type Measure } from "./curves.js";
import { REGIME } from "./history.js";
import type { Group, Option } from "./pickers.js";
import { charts } from "./texts.js";

const OWN = /\.drift\./;

export const keyOf = ({ name, of }: Measure): string => `${of}/${name}`;

export function measureOf(key: string): Measure {
  const cut = key.indexOf("/");
  return { of: key.slice(0, cut), name: key.slice(cut + 1) };
}

/** The words of a column's name: "shared_failure" and "designer.outer_loss" as they are read. */
export const wordsOf = (name: string): string => name.replaceAll("_", " ").replaceAll(".", ", ");

export function measureGroups(columns: readonly string[], layers: readonly string[]): readonly Group[] {
  const measures = columns.filter((column) => column !== REGIME && !OWN.test(column)).map((column): Measure => {
    const layer = layers.find((name) => column.startsWith(`${name}.`));
    return layer === undefined ? { name: column, of: WHOLE } : { name: column.slice(layer.length + 1), of: layer };
  });
  const option = (measure: Measure): Option => ({ value: keyOf(measure), text: charts.measureOf(wordsOf(measure.name), measure.of === EVERY || measure.of === WHOLE ? "" : measure.of) });
  const ofLayers = [...new Set(measures.flatMap(({ name, of }) => (of === WHOLE ? [] : [name])))];
  const shared = ofLayers.filter((name) => measures.filter((one) => one.name === name && one.of !== WHOLE).length > 1);
  return [
    { name: charts.everyLayer, options: shared.map((name) => option({ name, of: EVERY })) },
    { name: charts.whole, options: measures.filter(({ of }) => of === WHOLE).map(option) },
    ...layers.map((layer) => ({ name: layer, options: measures.filter(({ of }) => of === layer).map(option) })),
  ].filter(({ options }) => options.length > 0);
}
