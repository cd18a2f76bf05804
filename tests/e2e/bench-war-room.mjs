// The war room at 500 entries: what a key press and a new entry take. Prints a table; judges nothing.

import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { FirstRun } from "./pages/first-run.page.js";
import { WarRoom } from "./pages/war-room.page.js";
import { LAUNCH } from "./support/browser.js";

const ENTRIES = 500;
const ROUNDS = 60;
const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.ceil((p / 100) * values.length) - 1];
const row = (what, values) => ({
  what,
  "median ms": Math.round(percentile(values, 50) * 10) / 10,
  "p95 ms": Math.round(percentile(values, 95) * 10) / 10,
  rounds: values.length,
});

/** Adds entries as fast as the page takes them; milliseconds of each, layout included. */
const entries = (count) => `(() => {
  const field = document.querySelector(".war-field input");
  const took = [];
  for (let n = 0; n < ${count}; n += 1) {
    field.value = "Queue at " + (4100 - n) + ", falling";
    const from = performance.now();
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    document.body.offsetHeight;
    took.push(performance.now() - from);
  }
  return took;
})()`;

/** Types letters: from the key going down to the page laid out again. */
const letters = (count) => `(() => {
  const field = document.querySelector(".war-field input");
  field.focus();
  const took = [];
  for (let n = 0; n < ${count}; n += 1) {
    const from = performance.now();
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "q", bubbles: true, cancelable: true }));
    field.value += "q";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.body.offsetHeight;
    took.push(performance.now() - from);
  }
  field.value = "";
  return took;
})()`;

const site = server(fileURLToPath(new URL("../../dist", import.meta.url)));
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch(LAUNCH);
try {
  const page = await browser.newPage({ baseURL: `http://127.0.0.1:${site.address().port}/`, viewport: { width: 1440, height: 900 } });
  const room = new WarRoom(page);
  await new FirstRun(page).sample();
  await page.keyboard.press("i");
  await page.keyboard.type("A long night");
  await page.keyboard.press("Enter");
  await room.field.waitFor();
  // In slices, so that saving has its turn between them.
  for (let n = 0; n < ENTRIES; n += 50) {
    await page.evaluate(entries(50));
    await page.getByRole("status").filter({ hasText: /^Saved/ }).waitFor({ timeout: 60_000 });
  }
  const typed = [];
  const added = [];
  const real = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    typed.push(...(await page.evaluate(letters(5))));
    added.push(...(await page.evaluate(entries(1))));
  }
  await room.field.focus();
  for (let round = 0; round < ROUNDS; round += 1) {
    // A true key press through the browser, to the second frame after it.
    const seen = page.evaluate(`new Promise((done) => addEventListener("keydown", () => {
      const from = performance.now();
      requestAnimationFrame(() => { document.body.offsetHeight; done(performance.now() - from); });
    }, { once: true }))`);
    await page.keyboard.press("w");
    real.push(await seen);
  }
  console.log(`\nThe war room at ${await room.entries().count()} entries`);
  console.table([
    row("a letter: handled and laid out", typed),
    row("Enter: the entry on the timeline", added),
    row("a letter of the keyboard, to the next frame", real),
  ]);
} finally {
  await browser.close();
  site.close();
}
