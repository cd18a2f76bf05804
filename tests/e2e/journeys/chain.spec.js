// The chain, by keyboard alone: from what somebody says in the morning to the line of the report.

import { expect, test } from "../support/test.js";

test("[AC5] a blocker becomes an action, a risk, an escalation, a decision and a change that moves the baseline", async ({
  page,
  firstRun,
  shell,
  standUps,
  reports,
  keyboard,
  lists,
}) => {
  await page.clock.setFixedTime(new Date("2025-11-20T09:20:00+01:00"));
  await firstRun.sample();
  await shell.open("standups");
  const panel = page.getByRole("complementary", { name: /details$/ });
  const title = panel.getByRole("textbox", { name: "Title" });

  await test.step("somebody is blocked", async () => {
    await page.keyboard.press("b");
    await expect(standUps.field("Blocked", "Priya Nair")).toBeFocused();
    await keyboard.words("The load generator has no licence @jonas >fri");
    await keyboard.press("Enter");
    await expect(standUps.row("Priya Nair")).toContainText("The load generator has no licence");
  });

  await test.step("it becomes an action in one step", async () => {
    await keyboard.until(/^More for The load generator/, "Shift+Tab", 10);
    await keyboard.until(/^Action$/, "Shift+Tab", 10);
    await keyboard.press("Enter");
    await expect(standUps.row("Priya Nair")).toContainText("Already linked: A-69");
    await keyboard.until(/^A-69$/, "Tab", 10);
    await keyboard.press("Enter");
    await expect(lists.panel("A-69")).toBeVisible();
    await expect(lists.panel("A-69")).toContainText("Comes from blocker");
  });

  /** The next step of the chain from the open record. */
  const lead = async (verb) => {
    await keyboard.press("l");
    await keyboard.choose(verb);
    await expect(title).toBeFocused();
    await expect(title).toHaveValue("The load generator has no licence");
  };
  const leave = async () => {
    await keyboard.press("Escape");
    await expect(title).not.toBeFocused();
  };

  await test.step("a risk, an escalation, a decision, a change request", async () => {
    // The focus is on the link that opened the panel, not in a field.
    await lead(/^Make a risk/);
    await leave();
    await lead(/^Escalate/);
    await leave();
    await lead(/^Ask for a decision/);
    await leave();
    await lead(/^Request a change/);
  });

  await test.step("what accepting would move is shown before it is decided", async () => {
    await keyboard.until(/^Days later$/);
    await keyboard.words("10");
    await keyboard.press("Enter");
    await keyboard.until(/^Milestone$/);
    await keyboard.words("Load");
    await expect(panel.getByRole("group", { name: "Decision" })).toContainText(/Load test ready.*due .* → .*baseline .* → /s);
  });

  let moved = "";
  await test.step("accepted, the baseline moves, and the chain is whole", async () => {
    moved = await panel.getByRole("group", { name: "Decision" }).innerText();
    await keyboard.until(/^Accept$/, "Shift+Tab");
    await keyboard.press("Enter");
    await expect(panel).toContainText("the baseline has moved");
    for (const step of ["Comes from blocker", "Comes from action", "Comes from risk", "Comes from escalation", "Comes from decision", "This change request"]) {
      await expect(panel).toContainText(step);
    }
  });

  await test.step("the milestone stands at its new day, and the report says so", async () => {
    const [, to] = moved.match(/due .*? → (\d+ \w+)/);
    await keyboard.press("g", "p");
    await shell.drawn();
    await expect(reports.text.first()).toContainText("Load test ready");
    await expect(reports.text.first()).toContainText(to);
    // The monthly report has the change request itself.
    await keyboard.until(/^Kind of report$/);
    await keyboard.words("Monthly");
    await expect(reports.text.first()).toContainText("Change requests");
    await expect(reports.text.first()).toContainText("The load generator has no licence");
    await expect(reports.text.first()).toContainText("10 days later");
  });
});
