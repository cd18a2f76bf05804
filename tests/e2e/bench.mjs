// The figures that only a browser can tell: size of the first load, paint, the board at 10,000
// items. Prints tables; judges nothing (`make bench`).

import { readFileSync, readdirSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { LAUNCH } from "./support/browser.js";
import { refuseVault } from "./support/faults.js";
import { type } from "./support/typist.js";

const ROUNDS = 15;
// The work goes up to today: figures of the last weeks are the ones that cost something.
const TODAY = new Date().toISOString().slice(0, 10);
const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** Bytes of each file of the first load as brotli sends them. */
function sizes() {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  const rows = readdirSync(dist)
    .filter((name) => /\.(html|js|css|wasm)$/.test(name))
    .map((name) => {
      const bytes = readFileSync(join(dist, name));
      return { file: name, raw: bytes.length, brotli: brotliCompressSync(bytes, options).length };
    });
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  return [...rows, { file: "first load", raw: sum("raw"), brotli: sum("brotli") }];
}

const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.ceil((p / 100) * values.length) - 1];
const row = (what, values) => ({
  what,
  "median ms": Math.round(percentile(values, 50)),
  "p95 ms": Math.round(percentile(values, 95)),
  rounds: values.length,
});

/** Milliseconds from `act` until the second frame after `done` holds, measured in the page. */
async function painted(page, act, done) {
  // As text through the debugger: the page's content policy rightly refuses to evaluate any.
  return page.evaluate(`(async () => {
    const act = ${act};
    const done = ${done};
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const from = performance.now();
    act();
    while (!done() && performance.now() - from < 10_000) await frame();
    await frame();
    return performance.now() - from;
  })()`);
}

/** Metrics: what the analysis takes by itself, and what a change of the filter takes to be on screen. */
async function metrics(page) {
  const families = ["", "sprints", "flow", "quality", "cost", "sla", "forecast"];
  const analysis = (name) => page.evaluate((name) => performance.getEntriesByName(name, "measure")[0]?.duration ?? NaN, name);
  const rows = [];
  for (const family of families) {
    await page.goto(`./#/metrics?tab=${family}`);
    await page.locator(".chart-block").first().waitFor();
    await page.locator(".figure").first().waitFor();
    const computed = [];
    const changes = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      changes.push(
        await painted(
          page,
          () => {
            const period = document.querySelector('select[aria-label="Period"]');
            window.benchRow = document.querySelector(".figures").firstElementChild;
            period.value = period.value === "30" ? "" : "30";
            period.dispatchEvent(new Event("change", { bubbles: true }));
          },
          // The tiles and charts are drawn anew once the answer is there.
          () => document.querySelector(".figures").firstElementChild !== window.benchRow,
        ),
      );
      computed.push(await analysis("gluework metrics"));
    }
    const name = family || "overview";
    rows.push(row(`${name}: figures and series computed`, computed), row(`${name}: a change of period on screen`, changes));
  }
  // Forecasts do not follow the period, so a change of it does not repeat them.
  const forecasts = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(() => void (location.hash = "#/metrics?tab=flow"));
    await page.locator('[data-chart-block="throughput"]').waitFor();
    await page.evaluate(() => void (location.hash = "#/metrics?tab=forecast"));
    await page.locator('[data-chart-block="milestones"]').waitFor();
    forecasts.push(await analysis("gluework forecasts"));
  }
  rows.push(row("forecast: all forecasts computed", forecasts));
  console.log("\nMetrics in the browser, 10,000 items of six status changes");
  console.table(rows);
}

console.log("\nFirst load, bytes");
console.table(sizes());

const big = join(tmpdir(), `gluework-bench-${process.pid}.json`);
execFileSync("cargo", ["run", "--release", "-q", "--example", "generate", "--", "--items", "10000", "--seed", "1", "--today", TODAY, "-o", big], {
  stdio: ["ignore", "ignore", "inherit"],
});
const site = server(dist);
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch(LAUNCH);
try {
  const page = await browser.newPage({ baseURL: `http://127.0.0.1:${site.address().port}/`, viewport: { width: 1440, height: 900 } });
  await page.goto("./");
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import…" }).click();
  await (await chooser).setFiles(big);
  const wasm = await page.evaluate(
    () => performance.getEntriesByType("resource").find((entry) => entry.name.endsWith(".wasm"))?.responseEnd ?? NaN,
  );
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click({ timeout: 60_000 });
  await page.getByRole("status").filter({ hasText: /^Saved/ }).waitFor({ timeout: 60_000 });

  const open = [];
  const moves = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(() => void (location.hash = "#/data"));
    await page.getByRole("heading", { level: 1, name: "Data" }).waitFor();
    open.push(
      await painted(
        page,
        () => void (location.hash = "#/board?mode=kanban"),
        () => document.querySelectorAll("article.card").length > 5,
      ),
    );
  }
  // A week back by histories against now: wound back, compared, forecast on both sides, drawn.
  const compared = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(() => void (location.hash = "#/data"));
    await page.getByRole("button", { name: "Compare…" }).waitFor();
    compared.push(
      await painted(
        page,
        () => [...document.querySelectorAll("main button")].find((button) => button.textContent === "Compare…").click(),
        () => document.querySelector(".change-table tbody tr") !== null,
      ),
    );
  }
  await page.evaluate(() => void (location.hash = "#/board?mode=kanban"));
  await page.locator("article.card").nth(5).waitFor();
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  const cards = await page.locator("article.card").count();
  for (let round = 0; round < ROUNDS; round += 1) {
    moves.push(
      await painted(
        page,
        () => {
          const card = document.querySelector("article.card");
          window.benchKey = card.dataset.key;
          window.benchColumn = card.closest("[data-column]").dataset.column;
          card.focus();
          const key = window.benchColumn === "0" ? "ArrowRight" : "ArrowLeft";
          card.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: true, bubbles: true, cancelable: true }));
        },
        () => {
          const card = document.querySelector(`article[data-key="${window.benchKey}"]`);
          return card?.closest("[data-column]")?.dataset.column !== window.benchColumn;
        },
      ),
    );
  }
  await metrics(page);
  /** Milliseconds from navigation to cards, and until all stores have been heard, over some reloads. */
  const startsOf = async (page) => {
    await page.addInitScript(() => {
      const saved = /^\s*Saved/;
      new MutationObserver((_, look) => {
        if (!window.cardsAt && document.querySelector("article.card")) window.cardsAt = performance.now();
        const state = document.querySelector("[role=status][aria-label='Save state']");
        if (!window.cardsAt || !saved.test(state?.textContent ?? "")) return;
        window.heardAt = performance.now();
        look.disconnect();
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    const starts = { cards: [], heard: [] };
    for (let round = 0; round < 9; round += 1) {
      await page.reload();
      await page.waitForFunction(() => window.heardAt > 0);
      const { cards, heard } = await page.evaluate(() => ({ cards: window.cardsAt, heard: window.heardAt }));
      starts.cards.push(cards);
      starts.heard.push(heard);
    }
    return starts;
  };
  await page.evaluate(() => void (location.hash = "#/board?mode=kanban"));
  await page.locator("article.card").first().waitFor();
  const starts = await startsOf(page);
  // A hundred more changes in the journal, which the next start has to replay.
  await page.evaluate(() => {
    // No checkpoint may take them up.
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (key === "gluework/program") throw new DOMException("no", "SecurityError");
      return setItem.call(this, key, value);
    };
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...values) {
      if (this.name === "checkpoints") throw new DOMException("no", "QuotaExceededError");
      return put.apply(this, values);
    };
  });
  const { took } = await type(page, { titles: Array.from({ length: 100 }, (_, n) => `Journalled ${n}`) });
  const replays = await startsOf(page);
  // The same without a database: what reading the checkpoint alone takes.
  const alone = await browser.newContext({ baseURL: page.url().split("#")[0], viewport: { width: 1440, height: 900 } });
  const bare = await alone.newPage();
  await refuseVault(bare);
  await bare.goto("./");
  const again = bare.waitForEvent("filechooser");
  await bare.getByRole("button", { name: "Import…" }).click();
  await (await again).setFiles(big);
  await bare.getByRole("dialog").getByRole("button", { name: "Restore" }).click({ timeout: 60_000 });
  await bare.getByRole("status").filter({ hasText: /^Saved/ }).waitFor({ timeout: 60_000 });
  await bare.evaluate(() => void (location.hash = "#/board?mode=kanban"));
  const checkpointOnly = await startsOf(bare);
  console.log("\nIn the browser, 10,000 items of six status changes");
  console.table([
    row("board opens: route change to cards painted", open),
    row("a move by keys is on screen", moves),
    row("compare with a week back: a press to the lines on screen", compared),
    row("start: navigation to cards on the board", starts.cards),
    row("start: until the database has been heard", starts.heard),
    row("start with 100 changes in the journal: cards", replays.cards),
    row("start with 100 changes in the journal: replayed", replays.heard),
    row("start without a database: cards, from the checkpoint alone", checkpointOnly.cards),
    row("start without a database: until that is known", checkpointOnly.heard),
    row("an edit until it is acknowledged", took),
  ]);
  const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const over = (these) => Math.round(middle(these) - middle(checkpointOnly.cards));
  console.log(
    `start-up over reading the checkpoint, medians: cards ${over(starts.cards)} ms, database heard ${over(starts.heard)} ms, ` +
      `100 changes replayed ${over(replays.heard)} ms`,
  );
  console.table([
    { what: "DOM nodes on the board", count: nodes },
    { what: "cards drawn", count: cards },
    { what: "first contentful paint, ms", count: Math.round(paint) },
    { what: "wasm arrived, ms", count: Math.round(wasm) },
  ]);
} finally {
  await browser.close();
  site.close();
}
