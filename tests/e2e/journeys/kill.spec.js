// The promise under the hardest end: the whole browser is killed while somebody types.
// 50 rounds here; KILLS=500 for more.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { titles, type } from "../support/typist.js";
import { Victim } from "../support/victim.js";

const ROUNDS = Number(process.env.KILLS ?? 50);
const ITEMS = 2_000;
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The page's words, the keys of local storage with their lengths, and how much the database holds. */
const STATE = `(async () => {
  const opened = await new Promise((done) => {
    const asked = indexedDB.open("gluework");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(String(asked.error));
  });
  const counts = [];
  if (typeof opened !== "string") {
    for (const name of opened.objectStoreNames) {
      const asked = opened.transaction(name).objectStore(name).count();
      counts.push(name + ": " + (await new Promise((done) => (asked.onsuccess = () => done(asked.result)))));
    }
  }
  const local = Object.entries(localStorage).map(([key, value]) => key + ": " + value.length);
  const words = [...document.querySelectorAll("h1, [role=status]")].map((element) => element.textContent);
  return JSON.stringify({ opened: typeof opened === "string" ? opened : "yes", counts, local, words });
})()`;

const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.ceil((p / 100) * values.length) - 1] ?? NaN;

test(`[D1] no acknowledged edit is lost over ${ROUNDS} kills of the whole browser`, async ({ baseURL }) => {
  test.setTimeout(ROUNDS * 20_000 + 180_000);
  const folder = mkdtempSync(join(tmpdir(), "gluework-kill-file-"));
  const file = join(folder, "program.json");
  const generate = ["run", "-q", "--locked", "--example", "generate", "--", "--items", String(ITEMS), "--seed", "1", "-o", file];
  execFileSync("cargo", generate, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const victim = new Victim();
  const acknowledged = [];
  const latencies = [];
  let checked = 0;
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const page = await victim.start();
      await page.goto(baseURL);
      if (round === 0) {
        const chooser = page.waitForEvent("filechooser");
        await page.getByRole("button", { name: "Import…" }).click();
        await (await chooser).setFiles(file);
        await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
        await expect(page.getByRole("status").filter({ hasText: /^\s*Saved/ })).toBeVisible();
      }
      await expect(page.getByRole("main").getByRole("heading", { level: 1 }), `round ${round} opens`).toBeVisible();
      const there = new Set(await titles(page));
      const lost = acknowledged.filter((title) => !there.has(title));
      // What the stores and the page say then is the first thing to know.
      if (lost.length > 0) {
        console.log(await page.evaluate(STATE));
        console.log(victim.stored());
      }
      expect(lost, `after kill ${round}, of ${acknowledged.length} acknowledged edits`).toEqual([]);
      checked = acknowledged.length;
      if (round > 0 && round % 50 === 0) console.log(`${round} kills, ${checked} acknowledged edits, none lost`);
      if (round === ROUNDS) break;
      await page.exposeFunction("acknowledged", (title) => void acknowledged.push(title));
      await page.evaluate(() => void (window.location.hash = "#/today"));
      // Every tenth round is let alone until it has ended, for the milliseconds from edit to acknowledgement.
      const calm = round % 10 === 9;
      const typing = type(page, {
        titles: Array.from({ length: calm ? 60 : 400 }, (_, n) => `round ${round} edit ${n}`),
        pause: 12,
      }).catch(() => null);
      if (calm) {
        latencies.push(...((await typing)?.took ?? []));
      } else {
        // Sometimes at the first keystroke, sometimes in the middle of a checkpoint.
        await new Promise((next) => setTimeout(next, Math.random() * 1_500));
      }
      await victim.kill();
      await typing;
    }
  } finally {
    await victim.clear();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(
    `kills ${ROUNDS}, acknowledged edits ${checked}, lost 0; edit to acknowledgement at ${ITEMS} items: ` +
      `median ${percentile(latencies, 50).toFixed(1)} ms, p95 ${percentile(latencies, 95).toFixed(1)} ms of ${latencies.length}`,
  );
  expect(checked).toBeGreaterThan(ROUNDS);
});
