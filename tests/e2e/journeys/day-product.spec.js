// A whole day of a technical program manager in a product company, from opening Today to closing it.

import { expect, test } from "../support/test.js";
import { picture } from "../support/picture.js";

test("a day in a product company", async ({ page, firstRun, shell, standUps, meetings, board, risks, reports, evening, keyboard, lists }) => {
  test.setTimeout(180_000);
  /** Time goes by: the page is opened again, as after lunch. */
  const at = async (time) => {
    await page.clock.setFixedTime(new Date(`2025-11-20T${time}:00+01:00`));
    if (!page.url().startsWith("http")) return;
    await shell.saved();
    await page.reload();
    await shell.drawn();
  };
  const panel = page.getByRole("complementary", { name: /details$/ });

  await test.step("08:40, Today says what needs attention", async () => {
    await at("08:40");
    await firstRun.sample();
    await shell.open("today");
    await expect(evening.needs).toContainText("A-61");
    await picture(page, "day-today");
    await evening.planned("Look through the SLA clocks").getByRole("checkbox").check();
  });

  await test.step("09:20, the stand-up: somebody is blocked, and it becomes an action", async () => {
    await at("09:20");
    await shell.open("standups");
    await standUps.speaks("Priya Nair");
    await keyboard.press("b");
    await expect(standUps.field("Blocked", "Priya Nair")).toBeFocused();
    await keyboard.words("The load generator has no licence @jonas >fri");
    await keyboard.press("Enter");
    const said = standUps.row("Priya Nair");
    await expect(said).toContainText("The load generator has no licence");
    await expect(standUps.field("Blocked", "Priya Nair")).toHaveValue("");
    await said.getByRole("button", { name: "Action", exact: true }).last().click();
    await expect(said).toContainText(/A-\d+/);
    await picture(page, "day-stand-up");
  });

  await test.step("10:00, a goal comes closer", async () => {
    await at("10:00");
    await shell.open("roadmap?tab=goals");
    const goal = page.getByRole("region", { name: "First result in under 300 ms" });
    const now = goal.getByRole("textbox", { name: "Now: Markets on the semantic index" });
    await now.fill("4");
    await now.press("Enter");
    await expect(goal).toContainText("44.4 %");
    await picture(page, "day-goals");
  });

  await test.step("11:40, the steering builds its agenda and decides", async () => {
    await at("11:40");
    await shell.open("meetings");
    await meetings.link("Today", "Search steering").click();
    await expect(meetings.main).toContainText("come over from 13 Nov");
    await keyboard.press("b");
    await expect(meetings.points.first()).toContainText("carried over");
  });

  await test.step("12:00, the risk behind the blocker", async () => {
    await shell.open("risks");
    await risks.open("R-19");
    await expect(risks.panel("R-19")).toBeVisible();
  });

  await test.step("14:00, the afternoon: board and actions", async () => {
    await at("14:00");
    await shell.open("board?project=SRCH&team=Search");
    await board.card("SRCH-345").hover();
    await board.moveByMenu("SRCH-345", "Review");
    await board.has("SRCH-345", "Review");
    await shell.open("actions");
    await lists.row("The load generator has no licence").click();
    await expect(panel).toContainText("Comes from blocker");
    await panel.getByRole("combobox", { name: "State" }).selectOption("Done");
    await page.keyboard.press("Escape");
  });

  await test.step("16:00, the figures and the report", async () => {
    await at("16:00");
    await shell.open("metrics?project=SRCH");
    await expect(page.getByRole("main")).toContainText("Cycle time");
    await shell.open("reports?project=SRCH&for=team");
    await expect(reports.headings.first()).toBeVisible();
    await reports.send.click();
    await expect(page.getByText(/Report sent/).first()).toBeVisible();
  });

  await test.step("17:40, tomorrow is laid out and the day closed", async () => {
    await at("17:40");
    await shell.open("tomorrow");
    const open = await evening.lines(evening.left).count();
    await picture(page, "day-tomorrow");
    await page.getByRole("main").getByRole("heading", { level: 1 }).click();
    for (let n = 0; n < open; n += 1) {
      await keyboard.press(n % 2 ? "d" : "m");
      await expect(evening.lines(evening.left)).toHaveCount(open - n - 1);
    }
    await keyboard.press("t", "e");
    await expect(evening.main).toContainText("Closed at 17:40");
    await shell.saved();
    await page.reload();
    await shell.drawn();
    await expect(evening.main).toContainText("Closed at 17:40");
  });
});
