import assert from "node:assert/strict";
import { test } from "node:test";
import { decimals, digitsFor, extremes } from "../src/axis.js";
import { shareDifferences, sharesOf } from "../src/class_curves.js";
import { besideOf, lineOf } from "../src/colour.js";
import { curvesOf, differenceRange, EVERY, openRange, WHOLE } from "../src/curves.js";
import { driftOf, fillOf, termsOf } from "../src/drift_chart.js";
import { History, REGIME } from "../src/history.js";
import { laneLine } from "../src/lane_lines.js";
import type { Lane, Lanes } from "../src/lanes.js";
import { keyOf, measureGroups, measureOf } from "../src/measures.js";
import { Others } from "../src/others.js";
import type { LaneInfo, WorldMessage } from "../src/protocol.js";
import { perTick, stack } from "../src/stacks.js";
import { commonTicks, valueAt, valuesAt } from "../src/ticks.js";
import { chain, printed, steps } from "../src/waterfall.js";
import { contrast, difference, VISIONS } from "./vision.js";

const COLUMNS = [
  "firm.inner_alignment", "people.inner_alignment", "efficiency",
  "designer.outer_loss", "firm.inner_loss", "firm.outer_loss", "people.inner_loss", "execution_loss",
  "people.robust_share", "people.misaligned_share",
  "people.drift.change", "people.drift.selection_within", "people.drift.mutation", "people.drift.pool", REGIME,
];

/** Everything is 0 but what is given as a function of the tick. */
function history(ticks: number, values: Readonly<Record<string, (tick: number) => number>>, most = 4000): History {
  const made = new History(COLUMNS, most);
  for (let tick = 1; tick <= ticks; tick++) {
    made.add({ tick, rows: new Float32Array(COLUMNS.map((name) => values[name]?.(tick) ?? 0)), rowCount: 1, columns: COLUMNS.length });
  }
  return made;
}

const SHAPE: WorldMessage = {
  type: "world", world: 1, scenario: "small", seed: 1, features: ["a"],
  layers: ["firm", "people"].map((name) => ({ name, size: 2, parents: [], names: null })),
  strategies: ["direct"], present: ["direct"], classes: ["robust", "misaligned"], columns: COLUMNS, measures: {}, most_ticks: 100,
};

function lane(id: number, of: History, since = 0): Lane {
  const at: LaneInfo = { name: "", role: "own", scenario: "small", seed: 1, changes: {}, hand: [], since, world: id, sentence: "", ended: false };
  return { id, label: `World ${id}`, at, shape: SHAPE, history: of, units: null };
}

function lanes(all: readonly Lane[], tick: number, beside: Lane | null = null): Lanes {
  const [focus] = all;
  if (focus === undefined) throw new Error("no lane");
  return { all, focus, beside, tick, horizon: Math.max(...all.map((one) => one.history.tick)), playing: false, others: new Others() };
}

const OPTIONS = { title: "A title", alone: "alone", difference: false, others: false };

test("histories that are thinned otherwise, or shorter, meet on the coarsest ticks", () => {
  const [long, thin, short] = [history(40, {}), history(40, { efficiency: (tick) => tick }, 10), history(7, {})];
  assert.deepEqual(commonTicks([long]), long.ticks);
  assert.equal(commonTicks([long, short]), long.ticks);
  assert.deepEqual(commonTicks([long, thin]), thin.ticks);
  assert.deepEqual(valuesAt(thin, commonTicks([short, thin, long]), "efficiency"), thin.ticks);
  assert.deepEqual(commonTicks([history(0, {})]), []);
});

test("a value at the clock is that of its tick, also of one that was thinned away", () => {
  const thin = history(40, { efficiency: (tick) => tick }, 10);
  assert.equal(valueAt(thin, "efficiency", 40), 40);
  assert.ok(Number.isNaN(valueAt(thin, "efficiency", 41)));
  assert.ok(valueAt(thin, "efficiency", 23) <= 23 && valueAt(thin, "efficiency", 23) > 15);
  assert.ok(Number.isNaN(valueAt(thin, "efficiency", 0)));
  assert.ok(Number.isNaN(valueAt(thin, "nothing", 20)));
});

test("every layer: the focus thick, the beside thin in the same colour; one layer and the whole: all worlds", () => {
  const own = lane(1, history(20, { "firm.inner_alignment": () => 0.75, "people.inner_alignment": () => 0.5 }));
  const other = lane(2, history(30, { "firm.inner_alignment": () => 0.25 }));
  const each = curvesOf(lanes([own, other], 10, other), { name: "inner_alignment", of: EVERY }, OPTIONS);
  assert.deepEqual(each.form.traces.map(({ name }) => name), ["firm, World 1", "firm, World 2", "people, World 1", "people, World 2"]);
  assert.deepEqual(each.form.traces.map(({ line }) => line), [lineOf(0), besideOf(lineOf(0)), lineOf(1), besideOf(lineOf(1))]);
  assert.deepEqual(each.form.key.map(({ label, traces }) => [label, traces]), [["firm", [0, 1]], ["people", [2, 3]]]);
  assert.deepEqual(each.numbers().now, [0.75, 0.25, 0.5, 0]);
  assert.deepEqual(each.numbers().ticks, other.history.ticks);
  const one = curvesOf(lanes([own, other], 10, other), { name: "inner_alignment", of: "firm" }, OPTIONS);
  assert.deepEqual(one.form.traces.map(({ name, line }) => [name, line]), [["World 1", laneLine(0)], ["World 2", laneLine(1)]]);
  assert.ok((one.form.traces[0]?.width ?? 0) > (one.form.traces[1]?.width ?? 9));
  const whole = curvesOf(lanes([own], 10), { name: "efficiency", of: WHOLE }, OPTIONS);
  assert.deepEqual(whole.form.traces.map(({ name }) => name), ["alone"]);
});

test("a world behind the horizon has no values past its front", () => {
  const own = lane(1, history(5, { efficiency: () => 1 }));
  const other = lane(2, history(8, { efficiency: () => 2 }));
  const { of, now } = curvesOf(lanes([own, other], 3), { name: "efficiency", of: WHOLE }, OPTIONS).numbers();
  assert.deepEqual(of[0], [1, 1, 1, 1, 1, NaN, NaN, NaN]);
  assert.deepEqual(now, [1, 2]);
});

test("the difference is the focus minus the beside, where both are known", () => {
  const own = lane(1, history(4, { efficiency: (tick) => tick, "firm.inner_alignment": () => 0.5 }));
  const other = lane(2, history(3, { efficiency: () => 0.5 }), 2);
  const { form, numbers } = curvesOf(lanes([own, other], 2, other), { name: "efficiency", of: WHOLE }, { ...OPTIONS, difference: true });
  assert.deepEqual(numbers().of, [[0.5, 1.5, 2.5, NaN]]);
  assert.deepEqual(numbers().now, [1.5]);
  assert.equal(form.title, "A title, World 1 minus World 2");
  assert.deepEqual(form.shown, [own, other]);
  assert.ok(form.zero);
  const each = curvesOf(lanes([own, other], 2, other), { name: "inner_alignment", of: EVERY }, { ...OPTIONS, difference: true });
  assert.deepEqual(each.form.traces.map(({ name }) => name), ["firm", "people"]);
});

test("where the world beside has no such layer, that is said", () => {
  const own = lane(1, history(4, {}));
  const other = { ...own, id: 2, label: "World 2", history: new History(["efficiency", "world.inner_alignment"]) };
  const both = lanes([own, other], 2, other);
  const said = (of: string, difference: boolean): string | undefined => curvesOf(both, { name: "inner_alignment", of }, { ...OPTIONS, difference }).form.remark;
  assert.deepEqual([said(EVERY, false), said(EVERY, true), said("firm", true)], Array(3).fill("World 2 has no such layer"));
  assert.equal(said("firm", false), "");
  assert.equal(curvesOf(lanes([own, lane(2, history(4, {}))], 2, lane(2, history(4, {}))), { name: "inner_alignment", of: EVERY }, OPTIONS).form.remark, "thin: World 2");
  for (const difference of [true, false]) {
    assert.equal(driftOf(both, { layer: "people", terms: [], sums: true, difference }).form.remark, "World 2 has no such layer");
  }
  assert.equal(shareDifferences(both, other, "people").form.remark, "World 2 has no such layer");
});

test("axes of shares stay, others fit; a difference of nothing is not blown up, and 0 is always on them", () => {
  assert.deepEqual(openRange(0.4, 0.9), [0, 1.02]);
  assert.deepEqual(openRange(-0.5, 0.9), [-1.02, 1.02]);
  assert.deepEqual(openRange(0, 0), [0, 0.05]);
  assert.ok(openRange(0, 0.1)[0] === 0 && openRange(0, 0.1)[1] > 0.1 && openRange(0, 0.1)[1] < 0.12);
  assert.ok(openRange(-5, -3)[0] < -5 && openRange(-5, -3)[1] >= 0);
  assert.ok(openRange(3, 50)[0] === 0 && openRange(3, 50)[1] > 50);
  for (const [low, high] of [[0, 0], [1e-9, 2e-9], [0.1, 0.3], [-0.4, -0.2]] as const) {
    const [bottom, top] = differenceRange(low, high);
    assert.ok(bottom < 0 && top > 0 && bottom < low && top > high && top - bottom >= 0.04);
  }
});

test("values at steps of an axis have the digits that tell them apart", () => {
  assert.deepEqual([1, 50, 0.5, 0.25, 0.2, 0.025, 0.001, 0].map(decimals), [0, 0, 1, 2, 1, 3, 3, 6]);
  assert.deepEqual([100, 1.02, 0.05, 0.001].map(digitsFor), [2, 2, 3, 5]);
  assert.deepEqual([extremes([[NaN, 2], [-1, NaN]]), extremes([[NaN], []])], [[-1, 2], [0, 0]]);
});

test("what is above 0 is stacked up, what is below it down, and the ends differ by the sum", () => {
  const parts = [[1, -1, NaN], [2, -2, 3], [-4, 5, 0]];
  const { from, to, low, high } = stack(parts);
  assert.deepEqual(to.map((one) => [...one]), [[1, -1, 0], [3, -3, 3], [-4, 5, 3]]);
  assert.deepEqual(from.map((one) => [...one]), [[0, 0, 0], [1, -1, 0], [0, 0, 3]]);
  assert.deepEqual([low, high], [-4, 5]);
  assert.deepEqual(stack([]), { from: [], to: [], low: 0, high: 0 });
});

test("sums become means per tick, in so many steps at most, and nothing of them is lost", () => {
  const ticks = [2, 4, 6, 8, 10];
  const sums = [2, 4, 16, 28, 28];
  const { values, ends } = perTick(ticks, sums, 3);
  assert.deepEqual(ends, [1, 3, 4]);
  assert.deepEqual(values, [1, 1, 6, 6, 0]);
  const starts = [0, ...ends.slice(0, -1).map((end) => ticks[end] ?? 0)];
  assert.equal(ends.reduce((sum, end, i) => sum + (values[end] ?? 0) * ((ticks[end] ?? 0) - (starts[i] ?? 0)), 0), 28);
});

const DRIFTING = {
  "people.drift.selection_within": (tick: number) => 0.5 * tick,
  "people.drift.mutation": (tick: number) => -0.25 * tick,
  "people.drift.change": (tick: number) => 0.25 * tick,
};

test("the terms of the drift add up to its line, in each mode; terms that moved nothing are left out", () => {
  const own = lane(1, history(20, DRIFTING));
  const other = lane(2, history(20, { "people.drift.change": () => 1, "people.drift.pool": () => 1 }));
  assert.deepEqual(termsOf("people", [own.history]), ["selection_within", "mutation"]);
  assert.deepEqual(termsOf("firm", [own.history]), []);
  const terms = termsOf("people", [own.history, other.history]);
  assert.deepEqual(terms, ["selection_within", "mutation", "pool"]);
  for (const sums of [true, false]) {
    for (const difference of [true, false]) {
      const { numbers, form } = driftOf(lanes([own, other], 8, other), { layer: "people", terms, sums, difference });
      const { of, now, ticks } = numbers();
      const line = of[3] ?? [];
      ticks.forEach((_, i) => assert.ok(Math.abs((of[0]?.[i] ?? 0) + (of[1]?.[i] ?? 0) + (of[2]?.[i] ?? 0) - (line[i] ?? 0)) < 1e-6));
      assert.ok(Math.abs((now[0] ?? 0) + (now[1] ?? 0) + (now[2] ?? 0) - (now[3] ?? 0)) < 1e-6);
      assert.equal(form.traces.length, difference ? 4 : 5);
      assert.equal(now[0], sums ? 4 : 0.5);
      const { low, high } = stack(of.slice(0, 3));
      assert.deepEqual(form.extent?.(numbers()), [low, high]);
    }
  }
});

test("the waterfall goes from all that could be done to what was done, and letters that took nothing aren't there", () => {
  const losses = { "designer.outer_loss": () => 0.125, "firm.inner_loss": () => 0.25, "people.inner_loss": () => -0.125, "execution_loss": () => 0.25, efficiency: () => 0.5 };
  const own = history(3, losses);
  const names = chain(["firm", "people"], [own]);
  assert.deepEqual(names.map(([, column]) => column), ["designer.outer_loss", "firm.inner_loss", "people.inner_loss", "execution_loss"]);
  const bars = steps(names, own, 2);
  assert.deepEqual(bars.map((bar) => [bar?.from, bar?.to]), [[0, 1], [1, 0.875], [0.875, 0.625], [0.625, 0.75], [0.75, 0.5], [0, 0.5]]);
  assert.deepEqual(steps(names, own, 0), []);
  const elsewhere = steps([...names, ["others", "others.inner_loss"]], own, 2);
  assert.deepEqual(elsewhere.map((bar) => bar?.to ?? null), [1, null, null, null, null, null, 0.5]);
  const biting = history(3, { ...losses, "firm.outer_loss": (tick) => (tick === 1 ? 0.1 : 0) });
  assert.equal(chain(["firm", "people"], [own, biting])[2]?.[1], "firm.outer_loss");
});

test("what is printed beside the waterfall's bars adds up in the last digit too", () => {
  const own = history(1, { "designer.outer_loss": () => 0.334, "firm.inner_loss": () => 0.333, "people.inner_loss": () => 0.332, efficiency: () => 0.001 });
  const names = chain(["firm", "people"], [own]);
  assert.deepEqual(printed(steps(names, own, 1)).map((value) => value?.toFixed(2)), ["1.00", "-0.34", "-0.33", "-0.33", "0.00", "0.00"]);
  const elsewhere = printed(steps([...names, ["others", "others.inner_loss"]], own, 1));
  assert.deepEqual(elsewhere.map((value) => value?.toFixed(2)), ["1.00", ...names.map(() => undefined), undefined, "0.00"]);
  assert.deepEqual(printed([]), []);
});

test("classes are stacked for each world, and their differences drawn by class", () => {
  const own = lane(1, history(3, { "people.robust_share": () => 0.75, "people.misaligned_share": () => 0.25 }));
  const other = lane(2, history(3, { "people.robust_share": () => 1 }));
  const shares = sharesOf(lanes([own, other], 3, other), own, "people");
  assert.deepEqual(shares.numbers().now, [0.75, 0.25]);
  assert.deepEqual(shares.form.extent?.(shares.numbers()), [0, 1]);
  assert.equal(shares.form.title, "Classes of people, World 1");
  assert.deepEqual(shareDifferences(lanes([own, other], 3, other), other, "people").numbers().now, [-0.25, 0.25]);
});

test("every measure can be picked: of every layer, of the whole, of each layer", () => {
  const groups = measureGroups(COLUMNS, ["firm", "people"]);
  const values = groups.map(({ options }) => options.map(({ value }) => value));
  assert.deepEqual(values[0], ["*/inner_alignment", "*/inner_loss"]);
  assert.deepEqual(values[1], ["/efficiency", "/designer.outer_loss", "/execution_loss"]);
  assert.deepEqual(values[2], ["firm/inner_alignment", "firm/inner_loss", "firm/outer_loss"]);
  assert.equal(groups.length, 4);
  for (const value of values.flat()) assert.equal(keyOf(measureOf(value)), value);
});

test("worlds and areas are told apart without their colours, and stand out from the sheet", () => {
  const four = [0, 1, 2, 3].map(laneLine);
  assert.equal(new Set(four.map(({ dash }) => dash.join())).size, 4);
  const terms = ["selection_within", "mutation", "pool", "surrogation", "imitation", "between_government", "between_firm"];
  const fills = terms.map(fillOf);
  for (const { colour } of [...four, ...fills]) assert.ok(contrast(colour, "#ffffff") >= 3, colour);
  for (const vision of VISIONS) {
    fills.forEach((a, i) => fills.slice(i + 1).forEach((b) => assert.ok(a.marking !== b.marking || difference(a.colour, b.colour, vision) > 20)));
  }
});

test("a range over other seeds is asked of what is drawn, and drawn of the worlds that are looked at", () => {
  const own = lane(1, history(4, { efficiency: () => 1 }));
  const [other, third] = [lane(2, history(4, {})), lane(3, history(4, {}))];
  const all = lanes([own, other, third], 3, other);
  const columns = ["efficiency"];
  all.others.take({ type: "others", world: 1, minus: null, first: 0, last: 2, columns, low: [[0.5], [0.25]], high: [[1.5], [1.25]], sentence: "" });
  all.others.take({ type: "others", world: 1, minus: 2, first: 0, last: 1, columns, low: [[-1]], high: [[2]], sentence: "" });
  const whole = curvesOf(all, { name: "efficiency", of: WHOLE }, { ...OPTIONS, others: true });
  assert.deepEqual(whole.ranged, ["efficiency"]);
  assert.deepEqual(whole.form.traces.map(({ ranged }) => ranged), [true, true, false]);
  assert.deepEqual(whole.numbers().ranges?.[0], { low: [0.5, 0.25, NaN, NaN], high: [1.5, 1.25, NaN, NaN], now: [NaN, NaN] });
  const less = curvesOf(all, { name: "efficiency", of: WHOLE }, { ...OPTIONS, others: true, difference: true });
  assert.deepEqual(less.numbers().ranges?.[0]?.low, [-1, NaN, NaN, NaN]);
  const each = curvesOf(all, { name: "inner_alignment", of: EVERY }, { ...OPTIONS, others: true });
  assert.deepEqual(each.ranged, []);
  assert.deepEqual(each.form.traces.map(({ ranged }) => ranged), [false, false, false, false]);
  const one = curvesOf(all, { name: "inner_alignment", of: "firm" }, { ...OPTIONS, others: true });
  assert.deepEqual(one.ranged, ["firm.inner_alignment"]);
  assert.equal(one.form.remark, "shaded: smallest to largest of 19 other seeds, World 1 and World 2");
  assert.deepEqual(curvesOf(all, { name: "efficiency", of: WHOLE }, OPTIONS).ranged, []);
});
