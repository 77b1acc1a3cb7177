// All charts of the page, in the panels "Curves" and "Classes": curves over the worlds' common clock, the waterfall of what gets lost, one
// chart of the reader's choice, and the shares of the classes.

import "./charts.css";
import { ChosenChart } from "./chosen_chart.js";
import { shareDifferences, sharesOf } from "./class_curves.js";
import { curvesOf, EVERY, WHOLE } from "./curves.js";
import { byId, element, say } from "./dom.js";
import type { Lane, Lanes } from "./lanes.js";
import { Picker, type Option } from "./pickers.js";
import type { BlanketsMessage } from "./protocol.js";
import { Slot } from "./slot.js";
import { charts } from "./texts.js";
import type { Board } from "./tick_chart.js";
import { Waterfall } from "./waterfall.js";

const PAUSE = 70; // ms between two drawings

export class Charts {
  private board: Board | null = null;
  private readonly redraw = (): void => this.rebuild();
  private readonly difference = element("input");
  private readonly differenceText = element("span");
  private readonly differenceLabel = element("label", { class: "difference" }, [this.difference, this.differenceText]);
  private readonly alignmentOf = new Picker(charts.pickLayers, EVERY, this.redraw);
  private readonly classesOf = new Picker(charts.pickClassLayer, "", this.redraw);
  private readonly alignment = new Slot("alignment-chart", [element("b", { text: charts.alignmentOf }), " ", this.alignmentOf.select, this.differenceLabel]);
  private readonly efficiency = new Slot("efficiency-chart", [element("b", { text: charts.efficiency })]);
  private readonly waterfall = new Waterfall();
  private readonly chosen: ChosenChart;
  private readonly shares = new Slot("classes-chart", [element("b", { text: charts.classesBegin }), " ", this.classesOf.select]);
  private readonly besideShares = new Slot("beside-classes-chart", []);
  private readonly slots = [this.alignment, this.efficiency, this.shares, this.besideShares];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private drawn = -Infinity;

  /**
   * told: hears what the charts show, in sentences, when they are drawn. turned: the reader wants to see differences, or no
   * longer. measure: asks how tight the blankets of the world in
   * focus were in its last so many ticks; left out: that can't be asked.
   */
  constructor(
    private readonly seek: (tick: number) => void,
    private readonly told: (sentences: readonly string[]) => void,
    turned: () => void,
    measure?: (ticks: number) => void,
  ) {
    this.chosen = new ChosenChart(this.redraw, measure);
    this.difference.type = "checkbox";
    this.difference.setAttribute("role", "switch");
    this.difference.addEventListener("change", () => {
      this.redraw();
      turned();
    });
    byId("charts", HTMLElement).replaceChildren(this.alignment.figure, this.efficiency.figure, this.waterfall.root, this.chosen.slot.figure);
    byId("class-charts", HTMLElement).replaceChildren(this.shares.figure, this.besideShares.figure);
  }

  /** Are differences shown? */
  get differs(): boolean {
    return this.difference.checked;
  }

  set differs(shown: boolean) {
    if (shown === this.difference.checked) return;
    this.difference.checked = shown;
    this.rebuild();
  }

  /** Other lanes, or others of them in focus or beside. */
  show(lanes: Lanes): void {
    this.board = { lanes, seek: this.seek, pointed: (tick) => this.waterfall.point(tick) };
    this.waterfall.show(lanes);
    this.rebuild();
  }

  /** New rows, or the clock has moved. Drawn soon, and after the picture. */
  refresh(): void {
    if (this.timer !== null || this.board === null) return;
    this.timer = setTimeout(() => requestAnimationFrame(() => setTimeout(() => this.draw())), Math.max(0, this.drawn + PAUSE - performance.now()));
  }

  /** How tight the blankets were, as was asked. */
  measured(message: BlanketsMessage): void {
    this.chosen.measured(message);
  }

  /** Nothing is shown any more. */
  end(): void {
    this.board = null;
    for (const slot of [...this.slots, this.chosen.slot]) slot.end();
    this.waterfall.end();
  }

  /** What each chart that is on the screen shows. */
  private inWords(): readonly string[] {
    return [this.alignment, this.efficiency, this.waterfall, this.chosen, this.shares, this.besideShares].flatMap((chart) => chart.inWords());
  }

  private draw(): void {
    this.timer = null;
    if (this.board === null) return;
    for (const slot of this.slots) slot.refresh();
    this.waterfall.refresh();
    this.chosen.refresh(this.board, this.minus(this.board.lanes) !== null);
    this.told(this.inWords());
    this.drawn = performance.now();
  }

  /** All charts anew, as what they are made of has changed. */
  private rebuild(): void {
    const { board } = this;
    if (board === null) return;
    const { lanes } = board;
    this.offer(lanes);
    const difference = this.minus(lanes) !== null;
    const of = this.alignmentOf.value;
    const title = of === EVERY ? charts.alignmentTitle : charts.alignmentTitleOf(of);
    this.alignment.put(curvesOf(lanes, { name: "inner_alignment", of }, { title, alone: of, difference }), board);
    this.efficiency.put(curvesOf(lanes, { name: "efficiency", of: WHOLE }, { title: charts.efficiency, alone: charts.efficiencyAlone, difference }), board);
    this.chosen.put(board, difference);
    this.putShares(board);
    this.draw();
  }

  /** One chart for the world in focus and one for the one beside it, or one of their difference. */
  private putShares(board: Board): void {
    const { lanes } = board;
    const { focus, beside } = lanes;
    const [minus, layer] = [this.minus(lanes), this.classesOf.value];
    const second = minus === null && beside !== null && hasLayer(beside, layer) ? beside : null;
    const whose = minus !== null ? charts.minus(focus.label, minus.label) : second !== null ? focus.label : "";
    this.shares.put(minus === null ? sharesOf(lanes, focus, layer) : shareDifferences(lanes, minus, layer), board, whose);
    this.besideShares.figure.hidden = second === null;
    this.besideShares.put(second === null ? null : sharesOf(lanes, second, layer), board, second?.label ?? "");
  }

  /** The lane whose values are taken off, where the reader wants to see differences. */
  private minus({ beside }: Lanes): Lane | null {
    return this.difference.checked ? beside : null;
  }

  private offer(lanes: Lanes): void {
    const { focus, beside } = lanes;
    const layers = focus.shape.layers.map(({ name }): Option => ({ value: name, text: name }));
    this.alignmentOf.offer([{ name: "", options: [{ value: EVERY, text: charts.allLayers }, ...layers] }], EVERY);
    this.classesOf.offer([{ name: "", options: layers }], layers.at(-1)?.value ?? "");
    this.chosen.offer(lanes);
    this.differenceLabel.hidden = beside === null;
    if (beside === null) return;
    const minus = charts.minus(focus.label, beside.label);
    say(this.differenceText, this.difference.checked ? minus : charts.difference);
    this.difference.setAttribute("aria-label", charts.differenceOf(minus));
  }
}

const hasLayer = (lane: Lane, name: string): boolean => lane.shape.layers.some((layer) => layer.name === name);
