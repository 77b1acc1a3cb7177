// The panels beside the picture, one of them shown.

import { byId } from "./dom.js";

export class Tabs {
  private readonly tabs: readonly HTMLButtonElement[];
  private chosen = 0;

  constructor(
    private readonly names: readonly string[],
    private readonly turned: () => void,
  ) {
    this.tabs = names.map((name) => byId(`${name}-tab`, HTMLButtonElement));
    this.tabs.forEach((tab, i) => {
      tab.addEventListener("click", () => this.turn(i));
      tab.addEventListener("keydown", (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (by === undefined) return;
        const next = (i + by + this.tabs.length) % this.tabs.length;
        this.turn(next);
        this.tabs[next]?.focus();
      });
    });
  }

  get shown(): string {
    return this.names[this.chosen] ?? "";
  }

  show(name: string): void {
    const found = this.names.indexOf(name);
    if (found >= 0) this.put(found);
  }

  private turn(chosen: number): void {
    this.put(chosen);
    this.turned();
  }

  private put(chosen: number): void {
    this.chosen = chosen;
    this.tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.tabIndex = i === chosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "", HTMLElement).hidden = i !== chosen;
    });
  }
}
