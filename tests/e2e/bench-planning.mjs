// Backlog, sprint planning and roadmap at 2,000 items with 40 people in 12 teams, and at 10,000 items:
// opening, typing, ranking, dragging. Prints a table; judges nothing (`make bench`).

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { LAUNCH } from "./support/browser.js";
import { madeUpIds } from "./support/ids.js";

const ROUNDS = Number(process.env.ROUNDS ?? 10);
const TODAY = new Date().toISOString().slice(0, 10);
const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.ceil((p / 100) * values.length) - 1];
const row = (what, values) => ({
  what,
  "median ms": Math.round(percentile(values, 50)),
  "p95 ms": Math.round(percentile(values, 95)),
  rounds: values.length,
});

/** A snapshot of so many items; `people` and `teams` are multiplied up to these numbers. */
function snapshot(items, people, teams) {
  const path = join(tmpdir(), `gluework-planning-${process.pid}-${items}.json`);
  const generate = ["run", "--release", "-q", "--example", "generate", "--", "--items", `${items}`, "--seed", "1", "--today", TODAY, "-o", path];
  execFileSync("cargo", generate, { stdio: ["ignore", "ignore", "inherit"] });
  const whole = JSON.parse(readFileSync(path, "utf8"));
  const { program } = whole;
  const id = madeUpIds();
  const copies = (table, wanted, change) => {
    const originals = Object.values(program[table]);
    for (let n = originals.length; n < wanted; n += 1) {
      const made = change({ ...originals[n % originals.length], id: id() }, n);
      program[table][made.id] = made;
    }
  };
  copies("teams", teams, (team, n) => ({ ...team, name: `Team ${n}` }));
  const teamIds = Object.keys(program.teams);
  copies("people", people, (person, n) => ({ ...person, me: false, name: `Person ${n}`, team: teamIds[n % teamIds.length] }));
  const sprints = Object.values(program.sprints);
  const first = sprints[0].team;
  for (const team of teamIds.filter((team) => !sprints.some((sprint) => sprint.team === team))) {
    for (const sprint of sprints.filter((sprint) => sprint.team === first)) {
      const made = { ...sprint, id: id(), team, name: `${program.teams[team].name} ${sprint.name.split(" ").pop()}` };
      program.sprints[made.id] = made;
    }
  }
  const peopleIds = Object.keys(program.people);
  const planned = Object.values(program.sprints).filter((sprint) => sprint.state === "planned");
  const day = (days) => new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
  Object.values(program.items).forEach((item, n) => {
    item.team = teamIds[n % teamIds.length];
    item.owner = peopleIds[n % peopleIds.length];
    if (!item.sprint && n % 3 === 0) item.sprint = planned[n % planned.length]?.id;
  });
  const epics = Object.values(program.items).filter((item) => item.kind === "epic" || item.kind?.epic !== undefined);
  program.initiatives ??= {};
  const goals = Object.keys(program.goals);
  for (let n = 0; n < 40; n += 1) {
    const made = {
      id: id(), title: `Initiative ${n}`, goal: goals[n % goals.length], teams: [teamIds[n % teamIds.length]],
      start: day((n % 20) * 9 - 60), end: day((n % 20) * 9), baseline_start: day((n % 20) * 9 - 64), baseline_end: day((n % 20) * 9 - 5),
      size: 40, work: epics.slice(n, n + 1).map((epic) => epic.id), state: "planned", rank: n,
      created: program.teams[teamIds[0]].created, updated: program.teams[teamIds[0]].updated,
    };
    program.initiatives[made.id] = made;
  }
  writeFileSync(path, JSON.stringify(whole));
  return path;
}

/** Milliseconds from `act` until the second frame after `done` holds, measured in the page. */
async function painted(page, act, done) {
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

async function measure(page, name) {
  const rows = [];
  const opening = async (hash, ready, what) => {
    const values = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.evaluate(() => void (location.hash = "#/data"));
      await page.getByRole("heading", { level: 1, name: "Data" }).waitFor();
      values.push(await painted(page, `() => void (location.hash = ${JSON.stringify(hash)})`, ready));
    }
    rows.push(row(what, values));
  };
  const lines = () => document.querySelectorAll("article.line").length > 10;
  await opening("#/backlog", lines, "backlog opens");
  await opening("#/backlog?view=tree", lines, "hierarchy opens");
  await opening("#/backlog?plan=next", "() => document.querySelectorAll('.sprint-plan').length > 0 && document.querySelectorAll('article.line').length > 10", "sprint planning opens");
  await opening("#/roadmap", "() => document.querySelectorAll('.rm-table tbody tr').length > 0", "roadmap opens");

  await page.goto("./#/backlog");
  await page.locator("article.line").first().waitFor();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const typed = [];
  for (const letter of "search index") {
    typed.push(
      await painted(
        page,
        `() => { const f = document.querySelector('input[type=search]'); f.value += ${JSON.stringify(letter)}; f.dispatchEvent(new Event("input", { bubbles: true })); }`,
        "() => true",
      ),
    );
  }
  rows.push(row("a letter in Find, list on screen", typed));
  await page.goto("./#/backlog");
  await page.locator("article.line").first().waitFor();
  const ranked = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ranked.push(
      await painted(
        page,
        () => {
          const second = document.querySelectorAll("article.line")[1];
          window.benchKey = second.dataset.key;
          second.focus();
          second.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true, bubbles: true, cancelable: true }));
        },
        () => document.querySelector("article.line")?.dataset.key === window.benchKey,
      ),
    );
  }
  rows.push(row("a row ranked by key, on screen", ranked));

  // The longest wait between two frames while a row is carried over the list.
  const grip = await page.locator("article.line .line-grip").nth(2).boundingBox();
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.evaluate(`window.benchFrames = []; window.benchStop = false; (async () => {
    let last = performance.now();
    while (!window.benchStop) { await new Promise((next) => requestAnimationFrame(next)); const now = performance.now(); window.benchFrames.push(now - last); last = now; }
  })(); undefined`);
  for (let step = 0; step < 60; step += 1) await page.mouse.move(grip.x + 20, grip.y + 20 + step * 8);
  const frames = await page.evaluate("window.benchStop = true, window.benchFrames");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  rows.push(row("frames while dragging", frames));
  console.log(`\n${name}`);
  console.table(rows);
}

const site = server(dist);
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch(LAUNCH);
try {
  for (const [items, people, teams] of [[2000, 40, 12], [10_000, 40, 12]]) {
    const context = await browser.newContext({ baseURL: `http://127.0.0.1:${site.address().port}/`, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto("./");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import…" }).click();
    await (await chooser).setFiles(snapshot(items, people, teams));
    await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click({ timeout: 60_000 });
    await page.getByRole("status").filter({ hasText: /^Saved/ }).waitFor({ timeout: 60_000 });
    await measure(page, `${items.toLocaleString("en")} items, ${people} people, ${teams} teams`);
    await context.close();
  }
} finally {
  await browser.close();
  site.close();
}
