// The controls: what may be set about the world, layer by layer, in two depths; what differs from the scenario; undo and redo.

import { Control } from "./control.js";
import { byId, element } from "./dom.js";
import type { Command, ControlsMessage, Value, ValuesMessage } from "./protocol.js";
import { controls as said, count } from "./texts.js";
import { Undos } from "./undo.js";
import { inShort } from "./words.js";

const WHOLE = ""; // in place of a layer's name

const button = (text: string, action: () => void): HTMLButtonElement => {
  const made = element("button", { text });
  made.type = "button";
  made.addEventListener("click", action);
  return made;
};

const option = (value: string, text: string): HTMLOptionElement => {
  const made = element("option", { text });
  made.value = value;
  return made;
};

/** Where the clock stands. */
export interface Clock {
  /** More is known of this world already. */
  readonly past: () => boolean;
  /** This world left another one just here. */
  readonly branched: () => boolean;
}

export class Controls {
  private readonly root = byId("controls", HTMLElement);
  private readonly undos = new Undos();
  private readonly undoButton = button(said.undo, () => this.set(this.undos.now.back()));
  private readonly redoButton = button(said.redo, () => this.set(this.undos.now.again()));
  private readonly resetButton = button(said.reset, () => this.all());
  private readonly depth = element("select", {}, [option("few", said.few), option("all", said.all)]);
  private readonly keep = element("input");
  private readonly differs = element("ul", { class: "differs" });
  private readonly groups = element("div", { class: "groups" });
  private controls = new Map<string, Control>();
  private values: ValuesMessage | null = null;
  private scenario = "";

  constructor(
    private readonly send: (command: Command) => void,
    private readonly clock: Clock,
  ) {
    const depth = element("label", {}, [element("span", { text: said.show }), this.depth]);
    const row = element("div", { class: "row" }, [depth, this.undoButton, this.redoButton, this.resetButton]);
    this.keep.type = "checkbox";
    this.keep.id = "keep-switch";
    this.keep.checked = true;
    const keep = element("label", { class: "keep" }, [this.keep, element("span", { text: said.keep })]);
    this.root.replaceChildren(row, keep, this.differs, this.groups, element("p", { class: "note", text: said.note }));
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
      const title = element("summary", { text: name === WHOLE ? said.whole : name });
      const group = element("details", {}, [title, ...own.map(([, control]) => control.element)]);
      group.open = open.has(name);
      group.dataset["layer"] = name;
      return group;
    });
    this.groups.replaceChildren(...groups);
    this.showDepth();
  }

  /** Another lane has the focus, of these. */
  focus(lane: number, lanes: readonly number[]): void {
    this.undos.focus(lane, lanes);
    this.showUndo();
  }

  show(values: ValuesMessage, scenario: string): void {
    if (scenario !== this.scenario) this.undos.clear();
    this.scenario = scenario;
    this.values = values;
    for (const [path, control] of this.controls) control.show(values.values[path] ?? null, values.differs.some((one) => one.path === path));
    this.differs.replaceChildren(...values.differs.map(({ path, before, now }) => this.difference(path, before, now)));
    if (values.differs.length === 0) this.differs.append(element("li", { text: said.same }));
    this.count(values.differs.length);
    this.showUndo();
  }

  /** On the panel's tab, where there is room for a number only. */
  private count(differences: number): void {
    const heard = element("span", { class: "hidden", text: ` ${said.changed}` });
    byId("changed", HTMLElement).replaceChildren(...(differences === 0 ? [] : [` (${count(differences)}`, heard, ")"]));
  }

  get changed(): boolean {
    return (this.values?.differs.length ?? 0) > 0;
  }

  /** The server did not take a value: its sentence stands at the control. */
  refuse(path: string, sentence: string): void {
    const control = this.controls.get(path);
    if (control === undefined) return;
    this.undos.drop(path);
    control.refuse(sentence);
    this.showUndo();
  }

  private difference(path: string, before: Value, now: Value): HTMLElement {
    const back = button(said.back, () => {
      this.controls.get(path)?.release();
      this.change(path, before, false, true);
      this.focusOn(this.controls.get(path)?.element.querySelector("input, select"));
    });
    back.setAttribute("aria-label", said.backTo(path, inShort(before)));
    return element("li", {}, [element("span", { text: said.differs(path, inShort(before), inShort(now)) }), back]);
  }

  private change(path: string, value: Value, asText: boolean, done: boolean): void {
    const control = this.controls.get(path);
    const branch = this.branches;
    const noted = { path, before: control?.settled ?? this.values?.values[path] ?? null, after: value };
    if (branch && !this.clock.branched()) this.undos.branch(noted);
    else if (done) this.undos.now.note(noted);
    this.send({ type: "change", path, value, as_text: asText, branch });
    this.showUndo();
  }

  private set(change: { readonly path: string; readonly value: Value } | undefined): void {
    if (change === undefined) return;
    this.controls.get(change.path)?.release();
    // What was typed as text comes back as text
    this.send({ type: "change", ...change, as_text: typeof change.value === "string", branch: this.branches });
    this.showUndo();
  }

  /** A change now is one of the past, and the future that was known is kept. */
  private get branches(): boolean {
    return this.keep.checked && this.clock.past();
  }

  private all(): void {
    this.undos.clear();
    this.send({ type: "scenario", name: this.scenario });
    this.showUndo();
  }

  private key(event: KeyboardEvent): void {
    const typed = event.target instanceof HTMLInputElement && event.target.type !== "range";
    if (typed || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    this.set(event.shiftKey ? this.undos.now.again() : this.undos.now.back());
  }

  private showDepth(): void {
    const all = this.depth.value === "all";
    for (const control of this.controls.values()) control.element.hidden = !all && !control.basic;
    for (const group of this.groups.children) {
      if (group instanceof HTMLElement) group.hidden = [...group.querySelectorAll<HTMLElement>(".control")].every((one) => one.hidden);
    }
  }

  private showUndo(): void {
    const focused = document.activeElement;
    this.undoButton.disabled = !this.undos.now.canUndo;
    this.redoButton.disabled = !this.undos.now.canRedo;
    this.resetButton.disabled = !this.changed;
    if (focused instanceof HTMLButtonElement && focused.disabled && this.root.contains(focused)) {
      this.focusOn([this.undoButton, this.redoButton].find((one) => !one.disabled));
    }
  }

  /** Where the keyboard goes on when what had the focus is gone. */
  private focusOn(element: HTMLElement | null | undefined): void {
    (element?.checkVisibility() === true ? element : this.depth).focus();
  }
}
