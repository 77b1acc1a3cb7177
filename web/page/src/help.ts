// The keys that work here, in a dialog of their own; and for who comes by keyboard, the ways past the header.

import "./help.css";
import { byId, element } from "./dom.js";
import { help } from "./texts.js";

export class Help {
  private readonly dialog = byId("help", HTMLDialogElement);

  constructor() {
    const rows = help.keys.flatMap(({ keys, where, what }) => [
      element("dt", {}, [...keys.map((key) => element("kbd", { text: key })), element("span", { text: where })]),
      element("dd", { text: what }),
    ]);
    byId("help-keys", HTMLElement).replaceChildren(...rows);
    byId("help-button", HTMLButtonElement).addEventListener("click", () => this.dialog.showModal());
    addEventListener("keydown", (event) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || this.dialog.open) return;
      if (event.target instanceof HTMLElement && event.target.matches("input, select, textarea")) return;
      this.dialog.showModal();
    });
    byId("help-close", HTMLButtonElement).addEventListener("click", () => this.dialog.close());
    // No links: the address behind the # is the world's
    byId("skip-to-picture", HTMLButtonElement).addEventListener("click", () => byId("blankets", HTMLCanvasElement).focus());
    byId("skip-to-panels", HTMLButtonElement).addEventListener("click", () => document.querySelector<HTMLElement>('#tabs [aria-selected="true"]')?.focus());
  }
}
