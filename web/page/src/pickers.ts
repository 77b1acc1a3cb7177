// Selects in the titles of charts.

import { element } from "./dom.js";

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** Options of one group; a group without a name: by themselves. */
export interface Group {
  readonly name: string;
  readonly options: readonly Option[];
}

export class Picker {
  readonly select = element("select");
  /** What was chosen; empty: nothing. */
  wanted = "";
  private drawn = "";
  private otherwise = "";

  constructor(
    label: string,
    changed: () => void,
  ) {
    this.select.setAttribute("aria-label", label);
    this.select.addEventListener("change", () => {
      this.wanted = this.select.value;
      changed();
    });
  }

  /** What is shown; empty: what is shown first. */
  get choice(): string {
    return this.value === this.otherwise ? "" : this.value;
  }

  /** Is what was chosen not on offer? */
  get lacks(): boolean {
    return this.wanted !== "" && this.value !== this.wanted;
  }

  get value(): string {
    return this.select.value;
  }

  /** What the reader chose stays chosen where it is on offer, also when it was not for a while. */
  offer(groups: readonly Group[], otherwise: string): void {
    const described = JSON.stringify(groups);
    if (described !== this.drawn) {
      this.drawn = described;
      this.select.replaceChildren(...groups.flatMap(grouped));
    }
    this.otherwise = otherwise;
    const there = groups.some(({ options }) => options.some(({ value }) => value === this.wanted));
    this.select.value = there ? this.wanted : otherwise;
  }
}

function grouped({ name, options }: Group): HTMLElement[] {
  const made = options.map(({ value, text }) => {
    const option = element("option", { text });
    option.value = value;
    return option;
  });
  if (name === "") return made;
  const group = element("optgroup", {}, made);
  group.label = name;
  return [group];
}
