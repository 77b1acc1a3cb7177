// The slider over all ticks that are known: to any of them by mouse, finger or keyboard. It asks for the next tick only when the one
// before stands on the screen, and the last that was asked for always comes.

import { byId, element } from "./dom.js";
import { transport as said } from "./texts.js";

const PATIENCE = 400; // ms after which the next is asked for although the one before hasn't come

/** What stands along the slider: where a regime begins, or where a world left another. */
export interface Mark {
  readonly tick: number;
  readonly kind: "shift" | "branch";
}

/** Which tick to ask for when: one at a time, the last wins. */
export class Seeking {
  private asked: number | null = null;
  private wanted: number | null = null;
  private since = -Infinity;
  private shown = -1;

  constructor(
    private readonly seek: (tick: number) => void,
    private readonly now: () => number,
  ) {}

  want(tick: number): void {
    this.wanted = tick;
    if (this.asked === null || this.now() - this.since > PATIENCE) this.next();
  }

  /** This tick stands on the screen. */
  painted(tick: number): void {
    this.shown = tick;
    if (this.asked === null || (tick !== this.asked && this.now() - this.since <= PATIENCE)) return;
    this.asked = null;
    this.next();
  }

  /** What was asked for and has not come yet. */
  get pending(): number | null {
    return this.wanted ?? this.asked;
  }

  forget(): void {
    this.asked = this.wanted = null;
  }

  private next(): void {
    const tick = this.wanted;
    if (tick === null) return;
    this.wanted = this.asked = null;
    if (tick === this.shown) return; // it stands there: nothing would come
    this.asked = tick;
    this.since = this.now();
    this.seek(tick);
  }
}

export class Scrubber {
  private readonly input = byId("scrubber", HTMLInputElement);
  private readonly marks = byId("scrub-marks", HTMLElement);
  private readonly seeking: Seeking;
  private horizon = 0;
  private marked = "";

  constructor(seek: (tick: number) => void) {
    this.seeking = new Seeking(seek, () => performance.now());
    this.input.addEventListener("input", () => {
      this.seeking.want(this.input.valueAsNumber);
      this.tell(this.input.valueAsNumber);
    });
  }

  /** To a tick from elsewhere on the page, as if it were picked here. */
  want(tick: number): void {
    const within = Math.min(this.horizon, Math.max(0, Math.round(tick)));
    this.input.value = String(within);
    this.seeking.want(within);
    this.tell(within);
  }

  /** The clock and how far it can go; what the reader is just asking for is not overwritten. */
  show(tick: number, horizon: number): void {
    this.seeking.painted(tick);
    this.horizon = horizon;
    this.input.max = String(horizon);
    if (this.seeking.pending === null) this.input.value = String(tick);
    this.tell(this.input.valueAsNumber);
  }

  /** Another world: nothing that was asked for of the old one comes. */
  forget(): void {
    this.seeking.forget();
  }

  mark(marks: readonly Mark[]): void {
    const key = JSON.stringify([marks, this.horizon]);
    if (key === this.marked) return;
    this.marked = key;
    this.marks.replaceChildren(
      ...marks
        .filter(({ tick }) => tick > 0 && tick <= this.horizon)
        .map(({ tick, kind }) => {
          const made = element("i", { class: kind });
          made.style.left = `${(100 * tick) / this.horizon}%`;
          return made;
        }),
    );
  }

  enable(enabled: boolean): void {
    this.input.disabled = !enabled;
  }

  private tell(tick: number): void {
    this.input.setAttribute("aria-valuetext", said.at(tick, this.horizon));
  }
}
