// Fills for areas: a tint of a colour with lines or dots of it, so that areas are told apart without their colours.

export const MARKINGS = ["none", "rising", "dots", "falling", "level", "upright", "grid", "cross"] as const;
export type Marking = (typeof MARKINGS)[number];

export interface Fill {
  readonly colour: string;
  readonly marking: Marking;
}

const SIDE = 8; // px of a tile
const TINT = 0.3;

const tiles = new Map<string, HTMLCanvasElement>();

/** For a canvas whose pixels are `scale` to one of the page. */
export function pattern(context: CanvasRenderingContext2D, fill: Fill, scale: number): CanvasPattern | string {
  return context.createPattern(tile(fill, scale), "repeat") ?? fill.colour;
}

/** A piece of it, for keys. */
export function swatch(fill: Fill): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * 24, 2 * 12];
  canvas.className = "swatch-fill";
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.fillStyle = pattern(context, fill, 2);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = fill.colour;
  context.lineWidth = 3;
  context.strokeRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

function tile({ colour, marking }: Fill, scale: number): HTMLCanvasElement {
  const key = `${colour} ${marking} ${scale}`;
  const known = tiles.get(key);
  if (known !== undefined) return known;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.round(SIDE * scale);
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.scale(canvas.width / SIDE, canvas.height / SIDE);
    draw(context, colour, marking);
  }
  tiles.set(key, canvas);
  return canvas;
}

function draw(context: CanvasRenderingContext2D, colour: string, marking: Marking): void {
  context.globalAlpha = marking === "none" ? 0.42 : TINT;
  context.fillStyle = context.strokeStyle = colour;
  context.fillRect(0, 0, SIDE, SIDE);
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  const half = SIDE / 2;
  const stroke = (...points: readonly number[]): void => {
    context.beginPath();
    context.moveTo(points[0] ?? 0, points[1] ?? 0);
    context.lineTo(points[2] ?? 0, points[3] ?? 0);
    context.stroke();
  };
  // Diagonals go past the tile's corners, so that neighbours meet
  const rising = (): void => [-SIDE, 0, SIDE].forEach((by) => stroke(by - 1, SIDE + 1, by + SIDE + 1, -1));
  const falling = (): void => [-SIDE, 0, SIDE].forEach((by) => stroke(by - 1, -1, by + SIDE + 1, SIDE + 1));
  const level = (): void => stroke(0, half, SIDE, half);
  const upright = (): void => stroke(half, 0, half, SIDE);
  const dots = (): void =>
    [[2, 2], [6, 6]].forEach(([x = 0, y = 0]) => {
      context.beginPath();
      context.arc(x, y, 1.3, 0, 2 * Math.PI);
      context.fill();
    });
  const both = (one: () => void, other: () => void) => (): void => {
    one();
    other();
  };
  const drawn: Readonly<Record<Marking, () => void>> = {
    none: () => undefined, rising, falling, level, upright, dots, grid: both(level, upright), cross: both(rising, falling),
  };
  drawn[marking]();
}
