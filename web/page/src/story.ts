// The scenario picker and what the chosen scenario asks and claims.

import { byId, element, say } from "./dom.js";
import type { ScenarioEntry } from "./protocol.js";

export class Story {
  private readonly picker = byId("scenario", HTMLSelectElement);
  private entries: readonly ScenarioEntry[] = [];

  constructor(picked: (name: string) => void) {
    this.picker.addEventListener("change", () => picked(this.picker.value));
  }

  list(entries: readonly ScenarioEntry[]): void {
    this.entries = entries;
    this.picker.replaceChildren(
      ...entries.map(({ name, title }) => {
        const option = element("option", { text: title });
        option.value = name;
        return option;
      }),
    );
    this.picker.disabled = false;
  }

  show(name: string): void {
    this.picker.value = name;
    const entry = this.entries.find((known) => known.name === name);
    say(byId("title", HTMLElement), entry?.title ?? name);
    say(byId("question", HTMLElement), entry?.question ?? "");
    say(byId("claim", HTMLElement), entry?.claim ?? "");
    document.title = `${entry?.title ?? name} · Superorganisms`;
  }
}
