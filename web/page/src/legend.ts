// What the colours and marks mean, in one sentence; only of what this world has.

import { colourOf } from "./colour.js";
import { byId, element } from "./dom.js";
import type { WorldMessage } from "./protocol.js";

const STEPS = 13;

export function showLegend(shape: WorldMessage): void {
  const ramp = Array.from({ length: STEPS }, (_, step) => {
    const piece = element("i");
    piece.style.backgroundColor = colourOf((2 * step) / (STEPS - 1) - 1);
    return piece;
  });
  byId("ramp", HTMLElement).replaceChildren(...ramp);
  for (const entry of document.querySelectorAll<HTMLElement>("#legend [data-strategy]")) {
    entry.hidden = !shape.present.includes(entry.dataset["strategy"] ?? "");
  }
}
