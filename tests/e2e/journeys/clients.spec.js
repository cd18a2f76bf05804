// Clients: from the portfolio to an accepted deliverable, the page for the client, goals, and the lens.

import { expect, test } from "../support/test.js";

test.beforeEach(async ({ firstRun }) => {
  await firstRun.sample();
});

test("[LN1] every figure of the portfolio has a reason, and leads to its records", async ({ page, shell, clients, accessible }) => {
  await shell.open("clients");
  const kestrel = clients.client("Kestrel Bank");
  await expect(kestrel.getByRole("button", { name: /Red/ })).toBeVisible();
  for (const label of ["Next deliverable", "Service levels, 90 days", "Contract value", "Margin to date", "Hours used", "CSAT", "NPS", "Open change requests"]) {
    const figure = kestrel.locator(".cl-fact").filter({ has: page.getByText(label, { exact: true }) });
    await expect(figure.getByRole("button")).not.toHaveText("");
    await expect(figure.locator(".quiet")).not.toHaveText("");
  }
  await accessible("The portfolio");
  await test.step("margin leads to the contracts behind it", async () => {
    const margin = kestrel.locator(".cl-fact").filter({ hasText: "Margin to date" });
    await margin.getByRole("button").click();
    await expect(clients.part("Contracts")).toBeFocused();
    await expect(clients.part("Contracts")).toContainText("Portal, phase 2");
  });
  await test.step("a client without anything says so, and shows no zero", async () => {
    await shell.open("clients");
    const add = page.getByRole("textbox", { name: "Add a client" });
    await add.fill("Ostara");
    await add.press("Enter");
    const fresh = clients.client("Ostara");
    await expect(fresh).toContainText("No deliverable was entered");
    await expect(fresh).toContainText("No contract was entered");
    await expect(fresh.getByRole("button", { name: "n/a" })).toHaveCount(7);
  });
});

test("[LN5] a deliverable is rejected with what the client said, submitted again and accepted", async ({ page, shell, clients, accessible }) => {
  await shell.open("clients?client=Kestrel%20Bank");
  await accessible("The page of a client");
  const row = clients.deliverable("Statements and exports");
  await row.getByRole("button", { name: "Reject…" }).click();
  await page.getByRole("textbox", { name: "What the client said" }).fill("The export has no header row");
  await page.keyboard.press("Enter");
  await expect(row).toContainText("rejected: The export has no header row");
  await row.getByRole("button", { name: "Submit" }).click();
  await expect(row).toContainText("Submitted");
  await row.getByRole("button", { name: "Accept" }).click();
  await expect(row).toContainText("Accepted");
  await expect(row.getByRole("button", { name: /Accept|Submit|Reject/ })).toHaveCount(0);
  await test.step("it is kept, and undo takes it back", async () => {
    await shell.saved();
    await page.reload();
    await expect(row).toContainText("Accepted");
  });
});

test("[LN2] an answer and hours are entered in place, and the figures follow", async ({ page, shell, clients }) => {
  await shell.open("clients?client=Nordvik");
  await expect(clients.figure("NPS")).toContainText("of 5 answers");
  const form = page.getByRole("group", { name: "Enter an answer" });
  await form.getByRole("combobox", { name: "Asked as" }).selectOption("nps");
  await form.getByRole("textbox", { name: "Score" }).fill("9");
  await form.getByRole("textbox", { name: "Score" }).press("Enter");
  await expect(clients.figure("NPS")).toContainText("of 6 answers");
  await expect(form.getByRole("textbox", { name: "Score" })).toHaveValue("");
  const before = await clients.figure("Hours used").textContent();
  const book = page.getByRole("group", { name: "Book hours" });
  await book.getByRole("textbox", { name: "Hours" }).fill("7.5");
  await book.getByRole("combobox", { name: "Contract" }).selectOption({ label: "Order integration" });
  await book.getByRole("button", { name: "Book hours" }).click();
  await expect(clients.figure("Hours used")).not.toHaveText(before);
});

test("[LN6] the page for the client leaves out what is internal", async ({ page, shell, clients, accessible }) => {
  await shell.open("clients?client=Kestrel%20Bank");
  await expect(clients.figure("Margin to date")).toBeVisible();
  await clients.showTo("For the client");
  await expect(clients.figure("Margin to date")).toHaveCount(0);
  await expect(page.getByText("As the client sees it")).toBeVisible();
  for (const hidden of ["Hugo", "Nordvik", "Earned", "Head of digital banking"]) {
    await expect(clients.main).not.toContainText(hidden);
  }
  await expect(clients.part("Deliverables")).toContainText("Accessibility statement");
  await expect(clients.part("Change requests")).toContainText("Approve payments");
  await accessible("The page for the client");
});

test("[LN7] a key result is updated with its day, and the goal follows", async ({ page, shell, accessible }) => {
  await shell.open("roadmap");
  await page.getByRole("group", { name: "Page" }).getByRole("button", { name: "Goals" }).click();
  const goal = page.getByRole("region", { name: "First result in under 300 ms" });
  await expect(goal).toContainText("of the time");
  await accessible("The goals");
  const now = goal.getByRole("textbox", { name: "Now: Markets on the semantic index" });
  await now.fill("6");
  await now.press("Enter");
  await expect(goal).toContainText("66.7 %");
  await expect(goal).toContainText("measured today");
  await test.step("a goal and its key result are typed", async () => {
    await page.getByRole("textbox", { name: "Add a goal" }).fill("Search in every language");
    await page.keyboard.press("Enter");
    const fresh = page.getByRole("region", { name: "Search in every language" });
    await expect(fresh).toContainText("no key result says when it is reached");
    await fresh.getByRole("textbox", { name: "Add a key result" }).fill("Languages: 2 -> 12");
    await page.keyboard.press("Enter");
    await expect(fresh).toContainText("not measured yet");
  });
});

test("[LN8] a project changes its lens and back without losing anything", async ({ shell, clients, data }) => {
  /** A snapshot without what changes with every export: moments and counters. */
  const facts = async () =>
    JSON.stringify(JSON.parse(await data.export(), (key, value) => (/^(updated|exported|exported_at|checksum)$/.test(key) ? undefined : value)));
  await shell.open("data");
  const before = await facts();
  const panel = await clients.project("Kestrel portal");
  await expect(panel.getByRole("combobox", { name: "Client" })).toBeVisible();
  await clients.lens(panel, "Product");
  await expect(panel.getByRole("combobox", { name: "Client" })).toBeHidden();
  await expect(panel.getByRole("textbox", { name: "Vision" })).toBeVisible();
  await expect(panel.getByRole("link", { name: /Goals, key results/ })).toBeVisible();
  await clients.lens(panel, "Service");
  await expect(panel.getByRole("combobox", { name: "Client" })).not.toHaveValue("");
  await panel.getByRole("button", { name: "Close" }).click();
  expect(await facts()).toBe(before);
});
