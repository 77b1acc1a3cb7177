// Which share of a layer is of which class, tick by tick; the reader picks the layer.

import { CLASSES, possible } from "./classes.js";
import { Curves } from "./curves.js";
import { element } from "./dom.js";
import type { History } from "./history.js";
import type { WorldMessage } from "./protocol.js";

export class ClassCurves {
  private readonly picker = element("select", { class: "layer" });
  private curves: Curves;

  constructor(
    private readonly root: HTMLElement,
    private readonly shape: WorldMessage,
    private readonly history: History,
    private beside: History | null,
  ) {
    this.picker.append(...shape.layers.map(({ name }) => element("option", { text: name })));
    this.picker.value = shape.layers.at(-1)?.name ?? "";
    this.picker.setAttribute("aria-label", "Classes of which layer");
    this.picker.addEventListener("change", () => {
      this.again();
      this.picker.focus();
    });
    this.curves = this.draw();
  }

  refresh(): void {
    this.curves.refresh();
  }

  /** With another contrast, or none. */
  contrast(beside: History | null): void {
    this.beside = beside;
    this.again();
  }

  private again(): void {
    this.curves.end();
    this.curves = this.draw();
    this.refresh();
  }

  end(): void {
    this.curves.end();
  }

  private draw(): Curves {
    const layer = this.picker.value;
    const lines = possible(this.shape.classes, this.shape.present).flatMap((label) => {
      const look = CLASSES[label];
      return look === undefined ? [] : [{ column: `${layer}.${look.measure}`, label, line: look }];
    });
    return new Curves(this.root, "Classes of", lines, this.history, this.beside, [this.picker]);
  }
}
