// Several tabs are one program. TAB_COMMANDS and TAB_SEEDS for more than the few of every run.

import { expect, test } from "../support/test.js";
import { titles, type } from "../support/typist.js";

const COMMANDS = Number(process.env.TAB_COMMANDS ?? 240);
const SEEDS = Number(process.env.TAB_SEEDS ?? 3);

for (let seed = 0; seed < SEEDS; seed += 1) {
  const count = 2 + (seed % 3);
  test(`[D2] ${count} tabs, ${COMMANDS} commands, seed ${seed}: none is lost, all show the same`, async ({
    page,
    context,
    firstRun,
    shell,
  }) => {
    test.setTimeout(60_000 + COMMANDS * 400);
    await firstRun.open();
    await firstRun.startEmpty.click();
    await shell.drawn();
    await shell.add("The first of all");
    await shell.saved();
    const others = [];
    for (let n = 1; n < count; n += 1) {
      const other = await context.newPage();
      await other.goto("./#/today");
      await expect(other.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      others.push(other);
    }
    const tabs = [page, ...others];
    const each = Math.floor(COMMANDS / count);
    const results = await Promise.all(
      tabs.map((tab, n) =>
        type(tab, {
          titles: Array.from({ length: each }, (_, k) => `seed ${seed} tab ${n} edit ${k}`),
          undoEvery: 7 + n,
          wait: (seed + n) % 2 === 0,
          pause: 4 * n,
        }),
      ),
    );
    // All were saved when the last tab ended; the others show it within a quarter of a second.
    await page.waitForTimeout(250);
    const expected = ["The first of all", ...results.flatMap((result) => result.expected)].sort();
    for (const [n, tab] of tabs.entries()) {
      expect((await titles(tab)).sort(), `tab ${n}`).toEqual(expected);
    }
    // And so does a tab that opens now.
    const late = await context.newPage();
    await late.goto("./#/today");
    await expect(late.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    expect((await titles(late)).sort()).toEqual(expected);
  });
}
