import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../src/nearest.js";

const KNOWN = ["telephone", "inner-misalignment", "outer-misalignment", "mesa-suboptimizer", "mesa-superoptimizer", "goodhart-causal", "goodhart-extremal"];

// What the server's suggest() says of the same names
for (const [name, meant] of [
  ["telefone", "telephone"],
  ["Telephone", "telephone"],
  ["inner misalignment", "inner-misalignment"],
  ["mesa-optimizer", "mesa-suboptimizer"],
  ["goodhart", "goodhart-causal"],
  ["goodhart-e", "goodhart-extremal"],
  ["telegraph", "telephone"],
  ["zzz", undefined],
] as const) {
  test(`${name} is likely to mean ${meant ?? "nothing"}`, () => assert.equal(nearest(name, KNOWN), meant));
}

test("a name of any length is soon told to be like nothing", () => assert.equal(nearest("telephone".repeat(10_000), KNOWN), undefined));
