// The switch that shows the contrast beside the world: the same world and noise with one thing changed. What it is, how far it
// has come, and what is to be said of it.

import { besideOf, type Line } from "./colour.js";
import { byId, say } from "./dom.js";
import { sample } from "./sample.js";
import { contrast as said } from "./texts.js";

export const BEHIND = 20; // ticks that a world may be behind without a word
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

  /** What is otherwise in the contrast of the first world; "" if it has none. */
  offer(says: string): void {
    this.box.hidden = says === "";
    say(this.says, says);
  }

  /** Whether there is one, and what is to be said of it. */
  show(on: boolean, sentence: string): void {
    this.input.checked = on;
    say(this.sentence, sentence);
    if (!on) this.state.hidden = true;
  }

  /** How far it has come, of all; null: it isn't drawn beside. */
  reached(own: number | null, horizon: number): void {
    this.state.hidden = own === null;
    if (own === null) return;
    const behind = horizon - own > BEHIND;
    this.progress.hidden = !behind;
    if (behind) this.progress.value = own / horizon;
    say(this.text, behind ? said.behind(own, horizon) : said.there);
  }
}
