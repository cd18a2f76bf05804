// The end of a day, a week away, and what a retro agreed coming back.

import { expect, test } from "../support/test.js";

const MORNING = "2025-11-20T08:40:00+01:00";
const EVENING = "2025-11-20T17:40:00+01:00";

test("[EV3] the closing ritual of the sample program takes at most twelve key presses", async ({
  page,
  firstRun,
  shell,
  evening,
  keyboard,
  accessible,
}) => {
  await page.clock.setFixedTime(new Date(EVENING));
  await firstRun.sample();
  await shell.open("today");
  await expect(evening.main).toContainText(/lines are left of today/);
  await keyboard.press("g", "y");
  await expect(shell.title).toHaveText("Tomorrow");
  const open = await evening.lines(evening.left).count();
  expect(open).toBeGreaterThanOrEqual(4);
  // One key a line: done, moved, dropped; then what comes first tomorrow, then the end of the day.
  const verbs = ["d", "m", "m", "x", "d", "m"];
  for (let n = 0; n < open; n += 1) {
    await keyboard.press(verbs[n]);
    await expect(evening.lines(evening.left)).toHaveCount(open - n - 1);
  }
  await expect(evening.left).toContainText("done, moved or dropped");
  await keyboard.press("t");
  await expect(evening.next).toContainText("1 of 3 first");
  await keyboard.press("t");
  await expect(evening.next).toContainText("2 of 3 first");
  await keyboard.press("e");
  await expect(evening.main).toContainText("Closed at 17:40");
  expect(keyboard.presses).toBeLessThanOrEqual(12);
  console.info(`closing ritual: ${keyboard.presses} key presses, ${open} lines`);
  await accessible("Tomorrow after closing");
  // The next morning opens on what was laid out.
  await page.clock.setFixedTime(new Date("2025-11-21T08:40:00+01:00"));
  await page.reload();
  await shell.open("today");
  await expect(evening.main.getByTitle("One of the first three")).toHaveCount(2);
  await expect(evening.main).not.toContainText("left of today");
});

test("[EV1] after a week away each routine is there once, and says since when", async ({
  page,
  firstRun,
  shell,
  evening,
}) => {
  await page.clock.setFixedTime(new Date(MORNING));
  await firstRun.sample();
  await shell.open("today");
  await expect(evening.planned("Look through the SLA clocks")).toContainText("every working day");
  await evening.planned("Look through the SLA clocks").getByRole("checkbox").check();
  await shell.saved();
  await page.clock.setFixedTime(new Date("2025-11-28T09:00:00+01:00"));
  await page.reload();
  await shell.drawn();
  await expect(evening.planned("Look through the SLA clocks")).toHaveCount(1);
  await expect(evening.planned("Look through the SLA clocks")).toContainText("due since 21 Nov");
  await expect(evening.planned("Chase what is overdue")).toHaveCount(1);
  await expect(evening.planned("Weekly report to the executives")).toContainText("carried over");
  await evening.planned("Look through the SLA clocks").getByRole("checkbox").check();
  await expect(evening.planned("Look through the SLA clocks").getByRole("checkbox")).toBeChecked();
  await evening.planned("Look through the SLA clocks").getByRole("checkbox").uncheck();
  await expect(evening.planned("Look through the SLA clocks")).toContainText("due since 21 Nov");
});

test("what needs the user is done or put off in place, by keys and by menu", async ({
  page,
  firstRun,
  shell,
  evening,
  keyboard,
}) => {
  await page.clock.setFixedTime(new Date(MORNING));
  await firstRun.sample();
  await shell.open("today");
  const rows = page.locator("[data-need]");
  const first = rows.first();
  const id = await first.getAttribute("data-need");
  await keyboard.press("j");
  await expect(first).toBeFocused();
  await keyboard.press("s");
  await expect(shell.undoToast).toContainText("Put off until");
  await expect(page.locator(`[data-need="${id}"]`)).toHaveCount(0);
  await expect(evening.needs).toContainText("1 put off");
  const action = rows.filter({ hasText: "A-61" });
  await action.hover();
  await action.getByRole("button", { name: /^Done or later/ }).click();
  await page.getByRole("menuitem", { name: "Done" }).click();
  await expect(action).toHaveCount(0);
  await shell.undo();
  await expect(action).toHaveCount(1);
});

test("[EV4] what a retro agreed comes back at the next one with its fate", async ({
  page,
  firstRun,
  shell,
  evening,
  keyboard,
  accessible,
}) => {
  await page.clock.setFixedTime(new Date(MORNING));
  await firstRun.sample();
  await shell.open("retros?team=Search&retro=new");
  await expect(evening.main).toContainText("3 actions come back");
  await evening.main.getByRole("button", { name: /^Went well, improve, try/ }).click();
  await expect(evening.returned("Book GPU time")).toContainText("Done on 14 Nov");
  await expect(evening.returned("Move the architecture round")).toContainText("Still open, 1 day late");
  // Typed without the mouse: Enter keeps a thought, Alt with an arrow goes to the next column.
  await evening.main.getByRole("textbox", { name: "Add to: Went well" }).focus();
  await keyboard.words("Pairing on the rebuild");
  await keyboard.press("Enter");
  await keyboard.words("Demo for merchandisers");
  await keyboard.press("Enter", "Alt+ArrowRight");
  await expect(evening.main.getByRole("textbox", { name: "Add to: To improve" })).toBeFocused();
  await keyboard.words("Tests are slow");
  await keyboard.press("Enter");
  await keyboard.words("Slow tests at night");
  await keyboard.press("Enter", "Escape");
  await expect(evening.column("To improve").getByRole("listitem")).toHaveCount(2);
  await expect(evening.column("To improve").getByRole("listitem")).toHaveCount(2);
  // Grouped by keys, taken out again, and grouped by dragging.
  const thought = (text) => page.locator("[data-thought]").filter({ hasText: text });
  await evening.stage("Group").click();
  await thought("Slow tests at night").focus();
  await keyboard.press("m");
  await expect(evening.main).toContainText("press Enter on the card it belongs to");
  await thought("Tests are slow").focus();
  await keyboard.press("Enter");
  await expect(page.locator("[data-thought]")).toHaveCount(3);
  await thought("Tests are slow").hover();
  await page.getByRole("button", { name: "Take out of the group: Slow tests at night" }).click();
  await expect(page.locator("[data-thought]")).toHaveCount(4);
  await evening.drag(thought("Slow tests at night"), thought("Tests are slow"));
  await expect(page.locator("[data-thought]")).toHaveCount(3);
  await expect(thought("Tests are slow")).toContainText("Slow tests at night");
  await evening.stage("Vote").click();
  await page.locator("[data-thought]").filter({ hasText: "Tests are slow" }).focus();
  await keyboard.press(" ", " ");
  await expect(evening.main).toContainText("1 vote left");
  await evening.stage("Discuss").click();
  await expect(page.locator("[data-thought]").first()).toContainText("Tests are slow");
  await accessible("The retro while it is discussed");
  await keyboard.press("Escape");
  await evening.agree.fill("Split the slow tests @lena >2025-11-24");
  await evening.agree.press("Enter");
  await evening.agree.fill("Nightly run off Mondays @priya >2025-12-10");
  await evening.agree.press("Enter");
  await expect(evening.main.getByRole("region", { name: "What we do about it" })).toContainText("Lena Fischer");
  await shell.saved();
  // A fortnight on, the next retro: one was done, one is still open.
  await page.clock.setFixedTime(new Date("2025-12-04T10:00:00+01:00"));
  await page.reload();
  await shell.open("actions");
  await page.getByRole("row").filter({ hasText: "Split the slow tests" }).click();
  await page.getByRole("complementary", { name: /details$/ }).getByRole("combobox", { name: "State" }).selectOption("Done");
  await page.keyboard.press("Escape");
  await shell.open("retros?team=Search&retro=new");
  await evening.main.getByRole("button", { name: /^Start, stop, continue/ }).click();
  await expect(evening.returned("Split the slow tests")).toContainText("Done on 4 Dec");
  await expect(evening.returned("Nightly run off Mondays")).toContainText("Still open, due 10 Dec");
});
