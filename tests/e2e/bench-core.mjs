// The core's own bench, compiled for WebAssembly as the page is (same profile), in a browser: what
// examples/bench_core.rs says natively, said there. Judges nothing (`make bench`).

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { LAUNCH } from "./support/browser.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const run = (program, ...words) => execFileSync(program, words, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });

const folder = mkdtempSync(join(tmpdir(), "gluework-bench-"));
run("cargo", "build", "--profile", "site", "--locked", "-q", "--target", "wasm32-unknown-unknown", "--example", "bench_core");
const wasm = join(target, "wasm32-unknown-unknown/site/examples/bench_core.wasm");
run("wasm-bindgen", "--target", "web", "--no-typescript", "--out-dir", folder, wasm);
writeFileSync(join(folder, "run.js"), 'import init from "./bench_core.js";\nawait init();\ndocument.title = "done";\n');
writeFileSync(join(folder, "index.html"), '<!doctype html><title>bench</title><script type="module" src="run.js"></script>\n');

const site = server(folder);
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch(LAUNCH);
try {
  const page = await browser.newPage();
  page.on("console", (message) => console.log(message.text()));
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${site.address().port}/`);
  await page.waitForFunction('document.title === "done"', undefined, { timeout: 300_000 });
} finally {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
