// The page: one tab, one socket, its worlds on one clock.

import "./page.css";
import { firstVisit, HASH_DIGITS, opening, ownLane, writeAddress, type Start, type Visit } from "./address.js";
import { Connection } from "./connection.js";
import { Contrast } from "./contrast.js";
import { Controls } from "./controls.js";
import { copy } from "./copy.js";
import { byId, say, seldom } from "./dom.js";
import { Help } from "./help.js";
import { Book } from "./lanes.js";
import { LanesPanel } from "./lanes_panel.js";
import { readAddress, shortened } from "./link.js";
import { Notice } from "./notice.js";
import type { Command, Frame, LaneInfo, MemoryMessage, ProblemMessage, ServerMessage, StandsMessage } from "./protocol.js";
import { Story } from "./story.js";
import { Tabs } from "./tabs.js";
import { address as links, lanes as said, notice as noticed } from "./texts.js";
import { Transport } from "./transport.js";
import { World } from "./world.js";

const FIRST_SEED = 1;
const MARKING = 500; // ms between two drawings of the marks along the slider
const PANELS = ["curves", "classes", "unit", "controls", "about"] as const;
/** What a reader can ask for that leaves all worlds as they are. */
const LOOKING = new Set<Command["type"]>(["speed", "name", "beside", "focus", "link", "pause"]);
/** What moves the clock. */
const TIME = new Set<Command["type"]>(["step", "back", "seek"]);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

class Page {
  private readonly notice = new Notice();
  private readonly connection = new Connection(new URL("world", location.href.replace(/^http/, "ws").split("#")[0]).href, {
    message: (message) => this.hear(message),
    frame: (frame) => this.show(frame),
    gone: (seconds) => this.gone(seconds),
  });
  private readonly book = new Book();
  private readonly act = (command: Command): void => {
    this.touched = true;
    if (!LOOKING.has(command.type)) {
      this.promised = null;
      if (command.type === "change") this.panel.past();
      else if (!TIME.has(command.type)) this.panel.silent();
    }
    this.connection.send(command);
  };
  private readonly transport = new Transport(this.act);
  private readonly story = new Story((name) => this.pick(name));
  private readonly controls = new Controls(this.act, {
    past: () => this.book.ready && this.book.tick < this.book.focus.history.tick,
    branched: () => this.book.ready && this.book.tick > 0 && this.book.focus.at.since === this.book.tick,
  });
  private readonly contrast = new Contrast((on) => this.act({ type: "contrast", on }));
  private readonly panel = new LanesPanel(this.book, this.story, { send: this.act, drop: (lane) => this.drop(lane), copy: () => this.copy() });
  private readonly world = new World(this.book, {
    send: (command) => this.connection.send(command),
    seek: (tick) => this.transport.go(tick),
    toggle: () => this.transport.toggle(),
    viewed: () => this.address(),
    others: (columns) => this.ranges(columns),
  });
  private readonly tabs = new Tabs(PANELS, () => this.address());
  private defaults: Start = { scenario: "", seed: FIRST_SEED, mostLanes: 1, panels: PANELS };
  private version = "";
  /** Hashes of the lanes by id at a tick; the server says them again only when they are others. */
  private stands: StandsMessage | null = null;
  /** What has been asked for and has not come yet; the address waits for it. */
  private awaited: Visit | null = null;
  /** The lanes that there were when that was asked for. */
  private former: ReadonlySet<number> = new Set();
  /** What the link said that the world in focus is. */
  private promised: { readonly hash: string; readonly tick: number } | null = null;
  /** A first visit plays by itself; a link to a certain world shows that world. */
  private touched = /[#&](scenario|tick)=/.test(location.hash) || still;
  private listed: readonly number[] = []; // ids of the lanes, to see which are new
  private asked: readonly string[] = []; // columns of which the range over other seeds is to be seen
  private resume = false;
  private pushes = false;
  private readonly address = seldom(1000, () => this.writeAddress());
  private readonly marks = seldom(MARKING, () => this.mark());

  start(): void {
    new Help();
    this.transport.enable(false);
    this.notice.pass(noticed.connecting, { share: null });
    addEventListener("hashchange", () => this.follow());
    this.connection.open();
  }

  private hear(message: ServerMessage): void {
    switch (message.type) {
      case "hello":
        this.story.list(message.scenarios);
        this.panel.offer(message.scenarios, message.most_lanes);
        this.defaults = { ...this.defaults, scenario: message.first, mostLanes: message.most_lanes };
        this.version = message.version;
        say(byId("version", HTMLElement), said.version(message.version));
        if (this.asked.length > 0) this.connection.send({ type: "others", columns: this.asked });
        this.again();
        break;
      case "waiting":
        this.notice.pass(message.sentence, { share: message.share });
        break;
      case "lanes":
        this.stands = null; // what stands now is said again
        if (this.book.list(message)) this.lanes();
        break;
      case "world":
        if (this.book.world(message)) this.lanes();
        break;
      case "state":
        this.transport.showPlaying(message.playing, message.backwards);
        this.transport.setRate(message.rate, false);
        if (this.book.ready) this.world.text(message.playing);
        break;
      case "unit":
        this.world.fill(message);
        break;
      case "controls":
        this.controls.build(message);
        break;
      case "values":
        if (!this.book.ready || message.world !== this.book.focus.id) break;
        this.controls.show(message, this.book.focus.at.scenario);
        this.caption();
        break;
      case "memory":
        this.remember(message);
        break;
      case "stands":
        this.stands = message;
        this.showState();
        break;
      case "leaks":
        if (this.book.ready) this.world.leaks(message);
        break;
      case "others":
        this.book.others.take(message);
        this.world.others();
        break;
      case "blankets":
        this.world.blankets(message);
        break;
      case "remark":
        this.notice.add(message.sentence);
        break;
      case "refused":
        this.controls.refuse(message.path, message.sentence);
        break;
      case "problem":
        this.problem(message);
    }
  }

  /** All that was seen before the server was gone, else what the address says. */
  private again(): void {
    const before = this.awaited ?? (this.book.ready ? this.visit() : null);
    this.book.forget();
    if (before === null) this.follow();
    else this.open(before);
    this.former = new Set();
  }

  /** What the address says, and a sentence for each thing in it that can't be had. */
  private follow(): void {
    const now = this.book.infos[0];
    const { visit, wrong } = readAddress(location.hash, now === undefined ? this.defaults : { ...this.defaults, scenario: now.scenario, seed: now.seed });
    this.notice.tell(wrong);
    this.promised = visit.hash === "" ? null : visit;
    this.open(visit);
  }

  private open(visit: Visit): void {
    this.awaited = visit;
    this.former = new Set(this.book.infos.map(({ world }) => world));
    this.transport.forget();
    this.panel.silent();
    this.connection.send({ type: "speed", rate: this.transport.rate });
    this.connection.send(opening(visit.version === this.version ? { ...visit, version: "" } : visit));
  }

  /** The lanes, or which of them is where, have changed. */
  private lanes(): void {
    const { book } = this;
    if (!book.ready) return;
    const { at, id } = book.focus;
    this.tellOfBranch();
    this.contrast.offer(this.story.contrast(book.infos[0]?.scenario ?? ""));
    this.contrast.show(book.contrast !== undefined, book.contrast?.sentence ?? "");
    this.story.show(at.scenario);
    this.transport.showSeed(at.seed);
    this.controls.focus(id, book.infos.map(({ world }) => world));
    this.world.lanes();
    this.panel.show();
    this.reached();
    this.showState();
    if (this.awaited === null || book.infos.some(({ world }) => !this.former.has(world))) this.begin(String(id));
    this.address();
  }

  /** A world that has just left another one. */
  private tellOfBranch(): void {
    const ids = this.book.infos.map(({ world }) => world);
    const fresh = this.book.infos.filter(({ world }) => !this.listed.includes(world));
    const [lane] = fresh;
    const grown = this.awaited === null && ids.length > this.listed.length && fresh.length === 1;
    this.listed = ids;
    if (grown && lane?.role === "own" && lane.since > 0) this.panel.tell(said.branched(this.book.label(lane), lane.since));
  }

  private ranges(columns: readonly string[]): void {
    if (columns.join() === this.asked.join()) return;
    this.asked = columns;
    if (columns.length === 0) this.book.others.forget();
    this.connection.send({ type: "others", columns });
  }

  private begin(world: string): void {
    const { dataset } = document.documentElement;
    dataset["world"] = world;
    this.transport.enable(true);
    this.arrive();
    if ((!this.touched || this.resume) && !this.transport.playing) this.transport.toggle();
    this.touched = true;
    this.resume = false;
  }

  /** What was asked for is there: the view that goes with it. */
  private arrive(): void {
    const visit = this.awaited;
    this.awaited = null;
    if (visit === null) return;
    this.tabs.show(visit.panel);
    for (const [key, value] of this.world.open(visit.charts)) this.notice.add(links.pick(key, shortened(value)));
    const [layer, index] = visit.unit ?? [0, 0];
    if (this.world.zoom(layer, index)) return;
    this.world.zoom(0, 0);
    this.notice.add(links.unit(`${layer}.${index}`));
  }

  private show(frame: Frame): void {
    const painted = (): void => this.connection.send({ type: "ack", frame: frame.frame });
    const { book, transport } = this;
    const hidden = transport.holding && frame.playing;
    book.take(frame);
    if (!book.ready || hidden) return painted();
    this.notice.passed();
    transport.holding = false;
    this.world.show(frame.playing, () => {
      painted();
      transport.showTick(frame.tick, frame.horizon);
      this.showState();
      this.caption();
      measure();
    });
    this.reached();
    this.panel.refresh();
    this.marks();
    this.address();
  }

  private reached(): void {
    const { contrast, beside, horizon } = this.book;
    const drawn = contrast !== undefined && !contrast.ended && beside?.id === contrast.world;
    this.contrast.reached(drawn ? beside.history.tick : null, horizon);
  }

  /** Along the slider: where the regime changes in the world in focus, and where worlds left each other. */
  private mark(): void {
    const shifts = this.book.focus.history.shifts.map((tick) => ({ tick, kind: "shift" }) as const);
    const branches = [...new Set(this.book.infos.map(({ since }) => since))].map((tick) => ({ tick, kind: "branch" }) as const);
    this.transport.mark([...(shifts.length > 40 ? [] : shifts), ...branches]);
  }

  private caption(): void {
    this.story.caption(this.book.tick, this.book.focus.at.seed, this.controls.changed);
  }

  private remember({ bytes, most, copies, every }: MemoryMessage): void {
    say(byId("memory", HTMLElement), said.memory(copies, every, said.megabytes(bytes), said.megabytes(most)));
  }

  /** The first digits of what the world in focus is at the clock; empty as long as nobody has said. */
  private get hash(): string {
    const { stands, book } = this;
    return stands?.tick === book.tick ? (stands.hashes[String(book.focus.id)] ?? "") : "";
  }

  /** What the world in focus is, and whether it is what the link promised. */
  private showState(): void {
    if (!this.book.ready) return;
    const { hash, promised } = this;
    const { dataset } = document.documentElement;
    if (hash === "") delete dataset["hash"];
    else dataset["hash"] = hash;
    const short = hash.slice(0, HASH_DIGITS);
    const due = hash !== "" && this.awaited === null && promised?.tick === this.book.tick;
    const told = due && promised.hash === short ? said.hashOfLink : said.hash;
    say(byId("state-hash", HTMLElement), hash === "" ? "" : told(short, this.book.tick));
    if (due && promised.hash !== short) {
      this.promised = null;
      this.notice.add(links.otherState(promised.hash, short, promised.tick));
    }
    this.address();
  }

  /** Another scenario, to which the browser's own way back leads from. */
  private pick(name: string): void {
    this.writeAddress();
    this.pushes = true;
    this.act({ type: "scenario", name });
  }

  private drop(lane: LaneInfo): void {
    const before = this.visit();
    const label = this.book.label(lane);
    this.act({ type: "drop", world: lane.world });
    this.panel.tell(said.dropped(label), () => this.open(before));
  }

  private copy(): void {
    this.writeAddress();
    void copy(location.href).then((done) => this.panel.tell(done ? said.copied : said.copyByHand));
  }

  private gone(seconds: number): void {
    this.resume ||= this.transport.playing;
    this.transport.showPlaying(false, false);
    if (this.book.ready) this.world.text(false);
    this.transport.enable(false);
    const look = { button: noticed.now, action: (): void => this.connection.open() };
    if (!this.book.ready) return this.notice.pass(noticed.gone(seconds), look);
    const { scenario, seed } = this.book.focus.at;
    this.notice.pass(noticed.goneWith(scenario, seed, this.book.tick, seconds), look);
  }

  /** What the address asks for is not to be had: what can be instead. */
  private offer(sentence: string, asked: Visit | null, meant: ProblemMessage["meant"]): void {
    const { button, visit } = this.wayOn(asked, meant);
    const action = (): void => {
      this.notice.close();
      this.promised = visit.hash === "" ? null : visit;
      this.open(visit);
    };
    this.notice.add(sentence, { button, action });
  }

  /** All of it with the scenario that was likely meant; else its scenario as it is, if there is more in the link; else the first one. */
  private wayOn(asked: Visit | null, meant: ProblemMessage["meant"]): { readonly button: string; readonly visit: Visit } {
    const { story } = this;
    const start = firstVisit(this.defaults);
    const [first] = asked?.lanes ?? [];
    if (asked === null || first === undefined) return { button: noticed.first, visit: start };
    const lanes = asked.lanes.map((lane) => ({ ...lane, scenario: meant[lane.scenario] ?? lane.scenario }));
    const other = lanes.find(({ scenario }, place) => scenario !== asked.lanes[place]?.scenario);
    if (other !== undefined && lanes.every(({ scenario }) => story.knows(scenario))) {
      return { button: noticed.instead(story.title(other.scenario)), visit: { ...asked, lanes } };
    }
    const bare = ownLane(first.scenario, first.seed);
    const more = JSON.stringify(asked.lanes) !== JSON.stringify([bare]);
    if (!story.knows(first.scenario) || !more) return { button: noticed.first, visit: start };
    return { button: noticed.bare(story.title(first.scenario)), visit: { ...start, charts: asked.charts, panel: asked.panel, lanes: [bare], tick: asked.tick, horizon: asked.horizon } };
  }

  private problem({ sentence, final, meant }: ProblemMessage): void {
    if (final) return this.notice.pass(sentence, { button: noticed.again, action: () => this.connection.open() });
    this.notice.passed();
    const asked = this.awaited;
    this.awaited = null;
    this.pushes = false;
    this.panel.silent();
    if (!this.book.ready) return this.offer(sentence, asked, meant);
    this.address();
    this.story.show(this.book.focus.at.scenario);
    this.transport.showSeed(this.book.focus.at.seed);
    this.notice.tell([sentence]);
  }

  /** All that is seen now. */
  private visit(): Visit {
    const { infos, places, tick, horizon } = this.book;
    const lanes = infos.map(({ name, role, scenario, seed, changes, hand, since }) => ({ name, role, scenario, seed, changes, hand, since }));
    const hash = this.hash.slice(0, HASH_DIGITS);
    const { focus: place, beside, side, linked } = places;
    return { lanes, focus: place, beside, side, linked, tick, horizon, unit: this.world.unit, panel: this.tabs.shown, charts: this.world.charted, version: this.version, hash };
  }

  private writeAddress(): void {
    if (this.awaited !== null || !this.book.ready) return;
    const written = writeAddress(this.visit());
    if (written === location.hash) return;
    if (this.pushes && this.book.focus.at.scenario !== readAddress(location.hash, this.defaults).visit.lanes[0]?.scenario) {
      this.pushes = false;
      history.pushState(null, "", written);
    } else history.replaceState(null, "", written);
  }
}

/** From the press of a button to the picture, for whoever wants to know (browser tools, tests). */
function measure(): void {
  for (const what of ["step", "back", "seek"]) {
    if (performance.getEntriesByName(what, "mark").length === 0) continue;
    performance.measure(`${what} to paint`, what);
    performance.clearMarks(what);
  }
}

new Page().start();
