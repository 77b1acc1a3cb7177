// Bundles each test file and runs it with node's own runner.

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const files = (await readdir(join(here, "test"))).filter((file) => file.endsWith(".test.ts"));
const out = await mkdtemp(join(tmpdir(), "page-test-"));
try {
  await build({
    absWorkingDir: here,
    entryPoints: files.map((file) => join("test", file)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const made = files.map((file) => join(out, file.replace(/\.ts$/, ".mjs")));
  process.exitCode = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...made], { stdio: "inherit", cwd: here }).status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
