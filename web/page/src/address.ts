// The address bar holds the world: scenario, seed, tick. The link opens the same world again.

export interface Visit {
  readonly scenario: string;
  readonly seed: number;
  readonly tick: number;
}

export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

const whole = (text: string | null, most: number): number | undefined => {
  if (text === null || !/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
};

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
  };
}

export const writeAddress = (visit: Visit): string =>
  `#${new URLSearchParams({ scenario: visit.scenario, seed: String(visit.seed), tick: String(visit.tick) }).toString()}`;
