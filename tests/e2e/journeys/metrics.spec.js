// Metrics: what the address brings back, marks by keys, tables, files, and what is entered by hand.

import { fileURLToPath } from "node:url";
import { expect, test } from "../support/test.js";

const EXPORT = fileURLToPath(new URL("../fixtures/jira.csv", import.meta.url));
const FAMILIES = ["sprints", "flow", "quality", "cost", "sla", "forecast"];

test("[CH5] filters, family and working stand in the address; back and forward walk them", async ({
  page,
  firstRun,
  shell,
  metrics,
}) => {
  await firstRun.sample();
  await shell.open("metrics?project=SRCH&tab=flow&days=30&count=working&type=Bug");
  await expect(page.getByRole("combobox", { name: "Type" })).toHaveValue("Bug");
  await expect(page.getByRole("combobox", { name: "Period" })).toHaveValue("30");
  await expect(metrics.chart("cycle-time")).toContainText("working days from start to finish");
  const bugs = await metrics.figure("Throughput").innerText();

  await page.getByRole("combobox", { name: "Type" }).selectOption("");
  await expect(metrics.figure("Throughput")).not.toHaveText(bugs);
  await metrics.family("Quality");
  await expect(metrics.chart("leakage")).toBeVisible();
  await page.goBack();
  await expect(metrics.chart("throughput")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Type" })).toHaveValue("Bug");
  await page.goForward();
  await page.goForward();
  await expect(metrics.chart("leakage")).toBeVisible();

  await page.getByRole("button", { name: "Compare" }).click();
  await expect(metrics.figure("Defect leakage")).toContainText("before");
  expect(page.url()).toContain("compare=1");
  await page.reload();
  await expect(metrics.figure("Defect leakage")).toContainText("before");
});

test("a working opens from its figure by keys, and leads to the items behind it", async ({ page, firstRun, shell, metrics }) => {
  await firstRun.sample();
  await shell.open("metrics?project=SRCH");
  await metrics.figure("Cycle time").getByRole("button", { name: /Show working/ }).focus();
  await page.keyboard.press("Enter");
  const working = page.getByRole("complementary", { name: /^Working/ });
  await expect(working).toContainText("finish day − start day + 1");
  await expect(working).toContainText("Left out");
  await working.getByRole("button", { name: /^[A-Z]+-\d+$/ }).last().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: /details$/ })).toBeVisible();
  await page.goBack();
  await expect(working).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(working).toBeHidden();
});

test("[CH3] arrow keys walk the marks of a chart and Enter opens the item", async ({ page, firstRun, shell, metrics }) => {
  await firstRun.sample();
  await shell.open("metrics?project=SRCH");
  const marks = metrics.marks("cycle-time");
  await expect(marks).toHaveAccessibleName(/Cycle time.*Arrow keys walk the marks/);
  await marks.focus();
  await page.keyboard.press("Home");
  const first = await metrics.said("cycle-time");
  expect(first).toMatch(/days?, finished /);
  await page.keyboard.press("ArrowRight");
  const second = await metrics.said("cycle-time");
  expect(second).not.toBe(first);
  await page.keyboard.press("ArrowLeft");
  expect(await metrics.said("cycle-time")).toBe(first);
  // On to a mark of a single item.
  for (let step = 0; step < 40 && !/^[A-Z]+-\d+ /.test((await metrics.said("cycle-time")) ?? ""); step += 1) {
    await page.keyboard.press("ArrowRight");
  }
  const said = await metrics.said("cycle-time");
  const key = said.match(/^[A-Z]+-\d+/)[0];
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: `${key} details` })).toBeVisible();
  // The panel makes the chart narrower, and so drawn anew: focus and place stay.
  await expect(marks).toBeFocused();
  expect(await metrics.said("cycle-time")).toBe(said);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: `${key} details` })).toBeHidden();
  await expect(marks).toBeFocused();
});

test("[CH4] [CH6] a chart's table and its files hold the same data", async ({ page, firstRun, shell, metrics }) => {
  await firstRun.sample();
  await shell.open("metrics?project=SRCH");
  const chart = metrics.chart("cycle-time");
  const counted = Number((await chart.innerText()).match(/(\d+) items? finished since/)[1]);

  await metrics.choose("cycle-time", "Show as a table");
  const rows = chart.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(counted + 1);
  const top = await rows.nth(1).getByRole("cell").allInnerTexts();

  const csv = await metrics.save("cycle-time", "Save as CSV");
  const lines = csv.bytes.toString("utf8").trimEnd().split("\r\n");
  expect(csv.name).toMatch(/^gluework-cycle-time-\d{4}-\d\d-\d\d\.csv$/);
  expect(lines).toHaveLength(counted + 1);
  expect(lines[0]).toBe("Key,Title,Finished,Days");
  expect(lines[1].startsWith(`${top[0]},`)).toBe(true);
  expect(lines[1].endsWith(`,${top[3]}`)).toBe(true);

  const svg = (await metrics.save("cycle-time", "Save as SVG")).bytes.toString("utf8");
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).not.toMatch(/var\(|href|<script/);
  const png = await metrics.save("cycle-time", "Save as PNG");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
  // Width and height stand big-endian at bytes 16 and 20; two dots to a pixel.
  expect(png.bytes.readUInt32BE(16)).toBe(2 * 832);

  await rows.nth(1).getByRole("button").click();
  await expect(page.getByRole("complementary", { name: `${top[0]} details` })).toBeVisible();
  await page.goBack();
  await metrics.choose("cycle-time", "Hide the table");
  await expect(chart.getByRole("table")).toHaveCount(0);
});

test("[CH7] leakage says what it lacks, and a release entered there makes it computable", async ({
  page,
  firstRun,
  shell,
  data,
  metrics,
}) => {
  await firstRun.open();
  await data.choose(firstRun.import, EXPORT);
  await data.apply.click();
  await shell.saved();
  await shell.add("bug: Result page flashes");
  await shell.open("metrics?tab=quality");
  const leakage = metrics.figure("Defect leakage");
  await expect(leakage).toContainText("n/a");
  await leakage.getByRole("button", { name: "Add a release" }).click();
  const releases = metrics.entry("Releases");
  await releases.getByRole("button", { name: "Release" }).click();
  await releases.getByRole("textbox", { name: "Name" }).first().fill("2026.1");
  await releases.getByRole("textbox", { name: "Name" }).first().press("Enter");
  await expect(metrics.chart("leakage")).toContainText("No defect names 2026.1");

  await page.getByRole("button", { name: "Enter data" }).click();
  await page.getByRole("menuitem", { name: "Defects" }).click();
  const defect = metrics.entry("Defects").getByRole("listitem").filter({ hasText: "Result page flashes" });
  await defect.getByRole("combobox", { name: "Found in release" }).selectOption("2026.1");
  await defect.getByRole("combobox", { name: "Phase found" }).selectOption("After the release");
  await expect(leakage).toContainText("100");
  await expect(metrics.marks("leakage")).toBeVisible();

  await page.getByRole("heading", { level: 1 }).click();
  await shell.undo();
  await shell.undo();
  await expect(leakage).toContainText("n/a");
});

test("[FG13] a working names its window, and every item that was counted is a click away", async ({
  page,
  firstRun,
  shell,
  metrics,
}) => {
  await firstRun.sample();
  await shell.open("metrics?project=SRCH&days=90");
  const working = await metrics.working("Cycle time");
  await expect(metrics.part(working, "Window")).toContainText("90 days");
  const population = metrics.part(working, "Population");
  const counted = Number((await population.innerText()).match(/Counted\s+(\d+)/)[1]);
  await population.getByRole("button", { name: /^Show \d+ more$/ }).click();
  await expect(population.getByRole("button", { name: /^[A-Z]+-\d+$/ })).toHaveCount(Math.min(counted, 106));

  // A week of throughput is a row of several items.
  await shell.open("metrics?project=SRCH&tab=flow&figure=throughput");
  const week = metrics.part(page.getByRole("complementary", { name: /^Working/ }), "Behind the figure").getByRole("listitem").nth(1);
  await week.getByRole("button", { name: /^Week of/ }).click();
  await week.getByRole("button", { name: /^[A-Z]+-\d+$/ }).first().click();
  await expect(page.getByRole("complementary", { name: /details$/ })).toBeVisible();

  // A chart's working leads to what is behind its marks.
  await shell.open("metrics?project=SRCH&tab=sprints");
  await metrics.choose("velocity", "Show working");
  await metrics.part(page.getByRole("complementary", { name: /^Working/ }), "Behind the figure").getByRole("button").first().click();
  await expect(page).toHaveURL(/sprint=/);
});

test("[CH7] a package with a phased plan and a cost give earned value; undo takes them back", async ({
  page,
  firstRun,
  shell,
  data,
  metrics,
}) => {
  await firstRun.open();
  await data.choose(firstRun.import, EXPORT);
  await data.apply.click();
  await shell.saved();
  await shell.open("metrics?tab=cost");
  await metrics.figure("Cost variance").getByRole("button", { name: "Add a work package" }).click();
  const packages = metrics.entry("Work packages");
  await packages.getByRole("button", { name: "Work package" }).click();
  await metrics.type(packages, "Budget", "1000");
  await metrics.type(packages, "Baseline start", "2020-01-01");
  await metrics.type(packages, "Baseline finish", "2120-01-01");
  await metrics.type(packages, /^Planned by day/, "2020-02-01 75 %, no day");
  await expect(page.getByRole("group", { name: "Notice" }).filter({ hasText: "Nothing was changed" })).toBeVisible();
  await metrics.type(packages, /^Planned by day/, "2020-02-01 75 %, 2119-12-31 75 %");
  await metrics.type(packages, "Finished", "2020-03-01");

  await page.getByRole("button", { name: "Enter data" }).click();
  await page.getByRole("menuitem", { name: "Costs" }).click();
  const costs = metrics.entry("Costs");
  await costs.getByRole("button", { name: "Cost", exact: true }).click();
  await metrics.type(costs, "Amount", "800");
  await expect(metrics.figure("Cost variance")).toContainText("CPI 1.25");
  await expect(metrics.figure("Schedule variance")).toContainText("SPI 1.33");
  const working = await metrics.working("Cost performance");
  await metrics.part(working, "Behind the figure").getByRole("button").first().click();
  await expect(packages).toBeVisible();

  await page.getByRole("heading", { level: 1 }).click();
  await shell.undo();
  await expect(metrics.figure("Cost variance")).not.toContainText("CPI 1.25");
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("every family, its tables and what can be entered are accessible", async ({ firstRun, shell, metrics, accessible }) => {
      test.slow();
      await firstRun.sample();
      for (const family of FAMILIES) {
        await test.step(family, async () => {
          await shell.open(`metrics?tab=${family}`);
          await expect(metrics.families.locator("[aria-pressed=true]")).not.toHaveText("Overview");
          await accessible(family);
        });
      }
      for (const address of ["figure=cycle-time&table=cycle-time", "entry=packages", "entry=defects", "entry=limits"]) {
        await test.step(address, async () => {
          await shell.open(`metrics?${address}&compare=1`);
          await accessible(address);
        });
      }
    });
  });
}

test("[B8] on a phone no family scrolls sideways", async ({ page, firstRun, shell }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await firstRun.sample();
  for (const family of ["", ...FAMILIES]) {
    await shell.open(`metrics?tab=${family}`);
    await expect(page.locator(".chart-block").first()).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, family).toBeLessThanOrEqual(390);
    const inner = await page.evaluate(() => {
      const scroll = document.querySelector(".scroll");
      return scroll.scrollWidth - scroll.clientWidth;
    });
    expect(inner, family).toBeLessThanOrEqual(0);
  }
});
