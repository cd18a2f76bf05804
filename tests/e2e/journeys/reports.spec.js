// The report: out in three clicks, sections as the user wants them, sent, and what changed since.

import { readFile } from "node:fs/promises";
import { invalid, sheets, words } from "../support/paper.js";
import { expect, test } from "../support/test.js";

/** The text that was copied last. */
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Prints what stands on the page: the dialog stays shut, and what is to be printed stays until it is taken. */
async function printed(page, print) {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", document.title);
  });
  await print();
  await page.locator("body[data-printed]").waitFor();
  return { title: await page.locator("body").getAttribute("data-printed"), pages: await sheets(await page.pdf({ preferCSSPageSize: true })) };
}

test.beforeEach(async ({ firstRun, shell }) => {
  await firstRun.sample();
  await shell.saved();
});

test("[SR20] from Reports to a copied executive one-pager in three clicks", async ({ page, context, shell, reports, accessible }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await shell.go("Reports"); // one
  await reports.kind.selectOption({ label: "One page" }); // two
  await expect(reports.headings.first()).toBeVisible();
  await reports.copy.click(); // three
  await expect(page.getByText("Report copied for Confluence")).toBeVisible();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const text = async (type) => (await item.getType(type)).text();
    return { html: await text("text/html"), plain: await text("text/plain") };
  });
  expect(copied.html).toContain("<table");
  expect(copied.html).not.toContain("<script");
  expect(copied.plain).toContain("WHAT CHANGED SINCE");
  await accessible("The one-pager");
});

test("[SR18] a sent report is what the next one compares with", async ({ page, shell, reports, board }) => {
  await shell.open("reports?project=SRCH&for=team");
  await reports.send.click();
  await expect(page.getByText(/Report sent/).first()).toBeVisible();
  await expect(reports.part(/^What changed/)).toContainText("Nothing changed since");
  await shell.saved();
  await shell.open("board?project=SRCH");
  await shell.add("Rebuild the synonym index #srch");
  await shell.saved();
  await page.reload();
  await shell.drawn();
  await shell.open("reports?project=SRCH&for=team");
  await expect(reports.since).toContainText("the report of");
  const changed = reports.part(/^What changed/);
  await expect(changed).toContainText("1 item added");
  await expect(changed).not.toContainText("histories");
});

test("[SR16] sections are moved, left out and written in, and stay so", async ({ page, shell, reports, accessible }) => {
  await shell.open("reports?project=SRCH&for=team");
  await expect(reports.headings.nth(1)).toHaveText("Status");
  await reports.up("Status");
  await expect(reports.headings.first()).toHaveText("Status");
  await page.getByRole("button", { name: "Summary", exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(reports.headings.first()).toHaveText("Summary");
  await expect(page.getByRole("button", { name: "Summary", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Leave out Progress" }).click();
  await expect(reports.part("Progress")).toHaveCount(0);
  await reports.write("Milestones", "The load test decides on the rest.");
  await accessible("A report being written");
  await shell.saved();
  await page.reload();
  await shell.drawn();
  await expect(reports.part("Milestones")).toContainText("The load test decides on the rest.");
  await expect(reports.part("Progress")).toHaveCount(0);
  await page.getByRole("button", { name: "Show Progress" }).click();
  await expect(reports.part("Progress")).toHaveCount(1);
  await page.getByRole("button", { name: "Status", exact: true }).dragTo(page.getByRole("button", { name: "Summary", exact: true }));
  await expect(reports.headings.first()).toHaveText("Status");
});

test("[SR8] the three audiences stand side by side", async ({ page, shell, reports, accessible }) => {
  await shell.open("reports?project=SRCH");
  await reports.sideBySide.click();
  await expect(reports.text).toHaveCount(3);
  await expect(page.getByRole("heading", { level: 2, name: "Client" })).toBeVisible();
  const edges = await reports.text.evaluateAll((papers) =>
    papers.map((paper) => paper.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top })),
  );
  expect(new Set(edges.map(({ top }) => Math.round(top))).size, "The papers begin at one height.").toBe(1);
  edges.forEach(({ right }, place) =>
    expect(right, "No paper lies over the next.").toBeLessThanOrEqual(edges[place + 1]?.left ?? 1440),
  );
  await accessible("Side by side");
});

test("[SR11] the HTML file stands alone and is accessible", async ({ page, shell, reports, accessible }) => {
  await shell.open("reports?project=SRCH&for=team");
  const waiting = page.waitForEvent("download");
  await reports.more("Download HTML");
  const html = await readFile(await (await waiting).path(), "utf8");
  // On a page of its own: the app's content policy is not the file's.
  await page.goto("about:blank");
  await page.setContent(html);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("status, week");
  await expect(page.getByRole("img").first()).toBeVisible();
  await accessible("The HTML file");
  expect(await invalid(html), "The HTML file is valid.").toEqual([]);
});

test("[SR16] who goes from field to field by keys loses neither words nor place", async ({ page, shell, reports }) => {
  await shell.open("reports?project=SRCH&for=team");
  const colour = page.getByRole("combobox", { name: "Quality colour" });
  await colour.focus();
  await colour.selectOption("amber");
  await expect(page.getByRole("textbox", { name: "Why quality is set by hand" })).toHaveValue("No reason was given");
  await expect(colour).toBeFocused();
  await page.getByRole("button", { name: "Add your own" }).press("Enter");
  const heading = page.getByRole("textbox", { name: "Heading of Notes" });
  await expect(heading).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Thank you");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "Your text in Thank you" })).toBeFocused();
  await page.keyboard.type("To everybody who rehearsed.");
  await page.keyboard.press("Tab");
  await expect(reports.part("Thank you")).toContainText("To everybody who rehearsed.");
  // A row that undo moves back takes the focus along.
  const goals = page.getByRole("button", { name: "Goals", exact: true });
  await goals.press("Alt+ArrowUp");
  await expect(goals).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Undone: Sections of the report changed")).toBeVisible();
  await expect(goals).toBeFocused();
  await page.getByRole("button", { name: "Leave out Incidents" }).press("Enter");
  await expect(page.getByRole("button", { name: "Show Incidents" })).toBeFocused();
});

test("[SR22] a sent report is opened again as it was, copied and deleted", async ({ page, context, shell, reports, accessible }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await shell.open("reports?project=SRCH&for=executive");
  await reports.more("Copy Markdown");
  await expect(page.getByText("Report copied as Markdown")).toBeVisible();
  const before = await copied(page);
  await reports.send.click();
  await expect(page.getByText(/Report sent/).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Your summary" }).fill("Other words.");
  await page.getByRole("textbox", { name: "Your summary" }).blur();
  await expect(reports.part("Summary")).toContainText("Other words.");
  await reports.sent(/AI Search: status/).click();
  await expect(reports.part("Summary")).not.toContainText("Other words.");
  await expect(page.getByText("It stands as it was sent and does not change.", { exact: false })).toBeVisible();
  await expect(reports.send).toHaveCount(0);
  await accessible("A sent report");
  await reports.more("Copy Markdown");
  await expect.poll(() => copied(page)).toBe(before);
  await page.getByRole("button", { name: "Compare with now" }).click();
  await expect(page.getByRole("region", { name: "What changed" })).toContainText(/change|differs/);
  await page.goBack();
  await reports.more("Delete this report");
  await expect(reports.part("Summary")).toContainText("Other words.");
  await expect(reports.sent(/AI Search: status/)).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(reports.sent(/AI Search: status/)).toHaveCount(1);
});

test("[SR16] computed words are taken as a beginning and changed; templates are named, used and deleted", async ({ page, shell, reports }) => {
  await shell.open("reports?project=SRCH&for=team");
  const field = page.getByRole("textbox", { name: "Your text in Risks, issues and blockers" });
  await page.getByRole("button", { name: "Risks, issues and blockers", exact: true }).click();
  await page.getByRole("button", { name: "Begin with the computed words" }).click();
  await expect(field).toHaveValue(/^- R-12 Query latency/);
  await expect(page.getByRole("checkbox", { name: "Instead of what is computed" })).toBeChecked();
  await field.fill("Only latency matters this week:\n- R-12 is at 16");
  await field.blur();
  const part = reports.part("Risks, issues and blockers");
  await expect(part).toContainText("Only latency matters this week:");
  await expect(part.getByRole("listitem")).toHaveText(["R-12 is at 16"]);
  await expect(part.getByRole("table")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Instead of what is computed" }).click();
  await expect(part.getByRole("table")).toHaveCount(1);
  await reports.more("Keep sections as a template");
  const name = page.getByRole("textbox", { name: "Name of the template Weekly for team" });
  await name.fill("For Friday");
  await name.press("Enter");
  await shell.open("reports?project=SRCH&for=team&kind=monthly");
  await expect(reports.headings.nth(1)).toHaveText("Status");
  await page.getByRole("button", { name: "Use For Friday" }).click();
  await expect(part).toContainText("Only latency matters this week:");
  await page.getByRole("button", { name: "Delete For Friday" }).click();
  await expect(page.getByRole("textbox", { name: /Name of the template/ })).toHaveCount(0);
});

test("[SR17] [SR21] every document goes out in every way, from where it is made", async ({ page, context, shell, reports }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const takes = async (noun, text, opener) => {
    await (opener ?? page.getByRole("button", { name: `More ways out for the ${noun}` })).click();
    const menu = page.getByRole("menu");
    for (const way of ["Copy for Confluence", "Copy for Slack or a chat", "Copy plain text", "Print or save as PDF", "Download HTML", "Download Confluence storage format", "Download Confluence wiki markup"]) {
      await expect(menu.getByRole("menuitem", { name: way })).toBeVisible();
    }
    await menu.getByRole("menuitem", { name: "Copy for Slack or a chat" }).click();
    await expect.poll(() => copied(page)).toMatch(text);
    // A chat shows no table and no mark.
    expect(await copied(page)).not.toMatch(/\||\*\*/);
  };
  await shell.open("risks");
  await takes("RAID log", /RAID log\n[^]*\nRisks\n- R-12 Query latency above 300 ms at peak: Score/, page.getByRole("button", { name: "RAID log" }));
  await shell.open("actions?list=decisions");
  await takes("decision log", /decision log\n[^]*\nWanted\n- D-/, page.getByRole("button", { name: "Decision log" }));
  await shell.open("standups");
  await takes("summary", /stand-up, \w+ \d+ \w+\n\n/);
  await shell.open("retros");
  await takes("summary", /^Retro|\n\n/);
  await shell.open("war-room?incident=INC-31");
  await takes("update", /INC-31 Update: [^]*What we know and do\n/);
  await shell.open("risks?list=escalations&record=E-7");
  await takes("note", /Escalation E-7 [^]*What we ask\n/);
  await shell.open("reports?project=SRCH&for=team");
  await takes("report", /AI Search: status[^]*Milestones\n- Load test ready: Baseline/);
});

test("[SR25] sheets of paper have heads and numbers, and cut no chart", async ({ page, shell, reports }) => {
  await shell.open("reports?project=SRCH&for=team");
  const title = await reports.text.getByRole("heading", { level: 2 }).textContent();
  const charts = await reports.text.locator("figure").evaluateAll((figures) =>
    figures.map((figure) => ({
      title: figure.querySelector("figcaption strong").textContent.trim(),
      texts: [...figure.querySelectorAll("svg text")].map((text) => text.textContent.trim()).filter(Boolean),
    })),
  );
  expect(charts.length).toBeGreaterThan(1);
  const whole = await printed(page, () => page.getByRole("button", { name: "Print", exact: true }).click());
  expect(whole.title).toBe(title);
  expect(whole.pages.length).toBeGreaterThan(2);
  whole.pages.forEach((sheet, place) => {
    expect(words(sheet)).toContain(`${place + 1} of ${whole.pages.length}`);
    expect(words(sheet), "Nothing of the app is on paper.").not.toContain("Side by side");
    const head = words(sheet.filter(({ top }) => top < 60));
    if (place > 0) expect(head).toContain(title);
  });
  for (const { title: name, texts } of charts) {
    const on = whole.pages.filter((sheet) => words(sheet).includes(name));
    expect(on.length, `${name} stands once`).toBe(1);
    for (const text of texts) expect(words(on[0]), `${text} of ${name}`).toContain(text);
  }
  // What is one page by name is one sheet of paper.
  await page.reload();
  await shell.open("reports?project=SRCH&kind=one_page");
  const one = await printed(page, () => page.getByRole("button", { name: "Print", exact: true }).click());
  expect(one.pages.length).toBe(1);
  expect(words(one.pages[0])).toContain("Decisions needed");
  expect((await sheets(await page.pdf({ format: "A4" }))).length, "On A4, too.").toBe(1);
});

test("[SR17] a document is printed alone from the page where it is made", async ({ page, shell }) => {
  await shell.open("risks");
  const { title, pages } = await printed(page, async () => {
    await page.getByRole("button", { name: "RAID log" }).click();
    await page.getByRole("menuitem", { name: "Print or save as PDF" }).click();
  });
  expect(title).toContain("RAID log");
  const all = pages.map(words).join(" ");
  expect(all).toContain("Assumptions");
  expect(all).not.toContain("due for review");
});

test("[DF2] any moment of the past is compared with now, and each line opens its record", async ({ page, shell, data, accessible }) => {
  await shell.open("data");
  await page.getByRole("button", { name: "Compare…" }).click();
  const changed = page.getByRole("region", { name: "What changed" });
  await expect(changed).toContainText(/finished/);
  await expect(changed).toContainText("Records deleted since then are not in it.");
  // Any moment of it, not the day alone.
  await page.getByLabel("From: the time on this day").fill("14:30");
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}T14(:|%3A)30/);
  await expect(changed).toContainText(/finished/);
  await page.getByRole("group", { name: "Lines" }).getByRole("button", { name: "Every change" }).click();
  await accessible("Compare");
  const line = changed.getByRole("row").filter({ hasText: "Done" }).first().getByRole("button");
  const key = (await line.textContent()).split(" ")[0];
  await line.click();
  await expect(page).toHaveURL(new RegExp(`item=${key}`));
});
