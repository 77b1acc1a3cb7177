// One picture on the page: its canvases, whose world it is, and what the mouse is on. Two of one shape are looked at as one.

import { byId, element, say } from "./dom.js";
import type { Lane } from "./lanes.js";
import { Picture } from "./picture.js";
import type { LayerShape, Leak, WorldMessage } from "./protocol.js";
import { number } from "./words.js";

export interface ViewListener {
  /** The unit that the reader looks at in this picture. */
  readonly looked: (row: number) => void;
  readonly zoomed: (line: readonly number[]) => void;
  readonly toggled: () => void;
}

export class View {
  private picture: Picture | null = null;
  private lane: Lane | null = null;
  private shown: WorldMessage | null = null; // what the picture was made for
  /** The unit that is zoomed into. */
  zoomed = 0;
  private readonly label: HTMLElement;
  private readonly tip: HTMLElement;

  /** `prefix` of the ids of its elements: "" or "beside-". */
  constructor(
    private readonly prefix: string,
    private readonly listener: ViewListener,
  ) {
    this.label = byId(prefix === "" ? "focus-label" : `${prefix}label`, HTMLElement);
    this.tip = byId(`${prefix}tip`, HTMLElement);
  }

  /** Shows this lane from now on. */
  lanes(lane: Lane, leaks: readonly Leak[], labelled: boolean): void {
    this.lane = lane;
    this.label.hidden = !labelled;
    if (lane.shape === this.shown) return;
    this.shown = lane.shape;
    this.point(-1, 0, 0);
    const picture = (this.picture ??= this.made(lane));
    picture.reset(lane.shape);
    picture.leaks(leaks);
    if (lane.units !== null) picture.show(lane.units, () => undefined);
  }

  /** Says whose world it is. */
  call(label: string): void {
    say(this.label, label);
  }

  leaks(leaks: readonly Leak[]): void {
    this.picture?.leaks(leaks);
  }

  /** The units of now; `painted` is called when they stand on the screen. */
  show(painted: () => void): void {
    const units = this.lane?.units ?? null;
    if (units === null || this.picture === null) painted();
    else this.picture.show(units, painted);
  }

  private made(lane: Lane): Picture {
    const [canvas, below] = [byId(`${this.prefix}blankets`, HTMLCanvasElement), byId(`${this.prefix}units`, HTMLCanvasElement)];
    return new Picture(canvas, below, lane.shape, {
      looked: (row) => this.listener.looked(row),
      zoomed: (line) => {
        this.zoomed = line.at(-1) ?? 0;
        this.listener.zoomed(line);
      },
      toggled: () => this.listener.toggled(),
      pointed: (row, x, y) => this.point(row, x, y),
    });
  }

  get looked(): number {
    return this.picture?.looked ?? 0;
  }

  get layers(): readonly LayerShape[] {
    return this.lane?.shape.layers ?? [];
  }

  zoom(row: number, quiet = false): void {
    this.zoomed = row;
    this.picture?.zoom(row, quiet);
  }

  mark(row: number): void {
    this.picture?.mark(row);
  }

  name(row: number): string {
    return this.picture?.name(row) ?? "";
  }

  nameOf(layer: number, index: number): string {
    return this.picture?.nameOf(layer, index) ?? "";
  }

  place(row: number): { readonly layer: number; readonly index: number } {
    return this.picture?.place(row) ?? { layer: 0, index: 0 };
  }

  /** The row of a unit, or undefined if there is none. */
  row(layer: number, index: number): number | undefined {
    const { layers } = this;
    if (index >= (layers[layer]?.size ?? 0)) return undefined;
    return layers.slice(0, layer).reduce((sum, { size }) => sum + size, index);
  }

  alignment(row: number): number {
    return this.lane?.units?.alignment[row] ?? NaN;
  }

  /** What the mouse is on, beside it. */
  point(row: number, x: number, y: number): void {
    const { tip, picture } = this;
    tip.hidden = row < 0 || picture === null;
    if (row < 0 || picture === null) return;
    const kind = picture.classOf(row);
    say(tip, `${picture.name(row)}: ${number(this.alignment(row))}${kind === undefined ? "" : `, ${kind}`}`);
    const room = tip.parentElement?.clientWidth ?? 0;
    tip.style.left = `${Math.min(x + 14, Math.max(0, room - tip.offsetWidth - 4))}px`;
    tip.style.top = `${y > 40 ? y - 34 : y + 18}px`;
  }
}

/** Do these two have the same units in the same places? */
export const alike = (a: readonly LayerShape[], b: readonly LayerShape[]): boolean =>
  a.length === b.length &&
  a.every(({ size, parents }, i) => {
    const other = b[i];
    return other !== undefined && size === other.size && parents.every((parent, row) => parent === other.parents[row]);
  });

/** The way from the top to the unit in focus, each a button that leads back. */
export function showPath(view: View, line: readonly number[]): void {
  const crumbs = line.map((row, i) => {
    const crumb = element("button", { text: view.name(row) });
    crumb.type = "button";
    if (i === line.length - 1) crumb.setAttribute("aria-current", "true");
    crumb.addEventListener("click", () => view.zoom(row));
    return element("li", {}, [crumb]);
  });
  byId("path", HTMLElement).replaceChildren(...crumbs);
}
