// The known name that a misspelt one is likely to mean: the same one that the server suggests in its refusal (Python's difflib).

const CLOSE = 0.6; // of the letters of both

/** The known name that has most in common with this one, whatever their case; undefined: none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const close = known
    .map((one) => ({ one, folded: one.toLowerCase() }))
    .map((at) => ({ ...at, like: likeness(at.folded, wanted) }))
    .filter(({ like }) => like >= CLOSE);
  return close.sort((a, b) => b.like - a.like || (a.folded < b.folded ? 1 : -1))[0]?.one;
}

/** From 0 to 1; 0 at once where one is so much longer that they can't be close: a link may be of any length. */
function likeness(a: string, b: string): number {
  const all = a.length + b.length;
  return 2 * Math.min(a.length, b.length) < CLOSE * all ? 0 : (2 * common(a, b)) / all;
}

/** How many letters two texts have in common: their longest piece, and so on to the left and to the right of it (Ratcliff, Obershelp 1988). */
export function common(a: string, b: string): number {
  let [size, inA, inB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let k = 0;
      while (i + k < a.length && a[i + k] === b[j + k]) k++; // past the end of b it is undefined
      if (k > size) [size, inA, inB] = [k, i, j];
    }
  }
  if (size === 0) return 0;
  return size + common(a.slice(0, inA), b.slice(0, inB)) + common(a.slice(inA + size), b.slice(inB + size));
}
