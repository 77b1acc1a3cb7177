// What several histories have on one clock.

import type { History } from "./history.js";

/**
 * The ticks at which all of them have a row, as far as each goes. A history that is thinned keeps every 2nd, 4th, ... tick: the
 * coarsest says which, and the one that is longest how far.
 */
export function commonTicks(histories: readonly History[]): readonly number[] {
  const stride = Math.max(1, ...histories.map(({ ticks }) => (ticks.length < 2 ? 1 : (ticks[1] ?? 0) - (ticks[0] ?? 0))));
  const longest = histories.reduce<readonly number[]>((most, { ticks }) => ((ticks.at(-1) ?? 0) > (most.at(-1) ?? 0) ? ticks : most), []);
  const own = longest.length < 2 ? 1 : (longest[1] ?? 0) - (longest[0] ?? 0);
  return own === stride ? longest : longest.filter((tick) => tick % stride === 0);
}

/** A column at these ticks; NaN where it has none. */
export function valuesAt(history: History, ticks: readonly number[], name: string): readonly number[] {
  if (!history.has(name)) return ticks.map(() => NaN);
  if (history.ticks === ticks) return history.column(name);
  return history.at(ticks, name);
}

/** At one tick; NaN before the first, and after the last that is known. */
export function valueAt(history: History, name: string, tick: number): number {
  if (tick <= 0 || tick > history.tick) return NaN;
  return tick === history.tick ? history.last(name) : history.rowAt(name, tick);
}

/** What one tick added to a column that holds sums since tick 0; in a thinned history a tick's share of what its run of ticks did. */
export function added(history: History, name: string, tick: number): number {
  const { ticks } = history;
  const run = Math.min(tick, ticks.length < 2 ? 1 : (ticks[1] ?? 0) - (ticks[0] ?? 0));
  const before = tick === run ? 0 : valueAt(history, name, tick - run);
  return (valueAt(history, name, tick) - before) / run;
}
