// Ordering the backlog, planning sprints, replanning the roadmap.

import { expect, test } from "../support/test.js";

// A Thursday: the sample tells its story relative to it.
const NOW = new Date("2025-11-20T10:40:00Z");

test.beforeEach(async ({ page, firstRun }) => {
  await page.clock.setFixedTime(NOW);
  await firstRun.sample();
});

test("[BL11] a row is ranked by handle, by menu and by keys, and undo takes each back", async ({ page, shell, backlog }) => {
  await shell.open("backlog");
  const [a, b, c, d, e] = await backlog.keys(5);

  await backlog.drag(c, a);
  await backlog.orderIs([c, a, b, d, e]);
  await shell.undo();
  await backlog.orderIs([a, b, c, d, e]);

  await backlog.moveByMenu(c, "Top");
  await backlog.orderIs([c, a, b, d, e]);
  await shell.undo();
  await backlog.orderIs([a, b, c, d, e]);

  await backlog.row(c).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await backlog.orderIs([a, c, b, d, e]);
  await expect(backlog.row(c)).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await backlog.orderIs([c, a, b, d, e]);
  await page.keyboard.press("Alt+ArrowDown");
  await backlog.orderIs([a, c, b, d, e]);

  await backlog.row(d).focus();
  await page.keyboard.press("t");
  await backlog.orderIs([d, a, c, b, e]);
  await expect(backlog.row(e)).toBeFocused();
  await shell.saved();
  await page.reload();
  await backlog.orderIs([d, a, c, b, e]);
});

test("[BL12] several rows are changed at once, with one undo", async ({ page, shell, backlog }) => {
  await shell.open("backlog");
  const keys = await backlog.keys(3);
  const owner = (key) => backlog.row(key).getByRole("button", { name: /^Owner:/ });
  const name = (key) => owner(key).innerText();
  const before = await Promise.all(keys.map(name));
  await backlog.row(keys[0]).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(backlog.bulk).toContainText("3 selected");
  await backlog.bulk.getByRole("button", { name: "Owner" }).click();
  await backlog.menuItem("Carlos Mendes").click();
  for (const key of keys) await expect(owner(key)).toHaveAccessibleName("Owner: Carlos Mendes");
  await shell.undo();
  for (const [place, key] of keys.entries()) await expect.poll(() => name(key)).toBe(before[place]);

  await backlog.bulk.getByRole("button", { name: "Labels" }).click();
  const dialog = page.getByRole("dialog", { name: /^Labels of 3 items/ });
  await dialog.getByRole("textbox").fill("spring");
  await page.keyboard.press("Enter");
  for (const key of keys) await expect(backlog.row(key)).toContainText("spring");
});

test("[BL13] filters stand in the address, and come back by a name", async ({ page, shell, backlog }) => {
  await shell.open("backlog");
  await page.getByRole("button", { name: /serve no goal/ }).click();
  await expect(page).toHaveURL(/goal=none/);
  await expect(backlog.rows.first()).toContainText("No goal");
  await page.getByRole("button", { name: "Saved", exact: true }).click();
  await backlog.menuItem("Save this filter").click();
  await page.getByRole("dialog", { name: "Save this filter" }).getByLabel("Name").fill("Aimless");
  await page.keyboard.press("Enter");
  await shell.open("backlog");
  await expect(page).not.toHaveURL(/goal=none/);
  await page.getByRole("button", { name: "Saved", exact: true }).click();
  await backlog.menuItem("Aimless").click();
  await expect(page).toHaveURL(/goal=none/);
});

test("a score is written in the rows, and becomes the rank", async ({ page, shell, backlog }) => {
  await shell.open("backlog?score=wsjf");
  const [a, b, c] = await backlog.keys(3);
  for (const [name, value] of [["Value", "13"], ["Urgency", "13"], ["Opportunity", "13"], ["Size", "1"]]) {
    const field = page.getByRole("textbox", { name: `${name} of ${c}` });
    await field.fill(value);
    await field.press("Tab");
  }
  await expect(backlog.row(c)).toContainText("(13 + 13 + 13) ÷ 1 = 39");
  await page.getByRole("button", { name: "By score" }).click();
  await expect.poll(async () => (await backlog.keys(1))[0]).toBe(c);
  await page.getByRole("button", { name: "Rank by score" }).click();
  await expect(page.getByRole("button", { name: "By rank" })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await backlog.keys(1))[0]).toBe(c);
  await shell.undo();
  await backlog.orderIs([a, b, c]);
});

test("an item is added at its place, estimated by keys and split", async ({ page, shell, backlog }) => {
  await shell.open("backlog");
  const [a, b] = await backlog.keys(2);
  await backlog.row(a).focus();
  await page.keyboard.press("i");
  await page.getByRole("textbox", { name: "New item" }).fill("Warm the index after a failover");
  await page.keyboard.press("Enter");
  await expect(backlog.rows.nth(1)).toContainText("Warm the index after a failover");
  await page.keyboard.press("Escape");
  const made = (await backlog.keys(2))[1];
  await backlog.orderIs([a, made, b]);

  await shell.open("backlog?estimated=no");
  await page.getByRole("button", { name: "Estimate", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Estimate" });
  await expect(dialog).toBeVisible();
  const rows = await backlog.rows.count();
  await page.keyboard.press("5");
  await page.keyboard.press("3");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(backlog.rows).toHaveCount(rows - 2);

  await shell.open("backlog");
  await backlog.row(made).focus();
  await page.keyboard.press("d");
  const split = page.getByRole("dialog", { name: `Split ${made}` });
  await split.getByRole("textbox", { name: "Title of part 2" }).fill("Warm it in steps");
  await split.getByRole("button", { name: "Split" }).click();
  await expect(split).toBeHidden();
  await expect(backlog.rows.nth(2)).toContainText("Warm it in steps");
});

test("[BL14] two teams' sprints are planned, with one person over-allocated", async ({ page, shell, backlog, accessible }) => {
  await shell.open("backlog?plan=next");
  const over = backlog.planning.getByRole("list", { name: "Over-allocated people" });
  await expect(over).toContainText(/Jonas Weber .*of .* days/);
  await expect(over).toContainText(/Search 25 .* d, Platform 25|Platform 25 .* d, Search 25/);
  for (const name of ["Search 25", "Platform 25"]) {
    await expect(backlog.sprint(name)).toContainText(/of \d+ pt, \d+ %/);
    await expect(backlog.sprint(name)).toContainText(/days × .* pt ÷ .* days/);
  }
  await accessible("Sprint planning");

  // What one team wants of him goes to somebody else.
  await shell.open("backlog?plan=next&sprint=Search%2025&owner=Jonas%20Weber");
  await expect(backlog.rows.first()).toBeVisible();
  await page.getByRole("checkbox", { name: "Select all shown" }).check();
  await backlog.bulk.getByRole("button", { name: "Owner" }).click();
  await backlog.menuItem("Priya Nair").click();
  const torn = over.getByRole("listitem").filter({ hasText: "Jonas Weber" }).filter({ hasText: "Search 25" });
  await expect(torn).toHaveCount(0);

  // An item comes in by the handle and goes out again.
  await shell.open("backlog?plan=next&sprint=none&team=Search");
  const [free] = await backlog.keys(1);
  const items = backlog.sprint("Search 25").getByRole("list", { name: "Items of Search 25" });
  await backlog.dragToSprint(free, "Search 25");
  await expect(items).toContainText(free);
  await items.getByRole("button", { name: `Take ${free} out of the sprint` }).click();
  await expect(items).not.toContainText(free);

  // The running one is closed into the next, which then starts with its commitment.
  await backlog.sprint("Search 25").getByRole("button", { name: "More for Search 25" }).click();
  await backlog.menuItem("Close Search 24").click();
  const close = page.getByRole("dialog", { name: "Close Search 24" });
  await close.getByRole("combobox", { name: "Unfinished items" }).selectOption({ label: "Search 25" });
  await close.getByRole("button", { name: "Close sprint" }).click();
  await expect(items).toContainText("SRCH-341");
  await backlog.sprint("Search 25").getByRole("button", { name: "Start", exact: true }).click();
  await shell.saved();
  await page.reload();
  await shell.open("board?team=Search");
  await expect(page.getByRole("article", { name: /^SRCH-341/ })).toBeVisible();
});

test("[RM11] a replan by drag, by menu and by keys says what it breaks", async ({ page, shell, roadmap, accessible }) => {
  await shell.open("roadmap");
  const name = "Semantic ranking for all markets";
  const broken = "This breaks a dependency: Semantic ranking for all markets needs Mobile by";

  // By menu, in a dialog that says so before.
  await roadmap.byMenu(roadmap.milestone(name), "Other days");
  const dialog = page.getByRole("dialog", { name: `Move ${name}` });
  await dialog.getByLabel("Day").fill("2026-01-05");
  await expect(dialog.getByRole("status")).toContainText(`${name} needs Mobile by 5 Jan`);
  await dialog.getByRole("button", { name: "Move" }).click();
  await roadmap.says(broken);
  await expect(roadmap.milestone(name)).toHaveAttribute("aria-label", /, 5 Jan/);
  await shell.undo();
  await expect(roadmap.milestone(name)).toHaveAttribute("aria-label", /, 30 Jan/);

  await expect(roadmap.notice).toBeHidden({ timeout: 20_000 });
  // High enough that no row is cut by the edge: what is half scrolled away is no small target.
  await page.setViewportSize({ width: 1440, height: 1500 });
  await accessible("The roadmap");
  await page.setViewportSize({ width: 1440, height: 900 });

  // By drag: a hundred pixels are four weeks.
  await roadmap.drag(roadmap.milestone(name), -100);
  await roadmap.says(broken);
  await shell.undo();
  await expect(roadmap.milestone(name)).toHaveAttribute("aria-label", /, 30 Jan/);

  // By keys, a week at a time; the third week is too early.
  await roadmap.milestone(name).focus();
  for (const week of [1, 2, 3]) {
    await page.keyboard.press("Alt+Shift+ArrowLeft");
    await roadmap.says(week < 3 ? `${name} now` : broken);
    await expect(roadmap.milestone(name)).toBeFocused();
  }
});

test("a bar moves with its milestones, and the proposed move helps", async ({ page, shell, roadmap }) => {
  await shell.open("roadmap");
  const over = roadmap.capacity.getByRole("row", { name: /^Platform/ }).locator("td.over");
  await expect(page.getByText(/Platform is booked above capacity in sprints? 25.*Moving/)).toBeVisible();
  const before = await over.count();
  await page.getByRole("button", { name: "Try it" }).click();
  await roadmap.says(/Ranking API with rate limits now .*, with its milestone/);
  await expect(over).not.toHaveCount(before);
  await expect(page.getByRole("button", { name: "Try it" })).toBeHidden();
  await shell.undo();
  await expect(over).toHaveCount(before);

  const bar = roadmap.bar("Smaller embedding model");
  const old = await bar.getAttribute("aria-label");
  await roadmap.drag(bar, 60);
  await roadmap.says(/Smaller embedding model now .*, with its milestone/);
  await expect(bar).not.toHaveAttribute("aria-label", old);
  await shell.undo();
  await expect(bar).toHaveAttribute("aria-label", old);
});

test("a goal, an initiative and a milestone are added, and a baseline is set", async ({ page, shell, roadmap }) => {
  await shell.open("roadmap");
  await page.getByRole("button", { name: "Add initiative" }).click();
  const dialog = page.getByRole("dialog", { name: "Add initiative" });
  await dialog.getByLabel("Title").fill("Search by photo");
  await dialog.getByLabel("Goal").selectOption({ label: "Search is as good on the phone" });
  await dialog.getByLabel("Team").selectOption({ label: "Mobile" });
  await dialog.getByLabel("First day").fill("2026-02-02");
  await dialog.getByLabel("Last day").fill("2026-03-27");
  await dialog.getByRole("button", { name: "Add initiative" }).click();
  await expect(roadmap.bar("Search by photo")).toHaveAttribute("aria-label", /2 Feb to 27 Mar/);

  await roadmap.byMenu(roadmap.bar("Search by photo"), "Add a milestone");
  const milestone = page.getByRole("dialog", { name: "Add milestone" });
  await milestone.getByLabel("Name").fill("Photo pilot");
  await page.keyboard.press("Enter");
  await expect(roadmap.milestone("Photo pilot")).toBeVisible();

  await page.getByRole("button", { name: /^Baseline/ }).click();
  await page.getByRole("menuitem", { name: "Set a baseline…" }).click();
  await page.getByRole("dialog", { name: "Set a baseline" }).getByRole("button", { name: "Set baseline" }).click();
  await expect(page.getByRole("button", { name: "Baseline 20 Nov" })).toBeVisible();
  await shell.saved();
  await page.reload();
  await expect(page.getByRole("button", { name: "Baseline 20 Nov" })).toBeVisible();
});
