// Builds the page: node build.mjs [FOLDER] [--texts FILE]. One script, one style sheet, the page with its words filled in, the notices
// of the libraries inside. Same input, same bytes. FILE says in another language what src/texts.ts says, by the same names.

import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const asked = parseArgs({ options: { texts: { type: "string" } }, allowPositionals: true });
const out = asked.positionals[0] ?? join(here, "..", "static");
const own = join(here, "src", "texts.ts");
const texts = asked.values.texts === undefined ? own : resolve(asked.values.texts);

/** Whoever asks for our texts gets those that were asked for; but these may build on ours. */
const chosenTexts = {
  name: "texts",
  setup: ({ onResolve }) => onResolve({ filter: /\/texts\.js$/ }, ({ importer }) => ({ path: importer === texts ? own : texts })),
};

/** What a TypeScript file exports. */
async function load(file) {
  const made = await build({ entryPoints: [file], bundle: true, format: "esm", write: false, logLevel: "warning", plugins: [chosenTexts] });
  return import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString("base64")}`);
}

async function filledPage() {
  const [{ fill, unused }, words, html] = [await load(join(here, "fill.ts")), await load(texts), await readFile(join(here, "index.html"), "utf8")];
  const files = (await readdir(join(here, "src"))).filter((file) => file.endsWith(".ts"));
  const left = unused(html, await Promise.all(files.map((file) => readFile(join(here, "src", file), "utf8"))), words);
  if (left.length > 0) throw new Error(left.join("\n"));
  return fill(html, words);
}

async function notices(inputs) {
  const names = new Set(Object.keys(inputs).flatMap((file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.slice(1) ?? []));
  const parts = ["page.js, page.css and blankets.js contain these libraries."];
  for (const name of [...names].sort()) {
    const folder = join(here, "node_modules", name);
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const licence = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
    if (licence === undefined) throw new Error(`${name} comes without a licence file`);
    parts.push(`${name} ${version}\n\n${(await readFile(join(folder, licence), "utf8")).trim()}`);
  }
  return `${parts.join(`\n\n${"-".repeat(72)}\n`)}\n`;
}

async function made() {
  const page = await filledPage();
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const result = await build({
    absWorkingDir: here,
    entryPoints: { page: "src/main.ts", blankets: "src/widget.ts" }, // blankets: for notebooks and Mesa's own page
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    plugins: [chosenTexts],
  });
  await writeFile(join(out, "index.html"), page);
  await writeFile(join(out, "NOTICES.txt"), await notices(result.metafile.inputs));
  await copyFile(join(here, "icon.svg"), join(out, "icon.svg"));
}

try {
  await made();
} catch (error) {
  process.exitCode = 1;
  if (!("errors" in error)) console.error(error.message); // esbuild has said its own
}
