// Rounded numbers that add up.

/**
 * Parts of a total, rounded to so many digits such that they add up to the rounded total: all are rounded down, and as many as it takes
 * up again, those first of which most was cut off (Hamilton's method of the largest remainders, 1792). Where each rounded by itself
 * adds up, it is that; none is off by a whole unit of the last digit.
 */
export function addingUp(parts: readonly number[], total: number, digits: number): readonly number[] {
  const unit = 10 ** digits;
  const down = parts.map((part) => Math.floor(part * unit));
  const cut = parts.map((part, i) => part * unit - (down[i] ?? 0));
  const missing = Math.round(total * unit) - down.reduce((sum, value) => sum + value, 0);
  const first = parts.map((_, i) => i).sort((i, j) => (cut[j] ?? 0) - (cut[i] ?? 0));
  const up = new Set(first.slice(0, Math.max(0, missing)));
  return down.map((value, i) => (value + (up.has(i) ? 1 : 0)) / unit);
}
