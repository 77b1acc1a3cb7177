// The classes of units (MODEL.md section 4): what each is called, means, and looks like as a ring and as a curve.

import type { Line } from "./colour.js";
import { classes } from "./texts.js";

export interface ClassLook extends Line {
  /** The measure that holds its share of a layer: `firm.robust_share`. */
  readonly measure: string;
  readonly meaning: string;
  /** Dash of the ring, in parts of its own width. */
  readonly ring: readonly number[];
  /** Width of the ring in parts of a circle's radius. */
  readonly width: number;
  readonly crossed: boolean;
}

export const CLASSES: Readonly<Record<string, ClassLook>> = {
  robust: {
    measure: "robust_share",
    meaning: classes.meanings.robust,
    colour: "#1b1b1b",
    dash: [],
    ring: [],
    width: 0.2,
    crossed: false,
  },
  pseudo: {
    measure: "pseudo_share",
    meaning: classes.meanings.pseudo,
    colour: "#0068a3",
    dash: [10, 4],
    ring: [3, 1.6],
    width: 0.2,
    crossed: false,
  },
  deceptive: {
    measure: "deceptive_share",
    meaning: classes.meanings.deceptive,
    colour: "#b3266b",
    dash: [10, 3, 2, 3],
    ring: [4, 1.2, 1, 1.2],
    width: 0.22,
    crossed: false,
  },
  compliant: {
    measure: "compliant_share",
    meaning: classes.meanings.compliant,
    colour: "#00694e",
    dash: [2, 3],
    ring: [1, 1.3],
    width: 0.17,
    crossed: false,
  },
  misaligned: {
    measure: "misaligned_share",
    meaning: classes.meanings.misaligned,
    colour: "#a33b00",
    dash: [14, 3],
    ring: [],
    width: 0.14,
    crossed: true,
  },
  "no mesa-optimizer": {
    measure: "unoptimizing_share",
    meaning: classes.meanings.unoptimizing,
    colour: "#666666",
    dash: [1, 5],
    ring: [0.6, 2.4],
    width: 0.16,
    crossed: false,
  },
};

/** Which strategies must be about for a class to be possible. */
const NEEDS: Readonly<Record<string, string>> = { deceptive: "deceiver", "no mesa-optimizer": "bottlecap" };

export const possible = (names: readonly string[], strategies: readonly string[]): string[] =>
  names.filter((name) => CLASSES[name] !== undefined && (NEEDS[name] === undefined || strategies.includes(NEEDS[name])));
