// The address bar holds the world: scenario, seed, tick, and what was changed. The link opens the same world again.

import type { ByHand, Value } from "./protocol.js";

/** A world at a tick. */
export interface WorldAt {
  readonly scenario: string;
  readonly seed: number;
  readonly tick: number;
  /** Values by path that hold from the start. */
  readonly changes: Readonly<Record<string, Value>>;
  /** What was changed by hand on the way. */
  readonly hand: readonly ByHand[];
}

/** A world, and whether its contrast is shown beside it. */
export interface Visit extends WorldAt {
  readonly contrast: boolean;
}

export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

const whole = (text: string | null | undefined, most: number): number | undefined => {
  if (text === null || text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
};

/** `path=JSON`, or undefined. */
function setting(text: string): readonly [string, Value] | undefined {
  const found = /^([^=]+)=(.+)$/s.exec(text);
  try {
    return found === null ? undefined : [found[1] ?? "", JSON.parse(found[2] ?? "") as Value];
  } catch {
    return undefined;
  }
}

function byHand(text: string): readonly ByHand[] {
  const found = /^(\d+):(.+)$/s.exec(text);
  const [tick, set] = [whole(found?.[1], 1e9), setting(found?.[2] ?? "")];
  return tick === undefined || set === undefined ? [] : [[tick, ...set]];
}

/** What the address says; what it doesn't, or not in a usable way, is left out. */
export function readAddress(hash: string): Partial<Visit> {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const scenario = fields.get("scenario");
  const seed = whole(fields.get("seed"), LARGEST_SEED);
  const tick = whole(fields.get("tick"), 1e9);
  return {
    ...(scenario === null || scenario === "" ? {} : { scenario }),
    ...(seed === undefined ? {} : { seed }),
    ...(tick === undefined ? {} : { tick }),
    changes: Object.fromEntries(fields.getAll("set").flatMap((text) => [setting(text) ?? []].filter((one) => one.length === 2))),
    hand: fields.getAll("at").flatMap(byHand),
    contrast: fields.get("contrast") === "1",
  };
}

export function writeAddress(visit: Visit): string {
  const fields = new URLSearchParams({ scenario: visit.scenario, seed: String(visit.seed), tick: String(visit.tick) });
  for (const [path, value] of Object.entries(visit.changes)) fields.append("set", `${path}=${JSON.stringify(value)}`);
  for (const [tick, path, value] of visit.hand) fields.append("at", `${tick}:${path}=${JSON.stringify(value)}`);
  if (visit.contrast) fields.set("contrast", "1");
  return `#${fields.toString()}`;
}
