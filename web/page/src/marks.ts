// The mark in the middle of a unit that plays an unusual strategy.

type Context = CanvasRenderingContext2D;

export interface Mark {
  readonly fill: string;
  readonly path: (ctx: Context, x: number, y: number, r: number) => void;
}

/** A deceiver wears a diamond, a bottlecap a bar. */
export const MARKS: Readonly<Record<string, Mark>> = {
  deceiver: {
    fill: "#fff",
    path: (ctx, x, y, r) => {
      const size = 0.55 * r;
      ctx.moveTo(x, y - size);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y + size);
      ctx.lineTo(x - size, y);
      ctx.closePath();
    },
  },
  bottlecap: {
    fill: "#fff",
    path: (ctx, x, y, r) => {
      ctx.rect(x - 0.6 * r, y - 0.16 * r, 1.2 * r, 0.32 * r);
    },
  },
};
