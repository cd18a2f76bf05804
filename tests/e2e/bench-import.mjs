// How the page answers while 100,000 rows come in: the longest time between an input event and the
// moment at which the page handled it, for each stage. Prints a table; judges nothing (`make bench`).

import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { LAUNCH } from "./support/browser.js";
import { blockStorage } from "./support/faults.js";

const ROWS = process.env.ROWS ?? "100000";
const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const big = join(tmpdir(), `gluework-bench-${process.pid}.csv`);
execFileSync("cargo", ["run", "--release", "-q", "--example", "bench_import", "--", ROWS, "-o", big], {
  stdio: ["ignore", "ignore", "inherit"],
});
const site = server(dist);
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch(LAUNCH);
try {
  const page = await browser.newPage({ baseURL: `http://127.0.0.1:${site.address().port}/` });
  // SAVE=no measures the import alone: how a program of this size is stored is another matter.
  if (process.env.SAVE === "no") await blockStorage(page);
  page.on("pageerror", (error) => console.error(`page error: ${error}`));
  page.on("console", (message) => message.type() === "error" && console.error(`console: ${message.text()}`));
  await page.goto("./");
  // Messages to the page itself stand in the same queue as input; each tells how long it waited.
  await page.evaluate(`(() => {
    window.stages = [];
    window.begin = (name) => window.stages.push({ name, longest: 0, from: performance.now(), events: 0 });
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => {
      const stage = window.stages.at(-1);
      const waited = performance.now() - data;
      if (stage) {
        stage.longest = Math.max(stage.longest, waited);
        stage.events += 1;
        stage.to = performance.now();
      }
      setTimeout(() => channel.port2.postMessage(performance.now()), 5);
    };
    channel.port2.postMessage(performance.now());
  })()`);
  const begin = (name) => page.evaluate(`window.begin(${JSON.stringify(name)})`);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import…" }).click();
  await begin("reading and comparing");
  await (await chooser).setFiles(big);
  const apply = page.getByRole("button", { name: /^Import \d/ });
  await apply.waitFor({ timeout: 300_000 });
  await begin("the preview is on screen");
  await page.waitForTimeout(1000);
  await begin("importing, until it is said to be done");
  await apply.click();
  await page.getByRole("link", { name: "Open the board" }).waitFor({ timeout: 300_000 });
  await begin("the ten seconds after, with saving");
  await page.waitForTimeout(10_000);
  const stages = await page.evaluate("window.stages");
  console.log(`\nImport of ${ROWS} rows in the browser`);
  console.table(
    stages.map(({ name, longest, from, to, events }) => ({
      stage: name,
      seconds: ((to - from) / 1000).toFixed(1),
      "longest wait, ms": Math.round(longest),
      "events measured": events,
    })),
  );
} finally {
  await browser.close();
  site.close();
}
