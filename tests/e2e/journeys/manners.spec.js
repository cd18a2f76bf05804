// What every page does alike: the focus, offers to undo, menus that are typed in, words that follow.

import { expect, test } from "../support/test.js";

test("a button that goes leaves the focus where the work is", async ({ page, firstRun, shell }) => {
  await firstRun.sample();
  await shell.open("clients?client=Kestrel%20Bank");
  const row = page.getByRole("main").locator(".cl-row").filter({ hasText: "Statements and exports" });
  const accept = row.getByRole("button", { name: "Accept" });
  await accept.focus();
  await page.keyboard.press("Enter");
  await expect(row).toContainText("Accepted");
  await expect.poll(() => row.evaluate((element) => element.contains(document.activeElement))).toBe(true);
});

test("an offer to undo goes with the next change", async ({ page, firstRun, shell, warRoom }) => {
  await firstRun.sample();
  await shell.open("board");
  await warRoom.press("i");
  await warRoom.words("Mails are late");
  await warRoom.press("Enter");
  await expect(warRoom.field).toBeFocused();
  await expect(shell.undoToast).toContainText("INC-32 added");
  await warRoom.words("Queue grows");
  await warRoom.press("Enter");
  await expect(warRoom.entries().first()).toContainText("Queue grows");
  await expect(shell.undoToast).toHaveCount(0);
});

test("a line of a menu is found by several letters, with a space among them", async ({ page, firstRun, shell }) => {
  await firstRun.sample();
  await shell.open("backlog");
  const first = page.locator("article.line").first();
  await first.focus();
  await page.keyboard.press("s");
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await page.keyboard.type("search 2");
  await expect(menu.getByRole("menuitem", { name: /^Search 2/ }).first()).toBeFocused();
  await expect(menu).toBeVisible();
});

test("the stand-up's summary follows what is said, and the team", async ({ page, firstRun, shell, standUps }) => {
  await page.clock.setFixedTime(new Date("2025-11-20T09:20:00+01:00"));
  await firstRun.sample();
  await shell.open("standups?team=Search");
  await expect(standUps.summary.locator("h3").first()).toContainText("Search");
  const field = standUps.field("Blocked", "Tomás Ruiz");
  await field.fill("The staging key has run out");
  await field.press("Enter");
  await expect(standUps.summary).toContainText("The staging key has run out");
  await standUps.team("Mobile").click();
  await expect(standUps.summary).not.toContainText("The staging key has run out");
});

test("a fact of a retro opens the working of its figure", async ({ page, firstRun, shell }) => {
  await firstRun.sample();
  await shell.open("retros?team=Search");
  await page.getByRole("main").getByRole("region", { name: "Facts" }).getByRole("link", { name: "Cycle time" }).click();
  await expect(page.getByRole("complementary", { name: /^Working: cycle time/i })).toBeVisible();
});
