// Where a circle of the blankets lies in the window.

import type { Camera } from "./camera.js";
import type { Circles } from "./circles.js";

export interface Window {
  readonly width: number;
  readonly height: number;
  readonly camera: Camera;
  /** Size of the letters, px. */
  readonly text: number;
}

/** Turns the blankets' coordinates into those of the window. */
export class Screen {
  private readonly scale: number;
  private readonly left: number;
  private readonly top: number;

  constructor(
    private readonly circles: Circles,
    readonly window: Window,
  ) {
    this.scale = Math.min(window.width, window.height) / window.camera.width;
    this.left = window.width / 2 - window.camera.x * this.scale;
    this.top = window.height / 2 - window.camera.y * this.scale;
  }

  x(row: number): number {
    return this.left + (this.circles.x[row] ?? 0) * this.scale;
  }
  y(row: number): number {
    return this.top + (this.circles.y[row] ?? 0) * this.scale;
  }
  r(row: number): number {
    return (this.circles.r[row] ?? 0) * this.scale;
  }
  membrane(row: number): number {
    const room = (this.circles.gap[row] ?? 0) * this.scale;
    return Math.min(14, Math.max(Math.min(1.5, this.r(row)), 0.6 * room));
  }
  /** Is it in the window, and at least so large? */
  shows(row: number, smallest: number): boolean {
    const r = this.r(row);
    if (r < smallest) return false;
    const x = this.x(row);
    const y = this.y(row);
    return x + r >= 0 && y + r >= 0 && x - r <= this.window.width && y - r <= this.window.height;
  }
}
