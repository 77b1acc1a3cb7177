// All charts of the page, in the panels "Curves" and "Classes": curves over the worlds' common clock, the waterfall of what gets lost, one
// chart of the reader's choice, and the shares of the classes.

import "./charts.css";
import type { Look } from "./address.js";
import { ChosenChart } from "./chosen_chart.js";
import { shareDifferences, sharesOf } from "./class_curves.js";
import { curvesOf, EVERY, WHOLE } from "./curves.js";
import { byId, element, say } from "./dom.js";
import type { Lane, Lanes } from "./lanes.js";
import { Picker, type Option } from "./pickers.js";
import type { BlanketsMessage } from "./protocol.js";
import { Slot } from "./slot.js";
import { Switch } from "./switch.js";
import { charts } from "./texts.js";
import type { Board } from "./tick_chart.js";
import { Waterfall } from "./waterfall.js";

const PAUSE = 70; // ms between two drawings

interface Doing {
  readonly seek: (tick: number) => void;
  /** Hears what the charts show, in sentences, when they are drawn. */
  readonly told: (sentences: readonly string[]) => void;
  /** The reader looks at them in another way. */
  readonly turned: () => void;
  /** Asks how tight the blankets of the world in focus were in its last so many ticks. */
  readonly measure: (ticks: number) => void;
  /** Asks for the range over other seeds of these columns; none: of nothing any more. */
  readonly others: (columns: readonly string[]) => void;
}

export class Charts {
  private board: Board | null = null;
  private readonly turned = (): void => {
    this.rebuild();
    this.doing.turned();
  };
  private readonly difference: Switch;
  private readonly others: Switch;
  private readonly othersMean = element("p", { class: "note", text: charts.othersMean });
  private readonly othersSay = element("p", { class: "note" });
  private readonly alignmentOf = new Picker(charts.pickLayers, this.turned);
  private readonly classesOf = new Picker(charts.pickClassLayer, this.turned);
  private readonly alignment: Slot;
  private readonly efficiency = new Slot("efficiency-chart", [element("b", { text: charts.efficiency })]);
  private readonly waterfall = new Waterfall();
  private readonly chosen: ChosenChart;
  private readonly shares = new Slot("classes-chart", [element("b", { text: charts.classesBegin }), " ", this.classesOf.select]);
  private readonly besideShares = new Slot("beside-classes-chart", []);
  private readonly slots: readonly Slot[];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private drawn = -Infinity;

  constructor(private readonly doing: Doing) {
    this.chosen = new ChosenChart(this.turned, doing.measure);
    this.difference = new Switch(this.turned);
    this.others = new Switch(this.turned);
    this.others.name(charts.others, charts.others);
    this.othersMean.id = "others-mean";
    this.others.describe(this.othersMean.id, charts.othersMean);
    this.othersMean.hidden = true;
    this.othersSay.setAttribute("role", "status");
    const title = [element("b", { text: charts.alignmentOf }), " ", this.alignmentOf.select, this.difference.root, this.others.root];
    this.alignment = new Slot("alignment-chart", title);
    this.alignment.heading.append(this.othersMean, this.othersSay);
    this.slots = [this.alignment, this.efficiency, this.shares, this.besideShares];
    byId("charts", HTMLElement).replaceChildren(this.alignment.figure, this.efficiency.figure, this.waterfall.root, this.chosen.slot.figure);
    byId("class-charts", HTMLElement).replaceChildren(this.shares.figure, this.besideShares.figure);
  }

  get look(): Look {
    const { alignmentOf, classesOf, difference, others } = this;
    return { difference: difference.on, others: others.on, alignment: alignmentOf.choice, classes: classesOf.choice, ...this.chosen.look };
  }

  /** How they were looked at; of what was chosen there is what isn't on offer in this world. */
  open(look: Look): readonly (readonly [key: string, value: string])[] {
    this.difference.on = look.difference;
    this.others.on = look.others;
    this.alignmentOf.wanted = look.alignment;
    this.classesOf.wanted = look.classes;
    this.chosen.open(look);
    this.rebuild();
    const pickers = { alignment: this.alignmentOf, classes: this.classesOf, ...this.chosen.pickers };
    return Object.entries(pickers).flatMap(([key, picker]) => (picker.lacks ? [[key, picker.wanted] as const] : []));
  }

  /** Other lanes, or others of them in focus or beside. */
  show(lanes: Lanes): void {
    this.board = { lanes, seek: this.doing.seek, pointed: (tick) => this.waterfall.point(tick) };
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
    this.chosen.refresh(this.board, { difference: this.minus(this.board.lanes) !== null, others: this.others.on });
    say(this.othersSay, this.others.on ? this.ofOthers(this.board.lanes) : "");
    this.doing.told(this.inWords());
    this.drawn = performance.now();
  }

  /** Why there are none, or how far they have come while the world rests. */
  private ofOthers(lanes: Lanes): string {
    const { focus, beside, others, playing } = lanes;
    const minus = this.minus(lanes);
    const pairs = minus !== null ? [[focus, minus.id] as const] : [focus, ...(beside === null ? [] : [beside])].map((lane) => [lane, null] as const);
    const reason = pairs.map(([lane, less]) => others.reason(lane.id, less)).find((text) => text !== "");
    if (reason !== undefined) return charts.noOthers(reason);
    const due = Math.min(...pairs.map(([lane]) => lane.history.tick), minus?.history.tick ?? Infinity);
    const reached = Math.min(...pairs.map(([lane, less]) => others.reached(lane.id, less)));
    return playing || reached >= due ? "" : charts.othersReached(reached, due);
  }

  /** All charts anew, as what they are made of has changed. */
  private rebuild(): void {
    const { board } = this;
    if (board === null) return;
    const { lanes } = board;
    this.offer(lanes);
    const shown = { difference: this.minus(lanes) !== null, others: this.others.on };
    const of = this.alignmentOf.value;
    const title = of === EVERY ? charts.alignmentTitle : charts.alignmentTitleOf(of);
    const alignment = curvesOf(lanes, { name: "inner_alignment", of }, { ...shown, title, alone: of });
    const efficiency = curvesOf(lanes, { name: "efficiency", of: WHOLE }, { ...shown, title: charts.efficiency, alone: charts.efficiencyAlone });
    this.alignment.put(alignment, board);
    this.efficiency.put(efficiency, board);
    const chosen = this.chosen.put(board, shown);
    this.doing.others([...new Set([alignment, efficiency, chosen].flatMap((content) => content?.ranged ?? []))]);
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
    return this.difference.on ? beside : null;
  }

  private offer(lanes: Lanes): void {
    const { focus, beside } = lanes;
    const layers = focus.shape.layers.map(({ name }): Option => ({ value: name, text: name }));
    this.alignmentOf.offer([{ name: "", options: [{ value: EVERY, text: charts.allLayers }, ...layers] }], EVERY);
    this.classesOf.offer([{ name: "", options: layers }], layers.at(-1)?.value ?? "");
    this.chosen.offer(lanes);
    this.difference.root.hidden = beside === null;
    if (beside === null) return;
    const minus = charts.minus(focus.label, beside.label);
    this.difference.name(charts.difference, charts.differenceOf(minus));
  }
}

const hasLayer = (lane: Lane, name: string): boolean => lane.shape.layers.some((layer) => layer.name === name);
