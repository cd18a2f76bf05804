// The sample program: every view, in light and in dark, complains about nothing and is accessible.

import { ROUTES } from "../support/routes.js";
import { expect, test } from "../support/test.js";

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the first run is accessible", async ({ firstRun, accessible }) => {
      await firstRun.open();
      await accessible("The first run");
    });

    test("[B7] every view of the sample program is accessible", async ({ firstRun, shell, accessible }) => {
      // Each view is looked at by axe, which takes a while.
      test.slow();
      await firstRun.sample();
      for (const route of ROUTES) {
        await test.step(route, async () => {
          await shell.open(route);
          await expect(shell.title).not.toBeEmpty();
          await accessible(route);
        });
      }
    });

    test("the dialogs are accessible", async ({ page, firstRun, shell, accessible }) => {
      await firstRun.sample();
      await shell.open("board");
      for (const [key, dialog] of [
        ["c", shell.quickAdd],
        ["Control+k", shell.palette],
        ["?", shell.keys],
      ]) {
        await page.keyboard.press(key);
        await expect(dialog).toBeVisible();
        await accessible(`The dialog of ${key}`);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      }
    });
  });
}

test("a card opens with its history, and back closes it", async ({ page, firstRun, shell, board, card, accessible }) => {
  await firstRun.sample();
  await shell.open("board");
  const first = board.cards.first();
  const key = (await first.getAttribute("aria-label"))?.match(/^\S+-\d+/)?.[0] ?? (await first.innerText()).match(/\S+-\d+/)[0];
  await card.open(first, key);
  await accessible("The card's panel");
  await page.goBack();
  await expect(card.panel(key)).toBeHidden();
});

test("[B9] what was typed is written when the panel or the page is left", async ({ page, firstRun, shell, board, card }) => {
  await firstRun.sample();
  await shell.open("board");
  await card.open(board.card("MOB-124"), "MOB-124");
  await card.panel("MOB-124").getByRole("textbox", { name: "Title" }).fill("Typed, then Back");
  await page.goBack();
  await expect(card.panel("MOB-124")).toBeHidden();
  await expect(board.card("MOB-124")).toContainText("Typed, then Back");
  await card.open(board.card("MOB-124"), "MOB-124");
  await card.panel("MOB-124").getByRole("textbox", { name: "Notes" }).fill("Typed, then reloaded");
  await page.reload();
  await expect(card.panel("MOB-124").getByRole("textbox", { name: "Notes" })).toHaveValue("Typed, then reloaded");
});

test("[B10] the time zone follows the setting, and undo", async ({ page, firstRun, shell }) => {
  await firstRun.sample();
  await shell.open("data");
  const now = page.getByText(/^now \d+:\d\d$/);
  const before = await now.innerText();
  await page.getByRole("combobox", { name: "Time zone" }).selectOption("UTC");
  await expect(now).not.toHaveText(before);
  await page.getByRole("heading", { level: 1 }).click();
  await shell.undo();
  await expect(now).toHaveText(before);
});

test("the sample goes away in one step and leaves nothing", async ({ page, firstRun, shell }) => {
  await firstRun.sample();
  await shell.open("data");
  await page.getByRole("button", { name: /(leave|close|remove) the sample/i }).first().click();
  await firstRun.shown();
});

test("[B8] on a phone nothing scrolls sideways", async ({ page, firstRun, shell }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await firstRun.sample();
  for (const route of ROUTES) {
    await shell.open(route);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: route })
      .toBeLessThanOrEqual(390);
  }
});
