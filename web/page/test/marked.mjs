// Builds the page with a mark around every text: node test/marked.mjs FOLDER. What a reader then meets without marks, and does not
// come from the server, does not come from texts.ts either: tests/web/test_everybody.py looks for it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const page = join(dirname(fileURLToPath(import.meta.url)), "..");
const names = [...readFileSync(join(page, "src", "texts.ts"), "utf8").matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
const folder = mkdtempSync(join(tmpdir(), "page-marked-"));
const texts = join(folder, "marked.ts");
writeFileSync(
  texts,
  `import * as texts from "./texts.js";
const marked = (said: any): any => {
  if (typeof said === "string") return /\\p{L}/u.test(said) ? \`⟦\${said}⟧\` : said;
  if (typeof said === "function") return (...values: any[]) => marked(said(...values));
  if (Array.isArray(said)) return said.map(marked);
  return said !== null && typeof said === "object" ? Object.fromEntries(Object.entries(said).map(([key, of]) => [key, marked(of)])) : said;
};
${names.map((name) => `export const ${name} = ${name === "lang" ? "texts.lang" : `marked(texts.${name})`};`).join("\n")}
`,
);
const out = resolve(process.argv[2] ?? join(page, "..", "marked"));
process.exitCode = spawnSync(process.execPath, [join(page, "build.mjs"), out, "--texts", texts], { stdio: "inherit" }).status ?? 1;
rmSync(folder, { recursive: true });
