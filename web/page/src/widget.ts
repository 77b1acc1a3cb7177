// The picture of the blankets as a widget for notebooks and Mesa's own page (anywidget).
// web/mesa_page/needs_extra/widget.py is its other half.

import { CLASSES, possible } from "./classes.js";
import { colourOf } from "./colour.js";
import { element, say } from "./dom.js";
import { Picture } from "./picture.js";
import { decodeFrame, type LanePart, type WorldMessage } from "./protocol.js";
import { ringSample } from "./rings.js";
import { widget as said } from "./texts.js";
import { alignmentInWords } from "./words.js";

interface Model {
  get(name: "shape"): WorldMessage;
  get(name: "frame"): DataView;
  get(name: "height"): string;
  on(event: string, call: () => void): void;
  off(event: string, call: () => void): void;
}

const COLOURS = [
  [1, said.along],
  [0, said.neither],
  [-1, said.against],
] as const;

function entry(sample: Node, text: string, meaning = ""): HTMLElement {
  const made = element("span", {}, [sample, document.createTextNode(` ${text}`)]);
  made.title = meaning;
  made.style.cssText = "display:inline-flex;align-items:center;gap:.3em;white-space:nowrap;margin-right:.7em";
  return made;
}

function disc(alignment: number): HTMLElement {
  const made = element("span");
  made.style.cssText = `width:.8em;height:.8em;box-sizing:border-box;border:1px solid #777;border-radius:50%;background:${colourOf(alignment)}`;
  return made;
}

/** What colours and rings mean, without our page's style sheet. */
const legend = (shape: WorldMessage): Node[] => [
  document.createTextNode(`${said.goal} `),
  ...COLOURS.map(([alignment, text]) => entry(disc(alignment), text)),
  ...possible(shape.classes, shape.present).map((name) => entry(ringSample(name), name, CLASSES[name]?.meaning)),
];

function canvas(): HTMLCanvasElement {
  const made = element("canvas");
  made.style.cssText = "position:absolute;inset:0;width:100%;height:100%;touch-action:manipulation";
  return made;
}

/** A widget shows one world: its frames have one lane. */
function laneOf(model: Model): LanePart | null {
  const { buffer, byteOffset, byteLength } = model.get("frame");
  return byteLength === 0 ? null : (decodeFrame(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer).lanes[0] ?? null);
}

class Widget {
  private readonly above = canvas();
  private readonly below = canvas();
  private readonly stage = element("div", {}, [this.below, this.above]);
  private readonly text = element("p");
  private readonly legend = element("p");
  private readonly root: HTMLElement; // not the widget's own element: Jupyter's layout takes its height away
  private picture: Picture | null = null;
  private shape: WorldMessage | null = null;
  private lane: LanePart | null = null;

  constructor(
    private readonly model: Model,
    el: HTMLElement,
  ) {
    this.below.setAttribute("aria-hidden", "true");
    this.above.tabIndex = 0;
    this.above.setAttribute("role", "application");
    this.above.setAttribute("aria-label", said.name);
    this.text.style.cssText = this.legend.style.cssText = "margin:0";
    this.root = element("div", { class: "superorganisms-blankets" }, [this.stage, this.text, this.legend]);
    this.root.style.cssText =
      "display:flex;flex-direction:column;background:#fff;color:#1b1b1b;padding:4px;box-sizing:border-box;font:14px/1.4 system-ui,sans-serif";
    this.stage.style.cssText = "position:relative;flex:1;min-height:0";
    el.append(this.root);
  }

  show(): void {
    this.root.style.height = this.model.get("height");
    const lane = laneOf(this.model);
    if (lane === null || lane.units === null) return;
    this.lane = lane;
    const picture = this.pictureOf(this.model.get("shape"));
    picture.show(lane.units, () => (this.root.dataset["tick"] = String(lane.tick)));
    this.look(picture.looked, false);
  }

  private pictureOf(shape: WorldMessage): Picture {
    if (this.picture !== null && shape === this.shape) return this.picture;
    this.shape = shape;
    this.legend.replaceChildren(...legend(shape));
    if (this.picture !== null) this.picture.reset(shape);
    else {
      const nothing = (): void => undefined;
      const listener = { looked: (row: number): void => this.look(row, true), zoomed: nothing, toggled: nothing };
      this.picture = new Picture(this.above, this.below, shape, listener);
      this.picture.zoom(0);
    }
    return this.picture;
  }

  /** Read aloud when the reader looks elsewhere, and not at every tick. */
  private look(row: number, aloud: boolean): void {
    const { picture, lane } = this;
    if (picture === null || lane === null) return;
    const alignment = lane.units?.alignment[row] ?? NaN;
    this.text.setAttribute("aria-live", aloud ? "polite" : "off");
    say(this.text, said.unit(lane.tick, picture.name(row), alignment, alignmentInWords(alignment)));
  }
}

export default {
  render({ model, el }: { readonly model: Model; readonly el: HTMLElement }): () => void {
    const widget = new Widget(model, el);
    const show = (): void => widget.show();
    const events = ["change:shape", "change:frame", "change:height"];
    for (const event of events) model.on(event, show);
    show();
    return () => events.forEach((event) => model.off(event, show));
  },
};
