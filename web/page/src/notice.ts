// One line above everything. What passes by itself (waiting, the server being gone) stands before what the reader should read and close.

import { byId, element, say } from "./dom.js";
import { notice as said } from "./texts.js";

export interface Look {
  /** Of the work that is done, null if nobody knows; undefined for no bar. */
  readonly share?: number | null;
  readonly button?: string;
  readonly action?: () => void;
}

interface Shown extends Look {
  readonly sentences: readonly string[];
}

export class Notice {
  private readonly box = byId("notice", HTMLElement);
  private readonly text = byId("notice-text", HTMLElement);
  private readonly bar = byId("notice-progress", HTMLProgressElement);
  private readonly button = byId("notice-button", HTMLButtonElement);
  private passing: Shown | null = null;
  private lasting: Shown | null = null;

  constructor() {
    this.button.addEventListener("click", () => (this.passing ?? this.lasting)?.action?.());
  }

  /** Until it has passed. */
  pass(text: string, look: Look = {}): void {
    this.passing = { ...look, sentences: [text] };
    this.show();
  }

  passed(): void {
    if (this.passing === null) return;
    this.passing = null;
    this.show();
  }

  /** Until the reader closes it, or does what the button says. */
  tell(sentences: readonly string[], look: Look = { button: said.close, action: () => this.close() }): void {
    this.lasting = sentences.length === 0 ? null : { ...look, sentences };
    this.show();
  }

  /** More to what is being told. */
  add(sentence: string, look?: Look): void {
    const before = (this.lasting?.sentences ?? []).filter((one) => one !== sentence);
    this.tell([...before, sentence], look);
  }

  close(): void {
    this.lasting = null;
    this.show();
  }

  private show(): void {
    const shown = this.passing ?? this.lasting;
    this.box.hidden = shown === null;
    const { sentences = [], share, button } = shown ?? {};
    if (sentences.length > 1) this.text.replaceChildren(...sentences.map((text) => element("span", { text: `${text} ` })));
    else say(this.text, sentences[0] ?? "");
    this.bar.hidden = share === undefined;
    if (share === null) this.bar.removeAttribute("value");
    else if (share !== undefined) this.bar.value = share;
    this.button.hidden = button === undefined;
    if (button !== undefined) say(this.button, button);
  }
}
