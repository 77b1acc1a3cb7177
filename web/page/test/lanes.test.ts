import assert from "node:assert/strict";
import { test } from "node:test";
import { Book } from "../src/lanes.js";
import { differences } from "../src/lanes_panel.js";
import type { Frame, LaneInfo, LanePart, LanesMessage, Units, WorldMessage } from "../src/protocol.js";
import { Seeking } from "../src/scrubber.js";

const info = (world: number, more: Partial<LaneInfo> = {}): LaneInfo => ({
  world, sentence: "", ended: false, name: "", role: "own", scenario: "small", seed: 1, changes: {}, hand: [], since: 0, ...more,
});

const listed = (lanes: readonly LaneInfo[], more: Partial<LanesMessage> = {}): LanesMessage => ({
  type: "lanes", lanes, focus: 0, beside: null, side: false, linked: false, ...more,
});

const shape = (world: number): WorldMessage => ({
  type: "world", world, scenario: "small", seed: 1, features: ["a"], layers: [], strategies: [], present: [], classes: [], columns: ["value"], measures: {}, most_ticks: 9,
});

const UNITS: Units = { alignment: new Float32Array(1), flags: new Uint8Array(1), kinds: new Uint8Array(1), leaks: null };

const part = (world: number, last: number, values: readonly number[], units: Units | null = null): LanePart => ({
  world, tick: last, rows: { tick: last, rows: new Float32Array(values), rowCount: values.length, columns: 1 }, units,
});

const frame = (tick: number, horizon: number, lanes: readonly LanePart[]): Frame => ({ frame: 1, tick, horizon, playing: false, backwards: false, lanes });

test("there is something to show when the world in focus has been told of", () => {
  const book = new Book();
  assert.equal(book.ready, false);
  assert.throws(() => book.focus);
  assert.equal(book.list(listed([info(4), info(5)], { focus: 1, beside: 0 })), false);
  assert.equal(book.world(shape(4)), false);
  assert.equal(book.ready, false);
  assert.equal(book.world(shape(5)), true);
  assert.deepEqual([book.ready, book.focus.id, book.beside?.id, book.all.length], [true, 5, 4, 2]);
});

test("each lane has its rows, and a frame moves the clock of all", () => {
  const book = new Book();
  book.world(shape(1)); // a shape may come before the list
  book.list(listed([info(1)]));
  book.take(frame(2, 2, [part(1, 2, [10, 20], UNITS), part(77, 5, [1])]));
  book.list(listed([info(1), info(2, { since: 1 })], { focus: 1, beside: 0 }));
  book.world(shape(2));
  book.take(frame(1, 2, [part(2, 1, [10], UNITS)]));
  assert.deepEqual([book.tick, book.horizon], [1, 2]);
  assert.deepEqual(book.all.map(({ history }) => history.column("value")), [[10, 20], [10]]);
  assert.equal(book.focus.units, UNITS);
  book.take(frame(1, 3, [part(1, 3, [30])]));
  assert.equal(book.lane(1)?.units, null, "what isn't shown has no picture that is of now");
  assert.equal(book.focus.units, UNITS, "what is shown keeps its picture");
});

test("what the server drops is forgotten", () => {
  const book = new Book();
  book.list(listed([info(1), info(2)]));
  for (const world of [1, 2]) book.world(shape(world));
  book.list(listed([info(2)]));
  assert.deepEqual([book.focus.id, book.all.length, book.lane(1)], [2, 1, undefined]);
});

test("what is shown stays until all of what comes next is known, also from another server", () => {
  const book = new Book();
  book.list(listed([info(1)]));
  book.world(shape(1));
  book.take(frame(1, 1, [part(1, 1, [10], UNITS)]));
  assert.equal(book.list(listed([info(2), info(3)], { focus: 1 })), false);
  assert.deepEqual([book.focus.id, book.infos.length, book.focus.units], [1, 1, UNITS]);
  for (const world of [2, 3]) book.world(shape(world));
  assert.deepEqual([book.focus.id, book.infos.length], [3, 2]);
  const before = book.focus.history;
  book.forget();
  assert.equal(book.list(listed([info(3)])), false);
  assert.equal(book.focus.history, before);
  assert.equal(book.world(shape(3)), true);
  assert.notEqual(book.focus.history, before);
});

test("a world keeps its letter, and a new one gets the first that is free", () => {
  const book = new Book();
  const labels = (...lanes: LaneInfo[]): string[] => {
    for (const { world } of lanes) if (book.lane(world) === undefined) book.world(shape(world));
    book.list(listed(lanes));
    return lanes.map((lane) => book.label(lane));
  };
  assert.deepEqual(labels(info(1)), ["World A"]);
  assert.deepEqual(labels(info(1), info(2)), ["World A", "World B"]);
  assert.deepEqual(labels(info(1), info(2), info(3, { role: "contrast" })), ["World A", "World B", "Contrast"]);
  assert.deepEqual(labels(info(2), info(3, { role: "contrast" })), ["World B", "Contrast"]);
  assert.deepEqual(labels(info(9), info(3, { role: "contrast" })), ["World B", "Contrast"], "it has begun again");
  assert.deepEqual(labels(info(9), info(10), info(11, { name: "mine" })), ["World B", "World A", "mine"]);
});

test("a lane says what is otherwise in it than in the first", () => {
  const first = info(1, { changes: { a: 1 }, hand: [[10, "b", 2]] });
  assert.deepEqual(differences(first, undefined), ["a 1", "b 2 at tick 10"]);
  assert.deepEqual(differences({ ...first, since: 40, hand: [...first.hand, [40, "c", 0.5], [50, "d", true]] }, first), ["c 0.5", "d true at tick 50"]);
  assert.deepEqual(differences(info(2, { changes: { a: 3 } }), first), ["a 3"]);
});

test("one tick is asked for at a time, and the last that was wanted comes", () => {
  const asked: number[] = [];
  let now = 0;
  const seeking = new Seeking((tick) => asked.push(tick), () => now);
  seeking.painted(50);
  for (const tick of [49, 45, 40, 33]) seeking.want(tick);
  assert.deepEqual([asked, seeking.pending], [[49], 33]);
  seeking.painted(60); // was on its way
  assert.deepEqual(asked, [49]);
  seeking.painted(49);
  assert.deepEqual([asked, seeking.pending], [[49, 33], 33]);
  seeking.painted(33);
  assert.deepEqual([asked, seeking.pending], [[49, 33], null]);
  seeking.want(33);
  assert.deepEqual([asked, seeking.pending], [[49, 33], null], "it stands there already");
  seeking.want(10);
  seeking.want(11);
  now = 1000; // the answer was lost
  seeking.want(12);
  assert.deepEqual(asked, [49, 33, 10, 12]);
  seeking.forget();
  assert.equal(seeking.pending, null);
});
