// The scenario picker and what the chosen scenario asks and claims.

import { byId, element, say } from "./dom.js";
import type { ScenarioEntry } from "./protocol.js";
import { count } from "./words.js";

export class Story {
  private readonly picker = byId("scenario", HTMLSelectElement);
  private entries: readonly ScenarioEntry[] = [];

  constructor(picked: (name: string) => void) {
    this.picker.addEventListener("change", () => picked(this.picker.value));
  }

  list(entries: readonly ScenarioEntry[]): void {
    this.entries = entries;
    this.picker.replaceChildren(
      ...entries.map(({ name, title }) => {
        const option = element("option", { text: title });
        option.value = name;
        return option;
      }),
    );
    this.picker.disabled = false;
  }

  /** What there is to see at this tick; a world that was changed may go another way than its story. */
  caption(tick: number, changed: boolean): void {
    const entry = this.entries.find((known) => known.name === this.picker.value);
    const caption = byId("caption", HTMLElement);
    caption.hidden = (entry?.story.length ?? 0) === 0;
    const told = changed ? undefined : entry?.story.findLast(([from]) => from <= tick);
    say(caption, told?.[1] ?? "");
  }

  show(name: string): void {
    this.picker.value = name;
    const entry = this.entries.find((known) => known.name === name);
    say(byId("title", HTMLElement), entry?.title ?? name);
    say(byId("question", HTMLElement), entry?.question ?? "");
    say(byId("claim", HTMLElement), entry?.claim ?? "");
    byId("told", HTMLElement).replaceChildren(
      ...(entry?.story ?? []).map(([tick, text]) => element("li", {}, [element("b", { text: `Tick ${count(tick)}` }), element("span", { text: ` ${text}` })])),
    );
    this.caption(0, false);
    document.title = `${entry?.title ?? name} · Superorganisms`;
  }
}
