// Small drawings in the page's text.

const SPACE = "http://www.w3.org/2000/svg";

export interface Drawing {
  readonly svg: SVGSVGElement;
  readonly add: (tag: string, settings: Readonly<Record<string, string>>) => void;
}

/** Something to look at beside words that say the same. */
export function drawing(width: number, height: number, viewBox: string): Drawing {
  const svg = document.createElementNS(SPACE, "svg");
  const set = (target: Element, settings: Readonly<Record<string, string>>): void => {
    for (const [key, value] of Object.entries(settings)) target.setAttribute(key, value);
  };
  set(svg, { width: String(width), height: String(height), viewBox, "aria-hidden": "true" });
  const add = (tag: string, settings: Readonly<Record<string, string>>): void => {
    const made = document.createElementNS(SPACE, tag);
    set(made, settings);
    svg.append(made);
  };
  return { svg, add };
}
