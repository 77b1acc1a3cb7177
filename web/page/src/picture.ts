// The canvas with the blankets as something to point at: zoom by click, Enter and Escape, a cursor for the arrow keys.

import { Blankets, type Context, type Window } from "./blankets.js";
import { fly, lookAt, type Camera, type Flight } from "./camera.js";
import { lineage } from "./circles.js";
import { smallText } from "./dom.js";
import type { Leak, Units, WorldMessage } from "./protocol.js";
import { leaks } from "./texts.js";

export interface PictureListener {
  /** The unit that the reader looks at: pointed at, else chosen by keyboard, else the one zoomed into. */
  readonly looked: (row: number) => void;
  readonly zoomed: (line: readonly number[]) => void;
  readonly toggled: () => void;
  /** The mouse is on a unit (-1: on none), at this place of the canvas. */
  readonly pointed?: (row: number, x: number, y: number) => void;
}

function contextOf(canvas: HTMLCanvasElement): Context {
  const ctx = canvas.getContext("2d");
  if (ctx === null) throw new Error("this browser gives no canvas to draw on");
  return ctx;
}

const FADE = 50; // ms between two steps of a flash that fades
const LEAF_CONTEXT = 6; // how many times its own width is seen around a leaf

export class Picture {
  private readonly ctx: Context;
  private readonly units: Context;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  private blankets: Blankets;
  private shape: WorldMessage;
  private flight: Flight;
  private asked = 0;
  private fade: ReturnType<typeof setTimeout> | undefined;
  private unseen = false;
  private version = 0; // of what the units look like
  private drawn = "";
  private painted: (() => void)[] = [];
  private hover = -1;
  private marked = -1;
  private cursor = -1;
  private focus = 0;
  private around: readonly Leak[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    below: HTMLCanvasElement,
    shape: WorldMessage,
    private readonly listener: PictureListener,
  ) {
    this.ctx = contextOf(canvas);
    this.units = contextOf(below);
    this.shape = shape;
    this.blankets = new Blankets(shape.layers, shape.strategies, shape.classes);
    this.flight = fly(this.goal(), this.goal(), 0, true);
    canvas.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.follow(event));
    canvas.addEventListener("pointerleave", () => {
      this.point(-1);
      this.listener.pointed?.(-1, 0, 0);
    });
    canvas.addEventListener("click", (event) => this.click(this.under(event)));
    canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.paint()).observe(canvas);
  }

  /** Another world: the zoom stays where the hierarchy is the same. */
  reset(shape: WorldMessage): void {
    const same = JSON.stringify(shape.layers) === JSON.stringify(this.shape.layers);
    this.shape = shape;
    this.version += 1;
    this.blankets = new Blankets(shape.layers, shape.strategies, shape.classes);
    if (!same) this.hover = this.cursor = this.marked = -1;
    this.around = [];
    this.zoom(same ? this.focus : 0);
  }

  /** Takes over the units of a tick and calls back when they stand on the screen. */
  show(units: Units, done: () => void): void {
    this.version += 1;
    this.blankets.update(units, performance.now());
    this.painted.push(done);
    if (this.unseen || document.visibilityState !== "visible") return this.paint();
    // Drawn now it is on the screen a frame sooner than drawn when the next frame begins; but once a frame is enough
    this.unseen = true;
    requestAnimationFrame(() => (this.unseen = false));
    this.draw();
  }

  /** The row of a unit in the picture. */
  get looked(): number {
    return this.hover >= 0 ? this.hover : this.cursor >= 0 ? this.cursor : this.focus;
  }

  name(row: number): string {
    const { layer, index } = this.place(row);
    return this.nameOf(layer, index);
  }

  nameOf(layer: number, index: number): string {
    const shape = this.shape.layers[layer];
    if (shape === undefined) return "";
    return shape.names?.[index] ?? (shape.size === 1 ? shape.name : `${shape.name} ${index}`);
  }

  /** The class of a unit that has acted. */
  classOf(row: number): string | undefined {
    return this.blankets.classOf(row);
  }

  place(row: number): { readonly layer: number; readonly index: number } {
    const layer = this.blankets.circles.layerOf[row] ?? 0;
    return { layer, index: row - (this.blankets.circles.offsets[layer] ?? 0) };
  }

  /** What is heard past the letters, and by whom. */
  leaks(list: readonly Leak[]): void {
    this.around = list;
    this.paint();
  }

  /** A ring as around what is pointed at, and nobody is told: it is pointed at in another picture. -1: none. */
  mark(row: number): void {
    if (row === this.marked) return;
    this.marked = row;
    this.paint();
  }

  /** Goes to a unit. `quiet`: the listener isn't told. */
  zoom(row: number, quiet = false): void {
    const now = performance.now();
    const from = this.flight.at(now);
    this.focus = row;
    this.cursor = -1;
    this.flight = fly(from, this.goal(), now, this.still.matches);
    this.paint();
    if (quiet) return;
    this.listener.zoomed(lineage(this.blankets.circles, row));
    this.listener.looked(this.looked);
  }

  private goal(): Camera {
    const camera = lookAt(this.blankets.circles, this.focus);
    const leaf = this.focus > 0 && this.blankets.circles.childCount[this.focus] === 0;
    return leaf ? { ...camera, width: LEAF_CONTEXT * camera.width } : camera;
  }

  /** A flash need not be drawn at every refresh of the screen: each of those holds up what else the page does. */
  private fadeOn(): void {
    this.fade = undefined;
    this.paint();
  }

  private paint(): void {
    if (this.asked !== 0) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  }

  private draw(): void {
    const now = performance.now();
    const window = this.window(now);
    const leaf = this.focus > 0 && this.blankets.circles.childCount[this.focus] === 0;
    const cursor = this.cursor < 0 && leaf ? this.focus : this.cursor;
    const marks = {
      hover: this.hover >= 0 ? this.hover : this.marked,
      cursor,
      focus: this.focus,
      name: (row: number): string => this.name(row),
      leaks: this.around,
      nameOfLeak: ({ kind }: Leak): string => leaks.kinds[kind] ?? kind,
      looked: this.hover < 0 && this.marked >= 0 ? this.marked : this.looked,
    };
    this.drawUnits(window);
    this.ctx.clearRect(0, 0, window.width, window.height);
    const fading = this.blankets.drawMarks(this.ctx, window, marks, now, this.still.matches);
    for (const done of this.painted.splice(0)) done();
    if (now < this.flight.ends) this.paint();
    else if (fading) this.fade ??= setTimeout(() => this.fadeOn(), FADE);
  }

  /** The units on a canvas of their own below, so that a flash or a pointer doesn't draw all of them again. */
  private drawUnits(window: Window): void {
    const { width, height, camera } = window;
    const state = [width, height, devicePixelRatio, camera.x, camera.y, camera.width, this.version].join(" ");
    if (state === this.drawn) return;
    this.drawn = state;
    const [wide, high] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    for (const ctx of [this.ctx, this.units]) {
      if (ctx.canvas.width !== wide || ctx.canvas.height !== high) [ctx.canvas.width, ctx.canvas.height] = [wide, high];
      ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    }
    this.units.clearRect(0, 0, width, height);
    this.blankets.drawUnits(this.units, window);
  }

  private window(now: number): Window {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    return { width, height, camera: this.flight.at(now), text: smallText() };
  }

  private under(event: MouseEvent): number {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const camera = this.flight.at(performance.now());
    const scale = Math.min(width, height) / camera.width;
    return this.blankets.unitAt(camera.x + (event.offsetX - width / 2) / scale, camera.y + (event.offsetY - height / 2) / scale);
  }

  private follow(event: PointerEvent): void {
    const row = this.under(event);
    this.point(row);
    this.listener.pointed?.(row, event.offsetX, event.offsetY);
  }

  private point(row: number): void {
    if (row === this.hover) return;
    this.hover = row;
    this.canvas.classList.toggle("pointing", row >= 0);
    this.listener.looked(this.looked);
    this.paint();
  }

  /** One level in towards the unit that was hit; outside the one in focus, one level out. */
  private click(hit: number): void {
    const line = hit < 0 ? [] : lineage(this.blankets.circles, hit);
    const depth = line.indexOf(this.focus);
    const inside = line[depth + 1];
    if (depth >= 0 && inside !== undefined) this.zoom(inside);
    else if (depth < 0) this.out();
  }

  private out(): void {
    const parent = this.blankets.circles.parent[this.focus] ?? -1;
    if (parent < 0) return;
    const left = this.focus;
    this.zoom(parent);
    this.choose(left);
  }

  private choose(row: number): void {
    this.cursor = row;
    this.hover = -1;
    this.listener.looked(this.looked);
    this.paint();
  }

  private step(by: number): void {
    const { firstChild, childCount } = this.blankets.circles;
    const first = firstChild[this.focus] ?? -1;
    const size = childCount[this.focus] ?? 0;
    if (first < 0) return;
    const from = this.cursor >= 0 ? this.cursor - first : by > 0 ? -1 : size;
    this.choose(first + ((((from + by) % size) + size) % size));
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      ArrowDown: () => this.enter(),
      Enter: () => this.enter(),
      ArrowUp: () => this.out(),
      Escape: () => this.out(),
      Home: () => this.zoom(0),
      " ": () => this.listener.toggled(),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  private enter(): void {
    if (this.cursor >= 0) this.zoom(this.cursor);
    else this.step(1);
  }
}
