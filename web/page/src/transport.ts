// Play either way, pause, step either way, to any tick, reset, seed, speed.

import { LARGEST_SEED } from "./address.js";
import { byId, say } from "./dom.js";
import type { Command } from "./protocol.js";
import { Scrubber, type Mark } from "./scrubber.js";
import { count, picture, transport as said } from "./texts.js";

/** Ticks a second that the slider goes through. */
export const RATES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

export const nearestRate = (rate: number): number => {
  const found = RATES.findIndex((known) => known >= rate);
  return found < 0 ? RATES.length - 1 : found;
};

/** Keys that work wherever nothing else needs them. */
const KEYS: Readonly<Record<string, "toggle" | "step" | "back">> = { " ": "toggle", ".": "step", "]": "step", ",": "back", "[": "back" };
const WITHIN = "#world, #lanes"; // or nothing is in focus at all
const NEEDS_KEYS = "select, textarea, input:not([type=range]), [contenteditable]";
const NEEDS_SPACE = "button, a, summary";

export class Transport {
  private readonly playButton = byId("play", HTMLButtonElement);
  private readonly backwardsButton = byId("backwards", HTMLButtonElement);
  private readonly stepButton = byId("step", HTMLButtonElement);
  private readonly backButton = byId("back", HTMLButtonElement);
  private readonly resetButton = byId("reset", HTMLButtonElement);
  private readonly seedField = byId("seed", HTMLInputElement);
  private readonly seedButton = byId("new-seed", HTMLButtonElement);
  private readonly speed = byId("speed", HTMLInputElement);
  private readonly speedText = byId("speed-text", HTMLElement);
  private readonly tickText = byId("tick", HTMLElement);
  private readonly horizonText = byId("horizon", HTMLElement);
  private readonly scrubber: Scrubber;
  private tick = 0;
  private enabled = false;
  playing = false;
  private backwards = false;
  /** Pressed to pause, and pictures of a playing world may still be on their way: they are not shown any more. */
  holding = false;

  constructor(private readonly send: (command: Command) => void) {
    this.scrubber = new Scrubber((tick) => this.seek(tick));
    this.playButton.addEventListener("click", () => this.toggle());
    this.backwardsButton.addEventListener("click", () => this.playBackwards());
    this.stepButton.addEventListener("click", () => this.step("step"));
    this.backButton.addEventListener("click", () => this.step("back"));
    this.resetButton.addEventListener("click", () => this.begin({ type: "reset" }));
    this.seedButton.addEventListener("click", () => this.setSeed(Math.floor(Math.random() * 1e6)));
    this.seedField.addEventListener("change", () => this.readSeed());
    this.speed.max = String(RATES.length - 1);
    this.speed.addEventListener("input", () => this.setRate(RATES[Number(this.speed.value)] ?? 5, true));
    this.setRate(this.rate, false);
    document.addEventListener("keydown", (event) => this.key(event));
  }

  /** The button turns at once; the server's word comes right after. */
  toggle(): void {
    this.holding = this.playing;
    this.send({ type: this.playing ? "pause" : "play" });
    this.showPlaying(!this.playing, false);
  }

  private playBackwards(): void {
    if (this.playing && this.backwards) return this.toggle();
    this.holding = false;
    this.send({ type: "play", backwards: true });
    this.showPlaying(true, true);
  }

  private step(type: "step" | "back"): void {
    if (type === "back" && this.tick === 0) return;
    performance.mark(type);
    this.hold();
    this.send({ type });
  }

  /** To a tick, from the slider or from a chart. */
  go(tick: number): void {
    if (this.enabled) this.scrubber.want(tick);
  }

  private seek(tick: number): void {
    performance.mark("seek");
    if (this.playing) this.send({ type: "pause" });
    this.hold();
    this.send({ type: "seek", tick });
  }

  private hold(): void {
    this.holding ||= this.playing;
    this.showPlaying(false, false);
  }

  private begin(command: Command): void {
    this.scrubber.forget();
    this.send(command);
  }

  private readSeed(): void {
    const seed = this.seedField.valueAsNumber;
    const valid = Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED;
    this.seedField.setCustomValidity(valid ? "" : said.badSeed);
    if (this.seedField.reportValidity()) this.begin({ type: "seed", seed });
  }

  private setSeed(seed: number): void {
    this.showSeed(seed);
    this.begin({ type: "seed", seed });
  }

  private key(event: KeyboardEvent): void {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !this.enabled || !(target instanceof Element)) return;
    const action = KEYS[event.key];
    const free = target === document.body || (target.closest(WITHIN) !== null && !target.matches(NEEDS_KEYS));
    if (action === undefined || !free || (action === "toggle" && target.matches(NEEDS_SPACE))) return;
    event.preventDefault();
    if (action === "toggle") this.toggle();
    else this.step(action);
  }

  setRate(rate: number, tell: boolean): void {
    this.speed.value = String(nearestRate(rate));
    say(this.speedText, said.rate(rate));
    this.speed.setAttribute("aria-valuetext", said.rateAloud(rate));
    if (tell) this.send({ type: "speed", rate });
  }

  get rate(): number {
    return RATES[Number(this.speed.value)] ?? 5;
  }

  showPlaying(playing: boolean, backwards: boolean): void {
    this.playing = playing;
    this.backwards = playing && backwards;
    say(this.playButton, playing ? said.pause : said.play);
    this.playButton.classList.toggle("playing", playing);
    this.backwardsButton.setAttribute("aria-pressed", String(this.backwards));
  }

  showSeed(seed: number): void {
    this.seedField.value = String(seed);
    this.seedField.setCustomValidity("");
  }

  showTick(tick: number, horizon: number): void {
    this.tick = tick;
    say(this.tickText, count(tick));
    say(this.horizonText, horizon > tick ? picture.horizon(horizon) : "");
    this.scrubber.show(tick, horizon);
    this.showEnds();
    const { dataset } = document.documentElement;
    dataset["tick"] = String(tick);
    dataset["horizon"] = String(horizon);
  }

  mark(marks: readonly Mark[]): void {
    this.scrubber.mark(marks);
  }

  /** Other worlds: what was asked for of the old ones doesn't come. */
  forget(): void {
    this.holding = false;
    this.scrubber.forget();
  }

  enable(enabled: boolean): void {
    this.enabled = enabled;
    const always = [this.playButton, this.stepButton, this.resetButton, this.seedField, this.seedButton, this.speed];
    for (const control of always) control.disabled = !enabled;
    this.scrubber.enable(enabled);
    this.showEnds();
  }

  /** At the start there is no way back. */
  private showEnds(): void {
    this.backButton.disabled = this.backwardsButton.disabled = !this.enabled || this.tick === 0;
  }
}
