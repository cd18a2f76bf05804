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

/** Adds entries; milliseconds of each from the key to the new line on the page, laid out. */
const entries = (count) => `(async () => {
  const field = document.querySelector(".war-field input");
  const first = () => document.querySelector(".war-lines").firstElementChild;
  const took = [];
  for (let n = 0; n < ${count}; n += 1) {
    field.value = "Queue at " + (4100 - n) + ", falling";
    const before = first();
    const from = performance.now();
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    // Drawing follows in tasks of its own, behind the handler.
    while (first() === before && performance.now() - from < 5_000) await null;
    document.body.offsetHeight;
    took.push(performance.now() - from);
    await new Promise((next) => setTimeout(next));
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
  await room.dialog.getByRole("textbox", { name: "Title" }).fill("A long night");
  await page.keyboard.press("Enter");
  await room.field.waitFor();
  await page.evaluate(entries(ENTRIES));
  await page.getByRole("status").filter({ hasText: /^Saved/ }).waitFor({ timeout: 60_000 });
  const added = await page.evaluate(entries(ROUNDS));
  const typed = await page.evaluate(letters(200));
  console.log(`\nThe war room at ${await page.locator(".war-timeline .list-head .n").textContent()}`);
  console.table([row("a letter in the entry field: handled and laid out", typed), row("Enter: the entry on the timeline, laid out", added)]);
} finally {
  await browser.close();
  site.close();
}
