// Stand-ups: typed while people talk, by keys alone.

import { file } from "../pages/data.page.js";
import { expect, test } from "../support/test.js";

const MORNING = "2025-11-20T09:20:00+01:00";
const NEXT_MORNING = "2025-11-21T09:15:00+01:00";

/** The sample program on a Thursday morning. */
async function sample({ page, firstRun }) {
  await page.clock.setFixedTime(new Date(MORNING));
  await firstRun.sample();
}

/** The sample program with nine people in one team, restored as a snapshot. */
async function nine({ page, firstRun, shell, data }) {
  await sample({ page, firstRun });
  await shell.open("data");
  const snapshot = JSON.parse(await data.export());
  const program = snapshot.program ?? snapshot;
  const search = Object.values(program.teams).find((team) => team.name === "Search");
  const people = Object.values(program.people).slice(0, 9);
  for (const person of Object.values(program.people)) delete person.team;
  for (const person of people) person.team = search.id;
  program.absences = Array.isArray(program.absences) ? [] : {};
  await data.choose(data.importButton, file("nine.json", JSON.stringify(snapshot)));
  await data.apply.click();
  await shell.saved();
  await page.clock.setFixedTime(new Date(NEXT_MORNING));
  await page.reload();
  await shell.drawn();
}

test("[SU7] nine people with three blockers take at most sixty key presses beside the words", async ({
  page,
  firstRun,
  shell,
  data,
  standUps,
  keyboard,
}) => {
  await nine({ page, firstRun, shell, data });
  await keyboard.press("g", "s");
  await shell.drawn();
  await expect(standUps.table.getByRole("row")).toHaveCount(10);
  const names = await standUps.table.getByRole("rowheader").locator(".who-name").allInnerTexts();
  await keyboard.press(" ");
  for (const [n, name] of names.entries()) {
    await standUps.speaks(name);
    await expect(standUps.field("Yesterday", name)).toBeFocused();
    await keyboard.words(`Went on with part ${n}`);
    await keyboard.press("Enter");
    await expect(standUps.field("Today", name)).toBeFocused();
    await keyboard.words(n === 0 ? "Finishes SRCH-338" : `Finishes part ${n}`);
    if (n % 3 === 1) {
      await keyboard.press("Tab");
      await expect(standUps.field("Blocked", name)).toBeFocused();
      await keyboard.words(`No test data for part ${n} @jonas >mon`);
      await keyboard.press("Enter");
      await expect(standUps.row(name)).toContainText("with Jonas Weber");
    }
    await keyboard.press("Enter");
  }
  await expect(standUps.finish.first()).toBeFocused();
  await keyboard.press("Enter");
  await expect(standUps.main).toContainText("Finished,");
  console.info(`keys beside the words: ${keyboard.presses}`);
  expect(keyboard.presses).toBeLessThanOrEqual(60);

  await test.step("all of it is there after a reload", async () => {
    await shell.saved();
    await page.reload();
    await shell.drawn();
    await expect(standUps.team(/Finished: Search/)).toBeVisible();
    await expect(standUps.field("Yesterday", names[8])).toHaveValue("Went on with part 8");
    await expect(standUps.row(names[0]).getByRole("button", { name: "SRCH-338" })).toBeVisible();
    await expect(standUps.row(names[4])).toContainText("No test data for part 4");
    await expect(standUps.summary).toContainText(/Blocked \(\d+\)/);
  });
});

test("[SU8] what is typed is kept as it is typed, and what was said last time can be taken", async ({
  page,
  firstRun,
  shell,
  standUps,
  keyboard,
}) => {
  await sample({ page, firstRun });
  await shell.open("standups");
  await standUps.speaks("Priya Nair");
  const yesterday = standUps.field("Yesterday", "Lena Fischer");
  await expect(yesterday).toHaveAttribute("placeholder", /Explanations for colours/);
  await yesterday.focus();
  await keyboard.press("ArrowRight");
  await expect(yesterday).toHaveValue(/Explanations for colours, SRCH-329/);
  await expect(standUps.row("Lena Fischer").getByRole("button", { name: "SRCH-329" }).first()).toBeVisible();
  await keyboard.press("Enter");
  await keyboard.words("Asks for a second revi");
  await page.reload();
  await shell.drawn();
  await expect(standUps.field("Today", "Lena Fischer")).toHaveValue("Asks for a second revi");
});

test("[SU2] the board is walked from right to left with keys, and a blocker flags its card", async ({
  page,
  firstRun,
  shell,
  standUps,
  keyboard,
  lists,
}) => {
  await sample({ page, firstRun });
  await shell.open("standups");
  await page.getByRole("heading", { name: "Look at these first" }).click();
  await keyboard.press("w");
  const current = page.locator("[data-card][aria-current=true]");
  await expect(current).toHaveAttribute("data-card", "SRCH-333");
  await keyboard.press(" ");
  await expect(current).toHaveAttribute("data-card", "SRCH-329");
  await keyboard.press("b");
  await expect(current.getByRole("textbox")).toBeFocused();
  await keyboard.words("No second reviewer @mira >tomorrow");
  await keyboard.press("Enter");
  await expect(current).toContainText("with Mira Okafor");
  await expect(current).toContainText("blocked today");
  await keyboard.press("Enter");
  await expect(current).toHaveAttribute("data-card", "SRCH-341");
  await expect(standUps.main).toContainText("2 of 5 looked at");
  await keyboard.press("k");
  await expect(current).toHaveAttribute("data-card", "SRCH-329");
  await keyboard.press("x");
  await expect(current).not.toContainText("blocked today");
  await shell.open("actions?list=blockers&state=cleared");
  await expect(lists.row("No second reviewer")).toBeVisible();
});

test("the summary is copied in three forms", async ({ page, context, firstRun, shell, standUps }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await sample({ page, firstRun });
  await shell.open("standups");
  await page.getByRole("button", { name: "Copy summary" }).click();
  await expect(page.getByText("Summary copied as plain text")).toBeVisible();
  const plain = await page.evaluate(() => navigator.clipboard.readText());
  expect(plain).toMatch(/^Search stand-up, .*\n\nBlocked \(2\)\n- SRCH-341, \d day/);
  await standUps.summary.getByRole("combobox", { name: "Form of the summary" }).selectOption("markdown");
  await page.getByRole("button", { name: "Copy summary" }).click();
  await expect(page.getByText("Summary copied as Markdown")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("## Blocked (2)");
});
