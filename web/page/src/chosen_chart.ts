// The chart of the reader's choice: why goals moved, any measure that is recorded, or how tight the blankets were.

import type { Look } from "./address.js";
import { BlanketChart } from "./blanket_chart.js";
import { columnOf, curvesOf, EVERY, WHOLE, type Content, type Shown } from "./curves.js";
import { element, say } from "./dom.js";
import { driftOf, termsOf } from "./drift_chart.js";
import type { Lanes } from "./lanes.js";
import { keyOf, measureGroups, measureOf, wordsOf } from "./measures.js";
import { Picker, type Option } from "./pickers.js";
import type { BlanketsMessage } from "./protocol.js";
import { Slot } from "./slot.js";
import { charts } from "./texts.js";
import type { Board } from "./tick_chart.js";

const DRIFT = "drift";
const BLANKETS = "blankets";
const LEAKED = "leaked"; // the measure of how far leaks have moved aims
const SUMS = "sums";
const PER_TICK = "per-tick";

export class ChosenChart {
  readonly slot: Slot;
  private readonly picker: Picker;
  private readonly driftLayer: Picker;
  private readonly driftMode: Picker;
  private readonly meaning = element("p", { class: "note" });
  private readonly blankets: BlanketChart;
  private blanketsOf = -1; // the lane
  private terms = "";

  constructor(
    redraw: () => void,
    private readonly measure: (ticks: number) => void,
  ) {
    this.picker = new Picker(charts.pickMore, redraw);
    this.driftLayer = new Picker(charts.pickDriftLayer, redraw);
    this.driftMode = new Picker(charts.pickDriftMode, redraw);
    this.blankets = new BlanketChart((ticks) => this.measure(ticks));
    this.slot = new Slot("more-chart", [this.picker.select, " ", this.driftLayer.select, " ", this.driftMode.select]);
    this.slot.heading.append(this.meaning);
    this.slot.figure.append(this.blankets.root);
  }

  get look(): Pick<Look, "chart" | "drift" | "sums"> {
    return { chart: this.picker.choice, drift: this.driftLayer.choice, sums: this.driftMode.value === SUMS };
  }

  open({ chart, drift, sums }: Look): void {
    this.picker.wanted = chart;
    this.driftLayer.wanted = drift;
    this.driftMode.wanted = sums ? SUMS : "";
  }

  /** By the names that links have for them. */
  get pickers(): Readonly<Record<"chart" | "drift", Picker>> {
    return { chart: this.picker, drift: this.driftLayer };
  }

  offer({ focus }: Lanes): void {
    if (focus.id !== this.blanketsOf) this.blankets.forget();
    this.blanketsOf = focus.id;
    const layers = focus.shape.layers.map(({ name }): Option => ({ value: name, text: name }));
    this.driftLayer.offer([{ name: "", options: layers }], layers.at(-1)?.value ?? "");
    this.driftMode.offer([{ name: "", options: [{ value: PER_TICK, text: charts.perTick }, { value: SUMS, text: charts.sinceStart }] }], PER_TICK);
    const special = this.special(focus.shape.columns);
    const measures = measureGroups(focus.shape.columns, layers.map(({ value }) => value));
    this.picker.offer([{ name: "", options: special }, ...measures], special[0]?.value ?? measures[0]?.options[0]?.value ?? "");
  }

  private special(columns: readonly string[]): Option[] {
    return [
      ...(columns.some((name) => name.includes(".drift.")) ? [{ value: DRIFT, text: charts.drift }] : []),
      ...(columns.some((name) => name.endsWith(`.${LEAKED}`)) ? [{ value: keyOf({ name: LEAKED, of: EVERY }), text: charts.blanketLeaks }] : []),
      { value: BLANKETS, text: charts.tightness },
    ];
  }

  /** What it shows, where that is curves. */
  put(board: Board, shown: Shown): Content | null {
    const chosen = this.picker.value;
    this.driftLayer.select.hidden = this.driftMode.select.hidden = chosen !== DRIFT;
    this.blankets.root.hidden = chosen !== BLANKETS;
    say(this.meaning, "");
    const content = chosen === BLANKETS ? null : chosen === DRIFT ? this.drift(board.lanes, shown.difference) : this.curves(board.lanes, shown);
    this.slot.put(content, board);
    return content;
  }

  private drift(lanes: Lanes, difference: boolean): Content {
    const terms = this.termsIn(lanes);
    this.terms = terms.join();
    return driftOf(lanes, { layer: this.driftLayer.value, terms, sums: this.driftMode.value === SUMS, difference });
  }

  private termsIn({ focus, beside }: Lanes): readonly string[] {
    return termsOf(this.driftLayer.value, [focus, ...(beside === null ? [] : [beside])].map(({ history }) => history));
  }

  private curves(lanes: Lanes, shown: Shown): Content {
    const { layers, measures } = lanes.focus.shape;
    const measure = measureOf(this.picker.value);
    const words = wordsOf(measure.name);
    say(this.meaning, measures[columnOf({ ...measure, of: measure.of === EVERY ? (layers.at(-1)?.name ?? "") : measure.of })] ?? "");
    const title = measure.of === EVERY || measure.of === WHOLE ? words : charts.measureOf(words, measure.of);
    return curvesOf(lanes, measure, { ...shown, title, alone: title });
  }

  refresh(board: Board, shown: Shown): void {
    // A term that moves something for the first time
    if (this.picker.value === DRIFT && this.terms !== this.termsIn(board.lanes).join()) this.put(board, shown);
    this.slot.refresh();
  }

  measured(message: BlanketsMessage): void {
    if (message.world === this.blanketsOf) this.blankets.show(message);
  }

  inWords(): readonly string[] {
    return this.blankets.root.offsetParent === null ? this.slot.inWords() : [this.blankets.inWords()];
  }
}
