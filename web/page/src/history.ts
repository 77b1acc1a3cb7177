// The measures of all ticks of one world that are known so far, thinned so that a long run stays light.

import type { Rows } from "./protocol.js";

/** The server's own column: how often the response has been replaced so far. */
export const REGIME = "regime";

export class History {
  readonly ticks: number[] = [];
  private readonly values: number[][];
  private readonly places: ReadonlyMap<string, number>;
  /** First ticks of new regimes. */
  readonly shifts: number[] = [];
  private readonly regimes: number[] = []; // that begin there
  private stride = 1;
  /** The newest row, thinned or not; empty before the first tick. */
  latest: readonly number[] = [];
  /** Of that row; 0 before the first. */
  tick = 0;

  /** Keeps at most `most` ticks: beyond, every other one goes. */
  constructor(
    readonly columns: readonly string[],
    private readonly most = 4000,
  ) {
    this.values = columns.map(() => []);
    this.places = new Map(columns.map((name, place) => [name, place]));
  }

  /** Takes over rows. Where they begin within what is known, the world has another future now, and what was known of it goes. */
  add(rows: Rows): void {
    const first = rows.tick - rows.rowCount + 1;
    this.cut(first - 1);
    for (let row = 0; row < rows.rowCount; row++) {
      const start = row * rows.columns;
      this.addRow(first + row, rows.rows.subarray(start, start + rows.columns));
    }
  }

  /** Forgets all after this tick. */
  private cut(tick: number): void {
    if (tick >= this.tick) return;
    const keep = after(this.ticks, tick);
    for (const list of [this.ticks, ...this.values]) list.length = keep;
    this.shifts.length = this.regimes.length = after(this.shifts, tick);
    this.latest = keep === 0 ? [] : this.values.map((column) => column[keep - 1] ?? NaN);
    this.tick = tick;
  }

  private addRow(tick: number, row: Float32Array): void {
    this.latest = Array.from(row);
    this.tick = tick;
    this.noteRegime(tick);
    if (tick % this.stride !== 0) return;
    this.ticks.push(tick);
    this.values.forEach((column, place) => column.push(row[place] ?? NaN));
    if (this.ticks.length > this.most) this.thin();
  }

  private noteRegime(tick: number): void {
    const regime = this.last(REGIME);
    if (!(regime > (this.regimes.at(-1) ?? 0))) return;
    this.shifts.push(tick);
    this.regimes.push(regime);
  }

  private thin(): void {
    this.stride *= 2;
    const keep = this.ticks.map((tick) => tick % this.stride === 0);
    const thinned = (list: number[]): void => {
      const kept = list.filter((_, i) => keep[i]);
      list.length = 0;
      for (const value of kept) list.push(value);
    };
    for (const column of this.values) thinned(column);
    thinned(this.ticks);
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  /** NaN where there is nothing. */
  last(name: string): number {
    return this.latest[this.places.get(name) ?? -1] ?? NaN;
  }

  column(name: string): readonly number[] {
    return this.values[this.places.get(name) ?? -1] ?? [];
  }

  /** At a tick, or at the nearest before it that is kept; NaN before the first. */
  rowAt(name: string, tick: number): number {
    return tick >= this.tick ? this.last(name) : (this.column(name)[after(this.ticks, tick) - 1] ?? NaN);
  }

  /** A column at other ticks (ascending), NaN where it has none: another history may be longer, and thinned otherwise. */
  at(ticks: readonly number[], name: string): readonly number[] {
    const column = this.column(name);
    let place = 0;
    return ticks.map((tick) => {
      while ((this.ticks[place] ?? Infinity) < tick) place++;
      return this.ticks[place] === tick ? (column[place] ?? NaN) : NaN;
    });
  }
}

/** The place of the first of ascending numbers that is larger. */
function after(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
