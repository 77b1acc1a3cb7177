// A switch with its words.

import { element, say } from "./dom.js";

export class Switch {
  private readonly input = element("input");
  private readonly text = element("span");
  readonly root = element("label", { class: "switch" }, [this.input, this.text]);

  constructor(turned: () => void) {
    this.input.type = "checkbox";
    this.input.setAttribute("role", "switch");
    this.input.addEventListener("change", turned);
  }

  get on(): boolean {
    return this.input.checked;
  }

  set on(on: boolean) {
    this.input.checked = on;
  }

  /** label: what it does; it begins with the text that is seen. */
  name(text: string, label: string): void {
    say(this.text, text);
    if (label !== text) this.input.setAttribute("aria-label", label);
  }

  /** More of it, which can be read under that id too. */
  describe(id: string, meaning: string): void {
    this.input.setAttribute("aria-describedby", id);
    this.root.title = meaning;
  }
}
