// The scenario picker and what the chosen scenario asks and claims.

import { byId, element, say } from "./dom.js";
import type { ScenarioEntry } from "./protocol.js";
import { page, story as said } from "./texts.js";

/** A number that was measured: with a point, or a share. */
const MEASURED = /(^|[^\w.])\d*\.\d+|\d+ %/;

/** One choice per scenario. */
export const scenarioOptions = (entries: readonly ScenarioEntry[]): HTMLOptionElement[] =>
  entries.map(({ name, title }) => {
    const option = element("option", { text: title });
    option.value = name;
    return option;
  });

export class Story {
  private readonly picker = byId("scenario", HTMLSelectElement);
  private entries: readonly ScenarioEntry[] = [];
  private shown = "";

  constructor(picked: (name: string) => void) {
    this.picker.addEventListener("change", () => picked(this.picker.value));
  }

  /** What is otherwise in the contrast of a scenario; "" if it has none. */
  contrast(name: string): string {
    return this.entry(name)?.contrast ?? "";
  }

  knows(name: string): boolean {
    return this.entry(name) !== undefined;
  }

  title(name: string): string {
    return this.entry(name)?.title ?? name;
  }

  list(entries: readonly ScenarioEntry[]): void {
    this.entries = entries;
    this.picker.replaceChildren(...scenarioOptions(entries));
    this.picker.disabled = false;
  }

  /** What there is to see at this tick; a world that was changed may go another way than its story. */
  caption(tick: number, seed: number, changed: boolean): void {
    const entry = this.entry(this.shown);
    const caption = byId("caption", HTMLElement);
    const story = changed ? [] : (entry?.story ?? []);
    caption.hidden = story.length === 0;
    const told = story.findLast(([from]) => from <= tick);
    say(byId("caption-from", HTMLElement), told === undefined || told[0] === 0 ? "" : said.from(told[0]));
    say(byId("caption-text", HTMLElement), told?.[1] ?? "");
    const means = entry?.means === true && told !== undefined && MEASURED.test(told[1]);
    say(byId("caption-means", HTMLElement), means ? ` ${said.means(seed)}` : "");
  }

  show(name: string): void {
    this.picker.value = name;
    if (name === this.shown) return;
    this.shown = name;
    const entry = this.entry(name);
    say(byId("title", HTMLElement), this.title(name));
    say(byId("question", HTMLElement), entry?.question ?? "");
    say(byId("claim", HTMLElement), entry?.claim ?? "");
    byId("told", HTMLElement).replaceChildren(
      ...(entry?.story ?? []).map(([tick, text]) => element("li", {}, [element("b", { text: said.tick(tick) }), element("span", { text: ` ${text}` })])),
    );
    document.title = page.titled(this.title(name));
  }

  private entry(name: string): ScenarioEntry | undefined {
    return this.entries.find((known) => known.name === name);
  }
}
