// A short piece of a curve's line, for keys.

import type { Line } from "./colour.js";

const SPACE = "http://www.w3.org/2000/svg";

export function sample(line: Line, thin = false): SVGSVGElement {
  const svg = document.createElementNS(SPACE, "svg");
  const stroke = document.createElementNS(SPACE, "line");
  for (const [name, value] of Object.entries({ width: "28", height: "10", "aria-hidden": "true" })) svg.setAttribute(name, value);
  const width = thin ? "1.5" : "2.5";
  const settings = { x1: "0", x2: "28", y1: "5", y2: "5", stroke: line.colour, "stroke-width": width, "stroke-dasharray": line.dash.join(" ") };
  for (const [name, value] of Object.entries(settings)) stroke.setAttribute(name, value);
  svg.append(stroke);
  return svg;
}
