// Lists of records: filters in the address, editing in place and in bulk, reminders, export.

import { expect, test } from "../support/test.js";

test("[AC6] rows are ticked with keys and changed together, and one undo takes it back", async ({
  page,
  firstRun,
  shell,
  lists,
  keyboard,
}) => {
  await firstRun.sample();
  await shell.open("actions");
  const before = await lists.grid.innerText();
  await lists.row("Ask Platform for 2 GPU nodes").focus();
  await keyboard.press("x", "j", "x");
  await expect(lists.bulk).toContainText("2 actions ticked");
  await keyboard.press("o");
  await keyboard.choose(/^Dana/);
  await expect(lists.row("Ask Platform for 2 GPU nodes")).toContainText("Dana Kovač");
  await expect(shell.undoToast).toContainText("Owner of 2 actions changed");
  await keyboard.press("Escape");
  await expect(lists.bulk).toBeHidden();
  await shell.undo();
  await expect(lists.row("Ask Platform for 2 GPU nodes")).toContainText("Jonas Weber");
  await expect(lists.row("Ask Platform for 2 GPU nodes")).not.toContainText("Dana");
});

test("filters stand in the address and come back with it", async ({ page, firstRun, shell, lists }) => {
  await firstRun.sample();
  await shell.open("actions");
  await lists.main.getByRole("combobox", { name: "Person" }).selectOption("Jonas Weber");
  await lists.main.getByRole("checkbox", { name: "Overdue" }).check();
  await expect(lists.grid.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/overdue=1&person=Jonas/);
  await page.reload();
  await shell.drawn();
  await expect(lists.grid.getByRole("row")).toHaveCount(2);
  await expect(lists.row("Ask Platform")).toContainText("late");
  await lists.main.getByRole("button", { name: "Clear filters" }).click();
  // The tab counts what is open; the head is a row, too.
  const open = Number((await lists.tab(/^Actions/).innerText()).match(/\d+/)[0]);
  await expect(lists.grid.getByRole("row")).toHaveCount(open + 1);
});

test("a line in short syntax becomes an action; quick add knows the other kinds", async ({
  page,
  firstRun,
  shell,
  lists,
  keyboard,
}) => {
  await firstRun.sample();
  await shell.open("actions");
  await lists.add.fill("Book the boardroom @ewa >tomorrow");
  await lists.add.press("Enter");
  await expect(lists.row("Book the boardroom")).toContainText("Ewa Nowak");
  await expect(lists.row("Book the boardroom")).toContainText("tomorrow");
  await lists.add.press("Escape");
  await keyboard.press("c");
  await expect(shell.quickAdd).toBeVisible();
  await keyboard.words("decision: Rent two nodes? @carlos >fri");
  await expect(shell.quickAdd.getByRole("combobox", { name: "Kind" })).toHaveValue("Decision");
  await keyboard.press("Enter");
  await expect(shell.quickAdd).toBeHidden();
  await lists.tab(/^Decisions/).click();
  await expect(lists.row("Rent two nodes?")).toContainText("Carlos Mendes");
});

test("a reminder is copied and noted, the list is exported", async ({
  page,
  context,
  firstRun,
  shell,
  lists,
  keyboard,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await firstRun.sample();
  await shell.open("actions");
  await lists.row("Ask Platform for 2 GPU nodes").focus();
  await keyboard.press("n");
  await expect(page.getByText("Reminder copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^Hi Jonas, this one is past its day[^]*A-61 Ask Platform for 2 GPU nodes: due .* late, open since .* \(from blocker B-12\)/,
  );
  const download = page.waitForEvent("download");
  await lists.main.getByRole("button", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toBe("actions.csv");
});

test("[AC4] a change request is accepted from its panel, and undo moves the milestone back", async ({
  page,
  firstRun,
  shell,
  lists,
}) => {
  await firstRun.sample();
  await shell.open("actions?list=changes");
  await lists.row("Rehearse with last year's peak").click();
  const panel = lists.panel("CR-5");
  const group = panel.getByRole("group", { name: "Decision" });
  await expect(group).toContainText(/Load test ready.*→/s);
  const before = await group.innerText();
  await group.getByRole("button", { name: "Accept" }).click();
  await expect(panel).toContainText("the baseline has moved");
  await expect(lists.row("Rehearse with last year's peak")).toBeHidden();
  await panel.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await lists.row("Rehearse with last year's peak").click();
  await expect(group).toHaveText(before, { useInnerText: true });
});
