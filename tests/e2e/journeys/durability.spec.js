// What browsers do to a page's data, done to this one.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/test.js";
import { abortVault, loseVault, refuseVault, stored } from "../support/faults.js";
import { titles, type } from "../support/typist.js";

// A script opened as a page is this origin without the app, and has no icon of its own.
test.use({ tolerated: [/favicon|404/] });

const LOOSE = /^\s*Saved, but a crash may cost the last seconds/;

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

test("[D6] without a database the page says what a crash may cost, and a reload loses nothing", async ({
  page,
  firstRun,
  shell,
}) => {
  await refuseVault(page);
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  await shell.add("In local storage alone");
  await expect(shell.saveState).toHaveText(LOOSE);
  await reloaded(page, shell);
  await expect(shell.saveState).toHaveText(LOOSE);
  expect(await titles(page)).toEqual(["In local storage alone"]);
});

test("[D5] a database deleted under the page is filled again", async ({ page, firstRun, shell }) => {
  await begin(firstRun, shell);
  await loseVault(page);
  await shell.add("After the loss");
  await shell.saved();
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["After the loss", "The first"]);
});

test("[D9] an aborted transaction is not called saved before it is made good", async ({ page, firstRun, shell }) => {
  await begin(firstRun, shell);
  await abortVault(page);
  await shell.add("Aborted once");
  await expect(shell.saveState).toHaveText(/^\s*Saved/);
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["Aborted once", "The first"]);
  await expect(shell.saveState).toHaveText(/^\s*Saved\s*$/);
});

test("[D5] local storage emptied, or an older copy of itself: the database makes it good", async ({
  page,
  firstRun,
  shell,
}) => {
  await begin(firstRun, shell);
  await reloaded(page, shell);
  const old = await stored(page);
  await shell.add("The second");
  await shell.saved();
  await page.evaluate(() => localStorage.clear());
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["The first", "The second"]);
  await page.evaluate((old) => Object.entries(old).forEach(([key, text]) => localStorage.setItem(key, text)), old);
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["The first", "The second"]);
});

test("[D5] a database lost between two visits is made good by local storage", async ({ page, firstRun, shell }) => {
  await begin(firstRun, shell);
  await reloaded(page, shell);
  await page.goto("./theme.js");
  await loseVault(page);
  await page.goto("./#/board");
  await shell.drawn();
  expect(await titles(page)).toEqual(["The first"]);
  await shell.add("Goes on");
  await shell.saved();
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["Goes on", "The first"]);
});

test("[D7] a damaged checkpoint beside a sound database: the page offers the whole of it", async ({
  page,
  firstRun,
  shell,
  accessible,
}) => {
  await begin(firstRun, shell);
  await reloaded(page, shell);
  await page.goto("./theme.js");
  const damaged = '{"format":"gluework","version":1,"revision"';
  await page.evaluate((text) => localStorage.setItem("gluework/program", text), damaged);
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1, name: "The stored program could not be read" })).toBeVisible();
  expect((await stored(page))["gluework/program"]).toBe(damaged);
  await accessible("The recovery page");
  await page.getByRole("button", { name: /^Open it, \d+ records/ }).click();
  await expect(shell.navigation).toBeVisible();
  expect(await titles(page)).toEqual(["The first"]);
  expect(Object.values(await stored(page))).toContain(damaged);
});

test("[D7] a damaged journal is left as it is until the user decides", async ({ page, firstRun, shell, accessible }) => {
  await begin(firstRun, shell);
  await reloaded(page, shell);
  // Checkpoints would take the entry up before it can be damaged.
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {};
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...values) {
      if (this.name === "checkpoints") throw new DOMException("no", "QuotaExceededError");
      return put.apply(this, values);
    };
  });
  await shell.add("Will be damaged");
  await shell.saved();
  await page.evaluate(
    () =>
      new Promise((done, failed) => {
        const open = indexedDB.open("gluework");
        open.onsuccess = () => {
          const transaction = open.result.transaction(["journal", "meta"], "readwrite");
          const shelf = transaction.objectStore("journal");
          const head = transaction.objectStore("meta").get(1);
          head.onsuccess = () => shelf.put("{}\nnothing that could be read", Number(head.result));
          transaction.oncomplete = () => {
            open.result.close();
            done();
          };
          transaction.onabort = failed;
        };
      }),
  );
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "The journal of changes could not be read" })).toBeVisible();
  await accessible("The recovery page of a damaged journal");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export raw data" }).click();
  const raw = readFileSync(await (await download).path(), "utf8");
  expect(raw).toContain("nothing that could be read");
  await page.getByRole("button", { name: /^Open the state of/ }).click();
  await expect(shell.navigation).toBeVisible();
  expect(await titles(page)).toEqual(["The first"]);
  await shell.add("And on");
  await shell.saved();
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["And on", "The first"]);
});

test("[D7] a newer Gluework beside this one: it stops writing and says so", async ({ page, firstRun, shell }) => {
  await begin(firstRun, shell);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const open = indexedDB.open("gluework");
        open.onsuccess = () => {
          const transaction = open.result.transaction("meta", "readwrite");
          transaction.objectStore("meta").put('{"version":99,"lineage":5}', 0);
          transaction.oncomplete = () => {
            open.result.close();
            done();
          };
        };
      }),
  );
  await shell.add("Too late here");
  await expect(page.getByRole("status", { name: "Save state" })).toHaveText(/A newer Gluework is open/);
  await expect(page.getByRole("alert")).toContainText("Reload");
});

test("[D1] a clock that goes backwards changes nothing", async ({ page, firstRun, shell }) => {
  await begin(firstRun, shell);
  await page.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() - 3 * 86_400_000;
  });
  await reloaded(page, shell);
  await shell.add("Three days before the first");
  await shell.saved();
  await reloaded(page, shell);
  expect(await titles(page)).toEqual(["The first", "Three days before the first"]);
});

test("[D8] a recovery point is compared, restored, and undone", async ({ page, firstRun, shell, data, accessible }) => {
  await begin(firstRun, shell);
  await shell.open("data");
  await data.deleteEverything();
  await shell.open("data");
  await page.getByRole("button", { name: /^Compare the point/ }).first().click();
  const changed = page.getByRole("region", { name: "What changed" });
  // Few things that go together stand in one line, with their keys.
  await expect(changed).toContainText(/1 item deleted\s*MP-1/);
  await expect(changed).toContainText("deleted");
  await accessible("The comparison");
  await page.getByRole("button", { name: "Back to data" }).click();
  await page.getByRole("button", { name: /^Restore/ }).first().click();
  await expect.poll(() => titles(page)).toEqual(["The first"]);
});

test("Data says how much is stored and when a copy last left; the browser is asked once to keep the data", async ({
  page,
  firstRun,
  shell,
  data,
}) => {
  await page.addInitScript(() => {
    StorageManager.prototype.persist = async () => {
      localStorage.setItem("asked", String(Number(localStorage.getItem("asked") ?? 0) + 1));
      return false;
    };
  });
  await begin(firstRun, shell);
  await type(page, { titles: ["Second", "Third"] });
  await page.keyboard.press("Escape");
  await shell.open("data");
  // A first try is not worth a question.
  expect((await stored(page)).asked).toBeUndefined();
  const main = page.getByRole("main");
  await expect(main).toContainText(/Local storage.*of 5,242 thousand characters/s);
  await expect(main).toContainText(/Database.* MB of /s);
  await expect(main).toContainText("No snapshot has left this browser yet");
  await data.export();
  await expect(main).toContainText("The last snapshot left today; 0 changes since.");
  await type(page, { titles: Array.from({ length: 20 }, (_, n) => `Item ${n}`) });
  await page.keyboard.press("Escape");
  await expect(main).toContainText(/The last snapshot left today; 2\d changes since\./);
  await expect.poll(async () => (await stored(page)).asked).toBe("1");
  await reloaded(page, shell);
  await shell.add("One more");
  await shell.saved();
  await expect(main).toContainText("The browser may clear this page's data when the disk runs full.");
  expect((await stored(page)).asked).toBe("1");
});
