// Stacked values: what is above 0 upwards, what is below it downwards, in the order given; so the ends differ by the sum.

export interface Stack {
  /** Of each part at each place, where its area begins and ends. */
  readonly from: readonly Float64Array[];
  readonly to: readonly Float64Array[];
  readonly low: number;
  readonly high: number;
}

/** parts: the values of each at every place; NaN counts as nothing. */
export function stack(parts: readonly (readonly number[])[]): Stack {
  const length = parts[0]?.length ?? 0;
  const [up, down] = [new Float64Array(length), new Float64Array(length)];
  const [from, to]: [Float64Array[], Float64Array[]] = [[], []];
  for (const part of parts) {
    const [begin, end] = [new Float64Array(length), new Float64Array(length)];
    for (let i = 0; i < length; i++) {
      const value = part[i] ?? 0;
      const side = value < 0 ? down : up;
      begin[i] = side[i] ?? 0;
      end[i] = (begin[i] ?? 0) + (Number.isNaN(value) ? 0 : value);
      side[i] = end[i] ?? 0;
    }
    from.push(begin);
    to.push(end);
  }
  return { from, to, low: down.reduce((a, b) => Math.min(a, b), 0), high: up.reduce((a, b) => Math.max(a, b), 0) };
}

/** Sums since the start, at ticks, as means per tick over at most `most` runs of ticks: for every tick that of the run it is in. */
export function perTick(ticks: readonly number[], sums: readonly number[], most: number): { readonly values: number[]; readonly ends: number[] } {
  const each = Math.max(1, Math.ceil(ticks.length / most));
  const values: number[] = [];
  const ends: number[] = [];
  for (let start = 0; start < ticks.length; start += each) {
    const end = Math.min(ticks.length, start + each) - 1;
    // Before the first tick that is known nothing has been added up yet
    const [before, since] = start === 0 ? [0, 0] : [sums[start - 1] ?? NaN, ticks[start - 1] ?? 0];
    const value = ((sums[end] ?? NaN) - before) / ((ticks[end] ?? NaN) - since);
    for (let i = start; i <= end; i++) values.push(value);
    ends.push(end);
  }
  return { values, ends };
}
