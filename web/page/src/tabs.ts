// Two panels beside the picture, one of them shown.

import { byId } from "./dom.js";

export class Tabs {
  private readonly tabs: readonly HTMLButtonElement[];

  constructor(names: readonly string[]) {
    this.tabs = names.map((name) => byId(`${name}-tab`, HTMLButtonElement));
    this.tabs.forEach((tab, i) => {
      tab.addEventListener("click", () => this.show(i));
      tab.addEventListener("keydown", (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (by === undefined) return;
        const next = (i + by + this.tabs.length) % this.tabs.length;
        this.show(next);
        this.tabs[next]?.focus();
      });
    });
  }

  private show(chosen: number): void {
    this.tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.tabIndex = i === chosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "", HTMLElement).hidden = i !== chosen;
    });
  }
}
