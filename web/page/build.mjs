// Builds the page into ../static: one script, one style sheet, the notices of the libraries inside. Same input, same bytes.

import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "static");

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
});

const names = new Set(
  Object.keys(result.metafile.inputs).flatMap((file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.slice(1) ?? []),
);
const notices = ["page.js, page.css and blankets.js contain these libraries."];
for (const name of [...names].sort()) {
  const folder = join(here, "node_modules", name);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const licence = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  if (licence === undefined) throw new Error(`${name} comes without a licence file`);
  notices.push(`${name} ${version}\n\n${(await readFile(join(folder, licence), "utf8")).trim()}`);
}
await writeFile(join(out, "NOTICES.txt"), `${notices.join(`\n\n${"-".repeat(72)}\n`)}\n`);
for (const file of ["index.html", "icon.svg"]) await copyFile(join(here, file), join(out, file));
