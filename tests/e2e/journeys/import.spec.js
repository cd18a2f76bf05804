// Trackers' files on their way in: pages in one drop, trees, boards, tables of no tracker, a way out.

import { fileURLToPath } from "node:url";
import { file, undated } from "../pages/data.page.js";
import { expect, test } from "../support/test.js";

const fixture = (path) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

/** A Jira export of so many rows that reading it takes a while. */
function large(rows) {
  const lines = ["Summary,Issue key,Issue id,Status,Created,Description"];
  const words = "words that fill the cell ".repeat(20);
  for (let n = 1; n <= rows; n += 1) lines.push(`Item ${n},BIG-${n},${n},To Do,0${(n % 9) + 1}/Jan/24 1:00 PM,"${words}"`);
  return file("large.csv", lines.join("\n"));
}

test("pages of a search in one drop are one import", async ({ page, firstRun, shell, board, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, ["jira/search_page_1.json", "jira/search_page_2.json", "jira/statuses.json"].map(fixture));
  await expect(data.apply).toHaveText(/Import 3 changes/);
  await expect(page.getByRole("main")).toContainText("search_page_1.json, line 7");
  await data.apply.click();
  await shell.open("board?mode=kanban");
  await board.has("WEB-1", "Review");
  await board.has("WEB-3", "Parked");
});

test("a tree of Azure DevOps comes in with its hierarchy, and its mapping can be changed", async ({ page, firstRun, shell, board, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, fixture("azure/tree.csv"));
  await page.getByLabel("Active counts as").selectOption("To do");
  await expect(data.apply).toBeVisible();
  await data.apply.click();
  await shell.open("board");
  await board.has("3", "Active");
  await expect(board.column("Active")).toBeVisible();
});

test("a board of Trello comes in with its moves", async ({ firstRun, shell, board, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, fixture("trello/board.json"));
  await data.apply.click();
  await shell.open("board");
  await board.has("WR-1", "Done");
  await shell.open("data");
  const item = Object.values(JSON.parse(await data.export()).program.items).find((one) => one.key === "WR-1");
  expect(item.history.length).toBe(3);
});

test("a table of no tracker is mapped by hand, once", async ({ page, firstRun, shell, board, data, accessible }) => {
  await firstRun.open();
  await data.choose(firstRun.import, fixture("generic/backlog.csv"));
  await expect(page.getByRole("heading", { name: "Which column is what?" })).toBeVisible();
  await accessible("The choice of columns");
  for (const [field, header] of [["Title", "Was"], ["Status", "Stand"], ["Owner", "Wer"], ["Estimate", "Aufwand"], ["Due", "Bis"]]) {
    await page.getByLabel(`Column for ${field}`).selectOption(header);
  }
  await page.getByRole("button", { name: "Read with these columns" }).click();
  await expect(data.apply).toHaveText(/Import 2 changes/);
  await accessible("The preview");
  await data.apply.click();
  await shell.open("board");
  await board.has("1", "offen");
  // The same table again needs no mapping, and changes nothing.
  await shell.open("data");
  await data.choose(data.importButton, fixture("generic/backlog.csv"));
  await expect(page.getByRole("main")).toContainText("same as here already");
});

test("files of different trackers are refused by name", async ({ firstRun, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, [fixture("trello/board.json"), fixture("azure/flat.csv")]);
  await expect(data.problem).toContainText("board.json (Trello)");
  await expect(data.apply).toBeHidden();
});

test("[B11] a long reading shows how far it is, and can be stopped without a trace", async ({ page, firstRun, shell, data }) => {
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  await shell.open("data");
  const before = await data.export();
  await data.choose(data.importButton, large(40_000));
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("progressbar")).toBeHidden();
  await shell.open("data");
  expect(undated(await data.export())).toBe(undated(before));
});

test("a calendar comes in, and again changes nothing", async ({ page, firstRun, shell, data, accessible }) => {
  await firstRun.open();
  await data.choose(firstRun.import, fixture("ics/team.ics"));
  await expect(page.getByRole("heading", { name: "Will be created" })).toBeVisible();
  await accessible("The preview of a calendar");
  await data.apply.click();
  await expect(page.getByRole("heading", { name: /^Imported .*created/ })).toBeVisible();
  await shell.open("data");
  const meetings = Object.values(JSON.parse(await data.export()).program.meetings);
  expect(meetings.length).toBeGreaterThan(3);
  await data.choose(data.importButton, fixture("ics/team.ics"));
  await expect(page.getByRole("button", { name: "Import 0 changes" })).toBeDisabled();
});

test("a schedule of MS Project brings tasks, milestones and dependencies; one undo takes them back", async ({ page, firstRun, shell, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, fixture("msproject/plan.xml"));
  await page.getByLabel("What is imported of the schedule").selectOption("Milestones and their dependencies");
  await page.getByLabel("What is imported of the schedule").selectOption("Tasks, milestones, dependencies");
  await data.apply.click();
  await shell.open("data");
  const program = JSON.parse(await data.export()).program;
  for (const table of ["items", "milestones", "dependencies"]) expect(Object.keys(program[table] ?? {}).length, table).toBeGreaterThan(0);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => Object.keys(JSON.parse(await data.export()).program.items ?? {}).length).toBe(0);
});

test("reports of two nights in one drop are two runs of one import", async ({ page, firstRun, shell, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, ["junit/night2.xml", "junit/night1.xml"].map(fixture));
  await expect(page.getByRole("main")).toContainText("2 files");
  await data.apply.click();
  await shell.open("data");
  const runs = Object.values(JSON.parse(await data.export()).program.test_runs);
  expect(runs.length).toBe(2);
});

test("[FI11] costs wait for the projects that they name, and a table of unknown columns can be one of costs", async ({ page, firstRun, shell, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, file("bills.csv", "Tag der Buchung,Wofür,Summe in Euro\n13.02.2026,Cloud,\"1.234,50\"\n14.02.2026,Lizenz,99\n"));
  await page.getByRole("button", { name: "This is a table of costs" }).click();
  await page.getByLabel("Column for Date").selectOption("Tag der Buchung");
  await page.getByLabel("Column for Amount").selectOption("Summe in Euro");
  await page.getByLabel("Column for Project").selectOption("Wofür");
  await page.getByRole("button", { name: "Read with these columns" }).click();
  await expect(page.getByRole("button", { name: "Import 0 changes" })).toBeDisabled();
  await page.getByLabel("Project Cloud is").selectOption("A new project");
  await page.getByLabel("Project Lizenz is").selectOption("Left out");
  await data.apply.click();
  await shell.open("data");
  const costs = Object.values(JSON.parse(await data.export()).program.costs);
  expect(costs.length).toBe(1);
  expect(JSON.stringify(costs[0])).toContain("123450");
  // The next month's table has the same headers: its columns are known by now, and so is the project.
  await data.choose(data.importButton, file("march.csv", "Tag der Buchung,Wofür,Summe in Euro\n13.03.2026,Cloud,\"1.300,00\"\n"));
  await expect(page.getByRole("button", { name: "Import 1 change" })).toBeEnabled();
  await data.apply.click();
  await shell.open("data");
  expect(Object.values(JSON.parse(await data.export()).program.costs).length).toBe(2);
});

test("files of two kinds in one drop are refused by name", async ({ firstRun, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, ["ics/team.ics", "junit/night1.xml"].map(fixture));
  await expect(data.problem).toContainText("team.ics (Calendar (iCalendar)), night1.xml (Test report (JUnit XML))");
});

test("what leaves for another tool comes back the same", async ({ page, firstRun, shell, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, fixture("jira/cloud_en.csv"));
  await data.apply.click();
  await shell.open("data");
  const before = Object.values(JSON.parse(await data.export()).program.items).map((i) => [i.key, i.title]).sort();
  const jira = await data.exportAs("Jira CSV");
  const azure = await data.exportAs("Azure DevOps CSV");
  expect(azure.name).toMatch(/azure-devops\.csv$/);
  for (const name of ["Items CSV", "Costs CSV", "Risks CSV", "Dependencies CSV", "Calendar (.ics)"]) {
    expect((await data.exportAs(name)).text.length, name).toBeGreaterThan(20);
  }
  await data.choose(data.importButton, file("jira.csv", jira.text));
  await expect(page.getByText(/Left alone/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Import 0 changes" })).toBeDisabled();
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(before.length).toBeGreaterThan(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Jira (CSV)");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/jira\.csv$/);
});
