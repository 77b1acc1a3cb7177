// One line above everything: what the page waits for, that the server is gone, what went wrong.

import { byId, say } from "./dom.js";

export class Notice {
  private readonly box = byId("notice", HTMLElement);
  private readonly text = byId("notice-text", HTMLElement);
  private readonly bar = byId("notice-progress", HTMLProgressElement);
  private readonly button = byId("notice-button", HTMLButtonElement);
  private action: () => void = () => undefined;

  constructor() {
    this.button.addEventListener("click", () => this.action());
  }

  /** `share` of the work that is done, null if nobody knows; undefined for no bar. */
  show(text: string, look: { readonly share?: number | null; readonly button?: string; readonly action?: () => void } = {}): void {
    this.box.hidden = false;
    say(this.text, text);
    this.bar.hidden = look.share === undefined;
    if (look.share === null) this.bar.removeAttribute("value");
    else if (look.share !== undefined) this.bar.value = look.share;
    this.button.hidden = look.button === undefined;
    if (look.button !== undefined) say(this.button, look.button);
    this.action = look.action ?? ((): void => undefined);
  }

  hide(): void {
    this.box.hidden = true;
    say(this.text, "");
  }
}
