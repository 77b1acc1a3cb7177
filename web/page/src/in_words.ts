// The charts in words, for whoever can't or won't read curves: open, it follows the world; what changes is read aloud when it stands still.

import { byId, element } from "./dom.js";

export class InWords {
  private readonly root = byId("in-words", HTMLDetailsElement);
  private readonly list = byId("in-words-list", HTMLUListElement);
  private sentences: readonly string[] = [];

  constructor() {
    this.root.addEventListener("toggle", () => this.fill());
  }

  show(sentences: readonly string[], playing: boolean): void {
    this.list.setAttribute("aria-live", playing ? "off" : "polite");
    if (sentences.join("\n") === this.sentences.join("\n")) return;
    this.sentences = sentences;
    this.fill();
  }

  private fill(): void {
    if (this.root.open) this.list.replaceChildren(...this.sentences.map((text) => element("li", { text })));
  }
}
