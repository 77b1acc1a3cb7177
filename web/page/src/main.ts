// The page: one tab, one socket, one world.

import "./page.css";
import { readAddress, writeAddress, type Visit } from "./address.js";
import { Connection } from "./connection.js";
import { Contrast } from "./contrast.js";
import { Controls } from "./controls.js";
import { byId, seldom } from "./dom.js";
import { showLegend } from "./legend.js";
import { Notice } from "./notice.js";
import { Picture } from "./picture.js";
import type { ContrastMessage, Frame, ServerMessage, WorldMessage } from "./protocol.js";
import { Story } from "./story.js";
import { Tabs } from "./tabs.js";
import { Transport } from "./transport.js";
import { showPath, World } from "./world.js";

const FIRST_SEED = 1;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

class Page {
  private readonly notice = new Notice();
  private readonly connection = new Connection(new URL("world", location.href.replace(/^http/, "ws").split("#")[0]).href, {
    message: (message) => this.hear(message),
    frame: (frame) => this.show(frame),
    gone: (seconds) => this.gone(seconds),
  });
  private readonly transport = new Transport((command) => {
    this.touched = true;
    this.connection.send(command);
  });
  private readonly story = new Story((name) => {
    this.touched = true;
    this.connection.send({ type: "scenario", name });
  });
  private readonly controls = new Controls((command) => {
    this.touched = true;
    this.connection.send(command);
  });
  private readonly contrast = new Contrast((on) => {
    this.visit = { ...this.visit, contrast: on };
    this.connection.send({ type: "contrast", on });
    this.address();
  });
  private picture: Picture | null = null;
  private world: World | null = null;
  private visit: Partial<Visit> = readAddress(location.hash);
  /** A first visit plays by itself; a link to a certain world shows that world. */
  private touched = this.visit.scenario !== undefined || this.visit.tick !== undefined || still;
  private resume = false;
  private first: Visit | null = null;
  private readonly address = seldom(1000, () => this.writeAddress());

  start(): void {
    new Tabs(["curves", "classes", "controls", "about"]);
    this.transport.enable(false);
    this.notice.show("Connecting to the server.", { share: null });
    addEventListener("hashchange", () => this.followAddress());
    this.connection.open();
  }

  private hear(message: ServerMessage): void {
    switch (message.type) {
      case "hello":
        this.story.list(message.scenarios);
        this.first = { scenario: message.first, seed: FIRST_SEED, tick: 0, changes: {}, hand: [], contrast: false };
        this.open({ ...this.first, ...this.visit });
        break;
      case "waiting":
        this.notice.show(message.sentence, { share: message.share });
        break;
      case "world":
        this.begin(message);
        break;
      case "state":
        if (message.world !== this.world?.shape.world) break;
        this.transport.showPlaying(message.playing);
        this.transport.setRate(message.rate, false);
        this.world.text(message.playing);
        break;
      case "unit":
        this.world?.fill(message);
        break;
      case "controls":
        this.controls.build(message);
        break;
      case "values":
        if (message.world !== this.world?.shape.world) break;
        this.controls.show(message, this.world.shape.scenario);
        this.visit = { ...this.visit, changes: message.changes, hand: message.hand };
        this.caption();
        this.address();
        break;
      case "contrast":
        if (message.world === this.world?.shape.world) this.showContrast(message);
        break;
      case "refused":
        this.controls.refuse(message.path, message.sentence);
        break;
      case "problem":
        this.problem(message.sentence, message.final);
    }
  }

  private open(visit: Visit): void {
    this.visit = visit;
    const { contrast, ...world } = visit;
    this.contrast.wish(contrast);
    this.connection.send({ type: "speed", rate: this.transport.rate });
    this.connection.send({ type: "contrast", on: contrast });
    this.connection.send({ type: "open", ...world });
  }

  private showContrast(message: ContrastMessage): void {
    this.contrast.show(message);
    this.world?.contrast(message);
    this.world?.text(this.transport.playing);
    this.contrast.reached(this.world?.besideTick ?? 0, this.visit.tick ?? 0);
    if (this.visit.contrast !== message.on) this.visit = { ...this.visit, contrast: message.on };
    this.address();
  }

  private begin(shape: WorldMessage): void {
    this.visit = { ...this.visit, scenario: shape.scenario, seed: shape.seed, tick: 0 };
    this.transport.holding = false;
    const canvas = byId("blankets", HTMLCanvasElement);
    const listener = {
      looked: (row: number): void => this.world?.look(row),
      zoomed: (line: readonly number[]): void => {
        if (this.picture !== null) showPath(this.picture, line);
      },
      toggled: (): void => this.transport.toggle(),
      pointed: (row: number, x: number, y: number): void => this.world?.point(row, x, y),
    };
    const fresh = this.picture === null;
    this.picture ??= new Picture(canvas, byId("units", HTMLCanvasElement), shape, listener);
    this.world?.end();
    this.world = new World(shape, this.picture, (command) => this.connection.send(command));
    if (fresh) this.picture.zoom(0);
    else this.picture.reset(shape);
    this.story.show(shape.scenario, shape.seed);
    this.contrast.offer(this.story.contrast(shape.scenario));
    showLegend(shape);
    this.transport.showSeed(shape.seed);
    this.transport.showTick(0);
    this.transport.enable(true);
    document.documentElement.dataset["world"] = String(shape.world);
    this.notice.hide();
    if (!this.touched || this.resume) this.transport.toggle();
    this.touched = true;
    this.resume = false;
  }

  private show(frame: Frame): void {
    const world = this.world;
    if (world === null || frame.world !== world.shape.world) return this.connection.send({ type: "ack", frame: frame.frame });
    this.notice.hide();
    if (this.transport.holding && frame.playing) {
      world.take(frame);
      return this.connection.send({ type: "ack", frame: frame.frame });
    }
    this.transport.holding = false;
    world.show(frame, () => {
      this.connection.send({ type: "ack", frame: frame.frame });
      this.transport.showTick(frame.tick);
      this.caption();
      this.measure();
    });
    if (this.picture !== null) world.look(this.picture.looked);
    this.contrast.reached(world.besideTick, frame.tick);
    this.visit = { ...this.visit, tick: frame.tick };
    this.address();
  }

  private caption(): void {
    this.story.caption(this.visit.tick ?? 0, this.visit.seed ?? FIRST_SEED, this.controls.changed);
  }

  /** From the press of the button to the picture, for whoever wants to know (browser tools, tests). */
  private measure(): void {
    if (performance.getEntriesByName("step", "mark").length === 0) return;
    performance.measure("step to paint", "step");
    performance.clearMarks("step");
  }

  private gone(seconds: number): void {
    this.resume ||= this.transport.playing;
    this.transport.showPlaying(false);
    this.transport.enable(false);
    const { scenario, seed, tick } = this.visit;
    const back = scenario === undefined || seed === undefined ? "" : ` This world (${scenario}, seed ${seed}, tick ${tick ?? 0}) comes back with it.`;
    const again = `Next try in ${seconds} s.`;
    this.notice.show(`The server is gone.${back} ${again}`, { button: "Try now", action: () => this.connection.open() });
  }

  private problem(sentence: string, final: boolean): void {
    if (final) return this.notice.show(sentence, { button: "Try again", action: () => this.connection.open() });
    const { world, first } = this;
    if (world === null) {
      // What the address asks for is not to be had
      const action = (): void => void (first !== null && this.open(first));
      return this.notice.show(sentence, { button: "Open the first scenario", action });
    }
    this.story.show(world.shape.scenario, world.shape.seed);
    this.transport.showSeed(world.shape.seed);
    this.notice.show(sentence, { button: "Close", action: () => this.notice.hide() });
  }

  private writeAddress(): void {
    const { scenario, seed, tick, changes = {}, hand = [], contrast = false } = this.visit;
    if (scenario === undefined || seed === undefined || tick === undefined) return;
    history.replaceState(null, "", writeAddress({ scenario, seed, tick, changes, hand, contrast }));
  }

  private followAddress(): void {
    const { scenario, seed, tick, changes = {}, hand = [], contrast = false } = { tick: 0, ...this.visit, ...readAddress(location.hash) };
    if (scenario !== undefined && seed !== undefined) this.open({ scenario, seed, tick, changes, hand, contrast });
  }
}

new Page().start();
