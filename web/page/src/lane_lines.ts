// How a lane's curve is drawn where several lanes are in one chart: a colour and a dash for each, by its place among the lanes.

import type { Line } from "./colour.js";

const LINES: readonly Line[] = [
  { colour: "#1b1b1b", dash: [] },
  { colour: "#b34700", dash: [9, 4] },
  { colour: "#0068a3", dash: [2, 3] },
  { colour: "#7d3c98", dash: [10, 3, 2, 3] },
];

export const laneLine = (place: number): Line => LINES[place % LINES.length] as Line;
