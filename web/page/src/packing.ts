// How the children of one unit lie in their circle. d3 packs any sizes; circles of one size can lie closer and in a plainer order.

import { packEnclose, packSiblings } from "d3-hierarchy";

export interface Disc {
  x: number;
  y: number;
  r: number;
}

type Point = readonly [number, number];

const ROW = Math.sqrt(3);

/** One ring around nothing, or around one in the middle; clockwise from the top. For circles of radius 1. */
function ring(count: number, middle: boolean): Point[] {
  const around = middle ? count - 1 : count;
  const close = around < 2 ? 0 : 1 / Math.sin(Math.PI / around);
  const radius = middle ? Math.max(2, close) : close;
  const points = Array.from({ length: around }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / around - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return middle ? [[0, 0], ...points] : points;
}

/** Those of a hexagonal lattice that are closest to a point in it, row by row. */
function lattice(count: number, [x0, y0]: Point): Point[] {
  const reach = Math.ceil(Math.sqrt(count)) + 2;
  const points: Point[] = [];
  for (let row = -reach; row <= reach; row++) {
    for (let place = -reach; place <= reach; place++) points.push([2 * place + (row & 1) - x0, ROW * row - y0]);
  }
  const far = ([x, y]: Point): number => Math.round(1e6 * (x * x + y * y));
  const kept = points.sort((a, b) => far(a) - far(b) || a[1] - b[1] || a[0] - b[0]).slice(0, count);
  return kept.sort((a, b) => (Math.abs(a[1] - b[1]) > 1e-9 ? a[1] - b[1] : a[0] - b[0]));
}

/** Centres for so many circles of radius 1, as close as the best of a few patterns; the circle around them is centred on 0. */
function equal(count: number): { readonly points: readonly Point[]; readonly radius: number } {
  const centres: readonly Point[] = [[0, 0], [1, 0], [1, ROW / 3]];
  const patterns = [ring(count, false), ring(count, true), ...centres.map((centre) => lattice(count, centre))];
  const measured = patterns.map((points) => {
    const { x, y, r } = packEnclose(points.map(([px, py]) => ({ x: px, y: py, r: 1 })));
    return { points: points.map(([px, py]): Point => [px - x, py - y]), radius: r };
  });
  return measured.reduce((best, one) => (one.radius < best.radius - 1e-9 ? one : best));
}

const known = new Map<number, ReturnType<typeof equal>>();

/** Places circles around (0, 0) without overlap, close together; the radius of the circle around them. */
export function packTogether(discs: readonly Disc[]): number {
  if (discs.length === 0) return 0;
  const largest = discs.reduce((most, { r }) => Math.max(most, r), 0);
  const pattern = known.get(discs.length) ?? equal(discs.length);
  known.set(discs.length, pattern);
  if (discs.some(({ r }) => Math.abs(r - largest) > 1e-9 * largest)) {
    // Large ones first packs tighter; the sort is stable, so equal ones stay in order.
    const sorted = [...discs].sort((a, b) => b.r - a.r);
    packSiblings(sorted);
    const around = packEnclose(sorted).r;
    if (around <= pattern.radius * largest) return around; // else they are so nearly of one size that they lie closer as if they were
  }
  discs.forEach((disc, i) => {
    const [x, y] = pattern.points[i] ?? [0, 0];
    disc.x = x * largest;
    disc.y = y * largest;
  });
  return pattern.radius * largest;
}
