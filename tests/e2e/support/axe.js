// The accessibility check: WCAG 2.2 A and AA, with axe-core's own rules.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** What is wrong on the page now: one line for each rule and element; empty when nothing is. */
export async function axe(page) {
  // Evaluated through the debugger: the page's content policy refuses an added script, rightly.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const violations = await page.evaluate(
    async (values) => (await window.axe.run(document, { runOnly: { type: "tag", values } })).violations,
    tags,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
  );
}
