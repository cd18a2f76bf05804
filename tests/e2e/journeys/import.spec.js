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
