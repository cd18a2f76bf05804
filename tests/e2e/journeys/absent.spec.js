// A page that was away, and stores that cannot be had for a while.

import { chromium } from "@playwright/test";
import { LAUNCH } from "../support/browser.js";
import { expect, test } from "../support/test.js";
import { holdVault, narrowStorage, refuseVault, stored, withoutChannels } from "../support/faults.js";
import { titles } from "../support/typist.js";

// A script opened as a page is this origin without the app, and has no icon of its own.
test.use({ tolerated: [/favicon|404/] });

/** An empty program with one item that is saved. */
async function begin(firstRun, shell, title = "The first") {
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  await shell.add(title);
  await shell.saved();
}

async function reloaded(page, shell) {
  await page.reload();
  await shell.drawn();
}

/** A tab beside the journey's own. */
async function beside(context) {
  const tab = await context.newPage();
  await tab.goto("./#/board");
  await expect(tab.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  return tab;
}

async function addIn(tab, title) {
  await tab.keyboard.press("c");
  await tab.getByRole("dialog", { name: "Quick add" }).getByRole("textbox").first().fill(title);
  await tab.keyboard.press("Enter");
  await expect(tab.getByRole("status", { name: "Save state" })).toHaveText(/^\s*Saved/);
}

// With channels, word from another tab makes Chromium drop the page from its cache; without, it comes back as it was.
for (const channels of [true, false]) {
  test(`[D2] a page that comes back from the browser's cache shows what another tab did, channels: ${channels}`, async ({
    baseURL,
  }) => {
    // Playwright turns that cache off.
    const browser = await chromium.launch({ ...LAUNCH, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    try {
      const context = await browser.newContext({ baseURL });
      if (!channels) await withoutChannels(context);
      const page = await context.newPage();
      await page.goto("./");
      await page.getByRole("button", { name: "Start empty" }).click();
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await addIn(page, "The first");
      const other = await beside(context);
      // A storage event would make Chromium drop the page, too, as soon as the other tab writes its checkpoint:
      // the journal alone brings word.
      if (!channels) await other.evaluate(() => void (Storage.prototype.setItem = () => {}));
      // A busy machine may drop a page from the cache all the same: whatever happens, nothing is missing, and
      // one of three comes back from there.
      const expected = ["The first"];
      for (let visit = 1, back = false; visit <= 3 && !back; visit += 1) {
        await page.evaluate(() =>
          window.addEventListener("pageshow", (event) => {
            window.cameBack = event.persisted;
          }),
        );
        await page.goto("./theme.js");
        await addIn(other, `Meanwhile ${visit}`);
        // Playwright's own way back waits for a load that does not come.
        await page.evaluate(() => void setTimeout(() => history.back(), 0));
        await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
        expected.push(`Meanwhile ${visit}`);
        await expect.poll(() => titles(page)).toEqual([...expected].sort());
        back = channels || (await page.evaluate(() => window.cameBack === true));
        expect(back || visit < 3).toBe(true);
      }
      await addIn(page, "And on");
      await expect.poll(() => titles(other)).toEqual([...expected, "And on"].sort());
    } finally {
      await browser.close();
    }
  });
}

test("[D2] a frozen tab loses nothing and catches up", async ({ page, context, firstRun, shell }) => {
  await begin(firstRun, shell);
  const other = await beside(context);
  const session = await context.newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await addIn(other, "While it was frozen");
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await expect.poll(() => titles(page)).toEqual(["The first", "While it was frozen"]);
});

test("[D2] without channels between tabs, the storage event stands in", async ({ page, context, firstRun, shell }) => {
  await withoutChannels(context);
  await begin(firstRun, shell);
  const other = await beside(context);
  await addIn(other, "From beside");
  await expect.poll(() => titles(page)).toEqual(["From beside", "The first"]);
});

test("[D9] a database that does not answer: told within a second, and nothing is lost", async ({
  page,
  context,
  firstRun,
  shell,
}) => {
  await begin(firstRun, shell);
  await reloaded(page, shell);
  await page.goto("./theme.js");
  const release = await holdVault(context);
  await page.goto("./#/board");
  await shell.drawn();
  const state = page.getByRole("status", { name: "Save state" });
  await shell.add("While it waits");
  await expect(state).toHaveText(/Not saved yet: waiting for the database/, { timeout: 1_000 });
  await release();
  await expect(state).toHaveText(/^\s*Saved\s*$/);
  expect(await titles(page)).toEqual(["The first", "While it waits"]);
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["The first", "While it waits"]);
});

test("[D9] leaving while the database does not answer loses nothing", async ({ page, context, firstRun, shell }) => {
  await begin(firstRun, shell);
  await reloaded(page, shell);
  await page.goto("./theme.js");
  const release = await holdVault(context);
  await page.goto("./#/board");
  await shell.drawn();
  await shell.add("Typed and left");
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto("./theme.js");
  await release();
  await page.goto("./#/board");
  await shell.drawn();
  expect(await titles(page)).toEqual(["The first", "Typed and left"]);
});

test("[D7] a program in the database alone, which does not open: never an empty board, nothing overwritten", async ({
  page,
  firstRun,
  shell,
  accessible,
}) => {
  await narrowStorage(page);
  await begin(firstRun, shell, "Too large for local storage");
  await expect.poll(async () => (await stored(page))["gluework/program"] ?? "").toContain("gluework-elsewhere");
  const before = (await stored(page))["gluework/program"];
  const refused = await page.context().newPage();
  await refuseVault(refused);
  await refused.goto("./");
  await expect(refused.getByRole("heading", { level: 1, name: "The program cannot be reached" })).toBeVisible();
  expect((await stored(refused))["gluework/program"]).toBe(before);
  await refused.close();
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["Too large for local storage"]);
  await accessible("The page after it");
});

test("[D5] stores that disagree: both states are kept", async ({ page, context, firstRun, shell }) => {
  await begin(firstRun, shell, "Shared");
  await reloaded(page, shell);
  const shared = await stored(page);
  // One visit without the database, one with it that does not see the other's local storage.
  const apart = await context.newPage();
  await refuseVault(apart);
  await apart.goto("./#/board");
  await expect(apart.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  await addIn(apart, "In local storage alone");
  await expect.poll(async () => (await stored(apart))["gluework/program"]).not.toBe(shared["gluework/program"]);
  const loose = (await stored(apart))["gluework/program"];
  await apart.close();
  await page.goto("./theme.js");
  await page.evaluate((text) => localStorage.setItem("gluework/program", text), shared["gluework/program"]);
  await page.goto("./#/board");
  await shell.drawn();
  for (const title of ["Journalled one", "Journalled two"]) await addIn(page, title);
  await page.goto("./theme.js");
  await page.evaluate((text) => localStorage.setItem("gluework/program", text), loose);
  await page.goto("./#/board");
  await shell.drawn();
  await expect(page.getByText("Two states of the program were saved apart")).toBeVisible();
  expect(await titles(page)).toEqual(["Journalled one", "Journalled two", "Shared"]);
  await page.getByRole("button", { name: /^Restore .*saved apart/ }).click();
  await expect.poll(() => titles(page)).toEqual(["In local storage alone", "Shared"]);
});
