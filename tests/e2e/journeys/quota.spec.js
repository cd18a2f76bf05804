// Storage that is full, from every write of a session on, under every name that browsers have for it.

import { expect, test } from "../support/test.js";
import { failWrites, fillDisk } from "../support/faults.js";
import { titles } from "../support/typist.js";

// A script opened as a page is this origin without the app, and has no icon of its own.
test.use({ tolerated: [/favicon|404/] });

const NAMES = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "22"];
const TITLES = ["One", "Two", "Three"];
/** Far more than the session's writes: the loop ends when a session got through without the fault. */
const MOST = 40;

for (const stores of [["vault"], ["local storage"], ["vault", "local storage"]]) {
  for (const name of NAMES) {
    test(`[D9] ${stores.join(" and ")} full from every write of a session on, as ${name}: nothing saved is lost`, async ({
      browser,
      baseURL,
    }) => {
      test.setTimeout(240_000);
      let at = 0;
      for (; at < MOST; at += 1) {
        const context = await browser.newContext({ baseURL });
        const page = await context.newPage();
        await failWrites(page, stores, at, name);
        await page.goto("./");
        await page.getByRole("button", { name: "Start empty" }).click();
        const state = page.getByRole("status", { name: "Save state" });
        const saved = [];
        for (const title of TITLES) {
          await page.keyboard.press("c");
          await page.getByRole("dialog", { name: "Quick add" }).getByRole("textbox").first().fill(title);
          await page.keyboard.press("Enter");
          // Within a second the page knows, and says, how it stands.
          await expect(state).toHaveText(/^\s*(Saved|Not saved)/, { timeout: 1_000 });
          if (/^\s*Saved/.test(await state.textContent())) saved.push(title);
        }
        // The page is hidden and shown, so that a checkpoint is written as well.
        await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide")));
        // What an export holds: editing and exporting go on.
        expect(await titles(page)).toEqual(expect.arrayContaining(TITLES));
        const writes = await page.evaluate(() => window.writesSeen);
        page.on("dialog", (dialog) => dialog.accept());
        await page.reload();
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (saved.length > 0) {
          expect(await titles(page), `full from write ${at}`).toEqual(expect.arrayContaining(saved));
        }
        await context.close();
        if (writes <= at) break;
      }
      expect(at, "the session writes, and was played to its last write").toBeGreaterThan(0);
      expect(at).toBeLessThan(MOST);
      console.log(`${stores.join(" and ")}, ${name}: full from each of ${at} writes on`);
    });
  }
}

test("[D9] a disk that is really full: the page says so, and nothing saved is lost", async ({ page, firstRun, shell }) => {
  // Chromium looks at the quota when it opens a database, and then not for a while.
  await page.goto("./theme.js");
  await fillDisk(page);
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  for (const title of ["One", "Two"]) {
    await shell.add(title);
    await expect(shell.saveState).toHaveText(/crash may cost/, { timeout: 1_000 });
    await expect(shell.saveState).toHaveAttribute("title", /full/);
  }
  expect(await titles(page)).toEqual(["One", "Two"]);
  await page.reload();
  await shell.drawn();
  expect(await titles(page)).toEqual(["One", "Two"]);
});
