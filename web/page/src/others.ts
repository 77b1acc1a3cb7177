// Between which values worlds with other seeds lie: of each measure the smallest and the largest at each tick.

import { History } from "./history.js";
import type { OthersMessage } from "./protocol.js";
import { valueAt, valuesAt } from "./ticks.js";

const lowOf = (column: string): string => `low ${column}`;
const highOf = (column: string): string => `high ${column}`;

const NOTHING = new History([]);

/** The smallest and the largest; NaN where there are none. */
export interface Range {
  readonly at: (ticks: readonly number[]) => { readonly low: readonly number[]; readonly high: readonly number[] };
  readonly now: (tick: number) => readonly [low: number, high: number];
}

export class Others {
  private readonly known = new Map<string, History>();
  private readonly sentences = new Map<string, string>();

  /** A message that begins at the first tick begins another range. */
  take({ world, minus, first, last, columns, low, high, sentence }: OthersMessage): void {
    const key = keyOf(world, minus);
    const names = columns.flatMap((column) => [lowOf(column), highOf(column)]);
    const before = this.known.get(key);
    const history = before === undefined || first === 0 ? new History(names) : before;
    const rows = new Float32Array(low.flatMap((row, tick) => row.flatMap((value, column) => [value ?? NaN, high[tick]?.[column] ?? NaN])));
    history.add({ tick: last, rows, rowCount: last - first, columns: names.length });
    this.known.set(key, history);
    this.sentences.set(key, sentence);
  }

  forget(): void {
    this.known.clear();
    this.sentences.clear();
  }

  /** A column's range in a world, or in what it has over another. */
  of(world: number, minus: number | null, column: string): Range {
    const history = this.known.get(keyOf(world, minus)) ?? NOTHING;
    const [low, high] = [lowOf(column), highOf(column)];
    return {
      at: (ticks) => ({ low: valuesAt(history, ticks, low), high: valuesAt(history, ticks, high) }),
      now: (tick) => [valueAt(history, low, tick), valueAt(history, high, tick)],
    };
  }

  /** The tick up to which they have come. */
  reached(world: number, minus: number | null): number {
    return this.known.get(keyOf(world, minus))?.tick ?? 0;
  }

  /** Why there are none, or none any more; empty if there are. */
  reason(world: number, minus: number | null): string {
    return this.sentences.get(keyOf(world, minus)) ?? "";
  }

  /** Of these worlds alone. */
  keep(worlds: readonly number[]): void {
    for (const key of this.known.keys()) {
      if (key.split(" ").every((world) => world === "" || worlds.includes(Number(world)))) continue;
      this.known.delete(key);
      this.sentences.delete(key);
    }
  }
}

const keyOf = (world: number, minus: number | null): string => `${world} ${minus ?? ""}`;
