// What the card of a unit says of it: how it stands to its parent, what reaches it, what its conduct shows, whose copy it is.

import type { UnitMessage } from "./protocol.js";
import { card as text } from "./texts.js";

export const TOLD = ["relation", "blanket", "conduct", "ancestry"] as const;

/** In a few words, and in a sentence for who wants to know more. */
export type Told = readonly [string, string];

/** In the order of TOLD. */
export const told = (unit: UnitMessage, nameOf: (layer: number, index: number) => string): readonly Told[] => [
  relationOf(unit),
  blanketOf(unit),
  conductOf(unit),
  ancestryOf(unit, nameOf),
];

function relationOf({ relation, layer, tick }: UnitMessage): Told {
  if (layer === 0) return text.top;
  if (relation === null) return tick === 0 ? text.notActed : text.noRelation;
  const meaning = text.relations[relation.name === "transoptimizer" && relation.same ? "same" : relation.name] ?? "";
  return [relation.name, relation.unknown.length === 0 ? meaning : `${meaning} ${text.unknown(relation.unknown)}`];
}

function blanketOf({ leaks, tick }: UnitMessage): Told {
  if (leaks.length === 0) return text.intact;
  const known = leaks.map(({ kind, strength, moved }) => ({ kind, strength, moved: tick === 0 ? null : moved }));
  return [text.open(known), known.map((one) => text.leak(one)).join(" ")];
}

function conductOf({ leaf, behaviour }: UnitMessage): Told {
  if (!leaf) return text.onlyLeaves;
  if (behaviour === null) return text.whenPaused;
  const { from, to, reason, estimate } = behaviour;
  if (reason === "new") return text.notActed;
  if (reason === "idle") return text.idle(from, to);
  if (estimate === null) return text.cancels(from, to);
  return [text.conductInShort(behaviour), text.conduct(behaviour)];
}

function ancestryOf({ ancestry, earlier, newcomer, layer }: UnitMessage, nameOf: (layer: number, index: number) => string): Told {
  const line = ancestry.map(({ since, source }) => ({ since, name: nameOf(layer, source) }));
  const [first] = line;
  return first === undefined ? text.fromTheStart : [text.copyOf(first, newcomer), text.ancestry(line, earlier)];
}
