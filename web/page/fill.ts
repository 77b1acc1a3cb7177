// Fills the page's words into index.html when it is built. An element says which it wants: data-text="area.key" for what stands in it,
// data-label for aria-label, data-title for title, data-placeholder for placeholder; and lang for the page's language.

export type Texts = Readonly<Record<string, unknown>>;

const WANTED: Readonly<Record<string, string>> = { "data-label": "aria-label", "data-title": "title", "data-placeholder": "placeholder" };
const HEARD = new Set([...Object.values(WANTED), "alt"]);
const TAG = /<(?<end>\/?)(?<name>[a-z][\w-]*)(?<attributes>(?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /\s+([^\s=>]+)(?:="([^"]*)")?/g;
const WORDS = /\p{L}/u;

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** The html with its words, or throws one sentence for each thing that is wrong. */
export function fill(html: string, texts: Texts): string {
  const wrong: string[] = [];
  const text = (key: string): string => {
    const [area = "", name = ""] = key.split(".");
    const found = (texts[area] as Texts | undefined)?.[name];
    if (typeof found === "string") return escape(found);
    wrong.push(`index.html wants the text ${key}, ${found === undefined ? "which texts.ts does not have" : "which takes values and can't stand in html"}.`);
    return "";
  };
  const attributes = (of: string): string =>
    of.replaceAll(ATTRIBUTE, (whole, name: string, value: string | undefined) => {
      if (name === "data-text") return "";
      if (WANTED[name] !== undefined) return ` ${WANTED[name]}="${text(value ?? "")}"`;
      if (HEARD.has(name) && WORDS.test(value ?? "")) wrong.push(`index.html has words of its own, ${name}="${value}": let the element say data-… and put them into texts.ts.`);
      return whole;
    });
  const checkBetween = (between: string): void => {
    const own = between.replaceAll(/<!--.*?-->|<!doctype html>/gis, "").trim();
    if (WORDS.test(own)) wrong.push(`index.html has words of its own, “${own}”: give their element data-text="area.key" and put them into texts.ts.`);
  };
  let filled = "";
  let place = 0;
  for (const found of html.matchAll(TAG)) {
    const { end, name = "", attributes: of = "" } = found.groups ?? {};
    checkBetween(html.slice(place, found.index));
    filled += html.slice(place, found.index);
    place = found.index + found[0].length;
    if (end !== "") {
      filled += found[0];
      continue;
    }
    const key = /\sdata-text="([^"]*)"/.exec(of)?.[1];
    const language = name === "html" ? ` lang="${escape(String(texts["lang"]))}"` : "";
    filled += `<${name}${language}${attributes(of)}>${key === undefined ? "" : text(key)}`;
    if (key !== undefined && !html.startsWith(`</${name}>`, place)) wrong.push(`index.html: <${name} data-text="${key}"> must be empty, as its text is put there.`);
  }
  checkBetween(html.slice(place));
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return filled + html.slice(place);
}

/** A source with the texts under the names that texts.ts gives them: `import { summary as said }` is undone. */
function plain(source: string): string {
  const [, imported = ""] = /import \{([^}]*)\} from "\.\/texts\.js"/.exec(source) ?? [];
  return [...imported.matchAll(/(\w+) as (\w+)/g)].reduce((text, [, area = "", here]) => text.replaceAll(new RegExp(`\\b${here}\\.`, "g"), `${area}.`), source);
}

/** Texts that neither the html nor a source file names, as sentences. */
export function unused(html: string, sources: readonly string[], texts: Texts): string[] {
  const everything = [html, ...sources.map(plain)].join("\n");
  const keys = Object.entries(texts).flatMap(([area, of]) => (typeof of === "object" && of !== null ? Object.keys(of).map((name) => `${area}.${name}`) : []));
  return keys
    .filter((key) => !new RegExp(`\\b${key.replace(".", "\\.")}\\b`).test(everything))
    .map((key) => `texts.ts has ${key}, which is used nowhere.`);
}
