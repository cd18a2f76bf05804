// The report: out in three clicks, sections as the user wants them, sent, and what changed since.

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ firstRun, shell }) => {
  await firstRun.sample();
  await shell.saved();
});

test("[SR20] from Reports to a copied executive one-pager in three clicks", async ({ page, context, shell, reports, accessible }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await shell.go("Reports"); // one
  await reports.kind.selectOption({ label: "One page" }); // two
  await expect(reports.headings.first()).toBeVisible();
  await reports.copy.click(); // three
  await expect(page.getByText("Report copied for Confluence")).toBeVisible();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const text = async (type) => (await item.getType(type)).text();
    return { html: await text("text/html"), plain: await text("text/plain") };
  });
  expect(copied.html).toContain("<table");
  expect(copied.html).not.toContain("<script");
  expect(copied.plain).toContain("WHAT CHANGED SINCE");
  await accessible("The one-pager");
});

test("[SR18] a sent report is what the next one compares with", async ({ page, shell, reports, board }) => {
  await shell.open("reports?project=SRCH&for=team");
  await reports.send.click();
  await expect(page.getByText(/Report sent/).first()).toBeVisible();
  await expect(reports.part(/^What changed/)).toContainText("Nothing changed since");
  await shell.saved();
  await shell.open("board?project=SRCH");
  await shell.add("Rebuild the synonym index #srch");
  await shell.saved();
  await page.reload();
  await shell.drawn();
  await shell.open("reports?project=SRCH&for=team");
  await expect(reports.since).toContainText("the report of");
  const changed = reports.part(/^What changed/);
  await expect(changed).toContainText("1 item added");
  await expect(changed).not.toContainText("histories");
});

test("[SR16] sections are moved, left out and written in, and stay so", async ({ page, shell, reports, accessible }) => {
  await shell.open("reports?project=SRCH&for=team");
  await expect(reports.headings.nth(1)).toHaveText("Status");
  await reports.up("Status");
  await expect(reports.headings.first()).toHaveText("Status");
  await page.getByRole("button", { name: "Summary", exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(reports.headings.first()).toHaveText("Summary");
  await expect(page.getByRole("button", { name: "Summary", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Leave out Progress" }).click();
  await expect(reports.part("Progress")).toHaveCount(0);
  await reports.write("Milestones", "The load test decides on the rest.");
  await accessible("A report being written");
  await shell.saved();
  await page.reload();
  await shell.drawn();
  await expect(reports.part("Milestones")).toContainText("The load test decides on the rest.");
  await expect(reports.part("Progress")).toHaveCount(0);
  await page.getByRole("button", { name: "Show Progress" }).click();
  await expect(reports.part("Progress")).toHaveCount(1);
  await page.getByRole("button", { name: "Status", exact: true }).dragTo(page.getByRole("button", { name: "Summary", exact: true }));
  await expect(reports.headings.first()).toHaveText("Status");
});

test("[SR8] the three audiences stand side by side", async ({ page, shell, reports, accessible }) => {
  await shell.open("reports?project=SRCH");
  await reports.sideBySide.click();
  await expect(reports.text).toHaveCount(3);
  await expect(page.getByRole("heading", { level: 2, name: "Client" })).toBeVisible();
  await accessible("Side by side");
});

test("[SR11] the HTML file stands alone and is accessible", async ({ page, shell, reports, accessible }) => {
  await shell.open("reports?project=SRCH&for=team");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "More ways out" }).click();
  await page.getByRole("menuitem", { name: "Download HTML" }).click();
  const html = await readFile(await (await waiting).path(), "utf8");
  // On a page of its own: the app's content policy is not the file's.
  await page.goto("about:blank");
  await page.setContent(html);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("status, week");
  await expect(page.getByRole("img").first()).toBeVisible();
  await accessible("The HTML file");
});

test("[DF2] any day in the past is compared with now, and each line opens its record", async ({ page, shell, data, accessible }) => {
  await shell.open("data");
  await page.getByRole("button", { name: "Compare…" }).click();
  const changed = page.getByRole("region", { name: "What changed" });
  await expect(changed).toContainText(/finished/);
  await expect(changed).toContainText("Records deleted since then are not in it.");
  await page.getByRole("group", { name: "Lines" }).getByRole("button", { name: "Every change" }).click();
  await accessible("Compare");
  const line = changed.getByRole("row").filter({ hasText: "Done" }).first().getByRole("button");
  const key = (await line.textContent()).split(" ")[0];
  await line.click();
  await expect(page).toHaveURL(new RegExp(`item=${key}`));
});
