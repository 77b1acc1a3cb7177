// The controls: what may be set about the world, layer by layer, in two depths; what differs from the scenario; undo and redo.

import { Control } from "./control.js";
import { byId, element, say } from "./dom.js";
import type { Command, ControlsMessage, Value, ValuesMessage } from "./protocol.js";
import { Undo } from "./undo.js";
import { inShort } from "./words.js";

const WHOLE = "the whole world";
const NOTE =
  "“at once”: changes the world as it runs. “new world”: holds from the start, so the world begins again at tick 0 with the same seed. Reset begins again with the values shown.";

const button = (text: string, action: () => void): HTMLButtonElement => {
  const made = element("button", { text });
  made.type = "button";
  made.addEventListener("click", action);
  return made;
};

export class Controls {
  private readonly root = byId("controls", HTMLElement);
  private readonly undo = new Undo();
  private readonly undoButton = button("Undo", () => this.set(this.undo.back()));
  private readonly redoButton = button("Redo", () => this.set(this.undo.again()));
  private readonly resetButton = button("As in the scenario", () => this.all());
  private readonly depth = element("select", {}, ["few", "all"].map((text) => element("option", { text })));
  private readonly differs = element("ul", { class: "differs" });
  private readonly groups = element("div", { class: "groups" });
  private controls = new Map<string, Control>();
  private values: ValuesMessage | null = null;
  private scenario = "";

  constructor(private readonly send: (command: Command) => void) {
    const depth = element("label", {}, [element("span", { text: "Show" }), this.depth]);
    const row = element("div", { class: "row" }, [depth, this.undoButton, this.redoButton, this.resetButton]);
    this.root.replaceChildren(row, this.differs, this.groups, element("p", { class: "note", text: NOTE }));
    this.depth.addEventListener("change", () => this.showDepth());
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.showUndo();
  }

  /** One control per parameter, those of each layer together; the leaves' are open. */
  build(message: ControlsMessage): void {
    const were = [...this.groups.querySelectorAll("details")].filter((group) => group.open).map((group) => group.dataset["layer"] ?? "");
    const open = new Set(were.length > 0 ? were : [WHOLE, message.layers.at(-1) ?? ""]);
    this.controls = new Map(
      message.reference.map((one) => [one.path, new Control(one, (value, asText, done) => this.change(one.path, value, asText, done))]),
    );
    const groups = [WHOLE, ...message.layers].map((name) => {
      const own = [...this.controls].filter(([path]) => (name === WHOLE ? !path.includes(".") : path.startsWith(`${name}.`)));
      const group = element("details", {}, [element("summary", { text: name }), ...own.map(([, control]) => control.element)]);
      group.open = open.has(name);
      group.dataset["layer"] = name;
      return group;
    });
    this.groups.replaceChildren(...groups);
    this.showDepth();
  }

  show(values: ValuesMessage, scenario: string): void {
    if (scenario !== this.scenario) this.undo.clear();
    this.scenario = scenario;
    this.values = values;
    for (const [path, control] of this.controls) control.show(values.values[path] ?? null, values.differs.some((one) => one.path === path));
    this.differs.replaceChildren(...values.differs.map(({ path, before, now }) => this.difference(path, before, now)));
    if (values.differs.length === 0) this.differs.append(element("li", { text: "Everything as in the scenario." }));
    say(byId("changed", HTMLElement), values.differs.length === 0 ? "" : ` (${values.differs.length} changed)`);
    this.showUndo();
  }

  get changed(): boolean {
    return (this.values?.differs.length ?? 0) > 0;
  }

  /** The server did not take a value: its sentence stands at the control. */
  refuse(path: string, sentence: string): void {
    const control = this.controls.get(path);
    if (control === undefined) return;
    this.undo.drop(path);
    control.refuse(sentence);
    this.showUndo();
  }

  private difference(path: string, before: Value, now: Value): HTMLElement {
    const back = button("Back", () => {
      this.controls.get(path)?.release();
      this.change(path, before, false, true);
    });
    back.setAttribute("aria-label", `Back to ${inShort(before)}: ${path}`);
    return element("li", {}, [element("span", { text: `${path}: ${inShort(before)} → ${inShort(now)}` }), back]);
  }

  private change(path: string, value: Value, asText: boolean, done: boolean): void {
    const control = this.controls.get(path);
    if (done) this.undo.note({ path, before: control?.settled ?? this.values?.values[path] ?? null, after: value });
    this.send({ type: "change", path, value, as_text: asText });
    this.showUndo();
  }

  private set(change: { readonly path: string; readonly value: Value } | undefined): void {
    if (change === undefined) return;
    this.controls.get(change.path)?.release();
    // What was typed as text comes back as text
    this.send({ type: "change", ...change, as_text: typeof change.value === "string" });
    this.showUndo();
  }

  private all(): void {
    this.undo.clear();
    this.send({ type: "scenario", name: this.scenario });
    this.showUndo();
  }

  private key(event: KeyboardEvent): void {
    const typed = event.target instanceof HTMLInputElement && event.target.type !== "range";
    if (typed || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    this.set(event.shiftKey ? this.undo.again() : this.undo.back());
  }

  private showDepth(): void {
    const all = this.depth.value === "all";
    for (const control of this.controls.values()) control.element.hidden = !all && !control.basic;
    for (const group of this.groups.children) {
      if (group instanceof HTMLElement) group.hidden = [...group.querySelectorAll<HTMLElement>(".control")].every((one) => one.hidden);
    }
  }

  private showUndo(): void {
    this.undoButton.disabled = !this.undo.canUndo;
    this.redoButton.disabled = !this.undo.canRedo;
    this.resetButton.disabled = !this.changed;
  }
}
