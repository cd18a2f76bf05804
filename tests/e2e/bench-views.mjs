// Every page at 2,000 items, 40 people and 12 teams, with hundreds of the other records: how long it takes
// to open, and what a letter in each of its fields costs. Prints tables; judges nothing (`make bench`).

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { server } from "../../scripts/serve.mjs";
import { Data } from "./pages/data.page.js";
import { FirstRun } from "./pages/first-run.page.js";
import { LAUNCH } from "./support/browser.js";
import { madeUpIds } from "./support/ids.js";
import { ROUTES } from "./support/routes.js";

const ROUNDS = Number(process.env.ROUNDS ?? 10);
/** How many of each kind of record there are to be. */
const SIZES = { items: 2000, people: 40, teams: 12, stakeholders: 60, actions: 400, decisions: 120, dependencies: 120, change_requests: 60, risks: 120, meetings: 80, stand_ups: 240, incidents: 30, escalations: 30, retros: 40, clients: 12, deliverables: 80, experiments: 30, milestones: 30, initiatives: 40, goals: 20 };
const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.ceil((p / 100) * values.length) - 1];

/** The sample program's records, copied under new ids and keys until there are so many. */
function grown(text) {
  const whole = JSON.parse(text);
  const { program } = whole;
  const id = madeUpIds();
  const copy = (original, n) => {
    const made = { ...original, id: id() };
    if (made.key) made.key = `${made.key.replace(/\d+$/, "")}${10_000 + n}`;
    delete made.source;
    delete made.me;
    return made;
  };
  for (const [table, wanted] of Object.entries(SIZES)) {
    const originals = Object.values(program[table] ?? {});
    for (let n = originals.length; originals.length > 0 && n < wanted; n += 1) {
      const made = copy(originals[n % originals.length], n);
      if (table === "people") Object.assign(made, { name: `Person ${n}`, aliases: [] });
      if (table === "teams") made.name = `Team ${n}`;
      program[table][made.id] = made;
    }
  }
  // Spread over the teams and people that there are now, a sprint of its own for each team.
  const [teams, people] = [Object.keys(program.teams), Object.keys(program.people)];
  const sprints = Object.values(program.sprints);
  for (const team of teams.filter((team) => !sprints.some((sprint) => sprint.team === team))) {
    for (const sprint of sprints.filter((sprint) => sprint.team === sprints[0].team)) {
      const made = { ...copy(sprint, 0), team, name: `${program.teams[team].name} ${sprint.name.split(" ").pop()}` };
      program.sprints[made.id] = made;
    }
  }
  Object.values(program.people).forEach((person, n) => (person.team = teams[n % teams.length]));
  Object.values(program.items).forEach((item, n) => {
    item.team = teams[n % teams.length];
    item.owner = people[n % people.length];
    const own = Object.values(program.sprints).filter((sprint) => sprint.team === item.team);
    if (item.sprint) item.sprint = own[n % own.length]?.id;
  });
  return whole;
}

const folder = mkdtempSync(join(tmpdir(), "gluework-bench-"));
const site = server(fileURLToPath(new URL("../../dist", import.meta.url)));
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch(LAUNCH);
try {
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${site.address().port}/`, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`page error: ${error}`));
  await new FirstRun(page).sample();
  await page.evaluate(() => void (location.hash = "#/data"));
  const whole = grown(await new Data(page).export());
  const path = join(folder, "large.json");
  writeFileSync(path, JSON.stringify(whole));
  const data = new Data(page);
  await data.choose(page.getByRole("main").getByRole("button", { name: /^(Restore|Import)…$/ }).first(), path);
  await page.getByRole("dialog").getByRole("button", { name: /^(Restore|Replace)/ }).click({ timeout: 60_000 });
  await page.getByRole("status").filter({ hasText: /^Saved/ }).waitFor({ timeout: 60_000 });
  console.log(
    `\n${Object.entries(whole.program)
      .filter(([table, records]) => table !== "settings" && Object.keys(records).length > 20)
      .map(([table, records]) => `${Object.keys(records).length} ${table.replaceAll("_", " ")}`)
      .join(", ")}`,
  );

  const opened = [];
  const typed = [];
  for (const route of ROUTES.filter((route) => route !== "data")) {
    await page.evaluate((route) => void (location.hash = `#/${route}`), route);
    await page.waitForFunction(() => document.querySelector("h1")?.textContent !== "Data");
    const title = await page.evaluate(() => document.querySelector("h1").textContent);
    const took = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.evaluate(() => void (location.hash = "#/data"));
      await page.getByRole("heading", { level: 1, name: "Data" }).waitFor();
      // From the change of address to the second frame after the page's heading is there: painted.
      took.push(
        await page.evaluate(
          async ([route, title]) => {
            const frame = () => new Promise((next) => requestAnimationFrame(next));
            const from = performance.now();
            location.hash = `#/${route}`;
            while (document.querySelector("h1")?.textContent !== title) await frame();
            await frame();
            return performance.now() - from;
          },
          [route, title],
        ),
      );
    }
    opened.push({ page: route, "median ms": Math.round(percentile(took, 50)), "p95 ms": Math.round(percentile(took, 95)), "DOM nodes": await page.evaluate(() => document.querySelectorAll("*").length) });
    // A letter: from the key until what it set off is worked through and laid out.
    const letters = await page.evaluate(async () => {
      const fields = [...document.querySelectorAll("main input:not([type=checkbox], [type=radio], [type=range], [type=date], [type=number], [type=file]), main textarea, main [contenteditable]")];
      const turn = () => new Promise((next) => setTimeout(next));
      const shown = fields.filter((field) => field.checkVisibility() && !field.disabled).slice(0, 6);
      const took = [];
      for (const field of shown) {
        field.focus();
        const before = field.value;
        for (const letter of "search") {
          const from = performance.now();
          field.dispatchEvent(new KeyboardEvent("keydown", { key: letter, bubbles: true, cancelable: true }));
          field.value += letter;
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
          await turn();
          document.body.offsetHeight;
          took.push(performance.now() - from);
        }
        field.value = before;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await turn();
      }
      return { took, fields: shown.length };
    });
    if (letters.fields > 0) {
      typed.push({ page: route, fields: letters.fields, "median ms": Math.round(percentile(letters.took, 50) * 10) / 10, "p95 ms": Math.round(percentile(letters.took, 95) * 10) / 10, "worst ms": Math.round(Math.max(...letters.took) * 10) / 10 });
    }
  }
  console.log("\nA page opens: address changed to painted");
  console.table(opened);
  console.log("\nA letter in a field: key to laid out");
  console.table(typed);
} finally {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
