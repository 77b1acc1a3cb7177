// The switch that shows the contrast beside the world: the same world and noise with one thing changed. What it is, how far it
// has come, and what is to be said of it.

import { besideOf, type Line } from "./colour.js";
import { byId, element, say } from "./dom.js";
import type { ContrastMessage } from "./protocol.js";
import { sample } from "./sample.js";
import { count } from "./words.js";

const BEHIND = 20; // ticks that it may be behind without a word
const INK: Line = { colour: "#1b1b1b", dash: [] };

export class Contrast {
  private readonly box = byId("contrast", HTMLElement);
  private readonly input = byId("contrast-switch", HTMLInputElement);
  private readonly says = byId("contrast-says", HTMLElement);
  private readonly state = byId("contrast-state", HTMLElement);
  private readonly progress = byId("contrast-progress", HTMLProgressElement);
  private readonly text = byId("contrast-text", HTMLElement);
  private readonly sentence = byId("contrast-sentence", HTMLElement);

  constructor(switched: (on: boolean) => void) {
    this.input.addEventListener("change", () => {
      this.state.hidden = true; // until the server has answered
      switched(this.input.checked);
    });
    this.state.prepend(sample(besideOf(INK), true));
  }

  /** Another scenario: what is otherwise in its contrast; "" if it has none. */
  offer(says: string): void {
    this.box.hidden = says === "";
    say(this.says, says);
  }

  /** The reader's wish, before the server has said anything. */
  wish(on: boolean): void {
    this.input.checked = on;
  }

  show(message: ContrastMessage): void {
    this.input.checked = message.on;
    say(this.sentence, message.sentence);
    this.state.hidden = !message.on || message.columns.length === 0;
  }

  /** How far it has come, where the world is at `tick`. */
  reached(own: number, tick: number): void {
    const behind = tick - own > BEHIND;
    this.progress.hidden = !behind;
    if (behind) this.progress.value = own / tick;
    say(this.text, behind ? `The contrast catches up: tick ${count(own)} of ${count(tick)}.` : "Thin curves, same seed.");
  }
}

/** Of the key of curves: the contrast's line of a curve, and the newest or pointed-at value. */
export function besideEntry(line: Line, output: HTMLOutputElement): HTMLElement {
  return element("span", { class: "beside" }, [sample(besideOf(line), true), element("span", { text: "contrast" }), output]);
}
