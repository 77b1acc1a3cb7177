// What the colours, rings and marks mean, in one sentence; only of what this world has.

import { CLASSES, possible } from "./classes.js";
import { colourOf } from "./colour.js";
import { byId, element } from "./dom.js";
import { edgeSample } from "./edges.js";
import { openingSample } from "./openings.js";
import type { Leak, WorldMessage } from "./protocol.js";
import { ringSample } from "./rings.js";
import { leaks as words, legend } from "./texts.js";

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
  byId("rings", HTMLElement).replaceChildren(element("span", { text: legend.ring }), ...rings);
}

const leaksKey = element("span");

/** What a broken outline and the arrows into it mean, where the world that is looked at has any. */
export function legendOfLeaks(list: readonly Leak[]): void {
  leaksKey.id = "leaks";
  leaksKey.hidden = list.length === 0;
  byId("rings", HTMLElement).after(leaksKey);
  const known = [...new Map(list.map((leak) => [leak.kind, leak])).values()];
  const ways = known.map(({ kind, source }) => {
    const way = element("span", { class: "ring" }, [edgeSample(source), element("span", { text: words.kinds[kind] ?? kind })]);
    way.title = legend.hears(words.means[kind] ?? kind);
    way.append(element("span", { class: "hidden", text: `: ${way.title}` }));
    return way;
  });
  const open = element("span", { class: "ring" }, [openingSample(), element("span", { text: legend.open })]);
  open.title = legend.openMeans;
  open.append(element("span", { class: "hidden", text: `: ${legend.openMeans}` }));
  leaksKey.replaceChildren(open, ...ways);
}
