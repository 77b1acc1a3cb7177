// How colours look to readers whose eyes lack one of the three kinds of cones, and how far apart they are.

export type Rgb = readonly [number, number, number];

/** For linear RGB, at full severity. Machado, Oliveira & Fernandes 2009, table 1. */
const MISSING = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

export const VISIONS = ["full", "protanopia", "deuteranopia", "tritanopia"] as const;
export type Vision = (typeof VISIONS)[number];

/** Of "rgb(1, 2, 3)", "#123" or "#112233"; each in [0, 1], linear in light (IEC 61966-2-1). */
export function linear(colour: string): Rgb {
  const short = /^#(.)(.)(.)$/.exec(colour);
  const long = short === null ? colour : `#${short.slice(1).map((digit) => digit + digit).join("")}`;
  const parts = long.startsWith("#") ? [1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16)) : (long.match(/[\d.]+/g) ?? []).map(Number);
  const light = (part = NaN): number => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return [light(parts[0]), light(parts[1]), light(parts[2])];
}

export function seen(colour: string, vision: Vision): Rgb {
  const [r, g, b] = linear(colour);
  if (vision === "full") return [r, g, b];
  const m = MISSING[vision];
  const row = (at: number): number => Math.min(1, Math.max(0, (m[at] ?? 0) * r + (m[at + 1] ?? 0) * g + (m[at + 2] ?? 0) * b));
  return [row(0), row(3), row(6)];
}

export const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** CIE 1976 L*a*b*, white point D65. */
export function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(luminance([r, g, b]));
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIE 1976 ΔE: about 2 is just seen where the two lie side by side. */
export function difference(a: string, b: string, vision: Vision): number {
  const [p, q] = [lab(seen(a, vision)), lab(seen(b, vision))];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** Contrast ratio, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [p, q] = [luminance(linear(a)), luminance(linear(b))];
  return (Math.max(p, q) + 0.05) / (Math.min(p, q) + 0.05);
}
