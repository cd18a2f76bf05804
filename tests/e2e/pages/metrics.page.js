// The figures, each of which opens its working, and the charts, each with its table and files.

import { expect } from "@playwright/test";

export class Metrics {
  constructor(page) {
    this.page = page;
    this.families = page.getByRole("group", { name: "Family" });
  }

  figure(name) {
    return this.page.getByRole("region", { name: new RegExp(`^${name}`, "i") }).first();
  }

  /** Opens a figure's working and answers with the dialog or panel that shows it. */
  async working(name) {
    await this.figure(name).getByRole("button", { name: /working|how/i }).first().click();
    const working = this.page.getByRole("dialog").or(this.page.getByRole("complementary")).last();
    await expect(working).toBeVisible();
    return working;
  }

  /** A section of a working, by its heading. */
  part(working, heading) {
    return working.locator("section").filter({ has: this.page.getByRole("heading", { name: new RegExp(`^${heading}`) }) });
  }

  /** Types into a field of what can be entered, and leaves it. */
  async type(panel, label, text) {
    const field = panel.getByLabel(label).first();
    await field.fill(text);
    await field.press("Tab");
  }

  async family(name) {
    await this.families.getByRole("button", { name }).click();
    await expect(this.families.getByRole("button", { name })).toHaveAttribute("aria-pressed", "true");
  }

  /** A chart's block: heading, drawing, caption, table. */
  chart(slug) {
    return this.page.locator(`[data-chart-block="${slug}"]`);
  }

  /** The part that takes the keys. */
  marks(slug) {
    return this.chart(slug).getByRole("listbox");
  }

  /** What a screen reader would say of the mark that the keys are on. */
  async said(slug) {
    const id = await this.marks(slug).getAttribute("aria-activedescendant");
    return id ? this.page.locator(`#${id}`).getAttribute("aria-label") : null;
  }

  async choose(slug, line) {
    await this.chart(slug).getByRole("button", { name: /^More about/ }).click();
    await this.page.getByRole("menuitem", { name: line }).click();
  }

  /** Saves a chart and answers with the file's name and bytes. */
  async save(slug, line) {
    const arriving = this.page.waitForEvent("download");
    await this.choose(slug, line);
    const download = await arriving;
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }

  entry(name) {
    return this.page.getByRole("complementary", { name });
  }
}
