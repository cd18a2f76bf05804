// The war room: a failed deployment from alarm to postmortem by keyboard, the audit marks, the clocks, the phone.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/test.js";

const MORNING = new Date("2026-03-05T10:19:00+01:00");

test("[WR1] a failed deployment, from alarm to postmortem, by keyboard", async ({ page, firstRun, shell, warRoom, accessible }) => {
  await page.clock.install({ time: MORNING });
  await firstRun.sample();
  await shell.open("board");

  // At most four key presses beside the words, to the first entry of the timeline.
  await warRoom.press("i");
  await expect(warRoom.dialog.getByRole("textbox", { name: "Title" })).toBeFocused();
  await warRoom.words("Deploy 2026.10 fails on two nodes");
  await warRoom.press("ArrowUp");
  await expect(warRoom.dialog.getByRole("button", { name: "SEV 1" })).toHaveAttribute("aria-pressed", "true");
  await warRoom.press("Enter");
  await expect(warRoom.field).toBeFocused();
  await warRoom.words("Health checks red since 10:17");
  await warRoom.press("Enter");
  await expect(warRoom.entries().first()).toContainText("Health checks red since 10:17");
  expect(warRoom.presses).toBeLessThanOrEqual(4);
  await expect(warRoom.title).toHaveValue("Deploy 2026.10 fails on two nodes");
  await expect(page).toHaveURL(/incident=INC-32/);
  await accessible("The war room");

  // One key for each kind.
  await page.clock.fastForward("05:00");
  await warRoom.write("h", "Config flag missing on the new nodes");
  await warRoom.write("a", "Roll back one node");
  await warRoom.write("d", "Roll back everywhere");
  await expect(warRoom.entry("Config flag missing")).toContainText("Hypothesis");
  await expect(warRoom.hypothesis("Config flag missing")).toContainText("Open");
  // Within the field a small letter and a space do the same.
  await warRoom.words("f Old nodes answer");
  await page.keyboard.press("Enter");
  await expect(warRoom.entry("Old nodes answer")).toContainText("Finding");

  // A decision becomes a decision in one step, an action an action.
  await page.keyboard.press("ArrowDown");
  await expect(warRoom.entries().first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("t");
  await expect(warRoom.entry("Roll back everywhere").getByRole("button", { name: /^D-\d+$/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("t");
  await expect(warRoom.entry("Roll back one node").getByRole("button", { name: /^A-\d+$/ })).toBeVisible();

  // A verdict by the menu of the line.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Confirmed" }).press("Enter");
  await expect(warRoom.hypothesis("Config flag missing")).toContainText("Confirmed");

  // The update falls due half an hour after the declaration; sending one begins the clock anew.
  await page.clock.fastForward("26:00");
  await expect(warRoom.clock("Next update due")).toContainText("late");
  await page.getByRole("button", { name: "Copy and mark sent" }).press("Enter");
  await expect(warRoom.entry("Teams told:")).toContainText("Cause: Config flag missing on the new nodes.");
  await expect(warRoom.clock("Next update due")).toHaveText(/^(29|30) min \d+ s$/);
  await warRoom.write("m", "All nodes on 2026.09");
  await warRoom.write("s", "3 nobody is hindered any more");
  await expect(page.getByRole("button", { name: "SEV 3" })).toBeVisible();
  await expect(warRoom.entry("nobody is hindered")).toContainText("Severity lowered");

  // Over: the postmortem waits with what the record knows.
  await page.clock.fastForward("20:00");
  await warRoom.write("r", "2026.10 withdrawn");
  await expect(warRoom.postmortem.getByRole("textbox", { name: "Summary" })).toBeFocused();
  await warRoom.postmortem.getByRole("button", { name: "Use this for summary" }).press("Enter");
  await expect(warRoom.postmortem.getByRole("textbox", { name: "Summary" })).toHaveValue(/It was restored in 3\d min/);
  await warRoom.postmortem.getByRole("textbox", { name: "What went well" }).focus();
  await warRoom.words("The rollback took four minutes");
  await warRoom.postmortem.getByRole("textbox", { name: "Add an action" }).focus();
  await warRoom.words("Check config flags before a node takes traffic");
  await page.keyboard.press("Enter");
  await expect(warRoom.postmortem.getByRole("listitem").filter({ hasText: "Check config flags" })).toContainText("nobody yet");
  await accessible("The postmortem");

  await warRoom.postmortem.getByRole("button", { name: "More ways out for the postmortem" }).press("Enter");
  const file = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Download Markdown" }).press("Enter");
  const text = readFileSync(await (await file).path(), "utf8");
  expect(text).toContain("# INC-32 Postmortem: Deploy 2026.10 fails on two nodes");
  for (const part of ["## Timeline", "Roll back everywhere", "The rollback took four minutes", "Check config flags before a node"]) {
    expect(text).toContain(part);
  }
  await warRoom.postmortem.getByRole("button", { name: "Finish the postmortem" }).press("Enter");
  await expect(warRoom.postmortem).toContainText("finished today");
  await shell.saved();
  await page.reload();
  await expect(warRoom.postmortem).toContainText("finished today");
});

test("[WR2] what an entry said before stays visible, and undo takes the change back", async ({ page, firstRun, shell, warRoom }) => {
  await firstRun.sample();
  await shell.open("war-room?incident=INC-31");
  const line = warRoom.entry("Roll back everywhere");
  await line.focus();
  await page.keyboard.press("e");
  const words = page.getByRole("textbox", { name: "Words of the entry" });
  await expect(words).toBeFocused();
  await words.fill("Roll back all four nodes");
  await page.keyboard.press("Enter");
  const changed = warRoom.entry("Roll back all four nodes");
  await expect(changed).toBeFocused();
  await expect(changed.locator("s")).toHaveText("Roll back everywhere");
  await page.keyboard.press("x");
  await expect(changed).toContainText("struck out");
  await shell.undo();
  await expect(changed).not.toContainText("struck out");
  await shell.undo();
  await expect(warRoom.entry("Roll back everywhere")).not.toContainText("edited");
});

test("[WR8] the clocks tick each second and nothing else is drawn", async ({ page, firstRun, shell, warRoom }) => {
  await page.clock.install({ time: MORNING });
  await firstRun.sample();
  await shell.open("war-room");
  await expect(warRoom.title).toHaveValue("Payment e-mails delayed");
  await expect(warRoom.clock("Running")).toHaveText(/^1:24:\d\d$/);
  const before = await warRoom.clock("Running").innerText();
  await page.evaluate(() => {
    window.drawn = 0;
    const watch = (node) => new MutationObserver((list) => (window.drawn += list.length)).observe(node, { childList: true, subtree: true, characterData: true });
    watch(document.querySelector("[aria-labelledby=timeline-head]"));
  });
  await page.clock.runFor(3_000);
  await expect(warRoom.clock("Running")).not.toHaveText(before);
  expect(await page.evaluate(() => window.drawn)).toBe(0);
});

test("drafts differ by reader, and one can be rewritten before it is sent", async ({ page, firstRun, shell, warRoom }) => {
  await firstRun.sample();
  await shell.open("war-room?incident=INC-31");
  await expect(warRoom.update).toHaveValue(/Most servers are fixed/);
  await warRoom.wording.selectOption("Executive wording");
  await expect(warRoom.update).toHaveValue(/SLA KES-214 P2 resolve: 1 h 1\d min left/);
  await warRoom.wording.selectOption("Client wording");
  await page.getByRole("button", { name: "Draft it anew from the record" }).click();
  await expect(warRoom.update).toHaveValue(/This began at/);
  await expect(warRoom.update).not.toHaveValue(/Haddad/);
  await warRoom.update.fill("Mails go out again.");
  await page.getByRole("button", { name: "Copy and mark sent" }).click();
  await expect(warRoom.entry("Kestrel Bank told: Mails go out again.")).toBeVisible();
  // The client asked to hear of it more often.
  await page.getByRole("combobox", { name: "How often" }).selectOption("Every 15 min");
  await expect(warRoom.clock("Next update due")).toHaveText(/^(14|15) min \d+ s$/);
  await page.getByRole("combobox", { name: "How often" }).selectOption("Every 30 min, as the severity asks");
  await expect(warRoom.clock("Next update due")).toHaveText(/^(29|30) min \d+ s$/);
});

test("[B8] the war room on a phone: one part at a time, entries by thumb", async ({ page, firstRun, shell, warRoom, accessible }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await firstRun.sample();
  await shell.open("war-room");
  const wide = () =>
    page.evaluate(() => [document.documentElement, document.querySelector(".war")].some((part) => part.scrollWidth > part.clientWidth));
  await shell.open("war-room?incident=INC-28");
  await expect(warRoom.postmortem).toBeVisible();
  expect(await wide(), "the postmortem").toBe(false);
  await shell.open("war-room");
  await expect(warRoom.title).toHaveValue("Payment e-mails delayed");
  for (const part of ["Workstreams", "Update", "Timeline"]) {
    await page.getByRole("group", { name: "Part" }).getByRole("button", { name: part }).click();
    expect(await wide(), part).toBe(false);
    await accessible(`The part ${part}`);
  }
  await page.getByRole("button", { name: "Decision", exact: true }).last().click();
  await expect(warRoom.field).toBeFocused();
  await warRoom.words("Keep the old engine until Monday");
  await page.keyboard.press("Enter");
  await expect(warRoom.entries().first()).toContainText("Keep the old engine until Monday");
  const box = await page.getByRole("button", { name: "More", exact: true }).boundingBox();
  expect(box.height).toBeGreaterThanOrEqual(44);
});

test("the list: open incidents first, service levels beside them, a missed target leads to its incident", async ({
  page,
  firstRun,
  shell,
  accessible,
}) => {
  await firstRun.sample();
  await shell.open("war-room?all=1");
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toContainText("Payment e-mails delayed");
  await expect(page.getByRole("link", { name: "MTTA" })).toBeVisible();
  await accessible("The list of incidents");
  await page.getByRole("button", { name: "What the severities mean" }).click();
  await expect(page.getByRole("dialog", { name: "Severities" })).toContainText("every 30 min");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "INC-28" }).click();
  await expect(page).toHaveURL(/incident=INC-28/);
  await expect(page.getByRole("region", { name: "Postmortem" })).toContainText("finished");
});

test("[SR8] what a client is told from the war room names nobody and no amount", async ({ page, context, firstRun, shell, warRoom }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await firstRun.sample();
  await shell.open("war-room?incident=INC-31");
  await warRoom.update.fill("Tomas Ruiz rolls back, it costs € 40k, and Nordvik waits, too.");
  await warRoom.update.blur();
  const read = "(name withheld) rolls back, it costs (amount withheld), and (another client) waits, too.";
  await expect(page.getByText(`The client reads: “${read}”`)).toBeVisible();
  await page.getByRole("button", { name: "Copy and mark sent" }).click();
  await expect(page.getByText("Update copied and noted as sent")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(read);
  await expect(warRoom.entry("(name withheld) rolls back")).toBeVisible();
});
