// What the colours, rings and marks mean, in one sentence; only of what this world has.

import { CLASSES, possible } from "./classes.js";
import { colourOf } from "./colour.js";
import { byId, element } from "./dom.js";
import type { WorldMessage } from "./protocol.js";
import { ringSample } from "./rings.js";

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
  const rings = possible(shape.classes, shape.present).map((name) => {
    const ring = element("span", { class: "ring" }, [ringSample(name), element("span", { text: name })]);
    ring.title = CLASSES[name]?.meaning ?? "";
    ring.append(element("span", { class: "hidden", text: `: ${ring.title}` }));
    return ring;
  });
  const meanings = possible(shape.classes, shape.present).map((name) =>
    element("li", {}, [ringSample(name), element("span", {}, [element("b", { text: name }), element("span", { text: ` ${CLASSES[name]?.meaning ?? ""}` })])]),
  );
  byId("meanings", HTMLElement).replaceChildren(...meanings);
  byId("rings", HTMLElement).replaceChildren(element("span", { text: "ring:" }), ...rings);
}
