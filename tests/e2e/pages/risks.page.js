// The RAID register: lists, table, matrix, panels.

import { expect } from "@playwright/test";

export class Risks {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.register = this.main.getByRole("table").filter({ has: page.getByRole("columnheader", { name: "Select all shown" }) });
    this.matrix = page.getByRole("group", { name: /^Matrix/ });
    this.spoken = page.locator("#spoken");
    this.selected = page.getByRole("group", { name: "Selected" });
  }

  row(title) {
    return this.register.getByRole("row").filter({ hasText: title });
  }

  /** The keys or titles in the order of the table. */
  async order() {
    return this.register.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-risk")));
  }

  list(name) {
    return this.page.getByRole("group", { name: "List" }).getByRole("button", { name: new RegExp(`^${name}`) });
  }

  /** The details of a record, by its key or kind. */
  panel(name) {
    return this.page.getByRole("complementary", { name: `${name} details` });
  }

  /** A field of the matrix, by probability and impact (1 to 5). */
  field(probability, impact) {
    return this.matrix.locator(`[data-cell="${probability}x${impact}"]`);
  }

  async open(key) {
    await this.row(key).first().click();
    await expect(this.panel(key)).toBeVisible();
  }

  async add({ title, category, probability, impact }) {
    await this.page.getByRole("main").getByRole("button", { name: "Add risk" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Add risk" });
    await dialog.getByLabel("Title").fill(title);
    await dialog.getByLabel("Category").selectOption(category);
    await dialog.getByLabel("Probability").selectOption({ index: probability - 1 });
    await dialog.getByLabel("Impact").selectOption({ index: impact - 1 });
    await dialog.getByRole("button", { name: "Add risk" }).click();
    await expect(dialog).toBeHidden();
  }
}
