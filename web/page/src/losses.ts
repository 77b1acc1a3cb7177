// Where the goal gets lost: efficiency, and what each step of the chain from the intent to the deed took away. They add up to 1.

import { element, say } from "./dom.js";
import type { History } from "./history.js";
import { number } from "./words.js";

export interface Share {
  readonly label: string;
  readonly value: number;
}

/** A layer's share is what its own goals took (inner) and what its letter left out (outer). */
export function shares(history: History, layers: readonly string[]): Share[] {
  const defined = (name: string): number => (history.has(name) ? history.last(name) : 0);
  return [
    { label: "done", value: history.last("efficiency") },
    { label: "first letter", value: history.last("designer.outer_loss") },
    ...layers.map((layer) => ({
      label: layer,
      value: defined(`${layer}.inner_loss`) + defined(`${layer}.outer_loss`),
    })),
    { label: "execution", value: history.last("execution_loss") },
  ];
}

export class Losses {
  private readonly bars: { readonly bar: HTMLElement; readonly value: HTMLElement }[] = [];

  constructor(
    root: HTMLElement,
    private readonly layers: readonly string[],
    history: History,
  ) {
    const rows = shares(history, layers).map(({ label }, i) => {
      const bar = element("span", { class: i === 0 ? "bar done" : "bar" });
      const value = element("span", { class: "value" });
      this.bars.push({ bar, value });
      return element("li", {}, [element("span", { class: "label", text: label }), element("span", { class: "track" }, [bar]), value]);
    });
    root.replaceChildren(...rows);
  }

  refresh(history: History): void {
    shares(history, this.layers).forEach(({ value }, i) => {
      const row = this.bars[i];
      if (row === undefined) return;
      say(row.value, history.latest.length === 0 ? "" : number(value));
      // The track runs from -0.25 to 1: a step can also give back what another took.
      const length = Number.isNaN(value) ? 0 : Math.min(1, Math.abs(value));
      row.bar.style.width = `${80 * length}%`;
      row.bar.style.left = `${value < 0 ? 20 - 80 * Math.min(0.25, length) : 20}%`;
      row.bar.classList.toggle("negative", value < 0);
    });
  }
}
