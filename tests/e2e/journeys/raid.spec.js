// Risks, issues and escalations: from the first worry to the decision.

import { file } from "../pages/data.page.js";
import { expect, test } from "../support/test.js";

/** The same snapshot with the running sprint of that name closed yesterday. */
function withClosedSprint(snapshot, name) {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return JSON.stringify(JSON.parse(snapshot, (_, value) =>
    value?.name === name && value.state === "active" ? { ...value, state: "closed", end: yesterday } : value,
  ));
}

test.beforeEach(async ({ firstRun }) => {
  await firstRun.sample();
});

test("[RD3] a trigger raises its risk when the velocity drops, once, and undo takes it back", async ({ page, shell, risks, data }) => {
  await shell.open("risks");
  await risks.open("R-4");
  const panel = risks.panel("R-4");
  await expect(panel.getByText(/Now: Velocity of Search is 41 pt over 3 sprints, not under 40 pt/)).toBeVisible();
  await expect(panel.getByText(/Raised by its trigger/)).toBeHidden();
  await test.step("the running sprint closes with less than was committed to", async () => {
    await shell.open("data");
    await data.import(file("snapshot.json", withClosedSprint(await data.export(), "Search 24")));
  });
  const notice = page.getByRole("group", { name: "Notice" });
  await expect(notice).toContainText(/R-4 raised by its trigger: Velocity of Search is \d+(\.\d)? pt over 3 sprints, under 40 pt/);
  await test.step("it says when and why, and is one step more likely", async () => {
    await shell.open("risks?risk=R-4");
    await expect(panel.getByText(/Raised by its trigger today/)).toBeVisible();
    await expect(panel.getByRole("combobox", { name: "Residual probability" })).toHaveValue("3");
    await expect(panel.getByRole("button", { name: "Watch again" })).toBeDisabled();
  });
  await test.step("it stands on Today", async () => {
    await shell.open("today");
    const need = page.getByRole("listitem").filter({ hasText: "Only one person knows the indexer" });
    await expect(need).toContainText("Trigger");
    await expect(need).toContainText("Velocity of Search is");
  });
  await test.step("a reload raises nothing again", async () => {
    await shell.saved();
    await page.reload();
    await shell.open("risks?risk=R-4");
    await expect(panel.getByText(/Raised by its trigger today/)).toBeVisible();
    await expect(panel.getByRole("combobox", { name: "Residual probability" })).toHaveValue("3");
  });
});

test("[RD7] an escalation goes overdue, stands on Today, and moves up the ladder", async ({ page, shell, risks, reports }) => {
  await page.clock.install();
  await page.reload();
  await shell.open("risks?risk=R-21");
  await risks.panel("R-21").getByRole("button", { name: "Escalation note" }).click();
  const panel = risks.panel("E-8");
  await expect(panel).toBeVisible();
  await expect(panel.getByText("Because the app uses the microphone in a new way", { exact: false }).first()).toBeVisible();
  await panel.getByRole("button", { name: "Mark as sent" }).click();
  await expect(panel.getByText(/Answer due in [34] h/)).toBeVisible();
  await page.clock.fastForward("05:00:00");
  await expect(panel.getByText(/No answer, \d+ (min|h) over/).first()).toBeVisible();
  await test.step("on Today, and in the list", async () => {
    await shell.open("today");
    const need = page.getByRole("listitem").filter({ hasText: "iOS review delays December" }).filter({ hasText: "Escalation" });
    await expect(need).toContainText("No answer from Jonas Weber");
    await shell.open("risks?list=escalations");
    await expect(risks.row("E-8")).toContainText("No answer");
  });
  await test.step("in the report", async () => {
    await shell.open("reports?project=SRCH");
    await expect(reports.text).toContainText("no answer from Jonas Weber since");
    await shell.open("risks?list=escalations");
  });
  await test.step("the next step of the ladder", async () => {
    await risks.open("E-8");
    await panel.getByRole("button", { name: "Ask Ewa Nowak next" }).click();
    await expect(panel.getByText(/Answer due in (23|24) h/)).toBeVisible();
    await expect(panel.getByRole("listitem").filter({ hasText: "Moved up" })).toContainText("to Ewa Nowak: No answer from Jonas Weber");
    await panel.getByRole("button", { name: "Acknowledged" }).click();
    await panel.getByRole("button", { name: "Decided" }).click();
    await expect(panel.getByRole("listitem").filter({ hasText: "Decided by Ewa Nowak" })).toHaveCount(1);
  });
});

test("[RD9] a risk is moved in the matrix by keys, by menu and by drag", async ({ page, shell, risks, accessible }) => {
  await shell.open("risks");
  const ring = (field) => field.locator(".ring");
  await test.step("by keys", async () => {
    // R-19 stands alone at likely and medium.
    await risks.field(4, 3).focus();
    await page.keyboard.press("Shift+ArrowUp");
    await expect(risks.field(5, 3)).toBeFocused();
    await expect(risks.row("R-19")).toContainText("15 Red");
    await expect(risks.spoken).toHaveText(/R-19: residual score is now 15, red/);
    await page.keyboard.press("ArrowDown");
    await expect(risks.field(4, 3)).toBeFocused();
    await shell.undo();
    await expect(risks.row("R-19")).toContainText("12 Amber");
  });
  await test.step("by menu", async () => {
    await risks.field(4, 3).focus();
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: /^Less likely/ }).click();
    await expect(risks.row("R-19")).toContainText("9 Amber");
    await shell.undo();
  });
  await test.step("by drag", async () => {
    await ring(risks.field(4, 3)).hover();
    await page.mouse.down();
    await risks.field(2, 3).hover();
    await page.mouse.up();
    await expect(risks.row("R-19")).toContainText("6 Green");
    await shell.undo();
    await expect(risks.row("R-19")).toContainText("12 Amber");
  });
  await test.step("a field filters", async () => {
    await risks.field(4, 3).click();
    await expect(page).toHaveURL(/cell=4x3/);
    await expect.poll(() => risks.order()).toEqual(["R-19"]);
  });
  await accessible("The register");
});

test("[RD5] a risk that occurs becomes an issue in one step, and one undo takes it back", async ({ page, shell, risks, accessible }) => {
  await shell.open("risks?risk=R-19");
  await risks.panel("R-19").getByRole("button", { name: "Make an issue" }).click();
  const issue = risks.panel("IS-6");
  await expect(issue.getByRole("textbox", { name: "Title" })).toHaveValue("the full vector index does not fit on staging");
  await expect(issue.getByRole("button", { name: "Staging cannot hold the index" })).toBeVisible();
  await accessible("An issue's panel");
  await shell.open("risks?closed=1&state=occurred");
  await expect(risks.row("R-19")).toContainText("Occurred");
  await page.getByRole("heading", { level: 1 }).click();
  await shell.undo();
  await expect(risks.row("R-19")).toHaveCount(0);
  await shell.open("risks?list=issues");
  await expect(risks.row("IS-6")).toHaveCount(0);
});

test("[RD6] lists, filters and order stand in the address", async ({ page, shell, risks, accessible }) => {
  await shell.open("risks");
  for (const name of ["Assumptions", "Issues", "Dependencies", "Escalations"]) {
    const count = Number((await risks.list(name).innerText()).match(/\d+/)[0]);
    expect(count).toBeGreaterThan(0);
    await risks.list(name).click();
    await expect(risks.register.locator("tbody tr")).toHaveCount(count);
    await accessible(name);
  }
  await risks.list("Risks").click();
  await page.getByRole("columnheader", { name: /Exposure/ }).getByRole("button").click();
  await page.getByRole("columnheader", { name: /Exposure/ }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=-exposure/);
  await expect.poll(async () => (await risks.order())[0]).toBe("R-7");
  await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("combobox", { name: "Owner" }).selectOption("Carlos Mendes");
  await expect.poll(() => risks.order()).toEqual(["R-15", "R-22", "R-23"]);
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await expect.poll(() => risks.order()).toEqual(["R-15", "R-22", "R-23"]);
});

test("[RD10] a bulk edit is one step", async ({ page, shell, risks }) => {
  await shell.open("risks");
  for (const key of ["R-19", "R-21"]) {
    await risks.row(key).getByRole("checkbox").check();
  }
  await expect(risks.selected).toContainText("2 selected");
  await risks.selected.getByRole("combobox", { name: "State" }).selectOption("accepted");
  await expect(page.getByRole("group", { name: "Notice" })).toContainText("2 risks: state changed");
  await shell.open("risks?state=accepted");
  await expect.poll(() => risks.order()).toEqual(["R-19", "R-21", "R-11"]);
  await page.getByRole("heading", { level: 1 }).click();
  await shell.undo();
  await expect.poll(() => risks.order()).toEqual(["R-11"]);
});
