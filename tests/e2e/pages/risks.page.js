// The register of risks.

import { expect } from "@playwright/test";

export class Risks {
  constructor(page) {
    this.page = page;
    this.register = page.getByRole("table").filter({ has: page.getByRole("columnheader", { name: "Residual" }) });
  }

  row(title) {
    return this.register.getByRole("row").filter({ hasText: title });
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
