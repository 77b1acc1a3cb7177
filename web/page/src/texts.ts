// Every word that a reader sees or hears from the page, in one place, so that it can be translated: one object per area, with functions
// for sentences with values. index.html names its texts by key (see fill.ts). What scenarios, parameters and refusals say comes from
// the server. A translation is another file with the same names: node build.mjs FOLDER --texts FILE.

/** The language of the page, by its code. */
export const lang = "en";

// How numbers are written

const format = new Intl.NumberFormat(lang); // once: making one costs a millisecond

export const count = (value: number): string => format.format(value);

export const number = (value: number | null | undefined, digits = 2): string =>
  value === null || value === undefined || Number.isNaN(value) ? "none" : value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1").replace("-", "−");

/** A number of things, and which form of their name goes with it. */
const many = (value: number, one: string, more: string): string => `${count(value)} ${value === 1 ? one : more}`;

// The page as a whole

export const page = {
  name: "Superorganisms",
  titled: (scenario: string): string => `${scenario} · Superorganisms`,
  scenario: "Scenario",
  loadingScenarios: "loading",
  loading: "Loading the page.",
  progress: "progress",
  noScript: "This page draws a running simulation and needs JavaScript, which comes from this machine alone.",
};

export const picture = {
  world: "The world",
  zoom: "Zoom",
  tick: "tick",
  horizon: (horizon: number): string => `of ${count(horizon)}`,
  name: "Nested blankets: every circle is a unit inside the unit above it",
  besideName: "The same of the world beside",
  standsAt: (label: string, tick: number): string => `${label}, tick ${count(tick)}`,
  looked: (name: string, alignment: number, words: string): string => `${name}: inner alignment ${number(alignment)}, ${words}`,
  keys: "Click or arrow keys and Enter: go in. Escape: out.",
};

export const transport = {
  name: "Transport",
  play: "Play",
  playMeans: "Play or pause (space)",
  pause: "Pause",
  backwards: "Play backwards",
  back: "Back",
  backMeans: "One tick back (comma)",
  step: "Step",
  stepMeans: "One tick on (point)",
  run: "The run",
  scrubber: "Tick",
  at: (tick: number, horizon: number): string => `tick ${count(tick)} of ${count(horizon)}`,
  reset: "Reset",
  resetMeans: "Begin again at tick 0",
  seed: "Seed",
  newSeed: "New",
  newSeedMeans: "Draw a new seed and start over",
  speed: "Speed",
  rate: (rate: number): string => `${many(rate, "tick", "ticks")}/s`,
  rateAloud: (rate: number): string => `${many(rate, "tick", "ticks")} a second`,
  badSeed: "A seed is a whole number from 0 up.",
};

export const legend = {
  goal: "Goal against",
  ramp: "from orange through white to purple",
  withLetter: "with the letter above;",
  ring: "ring:",
  newcomer: "new in this tick",
  deceiver: "deceiver",
  bottlecap: "bottlecap: no aim",
  open: "open blanket",
  openMeans: "the wider its doors, the further something past the letter moved what it tried for",
  hears: (what: string): string => `${what} reaches it`,
};

export const tabs = {
  name: "Beside the picture",
  curves: "Curves",
  classes: "Classes",
  unit: "Unit",
  controls: "Controls",
  about: "About",
};

export const contrast = {
  name: "The contrast",
  show: "Show the contrast:",
  progress: "how far the contrast is",
  there: "Thin curves, same seed.",
  behind: (tick: number, horizon: number): string => `The contrast catches up: tick ${count(tick)} of ${count(horizon)}.`,
};

// The worlds on one clock

export const lanes = {
  name: "Worlds on this clock",
  world: (letter: string): string => `World ${letter}`,
  contrast: "Contrast",
  branch: "Branch here",
  branchMeans: "A second world that is the same up to this tick: change it, and see both futures",
  compare: "Compare with…",
  copy: "Copy link",
  copyMeans: "A link that opens all of this in another browser",
  copied: "The link is in the clipboard.",
  copyByHand: "Copy the address of this page: it holds everything that you see.",
  side: "Side by side",
  link: "Link controls",
  linkMeans: "What you change in one world changes in all of them",
  focus: (label: string): string => `Look at ${label}`,
  beside: "Beside",
  besideMeans: (label: string): string => `Show ${label} beside it, in thin curves`,
  rename: (label: string): string => `Name of ${label}`,
  drop: (label: string): string => `Discard ${label}`,
  dropped: (label: string): string => `${label} is discarded.`,
  branched: (label: string, tick: number): string =>
    `${label} begins at tick ${count(tick)}: up to there it is the same, from there on you see both futures.`,
  undo: "Bring it back",
  progress: (label: string): string => `how far ${label} is`,
  behind: (tick: number, horizon: number): string => `catches up: tick ${count(tick)} of ${count(horizon)}`,
  seed: (seed: number): string => `seed ${seed}`,
  since: (tick: number): string => `from tick ${count(tick)}`,
  changed: (path: string, value: string): string => `${path} ${value}`,
  changedAt: (tick: number, path: string, value: string): string => `${path} ${value} at tick ${count(tick)}`,
  more: (changes: number): string => `${many(changes, "more change", "more changes")}`,
  memory: (copies: number, every: number, own: string, most: string): string =>
    copies === 0 ? "" : `Going back: ${many(copies, "copy", "copies")}, one every ${many(every, "tick", "ticks")}, ${own} of ${most} MB.`,
  megabytes: (bytes: number): string => count(Math.round(bytes / 1e6)),
  hash: (hash: string, tick: number): string => `State at tick ${count(tick)}: ${hash}.`,
  hashOfLink: (hash: string, tick: number): string => `State at tick ${count(tick)}: ${hash}, as in the link.`,
  version: (version: string): string => `Superorganisms ${version}.`,
};

// Links that can't be followed to the letter, and what is done instead

export const address = {
  unknown: (key: string): string => `This link says “${key}”, which no link has; it is left out.`,
  twice: (key: string): string => `This link says ${key} more than once; the first holds.`,
  whole: (key: string, text: string, most: number, instead: string): string =>
    `${key}=${text} in this link should be a whole number from 0 to ${count(most)}; ${instead}.`,
  startInstead: "the world is shown at its start",
  seedInstead: (seed: number): string => `seed ${seed} is used`,
  horizonInstead: "the curves end where the clock stands",
  leftOut: "it is left out",
  setting: (key: string, text: string): string =>
    `${key}=${text} in this link should be ${key === "at" ? "TICK:PATH=VALUE" : "PATH=VALUE"}, with the value as JSON; that change is left out.`,
  world: (text: string): string => `world=${text} in this link can't be read, perhaps because the link was cut off; that world is left out.`,
  contrasts: "This link has more than one contrast; the first is shown.",
  name: (text: string): string => `The name “${text}…” in this link is too long; it ends there.`,
  tooMany: (most: number): string => `This link has more than ${most} worlds; the first ${most} are shown.`,
  place: (key: string, text: string, worlds: number, instead: string): string =>
    `${key}=${text} in this link should be the number of one of its worlds, 1 to ${worlds}; ${instead}.`,
  firstInstead: "the first is used",
  besideInstead: "none is shown beside",
  flag: (key: string, text: string): string => `${key}=${text} in this link should be 1 or be left out; it is taken as left out.`,
  pick: (key: string, text: string): string => `${key}=${text} in this link is nothing that charts of this world can show; they show what they show first.`,
  unit: (text: string): string => `unit=${text} in this link should be LAYER.UNIT of this world, counted from 0; the whole is shown.`,
  panel: (text: string, panels: string): string => `panel=${text} in this link should be one of ${panels}; the curves are shown.`,
  hash: (text: string): string => `hash=${text} in this link should be 16 hexadecimal digits; the state is not checked.`,
  version: (text: string): string => `v=${text} in this link is no version; the link is taken to be of this one.`,
  otherState: (link: string, here: string, tick: number): string =>
    `This is not what the link showed: at tick ${count(tick)} its state was ${link}, here it is ${here}.`,
};

// What the page waits for, and what went wrong

export const notice = {
  connecting: "Connecting to the server.",
  gone: (seconds: number): string => `The server is gone. Next try in ${seconds} s.`,
  goneWith: (scenario: string, seed: number, tick: number, seconds: number): string =>
    `The server is gone. This world (${scenario}, seed ${seed}, tick ${tick}) comes back with it. Next try in ${seconds} s.`,
  now: "Try now",
  again: "Try again",
  first: "Open the first scenario",
  bare: (scenario: string): string => `Open ${scenario} as it is`,
  instead: (scenario: string): string => `Open ${scenario} instead`,
  close: "Close",
};

export const controls = {
  show: "Show",
  few: "few",
  all: "all",
  undo: "Undo",
  redo: "Redo",
  reset: "As in the scenario",
  keep: "When I change the past, keep the old future as a world of its own",
  whole: "the whole world",
  same: "Everything as in the scenario.",
  changed: "changed",
  back: "Back",
  backTo: (path: string, before: string): string => `Back to ${before}: ${path}`,
  differs: (path: string, before: string, now: string): string => `${path}: ${before} → ${now}`,
  live: "at once",
  new: "new world",
  from: (low: string): string => `from ${low}`,
  note:
    "“at once”: changes the world as it runs. “new world”: holds from the start, so the world begins again at tick 0 with the same seed. " +
    "Reset begins again with the values shown.",
};

export const story = {
  tick: (tick: number): string => `Tick ${count(tick)}`,
  from: (tick: number): string => `From tick ${count(tick)}: `,
  means: (seed: number): string => `Numbers: means of many runs; this run: seed ${seed}.`,
};

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const listed = (names: readonly string[]): string => new Intl.ListFormat(lang).format(names);

// The charts

const OTHERS = 19; // worlds with other seeds, as the server has them

export const charts = {
  inWords: "The charts in words",
  numbers: "Numbers",
  tickColumn: "tick",
  exact: "Of all units of this one run: no estimates. Another seed gives other numbers.",
  exactWithOthers: `Of all units of this one run; smallest and largest: of ${OTHERS} worlds that differ from it in their seed alone.`,
  lowest: (name: string): string => `${name}, smallest`,
  highest: (name: string): string => `${name}, largest`,
  others: "Other seeds",
  othersMean: `Shades curves of one layer, or of the whole, from the smallest to the largest value of ${OTHERS} worlds that differ in their seed alone. If only the seed matters, a value lies there nine times in ten, at any one tick.`,
  shaded: (labels: readonly string[]): string => `shaded: smallest to largest of ${OTHERS} other seeds${labels.length === 0 ? "" : `, ${labels.join(" and ")}`}`,
  shadesLayers: "choose one layer to see its other seeds",
  noOthers: (reason: string): string => `No other seeds: ${reason}.`,
  othersReached: (tick: number, of: number): string => `Other seeds: up to tick ${count(tick)} of ${count(of)}`,
  within: (low: string, high: string): string => ` (${low} to ${high})`,
  notYet: " (…)",
  withinOthers: (low: string, high: string): string => ` (other seeds ${low} to ${high})`,
  tick: (tick: number): string => `tick ${count(tick)}`,
  shift: "regime changes",
  branch: (label: string): string => `${label} begins`,
  changed: (path: string, value: string): string => `${path} ${value}`,
  value: (name: string, value: number, digits: number): string => `${name} ${number(value, digits)}`,
  now: (title: string, tick: number, values: readonly string[]): string => `${title}, at tick ${count(tick)}: ${values.join(", ")}.`,
  empty: (title: string, tick: number): string => `${title}: nothing yet at tick ${count(tick)}.`,
  inWorld: (what: string, label: string): string => `${what}, ${label}`,
  difference: "Difference",
  differenceOf: (minus: string): string => `Difference: ${minus}`,
  differenceIn: (title: string, focus: string, beside: string): string => `${title}, ${focus} minus ${beside}`,
  pickLayers: "Inner alignment of which layers",
  alignmentOf: "Inner alignment of",
  allLayers: "all layers",
  alignmentTitle: "Inner alignment with the letter above",
  alignmentTitleOf: (layer: string): string => `Inner alignment of ${layer} with the letter above`,
  efficiency: "Efficiency",
  efficiencyAlone: "share done",
  losses: "Where the goal gets lost",
  possible: "could be done",
  firstLetter: "designer's letter",
  goalsOf: (layer: string): string => `${layer}: goals`,
  lettersOf: (layer: string): string => `${layer}: letters`,
  execution: "execution",
  done: "was done",
  lossesMean: "teal: given back",
  thin: (label: string): string => `thin: ${label}`,
  absent: (label: string): string => `${label} has no such layer`,
  minus: (focus: string, beside: string): string => `${focus} minus ${beside}`,
  lossesNow: (tick: number, worlds: readonly string[]): string => `Where the goal gets lost, at tick ${count(tick)}: ${worlds.join(" ")}`,
  lossesOf: (label: string, steps: readonly string[], done: number): string =>
    `${label === "" ? "" : `${label}: `}${steps.length === 0 ? "nothing is lost" : steps.join(", ")}; ${number(done)} of what could be done was done.`,
  pickMore: "What the fourth chart shows",
  drift: "Why goals moved",
  pickDriftLayer: "Goals of which layer",
  pickDriftMode: "Per tick or since the start",
  perTick: "per tick",
  sinceStart: "since the start",
  driftMeans: "up: nearer to the intent; areas add up to the line",
  driftTitle: (layer: string, sums: boolean): string => `What moved the mean goal of ${layer} towards the intent, ${sums ? "since the start" : "per tick"}`,
  movedSoFar: "moved in all",
  movedPerTick: "moves",
  between: (layer: string): string => `selection of ${layer} groups`,
  terms: {
    selection_within: "selection",
    mutation: "mutation",
    pool: "from outside",
    surrogation: "surrogation",
    imitation: "imitation",
  } as Readonly<Record<string, string>>,
  everyLayer: "every layer",
  whole: "the whole world",
  measureOf: (measure: string, layer: string): string => (layer === "" ? measure : `${measure}, ${layer}`),
  pickClassLayer: "Classes of which layer",
  classesBegin: "Classes of",
  classesOf: (layer: string): string => `Classes of ${layer}`,
  blanketLeaks: "What leaks through blankets",
  tightness: "How tight blankets were",
  measureBlankets: (ticks: number): string => `Measure the blankets over the last ${count(ticks)} ticks`,
  measuring: "Measuring.",
  blanketsNotYet: "How tight the blankets were hasn't been measured.",
  blanketsOf: (first: number, last: number): string => `Ticks ${count(first)} to ${count(last)}:`,
  blanketsMean:
    "What a source tells of aims once goal and letter are known, in nats: 0 is tight. Bars: 95 % intervals over the units measured. An alarm is a p-value of at most .05, by chance one unit in twenty.",
  blanketsNow: (first: number, last: number, rows: readonly string[]): string => `Blankets in ticks ${count(first)} to ${count(last)}: ${rows.join("; ")}.`,
  blanketLabel: (layer: string, kind: string, open: boolean): string => `${layer}, ${kind}${open ? ", set to leak" : ""}`,
  interval: (low: number, high: number): string => ` (${number(low, 3)} to ${number(high, 3)})`,
  blanket: (label: string, { units, of, nats, alarms }: Readonly<Record<"units" | "of" | "nats" | "alarms", number>>, interval: string): string =>
    `${label}: ${number(nats, 3)} nats${interval}, ${many(alarms, "alarm", "alarms")} in ${count(units)} of ${many(of, "unit", "units")}`,
  blanketUndefined: (layer: string, kind: string, reason: string): string => `${layer}, ${kind}: can't be measured: ${reason}`,
  alarms: (alarms: number, units: number): string => `${many(alarms, "alarm", "alarms")} in ${count(units)}`,
};

export const card = {
  name: "One unit",
  overFeatures: "Over the features",
  feature: "feature",
  vectors: { goal: "goal", letter: "letter", aim: "aim", conduct: "conduct" },
  means: {
    goal: "What it wants: its mesa-objective",
    letter: "What the unit above it asks: its base objective",
    aim: "What it tried for in this tick",
    conduct: "What its efforts show it to want: its behavioural objective, with a 95 % interval",
  },
  numbers: { alignment: "alignment", metric: "metric", competence: "competence", reliability: "reliability" },
  numbersMean: {
    alignment: "Inner alignment: cosine of its goal with the letter above it",
    metric: "The one number by which the unit above judges it",
    competence: "How much it attains of its own aim, of what could be done for it",
    reliability: "How much it attains of the letter above it, of what could be done for it",
  },
  notRead: (metric: number): string => `(${number(metric)})`,
  notReadMeans: "Not read by the unit above in this tick",
  between: (value: number, low: number, high: number): string => `${number(value, 3)}, ${number(low, 3)} to ${number(high, 3)}`,
  kind: (name: string, strategy: string): string => (name === "no mesa-optimizer" ? `${name}: ${strategy}` : `${name}, ${strategy}`),
  lead: { relation: "To its parent:", blanket: "Blanket:", conduct: "Conduct:", ancestry: "Ancestry:" },
  top: ["the top", "Nobody is above it but the designer."] as const,
  notActed: ["not acted yet", "What it does shows from the next tick on."] as const,
  noRelation: ["none", "It is no mesa-optimizer: it stands in no such relation."] as const,
  relations: {
    superoptimizer: "It knows all that its parent knows, and more.",
    suboptimizer: "It knows less than its parent, and nothing else.",
    transoptimizer: "Each of the two knows something that the other doesn’t.",
    same: "Both know the same, but its goal is not what the letter asks.",
    peer: "Both know the same, and its goal is what the letter asks.",
  } as Readonly<Record<string, string>>,
  unknown: (features: readonly string[]): string => `Neither knows ${listed(features)}.`,
  intact: ["intact", "Nothing reaches its aim past the letter above it."] as const,
  open: (ways: readonly { readonly kind: string; readonly moved: number | null }[]): string =>
    `open, ${ways.map(({ kind, moved }) => `${leaks.kinds[kind] ?? kind}${moved === null ? "" : ` ${percent(moved)}`}`).join(", ")}`,
  leak: ({ kind, strength, moved }: { readonly kind: string; readonly strength: number; readonly moved: number | null }): string => {
    const what = `By ${leaks.kinds[kind] ?? kind} (strength ${number(strength)}) ${leaks.means[kind] ?? ""}`;
    const whose = kind === "foresight" ? "letter" : "aim";
    return moved === null ? `${what} reaches its ${whose}.` : `${what} moved its ${whose} ${percent(moved)} as far as a turn by a right angle.`;
  },
  onlyLeaves: ["only the lowest act", "What a unit does that has others in it is what those do."] as const,
  whenPaused: ["when paused", "What it is seen to want is worked out while the world stands still."] as const,
  idle: (from: number, to: number) => ["no effort", `It made none in ticks ${count(from)} to ${count(to)}.`] as const,
  cancels: (from: number, to: number) => ["unclear", `The efforts of ticks ${count(from)} to ${count(to)} show no one direction.`] as const,
  conductInShort: ({ verdict, alignment }: { readonly verdict: string; readonly alignment: number | null }): string =>
    `looks ${verdict}${alignment === null ? "" : `, ${number(alignment)}`}`,
  conduct: (seen: {
    readonly from: number;
    readonly to: number;
    readonly agreement: number | null;
    readonly alignment: number | null;
    readonly verdict: string;
    readonly low: unknown;
    readonly open: readonly string[];
  }): string =>
    [
      `In ticks ${count(seen.from)} to ${count(seen.to)}, ${percent(seen.agreement ?? 0)} of its effort served one objective`,
      seen.alignment === null ? "." : `, whose cosine with the letter is ${number(seen.alignment)}.`,
      seen.verdict === "unknown" ? "" : ` Whoever sees no more than that would call it ${seen.verdict}.`,
      seen.low === null ? " Too short for an interval." : "",
      seen.open.length === 0 ? "" : " Left open:",
    ].join(""),
  fromTheStart: ["here from the start", "Nobody has taken its place since."] as const,
  copyOf: ({ since, name }: { readonly since: number; readonly name: string }, newcomer: boolean): string =>
    newcomer ? `new, of ${name}` : `${name}, tick ${count(since)}`,
  ancestry: (line: readonly { readonly since: number; readonly name: string }[], earlier: boolean): string =>
    `${line.map(({ since, name }, i) => `${i === 0 ? "A copy of" : "itself a copy of"} ${name} since tick ${count(since)}`).join(", ")}${
      earlier ? ", and so on" : ", which had been there from the start"
    }.`,
};

// Ways around a blanket

export const leaks = {
  kinds: { lobby: "lobby", bypass: "bypass", insider: "insider", foresight: "foresight" } as Readonly<Record<string, string>>,
  means: {
    lobby: "what its children want",
    bypass: "the letter above its parent",
    insider: "the intent",
    foresight: "what its children want",
  } as Readonly<Record<string, string>>,
};

export const classes = {
  meaning: "What the classes mean",
  meanings: {
    robust: "wants what the letter asks in every regime",
    pseudo: "wants what the letter asks only in the present regime",
    deceptive: "wants something else and follows the letter where it is watched",
    compliant: "wants something else and follows the letter all the same",
    misaligned: "neither wants nor does what the letter asks",
    unoptimizing: "has no goal that it follows",
  },
};

// The state of the world in sentences

export const summary = {
  playing: "playing",
  paused: "paused",
  nothing: (state: string): string => `Tick 0, ${state}: nothing has happened yet.`,
  tick: (tick: number, state: string): string => `Tick ${count(tick)}, ${state}.`,
  reached: (tick: number): string => `This world stands at tick ${count(tick)}.`,
  alignments: (layers: string): string => `Mean inner alignment: ${layers}.`,
  layer: (name: string, alignment: number): string => `${name} ${number(alignment)}`,
  efficiency: (efficiency: number, newcomers: number): string =>
    `Efficiency for the intent ${number(efficiency)}; ${many(newcomers, "newcomer", "newcomers")}.`,
  shift: (tick: number): string => `The regime changed at tick ${count(tick)}.`,
  contrast: "the contrast",
  besideNow: (label: string, layers: string, efficiency: number): string => `In ${label}: ${layers}; efficiency ${number(efficiency)}.`,
  besideAt: (label: string, tick: number, layers: string, efficiency: number): string =>
    `In ${label}, at tick ${count(tick)} so far: ${layers}; efficiency ${number(efficiency)}.`,
};

export const alignment = {
  none: "no aim, or no letter yet",
  along: "with the letter above",
  partly: "partly with the letter above",
  neither: "neither with nor against the letter above",
  against: "against the letter above",
};

// The controls: what is said of each parameter comes from the server

export const fields = {
  default: "default",
  none: "none",
  slider: (label: string): string => `${label}, slider`,
  labelled: (name: string, sentence: string): string => `${name}: ${sentence}`,
  share: (label: string, name: string): string => `${label}, share of ${name}`,
  amount: (label: string, name: string): string => `${label}, number of ${name}`,
};

// The picture alone, in a notebook or in Mesa's own page

export const widget = {
  name: "Nested blankets, every circle a unit inside the unit above it: arrow keys choose a unit, Enter goes in, Escape out",
  goal: "Goal",
  along: "with the letter above",
  neither: "neither",
  against: "against it",
  unit: (tick: number, name: string, alignment: number, words: string): string => `Tick ${tick} · ${name} ${number(alignment)}: ${words}`,
};

// The keys that work on the page, and the ways past its header

export const help = {
  button: "?",
  title: "Keys",
  close: "Close",
  skipToPicture: "To the picture",
  skipToPanels: "To the curves and controls",
  keys: [
    { keys: ["Tab", "Shift+Tab"], where: "everywhere", what: "to the next thing that can be used, and back" },
    { keys: ["←", "→"], where: "in the picture", what: "choose a unit inside the one in view" },
    { keys: ["Enter", "↓"], where: "in the picture", what: "go into the chosen unit" },
    { keys: ["Escape", "↑"], where: "in the picture", what: "go out, one level" },
    { keys: ["Home"], where: "in the picture", what: "go out, to the top" },
    { keys: ["Space"], where: "around the picture", what: "play or pause" },
    { keys: [",", "."], where: "around the picture", what: "one tick back, one tick on" },
    { keys: ["←", "→", "Home", "End"], where: "on a slider", what: "back and forth, to the first and to the last" },
    { keys: ["←", "→"], where: "on the tabs", what: "the panel before, the panel after" },
    { keys: ["Ctrl+Z", "Ctrl+Shift+Z"], where: "in the controls", what: "take the last change back, make it again" },
    { keys: ["Escape"], where: "here", what: "close this" },
  ],
};
