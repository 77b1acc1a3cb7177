import assert from "node:assert/strict";
import { test } from "node:test";
import { firstVisit, opening, ownLane, writeAddress, type Start, type Visit } from "../src/address.js";
import { readAddress } from "../src/link.js";
import type { LaneAt, Value } from "../src/protocol.js";

const START: Start = { scenario: "telephone", seed: 1, mostLanes: 4, panels: ["curves", "classes", "controls", "about"] };

/** Numbers in [0, 1), always the same (Park and Miller's generator). */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const VALUES: readonly Value[] = [0.25, true, null, "a=b&c", [1, 0, -3.5e-7], { rule: "moran", s: 2 }, "#?%20+ ü", [[0, 1], [1, 0]]];

function randomVisit(random: () => number): Visit {
  const whole = (below: number): number => Math.floor(random() * below);
  const pick = <T>(from: readonly T[]): T => from[whole(from.length)] as T;
  const several = <T>(most: number, make: () => T): T[] => Array.from({ length: whole(most + 1) }, make);
  const lane = (): LaneAt => ({
    name: pick(["", "", "my world", "World A & Ω", "a;b=c"]),
    role: "own",
    scenario: pick(["telephone", "pseudo-alignment", "a b&c"]),
    seed: whole(1000),
    changes: Object.fromEntries(several(3, () => [pick(["firm.mutation", "intent", "x=y"].slice(0, 2)), pick(VALUES)])),
    hand: several(3, () => [whole(300), pick(["firm.selection", "employee.compliance"]), pick(VALUES)] as const),
    since: pick([0, 0, 40, 199]),
  });
  const lanes = [lane(), ...several(2, lane)];
  if (random() < 0.5) lanes.push({ ...ownLane(lanes[0]!.scenario, lanes[0]!.seed), role: "contrast", name: pick(["", "", "other"]) });
  const tick = whole(500);
  const focus = whole(lanes.length);
  const others = [null, ...lanes.keys()].filter((place) => place !== focus);
  return {
    lanes, focus, tick, horizon: tick + pick([0, 0, 77]), beside: pick(others), side: random() < 0.3, linked: random() < 0.3,
    charts: {
      difference: random() < 0.3, others: random() < 0.3, sums: random() < 0.3,
      alignment: pick(["", "firm"]), classes: pick(["", "government"]), chart: pick(["", "blankets", "*/coherence", "/best_value"]), drift: pick(["", "firm"]),
    },
    unit: pick([null, [1, 2], [3, 999]] as const), panel: pick(START.panels), version: pick(["", "0.3.0", "1.0.dev2+gabc"]), hash: pick(["", "0123456789abcdef"]),
  };
}

test("what was written is read again, whatever it is", () => {
  const random = dice(7);
  for (let i = 0; i < 500; i++) {
    const visit = randomVisit(random);
    const link = writeAddress(visit);
    assert.deepEqual(readAddress(link, START), { visit, wrong: [] }, link);
  }
});

test("a link of a simple world is short, and one that says nothing is the first visit", () => {
  assert.equal(writeAddress({ ...firstVisit(START), tick: 2 }), "#scenario=telephone&seed=1&tick=2");
  for (const nothing of ["", "#"]) assert.deepEqual(readAddress(nothing, START), { visit: firstVisit(START), wrong: [] });
});

test("old links still open", () => {
  const { visit, wrong } = readAddress('#scenario=a&seed=0&tick=17&set=firm.mutation=0.2&set=intent=[1,0]&at=3:firm.selection={"rule":"none"}&contrast=1', START);
  assert.deepEqual(wrong, []);
  assert.deepEqual([visit.tick, visit.horizon, visit.focus, visit.beside], [17, 17, 0, 1]);
  const first = { ...ownLane("a", 0), changes: { "firm.mutation": 0.2, intent: [1, 0] }, hand: [[3, "firm.selection", { rule: "none" }]] };
  assert.deepEqual(visit.lanes, [first, { ...ownLane("a", 0), role: "contrast" }]);
});

test("a link of ten thousand characters is read like any other", () => {
  const changes = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`layer${i}.mutation`, i / 7]));
  const visit = { ...firstVisit(START), lanes: [{ ...ownLane("a", 3), changes }] };
  const link = writeAddress(visit);
  assert.ok(link.length > 10_000);
  assert.deepEqual(readAddress(link, START).visit, visit);
});

for (const [link, sentence, expected] of [
  ["seed=-1", "seed=-1 in this link should be a whole number from 0 to 9,007,199,254,740,991; seed 1 is used.", {}],
  ["seed=99999999999999999999", "seed=99999999999999999999 in this link should be", {}],
  ["tick=4x", "tick=4x in this link should be a whole number from 0 to 100,000; the world is shown at its start.", { tick: 0 }],
  ["tick=4&to=later", "to=later in this link should be a whole number from 0 to 100,000; the curves end where the clock stands.", { tick: 4, horizon: 4 }],
  ["colour=red", "This link says “colour”, which no link has; it is left out.", {}],
  ["seed=1&seed=2", "This link says seed more than once; the first holds.", {}],
  ["set=a", "set=a in this link should be PATH=VALUE, with the value as JSON; that change is left out.", {}],
  ["set=b={", "set=b={ in this link should be PATH=VALUE", {}],
  ["at=x:y=1", "at=x:y=1 in this link should be TICK:PATH=VALUE", {}],
  ["at=1:y", "at=1:y in this link should be TICK:PATH=VALUE", {}],
  ['world={"scenario":"a","se', 'world={"scenario":"a","se in this link can\'t be read, perhaps because the link was cut off; that world is left out.', {}],
  ['world={"seed":-2}', "can't be read", {}],
  ['world={"at":[[1]]}', "can't be read", {}],
  ["world={}&world={}&world={}&world={}", "This link has more than 4 worlds; the first 4 are shown.", {}],
  ['contrast=1&world={"role":"contrast"}', "This link has more than one contrast; the first is shown.", {}],
  [`name=${"x".repeat(99)}`, `The name “${"x".repeat(60)}…” in this link is too long; it ends there.`, {}],
  ["world={}&focus=3", "focus=3 in this link should be the number of one of its worlds, 1 to 2; the first is used.", { focus: 0 }],
  ["world={}&beside=x", "beside=x in this link should be the number of one of its worlds, 1 to 2; none is shown beside.", { beside: null }],
  ["side=yes", "side=yes in this link should be 1 or be left out; it is taken as left out.", { side: false }],
  ["unit=firm", "unit=firm in this link should be LAYER.UNIT of this world, counted from 0; the whole is shown.", { unit: null }],
  ["panel=kitchen", "panel=kitchen in this link should be one of curves, classes, controls, about; the curves are shown.", { panel: "curves" }],
  ["hash=123", "hash=123 in this link should be 16 hexadecimal digits; the state is not checked.", { hash: "" }],
  ["v=a%20b", "v=a b in this link is no version; the link is taken to be of this one.", { version: "" }],
] as const) {
  test(`a broken link says what is wrong: ${link}`, () => {
    const { visit, wrong } = readAddress(`#${link}`, START);
    assert.equal(wrong.length, 1, wrong.join(" "));
    assert.ok(wrong[0]?.includes(sentence), wrong[0]);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(visit[key as keyof Visit], value);
  });
}

test("whatever stands in a link, something is shown, and all that is wrong is said", () => {
  const random = dice(11);
  for (let i = 0; i < 300; i++) {
    const link = [...writeAddress(randomVisit(random))];
    for (let n = 0; n < 3; n++) link[Math.floor(random() * link.length)] = "%=&{1x"[Math.floor(random() * 6)] as string;
    const { visit, wrong } = readAddress(link.join("").slice(0, Math.ceil(random() * link.length)), START);
    assert.ok(visit.lanes.length >= 1 && visit.lanes.length <= 4 && visit.focus < visit.lanes.length && visit.horizon >= visit.tick);
    assert.ok(visit.beside === null || (visit.beside < visit.lanes.length && visit.beside !== visit.focus));
    for (const sentence of wrong) assert.match(sentence, /^\S.*\.$/s);
  }
});

test("worlds keep their numbers where one before them can't be read", () => {
  const { visit } = readAddress('#world={&world={"seed":9}&focus=3&beside=1', START);
  assert.deepEqual([visit.lanes.length, visit.focus, visit.beside, visit.lanes[1]?.seed], [2, 1, 0, 9]);
});

test("the contrast is the last of the worlds, whatever its number in the link", () => {
  const { visit, wrong } = readAddress('#world={"role":"contrast"}&world={"seed":9}&focus=3&beside=2', START);
  assert.deepEqual([wrong, visit.lanes.map(({ role }) => role), visit.focus, visit.beside], [[], ["own", "own", "contrast"], 1, 2]);
});

test("the server is asked for the worlds, not for the view", () => {
  const visit = { ...firstVisit(START), tick: 5, horizon: 9, unit: [1, 1] as const, version: "0.1", hash: "0123456789abcdef" };
  const { lanes, focus, beside, side, linked } = visit;
  assert.deepEqual(opening(visit), { type: "open", tick: 5, horizon: 9, lanes, focus, beside, side, linked, version: "0.1" });
  assert.equal("version" in opening({ ...visit, version: "" }), false);
});
