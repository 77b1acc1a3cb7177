import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fill, unused } from "../fill.js";
import { literals, type Literal } from "./literals.js";
import * as texts from "../src/texts.js";

const TEXTS = { lang: "xx", page: { name: 'A "page" & more', titled: (name: string): string => name } };

test("an element gets its text, its name and its title", () => {
  const html = '<!doctype html>\n<html>\n<p id="a" data-text="page.name"></p><input data-label="page.name"><a data-title="page.name"></a></html>';
  const text = "A &quot;page&quot; &amp; more";
  assert.equal(
    fill(html, TEXTS),
    `<!doctype html>\n<html lang="xx">\n<p id="a">${text}</p><input aria-label="${text}"><a title="${text}"></a></html>`,
  );
});

for (const [html, sentence] of [
  ['<p data-text="page.nothing"></p>', /wants the text page\.nothing, which texts\.ts does not have/],
  ['<p data-text="page.titled"></p>', /page\.titled, which takes values/],
  ["<p>words</p>", /words of its own, “words”/],
  ['<p aria-label="words"></p>', /words of its own, aria-label="words"/],
  ['<p data-text="page.name"><b></b></p>', /must be empty/],
] as const) {
  test(`the build says what is wrong in ${html}`, () => assert.throws(() => fill(html, TEXTS), sentence));
}

test("a text that is used nowhere is found, also under another name", () => {
  const source = 'import { count, page as words } from "./texts.js";\nsay(words.titled("a"));';
  assert.deepEqual(unused("", [source], TEXTS), ["texts.ts has page.name, which is used nowhere."]);
});

test("literals are found in strings, templates and templates within them, not in comments and regular expressions", () => {
  const source = "const a = /[/\"]'/.test(b) ? \"x \\\" y\" : `one ${f({ c: 'in' })} two`; // \"no\"\n/* 'no' */ d = e / 2; g = 'last';";
  assert.deepEqual(literals(source).map(({ text }) => text), ['x \\" y', "one ", "in", " two", "last"]);
});

/** A literal that goes straight to the reader. */
const TO_THE_READER = /(\btext: |\blabel: |\btitle: |\.(title|placeholder|textContent|innerText|ariaLabel|alt) = |\bsay\([^()]*, |"aria-(label|valuetext|description|roledescription)", |fillText\(|createTextNode\(|setCustomValidity\([^()]*)([^;]* [?:] )?$/;
/** Two words, or a word that begins a sentence. */
const LIKE_WORDS = /\p{L}{2,} \p{L}{2,}|^\p{Lu}\p{Ll}+\b|^\p{L}.*\p{Ll}[.:!?]$/u;
const LETTER = /\p{L}/u;
/** What goes to other programs: errors for us, style, keys of the keyboard, kinds of elements. */
const FOR_PROGRAMS = /(Error\(|cssText = |\bfont[:=] |\.font = |\bclass: (.* [?:] )?|className = |[qQ]uerySelector(All)?\(|ByName\(|\bmeasure\(|\.key === |\bcase )$/;
/** Names that our classes go by, here and at the server. */
const ALLOWED = new Set(["no mesa-optimizer"]);

const isWords = ({ text, before }: Literal): boolean =>
  LETTER.test(text) && !ALLOWED.has(text) && !FOR_PROGRAMS.test(before) && (TO_THE_READER.test(before) || LIKE_WORDS.test(text));

test("words for readers stand in texts.ts and nowhere else", () => {
  const files = readdirSync("src").filter((file) => file.endsWith(".ts") && file !== "texts.ts");
  const found = files.flatMap((file) =>
    literals(readFileSync(`src/${file}`, "utf8")).filter(isWords).map(({ text, line }) => `src/${file}:${line}: “${text}”`),
  );
  assert.equal(found.join("\n"), "");
});

test("every text says something, and each area is named once", () => {
  for (const [area, of] of Object.entries(texts)) {
    if (typeof of !== "object") continue;
    for (const [name, text] of Object.entries(of)) if (typeof text === "string") assert.notEqual(text.trim(), "", `${area}.${name}`);
  }
});
