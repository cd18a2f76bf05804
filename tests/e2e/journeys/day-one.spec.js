// A first day: bring the work in, move it, note a risk, report, and take everything to another place.

import { fileURLToPath } from "node:url";
import { file, undated } from "../pages/data.page.js";
import { expect, test } from "../support/test.js";

const EXPORT = fileURLToPath(new URL("../fixtures/jira.csv", import.meta.url));
const RISK = { title: "Staging cannot hold the index", category: "Technical", probability: 4, impact: 3 };

test("[B4] [B5] from a Jira export to a report, and through a snapshot unchanged", async ({
  page,
  firstRun,
  shell,
  board,
  risks,
  reports,
  data,
}) => {
  await test.step("import, after a preview that changes nothing", async () => {
    await firstRun.open();
    await data.choose(firstRun.import, EXPORT);
    await expect(data.apply).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Typo-tolerant matching");
    await data.apply.click();
    await shell.saved();
    await shell.open("board");
    await board.has("SRCH-1", "To Do");
    await board.has("SRCH-2", "In Progress");
    await board.has("SRCH-3", "In Review");
  });

  await test.step("move a card by mouse, by menu, by keys, and undo", async () => {
    await board.drag("SRCH-1", "In Progress");
    await board.has("SRCH-1", "In Progress");
    await board.moveByMenu("SRCH-1", "In Review");
    await board.has("SRCH-1", "In Review");
    await board.moveByKeys("SRCH-1", "To Do");
    await board.has("SRCH-1", "To Do");
    await expect(shell.undoToast).toContainText("SRCH-1");
    await shell.undo();
    await board.has("SRCH-1", "In Review");
  });

  await test.step("quick add", async () => {
    await shell.add("Warm the cache before the load test #search");
    await expect(board.cards.filter({ hasText: "Warm the cache before the load test" })).toBeVisible();
  });

  await test.step("a risk, and its line in the report", async () => {
    await shell.go("Risks");
    await risks.add(RISK);
    await expect(risks.row(RISK.title)).toContainText("12");
    await shell.go("Reports");
    await expect(reports.text).toContainText(RISK.title);
  });

  await test.step("everything is there after a reload", async () => {
    await shell.saved();
    await page.reload();
    await shell.drawn();
    await expect(reports.text).toContainText(RISK.title);
    await shell.go("Board");
    await board.has("SRCH-1", "In Review");
    await expect(board.cards.filter({ hasText: "Warm the cache before the load test" })).toBeVisible();
  });

  await test.step("export, delete everything, restore: the next export is the same", async () => {
    await shell.open("data");
    const before = await data.export();
    await data.deleteEverything();
    await firstRun.open();
    await data.choose(firstRun.import, file("snapshot.json", before));
    await data.apply.click();
    await shell.saved();
    await shell.open("data");
    expect(undated(await data.export())).toBe(undated(before));
  });
});

test("[B6] the same export again changes nothing and doubles nothing", async ({ page, firstRun, shell, board, data }) => {
  await firstRun.open();
  await data.choose(firstRun.import, EXPORT);
  await data.apply.click();
  await shell.saved();
  await shell.open("data");
  const before = JSON.parse(await data.export());
  await data.choose(data.importButton, EXPORT);
  await expect(page.getByRole("main")).toContainText(/nothing|no changes|0 changes/i);
  await shell.open("board");
  await expect(board.card("SRCH-2")).toHaveCount(1);
  await shell.open("data");
  const after = JSON.parse(await data.export());
  expect(after.program.items).toEqual(before.program.items);
});

test("start empty, and the keys work", async ({ firstRun, shell }) => {
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  await shell.opensAndCloses("c", shell.quickAdd);
  await shell.opensAndCloses("Control+k", shell.palette);
  await shell.opensAndCloses("?", shell.keys);
});
