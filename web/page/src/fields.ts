// One control for one parameter, made from its declaration: a number with a slider, a switch, a choice, a rule with its options,
// numbers by name, or text.

import { element } from "./dom.js";
import type { Description, OptionDescription, Value } from "./protocol.js";
import { fields } from "./texts.js";
import { inShort } from "./words.js";

export interface Change {
  readonly value: Value;
  /** Written as people type it, for the server to read. */
  readonly asText: boolean;
  /** False while a slider is still being moved. */
  readonly done: boolean;
}

export interface Field {
  readonly element: HTMLElement;
  show(value: Value): void;
}

type Changed = (change: Change) => void;
interface Numeric {
  readonly kind: string;
  readonly low: number | null;
  readonly high: number | null;
}

const SLIDES = 10; // a slider helps up to this range; beyond, numbers are typed

export const isNumeric = (kind: string): boolean => kind === "number" || kind === "integer";

export function fieldOf(description: Description, label: string, changed: Changed): Field {
  if (isNumeric(description.kind)) return numberField(description, label, description.live, changed);
  if (description.kind === "flag") return flagField(label, changed);
  if (description.kind === "choice") return choiceField(description.choices, label, changed);
  if (description.kind === "rule" || description.kind === "call") return callField(description, label, changed);
  if (description.kind === "mixture" || description.kind === "table") return tableField(description, label, changed);
  return textField(label, changed);
}

function numberField(numeric: Numeric, label: string, live: boolean, changed: Changed): Field {
  const input = element("input");
  input.type = "number";
  input.setAttribute("aria-label", label);
  input.placeholder = fields.default;
  input.step = numeric.kind === "integer" ? "1" : "any";
  const send = (value: number, done: boolean): void => {
    if (!Number.isNaN(value)) changed({ value, asText: false, done });
  };
  input.addEventListener("change", () => send(input.valueAsNumber, true));
  const { low, high } = numeric;
  if (low === null || high === null || high - low > SLIDES || numeric.kind === "integer") {
    return { element: input, show: (value) => (input.value = String(value ?? "")) };
  }
  const slider = element("input");
  slider.type = "range";
  slider.setAttribute("aria-label", fields.slider(label));
  [slider.min, slider.max, slider.step] = [String(low), String(high), String((high - low) / 100)];
  slider.addEventListener("input", () => {
    input.value = slider.value;
    if (live) send(slider.valueAsNumber, false);
  });
  slider.addEventListener("change", () => send(slider.valueAsNumber, true));
  return {
    element: element("span", { class: "number" }, [slider, input]),
    show: (value) => (input.value = slider.value = String(value ?? "")),
  };
}

function flagField(label: string, changed: Changed): Field {
  const input = element("input");
  input.type = "checkbox";
  input.setAttribute("aria-label", label);
  input.addEventListener("change", () => changed({ value: input.checked, asText: false, done: true }));
  return { element: input, show: (value) => (input.checked = value === true) };
}

/** One of a few names; what was set elsewhere and is none of them (a function of a scenario's own) is shown, but can't be chosen. */
function choiceField(choices: readonly string[], label: string, changed: Changed): Field {
  const select = element("select", {}, choices.map((text) => element("option", { text })));
  const other = element("option");
  other.disabled = true;
  select.setAttribute("aria-label", label);
  select.addEventListener("change", () => changed({ value: select.value, asText: false, done: true }));
  const show = (value: Value): void => {
    const text = String(value);
    if (choices.includes(text)) other.remove();
    else {
      other.text = text;
      select.append(other);
    }
    select.value = text;
  };
  return { element: select, show };
}

/** A rule is {rule: name, option: value, ...}, a graph {network: name, ...}: the name stands under the key that is declared. */
function callField(description: Description, label: string, changed: Changed): Field {
  const { key } = description;
  const holder = element("span", { class: "rule" });
  const options = element("span", { class: "options" });
  let now: Readonly<Record<string, Value>> = {};
  const change = (value: Readonly<Record<string, Value>>): void => changed({ value, asText: false, done: true });
  const rule = choiceField(description.choices, label, ({ value }) => change({ [key]: value }));
  const show = (value: Value): void => {
    now = value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, Value>) : { [key]: value };
    rule.show(now[key] ?? inShort(now));
    const own = description.options.filter((option) => option.rule === now[key]);
    options.replaceChildren(...own.map((option) => optionField(option, now, change)));
  };
  holder.append(rule.element, options);
  return { element: holder, show };
}

function optionField(option: OptionDescription, now: Readonly<Record<string, Value>>, change: (value: Readonly<Record<string, Value>>) => void): HTMLElement {
  const name = option.path.split(".").at(-1) ?? "";
  const put = ({ value }: Change): void => change({ ...now, [name]: value });
  const label = fields.labelled(name, option.sentence);
  const field = isNumeric(option.kind) ? numberField(option, label, false, put) : choiceField(option.choices, label, put);
  field.show(now[name] ?? option.default);
  const made = element("span", { class: "option" }, [element("span", { text: name }), field.element]);
  made.title = option.sentence;
  return made;
}

/** Shares or costs by name; of shares, what is left goes to nobody: the server says so where they must add up. */
function tableField({ choices, high }: Description, label: string, changed: Changed): Field {
  const inputs = new Map<string, HTMLInputElement>();
  const read = (): Value => Object.fromEntries([...inputs].map(([name, input]) => [name, input.valueAsNumber || 0] as const).filter(([, share]) => share > 0));
  const labelled = high === 1 ? fields.share : fields.amount;
  const rows = choices.map((name) => {
    const input = element("input");
    input.type = "number";
    [input.min, input.max, input.step] = ["0", String(high ?? ""), "any"];
    input.setAttribute("aria-label", labelled(label, name));
    input.addEventListener("change", () => changed({ value: read(), asText: false, done: true }));
    inputs.set(name, input);
    return element("span", { class: "option" }, [element("span", { text: name }), input]);
  });
  const show = (value: Value): void => {
    const shares = (value ?? {}) as Readonly<Record<string, Value>>;
    for (const [name, input] of inputs) input.value = String(shares[name] ?? 0);
  };
  return { element: element("span", { class: "options" }, rows), show };
}

/** Vectors, matrices, schedules and lists, as they are written for `--set`. */
function textField(label: string, changed: Changed): Field {
  const input = element("input", { class: "text" });
  input.type = "text";
  input.setAttribute("aria-label", label);
  input.spellcheck = false;
  input.addEventListener("change", () => changed({ value: input.value, asText: true, done: true }));
  return { element: input, show: (value) => (input.value = value === null ? fields.none : JSON.stringify(value)) };
}
