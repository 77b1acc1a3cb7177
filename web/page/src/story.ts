// The scenario picker and what the chosen scenario asks and claims.

import { byId, element, say } from "./dom.js";
import type { ScenarioEntry } from "./protocol.js";
import { count } from "./words.js";

/** A number that was measured: with a point, or a share. */
const MEASURED = /(^|[^\w.])\d*\.\d+|\d+ %/;

export class Story {
  private readonly picker = byId("scenario", HTMLSelectElement);
  private entries: readonly ScenarioEntry[] = [];

  constructor(picked: (name: string) => void) {
    this.picker.addEventListener("change", () => picked(this.picker.value));
  }

  /** What is otherwise in the contrast of a scenario; "" if it has none. */
  contrast(name: string): string {
    return this.entries.find((known) => known.name === name)?.contrast ?? "";
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
  caption(tick: number, seed: number, changed: boolean): void {
    const entry = this.entries.find((known) => known.name === this.picker.value);
    const caption = byId("caption", HTMLElement);
    caption.hidden = (entry?.story.length ?? 0) === 0;
    const told = changed ? undefined : entry?.story.findLast(([from]) => from <= tick);
    say(byId("caption-text", HTMLElement), told?.[1] ?? "");
    const means = entry?.means === true && told !== undefined && MEASURED.test(told[1]);
    say(byId("caption-means", HTMLElement), means ? ` Numbers: means of many runs; this run: seed ${seed}.` : "");
  }

  show(name: string, seed: number): void {
    this.picker.value = name;
    const entry = this.entries.find((known) => known.name === name);
    say(byId("title", HTMLElement), entry?.title ?? name);
    say(byId("question", HTMLElement), entry?.question ?? "");
    say(byId("claim", HTMLElement), entry?.claim ?? "");
    byId("told", HTMLElement).replaceChildren(
      ...(entry?.story ?? []).map(([tick, text]) => element("li", {}, [element("b", { text: `Tick ${count(tick)}` }), element("span", { text: ` ${text}` })])),
    );
    this.caption(0, seed, false);
    document.title = `${entry?.title ?? name} · Superorganisms`;
  }
}
