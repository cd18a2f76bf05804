// Several tabs are one program. TAB_COMMANDS and TAB_SEEDS for more or fewer than in every run.

import { expect, test } from "../support/test.js";
import { settled, titles, type } from "../support/typist.js";

const COMMANDS = Number(process.env.TAB_COMMANDS ?? 200);
const SEEDS = Number(process.env.TAB_SEEDS ?? 20);
/**
 * How long after the last acknowledgement all tabs may take to show the same, in milliseconds. On a machine with
 * nothing else to do it is 250 (TAB_SOON=250); each run prints what it took, and a busy one only must not hang.
 */
const SOON = Number(process.env.TAB_SOON ?? 5_000);

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
    const tabs = [page];
    while (tabs.length < count) tabs.push(await context.newPage());
    for (const tab of tabs) {
      await tab.goto("./#/data");
      await expect(tab.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    }
    const each = Math.floor(COMMANDS / count);
    const results = await Promise.all(
      tabs.map((tab, n) =>
        type(tab, {
          titles: Array.from({ length: each }, (_, k) => `seed ${seed} tab ${n} edit ${k}`),
          undoEvery: 7 + n,
          wait: (seed + n) % 2 === 0,
          pause: COMMANDS > 1_000 ? 0 : 4 * n,
        }),
      ),
    );
    const expected = ["The first of all", ...results.flatMap((result) => result.expected)].sort();
    const last = Math.max(...results.map((result) => result.ended));
    const reached = await Promise.all(tabs.map((tab) => settled(tab, expected)));
    for (const [n, tab] of tabs.entries()) {
      if (Number.isNaN(reached[n])) expect(await titles(tab), `tab ${n}`).toEqual(expected);
    }
    const took = Math.max(...reached) - last;
    console.log(`seed ${seed}: ${count} tabs, ${each * count} commands, all the same after at most ${took} ms`);
    expect(took).toBeLessThanOrEqual(SOON);
    // And so does a tab that opens now.
    const late = await context.newPage();
    await late.goto("./#/data");
    await expect(late.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    expect(await titles(late)).toEqual(expected);
  });
}
