// The page and the command line write the same report: one library, two ways to ask it.

import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/test.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const REPORTS = [
  { project: "SRCH", kind: "one_page", audience: "executive" },
  { project: "SRCH", kind: "weekly", audience: "team" },
  { project: "KES", kind: "client", audience: "client" },
];

const WAYS = [
  ["Download HTML", "html"],
  ["Download Markdown", "markdown"],
  ["Download Confluence storage format", "confluence-storage"],
  ["Download Confluence wiki markup", "confluence-wiki"],
  ["Download tables as CSV", "csv"],
];

/** The report that the example prints. */
function native(snapshot, { project, kind, audience }, format) {
  const asked = ["--as-of", "2026-11-20T16:30", "--project", project, "--kind", kind, "--audience", audience, "--format", format];
  // The tests have built it already; without them, Cargo does it now.
  return execFileSync("cargo", ["run", "--quiet", "--example", "report", "--", snapshot, ...asked], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}

test("[SR26] the page and the command line give the same bytes", async ({ page, firstRun, shell, reports, data }, info) => {
  // Fifteen reports, and Cargo where nothing is built yet.
  test.setTimeout(300_000);
  await page.clock.setFixedTime(new Date("2026-11-20T16:30:00+01:00"));
  await firstRun.sample();
  await shell.saved();
  await shell.open("data");
  const snapshot = info.outputPath("snapshot.json");
  await writeFile(snapshot, await data.export());
  for (const asked of REPORTS) {
    await shell.open(`reports?project=${asked.project}&kind=${asked.kind}&for=${asked.audience}`);
    await expect(reports.headings.first()).toBeVisible();
    for (const [way, format] of WAYS) {
      const waiting = page.waitForEvent("download");
      await reports.more(way);
      const here = await readFile(await (await waiting).path(), "utf8");
      expect(here.length).toBeGreaterThan(500);
      expect(here, `${asked.kind} as ${format}`).toBe(native(snapshot, asked, format));
    }
  }
});
