// A whole day of a technical program manager in a service company, from opening Today to closing it.

import { expect, test } from "../support/test.js";
import { picture } from "../support/picture.js";

test("a day in a service company", async ({ page, firstRun, shell, clients, standUps, meetings, stakeholders, reports, evening, keyboard, lists }) => {
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

  await test.step("08:40, Today, then the clients", async () => {
    await at("08:40");
    await firstRun.sample();
    await shell.open("today");
    await expect(evening.main).toContainText("Kestrel");
    await shell.open("clients");
    await expect(clients.client("Kestrel Bank")).toContainText("Accessibility statement");
    await picture(page, "day-clients");
  });

  await test.step("09:50, the stand-up of the team at the clients", async () => {
    await at("09:50");
    await shell.open("standups");
    await standUps.team("Client services").click();
    const yesterday = standUps.field("Yesterday", "Hugo Laurent");
    await yesterday.fill("Fixed the labels on the payments page");
    await yesterday.press("Enter");
    await expect(yesterday).toHaveValue(/Fixed the labels/);
  });

  await test.step("10:30, the clocks of the service levels", async () => {
    await at("10:30");
    await shell.open("war-room");
    await expect(page.getByRole("main")).toContainText("INC-31");
    await picture(page, "day-war-room");
  });

  await test.step("11:40, the client's weekly and who is to be spoken to", async () => {
    await at("11:40");
    await shell.open("meetings");
    await meetings.link("Today", "Kestrel weekly").click();
    await expect(shell.title).toBeVisible();
    await shell.open("stakeholders");
    await expect(stakeholders.map).toBeVisible();
  });

  await test.step("14:00, a deliverable is submitted again and one is accepted", async () => {
    await at("14:00");
    await shell.open("clients?client=Kestrel%20Bank");
    await clients.deliverable("Accessibility statement").getByRole("button", { name: "Submit" }).click();
    await expect(clients.deliverable("Accessibility statement")).toContainText("Submitted");
    await clients.deliverable("Statements and exports").getByRole("button", { name: "Accept" }).click();
    await expect(clients.deliverable("Statements and exports")).toContainText("Accepted");
    await expect(clients.figure("Next deliverable")).not.toContainText("Statements and exports");
  });

  await test.step("15:00, a change request is agreed with its price, and hours are booked", async () => {
    await at("15:00");
    await shell.open("actions?list=changes");
    await lists.row("Approve payments with the bank's own app").click();
    await panel.getByRole("combobox", { name: "State" }).selectOption({ label: "Accepted" });
    await page.keyboard.press("Escape");
    await shell.open("clients?client=Kestrel%20Bank");
    await expect(clients.figure("Contract value")).toContainText("€26k of accepted change requests");
    const book = page.getByRole("group", { name: "Book hours" });
    await book.getByRole("combobox", { name: "Contract" }).selectOption({ label: "Portal, phase 2" });
    await book.getByRole("textbox", { name: "Hours" }).fill("6");
    await book.getByRole("textbox", { name: "Hours" }).press("Enter");
    await expect(book.getByRole("textbox", { name: "Hours" })).toHaveValue("");
  });

  await test.step("15:40, what the client sees", async () => {
    await clients.showTo("For the client");
    await expect(clients.main).not.toContainText("Hugo");
    await expect(clients.figure("Margin to date")).toHaveCount(0);
  });

  await test.step("16:00, the report for the client", async () => {
    await at("16:00");
    await shell.open("reports?project=KES&for=client");
    await expect(reports.headings.first()).toBeVisible();
    await expect(reports.text).not.toContainText("Hugo");
    await reports.send.click();
    await expect(page.getByText(/Report sent/).first()).toBeVisible();
  });

  await test.step("17:40, the day is closed", async () => {
    await at("17:40");
    await shell.open("tomorrow");
    const open = await evening.lines(evening.left).count();
    await page.getByRole("main").getByRole("heading", { level: 1 }).click();
    for (let n = 0; n < open; n += 1) {
      await keyboard.press("m");
      await expect(evening.lines(evening.left)).toHaveCount(open - n - 1);
    }
    await keyboard.press("t", "e");
    await expect(evening.main).toContainText("Closed at 17:40");
    await shell.saved();
  });
});
