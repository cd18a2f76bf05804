// Stakeholders: who is where, who is to be spoken to, who answers for what.

import { expect, test } from "../support/test.js";

const MIDDAY = "2025-11-20T11:40:00+01:00";

test.beforeEach(async ({ page, firstRun, shell }) => {
  await page.clock.setFixedTime(new Date(MIDDAY));
  await firstRun.sample();
  await shell.open("stakeholders");
});

test("[SH3] somebody is moved on the map by keys, by the menu and by the pointer", async ({
  page,
  shell,
  stakeholders,
  keyboard,
  accessible,
}) => {
  await accessible("The map");
  await stakeholders.chip("Ingrid Solheim").focus();
  await keyboard.press("ArrowRight");
  await expect(stakeholders.chip("Ingrid Solheim")).toBeFocused();
  await keyboard.press("ArrowRight");
  await expect(stakeholders.chip("Ingrid Solheim")).toHaveAccessibleName(/influence 5, interest 4, manage closely/);
  await expect(stakeholders.row("Ingrid Solheim")).toContainText("Manage closely");
  await keyboard.press("Control+z");
  await expect(stakeholders.chip("Ingrid Solheim")).toHaveAccessibleName(/interest 3, keep satisfied/);

  await stakeholders.chip("Tom Brandt").focus();
  await keyboard.press("m");
  await keyboard.choose(/^Move to keep informed/);
  await expect(stakeholders.chip("Tom Brandt")).toHaveAccessibleName(/keep informed/);

  const from = await stakeholders.chip("Omar Haddad").boundingBox();
  const to = await page.locator('[data-influence="5"][data-interest="1"]').boundingBox();
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 30, to.y + 40, { steps: 5 });
  await page.mouse.up();
  await expect(stakeholders.chip("Omar Haddad")).toHaveAccessibleName(/influence 5, interest 1, keep satisfied/);

  await shell.saved();
  await page.reload();
  await shell.drawn();
  await expect(stakeholders.chip("Omar Haddad")).toHaveAccessibleName(/influence 5, interest 1/);
});

test("[SH5] an overdue contact is on Today, and is cleared with one key", async ({
  page,
  shell,
  stakeholders,
  keyboard,
  accessible,
}) => {
  await shell.open("today");
  const need = page.getByRole("listitem").filter({ hasText: "Talk to Martin Keane" });
  await page.getByRole("button", { name: /\d+ more/ }).click();
  await expect(need).toBeVisible();
  await need.getByRole("button", { name: /^Talk/ }).first().click();
  await shell.drawn();
  const row = stakeholders.contact("Martin Keane");
  await expect(row).toContainText("3 days late");
  await accessible("The contacts");
  await row.focus();
  await keyboard.press("s");
  const said = page.getByRole("textbox", { name: "What was said with Martin Keane" });
  await expect(said).toBeFocused();
  await keyboard.words("Cause goes out today");
  await keyboard.press("Enter");
  await shell.saved();
  await page.reload();
  await shell.drawn();
  await expect(stakeholders.contact("Martin Keane")).toBeHidden();
  await shell.open("stakeholders?list=contacts");
  await expect(stakeholders.contact("Martin Keane")).toContainText("in 7 days");
  await expect(page.getByRole("textbox", { name: "What was said with Martin Keane" })).toHaveValue("Cause goes out today");
});

test("[SH6] a gap in a RACI is flagged, and mended by keys", async ({
  page,
  shell,
  stakeholders,
  keyboard,
  accessible,
}) => {
  await stakeholders.look("RACI").click();
  const row = stakeholders.raci("AI Search").getByRole("row").filter({ has: page.locator('input[aria-label="Piece of work"]') }).nth(2);
  await expect(row).toContainText("Nobody is accountable");
  await accessible("RACI");
  await stakeholders.cell("AI Search", "Mira Okafor", "Consent rules by market").focus();
  await keyboard.press("a");
  await expect(row).not.toContainText("Nobody is accountable");
  await keyboard.press("ArrowLeft", "a");
  await expect(row).toContainText("2 are accountable; one should be");
  await keyboard.press("Backspace");
  await expect(row).not.toContainText("accountable");
  await expect(page.getByRole("region", { name: "AI Search" })).toContainText("No gaps");
  await shell.saved();
  await page.reload();
  await shell.drawn();
  await expect(page.getByRole("region", { name: "AI Search" })).toContainText("No gaps");
});
