// One parameter's row: name, unit, field, when a change takes effect, its sentence, and what was wrong with a value.

import { element, say, seldom } from "./dom.js";
import { fieldOf, type Field } from "./fields.js";
import type { Description, Value } from "./protocol.js";
import { controls as said } from "./texts.js";

const DRAGGING = 100; // ms between two changes while a slider is moved
const OWN = 400; // ms for which what the reader just set is not overwritten by what the server says of a moment ago

/** A range as the declarations write it; bounds that only keep numbers finite say nothing. */
const inWords = (range: string, kind: string): string =>
  kind === "rule" || kind === "call" ? "" : range.replaceAll(/,? ?(each )?(in )?\[-10{6,}, 10{6,}\]/g, "").replaceAll(/\[([01]), 10{6,}\]/g, (_, low: string) => said.from(low)).replaceAll("`", "");

export class Control {
  readonly element: HTMLElement;
  readonly basic: boolean;
  private readonly field: Field;
  private readonly error = element("p", { class: "error" });
  private moving = false;
  private touched = -Infinity;
  private later: ReturnType<typeof setTimeout> | undefined;
  private sent: Value | undefined;
  /** The value before the reader began to move it. */
  settled: Value = null;

  constructor(description: Description, change: (value: Value, asText: boolean, done: boolean) => void) {
    const { path, unit, range, sentence, live } = description;
    const name = path.split(".").at(-1) ?? path;
    const drag = seldom(DRAGGING, () => this.moving && this.sent !== undefined && change(this.sent, false, false));
    this.basic = description.basic;
    this.field = fieldOf(description, `${path}: ${sentence}`, ({ value, asText, done }) => {
      say(this.error, "");
      this.moving = !done;
      this.touched = performance.now();
      this.sent = value;
      if (done) change(value, asText, true);
      else drag();
    });
    const title = element("span", { class: "name" }, [
      element("b", { text: name.replaceAll("_", " ") }),
      element("span", { class: "unit", text: unit === "1" ? "" : unit }),
      element("span", { class: live ? "when live" : "when", text: live ? said.live : said.new }),
    ]);
    this.error.setAttribute("role", "alert");
    const help = element("p", { class: "help", text: [sentence, inWords(range, description.kind)].filter((part) => part !== "").join("; ") + "." });
    this.element = element("div", { class: "control" }, [title, this.field.element, help, this.error]);
    this.element.dataset["path"] = path;
  }

  show(value: Value, differs: boolean): void {
    this.element.classList.toggle("differs", differs);
    clearTimeout(this.later);
    if (this.moving) return;
    const wait = this.touched + OWN - performance.now();
    if (wait > 0) {
      this.later = setTimeout(() => this.show(value, differs), wait);
      return;
    }
    this.settled = value;
    say(this.error, "");
    this.field.show(value);
  }

  /** What comes next is not of the reader's hand: show it at once. */
  release(): void {
    this.touched = -Infinity;
  }

  refuse(sentence: string): void {
    this.moving = false;
    say(this.error, sentence);
  }
}
