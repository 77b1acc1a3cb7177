// Play, pause, step, reset, seed, speed.

import { LARGEST_SEED } from "./address.js";
import { byId, say } from "./dom.js";
import type { Command } from "./protocol.js";
import { count } from "./words.js";

/** Ticks a second that the slider goes through. */
export const RATES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

export const nearestRate = (rate: number): number => {
  const found = RATES.findIndex((known) => known >= rate);
  return found < 0 ? RATES.length - 1 : found;
};

export class Transport {
  private readonly playButton = byId("play", HTMLButtonElement);
  private readonly stepButton = byId("step", HTMLButtonElement);
  private readonly resetButton = byId("reset", HTMLButtonElement);
  private readonly seedField = byId("seed", HTMLInputElement);
  private readonly seedButton = byId("new-seed", HTMLButtonElement);
  private readonly speed = byId("speed", HTMLInputElement);
  private readonly speedText = byId("speed-text", HTMLElement);
  private readonly tickText = byId("tick", HTMLElement);
  playing = false;
  /** Pressed to pause, and pictures of a playing world may still be on their way: they are not shown any more. */
  holding = false;

  constructor(private readonly send: (command: Command) => void) {
    this.playButton.addEventListener("click", () => this.toggle());
    this.stepButton.addEventListener("click", () => this.step());
    this.resetButton.addEventListener("click", () => this.send({ type: "reset" }));
    this.seedButton.addEventListener("click", () => this.setSeed(Math.floor(Math.random() * 1e6)));
    this.seedField.addEventListener("change", () => this.readSeed());
    this.speed.max = String(RATES.length - 1);
    this.speed.addEventListener("input", () => this.setRate(RATES[Number(this.speed.value)] ?? 5, true));
  }

  /** The button turns at once; the server's word comes right after. */
  toggle(): void {
    this.holding = this.playing;
    this.send({ type: this.playing ? "pause" : "play" });
    this.showPlaying(!this.playing);
  }

  private step(): void {
    performance.mark("step");
    this.holding = this.playing;
    this.send({ type: "step" });
    this.showPlaying(false);
  }

  private readSeed(): void {
    const seed = this.seedField.valueAsNumber;
    const valid = Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED;
    this.seedField.setCustomValidity(valid ? "" : "A seed is a whole number from 0 up.");
    if (this.seedField.reportValidity()) this.send({ type: "seed", seed });
  }

  private setSeed(seed: number): void {
    this.showSeed(seed);
    this.send({ type: "seed", seed });
  }

  setRate(rate: number, tell: boolean): void {
    this.speed.value = String(nearestRate(rate));
    say(this.speedText, `${count(rate)} ${rate === 1 ? "tick" : "ticks"}/s`);
    this.speed.setAttribute("aria-valuetext", `${count(rate)} ${rate === 1 ? "tick" : "ticks"} a second`);
    if (tell) this.send({ type: "speed", rate });
  }

  get rate(): number {
    return RATES[Number(this.speed.value)] ?? 5;
  }

  showPlaying(playing: boolean): void {
    this.playing = playing;
    say(this.playButton, playing ? "Pause" : "Play");
    this.playButton.classList.toggle("playing", playing);
  }

  showSeed(seed: number): void {
    this.seedField.value = String(seed);
    this.seedField.setCustomValidity("");
  }

  showTick(tick: number): void {
    say(this.tickText, count(tick));
    document.documentElement.dataset["tick"] = String(tick);
  }

  enable(enabled: boolean): void {
    for (const control of [this.playButton, this.stepButton, this.resetButton, this.seedField, this.seedButton, this.speed]) {
      control.disabled = !enabled;
    }
  }
}
