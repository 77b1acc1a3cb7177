import assert from "node:assert/strict";
import { test } from "node:test";
import { told } from "../src/card_words.js";
import type { UnitMessage } from "../src/protocol.js";

const NAMES = ["order", "government", "firm", "employee"];
const nameOf = (layer: number, index: number): string => `${NAMES[layer]} ${index}`;

const UNIT: UnitMessage = {
  type: "unit",
  world: 1,
  tick: 60,
  layer: 3,
  index: 4,
  leaf: true,
  alignment: 0.9,
  competence: 1,
  reliability: 0.9,
  metric: 0.8,
  audited: true,
  newcomer: false,
  ancestry: [],
  earlier: false,
  strategy: "direct",
  class: "robust",
  relation: { name: "peer", same: true, unknown: [] },
  leaks: [],
  goal: [1, 0],
  letter: [1, 0],
  aim: [1, 0],
  behaviour: null,
};

const SEEN: NonNullable<UnitMessage["behaviour"]> = {
  from: 11,
  to: 60,
  estimate: [1, 0],
  low: [0.9, -0.1],
  high: [1.1, 0.1],
  determined: true,
  open: [],
  reason: "",
  agreement: 0.914,
  alignment: 0.97,
  verdict: "robust",
};

function say(changes: Partial<UnitMessage>): Record<"relation" | "blanket" | "conduct" | "ancestry", readonly [string, string]> {
  const [relation, blanket, conduct, ancestry] = told({ ...UNIT, ...changes }, nameOf);
  return { relation: relation!, blanket: blanket!, conduct: conduct!, ancestry: ancestry! };
}

test("the relation to the parent is named and explained, with what neither knows", () => {
  assert.deepEqual(say({ relation: { name: "suboptimizer", same: false, unknown: ["nature", "power"] } }).relation, [
    "suboptimizer",
    "It knows less than its parent, and nothing else. Neither knows nature and power.",
  ]);
  const [same, other] = [true, false].map((same) => say({ relation: { name: "transoptimizer", same, unknown: [] } }).relation[1]);
  assert.notEqual(same, other);
  assert.equal(say({ relation: null, layer: 0 }).relation[0], "the top");
  assert.equal(say({ relation: null }).relation[0], "none");
  assert.equal(say({ relation: null, tick: 0 }).relation[0], "not acted yet");
});

test("what leaks is told with its strength and how far it moved the aim, foresight the letter", () => {
  assert.equal(say({}).blanket[0], "intact");
  const leaks = [
    { kind: "lobby", strength: 0.5, moved: 0.444 },
    { kind: "foresight", strength: 0.4, moved: 0 },
  ];
  const [short, long] = say({ leaks }).blanket;
  assert.equal(short, "open, lobby 44 %, foresight 0 %");
  assert.match(long, /^By lobby \(strength 0\.50\) what its children want moved its aim 44 % as far as a turn by a right angle\. By foresight .* its letter 0 %/);
  assert.match(say({ leaks, tick: 0 }).blanket[1], /what its children want reaches its aim\./); // nothing has been moved yet
});

test("ancestry is a chain as far as it is known", () => {
  assert.equal(say({}).ancestry[0], "here from the start");
  const ancestry = [
    { since: 40, source: 3 },
    { since: 12, source: 7 },
  ];
  assert.deepEqual(say({ ancestry }).ancestry, [
    "employee 3, tick 40",
    "A copy of employee 3 since tick 40, itself a copy of employee 7 since tick 12, which had been there from the start.",
  ]);
  assert.match(say({ ancestry, earlier: true }).ancestry[1], /, and so on\.$/);
  assert.equal(say({ ancestry, newcomer: true }).ancestry[0], "new, of employee 3");
});

test("conduct is told of leaves that have acted, with what the window leaves open", () => {
  assert.equal(say({ leaf: false }).conduct[0], "only the lowest act");
  assert.equal(say({}).conduct[0], "when paused");
  assert.equal(say({ behaviour: { ...SEEN, reason: "new", estimate: null } }).conduct[0], "not acted yet");
  assert.equal(say({ behaviour: { ...SEEN, reason: "idle", estimate: null } }).conduct[0], "no effort");
  assert.equal(say({ behaviour: { ...SEEN, reason: "cancels", estimate: null } }).conduct[0], "unclear");
  const [short, long] = say({ behaviour: SEEN }).conduct;
  assert.equal(short, "looks robust, 0.97");
  assert.match(long, /^In ticks 11 to 60, 91 % of its effort served one objective, whose cosine with the letter is 0\.97\./);
  assert.doesNotMatch(long, /Left open|Too short/);
  assert.match(say({ behaviour: { ...SEEN, low: null, high: null, open: ["a has not been tried"], reason: "open" } }).conduct[1], /Too short for an interval\. Left open:$/);
});
