// The status report, as its readers will see it.

import { expect } from "@playwright/test";

export class Reports {
  constructor(page) {
    this.page = page;
    this.text = page.getByRole("article", { name: /report|status|portfolio/i });
    this.kind = page.getByRole("combobox", { name: "Kind of report" });
    this.since = page.getByRole("combobox", { name: "Since", exact: true });
    this.copy = page.getByRole("button", { name: "Copy for Confluence" });
    this.send = page.getByRole("main").getByRole("button", { name: "Mark as sent" });
    this.sideBySide = page.getByRole("button", { name: "Side by side" });
    this.headings = this.text.getByRole("heading", { level: 3 });
  }

  async audience(name) {
    await this.page.getByRole("group", { name: "Audience" }).getByRole("button", { name }).click();
  }

  /** A part of the paper by its heading. */
  part(name) {
    return this.text.locator("section").filter({ has: this.page.getByRole("heading", { level: 3, name }) });
  }

  /** The row of a section at the left. */
  row(name) {
    return this.page.getByRole("listitem").filter({ has: this.page.getByRole("button", { name, exact: true }) });
  }

  /** Moves a section one place up by its menu. */
  async up(name) {
    await this.page.getByRole("button", { name: `More for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: /^Move up/ }).click();
  }

  /** Chooses one of the ways out. */
  async more(way) {
    await this.page.getByRole("button", { name: "More ways out for the report" }).click();
    await this.page.getByRole("menuitem", { name: way, exact: true }).click();
  }

  /** A report that was sent, in the list of them. */
  sent(name) {
    return this.page.locator(".sent-row").getByRole("button", { name });
  }

  /** Writes into a section. */
  async write(name, text) {
    await this.page.getByRole("button", { name, exact: true }).click();
    const field = this.page.getByRole("textbox", { name: `Your text in ${name}` });
    await field.fill(text);
    await field.blur();
    await expect(this.part(name)).toContainText(text);
  }
}
