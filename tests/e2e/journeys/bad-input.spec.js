// What goes wrong: the user is told, nothing changes, and export still works.

import { file, undated } from "../pages/data.page.js";
import { blockStorage, fillStorage, prepareFullStorage } from "../support/faults.js";
import { expect, test } from "../support/test.js";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");

/** Files that are refused whatever the program holds, with what the message must mention. */
const REFUSED = [
  ["a picture named .csv", file("export.csv", PNG), /not|cannot/i],
  ["an empty file", file("export.csv", ""), /empty/i],
  ["a header without rows", file("export.csv", "Issue key,Summary,Status\r\n"), /no rows|only (a|the) header|nothing/i],
];

test.describe("[B1] a program stays as it is", () => {
  let before;

  test.beforeEach(async ({ firstRun, shell, data }) => {
    await firstRun.sample();
    await shell.open("data");
    before = await data.export();
  });

  for (const [what, chosen, said] of REFUSED) {
    test(`after ${what}`, async ({ shell, data }) => {
      await data.choose(data.importButton, chosen);
      await expect(data.problem).toContainText(said);
      await expect(data.apply).toBeHidden();
      await shell.go("Data");
      expect(undated(await data.export())).toBe(undated(before));
    });
  }

  test("after a truncated snapshot", async ({ shell, data }) => {
    await data.choose(data.importButton, file("snapshot.json", before.slice(0, before.length / 2)));
    await expect(data.problem).toContainText(/line|incomplete|cut|end/i);
    await expect(data.apply).toBeHidden();
    await shell.go("Data");
    expect(undated(await data.export())).toBe(undated(before));
  });

  test("after a snapshot of a newer version", async ({ shell, data }) => {
    const newer = JSON.stringify({ ...JSON.parse(before), version: 999 });
    await data.choose(data.importButton, file("snapshot.json", newer));
    await expect(data.problem).toContainText(/newer/i);
    await expect(data.apply).toBeHidden();
    await shell.go("Data");
    expect(undated(await data.export())).toBe(undated(before));
  });
});

test("[B2] storage is blocked: the page says so, works, and exports", async ({ page, firstRun, shell, data }) => {
  await blockStorage(page);
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  await shell.notSaved();
  await shell.add("Kept in this tab only");
  await shell.notSaved();
  // By link, not by address: there is nothing that a reload could bring back.
  await shell.go("Data");
  expect(await data.export()).toContain("Kept in this tab only");
});

test("[B2] storage is full: the page says so, harms nothing saved, and exports", async ({ page, firstRun, shell, board, data }) => {
  await prepareFullStorage(page);
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  await shell.add("Saved in time");
  await shell.saved();
  await fillStorage(page);
  await shell.add("Too late to save");
  await shell.notSaved();
  await shell.go("Data");
  expect(await data.export()).toContain("Too late to save");

  // Leaving with something unsaved may ask first; the journey means to leave.
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await shell.open("board");
  await expect(board.cards.filter({ hasText: "Saved in time" })).toBeVisible();
});

test.describe("with a page that is no app", () => {
  // A bare picture has no icon of its own, so the browser asks for a favicon that is not there.
  test.use({ tolerated: [/favicon|404/] });

test("[B3] saved data that cannot be read is kept byte for byte", async ({ page, firstRun, shell }) => {
  await firstRun.open();
  await firstRun.startEmpty.click();
  await shell.drawn();
  await shell.add("Something to lose");
  await shell.saved();
  // A page of the same origin without the app, so that nothing is written while it is damaged.
  await page.goto("./icon.svg");
  const damaged = await page.evaluate(() => {
    const largest = Object.keys(localStorage)
      .filter((key) => key.startsWith("gluework/"))
      .sort((a, b) => localStorage.getItem(b).length - localStorage.getItem(a).length)[0];
    localStorage.setItem(largest, localStorage.getItem(largest).slice(0, -7));
    return Object.entries(localStorage).sort();
  });
  await page.goto("./");
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/cannot be read|could not be read|damaged/i);
  const kept = await page.evaluate(() => Object.entries(localStorage));
  for (const entry of damaged) expect(kept).toContainEqual(entry);
});
});
